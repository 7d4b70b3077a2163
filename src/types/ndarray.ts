// NDArray: the dense arrays that are fed and fetched, with the few methods that numpy's users expect. What the methods
// do stands in the ndarray_* files; this one only ties them together.

import {IndexError, ValueError} from './python_errors.ts';
import {as_dtype, float32, float64} from './dtypes.ts';
import type {DType, DTypeLike} from './dtypes.ts';
import {allocate, element_count, is_storage_of, storage_parts} from './ndarray_storage.ts';
import type {ArrayValue, NDArrayData} from './ndarray_storage.ts';
import {array_repr, array_text} from './ndarray_print.ts';
import {array_getitem} from './ndarray_getitem.ts';
import {arrays_close, arrays_equal, reduce_array} from './ndarray_reduce.ts';
import type {Reduction, ReductionAxes, Tolerance} from './ndarray_reduce.ts';
import type {Subscript} from './slices.ts';
import {cast_array} from './ndarray_cast.ts';
import {item_at, nested_items} from './ndarray_to.ts';
import type {Item, NestedItems} from './ndarray_to.ts';
import {array_value_from, is_whole_array} from './ndarray_from.ts';
import type {ConversionPurpose, NestedValue} from './ndarray_from.ts';
import {encode_text} from './text.ts';

export type {Item, NestedItems} from './ndarray_to.ts';
export type {NDArrayData} from './ndarray_storage.ts';
export type {ConversionPurpose, NestedValue} from './ndarray_from.ts';

/** A dense array of one dtype, in row-major order (`numpy.ndarray`, in as far as TensorFlow programs need it). */
export class NDArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: NDArrayData;
  /** The number of elements. */
  readonly size: number;

  /**
   * Takes `data` as it is, without a copy, except that the texts of a string array become bytes.
   * TypeError if `data` is no storage of `dtype`, ValueError if it has not as many elements as `shape`.
   */
  constructor(
    dtype: DTypeLike,
    shape: readonly number[],
    data: NDArrayData | readonly (string | Uint8Array)[],
  ) {
    this.dtype = as_dtype(dtype).base_dtype;
    this.shape = shape;
    this.size = element_count(shape);
    const stored = this.dtype.base_name === 'string' ? bytes_of_items(data) : data;
    if (!is_storage_of(this.dtype, stored)) {
      throw new TypeError(
        `${this.dtype.name} elements are not stored in ${Object.prototype.toString.call(data)}`,
      );
    }
    if (stored.length !== this.size * storage_parts(this.dtype)) {
      throw new ValueError(`cannot reshape array of size ${stored.length} into shape ${shape_text(shape)}`);
    }
    this.data = stored;
  }

  /** An array of nested arrays, numbers, typed arrays, ...; see `ndarray_from`. */
  static from(nested: NestedValue, dtype: DTypeLike | null = null): NDArray {
    return ndarray_from(nested, dtype);
  }

  /** `[start, start + step, ...)` up to but without `stop`; `arange(stop)` starts at 0. */
  static arange(start: number, stop: number | null = null, step = 1, dtype: DTypeLike = float32): NDArray {
    const [first, end] = stop === null ? [0, start] : [start, stop];
    const count = Math.max(0, Math.ceil((end - first) / step));
    return ndarray_from(
      Array.from({length: count}, (_, index) => first + index * step),
      dtype,
    );
  }

  /** Zeros, or empty strings, of `shape`. */
  static zeros(shape: readonly number[], dtype: DTypeLike = float32): NDArray {
    const zeros_dtype = as_dtype(dtype).base_dtype;
    return new NDArray(zeros_dtype, shape, allocate(zeros_dtype, element_count(shape)));
  }

  /** The number of dimensions. */
  get ndim(): number {
    return this.shape.length;
  }

  /** The same elements in another shape; one size may be -1. ValueError if the number of elements differs. */
  reshape(...sizes: readonly number[] | readonly [readonly number[]]): NDArray {
    const wanted = sizes.flat();
    const known = wanted.reduce((product, size) => (size === -1 ? product : product * size), 1);
    const shape = wanted.map((size) => (size === -1 && known !== 0 ? this.size / known : size));
    const fits =
      shape.every((size) => Number.isInteger(size) && size >= 0) && element_count(shape) === this.size;
    if (!fits)
      throw new ValueError(`cannot reshape array of size ${this.size} into shape ${shape_text(wanted)}`);
    return new NDArray(this.dtype, shape, this.data);
  }

  /** The elements in another dtype, converted as numpy does: fractions are cut off, integers wrap around. */
  astype(dtype: DTypeLike): NDArray {
    return wrap(cast_array(this, as_dtype(dtype)));
  }

  /** The only element, or the one at `index`: int64 as a number if safe, else a bigint; complex as a pair. */
  item(index: number | null = null): Item {
    if (index === null && this.size !== 1) {
      throw new ValueError('can only convert an array of size 1 to a Python scalar');
    }
    const place = index === null ? 0 : index < 0 ? index + this.size : index;
    if (place < 0 || place >= this.size) {
      throw new IndexError(`index ${index} is out of bounds for size ${this.size}`);
    }
    return item_at(this, place);
  }

  /** Nested arrays of the elements; of a scalar the item itself. 64-bit integers are all numbers or all bigints. */
  toArray(): NestedItems {
    return nested_items(this);
  }

  /** `array[...]` of Python, one argument a dimension: `getitem(':', '1:-1')`, `getitem(0, [0, 10, 2])`. A copy. */
  getitem(...subscripts: Subscript[]): NDArray {
    return wrap(array_getitem(this, subscripts));
  }

  /** The largest element, or with an axis the largest along it; NaN if there is one. */
  max(): number | bigint;
  max(axes: Axes): NDArray;
  max(axes?: Axes): NDArray | number | bigint {
    return reduced(this, 'max', axes);
  }

  /** The smallest element, or with an axis the smallest along it; NaN if there is one. */
  min(): number | bigint;
  min(axes: Axes): NDArray;
  min(axes?: Axes): NDArray | number | bigint {
    return reduced(this, 'min', axes);
  }

  /** The sum; of integers and booleans an int64 or uint64. */
  sum(): number | bigint;
  sum(axes: Axes): NDArray;
  sum(axes?: Axes): NDArray | number | bigint {
    return reduced(this, 'sum', axes);
  }

  /** The mean; of integers and booleans a float64. */
  mean(): number;
  mean(axes: Axes): NDArray;
  mean(axes?: Axes): NDArray | number {
    const result = reduced(this, 'mean', axes);
    return typeof result === 'bigint' ? Number(result) : result;
  }

  /** The place of the first largest element, of the flattened array or along an axis, as int64. */
  argmax(): number;
  argmax(axis: number): NDArray;
  argmax(axis?: number): NDArray | number {
    const result = reduced(this, 'argmax', axis);
    return typeof result === 'bigint' ? Number(result) : result;
  }

  /** Whether `other` has this shape and these elements (`numpy.array_equal`). NaN equals nothing. */
  equals(other: NestedValue): boolean {
    const array = comparable(other, this.dtype);
    return array !== null && arrays_equal(this, array);
  }

  /** Whether each element is within `atol + rtol * |other|` of `other`'s (`numpy.allclose`); shapes have to agree. */
  allclose(other: NestedValue, tolerance: Tolerance = {}): boolean {
    const dtype = this.dtype.is_floating ? this.dtype : float64;
    const array = is_whole_array(other) ? array_value_from(other) : array_value_from(other, dtype);
    return arrays_close(this, array, tolerance);
  }

  /** numpy's `str`. */
  toString(): string {
    return array_text(this);
  }

  /** numpy's `repr`. */
  repr(): string {
    return array_repr(this);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.repr();
  }
}

function bytes_of_items(data: unknown): unknown {
  if (!Array.isArray(data)) return data;
  return data.some((item) => typeof item === 'string')
    ? data.map((item: unknown) => (typeof item === 'string' ? encode_text(item) : item))
    : data;
}

/** `other` as an array; plain values in `dtype`, null if they do not fit it. */
function comparable(other: NestedValue, dtype: DType): ArrayValue | null {
  if (is_whole_array(other)) return array_value_from(other);
  try {
    return array_value_from(other, dtype);
  } catch (error) {
    if (error instanceof TypeError || error instanceof ValueError) return null;
    throw error;
  }
}

/** An axis, several, or the keywords of numpy's reductions; null for all axes. */
export type Axes = number | readonly number[] | null | ReductionAxes;

function is_keywords(axes: Axes): axes is ReductionAxes {
  return typeof axes === 'object' && axes !== null && !Array.isArray(axes);
}

/** Without `axes` a plain number, as numpy's scalars behave; bool counts as 0 and 1. */
function reduced(array: NDArray, reduction: Reduction, axes?: Axes): NDArray | number | bigint {
  if (axes !== undefined) {
    return wrap(reduce_array(array, reduction, is_keywords(axes) ? axes : {axis: axes}));
  }
  const item = wrap(reduce_array(array, reduction)).item();
  return typeof item === 'bigint' ? item : Number(item);
}

function shape_text(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(',')})`;
}

function wrap(value: ArrayValue): NDArray {
  return value instanceof NDArray ? value : new NDArray(value.dtype, value.shape, value.data);
}

/** `value` as an NDArray. Without `dtype`, bare numbers are float32, bigints int32 (int64 where they do not fit). */
export function ndarray_from(
  value: NestedValue,
  dtype: DTypeLike | null = null,
  purpose: ConversionPurpose = 'feed',
): NDArray {
  return wrap(array_value_from(value, dtype === null ? null : as_dtype(dtype).base_dtype, purpose));
}
