/**
 * The gradient of truncated normal numbers by their parameters, by implicit differentiation (Figurnov et al., 2018).
 */
import {apply} from '../graph/apply_op.ts';
import {constant_of} from '../graph/convert.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float16, float64, type DType} from '../types/dtypes.ts';
import {ndarray_from} from '../types/ndarray.ts';
import {BroadcastArgs} from './broadcast_gradient.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {StatelessParameterizedTruncatedNormal} from './random_stateless.ts';

/** The standard normal distribution function. */
function normal_cdf(tf: OpBuilders, x: Tensor): Tensor {
  const half_root = constant_of(ndarray_from(0.5 * Math.SQRT2, x.dtype), 'half_sqrt_2');
  const scaled = x.mul(half_root);
  const size = tf.abs(scaled);
  const is_near = size.less(half_root);
  const near = tf.erf(scaled).radd(1);
  const is_above = scaled.greater(0);
  const above = tf.erfc(size).rsub(2);
  const far = tf.where(is_above, above, tf.erfc(size));
  return tf.where(is_near, near, far).rmul(0.5);
}

/** The smallest normal number and the distance from 1 to the next number of a dtype. */
function limits_of(dtype: DType): {tiny: number; epsilon: number} {
  if (dtype === float64) return {tiny: 2 ** -1022, epsilon: 2 ** -52};
  return dtype === float16 ? {tiny: 2 ** -14, epsilon: 2 ** -10} : {tiny: 2 ** -126, epsilon: 2 ** -23};
}

/** The derivatives of each number by mean, standard deviation and the two bounds. */
function partial_derivatives(tf: OpBuilders, parameters: readonly Tensor[], sample: Tensor): Tensor[] {
  const [mean, stddev, minval, maxval] = parameters as [Tensor, Tensor, Tensor, Tensor];
  const low = minval.sub(mean).truediv(stddev);
  const high = maxval.sub(mean).truediv(stddev);
  const own = sample.sub(mean).truediv(stddev);
  const above_low = normal_cdf(tf, own).sub(normal_cdf(tf, low));
  const {tiny, epsilon} = limits_of(mean.dtype);
  const share = above_low.truediv(normal_cdf(tf, high).sub(normal_cdf(tf, low)));
  const cdf = op_scope(null, 'clip_by_value', [share], (scope) =>
    tf.maximum(tf.minimum(share, 1 - epsilon), tiny, scope),
  );
  const by_maxval = tf.exp(own.pow(2).sub(high.pow(2)).rmul(0.5).add(tf.log(cdf)));
  const by_minval = tf.exp(own.pow(2).sub(low.pow(2)).rmul(0.5).add(tf.log1p(cdf.neg())));
  return [tf.ones_like(own), own, by_minval, by_maxval];
}

const broadcast = (s0: Tensor, s1: Tensor): Tensor => apply(BroadcastArgs, {s0, s1}, {}).r0;

gradient(StatelessParameterizedTruncatedNormal, (tf, op, dy) => {
  const [shape, , ...parameters] = op.inputs as [Tensor, Tensor, ...Tensor[]];
  return dy.graph.control_dependencies([dy], () => {
    const derivatives = partial_derivatives(tf, parameters, op.outputs[0] as Tensor);
    const shapes = parameters.map((parameter) => tf.shape(parameter));
    const [mean, stddev, minval, maxval] = shapes as [Tensor, Tensor, Tensor, Tensor];
    const whole = broadcast(maxval, broadcast(minval, broadcast(mean, stddev)));
    const extra = tf.range(tf.size(shape).sub(tf.size(whole)));
    const sums = derivatives.map((derivative) => tf.reduce_sum(dy.mul(derivative), extra));
    const axes = shapes.map((own) => tf.broadcast_gradient_args(whole, own)[1]);
    const own = sums.map((sum, k) =>
      tf.reshape(tf.reduce_sum(sum, axes[k] as Tensor, true), shapes[k] as Tensor),
    );
    return [null, null, ...own];
  });
});
