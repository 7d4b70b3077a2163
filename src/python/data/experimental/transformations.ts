/**
 * `tf.data.experimental`: transformations that `Dataset.apply` takes.
 */
import type {TensorLike} from '../../../graph/convert_types.ts';
import {signature} from '../../../graph/public.ts';
import {int32, int64, string} from '../../../types/dtypes.ts';
import {ValueError} from '../../../types/python_errors.ts';
import type {DatasetClass} from '../dataset.ts';
import {TensorSpec, type DatasetBase, type ElementLike} from '../element_spec.ts';
import {function_on, mapped_and_batched, selected} from '../mapped.ts';
import {same_elements, shuffled_and_repeated} from '../order.ts';
import {interleaved_in_parallel} from '../readers.ts';
import type {ElementFunction} from '../structured_function.ts';
import {scanned} from './scan.ts';

/** What `Dataset.apply` takes. */
export type Transformation = (dataset: DatasetClass) => DatasetBase;

/** How many calls go on side by side. Throws `ValueError` where two ways to say it are used. */
function parallel_calls(batch_size: number, batches: number | null, calls: number | null): number {
  if (batches === null) return calls ?? batch_size;
  if (calls !== null) {
    throw new ValueError(
      'The `num_parallel_batches` and `num_parallel_calls` arguments are mutually exclusive.',
    );
  }
  return batch_size * batches;
}

/** `map_and_batch`: each element by `map_func`, and `batch_size` of the results together. */
export const map_and_batch = signature(
  ['map_func', 'batch_size', 'num_parallel_batches', 'drop_remainder', 'num_parallel_calls'],
  function map_and_batch(
    map_func: ElementFunction,
    batch_size: number,
    num_parallel_batches: number | null = null,
    drop_remainder: TensorLike = false,
    num_parallel_calls: number | null = null,
  ): Transformation {
    const calls = parallel_calls(batch_size, num_parallel_batches, num_parallel_calls);
    return (dataset) =>
      dataset.made_of(mapped_and_batched(dataset, map_func, batch_size, calls, drop_remainder));
  },
);

/** `shuffle_and_repeat`: in random order, `count` times. */
export const shuffle_and_repeat = signature(
  ['buffer_size', 'count', 'seed'],
  function shuffle_and_repeat(
    buffer_size: TensorLike,
    count: TensorLike | null = null,
    seed: number | bigint | null = null,
  ): Transformation {
    return (dataset) => dataset.made_of(shuffled_and_repeated(dataset, buffer_size, count, seed));
  },
);

/** `ignore_errors`: without the elements that cannot be made. */
export const ignore_errors = signature([], function ignore_errors(): Transformation {
  return (dataset) => dataset.made_of(same_elements(dataset, 'IgnoreErrorsDataset', {}));
});

/** `unbatch`: the elements of batches one by one. */
export const unbatch = signature([], function unbatch(): Transformation {
  return (dataset) => dataset.unbatch();
});

/** `enumerate_dataset`: pairs of a number and the element. */
export const enumerate_dataset = signature(
  ['start'],
  function enumerate_dataset(start: TensorLike = 0): Transformation {
    return (dataset) => dataset.enumerate(start);
  },
);

/** `take_while`: the elements before the first for which `predicate` is false. */
export const take_while = signature(
  ['predicate'],
  function take_while(predicate: ElementFunction): Transformation {
    return (dataset) => {
      const func = function_on(dataset, predicate, 'tf.data.experimental.take_while()');
      const words = (): string => '`predicate` must return a scalar boolean tensor.';
      return dataset.made_of(selected(dataset, 'TakeWhileDataset', func, words));
    };
  },
);

const UNIQUE_TYPES = new Set([int32, int64, string]);

/** `unique`: each element once. Throws `TypeError` for what is not one component of int32, int64 or string. */
export const unique = signature([], function unique(): Transformation {
  return (dataset) => {
    const spec = dataset.element_spec;
    if (!(spec instanceof TensorSpec) || !UNIQUE_TYPES.has(spec.dtype)) {
      throw new TypeError(
        '`tf.data.experimental.unique()` only supports inputs with a single `tf.int32`, `tf.int64`, or `tf.string` component.',
      );
    }
    return dataset.made_of(same_elements(dataset, 'UniqueDataset', {}));
  };
});

/** `scan`: `scan_func(state, element)` gives the next state and what takes the element's place. */
export const scan = signature(
  ['initial_state', 'scan_func'],
  function scan(initial_state: ElementLike, scan_func: ElementFunction): Transformation {
    return (dataset) => dataset.made_of(scanned(dataset, initial_state, scan_func));
  },
);

/** `parallel_interleave`: the elements of several datasets at a time. */
export const parallel_interleave = signature(
  ['map_func', 'cycle_length', 'block_length', 'sloppy', 'buffer_output_elements', 'prefetch_input_elements'],
  function parallel_interleave(
    map_func: ElementFunction,
    cycle_length: number,
    block_length = 1,
    sloppy: TensorLike = false,
    buffer_output_elements: TensorLike | null = null,
    prefetch_input_elements: TensorLike | null = null,
  ): Transformation {
    const lengths = [cycle_length, block_length] as const;
    const buffers = [buffer_output_elements, prefetch_input_elements] as const;
    return (dataset) => dataset.made_of(interleaved_in_parallel(dataset, map_func, lengths, sloppy, buffers));
  },
);
