/**
 * Sparse tensors as three tensors, indices, values and shape: made dense, multiplied by dense matrices, put in order.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {NotImplementedError} from '../types/python_errors.ts';
import {int64} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {identity} from './array_identity.ts';
import type {OpBuilders} from './builders.ts';
import {INDICES} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_size, with_rank} from './shape_functions.ts';
import {SparseTensor} from './sparse_tensor.ts';

/** A dense tensor of `output_shape`: `default_value`, and `sparse_values` at the places `sparse_indices`. */
export const SparseToDense = define_op('SparseToDense', {
  inputs: {
    sparse_indices: 'Tindices',
    output_shape: 'Tindices',
    sparse_values: 'T',
    default_value: 'T',
  },
  outputs: {dense: 'T'},
  attrs: {validate_indices: bool(true), T: type(), Tindices: type(INDICES)},
  shape: (context) => {
    with_rank(context.shapes[1] as TensorShape, 1);
    return [context.constant_value_as_shape(1)];
  },
});
gradient(SparseToDense, (tf, op, dy) => {
  const [indices, shape] = op.inputs as [Tensor, Tensor];
  const values_gradient = tf.gather_nd(dy, indices);
  const default_gradient = tf.reduce_sum(dy).sub(tf.reduce_sum(values_gradient));
  return [tf.zeros_like(indices), tf.zeros_like(shape), values_gradient, default_gradient];
});

/** The matrix product of a sparse and a dense matrix, either of them conjugated and transposed. */
export const SparseTensorDenseMatMul = define_op('SparseTensorDenseMatMul', {
  inputs: {a_indices: 'Tindices', a_values: 'T', a_shape: 'int64', b: 'T'},
  outputs: {product: 'T'},
  attrs: {T: type(), Tindices: type(INDICES, int64), adjoint_a: bool(false), adjoint_b: bool(false)},
  shape: (context) => {
    const [indices, values, sizes, right] = context.shapes as [
      TensorShape,
      TensorShape,
      TensorShape,
      TensorShape,
    ];
    with_rank(indices, 2);
    with_rank(values, 1);
    with_rank(sizes, 1);
    const a = with_rank(context.constant_value_as_shape(2), 2).as_list();
    const b = with_rank(right, 2).as_list();
    if (context.attr<boolean>('adjoint_a')) a.reverse();
    if (context.attr<boolean>('adjoint_b')) b.reverse();
    merge_size(a[1] ?? null, b[0] ?? null);
    return [new TensorShape([a[0] ?? null, b[1] ?? null])];
  },
});

function product_gradient(tf: OpBuilders, op: Operation, dy: Tensor): (Tensor | null)[] {
  const [a_indices, a_values, a_shape, b] = op.inputs as [Tensor, Tensor, Tensor, Tensor];
  const adjoint_a = op.get_attr('adjoint_a') as boolean;
  const adjoint_b = op.get_attr('adjoint_b') as boolean;
  if (a_values.dtype.is_complex)
    throw new NotImplementedError('SparseTensorDenseMatMul op does not support complex gradients.');
  const product = apply(
    SparseTensorDenseMatMul,
    {a_indices, a_values, a_shape, b: dy},
    {adjoint_a: !adjoint_a},
  ).product;
  const b_gradient = adjoint_b ? tf.transpose(product) : product;
  const rows = a_indices.getitem(':', 0);
  const columns = a_indices.getitem(':', 1);
  const left = tf.gather(dy, adjoint_a ? columns : rows);
  const right = tf.gather(adjoint_b ? tf.transpose(b) : b, adjoint_a ? rows : columns);
  return [null, tf.reduce_sum(left.mul(right), 1), null, b_gradient];
}
gradient(SparseTensorDenseMatMul, product_gradient);

/** The same sparse tensor with its elements in the order of their indices. */
const SparseReorder = define_op('SparseReorder', {
  inputs: {input_indices: 'int64', input_values: 'T', input_shape: 'int64'},
  outputs: {output_indices: 'int64', output_values: 'T'},
  attrs: {T: type()},
  shape: ({shapes: [indices, values, sizes]}) => {
    const outputs = [with_rank(indices as TensorShape, 2), with_rank(values as TensorShape, 1)];
    with_rank(sizes as TensorShape, 1);
    return outputs;
  },
});

/** `sparse_ops.sparse_reorder`. */
export function reordered(sparse: SparseTensor, name: string | null = null): SparseTensor {
  const inputs = {
    input_indices: sparse.indices,
    input_values: sparse.values,
    input_shape: sparse.dense_shape,
  };
  const {output_indices, output_values} = apply(SparseReorder, inputs, {}, name);
  const {shape} = sparse;
  const is_known = shape.is_fully_defined();
  const dense_shape = is_known ? (shape.as_list() as number[]) : identity(sparse.dense_shape);
  return new SparseTensor(output_indices, output_values, dense_shape);
}

gradient(SparseReorder, (tf, op, _, dy) => {
  const [input_indices, , input_shape] = op.inputs as [Tensor, Tensor, Tensor];
  const places = tf.range(tf.shape(input_indices).getitem(0));
  const ordered = reordered(new SparseTensor(input_indices, places, input_shape));
  return [null, tf.gather(dy, tf.invert_permutation(ordered.values)), null];
});
