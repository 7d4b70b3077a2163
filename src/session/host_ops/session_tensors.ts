/** Host operations on tensors that stay in the session between runs, and the one that ends a program. */
import {AbortedError} from '../../errors.ts';
import {resource, string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {ResourceHandle} from '../../types/resource_handle.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {DEVICES} from '../placement.ts';
import {invalid} from '../queues/calls.ts';
import {own_copy} from '../queues/elements.ts';

const decoder = new TextDecoder();

/** The tensors of a session, by handle. */
class SessionTensors {
  static readonly type_name = 'TensorHandle';
  readonly held = new Map<string, NDArray>();
  #count = 0;

  keep(node: string, value: NDArray): string {
    const handle = `${node};${this.#count++};${DEVICES[0]?.name ?? ''}`;
    this.held.set(handle, value);
    return handle;
  }
}

function tensors_of({resources}: Pick<HostContext, 'resources'>): SessionTensors {
  return resources.lookup_or_create(SessionTensors, 'session', 'tensors', () => new SessionTensors());
}

const get_handle: HostOperation = {
  run: ([value], context) => {
    const {op} = context;
    const handle = tensors_of(context).keep(op.name, own_copy(value as NDArray));
    if (op.outputs[0]?.dtype !== resource) return [new NDArray(string, [], [handle])];
    return [
      new NDArray(resource, [], [new ResourceHandle('TensorHandle', handle, SessionTensors.type_name)]),
    ];
  },
};

function handle_name([handle]: readonly NDArray[]): string {
  return decoder.decode(handle?.data[0] as Uint8Array);
}

export const SESSION_TENSOR_OPERATIONS: HostOperations = {
  GetSessionHandle: get_handle,
  GetSessionHandleV2: get_handle,
  GetSessionTensor: {
    run: (inputs, context) => {
      const name = handle_name(inputs);
      const value = tensors_of(context).held.get(name);
      if (value === undefined) throw invalid(`The tensor with handle '${name}' is not in the session store.`);
      return [own_copy(value)];
    },
  },
  DeleteSessionTensor: {
    run: (inputs, context) => {
      const name = handle_name(inputs);
      if (!tensors_of(context).held.delete(name))
        throw invalid(`Failed to delete a tensor with handle '${name}' in the session store.`);
      return [];
    },
  },
  Abort: {
    run: (_, {attrs}) => {
      throw new AbortedError(null, null, String(attrs['error_msg'] || 'Abort was asked for.'));
    },
  },
};
