/**
 * `tf.contrib.layers.fully_connected` and its forms with a fixed activation.
 */
import {ValueError} from '../../../types/python_errors.ts';
import {python_type_name} from '../../../types/python_repr.ts';
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import {signature} from '../../../graph/public.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {elu as elu_op, relu as relu_op, relu6 as relu6_op} from '../../../ops/nn_activations.ts';
import {kwargs, partial} from '../../../util/signature.ts';
import {zeros_initializer} from '../../initializers.ts';
import {Dense} from '../../layers/dense.ts';
import type {Activation, InitializerLike} from '../../layers/identifiers.ts';
import {with_variable_scope, type ScopeRequest} from '../../layers/scopes.ts';
import type {Regularizer, Reuse} from '../../variable_store.ts';
import type {VariableScope} from '../../variable_scope.ts';
import {add_arg_scope} from '../framework/arg_scope.ts';
import {xavier_initializer} from './initializers.ts';
import {
  add_variable_to_collections,
  collect_outputs,
  layer_variable_getter,
  type OutputsCollections,
  type VariablesCollections,
} from './utils.ts';

/** `normalizer_fn(outputs, normalizer_params)`: what takes the place of a bias. */
export type NormalizerFunction = (outputs: Tensor, keywords: never) => Tensor;
/** The keyword arguments of a normalizer function. */
export type NormalizerParameters = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown> | null;

function check_units(num_outputs: number | bigint): void {
  if (typeof num_outputs === 'bigint' || Number.isInteger(num_outputs)) return;
  throw new ValueError(
    `num_outputs type should be one of [<class 'int'>], got <class '${python_type_name(num_outputs)}'>.`,
  );
}

function normalized(
  outputs: Tensor,
  normalizer_fn: NormalizerFunction,
  params: NormalizerParameters,
): Tensor {
  const keywords =
    params instanceof Map ? (Object.fromEntries(params) as Record<string, unknown>) : (params ?? {});
  const names = Object.keys(keywords);
  const args: unknown[] = names.length > 0 ? [outputs, kwargs(keywords)] : [outputs];
  return Reflect.apply(normalizer_fn, null, args as [Tensor, never]);
}

const PARAMETERS = [
  'inputs',
  'num_outputs',
  'activation_fn',
  'normalizer_fn',
  'normalizer_params',
  'weights_initializer',
  'weights_regularizer',
  'biases_initializer',
  'biases_regularizer',
  'reuse',
  'variables_collections',
  'outputs_collections',
  'trainable',
  'scope',
] as const;

const plain_fully_connected = signature(
  PARAMETERS,
  function fully_connected(
    inputs: TensorLike,
    num_outputs: number | bigint,
    activation_fn: Activation | null = relu_op,
    normalizer_fn: NormalizerFunction | null = null,
    normalizer_params: NormalizerParameters = null,
    weights_initializer: InitializerLike = xavier_initializer(),
    weights_regularizer: Regularizer | null = null,
    biases_initializer: InitializerLike = zeros_initializer(),
    biases_regularizer: Regularizer | null = null,
    reuse: Reuse = null,
    variables_collections: VariablesCollections = null,
    outputs_collections: OutputsCollections = null,
    trainable = true,
    scope: string | VariableScope | null = null,
  ): Tensor {
    check_units(num_outputs);
    const custom_getter = layer_variable_getter({bias: 'biases', kernel: 'weights'});
    const request: ScopeRequest = {default_name: 'fully_connected', values: [inputs], reuse, custom_getter};
    return with_variable_scope(scope, request, (entered) => {
      const input = to_tensor(inputs);
      const layer = new Dense({
        units: Number(num_outputs),
        activation: null,
        use_bias: normalizer_fn === null && biases_initializer !== null,
        kernel_initializer: weights_initializer,
        bias_initializer: biases_initializer,
        kernel_regularizer: weights_regularizer,
        bias_regularizer: biases_regularizer,
        activity_regularizer: null,
        trainable,
        name: entered.name,
        dtype: input.dtype.base_dtype,
        _scope: entered,
        _reuse: reuse,
      });
      const linear = layer(input);
      add_variable_to_collections(layer.kernel, variables_collections, 'weights');
      add_variable_to_collections(layer.bias, variables_collections, 'biases');
      const outputs = normalizer_fn === null ? linear : normalized(linear, normalizer_fn, normalizer_params);
      return collect_outputs(outputs_collections, activation_fn === null ? outputs : activation_fn(outputs));
    });
  },
  {
    integer_parameters: ['num_outputs'],
    dictionary_parameters: ['normalizer_params', 'variables_collections'],
  },
);

/**
 * `tf.contrib.layers.fully_connected(inputs, num_outputs, ...)`: [..., n] -> [..., num_outputs], through `weights` and,
 * without a `normalizer_fn`, `biases`, then `activation_fn`, a ReLU unless given. Variables are of the model.
 * Throws `ValueError`, `TypeError` in TensorFlow's words.
 */
export const fully_connected = add_arg_scope(plain_fully_connected);

/** `tf.contrib.layers.linear`: `fully_connected` without an activation. */
export const linear = partial(fully_connected, {activation_fn: null});
/** `tf.contrib.layers.relu`: `fully_connected` with a ReLU. */
export const relu = partial(fully_connected, {activation_fn: relu_op});
/** `tf.contrib.layers.relu6`: `fully_connected` with a ReLU of at most 6. */
export const relu6 = partial(fully_connected, {activation_fn: relu6_op});
/** `tf.contrib.layers.elu`: `fully_connected` with an ELU. */
export const elu = partial(fully_connected, {activation_fn: elu_op});
