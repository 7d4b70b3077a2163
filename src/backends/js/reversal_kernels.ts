// Arrays backwards along some axes, or slices of them backwards up to a length.

import type {NDArray} from '../../types/ndarray.ts';
import {row_major_strides, storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {count_between, input, int_attribute, integers} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {copied, copy_items, strided_read} from './moves.ts';

/** Backwards along the axes of which the second input is true. */
const reverse: JsKernel = (inputs) => {
  const [x, dims] = [input(inputs, 0), input(inputs, 1)];
  if (dims.shape.length !== 1) throw invalid_argument(`'dims' must be 1-dimension, not ${dims.shape.length}`);
  if (dims.size !== x.shape.length) {
    throw invalid_argument(
      `'dims' must have the same number of values as 'input' has dimensions. 'input' has ${x.shape.length}'dims' has ${dims.size} values`,
    );
  }
  const goes_back = Array.from(dims.data as Uint8Array);
  const strides = row_major_strides(x.shape);
  const start = strides.reduce(
    (sum, stride, axis) => sum + (goes_back[axis] ? stride * Math.max(0, (x.shape[axis] ?? 1) - 1) : 0),
    0,
  );
  return strided_read(x, x.shape, {
    start,
    strides: strides.map((stride, axis) => (goes_back[axis] ? -stride : stride)),
  });
};

/** The lengths of the sequences, refused where they do not fit. */
function checked_lengths(x: NDArray, lengths: NDArray, batch_dim: number, seq_dim: number): number[] {
  if (lengths.shape.length !== 1)
    throw invalid_argument(`seq_lens input must be 1-dim, not ${lengths.shape.length}`);
  if (batch_dim === seq_dim) throw invalid_argument(`batch_dim == seq_dim == ${seq_dim}`);
  const rank = x.shape.length;
  if (seq_dim >= rank) throw invalid_argument(`seq_dim must be < input.dims()( ${seq_dim} vs. ${rank})`);
  if (batch_dim >= rank)
    throw invalid_argument(`batch_dim must be < input.dims()( ${batch_dim} vs. ${rank})`);
  if (lengths.size !== x.shape[batch_dim]) {
    throw invalid_argument(
      `len(seq_lens) != input.dims(${batch_dim}), (${lengths.size} vs. ${x.shape[batch_dim]})`,
    );
  }
  const values = integers(lengths);
  values.forEach((length, at) => {
    if (length < 0) throw invalid_argument(`seq_lens(${at}) < 0`);
    if (length > (x.shape[seq_dim] ?? 0)) throw invalid_argument(`seq_lens(${at}) > input.dims(${seq_dim})`);
  });
  return values;
}

const reverse_sequence: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const [batch_dim, seq_dim] = [int_attribute(attrs, 'batch_dim'), int_attribute(attrs, 'seq_dim')];
  const lengths = checked_lengths(x, input(inputs, 1), batch_dim, seq_dim);
  const strides = row_major_strides(x.shape);
  const [batch_stride, seq_stride] = [strides[batch_dim] ?? 1, strides[seq_dim] ?? 1];
  // All elements that share their places along both axes lie in runs behind the later of them.
  const last = Math.max(batch_dim, seq_dim);
  const run = count_between(x.shape, last + 1, x.shape.length);
  const parts = storage_parts(x.dtype);
  const result = copied(x);
  for (let from = 0; from < x.size; from += run) {
    const place = Math.floor(from / seq_stride) % (x.shape[seq_dim] ?? 1);
    const length = lengths[Math.floor(from / batch_stride) % (x.shape[batch_dim] ?? 1)] ?? 0;
    if (place >= length) continue;
    const to = from + (length - 1 - 2 * place) * seq_stride;
    copy_items(x.data, from * parts, result.data, to * parts, run * parts);
  }
  return result;
};

export const REVERSAL_KERNELS: JsKernels = {
  Reverse: reverse,
  ReverseSequence: reverse_sequence,
};
