// Samplers of candidate classes, and the sampling itself: unique or with repetition, with the expected count of each class. What
// the sampling ops do, without their state.

import {float32, int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {Attributes} from '../../compile/program.ts';
import type {PhiloxStream} from '../../util/philox_stream.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, int_attribute, integers} from './arrays.ts';

const {exp, expm1, fround, log, log1p, pow, trunc} = Math;

/** Draws classes of [0, range). */
export interface Sampler {
  readonly range: number;
  sample(stream: PhiloxStream): number;
  /** How likely a draw is this class. */
  probability(value: number): number;
  /** Learns that these classes were true. */
  update?(values: readonly number[]): void;
}

/** 32-bit words of the generator that TensorFlow reserves for each candidate. */
export const WORDS_PER_CANDIDATE = 2048;

/** Every class equally likely. */
export function uniform_sampler(range: number): Sampler {
  const wide = BigInt(range);
  const inverse = fround(1 / range);
  return {range, sample: (stream) => Number(stream.below_wide(wide)), probability: () => inverse};
}

/** Zipf's law over classes sorted by falling frequency. */
export function log_uniform_sampler(range: number): Sampler {
  const log_range = log1p(range);
  return {
    range,
    sample: (stream) => (trunc(exp(stream.double() * log_range)) - 1) % range,
    probability: (value) => fround(log((value + 2) / (value + 1)) / log_range),
  };
}

/** Classes by counts that grow: a binary tree of sums, so that a draw and an update take a few steps. */
export class LearnedSampler implements Sampler {
  readonly range: number;
  /** Leaves from `#leaves` on; the sum of two neighbours stands at half their place. */
  readonly #sums: Float64Array;
  readonly #leaves: number;

  constructor(range: number) {
    this.range = range;
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(range, 1)));
    this.#sums = new Float64Array(2 * this.#leaves);
    this.#sums.fill(1, this.#leaves, this.#leaves + range);
    for (let place = this.#leaves - 1; place > 0; place--)
      this.#sums[place] = this.#sums[2 * place]! + this.#sums[2 * place + 1]!;
  }

  get #total(): number {
    return this.#sums[1]!;
  }

  sample(stream: PhiloxStream): number {
    let left = stream.below(this.#total);
    let place = 1;
    while (place < this.#leaves) {
      place *= 2;
      const sum = this.#sums[place]!;
      if (left < sum) continue;
      left -= sum;
      place += 1;
    }
    return place - this.#leaves;
  }

  probability(value: number): number {
    return fround(this.#sums[this.#leaves + value]! / this.#total);
  }

  update(values: readonly number[]): void {
    for (const value of values) {
      for (let place = this.#leaves + value; place > 0; place = place >>> 1)
        this.#sums[place] = this.#sums[place]! + 1;
    }
  }
}

/** Vose's alias method: for each class, how far it fills its own share and which class fills the rest. */
function alias_table(weights: readonly number[]): {shares: Float32Array; others: Int32Array} {
  const count = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const filled = weights.map((weight) => fround(weight * count) / total);
  const others = Int32Array.from(weights, () => -1);
  const low: number[] = [];
  const high: number[] = [];
  filled.forEach((share, k) => (share < 1 ? low : high).push(k));
  while (low.length > 0 && high.length > 0) {
    const [poor, rich] = [low.pop() as number, high.pop() as number];
    others[poor] = rich;
    filled[rich] = filled[rich]! - (1 - filled[poor]!);
    (filled[rich] < 1 ? low : high).push(rich);
  }
  for (const k of [...high, ...low]) {
    filled[k] = 1;
    others[k] = k;
  }
  return {shares: Float32Array.from(filled), others};
}

/** Which weights are this sampler's, and how they are bent. */
export interface FixedWeights {
  readonly distortion: number;
  readonly num_reserved_ids: number;
  readonly num_shards: number;
  readonly shard: number;
}

export function fixed_weights(attrs: Attributes): FixedWeights {
  return {
    distortion: attribute<number>(attrs, 'distortion', 1),
    num_reserved_ids: int_attribute(attrs, 'num_reserved_ids'),
    num_shards: int_attribute(attrs, 'num_shards', 1),
    shard: int_attribute(attrs, 'shard'),
  };
}

/** Classes by given weights: reserved ids have none, and each shard sees every so manieth. */
export function fixed_sampler(range: number, given: readonly number[], options: FixedWeights): Sampler {
  const {distortion, num_reserved_ids, num_shards, shard} = options;
  const is_own = (id: number): boolean => id % num_shards === shard;
  const weights: number[] = [];
  for (let id = 0; id < num_reserved_ids; id++) if (is_own(id)) weights.push(0);
  const first = weights.length;
  let total = 0;
  given.forEach((weight, k) => {
    if (!is_own(first + k)) return;
    const bent = fround(pow(fround(weight), distortion));
    total = fround(total + bent);
    weights.push(bent);
  });
  if (weights.length !== range) {
    throw invalid_argument(`range is ${range} must be equal to weights size  ${weights.length}`);
  }
  const {shares, others} = alias_table(weights);
  return {
    range,
    sample: (stream) => {
      const share = stream.float();
      const k = stream.below(range);
      return share < shares[k]! ? k : others[k]!;
    },
    probability: (value) => fround((weights[value] ?? 0) / total),
  };
}

/** How often a class of probability `p` is expected in a sample that took `tries` draws. */
function expected_count(p: number, count: number, tries: number): number {
  return fround(tries === count ? p * count : -expm1(tries * log1p(-p)));
}

/** The true classes, refused unless they are a matrix of `num_true` columns within the range. */
function checked_classes(true_classes: NDArray, attrs: Attributes): number[] {
  const {shape} = true_classes;
  const columns = int_attribute(attrs, 'num_true');
  if (shape.length !== 2) throw invalid_argument('true_classes must be a matrix');
  if (shape[1] !== columns) {
    throw invalid_argument(`true_classes must have num_true columns, expected: ${shape[1]} was: ${columns}`);
  }
  return integers(true_classes);
}

interface Drawn {
  readonly values: number[];
  readonly tries: number;
}

function draw(sampler: Sampler, stream: PhiloxStream, count: number, unique: boolean): Drawn {
  if (!unique) return {values: Array.from({length: count}, () => sampler.sample(stream)), tries: count};
  const found = new Set<number>();
  let tries = 0;
  for (; found.size < count; tries++) found.add(sampler.sample(stream));
  return {values: [...found], tries};
}

/** The three outputs of a sampling op. */
function outputs(
  values: readonly number[],
  classes: NDArray,
  of_classes: ArrayLike<number>,
  of_values: ArrayLike<number>,
): NDArray[] {
  return [
    new NDArray(int64, [values.length], BigInt64Array.from(values, BigInt)),
    new NDArray(float32, classes.shape, Float32Array.from(of_classes)),
    new NDArray(float32, [values.length], Float32Array.from(of_values)),
  ];
}

/** A sample with its expected counts; the sampler then learns the true classes. */
export function sampled_candidates(
  sampler: Sampler,
  stream: PhiloxStream,
  true_classes: NDArray,
  attrs: Attributes,
): NDArray[] {
  const classes = checked_classes(true_classes, attrs);
  const count = int_attribute(attrs, 'num_sampled');
  const unique = attribute<boolean>(attrs, 'unique', false);
  if (unique && count > sampler.range) throw invalid_argument("Sampler's range is too small.");
  const {values, tries} = draw(sampler, stream, count, unique);
  const expected = (value: number): number => expected_count(sampler.probability(value), count, tries);
  const result = outputs(values, true_classes, classes.map(expected), values.map(expected));
  sampler.update?.(classes);
  return result;
}

/** All classes, each expected once. */
export function all_candidates(true_classes: NDArray, attrs: Attributes): NDArray[] {
  const classes = checked_classes(true_classes, attrs);
  const count = int_attribute(attrs, 'num_sampled');
  const values = Array.from({length: count}, (_, k) => k);
  return outputs(
    values,
    true_classes,
    classes.map(() => 1),
    values.map(() => 1),
  );
}
