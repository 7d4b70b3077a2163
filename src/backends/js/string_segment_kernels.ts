// Texts of segments joined, and fingerprints of rows.

import {string, uint8} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {array_bytes} from '../../formats/tensor_bytes.ts';
import {OUT_OF_RANGE} from '../../errors.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {input, integer, integers, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {fingerprint64} from './text_hashes.ts';
import {joined, NOTHING, shown, text_attribute, text_of, texts_of, up_to_zero} from './texts.ts';

/** Throws `KernelError` where the ids are not for the first axes of the texts, or no segments. */
function check_segments(texts: NDArray, ids: NDArray, count: number): void {
  const [rank, ids_rank] = [texts.shape.length, ids.shape.length];
  if (ids_rank === 0) throw invalid_argument('Segment_id cannot have rank 0');
  if (ids_rank > rank) {
    throw new KernelError(
      OUT_OF_RANGE,
      `Invalid segment_id rank ${ids_rank} for input with ${rank} dimension(s)`,
    );
  }
  ids.shape.forEach((size, axis) => {
    // The rank is what TensorFlow tells here, not the size.
    if (size !== texts.shape[axis]) {
      throw invalid_argument(`Segment dimension is ${size} while input dimension is ${rank} in rank ${axis}`);
    }
  });
  if (integers(ids).some((id) => id < 0 || id >= count)) {
    throw invalid_argument('segment_ids are not allowed to exceed num_segments or to have negative values.');
  }
}

const segment_join: JsKernel = (inputs, attrs) => {
  const [texts, ids, count] = [input(inputs, 0), input(inputs, 1), integer(input(inputs, 2))];
  check_segments(texts, ids, count);
  const rest = texts.shape.slice(ids.shape.length);
  const width = element_count(rest);
  const separator = up_to_zero(text_attribute(attrs, 'separator'));
  const parts = Array.from({length: count * width}, (): Uint8Array[] => []);
  integers(ids).forEach((id, row) => {
    for (let column = 0; column < width; column++) {
      const text = texts_of(texts)[row * width + column] ?? NOTHING;
      const found = parts[id * width + column];
      // There is no separator after nothing but empty texts.
      if (text.length > 0 || (found !== undefined && found.length > 0)) found?.push(text);
    }
  });
  const data = parts.map((found) => joined(found, separator));
  return new NDArray(string, [count, ...rest], data);
};

/** Fingerprints one after the other, low bytes first. */
function fingerprint_bytes(texts: readonly Uint8Array[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(texts.length * 8));
  texts.forEach((text, i) => bytes.setBigUint64(i * 8, fingerprint64(text), true));
  return new Uint8Array(bytes.buffer);
}

const rows_of = (bytes: Uint8Array, rows: number): Uint8Array[] => {
  const width = rows === 0 ? 0 : bytes.length / rows;
  return Array.from({length: rows}, (_, row) => bytes.subarray(row * width, (row + 1) * width));
};

const fingerprint: JsKernel = (inputs) => {
  const [data, method] = [input(inputs, 0), input(inputs, 1)];
  if (method.shape.length > 0) {
    throw invalid_argument(`\`method\` should be a scalar string: ${shape_text(method.shape)}`);
  }
  if (shown(text_of(method)) !== 'farmhash64') {
    throw invalid_argument(`Unsupported fingerprint method: ${shown(text_of(method))}`);
  }
  const [rows] = data.shape;
  if (rows === undefined) {
    throw invalid_argument(`\`data\` should have at least one dimension: ${shape_text(data.shape)}`);
  }
  const is_text = data.dtype.base_name === 'string';
  // Where rows have several texts, it is their fingerprints whose fingerprint is taken.
  if (is_text && data.size === rows) {
    return new NDArray(uint8, [rows, 8], fingerprint_bytes(texts_of(data)));
  }
  const bytes = is_text ? fingerprint_bytes(texts_of(data)) : array_bytes(data);
  return new NDArray(uint8, [rows, 8], fingerprint_bytes(rows_of(bytes, rows)));
};

export const STRING_SEGMENT_KERNELS: JsKernels = {
  Fingerprint: fingerprint,
  UnsortedSegmentJoin: segment_join,
};
