/**
 * `tf.train.batch` and its like: batches of tensors, gathered in a queue that runners fill. How is in `batches.ts`.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import type {ShapeLike} from '../../types/tensor_shape.ts';
import type {Arguments, SignatureData} from '../../util/signature_types.ts';
import {batched, type Batched, type BatchOptions, type Components} from './batches.ts';

type Shapes = readonly ShapeLike[] | null;

/** The call forms: name the type of what comes out where it is not one tensor: `batch<tf.Tensor[]>(...)`. */
interface BatchFunction<N extends readonly string[], P extends readonly unknown[]> extends SignatureData {
  <R extends Batched = Tensor>(...args: Arguments<N, P>): R;
}

/** What the last parameters of all functions say. */
type Last = Pick<
  BatchOptions,
  'allow_smaller_final_batch' | 'enqueue_many' | 'name' | 'shapes' | 'shared_name'
>;

const BATCH = [
  'tensors',
  'batch_size',
  'num_threads',
  'capacity',
  'enqueue_many',
  'shapes',
  'dynamic_pad',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;
type Batch = BatchFunction<
  typeof BATCH,
  [
    tensors: Components,
    batch_size: TensorLike,
    num_threads?: number,
    capacity?: number,
    enqueue_many?: boolean,
    shapes?: Shapes,
    dynamic_pad?: boolean,
    allow_smaller_final_batch?: boolean,
    shared_name?: string | null,
    name?: string | null,
  ]
>;

/**
 * `tf.train.batch(tensors, batch_size)`: batches of `batch_size` elements of the same shape (of several, filled up with zeros, with `dynamic_pad`) that a runner
 * gathers; with `enqueue_many` each tensor holds several elements. The last batch may be smaller only with `allow_smaller_final_batch`; what is left
 * then is OutOfRangeError. Components by name give batches by name.
 */
export const batch = signature<Batch>(
  BATCH,
  function batch(
    tensors: Components,
    batch_size: TensorLike,
    num_threads = 1,
    capacity = 32,
    enqueue_many = false,
    shapes: Shapes = null,
    dynamic_pad = false,
    allow_smaller_final_batch = false,
    shared_name: string | null = null,
    name: string | null = null,
  ): Batched {
    const last: Last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
    const sources = {lists: [tensors], num_threads, scope: 'batch'};
    return batched(sources, {batch_size, capacity, keep_input: true, ...last}, {dynamic_pad});
  },
);

const MAYBE_BATCH = [
  'tensors',
  'keep_input',
  'batch_size',
  'num_threads',
  'capacity',
  'enqueue_many',
  'shapes',
  'dynamic_pad',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;
type MaybeBatch = BatchFunction<
  typeof MAYBE_BATCH,
  [
    tensors: Components,
    keep_input: TensorLike,
    batch_size: TensorLike,
    num_threads?: number,
    capacity?: number,
    enqueue_many?: boolean,
    shapes?: Shapes,
    dynamic_pad?: boolean,
    allow_smaller_final_batch?: boolean,
    shared_name?: string | null,
    name?: string | null,
  ]
>;

/** `tf.train.maybe_batch(tensors, keep_input, batch_size)`: as `batch`, of the elements for which `keep_input` is true. */
export const maybe_batch = signature<MaybeBatch>(
  MAYBE_BATCH,
  function maybe_batch(
    tensors: Components,
    keep_input: TensorLike,
    batch_size: TensorLike,
    num_threads = 1,
    capacity = 32,
    enqueue_many = false,
    shapes: Shapes = null,
    dynamic_pad = false,
    allow_smaller_final_batch = false,
    shared_name: string | null = null,
    name: string | null = null,
  ): Batched {
    const last: Last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
    const sources = {lists: [tensors], num_threads, scope: 'batch'};
    return batched(sources, {batch_size, capacity, keep_input, ...last}, {dynamic_pad});
  },
);

const BATCH_JOIN = [
  'tensors_list',
  'batch_size',
  'capacity',
  'enqueue_many',
  'shapes',
  'dynamic_pad',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;
type BatchJoin = BatchFunction<
  typeof BATCH_JOIN,
  [
    tensors_list: readonly Components[],
    batch_size: TensorLike,
    capacity?: number,
    enqueue_many?: boolean,
    shapes?: Shapes,
    dynamic_pad?: boolean,
    allow_smaller_final_batch?: boolean,
    shared_name?: string | null,
    name?: string | null,
  ]
>;

/** `tf.train.batch_join(tensors_list, batch_size)`: as `batch`, with a runner for each of several sets of tensors. */
export const batch_join = signature<BatchJoin>(
  BATCH_JOIN,
  function batch_join(
    tensors_list: readonly Components[],
    batch_size: TensorLike,
    capacity = 32,
    enqueue_many = false,
    shapes: Shapes = null,
    dynamic_pad = false,
    allow_smaller_final_batch = false,
    shared_name: string | null = null,
    name: string | null = null,
  ): Batched {
    const last: Last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
    const sources = {lists: tensors_list, num_threads: 1, scope: 'batch_join'};
    return batched(sources, {batch_size, capacity, keep_input: true, ...last}, {dynamic_pad});
  },
);

const MAYBE_BATCH_JOIN = [
  'tensors_list',
  'keep_input',
  'batch_size',
  'capacity',
  'enqueue_many',
  'shapes',
  'dynamic_pad',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;
type MaybeBatchJoin = BatchFunction<
  typeof MAYBE_BATCH_JOIN,
  [
    tensors_list: readonly Components[],
    keep_input: TensorLike,
    batch_size: TensorLike,
    capacity?: number,
    enqueue_many?: boolean,
    shapes?: Shapes,
    dynamic_pad?: boolean,
    allow_smaller_final_batch?: boolean,
    shared_name?: string | null,
    name?: string | null,
  ]
>;

/** `tf.train.maybe_batch_join(tensors_list, keep_input, batch_size)`: as `batch_join`, of the elements for which `keep_input` is true. */
export const maybe_batch_join = signature<MaybeBatchJoin>(
  MAYBE_BATCH_JOIN,
  function maybe_batch_join(
    tensors_list: readonly Components[],
    keep_input: TensorLike,
    batch_size: TensorLike,
    capacity = 32,
    enqueue_many = false,
    shapes: Shapes = null,
    dynamic_pad = false,
    allow_smaller_final_batch = false,
    shared_name: string | null = null,
    name: string | null = null,
  ): Batched {
    const last: Last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
    const sources = {lists: tensors_list, num_threads: 1, scope: 'batch_join'};
    return batched(sources, {batch_size, capacity, keep_input, ...last}, {dynamic_pad});
  },
);

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
