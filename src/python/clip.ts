/**
 * Values kept within bounds: `tf.clip_by_value`, `tf.clip_by_norm`.
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ones_like} from '../ops/array_fill.ts';
import {identity} from '../ops/array_identity.ts';
import {where} from '../ops/array_select.ts';
import {maximum, minimum} from '../ops/math_extreme.ts';
import {reduce_sum} from '../ops/math_reduction.ts';
import {sqrt} from '../ops/math_unary.ts';
import {op_scope} from '../ops/op_scope.ts';

function clipped(t: TensorLike, least: TensorLike, greatest: TensorLike, scope: string): Tensor {
  const values = to_tensor(t, {name: 't'});
  const below = minimum(values, greatest);
  // Bounds must not broadcast the values to a larger shape.
  values.shape.merge_with(below.shape);
  const result = maximum(below, least, scope);
  values.shape.merge_with(result.shape);
  return result;
}

/**
 * `tf.clip_by_value`: `t` with what is less than `clip_value_min`, or greater than `clip_value_max`, at that bound. Of
 * indexed slices, the values. Throws `ValueError` for bounds of a larger shape.
 */
function clip_values(
  t: TensorLike,
  clip_value_min: TensorLike,
  clip_value_max: TensorLike,
  name?: string | null,
): Tensor;
function clip_values(
  t: IndexedSlices,
  clip_value_min: TensorLike,
  clip_value_max: TensorLike,
  name?: string | null,
): IndexedSlices;
function clip_values(
  t: TensorLike | IndexedSlices,
  clip_value_min: TensorLike,
  clip_value_max: TensorLike,
  name: string | null = null,
): Tensor | IndexedSlices {
  return op_scope(name, 'clip_by_value', [t, clip_value_min, clip_value_max], (scope) => {
    if (!(t instanceof IndexedSlices)) return clipped(t, clip_value_min, clip_value_max, scope);
    return new IndexedSlices(
      clipped(t.values, clip_value_min, clip_value_max, scope),
      t.indices,
      t.dense_shape,
    );
  });
}

type Clipped<T> = T extends IndexedSlices ? IndexedSlices : Tensor;
interface Bounds {
  readonly clip_value_min: TensorLike;
  readonly clip_value_max: TensorLike;
  readonly name?: string | null;
}
interface ClipByValue {
  <T extends TensorLike | IndexedSlices>(
    t: T,
    clip_value_min: TensorLike,
    clip_value_max: TensorLike,
    name?: string | null,
  ): Clipped<T>;
  <T extends TensorLike | IndexedSlices>(
    t: T,
    clip_value_min: TensorLike,
    clip_value_max: TensorLike,
    keywords: {readonly name?: string | null},
  ): Clipped<T>;
  <T extends TensorLike | IndexedSlices>(t: T, keywords: Bounds): Clipped<T>;
}

/** `tf.clip_by_value`; see `clip_values`. */
export const clip_by_value = signature<ClipByValue>(
  ['t', 'clip_value_min', 'clip_value_max', 'name'],
  clip_values,
);

/** The call forms of `tf.clip_by_norm`. */
interface ClipByNorm {
  <T extends TensorLike | IndexedSlices>(
    t: T,
    clip_norm: TensorLike,
    axes?: TensorLike | null,
    name?: string | null,
  ): Clipped<T>;
  <T extends TensorLike | IndexedSlices>(
    t: T,
    clip_norm: TensorLike,
    keywords: {readonly axes?: TensorLike | null; readonly name?: string | null},
  ): Clipped<T>;
}

/**
 * `tf.clip_by_norm`: `t` as it is where its 2-norm over `axes`, by default over all, is at most `clip_norm`, else scaled to that norm. Of indexed slices, the
 * values. Throws `ValueError` for norms of a larger shape.
 */
export const clip_by_norm = signature<ClipByNorm>(
  ['t', 'clip_norm', 'axes', 'name'],
  function clip_by_norm(
    t: TensorLike | IndexedSlices,
    clip_norm: TensorLike,
    axes: TensorLike | null = null,
    name: string | null = null,
  ): Tensor | IndexedSlices {
    return op_scope(name, 'clip_by_norm', [t, clip_norm], (scope) => {
      const values = to_tensor(t instanceof IndexedSlices ? t.values : t, {name: 't'});
      const squares = reduce_sum(values.mul(values), axes, true);
      // The gradient of the root is infinite at zero, which is therefore never taken.
      const is_positive = squares.greater(0);
      const safe = where(is_positive, squares, ones_like(squares));
      const norm = where(is_positive, sqrt(safe), squares);
      const scaled = values.mul(clip_norm);
      values.shape.merge_with(scaled.shape);
      const clipped = identity(scaled.truediv(maximum(norm, clip_norm)), scope);
      return t instanceof IndexedSlices ? new IndexedSlices(clipped, t.indices, t.dense_shape) : clipped;
    });
  },
  {integer_parameters: ['axes']},
);
