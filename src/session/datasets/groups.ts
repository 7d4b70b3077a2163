/**
 * Datasets that group the elements of another by a key: in windows of a group, each of which a function makes a dataset of, or
 * reduced to one element a group.
 */
import {int64} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {int64_scalar} from './arrays.ts';
import {dataset_of_items} from './batches.ts';
import {dataset_operations, type Call, type Maker} from './call.ts';
import {dataset_of, UNKNOWN, type BoundFunction, type Item, type Items, type Iteration} from './dataset.ts';

function scalar_int64(call: Call, [array]: Item, function_name: string): bigint {
  if (array === undefined || array.dtype !== int64 || array.shape.length > 0)
    throw call.invalid(`\`${function_name}\` must return a scalar int64.`);
  return array.data[0] as bigint;
}

function smallest(keys: Iterable<bigint>): bigint | null {
  let found: bigint | null = null;
  for (const key of keys) if (found === null || key < found) found = key;
  return found;
}

const by_window: Maker = (call) => {
  const input = call.dataset();
  const bound = (name: string): BoundFunction => call.bound(name, `${name}_other_arguments`);
  const [key_of, reduce, size_of] = ['key_func', 'reduce_func', 'window_size_func'].map(bound) as [
    BoundFunction,
    BoundFunction,
    BoundFunction,
  ];
  const window_size = async (iteration: Iteration, key: bigint): Promise<number> => {
    const size = Number(
      scalar_int64(call, await iteration.call(size_of, [int64_scalar(key)]), 'window_size_func'),
    );
    if (size <= 0) throw call.invalid(`Window size must be greater than zero, but got ${size}.`);
    return size;
  };
  const iterate = (iteration: Iteration): Items => {
    const items = input.iterate(iteration);
    const groups = new Map<bigint, Item[]>();
    const sizes = new Map<bigint, number>();
    let current: Items | null = null;
    let ended = false;
    const flush = async (key: bigint): Promise<Items> => {
      const group = dataset_of_items(groups.get(key) ?? [], input.types, input.shapes);
      groups.delete(key);
      const [handle] = await iteration.call(reduce, [int64_scalar(key), group.handle()]);
      return dataset_of(handle).iterate(iteration);
    };
    /** Takes elements until a group is full; at the end, one group after the other. */
    const next_group = async (): Promise<Items | null> => {
      while (!ended) {
        const item = await items.next();
        if (item === null) {
          ended = true;
          break;
        }
        const key = scalar_int64(call, await iteration.call(key_of, item), 'key_func');
        const size = sizes.get(key) ?? (await window_size(iteration, key));
        sizes.set(key, size);
        const group = groups.get(key) ?? [];
        groups.set(key, group);
        if (group.push(item) === size) return flush(key);
      }
      const key = smallest(groups.keys());
      return key === null ? null : flush(key);
    };
    return {
      async next() {
        for (;;) {
          current ??= await next_group();
          if (current === null) return null;
          const item = await current.next();
          if (item !== null) return item;
          current = null;
        }
      },
    };
  };
  return {cardinality: () => UNKNOWN, iterate};
};

const by_reducer: Maker = (call) => {
  const input = call.dataset();
  const bound = (name: string): BoundFunction => call.bound(name, `${name}_other_arguments`);
  const [key_of, init, reduce, finalize] = ['key_func', 'init_func', 'reduce_func', 'finalize_func'].map(
    bound,
  ) as [BoundFunction, BoundFunction, BoundFunction, BoundFunction];
  const iterate = (iteration: Iteration): Items => {
    const items = input.iterate(iteration);
    const states = new Map<bigint, readonly NDArray[]>();
    let is_read = false;
    const read = async (): Promise<void> => {
      for (let item = await items.next(); item !== null; item = await items.next()) {
        const key = scalar_int64(call, await iteration.call(key_of, item), 'key_func');
        const state = states.get(key) ?? (await iteration.call(init, [int64_scalar(key)]));
        states.set(key, await iteration.call(reduce, [...state, ...item]));
      }
      is_read = true;
    };
    return {
      async next() {
        if (!is_read) await read();
        const key = smallest(states.keys());
        if (key === null) return null;
        const state = states.get(key) as Item;
        states.delete(key);
        return iteration.call(finalize, state);
      },
    };
  };
  return {cardinality: () => UNKNOWN, iterate};
};

export const GROUP_OPERATIONS = dataset_operations({
  ExperimentalGroupByReducerDataset: by_reducer,
  GroupByWindowDataset: by_window,
});
