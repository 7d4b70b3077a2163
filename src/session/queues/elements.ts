/**
 * What queues and their like hold: tuples of arrays. How a batch is taken apart, and put together again.
 */
import type {DType} from '../../types/dtypes.ts';
import {dtype_text} from '../../types/dtype_text.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count, row_major_strides, storage_parts} from '../../types/ndarray_storage.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';

/** One element: an array for each component. */
export type Tuple = readonly NDArray[];

/** Elements that loops move without looking at them. */
type Items = Record<number, unknown> & {readonly length: number};

export function dtypes_text(dtypes: readonly DType[]): string {
  return dtypes.map(dtype_text).join(', ');
}

/** A shape as TensorFlow's messages have it: `[2,3]`, `[?,3]`, `<unknown>`. */
export function shape_text(shape: TensorShape | readonly number[]): string {
  const sizes = 'as_list' in shape ? (shape.ndims === null ? null : shape.as_list()) : shape;
  return sizes === null ? '<unknown>' : `[${sizes.map((size) => size ?? '?').join(',')}]`;
}

export function shapes_text(shapes: readonly TensorShape[]): string {
  return `[${shapes.map(shape_text).join(', ')}]`;
}

/** The same elements in memory that nobody else has: what was fed belongs to the user. */
export function own_copy(array: NDArray): NDArray {
  return new NDArray(array.dtype, array.shape, array.data.slice());
}

/** Row `index` of a batch, as an array of its own. */
export function row_of(batch: NDArray, index: number): NDArray {
  const shape = batch.shape.slice(1);
  const size = element_count(shape) * storage_parts(batch.dtype);
  return new NDArray(batch.dtype, shape, batch.data.slice(index * size, (index + 1) * size));
}

/** Rows of one shape as a batch. */
export function batch_of(dtype: DType, shape: readonly number[], rows: readonly NDArray[]): NDArray {
  const size = element_count(shape) * storage_parts(dtype);
  const data = allocate(dtype, rows.length * element_count(shape));
  rows.forEach((row, i) => {
    for (let k = 0; k < size; k++) (data as Items)[i * size + k] = row.data[k];
  });
  return new NDArray(dtype, [rows.length, ...shape], data);
}

/** Rows of several shapes as a batch: each is filled up with zeros at its ends to the largest sizes. */
export function padded_batch(dtype: DType, shape: TensorShape, rows: readonly NDArray[]): NDArray {
  const sizes = shape
    .as_list()
    .map((size, axis) => size ?? Math.max(0, ...rows.map((row) => row.shape[axis] ?? 0)));
  const target = new NDArray(
    dtype,
    [rows.length, ...sizes],
    allocate(dtype, rows.length * element_count(sizes)),
  );
  const strides = row_major_strides(sizes);
  const row_size = element_count(sizes);
  rows.forEach((row, i) => {
    copy_corner(row, target, i * row_size, strides);
  });
  return target;
}

/** Copies an array to the beginning of each axis of the part of `target` at `offset`. */
function copy_corner(row: NDArray, target: NDArray, offset: number, strides: readonly number[]): void {
  const parts = storage_parts(row.dtype);
  const [source, into]: readonly [Items, Items] = [row.data, target.data];
  let at = 0;
  const walk = (axis: number, place: number): void => {
    if (axis === row.shape.length) {
      for (let part = 0; part < parts; part++) into[place * parts + part] = source[at++];
      return;
    }
    const [count = 0, stride = 0] = [row.shape[axis], strides[axis]];
    for (let k = 0; k < count; k++) walk(axis + 1, place + k * stride);
  };
  walk(0, offset);
}
