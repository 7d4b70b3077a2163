// Sparse tensors made dense, multiplied by dense matrices, put in order.

import {encoded_bits, decoded_data, row_major_strides} from '../../types/ndarray_storage.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {arithmetic_of, attribute, input, integers, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {half_rounding} from './half.ts';
import {filled} from './moves.ts';
import {check_counts, copy_element, disorder, is_inside, ordered, sparse_parts} from './sparse_parts.ts';
import type {Places} from './sparse_parts.ts';

/** The rows and the rank of the indices, after the checks of all inputs. */
function checked_to_dense(inputs: readonly NDArray[]): [rows: number, rank: number] {
  const [indices, sizes, values, otherwise] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  const {shape} = indices;
  if (shape.length > 2) {
    throw invalid_argument(
      `sparse_indices should be a scalar, vector, or matrix, got shape ${shape_text(shape)}`,
    );
  }
  const [rows = 1, rank = 1] = shape;
  if (sizes.shape.length !== 1)
    throw invalid_argument(`output_shape should be a vector, got shape ${shape_text(sizes.shape)}`);
  if (sizes.size !== rank) {
    throw invalid_argument(`output_shape has incorrect number of elements: ${sizes.size} should be: ${rank}`);
  }
  const is_scalar = values.shape.length === 0;
  if (!is_scalar && (values.shape.length !== 1 || values.size !== rows)) {
    throw invalid_argument(
      `sparse_values has incorrect shape ${shape_text(values.shape)}, should be [] or [${rows}]`,
    );
  }
  if (otherwise.shape.length !== 0) throw invalid_argument('default_value should be a scalar.');
  return [rows, rank];
}

const to_dense: JsKernel = (inputs, attrs) => {
  const [rows, rank] = checked_to_dense(inputs);
  const [indices, , values, otherwise] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  const sizes = integers(input(inputs, 1));
  for (const size of sizes) if (size < 0) throw invalid_argument(`Dimension ${size} must be >= 0`);
  const places = indices.data as Places;
  if (attribute(attrs, 'validate_indices', true)) {
    const wrong = disorder(places, rows, sizes);
    if (wrong !== null) throw invalid_argument(wrong);
  }
  const result = filled(otherwise, sizes);
  const strides = row_major_strides(sizes);
  const is_scalar = values.shape.length === 0;
  for (let row = 0; row < rows; row++) {
    if (!is_inside(places, row, sizes))
      throw invalid_argument(`Indices are not valid (out of bounds).  Shape: ${shape_text(sizes)}`);
    let place = 0;
    for (let axis = 0; axis < rank; axis++) place += Number(places[row * rank + axis]) * strides[axis]!;
    copy_element(values, is_scalar ? 0 : row, result, place);
  }
  return result;
};

interface Product {
  /** Sizes of the result and of what is summed over. */
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  readonly adjoint_b: boolean;
}

function checked_product(inputs: readonly NDArray[], adjoint_a: boolean, adjoint_b: boolean): Product {
  const [indices, values, dense, b] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  if (b.shape.length !== 2) throw invalid_argument("Tensor 'b' is not a matrix");
  if (dense.shape.length !== 1) throw invalid_argument("Tensor 'a_shape' is not a vector");
  if (dense.size !== 2) throw invalid_argument("Tensor 'a_shape' must have 2 elements");
  if (values.shape.length !== 1) throw invalid_argument("Tensor 'a_values' is not a vector");
  if (indices.shape.length !== 2) throw invalid_argument("Tensor 'a_indices' is not a matrix");
  if (indices.shape[0] !== values.size)
    throw invalid_argument('Number of rows of a_indices does not match number of entries in a_values');
  if (indices.shape[1] !== 2)
    throw invalid_argument('Number of columns of a_indices does not match number of entries in a_shape');
  const left = integers(dense) as [number, number];
  const right = b.shape as [number, number];
  const [rows, inner] = adjoint_a ? [left[1], left[0]] : left;
  const [inner_right, columns] = adjoint_b ? [right[1], right[0]] : right;
  if (inner !== inner_right) {
    throw invalid_argument(
      `Cannot multiply A and B because inner dimension does not match: ${inner} vs. ${inner_right}.  ` +
        `Did you forget a transpose?  Dimensions of A: [${left[0]}, ${left[1]}).  Dimensions of B: ${shape_text(right)}`,
    );
  }
  return {rows, columns, inner, adjoint_b};
}

/** Adds element `item` of the sparse values times row `k` of the dense matrix to row `m` of the result. */
type AddRow = (item: number, m: number, k: number) => void;

function number_rows(values: NDArray, b: NDArray, to: NumberData, product: Product): AddRow {
  const [a, from] = [decoded_data(values) as NumberData, decoded_data(b) as NumberData];
  const {columns, inner, adjoint_b} = product;
  const [row_step, step] = adjoint_b ? [1, inner] : [columns, 1];
  const round = half_rounding(values.dtype);
  const is_whole = arithmetic_of(values.dtype) === 'int';
  return (item, m, k) => {
    const factor = a[item]!;
    for (let n = 0; n < columns; n++) {
      const other = from[k * row_step + n * step]!;
      const place = m * columns + n;
      if (is_whole) to[place] = to[place]! + Math.imul(factor, other);
      else if (round === null) to[place] = to[place]! + factor * other;
      else to[place] = round(to[place]! + round(factor * other));
    }
  };
}

function complex_rows(values: NDArray, b: NDArray, to: NumberData, product: Product): AddRow {
  const [a, from] = [values.data as NumberData, b.data as NumberData];
  const {columns, inner, adjoint_b} = product;
  const [row_step, step] = adjoint_b ? [1, inner] : [columns, 1];
  return (item, m, k) => {
    const re = a[2 * item]!;
    // The sparse matrix is transposed only, not conjugated: TensorFlow 1.15 does the same.
    const im = a[2 * item + 1]!;
    for (let n = 0; n < columns; n++) {
      const at = 2 * (k * row_step + n * step);
      const other_re = from[at]!;
      const other_im = adjoint_b ? -from[at + 1]! : from[at + 1]!;
      const place = 2 * (m * columns + n);
      to[place] = to[place]! + (re * other_re - im * other_im);
      to[place + 1] = to[place + 1]! + (re * other_im + im * other_re);
    }
  };
}

const dense_product: JsKernel = (inputs, attrs) => {
  const adjoint_a = attribute(attrs, 'adjoint_a', false);
  const product = checked_product(inputs, adjoint_a, attribute(attrs, 'adjoint_b', false));
  const [indices, values, , b] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  const {rows, columns, inner} = product;
  const result = NDArray.zeros([rows, columns], values.dtype);
  if (result.size === 0 || b.size === 0) return result;
  const wide = decoded_data(result) as NumberData;
  const is_complex = arithmetic_of(values.dtype) === 'complex';
  const add = (is_complex ? complex_rows : number_rows)(values, b, wide, product);
  const [row_at, inner_at] = adjoint_a ? [1, 0] : [0, 1];
  for (let item = 0; item < values.size; item++) {
    const m = Number(indices.data[2 * item + row_at]);
    const k = Number(indices.data[2 * item + inner_at]);
    if (k < 0 || k >= inner)
      throw invalid_argument(`k (${k}) from index[${item},${inner_at}] out of bounds (>=${inner})`);
    if (m < 0 || m >= rows)
      throw invalid_argument(`m (${m}) from index[${item},${row_at}] out of bounds (>=${rows})`);
    add(item, m, k);
  }
  if (half_rounding(values.dtype) === null) return result;
  return new NDArray(values.dtype, [rows, columns], encoded_bits(values.dtype, wide));
};

const reorder: JsKernel = (inputs) => {
  const parts = sparse_parts(inputs);
  const [indices, values, dense] = parts;
  const sizes = integers(dense);
  for (const size of sizes) if (size < 0) throw invalid_argument(`Dimension ${size} must be >= 0`);
  check_counts(parts);
  if (disorder(indices.data as Places, values.size, sizes) === null) return [indices, values];
  return ordered(indices, values);
};

export const SPARSE_KERNELS: JsKernels = {
  SparseReorder: reorder,
  SparseTensorDenseMatMul: dense_product,
  SparseToDense: to_dense,
};
