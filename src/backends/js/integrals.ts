// Integrals without a closed form: Dawson's, the exponential integral, Fresnel's, Spence's. Series near zero, asymptotic
// series and a continued fraction far from it, in doubles; `round` rounds to the dtype where that shows in TensorFlow's.

import type {Round} from './half.ts';

const {abs, cos, exp, log, log1p, sin} = Math;

const ENOUGH = 2 ** -55;

/** Steps and weights of Rybicki's sum for Dawson's integral, whose error is below that of rounding. */
const STEP = 0.2;
const WEIGHTS = Array.from({length: 17}, (_, index) => exp(-(((2 * index + 1) * STEP) ** 2)));

function rybicki(x: number): number {
  const nearest = 2 * Math.round(x / (2 * STEP));
  const rest = x - nearest * STEP;
  const factor = exp(2 * rest * STEP);
  let [power, sum] = [factor, 0];
  for (let index = 0; index < WEIGHTS.length; index++) {
    const [above, below] = [nearest + 2 * index + 1, nearest - 2 * index - 1];
    sum += (WEIGHTS[index] as number) * (power / above + 1 / (below * power));
    power *= factor * factor;
  }
  return (exp(-rest * rest) * sum) / Math.sqrt(Math.PI);
}

/** `exp(-x^2)` times the integral of `exp(t^2)` from 0 to `x`. */
export function dawsn(x: number): number {
  const square = x * x;
  if (square >= 36) return asymptotic(1 / (2 * square), (count) => 2 * count - 1) / (2 * x);
  if (square >= 1) return x < 0 ? -rybicki(-x) : rybicki(x);
  let [power, sum] = [x, x];
  for (let count = 1; abs(power) > ENOUGH * abs(sum); count++) {
    power *= square / count;
    sum += power / (2 * count + 1);
  }
  return exp(-square) * sum;
}

/** 1 + f(1) z + f(1) f(2) z^2 + ..., as far as its terms shrink. */
function asymptotic(z: number, factor: (count: number) => number): number {
  let [sum, term] = [1, 1];
  for (let count = 1; ; count++) {
    const next = term * factor(count) * z;
    if (!(abs(next) < abs(term)) || abs(next) < ENOUGH) return sum + (abs(next) < abs(term) ? next : 0);
    term = next;
    sum += term;
  }
}

const EULER = 0.5772156649015329;

/** The principal value of the integral of `exp(t) / t` up to `x`; NaN below 0. */
export function expint(x: number, round: Round): number {
  if (x < 0 || x === Infinity) return NaN;
  if (x === 0) return -Infinity;
  if (x >= 40) return (round(exp(x)) * asymptotic(1 / x, (count) => count)) / x;
  let [power, sum] = [1, 0];
  for (let count = 1; power > ENOUGH * sum; count++) {
    power *= x / count;
    sum += power / count;
  }
  return sum + EULER + log(x);
}

/** From here on TensorFlow takes the integrals for their limits. */
const FRESNEL_END = 36974;

/** Terms of the power series of either integral: the first, and by what it is divided. */
function fresnel_series(x: number, first: number, divisor: number): number {
  const angle = (Math.PI / 2) * x * x;
  let [term, sum] = [first, first / divisor];
  const start = divisor === 1 ? 0 : 1;
  for (let count = 1; abs(term) > ENOUGH * abs(sum); count++) {
    const order = 2 * count + start;
    term *= (-angle * angle) / (order * (order - 1));
    sum += term / (4 * count + divisor);
  }
  return sum;
}

/** How many terms of the continued fraction are always enough. */
const FRACTION_TERMS = 120;

/** The complementary error function along the diagonal, without its exponential: a continued fraction from its end. */
function fresnel_fraction(x: number): [real: number, imaginary: number] {
  // b_n = 1 + 4 n - i pi x^2, a_n = -2n (2n - 1): the fraction a_1 / (b_1 + a_2 / (b_2 + ...)).
  const twist = -Math.PI * x * x;
  let [real, imaginary] = [0, 0];
  for (let count = FRACTION_TERMS; count > 0; count--) {
    const [c, d] = [1 + 4 * count + real, twist + imaginary];
    const scale = (-2 * count * (2 * count - 1)) / (c * c + d * d);
    real = c * scale;
    imaginary = -d * scale;
  }
  const [c, d] = [1 + real, twist + imaginary];
  const scale = 1 / (c * c + d * d);
  return [c * scale, -d * scale];
}

/** Both integrals beyond their series, through the angle that TensorFlow rounds. */
function fresnel_far(x: number, round: Round): [cosine: number, sine: number] {
  const [real, imaginary] = fresnel_fraction(x);
  // (x - i x) times the fraction.
  const [h_real, h_imaginary] = [x * (real + imaginary), x * (imaginary - real)];
  const angle = round(round(Math.PI / 2) * round(x * x));
  const [c, s] = [cos(angle), sin(angle)];
  const [turned_real, turned_imaginary] = [
    1 - (c * h_real - s * h_imaginary),
    -(c * h_imaginary + s * h_real),
  ];
  return [(turned_real - turned_imaginary) / 2, (turned_real + turned_imaginary) / 2];
}

function fresnel(near: (x: number) => number, part: 0 | 1): (x: number, round: Round) => number {
  return (x, round) => {
    const size = abs(x);
    if (Number.isNaN(x)) return NaN;
    const value = size > FRESNEL_END ? 0.5 : size < 1.6 ? near(size) : fresnel_far(size, round)[part];
    return x < 0 ? -value : value;
  };
}

/** The integral of `cos(pi t^2 / 2)` from 0 to `x`. */
export const fresnel_cos = fresnel((x) => fresnel_series(x, x, 1), 0);
/** The integral of `sin(pi t^2 / 2)` from 0 to `x`. */
export const fresnel_sin = fresnel((x) => fresnel_series(x, (Math.PI / 2) * x ** 3, 3), 1);

/** The dilogarithm of a number between -1/2 and 1/2. */
function dilogarithm(z: number): number {
  let [power, sum] = [z, z];
  for (let count = 2; abs(power) > ENOUGH * abs(sum); count++) {
    power *= z;
    sum += power / (count * count);
  }
  return sum;
}

/** The integral of `log(t) / (1 - t)` from 1 to `x`, negated: the dilogarithm of `1 - x`. NaN below 0. */
export function spence(x: number): number {
  if (x < 0 || x === Infinity) return NaN;
  if (x === 0) return Math.PI ** 2 / 6;
  if (x > 1.5) return -0.5 * log(x) ** 2 - spence(1 / x);
  if (x >= 0.5) return dilogarithm(1 - x);
  return Math.PI ** 2 / 6 - log(x) * log1p(-x) - dilogarithm(x);
}
