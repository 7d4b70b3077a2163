// Functions that Math lacks, in double precision.

/** Under these names they are no look-ups of a global object in the loops. */
const {abs, exp, round, sqrt, trunc} = Math;

/** Rounds to the nearest integer, ties to even. */
export function round_half_even(x: number): number {
  if (!(abs(x) < 2 ** 52)) return x;
  const rounded = round(x);
  const is_tie = abs(x - trunc(x)) === 0.5;
  const result = is_tie && rounded % 2 !== 0 ? rounded - 1 : rounded;
  return result === 0 && (x < 0 || Object.is(x, -0)) ? -0 : result;
}

const SERIES_TERMS = 30;
const FRACTION_TERMS = 200;

/** The error function: its power series near zero, else through `erfc`. */
export function erf(x: number): number {
  if (abs(x) >= 1) return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
  let term = x;
  let sum = x;
  for (let count = 1; count < SERIES_TERMS; count++) {
    term *= (-x * x) / count;
    sum += term / (2 * count + 1);
  }
  return (2 / sqrt(Math.PI)) * sum;
}

/** 1 - erf(x), exact for large x too: a continued fraction from 1 on. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 1) return 1 - erf(x);
  if (x > 28) return 0;
  let fraction = 0;
  for (let count = FRACTION_TERMS; count > 0; count--) fraction = count / 2 / (x + fraction);
  return exp(-x * x) / sqrt(Math.PI) / (x + fraction);
}

/** The number next to `x` towards `y`, of the dtype that `round` rounds to. */
export function next_after(x: number, y: number, round: (value: number) => number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || x === y) return x === y ? y : NaN;
  const is_single = round(Number.MIN_VALUE) === 0;
  if (x === 0) return Math.sign(y) * (is_single ? 2 ** -149 : Number.MIN_VALUE);
  const bits = new DataView(new ArrayBuffer(8));
  // Larger magnitudes have larger bit patterns.
  const step = y > x === x > 0 ? 1 : -1;
  if (is_single) {
    bits.setFloat32(0, x);
    bits.setInt32(0, bits.getInt32(0) + step);
    return bits.getFloat32(0);
  }
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(step));
  return bits.getFloat64(0);
}
