// Elementwise arithmetic of one and two operands, one line an op. Rounding and wrapping around are done by the helpers.

import {INTERNAL} from '../../errors.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {arithmetic_of} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import * as complex from './complex.ts';
import {binary, unary} from './elementwise.ts';
import type {BinaryRules} from './elementwise.ts';
import {erf, erfc, round_half_even} from './special_functions.ts';

/** Under these names they are no look-ups of a global object in the loops. */
const {
  abs,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  ceil,
  cos,
  cosh,
  exp,
  expm1,
  floor,
  imul,
  log,
  log1p,
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
  trunc,
} = Math;

const sigmoid = (x: number): number => 1 / (1 + exp(-x));
/** Of NaN zero. */
const sign = (x: number): number => (x > 0 ? 1 : x < 0 ? -1 : 0);
const absolute_bigint = (x: bigint): bigint => (x < 0n ? -x : x);
const identity = <T>(x: T): T => x;
const reciprocal = unary({float: (x) => 1 / x, complex: complex.reciprocal});

function absolute_values(source: NumberData, target: NumberData): void {
  for (let index = 0; index < source.length; index++) target[index] = abs(source[index] as number);
}

function squares(source: NumberData, target: NumberData): void {
  for (let index = 0; index < source.length; index++) {
    const item = source[index] as number;
    target[index] = item * item;
  }
}

export const UNARY_KERNELS: JsKernels = {
  Neg: unary({float: (x) => -x, int: (x) => -x, bigint: (x) => -x, complex: complex.negate}),
  Abs: unary({float: abs, floats: absolute_values, int: abs, bigint: absolute_bigint}),
  Sign: unary({
    float: sign,
    int: sign,
    bigint: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
    complex: complex.sign,
  }),
  Square: unary({
    float: (x) => x * x,
    floats: squares,
    int: (x) => imul(x, x),
    bigint: (x) => x * x,
    complex: complex.square,
  }),
  Reciprocal: reciprocal,
  Inv: reciprocal,
  Sqrt: unary({float: sqrt, complex: complex.square_root}),
  Rsqrt: unary({
    float: (x) => 1 / sqrt(x),
    complex: (x) => complex.reciprocal(complex.square_root(x)),
  }),
  Exp: unary({float: exp, complex: complex.exponential}),
  Expm1: unary({
    float: expm1,
    complex: complex.exponential_less_one,
  }),
  Log: unary({float: log, complex: complex.logarithm}),
  Log1p: unary({float: log1p, complex: (x) => complex.logarithm(complex.add(complex.ONE, x))}),
  Tanh: unary({float: tanh, complex: complex.hyperbolic_tangent}),
  Sigmoid: unary({float: sigmoid, complex: complex.sigmoid}),
  Sin: unary({float: sin, complex: complex.sine}),
  Cos: unary({float: cos, complex: complex.cosine}),
  Tan: unary({float: tan, complex: complex.tangent}),
  Asin: unary({float: asin}),
  Acos: unary({float: acos}),
  Atan: unary({float: atan}),
  Sinh: unary({float: sinh, complex: complex.hyperbolic_sine}),
  Cosh: unary({float: cosh, complex: complex.hyperbolic_cosine}),
  Asinh: unary({float: asinh, complex: complex.inverse_hyperbolic_sine}),
  Acosh: unary({float: acosh, complex: complex.inverse_hyperbolic_cosine}),
  Atanh: unary({float: atanh, complex: complex.inverse_hyperbolic_tangent}),
  Ceil: unary({float: ceil}),
  Floor: unary({float: floor}),
  Round: unary({float: round_half_even, int: identity, bigint: identity}),
  Rint: unary({float: round_half_even}),
  Erf: unary({float: erf}),
  Erfc: unary({float: erfc}),
};

function has_integer_zero(divisor: NDArray): boolean {
  const kind = arithmetic_of(divisor.dtype);
  if (kind !== 'int' && kind !== 'bigint') return false;
  const items: ArrayLike<number | bigint> = divisor.data as Int32Array | BigInt64Array;
  for (let index = 0; index < items.length; index++) if (Number(items[index]) === 0) return true;
  return false;
}

function check_no_zero(divisor: NDArray): void {
  if (has_integer_zero(divisor)) throw invalid_argument('Integer division by zero');
}

/** The truncating forms have TensorFlow's own excuse. */
function check_no_zero_truncating(divisor: NDArray): void {
  if (!has_integer_zero(divisor)) return;
  const text = 'Unexpected error in binary operator (only integer div and mod should have errors)';
  throw new KernelError(INTERNAL, text);
}

function check_exponents(exponents: NDArray): void {
  const kind = arithmetic_of(exponents.dtype);
  if (kind !== 'int' && kind !== 'bigint') return;
  const items: Iterable<number | bigint> = exponents.data as Int32Array | BigInt64Array;
  for (const item of items) {
    if (item < 0) throw invalid_argument('Integers to negative integer powers are not allowed');
  }
}

/** Integer power modulo 2^32, by squaring. */
function int_power(base: number, exponent: number): number {
  let result = 1;
  let factor = base;
  for (let rest = exponent; rest > 0; rest = floor(rest / 2)) {
    if (rest % 2 === 1) result = imul(result, factor);
    factor = imul(factor, factor);
  }
  return result;
}

/** Integer power modulo 2^64, by squaring. */
function bigint_power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = BigInt.asIntN(64, result * factor);
    factor = BigInt.asIntN(64, factor * factor);
  }
  return result;
}

/** JavaScript differs from C where the base is 1 or -1. */
function float_power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

function floor_divide_bigints(x: bigint, y: bigint): bigint {
  if (x < 0n === y < 0n) return x / y;
  const [left, right] = [absolute_bigint(x), absolute_bigint(y)].map((item) => BigInt.asIntN(64, item));
  return -(BigInt.asIntN(64, (left as bigint) + (right as bigint) - 1n) / (right as bigint));
}

function floor_mod_bigints(x: bigint, y: bigint): bigint {
  const rest = x % y;
  return rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest;
}

/** The remainder with the sign of the divisor. */
function floor_mod(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
}

/** The larger, or the first where the comparison does not say: NaN stays only as the first operand. */
const maximum = <T extends number | bigint>(x: T, y: T): T => (x < y ? y : x);
const minimum = <T extends number | bigint>(x: T, y: T): T => (y < x ? y : x);

const ADD: BinaryRules = {
  float: (x, y) => x + y,
  int: (x, y) => x + y,
  bigint: (x, y) => x + y,
  complex: complex.add,
};
const TRUNCATE_DIVIDE: BinaryRules = {
  float: (x, y) => x / y,
  int: (x, y) => trunc(x / y),
  bigint: (x, y) => x / y,
  complex: complex.divide,
  check: check_no_zero,
};
const TRUNCATE_MOD: BinaryRules = {
  float: (x, y) => x % y,
  int: (x, y) => x % y,
  bigint: (x, y) => x % y,
  check: check_no_zero,
};
const REAL_DIVIDE: BinaryRules = {float: (x, y) => x / y, complex: complex.divide};
/** The slope of a power of `y`: where nothing comes in, nothing goes out, however steep it is. */
function power_grad(
  of_floats: NonNullable<BinaryRules['float']>,
  of_complex: NonNullable<BinaryRules['complex']>,
): JsKernel {
  return binary({
    float: (y, dy, round) => (dy === 0 ? 0 : of_floats(y, dy, round)),
    complex: (y, dy) => (complex.is_zero(dy) ? [0, 0] : of_complex(y, dy)),
  });
}

const reciprocal_grad = power_grad(
  (y, dy, round) => -dy * round(y * y),
  (y, dy) => complex.negate(complex.multiply(dy, complex.square(complex.conjugate(y)))),
);

const real_divide = binary(REAL_DIVIDE);
const floor_values = unary({float: floor});

/** The absolute value in a dtype of so many bits less than 32; the least number stays what it is. */
const absolute_int = (x: number, spare: number): number => (x < 0 ? (-x << spare) >> spare : x);

/** TensorFlow rounds quotients of two signs down by way of a sum, which may wrap around. */
function floor_divide_ints(x: number, y: number, spare: number): number {
  if (x < 0 === y < 0) return trunc(x / y);
  const right = absolute_int(y, spare);
  return -trunc(((absolute_int(x, spare) + right - 1) | 0) / right);
}

/** By the bytes of the dtype. */
const FLOOR_DIVISIONS = new Map(
  [1, 2, 4, 8].map((size) => [
    size,
    binary({
      float: (x, y, round) => floor(round(x / y)),
      int: (x, y) => floor_divide_ints(x, y, 32 - 8 * size),
      bigint: floor_divide_bigints,
      check: check_no_zero,
    }),
  ]),
);

/** The quotient is rounded to the dtype before its floor is taken: 18.998 is 19 to a half. */
const floor_divide: JsKernel = (inputs, attrs, context) => {
  const is_half = context.output_dtypes[0]?.is_floating === true && context.output_dtypes[0].size === 2;
  if (!is_half) {
    const kernel = FLOOR_DIVISIONS.get(context.output_dtypes[0]?.size ?? 4) as JsKernel;
    return kernel(inputs, attrs, context);
  }
  const quotient = real_divide(inputs, attrs, context);
  return floor_values([quotient].flat(), attrs, {...context, may_overwrite: () => false});
};

export const BINARY_KERNELS: JsKernels = {
  AddV2: binary(ADD),
  Sub: binary({
    float: (x, y) => x - y,
    int: (x, y) => x - y,
    bigint: (x, y) => x - y,
    complex: complex.subtract,
  }),
  Mul: binary({float: (x, y) => x * y, int: imul, bigint: (x, y) => x * y, complex: complex.multiply}),
  Div: binary(TRUNCATE_DIVIDE),
  TruncateDiv: binary({...TRUNCATE_DIVIDE, check: check_no_zero_truncating}),
  RealDiv: real_divide,
  DivNoNan: binary({
    float: (x, y) => (y === 0 ? 0 : x / y),
    complex: (x, y) => (complex.is_zero(y) ? [0, 0] : complex.divide(x, y)),
  }),
  MulNoNan: binary({
    float: (x, y) => (y === 0 ? 0 : x * y),
    complex: (x, y) => (complex.is_zero(y) ? [0, 0] : complex.multiply(x, y)),
  }),
  FloorDiv: floor_divide,
  FloorMod: binary({float: floor_mod, int: floor_mod, bigint: floor_mod_bigints, check: check_no_zero}),
  Mod: binary(TRUNCATE_MOD),
  TruncateMod: binary({...TRUNCATE_MOD, check: check_no_zero_truncating}),
  Pow: binary({
    float: float_power,
    int: int_power,
    bigint: bigint_power,
    complex: complex.power,
    check: check_exponents,
  }),
  Maximum: binary({float: maximum, int: maximum, bigint: maximum}),
  Minimum: binary({float: minimum, int: minimum, bigint: minimum}),
  SquaredDifference: binary({
    float: (x, y, round) => round(x - y) ** 2,
    int: (x, y) => imul(x - y, x - y),
    bigint: (x, y) => (x - y) * (x - y),
    complex: (x, y) => {
      const difference = complex.subtract(x, y);
      return complex.multiply(difference, complex.conjugate(difference));
    },
  }),
  Atan2: binary({float: atan2}),
  Xdivy: binary({
    float: (x, y) => (x === 0 ? 0 : x / y),
    complex: (x, y) => (complex.is_zero(x) ? x : complex.divide(x, y)),
  }),
  Xlogy: binary({
    float: (x, y) => (x === 0 ? 0 : x * log(y)),
    complex: (x, y) => (complex.is_zero(x) ? x : complex.multiply(x, complex.logarithm(y))),
  }),
  TanhGrad: binary({
    float: (y, dy, round) => dy * round(1 - round(y * y)),
    complex: (y, dy) => complex.multiply(dy, complex.subtract(complex.ONE, complex.square(y))),
  }),
  SigmoidGrad: binary({
    float: (y, dy, round) => dy * round(y * (1 - y)),
    complex: (y, dy) => complex.multiply(dy, complex.multiply(y, complex.subtract(complex.ONE, y))),
  }),
  SqrtGrad: power_grad(
    (y, dy) => (dy * 0.5) / y,
    (y, dy) => complex.divide(complex.scale(dy, 0.5), complex.conjugate(y)),
  ),
  RsqrtGrad: power_grad(
    (y, dy, round) => round(round(y * y) * y) * -0.5 * dy,
    (y, dy) => {
      const conjugate = complex.conjugate(y);
      return complex.multiply(
        complex.scale(dy, -0.5),
        complex.multiply(complex.square(conjugate), conjugate),
      );
    },
  ),
  InvGrad: reciprocal_grad,
  ReciprocalGrad: reciprocal_grad,
};
