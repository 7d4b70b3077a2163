/**
 * Counts that are compositions of ops: `tf.bincount`, bins of values, means of segments.
 */
import {apply} from '../../graph/apply_op.ts';
import {constant_of, to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {ones} from '../../ops/array_fill.ts';
import {reshape, shape, shape_internal} from '../../ops/array_shape.ts';
import {cast} from '../../ops/math_cast.ts';
import {integers} from '../../ops/integers.ts';
import {Bincount} from '../../ops/math_counting.ts';
import {maximum, minimum} from '../../ops/math_extreme.ts';
import {truediv} from '../../ops/math_product.ts';
import {reduce_max, reduce_prod} from '../../ops/math_reduction.ts';
import {floor} from '../../ops/math_rounding.ts';
import {unsorted_segment_sum} from '../../ops/math_segment.ts';
import {sqrt} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {as_dtype, int32, type DTypeLike} from '../../types/dtypes.ts';
import {ndarray_from} from '../../types/ndarray.ts';
import {clip_by_value} from '../clip.ts';

/**
 * `tf.bincount`: how often each number from 0 on occurs in `arr`, or the sums of `weights` at its occurrences; as many as
 * the greatest needs, at least `minlength` and at most `maxlength`.
 */
export const bincount = signature(
  ['arr', 'weights', 'minlength', 'maxlength', 'dtype'],
  function bincount(
    arr: TensorLike,
    weights: TensorLike | null = null,
    minlength: TensorLike | null = null,
    maxlength: TensorLike | null = null,
    dtype: DTypeLike = int32,
  ): Tensor {
    return op_scope('bincount', 'bincount', [], () => {
      const array = to_tensor(arr, {name: 'arr', dtype: int32});
      const is_nonempty = reduce_prod(shape(array)).greater(0);
      const counted = cast(is_nonempty, int32);
      let size = counted.mul(reduce_max(array).add(1));
      if (minlength !== null) size = maximum(to_tensor(minlength, {name: 'minlength', dtype: int32}), size);
      if (maxlength !== null) size = minimum(to_tensor(maxlength, {name: 'maxlength', dtype: int32}), size);
      if (weights !== null) return unsorted_segment_sum(to_tensor(weights, {name: 'weights'}), array, size);
      const none = constant_of(ndarray_from([], as_dtype(dtype)), 'Const');
      return apply(Bincount, {arr: array, size, weights: none}, {}).bins;
    });
  },
  {integer_parameters: ['arr', 'minlength', 'maxlength']},
);

/**
 * `tf.histogram_fixed_width_bins`: the bin of each of `values`, of `nbins` of one width between the two numbers of
 * `value_range`.
 */
export const histogram_fixed_width_bins = signature(
  ['values', 'value_range', 'nbins', 'dtype', 'name'],
  function histogram_fixed_width_bins(
    values: TensorLike,
    value_range: TensorLike,
    nbins: TensorLike = 100,
    _dtype: DTypeLike = int32,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'histogram_fixed_width_bins', [values, value_range, nbins], () => {
      const given = to_tensor(values, {name: 'values'});
      const sizes = shape(given);
      const flat = reshape(given, [-1]);
      const range = to_tensor(value_range, {name: 'value_range'});
      const count = cast(to_tensor(nbins, {name: 'nbins', dtype: int32}), flat.dtype);
      const offsets = flat.sub(range.getitem(0));
      const scaled = truediv(offsets, range.getitem(1).sub(range.getitem(0)), 'scaled_values');
      const places = floor(count.mul(scaled), 'indices');
      const bins = cast(clip_by_value(places, 0, count.sub(1)), int32);
      return reshape(bins, sizes);
    });
  },
  {integer_parameters: ['nbins']},
);

/** How many rows each segment has, at least one, in a shape that divides their sums. */
function segment_counts(data: Tensor, segment_ids: Tensor, num_segments: TensorLike): Tensor {
  const rows = ones(shape_internal(segment_ids), data.dtype);
  const counts = unsorted_segment_sum(rows, segment_ids, num_segments);
  const axes = (data.shape.ndims ?? 0) - (segment_ids.shape.ndims ?? 0);
  const spread = reshape(counts, [num_segments, ...new Array<number>(axes).fill(1)] as TensorLike);
  return maximum(spread, 1);
}

function segment_mean_function(
  function_name: string,
  default_name: string,
  divisor: (count: Tensor) => Tensor,
) {
  return signature(
    ['data', 'segment_ids', 'num_segments', 'name'],
    function (
      data: TensorLike,
      segment_ids: TensorLike,
      num_segments: TensorLike,
      name: string | null = null,
    ): Tensor {
      return op_scope(name, default_name, [], () => {
        const [rows, ids] = [to_tensor(data), to_tensor(integers(segment_ids))];
        const counts = segment_counts(rows, ids, num_segments);
        const sums = unsorted_segment_sum(rows, ids, num_segments);
        return sums.truediv(divisor(counts));
      });
    },
    {name: function_name, integer_parameters: ['segment_ids', 'num_segments']},
  );
}

/** `tf.unsorted_segment_mean`: the mean of the rows of each of `num_segments` segments. */
export const unsorted_segment_mean = segment_mean_function(
  'unsorted_segment_mean',
  'UnsortedSegmentMean',
  (count) => count,
);
/** `tf.unsorted_segment_sqrt_n`: the sum of the rows of each segment by the square root of their number. */
export const unsorted_segment_sqrt_n = segment_mean_function(
  'unsorted_segment_sqrt_n',
  'UnsortedSegmentSqrtN',
  (count) => sqrt(count),
);
