/**
 * Softmax and the cross entropies that are computed with it. The functions that bring their arguments
 * into the shape that these ops take are in the library on top.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_value} from '../graph/constant_value.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int64} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {prevent_gradient} from './array_identity.ts';
import {expand_dims} from './array_shape.ts';
import {FLOATS, INDICES} from './dtype_lists.ts';
import {numbers_of} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {broadcast, merge_shapes, merge_size, with_rank, with_rank_at_least} from './shape_functions.ts';

/** exp(logits), divided by its sum over the last dimension. */
export const Softmax = define_op('Softmax', {
  inputs: {logits: 'T'},
  outputs: {softmax: 'T'},
  attrs: {T: type(FLOATS)},
  shape: ({shapes: [logits]}) => [with_rank_at_least(logits as TensorShape, 1)],
});
gradient(Softmax, (tf, op, dy) => {
  const softmax = op.outputs[0] as Tensor;
  const sums = tf.reduce_sum(dy.mul(softmax), -1, true);
  return [dy.sub(sums).mul(softmax)];
});

/** The logarithm of the softmax. */
export const LogSoftmax = define_op('LogSoftmax', {
  inputs: {logits: 'T'},
  outputs: {logsoftmax: 'T'},
  attrs: {T: type(FLOATS)},
  shape: ({shapes: [logits]}) => [with_rank_at_least(logits as TensorShape, 1)],
});
gradient(LogSoftmax, (tf, op, dy) => {
  const softmax = tf.exp(op.outputs[0] as Tensor);
  return [dy.sub(tf.reduce_sum(dy, -1, true).mul(softmax))];
});

/** `gen_nn_ops.softmax`: over the last dimension. */
export function softmax_of_last(logits: TensorLike, name: string | null = null): Tensor {
  return apply(Softmax, {logits}, {}, name).softmax;
}

/** `gen_nn_ops.log_softmax`: over the last dimension. */
export function log_softmax_of_last(logits: TensorLike, name: string | null = null): Tensor {
  return apply(LogSoftmax, {logits}, {}, name).logsoftmax;
}

/** Rows of logits and labels broadcast against each other; a loss a row. */
const cross_entropy_shape: ShapeFunction = ({shapes}) => {
  const rows = broadcast(...(shapes as [TensorShape, TensorShape]));
  const merged = matching_rows(shapes as [TensorShape, TensorShape]) ?? rows;
  if (merged.ndims === null)
    throw new ShapeError('Shape must be broadcasted with rank 2, but is rank is unknown.');
  if (merged.ndims !== 2)
    throw new ShapeError(`Shape must be broadcasted with rank 2, but is rank ${merged.ndims}`);
  return [new TensorShape([merged[0] ?? null]), merged];
};

/** Both shapes merged if the first can be a matrix and the second agrees, else null. */
function matching_rows([features, labels]: readonly [TensorShape, TensorShape]): TensorShape | null {
  try {
    return merge_shapes(with_rank(features, 2), labels);
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}

/** The cross entropy of each row of softmax(features) and labels, and its gradient by the features. */
export const SoftmaxCrossEntropyWithLogits = define_op('SoftmaxCrossEntropyWithLogits', {
  inputs: {features: 'T', labels: 'T'},
  outputs: {loss: 'T', backprop: 'T'},
  attrs: {T: type(FLOATS)},
  shape: cross_entropy_shape,
});

/** `vec` times each row of `mat`. */
function multiply_rows(vec: Tensor, mat: Tensor): Tensor {
  return expand_dims(vec, -1).mul(mat);
}

/** Whether a gradient is known to be zeros, so that what it multiplies need not be built. */
function is_zero(dy: Tensor): boolean {
  if (dy.op.type === 'ZerosLike' || dy.op.type === 'Zeros') return true;
  const value = constant_value(dy);
  return value !== null && numbers_of(value).every((item) => item === 0);
}

gradient(SoftmaxCrossEntropyWithLogits, (tf, op, d_loss, d_backprop) => {
  const logits = op.inputs[0] as Tensor;
  let result = multiply_rows(d_loss, op.outputs[1] as Tensor);
  if (d_backprop && !is_zero(d_backprop)) {
    const softmax = softmax_of_last(logits);
    const product = tf.matmul(tf.expand_dims(d_backprop, 1), tf.expand_dims(softmax, 2));
    result = result.add(d_backprop.sub(tf.squeeze(product, [1])).mul(softmax));
  }
  return [result, multiply_rows(d_loss, log_softmax_of_last(logits).neg())];
});

/** The same where each row's label is the index of its class. */
export const SparseSoftmaxCrossEntropyWithLogits = define_op('SparseSoftmaxCrossEntropyWithLogits', {
  inputs: {features: 'T', labels: 'Tlabels'},
  outputs: {loss: 'T', backprop: 'T'},
  attrs: {T: type(FLOATS), Tlabels: type(INDICES, int64)},
  shape: ({shapes}) => {
    const features = with_rank(shapes[0] as TensorShape, 2);
    const labels = with_rank(shapes[1] as TensorShape, 1);
    const batch_size = merge_size(features[0] ?? null, labels[0] ?? null);
    return [new TensorShape([batch_size]), new TensorShape([batch_size, features[1] ?? null])];
  },
});
const NO_SECOND_DERIVATIVE =
  "Currently there is no way to take the second derivative of sparse_softmax_cross_entropy_with_logits due to the fused implementation's interaction with tf.gradients()";
gradient(SparseSoftmaxCrossEntropyWithLogits, (_tf, op, d_loss) => {
  const once = prevent_gradient(op.outputs[1] as Tensor, NO_SECOND_DERIVATIVE);
  return [multiply_rows(d_loss, once), null];
});

/** `gen_nn_ops.softmax_cross_entropy_with_logits`: the loss of each row. */
export function cross_entropy_rows(
  features: TensorLike,
  labels: TensorLike,
  name: string | null = null,
): Tensor {
  return apply(SoftmaxCrossEntropyWithLogits, {features, labels}, {}, name).loss;
}

/** `gen_nn_ops.sparse_softmax_cross_entropy_with_logits`: the loss of each row. */
export function sparse_cross_entropy_rows(
  features: TensorLike,
  labels: TensorLike,
  name: string | null = null,
): Tensor {
  return apply(SparseSoftmaxCrossEntropyWithLogits, {features, labels}, {}, name).loss;
}
