/**
 * `tf.nn`'s morphological filters, weighted moments and weighted losses, batch normalisation by its old name.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {scalar_constant} from '../../ops/array_constant.ts';
import {ones_like, zeros_like} from '../../ops/array_fill.ts';
import {where} from '../../ops/array_select.ts';
import {squeeze} from '../../ops/array_shape.ts';
import {reverse} from '../../ops/array_transpose.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {cast} from '../../ops/math_cast.ts';
import {logical_and} from '../../ops/math_compare.ts';
import {abs} from '../../ops/math_complex.ts';
import {squared_difference} from '../../ops/math_extreme.ts';
import {multiply} from '../../ops/math_product.ts';
import {reduce_sum} from '../../ops/math_reduction.ts';
import {add, negative} from '../../ops/math_sum.ts';
import {exp, log, log1p, reciprocal} from '../../ops/math_unary.ts';
import {relu} from '../../ops/nn_activations.ts';
import {Dilation2D} from '../../ops/nn_depthwise.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float16, float32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {batch_normalization} from './moments.ts';

/** `tf.nn.dilation2d`: the largest sum of `input` and `filter` in each window. */
export const dilation2d = signature(
  ['input', 'filter', 'strides', 'rates', 'padding', 'name', 'filters', 'dilations'],
  function dilation2d(
    input: TensorLike,
    filter: TensorLike | null = null,
    strides: readonly number[] | null = null,
    rates: readonly number[] | null = null,
    padding: string | null = null,
    name: string | null = null,
    filters: TensorLike | null = null,
    dilations: readonly number[] | null = null,
  ): Tensor {
    const kernel = deprecated_argument('filters', filters, 'filter', filter) as TensorLike;
    const attrs = {
      strides: strides as readonly number[],
      rates: deprecated_argument('dilations', dilations, 'rates', rates) as readonly number[],
      padding: padding as string,
    };
    return apply(Dilation2D, {input, filter: kernel}, attrs, name).output;
  },
);

/** `tf.nn.erosion2d`: the smallest difference of `value` and `kernel` in each window. */
export const erosion2d = signature(
  ['value', 'kernel', 'strides', 'rates', 'padding', 'name'],
  function erosion2d(
    value: TensorLike,
    kernel: TensorLike,
    strides: readonly number[],
    rates: readonly number[],
    padding: string,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'erosion2d', [value, kernel], (scope) => {
      const inputs = {input: negative(value), filter: reverse(kernel, [0n, 1n])};
      return negative(apply(Dilation2D, inputs, {strides, rates, padding}, scope).output);
    });
  },
);

/** `tf.nn.weighted_moments`: `[mean, variance]` of `x` over `axes`, each element counted `frequency_weights` times. */
export const weighted_moments = signature(
  ['x', 'axes', 'frequency_weights', 'name', 'keep_dims', 'keepdims'],
  function weighted_moments(
    x: TensorLike,
    axes: number | readonly number[],
    frequency_weights: TensorLike,
    name: string | null = null,
    keep_dims: boolean | null = null,
    keepdims: boolean | null = null,
  ): [mean: Tensor, variance: Tensor] {
    const keep = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
    return op_scope(name, 'weighted_moments', [x, frequency_weights, axes], () => {
      const given = to_tensor(x, {name: 'x'});
      const counts = to_tensor(frequency_weights, {name: 'frequency_weights'});
      const is_half = given.dtype === float16;
      const values = is_half ? cast(given, float32) : given;
      const weights = counts.dtype === values.dtype ? counts : cast(counts, values.dtype);
      const sum = reduce_sum(weights.mul(values), axes, true, 'weighted_input_sum');
      const spread = weights.add(zeros_like(values));
      const divisor = reciprocal(reduce_sum(spread, axes, true, 'sum_of_weights'), 'inv_weight_sum');
      const mean = multiply(sum, divisor);
      const distances = weights.mul(squared_difference(values, mean));
      const variance = multiply(reduce_sum(distances, axes, true, 'weighted_distsq'), divisor);
      const kept = keep ? [mean, variance] : [squeeze(mean, axes), squeeze(variance, axes)];
      const result = is_half ? kept.map((moment) => cast(moment, float16)) : kept;
      return result as [Tensor, Tensor];
    });
  },
  {integer_parameters: ['axes']},
);

function check_same_shape(
  first: Tensor,
  second: Tensor,
  text: (first: string, second: string) => string,
): void {
  try {
    first.shape.merge_with(second.shape);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ValueError(text(String(first.shape), String(second.shape)));
  }
}

/** `tf.nn.weighted_cross_entropy_with_logits`: sigmoid cross entropy in which positive labels count `pos_weight` times. */
export const weighted_cross_entropy_with_logits = signature(
  ['labels', 'logits', 'pos_weight', 'name', 'targets'],
  function weighted_cross_entropy_with_logits(
    labels: TensorLike | null = null,
    logits: TensorLike | null = null,
    pos_weight: number | Tensor | null = null,
    name: string | null = null,
    targets: TensorLike | null = null,
  ): Tensor {
    const given = deprecated_argument('labels', labels, 'targets', targets) as TensorLike;
    return op_scope(name, 'logistic_loss', [logits, given], (scope) => {
      const scores = to_tensor(logits as TensorLike, {name: 'logits'});
      const truths = to_tensor(given, {name: 'labels'});
      check_same_shape(
        truths,
        scores,
        (own, other) => `logits and labels must have the same shape (${other} vs ${own})`,
      );
      const weight = pos_weight as number | Tensor;
      const more = typeof weight === 'number' ? truths.rmul(weight - 1) : weight.sub(1).mul(truths);
      const log_weight = more.radd(1);
      const loss = truths.rsub(1).mul(scores);
      const rest = log1p(exp(negative(abs(scores)))).add(relu(scores.neg()));
      return add(loss, log_weight.mul(rest), scope);
    });
  },
);

/** `tf.nn.log_poisson_loss`: exp(log_input) - log_input * targets, with Stirling's approximation if asked for. */
export const log_poisson_loss = signature(
  ['targets', 'log_input', 'compute_full_loss', 'name'],
  function log_poisson_loss(
    targets: TensorLike,
    log_input: TensorLike,
    compute_full_loss = false,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'log_poisson_loss', [log_input, targets], () => {
      const inputs = to_tensor(log_input, {name: 'log_input'});
      const counts = to_tensor(targets, {name: 'targets'});
      check_same_shape(
        counts,
        inputs,
        (own, other) => `log_input and targets must have the same shape (${other} vs ${own})`,
      );
      const result = exp(inputs).sub(inputs.mul(counts));
      if (!compute_full_loss) return result;
      const half = scalar_constant(0.5, counts.dtype);
      const two_pi = scalar_constant(2 * Math.PI, counts.dtype);
      const entropy = counts.mul(log(counts)).sub(counts);
      const stirling = entropy.add(half.mul(log(two_pi.mul(counts))));
      const zeros = zeros_like(counts, counts.dtype);
      const ones = ones_like(counts, counts.dtype);
      const is_small = logical_and(counts.greater_equal(zeros), counts.less_equal(ones));
      return result.add(where(is_small, zeros, stirling));
    });
  },
);

/** `tf.nn.batch_norm_with_global_normalization`: `batch_normalization` by its older arguments. */
export const batch_norm_with_global_normalization = signature(
  [
    ...(['t', 'm', 'v', 'beta', 'gamma', 'variance_epsilon', 'scale_after_normalization'] as const),
    ...(['name', 'input', 'mean', 'variance'] as const),
  ],
  function batch_norm_with_global_normalization(
    t: Tensor | null = null,
    m: TensorLike | null = null,
    v: Tensor | null = null,
    beta: TensorLike | null = null,
    gamma: TensorLike | null = null,
    variance_epsilon: TensorLike | null = null,
    scale_after_normalization: boolean | null = null,
    name: string | null = null,
    input: Tensor | null = null,
    mean: TensorLike | null = null,
    variance: Tensor | null = null,
  ): Tensor {
    const images = deprecated_argument('input', input, 't', t) as Tensor;
    const means = deprecated_argument('mean', mean, 'm', m) as TensorLike;
    const variances = deprecated_argument('variance', variance, 'v', v) as Tensor;
    const scale = scale_after_normalization === true ? gamma : null;
    const epsilon = variance_epsilon ?? 0;
    return batch_normalization(images, means, variances, beta, scale, epsilon, name);
  },
);
