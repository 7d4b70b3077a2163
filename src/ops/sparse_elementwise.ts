/**
 * Elementwise arithmetic of sparse tensors: with a dense one that is broadcast, with each other, and softmax.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, type} from '../graph/define_op.ts';
import type {Operation} from '../graph/operation.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float32, float64, int64, type DType} from '../types/dtypes.ts';
import {NotImplementedError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {NUMBERS, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {with_rank} from './shape_functions.ts';
import {SparseReduceSum, SparseTensorDenseAdd} from './sparse_reductions.ts';
import {SparseTensor} from './sparse_tensor.ts';

/** The values of a sparse tensor combined with those of a dense one that stand at the same places. */
function define_with_dense(name: string) {
  return define_op(name, {
    inputs: {sp_indices: 'int64', sp_values: 'T', sp_shape: 'int64', dense: 'T'},
    outputs: {output: 'T'},
    attrs: {T: type(NUMBERS)},
    shape: ({shapes}) => [new TensorShape([with_rank(shapes[0] as TensorShape, 2)[0] ?? null])],
  });
}

const SparseDenseCwiseAdd = define_with_dense('SparseDenseCwiseAdd');
export const SparseDenseCwiseMul = define_with_dense('SparseDenseCwiseMul');
export const SparseDenseCwiseDiv = define_with_dense('SparseDenseCwiseDiv');

/** TensorFlow registers a gradient that says this. */
function refuse_gradient(name: string): () => never {
  return () => {
    throw new NotImplementedError(`Gradient for ${name} is currently not implemented yet.`);
  };
}

gradient(SparseDenseCwiseAdd, refuse_gradient('SparseDenseCwiseAdd'));

function with_dense_gradient(
  tf: OpBuilders,
  op: Operation,
  dy: Tensor,
  is_product: boolean,
): (Tensor | null)[] {
  const [x_indices, x_values, x_shape, y] = op.inputs as [Tensor, Tensor, Tensor, Tensor];
  const y_shape = tf.cast(tf.shape(y), int64);
  const added = tf.expand_dims(tf.size(x_shape).sub(tf.size(y_shape)), 0);
  const full_y_shape = tf.concat([tf.ones(added, int64), y_shape], 0);
  const scaled = x_indices.floordiv(x_shape.floordiv(full_y_shape));
  const places = tf.slice(scaled, tf.concat([[0], added], 0), [-1, -1]);
  const dense_values = tf.gather_nd(y, places);
  const dx = is_product ? dy.mul(dense_values) : dy.truediv(dense_values);
  const dy_values = is_product ? dy.mul(x_values) : dy.mul(x_values.neg().truediv(tf.square(dense_values)));
  const b = tf.zeros_like(y);
  const dy_sparse = new SparseTensor(places, dy_values, y_shape);
  const inputs = {
    a_indices: dy_sparse.indices,
    a_values: dy_sparse.values,
    a_shape: dy_sparse.dense_shape,
    b,
  };
  return [null, dx, null, apply(SparseTensorDenseAdd, inputs, {}).output];
}
gradient(SparseDenseCwiseMul, (tf, op, dy) => with_dense_gradient(tf, op, dy, true));
gradient(SparseDenseCwiseDiv, (tf, op, dy) => with_dense_gradient(tf, op, dy, false));

/** Softmax over the elements of each row of the last axis; what is not there takes no part. */
export const SparseSoftmax = define_op('SparseSoftmax', {
  inputs: {sp_indices: 'int64', sp_values: 'T', sp_shape: 'int64'},
  outputs: {output: 'T'},
  attrs: {T: type([float32, float64])},
  shape: ({shapes}) => {
    with_rank(shapes[0] as TensorShape, 2);
    const values = with_rank(shapes[1] as TensorShape, 1);
    with_rank(shapes[2] as TensorShape, 1);
    return [values];
  },
});
gradient(SparseSoftmax, (tf, op, dy) => {
  const [indices, , shape] = op.inputs as [Tensor, Tensor, Tensor];
  const y = new SparseTensor(indices, op.outputs[0] as Tensor, shape);
  const given = new SparseTensor(indices, dy, shape);
  const product = new SparseTensor(indices, y.values.mul(given.values), shape);
  const reduced = apply(
    SparseReduceSum,
    {input_indices: indices, input_values: product.values, input_shape: shape, reduction_axes: [-1]},
    {keep_dims: true},
  ).output;
  const inputs = {sp_indices: indices, sp_values: given.values, sp_shape: shape, dense: reduced.neg()};
  const sum = new SparseTensor(indices, apply(SparseDenseCwiseAdd, inputs, {}).output, shape);
  return [null, sum.values.mul(y.values), null];
});

const joined_output: ShapeFunction = ({shapes}) => {
  shapes.forEach((shape, at) => with_rank(shape, at % 3 === 0 ? 2 : 1));
  return [unknown_shape(2), unknown_shape(1)];
};

/** Two sparse tensors of one shape combined; where only one has an element, the other has zero. */
function define_with_sparse(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: {
      a_indices: 'int64',
      a_values: 'T',
      a_shape: 'int64',
      b_indices: 'int64',
      b_values: 'T',
      b_shape: 'int64',
    },
    outputs: {output_indices: 'int64', output_values: 'T'},
    attrs: {T: type(dtypes)},
    shape: joined_output,
  });
}

export const SparseSparseMaximum = define_with_sparse('SparseSparseMaximum', REAL_NUMBERS);
export const SparseSparseMinimum = define_with_sparse('SparseSparseMinimum', NUMBERS);
gradient(SparseSparseMaximum, refuse_gradient('SparseSparseMaximum'));
gradient(SparseSparseMinimum, refuse_gradient('SparseSparseMinimum'));
