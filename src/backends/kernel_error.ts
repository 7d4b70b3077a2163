// What a kernel says when its inputs are bad: TensorFlow's code and words. Which node it was is added by whoever runs
// the step, and the user's line by the session; kernels know neither.

import {INVALID_ARGUMENT, RESOURCE_EXHAUSTED, UNIMPLEMENTED} from '../errors.ts';
import {runtime_dtype_name} from '../graph/op_summary.ts';
import {AllocationError} from '../types/ndarray_storage.ts';

/** An error of one step. The session makes a `tf.errors.OpError` of it. */
export class KernelError extends Error {
  /** TensorFlow's error code (`tf.errors.INVALID_ARGUMENT`, ...). */
  readonly code: number;
  /** What the op says, in TensorFlow's words. */
  readonly text: string;
  /** Name and type of the node whose step failed; null until the step's runner tells. */
  readonly node: string | null;
  readonly op: string | null;

  constructor(code: number, text: string, node: string | null = null, op: string | null = null) {
    super(node === null ? text : `${op} '${node}': ${text}`);
    this.name = 'KernelError';
    this.code = code;
    this.text = text;
    this.node = node;
    this.op = op;
  }
}

/** The step got values that it cannot take. */
export function invalid_argument(text: string): KernelError {
  return new KernelError(INVALID_ARGUMENT, text);
}

/** Nothing here computes this. */
export function unimplemented(text: string): KernelError {
  return new KernelError(UNIMPLEMENTED, text);
}

const ALLOCATOR = '/job:localhost/replica:0/task:0/device:CPU:0 by allocator cpu';
/** What engines say of typed arrays that do not fit into memory. */
const NO_MEMORY = /array length|allocation failed|out of memory|memory access out of bounds/i;
/** Of JavaScript, and of WebAssembly. */
const ENGINE_ERRORS: ReadonlySet<string> = new Set(['RangeError', 'RuntimeError']);

/** What a kernel says when there is no memory for its output; any other error as it is. */
function resource_error(error: unknown): unknown {
  if (error instanceof AllocationError) {
    const {dtype, shape} = error;
    return new KernelError(
      RESOURCE_EXHAUSTED,
      `OOM when allocating tensor with shape[${shape.join(',')}] and type ${runtime_dtype_name(dtype)} on ${ALLOCATOR}`,
    );
  }
  const {name, message} = error as Error;
  if (!ENGINE_ERRORS.has(name) || !NO_MEMORY.test(message)) return error;
  return new KernelError(RESOURCE_EXHAUSTED, `OOM when allocating tensor on ${ALLOCATOR}`);
}

/** An error with the step that it came from, unless a step inside has said so already. */
export function at_step(given: unknown, node: string, op: string): unknown {
  const error = resource_error(given);
  if (!(error instanceof KernelError) || error.node !== null) return error;
  return new KernelError(error.code, error.text, node, op);
}
