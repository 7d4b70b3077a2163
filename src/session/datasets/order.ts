/**
 * Datasets that choose and repeat the elements of another: repeat, take, skip, shard, cache, unique; and those that
 * only say how to run, whose elements are those of their input.
 */
import {UnimplementedError} from '../../errors.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {dataset_operations, type Maker} from './call.ts';
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
      return {next: () => first_of(iteration, items, (item) => (++at % shards === index ? item : null))};
    },
  };
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
      return {next: () => first_of(iteration, items, (item) => (is_new(item) ? item : null))};
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
  SkipDataset: skip,
  SleepDataset: sleep,
  TakeDataset: take,
  ThreadPoolDataset: passed_on,
  UniqueDataset: unique,
});
