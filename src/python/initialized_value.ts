/**
 * Initial values that depend on other variables: the nodes are made again with each variable replaced by
 * its own initialised value, so that one run can initialise all in any order.
 */
import {GraphKeys} from '../graph/collections.ts';
import type {AttrValue} from '../formats/graph_def.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';

const READS = new Set(['IsVariableInitialized', 'VarIsInitializedOp', 'ReadVariableOp', 'If']);
const VARIABLES = new Set(['Variable', 'VariableV2', 'VarHandleOp']);

/** A variable as far as it is needed here. */
interface Initializable {
  readonly name: string;
  initialized_value(): Tensor;
}

function has_cycle(op: Operation, state: Map<string, 'started' | 'finished'>): boolean {
  const known = state.get(op.name);
  if (known !== undefined) return known === 'started';
  state.set(op.name, 'started');
  const before = [...op.inputs.map((input) => input.op), ...op.control_inputs];
  if (before.some((other) => has_cycle(other, state))) return true;
  state.set(op.name, 'finished');
  return false;
}

function initialized_value_of(op: Operation): Tensor | null {
  const names = [op.name, `${op.name}:0`];
  for (const key of [GraphKeys.GLOBAL_VARIABLES, GraphKeys.LOCAL_VARIABLES]) {
    for (const variable of op.graph.get_collection<Initializable>(key)) {
      if (names.includes(variable.name)) return variable.initialized_value();
    }
  }
  return null;
}

function safe_operation(name: string, op: Operation, done: Map<Operation, Operation>): Operation {
  const known = done.get(op);
  if (known !== undefined) return known;
  const made = make_safe(name, op, done);
  done.set(op, made);
  return made;
}

function make_safe(name: string, op: Operation, done: Map<Operation, Operation>): Operation {
  if (READS.has(op.type)) return op;
  if (VARIABLES.has(op.type)) return initialized_value_of(op)?.op ?? op;
  const inputs = op.inputs.map(
    (input) => safe_operation(name, input.op, done).outputs[input.value_index] as Tensor,
  );
  if (inputs.every((input, i) => input === op.inputs[i])) return op;
  const type = op.type === 'RefSwitch' ? 'Switch' : op.type;
  const types = op.outputs.map((output) => output.dtype);
  const attrs = new Map<string, AttrValue>(op.attrs);
  return op.graph.create_op(type, inputs, types, null, `${op.name}_${name}`.replaceAll(':', '_'), attrs);
}

/** The initial value with every variable that it reads replaced by that variable's initialised value. */
export function guard_against_uninitialized(name: string, initial_value: Tensor): Tensor {
  if (has_cycle(initial_value.op, new Map())) return initial_value;
  const op = safe_operation(name, initial_value.op, new Map());
  return op.outputs[initial_value.value_index] as Tensor;
}
