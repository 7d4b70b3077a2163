// Products at chosen places and the normal equations of weighted factorisations.

import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, integer, integers, number_data, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';

const masked_matmul: JsKernel = (inputs) => {
  const [a, b, places] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const [transpose_a, transpose_b] = [integer(input(inputs, 3)) !== 0, integer(input(inputs, 4)) !== 0];
  const [rows = 0, depth = 0] = transpose_a ? a.shape.toReversed() : a.shape;
  const [other = 0, columns = 0] = transpose_b ? b.shape.toReversed() : b.shape;
  if (depth !== other) {
    throw invalid_argument(
      `Matrix shapes are incompatible: a has shape ${shape_text(a.shape)}, while b has shape ${shape_text(b.shape)}.`,
    );
  }
  if (places.shape[1] !== 2) {
    throw invalid_argument(
      'mask_indices should be a matrix of shape [nnz 2], where nnz is the number of non-zero elements.',
    );
  }
  const [left, right, mask] = [number_data(a), number_data(b), integers(places)];
  const [row_step, step] = transpose_a ? [1, rows] : [depth, 1];
  const [column_step, other_step] = transpose_b ? [depth, 1] : [1, columns];
  const values = new Float32Array(mask.length / 2);
  for (let index = 0; index < values.length; index++) {
    const [row, column] = [mask[2 * index] as number, mask[2 * index + 1] as number];
    if (row < 0 || row >= rows || column < 0 || column >= columns) {
      throw invalid_argument(`mask_indices[${index}, :] = [${row}, ${column}] is out of bounds.`);
    }
    let sum = 0;
    for (let place = 0; place < depth; place++) {
      const factor = left[row * row_step + place * step] as number;
      sum += factor * (right[column * column_step + place * other_step] as number);
    }
    values[index] = sum;
  }
  return new NDArray(a.dtype, [values.length], values);
};

/** Rank of each input of the normal equations, and how TensorFlow's messages name it. */
const RANKS: readonly (readonly [name: string, rank: 0 | 1 | 2])[] = [
  ['factors', 2],
  ['factor_weights', 1],
  ['unobserved_weights', 0],
  ['input_weights', 1],
  ['input_indices', 2],
  ['input_values', 1],
  ['entry_weights', 1],
  ['input_block_size', 0],
  ['input_is_transpose', 0],
];
const RANK_NAMES = ['scalar', 'vector', 'matrix'] as const;

function check_equations(inputs: readonly NDArray[]): void {
  RANKS.forEach(([name, rank], index) => {
    if (input(inputs, index).shape.length === rank) return;
    throw invalid_argument(`Input ${name} should be a ${RANK_NAMES[rank]}.`);
  });
  const [factors, factor_weights, , input_weights, indices, values, entry_weights] = inputs as NDArray[];
  if (indices?.shape[1] !== 2) throw invalid_argument('Input input_indices should have shape (?, 2).');
  if (indices.shape[0] !== values?.size) {
    throw invalid_argument(
      "Input input_values' length should match the first dimension of Input input_indices ",
    );
  }
  const has_sides = input_weights?.size !== 0 && factor_weights?.size === factors?.shape[0];
  const has_no_sides = input_weights?.size === 0 && factor_weights?.size === 0;
  const fits_sides = has_sides && entry_weights?.size === 0;
  if (fits_sides || (has_no_sides && entry_weights?.size === indices.shape[0])) return;
  throw invalid_argument(
    'To specify the weights for observed entries, either (1) entry_weights must be set or (2) input_weights and ' +
      'factor_weights must be set, but not both.',
  );
}

const partial_sides: JsKernel = (inputs) => {
  check_equations(inputs);
  const [factors, factor_weights, unobserved, input_weights] = inputs
    .slice(0, 4)
    .map(number_data) as Float32Array[];
  const [values, entry_weights] = [number_data(input(inputs, 5)), number_data(input(inputs, 6))];
  const places = integers(input(inputs, 4));
  const [rows, depth] = [integer(input(inputs, 7)), input(inputs, 0).shape[1] ?? 0];
  const is_transposed = integer(input(inputs, 8)) !== 0;
  const [left, right] = [
    zeros(input(inputs, 0).dtype, [rows, depth, depth]),
    zeros(input(inputs, 0).dtype, [rows, depth]),
  ];
  const [lhs, rhs] = [new Float64Array(left.size), new Float64Array(right.size)];
  const base = unobserved?.[0] ?? 0;
  for (let index = 0; index < values.length; index++) {
    const [first, second] = [places[2 * index] as number, places[2 * index + 1] as number];
    const [row, factor] = is_transposed ? [second, first] : [first, second];
    const weight =
      entry_weights.length > 0
        ? (entry_weights[index] as number)
        : (input_weights?.[row] ?? 0) * (factor_weights?.[factor] ?? 0);
    const scale = (values[index] as number) * (base + weight);
    for (let i = 0; i < depth; i++) {
      const item = factors?.[factor * depth + i] ?? 0;
      rhs[row * depth + i]! += scale * item;
      for (let j = 0; j < depth; j++)
        lhs[(row * depth + i) * depth + j]! += weight * item * (factors?.[factor * depth + j] ?? 0);
    }
  }
  number_data(left).set(lhs);
  number_data(right).set(rhs);
  return [left, right];
};

export const FACTORIZATION_KERNELS: JsKernels = {
  MaskedMatmul: masked_matmul,
  WALSComputePartialLhsAndRhs: partial_sides,
};
