/**
 * numpy's `RandomState` (MT19937, the streams that numpy keeps for old seeds): what `next_batch` and test data draw
 * from. Knows nothing of arrays with shapes.
 */
import {ValueError} from '../types/python_errors.ts';

const SIZE = 624;
const MIDDLE = 397;
const UPPER_MASK = 0x80000000;
const LOWER_MASK = 0x7fffffff;
const TWIST = 0x9908b0df;

/** Integer types of `randint`, by the bits that one draw of them takes. */
export type RandomIntegerType =
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64';
const BITS: Readonly<Record<RandomIntegerType, number>> = {
  uint8: 8,
  int8: 8,
  uint16: 16,
  int16: 16,
  int32: 32,
  uint32: 32,
  int64: 64,
  uint64: 64,
};

/** An array that `shuffle` can permute in place. */
export interface Shuffled<T> {
  readonly length: number;
  [index: number]: T;
}

/** The smallest 2^k - 1 that is no less than `limit` (at most 2^32 - 1). */
function mask_of(limit: number): number {
  return limit === 0 ? 0 : 0xffffffff >>> Math.clz32(limit);
}

/** `numpy.random.RandomState`. Without a seed it starts at a random state. */
export class RandomState {
  readonly #key = new Uint32Array(SIZE);
  #position = SIZE;
  #next_normal: number | null = null;

  constructor(seed: number | readonly number[] | null = null) {
    this.seed(seed);
  }

  /**
   * Starts anew from an integer of [0, 2^32), from several, or from the machine's randomness.
   *
   * @throws ValueError for any other seed, in numpy's words.
   */
  seed(seed: number | readonly number[] | null = null): void {
    this.#next_normal = null;
    if (seed === null) this.#seed_by_array(globalThis.crypto.getRandomValues(new Uint32Array(SIZE)));
    else if (typeof seed === 'number') this.#seed_by_number(checked_seed(seed));
    else if (seed.length === 0) throw new ValueError('Seed must be non-empty');
    else this.#seed_by_array(Uint32Array.from(seed, checked_seed));
  }

  #seed_by_number(seed: number): void {
    const key = this.#key;
    let previous = seed;
    key[0] = seed;
    for (let k = 1; k < SIZE; k++) {
      previous = (Math.imul(1812433253, previous ^ (previous >>> 30)) + k) >>> 0;
      key[k] = previous;
    }
    this.#position = SIZE;
  }

  #seed_by_array(seeds: Uint32Array): void {
    const key = this.#key;
    this.#seed_by_number(19650218);
    let at = 1;
    const step = (factor: number, added: number): void => {
      const previous = key[at - 1]!;
      key[at] = (key[at]! ^ Math.imul(previous ^ (previous >>> 30), factor)) + added;
      at += 1;
      if (at < SIZE) return;
      key[0] = key[SIZE - 1]!;
      at = 1;
    };
    for (let k = 0; k < Math.max(SIZE, seeds.length); k++) {
      const from = k % seeds.length;
      step(1664525, seeds[from]! + from);
    }
    for (let k = 1; k < SIZE; k++) step(1566083941, -at);
    key[0] = UPPER_MASK;
  }

  #twist(): void {
    const key = this.#key;
    for (let k = 0; k < SIZE; k++) {
      const joined = (key[k]! & UPPER_MASK) | (key[(k + 1) % SIZE]! & LOWER_MASK);
      key[k] = key[(k + MIDDLE) % SIZE]! ^ (joined >>> 1) ^ ((joined & 1) === 0 ? 0 : TWIST);
    }
    this.#position = 0;
  }

  /** The next 32 random bits. */
  next_uint32(): number {
    if (this.#position === SIZE) this.#twist();
    let word = this.#key[this.#position++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** `random_sample()`, `rand()`: one float64 of [0, 1). */
  random_sample(): number {
    const high = this.next_uint32() >>> 5;
    const low = this.next_uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** `uniform(low, high)`: one float64 of [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.random_sample();
  }

  /** `standard_normal()`, `randn()`: one float64 of the standard normal distribution. Made two at a time. */
  standard_normal(): number {
    const kept = this.#next_normal;
    this.#next_normal = null;
    if (kept !== null) return kept;
    for (;;) {
      const x = 2 * this.random_sample() - 1;
      const y = 2 * this.random_sample() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.#next_normal = factor * x;
      return factor * y;
    }
  }

  /** `normal(loc, scale)`: one float64. */
  normal(loc = 0, scale = 1): number {
    return loc + scale * this.standard_normal();
  }

  /**
   * `randint(low, high, size, dtype)`: `size` integers of [low, high); with `high` null, of [0, low). Bounds are safe
   * integers. The narrow types share the bits of a draw, as in numpy, so the type matters for the numbers.
   *
   * @throws ValueError when the range is empty.
   */
  randint(low: number, high: number | null, size: number, dtype: RandomIntegerType = 'int64'): number[] {
    const [first, end] = high === null ? [0, low] : [low, high];
    if (first >= end) throw new ValueError('low >= high');
    const span = end - 1 - first;
    const bits = BITS[dtype];
    const draw = bits < 32 ? this.#shared_draws(bits) : (): number => this.next_uint32();
    return Array.from({length: size}, () => first + this.#bounded(span, draw));
  }

  /** Draws of `bits` each, several from one word, low bits first. */
  #shared_draws(bits: number): () => number {
    let word = 0;
    let left = 0;
    return () => {
      if (left === 0) {
        word = this.next_uint32();
        left = 32 / bits;
      } else {
        word >>>= bits;
      }
      left -= 1;
      return word & ((1 << bits) - 1);
    };
  }

  /** One integer of [0, limit], by drawing as many bits as the limit has until one fits. */
  #bounded(limit: number, draw: () => number): number {
    if (limit === 0) return 0;
    if (limit > 0xffffffff) return this.#bounded_wide(limit);
    const mask = mask_of(limit);
    for (;;) {
      const value = (draw() & mask) >>> 0;
      if (value <= limit) return value;
    }
  }

  #bounded_wide(limit: number): number {
    const high_mask = mask_of(Math.floor(limit / 2 ** 32));
    for (;;) {
      const high = (this.next_uint32() & high_mask) >>> 0;
      const value = high * 2 ** 32 + this.next_uint32();
      if (value <= limit) return value;
    }
  }

  /** `shuffle(x)`: permutes an array in place. */
  shuffle<T>(array: Shuffled<T>): void {
    for (let last = array.length - 1; last > 0; last--) {
      const other = this.#interval(last);
      const kept = array[last]!;
      array[last] = array[other]!;
      array[other] = kept;
    }
  }

  /** One integer of [0, limit], `limit` below 2^32. */
  #interval(limit: number): number {
    const mask = mask_of(limit);
    let value = (this.next_uint32() & mask) >>> 0;
    while (value > limit) value = (this.next_uint32() & mask) >>> 0;
    return value;
  }

  /** `permutation(count)`: the integers below `count` in random order. */
  permutation(count: number): Int32Array {
    const order = Int32Array.from({length: count}, (_, k) => k);
    this.shuffle(order);
    return order;
  }

  /** `bytes(length)`. */
  bytes(length: number): Uint8Array {
    const words = Uint32Array.from({length: Math.ceil(length / 4)}, () => this.next_uint32());
    const bytes = new Uint8Array(length);
    for (let k = 0; k < length; k++) bytes[k] = words[k >>> 2]! >>> (8 * (k & 3));
    return bytes;
  }
}

function checked_seed(seed: number): number {
  if (!Number.isInteger(seed))
    throw new TypeError(
      "Cannot cast array from dtype('float64') to dtype('int64') according to the rule 'safe'",
    );
  if (seed < 0 || seed > 0xffffffff) throw new ValueError('Seed must be between 0 and 2**32 - 1');
  return seed;
}
