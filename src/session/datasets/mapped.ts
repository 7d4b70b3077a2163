/**
 * Datasets that call a function for each element: map, filter, scan, and those whose function gives a dataset for each.
 */
import {batched} from './arrays.ts';
import {dataset_operations, type Call, type Made, type Maker} from './call.ts';
import {
  dataset_of,
  first_of,
  UNKNOWN,
  type BoundFunction,
  type Item,
  type Items,
  type Iteration,
} from './dataset.ts';

const map: Maker = (call) => {
  const [input, called] = [call.dataset(), call.bound()];
  return {
    cardinality: input.cardinality,
    iterate(iteration) {
      const items = input.iterate(iteration);
      return {
        async next() {
          const item = await items.next();
          return item === null ? null : iteration.call(called, item);
        },
      };
    },
  };
};

const map_and_batch: Maker = (call) => {
  const [input, called, size, drop] = [
    call.dataset(),
    call.bound(),
    call.int('batch_size'),
    call.flag('drop_remainder'),
  ];
  if (size <= 0) throw call.invalid('batch_size must be greater than zero.');
  return {
    cardinality() {
      const count = input.cardinality();
      return count < 0 ? count : drop ? Math.floor(count / size) : Math.ceil(count / size);
    },
    iterate(iteration) {
      const items = input.iterate(iteration);
      let ended = false;
      return {
        async next() {
          const batch: Item[] = [];
          while (!ended && batch.length < size) {
            const item = await items.next();
            if (item === null) ended = true;
            else batch.push(await iteration.call(called, item));
          }
          return batch.length === 0 || (drop && batch.length < size) ? null : batched(batch);
        },
      };
    },
  };
};

/** Whether a function says yes. */
async function holds(
  call: Call,
  iteration: Iteration,
  predicate: BoundFunction,
  item: Item,
): Promise<boolean> {
  const [answer] = await iteration.call(predicate, item);
  if (answer === undefined || !answer.dtype.is_bool || answer.shape.length > 0)
    throw call.invalid('Filter predicate `f` must return a scalar bool.');
  return answer.data[0] !== 0;
}

const filter: Maker = (call) => {
  const [input, predicate] = [call.dataset(), call.bound('predicate')];
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const items = input.iterate(iteration);
      const use = async (item: Item): Promise<Item | null> =>
        (await holds(call, iteration, predicate, item)) ? item : null;
      return {next: () => first_of(iteration, items, use)};
    },
  };
};

const take_while: Maker = (call) => {
  const [input, predicate] = [call.dataset(), call.bound('predicate')];
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const items = input.iterate(iteration);
      let ended = false;
      return {
        async next() {
          const item = ended ? null : await items.next();
          ended = item === null || !(await holds(call, iteration, predicate, item));
          return ended ? null : item;
        },
      };
    },
  };
};

/** A function of a state and an element, which gives the next state and an element. */
const scan: Maker = (call) => {
  const [input, called, initial] = [call.dataset(), call.bound(), call.list('initial_state')];
  return {
    cardinality: input.cardinality,
    iterate(iteration) {
      const items = input.iterate(iteration);
      let state = initial;
      return {
        async next() {
          const item = await items.next();
          if (item === null) return null;
          const results = await iteration.call(called, [...state, ...item]);
          state = results.slice(0, initial.length);
          return results.slice(initial.length);
        },
      };
    },
  };
};

/** The elements of the dataset that a function gives for an element. */
async function items_of(iteration: Iteration, called: BoundFunction, item: Item): Promise<Items> {
  const [handle] = await iteration.call(called, item);
  return dataset_of(handle).iterate(iteration);
}

const flat_map: Maker = (call) => {
  const [input, called] = [call.dataset(), call.bound()];
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const outer = input.iterate(iteration);
      let inner: Items | null = null;
      return {
        async next() {
          for (;;) {
            if (inner === null) {
              const item = await outer.next();
              if (item === null) return null;
              inner = await items_of(iteration, called, item);
            }
            const item = await inner.next();
            if (item !== null) return item;
            inner = null;
          }
        },
      };
    },
  };
};

/** Blocks of elements of several datasets in turn; one that ends makes room for the next, a turn later. */
class Interleaved implements Items {
  readonly #outer: Items;
  readonly #open: (item: Item) => Promise<Items>;
  readonly #block: number;
  readonly #cycle: (Items | null)[];
  #at = 0;
  #in_block = 0;
  #ended = false;

  constructor(outer: Items, open: (item: Item) => Promise<Items>, cycle: number, block: number) {
    this.#outer = outer;
    this.#open = open;
    this.#block = block;
    this.#cycle = Array.from({length: cycle}, () => null);
  }

  async next(): Promise<Item | null> {
    while (!this.#ended || this.#cycle.some((items) => items !== null)) {
      const current = this.#cycle[this.#at] ?? null;
      if (current !== null) {
        const item = await current.next();
        if (item !== null) {
          if (++this.#in_block === this.#block) this.#advance();
          return item;
        }
        this.#cycle[this.#at] = null;
        this.#advance();
      } else if (this.#ended) this.#advance();
      else {
        const item = await this.#outer.next();
        if (item === null) this.#ended = true;
        else this.#cycle[this.#at] = await this.#open(item);
      }
    }
    return null;
  }

  #advance(): void {
    this.#in_block = 0;
    this.#at = (this.#at + 1) % this.#cycle.length;
  }
}

const interleave: Maker = (call): Made => {
  const [input, called] = [call.dataset(), call.bound()];
  const [cycle, block] = [call.int('cycle_length'), call.int('block_length')];
  if (cycle <= 0 && cycle !== -1) throw call.invalid('cycle_length must be greater than zero.');
  if (block <= 0) throw call.invalid('block_length must be greater than zero.');
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const open = (item: Item): Promise<Items> => items_of(iteration, called, item);
      // TensorFlow's choice is the number of processors: here there is one.
      return new Interleaved(input.iterate(iteration), open, cycle === -1 ? 1 : cycle, block);
    },
  };
};

/** The input of a dataset that no reader is told of: what a function of a dataset makes of it. */
const fastest_branch: Maker = async (call) => {
  const functions = call.context.functions();
  const branches = call.attr<readonly BoundFunction['function'][]>('branches');
  const lengths = call.attr<readonly number[]>('other_arguments_lengths');
  const [first, length = 0] = [branches[0] as BoundFunction['function'], lengths[0]];
  try {
    const captured = call.list('other_arguments').slice(0, length);
    const [handle] = await functions.call(
      first,
      [call.array('input_dataset'), ...captured],
      call.context.signal,
    );
    return dataset_of(handle);
  } finally {
    functions.close();
  }
};

export const MAP_OPERATIONS = dataset_operations({
  ChooseFastestBranchDataset: fastest_branch,
  ChooseFastestDataset: (call) => dataset_of(call.list('input_datasets')[0]),
  FilterDataset: filter,
  FlatMapDataset: flat_map,
  InterleaveDataset: interleave,
  LegacyParallelInterleaveDatasetV2: interleave,
  MapAndBatchDataset: map_and_batch,
  MapDataset: map,
  ParallelFilterDataset: filter,
  ParallelInterleaveDataset: interleave,
  ParallelInterleaveDatasetV2: interleave,
  ParallelInterleaveDatasetV3: interleave,
  ParallelInterleaveDatasetV4: interleave,
  ParallelMapDataset: map,
  ParallelMapDatasetV2: map,
  ScanDataset: scan,
  TakeWhileDataset: take_while,
});
