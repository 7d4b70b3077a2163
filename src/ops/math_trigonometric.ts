/**
 * Trigonometric and hyperbolic functions, elementwise.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {constant_of} from '../graph/convert.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ndarray_from} from '../types/ndarray.ts';
import type {OpBuilders} from './builders.ts';
import {ELEMENTWISE_FLOATS, FLOATS_AND_COMPLEX, SIGNED} from './dtype_lists.ts';
import {define_unary, unary_function} from './elementwise.ts';
import {gradient} from './gradient_registry.ts';
import {after, conjugate_of} from './math_unary.ts';
import {broadcast_output} from './shape_functions.ts';

function one(dy: Tensor): Tensor {
  return constant_of(ndarray_from(1, dy.dtype), 'Const');
}

/** `1 / sqrt(1 - x^2)`. */
function inverse_sine_slope(tf: OpBuilders, x: Tensor, dy: Tensor): Tensor {
  const squared = tf.square(x);
  return tf.reciprocal(tf.sqrt(tf.subtract(one(dy), squared)));
}

export const Sin = define_unary('Sin', FLOATS_AND_COMPLEX);
gradient(Sin, (tf, op, dy) => [after(dy, () => dy.mul(tf.cos(conjugate_of(tf, op, 'input'))))]);
export const Cos = define_unary('Cos', FLOATS_AND_COMPLEX);
gradient(Cos, (tf, op, dy) => [
  after(dy, () => {
    const x = conjugate_of(tf, op, 'input');
    return dy.neg().mul(tf.sin(x));
  }),
]);
export const Tan = define_unary('Tan', SIGNED);
gradient(Tan, (tf, op, dy) => [
  after(dy, () => tf.square(tf.reciprocal(tf.cos(conjugate_of(tf, op, 'input')))).mul(dy)),
]);

export const Asin = define_unary('Asin', SIGNED);
gradient(Asin, (tf, op, dy) => [
  after(dy, () => dy.mul(inverse_sine_slope(tf, conjugate_of(tf, op, 'input'), dy))),
]);
export const Acos = define_unary('Acos', SIGNED);
gradient(Acos, (tf, op, dy) => [
  after(dy, () => {
    const slope = inverse_sine_slope(tf, conjugate_of(tf, op, 'input'), dy);
    return dy.neg().mul(slope);
  }),
]);
export const Atan = define_unary('Atan', SIGNED);
gradient(Atan, (tf, op, dy) => [
  after(dy, () => {
    const squared = tf.square(conjugate_of(tf, op, 'input'));
    return dy.mul(tf.reciprocal(tf.add(one(dy), squared)));
  }),
]);

/** The angle of the point (`x`, `y`). */
export const Atan2 = define_op('Atan2', {
  inputs: {y: 'T', x: 'T'},
  outputs: {z: 'T'},
  attrs: {T: type(ELEMENTWISE_FLOATS)},
  shape: broadcast_output,
});
gradient(Atan2, (tf, op, dy) => {
  const [y, x] = op.inputs as [Tensor, Tensor];
  return after(dy, () => {
    const slope = dy.truediv(tf.square(x).add(tf.square(y)));
    return [x.mul(slope), y.neg().mul(slope)];
  });
});

export const Sinh = define_unary('Sinh', FLOATS_AND_COMPLEX);
gradient(Sinh, (tf, op, dy) => [after(dy, () => dy.mul(tf.cosh(conjugate_of(tf, op, 'input'))))]);
export const Cosh = define_unary('Cosh', FLOATS_AND_COMPLEX);
gradient(Cosh, (tf, op, dy) => [after(dy, () => dy.mul(tf.sinh(conjugate_of(tf, op, 'input'))))]);
export const Asinh = define_unary('Asinh', FLOATS_AND_COMPLEX);
gradient(Asinh, (tf, op, dy) => [after(dy, () => dy.truediv(tf.cosh(conjugate_of(tf, op, 'output'))))]);
export const Acosh = define_unary('Acosh', FLOATS_AND_COMPLEX);
gradient(Acosh, (tf, op, dy) => [after(dy, () => dy.truediv(tf.sinh(conjugate_of(tf, op, 'output'))))]);
export const Atanh = define_unary('Atanh', FLOATS_AND_COMPLEX);
gradient(Atanh, (tf, op, dy) => [
  after(dy, () => {
    const squared = tf.square(conjugate_of(tf, op, 'input'));
    return dy.mul(tf.reciprocal(tf.subtract(one(dy), squared)));
  }),
]);

/** `tf.sin`: the sine, elementwise. */
export const sin = unary_function(Sin, 'sin');
/** `tf.cos`: the cosine, elementwise. */
export const cos = unary_function(Cos, 'cos');
/** `tf.tan`: the tangent, elementwise. */
export const tan = unary_function(Tan, 'tan');
/** `tf.asin`: the inverse sine, elementwise. */
export const asin = unary_function(Asin, 'asin');
/** `tf.acos`: the inverse cosine, elementwise. */
export const acos = unary_function(Acos, 'acos');
/** `tf.atan`: the inverse tangent, elementwise. */
export const atan = unary_function(Atan, 'atan');
/** `tf.sinh`: the hyperbolic sine, elementwise. */
export const sinh = unary_function(Sinh, 'sinh');
/** `tf.cosh`: the hyperbolic cosine, elementwise. */
export const cosh = unary_function(Cosh, 'cosh');
/** `tf.asinh`: the inverse hyperbolic sine, elementwise. */
export const asinh = unary_function(Asinh, 'asinh');
/** `tf.acosh`: the inverse hyperbolic cosine, elementwise. */
export const acosh = unary_function(Acosh, 'acosh');
/** `tf.atanh`: the inverse hyperbolic tangent, elementwise. */
export const atanh = unary_function(Atanh, 'atanh');

/** `tf.atan2`: the angle of the point (`x`, `y`), elementwise. */
export const atan2 = signature(
  ['y', 'x', 'name'],
  function atan2(y: TensorLike, x: TensorLike, name: string | null = null): Tensor {
    return apply(Atan2, {y, x}, {}, name).z;
  },
);
