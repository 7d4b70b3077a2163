/**
 * Queues that runners fill with inputs, in epochs: `tf.train.string_input_producer` and its like.
 */
import {GraphKeys} from '../../graph/collections.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import {control_dependencies, with_name_scope} from '../../graph/scope_functions.ts';
import {Tensor} from '../../graph/tensor.ts';
import {constant} from '../../ops/array_constant.ts';
import {gather} from '../../ops/array_gather.ts';
import {identity} from '../../ops/array_identity.ts';
import {shape, size} from '../../ops/array_shape.ts';
import {matching_files} from '../../ops/io_files.ts';
import {Assert} from '../../ops/logging.ts';
import {cast} from '../../ops/math_cast.ts';
import {greater} from '../../ops/math_compare.ts';
import {range} from '../../ops/math_range.ts';
import {random_shuffle} from '../../ops/random.ts';
import {count_up_to} from '../../ops/state_count.ts';
import {float32, int64, string} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {unknown_shape, type ShapeLike} from '../../types/tensor_shape.ts';
import type {QueueBase} from '../queue/queue_base.ts';
import {FIFOQueue} from '../queue/queues.ts';
import {scalar} from '../summary/summaries.ts';
import {Variable} from '../variables.ts';
import {add_queue_runner, QueueRunner} from './queue_runner.ts';

/** A summary of how full a queue is. */
export function summarize_fullness(queue: QueueBase, capacity: number, name: string): void {
  scalar(name, cast(queue.size(), float32).mul(1.0 / capacity));
}

/**
 * `tf.train.limit_epochs(tensor, num_epochs)`: `tensor`, at most `num_epochs` times; then OutOfRangeError. It counts in a local variable. ValueError
 * for no epochs.
 */
export const limit_epochs = signature(
  ['tensor', 'num_epochs', 'name'],
  function limit_epochs(
    tensor: Tensor,
    num_epochs: number | null = null,
    name: string | null = null,
  ): Tensor {
    if (num_epochs === null) return tensor;
    if (num_epochs <= 0) throw new ValueError(`num_epochs must be > 0 not ${num_epochs}.`);
    return with_name_scope(name, 'limit_epochs', [tensor], (scope) => {
      const zero = constant(0n, {dtype: int64});
      const collections = [GraphKeys.LOCAL_VARIABLES];
      const epochs = Variable(zero, {name: 'epochs', trainable: false, collections});
      const counter = count_up_to(epochs, num_epochs);
      return control_dependencies([counter], () => identity(tensor, scope));
    });
  },
);

/** How a producer goes through its rows, and its queue. */
interface Production {
  readonly num_epochs: number | null;
  readonly shuffle: boolean;
  readonly seed: number | null;
  readonly capacity: number;
  readonly shared_name: string | null;
  readonly name: string | null;
  readonly cancel_op: Operation | null;
}

/** What the producers of texts, numbers and rows end with. */
type Last = [
  num_epochs?: number | null,
  shuffle?: boolean,
  seed?: number | null,
  capacity?: number,
  shared_name?: string | null,
  name?: string | null,
];
type LastWithCancelling = [...Last, cancel_op?: Operation | null];

function production([
  num_epochs = null,
  shuffle = true,
  seed = null,
  capacity = 32,
  shared_name = null,
  name = null,
  cancel_op = null,
]: LastWithCancelling): Production {
  return {num_epochs, shuffle, seed, capacity, shared_name, name, cancel_op};
}

const LAST = ['num_epochs', 'shuffle', 'seed', 'capacity', 'shared_name', 'name'] as const;

function produce(
  input: TensorLike,
  element_shape: ShapeLike | null,
  {num_epochs, shuffle, seed, capacity, shared_name, name, cancel_op}: Production,
  summary_name: string | null = `fraction_of_${capacity}_full`,
): FIFOQueue {
  return with_name_scope(name, 'input_producer', [input], () => {
    const rows = to_tensor(input, {name: 'input_tensor'});
    const one = rows.shape.slice(1).merge_with(element_shape ?? unknown_shape());
    if (!one.is_fully_defined()) {
      throw new ValueError(
        'Either `input_tensor` must have a fully defined shape or `element_shape` must be specified',
      );
    }
    const given = limit_epochs(shuffle ? random_shuffle(rows, {seed}) : rows, num_epochs);
    const queue = FIFOQueue(capacity, [given.dtype.base_dtype], {shapes: [one], shared_name, name});
    add_queue_runner(QueueRunner(queue, [queue.enqueue_many([given])], {cancel_op}));
    if (summary_name !== null) summarize_fullness(queue, capacity, summary_name);
    return queue;
  });
}

/**
 * `tf.train.input_producer(input_tensor)`: a queue that a runner fills with the rows of a tensor, again and again or `num_epochs` times,
 * each time in another order unless `shuffle` is false. ValueError where the shape of a row is not known.
 */
export const input_producer = signature(
  [
    'input_tensor',
    'element_shape',
    'num_epochs',
    'shuffle',
    'seed',
    'capacity',
    'shared_name',
    'summary_name',
    'name',
    'cancel_op',
  ],
  function input_producer(
    input_tensor: TensorLike,
    element_shape: ShapeLike | null = null,
    num_epochs: number | null = null,
    shuffle = true,
    seed: number | null = null,
    capacity = 32,
    shared_name: string | null = null,
    summary_name: string | null = null,
    name: string | null = null,
    cancel_op: Operation | null = null,
  ): FIFOQueue {
    const how = {num_epochs, shuffle, seed, capacity, shared_name, name, cancel_op};
    return produce(input_tensor, element_shape, how, summary_name);
  },
);

/** `tf.train.string_input_producer(string_tensor)`: `input_producer` of a vector of strings. ValueError where it is empty. */
export const string_input_producer = signature(
  ['string_tensor', ...LAST, 'cancel_op'],
  function string_input_producer(string_tensor: TensorLike, ...last: LastWithCancelling): FIFOQueue {
    const how = production(last);
    const told = 'string_input_producer requires a non-null input tensor';
    if (Array.isArray(string_tensor) && string_tensor.length === 0) throw new ValueError(told);
    return with_name_scope(how.name, 'input_producer', [string_tensor], (name) => {
      const given = to_tensor(string_tensor, {dtype: string});
      const check = Assert(greater(size(given), 0), [told]);
      const checked = control_dependencies([check], () => identity(given));
      return produce(checked, [], {...how, name});
    });
  },
);

/** `tf.train.range_input_producer(limit)`: `input_producer` of the whole numbers from 0 to `limit - 1`. */
export const range_input_producer = signature(
  ['limit', ...LAST],
  function range_input_producer(limit: TensorLike, ...last: Last): FIFOQueue {
    const how = production(last);
    return with_name_scope(how.name, 'input_producer', [limit], (name) =>
      produce(range(limit), [], {...how, name}),
    );
  },
);

/**
 * `tf.train.slice_input_producer(tensor_list)`: a row of each tensor, all of the same place, which comes from a queue of places. ValueError for no
 * tensors.
 */
export const slice_input_producer = signature(
  ['tensor_list', ...LAST],
  function slice_input_producer(tensor_list: readonly TensorLike[], ...last: Last): Tensor[] {
    const {name, cancel_op: _, ...order} = production(last);
    return with_name_scope(name, 'input_producer', tensor_list, () => {
      const tensors = tensor_list.map((value) => to_tensor(value));
      const [first] = tensors;
      if (first === undefined)
        throw new ValueError('Expected at least one tensor in slice_input_producer().');
      const index = range_input_producer(shape(first).getitem(0), order).dequeue();
      return tensors.map((tensor) => gather(tensor, index));
    });
  },
);

/** `tf.io.match_filenames_once(pattern)`: a local variable with the names of files that match, found when it is initialised. */
export const match_filenames_once = signature(
  ['pattern', 'name'],
  function match_filenames_once(pattern: TensorLike, name: string | null = null): Variable {
    return with_name_scope(name, 'matching_filenames', [pattern], (scope) =>
      Variable(matching_files(pattern), {
        name: scope,
        trainable: false,
        validate_shape: false,
        collections: [GraphKeys.LOCAL_VARIABLES],
      }),
    );
  },
);
