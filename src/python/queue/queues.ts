/**
 * The kinds of queues: `tf.FIFOQueue`, `tf.PaddingFIFOQueue`, `tf.RandomShuffleQueue`, `tf.PriorityQueue`.
 */
import {apply} from '../../graph/apply_op.ts';
import {get_seed} from '../../graph/seed.ts';
import {
  FIFOQueueV2,
  PaddingFIFOQueueV2,
  PriorityQueueV2,
  RandomShuffleQueueV2,
} from '../../ops/data_flow_queue.ts';
import {int64} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {scalar_shape} from '../../types/tensor_shape.ts';
import {md5_first_word} from '../../util/md5.ts';
import {public_class} from '../../util/signature.ts';
import {utf8_bytes} from '../../util/text.ts';
import {
  name_list,
  shape_list,
  type_list,
  type ComponentNames,
  type ComponentShapes,
  type ComponentTypes,
} from './components.ts';
import {QueueBaseClass} from './queue_base.ts';

/** First in, first out. */
class FIFOQueueClass extends QueueBaseClass {
  constructor(
    capacity: number,
    dtypes: ComponentTypes,
    shapes: ComponentShapes = null,
    names: ComponentNames = null,
    shared_name: string | null = null,
    name: string | null = 'fifo_queue',
  ) {
    const component_types = type_list(dtypes);
    const component_shapes = shape_list(shapes);
    const component_names = name_list(names, component_types);
    const attrs = {
      component_types,
      shapes: component_shapes ?? [],
      capacity,
      shared_name: shared_name ?? '',
    };
    super(component_types, component_shapes, component_names, apply(FIFOQueueV2, {}, attrs, name).handle);
  }
}

/** First in, first out; batches of elements of several sizes are filled up with zeros. */
class PaddingFIFOQueueClass extends QueueBaseClass {
  constructor(
    capacity: number,
    dtypes: ComponentTypes,
    shapes: ComponentShapes,
    names: ComponentNames = null,
    shared_name: string | null = null,
    name: string | null = 'padding_fifo_queue',
  ) {
    const component_types = type_list(dtypes);
    const component_shapes = shape_list(shapes, true) ?? [];
    const component_names = name_list(names, component_types);
    if (component_types.length !== component_shapes.length) {
      throw new ValueError(
        `Shapes must be provided for all components, but received ${component_types.length} dtypes and ${component_shapes.length} shapes.`,
      );
    }
    const attrs = {component_types, shapes: component_shapes, capacity, shared_name: shared_name ?? ''};
    const {handle} = apply(PaddingFIFOQueueV2, {}, attrs, name);
    super(component_types, component_shapes, component_names, handle);
  }
}

/** The seeds of a shared queue depend on its name, so that all who share it have the same. */
function seeds_of(seed: number | null, shared_name: string | null): [number, number] {
  const [first, second] = get_seed(seed);
  if (first === null || second === null) return [0, 0];
  if (seed !== null || shared_name === null) return [Number(first), Number(second)];
  return [Number(first), md5_first_word(utf8_bytes(`${first}${shared_name}`)) & 0x7fffffff];
}

/** Elements come at random. */
class RandomShuffleQueueClass extends QueueBaseClass {
  constructor(
    capacity: number,
    min_after_dequeue: number,
    dtypes: ComponentTypes,
    shapes: ComponentShapes = null,
    names: ComponentNames = null,
    seed: number | null = null,
    shared_name: string | null = null,
    name: string | null = 'random_shuffle_queue',
  ) {
    const component_types = type_list(dtypes);
    const component_shapes = shape_list(shapes);
    const component_names = name_list(names, component_types);
    const [seed1, seed2] = seeds_of(seed, shared_name);
    const attrs = {
      component_types,
      shapes: component_shapes ?? [],
      capacity,
      min_after_dequeue,
      seed: seed1,
      seed2,
      shared_name: shared_name ?? '',
    };
    const {handle} = apply(RandomShuffleQueueV2, {}, attrs, name);
    super(component_types, component_shapes, component_names, handle);
  }
}

/** The smallest priority, an int64 that is the first component, comes first. */
class PriorityQueueClass extends QueueBaseClass {
  constructor(
    capacity: number,
    types: ComponentTypes,
    shapes: ComponentShapes = null,
    names: ComponentNames = null,
    shared_name: string | null = null,
    name: string | null = 'priority_queue',
  ) {
    const component_types = type_list(types);
    const component_shapes = shape_list(shapes);
    // The op has no default for them, so that TensorFlow's function takes no queue without.
    if (component_shapes === null)
      throw new TypeError("Expected list for 'shapes' argument to 'priority_queue_v2' Op, not None.");
    const attrs = {component_types, shapes: component_shapes, capacity, shared_name: shared_name ?? ''};
    const {handle} = apply(PriorityQueueV2, {}, attrs, name);
    const all_shapes = component_shapes.length > 0 ? [scalar_shape(), ...component_shapes] : component_shapes;
    const all_names = typeof names === 'string' ? [names] : names;
    super([int64, ...component_types], all_shapes, all_names, handle);
  }
}

/**
 * `tf.queue.FIFOQueue(capacity, dtypes)`: a queue of at most `capacity` elements (any number if negative), first in, first
 * out. `shapes` are those of the components, where batches are to be dequeued; `names` make elements records.
 */
export const FIFOQueue = public_class(
  ['capacity', 'dtypes', 'shapes', 'names', 'shared_name', 'name'],
  FIFOQueueClass,
);
export type FIFOQueue = FIFOQueueClass;

/** `tf.queue.PaddingFIFOQueue(capacity, dtypes, shapes)`: as `FIFOQueue`; sizes of `shapes` may be null. */
export const PaddingFIFOQueue = public_class(
  ['capacity', 'dtypes', 'shapes', 'names', 'shared_name', 'name'],
  PaddingFIFOQueueClass,
);
export type PaddingFIFOQueue = PaddingFIFOQueueClass;

/**
 * `tf.queue.RandomShuffleQueue(capacity, min_after_dequeue, dtypes)`: elements come at random; until the queue is closed
 * `min_after_dequeue` of them stay.
 */
export const RandomShuffleQueue = public_class(
  ['capacity', 'min_after_dequeue', 'dtypes', 'shapes', 'names', 'seed', 'shared_name', 'name'],
  RandomShuffleQueueClass,
);
export type RandomShuffleQueue = RandomShuffleQueueClass;

/** `tf.queue.PriorityQueue(capacity, types)`: the first component, an int64 before those of `types`, is the priority. */
export const PriorityQueue = public_class(
  ['capacity', 'types', 'shapes', 'names', 'shared_name', 'name'],
  PriorityQueueClass,
);
export type PriorityQueue = PriorityQueueClass;
