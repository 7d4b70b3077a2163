/** What host operations on queues, barriers and accumulators have in common. */
import {InvalidArgumentError} from '../../errors.ts';
import type {Operation} from '../../graph/operation.ts';
import {int32, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {Eventually} from '../runtime.ts';
import {dtypes_text} from './elements.ts';

export function invalid(text: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, text);
}

/** A size as an op gives it. */
export function size_array(size: number): NDArray {
  return new NDArray(int32, [], Int32Array.of(size));
}

/** Refuses a node whose inputs and outputs are not of its resource. */
export function check_signature(op: Operation, inputs: readonly DType[], outputs: readonly DType[]): void {
  const [handle] = op.inputs;
  const have_inputs = op.inputs.map(({dtype}) => dtype);
  const have_outputs = op.outputs.map(({dtype}) => dtype);
  const want_inputs = [handle?.dtype as DType, ...inputs];
  if (have_inputs.join() === want_inputs.join() && have_outputs.join() === outputs.join()) return;
  const signature = (from: readonly DType[], to: readonly DType[]): string =>
    `${dtypes_text(from)}->${dtypes_text(to)}`;
  throw invalid(
    `Signature mismatch, have: ${signature(have_inputs, have_outputs)} expected: ${signature(want_inputs, outputs)}`,
  );
}

const nothing: readonly NDArray[] = [];

/** Gives no outputs when `done` is. */
export function after(done: Eventually<void>): Eventually<readonly NDArray[]> {
  return done instanceof Promise ? done.then(() => nothing) : nothing;
}
