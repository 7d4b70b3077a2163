// What kernels of sparse tensors share: checks of their three parts, the order of their indices, some of their elements.

import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {integers, shape_text, zeros} from './arrays.ts';
import type {AnyItems} from './arrays.ts';

/** A sparse tensor: indices, values and shape. */
export type SparseParts = readonly [indices: NDArray, values: NDArray, dense: NDArray];

/** The first three inputs, of the ranks that they must have. */
export function sparse_parts([indices, values, dense]: readonly NDArray[]): SparseParts {
  const [i, v, s] = [indices, values, dense] as readonly [NDArray, NDArray, NDArray];
  if (i.shape.length !== 2)
    throw invalid_argument(`Input indices should be a matrix but received shape ${shape_text(i.shape)}`);
  if (v.shape.length !== 1)
    throw invalid_argument(`Input values should be a vector but received shape ${shape_text(v.shape)}`);
  if (s.shape.length !== 1)
    throw invalid_argument(`Input shape should be a vector but received shape ${shape_text(s.shape)}`);
  return [i, v, s];
}

/** Refuses parts that do not belong together. */
export function check_counts([indices, values, dense]: SparseParts): void {
  const [rows = 0, rank = 0] = indices.shape;
  if (rows !== values.size) {
    throw invalid_argument(
      `indices and values rows (indexing dimension) must match. (indices = ${rows}, values = ${values.size})`,
    );
  }
  if (dense.size !== rank) throw invalid_argument('Order length must be SparseTensor rank.');
}

/** The first `count` sizes of a vector as TensorFlow's messages have them. */
export function sizes_text(sizes: NDArray, count: number): string {
  return integers(sizes).slice(0, count).join(' ') + (sizes.size > count ? '...' : '');
}

/** Integer storage whose rows are compared; both are of one kind. */
export type Places = BigInt64Array | Int32Array;

/** Which of two rows of `rank` indices comes first: negative, zero or positive. */
export function compare_rows(a: Places, row_a: number, b: Places, row_b: number, rank: number): number {
  for (let axis = 0; axis < rank; axis++) {
    const [left, right] = [a[row_a * rank + axis]!, b[row_b * rank + axis]!];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Whether the indices of a row lie within the sizes. */
export function is_inside(places: Places, row: number, sizes: readonly number[]): boolean {
  return sizes.every((size, axis) => {
    const place = places[row * sizes.length + axis]!;
    return place >= 0 && place < size;
  });
}

/** What is wrong with the indices of an ordered sparse tensor without repeats, `null` where nothing is. */
export function disorder(places: Places, count: number, sizes: readonly number[]): string | null {
  const rank = sizes.length;
  for (let row = 0; row < count; row++) {
    const order = row === 0 ? 1 : compare_rows(places, row, places, row - 1, rank);
    const fits = is_inside(places, row, sizes);
    if (fits && order > 0) continue;
    const text = `indices[${row}] = [${places.subarray(row * rank, (row + 1) * rank).join(',')}]`;
    if (!fits) return `${text} is out of bounds: need 0 <= index < [${sizes.join(',')}]`;
    if (order === 0) return `${text} is repeated`;
    return (
      `${text} is out of order. Many sparse ops require sorted indices.\n` +
      '    Use `tf.sparse.reorder` to create a correctly ordered copy.\n\n'
    );
  }
  return null;
}

/** A run of rows that have their first indices in common. */
export interface RowGroup {
  readonly start: number;
  readonly end: number;
  /** The indices in common. */
  readonly key: readonly number[];
}

/** Runs of neighbouring rows of indices that are the same but for the last one. */
export function row_groups(indices: NDArray): RowGroup[] {
  const [count = 0, rank = 0] = indices.shape;
  const places = indices.data as Places;
  const key_of = (row: number): number[] =>
    Array.from({length: rank - 1}, (_, axis) => Number(places[row * rank + axis]));
  const groups: RowGroup[] = [];
  for (let start = 0, end = 0; start < count; start = end) {
    const key = key_of(start);
    const is_same = (row: number): boolean =>
      key.every((place, axis) => place === Number(places[row * rank + axis]));
    for (end = start + 1; end < count && is_same(end);) end++;
    groups.push({start, end, key});
  }
  return groups;
}

/** Copies element `from` of `source` to element `to` of `target`. */
export function copy_element(source: NDArray, from: number, target: NDArray, to: number): void {
  const parts = storage_parts(source.dtype);
  const [read, write] = [source.data as AnyItems, target.data as AnyItems];
  for (let part = 0; part < parts; part++) write[to * parts + part] = read[from * parts + part];
}

/** Some of the elements of a vector. */
export function picked(array: NDArray, places: readonly number[]): NDArray {
  const result = zeros(array.dtype, [places.length]);
  places.forEach((place, k) => {
    copy_element(array, place, result, k);
  });
  return result;
}

/** Some of the rows of a matrix of indices. */
export function picked_rows(indices: NDArray, rows: readonly number[]): NDArray {
  const [, rank = 0] = indices.shape;
  const result = zeros(indices.dtype, [rows.length, rank]);
  const [from, to] = [indices.data as BigInt64Array, result.data as BigInt64Array];
  rows.forEach((row, k) => {
    to.set(from.subarray(row * rank, (row + 1) * rank), k * rank);
  });
  return result;
}

/** A sparse tensor's elements in the order of their indices; those of one index stay in their order. */
export function ordered(indices: NDArray, values: NDArray): [indices: NDArray, values: NDArray] {
  const [count = 0, rank = 0] = indices.shape;
  const places = indices.data as BigInt64Array;
  const rows = Array.from({length: count}, (_, row) => row);
  rows.sort((a, b) => compare_rows(places, a, places, b, rank));
  return [picked_rows(indices, rows), picked(values, rows)];
}

/** Vectors one after the other. */
export function joined(arrays: readonly NDArray[], dtype: DType): NDArray {
  const result = zeros(dtype, [arrays.reduce((sum, {size}) => sum + size, 0)]);
  let at = 0;
  for (const array of arrays) {
    for (let k = 0; k < array.size; k++) copy_element(array, k, result, at++);
  }
  return result;
}
