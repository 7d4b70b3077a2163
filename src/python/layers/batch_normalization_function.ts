/**
 * `tf.layers.batch_normalization`: a batch normalisation layer made and called at once.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {ones_initializer, zeros_initializer} from '../initializers.ts';
import type {Regularizer, Reuse} from '../variable_store.ts';
import type {Constraint} from '../variables.ts';
import type {LayerName} from './base.ts';
import {
  BatchNormalization,
  type Adjustment,
  type RenormClipping,
  type Training,
} from './batch_normalization.ts';
import type {InitializerLike} from './identifiers.ts';

const PARAMETERS = [
  'inputs',
  'axis',
  'momentum',
  'epsilon',
  'center',
  'scale',
  'beta_initializer',
  'gamma_initializer',
  'moving_mean_initializer',
  'moving_variance_initializer',
  'beta_regularizer',
  'gamma_regularizer',
  'beta_constraint',
  'gamma_constraint',
  'training',
  'trainable',
  'name',
  'reuse',
  'renorm',
  'renorm_clipping',
  'renorm_momentum',
  'fused',
  'virtual_batch_size',
  'adjustment',
] as const;

/**
 * `tf.layers.batch_normalization(inputs, ...)`: `inputs` normalised along all axes but `axis`, times gamma, plus beta. In
 * training by the batch's mean and variance, whose moving averages are updated by operations in the collection
 * `UPDATE_OPS`, which the training step must run; else by the moving averages. The shape stays.
 * Throws `ValueError`, `TypeError` in TensorFlow's words.
 */
export const batch_normalization = signature(
  PARAMETERS,
  function batch_normalization(
    inputs: TensorLike,
    axis: number | readonly number[] = -1,
    momentum = 0.99,
    epsilon = 1e-3,
    center = true,
    scale = true,
    beta_initializer: InitializerLike = zeros_initializer(),
    gamma_initializer: InitializerLike = ones_initializer(),
    moving_mean_initializer: InitializerLike = zeros_initializer(),
    moving_variance_initializer: InitializerLike = ones_initializer(),
    beta_regularizer: Regularizer | null = null,
    gamma_regularizer: Regularizer | null = null,
    beta_constraint: Constraint | null = null,
    gamma_constraint: Constraint | null = null,
    training: Training = false,
    trainable = true,
    name: LayerName = null,
    reuse: Reuse = null,
    renorm = false,
    renorm_clipping: RenormClipping | null = null,
    renorm_momentum = 0.99,
    fused: boolean | null = null,
    virtual_batch_size: number | null = null,
    adjustment: Adjustment | null = null,
  ): Tensor {
    const layer = new BatchNormalization({
      axis,
      momentum,
      epsilon,
      center,
      scale,
      beta_initializer,
      gamma_initializer,
      moving_mean_initializer,
      moving_variance_initializer,
      beta_regularizer,
      gamma_regularizer,
      beta_constraint,
      gamma_constraint,
      renorm,
      renorm_clipping,
      renorm_momentum,
      fused,
      trainable,
      virtual_batch_size,
      adjustment,
      name,
      _reuse: reuse,
      _scope: name,
    });
    return layer.apply(inputs, training);
  },
  {integer_parameters: ['axis', 'virtual_batch_size'], dictionary_parameters: ['renorm_clipping']},
);
