// What each op computes from four elements of each input, as expressions; and which ops sum up, or multiply matrices. Knows no loops.
import type {Attributes} from '../../../compile/program.ts';
import {f32x4, i32x4, v128, type Expression} from '../assembler/expressions.ts';
import type {VectorMath} from './vector_math.ts';

/** The outputs of an op of elements. All `inputs` may be used more than once. `columns` gives the numbers of their columns. */
export type Map4 = (
  m: VectorMath,
  inputs: readonly Expression[],
  attrs: Attributes,
  columns: () => Expression,
) => readonly Expression[];

type Unary = (x: Expression, m: VectorMath) => Expression;
type Binary = (x: Expression, y: Expression, m: VectorMath) => Expression;

const unary =
  (compute: Unary): Map4 =>
  (m, [x]) => [compute(x as Expression, m)];
const binary =
  (compute: Binary): Map4 =>
  (m, [x, y]) => [compute(x as Expression, y as Expression, m)];

const constant = f32x4.const;

/** `x` where it is above zero, else 0; NaN stays. */
const relu = (x: Expression): Expression => v128.andnot(x, f32x4.lt(x, constant(0)));

/** As TensorFlow adds up: from the left. */
const add_n: Map4 = (_, inputs) => [inputs.reduce((sum, each) => f32x4.add(sum, each))];

/** The new variable, and the new accumulator. */
const momentum: Map4 = (m, [variable, accumulator, rate, gradient, factor], attrs) => {
  const [lr, grad] = [rate as Expression, gradient as Expression];
  const sum = m.f.let(f32x4.add(f32x4.mul(accumulator as Expression, factor as Expression), grad));
  const step =
    attrs['use_nesterov'] === true
      ? f32x4.add(f32x4.mul(grad, lr), f32x4.mul(f32x4.mul(sum, factor as Expression), lr))
      : f32x4.mul(sum, lr);
  return [f32x4.sub(variable as Expression, step), sum];
};

/** Ops of elements, by type, on float32. */
export const MAPS: Readonly<Record<string, Map4>> = {
  Add: binary(f32x4.add),
  AddN: add_n,
  AddV2: binary(f32x4.add),
  ApplyGradientDescent: (_, [variable, rate, gradient]) => [
    f32x4.sub(variable as Expression, f32x4.mul(rate as Expression, gradient as Expression)),
  ],
  ApplyMomentum: momentum,
  BiasAdd: binary(f32x4.add),
  Elu: unary((x, m) => v128.select(f32x4.sub(m.exp(x), constant(1)), x, f32x4.lt(x, constant(0)))),
  EluGrad: binary((dy, y) =>
    v128.select(f32x4.mul(f32x4.add(y, constant(1)), dy), dy, f32x4.lt(y, constant(0))),
  ),
  Exp: unary((x, m) => m.exp(x)),
  // Ones in all bits of the element whose column the integer names; `MaskedBy` and `LessOneWhere` take that.
  IsColumn: (_, [index], _attrs, columns) => [i32x4.eq(index as Expression, columns())],
  LessOneWhere: binary((x, mask) => f32x4.sub(x, v128.and(mask, constant(1)))),
  Log: unary((x, m) => m.log(x)),
  MaskedBy: binary(v128.and),
  Maximum: binary((x, y) => v128.select(y, x, f32x4.lt(x, y))),
  Minimum: binary((x, y) => v128.select(y, x, f32x4.lt(y, x))),
  Mul: binary(f32x4.mul),
  MulNoNan: binary((x, y) => v128.andnot(f32x4.mul(x, y), f32x4.eq(y, constant(0)))),
  Neg: unary(f32x4.neg),
  RealDiv: binary(f32x4.div),
  Reciprocal: unary((x) => f32x4.div(constant(1), x)),
  Relu: unary(relu),
  ReluGrad: binary((dy, x) => v128.and(dy, f32x4.gt(x, constant(0)))),
  Rsqrt: unary((x) => f32x4.div(constant(1), f32x4.sqrt(x))),
  // No gradient passes where none comes in.
  RsqrtGrad: binary((y, dy) => {
    const cube = f32x4.mul(f32x4.mul(y, y), y);
    return v128.andnot(f32x4.mul(f32x4.mul(cube, constant(-0.5)), dy), f32x4.eq(dy, constant(0)));
  }),
  Sigmoid: unary((x, m) => m.sigmoid(x)),
  SigmoidGrad: binary((y, dy) => f32x4.mul(dy, f32x4.mul(y, f32x4.sub(constant(1), y)))),
  Sqrt: unary(f32x4.sqrt),
  Square: unary((x) => f32x4.mul(x, x)),
  SquaredDifference: binary((x, y, m) => {
    const difference = m.f.let(f32x4.sub(x, y));
    return f32x4.mul(difference, difference);
  }),
  Sub: binary(f32x4.sub),
  Tanh: unary((x, m) => m.tanh(x)),
  TanhGrad: binary((y, dy) => f32x4.mul(dy, f32x4.sub(constant(1), f32x4.mul(y, y)))),
};

/** How an op sums up. */
export interface Reduction {
  /** What nothing sums up to. */
  readonly identity: number;
  combine(a: Expression, b: Expression): Expression;
  /** Whether the sum is divided by the number of its elements. */
  readonly is_mean?: boolean;
}

const SUM: Reduction = {identity: 0, combine: f32x4.add};

/** Ops that sum up along axes, by type. */
export const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  BiasAddGrad: SUM,
  Max: {identity: -Infinity, combine: (a, b) => v128.select(b, a, f32x4.gt(b, a))},
  Mean: {...SUM, is_mean: true},
  Min: {identity: Infinity, combine: (a, b) => v128.select(b, a, f32x4.lt(b, a))},
  Sum: SUM,
};

/** Ops that only name the same elements otherwise. */
export const ALIASES: ReadonlySet<string> = new Set([
  'ExpandDims',
  'Identity',
  'Reshape',
  'Squeeze',
  'StopGradient',
]);

/** A vector of ones in the first `count` lanes. */
export function lanes_mask(count: number): Expression {
  return i32x4.const(...[0, 1, 2, 3].map((lane) => (lane < count ? -1 : 0)));
}
