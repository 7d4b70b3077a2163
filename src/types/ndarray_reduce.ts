// numpy's reductions over axes, with numpy's result dtypes. Sums of floats are taken in float64 and rounded once.
// For looking at results, not for training: no kernel uses this.

import {NotImplementedError, ValueError} from './python_errors.ts';
import {bool, float64, int64, uint64} from './dtypes.ts';
import type {DType} from './dtypes.ts';
import {allocate, decoded_data, element_count, encoded_bits, row_major_strides} from './ndarray_storage.ts';
import type {ArrayValue, NDArrayData} from './ndarray_storage.ts';

export type Reduction = 'max' | 'min' | 'sum' | 'mean' | 'argmax';

/** Which axes go (null: all), and whether they stay as axes of size one. */
export interface ReductionAxes {
  readonly axis?: number | readonly number[] | null;
  readonly keepdims?: boolean;
}

type Numbers = ArrayLike<number | bigint>;

/** `value` reduced over `axis`. ValueError for an axis that it does not have, and for the largest of nothing. */
export function reduce_array(
  value: ArrayValue,
  reduction: Reduction,
  {axis = null, keepdims = false}: ReductionAxes = {},
): ArrayValue {
  if (value.dtype.is_complex || value.dtype.base_name === 'string') {
    throw new NotImplementedError(`${reduction} of ${value.dtype.name}: take the numbers from toArray()`);
  }
  const rank = value.shape.length;
  const reduced = new Set(reduced_axes(axis, rank));
  const groups = element_groups(value.shape, reduced);
  const size = groups[0]?.length ?? 0;
  if (
    size === 0 &&
    groups.length > 0 &&
    (reduction === 'max' || reduction === 'min' || reduction === 'argmax')
  ) {
    throw new ValueError(`zero-size array to reduction operation ${reduction} which has no identity`);
  }
  const dtype = result_dtype(value.dtype, reduction);
  const numbers = decoded_data(value) as Numbers;
  const results = groups.map((group) => REDUCERS[reduction](numbers, group, dtype));
  const shape = value.shape.map((length, place) => (reduced.has(place) ? 1 : length));
  const kept = keepdims ? shape : shape.filter((_, place) => !reduced.has(place));
  return {dtype, shape: kept, data: stored(dtype, results)};
}

function reduced_axes(axis: number | readonly number[] | null, rank: number): number[] {
  if (axis === null) return Array.from({length: rank}, (_, place) => place);
  return (typeof axis === 'number' ? [axis] : axis).map((place) => {
    if (place >= -rank && place < rank) return place < 0 ? place + rank : place;
    throw new ValueError(`axis ${place} is out of bounds for array of dimension ${rank}`);
  });
}

/** For each element of the result, in order, the places in the source that it comes from. */
function element_groups(shape: readonly number[], reduced: ReadonlySet<number>): number[][] {
  const strides = row_major_strides(shape);
  const axes = shape.map((size, axis) => ({size, stride: strides[axis] ?? 0, is_reduced: reduced.has(axis)}));
  const offsets = (wanted: boolean): number[] =>
    axes
      .filter((axis) => axis.is_reduced === wanted)
      .reduce<number[]>(
        (places, {size, stride}) =>
          places.flatMap((place) => Array.from({length: size}, (_, index) => place + index * stride)),
        [0],
      );
  const inner = offsets(true);
  return offsets(false).map((start) => inner.map((offset) => start + offset));
}

function result_dtype(dtype: DType, reduction: Reduction): DType {
  if (reduction === 'argmax') return int64;
  if (reduction === 'mean') return dtype.is_floating ? dtype : float64;
  if (reduction !== 'sum' || dtype.is_floating) return dtype;
  return dtype.is_unsigned && dtype !== bool ? uint64 : int64;
}

type Reducer = (numbers: Numbers, group: readonly number[], dtype: DType) => number | bigint;

const REDUCERS: {readonly [reduction in Reduction]: Reducer} = {
  max: (numbers, group) => numbers[extreme_place(numbers, group, (left, right) => left > right)] ?? 0,
  min: (numbers, group) => numbers[extreme_place(numbers, group, (left, right) => left < right)] ?? 0,
  argmax: (numbers, group) => group.indexOf(extreme_place(numbers, group, (left, right) => left > right)),
  sum: (numbers, group, dtype) =>
    dtype.is_floating ? float_sum(numbers, group) : integer_sum(numbers, group),
  mean: (numbers, group) => float_sum(numbers, group) / group.length,
};

/** The first place that beats all others; NaN beats everything, as in numpy. */
function extreme_place(
  numbers: Numbers,
  group: readonly number[],
  beats: (left: number | bigint, right: number | bigint) => boolean,
): number {
  let best_place = group[0] ?? 0;
  for (const place of group) {
    const item = numbers[place] ?? 0;
    if (Number.isNaN(item)) return place;
    if (beats(item, numbers[best_place] ?? 0)) best_place = place;
  }
  return best_place;
}

function float_sum(numbers: Numbers, group: readonly number[]): number {
  let sum = 0;
  for (const place of group) sum += Number(numbers[place]);
  return sum;
}

function integer_sum(numbers: Numbers, group: readonly number[]): bigint {
  let sum = 0n;
  for (const place of group) sum += BigInt(numbers[place] ?? 0);
  return sum;
}

function stored(dtype: DType, results: readonly (number | bigint)[]): NDArrayData {
  if (dtype.base_name === 'float16' || dtype.base_name === 'bfloat16') {
    return encoded_bits(dtype, results.map(Number));
  }
  const data = allocate(dtype, results.length);
  const as_bigint = dtype === int64 || dtype === uint64;
  results.forEach((result, index) => {
    if (as_bigint) (data as BigInt64Array)[index] = BigInt(result);
    else (data as Float64Array)[index] = Number(result);
  });
  return data;
}

/** Whether shape and elements are the same; NaN is not the same as NaN, as in numpy. */
export function arrays_equal(left: ArrayValue, right: ArrayValue): boolean {
  if (left.shape.join() !== right.shape.join()) return false;
  if (left.dtype.base_name === 'string' || right.dtype.base_name === 'string') {
    return left.dtype === right.dtype && bytes_equal(left.data as Uint8Array[], right.data as Uint8Array[]);
  }
  const left_items = decoded_data(left) as Numbers;
  const right_items = decoded_data(right) as Numbers;
  if (left_items.length !== right_items.length) return false;
  for (let index = 0; index < left_items.length; index++) {
    if (!is_same(left_items[index] ?? 0, right_items[index] ?? 0)) return false;
  }
  return true;
}

function is_same(left: number | bigint, right: number | bigint): boolean {
  if (typeof left === typeof right) return left === right;
  return Number.isInteger(Number(left)) && Number.isInteger(Number(right)) && BigInt(left) === BigInt(right);
}

function bytes_equal(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  return left.every((bytes, index) => {
    const other = right[index];
    return other?.length === bytes.length && bytes.every((byte, place) => byte === other[place]);
  });
}

/** Numbers within `atol + rtol * |right|` of each other. */
export interface Tolerance {
  readonly rtol?: number;
  readonly atol?: number;
  readonly equal_nan?: boolean;
}

/** numpy's `allclose`, for arrays of one shape. */
export function arrays_close(
  left: ArrayValue,
  right: ArrayValue,
  {rtol = 1e-5, atol = 1e-8, equal_nan = false}: Tolerance = {},
): boolean {
  if (left.shape.join() !== right.shape.join() || left.dtype.is_complex !== right.dtype.is_complex)
    return false;
  const left_items = decoded_data(left) as Numbers;
  const right_items = decoded_data(right) as Numbers;
  for (let index = 0; index < element_count(left.shape) * (left.dtype.is_complex ? 2 : 1); index++) {
    const one = Number(left_items[index]);
    const other = Number(right_items[index]);
    const are_nan = equal_nan && Number.isNaN(one) && Number.isNaN(other);
    const is_near = one === other || Math.abs(one - other) <= atol + rtol * Math.abs(other);
    if (!are_nan && !(is_near && (Number.isFinite(other) || one === other))) return false;
  }
  return true;
}
