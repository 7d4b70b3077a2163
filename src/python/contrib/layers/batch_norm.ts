/**
 * `tf.contrib.layers.batch_norm`: which of the three forms of batch normalisation a call gets, as TensorFlow chooses.
 */
import {UnimplementedError} from '../../../errors.ts';
import {ValueError} from '../../../types/python_errors.ts';
import {GraphKeys, type CollectionKey} from '../../../graph/collections.ts';
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import {signature} from '../../../graph/public.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {ones_initializer, zeros_initializer} from '../../initializers.ts';
import {
  BatchNormalization,
  type Adjustment,
  type RenormClipping,
  type Training,
} from '../../layers/batch_normalization.ts';
import type {Activation} from '../../layers/identifiers.ts';
import {with_variable_scope} from '../../layers/scopes.ts';
import type {Reuse} from '../../variable_store.ts';
import type {VariableScope} from '../../variable_scope.ts';
import {add_arg_scope} from '../framework/arg_scope.ts';
import {fused_form} from './batch_norm_fused.ts';
import {check_data_format, type BatchNormRequest, type ParameterRegularizers} from './batch_norm_parts.ts';
import {plain_form} from './batch_norm_plain.ts';
import {are_default_collections, type ParameterInitializers} from './batch_norm_updates.ts';
import {
  add_variable_to_collections,
  collect_outputs,
  layer_variable_getter,
  type OutputsCollections,
  type VariablesCollections,
} from './utils.ts';

/** What only the form by the layer of `tf.layers` knows. */
interface LayerOptions {
  readonly fused: boolean;
  readonly renorm: boolean;
  readonly renorm_clipping: RenormClipping | null;
  readonly renorm_momentum: number;
  readonly adjustment: Adjustment | null;
}

/** The form by the layer of `tf.layers`, whose updates are in `UPDATE_OPS`. */
function layer_form(inputs: TensorLike, request: BatchNormRequest, options: LayerOptions): Tensor {
  const {scope, reuse, activation_fn, variables_collections} = request;
  const {param_initializers: initializers, param_regularizers: regularizers} = request;
  const custom_getter = layer_variable_getter();
  return with_variable_scope(
    scope,
    {default_name: 'BatchNorm', values: [inputs], reuse, custom_getter},
    (entered) => {
      const layer = new BatchNormalization({
        ...options,
        axis: request.data_format === 'NCHW' ? 1 : -1,
        momentum: request.decay as number,
        epsilon: request.epsilon,
        center: request.center,
        scale: request.scale,
        beta_initializer: initializers?.beta ?? zeros_initializer(),
        gamma_initializer: initializers?.gamma ?? ones_initializer(),
        moving_mean_initializer: initializers?.moving_mean ?? zeros_initializer(),
        moving_variance_initializer: initializers?.moving_variance ?? ones_initializer(),
        beta_regularizer: regularizers?.beta ?? null,
        gamma_regularizer: regularizers?.gamma ?? null,
        trainable: request.trainable,
        name: entered.name,
        _scope: entered,
        _reuse: reuse,
      });
      const outputs = layer(to_tensor(inputs), request.is_training);
      add_variable_to_collections(layer.moving_mean, variables_collections, 'moving_mean');
      add_variable_to_collections(layer.moving_variance, variables_collections, 'moving_variance');
      add_variable_to_collections(layer.beta, variables_collections, 'beta');
      add_variable_to_collections(layer.gamma, variables_collections, 'gamma');
      return collect_outputs(request.outputs_collections, activation_fn ? activation_fn(outputs) : outputs);
    },
  );
}

const PARAMETERS = [
  'inputs',
  'decay',
  'center',
  'scale',
  'epsilon',
  'activation_fn',
  'param_initializers',
  'param_regularizers',
  'updates_collections',
  'is_training',
  'reuse',
  'variables_collections',
  'outputs_collections',
  'trainable',
  'batch_weights',
  'fused',
  'data_format',
  'zero_debias_moving_mean',
  'scope',
  'renorm',
  'renorm_clipping',
  'renorm_decay',
  'adjustment',
] as const;

const plain_batch_norm = signature(
  PARAMETERS,
  function batch_norm(
    inputs: TensorLike,
    decay: number | Tensor = 0.999,
    center = true,
    scale = false,
    epsilon = 0.001,
    activation_fn: Activation | null = null,
    param_initializers: ParameterInitializers = null,
    param_regularizers: ParameterRegularizers = null,
    updates_collections: CollectionKey | readonly CollectionKey[] | null = GraphKeys.UPDATE_OPS,
    is_training: Training = true,
    reuse: Reuse = null,
    variables_collections: VariablesCollections = null,
    outputs_collections: OutputsCollections = null,
    trainable = true,
    batch_weights: TensorLike | null = null,
    fused: boolean | null = null,
    data_format = 'NHWC',
    zero_debias_moving_mean = false,
    scope: string | VariableScope | null = null,
    renorm = false,
    renorm_clipping: RenormClipping | null = null,
    renorm_decay = 0.99,
    adjustment: Adjustment | null = null,
  ): Tensor {
    const request: BatchNormRequest = {
      decay,
      center,
      scale,
      epsilon,
      activation_fn,
      param_initializers,
      param_regularizers,
      updates_collections,
      is_training,
      reuse,
      variables_collections,
      outputs_collections,
      trainable,
      data_format,
      zero_debias_moving_mean,
      scope,
    };
    const options = {
      fused: fused ?? true,
      renorm,
      renorm_clipping,
      renorm_momentum: renorm_decay,
      adjustment,
    };
    return chosen_form(to_tensor(inputs), request, options, batch_weights);
  },
  {
    dictionary_parameters: [
      'param_initializers',
      'param_regularizers',
      'variables_collections',
      'renorm_clipping',
    ],
  },
);

function chosen_form(
  inputs: Tensor,
  request: BatchNormRequest,
  options: LayerOptions,
  batch_weights: TensorLike | null,
): Tensor {
  const rank = inputs.shape.ndims;
  const needs_own_updates =
    request.zero_debias_moving_mean || !are_default_collections(request.updates_collections);
  const can_fuse =
    batch_weights === null && !options.renorm && (rank === 2 || rank === 4) && options.adjustment === null;
  if (options.fused && can_fuse && (rank === 2 || needs_own_updates)) return fused_form(inputs, request);
  check_data_format(request.data_format);
  if (batch_weights === null && !needs_own_updates) return layer_form(inputs, request, options);
  if (options.renorm) {
    throw new ValueError(
      'renorm is not supported with batch_weights, updates_collections or zero_debias_moving_mean',
    );
  }
  if (batch_weights !== null) {
    throw new UnimplementedError(
      null,
      null,
      'tf.contrib.layers.batch_norm with batch_weights is not built yet: leave the weights out, or compose it of tf.nn.moments and tf.nn.batch_normalization.',
    );
  }
  return plain_form(inputs, request);
}

/**
 * `tf.contrib.layers.batch_norm(inputs, ...)`: normalises along all axes but the channels, the last or, by `data_format`
 * NCHW, the second. The updates of the moving averages go to `updates_collections`; with `null` they are made whenever
 * the outputs are computed in training. Throws `ValueError` in TensorFlow's words.
 */
export const batch_norm = add_arg_scope(plain_batch_norm);
