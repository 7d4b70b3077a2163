/**
 * The gradient of the gradient of a fused batch normalisation: the first gradient written out in elementary
 * nodes, and those differentiated.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float16, float32} from '../types/dtypes.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {FusedBatchNormGrad, FusedBatchNormGradV2, FusedBatchNormGradV3} from './nn_batch_norm.ts';
import {tape_gradients} from './tape_gradient.ts';

/** The inputs of the op that is differentiated. */
interface Inputs {
  readonly grad_y: Tensor;
  readonly x: Tensor;
  readonly scale: Tensor;
  readonly pop_mean: Tensor;
  readonly pop_var: Tensor;
}
type Gradients = [grad_x: Tensor, grad_scale: Tensor, grad_offset: Tensor];

/** A vector of channels in the shape that goes with channels in second place. */
function channels_second(tf: OpBuilders, vector: Tensor): Tensor {
  return tf.reshape(vector, [1n, tf.size(vector), 1n, 1n]);
}

/** By the moments of the batch. */
function trained(
  tf: OpBuilders,
  {grad_y, x, scale: given}: Inputs,
  epsilon: number,
  is_nhwc: boolean,
): Gradients {
  const keepdims = !is_nhwc;
  const axes = is_nhwc ? [0, 1, 2] : [0, 2, 3];
  const scale = is_nhwc ? given : channels_second(tf, given);
  const mean_grad_y = tf.reduce_mean(grad_y, axes, keepdims);
  const mean_x = tf.reduce_mean(x, axes, keepdims);
  const var_x = tf.reduce_mean(tf.squared_difference(x, tf.stop_gradient(mean_x)), axes, keepdims);
  const grad_y_offset = grad_y.sub(mean_grad_y);
  const x_offset = x.sub(mean_x);
  const mean = tf.reduce_mean(grad_y.mul(x_offset), axes, keepdims);
  const factor = scale.mul(tf.rsqrt(var_x.add(epsilon)));
  const offset = tf.reciprocal(var_x.add(epsilon)).mul(mean).mul(x_offset);
  const grad_x = factor.mul(grad_y_offset.sub(offset));
  const inverse = tf.rsqrt(var_x.add(epsilon));
  const kept = inverse.mul(tf.reduce_sum(grad_y.mul(x_offset), axes, keepdims));
  const grad_scale = is_nhwc ? kept : tf.squeeze(kept);
  return [grad_x, grad_scale, tf.reduce_sum(grad_y, axes)];
}

/** By given moments. */
function frozen(tf: OpBuilders, inputs: Inputs, epsilon: number, is_nhwc: boolean): Gradients {
  const {grad_y, x} = inputs;
  const axes = is_nhwc ? [0, 1, 2] : [0, 2, 3];
  const vector = (value: Tensor): Tensor => (is_nhwc ? value : channels_second(tf, value));
  const [pop_mean, pop_var, scale] = [vector(inputs.pop_mean), vector(inputs.pop_var), vector(inputs.scale)];
  const grad_offset = tf.reduce_sum(grad_y, axes);
  const var_rsqrt = tf.rsqrt(pop_var.add(epsilon));
  const grad_scale = tf.reduce_sum(grad_y.mul(x.sub(pop_mean)).mul(var_rsqrt), axes);
  return [grad_y.mul(scale).mul(var_rsqrt), grad_scale, grad_offset];
}

/** Half numbers are too coarse to be summed up. */
function in_float32(tf: OpBuilders, inputs: Inputs): Inputs {
  if (inputs.x.dtype.base_dtype !== float16) return inputs;
  const x = tf.cast(inputs.x, float32);
  return {...inputs, x, grad_y: tf.cast(inputs.grad_y, float32)};
}

function second_gradient(tf: OpBuilders, op: Operation, dys: readonly Tensor[]): (Tensor | null)[] {
  const [grad_y, x, scale, pop_mean, pop_var] = op.inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const epsilon = op.get_attr<number>('epsilon');
  const is_nhwc = op.get_attr<string>('data_format') === 'NHWC';
  const since = op.graph.last_id;
  const inputs = in_float32(tf, {grad_y, x, scale, pop_mean, pop_var});
  const first = op.get_attr<boolean>('is_training') ? trained : frozen;
  const [grad_x, grad_scale, grad_offset] = first(tf, inputs, epsilon, is_nhwc);
  const ys = [tf.cast(grad_x, x.dtype.base_dtype), grad_scale, grad_offset];
  return [...tape_gradients(tf, since, ys, [grad_y, x, scale], dys.slice(0, 3)), null, null];
}

gradient([FusedBatchNormGrad, FusedBatchNormGradV2], (tf, op, ...dys) => second_gradient(tf, op, dys));
gradient(FusedBatchNormGradV3, (tf, op, ...dys) => [...second_gradient(tf, op, dys), null]);
