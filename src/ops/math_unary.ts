/**
 * Elementwise functions of one operand: powers, roots, exponentials, logarithms, sigmoids.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_of, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ndarray_from} from '../types/ndarray.ts';
import type {OpBuilders} from './builders.ts';
import {ELEMENTWISE_FLOATS, FLOATS_AND_COMPLEX, SIGNED} from './dtype_lists.ts';
import {define_predicate, define_unary, unary_function} from './elementwise.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {same_as_input} from './shape_functions.ts';

/** The gradient of an op of one operand, as an op of its own: of its result (or operand) `y` and of `dy`. */
function define_gradient_op(name: string) {
  return define_op(name, {
    inputs: {y: 'T', dy: 'T'},
    outputs: {z: 'T'},
    attrs: {T: type(FLOATS_AND_COMPLEX)},
    shape: same_as_input(),
  });
}

type GradientOp = ReturnType<typeof define_gradient_op>;

function gradient_builder(op: GradientOp): (y: TensorLike, dy: TensorLike, name?: string | null) => Tensor {
  return (y, dy, name = null) => apply(op, {y, dy}, {}, name).z;
}

/** Builds with `dy` done before: what the gradient reads is not computed sooner than it is needed. */
export function after<R>(dy: Tensor, build: () => R): R {
  return dy.graph.control_dependencies([dy], build);
}

/** The conjugate of the first operand, or of the result, once `dy` is there. */
export function conjugate_of(tf: OpBuilders, op: Operation, which: 'input' | 'output'): Tensor {
  return tf.conj((which === 'input' ? op.inputs : op.outputs)[0] as Tensor);
}

export const Square = define_unary('Square', SIGNED);
gradient(Square, (tf, op, dy) => [
  after(dy, () => {
    const x = conjugate_of(tf, op, 'input');
    const two = constant_of(ndarray_from(2, x.dtype), 'Const');
    return tf.multiply(dy, tf.multiply(x, two));
  }),
]);

export const Sqrt = define_unary('Sqrt', FLOATS_AND_COMPLEX);
export const SqrtGrad = define_gradient_op('SqrtGrad');
/** `gen_math_ops.sqrt_grad`. */
export const sqrt_grad = gradient_builder(SqrtGrad);
gradient(Sqrt, (tf, op, dy) => [tf.sqrt_grad(op.outputs[0] as Tensor, dy)]);
gradient(SqrtGrad, (tf, op, dy) =>
  after(dy, () => {
    const slope = dy.truediv(op.inputs[0] as Tensor);
    return [
      tf
        .conj(slope)
        .neg()
        .mul(op.outputs[0] as Tensor),
      slope.rmul(0.5),
    ];
  }),
);

export const Rsqrt = define_unary('Rsqrt', FLOATS_AND_COMPLEX);
export const RsqrtGrad = define_gradient_op('RsqrtGrad');
/** `gen_math_ops.rsqrt_grad`. */
export const rsqrt_grad = gradient_builder(RsqrtGrad);
gradient(Rsqrt, (tf, op, dy) => [tf.rsqrt_grad(op.outputs[0] as Tensor, dy)]);
gradient(RsqrtGrad, (tf, op, dy) =>
  after(dy, () => {
    const [a, b] = op.inputs as [Tensor, Tensor];
    const [a_conjugate, dy_conjugate] = [tf.conj(a), tf.conj(dy)];
    const factor = dy_conjugate.rmul(-1.5).mul(b);
    return [factor.mul(tf.square(a_conjugate)), tf.rsqrt_grad(a_conjugate, dy)];
  }),
);

export const Reciprocal = define_unary('Reciprocal', SIGNED);
export const ReciprocalGrad = define_gradient_op('ReciprocalGrad');
/** `Reciprocal` as older graphs name it. */
export const Inv = define_unary('Inv', SIGNED);
export const InvGrad = define_gradient_op('InvGrad');
/** `gen_math_ops.reciprocal_grad`. */
export const reciprocal_grad = gradient_builder(ReciprocalGrad);
gradient([Reciprocal, Inv], (tf, op, dy) => [tf.reciprocal_grad(op.outputs[0] as Tensor, dy)]);
gradient([ReciprocalGrad, InvGrad], (tf, op, dy) =>
  after(dy, () => {
    const [a, b] = op.inputs as [Tensor, Tensor];
    const [a_conjugate, dy_conjugate] = [tf.conj(a), tf.conj(dy)];
    return [dy_conjugate.mul(-2).mul(b).mul(a_conjugate), tf.reciprocal_grad(a_conjugate, dy)];
  }),
);

export const Exp = define_unary('Exp', FLOATS_AND_COMPLEX);
gradient(Exp, (tf, op, dy) => [after(dy, () => dy.mul(conjugate_of(tf, op, 'output')))]);

export const Expm1 = define_unary('Expm1', FLOATS_AND_COMPLEX);
gradient(Expm1, (tf, op, dy) => [after(dy, () => dy.mul(tf.exp(conjugate_of(tf, op, 'input'))))]);

export const Log = define_unary('Log', FLOATS_AND_COMPLEX);
gradient(Log, (tf, op, dy) => [after(dy, () => dy.mul(tf.reciprocal(conjugate_of(tf, op, 'input'))))]);

export const Log1p = define_unary('Log1p', FLOATS_AND_COMPLEX);
gradient(Log1p, (tf, op, dy) => [
  after(dy, () => dy.mul(tf.reciprocal(conjugate_of(tf, op, 'input').radd(1)))),
]);

export const Tanh = define_unary('Tanh', FLOATS_AND_COMPLEX);
export const TanhGrad = define_gradient_op('TanhGrad');
/** `gen_math_ops.tanh_grad`. */
export const tanh_grad = gradient_builder(TanhGrad);
gradient(Tanh, (tf, op, dy) => [after(dy, () => tf.tanh_grad(conjugate_of(tf, op, 'output'), dy))]);
gradient(TanhGrad, (tf, op, dy) =>
  after(dy, () => {
    const [a, b] = op.inputs.map((input) => tf.conj(input)) as [Tensor, Tensor];
    return [dy.mul(-2).mul(b).mul(a), tf.tanh_grad(a, dy)];
  }),
);

export const Sigmoid = define_unary('Sigmoid', FLOATS_AND_COMPLEX);
export const SigmoidGrad = define_gradient_op('SigmoidGrad');
/** `gen_math_ops.sigmoid_grad`. */
export const sigmoid_grad = gradient_builder(SigmoidGrad);
gradient(Sigmoid, (tf, op, dy) => [after(dy, () => tf.sigmoid_grad(conjugate_of(tf, op, 'output'), dy))]);
gradient(SigmoidGrad, (tf, op, dy) =>
  after(dy, () => {
    const [a, b] = op.inputs.map((input) => tf.conj(input)) as [Tensor, Tensor];
    const slope = dy.mul(b);
    return [slope.sub(slope.rmul(2).mul(a)), tf.sigmoid_grad(a, dy)];
  }),
);

const ERF_SLOPE = 2 / Math.sqrt(Math.PI);

function error_function_gradient(tf: OpBuilders, op: Operation, dy: Tensor, slope: number): Tensor {
  const factor = constant_of(ndarray_from(slope, dy.dtype), 'Const');
  return after(dy, () => {
    const x = conjugate_of(tf, op, 'input');
    return dy.mul(factor).mul(tf.exp(tf.square(x).neg()));
  });
}

export const Erf = define_unary('Erf', ELEMENTWISE_FLOATS);
gradient(Erf, (tf, op, dy) => [error_function_gradient(tf, op, dy, ERF_SLOPE)]);
export const Erfc = define_unary('Erfc', ELEMENTWISE_FLOATS);
gradient(Erfc, (tf, op, dy) => [error_function_gradient(tf, op, dy, -ERF_SLOPE)]);

export const Sign = define_unary('Sign', SIGNED);
gradient(Sign, (tf, op) => {
  const x = op.inputs[0] as Tensor;
  return [tf.zeros(tf.shape(x), x.dtype)];
});

export const IsNan = define_predicate('IsNan', ELEMENTWISE_FLOATS);
export const IsInf = define_predicate('IsInf', ELEMENTWISE_FLOATS);
export const IsFinite = define_predicate('IsFinite', ELEMENTWISE_FLOATS);

/** `tf.square`: `x^2`, elementwise. */
export const square = unary_function(Square, 'square');
/** `tf.sqrt`: the square root, elementwise. */
export const sqrt = unary_function(Sqrt, 'sqrt');
/** `tf.rsqrt`: one by the square root, elementwise. */
export const rsqrt = unary_function(Rsqrt, 'rsqrt');
/** `tf.reciprocal`: `1 / x`, elementwise. */
export const reciprocal = unary_function(Reciprocal, 'reciprocal');
/** `tf.exp`: the exponential, elementwise. */
export const exp = unary_function(Exp, 'exp');
/** `tf.expm1`: `exp(x) - 1`, elementwise. */
export const expm1 = unary_function(Expm1, 'expm1');
/** `tf.log`: the natural logarithm, elementwise. */
export const log = unary_function(Log, 'log');
/** `tf.log1p`: `log(1 + x)`, elementwise. */
export const log1p = unary_function(Log1p, 'log1p');
/** `tf.tanh`: the hyperbolic tangent, elementwise. */
export const tanh = unary_function(Tanh, 'tanh');
/** `tf.erf`: the Gauss error function, elementwise. */
export const erf = unary_function(Erf, 'erf');
/** `tf.erfc`: one less `erf`, elementwise. */
export const erfc = unary_function(Erfc, 'erfc');
/** `tf.sign`: -1, 0 or 1, elementwise; of a complex number `x / |x|`. */
export const sign = unary_function(Sign, 'sign');
/** `tf.is_nan`: which elements are NaN. */
export const is_nan = unary_function(IsNan, 'is_nan');
/** `tf.is_inf`: which elements are infinite. */
export const is_inf = unary_function(IsInf, 'is_inf');
/** `tf.is_finite`: which elements are finite. */
export const is_finite = unary_function(IsFinite, 'is_finite');

/** `tf.sigmoid`: `1 / (1 + exp(-x))`, elementwise. */
export const sigmoid = signature(
  ['x', 'name'],
  function sigmoid(x: TensorLike, name: string | null = null): Tensor {
    return op_scope(
      name,
      'Sigmoid',
      [x],
      (scope) => apply(Sigmoid, {x: to_tensor(x, {name: 'x'})}, {}, scope).y,
    );
  },
);
