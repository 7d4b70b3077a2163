/**
 * `tf.train.batch` and its like: batches of tensors in their order, gathered in a queue that runners fill. How is in `batches.ts`.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import type {ShapeLike} from '../../types/tensor_shape.ts';
import type {Arguments, SignatureData} from '../../util/signature_types.ts';
import {batched, type Batched, type Components, type Sources} from './batches.ts';

export type Shapes = readonly ShapeLike[] | null;

/** The call forms: name the type of what comes out where it is not one tensor: `batch<tf.Tensor[]>(...)`. */
export interface BatchFunction<
  N extends readonly string[],
  P extends readonly unknown[],
> extends SignatureData {
  <R extends Batched = Tensor>(...args: Arguments<N, P>): R;
}

/** The first sets of tensors, whether they are kept, the size; then what all functions of this file end with. */
function gathered(
  sources: Sources,
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
  const last = {enqueue_many, shapes, allow_smaller_final_batch, shared_name, name};
  return batched(sources, {batch_size, capacity, keep_input, ...last}, {dynamic_pad});
}

/** What follows the size of a batch. */
type Last =
  Parameters<typeof gathered> extends [unknown, unknown, unknown, ...infer R extends readonly unknown[]]
    ? R
    : never;
const LAST = [
  'capacity',
  'enqueue_many',
  'shapes',
  'dynamic_pad',
  'allow_smaller_final_batch',
  'shared_name',
  'name',
] as const;

function maybe_of_one(
  tensors: Components,
  keep_input: TensorLike,
  batch_size: TensorLike,
  num_threads = 1,
  ...last: Last
): Batched {
  return gathered({lists: [tensors], num_threads, scope: 'batch'}, keep_input, batch_size, ...last);
}

function maybe_of_several(
  tensors_list: readonly Components[],
  keep_input: TensorLike,
  batch_size: TensorLike,
  ...last: Last
): Batched {
  const sources = {lists: tensors_list, num_threads: 1, scope: 'batch_join'};
  return gathered(sources, keep_input, batch_size, ...last);
}

function of_one(
  tensors: Components,
  batch_size: TensorLike,
  ...rest: [num_threads?: number, ...last: Last]
): Batched {
  return maybe_of_one(tensors, true, batch_size, ...rest);
}

function of_several(tensors_list: readonly Components[], batch_size: TensorLike, ...last: Last): Batched {
  return maybe_of_several(tensors_list, true, batch_size, ...last);
}

const BATCH = ['tensors', 'batch_size', 'num_threads', ...LAST] as const;
/**
 * `tf.train.batch(tensors, batch_size)`: batches of `batch_size` elements of the same shape (of several, filled up with zeros, with `dynamic_pad`) that a runner
 * gathers; with `enqueue_many` each tensor holds several elements. The last batch may be smaller only with `allow_smaller_final_batch`; what is left
 * then is OutOfRangeError. Components by name give batches by name.
 */
export const batch = signature<BatchFunction<typeof BATCH, Parameters<typeof of_one>>>(BATCH, of_one, {
  name: 'batch',
});

const MAYBE_BATCH = ['tensors', 'keep_input', 'batch_size', 'num_threads', ...LAST] as const;
/** `tf.train.maybe_batch(tensors, keep_input, batch_size)`: as `batch`, of the elements for which `keep_input` is true. */
export const maybe_batch = signature<BatchFunction<typeof MAYBE_BATCH, Parameters<typeof maybe_of_one>>>(
  MAYBE_BATCH,
  maybe_of_one,
  {name: 'maybe_batch'},
);

const BATCH_JOIN = ['tensors_list', 'batch_size', ...LAST] as const;
/** `tf.train.batch_join(tensors_list, batch_size)`: as `batch`, with a runner for each of several sets of tensors. */
export const batch_join = signature<BatchFunction<typeof BATCH_JOIN, Parameters<typeof of_several>>>(
  BATCH_JOIN,
  of_several,
  {name: 'batch_join'},
);

const MAYBE_BATCH_JOIN = ['tensors_list', 'keep_input', 'batch_size', ...LAST] as const;
/** `tf.train.maybe_batch_join(tensors_list, keep_input, batch_size)`: as `batch_join`, of the elements for which `keep_input` is true. */
export const maybe_batch_join = signature<
  BatchFunction<typeof MAYBE_BATCH_JOIN, Parameters<typeof maybe_of_several>>
>(MAYBE_BATCH_JOIN, maybe_of_several, {name: 'maybe_batch_join'});
