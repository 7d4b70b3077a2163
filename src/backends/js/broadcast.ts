// Broadcasting: the common shape of several, and the places in an operand for the elements of the result.

import {broadcast_sizes} from '../../util/broadcast.ts';
import {invalid_argument} from '../kernel_error.ts';
import {shape_text} from './arrays.ts';

/** The common shape of two operands. InvalidArgument in TensorFlow's words if there is none. */
export function broadcast_shape(left: readonly number[], right: readonly number[]): number[] {
  const shape = broadcast_sizes(left, right);
  if (shape === null) {
    throw invalid_argument(`Incompatible shapes: ${shape_text(left)} vs. ${shape_text(right)}`);
  }
  return shape;
}

/** Steps through an operand of `shape` for each axis of `target`; 0 where it is repeated. */
export function broadcast_strides(shape: readonly number[], target: readonly number[]): number[] {
  const strides = new Array<number>(target.length).fill(0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] ?? 1;
    if (size !== 1) strides[target.length - shape.length + axis] = stride;
    stride *= size;
  }
  return strides;
}

/**
 * For each row (run along the last axis) of `shape`, the offset into operands with the given strides:
 * `visit(row, offsets)` is called in order, with the one array of offsets each time.
 */
export function for_each_row(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  visit: (row: number, offsets: readonly number[]) => void,
): void {
  const outer = Math.max(0, shape.length - 1);
  const counters = new Array<number>(outer).fill(0);
  const offsets = new Array<number>(strides.length).fill(0);
  let rows = 1;
  for (let axis = 0; axis < outer; axis++) rows *= shape[axis] ?? 1;
  for (let row = 0; row < rows; row++) {
    visit(row, offsets);
    for (let axis = outer - 1; axis >= 0; axis--) {
      const count = (counters[axis] ?? 0) + 1;
      const is_done = count === shape[axis];
      counters[axis] = is_done ? 0 : count;
      for (let operand = 0; operand < strides.length; operand++) {
        const stride = strides[operand]?.[axis] ?? 0;
        offsets[operand] = (offsets[operand] ?? 0) + (is_done ? -stride * (count - 1) : stride);
      }
      if (!is_done) break;
    }
  }
}
