// The regularised incomplete beta integral. In doubles, or as single precision rounds its
// logarithms: TensorFlow's two have different formulas.

import type {Round} from './half.ts';
import {rounded_lgamma} from './gamma.ts';

const {abs, exp, log, log1p} = Math;

const ENOUGH = 2 ** -53;
const TOO_LARGE = 2 ** 53;
/** The most terms of the continued fraction. */
const TERMS = 300;

/** Parameters of the integral and its end, which is below the mean. */
interface Part {
  readonly a: number;
  readonly b: number;
  readonly x: number;
}

/** One of the two continued fractions: `near` is the one for an end well below the mean. */
function fraction({a, b, x: end}: Part, near: boolean): number {
  const x = near ? end : end / (1 - end);
  let [p_before, q_before, p, q, value] = [0, 1, 1, 1, 1];
  for (let count = 0; count < TERMS; count++) {
    const place = a + 2 * count;
    const [first, second] = near ? [a + b + count, b - 1 - count] : [b - 1 - count, a + b + count];
    const factors = [
      (-x * (a + count) * first) / (place * (place + 1)),
      (x * (count + 1) * second) / ((place + 1) * (place + 2)),
    ];
    for (const factor of factors) {
      [p_before, p] = [p, p + p_before * factor];
      [q_before, q] = [q, q + q_before * factor];
    }
    if (q !== 0) {
      const next = p / q;
      if (abs(value - next) < 3 * ENOUGH * abs(next)) return next;
      value = next;
    }
    const scale =
      abs(p) + abs(q) > TOO_LARGE
        ? 1 / TOO_LARGE
        : abs(q) < 1 / TOO_LARGE || abs(p) < 1 / TOO_LARGE
          ? TOO_LARGE
          : 1;
    if (scale !== 1) [p_before, q_before, p, q] = [p_before * scale, q_before * scale, p * scale, q * scale];
  }
  return value;
}

/** The logarithm of gamma(a + b) / (gamma(a) gamma(b)), added to `start` term by term. */
function with_gamma_ratio(start: number, a: number, b: number, round: Round): number {
  const whole = round(start + rounded_lgamma(round(a + b), round));
  return round(round(whole - rounded_lgamma(a, round)) - rounded_lgamma(b, round));
}

const exact: Round = (value) => value;

/** The power series, for a small product of `b` and the end. */
function double_series({a, b, x}: Part): number {
  let [term, sum] = [1, 1 / a];
  for (let count = 1; abs(term) > ENOUGH / a; count++) {
    term *= ((count - b) * x) / count;
    sum += term / (a + count);
    if (term === 0) break;
  }
  return exp(with_gamma_ratio(0, a, b, exact) + a * log(x) + log(sum));
}

/** Whether the first of the fractions converges sooner. */
function is_near({a, b, x}: Part): boolean {
  return x * (a + b - 2) < a - 1;
}

function double_fraction(part: Part, rest: number): number {
  const {a, b, x} = part;
  const weight = is_near(part) ? fraction(part, true) : fraction(part, false) / rest;
  return exp(a * log(x) + with_gamma_ratio(b * log(rest), a, b, exact) + log(weight / a));
}

function double_part(part: Part, rest: number): number {
  return part.b * part.x <= 1 && part.x <= 0.95 ? double_series(part) : double_fraction(part, rest);
}

function double_betainc(a: number, b: number, x: number): number {
  if (b * x <= 1 && x <= 0.95) return double_series({a, b, x});
  if (x <= a / (a + b)) return double_part({a, b, x}, 1 - x);
  return 1 - double_part({a: b, b: a, x: 1 - x}, x);
}

const round_to_single = Math.fround;

/** The series in `x / (1 - x)` of single precision, for a large `b` and an end far below the mean. */
function single_series({a, b, x}: Part): number {
  const power = round_to_single(a * round_to_single(log(x)));
  const weighted = round_to_single(power + round_to_single((b - 1) * round_to_single(log1p(-x))));
  const gammas = round_to_single(rounded_lgamma(a, round_to_single) + rounded_lgamma(b, round_to_single));
  const reduced = round_to_single(round_to_single(weighted - round_to_single(log(a))) - gammas);
  const exponent = round_to_single(reduced + rounded_lgamma(round_to_single(a + b), round_to_single));
  let [term, sum] = [1, 1];
  for (let count = 1; abs(term) > 2 ** -24 && b !== count; count++) {
    term *= ((x / (1 - x)) * (b - count)) / (a + count);
    sum += term;
  }
  return round_to_single(exp(exponent)) * sum;
}

function single_part(part: Part, rest: number): number {
  const {a, b, x} = part;
  if (b > 10 && abs((b * x) / a) < 0.3) return single_series(part);
  const near = is_near(part);
  const tail = round_to_single((near ? b : b - 1) * round_to_single(log(rest)));
  const power = round_to_single(a * round_to_single(log(x)));
  const exponent = round_to_single(tail + with_gamma_ratio(power, a, b, round_to_single));
  return exp(round_to_single(exponent + round_to_single(log(fraction(part, near) / a))));
}

/** For `a` above 1. */
function single_betainc(a: number, b: number, x: number): number {
  const rest = round_to_single(1 - x);
  if (!(x > a / (a + b))) return single_part({a, b, x}, rest);
  return 1 - round_to_single(single_part({a: b, b: a, x: rest}, x));
}

/** What `a` loses when it is one larger. */
function single_step(a: number, b: number, x: number): number {
  const power = round_to_single(a * round_to_single(log(x)));
  const start = round_to_single(power + round_to_single(b * round_to_single(log1p(-x))));
  const whole = round_to_single(start + rounded_lgamma(round_to_single(a + b), round_to_single));
  const next = round_to_single(whole - rounded_lgamma(round_to_single(a + 1), round_to_single));
  return exp(round_to_single(next - rounded_lgamma(b, round_to_single)));
}

/** The integral of `t^(a-1) (1-t)^(b-1)` from 0 to `x`, as a share of the whole; NaN outside of its domain. */
export function betainc(a: number, b: number, x: number, round: Round): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  if (round(2 ** -200) !== 0) return double_betainc(a, b, x);
  if (a > 1) return single_betainc(a, b, x);
  return single_betainc(round_to_single(a + 1), b, x) + single_step(a, b, x);
}
