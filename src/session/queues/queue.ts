/**
 * A queue: elements in some order, at most so many, and operations that wait in line for room or for elements. Knows
 * nothing of ops; errors are in TensorFlow's words.
 */
import {CancelledError, InvalidArgumentError, OutOfRangeError} from '../../errors.ts';
import type {DType} from '../../types/dtypes.ts';
import {dtype_text} from '../../types/dtype_text.ts';
import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {TensorShape} from '../../types/tensor_shape.ts';
import type {Eventually} from '../runtime.ts';
import {Lines, type Attempt, type Outcome} from './attempts.ts';
import {
  batch_of,
  dtypes_text,
  own_copy,
  padded_batch,
  row_of,
  shape_text,
  shapes_text,
  type Tuple,
} from './elements.ts';
import type {Store} from './stores.ts';

const [ENQUEUE, DEQUEUE] = [0, 1];

export type QueueKind = 'FIFOQueue' | 'PaddingFIFOQueue' | 'RandomShuffleQueue' | 'PriorityQueue';

export interface QueueParts {
  readonly kind: QueueKind;
  readonly name: string;
  readonly dtypes: readonly DType[];
  /** Of the components; none where they may have any shape. */
  readonly shapes: readonly TensorShape[];
  readonly capacity: number;
  /** How many elements stay until the queue is closed. */
  readonly min_after_dequeue: number;
  /** Of the random order. */
  readonly seeds: readonly [number, number];
  readonly store: Store;
}

export class Queue {
  static readonly type_name = 'N10tensorflow14QueueInterfaceE';
  readonly parts: QueueParts;
  readonly #lines = new Lines(2);
  #is_closed = false;

  constructor(parts: QueueParts) {
    this.parts = parts;
    const {kind, dtypes, shapes} = parts;
    if (shapes.length > 0 && shapes.length !== dtypes.length) {
      throw invalid(
        `Different number of component types.  Types: ${dtypes_text(dtypes)}, Shapes: ${shapes_text(shapes.map(known_sizes))}`,
      );
    }
    if (kind === 'PaddingFIFOQueue' && shapes.length !== dtypes.length) {
      throw invalid(
        `Shapes must be provided for all components, but received ${dtypes.length} dtypes and ${shapes.length} shapes.`,
      );
    }
    if (kind === 'PriorityQueue') check_priority(dtypes[0], shapes[0]);
  }

  get size(): number {
    return this.parts.store.size;
  }

  get is_closed(): boolean {
    return this.#is_closed;
  }

  #has_room(): boolean {
    const {capacity, store} = this.parts;
    return capacity < 0 || store.size < capacity;
  }

  /** Adds one element; waits for room. */
  enqueue(given: Tuple, signal: AbortSignal): Eventually<void> {
    this.check_element(given);
    const element = given.map(own_copy);
    return this.#join_enqueue(signal, (attempt) => {
      if (this.#is_closed) return attempt.fail(this.#closed());
      if (!this.#has_room()) return 'nothing';
      this.#check_priority_element(element[0]);
      this.parts.store.put(element);
      return attempt.succeed(undefined);
    });
  }

  /** Adds the rows of a batch, each as soon as there is room. */
  enqueue_many(batch: Tuple, signal: AbortSignal): Eventually<void> {
    this.#check_batch(batch);
    const count = batch[0]?.shape[0] ?? 0;
    if (count === 0) return;
    const elements = Array.from({length: count}, (_, i) => batch.map((component) => row_of(component, i)));
    let next = 0;
    return this.#join_enqueue(signal, (attempt) => {
      if (this.#is_closed) return attempt.fail(this.#closed());
      const before = next;
      while (next < count && this.#has_room()) this.parts.store.put(elements[next++] as Tuple);
      if (next === count) return attempt.succeed(undefined);
      return next > before ? 'progress' : 'nothing';
    });
  }

  #join_enqueue(signal: AbortSignal, attempt: (attempt: Attempt<void>) => Outcome): Eventually<void> {
    return this.#lines.join(ENQUEUE, {signal, cancelled: 'Enqueue operation was cancelled'}, attempt);
  }

  #join_dequeue(signal: AbortSignal, attempt: (attempt: Attempt<Tuple>) => Outcome): Eventually<Tuple> {
    return this.#lines.join(DEQUEUE, {signal, cancelled: 'Dequeue operation was cancelled'}, attempt);
  }

  /** How many elements may be taken now. */
  #available(): number {
    const {store, min_after_dequeue} = this.parts;
    return this.#is_closed ? store.size : store.size - min_after_dequeue;
  }

  /** Takes one element; waits for it. */
  dequeue(signal: AbortSignal): Eventually<Tuple> {
    const {store} = this.parts;
    return this.#join_dequeue(signal, (attempt) => {
      if (this.#is_closed && store.size === 0)
        return attempt.fail(this.#insufficient(this.#plain_kind, 1, 0));
      return this.#available() > 0 ? attempt.succeed(store.take()) : 'nothing';
    });
  }

  /** Takes `count` elements as one batch; with `allow_small_batch` fewer, but at least one, once the queue is closed. */
  dequeue_many(count: number, allow_small_batch: boolean, signal: AbortSignal): Eventually<Tuple> {
    const {kind, shapes} = this.parts;
    if (shapes.length === 0) {
      const ops = kind === 'PriorityQueue' ? 'DequeueMany requires' : 'DequeueMany and DequeueUpTo require';
      throw invalid(`${kind}'s ${ops} the components to have specified shapes.`);
    }
    if (count === 0) return this.#batch([]);
    if (kind === 'PriorityQueue') return this.#dequeue_sorted(count, allow_small_batch, signal);
    const {store} = this.parts;
    let taken: Tuple[] = [];
    let wanted = count;
    return this.#join_dequeue(signal, (attempt) => {
      const {size} = store;
      if (this.#is_closed && size < wanted) {
        store.put_back(taken);
        taken = [];
        if (!allow_small_batch || store.size === 0) {
          if (allow_small_batch && this.#lines.waiting(ENQUEUE) > 0) return 'nothing';
          return attempt.fail(this.#insufficient(kind, wanted, size));
        }
        wanted = store.size;
      }
      const before = wanted;
      for (let left = this.#available(); left > 0 && wanted > 0; left--, wanted--) taken.push(store.take());
      if (wanted === 0) return attempt.succeed(this.#batch(taken));
      return wanted < before ? 'progress' : 'nothing';
    });
  }

  /** A batch of a priority queue is taken at once, so that it is sorted. */
  #dequeue_sorted(count: number, allow_small_batch: boolean, signal: AbortSignal): Eventually<Tuple> {
    const {kind, store} = this.parts;
    return this.#join_dequeue(signal, (attempt) => {
      const {size} = store;
      if (this.#is_closed && (size === 0 || (!allow_small_batch && size < count)))
        return attempt.fail(this.#insufficient(kind, count, size));
      if (size < count && !this.#is_closed) return 'nothing';
      const taken = Array.from({length: Math.min(size, count)}, () => store.take());
      return attempt.succeed(this.#batch(taken));
    });
  }

  #batch(elements: readonly Tuple[]): Tuple {
    const {dtypes, shapes} = this.parts;
    return dtypes.map((dtype, i) => {
      const shape = shapes[i] as TensorShape;
      const rows = elements.map((element) => element[i] as NDArray);
      return shape.is_fully_defined()
        ? batch_of(dtype, shape.as_list() as number[], rows)
        : padded_batch(dtype, shape, rows);
    });
  }

  /** No more elements come. With `cancel_pending_enqueues` those that wait for room fail, else they come first. */
  close(cancel_pending_enqueues: boolean): Eventually<void> {
    if (cancel_pending_enqueues) {
      this.#is_closed = true;
      this.#lines.cancel(ENQUEUE, () => new CancelledError(null, null, 'Enqueue operation was cancelled'));
      return;
    }
    return this.#join_enqueue(new AbortController().signal, (attempt) => {
      if (this.#is_closed)
        return attempt.fail(new CancelledError(null, null, `Queue '${this.parts.name}' is already closed.`));
      this.#is_closed = true;
      return attempt.succeed(undefined);
    });
  }

  /** Its kind in messages about single elements: padding queues inherit those of the others. */
  get #plain_kind(): string {
    const {kind} = this.parts;
    return kind === 'PaddingFIFOQueue' ? 'FIFOQueue' : kind;
  }

  #closed(): Error {
    return new CancelledError(null, null, `${this.#plain_kind} '${this.parts.name}' is closed.`);
  }

  #insufficient(kind: string, wanted: number, size: number): Error {
    const {name} = this.parts;
    return new OutOfRangeError(
      null,
      null,
      `${kind} '${name}' is closed and has insufficient elements (requested ${wanted}, current size ${size})`,
    );
  }

  /** Refuses an element whose shapes are not the queue's. */
  check_element(element: Tuple): void {
    const {shapes} = this.parts;
    shapes.forEach((shape, i) => {
      check_shape(i, shape, element[i] as NDArray);
    });
  }

  #check_batch(batch: Tuple): void {
    const {shapes} = this.parts;
    const count = batch[0]?.shape[0] ?? 0;
    shapes.forEach((shape, i) => {
      check_shape(i, new TensorShape([count]).concatenate(shape), batch[i] as NDArray);
    });
    if (shapes.length > 0) return;
    for (const [i, {shape}] of batch.entries()) {
      if (shape[0] === count) continue;
      throw invalid(
        `All input tensors must have the same size in the 0th dimension. Component ${i} has ${shape[0]}, and should have ${count}`,
      );
    }
  }

  #check_priority_element(priority: NDArray | undefined): void {
    if (this.parts.kind !== 'PriorityQueue' || priority === undefined || priority.shape.length === 0) return;
    throw invalid(
      `Expected the priority element to be a scalar, but received shape: ${shape_text(priority.shape)}`,
    );
  }
}

/** Unknown sizes as 0: how padding queues tell their shapes where they cannot. */
function known_sizes(shape: TensorShape): TensorShape {
  return new TensorShape(shape.as_list().map((size) => size ?? 0));
}

function check_shape(index: number, expected: TensorShape, {shape}: NDArray): void {
  if (expected.is_compatible_with(new TensorShape(shape))) return;
  throw invalid(
    `Shape mismatch in tuple component ${index}. Expected ${shape_text(expected)}, got ${shape_text(shape)}`,
  );
}

function check_priority(dtype: DType | undefined, shape: TensorShape | undefined): void {
  if (dtype !== int64 && dtype !== undefined) {
    throw invalid(
      `PriorityQueue priority index component must be type int64, but dtype is: ${dtype_text(dtype)}`,
    );
  }
  if (shape !== undefined && shape.ndims !== 0) {
    throw invalid(
      `PriorityQueue priority index component must be a scalar, but shape is: ${shape_text(shape)}`,
    );
  }
}

function invalid(text: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, text);
}
