// Values of one shape, or of one shape but for their first size, put together along a first axis. Every dtype.

import {NDArray} from '../../types/ndarray.ts';
import {allocate} from '../../types/ndarray_storage.ts';
import {reshaped} from './arrays.ts';
import {copy_items, strided_read} from './moves.ts';

function joined(values: readonly NDArray[], shape: readonly number[]): NDArray {
  const [first] = values as [NDArray];
  const size = values.reduce((sum, value) => sum + value.size, 0);
  const data = allocate(first.dtype, size);
  let place = 0;
  for (const value of values) {
    copy_items(value.data, 0, data, place, value.data.length);
    place += value.data.length;
  }
  return new NDArray(first.dtype, shape, data);
}

/** The values, of one shape, as rows of one array. At least one. */
export function stacked_rows(values: readonly NDArray[]): NDArray {
  return joined(values, [values.length, ...(values[0]?.shape ?? [])]);
}

/** The rows of all values as those of one array. At least one value. */
export function joined_rows(values: readonly NDArray[]): NDArray {
  const count = values.reduce((sum, {shape}) => sum + (shape[0] ?? 0), 0);
  return joined(values, [count, ...(values[0]?.shape.slice(1) ?? [])]);
}

/** Rows of a value from `start` on, as many as make up an array of `shape`. A copy. */
export function rows_of(value: NDArray, start: number, shape: readonly number[]): NDArray {
  const size = value.shape[0] === 0 ? 0 : value.size / (value.shape[0] as number);
  const count = shape.reduce((product, one) => product * one, 1);
  return reshaped(strided_read(value, [count], {start: start * size, strides: [1]}), shape);
}
