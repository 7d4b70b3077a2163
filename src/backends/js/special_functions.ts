// Functions that Math lacks, in double precision.

/** Under these names they are no look-ups of a global object in the loops. */
const {abs, exp, log, round, sin, sqrt, tan, trunc} = Math;

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

/** Lanczos' approximation with g = 7. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The logarithm of the absolute value of the gamma function. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (!Number.isFinite(x)) return Infinity;
  if (x <= 0 && Number.isInteger(x)) return Infinity;
  if (x < 0.5) return log(Math.PI / abs(sin(Math.PI * x))) - lgamma(1 - x);
  if (x === 1 || x === 2) return 0;
  const shifted = x - 1;
  const sum = LANCZOS.reduce(
    (total, term, index) => (index === 0 ? term : total + term / (shifted + index)),
    0,
  );
  const base = shifted + 7.5;
  return 0.5 * log(2 * Math.PI) + (shifted + 0.5) * log(base) - base + log(sum);
}

/** Coefficients of the asymptotic series of the digamma function in 1/x^2. */
const DIGAMMA_SERIES = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/** The derivative of `lgamma`. */
export function digamma(x: number): number {
  if (x <= 0 && Number.isInteger(x)) return NaN;
  if (x < 0) return digamma(1 - x) - Math.PI / tan(Math.PI * x);
  let shifted = x;
  let result = 0;
  for (; shifted < 10; shifted++) result -= 1 / shifted;
  const inverse_square = 1 / (shifted * shifted);
  const series = DIGAMMA_SERIES.reduceRight((sum, term) => (sum + term) * inverse_square, 0);
  return result + log(shifted) - 0.5 / shifted - series;
}
