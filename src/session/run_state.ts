/**
 * What one run changes, kept apart until all went well: values of variables and states of random
 * operations. Committed at the end, or before the run waits for another.
 */
import {UPDATE_RULES} from '../compile/state_rules.ts';
import type {AssignmentCheck, Requirement} from '../compile/segments.ts';
import {container_of, is_temporary} from '../compile/variables.ts';
import {INVALID_ARGUMENT, make_op_error, type OpError} from '../errors.ts';
import type {DType} from '../types/dtypes.ts';
import {uint32, variant} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {same_shape} from '../types/ndarray_storage.ts';
import {philox_state} from '../util/philox.ts';
import {uninitialized_error} from './run_errors.ts';
import type {Eventually, Runtime} from './runtime.ts';

/** A variable's value that is not committed yet; the shape is `null` where only the buffer tells. */
interface Pending<B> {
  readonly buffer: B;
  readonly dtype: DType;
  readonly shape: readonly number[] | null;
}

export class RunState<B> {
  readonly #runtime: Runtime<B>;
  readonly #checks: ReadonlyMap<string, AssignmentCheck>;
  readonly #function_state: string;
  readonly #variables = new Map<string, Pending<B>>();
  readonly #counters = new Map<string, B>();
  #resources: B | undefined;
  /** Variables that the run took away. */
  readonly #deleted = new Set<string>();

  /**
   * `checks`: by variable, the assignment whose shape is checked when it is committed. `function_state` tells the
   * counters of nodes that are none of the graph's own from those of other runs.
   */
  constructor(runtime: Runtime<B>, checks: ReadonlyMap<string, AssignmentCheck>, function_state = '') {
    this.#function_state = function_state;
    this.#runtime = runtime;
    this.#checks = checks;
  }

  has(variable: string): boolean {
    return this.variable(variable) !== undefined;
  }

  /** The value of a variable as this run sees it; the run keeps owning it. */
  variable(name: string): B | undefined {
    const pending = this.#variables.get(name);
    if (pending !== undefined || this.#deleted.has(name)) return pending?.buffer;
    return this.#runtime.store.get(name)?.buffer;
  }

  /** The error of reading a variable that has no value. */
  uninitialized_error(requirement: Omit<Requirement, 'conditional'>): OpError {
    const in_container = (name: string): boolean => container_of(name) === container_of(requirement.variable);
    const known = [...this.#deleted, ...this.#variables.keys(), ...this.#runtime.store.known_names()];
    return uninitialized_error(requirement, known.some(in_container));
  }

  /** Takes the buffer as a variable's value. */
  set_variable(name: string, pending: Pending<B>): void {
    const before = this.#variables.get(name);
    if (before !== undefined) this.#runtime.backend.free(before.buffer);
    this.#variables.set(name, pending);
  }

  /** Takes a variable away. */
  delete_variable(name: string): void {
    const before = this.#variables.get(name);
    if (before !== undefined) this.#runtime.backend.free(before.buffer);
    this.#variables.delete(name);
    this.#deleted.add(name);
  }

  /** The tensor arrays and stacks of this run; the run keeps owning them. */
  resources(): B {
    return (this.#resources ??= this.#runtime.backend.upload(NDArray.zeros([], variant)));
  }

  set_resources(buffer: B): void {
    if (this.#resources !== undefined) this.#runtime.backend.free(this.#resources);
    this.#resources = buffer;
  }

  /** The state of a random node as this run sees it. */
  counter(node: string): B {
    const key = this.#counter_key(node);
    return this.#counters.get(key) ?? this.#runtime.store.counter(key) ?? this.#first_counter(node);
  }

  set_counter(node: string, buffer: B): void {
    const key = this.#counter_key(node);
    const before = this.#counters.get(key);
    if (before !== undefined) this.#runtime.backend.free(before);
    this.#counters.set(key, buffer);
  }

  #counter_key(node: string): string {
    const is_own = this.#function_state === '' || this.#runtime.graph.find_operation(node) !== null;
    return is_own ? node : `${this.#function_state} ${node}`;
  }

  #first_counter(node: string): B {
    const op = this.#runtime.find_operation(node);
    if (op === null) throw new Error(`There is no node ${node}.`);
    const seed = (name: string): number | bigint =>
      op.has_attr(name) ? op.get_attr<number | bigint>(name) : 0;
    const state = philox_state(seed('seed'), seed('seed2'));
    const buffer = this.#runtime.backend.upload(new NDArray(uint32, [6], state));
    this.#counters.set(this.#counter_key(node), buffer);
    return buffer;
  }

  /** Makes what the run changed known to the session. Throws, and changes nothing, if a shape does not fit. */
  commit(): Eventually<void> {
    for (const {shape} of this.#variables.values()) if (shape === null) return this.#commit_after_download();
    this.#commit(null);
  }

  async #commit_after_download(): Promise<void> {
    const shapes = new Map<string, readonly number[]>();
    for (const [name, {buffer, shape}] of this.#variables) {
      if (shape === null) shapes.set(name, (await this.#runtime.backend.download(buffer)).shape);
    }
    this.#commit(shapes);
  }

  #commit(shapes: ReadonlyMap<string, readonly number[]> | null): void {
    const {store} = this.#runtime;
    const shape_of = (name: string, pending: Pending<B>): readonly number[] =>
      pending.shape ?? shapes?.get(name) ?? [];
    for (const [name, pending] of this.#variables) this.#check_assignment(name, shape_of(name, pending));
    for (const name of this.#deleted) store.delete(name);
    for (const [name, pending] of this.#variables) {
      if (is_temporary(name)) this.#runtime.backend.free(pending.buffer);
      else store.set(name, {...pending, shape: shape_of(name, pending)});
    }
    for (const [node, buffer] of this.#counters) store.set_counter(node, buffer);
    this.#variables.clear();
    this.#counters.clear();
    this.#deleted.clear();
  }

  #check_assignment(variable: string, shape: readonly number[]): void {
    const check = this.#checks.get(variable);
    if (check === undefined || same_shape(check.shape, shape)) return;
    const text =
      UPDATE_RULES[check.op.type]?.refusal?.(check.shape, shape) ?? 'The shapes of variable and value differ';
    throw make_op_error(INVALID_ARGUMENT, text, check.op, check.op);
  }

  /** Frees what was not committed: it is lost. */
  dispose(): void {
    for (const {buffer} of this.#variables.values()) this.#runtime.backend.free(buffer);
    for (const buffer of this.#counters.values()) this.#runtime.backend.free(buffer);
    if (this.#resources !== undefined) this.#runtime.backend.free(this.#resources);
    this.#resources = undefined;
    this.#variables.clear();
    this.#counters.clear();
  }
}
