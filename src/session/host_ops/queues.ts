/** Host operations on queues, of both generations of handles. */
import {InvalidArgumentError} from '../../errors.ts';
import type {Attributes} from '../../compile/program.ts';
import type {Operation} from '../../graph/operation.ts';
import {bool, int32, int64, resource, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {scalar_shape, type TensorShape} from '../../types/tensor_shape.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {after, check_signature} from '../queues/calls.ts';
import {dtypes_text, shapes_text, type Tuple} from '../queues/elements.ts';
import {Queue, type QueueKind, type QueueParts} from '../queues/queue.ts';
import {FifoStore, PriorityStore, ShuffleStore, type Store} from '../queues/stores.ts';
import {handle_of, make_handle, make_reference, resource_input, resource_place} from '../resources.ts';
import type {Eventually} from '../runtime.ts';

const STORES: Readonly<Record<QueueKind, (attrs: Attributes) => Store>> = {
  FIFOQueue: () => new FifoStore(),
  PaddingFIFOQueue: () => new FifoStore(),
  PriorityQueue: () => new PriorityStore(),
  RandomShuffleQueue: ({seed, seed2}) => new ShuffleStore(seed as number, seed2 as number),
};

function invalid(text: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, text);
}

/** The first component of a priority queue is the priority. */
function parts_of(kind: QueueKind, name: string, attrs: Attributes): QueueParts {
  const is_sorted = kind === 'PriorityQueue';
  const dtypes = attrs['component_types'] as readonly DType[];
  const shapes = attrs['shapes'] as readonly TensorShape[];
  return {
    kind,
    name,
    dtypes: is_sorted ? [int64, ...dtypes] : dtypes,
    shapes: is_sorted && shapes.length > 0 ? [scalar_shape(), ...shapes] : shapes,
    capacity: Number(attrs['capacity']),
    min_after_dequeue: Number(attrs['min_after_dequeue'] ?? 0),
    seeds: [Number(attrs['seed'] ?? 0), Number(attrs['seed2'] ?? 0)],
    store: STORES[kind](attrs),
  };
}

/** Shapes with unknown sizes only have to fit. */
function have_same_shapes({kind, shapes}: QueueParts, asked: readonly TensorShape[]): boolean {
  if (shapes.length !== asked.length) return false;
  if (kind !== 'PaddingFIFOQueue') return shapes_text(shapes) === shapes_text(asked);
  return shapes.every((shape, i) => shape.is_compatible_with(asked[i] as TensorShape));
}

/**
 * Refuses a node that asks for another queue than the one that has its name. TensorFlow so refuses every priority
 * queue without shapes, its own included.
 */
function check_same(held: QueueParts, asked: QueueParts, op: Operation): void {
  const {kind, name} = held;
  const shared = `Shared queue '${name}' has`;
  if (asked.kind !== kind) throw invalid(`Expected ${kind}, found ${op.type}`);
  const [own, other] = [held.capacity, asked.capacity].map((size) => (size < 0 ? 2 ** 31 - 1 : size));
  if (own !== other) throw invalid(`${shared} capacity ${own} but requested capacity was ${other}`);
  if (held.dtypes.join() !== asked.dtypes.join()) {
    throw invalid(
      `${shared} component types ${dtypes_text(held.dtypes)} but requested component types were ${dtypes_text(asked.dtypes)}`,
    );
  }
  const asked_shapes =
    kind === 'PriorityQueue' && asked.shapes.length === 0 ? [scalar_shape()] : asked.shapes;
  if (!have_same_shapes(held, asked_shapes)) {
    throw invalid(
      `${shared} component shapes ${shapes_text(held.shapes)} but requested component shapes were ${shapes_text(asked_shapes)}`,
    );
  }
  if (held.min_after_dequeue !== asked.min_after_dequeue) {
    throw invalid(
      `${shared} min_after_dequeue ${held.min_after_dequeue} but requested min_after_dequeue was ${asked.min_after_dequeue}.`,
    );
  }
  if (held.seeds.join() !== asked.seeds.join()) {
    throw invalid(
      `${shared} random seeds (${held.seeds.join(', ')}) but requested seeds are (${asked.seeds.join(', ')}).`,
    );
  }
}

function maker(kind: QueueKind): HostOperation {
  return {
    run: (_, context) => {
      const {attrs, op, resources} = context;
      const place = resource_place(context, true);
      const parts = parts_of(kind, place.name, attrs);
      const make = (): Queue => new Queue(parts);
      check_same(resources.lookup_or_create(Queue, place.container, place.name, make).parts, parts, op);
      return [op.outputs[0]?.dtype === resource ? make_handle(Queue, place) : make_reference(place)];
    },
  };
}

/** The queue that input `index` names. */
export function queue_input(
  inputs: readonly NDArray[],
  {resources}: Pick<HostContext, 'resources'>,
  index = 0,
): Queue {
  return resource_input(Queue, inputs[index] as NDArray, resources);
}

type QueueAction = (queue: Queue, components: Tuple, context: HostContext) => Eventually<readonly NDArray[]>;

/** An operation on the queue that its first input names; it stands in line with all others. */
function on_queue(action: QueueAction): HostOperation {
  return {
    waits: true,
    run: (inputs, context) => {
      const timeout = Number(context.attrs['timeout_ms'] ?? -1);
      if (timeout !== -1) throw invalid('Timeout not supported yet.');
      return action(queue_input(inputs, context), inputs.slice(1), context);
    },
  };
}

const enqueue = on_queue((queue, components, {op, signal}) => {
  check_signature(op, queue.parts.dtypes, []);
  return after(queue.enqueue(components, signal));
});

const enqueue_many = on_queue((queue, components, {op, signal}) => {
  check_signature(op, queue.parts.dtypes, []);
  return after(queue.enqueue_many(components, signal));
});

const dequeue = on_queue((queue, _, {op, signal}) => {
  check_signature(op, [], queue.parts.dtypes);
  return queue.dequeue(signal);
});

function dequeue_batch(name: string, allow_small_batch: boolean): HostOperation {
  return on_queue((queue, [n], {op, signal}) => {
    const count = Number(n?.data[0]);
    if (count < 0) throw invalid(`${name} requested ${count} < 0 elements`);
    check_signature(op, [int32], queue.parts.dtypes);
    return queue.dequeue_many(count, allow_small_batch, signal);
  });
}

const dequeue_many = dequeue_batch('DequeueManyOp', false);
const dequeue_up_to = dequeue_batch('DequeueUpToOp', true);

const close = on_queue((queue, _, {attrs}) => after(queue.close(attrs['cancel_pending_enqueues'] === true)));

const size = on_queue((queue) => [new NDArray(int32, [], Int32Array.of(queue.size))]);

const is_closed = on_queue((queue) => [new NDArray(bool, [], Uint8Array.of(queue.is_closed ? 1 : 0))]);

/** A reference to the queue that a handle of the second generation names. */
const fake_queue: HostOperation = {
  run: ([handle], {resources}) => {
    const {container, name} = handle_of(handle as NDArray);
    resources.lookup(Queue, container, name);
    return [make_reference({container, name})];
  },
};

export const QUEUE_OPERATIONS: HostOperations = {
  FIFOQueue: maker('FIFOQueue'),
  FIFOQueueV2: maker('FIFOQueue'),
  PaddingFIFOQueue: maker('PaddingFIFOQueue'),
  PaddingFIFOQueueV2: maker('PaddingFIFOQueue'),
  PriorityQueue: maker('PriorityQueue'),
  PriorityQueueV2: maker('PriorityQueue'),
  RandomShuffleQueue: maker('RandomShuffleQueue'),
  RandomShuffleQueueV2: maker('RandomShuffleQueue'),
  FakeQueue: fake_queue,
  QueueEnqueue: enqueue,
  QueueEnqueueV2: enqueue,
  QueueEnqueueMany: enqueue_many,
  QueueEnqueueManyV2: enqueue_many,
  QueueDequeue: dequeue,
  QueueDequeueV2: dequeue,
  QueueDequeueMany: dequeue_many,
  QueueDequeueManyV2: dequeue_many,
  QueueDequeueUpTo: dequeue_up_to,
  QueueDequeueUpToV2: dequeue_up_to,
  QueueClose: close,
  QueueCloseV2: close,
  QueueSize: size,
  QueueSizeV2: size,
  QueueIsClosed: is_closed,
  QueueIsClosedV2: is_closed,
};
