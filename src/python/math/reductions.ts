/**
 * Reductions that are compositions of others: `tf.reduce_logsumexp`, `tf.count_nonzero`, variance.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {zeros, zeros_like} from '../../ops/array_fill.ts';
import {stop_gradient} from '../../ops/array_identity.ts';
import {where} from '../../ops/array_select.ts';
import {reshape, shape} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {cast} from '../../ops/math_cast.ts';
import {not_equal} from '../../ops/math_compare.ts';
import {reduce_max, reduce_mean, reduce_sum} from '../../ops/math_reduction.ts';
import {add, subtract} from '../../ops/math_sum.ts';
import {exp, is_finite, log, sqrt, square} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {int64, type DTypeLike} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';

/** `tf.reduce_logsumexp`: the logarithm of the sum of exponentials over `axis`, without overflow. */
export const reduce_logsumexp = signature(
  ['input_tensor', 'axis', 'keepdims', 'name', 'reduction_indices', 'keep_dims'],
  function reduce_logsumexp(
    input_tensor: TensorLike,
    axis: TensorLike | null = null,
    keepdims: boolean | null = null,
    name: string | null = null,
    reduction_indices: TensorLike | null = null,
    keep_dims: boolean | null = null,
  ): Tensor {
    const axes = deprecated_argument('axis', axis, 'reduction_indices', reduction_indices);
    const keeps = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
    const input = to_tensor(input_tensor);
    return op_scope(name, 'ReduceLogSumExp', [input], () => {
      const greatest = reduce_max(input, {axis: axes, keepdims: true});
      const finite = where(is_finite(greatest), greatest, zeros_like(greatest));
      let offset = stop_gradient(finite);
      const result = log(reduce_sum(exp(subtract(input, offset)), axes, {keepdims: keeps}));
      if (!keeps) offset = reshape(offset, shape(result));
      const sum = add(result, offset);
      if (axes === null && !keeps && !sum.shape.is_fully_defined()) sum.set_shape([]);
      return sum;
    });
  },
  {integer_parameters: ['axis', 'reduction_indices']},
);

/** `tf.count_nonzero`: how many elements over `axis` are not zero. Throws `ValueError` without an input. */
export const count_nonzero = signature(
  ['input_tensor', 'axis', 'keepdims', 'dtype', 'name', 'reduction_indices', 'keep_dims', 'input'],
  function count_nonzero(
    input_tensor: TensorLike | null = null,
    axis: TensorLike | null = null,
    keepdims: boolean | null = null,
    dtype: DTypeLike = int64,
    name: string | null = null,
    reduction_indices: TensorLike | null = null,
    keep_dims: boolean | null = null,
    input: TensorLike | null = null,
  ): Tensor {
    const keeps = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
    const given = deprecated_argument('input_tensor', input_tensor, 'input', input);
    const axes = deprecated_argument('axis', axis, 'reduction_indices', reduction_indices);
    if (given === null) throw new ValueError('None values not supported.');
    return op_scope(name, 'count_nonzero', [given], () => {
      const tensor = to_tensor(given, {name: 'input'});
      const zero = zeros([], tensor.dtype);
      const counted = cast(not_equal(tensor, zero), int64);
      return cast(reduce_sum(counted, axes, {keepdims: keeps}), dtype);
    });
  },
  {integer_parameters: ['axis', 'reduction_indices']},
);

function variance(input: TensorLike, axis: TensorLike | null, keepdims: boolean, name: string): Tensor {
  return op_scope(name, name, [], () => {
    const means = reduce_mean(input, {axis, keepdims: true});
    const deviations = square(to_tensor(input).sub(means));
    return reduce_mean(deviations, {axis, keepdims});
  });
}

/** `tf.math.reduce_variance`: the mean of squared deviations from the mean over `axis`. */
export const reduce_variance = signature(
  ['input_tensor', 'axis', 'keepdims', 'name'],
  function reduce_variance(
    input_tensor: TensorLike,
    axis: TensorLike | null = null,
    keepdims = false,
    name: string | null = null,
  ): Tensor {
    return variance(input_tensor, axis, keepdims, name ?? 'reduce_variance');
  },
  {integer_parameters: ['axis']},
);

/** `tf.math.reduce_std`: the square root of the variance over `axis`. */
export const reduce_std = signature(
  ['input_tensor', 'axis', 'keepdims', 'name'],
  function reduce_std(
    input_tensor: TensorLike,
    axis: TensorLike | null = null,
    keepdims = false,
    name: string | null = null,
  ): Tensor {
    const scope = name ?? 'reduce_std';
    return op_scope(scope, scope, [], () => sqrt(variance(input_tensor, axis, keepdims, 'reduce_variance')));
  },
  {integer_parameters: ['axis']},
);
