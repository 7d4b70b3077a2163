/**
 * `numpy.random.RandomState` with numpy's calling convention and arrays. The streams are those of numpy's legacy generator.
 */
import type {NDArray} from '../../types/ndarray.ts';
import {
  RandomState as Generator,
  type RandomIntegerType,
  type Shuffled,
} from '../../util/mersenne_twister.ts';
import {define_methods, public_class, type Arguments} from '../../util/signature.ts';
import {
  chosen,
  drawn_floats,
  drawn_integers,
  drawn_with,
  permuted,
  shuffle_in_place,
  type Drawn,
  type Parameter,
  type Size,
} from './draws.ts';

type Seed = number | readonly number[] | null;
type Population = number | NDArray | readonly unknown[];

/** The generator of a seed: the same numbers as numpy's for the same calls. Without a seed it starts anywhere. */
class RandomStateClass {
  readonly #generator: Generator;

  /** `generator`: one that is drawn from elsewhere too. */
  constructor(seed: Seed = null, generator: Generator | null = null) {
    this.#generator = generator ?? new Generator(seed);
  }

  /** Starts anew. */
  seed(...args: Arguments<['seed'], [seed?: Seed]>): void;
  seed(seed: Seed = null): void {
    this.#generator.seed(seed);
  }

  /** Uniform float64 of [0, 1) in the shape of the arguments. */
  rand(...sizes: number[]): Drawn {
    return this.random_sample(sizes.length === 0 ? null : sizes);
  }

  /** Standard normal float64 in the shape of the arguments. */
  randn(...sizes: number[]): Drawn {
    return this.standard_normal(sizes.length === 0 ? null : sizes);
  }

  /** Uniform float64 of [0, 1). */
  random_sample(...args: Arguments<['size'], [size?: Size]>): Drawn;
  random_sample(size: Size = null): Drawn {
    return drawn_floats(size, () => this.#generator.random_sample());
  }

  /** Standard normal float64. */
  standard_normal(...args: Arguments<['size'], [size?: Size]>): Drawn;
  standard_normal(size: Size = null): Drawn {
    return drawn_floats(size, () => this.#generator.standard_normal());
  }

  /** Normal float64 of mean `loc` and deviation `scale`. */
  normal(
    ...args: Arguments<['loc', 'scale', 'size'], [loc?: Parameter, scale?: Parameter, size?: Size]>
  ): Drawn;
  normal(loc: Parameter = 0, scale: Parameter = 1, size: Size = null): Drawn {
    return drawn_with(loc, scale, size, (mean, deviation) => this.#generator.normal(mean, deviation));
  }

  /** Uniform float64 of [low, high). */
  uniform(
    ...args: Arguments<['low', 'high', 'size'], [low?: Parameter, high?: Parameter, size?: Size]>
  ): Drawn;
  uniform(low: Parameter = 0, high: Parameter = 1, size: Size = null): Drawn {
    return drawn_with(low, high, size, (from, to) => this.#generator.uniform(from, to));
  }

  /** Integers of [low, high), or of [0, low). ValueError where there are none. */
  randint(
    ...args: Arguments<
      ['low', 'high', 'size', 'dtype'],
      [low: number, high?: number | null, size?: Size, dtype?: RandomIntegerType]
    >
  ): Drawn;
  randint(
    low: number,
    high: number | null = null,
    size: Size = null,
    dtype: RandomIntegerType = 'int64',
  ): Drawn {
    return drawn_integers(this.#generator, low, high, size, dtype);
  }

  /** The integers below `x`, or the rows of `x`, in random order. */
  permutation(...args: Arguments<['x'], [x: Population]>): NDArray;
  permutation(x: Population): NDArray {
    return permuted(this.#generator, x);
  }

  /** Permutes an array, or the rows of an NDArray, in place. */
  shuffle(...args: Arguments<['x'], [x: NDArray | Shuffled<unknown>]>): void;
  shuffle(x: NDArray | Shuffled<unknown>): void {
    shuffle_in_place(this.#generator, x);
  }

  /** Elements of `a`, or integers below it; `p` are their probabilities. */
  choice(
    ...args: Arguments<
      ['a', 'size', 'replace', 'p'],
      [a: Population, size?: Size, replace?: boolean, p?: Parameter | null]
    >
  ): unknown;
  choice(a: Population, size: Size = null, replace = true, p: Parameter | null = null): unknown {
    return chosen(this.#generator, a, size, replace, p);
  }

  /** Random bytes. */
  bytes(...args: Arguments<['length'], [length: number]>): Uint8Array;
  bytes(length: number): Uint8Array {
    return this.#generator.bytes(length);
  }
}
define_methods(RandomStateClass, {
  seed: ['seed'],
  random_sample: ['size'],
  standard_normal: ['size'],
  normal: ['loc', 'scale', 'size'],
  uniform: ['low', 'high', 'size'],
  randint: ['low', 'high', 'size', 'dtype'],
  permutation: ['x'],
  shuffle: ['x'],
  choice: ['a', 'size', 'replace', 'p'],
  bytes: ['length'],
});

/** `numpy.random.RandomState(seed)`. */
export const RandomState = public_class(['seed', 'generator'], RandomStateClass);
export type RandomState = RandomStateClass;
