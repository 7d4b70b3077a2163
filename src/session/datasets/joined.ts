/**
 * Datasets of the elements of several others: side by side, one after the other, or as a dataset of numbers says.
 */
import type {NDArray} from '../../types/ndarray.ts';
import {dataset_operations, type Maker} from './call.ts';
import {dataset_of, INFINITE, UNKNOWN, type Item, type Items} from './dataset.ts';

/** Elements of several datasets side by side. */
const zip: Maker = (call) => {
  const inputs = call.list('input_datasets').map(dataset_of);
  const cardinality = (): number => {
    const sizes = inputs.map((input) => input.cardinality());
    if (sizes.includes(UNKNOWN)) return UNKNOWN;
    const finite = sizes.filter((size) => size !== INFINITE);
    return finite.length === 0 ? INFINITE : Math.min(...finite);
  };
  return {
    cardinality,
    iterate(iteration) {
      const all = inputs.map((input) => input.iterate(iteration));
      let ended = false;
      return {
        async next() {
          const parts: NDArray[] = [];
          for (const items of all) {
            const item = ended ? null : await items.next();
            if (item === null) {
              ended = true;
              return null;
            }
            parts.push(...item);
          }
          return parts;
        },
      };
    },
  };
};

const concatenate: Maker = (call) => {
  const [first, second] = [call.dataset(), call.dataset('another_dataset')];
  const cardinality = (): number => {
    const sizes = [first.cardinality(), second.cardinality()];
    if (sizes.includes(INFINITE)) return INFINITE;
    return sizes.includes(UNKNOWN) ? UNKNOWN : (sizes[0] as number) + (sizes[1] as number);
  };
  return {
    cardinality,
    iterate(iteration) {
      let items = first.iterate(iteration);
      let is_second = false;
      return {
        async next() {
          const item = await items.next();
          if (item !== null || is_second) return item;
          is_second = true;
          items = second.iterate(iteration);
          return items.next();
        },
      };
    },
  };
};

/** Takes the next element of the input that a dataset of numbers names, until all are at their end. */
const directed_interleave: Maker = (call) => {
  const selector = dataset_of(call.array('selector_input_dataset'));
  const inputs = call.list('data_input_datasets').map(dataset_of);
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const choices = selector.iterate(iteration);
      const all: (Items | null)[] = inputs.map((input) => input.iterate(iteration));
      const next_of = async (choice: Item): Promise<Item | null> => {
        const index = Number(choice[0]?.data[0]);
        if (index < 0 || index >= all.length)
          throw call.invalid(`Selector index out of range: ${index} >= ${all.length}`);
        const item = (await all[index]?.next()) ?? null;
        if (item === null) all[index] = null;
        return item;
      };
      return {
        async next() {
          while (all.some((items) => items !== null)) {
            const choice = await choices.next();
            if (choice === null) return null;
            const item = await next_of(choice);
            if (item !== null) return item;
          }
          return null;
        },
      };
    },
  };
};

export const JOINED_OPERATIONS = dataset_operations({
  ConcatenateDataset: concatenate,
  DirectedInterleaveDataset: directed_interleave,
  ZipDataset: zip,
});
