/**
 * `tf.contrib.layers`' regularizers: functions from weights to a loss.
 */
import {GraphKeys} from '../../../graph/collections.ts';
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorConvertible} from '../../../graph/convert_types.ts';
import {get_default_graph} from '../../../graph/default_graph.ts';
import {signature} from '../../../graph/public.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {constant} from '../../../ops/array_constant.ts';
import {abs} from '../../../ops/math_complex.ts';
import {multiply} from '../../../ops/math_product.ts';
import {reduce_sum} from '../../../ops/math_reduction.ts';
import {add_n} from '../../../ops/math_sum.ts';
import {l2_loss} from '../../../ops/nn_bias.ts';
import {op_scope} from '../../../ops/op_scope.ts';
import type {DType} from '../../../types/dtypes.ts';
import {ValueError} from '../../../types/python_errors.ts';

/** Weights to regularize: a tensor or a variable. */
export type Weights = Tensor | (TensorConvertible & {readonly dtype: DType});
/** A regularizer: the loss of some weights, or null for none. */
export type WeightsRegularizer = (weights: Weights) => Tensor | null;
type Scale = number | bigint | Tensor;

const nothing: WeightsRegularizer = () => null;

/** Refuses a scale that is Python's int (a bigint) or negative. */
function check_scale(name: string, scale: Scale, ending: string): void {
  if (typeof scale === 'bigint') throw new ValueError(`${name} cannot be an integer: ${scale}`);
  if (typeof scale === 'number' && scale < 0) {
    throw new ValueError(
      `Setting a scale less than 0 on a regularizer: ${Number(scale.toPrecision(6))}${ending}`,
    );
  }
}

/** `penalty(weights)` times the scale, in a scope. */
function scaled(
  scale: Scale,
  scope: string | null,
  default_name: string,
  penalty: (weights: Weights) => Tensor,
): WeightsRegularizer {
  if (scale === 0) return nothing;
  return (weights) =>
    op_scope(scope, default_name, [weights], (name) => {
      const my_scale = to_tensor(scale, {dtype: weights.dtype.base_dtype, name: 'scale'});
      return multiply(my_scale, penalty(weights), name);
    });
}

function l1(scale: Scale, scope: string | null): WeightsRegularizer {
  check_scale('scale', scale, '');
  return scaled(scale, scope, 'l1_regularizer', (weights) => reduce_sum(abs(weights)));
}

function l2(scale: Scale, scope: string | null): WeightsRegularizer {
  check_scale('scale', scale, '.');
  return scaled(scale, scope, 'l2_regularizer', (weights) => l2_loss(weights));
}

/** `tf.contrib.layers.l1_regularizer`: `scale` times the sum of absolute weights; 0 regularizes nothing. */
export const l1_regularizer = signature(
  ['scale', 'scope'],
  function l1_regularizer(scale: Scale, scope: string | null = null): WeightsRegularizer {
    return l1(scale, scope);
  },
);

/** `tf.contrib.layers.l2_regularizer`: `scale` times half the sum of squared weights; 0 regularizes nothing. */
export const l2_regularizer = signature(
  ['scale', 'scope'],
  function l2_regularizer(scale: Scale, scope: string | null = null): WeightsRegularizer {
    return l2(scale, scope);
  },
);

/** `tf.contrib.layers.l1_l2_regularizer`: the sum of both. */
export const l1_l2_regularizer = signature(
  ['scale_l1', 'scale_l2', 'scope'],
  function l1_l2_regularizer(
    scale_l1: Scale = 1,
    scale_l2: Scale = 1,
    scope: string | null = null,
  ): WeightsRegularizer | null {
    for (const [name, scale] of Object.entries({scale_l1, scale_l2})) {
      if (typeof scale === 'bigint') throw new ValueError(`${name} cannot be an integer: ${scale}`);
    }
    const own_scope = scope || 'l1_l2_regularizer';
    if (scale_l1 === 0) return l2(scale_l2, own_scope);
    if (scale_l2 === 0) return l1(scale_l1, own_scope);
    return summed([l1(scale_l1, null), l2(scale_l2, null)], own_scope);
  },
);

function summed(
  regularizers: readonly (WeightsRegularizer | null)[],
  scope: string | null,
): WeightsRegularizer | null {
  const present = regularizers.filter((regularizer) => regularizer !== null);
  if (present.length === 0) return null;
  return (weights) =>
    op_scope(scope, 'sum_regularizer', [weights], (name) => {
      const penalties = present
        .map((regularizer) => regularizer(weights))
        .filter((penalty) => penalty !== null);
      return penalties.length > 0 ? add_n(penalties, name) : null;
    });
}

/** `tf.contrib.layers.sum_regularizer`: the sum of several; null if there is none. */
export const sum_regularizer = signature(
  ['regularizer_list', 'scope'],
  function sum_regularizer(
    regularizer_list: readonly (WeightsRegularizer | null)[],
    scope: string | null = null,
  ): WeightsRegularizer | null {
    return summed(regularizer_list, scope);
  },
);

/**
 * `tf.contrib.layers.apply_regularization`: the sum over `weights_list` (by default the collection of weights), which it adds to the
 * regularization losses. Throws `ValueError` without weights, or where a penalty is no scalar.
 */
export const apply_regularization = signature(
  ['regularizer', 'weights_list'],
  function apply_regularization(
    regularizer: WeightsRegularizer,
    weights_list: readonly Weights[] | null = null,
  ): Tensor {
    const graph = get_default_graph();
    const weights = weights_list?.length ? weights_list : graph.get_collection<Weights>(GraphKeys.WEIGHTS);
    if (weights.length === 0) throw new ValueError('No weights to regularize.');
    return op_scope(null, 'get_regularization_penalty', weights, (scope) => {
      const penalties = weights.map(regularizer).map((penalty) => penalty ?? constant(0));
      for (const {shape} of penalties) {
        if (shape.ndims === 0) continue;
        throw new ValueError(
          `regularizer must return a scalar Tensor instead of a Tensor with rank ${shape.ndims}.`,
        );
      }
      const sum = add_n(penalties, scope);
      graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, sum);
      return sum;
    });
  },
);
