/**
 * `tf.QueueBase`: the nodes that put into a queue and take from it, with TensorFlow's names. Which kinds of queues there
 * are is elsewhere.
 */
import {apply} from '../../graph/apply_op.ts';
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {gather} from '../../ops/array_gather.ts';
import {stack} from '../../ops/array_concat.ts';
import {
  QueueClose,
  QueueCloseV2,
  QueueDequeue,
  QueueDequeueManyV2,
  QueueDequeueUpToV2,
  QueueDequeueV2,
  QueueEnqueue,
  QueueEnqueueManyV2,
  QueueEnqueueV2,
  QueueIsClosed,
  QueueIsClosedV2,
  QueueSize,
  QueueSizeV2,
} from '../../ops/data_flow_queue.ts';
import {resource, type DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {as_shape, TensorShape, unknown_shape, type ShapeLike} from '../../types/tensor_shape.ts';
import {is_map, is_record} from '../../util/records.ts';
import {define_methods, define_static_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';

/** Values of the components: one, several, or by name where the queue's components have names. */
export type Components =
  | TensorLike
  | readonly TensorLike[]
  | Readonly<Record<string, TensorLike>>
  | ReadonlyMap<string, TensorLike>;

/** What comes out: a tensor of a queue of one component, else a list, or by name. */
export type Dequeued = Tensor | Tensor[] | Record<string, Tensor>;

type Name = Arguments<['name'], [name?: string | null]>;
type CountAndName = Arguments<['n', 'name'], [n: TensorLike, name?: string | null]>;

/** A queue. */
class QueueBaseClass {
  readonly #dtypes: readonly DType[];
  readonly #shapes: readonly TensorShape[];
  readonly #names: readonly string[] | null;
  readonly #queue_ref: Tensor;
  readonly #short_name: string;

  constructor(
    dtypes: readonly DType[],
    shapes: readonly ShapeLike[] | null,
    names: readonly string[] | null,
    queue_ref: Tensor,
  ) {
    this.#dtypes = dtypes;
    if (shapes !== null && shapes.length !== dtypes.length)
      throw new ValueError('Queue shapes must have the same length as dtypes');
    this.#shapes = shapes === null ? dtypes.map(() => unknown_shape()) : shapes.map(as_shape);
    if (names !== null && names.length !== dtypes.length)
      throw new ValueError('Queue names must have the same length as dtypes');
    this.#names = names;
    this.#queue_ref = queue_ref;
    this.#short_name = queue_ref.op.name.split('/').at(-1) ?? '';
  }

  /** The queue whose place in `queues` the scalar `index` tells when it runs. TypeError if they differ in their components. */
  static from_list(index: TensorLike, queues: readonly QueueBaseClass[]): QueueBaseClass {
    const [first] = queues;
    if (first === undefined || !queues.every((queue) => queue instanceof QueueBaseClass))
      throw new TypeError('A list of queues expected');
    if (queues.some(({dtypes}) => dtypes.join() !== first.dtypes.join()))
      throw new TypeError('Queues do not have matching component dtypes.');
    if (queues.some(({names}) => names?.join() !== first.names?.join()))
      throw new TypeError('Queues do not have matching component names.');
    const shapes = first.shapes.map((_, i) =>
      queues.map((queue) => queue.shapes[i] as TensorShape).reduce(common_shape),
    );
    const references = stack(queues.map(({queue_ref}) => queue_ref));
    return new QueueBaseClass(first.dtypes, shapes, first.names, gather(references, index));
  }

  /** The handle of the queue. */
  get queue_ref(): Tensor {
    return this.#queue_ref;
  }

  /** The name of the queue's node. */
  get name(): string {
    return this.#queue_ref.op.name;
  }

  get dtypes(): readonly DType[] {
    return this.#dtypes;
  }

  get shapes(): readonly TensorShape[] {
    return this.#shapes;
  }

  get names(): readonly string[] | null {
    return this.#names;
  }

  get #is_resource(): boolean {
    return this.#queue_ref.dtype === resource;
  }

  /** The values of the components in their order, in the form in which they were given. */
  #in_order(vals: Components): readonly TensorLike[] {
    const dictionary = is_map(vals) ? vals : is_record(vals) ? new Map(Object.entries(vals)) : null;
    if (dictionary === null) {
      if (this.#names !== null) throw new ValueError('You must enqueue a dictionary in a Queue with names');
      return Array.isArray(vals) ? (vals as readonly TensorLike[]) : [vals as TensorLike];
    }
    if (this.#names === null) throw new ValueError('Queue must have names to enqueue a dictionary');
    const [keys, names] = [[...dictionary.keys()].map(String).sort(), [...this.#names].sort()];
    if (keys.join('\n') !== names.join('\n')) {
      throw new ValueError(
        `Keys in dictionary to enqueue do not match names of Queue.  Dictionary: (${python_repr(keys)}), Queue: (${python_repr(names)})`,
      );
    }
    return this.#names.map((name) => dictionary.get(name) as TensorLike);
  }

  #converted(vals: Components): Tensor[] {
    return this.#in_order(vals)
      .slice(0, this.#dtypes.length)
      .map((value, i) => to_tensor(value, {dtype: this.#dtypes[i] as DType, name: `component_${i}`}));
  }

  #scope<R>(name: string | null, suffix: string, vals: Components, body: (scope: string) => R): R {
    const values = is_map(vals) ? [...vals.values()] : is_record(vals) ? Object.values(vals) : vals;
    const list = Array.isArray(values) ? (values as readonly unknown[]) : [values];
    return with_name_scope(name, `${this.#short_name}_${suffix}`, list, body);
  }

  /**
   * The operation that adds one element: `vals` is a value for each component (or one value, or values by name). It waits
   * for room; CancelledError once the queue is closed. ValueError where a shape does not fit.
   */
  enqueue(...args: Arguments<['vals', 'name'], [vals: Components, name?: string | null]>): Operation;
  enqueue(vals: Components, name: string | null = null): Operation {
    return this.#scope(name, 'enqueue', vals, (scope) => {
      const components = this.#converted(vals);
      components.forEach((value, i) => {
        value.shape.assert_is_compatible_with(this.#shapes[i] as TensorShape);
      });
      const inputs = {handle: this.#queue_ref, components};
      return this.#is_resource
        ? apply(QueueEnqueueV2, inputs, {}, scope).operation
        : apply(QueueEnqueue, inputs, {}, scope).operation;
    });
  }

  /** The operation that adds the rows of a batch: all values have the same first size. */
  enqueue_many(...args: Arguments<['vals', 'name'], [vals: Components, name?: string | null]>): Operation;
  enqueue_many(vals: Components, name: string | null = null): Operation {
    return this.#scope(name, 'EnqueueMany', vals, (scope) => {
      const components = this.#converted(vals);
      let batch = new TensorShape([null]);
      components.forEach((value, i) => {
        const shape = value.shape.with_rank_at_least(1);
        batch = batch.merge_with(shape.slice(0, 1));
        shape.slice(1).assert_is_compatible_with(this.#shapes[i] as TensorShape);
      });
      return apply(QueueEnqueueManyV2, {handle: this.#queue_ref, components}, {}, scope).operation;
    });
  }

  /** Tensors in the form in which the queue's components are, with the shapes that are known. */
  #dequeued(tensors: readonly Tensor[], prefix: readonly (number | null)[]): Dequeued {
    tensors.forEach((tensor, i) => {
      tensor.set_shape(new TensorShape(prefix).concatenate(this.#shapes[i] as TensorShape));
    });
    const [only] = tensors;
    if (this.#names !== null)
      return Object.fromEntries(this.#names.map((name, i) => [name, tensors[i] as Tensor]));
    return only !== undefined && tensors.length === 1 ? only : [...tensors];
  }

  /**
   * The components of one element. Waits for it; OutOfRangeError once the queue is closed and empty. Give the type of what
   * comes out of a queue of several components: `q.dequeue<tf.Tensor[]>()`.
   */
  dequeue<R extends Dequeued = Tensor>(...args: Name): R;
  dequeue(name: string | null = null): Dequeued {
    const node_name = name ?? `${this.#short_name}_Dequeue`;
    const [handle, attrs] = [this.#queue_ref, {component_types: this.#dtypes}];
    const {components} = this.#is_resource
      ? apply(QueueDequeueV2, {handle}, attrs, node_name)
      : apply(QueueDequeue, {handle}, attrs, node_name);
    return this.#dequeued(components, []);
  }

  /** The components of `n` elements, each as a batch. The queue must know its shapes. */
  dequeue_many<R extends Dequeued = Tensor>(...args: CountAndName): R;
  dequeue_many(n: TensorLike, name: string | null = null): Dequeued {
    const [handle, attrs] = [this.#queue_ref, {component_types: this.#dtypes}];
    const {components} = apply(
      QueueDequeueManyV2,
      {handle, n},
      attrs,
      name ?? `${this.#short_name}_DequeueMany`,
    );
    const count = constant_value(components[0]?.op.inputs[1] as Tensor);
    return this.#dequeued(components, [count === null ? null : Number(count.data[0])]);
  }

  /** As `dequeue_many`, but of what is left once the queue is closed. */
  dequeue_up_to<R extends Dequeued = Tensor>(...args: CountAndName): R;
  dequeue_up_to(n: TensorLike, name: string | null = null): Dequeued {
    const [handle, attrs] = [this.#queue_ref, {component_types: this.#dtypes}];
    const {components} = apply(
      QueueDequeueUpToV2,
      {handle, n},
      attrs,
      name ?? `${this.#short_name}_DequeueUpTo`,
    );
    return this.#dequeued(components, [null]);
  }

  /** The operation after which no more elements come in; with `cancel_pending_enqueues` those that wait for room fail. */
  close(
    ...args: Arguments<
      ['cancel_pending_enqueues', 'name'],
      [cancel_pending_enqueues?: boolean, name?: string | null]
    >
  ): Operation;
  close(cancel_pending_enqueues = false, name: string | null = null): Operation {
    const node_name = name ?? `${this.#short_name}_Close`;
    const [handle, attrs] = [this.#queue_ref, {cancel_pending_enqueues}];
    return this.#is_resource
      ? apply(QueueCloseV2, {handle}, attrs, node_name).operation
      : apply(QueueClose, {handle}, attrs, node_name).operation;
  }

  /** Whether the queue is closed, a boolean scalar. */
  is_closed(...args: Name): Tensor;
  is_closed(name: string | null = null): Tensor {
    const node_name = name ?? `${this.#short_name}_Is_Closed`;
    const handle = this.#queue_ref;
    return this.#is_resource
      ? apply(QueueIsClosedV2, {handle}, {}, node_name).is_closed
      : apply(QueueIsClosed, {handle}, {}, node_name).is_closed;
  }

  /** How many elements the queue has, an int32 scalar. */
  size(...args: Name): Tensor;
  size(name: string | null = null): Tensor {
    const node_name = name ?? `${this.#short_name}_Size`;
    const handle = this.#queue_ref;
    return this.#is_resource
      ? apply(QueueSizeV2, {handle}, {}, node_name).size
      : apply(QueueSize, {handle}, {}, node_name).size;
  }
}

/** What two shapes have in common (`_shape_common`). */
function common_shape(a: TensorShape, b: TensorShape): TensorShape {
  if (a.ndims === null || a.ndims !== b.ndims) return unknown_shape();
  const other = b.as_list();
  return new TensorShape(a.as_list().map((size, i) => (size === other[i] ? size : null)));
}

const VALUES = ['vals', 'name'];
/** Records of values by name are told from keywords by their names. */
const values_by_name = {
  dictionary_parameters: {
    vals: (record: object): boolean => !Object.keys(record).every((key) => VALUES.includes(key)),
  },
};

define_methods(QueueBaseClass, {
  enqueue: {names: ['vals', 'name'], options: values_by_name},
  enqueue_many: {names: ['vals', 'name'], options: values_by_name},
  dequeue: ['name'],
  dequeue_many: ['n', 'name'],
  dequeue_up_to: ['n', 'name'],
  close: ['cancel_pending_enqueues', 'name'],
  is_closed: ['name'],
  size: ['name'],
});

define_static_methods(QueueBaseClass, {from_list: ['index', 'queues']});

/** `tf.queue.QueueBase(dtypes, shapes, names, queue_ref)`: a queue of which there is a handle. */
export const QueueBase = public_class(['dtypes', 'shapes', 'names', 'queue_ref'], QueueBaseClass);
export type QueueBase = QueueBaseClass;
/** For the kinds of queues to extend. */
export {QueueBaseClass};
