// How the elements of each dtype are stored, and how one element is read and written. What the parts of NDArray share;
// knows nothing of nesting, printing or arithmetic.

import type {DType, DTypeName} from './dtypes.ts';
import {
  bfloat16_bits_from_number,
  float16_bits_from_number,
  number_from_bfloat16_bits,
  number_from_float16_bits,
} from './float16.ts';

export type NumericData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/**
 * One element of a resource or variant array: an object of the op family that made it (a list, an optional, a handle),
 * which other code hands on and never looks into. To everybody else it never changes: an op that gives a changed list
 * gives another object. Classes of such objects implement this; `as_opaque` finds them again.
 */
export interface Opaque {
  /** What TensorFlow's messages call the type: `'TensorList'`. */
  readonly type_name: string;
  /** One line for prints. */
  toString(): string;
}

/**
 * Elements in row-major order: float16 and bfloat16 as their bits in a Uint16Array, bool as 0 and 1 in a Uint8Array,
 * complex numbers as real and imaginary parts in turn, strings as their bytes. Resources and variants as an array of
 * objects; `null` is an empty variant, which zeros of the dtype are full of.
 */
export type NDArrayData = NumericData | Uint8Array[] | (Opaque | null)[];

/** What the parts of NDArray need of an array. */
export interface ArrayValue {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: NDArrayData;
}

/** One element: complex as `[real, imaginary]`, strings as bytes, int64 and uint64 as bigint, handles as objects. */
export type Element = number | bigint | boolean | Uint8Array | readonly [number, number] | Opaque | null;

interface Storage {
  readonly array: {readonly BYTES_PER_ELEMENT: number; new (length: number): NumericData};
  /** Array elements that one element of the dtype takes. */
  readonly parts: 1 | 2;
}

const STORAGE: {readonly [name in DTypeName]?: Storage} = {
  float16: {array: Uint16Array, parts: 1},
  bfloat16: {array: Uint16Array, parts: 1},
  float32: {array: Float32Array, parts: 1},
  float64: {array: Float64Array, parts: 1},
  int8: {array: Int8Array, parts: 1},
  int16: {array: Int16Array, parts: 1},
  int32: {array: Int32Array, parts: 1},
  int64: {array: BigInt64Array, parts: 1},
  uint8: {array: Uint8Array, parts: 1},
  uint16: {array: Uint16Array, parts: 1},
  uint32: {array: Uint32Array, parts: 1},
  uint64: {array: BigUint64Array, parts: 1},
  bool: {array: Uint8Array, parts: 1},
  complex64: {array: Float32Array, parts: 2},
  complex128: {array: Float64Array, parts: 2},
  qint8: {array: Int8Array, parts: 1},
  quint8: {array: Uint8Array, parts: 1},
  qint16: {array: Int16Array, parts: 1},
  quint16: {array: Uint16Array, parts: 1},
  qint32: {array: Int32Array, parts: 1},
};

function storage_of(dtype: DType): Storage {
  const storage = STORAGE[dtype.base_name];
  if (storage === undefined) throw new TypeError(`An NDArray cannot hold ${dtype.name}`);
  return storage;
}

/** Whether elements of `dtype` are objects: resource and variant. */
export function is_handle(dtype: DType): boolean {
  return !dtype.is_numpy_compatible;
}

/** The object of class `type` at `index` of a resource or variant array; undefined where there is none of it. */
export function as_opaque<T extends Opaque>(
  type: abstract new (...args: never) => T,
  value: ArrayValue,
  index = 0,
): T | undefined {
  const item: unknown = value.data[index];
  return item instanceof type ? item : undefined;
}

/** Array elements that one element of `dtype` takes: 2 of the complex dtypes, else 1. */
export function storage_parts(dtype: DType): number {
  return dtype.is_complex ? 2 : 1;
}

/** No array takes more bytes: who asks for more has wrong sizes. */
const MAX_BYTES = 2 ** 32;
/** Bytes of one object of an array of objects, at least. */
const OBJECT_BYTES = 8;

/** There is no memory for an array of this size. */
export class AllocationError extends Error {
  readonly dtype: DType;
  readonly shape: readonly number[];

  constructor(dtype: DType, shape: readonly number[]) {
    super(`no memory for ${dtype.name} elements of shape [${shape.join(',')}]`);
    this.name = 'AllocationError';
    this.dtype = dtype;
    this.shape = shape;
  }
}

function element_bytes(dtype: DType): number {
  const {array, parts} = STORAGE[dtype.base_name] ?? {};
  return array === undefined ? OBJECT_BYTES : array.BYTES_PER_ELEMENT * (parts ?? 1);
}

/**
 * Zeroed storage for `count` elements: empty strings for string, `null` for resource and variant. Throws
 * `AllocationError` where there is no memory; it shows `shape`.
 */
export function allocate(dtype: DType, count: number, shape: readonly number[] = [count]): NDArrayData {
  if (count * element_bytes(dtype) > MAX_BYTES) throw new AllocationError(dtype, shape);
  if (is_handle(dtype)) return new Array<null>(count).fill(null);
  if (dtype.base_name === 'string') return Array.from({length: count}, () => new Uint8Array(0));
  const storage = storage_of(dtype);
  return new storage.array(count * storage.parts);
}

/** The name that typed arrays carry, the same from every realm: `'Float32Array'`; undefined of anything else. */
export function typed_array_name(value: unknown): string | undefined {
  if (!ArrayBuffer.isView(value) || !(Symbol.toStringTag in value)) return undefined;
  const name = value[Symbol.toStringTag];
  return name === 'DataView' ? undefined : String(name);
}

/** Whether `data` is what `dtype` is stored in. */
export function is_storage_of(dtype: DType, data: unknown): data is NDArrayData {
  if (dtype.base_name === 'string' || is_handle(dtype)) return Array.isArray(data);
  return typed_array_name(data) === storage_of(dtype).array.name;
}

/** Number of elements of `shape`. */
export function element_count(shape: readonly number[]): number {
  let count = 1;
  for (const size of shape) count *= size;
  return count;
}

/** Whether two fully known shapes are the same. */
export function same_shape(left: readonly number[], right: readonly number[]): boolean {
  if (left.length !== right.length) return false;
  for (let axis = 0; axis < left.length; axis++) if (left[axis] !== right[axis]) return false;
  return true;
}

/** Row-major strides of `shape`, in elements. */
export function row_major_strides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 1;
  }
  return strides;
}

/** Reads element `index` of `value`. */
export function read_element(value: ArrayValue, index: number): Element {
  const {dtype, data} = value;
  const item = data[index];
  if (dtype.is_complex) return [Number(data[2 * index]), Number(data[2 * index + 1])];
  if (item === undefined) throw new RangeError(`Element ${index} of ${element_count(value.shape)}`);
  if (dtype.is_bool) return item !== 0;
  if (typeof item !== 'number') return item;
  if (dtype.base_name === 'float16') return number_from_float16_bits(item);
  return dtype.base_name === 'bfloat16' ? number_from_bfloat16_bits(item) : item;
}

/** The numbers of a float16 or bfloat16 array; any other storage as it is. */
export function decoded_data(value: ArrayValue): NDArrayData {
  const decode = {float16: number_from_float16_bits, bfloat16: number_from_bfloat16_bits};
  const {base_name} = value.dtype;
  if (base_name !== 'float16' && base_name !== 'bfloat16') return value.data;
  return Float32Array.from(value.data as Uint16Array, decode[base_name]);
}

/** The bits, in float16 or bfloat16 `dtype`, of `numbers`. */
export function encoded_bits(dtype: DType, numbers: ArrayLike<number>): Uint16Array {
  return Uint16Array.from(
    numbers,
    dtype.base_name === 'float16' ? float16_bits_from_number : bfloat16_bits_from_number,
  );
}
