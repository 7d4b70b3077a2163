/**
 * What a session keeps between runs: the values of variables and the states of random operations, as
 * buffers of its backend. Knows nothing of graphs.
 */
import type {Backend} from '../backends/backend.ts';
import type {DType} from '../types/dtypes.ts';
import {same_shape} from '../types/ndarray_storage.ts';

/** A variable's value. */
export interface Stored<B> {
  readonly buffer: B;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

export class VariableStore<B> {
  readonly #backend: Backend<B>;
  readonly #variables: Map<string, Stored<B>>;
  readonly #counters = new Map<string, B>();
  /** The store whose variables these are; itself where they are its own. */
  readonly #owner: VariableStore<B>;
  #shape_changes = 0;

  /** With the variables of `owner`, if given, and states of random operations of its own. */
  constructor(backend: Backend<B>, owner: VariableStore<B> | null = null) {
    this.#backend = backend;
    this.#owner = owner ?? this;
    this.#variables = owner === null ? new Map<string, Stored<B>>() : owner.#variables;
  }

  /** Variables that have, or once had, a value. */
  readonly #known = new Set<string>();
  /** Grows when a variable's value gets another shape; plans made before it are stale. */
  get shape_changes(): number {
    return this.#owner.#shape_changes;
  }

  get(variable: string): Stored<B> | undefined {
    return this.#variables.get(variable);
  }

  has(variable: string): boolean {
    return this.#variables.has(variable);
  }

  /** The names of all variables that ever had a value. */
  known_names(): Iterable<string> {
    return this.#known;
  }

  /** Forgets and frees a variable. */
  delete(variable: string): void {
    const stored = this.#variables.get(variable);
    if (stored === undefined) return;
    this.#variables.delete(variable);
    this.#backend.free(stored.buffer);
    this.#owner.#shape_changes++;
  }

  /** Takes the buffer; the one before is freed. */
  set(variable: string, stored: Stored<B>): void {
    const before = this.#variables.get(variable);
    this.#variables.set(variable, stored);
    this.#known.add(variable);
    if (before === undefined) return;
    this.#backend.free(before.buffer);
    if (!same_shape(before.shape, stored.shape)) this.#owner.#shape_changes++;
  }

  counter(node: string): B | undefined {
    return this.#counters.get(node);
  }

  set_counter(node: string, buffer: B): void {
    const before = this.#counters.get(node);
    this.#counters.set(node, buffer);
    if (before !== undefined) this.#backend.free(before);
  }

  /** Frees all that is its own. */
  clear(): void {
    for (const buffer of this.#counters.values()) this.#backend.free(buffer);
    this.#counters.clear();
    if (this.#owner !== this) return;
    for (const {buffer} of this.#variables.values()) this.#backend.free(buffer);
    this.#variables.clear();
  }
}
