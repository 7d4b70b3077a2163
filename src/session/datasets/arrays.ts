/**
 * Arrays of elements, as datasets take them apart and put them together.
 */
import type {DType} from '../../types/dtypes.ts';
import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {row_major_strides, same_shape, storage_parts} from '../../types/ndarray_storage.ts';
import {InvalidArgumentError} from '../../errors.ts';
import {batch_of, shape_text} from '../queues/elements.ts';
import type {Item} from './dataset.ts';

export function int64_scalar(value: bigint | number): NDArray {
  return new NDArray(int64, [], BigInt64Array.of(BigInt(value)));
}

/** Elements of one shape as one element with one more axis. InvalidArgumentError if the shapes differ. */
export function batched(items: readonly Item[]): Item {
  const [first] = items as readonly [Item];
  return first.map((array, component) => {
    const rows = items.map((item) => item[component] as NDArray);
    const other = rows.findIndex(({shape}) => !same_shape(shape, array.shape));
    if (other > 0) {
      throw new InvalidArgumentError(
        null,
        null,
        `Cannot batch tensors with different shapes in component ${component}. First element had shape ${shape_text(array.shape)} and element ${other} had shape ${shape_text((rows[other] as NDArray).shape)}.`,
      );
    }
    return batch_of(array.dtype, array.shape, rows);
  });
}

/** An array full of a scalar. */
export function filled(dtype: DType, shape: readonly number[], value: NDArray): NDArray {
  const target = NDArray.zeros(shape, dtype);
  const data = target.data as Record<number, unknown> & {readonly length: number};
  const parts = storage_parts(dtype);
  for (let i = 0; i < data.length; i++) data[i] = value.data[i % parts];
  return target;
}

/** Copies `source` to the beginning of each axis of row `row` of `target`. */
export function copy_into(source: NDArray, target: NDArray, row: number): void {
  const strides = row_major_strides(target.shape);
  const parts = storage_parts(source.dtype);
  const [from, to]: readonly Record<number, unknown>[] = [source.data, target.data];
  let at = 0;
  const walk = (axis: number, place: number): void => {
    if (axis === source.shape.length) {
      for (let part = 0; part < parts; part++)
        (to as Record<number, unknown>)[place * parts + part] = (from as Record<number, unknown>)[at++];
      return;
    }
    for (let k = 0; k < (source.shape[axis] as number); k++)
      walk(axis + 1, place + k * (strides[axis + 1] as number));
  };
  walk(0, row * (strides[0] as number));
}
