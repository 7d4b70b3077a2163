/**
 * Staging areas: a buffer that is filled and emptied in turn, and a map that is so by keys. Who finds no room, or not what it
 * looks for, waits. Knows nothing of ops.
 */
import {ResourceExhaustedError} from '../../errors.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {Eventually} from '../runtime.ts';
import {Lines, type Attempt, type Outcome} from './attempts.ts';
import {invalid} from './calls.ts';
import {own_copy, type Tuple} from './elements.ts';

/** How much a staging area holds: elements, and bytes; 0 for any number. */
export interface StagingLimits {
  readonly capacity: number;
  readonly memory_limit: number;
}

/** Bytes of an array; a string's header counts as TensorFlow's does. */
function bytes_of({data}: NDArray): number {
  if (!Array.isArray(data)) return data.byteLength;
  return (data as readonly (Uint8Array | object)[]).reduce(
    (sum, item) => sum + 32 + (item instanceof Uint8Array ? item.length : 0),
    0,
  );
}

function tuple_bytes(tuple: Iterable<NDArray | undefined>): number {
  let sum = 0;
  for (const array of tuple) if (array !== undefined) sum += bytes_of(array);
  return sum;
}

/** Limits, and the crowd of those that wait. */
class Room {
  readonly #limits: StagingLimits;
  readonly #crowd = new Lines(1, false);
  bytes = 0;

  constructor(limits: StagingLimits) {
    this.#limits = limits;
  }

  check(bytes: number): void {
    const {memory_limit} = this.#limits;
    if (memory_limit === 0 || bytes <= memory_limit) return;
    throw new ResourceExhaustedError(
      null,
      null,
      `Attempted to insert tensors with combined size of '${bytes}' bytes into Staging Area with a memory limit of '${memory_limit}'.`,
    );
  }

  has_memory(bytes: number): boolean {
    const {memory_limit} = this.#limits;
    return memory_limit === 0 || this.bytes + bytes <= memory_limit;
  }

  has_place(count: number): boolean {
    const {capacity} = this.#limits;
    return capacity === 0 || count < capacity;
  }

  wait<R>(signal: AbortSignal, attempt: (attempt: Attempt<R>) => Outcome): Eventually<R> {
    return this.#crowd.join(0, {signal, cancelled: 'The operation on a staging area was cancelled'}, attempt);
  }

  changed(): void {
    this.#crowd.flush();
  }
}

/** First in, first out. */
export class StagingBuffer {
  static readonly type_name = 'N10tensorflow12_GLOBAL__N_16BufferE';
  readonly #room: Room;
  readonly #items: Tuple[] = [];

  constructor(limits: StagingLimits) {
    this.#room = new Room(limits);
  }

  get size(): number {
    return this.#items.length;
  }

  put(given: Tuple, signal: AbortSignal): Eventually<void> {
    const bytes = tuple_bytes(given);
    this.#room.check(bytes);
    const tuple = given.map(own_copy);
    return this.#room.wait(signal, (attempt) => {
      if (!this.#room.has_memory(bytes) || !this.#room.has_place(this.size)) return 'nothing';
      this.#room.bytes += bytes;
      this.#items.push(tuple);
      return attempt.succeed(undefined);
    });
  }

  take(signal: AbortSignal): Eventually<Tuple> {
    return this.#room.wait(signal, (attempt) => {
      const tuple = this.#items.shift();
      if (tuple === undefined) return 'nothing';
      this.#room.bytes -= tuple_bytes(tuple);
      return attempt.succeed(tuple);
    });
  }

  /** The element at `index`, which stays. */
  peek(index: number, signal: AbortSignal): Eventually<Tuple> {
    return this.#room.wait(signal, (attempt) => {
      const tuple = this.#items[index];
      return tuple === undefined ? 'nothing' : attempt.succeed(tuple.map(own_copy));
    });
  }

  clear(): void {
    this.#items.length = 0;
    this.#room.bytes = 0;
    this.#room.changed();
  }
}

/** By keys; a key goes in and out in parts. */
class StagingMap {
  readonly #room: Room;
  readonly #count: number;
  readonly #is_ordered: boolean;
  readonly #incomplete = new Map<bigint, (NDArray | undefined)[]>();
  readonly #complete = new Map<bigint, (NDArray | undefined)[]>();

  /** `count`: of the components. */
  constructor(limits: StagingLimits, count: number, is_ordered: boolean) {
    this.#room = new Room(limits);
    this.#count = count;
    this.#is_ordered = is_ordered;
  }

  get size(): number {
    return this.#complete.size;
  }

  get incomplete_size(): number {
    return this.#incomplete.size;
  }

  /** Adds these components of a key. */
  put(key: bigint, indices: readonly number[], given: Tuple, signal: AbortSignal): Eventually<void> {
    check_ordered(indices);
    const bytes = tuple_bytes(given);
    this.#room.check(bytes);
    const tuple = given.map(own_copy);
    const is_whole = indices.length === this.#count;
    return this.#room.wait(signal, (attempt) => {
      if (!this.#room.has_memory(bytes) || (is_whole && !this.#room.has_place(this.size))) return 'nothing';
      if (is_whole && !this.#complete.has(key)) this.#complete.set(key, [...tuple]);
      else if (!is_whole) this.#put_part(key, indices, tuple);
      this.#room.bytes += bytes;
      return attempt.succeed(undefined);
    });
  }

  #put_part(key: bigint, indices: readonly number[], tuple: Tuple): void {
    const held = this.#incomplete.get(key);
    const components = held ?? new Array<NDArray | undefined>(this.#count).fill(undefined);
    for (const [i, index] of indices.entries()) {
      this.#check_index(key, index);
      if (components[index] !== undefined) {
        throw invalid(
          `The tensor for index '${index}' for key '${key}' was already initialized '${this.#count}'.`,
        );
      }
      components[index] = tuple[i];
    }
    this.#incomplete.set(key, components);
    if (held === undefined || components.includes(undefined)) return;
    this.#incomplete.delete(key);
    if (!this.#complete.has(key)) this.#complete.set(key, components);
  }

  #check_index(key: bigint, index: number): void {
    if (index >= 0 && index < this.#count) return;
    const shown = index < 0 ? BigInt.asUintN(64, BigInt(index)) : index;
    throw invalid(`Index '${shown}' for key '${key}' was out of bounds '${this.#count}'.`);
  }

  /** Components of a key, which stay. */
  peek(key: bigint, indices: readonly number[], signal: AbortSignal): Eventually<Tuple> {
    check_ordered(indices);
    return this.#room.wait(signal, (attempt) => {
      const held = this.#complete.get(key);
      return held === undefined
        ? 'nothing'
        : attempt.succeed(this.#components(key, held, indices, false).map(own_copy));
    });
  }

  /** Takes components of a key. */
  take(key: bigint, indices: readonly number[], signal: AbortSignal): Eventually<Tuple> {
    check_ordered(indices);
    return this.#room.wait(signal, (attempt) => {
      const held = this.#complete.get(key);
      return held === undefined ? 'nothing' : attempt.succeed(this.#components(key, held, indices, true));
    });
  }

  /** Takes components of the smallest key, or of any. */
  take_any(
    indices: readonly number[],
    signal: AbortSignal,
  ): Eventually<{readonly key: bigint; readonly tuple: Tuple}> {
    check_ordered(indices);
    return this.#room.wait(signal, (attempt) => {
      const keys = [...this.#complete.keys()];
      const last = keys.at(-1);
      if (last === undefined) return 'nothing';
      const key = this.#is_ordered ? keys.reduce((least, other) => (other < least ? other : least)) : last;
      const held = this.#complete.get(key) as (NDArray | undefined)[];
      return attempt.succeed({key, tuple: this.#components(key, held, indices, true)});
    });
  }

  #components(
    key: bigint,
    held: (NDArray | undefined)[],
    indices: readonly number[],
    removes: boolean,
  ): NDArray[] {
    const found = indices.map((index) => {
      this.#check_index(key, index);
      const value = held[index];
      if (value === undefined)
        throw invalid(`Tensor at index '${index}' for key '${key}' has already been removed.`);
      if (removes) held[index] = undefined;
      return value;
    });
    if (!removes) return found;
    if (held.every((value) => value === undefined)) this.#complete.delete(key);
    this.#room.bytes -= tuple_bytes(found);
    return found;
  }

  clear(): void {
    this.#complete.clear();
    this.#incomplete.clear();
    this.#room.bytes = 0;
    this.#room.changed();
  }
}

/** TensorFlow keeps the two kinds apart. */
export class UnorderedStagingMap extends StagingMap {
  static readonly type_name = 'N10tensorflow12_GLOBAL__N_110StagingMapILb0EEE';

  constructor(limits: StagingLimits, count: number) {
    super(limits, count, false);
  }
}

export class OrderedStagingMap extends StagingMap {
  static readonly type_name = 'N10tensorflow12_GLOBAL__N_110StagingMapILb1EEE';

  constructor(limits: StagingLimits, count: number) {
    super(limits, count, true);
  }
}

function check_ordered(indices: readonly number[]): void {
  if (indices.length === 0 || indices.some((index, i) => i > 0 && index <= (indices[i - 1] as number)))
    throw invalid('Indices are not strictly ordered');
}
