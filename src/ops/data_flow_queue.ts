/**
 * The definitions of queues and of what is done with them. How they wait is the session's business.
 */
import {bool, define_op, int, list, list_of, ref, shape, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {numbers_of} from './folding.ts';
import {no_output, scalar_output, unknown_output, with_two_elements} from './shape_functions.ts';

const COMPONENTS = {
  component_types: list(type(), undefined, {minimum: 1}),
  shapes: list(shape(), [], {minimum: 0}),
  capacity: int(-1),
};
const PLACE = {container: string(''), shared_name: string('')};

const reference_output: ShapeFunction = () => [new TensorShape([2])];

/** All inputs are references, all outputs scalars. */
const of_reference: ShapeFunction = (context) => {
  for (const shape of context.shapes) with_two_elements(shape);
  return scalar_output(context);
};

/** The components' shapes, as far as the handle tells them, after the size of the batch. */
function dequeued(
  {handle_data, output_count}: ShapeContext,
  batch: readonly (number | null)[],
): TensorShape[] | null {
  const components = handle_data(0);
  if (components?.length !== output_count) return null;
  return components.map(({shape}) => new TensorShape(batch).concatenate(shape));
}

const dequeued_one: ShapeFunction = (context) => dequeued(context, []) ?? unknown_output(context);

const dequeued_up_to: ShapeFunction = (context) => dequeued(context, [null]) ?? unknown_output(context);

const dequeued_many: ShapeFunction = (context) => {
  const count = context.constant_value(1);
  const [n = null] = count === null ? [] : numbers_of(count);
  if (n !== null && n < 0) throw new ShapeError(`Input 'n' must be >= 0, but is ${n}`);
  return dequeued(context, [n]) ?? unknown_output(context);
};

/** First in, first out. */
define_op('FIFOQueue', {
  outputs: {handle: ref('string')},
  attrs: {...COMPONENTS, ...PLACE},
  is_stateful: true,
  shape: reference_output,
});

/** First in, first out. */
export const FIFOQueueV2 = define_op('FIFOQueueV2', {
  outputs: {handle: 'resource'},
  attrs: {...COMPONENTS, ...PLACE},
  is_stateful: true,
  shape: scalar_output,
});

/** First in, first out; batches of elements of several sizes are filled up. */
define_op('PaddingFIFOQueue', {
  outputs: {handle: ref('string')},
  attrs: {...COMPONENTS, ...PLACE},
  is_stateful: true,
  shape: reference_output,
});

/** First in, first out; batches of elements of several sizes are filled up. */
export const PaddingFIFOQueueV2 = define_op('PaddingFIFOQueueV2', {
  outputs: {handle: 'resource'},
  attrs: {...COMPONENTS, ...PLACE},
  is_stateful: true,
  shape: scalar_output,
});

/** Elements come at random. */
define_op('RandomShuffleQueue', {
  outputs: {handle: ref('string')},
  attrs: {...COMPONENTS, min_after_dequeue: int(0), seed: int(0), seed2: int(0), ...PLACE},
  is_stateful: true,
  shape: reference_output,
});

/** Elements come at random. */
export const RandomShuffleQueueV2 = define_op('RandomShuffleQueueV2', {
  outputs: {handle: 'resource'},
  attrs: {...COMPONENTS, min_after_dequeue: int(0), seed: int(0), seed2: int(0), ...PLACE},
  is_stateful: true,
  shape: scalar_output,
});

/** The smallest first component comes first. */
define_op('PriorityQueue', {
  outputs: {handle: ref('string')},
  attrs: {
    component_types: list(type(), [], {minimum: 0}),
    shapes: list(shape(), undefined, {minimum: 0}),
    capacity: int(-1),
    ...PLACE,
  },
  is_stateful: true,
  shape: reference_output,
});

/** The smallest first component comes first. */
export const PriorityQueueV2 = define_op('PriorityQueueV2', {
  outputs: {handle: 'resource'},
  attrs: {
    component_types: list(type(), [], {minimum: 0}),
    shapes: list(shape(), undefined, {minimum: 0}),
    capacity: int(-1),
    ...PLACE,
  },
  is_stateful: true,
  shape: scalar_output,
});

/** A reference to the queue of a handle. */
export const FakeQueue = define_op('FakeQueue', {
  inputs: {resource: 'resource'},
  outputs: {handle: ref('string')},
  is_stateful: true,
  shape: reference_output,
});

/** Adds one element. */
export const QueueEnqueue = define_op('QueueEnqueue', {
  inputs: {handle: ref('string'), components: list_of('Tcomponents')},
  attrs: {Tcomponents: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  shape: unknown_output,
});

/** Adds one element. */
export const QueueEnqueueV2 = define_op('QueueEnqueueV2', {
  inputs: {handle: 'resource', components: list_of('Tcomponents')},
  attrs: {Tcomponents: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  is_stateful: true,
  shape: unknown_output,
});

/** Adds the rows of a batch. */
const QueueEnqueueMany = define_op('QueueEnqueueMany', {
  inputs: {handle: ref('string'), components: list_of('Tcomponents')},
  attrs: {Tcomponents: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  shape: unknown_output,
});

/** Adds the rows of a batch. */
export const QueueEnqueueManyV2 = define_op('QueueEnqueueManyV2', {
  inputs: {handle: 'resource', components: list_of('Tcomponents')},
  attrs: {Tcomponents: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  is_stateful: true,
  shape: unknown_output,
});

/** Takes one element. */
export const QueueDequeue = define_op('QueueDequeue', {
  inputs: {handle: ref('string')},
  outputs: {components: list_of('component_types')},
  attrs: {component_types: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  shape: unknown_output,
});

/** Takes one element. */
export const QueueDequeueV2 = define_op('QueueDequeueV2', {
  inputs: {handle: 'resource'},
  outputs: {components: list_of('component_types')},
  attrs: {component_types: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  is_stateful: true,
  shape: dequeued_one,
});

/** Takes `n` elements as a batch. */
const QueueDequeueMany = define_op('QueueDequeueMany', {
  inputs: {handle: ref('string'), n: 'int32'},
  outputs: {components: list_of('component_types')},
  attrs: {component_types: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  shape: unknown_output,
});

/** Takes `n` elements as a batch. */
export const QueueDequeueManyV2 = define_op('QueueDequeueManyV2', {
  inputs: {handle: 'resource', n: 'int32'},
  outputs: {components: list_of('component_types')},
  attrs: {component_types: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  is_stateful: true,
  shape: dequeued_many,
});

/** Takes `n` elements as a batch, or what is left once the queue is closed. */
const QueueDequeueUpTo = define_op('QueueDequeueUpTo', {
  inputs: {handle: ref('string'), n: 'int32'},
  outputs: {components: list_of('component_types')},
  attrs: {component_types: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  shape: unknown_output,
});

/** Takes `n` elements as a batch, or what is left once the queue is closed. */
export const QueueDequeueUpToV2 = define_op('QueueDequeueUpToV2', {
  inputs: {handle: 'resource', n: 'int32'},
  outputs: {components: list_of('component_types')},
  attrs: {component_types: list(type(), undefined, {minimum: 1}), timeout_ms: int(-1)},
  is_stateful: true,
  shape: dequeued_up_to,
});

/** No more elements come. */
export const QueueClose = define_op('QueueClose', {
  inputs: {handle: ref('string')},
  attrs: {cancel_pending_enqueues: bool(false)},
  shape: of_reference,
});

/** No more elements come. */
export const QueueCloseV2 = define_op('QueueCloseV2', {
  inputs: {handle: 'resource'},
  attrs: {cancel_pending_enqueues: bool(false)},
  is_stateful: true,
  shape: no_output,
});

/** Whether it is closed. */
export const QueueIsClosed = define_op('QueueIsClosed', {
  inputs: {handle: ref('string')},
  outputs: {is_closed: 'bool'},
  shape: of_reference,
});

/** Whether it is closed. */
export const QueueIsClosedV2 = define_op('QueueIsClosedV2', {
  inputs: {handle: 'resource'},
  outputs: {is_closed: 'bool'},
  is_stateful: true,
  shape: scalar_output,
});

/** How many elements there are. */
export const QueueSize = define_op('QueueSize', {
  inputs: {handle: ref('string')},
  outputs: {size: 'int32'},
  shape: of_reference,
});

/** How many elements there are. */
export const QueueSizeV2 = define_op('QueueSizeV2', {
  inputs: {handle: 'resource'},
  outputs: {size: 'int32'},
  is_stateful: true,
  shape: scalar_output,
});

not_differentiable(
  QueueClose,
  QueueDequeue,
  QueueDequeueMany,
  QueueDequeueUpTo,
  QueueEnqueue,
  QueueEnqueueMany,
  QueueSize,
);
