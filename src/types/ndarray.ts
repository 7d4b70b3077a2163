// NDArray: the dense arrays that are fed and fetched, with the few methods that numpy's users expect. What the methods
// do stands in the ndarray_* files; this one only ties them together.

import {IndexError, ValueError} from './python_errors.ts';
import {as_dtype, float32} from './dtypes.ts';
import type {DType, DTypeLike} from './dtypes.ts';
import {allocate, element_count, is_storage_of, storage_parts} from './ndarray_storage.ts';
import type {ArrayValue, NDArrayData} from './ndarray_storage.ts';
import {array_repr, array_text} from './ndarray_print.ts';
import {cast_array} from './ndarray_cast.ts';
import {item_at, nested_items} from './ndarray_to.ts';
import type {Item, NestedItems} from './ndarray_to.ts';
import {array_value_from} from './ndarray_from.ts';
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
