/**
 * One run of a compiled plan: uploads, programs and host steps in turn. Knows roles of values; the steps are
 * the backend's.
 */
import type {ValueRole} from '../compile/program.ts';
import type {HostStep} from '../compile/segments.ts';
import {bool} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import type {FedValue} from './feeds.ts';
import type {CompiledPlan, PlannedProgram, PlannedResult, PlannedSegment} from './plan.ts';
import {now, type RunTrace} from './run_metadata.ts';
import {RunState} from './run_state.ts';
import {run_host_operations, type Eventually, type HostCall, type Runtime} from './runtime.ts';
import type {Step} from './step.ts';

/** A value that passes between segments or is fetched: in the backend, on the host, or both. */
interface Carried<B> {
  buffer: B | undefined;
  array: NDArray | undefined;
}

export class PlanRun<B> {
  readonly #runtime: Runtime<B>;
  readonly #plan: CompiledPlan<B>;
  readonly #feeds: readonly FedValue[];
  readonly #state: RunState<B>;
  readonly #carried = new Map<string, Carried<B>>();
  readonly #step: Step;
  readonly #trace: RunTrace | null;

  constructor(
    runtime: Runtime<B>,
    plan: CompiledPlan<B>,
    feeds: readonly FedValue[],
    step: Step,
    trace: RunTrace | null,
  ) {
    this.#step = step;
    this.#trace = trace;
    this.#runtime = runtime;
    this.#plan = plan;
    this.#feeds = feeds;
    this.#state = new RunState(runtime, plan.open_assignments, plan.request.function_state);
  }

  /** Runs all segments and commits. Waits only where a segment does. */
  run(): Eventually<void> {
    return this.#from(0);
  }

  #from(start: number): Eventually<void> {
    const {segments} = this.#plan;
    for (let i = start; i < segments.length; i++) {
      const segment = segments[i] as PlannedSegment<B>;
      this.#step.check();
      const pending =
        this.#trace === null ? this.#segment(segment, i) : this.#traced(segment, i, this.#trace);
      if (pending instanceof Promise) return pending.then(() => this.#after(i));
    }
    return this.#state.commit();
  }

  /** Goes on after a segment that had to be waited for. */
  #after(index: number): Eventually<void> {
    const pause = this.#step.breathe();
    return pause === null ? this.#from(index + 1) : pause.then(() => this.#from(index + 1));
  }

  async #traced(segment: PlannedSegment<B>, index: number, trace: RunTrace): Promise<void> {
    const start = now();
    await this.#segment(segment, index);
    trace.add(segment.kind === 'host' ? segment.op.name : `program_${index}`, start);
  }

  #segment(segment: PlannedSegment<B>, index: number): Eventually<void> {
    if (segment.kind === 'host') return this.#host_group(segment, index);
    const {executable, parameters} = segment;
    const inputs = new Array<B>(parameters.length);
    for (let i = 0; i < parameters.length; i++) inputs[i] = this.#input(parameters[i] as ValueRole);
    const results = executable.run(inputs, this.#step.pause);
    if (results instanceof Promise) return results.then((buffers) => this.#take(segment, buffers));
    this.#take(segment, results);
  }

  #input(role: ValueRole): B {
    const {backend} = this.#runtime;
    switch (role.kind) {
      case 'feed':
        return backend.upload(this.#fed(role.tensor));
      case 'variable':
        return this.#variable(role.variable);
      case 'initialized':
        return backend.upload(new NDArray(bool, [], Uint8Array.of(this.#state.has(role.variable) ? 1 : 0)));
      case 'counter':
        return this.#state.counter(role.node);
      case 'resources':
        return this.#state.resources();
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

  #variable(name: string): B {
    const buffer = this.#state.variable(name);
    if (buffer === undefined) throw new Error(`The variable ${name} has no value.`);
    return buffer;
  }

  #uploaded(tensor: string): B {
    const carried = this.#carried.get(tensor);
    if (carried === undefined) throw new Error(`${tensor} was not computed.`);
    return (carried.buffer ??= this.#runtime.backend.upload(carried.array as NDArray));
  }

  #take({results}: PlannedProgram<B>, buffers: readonly B[]): void {
    for (let i = 0; i < results.length; i++) {
      const {role, dtype, shape} = results[i] as PlannedResult;
      const buffer = buffers[i] as B;
      if (role.kind === 'variable') this.#state.set_variable(role.variable, {buffer, dtype, shape});
      else if (role.kind === 'counter') this.#state.set_counter(role.node, buffer);
      else if (role.kind === 'resources') this.#state.set_resources(buffer);
      else if (role.kind === 'fetch' || role.kind === 'carried') this.#set_carried(role.tensor, buffer);
    }
  }

  #set_carried(tensor: string, buffer: B): void {
    // The same tensor may be both carried and fetched; one buffer is enough.
    const before = this.#carried.get(tensor);
    if (before?.buffer !== undefined) this.#runtime.backend.free(before.buffer);
    this.#carried.set(tensor, {buffer, array: undefined});
  }

  /** Runs the host steps of the group that begins at `index`; the first stands for all. */
  async #host_group({group}: HostStep, index: number): Promise<void> {
    const {segments} = this.#plan;
    const before = segments[index - 1];
    if (before?.kind === 'host' && before.group === group) return;
    const calls: HostCall[] = [];
    for (let i = index; i < segments.length; i++) {
      const segment = segments[i] as PlannedSegment<B>;
      if (segment.kind !== 'host' || segment.group !== group) break;
      const call = await this.#host_call(segment);
      if (call !== null) calls.push(call);
    }
    const results = await run_host_operations(this.#runtime, this.#step, calls, () => this.#state.commit());
    for (const [i, {op}] of calls.entries()) {
      const outputs = results[i] as readonly NDArray[];
      op.outputs.forEach((output, k) =>
        this.#carried.set(output.name, {buffer: undefined, array: outputs[k]}),
      );
    }
  }

  /** A host operation with its inputs; `null` where it has nothing to do in this run. */
  async #host_call({op, inputs, conditions}: HostStep): Promise<HostCall | null> {
    for (const {predicate, branch} of conditions) {
      if (Number((await this.#array(predicate)).data[0]) === branch) continue;
      // Its outputs go only where they are not looked at.
      for (const {name, dtype} of op.outputs)
        this.#carried.set(name, {buffer: undefined, array: NDArray.zeros([], dtype)});
      return null;
    }
    const arrays: NDArray[] = [];
    const has_nothing_to_do = this.#runtime.host_operations[op.type]?.has_nothing_to_do;
    for (const role of inputs) {
      const array = await this.#array(role);
      if (arrays.length === 0 && has_nothing_to_do?.(array) === true) return null;
      arrays.push(array);
    }
    return {op, inputs: arrays};
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

  /** Frees all that the run holds; what was not committed is lost. */
  dispose(): void {
    const {backend} = this.#runtime;
    this.#state.dispose();
    for (const {buffer} of this.#carried.values()) if (buffer !== undefined) backend.free(buffer);
    this.#carried.clear();
  }
}
