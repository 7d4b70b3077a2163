// What TensorFlow wrote and said, as the recording scripts keep it.

import {readFileSync} from 'node:fs';

import {as_dtype} from '../../src/types/dtypes.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {array_bytes, array_from_bytes, string_items} from '../../src/formats/tensor_bytes.ts';

export interface RecordedArray {
  readonly dtype: string;
  readonly shape: number[];
  readonly data: string | string[];
}

/** A file of test/oracle/data/formats, parsed. */
export function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../oracle/data/formats/${name}`, import.meta.url), 'utf8'));
}

export function from_base64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

export function to_base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

export function array_of({dtype, shape, data}: RecordedArray): NDArray {
  if (Array.isArray(data)) return new NDArray('string', shape, data.map(from_base64));
  return array_from_bytes(as_dtype(dtype), shape, from_base64(data));
}

export function recorded_form(array: NDArray): RecordedArray {
  const is_string = array.dtype.name === 'string';
  const data = is_string ? string_items(array).map(to_base64) : to_base64(array_bytes(array));
  return {dtype: array.dtype.name, shape: [...array.shape], data};
}
