/** All host operations, one family a file. */
import type {HostOperations} from '../host_op.ts';

export const HOST_OPERATIONS: HostOperations = {};
