// Activations and their gradients, four elements at a time, with the roundings and the places of NaN that TensorFlow has.
import {f32x4, v128, type Expression} from '../assembler/expressions.ts';
import {binary, constant, unary, type Maps} from './maps.ts';
import type {VectorMath} from './vector_math.ts';

const {add, div, gt, lt, mul, sub} = f32x4;

const ZERO = constant(0);
const ONE = constant(1);

/** Scale and alpha of "Self-Normalizing Neural Networks" (Klambauer et al., 2017). */
const SELU_SCALE = 1.0507009873554805;
const SELU_SCALE_ALPHA = 1.7580993408473768;

/** e to the power of `x`, less one. */
const less_one = (x: Expression, m: VectorMath): Expression => sub(m.exp(x), ONE);

/** `x` where it is above zero, else 0; NaN stays. */
const relu = (x: Expression): Expression => v128.andnot(x, lt(x, ZERO));

/** The attribute `alpha` of leaky activations. */
const leak = (attrs: Readonly<Record<string, unknown>>): Expression =>
  constant(typeof attrs['alpha'] === 'number' ? attrs['alpha'] : 0.2);

export const ACTIVATIONS: Maps = {
  Elu: unary((x, m) => v128.select(less_one(x, m), x, lt(x, ZERO))),
  EluGrad: binary((dy, y) => v128.select(mul(add(y, ONE), dy), dy, lt(y, ZERO))),
  LeakyRelu: unary((x, _, attrs) => v128.select(x, mul(x, leak(attrs)), gt(x, ZERO))),
  LeakyReluGrad: binary((dy, x, _, attrs) => v128.select(dy, mul(dy, leak(attrs)), gt(x, ZERO))),
  Relu: unary(relu),
  Relu6: unary((x) => v128.select(constant(6), relu(x), gt(x, constant(6)))),
  Relu6Grad: binary((dy, x) => v128.and(dy, v128.and(gt(x, ZERO), lt(x, constant(6))))),
  ReluGrad: binary((dy, x) => v128.and(dy, gt(x, ZERO))),
  Selu: unary((x, m) =>
    v128.select(mul(constant(SELU_SCALE_ALPHA), less_one(x, m)), mul(constant(SELU_SCALE), x), lt(x, ZERO)),
  ),
  SeluGrad: binary((dy, y) =>
    v128.select(mul(dy, add(y, constant(SELU_SCALE_ALPHA))), mul(dy, constant(SELU_SCALE)), lt(y, ZERO)),
  ),
  Sigmoid: unary((x, m) => m.sigmoid(x)),
  SigmoidGrad: binary((y, dy) => mul(dy, mul(y, sub(ONE, y)))),
  SoftplusGrad: binary((dy, x, m) => div(dy, add(m.exp(f32x4.neg(x)), ONE))),
  Softsign: unary((x) => div(x, add(ONE, f32x4.abs(x)))),
  SoftsignGrad: binary((dy, x, m) => {
    const root = m.f.let(add(ONE, f32x4.abs(x)));
    return div(dy, mul(root, root));
  }),
  Tanh: unary((x, m) => m.tanh(x)),
  TanhGrad: binary((y, dy) => mul(dy, sub(ONE, mul(y, y)))),
};
