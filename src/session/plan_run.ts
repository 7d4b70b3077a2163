/**
 * One run of a compiled plan: uploads, programs and host steps in turn. What it changes is kept apart until
 * all went well, so that a failed run changes nothing.
 */
import type {Backend} from '../backends/backend.ts';
import type {ValueRole} from '../compile/program.ts';
import type {HostStep} from '../compile/segments.ts';
import {step_attributes, UPDATE_RULES} from '../compile/state_rules.ts';
import {INVALID_ARGUMENT, make_op_error} from '../errors.ts';
import type {Graph} from '../graph/graph.ts';
import {bool, uint32} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import type {Files} from '../util/files.ts';
import {philox_state} from '../util/philox.ts';
import type {FedValue} from './feeds.ts';
import type {HostOperations} from './host_op.ts';
import type {CompiledPlan, PlannedProgram, PlannedResult, PlannedSegment} from './plan.ts';
import type {RunQueue} from './run_queue.ts';
import {same_shape, type Stored, type VariableStore} from './variable_store.ts';

export type Eventually<T> = T | Promise<T>;

/** What runs of one session share. */
export interface Runtime<B> {
  readonly graph: Graph;
  readonly backend: Backend<B>;
  readonly store: VariableStore<B>;
  readonly queue: RunQueue;
  readonly host_operations: HostOperations;
  files(): Promise<Files>;
  log(line: string): void;
}

/** A value that passes between segments or is fetched: in the backend, on the host, or both. */
interface Carried<B> {
  buffer: B | undefined;
  array: NDArray | undefined;
}

/** A variable's value that is not committed yet. */
interface Pending<B> {
  readonly buffer: B;
  readonly result: PlannedResult;
}

export class PlanRun<B> {
  readonly #runtime: Runtime<B>;
  readonly #plan: CompiledPlan<B>;
  readonly #feeds: readonly FedValue[];
  readonly #variables = new Map<string, Pending<B>>();
  readonly #counters = new Map<string, B>();
  readonly #carried = new Map<string, Carried<B>>();

  constructor(runtime: Runtime<B>, plan: CompiledPlan<B>, feeds: readonly FedValue[]) {
    this.#runtime = runtime;
    this.#plan = plan;
    this.#feeds = feeds;
  }

  /** Runs all segments and commits. Waits only where a segment does. */
  run(): Eventually<void> {
    return this.#from(0);
  }

  #from(start: number): Eventually<void> {
    const {segments} = this.#plan;
    for (let i = start; i < segments.length; i++) {
      const pending = this.#segment(segments[i] as PlannedSegment<B>);
      if (pending instanceof Promise) return pending.then(() => this.#from(i + 1));
    }
    return this.#commit();
  }

  #segment(segment: PlannedSegment<B>): Eventually<void> {
    if (segment.kind === 'host') return this.#host_step(segment);
    const {executable, parameters} = segment;
    const inputs = new Array<B>(parameters.length);
    for (let i = 0; i < parameters.length; i++) inputs[i] = this.#input(parameters[i] as ValueRole);
    const results = executable.run(inputs);
    if (results instanceof Promise) return results.then((buffers) => this.#take(segment, buffers));
    this.#take(segment, results);
  }

  #input(role: ValueRole): B {
    const {backend, store} = this.#runtime;
    switch (role.kind) {
      case 'feed':
        return backend.upload(this.#fed(role.tensor));
      case 'variable':
        return this.#variable(role.variable);
      case 'initialized':
        return backend.upload(new NDArray(bool, [], Uint8Array.of(this.#has(role.variable) ? 1 : 0)));
      case 'counter':
        return this.#counters.get(role.node) ?? store.counter(role.node) ?? this.#first_counter(role.node);
      case 'carried':
        return this.#uploaded(role.tensor);
      default:
        throw new Error(`A program cannot take a ${role.kind} from outside.`);
    }
  }

  #fed(tensor: string): NDArray {
    const found = this.#feeds.find((feed) => feed.tensor.name === tensor);
    if (found === undefined) throw new Error(`${tensor} is not fed.`);
    return found.value;
  }

  #has(variable: string): boolean {
    return this.#variables.has(variable) || this.#runtime.store.has(variable);
  }

  #variable(name: string): B {
    const buffer = this.#variables.get(name)?.buffer ?? this.#runtime.store.get(name)?.buffer;
    if (buffer === undefined) throw new Error(`The variable ${name} has no value.`);
    return buffer;
  }

  #first_counter(node: string): B {
    const op = this.#runtime.graph.get_operation_by_name(node);
    const seed = (name: string): number | bigint =>
      op.has_attr(name) ? op.get_attr<number | bigint>(name) : 0;
    const state = philox_state(seed('seed'), seed('seed2'));
    const buffer = this.#runtime.backend.upload(new NDArray(uint32, [6], state));
    this.#counters.set(node, buffer);
    return buffer;
  }

  #uploaded(tensor: string): B {
    const carried = this.#carried.get(tensor);
    if (carried === undefined) throw new Error(`${tensor} was not computed.`);
    return (carried.buffer ??= this.#runtime.backend.upload(carried.array as NDArray));
  }

  #take({results}: PlannedProgram<B>, buffers: readonly B[]): void {
    for (let i = 0; i < results.length; i++) {
      const result = results[i] as PlannedResult;
      const buffer = buffers[i] as B;
      const {role} = result;
      if (role.kind === 'variable') this.#set_variable(role.variable, {buffer, result});
      else if (role.kind === 'counter') this.#set_counter(role.node, buffer);
      else if (role.kind === 'fetch' || role.kind === 'carried') this.#set_carried(role.tensor, buffer);
    }
  }

  #set_variable(name: string, pending: Pending<B>): void {
    const before = this.#variables.get(name);
    if (before !== undefined) this.#runtime.backend.free(before.buffer);
    this.#variables.set(name, pending);
  }

  #set_counter(node: string, buffer: B): void {
    const before = this.#counters.get(node);
    if (before !== undefined) this.#runtime.backend.free(before);
    this.#counters.set(node, buffer);
  }

  #set_carried(tensor: string, buffer: B): void {
    // The same tensor may be both carried and fetched; one buffer is enough.
    const before = this.#carried.get(tensor);
    if (before?.buffer !== undefined) this.#runtime.backend.free(before.buffer);
    this.#carried.set(tensor, {buffer, array: undefined});
  }

  async #host_step({op, inputs}: HostStep): Promise<void> {
    const {host_operations, queue, files, log} = this.#runtime;
    const operation = host_operations[op.type];
    if (operation === undefined) throw new Error(`There is no host operation ${op.type}.`);
    const arrays: NDArray[] = [];
    for (const role of inputs) arrays.push(await this.#array(role));
    const context = {op, attrs: step_attributes(op), files, log};
    let outputs: readonly NDArray[];
    if (operation.waits === true) {
      await this.#commit();
      outputs = await queue.while_waiting(async () => operation.run(arrays, context));
    } else {
      outputs = await operation.run(arrays, context);
    }
    op.outputs.forEach((output, i) => this.#carried.set(output.name, {buffer: undefined, array: outputs[i]}));
  }

  #array(role: ValueRole): Eventually<NDArray> {
    if (role.kind === 'feed') return this.#fed(role.tensor);
    if (role.kind === 'carried') return this.fetched(role.tensor);
    return this.#runtime.backend.download(this.#input(role));
  }

  /** The value of a fetched tensor. */
  fetched(tensor: string): Eventually<NDArray> {
    const carried = this.#carried.get(tensor);
    if (carried === undefined) return this.#fed(tensor);
    if (carried.array !== undefined) return carried.array;
    return this.#runtime.backend.download(carried.buffer as B);
  }

  /** Makes what the run changed known to the session. */
  #commit(): Eventually<void> {
    const unknown = [...this.#variables.values()].filter(({result}) => result.shape === null);
    if (unknown.length === 0) {
      this.#store_all(new Map());
      return;
    }
    return this.#shapes_of(unknown).then((shapes) => this.#store_all(shapes));
  }

  async #shapes_of(pending: readonly Pending<B>[]): Promise<Map<Pending<B>, readonly number[]>> {
    const shapes = new Map<Pending<B>, readonly number[]>();
    for (const one of pending) shapes.set(one, (await this.#runtime.backend.download(one.buffer)).shape);
    return shapes;
  }

  #store_all(shapes: ReadonlyMap<Pending<B>, readonly number[]>): void {
    const {store} = this.#runtime;
    const stored = [...this.#variables].map(([name, pending]) => {
      const shape = pending.result.shape ?? (shapes.get(pending) as readonly number[]);
      this.#check_assignment(name, shape);
      return [name, {buffer: pending.buffer, dtype: pending.result.dtype, shape}] as const;
    });
    for (const [name, value] of stored) store.set(name, value satisfies Stored<B>);
    for (const [node, buffer] of this.#counters) store.set_counter(node, buffer);
    this.#variables.clear();
    this.#counters.clear();
  }

  #check_assignment(variable: string, shape: readonly number[]): void {
    const check = this.#plan.open_assignments.get(variable);
    if (check === undefined || same_shape(check.shape, shape)) return;
    const text =
      UPDATE_RULES[check.op.type]?.refusal?.(check.shape, shape) ?? 'The shapes of variable and value differ';
    throw make_op_error(INVALID_ARGUMENT, text, check.op, check.op);
  }

  /** Frees all that the run holds; what was not committed is lost. */
  dispose(): void {
    const {backend} = this.#runtime;
    for (const {buffer} of this.#variables.values()) backend.free(buffer);
    for (const buffer of this.#counters.values()) backend.free(buffer);
    for (const {buffer} of this.#carried.values()) if (buffer !== undefined) backend.free(buffer);
    this.#variables.clear();
    this.#counters.clear();
    this.#carried.clear();
  }
}
