/**
 * One node becomes steps: state is read from and written to cells, so that every step is pure. What an op
 * does to state is a rule of `state_rules.ts`.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32} from '../types/dtypes.ts';
import * as dtypes from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {as_shape, scalar_shape} from '../types/tensor_shape.ts';
import {choices_of, UnstructuredError, type Conditions} from './conditions.ts';
import {read_reference} from './late_reads.ts';
import {is_handle_reference, type Pruned} from './prune.ts';
import type {ProgramValue} from './program.ts';
import type {Cell, Region} from './region.ts';
import type {Environment} from './request.ts';
import type {AssignmentCheck, HostStep, SegmentBuilder} from './segments.ts';
import {
  READ_RULES,
  step_attributes,
  threaded_state,
  UPDATE_RULES,
  zeros_of,
  type StepMaker,
  type ThreadedState,
  type UpdateRule,
  update_slots,
} from './state_rules.ts';
import {
  names_variable,
  stands_for_variable,
  variable_handle,
  variable_name,
  variable_of,
  variable_type,
} from './variables.ts';

type EmitRule = (emitter: Emitter, op: Operation, region: Region) => void;

const nothing: EmitRule = () => undefined;

/** The output is the input. */
const alias: EmitRule = (emitter, op, region) => {
  const value = emitter.read(op.inputs[0] as Tensor, region, op);
  for (const output of op.outputs) emitter.define(output, value, region);
};

/** Operation types that are no steps. */
export const EMIT_RULES: Readonly<Record<string, EmitRule>> = {
  NoOp: nothing,
  ControlTrigger: nothing,
  RefMerge: nothing,
  Enter: alias,
  Exit: nothing,
  LoopCond: alias,
  NextIteration: alias,
  Switch: alias,
  PlaceholderWithDefault: alias,
  Merge: (emitter, op, region) => emitter.single_merge(op, region),
  IsVariableInitialized: (emitter, op, region) => emitter.is_initialized(op, region),
  VarIsInitializedOp: (emitter, op, region) => emitter.is_initialized(op, region),
  TemporaryVariable: (emitter, op, region) => emitter.start_temporary(op, region),
};

const QUESTIONS: ReadonlySet<string> = new Set(['IsVariableInitialized', 'VarIsInitializedOp']);

export class Emitter {
  readonly assignments: AssignmentCheck[];
  readonly #pruned: Pruned;
  readonly #conditions: Conditions;
  readonly #segments: SegmentBuilder;
  readonly #environment: Environment;
  /** Variables whose being initialised is asked for. */
  readonly #questioned: ReadonlySet<string | null>;

  constructor(
    pruned: Pruned,
    conditions: Conditions,
    segments: SegmentBuilder,
    environment: Environment,
    around: Emitter | null = null,
  ) {
    this.assignments = around?.assignments ?? [];
    this.#pruned = pruned;
    this.#conditions = conditions;
    this.#segments = segments;
    this.#environment = environment;
    const questions = pruned.nodes.filter((op) => QUESTIONS.has(op.type));
    const questioned = questions.map((op) => variable_of(op.inputs[0] as Tensor));
    this.#questioned =
      around !== null
        ? around.#questioned
        : new Set(questioned.map((variable) => variable && variable_name(variable)));
  }

  /** For the nodes of a loop of this level. */
  for_loop(inside: Pruned, conditions: Conditions): Emitter {
    return new Emitter(inside, conditions, this.#segments, this.#environment, this);
  }

  emit(op: Operation, region: Region): void {
    this.#segments.reader = op;
    this.#segments.conditional = region.outside.conditional;
    const rule = EMIT_RULES[op.type];
    const threaded = threaded_state(op.type);
    if (rule && !(rule === alias && names_variable(op))) rule(this, op, region);
    else if (names_variable(op)) return;
    else if (op.type in READ_RULES) this.#read_by_handle(op, region);
    else if (op.type === 'Placeholder' || op.type === 'PlaceholderV2') this.#placeholder(op, region);
    else if (op.type in UPDATE_RULES) this.#update(op, region);
    else if (threaded !== null) this.#threaded(op, region, threaded);
    else this.#step(op, region);
  }

  /** The value of an input: a reference gives its variable's value as it is now. */
  read(given: Tensor, region: Region, reader: Operation | string): ProgramValue {
    const tensor = this.#read_by(given, reader);
    if (
      this.#pruned.fed.has(tensor) ||
      !stands_for_variable(tensor) ||
      is_handle_reference(tensor, this.#environment)
    )
      return region.tensor(tensor);
    if (!tensor.dtype.is_ref_dtype) return this.#handle(tensor, region);
    return this.#value_of(tensor, region, reader);
  }

  /** The value, as it is now, of the variable that a tensor stands for. */
  #value_of(tensor: Tensor, region: Region, reader: Operation | string): ProgramValue {
    const cell = this.#variable_cell(tensor);
    this.#segments.reader = reader;
    this.#segments.input = tensor.node_def_input();
    this.#segments.conditional = region.outside.conditional;
    const value = region.cell(cell);
    if (!region.outside.conditional) this.#segments.note_read(cell);
    return value;
  }

  /** The handle of a variable, for what hands it to somewhere else. */
  #handle(tensor: Tensor, region: Region): ProgramValue {
    if (region.defines(tensor)) return region.tensor(tensor);
    const handle = variable_handle(variable_of(tensor) as Operation);
    const value = new NDArray(dtypes.resource, [], [handle]);
    return region.define(tensor, region.constant(tensor.op.name, value, scalar_shape()));
  }

  /** Makes the handle of a variable a value where the node is that names it. */
  #hand_out(tensor: Tensor): void {
    if (tensor.dtype === dtypes.resource && stands_for_variable(tensor))
      this.#handle(tensor, this.#segments.home(tensor));
  }

  /** The tensor that a node reads: for a read that happens late, the variable's reference. */
  #read_by(tensor: Tensor, reader: Operation | string): Tensor {
    if (typeof reader === 'string' || !this.#pruned.late_reads.get(reader)?.has(tensor)) return tensor;
    return read_reference(tensor) as Tensor;
  }

  /** Gives a tensor its value, unless it was fed. */
  define(tensor: Tensor, value: ProgramValue, region: Region): void {
    if (!this.#pruned.fed.has(tensor)) region.define(tensor, value);
  }

  #variable_cell(reference: Tensor): Cell {
    const variable = this.#pruned.fed.has(reference) ? null : variable_of(reference);
    if (variable === null)
      throw new UnstructuredError(`the variable behind ${reference.name} is known only when running`);
    return this.cell_of(variable);
  }

  /** The cell of a variable's value. */
  cell_of(variable: Operation): Cell {
    const name = variable_name(variable);
    const {dtype, shape} = variable_type(variable);
    const stored = this.#environment.variable_shape(name);
    return {
      key: `variable:${name}`,
      role: {kind: 'variable', variable: name},
      dtype,
      shape: stored === null ? shape : as_shape(stored),
    };
  }

  #initialized_cell(variable: Operation): Cell {
    const name = variable_name(variable);
    return {
      key: `initialized:${name}`,
      role: {kind: 'initialized', variable: name},
      dtype: dtypes.bool,
      shape: scalar_shape(),
    };
  }

  is_initialized(op: Operation, region: Region): void {
    const variable = variable_of(op.inputs[0] as Tensor);
    if (variable !== null)
      this.define(op.outputs[0] as Tensor, region.cell(this.#initialized_cell(variable)), region);
  }

  #placeholder(op: Operation, region: Region): void {
    const [output] = op.outputs;
    if (output === undefined || this.#pruned.fed.has(output)) return;
    throw new UnstructuredError(
      `${op.name} (${op.type}) is not fed${region.outside.conditional ? ', under a condition' : ''}`,
    );
  }

  #outputs(op: Operation, region: Region): ProgramValue[] {
    return op.outputs.map((output) => {
      const value = region.numbers.make(output.dtype, output.shape);
      this.define(output, value, region);
      return value;
    });
  }

  #step(op: Operation, region: Region): void {
    if (op.outputs.some((output) => output.dtype.is_ref_dtype)) {
      throw new UnstructuredError(`no rule says what ${op.type} does to its variable`);
    }
    const inputs = op.inputs.map((input) => this.read(input, region, op));
    region.step(op.type, op.name, inputs, step_attributes(op), this.#outputs(op, region));
  }

  #threaded(op: Operation, region: Region, {kind, dtype, shape}: ThreadedState): void {
    const inputs = op.inputs.map((input) => this.read(input, region, op));
    const cell: Cell =
      kind === 'counter'
        ? {key: `counter:${op.name}`, role: {kind, node: op.name}, dtype, shape}
        : {key: kind, role: {kind}, dtype, shape};
    const before = region.cell(cell);
    const next = region.numbers.make(dtype, shape);
    region.step(op.type, op.name, [...inputs, before], step_attributes(op), [
      ...this.#outputs(op, region),
      next,
    ]);
    region.set_cell(cell, next);
  }

  /** What rules make steps of a node with. */
  #maker(op: Operation, region: Region): StepMaker {
    return {
      op,
      step(type, inputs, attrs, like) {
        const outputs = like.map(({dtype, shape}) => region.numbers.make(dtype, shape));
        region.step(type, op.name, inputs, attrs, outputs);
        return outputs;
      },
      constant: (value) => region.constant(op.name, value, as_shape(value.shape)),
    };
  }

  #read_by_handle(op: Operation, region: Region): void {
    const [variable, ...rest] = op.inputs as [Tensor, ...Tensor[]];
    const value = this.#value_of(variable, region, op);
    const inputs = [value, ...rest.map((input) => this.read(input, region, op))];
    const outputs = READ_RULES[op.type]?.(inputs, this.#maker(op, region)) ?? [];
    outputs.forEach((value, i) => this.define(op.outputs[i] as Tensor, value, region));
  }

  #update(op: Operation, region: Region): void {
    const rule = UPDATE_RULES[op.type] as UpdateRule;
    const slots = update_slots(op);
    const targets = slots.targets.map((slot) => op.inputs[slot] as Tensor);
    const cells = targets.map((target) => this.#variable_cell(target));
    const before = rule.reads ? targets.map((target) => this.#value_of(target, region, op)) : [];
    const inputs = slots.others.map((slot) => this.read(op.inputs[slot] as Tensor, region, op));
    const {next, outputs = []} = rule.update(before, inputs, this.#maker(op, region));
    cells.forEach((cell, i) => region.set_cell(cell, next[i] as ProgramValue));
    outputs.forEach((value, i) => this.define(op.outputs[i] as Tensor, value, region));
    const [cell] = cells as [Cell];
    if (rule.refusal !== null && cell.shape.is_fully_defined() && !validates_nothing(op)) {
      const shape = cell.shape.as_list() as number[];
      const [value] = inputs as [ProgramValue];
      this.assignments.push({op, variable: variable_of_cell(cell), shape, value});
    }
    for (const target of targets) this.#note_initialized(variable_of(target) as Operation, op, region);
  }

  /** A variable got a value: the question whether it has one gets another answer. */
  #note_initialized(variable: Operation, op: Operation, region: Region): void {
    if (!this.#questioned.has(variable_name(variable))) return;
    const yes = new NDArray(dtypes.bool, [], Uint8Array.of(1));
    region.set_cell(this.#initialized_cell(variable), region.constant(op.name, yes, scalar_shape()));
  }

  /** A variable that lives as long as the run; TensorFlow leaves open what it holds first. */
  start_temporary(op: Operation, region: Region): void {
    region.set_cell(this.cell_of(op), this.#maker(op, region).constant(zeros_of(op)));
  }

  /** A Merge of which one input alone can have a value. */
  single_merge(op: Operation, region: Region): void {
    const source = this.#conditions.merges.get(op);
    // The loop that is built has defined it.
    if (source?.kind === 'loop') return;
    if (source?.kind !== 'input') throw new UnstructuredError(`${op.name} (Merge) joins nothing`);
    const {index} = source;
    if (!stands_for_variable(op.outputs[0] as Tensor)) {
      const value = this.read(op.inputs[index] as Tensor, region, op);
      this.define(op.outputs[0] as Tensor, value, region);
    }
    this.define(
      op.outputs[1] as Tensor,
      region.constant(op.name, index_array(index), scalar_shape()),
      region,
    );
  }

  /** The values of a Merge's outputs in the two branches that it joins. */
  merge_values(
    op: Operation,
    branches: readonly [Region, Region],
    indices: readonly [number, number],
  ): (readonly [Tensor, readonly [ProgramValue, ProgramValue]])[] {
    const [output, value_index] = op.outputs as [Tensor, Tensor];
    const in_branch = (side: 0 | 1): ProgramValue =>
      this.read(op.inputs[indices[side]] as Tensor, branches[side], op);
    const joined: (readonly [Tensor, readonly [ProgramValue, ProgramValue]])[] = [];
    if (!stands_for_variable(output)) joined.push([output, [in_branch(0), in_branch(1)]]);
    if (value_index.consumers().length > 0 || this.#pruned.fetched.has(value_index)) {
      const at = (side: 0 | 1): ProgramValue =>
        branches[side].constant(op.name, index_array(indices[side]), scalar_shape());
      joined.push([value_index, [at(0), at(1)]]);
    }
    return joined;
  }

  /** A host operation; under a condition its predicates decide when it runs. */
  host_step(op: Operation, group: number): HostStep {
    const condition = this.#conditions.of.get(op) ?? this.#conditions.root;
    this.#segments.reader = op;
    this.#segments.conditional = condition !== this.#conditions.root;
    const conditions = choices_of(condition).map(({choice, branch}) => {
      const {predicate} = choice;
      return {predicate: this.#segments.host_input(predicate, this.#pruned.fed.has(predicate), null), branch};
    });
    const inputs = op.inputs.map((given) => {
      const input = this.#read_by(given, op);
      const is_fed = this.#pruned.fed.has(input);
      if (!is_fed) this.#hand_out(input);
      this.#segments.input = input.node_def_input();
      return this.#segments.host_input(
        input,
        is_fed,
        input.dtype.is_ref_dtype && !is_fed && !is_handle_reference(input, this.#environment)
          ? this.#variable_cell(input)
          : null,
      );
    });
    return {kind: 'host', op, group, inputs, conditions};
  }

  /** Makes a tensor a result of the run. */
  fetch(tensor: Tensor, index: number): void {
    const role = {kind: 'fetch', tensor: tensor.name} as const;
    if (tensor.dtype.is_ref_dtype && !is_handle_reference(tensor, this.#environment)) {
      const region = this.#segments.current;
      const value = this.read(tensor, region, `_retval_${tensor.op.name}_${tensor.value_index}_${index}`);
      region.results.push({value, role});
    } else if (!this.#segments.is_of_host(tensor)) {
      this.#hand_out(tensor);
      const home = this.#segments.home(tensor);
      home.results.push({value: home.tensor(tensor), role});
    }
  }
}

function variable_of_cell({role}: Cell): string {
  return role.kind === 'variable' ? role.variable : '';
}

function index_array(index: number): NDArray {
  return new NDArray(int32, [], Int32Array.of(index));
}

function validates_nothing(op: Operation): boolean {
  return op.has_attr('validate_shape') && !op.get_attr<boolean>('validate_shape');
}
