// Normal numbers between bounds: whichever of three ways of drawing suits the bounds, in the arithmetic of the dtype. Knows no
// arrays and no op.

import {float16_bits_from_number, number_from_float16_bits} from '../../types/float16.ts';
import type {RandomFloat} from '../../util/philox_distributions.ts';
import {normal_group, uniform_group} from '../../util/philox_distributions.ts';
import {BLOCK_SIZE} from '../../util/philox.ts';
import type {PhiloxStream} from '../../util/philox_stream.ts';
import {invalid_argument} from '../kernel_error.ts';

const {exp, fround, log, sqrt} = Math;

/** Draws that TensorFlow tries for one number; it reserves so many of the stream. */
export const MOST_TRIES = 1000;
/** Bounds so many standard deviations off the mean make drawing normal numbers the best way. */
const WIDE = 1.3;

type Round = (value: number) => number;

const ROUNDING: Readonly<Record<RandomFloat, Round>> = {
  float16: (value) => number_from_float16_bits(float16_bits_from_number(value)),
  bfloat16: fround,
  float32: fround,
  float64: (value) => value,
};

/** What one batch of truncated normal numbers is drawn with. */
export interface Truncation {
  readonly mean: number;
  readonly stddev: number;
  readonly minval: number;
  readonly maxval: number;
}

/** Bounds in standard deviations from the mean, on the side that is easier; `scale` leads back. */
interface Normalized {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly scale: number;
}

function normalized({mean, stddev, minval, maxval}: Truncation, round: Round): Normalized {
  const is_valid = stddev > 0 && minval < maxval && (Number.isFinite(minval) || Number.isFinite(maxval));
  if (!is_valid) throw invalid_argument('Invalid parameters');
  const is_reversed = minval === -Infinity || maxval < mean;
  const scale = is_reversed ? -stddev : stddev;
  const [first, last] = is_reversed ? [maxval, minval] : [minval, maxval];
  return {low: round(round(first - mean) / scale), high: round(round(last - mean) / scale), mean, scale};
}

/** Draws truncated normal numbers from a stream that all batches share. */
export class TruncatedDraws {
  readonly #stream: PhiloxStream;
  readonly #type: RandomFloat;
  readonly #round: Round;
  readonly #words = new Uint32Array(BLOCK_SIZE);
  readonly #group = new Float64Array(BLOCK_SIZE);
  readonly #second = new Float64Array(BLOCK_SIZE);

  constructor(stream: PhiloxStream, type: RandomFloat) {
    this.#stream = stream;
    this.#type = type;
    this.#round = ROUNDING[type];
  }

  /** Writes the numbers `first` to `end` of a batch. */
  draw(truncation: Truncation, out: Float64Array, first: number, end: number): void {
    const round = this.#round;
    const bounds = normalized(truncation, round);
    const {low, high} = bounds;
    let at = first;
    const is_full = (value: number): boolean => {
      out[at++] = round(round(value * bounds.scale) + bounds.mean);
      return at >= end;
    };
    if (at >= end) return;
    if ((low < -WIDE && high >= 0) || (high > WIDE && low <= 0)) this.#by_normals(bounds, is_full);
    else if (round(high - low) < this.#cutoff(low)) this.#by_uniforms(bounds, is_full);
    else this.#by_exponentials(bounds, is_full);
  }

  /** Below this width of the bounds, uniform numbers are accepted more often than exponential ones. */
  #cutoff(low: number): number {
    const r = this.#round;
    const factor = r(sqrt(r(r(low * low) + 4)));
    const power = r(exp(r(0.5 + r(r(low * r(low - factor)) / 4))));
    return r(r(2 * power) / r(low + factor));
  }

  #normals(): number {
    this.#stream.block(this.#words);
    const count = normal_group(this.#type, this.#words, this.#group);
    for (let k = 0; k < count; k++) this.#group[k] = this.#round(this.#group[k]!);
    return count;
  }

  #uniforms(group: Float64Array): number {
    this.#stream.block(this.#words);
    return uniform_group(this.#type, this.#words, group);
  }

  #by_normals({low, high}: Normalized, is_full: (value: number) => boolean): void {
    for (;;) {
      const count = this.#normals();
      for (let k = 0; k < count; k++) {
        const value = this.#group[k]!;
        if (value >= low && value <= high && is_full(value)) return;
      }
    }
  }

  #by_uniforms({low, high}: Normalized, is_full: (value: number) => boolean): void {
    const r = this.#round;
    const width = r(high - low);
    const square = low < 0 ? 0 : r(low * low);
    for (;;) {
      const count = this.#uniforms(this.#group);
      this.#uniforms(this.#second);
      for (let k = 0; k < count; k++) {
        const value = r(r(this.#group[k]! * width) + low);
        const limit = r(exp(r(r(square - r(value * value)) / 2)));
        if (this.#second[k]! <= limit && is_full(value)) return;
      }
    }
  }

  #by_exponentials({low, high}: Normalized, is_full: (value: number) => boolean): void {
    const r = this.#round;
    const alpha = r(r(low + r(sqrt(r(r(low * low) + 4)))) / 2);
    for (;;) {
      const count = this.#uniforms(this.#group);
      for (let k = 0; k < count; k += 2) {
        const value = r(r(-r(log(this.#group[k]!)) / alpha) + low);
        const x = low < alpha ? r(alpha - value) : r(low - alpha);
        const limit = r(exp(r(r(-x * x) / 2)));
        if (this.#group[k + 1]! <= limit && value < high && is_full(value)) return;
      }
    }
  }
}
