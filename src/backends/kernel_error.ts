// What a kernel says when its inputs are bad: TensorFlow's code and words. Which node it was is added by whoever runs
// the step, and the user's line by the session; kernels know neither.

import {INVALID_ARGUMENT, UNIMPLEMENTED} from '../errors.ts';

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

/** `error` with the step that it came from, unless a step inside has said so already. */
export function at_step(error: unknown, node: string, op: string): unknown {
  if (!(error instanceof KernelError) || error.node !== null) return error;
  return new KernelError(error.code, error.text, node, op);
}
