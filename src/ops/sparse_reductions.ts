/**
 * Sparse tensors summed and maximised along axes, added to dense ones, and with a default value in empty rows.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int64, type DType} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES, NUMBERS, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {reduced_shape} from './reduction_shape.ts';
import {merge_size, unknown_output, with_rank} from './shape_functions.ts';

const REDUCTION_INPUTS = {
  input_indices: 'int64',
  input_values: 'T',
  input_shape: 'int64',
  reduction_axes: 'int32',
} as const;

/** Known where both the shape and the axes are constant. */
const reduced_output: ShapeFunction = ({attr, constant_value}) => {
  const [dense, axes] = [constant_value(2), constant_value(3)];
  if (dense === null || axes === null) return [unknown_shape()];
  const sizes = Array.from(dense.data as BigInt64Array, Number);
  const rank = sizes.length;
  if (rank === 0) throw new ShapeError('Number of dims in shape tensor must not be 0');
  const reduced = new Set(Array.from(axes.data as Int32Array, (axis) => (axis + rank) % rank));
  if (attr<boolean>('keep_dims'))
    return [new TensorShape(sizes.map((size, axis) => (reduced.has(axis) ? 1 : size)))];
  return [new TensorShape(sizes.filter((_, axis) => !reduced.has(axis)))];
};

/** A reduction of a sparse tensor to a dense one; places without elements are zero. */
function define_reduction(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: REDUCTION_INPUTS,
    outputs: {output: 'T'},
    attrs: {keep_dims: bool(false), T: type(dtypes)},
    shape: reduced_output,
  });
}

/** The same, to a sparse tensor. */
function define_sparse_reduction(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: REDUCTION_INPUTS,
    outputs: {output_indices: 'int64', output_values: 'T', output_shape: 'int64'},
    attrs: {keep_dims: bool(false), T: type(dtypes)},
    shape: unknown_output,
  });
}

export const SparseReduceSum = define_reduction('SparseReduceSum', NUMBERS);
export const SparseReduceMax = define_reduction('SparseReduceMax', REAL_NUMBERS);
export const SparseReduceSumSparse = define_sparse_reduction('SparseReduceSumSparse', NUMBERS);
export const SparseReduceMaxSparse = define_sparse_reduction('SparseReduceMaxSparse', REAL_NUMBERS);

gradient(SparseReduceSum, (tf, op, dy) => {
  const [indices, , sizes, axes] = op.inputs as [Tensor, Tensor, Tensor, Tensor];
  const kept = reduced_shape(tf, sizes, axes);
  const reshaped = tf.reshape(dy, kept);
  const scale = sizes.floordiv(tf.cast(kept, int64));
  return [null, tf.gather_nd(reshaped, indices.floordiv(scale)), null, null];
});

/** The sum of a sparse and a dense tensor of one shape. */
export const SparseTensorDenseAdd = define_op('SparseTensorDenseAdd', {
  inputs: {a_indices: 'Tindices', a_values: 'T', a_shape: 'Tindices', b: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(NUMBERS), Tindices: type(INDICES)},
  shape: ({shapes}) => [shapes[3] as TensorShape],
});
gradient(SparseTensorDenseAdd, (tf, op, dy) => [null, tf.gather_nd(dy, op.inputs[0] as Tensor), null, dy]);

/** A sparse tensor with `default_value` at the start of each row that has no elements. */
export const SparseFillEmptyRows = define_op('SparseFillEmptyRows', {
  inputs: {indices: 'int64', values: 'T', dense_shape: 'int64', default_value: 'T'},
  outputs: {
    output_indices: 'int64',
    output_values: 'T',
    empty_row_indicator: 'bool',
    reverse_index_map: 'int64',
  },
  attrs: {T: type()},
  shape: (context) => {
    const [indices, values, sizes, otherwise] = context.shapes as [
      TensorShape,
      TensorShape,
      TensorShape,
      TensorShape,
    ];
    const matrix = with_rank(indices, 2);
    merge_size(matrix[0] ?? null, with_rank(values, 1)[0] ?? null);
    const vector = with_rank(sizes, 1);
    merge_size(matrix[1] ?? null, vector[0] ?? null);
    with_rank(otherwise, 0);
    const dense = context.constant_value_as_shape(2);
    const rows = dense.ndims === null || dense.ndims === 0 ? null : (dense[0] ?? null);
    return [
      new TensorShape([null, vector[0] ?? null]),
      unknown_shape(1),
      new TensorShape([rows]),
      new TensorShape([matrix[0] ?? null]),
    ];
  },
});

/** The gradients of the values and of the default value. */
const SparseFillEmptyRowsGrad = define_op('SparseFillEmptyRowsGrad', {
  inputs: {reverse_index_map: 'int64', grad_values: 'T'},
  outputs: {d_values: 'T', d_default_value: 'T'},
  attrs: {T: type()},
  shape: ({shapes}) => {
    const map = with_rank(shapes[0] as TensorShape, 1);
    with_rank(shapes[1] as TensorShape, 1);
    return [map, new TensorShape([])];
  },
});
gradient(SparseFillEmptyRows, (_tf, op, _, dy) => {
  const reverse_index_map = op.outputs[3] as Tensor;
  const made = apply(SparseFillEmptyRowsGrad, {reverse_index_map, grad_values: dy}, {});
  return [null, made.d_values, null, made.d_default_value];
});
