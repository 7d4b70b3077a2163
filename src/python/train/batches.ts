/**
 * Batches of tensors, gathered in a queue that runners fill: `tf.train.batch` and its like. Which functions there are is in
 * `batch_functions.ts`.
 */
import {UnimplementedError} from '../../errors.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {smart_cond} from '../../ops/control_flow.ts';
import {dynamic_partition} from '../../ops/data_flow.ts';
import {no_op} from '../../ops/grouping.ts';
import {cast} from '../../ops/math_cast.ts';
import {maximum} from '../../ops/math_extreme.ts';
import {is_sparse} from '../../ops/sparse_tensor.ts';
import {float32, int32, type DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import type {ShapeLike, TensorShape} from '../../types/tensor_shape.ts';
import type {QueueBase} from '../queue/queue_base.ts';
import {FIFOQueue, PaddingFIFOQueue, RandomShuffleQueue} from '../queue/queues.ts';
import {scalar} from '../summary/summaries.ts';
import {summarize_fullness} from './input_producers.ts';
import {add_queue_runner, QueueRunner} from './queue_runner.ts';

/** The components of an element: in order, or by name. */
export type Components = readonly TensorLike[] | Readonly<Record<string, TensorLike>>;
/** Batches in the form of the components; of one component in a list its batch alone. */
export type Batched = Tensor | Tensor[] | Record<string, Tensor>;

/** How a batch is gathered. */
export interface BatchOptions {
  readonly batch_size: TensorLike;
  readonly capacity: number;
  readonly enqueue_many: boolean;
  readonly shapes: readonly ShapeLike[] | null;
  readonly allow_smaller_final_batch: boolean;
  readonly shared_name: string | null;
  readonly name: string | null;
  readonly keep_input: TensorLike;
}

/** The queue that holds what is to be batched: padded to one size, or in a random order. */
export type QueueChoice =
  | {readonly dynamic_pad: boolean}
  | {readonly min_after_dequeue: number; readonly seed: number | null};

/** Who fills the queue: several runners with one set of tensors, or each with a set of its own. */
export interface Sources {
  readonly lists: readonly Components[];
  readonly num_threads: number;
  /** What the scope is called where it has no name. */
  readonly scope: string;
}

function is_list(components: Components): components is readonly TensorLike[] {
  return Array.isArray(components);
}

/** Names in the order of Python's `sorted`. */
function sorted_keys(components: Readonly<Record<string, TensorLike>>): string[] {
  return Object.keys(components).sort();
}

function in_order(components: Components): readonly TensorLike[] {
  if (is_list(components)) return components;
  return sorted_keys(components).map((key) => components[key] as TensorLike);
}

function in_order_of_all(lists: readonly Components[]): readonly (readonly TensorLike[])[] {
  const [first] = lists;
  if (first === undefined) throw new ValueError('Expected at least one set of tensors');
  if (is_list(first)) return lists.map(in_order);
  const keys = sorted_keys(first).join('\n');
  if (lists.some((each) => !is_list(each) && sorted_keys(each).join('\n') !== keys))
    throw new ValueError('All dictionaries in tensors_list must have the same keys');
  return lists.map(in_order);
}

function converted(values: readonly TensorLike[]): Tensor[] {
  if (values.some((value) => is_sparse(value))) {
    throw new UnimplementedError(
      null,
      null,
      'Batches of sparse tensors in queues. Batch tf.serialize_sparse(t), and use tf.deserialize_many_sparse.',
    );
  }
  return values.map((value) => to_tensor(value));
}

/** Whether to keep an element: a scalar, or of several elements a vector. ValueError for anything else. */
function kept(keep_input: TensorLike, enqueue_many: boolean): Tensor {
  const keep = to_tensor(keep_input);
  const {ndims} = keep.shape;
  if (ndims === null) throw new ValueError('`keep_input` dimensions must be known at graph construction.');
  if (!enqueue_many && ndims === 1)
    throw new ValueError('`keep_input` cannot be a vector when `enqueue_many=False`.');
  if (ndims > 1) throw new ValueError('`keep_input` must be 0 or 1 dimensions.');
  return keep;
}

/** The dtypes of all lists, which must be the same. */
function common_types(lists: readonly (readonly Tensor[])[]): readonly DType[] {
  const [first = [], ...others] = lists.map((list) => list.map(({dtype}) => dtype));
  const text = (types: readonly DType[]): string => types.map(({name}) => name).join(', ');
  for (const types of others) {
    if (text(types) !== text(first))
      throw new TypeError(`Expected types to be consistent: ${text(first)} vs. ${text(types)}.`);
  }
  return first;
}

/** The shape of a component, that of the first list, with which those of the others must be compatible. */
function merged_shape(shapes: readonly TensorShape[], enqueue_many: boolean): TensorShape {
  const [first, ...others] = enqueue_many
    ? shapes.map((shape) => shape.with_rank_at_least(1).slice(1))
    : shapes;
  for (const shape of others) first?.merge_with(shape);
  return first as TensorShape;
}

function common_shapes(
  lists: readonly (readonly Tensor[])[],
  {shapes, enqueue_many}: BatchOptions,
): readonly ShapeLike[] {
  if (shapes !== null) return shapes;
  const [first = []] = lists;
  for (const list of lists) {
    for (const tensor of list) {
      if (tensor.shape.ndims === null)
        throw new ValueError(`Cannot infer Tensor's rank: ${tensor.toString()}`);
    }
  }
  return first.map((_, i) =>
    merged_shape(
      lists.map((list) => (list[i] as Tensor).shape),
      enqueue_many,
    ),
  );
}

function make_queue(
  lists: readonly (readonly Tensor[])[],
  options: BatchOptions,
  choice: QueueChoice,
): QueueBase {
  const {capacity, shared_name} = options;
  const dtypes = common_types(lists);
  const shapes = common_shapes(lists, options);
  if ('seed' in choice) {
    const {min_after_dequeue, seed} = choice;
    return RandomShuffleQueue(capacity, min_after_dequeue, dtypes, {seed, shapes, shared_name});
  }
  return choice.dynamic_pad
    ? PaddingFIFOQueue(capacity, dtypes, shapes, {shared_name})
    : FIFOQueue(capacity, dtypes, {shapes, shared_name});
}

/** The operation that puts tensors into a queue, those that are to be kept. */
function enqueue(
  queue: QueueBase,
  tensors: readonly Tensor[],
  keep: Tensor,
  enqueue_many: boolean,
): Operation | Tensor {
  const put = (values: readonly Tensor[]): Operation =>
    enqueue_many ? queue.enqueue_many(values) : queue.enqueue(values);
  if (keep.shape.ndims === 1) {
    const places = cast(keep, int32);
    return put(tensors.map((tensor) => dynamic_partition(tensor, places, 2)[1] as Tensor));
  }
  return smart_cond(
    keep,
    () => put(tensors),
    () => no_op(),
  );
}

function summarize(queue: QueueBase, capacity: number, choice: QueueChoice): void {
  if (!('seed' in choice)) {
    summarize_fullness(queue, capacity, `fraction_of_${capacity}_full`);
    return;
  }
  const {min_after_dequeue} = choice;
  const room = capacity - min_after_dequeue;
  const over = cast(maximum(0, queue.size().sub(min_after_dequeue)), float32);
  scalar(`fraction_over_${min_after_dequeue}_of_${room}_full`, over.mul(1.0 / room));
}

/** Batches in the form in which the components were given. */
function in_form(form: Components, batches: Tensor | Tensor[]): Batched {
  if (is_list(form)) return batches;
  const list = Array.isArray(batches) ? batches : [batches];
  return Object.fromEntries(sorted_keys(form).map((key, i) => [key, list[i] as Tensor]));
}

/** The batches of a queue that runners fill. ValueError for no tensors, and where shapes are not known. */
export function batched(
  {lists, num_threads, scope}: Sources,
  options: BatchOptions,
  choice: QueueChoice,
): Batched {
  const {name, keep_input, enqueue_many, capacity, batch_size, allow_smaller_final_batch} = options;
  const values = in_order_of_all(lists);
  return with_name_scope(name, scope, [...values.flat(), keep_input], (own) => {
    if ('seed' in choice && capacity <= choice.min_after_dequeue) {
      throw new ValueError(
        `capacity ${capacity} must be bigger than min_after_dequeue ${choice.min_after_dequeue}.`,
      );
    }
    const tensors = values.map(converted);
    if (tensors[0]?.length === 0) throw new ValueError('Expected at least one tensor in batch().');
    const keep = kept(keep_input, enqueue_many);
    const queue = make_queue(tensors, options, choice);
    const puts = tensors.map((list) => enqueue(queue, list, keep, enqueue_many));
    const [first] = puts as [Operation | Tensor];
    const enqueue_ops = puts.length > 1 ? puts : Array.from({length: num_threads}, () => first);
    add_queue_runner(QueueRunner(queue, enqueue_ops));
    summarize(queue, capacity, choice);
    const batches = allow_smaller_final_batch
      ? queue.dequeue_up_to<Tensor | Tensor[]>(batch_size, {name: own})
      : queue.dequeue_many<Tensor | Tensor[]>(batch_size, {name: own});
    return in_form(lists[0] as Components, batches);
  });
}
