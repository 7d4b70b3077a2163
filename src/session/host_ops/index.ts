/** All host operations, one family a file. */
import type {HostOperations} from '../host_op.ts';
import {CHECKPOINT_OPERATIONS} from './checkpoints.ts';
import {LOGGING_OPERATIONS} from './logging.ts';
import {QUEUE_OPERATIONS} from './queues.ts';
import {SAMPLER_OPERATIONS} from './samplers.ts';
import {STRING_OPERATIONS} from './strings.ts';

export const HOST_OPERATIONS: HostOperations = {
  ...CHECKPOINT_OPERATIONS,
  ...LOGGING_OPERATIONS,
  ...QUEUE_OPERATIONS,
  ...SAMPLER_OPERATIONS,
  ...STRING_OPERATIONS,
};
