// Reads what real TensorFlow gave: gzipped or plain files beside the tests, and the arrays in them. Compares nothing.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {as_dtype} from '../../src/types/dtypes.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {allocate, element_count} from '../../src/types/ndarray_storage.ts';
import {PROJECT} from './project.ts';

/** An array in full: base64 of its little-endian bytes; of a string array, each item's. */
export interface EncodedArray {
  dtype: string;
  shape: number[];
  data: string | string[];
}

/** What tells one array from another, with all of it (`data`) or with some of its elements (`samples`). */
export interface ArrayFacts {
  dtype: string;
  shape: number[];
  sha256: string;
  sum: number;
  norm: number;
  data?: string;
  samples?: [index: number, value: number][];
}

/** The bytes of a file of the project, unpacked if its name ends in `.gz`. */
export function golden_bytes(path: string): Uint8Array {
  const bytes = readFileSync(join(PROJECT, path));
  const plain = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  // A copy of the test's own realm: Node's buffers are no Uint8Array to `expect`.
  return new Uint8Array(plain);
}

/** A JSON file of the project, gzipped or not. Its type is what the caller says that the recording script writes. */
export function golden_json<T>(path: string): T {
  return JSON.parse(new TextDecoder().decode(golden_bytes(path))) as T;
}

/** The rows of all files of a folder of `test/oracle/data`, a family a file. */
export function recorded_rows<T>(folder: string): readonly T[] {
  const path = join('test', 'oracle', 'data', folder);
  const files = readdirSync(join(PROJECT, path)).toSorted();
  return files.flatMap((file) => golden_json<readonly T[]>(join(path, file)));
}

function decode_bytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

/** The array that a recording script wrote in full. */
export function decode_array({dtype, shape, data}: EncodedArray): NDArray {
  if (typeof data !== 'string') return new NDArray(dtype, shape, data.map(decode_bytes));
  const type = as_dtype(dtype);
  const storage = allocate(type, element_count(shape));
  if (!ArrayBuffer.isView(storage)) throw new TypeError(`elements of ${dtype} are not written as one text`);
  new Uint8Array(storage.buffer, storage.byteOffset, storage.byteLength).set(decode_bytes(data));
  return new NDArray(type, shape, storage);
}
