// Copies the part that two slices of one tensor have in common from the array of the one to the array of the other.

import type {NDArray} from '../types/ndarray.ts';
import {element_count, row_major_strides} from '../types/ndarray_storage.ts';
import {array_bytes, is_strings} from './tensor_bytes.ts';
import type {TensorSlice} from './tensor_slice.ts';

interface Range {
  readonly start: number;
  readonly length: number;
}

function ranges(shape: readonly number[], slice: TensorSlice): Range[] {
  return shape.map((size, axis) => slice[axis] ?? {start: 0, length: size});
}

/** What two slices of a tensor of `shape` have in common, or null. */
function overlap(shape: readonly number[], a: TensorSlice, b: TensorSlice): Range[] | null {
  const other = ranges(shape, b);
  const common = ranges(shape, a).map((range, axis) => {
    const second = other[axis] ?? range;
    const start = Math.max(range.start, second.start);
    return {start, length: Math.min(range.start + range.length, second.start + second.length) - start};
  });
  return common.some((range) => range.length <= 0) ? null : common;
}

/** Whether two slices of a tensor of `shape` have elements in common. */
export function slice_overlaps(shape: readonly number[], a: TensorSlice, b: TensorSlice): boolean {
  return overlap(shape, a, b) !== null;
}

/** Positions of one slice's array: the offset of the tensor's element 0, and what a step along each axis adds. */
function layout(shape: readonly number[], slice: TensorSlice): {offset: number; strides: number[]} {
  const own = ranges(shape, slice);
  const strides = row_major_strides(own.map((range) => range.length));
  const offset = own.reduce((sum, range, axis) => sum - range.start * (strides[axis] ?? 0), 0);
  return {offset, strides};
}

/**
 * Copies what `source`, the slice `from` of a tensor of `shape`, has of the slice `to` into `target`. Returns how many
 * elements that are.
 */
export function copy_overlap(
  shape: readonly number[],
  from: TensorSlice,
  source: NDArray,
  to: TensorSlice,
  target: NDArray,
): number {
  const common = overlap(shape, from, to);
  if (common === null) return 0;
  const [read, write] = [layout(shape, from), layout(shape, to)];
  // Rows are copied whole; the other axes are walked.
  const row = common.at(-1)?.length ?? 1;
  const walk = (axis: number, at: number, into: number): void => {
    const range = common[axis];
    if (range === undefined || axis === shape.length - 1) {
      const start = range?.start ?? 0;
      copy_elements(source, at + start, target, into + start, row);
      return;
    }
    for (let i = range.start; i < range.start + range.length; i++) {
      walk(axis + 1, at + i * (read.strides[axis] ?? 0), into + i * (write.strides[axis] ?? 0));
    }
  };
  walk(0, read.offset, write.offset);
  return element_count(common.map((range) => range.length));
}

function copy_elements(source: NDArray, at: number, target: NDArray, into: number, count: number): void {
  if (is_strings(source.data) && is_strings(target.data)) {
    target.data.splice(into, count, ...source.data.slice(at, at + count));
    return;
  }
  const size = source.dtype.size;
  array_bytes(target).set(array_bytes(source).subarray(at * size, (at + count) * size), into * size);
}
