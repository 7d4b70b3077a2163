// Elementwise arithmetic of sparse tensors: with a dense one that is broadcast, with each other, and softmax. What happens to
// two elements is the kernel of the dense op.

import {NDArray} from '../../types/ndarray.ts';
import type {KernelContext} from '../backend.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, integers, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {broadcast_strides} from './broadcast.ts';
import {BINARY_KERNELS} from './math_kernels.ts';
import {check_pair, pairs_of, rows_of_both} from './sparse_pairs.ts';
import {copy_element, disorder, is_inside, ordered, row_groups, sizes_text} from './sparse_parts.ts';
import type {Places} from './sparse_parts.ts';

/** The kernel of the dense op `op` on two arrays of one shape, which nobody else needs. */
function combined(op: string, x: NDArray, y: NDArray, context: KernelContext): NDArray {
  const kernel = BINARY_KERNELS[op] as JsKernel;
  const output_dtypes = [x.dtype];
  const result = kernel([x, y], {}, {node: context.node, output_dtypes, may_overwrite: () => false});
  return result instanceof NDArray ? result : (result[0] as NDArray);
}

function check_ranks([indices, values, dense]: readonly NDArray[]): void {
  const [i, v, s] = [indices as NDArray, values as NDArray, dense as NDArray];
  if (i.shape.length !== 2)
    throw invalid_argument(`Input sp_indices should be a matrix but received shape: ${shape_text(i.shape)}`);
  if (v.shape.length !== 1 || s.shape.length !== 1) {
    throw invalid_argument(
      `Inputs sp_values and sp_shape should be vectors but received shapes: ${shape_text(v.shape)} and ${shape_text(s.shape)}`,
    );
  }
}

/** Whether a dense tensor of this shape is broadcast to the sparse one's sizes. */
function fits(shape: readonly number[], sizes: readonly number[]): boolean {
  const offset = sizes.length - shape.length;
  return offset >= 0 && shape.every((size, axis) => size === sizes[offset + axis] || size === 1);
}

const MAX_RANK = 5;

/** The elements of the dense tensor at the places of the sparse one. */
function elements_at(indices: NDArray, sizes: readonly number[], dense: NDArray): NDArray {
  const [count = 0] = indices.shape;
  const rank = sizes.length;
  const places = indices.data as Places;
  const strides = broadcast_strides(dense.shape, sizes);
  const result = zeros(dense.dtype, [count]);
  for (let row = 0; row < count; row++) {
    if (!is_inside(places, row, sizes))
      throw invalid_argument('Provided indices are out-of-bounds w.r.t. dense side with broadcasted shape');
    let place = 0;
    for (let axis = 0; axis < rank; axis++) place += Number(places[row * rank + axis]) * strides[axis]!;
    copy_element(dense, place, result, row);
  }
  return result;
}

function with_dense(op: string): JsKernel {
  return (inputs, _attrs, context) => {
    check_ranks(inputs);
    const [indices, values, sparse_shape, dense] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
    const sizes = integers(sparse_shape);
    if (!fits(dense.shape, sizes)) {
      throw invalid_argument(
        `SparseDenseBinaryOpShared broadcasts dense to sparse only; got incompatible shapes: ${shape_text(sizes)} vs. ${shape_text(dense.shape)}`,
      );
    }
    const [count = 0, rank] = indices.shape;
    if (sizes.length < 1 || sizes.length > MAX_RANK) {
      throw invalid_argument(
        `Only tensors with ranks between 1 and 5 are currently supported.  Tensor rank: ${sizes.length}`,
      );
    }
    if (rank !== sizes.length || count !== values.size)
      throw invalid_argument(`Expected ${count} values and indices of rank ${sizes.length}.`);
    return combined(op, values, elements_at(indices, sizes, dense), context);
  };
}

/** Softmax of the elements from `start` up to `end`, rounded after each step. */
function softmax_range(x: NumberData, y: NumberData, start: number, end: number): void {
  const round = x instanceof Float32Array ? Math.fround : (value: number): number => value;
  let largest = -Infinity;
  for (let k = start; k < end; k++) if (!(x[k]! <= largest)) largest = x[k]!;
  let sum = 0;
  for (let k = start; k < end; k++) {
    y[k] = Math.exp(round(x[k]! - largest));
    sum = round(sum + y[k]!);
  }
  const factor = round(1 / sum);
  for (let k = start; k < end; k++) y[k]! *= factor;
}

const softmax: JsKernel = (inputs) => {
  check_ranks(inputs);
  const [given_indices, given, dense] = inputs as readonly [NDArray, NDArray, NDArray];
  if (dense.size < 2) {
    throw invalid_argument(`Input should have rank >= 2, but received shape: ${sizes_text(dense, 3)}`);
  }
  const [count = 0, rank = 0] = given_indices.shape;
  if (count !== given.size || rank !== dense.size)
    throw invalid_argument(`Expected ${count} values and indices of rank ${dense.size}.`);
  const is_ordered = disorder(given_indices.data as Places, count, integers(dense)) === null;
  const [indices, values] = is_ordered ? [given_indices, given] : ordered(given_indices, given);
  const result = zeros(values.dtype, [count]);
  for (const {start, end} of row_groups(indices))
    softmax_range(values.data as NumberData, result.data as NumberData, start, end);
  return result;
};

const PAIR_WORDS = {
  indices: 'Inputs a_indices and b_indices should be matrices but received shapes: ',
  values: 'Inputs a_values and b_values should be vectors but received shapes: ',
  separator: ', ',
};

function with_sparse(op: string): JsKernel {
  return (inputs, _attrs, context) => {
    check_pair(inputs, PAIR_WORDS);
    const [a, b] = [input(inputs, 1), input(inputs, 4)];
    const pairs = pairs_of(inputs);
    const [left, right] = [zeros(a.dtype, [pairs.length]), zeros(b.dtype, [pairs.length])];
    const rows = pairs.map(([i, j], at) => {
      if (i !== null) copy_element(a, i, left, at);
      if (j !== null) copy_element(b, j, right, at);
      return i ?? a.size + (j as number);
    });
    return [rows_of_both(inputs, rows), combined(op, left, right, context)];
  };
}

export const SPARSE_ELEMENTWISE_KERNELS: JsKernels = {
  SparseDenseCwiseAdd: with_dense('AddV2'),
  SparseDenseCwiseDiv: with_dense('Div'),
  SparseDenseCwiseMul: with_dense('Mul'),
  SparseSoftmax: softmax,
  SparseSparseMaximum: with_sparse('Maximum'),
  SparseSparseMinimum: with_sparse('Minimum'),
};
