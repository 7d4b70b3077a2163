/**
 * A Philox generator that hands out numbers one by one: words in order, or the numbers of whole blocks from the last to
 * the first, as TensorFlow's rejection samplers take them. Knows nothing of distributions.
 */
import {BLOCK_SIZE, philox_fill, philox_skip, type PhiloxState} from './philox.ts';
import {normal_group, uniform_group, type RandomFloat} from './philox_distributions.ts';

const WORD = 2 ** 32;
const ALL_BITS = 0xffffffff;
const ALL_BITS_64 = 2n ** 64n - 1n;

/** Numbers of one kind, of which a block of the generator makes several: the last of a block comes first. */
export class GroupedDraws {
  readonly #stream: PhiloxStream;
  readonly #fill: (words: Uint32Array, group: Float64Array) => number;
  readonly #group = new Float64Array(BLOCK_SIZE);
  readonly #words = new Uint32Array(BLOCK_SIZE);
  #left = 0;

  constructor(stream: PhiloxStream, kind: 'uniform' | 'normal', type: RandomFloat) {
    const fill = kind === 'uniform' ? uniform_group : normal_group;
    this.#stream = stream;
    this.#fill = (words, group) => fill(type, words, group);
  }

  next(): number {
    if (this.#left === 0) {
      this.#stream.block(this.#words);
      this.#left = this.#fill(this.#words, this.#group);
    }
    this.#left -= 1;
    return this.#group[this.#left]!;
  }
}

export class PhiloxStream {
  readonly #state: PhiloxState;
  readonly #words = new Uint32Array(BLOCK_SIZE);
  #used = BLOCK_SIZE;

  /** Begins `skipped` blocks after `state`, which is left as it is. */
  constructor(state: PhiloxState, skipped = 0) {
    this.#state = Uint32Array.from(state);
    if (skipped > 0) philox_skip(this.#state, skipped);
  }

  /** The next block of four words, whether or not the last one was used up. */
  block(words: Uint32Array): void {
    philox_fill(this.#state, words);
  }

  /** The next 32 random bits. */
  word(): number {
    if (this.#used === BLOCK_SIZE) {
      philox_fill(this.#state, this.#words);
      this.#used = 0;
    }
    return this.#words[this.#used++]!;
  }

  /** A float32 of [0, 1). */
  float(): number {
    return (this.word() & 0x7fffff) * 2 ** -23;
  }

  /** A float64 of [0, 1). */
  double(): number {
    const high = (this.word() & 0xfffff) * WORD;
    return (high + this.word()) * 2 ** -52;
  }

  /** An integer below `limit`, 32 bits at a time: those that would favour small ones are drawn again. */
  below(limit: number): number {
    if ((limit & (limit - 1)) === 0) return (this.word() & (limit - 1)) >>> 0;
    const refused = (ALL_BITS % limit) + 1;
    for (;;) {
      const word = this.word();
      if (word >= refused) return word % limit;
    }
  }

  /** The same, 64 bits at a time. */
  below_wide(limit: bigint): bigint {
    if ((limit & (limit - 1n)) === 0n) return this.#wide() & (limit - 1n);
    const refused = (ALL_BITS_64 % limit) + 1n;
    for (;;) {
      const bits = this.#wide();
      if (bits >= refused) return bits % limit;
    }
  }

  #wide(): bigint {
    const low = BigInt(this.word());
    return low | (BigInt(this.word()) << 32n);
  }
}
