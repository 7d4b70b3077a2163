// The gamma function's logarithm and what is built on it: its derivative, the incomplete gamma functions, the zeta
// and polygamma functions. In doubles; `round` rounds to the dtype where TensorFlow's own rounding shows in the result.

import type {Round} from './half.ts';

const {abs, exp, floor, log, sin, tan} = Math;

/** zeta(k) - 1, from k = 2 on. */
const ZETA_LESS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
  3.725334024788457e-9, 1.862659723513049e-9, 9.313274324196682e-10,
];
const EULER = 0.5772156649015329;
/** Coefficients of Stirling's series in 1/x^2, by Bernoulli's numbers. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** The sum of `coefficients[k] z^k`. */
function series(coefficients: readonly number[], z: number): number {
  let sum = 0;
  for (let index = coefficients.length - 1; index >= 0; index--)
    sum = sum * z + (coefficients[index] as number);
  return sum;
}

const NEAR_TWO = [
  1 - EULER,
  ...ZETA_LESS_ONE.map((value, index) => (index % 2 === 0 ? value : -value) / (index + 2)),
];

/** `lgamma(2 + z)` for z between -1/2 and 1/2. */
function lgamma_near_two(z: number): number {
  return z * series(NEAR_TWO, z);
}

/** The logarithm of the gamma function from 10 on. */
function lgamma_far(x: number): number {
  if (x > 1e17) return x * (log(x) - 1);
  const correction = series(STIRLING, 1 / (x * x)) / x;
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * Math.PI) + correction;
}

/** The logarithm of the absolute value of the gamma function. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (abs(x) === Infinity) return Infinity;
  if (x <= 0) {
    // The distance to the nearest integer is exact, so that its sine is too.
    const rest = x - floor(x + 0.5);
    if (rest === 0) return Infinity;
    if (x > -1e-17) return -log(-x);
    return log(Math.PI / abs(x * sin(Math.PI * rest))) - lgamma(-x);
  }
  if (x >= 10) return lgamma_far(x);
  if (x < 0.5) return lgamma_near_two(x) - log(x) - Math.log1p(x);
  if (x < 1.5) return lgamma_near_two(x - 1) - log(x);
  let [rest, product] = [x, 1];
  for (; rest > 2.5; rest--) product *= rest - 1;
  return lgamma_near_two(rest - 2) + (product === 1 ? 0 : log(product));
}

/** Stirling's series as the C library has it in single precision, beyond 8, where it rounds each step. */
const SINGLE_STIRLING = [
  8.3333335817e-2, -2.777777845e-3, 7.9365057172e-4, -5.9518753551e-4, 8.3633989561e-4, -1.6309292987e-3,
].map(Math.fround);

/** `lgamma` as other functions of the dtype use it. */
export function rounded_lgamma(x: number, round: Round): number {
  if (!(x >= 8 && x < 1e17) || round(2 ** -200) !== 0) return round(lgamma(x));
  const z = round(1 / x);
  const y = round(z * z);
  const sum = SINGLE_STIRLING.reduceRight((total, item) => round(item + round(y * total)), 0);
  const correction = round(round(4.1893854737e-1) + round(z * sum));
  return round(round(round(x - 0.5) * round(round(log(x)) - 1)) + correction);
}

/** Coefficients of the asymptotic series of the digamma function in 1/x^2. */
const DIGAMMA_SERIES = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/** `pi / tan(pi x)`, of the distance to the nearest integer. */
function cotangent(x: number, round: Round): number {
  const rest = round(x - floor(x + 0.5));
  return abs(rest) === 0.5 ? 0 : round(round(Math.PI) / round(tan(round(round(Math.PI) * rest))));
}

/** The derivative of `lgamma`, rounded at each step; infinite at zero and the negative integers. */
export function digamma(x: number, round: Round): number {
  if (x <= 0 && floor(x) === x) return Infinity;
  if (x <= 0) return round(digamma(round(1 - x), round) - cotangent(x, round));
  let [shifted, sum] = [x, 0];
  for (; shifted < 10; shifted = round(shifted + 1)) sum = round(sum + round(1 / shifted));
  const z = round(1 / round(shifted * shifted));
  const terms = is_single_of(round) ? DIGAMMA_SERIES.slice(0, 4) : DIGAMMA_SERIES;
  const correction = round(z * terms.reduceRight((total, item) => round(round(total * z) + round(item)), 0));
  return round(round(round(round(log(shifted)) - round(0.5 / shifted)) - correction) - sum);
}

/** Which of three numbers the incomplete gamma integral is asked for. */
type Wanted = 'value' | 'derivative' | 'sample_derivative';

/** How many terms TensorFlow takes at most. */
function most_terms(wanted: Wanted, is_single: boolean): number {
  return wanted === 'value' ? 2000 : is_single ? 200 : 500;
}

/** A sum or fraction and its derivative with respect to `a`. */
interface Expansion {
  readonly sum: number;
  readonly slope: number;
}

const is_single_of = (round: Round): boolean => round(2 ** -200) === 0;
/** Half the distance from 1 to the next number. */
const epsilon_of = (round: Round): number => (is_single_of(round) ? 2 ** -24 : 2 ** -53);

/** 1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) + ... */
function lower_series(a: number, x: number, wanted: Wanted, round: Round): Expansion {
  const [epsilon, terms] = [epsilon_of(round), most_terms(wanted, is_single_of(round))];
  let [place, sum, slope, term, term_slope] = [a, 1, 0, 1, 0];
  for (let count = 1; count <= terms; count++) {
    place = round(place + 1);
    const ratio = round(x / place);
    const ratio_slope = round(-x / round(place * place));
    term_slope = round(round(ratio * term_slope) + round(ratio_slope * term));
    slope = round(slope + term_slope);
    term = round(term * ratio);
    sum = round(sum + term);
    const is_enough = wanted === 'value' ? term <= epsilon * sum : abs(term_slope) <= epsilon * abs(slope);
    if (is_enough) break;
  }
  return {sum, slope};
}

/** A convergent of the fraction: numerator and denominator, each with its derivative. */
type Convergent = readonly [p: number, q: number, dp: number, dq: number];

const TOO_LARGE = 2 ** 53;

function scaled([p, q, dp, dq]: Convergent, factor: number): Convergent {
  return [p * factor, q * factor, dp * factor, dq * factor];
}

/** Legendre's continued fraction of the upper integral, by its convergents. */
function upper_fraction(a: number, x: number, wanted: Wanted, round: Round): Expansion {
  const [epsilon, terms] = [epsilon_of(round), most_terms(wanted, is_single_of(round))];
  let before: Convergent = [1, x, 0, 0];
  let last: Convergent = [x + 1, (x + 2 - a) * x, 0, -x];
  let sum = last[0] / last[1];
  let slope = (sum * x) / last[1];
  for (let count = 1; count <= terms; count++) {
    const [step, weight] = [x + 2 - a + 2 * count, (1 - a + count) * count];
    const next: Convergent = [
      last[0] * step - before[0] * weight,
      last[1] * step - before[1] * weight,
      last[2] * step - last[0] - before[2] * weight + before[0] * count,
      last[3] * step - last[1] - before[3] * weight + before[1] * count,
    ];
    const [sum_before, slope_before] = [sum, slope];
    if (next[1] !== 0) {
      sum = next[0] / next[1];
      slope = (next[2] - sum * next[3]) / next[1];
      const is_enough =
        wanted === 'value'
          ? abs(sum_before - sum) <= epsilon * abs(sum)
          : abs(slope - slope_before) <= epsilon;
      if (is_enough) break;
    }
    const factor = abs(next[0]) > TOO_LARGE ? 1 / TOO_LARGE : 1;
    [before, last] = [scaled(last, factor), scaled(next, factor)];
  }
  return {sum, slope};
}

/** `sum` times `x^a exp(-x) / gamma(a + shift)`, or what else is wanted of it. */
function weighted(
  {sum, slope}: Expansion,
  a: number,
  x: number,
  shift: 0 | 1,
  wanted: Wanted,
  round: Round,
): number {
  const log_x = round(log(x));
  const exponent = round(round(round(a * log_x) - x) - rounded_lgamma(round(a + shift), round));
  const exponent_slope = round(log_x - digamma(round(a + shift), round));
  if (wanted === 'sample_derivative') {
    const derivative = round(-round(slope + round(sum * exponent_slope)) * x);
    return shift === 1 ? derivative / a : derivative;
  }
  const weight = round(exp(exponent));
  return wanted === 'value' ? sum * weight : sum * weight * exponent_slope + slope * weight;
}

function lower(a: number, x: number, wanted: Wanted, round: Round): number {
  return weighted(lower_series(a, x, wanted, round), a, x, 1, wanted, round);
}

function upper(a: number, x: number, wanted: Wanted, round: Round): number {
  if (x === Infinity) return 0;
  return weighted(upper_fraction(a, x, wanted, round), a, x, 0, wanted, round);
}

function incomplete(wanted: Wanted): (a: number, x: number, round: Round) => number {
  return (a, x, round) => {
    if (x === 0) return 0;
    if (!(x > 0) || !(a > 0)) return NaN;
    if (x <= 1 || x <= a) return lower(a, x, wanted, round);
    const rest = round(upper(a, x, wanted, round));
    return wanted === 'value' ? 1 - rest : -rest;
  };
}

/** The lower regularised incomplete gamma function. */
export const igamma = incomplete('value');
/** Its derivative with respect to `a`. */
export const igamma_grad_a = incomplete('derivative');
/** How a sample `x` of the gamma distribution of `a` moves with `a`. */
export const gamma_sample_derivative = incomplete('sample_derivative');

/** The upper regularised incomplete gamma function. */
export function igammac(a: number, x: number, round: Round): number {
  if (!(x >= 0) || !(a > 0)) return NaN;
  if (x < 1 || x < a) return 1 - round(x === 0 ? 0 : lower(a, x, 'value', round));
  return upper(a, x, 'value', round);
}

/** (2k)! by Bernoulli's numbers: divisors of the Euler-Maclaurin formula. */
const EULER_MACLAURIN = [
  12,
  -720,
  30240,
  -1209600,
  47900160,
  -1307674368e3 / 691,
  7.47242496e10,
  -1067062284288e4 / 3617,
  5.109094217170944e18 / 43867,
  -8.028576626982912e20 / 174611,
  1.8152105401943546e17,
  -7.166165256175667e18,
];

/** The rest of the sum from `place` on, whose last term was `term`. */
function zeta_rest(x: number, place: number, term: number, sum: number, epsilon: number): number {
  let total = sum + (term * place) / (x - 1) - 0.5 * term;
  let [factor, power] = [1, term];
  for (let index = 0; index < EULER_MACLAURIN.length; index++) {
    factor *= x + 2 * index;
    power /= place;
    const next = (factor * power) / (EULER_MACLAURIN[index] as number);
    total += next;
    if (abs(next / total) < epsilon) break;
    factor *= x + 2 * index + 1;
    power /= place;
  }
  return total;
}

/** The sum of `(q + n)^-x` over n from 0 on: Hurwitz' zeta function. */
export function zeta(x: number, q: number, round: Round): number {
  if (x === 1) return Infinity;
  if (x < 1) return NaN;
  if (q <= 0) {
    if (q === floor(q)) return Infinity;
    if (x !== floor(x)) return NaN;
  }
  const epsilon = epsilon_of(round);
  // In single precision nine terms are enough, wherever they start.
  const least = is_single_of(round) ? -Infinity : 9;
  let [place, sum, term] = [q, round(q ** -x), 0];
  for (let count = 0; count < 9 || place <= least; count++) {
    place = round(place + 1);
    term = round(place ** -x);
    sum = round(sum + term);
    if (abs(term / sum) < epsilon) return sum;
  }
  return zeta_rest(x, place, term, sum, epsilon);
}

/** The derivative of whole order `n` of the digamma function. */
export function polygamma(n: number, x: number, round: Round): number {
  if (floor(n) !== n) return NaN;
  if (n === 0) return digamma(x, round);
  const order = n + 1;
  const factorial = round(exp(rounded_lgamma(order, round)));
  return round((order % 2 === 0 ? 1 : -1) * factorial) * round(zeta(order, x, round));
}
