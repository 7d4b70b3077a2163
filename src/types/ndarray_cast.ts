// Conversion of whole arrays between dtypes: as numpy's astype does, and the check that nothing would be lost.
// Knows nothing of nested values.

import type {DType} from './dtypes.ts';
import {
  allocate,
  decoded_data,
  element_count,
  encoded_bits,
  is_handle,
  typed_array_name,
} from './ndarray_storage.ts';
import type {ArrayValue, NDArrayData, NumericData} from './ndarray_storage.ts';

const INT32_MIN = -(2 ** 31);
const INT64_MIN = -(2n ** 63n);
const UINT64_LIMIT = 2 ** 64;

/** `value` in `dtype`, as numpy's `astype`: fractions are cut off and integers wrap around. TypeError for what is no number. */
export function cast_array(value: ArrayValue, dtype: DType): ArrayValue {
  const target_dtype = dtype.base_dtype;
  if (value.dtype === target_dtype) return value;
  if (!is_number(value.dtype) || !is_number(target_dtype)) {
    throw new TypeError(`Cannot cast ${value.dtype.name} to ${target_dtype.name}`);
  }
  return {dtype: target_dtype, shape: value.shape, data: cast_data(value, target_dtype)};
}

function is_number(dtype: DType): boolean {
  return dtype.base_name !== 'string' && !is_handle(dtype);
}

function cast_data(value: ArrayValue, dtype: DType): NDArrayData {
  const source = real_parts(value);
  if (dtype.is_complex) {
    const imaginary = value.dtype.is_complex ? odd_items(value.data as Float32Array | Float64Array) : null;
    return interleaved(dtype, source, imaginary);
  }
  if (dtype.base_name === 'bool') return truths(as_numbers(source));
  if (dtype.base_name === 'float16' || dtype.base_name === 'bfloat16') {
    return encoded_bits(dtype, as_numbers(source, true));
  }
  const target = allocate(dtype, source.length);
  if (is_bigints(target)) {
    fill_bigints(target, source, dtype.is_unsigned);
  } else if (is_bigints(source)) {
    fill_from_bigints(target as Exclude<NumericData, BigInt64Array | BigUint64Array>, source);
  } else {
    fill_numbers(target as Exclude<NumericData, BigInt64Array | BigUint64Array>, source);
  }
  return target;
}

function truths(numbers: ArrayLike<number>): Uint8Array {
  const data = new Uint8Array(numbers.length);
  for (let index = 0; index < data.length; index++) data[index] = numbers[index] === 0 ? 0 : 1;
  return data;
}

type NumberData = Exclude<NumericData, BigInt64Array | BigUint64Array>;
type BigintData = BigInt64Array | BigUint64Array;

function is_bigints(data: NDArrayData): data is BigintData {
  return typed_array_name(data)?.startsWith('Big') === true;
}

/** By name, not by class: a typed array may come from another realm. */
function is_floats(data: NumericData): boolean {
  return typed_array_name(data)?.startsWith('Float') === true;
}

/** The elements as numbers or bigints, of complex ones the real parts. */
function real_parts(value: ArrayValue): NumericData {
  const data = decoded_data(value) as NumericData;
  if (!value.dtype.is_complex) return data;
  return even_items(data as Float32Array | Float64Array);
}

function even_items(data: Float32Array | Float64Array): Float64Array {
  return Float64Array.from({length: data.length / 2}, (_, index) => data[2 * index] ?? 0);
}

function odd_items(data: Float32Array | Float64Array): Float64Array {
  return Float64Array.from({length: data.length / 2}, (_, index) => data[2 * index + 1] ?? 0);
}

function interleaved(dtype: DType, real: NumericData, imaginary: Float64Array | null): NDArrayData {
  const target = allocate(dtype, real.length) as Float32Array | Float64Array;
  const numbers = as_numbers(real, dtype.base_name === 'complex64');
  for (let index = 0; index < numbers.length; index++) {
    target[2 * index] = numbers[index] ?? 0;
    target[2 * index + 1] = imaginary?.[index] ?? 0;
  }
  return target;
}

function as_numbers(data: NumericData, for_float32 = false): ArrayLike<number> {
  if (!is_bigints(data)) return data;
  return Float64Array.from(data as Iterable<bigint> & ArrayLike<bigint>, (item) =>
    for_float32 ? float32_from_bigint(item) : Number(item),
  );
}

/** The float32 nearest to a 64-bit integer; by way of the nearest double it would be rounded twice. */
function float32_from_bigint(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 2n ** 53n) return Math.fround(Number(value));
  const lost = magnitude & 0x7ffn;
  const sticky = Number(magnitude - lost + (lost === 0n ? 0n : 0x800n & ~magnitude));
  return Math.fround(value < 0n ? -sticky : sticky);
}

function fill_from_bigints(target: NumberData, source: BigintData): void {
  const is_float = is_floats(target);
  const is_float32 = is_float && target.BYTES_PER_ELEMENT === 4;
  for (let index = 0; index < source.length; index++) {
    const item = source[index] ?? 0n;
    if (is_float) target[index] = is_float32 ? float32_from_bigint(item) : Number(item);
    else target[index] = Number(BigInt.asIntN(32, item));
  }
}

function fill_bigints(target: BigintData, source: NumericData, unsigned: boolean): void {
  for (let index = 0; index < source.length; index++) {
    const item = source[index] ?? 0;
    target[index] = typeof item === 'bigint' ? item : truncated_bigint(item, unsigned);
  }
}

/** A float cut off to 64 bits as x86 does it: what does not fit becomes the smallest int64. */
function truncated_bigint(value: number, unsigned: boolean): bigint {
  const fits = value >= -(2 ** 63) && value < (unsigned ? UINT64_LIMIT : 2 ** 63);
  return fits ? BigInt(Math.trunc(value)) : INT64_MIN;
}

function fill_numbers(target: NumberData, source: NumberData): void {
  if (!is_floats(source) || is_floats(target)) {
    target.set(source);
    return;
  }
  if (typed_array_name(target) === 'Uint32Array') cut_off_wide(target, source);
  else cut_off(target, source);
}

/** Floats cut off to 32 bits as x86 does it: what does not fit becomes the smallest int32. */
function cut_off(target: NumberData, source: NumberData): void {
  for (let index = 0; index < source.length; index++) {
    const item = source[index] as number;
    target[index] = item | 0;
    if (!(item > INT32_MIN - 1 && item < 2 ** 31)) target[index] = INT32_MIN;
  }
}

/** The same for uint32: to 64 bits, of which the lower half stays. */
function cut_off_wide(target: NumberData, source: NumberData): void {
  for (let index = 0; index < source.length; index++) {
    const item = source[index] as number;
    target[index] = item >= -(2 ** 63) && item < 2 ** 63 ? item : 0;
  }
}

/** Whether an integer, from `value`, is in the range of `dtype`; of quantized dtypes that of their integers. */
export function integer_fits(value: number | bigint, dtype: DType): boolean {
  const unsigned = dtype.is_unsigned || dtype.base_name.startsWith('qu');
  if (dtype.size < 8) {
    const span = 2 ** (dtype.size * 8 - (unsigned ? 0 : 1));
    return value >= (unsigned ? 0 : -span) && value < span;
  }
  const bits = BigInt(dtype.size * 8);
  const low = unsigned ? 0n : -(1n << (bits - 1n));
  const high = unsigned ? 1n << bits : 1n << (bits - 1n);
  return value >= low && value < high;
}

/**
 * The first element that `dtype` cannot hold, as text; null if every one fits. Rounding to a shorter float fits,
 * a fraction in an integer, an integer out of range, an imaginary part in a real dtype or a number as a truth do not.
 */
export function first_misfit(value: ArrayValue, dtype: DType): string | null {
  if (dtype.is_floating && !value.dtype.is_complex) return null;
  if (dtype.is_complex || value.dtype === dtype) return null;
  if (value.dtype.is_complex) {
    const imaginary = odd_items(value.data as Float32Array | Float64Array).find((item) => item !== 0);
    if (imaginary !== undefined) return `${imaginary}j`;
  }
  const items = real_parts(value);
  for (let index = 0; index < element_count(value.shape); index++) {
    const item = items[index] ?? 0;
    if (!element_fits(item, dtype)) return String(item);
  }
  return null;
}

function element_fits(item: number | bigint, dtype: DType): boolean {
  if (dtype.is_floating) return true;
  if (dtype.is_bool) return Number(item) === 0 || Number(item) === 1;
  return (typeof item === 'bigint' || Number.isInteger(item)) && integer_fits(item, dtype);
}
