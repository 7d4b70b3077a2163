// From what JavaScript programs hold (numbers, nested arrays, typed arrays, tensors of tfjs) to arrays of a dtype.
// Never narrows silently. Knows nothing of graphs; shape and axis parameters choose their dtype before they come here.

import {ValueError} from './python_errors.ts';
import {as_dtype, string} from './dtypes.ts';
import type {DType} from './dtypes.ts';
import {allocate, element_count, is_handle, typed_array_name} from './ndarray_storage.ts';
import type {ArrayValue, NDArrayData, NumericData} from './ndarray_storage.ts';
import {cast_array, first_misfit} from './ndarray_cast.ts';
import {RAGGED, array_of_leaves} from './ndarray_leaves.ts';
import type {ConversionPurpose} from './ndarray_leaves.ts';
import {float16_bits_from_number} from './float16.ts';
import {encode_text} from './text.ts';

export type TypedArray = NumericData | Uint8ClampedArray;

/** A tensor of another library, as tfjs has them. */
export interface TensorData {
  readonly dtype: string;
  readonly shape: readonly number[];
  dataSync(): TypedArray | readonly string[];
}

/** What arrays can be made of. */
export type NestedValue =
  | number
  | bigint
  | boolean
  | string
  | TypedArray
  | ArrayValue
  | TensorData
  | readonly NestedValue[];

export type {ConversionPurpose} from './ndarray_leaves.ts';

const TYPED_ARRAY_DTYPES: ReadonlyMap<string, string> = new Map([
  ['Float16Array', 'float16'],
  ['Float32Array', 'float32'],
  ['Float64Array', 'float64'],
  ['Int8Array', 'int8'],
  ['Int16Array', 'int16'],
  ['Int32Array', 'int32'],
  ['BigInt64Array', 'int64'],
  ['Uint8Array', 'uint8'],
  ['Uint8ClampedArray', 'uint8'],
  ['Uint16Array', 'uint16'],
  ['Uint32Array', 'uint32'],
  ['BigUint64Array', 'uint64'],
]);

/** Whether `value` is an NDArray, or what NDArrays are made of. */
function is_array_value(value: object): value is ArrayValue {
  return 'dtype' in value && 'shape' in value && 'data' in value && typeof value.dtype === 'object';
}

/** Whether `value` is a tensor of another library. */
function is_tensor_data(value: unknown): value is TensorData {
  return typeof value === 'object' && value !== null && 'dataSync' in value && 'shape' in value;
}

/** Whether `value` has a dtype of its own: an NDArray, a typed array or a tensor of another library. */
export function is_whole_array(value: unknown): boolean {
  return whole_array(value) !== null;
}

/** A typed array, NDArray or foreign tensor as an array; null of anything else. */
function whole_array(value: unknown): ArrayValue | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const array_name = typed_array_name(value);
  if (array_name !== undefined) return from_typed_array(value as TypedArray, array_name);
  if (is_tensor_data(value)) return from_tensor_data(value);
  return is_array_value(value) ? value : null;
}

function from_typed_array(value: TypedArray, array_name: string): ArrayValue | null {
  const dtype_name = TYPED_ARRAY_DTYPES.get(array_name);
  if (dtype_name === undefined) return null;
  const dtype = as_dtype(dtype_name);
  let data: NumericData;
  if (array_name === 'Float16Array') {
    data = Uint16Array.from(value as ArrayLike<number>, float16_bits_from_number);
  } else if (array_name === 'Uint8ClampedArray') {
    data = new Uint8Array(value.buffer, value.byteOffset, value.length);
  } else {
    data = value as NumericData;
  }
  return {dtype, shape: [value.length], data};
}

function from_tensor_data(value: TensorData): ArrayValue {
  const dtype = as_dtype(value.dtype);
  const data = value.dataSync();
  if (dtype === string) {
    const texts: readonly (string | Uint8Array)[] = Array.from(data as readonly string[]);
    return {dtype, shape: [...value.shape], data: texts.map(bytes_of_text)};
  }
  return {dtype, shape: [...value.shape], data: data as NumericData};
}

function bytes_of_text(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? encode_text(text) : text;
}

/**
 * `value` as an array of `dtype`, or, if that is null, of the dtype it implies: its own for typed arrays and tensors,
 * float32 for numbers, int32 for bigints (int64 and uint64 where they do not fit), bool, string.
 *
 * TypeError where the kinds do not fit (1.5 or text for an integer), ValueError for ragged nesting and for integers
 * out of range.
 */
export function array_value_from(
  value: unknown,
  dtype: DType | null = null,
  purpose: ConversionPurpose = 'feed',
): ArrayValue {
  if (value === null || value === undefined) throw new ValueError('None values not supported.');
  const array = dtype === string && is_bytes(value) ? null : whole_array(value);
  if (array !== null) return dtype === null ? array : checked_cast(array, dtype);
  const row_dtype = Array.isArray(value) ? dtype_of_rows(value, dtype) : null;
  if (row_dtype !== null) return stacked(value, row_dtype, dtype === null, purpose);
  return array_of_leaves(value, dtype, purpose);
}

function is_bytes(value: unknown): boolean {
  return typed_array_name(value) === 'Uint8Array';
}

/** Rounding to a shorter float is meant by who asks for it; anything else that loses is an error. */
function checked_cast(array: ArrayValue, dtype: DType): ArrayValue {
  if (array.dtype === dtype) return array;
  const misfit = array.dtype === string || dtype === string ? null : first_misfit(array, dtype);
  if (misfit !== null) {
    throw new TypeError(`Cannot convert ${array.dtype.name} to ${dtype.name} without loss: ${misfit}`);
  }
  return cast_array(array, dtype);
}

/** The dtype of nested arrays whose innermost items are arrays themselves; null where they are plain leaves. */
function dtype_of_rows(value: unknown, dtype: DType | null): DType | null {
  let item = value;
  while (Array.isArray(item)) item = item[0];
  if (is_bytes(item) && (dtype === null || dtype === string)) return null;
  const row = whole_array(item);
  return row === null ? null : (dtype ?? row.dtype);
}

/** An array from `value`'s items, each an array; with `strict`, rows must have that dtype already. */
function stacked(value: unknown, dtype: DType, strict: boolean, purpose: ConversionPurpose): ArrayValue {
  const rows = Array.isArray(value) ? value : [];
  const arrays = rows.map((row: unknown): ArrayValue => {
    if (Array.isArray(row)) return stacked(row, dtype, strict, purpose);
    const array = array_value_from(row, whole_array(row) !== null && strict ? null : dtype, purpose);
    if (array.dtype === dtype) return array;
    throw new TypeError(`Cannot stack ${array.dtype.name} and ${dtype.name}: give the dtype that is meant`);
  });
  const row_shape = arrays[0]?.shape ?? [];
  const row_text = row_shape.join();
  if (arrays.some((array) => array.shape.join() !== row_text)) throw new ValueError(RAGGED);
  return {dtype, shape: [rows.length, ...row_shape], data: concatenated(dtype, arrays)};
}

function concatenated(dtype: DType, arrays: readonly ArrayValue[]): NDArrayData {
  if (dtype === string || is_handle(dtype)) return arrays.flatMap((array) => array.data as Uint8Array[]);
  const count = arrays.reduce((sum, array) => sum + element_count(array.shape), 0);
  const data = allocate(dtype, count) as Float32Array;
  let offset = 0;
  for (const array of arrays) {
    data.set(array.data as Float32Array, offset);
    offset += array.data.length;
  }
  return data;
}
