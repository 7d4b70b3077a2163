/**
 * Datasets that choose and order the elements of another: repeat, take, skip, shard, shuffle, cache, unique; and those that
 * only say how to run, whose elements are those of their input.
 */
import {UnimplementedError} from '../../errors.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {philox_state} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import {dataset_operations, type Call, type Made, type Maker} from './call.ts';
import {first_of, INFINITE, UNKNOWN, type Dataset, type Item, type Items, type Iteration} from './dataset.ts';

const repeat: Maker = (call) => {
  const [input, count] = [call.dataset(), call.int('count')];
  const cardinality = (): number => {
    const size = input.cardinality();
    if (count < 0) return size === 0 ? 0 : INFINITE;
    if (count === 0) return 0;
    return size < 0 ? size : size * count;
  };
  const iterate = (iteration: Iteration): Items => {
    const fused = iteration.fuses_shuffle_and_repeat ? input.repeated : null;
    return fused === null ? repeated(input, count, iteration) : fused(iteration, count);
  };
  return {cardinality, iterate};
};

/** Pass after pass; without a count, one without elements is the last. */
function repeated(input: Dataset, count: number, iteration: Iteration): Items {
  let left = count;
  let items: Items | null = null;
  let is_empty = true;
  return {
    async next() {
      while (left !== 0) {
        items ??= input.iterate(iteration);
        const item = await items.next();
        if (item !== null) {
          is_empty = false;
          return item;
        }
        items = null;
        if (left > 0) left--;
        else if (is_empty) left = 0;
        is_empty = true;
      }
      return null;
    },
  };
}

/** The first `count` elements; all where it is negative. */
const take: Maker = (call) => {
  const [input, count] = [call.dataset(), call.int('count')];
  const cardinality = (): number => {
    const size = input.cardinality();
    if (count < 0) return size;
    if (size === INFINITE) return count;
    return size === UNKNOWN ? UNKNOWN : Math.min(size, count);
  };
  return {
    cardinality,
    iterate(iteration) {
      const items = input.iterate(iteration);
      let left = count < 0 ? Infinity : count;
      return {
        async next() {
          if (left === 0) return null;
          left--;
          const item = await items.next();
          if (item === null) left = 0;
          return item;
        },
      };
    },
  };
};

const skip: Maker = (call) => {
  const [input, count] = [call.dataset(), call.int('count')];
  const cardinality = (): number => {
    const size = input.cardinality();
    if (count < 0) return 0;
    return size < 0 ? size : Math.max(0, size - count);
  };
  return {
    cardinality,
    iterate(iteration) {
      const items = input.iterate(iteration);
      let left = count;
      return {
        async next() {
          if (count < 0) return null;
          for (; left > 0; left--) if ((await items.next()) === null) left = 1;
          return items.next();
        },
      };
    },
  };
};

const shard: Maker = (call) => {
  const [input, shards, index] = [call.dataset(), call.int('num_shards'), call.int('index')];
  if (shards <= 0)
    throw call.invalid(`Number of shards must be greater than zero (currently num_shards = ${shards}).`);
  if (index < 0 || index >= shards)
    throw call.invalid(`Index must be between 0 and ${shards - 1} (currently index = ${index}).`);
  const cardinality = (): number => {
    const size = input.cardinality();
    return size < 0 ? size : Math.floor(size / shards) + (index < size % shards ? 1 : 0);
  };
  return {
    cardinality,
    iterate(iteration) {
      const items = input.iterate(iteration);
      let at = -1;
      return {next: () => first_of(items, (item) => (++at % shards === index ? item : null))};
    },
  };
};

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

/** Elements that the first iterator to reach the end leaves for all others of the same initialization. */
const cache: Maker = (call) => {
  const input = call.dataset();
  if (call.text('filename') !== '') {
    throw new UnimplementedError(
      null,
      null,
      'Datasets are not cached in files. Leave the filename out, so that the elements stay in memory.',
    );
  }
  const key = {};
  return {
    cardinality: input.cardinality,
    iterate(iteration) {
      const kept = iteration.once(key, (): {items: readonly Item[] | null} => ({items: null}));
      const items = kept.items === null ? input.iterate(iteration) : null;
      const own: Item[] = [];
      let at = 0;
      return {
        async next() {
          if (items === null) return kept.items?.[at++] ?? null;
          const item = await items.next();
          if (item === null) kept.items ??= own;
          else own.push(item);
          return item;
        },
      };
    },
  };
};

/** Elements that have not come before. */
const unique: Maker = (call) => {
  const input = call.dataset();
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const items = input.iterate(iteration);
      const seen = new Set<string>();
      const is_new = ([array]: Item): boolean => {
        const key = content_key(array as NDArray);
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      };
      return {next: () => first_of(items, (item) => (is_new(item) ? item : null))};
    },
  };
};

const latin1 = new TextDecoder('latin1');

function content_key({data, shape}: NDArray): string {
  const parts = Array.isArray(data)
    ? (data as Uint8Array[]).map((bytes) => latin1.decode(bytes))
    : [...data].map(String);
  return JSON.stringify([shape, parts]);
}

/** Leaves out elements that cannot be had. */
const ignore_errors: Maker = (call) => {
  const input = call.dataset();
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const items = input.iterate(iteration);
      return {
        async next() {
          for (;;) {
            try {
              return await items.next();
            } catch (error) {
              if (iteration.signal?.aborted) throw error;
            }
          }
        },
      };
    },
  };
};

const sleep: Maker = (call) => {
  const input = call.dataset();
  const milliseconds = call.int('sleep_microseconds') / 1000;
  return {
    cardinality: input.cardinality,
    iterate(iteration) {
      const items = input.iterate(iteration);
      return {
        async next() {
          await pause(milliseconds, iteration.signal);
          return items.next();
        },
      };
    },
  };
};

function pause(milliseconds: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const give_up = (): void => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new Error('cancelled'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', give_up);
      resolve();
    }, milliseconds);
    if (signal?.aborted) give_up();
    else signal?.addEventListener('abort', give_up, {once: true});
  });
}

/** The elements of the input, as they are. */
const passed_on: Maker = (call) => {
  const input = call.dataset();
  return {cardinality: input.cardinality, iterate: (iteration) => input.iterate(iteration)};
};

/** The elements of the input, as its optimizations make them: a shuffle that is repeated is done in one. */
const optimize: Maker = (call) => {
  const input = call.dataset();
  const chosen = call.context.op.type === 'OptimizeDataset' ? 'optimizations' : 'optimizations_enabled';
  const fuses = call.texts(chosen).includes('shuffle_and_repeat_fusion');
  return {
    cardinality: input.cardinality,
    iterate(iteration) {
      iteration.fuses_shuffle_and_repeat ||= fuses;
      return input.iterate(iteration);
    },
  };
};

export const ORDER_OPERATIONS = dataset_operations({
  AssertNextDataset: passed_on,
  BytesProducedStatsDataset: passed_on,
  CacheDataset: cache,
  CacheDatasetV2: cache,
  FinalizeDataset: passed_on,
  IgnoreErrorsDataset: ignore_errors,
  LatencyStatsDataset: passed_on,
  MaxIntraOpParallelismDataset: passed_on,
  ModelDataset: passed_on,
  NonSerializableDataset: passed_on,
  OptimizeDataset: optimize,
  OptimizeDatasetV2: optimize,
  OptionsDataset: passed_on,
  PrefetchDataset: passed_on,
  PrivateThreadPoolDataset: passed_on,
  RepeatDataset: repeat,
  SetStatsAggregatorDataset: passed_on,
  ShardDataset: shard,
  ShuffleAndRepeatDataset: shuffle_and_repeat,
  ShuffleAndRepeatDatasetV2: shuffle_and_repeat,
  ShuffleDataset: shuffle,
  ShuffleDatasetV3: shuffle,
  SkipDataset: skip,
  SleepDataset: sleep,
  TakeDataset: take,
  ThreadPoolDataset: passed_on,
  UniqueDataset: unique,
});
