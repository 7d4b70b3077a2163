// Moving elements without looking at them: every dtype, in one place. Slices, transposes, joins and repeats are strided
// reads and writes.

import {NDArray} from '../../types/ndarray.ts';
import type {NDArrayData} from '../../types/ndarray.ts';
import {allocate, element_count, storage_parts} from '../../types/ndarray_storage.ts';
import type {AnyItems} from './arrays.ts';
import {for_each_row} from './broadcast.ts';

/** From how many items on a block copy beats a loop. */
const BLOCK_ITEMS = 24;

/** Copies `count` neighbouring storage items. */
export function copy_items(
  source: NDArrayData,
  source_start: number,
  target: NDArrayData,
  target_start: number,
  count: number,
): void {
  if (count >= BLOCK_ITEMS && ArrayBuffer.isView(source) && ArrayBuffer.isView(target)) {
    (target as Uint8Array).set(
      (source as Uint8Array).subarray(source_start, source_start + count),
      target_start,
    );
    return;
  }
  const [from, to] = [source as AnyItems, target as AnyItems];
  for (let index = 0; index < count; index++) to[target_start + index] = from[source_start + index];
}

/** A walk over storage: the element of index `i, j, ...` stands at `start + i * strides[0] + j * strides[1] ...`. */
export interface Walk {
  readonly start: number;
  readonly strides: readonly number[];
}

/** The same walk with neighbouring axes taken as one where they follow each other in storage; axes of one are left out. */
function joined_axes(
  shape: readonly number[],
  strides: readonly number[],
): [sizes: number[], strides: number[]] {
  const sizes: number[] = [];
  const steps: number[] = [];
  shape.forEach((size, axis) => {
    const stride = strides[axis] ?? 1;
    if (size === 1) return;
    const outer = steps.at(-1);
    if (outer !== undefined && outer === stride * size) {
      sizes.push((sizes.pop() ?? 1) * size);
      steps[steps.length - 1] = stride;
    } else {
      sizes.push(size);
      steps.push(stride);
    }
  });
  return [sizes, steps];
}

/** The elements of `array` along a walk of `shape`, as a new array. */
export function strided_read(array: NDArray, shape: readonly number[], {start, strides: all}: Walk): NDArray {
  const parts = storage_parts(array.dtype);
  const data = allocate(array.dtype, element_count(shape), shape);
  const [sizes, strides] = joined_axes(shape, all);
  const length = sizes.at(-1) ?? 1;
  const step = strides.at(-1) ?? 1;
  const [from, to] = [array.data as AnyItems, data as AnyItems];
  for_each_row(sizes, [strides], (row, offsets) => {
    const source = (start + (offsets[0] ?? 0)) * parts;
    const target = row * length * parts;
    if (step === 1) copy_items(array.data, source, data, target, length * parts);
    else if (parts === 1) {
      for (let index = 0; index < length; index++) to[target + index] = from[source + index * step];
    } else {
      for (let index = 0; index < length * parts; index++) {
        to[target + index] = from[source + (index >> 1) * step * 2 + (index & 1)];
      }
    }
  });
  return new NDArray(array.dtype, shape, data);
}

/** Writes the elements of `array`, in order, along a walk of its shape through `target`. */
export function strided_write(target: NDArray, array: NDArray, {start, strides}: Walk): void {
  const parts = storage_parts(array.dtype);
  const length = array.shape.at(-1) ?? 1;
  const step = strides.at(-1) ?? 1;
  const [from, to] = [array.data as AnyItems, target.data as AnyItems];
  for_each_row(array.shape, [strides], (row, offsets) => {
    const source = row * length * parts;
    const place = (start + (offsets[0] ?? 0)) * parts;
    if (step === 1) copy_items(array.data, source, target.data, place, length * parts);
    else {
      for (let index = 0; index < length * parts; index++) {
        const element = parts === 1 ? index : index >> 1;
        const part = parts === 1 ? 0 : index & 1;
        to[place + element * step * parts + part] = from[source + index];
      }
    }
  });
}

/** A new array with the same elements. */
export function copied(array: NDArray): NDArray {
  return new NDArray(array.dtype, array.shape, array.data.slice());
}

/** A new array of `shape` filled with element `index` of `value`. */
export function filled(value: NDArray, shape: readonly number[], index = 0): NDArray {
  if (storage_parts(value.dtype) === 1 && ArrayBuffer.isView(value.data)) {
    const data = allocate(value.dtype, element_count(shape), shape);
    (data as Float32Array).fill(value.data[index] as number);
    return new NDArray(value.dtype, shape, data);
  }
  const strides = shape.map(() => 0);
  return strided_read(value, shape, {start: index, strides});
}
