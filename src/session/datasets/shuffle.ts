/**
 * Datasets in random order, drawn from a buffer as TensorFlow draws: the same seeds give the same order.
 */
import {philox_state} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import {dataset_operations, type Call, type Made, type Maker} from './call.ts';
import {INFINITE, type Dataset, type Item, type Items, type Iteration} from './dataset.ts';

/** Seeds of the generator of one iterator. */
type Seeds = (iteration: Iteration) => PhiloxStream;

/** How to shuffle: a buffer of `size`, and where the numbers come from. */
interface Shuffling {
  readonly input: Dataset;
  readonly size: number;
  readonly passes: number;
  readonly seeds: Seeds;
  readonly draws_passes: boolean;
}

/** Draws from a buffer, pass by pass: what a pass holds comes out before anything of the next. */
class Shuffled implements Items {
  readonly #input: Dataset;
  readonly #size: number;
  readonly #passes: number;
  readonly #iteration: Iteration;
  readonly #seeds: Seeds;
  readonly #draws_passes: boolean;
  #random: PhiloxStream;
  readonly #buffer: Item[] = [];
  /** First and end place of each pass's elements, counted from the beginning. */
  readonly #slices: {start: number; end: number}[] = [{start: 0, end: 0}];
  #items: Items | null = null;
  #pass = 0;
  #held = 0;
  #any = false;
  #exhausted = false;

  constructor({input, size, passes, seeds, draws_passes}: Shuffling, iteration: Iteration) {
    this.#input = input;
    this.#size = size;
    this.#passes = passes;
    this.#iteration = iteration;
    this.#seeds = seeds;
    this.#draws_passes = draws_passes;
    this.#random = seeds(iteration);
  }

  async next(): Promise<Item | null> {
    await this.#fill();
    if (this.#held === 0) return null;
    while (this.#slices[0]?.start === this.#slices[0]?.end) {
      this.#slices.shift();
      // The second form of the op draws the order of each pass anew.
      if (this.#draws_passes) this.#random = this.#seeds(this.#iteration);
    }
    const slice = this.#slices[0] as {start: number; end: number};
    const first = slice.start % this.#size;
    const index = (slice.start + (this.#random.word() % (slice.end - slice.start))) % this.#size;
    const item = this.#buffer[index] as Item;
    this.#buffer[index] = this.#buffer[first] as Item;
    slice.start++;
    this.#held--;
    return item;
  }

  async #fill(): Promise<void> {
    while (!this.#exhausted && this.#held < this.#size) {
      const item = await this.#from_input();
      if (item === null) {
        this.#exhausted = true;
        return;
      }
      const slice = this.#slices.at(-1) as {start: number; end: number};
      this.#buffer[slice.end % this.#size] = item;
      slice.end++;
      this.#held++;
    }
  }

  async #from_input(): Promise<Item | null> {
    while (this.#passes < 0 || this.#pass < this.#passes) {
      this.#items ??= this.#input.iterate(this.#iteration);
      const item = await this.#items.next();
      if (item !== null) {
        this.#any = true;
        return item;
      }
      if (!this.#any && this.#passes < 0) return null;
      this.#pass++;
      const {end} = this.#slices.at(-1) as {end: number};
      this.#slices.push({start: end, end});
      this.#items = null;
    }
    return null;
  }
}

function shuffled(call: Call, passes: number, seeds: Seeds): Made {
  const [input, size] = [call.dataset(), call.int('buffer_size')];
  if (size <= 0 && size !== -1) throw call.invalid('buffer_size must be greater than zero.');
  const cardinality = (): number => {
    const count = input.cardinality();
    if (passes < 0) return count === 0 ? 0 : INFINITE;
    return count < 0 ? count : count * passes;
  };
  const shuffling = {
    input,
    size: size === -1 ? Number.MAX_SAFE_INTEGER : size,
    passes,
    seeds,
    draws_passes: call.context.op.type === 'ShuffleAndRepeatDatasetV2',
  };
  return {cardinality, iterate: (iteration) => new Shuffled(shuffling, iteration)};
}

/** The same order each time, or seeds drawn anew for each iterator. */
function seeds_of(call: Call, reshuffle: boolean): Seeds {
  const state = philox_state(call.int('seed'), call.int('seed2'));
  const key = {};
  return (iteration) => {
    if (!reshuffle) return new PhiloxStream(state);
    const generator = iteration.once(key, () => new PhiloxStream(state));
    const [seed, seed2] = [generator.word(), generator.word()];
    return new PhiloxStream(philox_state(seed, seed2));
  };
}

const shuffle: Maker = (call) => {
  const reshuffles = call.attr<boolean>('reshuffle_each_iteration');
  const made = shuffled(call, 1, seeds_of(call, reshuffles));
  if (!reshuffles) return made;
  const seeds = seeds_of(call, false);
  return {...made, repeated: (iteration, count) => shuffled(call, count, seeds).iterate(iteration)};
};

/** The first form has no attribute for it, and keeps its order. */
const shuffle_and_repeat: Maker = (call) => {
  const count = call.int('count');
  if (count <= 0 && count !== -1) throw call.invalid('count must be greater than zero or equal to -1.');
  return shuffled(
    call,
    count,
    seeds_of(call, call.attr<boolean | undefined>('reshuffle_each_iteration') ?? false),
  );
};

export const SHUFFLE_OPERATIONS = dataset_operations({
  ShuffleAndRepeatDataset: shuffle_and_repeat,
  ShuffleAndRepeatDatasetV2: shuffle_and_repeat,
  ShuffleDataset: shuffle,
  ShuffleDatasetV3: shuffle,
});
