// How often numbers occur: dense counts, counts as sparse tensors, histograms, buckets.

import {int32, int64} from '../../types/dtypes.ts';
import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, same_shape, storage_parts} from '../../types/ndarray_storage.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  array_of_integers,
  attribute,
  input,
  int_attribute,
  integer,
  integers,
  number_data,
  output_dtype,
  shape_text,
  zeros,
} from './arrays.ts';
import type {AnyItems, BigintData, JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';

/** Adds to bin `bins[i]` element `i` of the weights, or one where there are no weights; negative bins are none. */
function add_weights(result: NDArray, bins: Int32Array, weights: NDArray): void {
  const is_weighed = weights.size > 0;
  const parts = storage_parts(result.dtype);
  if (arithmetic_of(result.dtype) === 'bigint') {
    const [to, from] = [result.data as BigintData, weights.data as BigintData];
    for (let index = 0; index < bins.length; index++) {
      const bin = bins[index] as number;
      if (bin >= 0) to[bin] = (to[bin] as bigint) + (is_weighed ? (from[index] as bigint) : 1n);
    }
    return;
  }
  const [to, from] = [number_data(result), number_data(weights)];
  if (parts === 1 && is_weighed) {
    for (let index = 0; index < bins.length; index++) {
      const bin = bins[index] as number;
      if (bin >= 0) to[bin] = (to[bin] as number) + (from[index] as number);
    }
    return;
  }
  for (let part = 0; part < parts; part++) {
    for (let index = 0; index < bins.length; index++) {
      const bin = bins[index] as number;
      if (bin < 0) continue;
      const place = bin * parts + part;
      to[place] = (to[place] as number) + (is_weighed ? (from[index * parts + part] as number) : 1 - part);
    }
  }
}

function mark(result: NDArray, bins: Int32Array): void {
  const parts = storage_parts(result.dtype);
  const one = arithmetic_of(result.dtype) === 'bigint' ? 1n : 1;
  const to = result.data as AnyItems;
  for (const bin of bins) if (bin >= 0) to[bin * parts] = one;
}

/** Bins of each row of numbers; `row_of` says in which row a number stands. */
function binned(
  numbers: ArrayLike<number>,
  row_of: (index: number) => number,
  result: NDArray,
  weights: NDArray,
  is_binary: boolean,
): NDArray {
  const size = result.shape.at(-1) ?? 0;
  const bins = new Int32Array(numbers.length);
  for (let index = 0; index < bins.length; index++) {
    const number = numbers[index] as number;
    bins[index] = number < size ? row_of(index) * size + number : -1;
  }
  if (is_binary) mark(result, bins);
  else add_weights(result, bins, weights);
  return result;
}

function bin_size(size: NDArray): number {
  if (size.shape.length !== 0) {
    throw invalid_argument(`Shape must be rank 0 but is rank ${size.shape.length}`);
  }
  const count = integer(size);
  if (count < 0) throw invalid_argument(`size (${count}) must be non-negative`);
  return count;
}

/** Integers to be counted; 32 bits are as they are. */
function countable(array: NDArray): ArrayLike<number> {
  return array.dtype === int32 ? number_data(array) : integers(array);
}

function check_not_negative(numbers: ArrayLike<number>, weights: NDArray): void {
  for (let index = 0; index < numbers.length; index++) {
    if ((numbers[index] as number) < 0) throw invalid_argument('Input arr must be non-negative!');
  }
  if (weights.size > 0 && weights.size !== numbers.length) {
    throw invalid_argument('Input indices and weights must have the same size.');
  }
}

const bincount: JsKernel = with_halves((inputs) => {
  const [array, weights] = [input(inputs, 0), input(inputs, 2)];
  const size = bin_size(input(inputs, 1));
  const numbers = countable(array);
  // More weights than numbers are let be.
  check_not_negative(numbers, weights.size > numbers.length ? zeros(weights.dtype, [0]) : weights);
  return binned(numbers, () => 0, zeros(weights.dtype, [size]), weights, false);
});

const dense_bincount: JsKernel = with_halves((inputs, attrs) => {
  const [array, weights] = [input(inputs, 0), input(inputs, 2)];
  if (array.shape.length > 2) {
    throw invalid_argument(`Shape must be at most rank 2 but is rank ${array.shape.length}`);
  }
  const size = bin_size(input(inputs, 1));
  const is_binary = attribute(attrs, 'binary_output', false);
  const numbers = countable(array);
  check_not_negative(numbers, is_binary ? zeros(weights.dtype, [0]) : weights);
  const is_matrix = array.shape.length === 2;
  const columns = Math.max(1, array.shape[1] ?? 1);
  const bins = zeros(weights.dtype, is_matrix ? [array.shape[0] ?? 0, size] : [size]);
  return binned(numbers, (index) => (is_matrix ? Math.floor(index / columns) : 0), bins, weights, is_binary);
});

const sparse_bincount: JsKernel = with_halves((inputs, attrs) => {
  const [indices, values, shape, weights] = [
    input(inputs, 0),
    input(inputs, 1),
    input(inputs, 2),
    input(inputs, 4),
  ];
  const size = bin_size(input(inputs, 3));
  const is_binary = attribute(attrs, 'binary_output', false);
  const numbers = integers(values);
  if (shape.size === 1) {
    check_not_negative(numbers, is_binary ? zeros(weights.dtype, [0]) : weights);
    return binned(numbers, () => 0, zeros(weights.dtype, [size]), weights, is_binary);
  }
  const rows = integer(shape);
  const [places, rank] = [integers(indices), indices.shape[1] ?? 1];
  const row_of = (index: number): number => places[index * rank] ?? 0;
  numbers.forEach((number, index) => {
    if (row_of(index) >= rows) {
      throw invalid_argument(
        `Index out of bound. \`batch\` (${row_of(index)}) must be less than the dimension size (${rows}).`,
      );
    }
    if (number >= size) {
      throw invalid_argument(
        `Index out ouf bound. \`bin\` (${number}) must be less then the dimension size (${size}).`,
      );
    }
  });
  return binned(numbers, row_of, zeros(weights.dtype, [rows, size]), weights, is_binary);
});

/** Counts of one row: the numbers that occur, with the sum of their weights. */
type RowCounts = Map<number, number | bigint>;

/** What numbers may be counted, and how. */
interface CountForm {
  readonly least: number;
  readonly most: number;
  readonly is_binary: boolean;
}

function count_form(attrs: Attributes): CountForm {
  return {
    least: int_attribute(attrs, 'minlength', -1),
    most: int_attribute(attrs, 'maxlength', -1),
    is_binary: attribute(attrs, 'binary_output', false),
  };
}

/** The counts of rows as indices, values and shape; `numbers` and `weights` stand side by side. */
function sparse_counts(
  rows: readonly RowCounts[],
  is_vector: boolean,
  size: number,
  dtype: DType,
): NDArray[] {
  const sorted = rows.flatMap((counts, row) =>
    [...counts].sort(([one], [other]) => one - other).map(([number, count]) => ({row, number, count})),
  );
  const places = sorted.flatMap(({row, number}) => (is_vector ? [number] : [row, number]));
  const data = allocate(dtype, sorted.length);
  sorted.forEach(({count}, index) => {
    (data as BigInt64Array)[index] = count as bigint;
  });
  const shape = is_vector ? [size] : [rows.length, size];
  return [
    array_of_integers(int64, [sorted.length, shape.length], places),
    new NDArray(dtype, [sorted.length], data),
    array_of_integers(int64, [shape.length], shape),
  ];
}

function counted(
  numbers: readonly number[],
  weights: NDArray,
  row_of: (index: number) => number,
  row_count: number,
  {least, most, is_binary}: CountForm,
  is_vector: boolean,
): NDArray[] {
  const rows = Array.from({length: row_count}, (): RowCounts => new Map());
  const is_weighed = weights.size > 0;
  const is_bigint = arithmetic_of(weights.dtype) === 'bigint';
  let largest = 0;
  numbers.forEach((number, index) => {
    if (number < 0 || (most > 0 && number >= most)) return;
    const counts = rows[row_of(index)] as RowCounts;
    const weight = is_binary || !is_weighed ? (is_bigint ? 1n : 1) : (weights.data[index] as number | bigint);
    const before = is_binary ? undefined : counts.get(number);
    counts.set(number, before === undefined ? weight : (before as number) + (weight as number));
    largest = Math.max(largest, number);
  });
  const size = most > 0 ? most : Math.max(largest + 1, least);
  return sparse_counts(rows, is_vector, size, weights.dtype);
}

const dense_count: JsKernel = (inputs, attrs) => {
  const [values, weights] = [input(inputs, 0), input(inputs, 1)];
  const rank = values.shape.length;
  if (rank !== 1 && rank !== 2) {
    throw invalid_argument(`Input must be a 1 or 2-dimensional tensor. Got: ${shape_text(values.shape)}`);
  }
  if (weights.size > 0 && !same_shape(weights.shape, values.shape)) {
    throw invalid_argument(
      `Weights and data must have the same shape. Weight shape: ${shape_text(weights.shape)}; data shape: ${shape_text(values.shape)}`,
    );
  }
  const rows = rank === 1 ? 1 : (values.shape[0] ?? 0);
  if (rows === 0) throw invalid_argument('Invalid input: Shapes dimension cannot be 0.');
  const columns = Math.max(1, values.size / rows);
  const row_of = (index: number): number => Math.floor(index / columns);
  return counted(integers(values), weights, row_of, rows, count_form(attrs), rank === 1);
};

function check_sparse(indices: NDArray, values: NDArray, shape: NDArray, weights: NDArray): void {
  if (indices.shape.length !== 2) {
    throw invalid_argument(`Input indices must be a 2-dimensional tensor. Got: ${shape_text(indices.shape)}`);
  }
  if (values.shape.length !== 1) {
    throw invalid_argument(`Input values must be a vector. Got: ${shape_text(values.shape)}`);
  }
  if (shape.shape.length !== 1) {
    throw invalid_argument(`Input shape must be a vector. Got: ${shape_text(shape.shape)}`);
  }
  const [count, rank] = indices.shape as [number, number];
  if (values.size !== count) {
    throw invalid_argument(
      `Number of values must match first dimension of indices.Got ${values.size} values, indices shape: ${shape_text(indices.shape)}`,
    );
  }
  if (shape.size !== rank) {
    throw invalid_argument(
      `Number of dimensions must match second dimension of indices.Got ${shape.size} dimensions, indices shape: ${shape_text(indices.shape)}`,
    );
  }
  if (weights.size > 0 && !same_shape(weights.shape, values.shape)) {
    throw invalid_argument(
      `Weights and values must have the same shape. Weight shape: ${shape_text(weights.shape)}; values shape: ${shape_text(values.shape)}`,
    );
  }
}

/** A vector of int64 as TensorFlow's messages have it: its first three numbers. */
function array_text(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 3).join(' ') + (numbers.length > 3 ? '...' : '');
  return `Tensor<type: int64 shape: [${numbers.length}] values: ${shown}>`;
}

const sparse_count: JsKernel = (inputs, attrs) => {
  const [indices, values, shape, weights] = [
    input(inputs, 0),
    input(inputs, 1),
    input(inputs, 2),
    input(inputs, 3),
  ];
  check_sparse(indices, values, shape, weights);
  const sizes = integers(shape);
  const [places, rank] = [integers(indices), sizes.length];
  const wrong = places.findIndex((place, index) => place < 0 || place >= (sizes[index % rank] ?? 0));
  if (wrong >= 0) {
    throw invalid_argument(
      `Invalid index value at ${Math.floor(wrong / rank)}: dimension ${wrong % rank} has value ${places[wrong]} ` +
        `which is not in [0, ${sizes[wrong % rank]}) (as given by dense shape ${array_text(sizes)}`,
    );
  }
  const is_vector = rank === 1;
  const row_of = (index: number): number => (is_vector ? 0 : (places[index * rank] ?? 0));
  const rows = is_vector ? 1 : (sizes[0] ?? 0);
  return counted(integers(values), weights, row_of, rows, count_form(attrs), is_vector);
};

const histogram_fixed_width: JsKernel = (inputs, _attrs, context) => {
  const [values, range] = [input(inputs, 0), input(inputs, 1)];
  if (range.shape.length !== 1 || range.size !== 2) {
    throw invalid_argument('value_range should be a vector of 2 elements.');
  }
  if (input(inputs, 2).shape.length !== 0) throw invalid_argument('nbins should be a scalar.');
  const bins = integer(input(inputs, 2));
  const [low, high] = [Number(range.data[0]), Number(range.data[1])];
  if (!(low < high)) {
    throw invalid_argument(
      `value_range should satisfy value_range[0] < value_range[1], but got '[${low}, ${high}]'`,
    );
  }
  if (bins <= 0) throw invalid_argument(`nbins should be a positive number, but got '${bins}'`);
  const round = values.dtype.name === 'float32' ? Math.fround : Number;
  const width = round(high - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  const items: ArrayLike<number | bigint> = values.data as Float32Array;
  for (let index = 0; index < items.length; index++) {
    const place = Math.trunc(round(Math.max(Number(items[index]), low) - low) / width);
    const bin = Math.min(place, bins - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return array_of_integers(output_dtype(context), [bins], counts);
};

/** How many of the rising boundaries `value` reaches. */
function bucket_of(value: number, boundaries: readonly number[]): number {
  let [low, high] = [0, boundaries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < (boundaries[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const bucketize: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const boundaries = attribute<readonly number[]>(attrs, 'boundaries', []).map(Math.fround);
  if (boundaries.some((boundary, index) => index > 0 && boundary < (boundaries[index - 1] as number))) {
    throw invalid_argument('Expected sorted boundaries');
  }
  // Integers are compared with floats as floats.
  const round = x.dtype.is_floating ? Number : Math.fround;
  const buckets = new Int32Array(x.size);
  for (let index = 0; index < buckets.length; index++) {
    buckets[index] = bucket_of(round(Number(x.data[index])), boundaries);
  }
  return new NDArray(int32, x.shape, buckets);
};

export const COUNTING_KERNELS: JsKernels = {
  Bincount: bincount,
  DenseBincount: dense_bincount,
  SparseBincount: sparse_bincount,
  DenseCountSparseOutput: dense_count,
  SparseCountSparseOutput: sparse_count,
  HistogramFixedWidth: histogram_fixed_width,
  Bucketize: bucketize,
};
