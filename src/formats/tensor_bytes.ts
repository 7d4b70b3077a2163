// Arrays as the bytes that files hold: elements in row-major order, the lowest byte first. The storage of an NDArray
// is that already, on every machine that JavaScript runs fast on.

import type {DType} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import type {NDArrayData} from '../types/ndarray.ts';
import {allocate, element_count} from '../types/ndarray_storage.ts';

/** Whether `data` is the storage of strings. */
export function is_strings(data: NDArrayData): data is Uint8Array[] {
  return Array.isArray(data) && (data.length === 0 || ArrayBuffer.isView(data[0]));
}

/** The items of a string array. TypeError of any other. */
export function string_items(array: NDArray): Uint8Array[] {
  if (!is_strings(array.data)) throw new TypeError(`Expected an array of strings, got ${array.dtype.name}`);
  return array.data;
}

/** A view of the bytes of an array that holds neither strings nor objects. */
export function array_bytes(array: NDArray): Uint8Array {
  const {data} = array;
  if (Array.isArray(data)) throw new TypeError('An array of strings or objects is no sequence of bytes');
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** The number of bytes that an array of no strings takes. */
export function byte_length(dtype: DType, shape: readonly number[]): number {
  return dtype.size * element_count(shape);
}

/** An array of its own memory with these bytes, of which there are `byte_length(dtype, shape)`. */
export function array_from_bytes(dtype: DType, shape: readonly number[], bytes: Uint8Array): NDArray {
  const data = allocate(dtype, element_count(shape));
  if (Array.isArray(data)) throw new TypeError('An array of strings or objects is no sequence of bytes');
  new Uint8Array(data.buffer).set(bytes);
  return new NDArray(dtype, shape, data);
}
