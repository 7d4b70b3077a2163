// Kernels of tf.contrib on texts: lines of LIBSVM files, pairs of words near each other, a list gone through in turn.

import {float32, int64, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {row_major_strides} from '../../types/ndarray_storage.ts';
import {BLOCK_SIZE, philox_advanced, type PhiloxState} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import {invalid_argument} from '../kernel_error.ts';
import {array_of_integers, attribute, input, int_attribute, integer, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {read_integer, read_number} from './read_number.ts';
import {picked} from './sparse_parts.ts';
import {ascii_text, shown, texts_of} from './texts.ts';

/** An array of numbers of `dtype`. */
function array_of(dtype: DType, shape: readonly number[], items: readonly (number | bigint)[]): NDArray {
  const result = zeros(dtype, shape);
  items.forEach((item, at) => {
    (result.data as Record<number, number | bigint>)[at] = item;
  });
  return result;
}

/** A line: its label, and the features as pairs of index and value. */
function decoded_line(line: Uint8Array, at: number, label_dtype: DType, dtype: DType) {
  const [label, ...features] = ascii_text(line)
    .split(/[\t-\r ]+/)
    .filter((entry) => entry !== '');
  if (label === undefined) throw invalid_argument(`No label found for input[${at}]: "${shown(line)}"`);
  const value = read_number(label, label_dtype);
  if (value === null) throw invalid_argument(`Label format incorrect: ${label}`);
  const pairs = features.map((entry) => {
    const colon = entry.indexOf(':');
    if (colon < 0) throw invalid_argument(`Invalid feature "${entry}"`);
    const index = read_integer(entry.slice(0, colon), 64);
    if (index === null) throw invalid_argument(`Feature format incorrect: ${entry}`);
    if (index < 0n) throw invalid_argument(`Feature index should be >= 0, got ${index}`);
    const feature = read_number(entry.slice(colon + 1), dtype);
    if (feature === null) throw invalid_argument(`Feature format incorrect: ${entry}`);
    return [index, feature] as const;
  });
  return {label: value, pairs};
}

const decode_libsvm: JsKernel = (inputs, attrs) => {
  const lines = input(inputs, 0);
  const {shape} = lines;
  const [dtype, label_dtype] = [
    attribute<DType>(attrs, 'dtype', float32),
    attribute<DType>(attrs, 'label_dtype', int64),
  ];
  const rank = shape.length + 1;
  const strides = row_major_strides(shape);
  const labels: (number | bigint)[] = [];
  const indices: bigint[] = [];
  const values: (number | bigint)[] = [];
  texts_of(lines).forEach((line, at) => {
    const {label, pairs} = decoded_line(line, at, label_dtype, dtype);
    labels.push(label);
    for (const [index, value] of pairs) {
      let left = at;
      for (const stride of strides) {
        indices.push(BigInt(Math.floor(left / stride)));
        left %= stride;
      }
      indices.push(index);
      values.push(value);
    }
  });
  return [
    array_of(label_dtype, shape, labels),
    new NDArray(int64, [values.length, rank], BigInt64Array.from(indices)),
    array_of(dtype, [values.length], values),
    array_of_integers(int64, [rank], [...shape, int_attribute(attrs, 'num_features')]),
  ];
};

/** The generator's state is the last input and, advanced, the last output. */
const skip_grams: JsKernel = (inputs) => {
  const tokens = input(inputs, 0);
  const [min_skips, max_skips, start, limit, itself] = inputs.slice(1, 6).map(integer) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (min_skips < 0 || max_skips < 0) throw invalid_argument('Both min_skips and max_skips must be >= 0.');
  if (min_skips > max_skips) throw invalid_argument('min_skips must be <= max_skips.');
  if (start < 0) throw invalid_argument(`start must be >= 0, got ${start}.`);
  const end = limit < 0 ? tokens.size : Math.min(start + limit, tokens.size);
  const counter = input(inputs, 6);
  const state = counter.data as PhiloxState;
  const stream = new PhiloxStream(state);
  const [from, to]: [number[], number[]] = [[], []];
  for (let i = start; i < end; i++) {
    const skips = min_skips + stream.below(max_skips - min_skips + 1);
    for (let j = Math.max(i - skips, start); j <= Math.min(i + skips, end - 1); j++) {
      if (j === i && itself === 0) continue;
      from.push(i);
      to.push(j);
    }
  }
  const blocks = Math.trunc((end - start + BLOCK_SIZE) / BLOCK_SIZE);
  return [
    picked(tokens, from),
    picked(tokens, to),
    new NDArray(counter.dtype, counter.shape, philox_advanced(state, blocks)),
  ];
};

/** Takes the list and the counter; gives the counter as it is then, and the element there. */
const obtain_next: JsKernel = (inputs) => {
  const [list, counter] = [input(inputs, 0), input(inputs, 1)];
  if (list.size === 0) throw invalid_argument('The list has no elements.');
  const place = ((counter.data[0] as bigint) + 1n) % BigInt(list.size);
  if (place < 0n) throw invalid_argument(`The counter must be at least -1, got ${String(counter.data[0])}.`);
  const element = picked(list, [Number(place)]);
  return [
    new NDArray(int64, counter.shape, BigInt64Array.of(place)),
    new NDArray(list.dtype, [], element.data),
  ];
};

export const CONTRIB_TEXT_KERNELS: JsKernels = {
  DecodeLibsvm: decode_libsvm,
  ObtainNext: obtain_next,
  SkipGramGenerateCandidates: skip_grams,
};
