// MatMul and its batched forms: what their attributes and shapes mean.

import {bfloat16, float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import type {Attributes} from '../../compile/program.ts';
import {broadcast_sizes} from '../../util/broadcast.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  attribute,
  count_between,
  input,
  number_data,
  output_dtype,
  shape_text,
} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels} from './arrays.ts';
import {broadcast_strides, for_each_row} from './broadcast.ts';
import {rounding_to, with_halves} from './half.ts';
import {
  multiply_bigints,
  multiply_complex,
  multiply_floats,
  multiply_ints,
  multiply_rounded,
} from './matmul.ts';
import type {Conjugation, MatrixPlace, ProductPlace} from './matmul.ts';

/** Whether each operand is taken transposed, and conjugated too. */
interface Forms {
  readonly transpose_left: boolean;
  readonly transpose_right: boolean;
  readonly conjugated: Conjugation;
}

function multiply(x: NDArray, y: NDArray, data: NDArray['data'], place: ProductPlace, forms: Forms): void {
  const kind = arithmetic_of(x.dtype);
  if (kind === 'bigint') {
    multiply_bigints(x.data as BigintData, y.data as BigintData, data as BigintData, place);
    return;
  }
  const [left, right, result] = [number_data(x), number_data(y), data as Float32Array];
  if (kind === 'complex') multiply_complex(left, right, result, place, forms.conjugated);
  else if (kind === 'int') multiply_ints(left, right, result, place);
  else multiply_floats(left, right, result, place);
}

/** Rows and columns of the last two axes, as the product sees them. */
function matrix_sizes(shape: readonly number[], is_transposed: boolean): readonly [number, number] {
  const [rows, columns] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  return is_transposed ? [columns, rows] : [rows, columns];
}

function matrix_place(shape: readonly number[], is_transposed: boolean, start: number): MatrixPlace {
  const stored_columns = shape.at(-1) ?? 1;
  return is_transposed
    ? {start, row_step: 1, column_step: stored_columns}
    : {start, row_step: stored_columns, column_step: 1};
}

const wide_matmul: JsKernel = with_halves((inputs, attrs) => {
  const [x, y] = [input(inputs, 0), input(inputs, 1)];
  for (const [index, {shape}] of [x, y].entries()) {
    if (shape.length !== 2) {
      throw invalid_argument(`In[${index}] is not a matrix. Instead it has shape ${shape_text(shape)}`);
    }
  }
  const forms: Forms = {
    transpose_left: attribute(attrs, 'transpose_a', false),
    transpose_right: attribute(attrs, 'transpose_b', false),
    conjugated: {left: false, right: false},
  };
  const [m, k] = matrix_sizes(x.shape, forms.transpose_left);
  const [depth, n] = matrix_sizes(y.shape, forms.transpose_right);
  if (k !== depth) {
    throw invalid_argument(
      `Matrix size-incompatible: In[0]: ${shape_text(x.shape)}, In[1]: ${shape_text(y.shape)}`,
    );
  }
  const data = allocate(x.dtype, m * n);
  const left = matrix_place(x.shape, forms.transpose_left, 0);
  const right = matrix_place(y.shape, forms.transpose_right, 0);
  multiply(x, y, data, {m, k, n, left, right, result: 0}, forms);
  return new NDArray(x.dtype, [m, n], data);
});

/** `kernel` of float32 for bfloat16, whose product is cut off. */
function with_cut(kernel: JsKernel): JsKernel {
  return (inputs, attrs, context) => {
    if (output_dtype(context) !== bfloat16) return kernel(inputs, attrs, context);
    const own_context = {...context, output_dtypes: [float32], may_overwrite: () => false};
    const wide = inputs.map((array) => array.astype(float32));
    return cut_to_bfloat16(input([kernel(wide, attrs, own_context)].flat(), 0));
  };
}

const matmul = with_cut(wide_matmul);

const sparse_matmul: JsKernel = (inputs, attrs, context) => {
  const [a, b] = [input(inputs, 0), input(inputs, 1)];
  for (const [name, {shape}] of [['a', a] as const, ['b', b] as const]) {
    if (shape.length !== 2) throw invalid_argument(`${name} is not a matrix`);
  }
  const [, k] = matrix_sizes(a.shape, attribute(attrs, 'transpose_a', false));
  const [depth] = matrix_sizes(b.shape, attribute(attrs, 'transpose_b', false));
  if (k !== depth) {
    throw invalid_argument(`Matrix size incompatible: a: ${shape_text(a.shape)}, b: ${shape_text(b.shape)}`);
  }
  return matmul(inputs, attrs, context);
};

function batch_forms(attrs: Attributes): Forms {
  const [left, right] = [attribute(attrs, 'adj_x', false), attribute(attrs, 'adj_y', false)];
  return {transpose_left: left, transpose_right: right, conjugated: {left, right}};
}

/** The shape of the batches. BatchMatMul wants them equal, BatchMatMulV2 broadcasts them. */
function batch_shape(x: NDArray, y: NDArray, broadcasts: boolean): readonly number[] {
  const [left, right] = [x.shape.slice(0, -2), y.shape.slice(0, -2)];
  const both = `${shape_text(x.shape)} vs. ${shape_text(y.shape)}`;
  if (!broadcasts && x.shape.length !== y.shape.length) {
    throw invalid_argument(`In[0] and In[1] has different ndims: ${both}`);
  }
  for (const [index, {shape}] of [x, y].entries()) {
    if (shape.length < 2) throw invalid_argument(`In[${index}] ndims must be >= 2: ${shape.length}`);
  }
  const shape = broadcast_sizes(left, right);
  const is_equal = shape !== null && shape.every((size, axis) => size === left[axis] && size === right[axis]);
  if (shape === null || (!broadcasts && !is_equal)) {
    if (broadcasts) throw invalid_argument(`In[0] and In[1] must have compatible batch dimensions: ${both}`);
    const axis = left.findIndex((size, place) => size !== right[place]);
    throw invalid_argument(
      `In[0].dim(${axis}) and In[1].dim(${axis}) must be the same: ${shape_text(x.shape)} vs ${shape_text(y.shape)}`,
    );
  }
  return shape;
}

function batch_matmul(broadcasts: boolean, multiplied = multiply): JsKernel {
  return with_halves((inputs, attrs) => {
    const [x, y] = [input(inputs, 0), input(inputs, 1)];
    const batches = batch_shape(x, y, broadcasts);
    const forms = batch_forms(attrs);
    const [m, k] = matrix_sizes(x.shape, forms.transpose_left);
    const [depth, n] = matrix_sizes(y.shape, forms.transpose_right);
    if (k !== depth) {
      const flags = `${Number(forms.transpose_left)} ${Number(forms.transpose_right)}`;
      throw invalid_argument(
        `In[0] mismatch In[1] shape: ${k} vs. ${depth}: ${shape_text(x.shape)} ${shape_text(y.shape)} ${flags}`,
      );
    }
    const shape = [...batches, m, n];
    const data = allocate(x.dtype, element_count(shape));
    // One more axis of size one, so that each batch is a row.
    const rows = [...batches, 1];
    const strides = [x, y].map((array) => broadcast_strides([...array.shape.slice(0, -2), 1], rows));
    const [left_size, right_size] = [x, y].map(({shape: own}) =>
      count_between(own, own.length - 2, own.length),
    );
    for_each_row(rows, strides, (batch, offsets) => {
      const left = matrix_place(x.shape, forms.transpose_left, (offsets[0] ?? 0) * (left_size ?? 0));
      const right = matrix_place(y.shape, forms.transpose_right, (offsets[1] ?? 0) * (right_size ?? 0));
      multiplied(x, y, data, {m, k, n, left, right, result: batch * m * n}, forms);
    });
    return new NDArray(x.dtype, shape, data);
  });
}

const batch_matmul_broadcast = with_cut(batch_matmul(true));

const to_bfloat16 = rounding_to(bfloat16);
const batch_matmul_rounded = batch_matmul(true, (x, y, data, place) => {
  multiply_rounded(number_data(x), number_data(y), data as Float32Array, place, to_bfloat16);
});

/** Factors of other dtypes than the product's become that first. */
const batch_matmul_mixed: JsKernel = (inputs, attrs, context) => {
  const dtype = output_dtype(context);
  if (inputs.every((array) => array.dtype === dtype)) return batch_matmul_broadcast(inputs, attrs, context);
  const converted = inputs.map((array) => array.astype(dtype));
  const kernel = dtype === bfloat16 ? batch_matmul_rounded : batch_matmul_broadcast;
  return kernel(converted, attrs, {...context, may_overwrite: () => false});
};

/** Products of bfloat16 are made in float32, whose lower half is cut off. */
function cut_to_bfloat16(product: NDArray): NDArray {
  const {buffer, byteOffset, length} = product.data as Float32Array;
  const words = new Uint32Array(buffer, byteOffset, length);
  return new NDArray(
    bfloat16,
    product.shape,
    Uint16Array.from(words, (word) => word >>> 16),
  );
}

export const MATMUL_KERNELS: JsKernels = {
  MatMul: matmul,
  BatchMatMul: batch_matmul(false),
  BatchMatMulV2: batch_matmul_broadcast,
  BatchMatMulV3: batch_matmul_mixed,
  SparseMatMul: sparse_matmul,
};
