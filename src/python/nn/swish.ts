/** `tf.nn.swish`, which computes its sigmoid anew for the gradient. */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {sigmoid} from '../../ops/math_unary.ts';
import {custom_gradient} from '../custom_gradient.ts';

/** The value and the slope; the slope's sigmoid comes after the gradient, so that it is not the one of the value. */
const of_features = (given: Tensor) => {
  const features = to_tensor(given, {name: 'features'});
  const grad = (dy: Tensor): Tensor => {
    const gate = get_default_graph().control_dependencies([dy], () => sigmoid(features));
    const rest = gate.rsub(1);
    const slope = gate.mul(features.mul(rest).radd(1));
    return dy.mul(slope);
  };
  return [features.mul(sigmoid(features)), grad] as const;
};

/** `tf.nn.swish`: `features * sigmoid(features)` of floats, elementwise. */
export const swish = signature(['features'], function swish(features: TensorLike): Tensor {
  return custom_gradient(of_features)(features);
});
