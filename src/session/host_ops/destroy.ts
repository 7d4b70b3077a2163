/** The host operation that takes a resource away, whatever kind it is. Variables are the compiler's and the frame executor's. */
import {NotFoundError} from '../../errors.ts';
import type {HostOperation, HostOperations} from '../host_op.ts';
import {handle_of} from '../resources.ts';
import {NDArray} from '../../types/ndarray.ts';

const destroy: HostOperation = {
  run([handle], {attrs, resources}) {
    try {
      resources.delete(handle_of(handle as NDArray));
    } catch (error) {
      if (!(error instanceof NotFoundError) || attrs['ignore_lookup_error'] === false) throw error;
    }
    return [];
  },
};

export const DESTROY_OPERATIONS: HostOperations = {DestroyResourceOp: destroy};
