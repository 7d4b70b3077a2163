/**
 * `tf.train.shuffle_batch` and its like: batches of tensors in a random order, gathered in a queue that runners fill. How
 * is in `batches.ts`.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {BatchFunction, Shapes} from './batch_functions.ts';
import {batched, type Batched, type Components, type Sources} from './batches.ts';

/** What is the same of all functions of this file but where their tensors come from and whether they are kept. */
function gathered(
  sources: Sources,
  keep_input: TensorLike,
  batch_size: TensorLike,
  capacity: number,
  min_after_dequeue: number,
  seed: number | null = null,
  enqueue_many = false,
  shapes: Shapes = null,
  allow_smaller_final_batch = false,
  shared_name: string | null = null,
  name: string | null = null,
): Batched {
  const last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
  return batched(sources, {batch_size, capacity, keep_input, ...last}, {min_after_dequeue, seed});
}

type Gathered = Parameters<typeof gathered>;
/** What follows the least number of elements to choose from. */
type Last = Gathered extends [
  unknown,
  unknown,
  unknown,
  unknown,
  unknown,
  ...infer R extends readonly unknown[],
]
  ? R
  : never;
const SIZES = ['batch_size', 'capacity', 'min_after_dequeue'] as const;
const LAST = ['seed', 'enqueue_many', 'shapes', 'allow_smaller_final_batch', 'shared_name', 'name'] as const;

function maybe_of_one(
  tensors: Components,
  batch_size: TensorLike,
  capacity: number,
  min_after_dequeue: number,
  keep_input: TensorLike,
  num_threads = 1,
  ...last: Last
): Batched {
  const sources = {lists: [tensors], num_threads, scope: 'shuffle_batch'};
  return gathered(sources, keep_input, batch_size, capacity, min_after_dequeue, ...last);
}

function maybe_of_several(
  tensors_list: readonly Components[],
  batch_size: TensorLike,
  capacity: number,
  min_after_dequeue: number,
  keep_input: TensorLike,
  ...last: Last
): Batched {
  const sources = {lists: tensors_list, num_threads: 1, scope: 'shuffle_batch_join'};
  return gathered(sources, keep_input, batch_size, capacity, min_after_dequeue, ...last);
}

function of_one(
  tensors: Components,
  batch_size: TensorLike,
  capacity: number,
  min_after_dequeue: number,
  ...rest: [num_threads?: number, ...last: Last]
): Batched {
  return maybe_of_one(tensors, batch_size, capacity, min_after_dequeue, true, ...rest);
}

function of_several(
  tensors_list: readonly Components[],
  batch_size: TensorLike,
  capacity: number,
  min_after_dequeue: number,
  ...last: Last
): Batched {
  return maybe_of_several(tensors_list, batch_size, capacity, min_after_dequeue, true, ...last);
}

const SHUFFLE_BATCH = ['tensors', ...SIZES, 'num_threads', ...LAST] as const;
/**
 * `tf.train.shuffle_batch(tensors, batch_size, capacity, min_after_dequeue)`: as `batch`, in a random order: there are always at least
 * `min_after_dequeue` elements to choose from.
 */
export const shuffle_batch = signature<BatchFunction<typeof SHUFFLE_BATCH, Parameters<typeof of_one>>>(
  SHUFFLE_BATCH,
  of_one,
  {name: 'shuffle_batch'},
);

const MAYBE_SHUFFLE_BATCH = ['tensors', ...SIZES, 'keep_input', 'num_threads', ...LAST] as const;
/**
 * `tf.train.maybe_shuffle_batch(tensors, batch_size, capacity, min_after_dequeue, keep_input)`: as `shuffle_batch`, of the
 * elements for which `keep_input` is true.
 */
export const maybe_shuffle_batch = signature<
  BatchFunction<typeof MAYBE_SHUFFLE_BATCH, Parameters<typeof maybe_of_one>>
>(MAYBE_SHUFFLE_BATCH, maybe_of_one, {name: 'maybe_shuffle_batch'});

const SHUFFLE_BATCH_JOIN = ['tensors_list', ...SIZES, ...LAST] as const;
/**
 * `tf.train.shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue)`: as `shuffle_batch`, with a
 * runner for each of several sets of tensors.
 */
export const shuffle_batch_join = signature<
  BatchFunction<typeof SHUFFLE_BATCH_JOIN, Parameters<typeof of_several>>
>(SHUFFLE_BATCH_JOIN, of_several, {name: 'shuffle_batch_join'});

const MAYBE_SHUFFLE_BATCH_JOIN = ['tensors_list', ...SIZES, 'keep_input', ...LAST] as const;
/**
 * `tf.train.maybe_shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue, keep_input)`: as
 * `shuffle_batch_join`, of the elements for which `keep_input` is true.
 */
export const maybe_shuffle_batch_join = signature<
  BatchFunction<typeof MAYBE_SHUFFLE_BATCH_JOIN, Parameters<typeof maybe_of_several>>
>(MAYBE_SHUFFLE_BATCH_JOIN, maybe_of_several, {name: 'maybe_shuffle_batch_join'});
