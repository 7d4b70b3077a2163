/**
 * Sums and extremes of rows with the same segment id.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import type {ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {int32} from '../types/dtypes.ts';
import {constant_of} from '../graph/convert.ts';
import {ndarray_from} from '../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {INDICES, LATER_NUMBERS, NUMBERS, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {merge_prefix, with_rank, with_rank_at_least} from './shape_functions.ts';

/** Static shape of what has a row for each of the segments that input 2 counts. */
export function unsorted_shape({shapes, constant_value}: ShapeContext): TensorShape[] {
  const [data, ids, count] = shapes as [TensorShape, TensorShape, TensorShape];
  with_rank(count, 0);
  if (ids.ndims === null) return [unknown_shape()];
  const merged = merge_prefix(data, ids);
  const segments = constant_value(2);
  const rest = merged.ndims === null ? unknown_shape() : merged.slice(ids.ndims);
  return [new TensorShape([segments === null ? null : Number(segments.item())]).concatenate(rest)];
}

function sorted_shape({shapes}: ShapeContext): TensorShape[] {
  const [data, ids] = shapes as [TensorShape, TensorShape];
  with_rank(ids, 1);
  with_rank_at_least(data, 1);
  return [new TensorShape([null]).concatenate(data.ndims === null ? unknown_shape() : data.slice(1))];
}

function define_unsorted(name: string, allowed: readonly dtypes.DType[]) {
  return define_op(name, {
    inputs: {data: 'T', segment_ids: 'Tindices', num_segments: 'Tnumsegments'},
    outputs: {output: 'T'},
    attrs: {T: type(allowed), Tindices: type(INDICES), Tnumsegments: type(INDICES, int32)},
    shape: unsorted_shape,
  });
}

function define_sorted(name: string, allowed: readonly dtypes.DType[]) {
  return define_op(name, {
    inputs: {data: 'T', segment_ids: 'Tindices'},
    outputs: {output: 'T'},
    attrs: {T: type(allowed), Tindices: type(INDICES)},
    shape: sorted_shape,
  });
}

/** Rows of a gradient for each id, zeros for ids that are negative. */
interface Gathered {
  readonly values: Tensor;
  readonly ids: Tensor;
  readonly is_positive: Tensor;
}

function gathered(tf: OpBuilders, params: Tensor, ids: Tensor, before: Partial<Gathered> = {}): Gathered {
  const clipped = before.ids ?? tf.maximum(ids, tf.zeros_like(ids));
  const rows = tf.gather(params, clipped);
  const is_positive = before.is_positive ?? positive_rows(tf, ids, rows);
  return {values: tf.where(is_positive, rows, tf.zeros_like(rows)), ids: clipped, is_positive};
}

/** Whether each id is not negative, in the shape of the rows. */
function positive_rows(tf: OpBuilders, ids: Tensor, rows: Tensor): Tensor {
  let is_positive = tf.greater_equal(ids, 0);
  const missing = (rows.shape.ndims ?? 0) - (is_positive.shape.ndims ?? 0);
  for (let i = 0; i < missing; i++) is_positive = tf.expand_dims(is_positive, -1);
  return is_positive.and(tf.ones_like(rows, dtypes.bool));
}

export const UnsortedSegmentSum = define_unsorted('UnsortedSegmentSum', NUMBERS);
gradient(UnsortedSegmentSum, (tf, op, dy) => [gathered(tf, dy, op.inputs[1] as Tensor).values, null, null]);

export const UnsortedSegmentMax = define_unsorted('UnsortedSegmentMax', REAL_NUMBERS);
export const UnsortedSegmentMin = define_unsorted('UnsortedSegmentMin', REAL_NUMBERS);
gradient([UnsortedSegmentMax, UnsortedSegmentMin], (tf, op, dy) => {
  const [data, ids, count] = op.inputs as [Tensor, Tensor, Tensor];
  const extremes = gathered(tf, op.outputs[0] as Tensor, ids);
  const chosen = tf.logical_and(tf.equal(data, extremes.values), extremes.is_positive);
  const chosen_count = tf.unsorted_segment_sum(tf.cast(chosen, dy.dtype), ids, count);
  const shares = gathered(tf, tf.divide(dy, chosen_count), ids, extremes).values;
  return [tf.where(chosen, shares, tf.zeros_like(shares)), null, null];
});

export const UnsortedSegmentProd = define_unsorted('UnsortedSegmentProd', NUMBERS);
/** Where one factor is zero its own slope is the product of the others, where two are every slope is zero. */
gradient(UnsortedSegmentProd, (tf, op, dy) => {
  const [data, ids, count] = op.inputs as [Tensor, Tensor, Tensor];
  const is_zero = tf.equal(data, 0);
  const zeros = tf.unsorted_segment_sum(tf.cast(is_zero, int32), ids, count);
  const several = tf.greater(zeros, 1);
  const slope = tf.where(several, tf.zeros_like(dy), dy);
  const others = tf.where(is_zero, tf.ones_like(data), data);
  const product = tf.unsorted_segment_prod(others, ids, count);
  const clipped = tf.maximum(ids, tf.zeros_like(ids));
  const products = tf.gather(op.outputs[0] as Tensor, clipped);
  const other_products = tf.gather(product, clipped);
  const quotients = products.truediv(data);
  const partial = tf.where(is_zero, other_products, quotients);
  return [gathered(tf, slope, ids, {ids: clipped}).values.mul(partial), null, null];
});

export const SegmentSum = define_sorted('SegmentSum', NUMBERS);
gradient(SegmentSum, (tf, op, dy) => [tf.gather(dy, op.inputs[1] as Tensor), null]);

export const SegmentMean = define_sorted('SegmentMean', NUMBERS);
gradient(SegmentMean, (tf, op, dy) => {
  const [data, ids] = op.inputs as [Tensor, Tensor];
  const rank = tf.rank(data);
  const ids_shape = tf.shape(ids);
  const ones_shape = tf.concat([ids_shape, tf.fill(tf.expand_dims(rank.sub(1), 0), 1n)], 0);
  const ones = tf.fill(ones_shape, constant_of(ndarray_from(1, dy.dtype), 'Const'));
  return [tf.gather(tf.divide(dy, tf.segment_sum(ones, ids)), ids), null];
});

export const SegmentMax = define_sorted('SegmentMax', REAL_NUMBERS);
export const SegmentMin = define_sorted('SegmentMin', REAL_NUMBERS);
gradient([SegmentMax, SegmentMin], (tf, op, dy) => {
  const [data, ids] = op.inputs as [Tensor, Tensor];
  const zeros = tf.zeros_like(data, data.dtype);
  const chosen = tf.equal(data, tf.gather(op.outputs[0] as Tensor, ids));
  const count = tf.segment_sum(tf.cast(chosen, dy.dtype), ids);
  const shares = tf.gather(tf.divide(dy, count), ids);
  return [tf.where(chosen, shares, zeros), null];
});

/** Not differentiable, nor does TensorFlow say that it is not. */
export const SegmentProd = define_sorted('SegmentProd', NUMBERS);

function counted_shape({shapes, constant_value}: ShapeContext): TensorShape[] {
  const [data, ids, count] = shapes as [TensorShape, TensorShape, TensorShape];
  with_rank_at_least(data, 1);
  with_rank(ids, 1);
  with_rank(count, 0);
  const segments = constant_value(2);
  const rest = data.ndims === null ? unknown_shape() : data.slice(1);
  return [new TensorShape([segments === null ? null : Number(segments.item())]).concatenate(rest)];
}

/** The folds of sorted ids in later TensorFlows, which know how many segments there are: for no device here. */
function define_counted(name: string, allowed: readonly dtypes.DType[]): void {
  define_op(name, {
    inputs: {data: 'T', segment_ids: 'Tindices', num_segments: 'Tnumsegments'},
    outputs: {output: 'T'},
    attrs: {T: type(allowed), Tindices: type(INDICES), Tnumsegments: type(INDICES, int32)},
    shape: counted_shape,
  });
}
define_counted('SegmentSumV2', LATER_NUMBERS);
define_counted('SegmentProdV2', LATER_NUMBERS);
define_counted('SegmentMaxV2', REAL_NUMBERS);
define_counted('SegmentMinV2', REAL_NUMBERS);

function unsorted_function(op: ReturnType<typeof define_unsorted>, name: string) {
  return signature(
    ['data', 'segment_ids', 'num_segments', 'name'],
    function (
      data: TensorLike,
      segment_ids: TensorLike,
      num_segments: TensorLike,
      name: string | null = null,
    ): Tensor {
      return apply(op, {data, segment_ids: integers(segment_ids), num_segments}, {}, name).output;
    },
    {name, integer_parameters: ['segment_ids', 'num_segments']},
  );
}

function sorted_function(op: ReturnType<typeof define_sorted>, name: string) {
  return signature(
    ['data', 'segment_ids', 'name'],
    function (data: TensorLike, segment_ids: TensorLike, name: string | null = null): Tensor {
      return apply(op, {data, segment_ids: integers(segment_ids)}, {}, name).output;
    },
    {name, integer_parameters: ['segment_ids']},
  );
}

/** `tf.unsorted_segment_sum`: the sum of the rows of each of `num_segments` segments. */
export const unsorted_segment_sum = unsorted_function(UnsortedSegmentSum, 'unsorted_segment_sum');
/** `tf.unsorted_segment_max`: the greatest of the rows of each segment. */
export const unsorted_segment_max = unsorted_function(UnsortedSegmentMax, 'unsorted_segment_max');
/** `tf.unsorted_segment_min`: the least of the rows of each segment. */
export const unsorted_segment_min = unsorted_function(UnsortedSegmentMin, 'unsorted_segment_min');
/** `tf.segment_sum`: the sum of the rows of each segment; ids are sorted. */
export const segment_sum = sorted_function(SegmentSum, 'segment_sum');
/** `tf.segment_mean`: the mean of the rows of each segment; ids are sorted. */
export const segment_mean = sorted_function(SegmentMean, 'segment_mean');
/** `tf.segment_max`: the greatest of the rows of each segment; ids are sorted. */
export const segment_max = sorted_function(SegmentMax, 'segment_max');
/** `tf.segment_min`: the least of the rows of each segment; ids are sorted. */
export const segment_min = sorted_function(SegmentMin, 'segment_min');
/** `tf.unsorted_segment_prod`: the product of the rows of each segment. */
export const unsorted_segment_prod = unsorted_function(UnsortedSegmentProd, 'unsorted_segment_prod');
/** `tf.segment_prod`: the product of the rows of each segment; ids are sorted. */
export const segment_prod = sorted_function(SegmentProd, 'segment_prod');
