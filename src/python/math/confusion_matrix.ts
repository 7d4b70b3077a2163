/**
 * `tf.confusion_matrix`: how often each class was taken for each.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {stack} from '../../ops/array_concat.ts';
import {ones_like, zeros} from '../../ops/array_fill.ts';
import {rank, squeeze} from '../../ops/array_shape.ts';
import {cond} from '../../ops/control_flow.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {integers} from '../../ops/integers.ts';
import {cast} from '../../ops/math_cast.ts';
import {equal} from '../../ops/math_compare.ts';
import {maximum} from '../../ops/math_extreme.ts';
import {reduce_max} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {as_dtype, int32, int64, type DTypeLike} from '../../types/dtypes.ts';
import {assert_less} from '../debugging/assert_compare.ts';
import {assert_non_negative} from '../debugging/assert_sign.ts';
import {sparse_add} from '../sparse/combine.ts';

/** Whether the last axis may be of size 1. */
function may_be_squeezed({shape}: Tensor): boolean {
  return shape.ndims === null || (shape.at(-1) ?? 1) === 1;
}

/**
 * `confusion_matrix.remove_squeezable_dimensions`: labels and predictions, the one of which that has a last axis of size 1 too many without it;
 * predictions should have `expected_rank_diff` axes more.
 */
function remove_squeezable_dimensions(
  labels: Tensor,
  predictions: Tensor,
  expected_rank_diff = 0,
): [Tensor, Tensor] {
  return op_scope(null, 'remove_squeezable_dimensions', [labels, predictions], () => {
    const [label_rank, prediction_rank] = [labels.shape.ndims, predictions.shape.ndims];
    if (label_rank !== null && prediction_rank !== null) {
      const extra = prediction_rank - label_rank - expected_rank_diff;
      if (extra === 1) return [labels, squeeze(predictions, [-1])];
      return extra === -1 ? [squeeze(labels, [-1]), predictions] : [labels, predictions];
    }
    const difference = rank(predictions).sub(rank(labels));
    const squeezed_if = (tensor: Tensor, wanted: number): Tensor =>
      may_be_squeezed(tensor)
        ? cond(
            equal(BigInt(wanted), difference),
            () => squeeze(tensor, [-1]),
            () => tensor,
          )
        : tensor;
    const new_predictions = squeezed_if(predictions, expected_rank_diff + 1);
    return [squeezed_if(labels, expected_rank_diff - 1), new_predictions];
  });
}

/** `tensor`, once its classes have been checked. */
function checked(tensor: Tensor, what: string, count: Tensor | null): Tensor {
  const check =
    count === null
      ? assert_non_negative(tensor, {message: `\`${what}\` contains negative values`})
      : assert_less(tensor, count, {message: `\`${what}\` out of bound`});
  return with_dependencies([check], tensor);
}

/**
 * `tf.confusion_matrix`: a matrix [num_classes, num_classes] whose element at (i, j) says how often label i was predicted as j, or the sum of its `weights`. The
 * number of classes is by default one more than the greatest. A run ends with `InvalidArgumentError` where a class is negative or too large.
 */
export const confusion_matrix = signature(
  ['labels', 'predictions', 'num_classes', 'dtype', 'name', 'weights'],
  function confusion_matrix(
    labels: TensorLike,
    predictions: TensorLike,
    num_classes: TensorLike | null = null,
    dtype: DTypeLike = int32,
    name: string | null = null,
    weights: TensorLike | null = null,
  ): Tensor {
    const values = [predictions, labels, num_classes, weights];
    return op_scope(name, 'confusion_matrix', values, () => {
      const given_labels = to_tensor(integers(labels), {name: 'labels'});
      const given = to_tensor(integers(predictions), {name: 'predictions'});
      const [squeezed_labels, squeezed] = remove_squeezable_dimensions(given_labels, given);
      let columns = cast(squeezed, int64);
      let rows = checked(cast(squeezed_labels, int64), 'labels', null);
      columns = checked(columns, 'predictions', null);
      let count: TensorLike = integers(num_classes) ?? 0;
      if (num_classes === null) count = maximum(reduce_max(columns), reduce_max(rows)).add(1);
      else {
        const classes = cast(count, int64);
        rows = checked(rows, 'labels', classes);
        columns = checked(columns, 'predictions', classes);
      }
      const amounts = weights_as(weights, columns, dtype);
      const shape = stack([count, count]);
      const indices = stack([rows, columns], 1);
      const elements = amounts ?? ones_like(columns, dtype);
      const counted = new SparseTensor(indices, elements, cast(shape, int64));
      return sparse_add(zeros(cast(shape, int32), dtype), counted);
    });
  },
);

function weights_as(weights: TensorLike | null, predictions: Tensor, dtype: DTypeLike): Tensor | null {
  if (weights === null) return null;
  const given = to_tensor(weights, {name: 'weights'});
  predictions.shape.assert_is_compatible_with(given.shape);
  return cast(given, as_dtype(dtype));
}
