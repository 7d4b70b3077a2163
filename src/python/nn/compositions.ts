/**
 * Small compositions of ops under `tf.nn`.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {zeros} from '../../ops/array_fill.ts';
import {identity} from '../../ops/array_identity.ts';
import {size} from '../../ops/array_shape.ts';
import {cond} from '../../ops/control_flow.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {cast} from '../../ops/math_cast.ts';
import {not_equal} from '../../ops/math_compare.ts';
import {maximum} from '../../ops/math_extreme.ts';
import {matmul} from '../../ops/math_matmul.ts';
import {multiply} from '../../ops/math_product.ts';
import {reduce_sum} from '../../ops/math_reduction.ts';
import {rsqrt, square} from '../../ops/math_unary.ts';
import {relu} from '../../ops/nn_activations.ts';
import {bias_add} from '../../ops/nn_bias.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float32, int32, int64, type DType} from '../../types/dtypes.ts';

type Axis = number | readonly number[];

/** `tf.nn.l2_normalize`: `x` divided by its Euclidean norm over `axis`, by default over all. */
export const l2_normalize = signature(
  ['x', 'axis', 'epsilon', 'name', 'dim'],
  function l2_normalize(
    x: TensorLike,
    axis: Axis | null = null,
    epsilon: TensorLike = 1e-12,
    name: string | null = null,
    dim: Axis | null = null,
  ): Tensor {
    const over = deprecated_argument('axis', axis, 'dim', dim);
    return op_scope(name, 'l2_normalize', [x], (scope) => {
      const tensor = to_tensor(x, {name: 'x'});
      const square_sum = reduce_sum(square(tensor), over, true);
      return multiply(tensor, rsqrt(maximum(square_sum, epsilon)), scope);
    });
  },
  {integer_parameters: ['axis', 'dim']},
);

function count_nonzero(tensor: Tensor, dtype: DType): Tensor {
  return op_scope(null, 'count_nonzero', [tensor], () => {
    const zero = zeros([], tensor.dtype);
    return reduce_sum(cast(not_equal(tensor, zero), dtype), null, null, 'nonzero_count');
  });
}

/** `tf.nn.zero_fraction`: the share of elements of `value` that are zero. */
export const zero_fraction = signature(
  ['value', 'name'],
  function zero_fraction(value: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'zero_fraction', [value], () => {
      const tensor = to_tensor(value, {name: 'value'});
      const count = size(tensor, null, int64);
      const nonzero = cond(
        count.less_equal(int32.max),
        () => cast(count_nonzero(tensor, int32), int64),
        () => count_nonzero(tensor, int64),
      );
      const fraction = op_scope(null, 'counts_to_fraction', [], () => {
        const zero_count = cast(count.sub(nonzero), float32);
        return zero_count.truediv(cast(count, float32));
      });
      return identity(fraction, 'fraction');
    });
  },
);

/** `tf.nn.xw_plus_b`: the matrix product of `x` and `weights`, plus `biases`. */
export const xw_plus_b = signature(
  ['x', 'weights', 'biases', 'name'],
  function xw_plus_b(
    x: TensorLike,
    weights: TensorLike,
    biases: TensorLike,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'xw_plus_b', [x, weights, biases], (scope) => {
      const input = to_tensor(x, {name: 'x'});
      const w = to_tensor(weights, {name: 'weights'});
      const b = to_tensor(biases, {name: 'biases'});
      return bias_add(matmul(input, w), b, null, scope);
    });
  },
);

/** `tf.nn.relu_layer`: relu of the matrix product of `x` and `weights`, plus `biases`. */
export const relu_layer = signature(
  ['x', 'weights', 'biases', 'name'],
  function relu_layer(
    x: TensorLike,
    weights: TensorLike,
    biases: TensorLike,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'relu_layer', [x, weights, biases], (scope) => {
      const input = to_tensor(x, {name: 'x'});
      const w = to_tensor(weights, {name: 'weights'});
      const b = to_tensor(biases, {name: 'biases'});
      return relu(bias_add(matmul(input, w), b), scope);
    });
  },
);

/** `tf.nn.crelu`: relu of `features` and of -`features`, along `axis`. */
export const crelu = signature(
  ['features', 'name', 'axis'],
  function crelu(features: TensorLike, name: string | null = null, axis = -1): Tensor {
    return op_scope(name, 'CRelu', [features], (scope) => {
      const tensor = to_tensor(features, {name: 'features'});
      return relu(concat([tensor, tensor.neg()], axis, scope));
    });
  },
  {integer_parameters: ['axis']},
);
