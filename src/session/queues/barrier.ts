/**
 * A barrier: values of several components come in under keys, in any order; a key goes out when all its components
 * are there. Knows nothing of ops.
 */
import {CancelledError, OutOfRangeError} from '../../errors.ts';
import {int64, string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {scalar_shape, type TensorShape} from '../../types/tensor_shape.ts';
import type {Eventually} from '../runtime.ts';
import {invalid} from './calls.ts';
import {batch_of, row_of, shape_text, type Tuple} from './elements.ts';
import {Queue} from './queue.ts';
import {PriorityStore} from './stores.ts';

const decoder = new TextDecoder();

/** What came in under a key so far. */
interface Incomplete {
  readonly index: bigint;
  readonly components: (NDArray | undefined)[];
}

export class Barrier {
  static readonly type_name = 'N10tensorflow7barrier7BarrierE';
  readonly name: string;
  readonly dtypes: readonly DType[];
  readonly shapes: readonly TensorShape[];
  readonly #ready: Queue;
  readonly #incomplete = new Map<string, Incomplete>();
  #index = -(2n ** 63n);
  #is_closed = false;
  #is_cancelled = false;

  constructor(name: string, dtypes: readonly DType[], shapes: readonly TensorShape[]) {
    this.name = name;
    this.dtypes = dtypes;
    this.shapes = shapes;
    this.#ready = new Queue({
      kind: 'PriorityQueue',
      name: `${name}_queue`,
      dtypes: [int64, string, ...dtypes],
      shapes: [scalar_shape(), scalar_shape(), ...shapes],
      capacity: -1,
      min_after_dequeue: 0,
      seeds: [0, 0],
      store: new PriorityStore(),
    });
  }

  get ready_size(): number {
    return this.#ready.size;
  }

  get incomplete_size(): number {
    return this.#incomplete.size;
  }

  /** Adds the rows of `values` as this component of these keys. */
  insert(keys: NDArray, component: number, values: NDArray, signal: AbortSignal): Eventually<void> {
    if (keys.size > 0 && values.size === 0) {
      throw invalid(
        `Tensors with no elements are not supported ${this.name}: received shape ${shape_text(values.shape)}`,
      );
    }
    if (this.#is_closed && (this.#is_cancelled || (keys.size > 0 && this.#incomplete.size === 0))) {
      throw this.#closed_error(
        ` is closed.  Pending enqueues cancelled: ${Number(this.#is_cancelled)}.  Number of new insertions: ${keys.size}`,
      );
    }
    const ready: Tuple[] = [];
    let has_new = false;
    for (let i = 0; i < keys.size; i++) {
      const key = keys.data[i] as Uint8Array;
      const held = this.#entry(key, i);
      has_new ||= held.components.every((value) => value === undefined);
      this.#set(held, key, component, row_of(values, i));
      if (held.components.includes(undefined)) continue;
      this.#incomplete.delete(decoder.decode(key));
      ready.push(this.#ready_element(key, held));
    }
    if (has_new) this.#index++;
    if (ready.length === 0) return;
    const batch = (ready[0] as Tuple).map(({dtype, shape}, i) =>
      batch_of(
        dtype,
        shape,
        ready.map((element) => element[i] as NDArray),
      ),
    );
    return this.#ready.enqueue_many(batch, signal);
  }

  #closed_error(text: string): Error {
    return new CancelledError(
      null,
      null,
      `Barrier ${this.name}${text}.  Number of incomplete keys: ${this.#incomplete.size}.`,
    );
  }

  #entry(key: Uint8Array, index: number): Incomplete {
    const text = decoder.decode(key);
    const held = this.#incomplete.get(text);
    if (held !== undefined) return held;
    if (this.#is_closed) {
      throw this.#closed_error(
        ` is closed, but attempted to insert a brand new key: ${text}.  Pending enqueues cancelled: ${Number(this.#is_cancelled)}.  Insertion index: ${index}`,
      );
    }
    const made: Incomplete = {
      index: this.#index,
      components: new Array<undefined>(this.dtypes.length).fill(undefined),
    };
    this.#incomplete.set(text, made);
    return made;
  }

  #set(held: Incomplete, key: Uint8Array, component: number, value: NDArray): void {
    if (held.components[component] !== undefined) {
      throw invalid(
        `Key ${decoder.decode(key)} already has a value for component ${component} in barrier ${this.name}`,
      );
    }
    held.components[component] = value;
  }

  #ready_element(key: Uint8Array, {index, components}: Incomplete): Tuple {
    const element = [
      new NDArray(int64, [], BigInt64Array.of(index)),
      new NDArray(string, [], [key]),
      ...(components as NDArray[]),
    ];
    this.#ready.check_element(element);
    return element;
  }

  /** Takes `count` complete keys: indices of insertion, keys, and a batch for each component. */
  take(count: number, allow_small_batch: boolean, signal: AbortSignal): Eventually<Tuple> {
    let wanted = count;
    if (this.#is_closed) {
      let available = this.ready_size;
      if (allow_small_batch) wanted = Math.min(count, available);
      else available += this.#incomplete.size;
      if (available < Math.max(wanted, 1)) {
        throw new OutOfRangeError(
          null,
          null,
          `Barrier '${this.name}' is closed and has insufficient elements (requested ${wanted}, total size ${available})`,
        );
      }
    }
    return this.#ready.dequeue_many(wanted, allow_small_batch, signal);
  }

  /** No new keys come; with `cancel_pending_enqueues` nothing comes any more. */
  close(cancel_pending_enqueues: boolean): Eventually<void> {
    if (this.#is_closed && (this.#is_cancelled || !cancel_pending_enqueues))
      throw new CancelledError(null, null, `Barrier '${this.name}' is already closed.`);
    this.#is_cancelled = cancel_pending_enqueues;
    this.#is_closed = true;
    if (!cancel_pending_enqueues && this.#incomplete.size > 0) return;
    this.#incomplete.clear();
    if (!this.#ready.is_closed) return this.#ready.close(cancel_pending_enqueues);
  }
}
