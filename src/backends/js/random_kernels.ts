// Random ops as pure functions: the generator's state is the last input, the advanced state the last output.

import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count, storage_parts} from '../../types/ndarray_storage.ts';
import {
  fill_normal,
  fill_truncated_normal,
  fill_uniform,
  fill_uniform_int32,
  fill_uniform_int64,
  state_after_run,
} from '../../util/philox_distributions.ts';
import type {FloatStorage, RandomFloat} from '../../util/philox_distributions.ts';
import {philox_advanced, philox_fill} from '../../util/philox.ts';
import type {PhiloxState} from '../../util/philox.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  array_of_integers,
  float_data,
  input,
  integer,
  integers,
  output_dtype,
  shape_text,
  zeros,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {upper_bound} from './bounds.ts';
import {copied, copy_items} from './moves.ts';

/** The sizes in a shape input. */
export function random_shape(shape: NDArray): number[] {
  if (shape.shape.length !== 1) {
    throw invalid_argument(`shape must be a vector of {int32,int64}, got shape ${shape_text(shape.shape)}`);
  }
  const sizes = integers(shape);
  const negative = sizes.find((size) => size < 0);
  if (negative !== undefined) throw invalid_argument(`Dimension ${negative} must be >= 0`);
  return sizes;
}

/** The state in the last input, and the array of the advanced one. */
function states(inputs: readonly NDArray[], count: number): readonly [PhiloxState, NDArray] {
  const counter = input(inputs, inputs.length - 1);
  const state = counter.data as Uint32Array;
  return [state, new NDArray(counter.dtype, counter.shape, state_after_run(state, count))];
}

function random_floats(fill: (state: PhiloxState, type: RandomFloat, out: FloatStorage) => void): JsKernel {
  return (inputs, _attrs, context) => {
    const dtype = output_dtype(context);
    const shape = random_shape(input(inputs, 0));
    const data = allocate(dtype, element_count(shape), shape) as FloatStorage;
    const [state, next] = states(inputs, data.length);
    fill(state, dtype.base_name as RandomFloat, data);
    return [new NDArray(dtype, shape, data), next];
  };
}

function bound(array: NDArray, name: string): number | bigint {
  if (array.shape.length !== 0)
    throw invalid_argument(`${name} must be 0-D, got shape ${shape_text(array.shape)}`);
  return array.data[0] as number | bigint;
}

const random_uniform_int: JsKernel = (inputs, _attrs, context) => {
  const dtype = output_dtype(context);
  const shape = random_shape(input(inputs, 0));
  const [low, high] = [bound(input(inputs, 1), 'minval'), bound(input(inputs, 2), 'maxval')];
  const data = allocate(dtype, element_count(shape), shape);
  const [state, next] = states(inputs, data.length);
  if (data.length > 0 && low >= high) throw invalid_argument(`Need minval < maxval, got ${low} >= ${high}`);
  if (typeof low === 'bigint') fill_uniform_int64(state, low, BigInt(high), data as BigInt64Array);
  else fill_uniform_int32(state, low, Number(high), data as Int32Array);
  return [new NDArray(dtype, shape, data), next];
};

/** Numbers that one block of the generator gives. */
const BLOCK_SIZE = 4;

/** Rows in random order: each row in turn changes places with one of those from it on. */
const random_shuffle: JsKernel = (inputs) => {
  const [x, counter] = [input(inputs, 0), input(inputs, 1)];
  const rows = x.shape[0] ?? 1;
  if (rows <= 1) return [copied(x), copied(counter)];
  const state = counter.data as Uint32Array;
  const words = new Uint32Array(rows);
  philox_fill(Uint32Array.from(state), words);
  const order = Array.from({length: rows}, (_, row) => row);
  for (let row = 0; row < rows - 1; row++) {
    const other = row + ((words[row] as number) % (rows - row));
    [order[row], order[other]] = [order[other] as number, order[row] as number];
  }
  const result = zeros(x.dtype, x.shape);
  const items = (x.size / rows) * storage_parts(x.dtype);
  order.forEach((from, row) => copy_items(x.data, from * items, result.data, row * items, items));
  const next = philox_advanced(state, Math.ceil((rows - 1) / BLOCK_SIZE));
  return [result, new NDArray(counter.dtype, counter.shape, next)];
};

/** Sums of the probabilities up to each class, not normalised; of logits that are not finite nothing is added. */
function cumulative_weights(logits: Float64Array): Float64Array {
  let largest = -Infinity;
  for (let index = 0; index < logits.length; index++) {
    const item = logits[index] as number;
    if (item > largest && item < Infinity) largest = item;
  }
  const sums = new Float64Array(logits.length);
  let total = 0;
  for (let index = 0; index < logits.length; index++) {
    const item = logits[index] as number;
    if (item - item === 0) total += Math.exp(item - largest);
    sums[index] = total;
  }
  return sums;
}

const multinomial: JsKernel = (inputs, _attrs, context) => {
  const [logits, counter] = [input(inputs, 0), input(inputs, 2)];
  if (logits.shape.length !== 2) {
    throw invalid_argument(`logits should be a matrix, got shape ${shape_text(logits.shape)}`);
  }
  const [rows, classes] = [logits.shape[0] ?? 0, logits.shape[1] ?? 0];
  const samples = integer(input(inputs, 1));
  if (samples < 0) throw invalid_argument(`num_samples should be nonnegative, got ${samples}`);
  if (rows > 0 && samples > 0 && classes <= 0) {
    throw invalid_argument(`num_classes should be positive, got ${classes}`);
  }
  const state = counter.data as Uint32Array;
  const draws = new Float64Array(rows * samples);
  fill_uniform(state, 'float64', draws);
  const numbers = Float64Array.from(float_data(logits));
  const found: number[] = [];
  for (let row = 0; row < rows; row++) {
    const weights = cumulative_weights(numbers.subarray(row * classes, (row + 1) * classes));
    for (let sample = 0; sample < samples; sample++) {
      const wanted = (draws[row * samples + sample] as number) * (weights.at(-1) ?? 0);
      found.push(upper_bound(weights, 0, classes, wanted));
    }
  }
  // Each number is a double, which takes two words.
  const reserved = rows * Math.ceil(samples / BLOCK_SIZE) * BLOCK_SIZE * 2;
  const next = new NDArray(counter.dtype, counter.shape, state_after_run(state, reserved));
  return [array_of_integers(output_dtype(context), [rows, samples], found), next];
};

export const RANDOM_KERNELS: JsKernels = {
  RandomUniform: random_floats(fill_uniform),
  RandomStandardNormal: random_floats(fill_normal),
  TruncatedNormal: random_floats(fill_truncated_normal),
  RandomUniformInt: random_uniform_int,
  RandomShuffle: random_shuffle,
  Multinomial: multinomial,
};
