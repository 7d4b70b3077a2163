/**
 * `tf.contrib.layers.batch_norm` by one op: matrices become images of one pixel for it.
 */
import {ValueError} from '../../../types/python_errors.ts';
import {float32} from '../../../types/dtypes.ts';
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {constant} from '../../../ops/array_constant.ts';
import {identity} from '../../../ops/array_identity.ts';
import {reshape, shape} from '../../../ops/array_shape.ts';
import {fused_batch_norm} from '../../../ops/nn_batch_norm.ts';
import {with_variable_scope} from '../../layers/scopes.ts';
import {
  channels_shape,
  check_data_format,
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
import {collect_outputs} from './utils.ts';

/** Images of the inputs, whose channels are the columns of a matrix. */
function as_images(inputs: Tensor, data_format: string): Tensor {
  const rank = inputs.shape.ndims;
  if (rank === null) throw new ValueError(`Inputs ${inputs.name} has undefined rank`);
  if (rank !== 2 && rank !== 4) {
    throw new ValueError(`Inputs ${inputs.name} has unsupported rank. Expected 2 or 4 but got ${rank}`);
  }
  if (rank === 4) return inputs;
  const channels = inputs.shape.at(-1);
  if (channels === null) throw new ValueError('`C` dimension must be known but is None');
  return reshape(inputs, data_format === 'NCHW' ? [-1, channels, 1, 1] : [-1, 1, 1, channels]);
}

interface Normalized {
  readonly outputs: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** Beta, gamma and the moving averages, and the normalisation by them. */
function normalize(
  images: Tensor,
  request: BatchNormRequest,
): Normalized & {readonly moving: MovingAverages} {
  const {epsilon, data_format, param_regularizers} = request;
  const params_shape = channels_shape(images, data_format, '`C`').as_list() as number[];
  const made_with = {
    shape: params_shape,
    dtype: float32,
    initializers: request.param_initializers,
    collections: request.variables_collections,
    trainable: request.trainable,
  };
  const filled = (value: number): Tensor => constant(value, {dtype: float32, shape: params_shape});
  const beta = request.center ? parameter('beta', made_with, param_regularizers?.beta ?? null) : filled(0);
  const gamma = request.scale ? parameter('gamma', made_with, param_regularizers?.gamma ?? null) : filled(1);
  const moving = moving_averages(made_with);
  const [outputs, mean, variance] = in_training_or_not(
    request.is_training,
    () => fused_batch_norm(images, gamma, beta, {epsilon, data_format}),
    () =>
      fused_batch_norm(images, gamma, beta, {
        mean: moving.mean,
        variance: moving.variance,
        epsilon,
        is_training: false,
        data_format,
      }),
  ) as [Tensor, Tensor, Tensor];
  return {outputs, mean, variance, moving};
}

/** The outputs, with the updates of the moving averages built: before them, or in collections. */
function with_updates(normalized: Normalized, moving: MovingAverages, request: BatchNormRequest): Tensor {
  const {is_training, updates_collections} = request;
  const {outputs, mean, variance} = normalized;
  if (known_is_training(is_training) === false) return outputs;
  const updates = (): [Tensor, Tensor] => update_moving_averages(moving, mean, variance, request);
  if (updates_collections === null) {
    const forced = (): [Tensor] => [after_updates(updates(), () => identity(outputs))];
    return in_training_or_not(is_training, forced, () => [outputs])[0] as Tensor;
  }
  const delayed = in_training_or_not(is_training, updates, () => [moving.mean, moving.variance]);
  collect_updates(updates_collections, delayed);
  return outputs;
}

/** Builds the fused form. Throws `ValueError` in TensorFlow's words. */
export function fused_form(inputs: TensorLike, request: BatchNormRequest): Tensor {
  check_data_format(request.data_format);
  const {scope, reuse, activation_fn} = request;
  return with_variable_scope(scope, {default_name: 'BatchNorm', values: [inputs], reuse}, () => {
    const given = to_tensor(inputs);
    const images = as_images(given, request.data_format);
    const {moving, ...normalized} = normalize(images, request);
    const updated = with_updates(normalized, moving, request);
    updated.set_shape(images.shape);
    const outputs = given.shape.ndims === 2 ? reshape(updated, shape(given)) : updated;
    return collect_outputs(request.outputs_collections, activation_fn ? activation_fn(outputs) : outputs);
  });
}
