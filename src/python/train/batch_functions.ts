/**
 * `tf.train.batch` and its like: batches of tensors in their order, gathered in a queue that runners fill. How is in `batches.ts`.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import type {ShapeLike} from '../../types/tensor_shape.ts';
import type {Arguments, SignatureData} from '../../util/signature_types.ts';
import {batched, type Batched, type BatchOptions, type Components} from './batches.ts';

export type Shapes = readonly ShapeLike[] | null;

/** The call forms: name the type of what comes out where it is not one tensor: `batch<tf.Tensor[]>(...)`. */
export interface BatchFunction<
  N extends readonly string[],
  P extends readonly unknown[],
> extends SignatureData {
  <R extends Batched = Tensor>(...args: Arguments<N, P>): R;
}

/** What the last parameters of all functions say. */
export type Last = Pick<
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
