// What each op computes from four elements of each input, as expressions; and which ops sum up, or multiply matrices. Knows no loops.
import {f32x4, i32x4, v128, type Expression} from '../assembler/expressions.ts';
import {ACTIVATIONS} from './activations.ts';
import {binary, constant, unary, type Map4, type Maps} from './maps.ts';
import {OPTIMIZER_STEPS} from './optimizer_steps.ts';

/** As TensorFlow adds up: from the left. */
const add_n: Map4 = (_, inputs) => [inputs.reduce((sum, each) => f32x4.add(sum, each))];

/** `gradient`, and 0 where `dy` is. */
const through = (dy: Expression, gradient: Expression): Expression =>
  v128.andnot(gradient, f32x4.eq(dy, constant(0)));

/** Ops of elements, by type, on float32. */
export const MAPS: Maps = {
  ...ACTIVATIONS,
  ...OPTIMIZER_STEPS,
  Abs: unary(f32x4.abs),
  Add: binary(f32x4.add),
  AddN: add_n,
  AddV2: binary(f32x4.add),
  BiasAdd: binary(f32x4.add),
  Ceil: unary(f32x4.ceil),
  Exp: unary((x, m) => m.exp(x)),
  Floor: unary(f32x4.floor),
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
  Rint: unary(f32x4.nearest),
  Rsqrt: unary((x) => f32x4.div(constant(1), f32x4.sqrt(x))),
  // No gradient passes where none comes in.
  ReciprocalGrad: binary((y, dy) => through(dy, f32x4.mul(f32x4.neg(dy), f32x4.mul(y, y)))),
  RsqrtGrad: binary((y, dy) => {
    const cube = f32x4.mul(f32x4.mul(y, y), y);
    return through(dy, f32x4.mul(f32x4.mul(cube, constant(-0.5)), dy));
  }),
  Sqrt: unary(f32x4.sqrt),
  SqrtGrad: binary((y, dy) => through(dy, f32x4.div(f32x4.mul(dy, constant(0.5)), y))),
  Square: unary((x) => f32x4.mul(x, x)),
  SquaredDifference: binary((x, y, m) => {
    const difference = m.f.let(f32x4.sub(x, y));
    return f32x4.mul(difference, difference);
  }),
  Sub: binary(f32x4.sub),
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
