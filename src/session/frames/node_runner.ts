/**
 * What one node does with the values that reached it: control flow passes them on, state is read and
 * written, all else is computed by the backend.
 */
import {read_variable, type LateReads} from '../../compile/late_reads.ts';
import {unfed_placeholder} from '../../compile/lower.ts';
import {
  step_attributes,
  READ_RULES,
  UPDATE_RULES,
  threaded_state,
  zeros_of,
  type UpdateRule,
  update_slots,
  variable_slots,
} from '../../compile/state_rules.ts';
import {variable_handle, variable_name, VARIABLE_OPS, variable_type} from '../../compile/variables.ts';
import {INVALID_ARGUMENT, make_op_error, UNIMPLEMENTED} from '../../errors.ts';
import type {Operation} from '../../graph/operation.ts';
import {described_refusal} from '../../graph/refused_ops.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {bool, int32, resource} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {ResourceHandle} from '../../types/resource_handle.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import type {FedValue} from '../feeds.ts';
import type {RunState} from '../run_state.ts';
import {start_host_operation, type Eventually, type Runtime} from '../runtime.ts';
import type {Step} from '../step.ts';
import type {Token} from './frame.ts';
import {is_merge, is_switch} from './frame_graph.ts';
import {NodePrograms} from './node_program.ts';

/** What flows: a buffer with the number of those that hold it, or a reference to a variable. */
export type FrameValue<B> =
  | {readonly kind: 'buffer'; readonly buffer: B; holders: number}
  | {readonly kind: 'reference'; readonly variable: Operation};

type ValueToken<B> = Token<FrameValue<B>>;
type Inputs<B> = readonly (ValueToken<B> | undefined)[];

/** Nodes whose output is their first input. */
const PASS_ON: ReadonlySet<string> = new Set([
  'Identity',
  'RefIdentity',
  'Enter',
  'RefEnter',
  'Exit',
  'RefExit',
  'NextIteration',
  'RefNextIteration',
  'LoopCond',
  'PlaceholderWithDefault',
  'StopGradient',
  'PreventGradient',
]);

export class NodeRunner<B> {
  readonly #runtime: Runtime<B>;
  readonly #state: RunState<B>;
  readonly #fed: ReadonlyMap<Tensor, FedValue>;
  readonly #programs: NodePrograms<B>;
  readonly #late_reads: LateReads;
  readonly #step: Step;
  readonly #uploaded = new Map<Tensor, FrameValue<B>>();
  readonly #handles = new Map<Operation, B>();

  constructor(
    runtime: Runtime<B>,
    state: RunState<B>,
    fed: ReadonlyMap<Tensor, FedValue>,
    late_reads: LateReads,
    step: Step,
  ) {
    this.#late_reads = late_reads;
    this.#step = step;
    this.#runtime = runtime;
    this.#state = state;
    this.#fed = fed;
    this.#programs = new NodePrograms(runtime.backend);
  }

  /** Another holder of a value. */
  hold(token: ValueToken<B>): ValueToken<B> {
    if (token?.value.kind === 'buffer') token.value.holders++;
    return token;
  }

  /** One holder less; the last frees the buffer. */
  release(token: ValueToken<B> | undefined): void {
    if (token?.value.kind !== 'buffer') return;
    token.value.holders--;
    if (token.value.holders === 0) this.#runtime.backend.free(token.value.buffer);
  }

  #token(buffer: B): ValueToken<B> {
    return {value: {kind: 'buffer', buffer, holders: 1}};
  }

  #upload(array: NDArray): ValueToken<B> {
    return this.#token(this.#runtime.backend.upload(array));
  }

  /** The outputs of a node that runs, each held once by the caller. */
  async run(op: Operation, inputs: Inputs<B>): Promise<readonly ValueToken<B>[]> {
    if (is_switch(op)) return this.#switch(op, inputs);
    if (is_merge(op)) return this.#merge(op, inputs);
    if (op.type === 'RefSelect') return [await this.#selected(op, inputs)];
    if (PASS_ON.has(op.type)) return [this.#pass_on(op, inputs)];
    if (VARIABLE_OPS.has(op.type)) return [this.#variable(op)];
    if (op.outputs.length > 0 && op.outputs.every((output) => this.#fed.has(output)))
      return op.outputs.map(() => null);
    if (op.type === 'Placeholder' || op.type === 'PlaceholderV2') throw unfed_placeholder(op);
    if (op.type === 'Const') return [this.#upload(step_attributes(op)['value'] as NDArray)];
    if (op.type === 'NoOp' || op.type === 'ControlTrigger') return [];
    if (op.type === 'IsVariableInitialized' || op.type === 'VarIsInitializedOp')
      return [this.#is_initialized(op, inputs)];
    if (op.type === 'DestroyResourceOp') {
      const variable = await this.#variable_at(op, inputs, 0);
      if (variable !== null) return this.#destroy(op, variable);
    }
    if (Object.hasOwn(this.#runtime.host_operations, op.type)) return this.#host(op, inputs);
    const update = UPDATE_RULES[op.type];
    if (update !== undefined) return this.#update(op, inputs, update);
    if (op.type in READ_RULES) return this.#read(op, inputs);
    if (op.outputs.some((output) => output.dtype.is_ref_dtype) && threaded_state(op.type) === null) {
      throw make_op_error(UNIMPLEMENTED, `Nothing here runs ${described_refusal(op.type)}`, op, op);
    }
    return this.#compute(op, inputs);
  }

  #variable(variable: Operation): ValueToken<B> {
    if (variable.type === 'TemporaryVariable')
      this.#set(variable, this.#runtime.backend.upload(zeros_of(variable)));
    return {value: {kind: 'reference', variable}};
  }

  #set(variable: Operation, buffer: B, shape: readonly number[] | null = null): void {
    const {dtype} = variable_type(variable);
    this.#state.set_variable(variable_name(variable), {buffer, dtype, shape});
  }

  #destroy(op: Operation, variable: Operation): readonly ValueToken<B>[] {
    const name = variable_name(variable);
    if (!this.#state.has(name) && !op.get_attr<boolean>('ignore_lookup_error'))
      throw this.#state.uninitialized_error({input: name, reader: op, variable: name});
    this.#state.delete_variable(name);
    return [];
  }

  #input(op: Operation, inputs: Inputs<B>, slot: number): FrameValue<B> {
    const tensor = op.inputs[slot] as Tensor;
    // Read before an update that came in between: the variable is read anew.
    const variable = this.#late_reads.get(op)?.has(tensor) === true ? read_variable(tensor) : null;
    if (variable !== null) return {kind: 'reference', variable};
    const value = inputs[slot]?.value ?? this.#fed_value(tensor);
    if (value === undefined) throw new Error(`Input ${slot} of ${op.name} did not arrive.`);
    return value;
  }

  #fed_value(tensor: Tensor): FrameValue<B> | undefined {
    const feed = this.#fed.get(tensor);
    if (feed === undefined) return undefined;
    let value = this.#uploaded.get(tensor);
    if (value === undefined) {
      value = {kind: 'buffer', buffer: this.#runtime.backend.upload(feed.value), holders: 1};
      this.#uploaded.set(tensor, value);
    }
    return value;
  }

  /** The buffer of a value; a reference gives what its variable holds now, a handle itself. The owner stays who it is. */
  #buffer(value: FrameValue<B>, reader: Operation | string, slot = 0): B {
    if (value.kind === 'buffer') return value.buffer;
    return value.variable.type === 'VarHandleOp'
      ? this.#handle(value.variable)
      : this.#value_of(value.variable, reader, slot);
  }

  /** The handle of a variable as a value; this keeps owning it. */
  #handle(variable: Operation): B {
    let buffer = this.#handles.get(variable);
    if (buffer === undefined) {
      const array = new NDArray(resource, [], [variable_handle(variable)]);
      this.#handles.set(variable, (buffer = this.#runtime.backend.upload(array)));
    }
    return buffer;
  }

  /** What a variable holds now. */
  #value_of(held: Operation, reader: Operation | string, slot: number): B {
    const variable = variable_name(held);
    const buffer = this.#state.variable(variable);
    const input = typeof reader === 'string' ? variable : (reader.inputs[slot]?.node_def_input() ?? variable);
    if (buffer === undefined) throw this.#state.uninitialized_error({input, reader, variable});
    return buffer;
  }

  download(value: FrameValue<B>, reader: Operation | string, slot = 0): Eventually<NDArray> {
    return this.#runtime.backend.download(this.#buffer(value, reader, slot));
  }

  #pass_on(op: Operation, inputs: Inputs<B>, slot = 0): ValueToken<B> {
    const value = this.#input(op, inputs, slot);
    if (value.kind === 'buffer') return this.hold({value});
    const dtype = op.outputs[0]?.dtype;
    if (dtype?.is_ref_dtype || dtype === resource) return {value};
    return this.#token(this.#runtime.backend.retain(this.#buffer(value, op, slot)));
  }

  async #switch(op: Operation, inputs: Inputs<B>): Promise<readonly ValueToken<B>[]> {
    const predicate = await this.download(this.#input(op, inputs, 1), op, 1);
    const passed = this.#pass_on(op, inputs);
    return predicate.data[0] ? [null, passed] : [passed, null];
  }

  /** The reference at the index that input 0 holds. */
  async #selected(op: Operation, inputs: Inputs<B>): Promise<ValueToken<B>> {
    const {data} = await this.download(this.#input(op, inputs, 0), op, 0);
    const count = op.inputs.length - 1;
    const index = Number(data[0]);
    if (index >= 0 && index < count) return this.#pass_on(op, inputs, index + 1);
    const text = `Index must be in the range [0, ${count}) but got ${index}`;
    throw make_op_error(INVALID_ARGUMENT, text, op, op);
  }

  #merge(op: Operation, inputs: Inputs<B>): readonly ValueToken<B>[] {
    const index = op.inputs.findIndex((input, slot) => inputs[slot] || this.#fed.has(input));
    return [this.#pass_on(op, inputs, index), this.#upload(new NDArray(int32, [], Int32Array.of(index)))];
  }

  #is_initialized(op: Operation, inputs: Inputs<B>): ValueToken<B> {
    const value = this.#input(op, inputs, 0);
    const yes = value.kind === 'reference' && this.#state.has(variable_name(value.variable));
    return this.#upload(new NDArray(bool, [], Uint8Array.of(yes ? 1 : 0)));
  }

  async #host(op: Operation, inputs: Inputs<B>): Promise<readonly ValueToken<B>[]> {
    const arrays: NDArray[] = [];
    for (const slot of op.inputs.keys())
      arrays.push(await this.download(this.#input(op, inputs, slot), op, slot));
    const outputs = await start_host_operation(this.#runtime, this.#step, {op, inputs: arrays});
    return outputs.map((output) => this.#upload(output));
  }

  async #compute(op: Operation, inputs: Inputs<B>): Promise<readonly ValueToken<B>[]> {
    const buffers = op.inputs.map((_, slot) => this.#buffer(this.#input(op, inputs, slot), op, slot));
    const threaded = threaded_state(op.type)?.kind ?? null;
    if (threaded === 'counter') buffers.push(this.#state.counter(op.name));
    if (threaded === 'resources') buffers.push(this.#state.resources());
    const results = await this.#programs.run(op, buffers);
    const next = results[op.outputs.length] as B;
    if (threaded === 'counter') this.#state.set_counter(op.name, next);
    if (threaded === 'resources') this.#state.set_resources(next);
    return results.slice(0, op.outputs.length).map((buffer) => this.#token(buffer));
  }

  /** The variable that an input stands for, by its node or by the handle that arrived; else `null`. */
  async #variable_at(op: Operation, inputs: Inputs<B>, slot: number): Promise<Operation | null> {
    const value = this.#input(op, inputs, slot);
    if (value.kind === 'reference') return value.variable;
    if (op.inputs[slot]?.dtype !== resource) return null;
    const [handle] = (await this.#runtime.backend.download(value.buffer)).data as readonly object[];
    const is_named = (candidate: Operation): boolean =>
      candidate.type === 'VarHandleOp' && same_handle(variable_handle(candidate), handle);
    return this.#runtime.graph.get_operations().find(is_named) ?? null;
  }

  async #target(op: Operation, inputs: Inputs<B>, slot: number): Promise<Operation> {
    const variable = await this.#variable_at(op, inputs, slot);
    if (variable !== null) return variable;
    throw make_op_error(INVALID_ARGUMENT, `Input ${slot} of ${op.type} stands for no variable.`, op, op);
  }

  async #targets(op: Operation, inputs: Inputs<B>): Promise<Operation[]> {
    const targets: Operation[] = [];
    for (const slot of variable_slots(op)) targets.push(await this.#target(op, inputs, slot));
    return targets;
  }

  async #read(op: Operation, inputs: Inputs<B>): Promise<readonly ValueToken<B>[]> {
    const [variable] = (await this.#targets(op, inputs)) as [Operation];
    const rest = op.inputs.slice(1).map((_, i) => this.#buffer(this.#input(op, inputs, i + 1), op, i + 1));
    const results = await this.#programs.run(op, [this.#value_of(variable, op, 0), ...rest]);
    return results.map((buffer) => this.#token(buffer));
  }

  async #update(op: Operation, inputs: Inputs<B>, rule: UpdateRule): Promise<readonly ValueToken<B>[]> {
    const targets = await this.#targets(op, inputs);
    const [variable] = targets as [Operation];
    if (rule.is_first && this.#state.has(variable_name(variable)))
      throw make_op_error(INVALID_ARGUMENT, 'input is already initialized', op, op);
    const slots = update_slots(op);
    const before = rule.reads
      ? targets.map((target, i) => this.#value_of(target, op, slots.targets[i] as number))
      : [];
    const rest = slots.others.map((slot) => this.#buffer(this.#input(op, inputs, slot), op, slot));
    const shape = await this.#checked_shape(op, variable, rest[0] as B);
    const results = await this.#programs.run(op, [...before, ...rest]);
    targets.forEach((target, i) => this.#set(target, results[i] as B, shape));
    if (results.length > rule.targets)
      return results.slice(rule.targets).map((buffer) => this.#token(buffer));
    return op.outputs.map((): ValueToken<B> => ({value: {kind: 'reference', variable}}));
  }

  /** The shape that a variable has after an update, where that is known; refuses a value of another shape. */
  async #checked_shape(op: Operation, variable: Operation, value: B): Promise<readonly number[] | null> {
    const rule = UPDATE_RULES[op.type];
    const {backend} = this.#runtime;
    if (!rule?.refusal || (op.has_attr('validate_shape') && !op.get_attr<boolean>('validate_shape')))
      return null;
    const {shape: static_shape} = variable_type(variable);
    const held = this.#state.variable(variable_name(variable));
    const wanted =
      held !== undefined
        ? (await backend.download(held)).shape
        : static_shape.is_fully_defined()
          ? (static_shape.as_list() as number[])
          : null;
    const {shape} = await backend.download(value);
    if (wanted !== null && !same_shape(wanted, shape))
      throw make_op_error(INVALID_ARGUMENT, rule.refusal(wanted, shape), op, op);
    return shape;
  }

  dispose(): void {
    for (const value of this.#uploaded.values()) this.release({value});
    this.#uploaded.clear();
    for (const buffer of this.#handles.values()) this.#runtime.backend.free(buffer);
    this.#handles.clear();
    this.#programs.dispose();
  }
}

function same_handle(own: ResourceHandle, other: unknown): boolean {
  return (
    other instanceof ResourceHandle &&
    own.container === other.container &&
    own.name === other.name &&
    own.type_name === other.type_name
  );
}
