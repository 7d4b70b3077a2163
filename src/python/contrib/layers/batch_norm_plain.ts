/**
 * `tf.contrib.layers.batch_norm` composed of ops, where the updates of its moving averages are in place or go to
 * collections of the user's.
 */
import {ValueError} from '../../../types/python_errors.ts';
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {identity} from '../../../ops/array_identity.ts';
import {reshape} from '../../../ops/array_shape.ts';
import {batch_normalization, moments} from '../../nn/index.ts';
import {with_variable_scope} from '../../layers/scopes.ts';
import {
  channels_shape,
  in_training_or_not,
  known_is_training,
  parameter,
  type BatchNormRequest,
} from './batch_norm_parts.ts';
import {
  after_updates,
  collect_updates,
  moving_averages,
  update_moving_averages,
  type MovingAverages,
} from './batch_norm_updates.ts';
import {collect_outputs, layer_variable_getter} from './utils.ts';

function batch_statistics(inputs: Tensor, rank: number, data_format: string): [Tensor, Tensor] {
  const axes = Array.from({length: rank}, (_, axis) => axis);
  if (data_format === 'NHWC') return moments(inputs, axes.slice(0, -1));
  const [mean, variance] = moments(
    inputs,
    axes.filter((axis) => axis !== 1),
    {keep_dims: true},
  );
  return [reshape(mean, [-1]), reshape(variance, [-1])];
}

/** Mean and variance to normalise by, with the updates of the moving averages built. */
function statistics(
  inputs: Tensor,
  rank: number,
  moving: MovingAverages,
  request: BatchNormRequest,
): readonly Tensor[] {
  const {is_training, updates_collections} = request;
  const in_inference = () => [moving.mean, moving.variance];
  if (known_is_training(is_training) === false) return in_inference().map((value) => to_tensor(value));
  const [mean, variance] = batch_statistics(inputs, rank, request.data_format);
  const updates = (): [Tensor, Tensor] => update_moving_averages(moving, mean, variance, request);
  if (updates_collections === null) {
    const forced = (): Tensor[] => after_updates(updates(), () => [identity(mean), identity(variance)]);
    return in_training_or_not(is_training, forced, in_inference);
  }
  collect_updates(updates_collections, in_training_or_not(is_training, updates, in_inference));
  return in_training_or_not(is_training, () => [mean, variance], in_inference);
}

/** Builds the composed form. Throws `ValueError` in TensorFlow's words. */
export function plain_form(inputs: TensorLike, request: BatchNormRequest): Tensor {
  const {scope, reuse, data_format, epsilon, activation_fn} = request;
  const custom_getter = layer_variable_getter();
  return with_variable_scope(
    scope,
    {default_name: 'BatchNorm', values: [inputs], reuse, custom_getter},
    () => {
      const given = to_tensor(inputs);
      const rank = given.shape.ndims;
      if (rank === null) throw new ValueError(`Inputs ${given.name} has undefined rank.`);
      const params_shape = channels_shape(given, data_format, 'channels').as_list() as number[];
      const made_with = {
        shape: params_shape,
        dtype: given.dtype.base_dtype,
        initializers: request.param_initializers,
        collections: request.variables_collections,
        trainable: request.trainable,
      };
      const beta = request.center ? parameter('beta', made_with, null) : null;
      const gamma = request.scale ? parameter('gamma', made_with, null) : null;
      const [mean, variance] = statistics(given, rank, moving_averages(made_with), request) as [
        Tensor,
        Tensor,
      ];
      const along_channels = Array.from(
        {length: rank},
        (_, axis) => (axis === 1 ? params_shape[0] : 1) as number,
      );
      const broadcast = <T extends TensorLike>(value: T): T | Tensor =>
        data_format === 'NCHW' ? reshape(value, along_channels) : value;
      const [by_mean, by_variance] = [broadcast(mean), broadcast(variance)];
      const offset = beta && broadcast(beta);
      const outputs = batch_normalization(
        given,
        by_mean,
        by_variance,
        offset,
        gamma && broadcast(gamma),
        epsilon,
      );
      outputs.set_shape(given.shape);
      return collect_outputs(request.outputs_collections, activation_fn ? activation_fn(outputs) : outputs);
    },
  );
}
