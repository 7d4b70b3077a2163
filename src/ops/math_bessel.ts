/**
 * Bessel functions and integrals without a closed form: what they mean and how they differentiate. All but
 * `BesselI0e` and `BesselI1e` are of later TensorFlows.
 */
import type {Tensor} from '../graph/tensor.ts';
import {apply} from '../graph/apply_op.ts';
import {float16} from '../types/dtypes.ts';
import type {OpBuilders} from './builders.ts';
import {ELEMENTWISE_FLOATS} from './dtype_lists.ts';
import {define_unary, unary_function} from './elementwise.ts';
import {gradient} from './gradient_registry.ts';
import {after} from './math_unary.ts';

const define = (name: string) => define_unary(name, ELEMENTWISE_FLOATS);
type Unary = ReturnType<typeof define>;

const of = (op: Unary, x: Tensor): Tensor => apply(op, {x}, {}).y;

/** The gradient `dy` times the slope that `partial` builds from operand and result. */
function slope_gradient(op: Unary, partial: (tf: OpBuilders, x: Tensor, y: Tensor) => Tensor): void {
  gradient(op, (tf, node, dy) => [
    after(dy, () => dy.mul(partial(tf, node.inputs[0] as Tensor, node.outputs[0] as Tensor))),
  ]);
}

export const BesselI0e = define('BesselI0e');
export const BesselI1e = define('BesselI1e');
slope_gradient(BesselI0e, (tf, x, y) => {
  const other = of(BesselI1e, x);
  return other.sub(tf.sign(x).mul(y));
});

/** The distance from 1 to the next number of the dtype. */
function epsilon_of(x: Tensor): number {
  if (x.dtype.base_dtype === float16) return 2 ** -10;
  return x.dtype.size === 8 ? 2 ** -52 : 2 ** -23;
}

/** At 0 the slope is a half, where the formula has none. */
slope_gradient(BesselI1e, (tf, x, y) => {
  const epsilon = epsilon_of(x);
  const zeros = tf.zeros_like(x);
  const is_not_tiny = tf.abs(x).greater(epsilon);
  const safe = tf.where(is_not_tiny, x, zeros.radd(epsilon));
  const even = of(BesselI0e, safe);
  const factor = tf.sign(safe).add(tf.reciprocal(safe));
  const slope = even.sub(y.mul(factor));
  return tf.where(is_not_tiny, slope, zeros.radd(0.5));
});

export const BesselI0 = define('BesselI0');
export const BesselI1 = define('BesselI1');
export const BesselJ0 = define('BesselJ0');
export const BesselJ1 = define('BesselJ1');
export const BesselK0 = define('BesselK0');
export const BesselK0e = define('BesselK0e');
export const BesselK1 = define('BesselK1');
export const BesselK1e = define('BesselK1e');
export const BesselY0 = define('BesselY0');
export const BesselY1 = define('BesselY1');

slope_gradient(BesselI0, (_tf, x) => of(BesselI1, x));
slope_gradient(BesselJ0, (_tf, x) => of(BesselJ1, x).neg());
slope_gradient(BesselK0, (_tf, x) => of(BesselK1, x).neg());
slope_gradient(BesselK0e, (_tf, x, y) => y.sub(of(BesselK1e, x)));
slope_gradient(BesselY0, (_tf, x) => of(BesselY1, x).neg());
slope_gradient(BesselK1, (tf, x, y) => of(BesselK0, x).neg().sub(tf.div(y, x)));
slope_gradient(BesselY1, (tf, x, y) => of(BesselY0, x).sub(tf.div(y, x)));
slope_gradient(BesselK1e, (tf, x, y) => {
  const factor = tf.reciprocal(x).rsub(1);
  return y.mul(factor).sub(of(BesselK0e, x));
});
/** At 0, where the formula divides by it, the slope is `at_zero`. */
function odd_gradient(op: Unary, even: Unary, at_zero: number): void {
  slope_gradient(op, (tf, x, y) => {
    const [is_zero, slope_there] = [tf.equal(x, 0), tf.cast(at_zero, x.dtype)];
    return tf.where_v2(is_zero, slope_there, of(even, x).sub(tf.div(y, x)));
  });
}
odd_gradient(BesselI1, BesselI0, 1);
odd_gradient(BesselJ1, BesselJ0, 0.5);

export const Dawsn = define('Dawsn');
slope_gradient(Dawsn, (_tf, x, y) => x.rmul(2).mul(y).rsub(1));

export const Expint = define('Expint');
gradient(Expint, (tf, op, dy) => {
  const x = op.inputs[0] as Tensor;
  return [after(dy, () => dy.mul(tf.exp(x)).truediv(x))];
});

export const FresnelCos = define('FresnelCos');
export const FresnelSin = define('FresnelSin');
slope_gradient(FresnelCos, (tf, x) => tf.cos(tf.square(x).rmul(Math.PI / 2)));
slope_gradient(FresnelSin, (tf, x) => tf.sin(tf.square(x).rmul(Math.PI / 2)));

export const Spence = define('Spence');
slope_gradient(Spence, (tf, x) => {
  const partial = tf.log(x).truediv(x.rsub(1));
  const is_one = tf.equal(x, 1);
  return tf.where(is_one, tf.ones_like(x).neg(), partial);
});

/** `tf.math.bessel_i0e`: `exp(-|x|)` times the modified Bessel function of order 0, elementwise. */
export const bessel_i0e = unary_function(BesselI0e, 'bessel_i0e');
/** `tf.math.bessel_i1e`: `exp(-|x|)` times the modified Bessel function of order 1, elementwise. */
export const bessel_i1e = unary_function(BesselI1e, 'bessel_i1e');
