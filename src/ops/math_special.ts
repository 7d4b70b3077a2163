/**
 * Functions of the gamma and normal families: what they mean and how they differentiate.
 */
import {constant_of} from '../graph/convert.ts';
import {define_op, type} from '../graph/define_op.ts';
import {type ShapeContext} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float32, float64, float16, bfloat16, complex64, complex128} from '../types/dtypes.ts';
import {ndarray_from} from '../types/ndarray.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {reduced, reductions} from './broadcast_gradient.ts';
import type {OpBuilders} from './builders.ts';
import {ELEMENTWISE_FLOATS, REAL_PARTS} from './dtype_lists.ts';
import {define_binary, define_unary, unary_function} from './elementwise.ts';
import {gradient} from './gradient_registry.ts';
import {after} from './math_unary.ts';
import {broadcast_output, merge_shapes} from './shape_functions.ts';

export const Lgamma = define_unary('Lgamma', ELEMENTWISE_FLOATS);
gradient(Lgamma, (tf, op, dy) => [after(dy, () => dy.mul(tf.digamma(tf.conj(op.inputs[0] as Tensor))))]);

export const Digamma = define_unary('Digamma', ELEMENTWISE_FLOATS);
gradient(Digamma, (tf, op, dy) => [
  after(dy, () => {
    const x = tf.conj(op.inputs[0] as Tensor);
    return dy.mul(tf.polygamma(constant_of(ndarray_from(1, x.dtype), 'Const'), x));
  }),
]);

/** `dy` times a factor times `exp` of the squared result: the slope of the inverse of a bell's integral. */
function inverse_gradient(
  tf: OpBuilders,
  op: Operation,
  dy: Tensor,
  factor: number,
  halved: boolean,
): Tensor {
  const root = constant_of(ndarray_from(factor, dy.dtype), 'Const');
  return after(dy, () => {
    const weighted = dy.mul(root);
    const squared = tf.square(op.outputs[0] as Tensor);
    return weighted.mul(tf.exp(halved ? squared.truediv(2) : squared));
  });
}

export const Erfinv = define_unary('Erfinv', ELEMENTWISE_FLOATS);
gradient(Erfinv, (tf, op, dy) => [inverse_gradient(tf, op, dy, Math.sqrt(Math.PI) / 2, false)]);

export const Ndtri = define_unary('Ndtri', ELEMENTWISE_FLOATS);
gradient(Ndtri, (tf, op, dy) => [inverse_gradient(tf, op, dy, Math.sqrt(2 * Math.PI), true)]);

/** An op of a parameter `a` and of `x`, broadcast against each other. */
function define_of_parameter(name: string) {
  return define_op(name, {
    inputs: {a: 'T', x: 'T'},
    outputs: {z: 'T'},
    attrs: {T: type(REAL_PARTS)},
    shape: broadcast_output,
  });
}

export const Igamma = define_of_parameter('Igamma');
export const Igammac = define_of_parameter('Igammac');
/** The derivative of `Igamma` with respect to `a`. */
export const IgammaGradA = define_of_parameter('IgammaGradA');

function igamma_gradients(tf: OpBuilders, op: Operation, dy: Tensor): [Tensor, Tensor] {
  const [a, x] = op.inputs as [Tensor, Tensor];
  const [a_reduction, x_reduction] = reductions(tf, a, x);
  return after(dy, () => {
    const partial_a = apply(IgammaGradA, {a, x}, {}).z;
    const negative = x.neg();
    const power = a.sub(1).mul(tf.log(x));
    const partial_x = tf.exp(negative.add(power).sub(tf.lgamma(a)));
    const da = reduced(tf, partial_a.mul(dy), a_reduction);
    return [da, reduced(tf, partial_x.mul(dy), x_reduction)];
  });
}
gradient(Igamma, igamma_gradients);
gradient(Igammac, (tf, op, dy) => igamma_gradients(tf, op, dy).map((partial) => partial.neg()));

export const Polygamma = define_of_parameter('Polygamma');
gradient(Polygamma, (tf, op, dy) => {
  const [n, x] = op.inputs as [Tensor, Tensor];
  const [, reduction] = reductions(tf, n, x);
  return after(dy, () => {
    const [order, place] = [tf.conj(n), tf.conj(x)];
    const partial = tf.polygamma(order.add(1), place);
    return [null, reduced(tf, partial.mul(dy), reduction)];
  });
});

export const Zeta = define_op('Zeta', {
  inputs: {x: 'T', q: 'T'},
  outputs: {z: 'T'},
  attrs: {T: type(REAL_PARTS)},
  shape: broadcast_output,
});
gradient(Zeta, (tf, op, dy) => {
  const [x, q] = op.inputs as [Tensor, Tensor];
  const [, reduction] = reductions(tf, x, q);
  return after(dy, () => {
    const [exponent, start] = [tf.conj(x), tf.conj(q)];
    const negative = exponent.neg();
    const partial = negative.mul(tf.zeta(exponent.add(1), start));
    return [null, reduced(tf, partial.mul(dy), reduction)];
  });
});

function betainc_shape({shapes}: ShapeContext): TensorShape[] {
  const known = shapes.filter(({ndims}) => ndims !== null && ndims > 0);
  const [first] = known;
  if (first === undefined) return [shapes.find(({ndims}) => ndims === null) ?? (shapes[0] as TensorShape)];
  return [known.reduce((merged, shape) => merge_shapes(merged, shape), first)];
}

/** The regularised incomplete beta integral; each input has the shape of the result or is a scalar. */
export const Betainc = define_op('Betainc', {
  inputs: {a: 'T', b: 'T', x: 'T'},
  outputs: {z: 'T'},
  attrs: {T: type(REAL_PARTS)},
  shape: betainc_shape,
});
gradient(Betainc, (tf, op, dy) => {
  const [a, b, x] = op.inputs as [Tensor, Tensor, Tensor];
  const [, reduction] = reductions(tf, a, x);
  const logarithms = tf.lgamma(a).add(tf.lgamma(b));
  const log_beta = logarithms.sub(tf.lgamma(a.add(b)));
  const right = b.sub(1).mul(tf.log(x.rsub(1)));
  const left = a.sub(1).mul(tf.log(x));
  const partial = tf.exp(right.add(left).sub(log_beta));
  return [null, null, reduced(tf, partial.mul(dy), reduction)];
});

export const Xlog1py = define_binary('Xlog1py', [float16, bfloat16, float32, float64, complex64, complex128]);
gradient(Xlog1py, (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  const [x_reduction, y_reduction] = reductions(tf, x, y);
  return after(dy, () => {
    const zero = tf.cast(0, x.dtype);
    const is_weighed = tf.cast(tf.not_equal(x, zero), x.dtype);
    const dx = apply(Xlog1py, {x: is_weighed, y}, {}).z;
    const dy_partial = tf.xdivy(x, y.add(1));
    const first = reduced(tf, dx.mul(dy), x_reduction);
    return [first, reduced(tf, dy_partial.mul(dy), y_reduction)];
  });
});

/** The number next to `x1` in the direction of `x2`. */
export const NextAfter = define_op('NextAfter', {
  inputs: {x1: 'T', x2: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type([float64, float32], float32)},
  shape: broadcast_output,
});
gradient(NextAfter, (tf, op, dy) => {
  const [x1, x2] = op.inputs as [Tensor, Tensor];
  const [reduction1, reduction2] = reductions(tf, x1, x2);
  return after(dy, () => {
    const partial1 = tf.ones(reduction1.shape as Tensor, x1.dtype);
    const partial2 = tf.zeros(reduction2.shape as Tensor, x2.dtype);
    const dx1 = reduced(tf, partial1.mul(dy), reduction1);
    return [dx1, reduced(tf, partial2.mul(dy), reduction2)];
  });
});

/** `tf.lgamma`: the logarithm of the absolute value of the gamma function, elementwise. */
export const lgamma = unary_function(Lgamma, 'lgamma');
/** `tf.digamma`: the derivative of `lgamma`, elementwise. */
export const digamma = unary_function(Digamma, 'digamma');

function parameter_function(op: ReturnType<typeof define_of_parameter>, name: string) {
  return signature(
    ['a', 'x', 'name'],
    function (a: TensorLike, x: TensorLike, name: string | null = null): Tensor {
      return apply(op, {a, x}, {}, name).z;
    },
    {name},
  );
}

/** `tf.igamma`: the lower regularised incomplete gamma function of `a` and `x`, elementwise. */
export const igamma = parameter_function(Igamma, 'igamma');
/** `tf.igammac`: one less `igamma`, elementwise. */
export const igammac = parameter_function(Igammac, 'igammac');
/** `tf.polygamma`: the derivative of order `a` of `digamma` at `x`, elementwise. */
export const polygamma = parameter_function(Polygamma, 'polygamma');

/** `tf.zeta`: the Hurwitz zeta function, the sum of `(q + n)^-x` over n from 0 on, elementwise. */
export const zeta = signature(
  ['x', 'q', 'name'],
  function zeta(x: TensorLike, q: TensorLike, name: string | null = null): Tensor {
    return apply(Zeta, {x, q}, {}, name).z;
  },
);

/** `tf.betainc`: the regularised incomplete beta integral of `a` and `b` from 0 to `x`, elementwise. */
export const betainc = signature(
  ['a', 'b', 'x', 'name'],
  function betainc(a: TensorLike, b: TensorLike, x: TensorLike, name: string | null = null): Tensor {
    return apply(Betainc, {a, b, x}, {}, name).z;
  },
);

/** `tf.math.nextafter` of two tensors of one dtype (float32, float64), broadcast against each other. */
export const nextafter = signature(
  ['x1', 'x2', 'name'],
  function nextafter(x1: TensorLike, x2: TensorLike, name: string | null = null): Tensor {
    return apply(NextAfter, {x1, x2}, {}, name).output;
  },
);
