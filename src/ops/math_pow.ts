/**
 * Powers, elementwise.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {reduced_if_needed, smart_reductions} from './broadcast_gradient.ts';
import {define_binary} from './elementwise.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';

const {bfloat16, float32, float16, float64, int32, int64, complex64, complex128} = dtypes;

export const Pow = define_binary('Pow', [
  bfloat16,
  float32,
  float16,
  float64,
  int32,
  int64,
  complex64,
  complex128,
]);
gradient(Pow, (tf, op, dy) => {
  const [x_input, y_input] = op.inputs as [Tensor, Tensor];
  const [x_reduction, y_reduction] = smart_reductions(tf, x_input, y_input, dy);
  const [x, y] = [tf.conj(x_input), tf.conj(y_input)];
  const weighted = dy.mul(y);
  const dx = reduced_if_needed(tf, weighted.mul(tf.pow(x, y.sub(1))), x_reduction);
  const z = tf.conj(op.outputs[0] as Tensor);
  // The logarithm of what is not positive is taken as zero.
  const mask = x.dtype.is_complex ? tf.not_equal(x, 0) : x.greater(0);
  const safe_x = tf.where(mask, x, tf.ones_like(x));
  const logarithm = tf.where(mask, tf.log(safe_x), tf.zeros_like(x));
  return [dx, reduced_if_needed(tf, dy.mul(z).mul(logarithm), y_reduction)];
});

/** `tf.pow`: `x` to the power of `y`, elementwise. Supports broadcasting. */
export const pow = signature(
  ['x', 'y', 'name'],
  function pow(x: TensorLike, y: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'Pow', [x], (scope) => apply(Pow, {x, y}, {}, scope).z);
  },
);
