// One number at a time of the gamma, Poisson and binomial distributions, by rejection, as TensorFlow draws them. Each sample has
// a stretch of the generator's stream of its own. Knows no arrays.

import {GroupedDraws, PhiloxStream} from '../../util/philox_stream.ts';
import type {PhiloxState} from '../../util/philox.ts';
import {lgamma} from './gamma.ts';

const {abs, ceil, exp, floor, log, log1p, pow, sqrt} = Math;

/** Blocks of the stream that each sample owns. */
const BLOCKS_PER_SAMPLE = 256;
/** Those that a sample of a binomial distribution of small mean owns. */
const BLOCKS_OF_INVERSION = 42;

/** The stream of sample `index`. */
const stream_of = (state: PhiloxState, index: number, blocks = BLOCKS_PER_SAMPLE): PhiloxStream =>
  new PhiloxStream(state, index * blocks);

/** A gamma number of shape `alpha` and scale 1: Marsaglia and Tsang's method, in doubles whatever the dtype. */
export function gamma_draw(state: PhiloxState, index: number, alpha: number): number {
  const stream = stream_of(state, index);
  const uniform = new GroupedDraws(stream, 'uniform', 'float64');
  if (alpha === 1) return -log1p(-uniform.next());
  const normal = new GroupedDraws(stream, 'normal', 'float64');
  const is_small = alpha < 1;
  const d = alpha + (is_small ? 2 / 3 : -1 / 3);
  const c = 1 / 3 / sqrt(d);
  for (;;) {
    const x = normal.next();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = uniform.next();
    const is_inside = u < 1 - 0.0331 * (x * x) * (x * x);
    if (!is_inside && log(u) >= 0.5 * x * x + d * (1 - v + log(v))) continue;
    return is_small ? d * v * pow(uniform.next(), 1 / alpha) : d * v;
  }
}

const SMALL_RATE = 10;

/** A Poisson number of `rate`, drawn in doubles whatever the dtype. */
export function poisson_draw(state: PhiloxState, index: number, rate: number): number {
  const uniform = new GroupedDraws(stream_of(state, index), 'uniform', 'float64');
  return rate < SMALL_RATE ? poisson_by_products(uniform, rate) : poisson_by_rejection(uniform, rate);
}

/** Knuth's method: how many uniform numbers can be multiplied before the product falls below exp(-rate). */
function poisson_by_products(uniform: GroupedDraws, rate: number): number {
  const end = exp(-rate);
  let product = 1;
  for (let count = 0; ; count++) {
    product *= uniform.next();
    if (product <= end) return count;
  }
}

/** Hoermann's transformed rejection. */
function poisson_by_rejection(uniform: GroupedDraws, rate: number): number {
  const log_rate = log(rate);
  const b = 0.931 + 2.53 * sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const box = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform.next() - 0.5;
    const v = uniform.next();
    const shifted = 0.5 - abs(u);
    const k = floor(((2 * a) / shifted + b) * u + rate + 0.43);
    if (shifted >= 0.07 && v <= box) return k;
    if (k < 0 || (shifted < 0.013 && v > shifted)) continue;
    const s = log((v * inverse_alpha) / (a / (shifted * shifted) + b));
    if (s <= -rate + k * log_rate - lgamma(k + 1)) return k;
  }
}

const SMALL_MEAN = 10;

/** A binomial number of `count` trials of probability `chance`, NaN for a chance that is none. */
export function binomial_draw(state: PhiloxState, index: number, count: number, chance: number): number {
  if (Number.isNaN(chance)) return NaN;
  if (count <= 0 || chance <= 0) return 0;
  if (chance >= 1) return count;
  if (chance > 0.5) return count - successes(state, index, count, 1 - chance);
  return successes(state, index, count, chance);
}

function successes(state: PhiloxState, index: number, count: number, chance: number): number {
  const is_small = count * chance < SMALL_MEAN;
  const stream = stream_of(state, index, is_small ? BLOCKS_OF_INVERSION : BLOCKS_PER_SAMPLE);
  const uniform = new GroupedDraws(stream, 'uniform', 'float64');
  return is_small
    ? binomial_by_waiting(uniform, count, chance)
    : binomial_by_rejection(uniform, count, chance);
}

/** How many waiting times fit into `count`. */
function binomial_by_waiting(uniform: GroupedDraws, count: number, chance: number): number {
  let waited = 0;
  for (let found = 0; ; found++) {
    waited += ceil(log(uniform.next()) / log1p(-chance));
    if (waited > count) return found;
  }
}

/** What Stirling's formula lacks of log(k!), for small k. */
const STIRLING_TAILS = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.010411265261972, 0.00925546218271273, 0.00833056343336287,
];

function stirling_tail(k: number): number {
  const known = STIRLING_TAILS[k];
  if (known !== undefined) return known;
  const square = (k + 1) * (k + 1);
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

/** Hoermann's transformed rejection (BTRS). */
function binomial_by_rejection(uniform: GroupedDraws, count: number, chance: number): number {
  const deviation = sqrt(count * chance * (1 - chance));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * chance;
  const box = 0.92 - 4.2 / b;
  const odds = chance / (1 - chance);
  const alpha = (2.83 + 5.1 / b) * deviation;
  const mode = floor((count + 1) * chance);
  for (;;) {
    const u = uniform.next() - 0.5;
    const v = uniform.next();
    const shifted = 0.5 - abs(u);
    const k = floor(((2 * a) / shifted + b) * u + count * chance + 0.5);
    if (shifted >= 0.07 && v <= box) return k;
    if (k < 0 || k > count) continue;
    const bound =
      (mode + 0.5) * log((mode + 1) / (odds * (count - mode + 1))) +
      (count + 1) * log((count - mode + 1) / (count - k + 1)) +
      (k + 0.5) * log((odds * (count - k + 1)) / (k + 1)) +
      stirling_tail(mode) +
      stirling_tail(count - mode) -
      stirling_tail(k) -
      stirling_tail(count - k);
    if (log((v * alpha) / (a / (shifted * shifted) + b)) <= bound) return k;
  }
}
