/**
 * Means and variances, and normalisation by them.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {scalar_constant} from '../../ops/array_constant.ts';
import {gather} from '../../ops/array_gather.ts';
import {stop_gradient} from '../../ops/array_identity.ts';
import {shape, squeeze} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {cast} from '../../ops/math_cast.ts';
import {squared_difference} from '../../ops/math_extreme.ts';
import {multiply} from '../../ops/math_product.ts';
import {reduce_mean, reduce_prod, reduce_sum} from '../../ops/math_reduction.ts';
import {add, subtract} from '../../ops/math_sum.ts';
import {reciprocal, rsqrt, square} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float16, float32, type DType} from '../../types/dtypes.ts';

/** A tensor or a variable, whose dtype is known before it is converted. */
type Typed = TensorLike & {readonly dtype: DType};

/** `tf.nn.moments`: `[mean, variance]` of `x` over `axes`. `shift` is not used, as in TensorFlow. */
export const moments = signature(
  ['x', 'axes', 'shift', 'name', 'keep_dims', 'keepdims'],
  function moments(
    x: Typed,
    axes: number | readonly number[],
    shift: TensorLike | null = null,
    name: string | null = null,
    keep_dims: boolean | null = null,
    keepdims: boolean | null = null,
  ): [mean: Tensor, variance: Tensor] {
    void shift;
    const keep = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
    return op_scope(name, 'moments', [x, axes], () => {
      const is_half = x.dtype === float16;
      const y = is_half ? cast(x, float32) : x;
      let mean = reduce_mean(y, axes, true, 'mean');
      const distance = squared_difference(y, stop_gradient(mean));
      let variance = reduce_mean(distance, axes, true, 'variance');
      if (!keep) {
        mean = squeeze(mean, axes);
        variance = squeeze(variance, axes);
      }
      return is_half ? [cast(mean, float16), cast(variance, float16)] : [mean, variance];
    });
  },
  {integer_parameters: ['axes']},
);

/** How many elements of `x` each sum is of. */
function element_count(x: Tensor, axes: readonly number[]): Tensor {
  const sizes = x.shape.ndims === null ? null : axes.map((axis) => x.shape.as_list().at(axis) ?? null);
  if (sizes !== null && !sizes.includes(null)) {
    return scalar_constant(
      sizes.reduce((product: number, size) => product * (size as number), 1),
      x.dtype,
    );
  }
  return reduce_prod(gather(cast(shape(x), x.dtype), axes.map(BigInt)), null, null, 'count');
}

/** `tf.nn.sufficient_statistics`: `[counts, mean_ss, var_ss, shift]`, which `normalize_moments` makes moments of. */
export const sufficient_statistics = signature(
  ['x', 'axes', 'shift', 'keep_dims', 'name', 'keepdims'],
  function sufficient_statistics(
    x: TensorLike,
    axes: readonly number[],
    shift: TensorLike | null = null,
    keep_dims: boolean | null = null,
    name: string | null = null,
    keepdims: boolean | null = null,
  ): [counts: Tensor, mean_ss: Tensor, variance_ss: Tensor, shift: Tensor | null] {
    const over = [...new Set(axes)];
    const keep = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
    return op_scope(name, 'sufficient_statistics', [x, shift], () => {
      const tensor = to_tensor(x, {name: 'x'});
      const counts = element_count(tensor, over);
      const shifted = shift === null ? null : to_tensor(shift, {name: 'shift'});
      const values = shifted === null ? tensor : subtract(tensor, shifted);
      const squares = shifted === null ? square(tensor) : squared_difference(tensor, shifted);
      const mean_ss = reduce_sum(values, over, keep, 'mean_ss');
      return [counts, mean_ss, reduce_sum(squares, over, keep, 'var_ss'), shifted];
    });
  },
  {integer_parameters: ['axes']},
);

/** `tf.nn.normalize_moments`: `[mean, variance]` of sufficient statistics. */
export const normalize_moments = signature(
  ['counts', 'mean_ss', 'variance_ss', 'shift', 'name'],
  function normalize_moments(
    counts: TensorLike,
    mean_ss: TensorLike,
    variance_ss: TensorLike,
    shift: TensorLike | null,
    name: string | null = null,
  ): [mean: Tensor, variance: Tensor] {
    return op_scope(name, 'normalize', [counts, mean_ss, variance_ss, shift], () => {
      const divisor = reciprocal(counts, 'divisor');
      const shifted_mean = multiply(mean_ss, divisor, shift === null ? 'mean' : 'shifted_mean');
      const mean = shift === null ? shifted_mean : add(shifted_mean, shift, 'mean');
      return [mean, subtract(multiply(variance_ss, divisor), square(shifted_mean), 'variance')];
    });
  },
);

/** `tf.nn.batch_normalization`: (x - mean) / sqrt(variance + variance_epsilon) * scale + offset. */
export const batch_normalization = signature(
  ['x', 'mean', 'variance', 'offset', 'scale', 'variance_epsilon', 'name'],
  function batch_normalization(
    x: Tensor,
    mean: TensorLike,
    variance: Tensor,
    offset: TensorLike | null,
    scale: TensorLike | null,
    variance_epsilon: TensorLike,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'batchnorm', [x, mean, variance, scale, offset], () => {
      let inverse = rsqrt(variance.add(variance_epsilon));
      if (scale !== null) inverse = inverse.mul(scale);
      const scaled = x.mul(cast(inverse, x.dtype));
      const moved = offset === null ? negated_product(mean, inverse) : inverse.rmul(mean).rsub(offset);
      return scaled.add(cast(moved, x.dtype));
    });
  },
);

/** -mean * inverse. */
function negated_product(mean: TensorLike, inverse: Tensor): Tensor {
  return to_tensor(mean, {dtype: inverse.dtype}).neg().mul(inverse);
}
