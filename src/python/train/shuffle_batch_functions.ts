/**
 * `tf.train.shuffle_batch` and its like: batches of tensors in a random order, gathered in a queue that runners fill. How
 * is in `batches.ts`.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {BatchFunction, Last, Shapes} from './batch_functions.ts';
import {batched, type Batched, type Components} from './batches.ts';

const SHUFFLE_BATCH = [
  'tensors',
  'batch_size',
  'capacity',
  'min_after_dequeue',
  'num_threads',
  'seed',
  'enqueue_many',
  'shapes',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;
type ShuffleBatch = BatchFunction<
  typeof SHUFFLE_BATCH,
  [
    tensors: Components,
    batch_size: TensorLike,
    capacity: number,
    min_after_dequeue: number,
    num_threads?: number,
    seed?: number | null,
    enqueue_many?: boolean,
    shapes?: Shapes,
    allow_smaller_final_batch?: boolean,
    shared_name?: string | null,
    name?: string | null,
  ]
>;

/**
 * `tf.train.shuffle_batch(tensors, batch_size, capacity, min_after_dequeue)`: as `batch`, in a random order: there are always at least
 * `min_after_dequeue` elements to choose from.
 */
export const shuffle_batch = signature<ShuffleBatch>(
  SHUFFLE_BATCH,
  function shuffle_batch(
    tensors: Components,
    batch_size: TensorLike,
    capacity: number,
    min_after_dequeue: number,
    num_threads = 1,
    seed: number | null = null,
    enqueue_many = false,
    shapes: Shapes = null,
    allow_smaller_final_batch = false,
    shared_name: string | null = null,
    name: string | null = null,
  ): Batched {
    const last: Last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
    const sources = {lists: [tensors], num_threads, scope: 'shuffle_batch'};
    return batched(sources, {batch_size, capacity, keep_input: true, ...last}, {min_after_dequeue, seed});
  },
);

const MAYBE_SHUFFLE_BATCH = [
  'tensors',
  'batch_size',
  'capacity',
  'min_after_dequeue',
  'keep_input',
  'num_threads',
  'seed',
  'enqueue_many',
  'shapes',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;
type MaybeShuffleBatch = BatchFunction<
  typeof MAYBE_SHUFFLE_BATCH,
  [
    tensors: Components,
    batch_size: TensorLike,
    capacity: number,
    min_after_dequeue: number,
    keep_input: TensorLike,
    num_threads?: number,
    seed?: number | null,
    enqueue_many?: boolean,
    shapes?: Shapes,
    allow_smaller_final_batch?: boolean,
    shared_name?: string | null,
    name?: string | null,
  ]
>;

/**
 * `tf.train.maybe_shuffle_batch(tensors, batch_size, capacity, min_after_dequeue, keep_input)`: as `shuffle_batch`, of the
 * elements for which `keep_input` is true.
 */
export const maybe_shuffle_batch = signature<MaybeShuffleBatch>(
  MAYBE_SHUFFLE_BATCH,
  function maybe_shuffle_batch(
    tensors: Components,
    batch_size: TensorLike,
    capacity: number,
    min_after_dequeue: number,
    keep_input: TensorLike,
    num_threads = 1,
    seed: number | null = null,
    enqueue_many = false,
    shapes: Shapes = null,
    allow_smaller_final_batch = false,
    shared_name: string | null = null,
    name: string | null = null,
  ): Batched {
    const last: Last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
    const sources = {lists: [tensors], num_threads, scope: 'shuffle_batch'};
    return batched(sources, {batch_size, capacity, keep_input, ...last}, {min_after_dequeue, seed});
  },
);

const SHUFFLE_BATCH_JOIN = [
  'tensors_list',
  'batch_size',
  'capacity',
  'min_after_dequeue',
  'seed',
  'enqueue_many',
  'shapes',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;
type ShuffleBatchJoin = BatchFunction<
  typeof SHUFFLE_BATCH_JOIN,
  [
    tensors_list: readonly Components[],
    batch_size: TensorLike,
    capacity: number,
    min_after_dequeue: number,
    seed?: number | null,
    enqueue_many?: boolean,
    shapes?: Shapes,
    allow_smaller_final_batch?: boolean,
    shared_name?: string | null,
    name?: string | null,
  ]
>;

/**
 * `tf.train.shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue)`: as `shuffle_batch`, with a
 * runner for each of several sets of tensors.
 */
export const shuffle_batch_join = signature<ShuffleBatchJoin>(
  SHUFFLE_BATCH_JOIN,
  function shuffle_batch_join(
    tensors_list: readonly Components[],
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
    const last: Last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
    const sources = {lists: tensors_list, num_threads: 1, scope: 'shuffle_batch_join'};
    return batched(sources, {batch_size, capacity, keep_input: true, ...last}, {min_after_dequeue, seed});
  },
);

const MAYBE_SHUFFLE_BATCH_JOIN = [
  'tensors_list',
  'batch_size',
  'capacity',
  'min_after_dequeue',
  'keep_input',
  'seed',
  'enqueue_many',
  'shapes',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;
type MaybeShuffleBatchJoin = BatchFunction<
  typeof MAYBE_SHUFFLE_BATCH_JOIN,
  [
    tensors_list: readonly Components[],
    batch_size: TensorLike,
    capacity: number,
    min_after_dequeue: number,
    keep_input: TensorLike,
    seed?: number | null,
    enqueue_many?: boolean,
    shapes?: Shapes,
    allow_smaller_final_batch?: boolean,
    shared_name?: string | null,
    name?: string | null,
  ]
>;

/**
 * `tf.train.maybe_shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue, keep_input)`: as
 * `shuffle_batch_join`, of the elements for which `keep_input` is true.
 */
export const maybe_shuffle_batch_join = signature<MaybeShuffleBatchJoin>(
  MAYBE_SHUFFLE_BATCH_JOIN,
  function maybe_shuffle_batch_join(
    tensors_list: readonly Components[],
    batch_size: TensorLike,
    capacity: number,
    min_after_dequeue: number,
    keep_input: TensorLike,
    seed: number | null = null,
    enqueue_many = false,
    shapes: Shapes = null,
    allow_smaller_final_batch = false,
    shared_name: string | null = null,
    name: string | null = null,
  ): Batched {
    const last: Last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
    const sources = {lists: tensors_list, num_threads: 1, scope: 'shuffle_batch_join'};
    return batched(sources, {batch_size, capacity, keep_input, ...last}, {min_after_dequeue, seed});
  },
);
