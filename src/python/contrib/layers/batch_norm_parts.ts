/**
 * What the two forms of batch normalisation in `tf.contrib.layers` share: the parameters beta and gamma, and the choice
 * between training and inference.
 */
import {to_tensor} from '../../../graph/convert.ts';
import {Tensor} from '../../../graph/tensor.ts';
import type {CollectionKey} from '../../../graph/collections.ts';
import {ValueError} from '../../../types/python_errors.ts';
import type {TensorShape} from '../../../types/tensor_shape.ts';
import {constant_value} from '../../../graph/constant_value.ts';
import {cond} from '../../../ops/control_flow.ts';
import {ones_initializer, zeros_initializer} from '../../initializers.ts';
import type {Activation, InitializerLike} from '../../layers/identifiers.ts';
import type {Training} from '../../layers/batch_normalization.ts';
import type {Regularizer, Reuse} from '../../variable_store.ts';
import type {VariableScope} from '../../variable_scope.ts';
import type {Variable} from '../../variables.ts';
import {model_variable} from '../framework/variables.ts';
import type {ParameterInitializers, ParameterRequest} from './batch_norm_updates.ts';
import {collections_of, type OutputsCollections, type VariablesCollections} from './utils.ts';

/** By name: regularizers of beta and gamma. */
export type ParameterRegularizers = Readonly<Record<string, Regularizer | null>> | null;

/** What `batch_norm` was asked for, where it does not use the layer of `tf.layers`. */
export interface BatchNormRequest {
  readonly decay: number | Tensor;
  readonly center: boolean;
  readonly scale: boolean;
  readonly epsilon: number;
  readonly activation_fn: Activation | null;
  readonly param_initializers: ParameterInitializers;
  readonly param_regularizers: ParameterRegularizers;
  readonly updates_collections: CollectionKey | readonly CollectionKey[] | null;
  readonly is_training: Training;
  readonly reuse: Reuse;
  readonly variables_collections: VariablesCollections;
  readonly outputs_collections: OutputsCollections;
  readonly trainable: boolean;
  readonly data_format: string;
  readonly zero_debias_moving_mean: boolean;
  readonly scope: string | VariableScope | null;
}

const INITIALIZERS: Readonly<Record<'beta' | 'gamma', () => InitializerLike>> = {
  beta: zeros_initializer,
  gamma: ones_initializer,
};

/** Makes beta or gamma. */
export function parameter(
  name: 'beta' | 'gamma',
  request: ParameterRequest & {readonly trainable: boolean},
  regularizer: Regularizer | null,
): Variable {
  return model_variable(name, {
    shape: request.shape,
    dtype: request.dtype,
    initializer: request.initializers?.[name] ?? INITIALIZERS[name](),
    regularizer,
    collections: collections_of(request.collections, name),
    trainable: request.trainable,
  });
}

/** Throws `ValueError` for anything but `NHWC` and `NCHW`. */
export function check_data_format(data_format: string): void {
  if (data_format !== 'NHWC' && data_format !== 'NCHW') {
    throw new ValueError('data_format has to be either NCHW or NHWC.');
  }
}

/** The number of channels, alone in a shape. Throws `ValueError` where it is not known. */
export function channels_shape(inputs: Tensor, data_format: string, what: string): TensorShape {
  const shape = data_format === 'NHWC' ? inputs.shape.slice(-1) : inputs.shape.slice(1, 2);
  if (shape.is_fully_defined()) return shape;
  throw new ValueError(`Inputs ${inputs.name} has undefined ${what} dimension ${String(shape)}.`);
}

/** Whether `is_training` is known while the graph is built; null where the graph decides. */
export function known_is_training(is_training: Training): boolean | null {
  if (is_training === null) throw new ValueError('value_or_tensor_or_var cannot be None');
  if (typeof is_training !== 'object') return Boolean(is_training);
  const value = is_training instanceof Tensor ? constant_value(is_training) : null;
  return value === null ? null : Boolean(value.toArray());
}

/** What training builds, what inference builds, or both and the choice. Lists come back as lists. */
export function in_training_or_not(
  is_training: Training,
  in_training: () => readonly Tensor[],
  in_inference: () => readonly (Tensor | Variable)[],
): readonly Tensor[] {
  const known = known_is_training(is_training);
  if (known === null) {
    const pred = is_training;
    const outputs: unknown = cond(pred, in_training, in_inference);
    return Array.isArray(outputs) ? (outputs as readonly Tensor[]) : [outputs as Tensor];
  }
  return known ? in_training() : in_inference().map((value) => to_tensor(value));
}
