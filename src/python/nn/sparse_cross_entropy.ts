/**
 * `tf.nn.sparse_softmax_cross_entropy_with_logits`: labels are the indices of classes.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {rank, reshape, shape} from '../../ops/array_shape.ts';
import {cast} from '../../ops/math_cast.ts';
import {sparse_cross_entropy_rows} from '../../ops/nn_softmax.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float16, float32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {TensorShape} from '../../types/tensor_shape.ts';
import {assert_equal} from '../debugging/assert_compare.ts';
import {ensure_named} from './cross_entropy.ts';

/** Refuses shapes that cannot belong together; true if both are known. */
function check_shapes(labels: TensorShape, logits: TensorShape): boolean {
  const outer = logits.ndims === null ? null : new TensorShape(logits.as_list().slice(0, -1));
  if (logits.ndims === 0)
    throw new ValueError(`Logits cannot be scalars - received shape ${String(logits)}.`);
  if (logits.ndims !== null && labels.ndims !== null && labels.ndims !== logits.ndims - 1) {
    throw new ValueError(
      `Rank mismatch: Rank of labels (received ${labels.ndims}) should equal rank of logits minus 1 (received ${logits.ndims}).`,
    );
  }
  const are_known = labels.is_fully_defined() && outer !== null && outer.is_fully_defined();
  if (are_known && !labels.equals(outer)) {
    throw new ValueError(
      `Shape mismatch: The shape of labels (received ${String(labels)}) should equal the shape of logits except for the last dimension (received ${String(logits)}).`,
    );
  }
  return are_known;
}

/** The losses of rows of any number of dimensions. */
function reshaped_losses(
  labels: Tensor,
  logits: Tensor,
  precise_logits: Tensor,
  labels_shape: Tensor,
  name: string | null,
): Tensor {
  const num_classes = shape(logits).getitem(rank(logits).sub(1));
  const rows = reshape(precise_logits, [-1n, num_classes]);
  const flat_labels = reshape(labels, [-1n]);
  const cost = reshape(sparse_cross_entropy_rows(rows, flat_labels, name), labels_shape);
  cost.set_shape(labels.shape);
  return cost;
}

function losses(labels_like: TensorLike, logits_like: TensorLike, name: string | null): Tensor {
  const labels = to_tensor(labels_like);
  const logits = to_tensor(logits_like);
  const is_half = logits.dtype === float16;
  const precise_logits = is_half ? cast(logits, float32) : logits;
  const labels_shape = shape(labels);
  const are_known = check_shapes(labels.shape, logits.shape);
  const in_logits_dtype = (cost: Tensor): Tensor => (is_half ? cast(cost, float16) : cost);
  if (logits.shape.ndims === 2)
    return in_logits_dtype(sparse_cross_entropy_rows(precise_logits, labels, name));
  const checks = are_known ? [] : [assert_equal(shape(labels), shape(logits).getitem(':-1'))];
  return logits.graph.control_dependencies(checks, () =>
    in_logits_dtype(reshaped_losses(labels, logits, precise_logits, labels_shape, name)),
  );
}

/**
 * `tf.nn.sparse_softmax_cross_entropy_with_logits`: the cross entropy of each row of softmax(`logits`) and the class that `labels` names.
 * Arguments by keyword only. Throws `ValueError` where ranks or shapes do not fit.
 */
export const sparse_softmax_cross_entropy_with_logits = signature(
  ['_sentinel', 'labels', 'logits', 'name'],
  function sparse_softmax_cross_entropy_with_logits(
    _sentinel: null = null,
    labels: TensorLike | null = null,
    logits: TensorLike | null = null,
    name: string | null = null,
  ): Tensor {
    const given = ensure_named('sparse_softmax_cross_entropy_with_logits', _sentinel, labels, logits);
    return op_scope(name, 'SparseSoftmaxCrossEntropyWithLogits', [...given], () =>
      losses(given[0], given[1], name),
    );
  },
  {integer_parameters: ['labels']},
);
