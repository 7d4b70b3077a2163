/**
 * Batch normalisation by one op, of images: the op in training and in inference, whichever the graph is in.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {smart_cond} from '../../ops/control_flow.ts';
import {fused_batch_norm} from '../../ops/nn_batch_norm.ts';

/** Where the channels are. */
export type DataFormat = 'NHWC' | 'NCHW';

/** The parameters of one fused normalisation. */
interface FusedParameters {
  readonly gamma: TensorLike;
  readonly beta: TensorLike;
  readonly moving_mean: TensorLike;
  readonly moving_variance: TensorLike;
  readonly epsilon: number;
  readonly data_format: string;
}

/** The outputs, and the mean and variance that moving averages are to follow. */
export function fused_outputs(
  inputs: Tensor,
  training: TensorLike,
  {gamma, beta, moving_mean, moving_variance, epsilon, data_format}: FusedParameters,
): {readonly outputs: Tensor; readonly mean: Tensor; readonly variance: Tensor} {
  const in_training = () => fused_batch_norm(inputs, gamma, beta, {epsilon, data_format});
  const in_inference = () =>
    fused_batch_norm(inputs, gamma, beta, {
      mean: moving_mean,
      variance: moving_variance,
      epsilon,
      is_training: false,
      data_format,
    });
  const [outputs, mean, variance] = smart_cond(training, in_training, in_inference);
  return {outputs, mean, variance};
}
