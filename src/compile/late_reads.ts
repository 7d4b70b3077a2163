/**
 * Reads of variables that happen late. In TensorFlow the tensor of a plain read (`v/read`) shares the variable's
 * memory, so a node that runs after an update sees the new value, even if the read ran before it. Here such a
 * node reads the variable itself. Knows nothing of programs.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {update_slots} from './state_rules.ts';
import {variable_name, variable_of} from './variables.ts';

/** For a node, those of its inputs that are read when the node runs. */
export type LateReads = ReadonlyMap<Operation, ReadonlySet<Tensor>>;

/** The reference that a tensor is a plain read of, also where it was carried into a loop; or `null`. */
export function read_reference(tensor: Tensor): Tensor | null {
  const {type, inputs} = tensor.op;
  const [input] = inputs;
  if (input === undefined) return null;
  if (type === 'Enter' && !input.dtype.is_ref_dtype) return read_reference(input);
  return (type === 'Identity' || type === 'Enter') && input.dtype.is_ref_dtype ? input : null;
}

/** The variable that a tensor is a plain read of, or `null`. */
export function read_variable(tensor: Tensor): Operation | null {
  const reference = read_reference(tensor);
  return reference === null ? null : variable_of(reference);
}

/** The variables that a node updates. */
export type Updates = (op: Operation) => readonly (Operation | null)[];

/** Those that a node updates itself. */
export const own_updates: Updates = (op) =>
  update_slots(op).targets.map((slot) => variable_of(op.inputs[slot] as Tensor));

/** The plain reads among the nodes, by variable. */
function reads_by_variable(nodes: readonly Operation[], fed: ReadonlySet<Tensor>): Map<string, Tensor[]> {
  const reads = new Map<string, Tensor[]>();
  for (const {outputs} of nodes) {
    const [output] = outputs;
    const variable = output === undefined || fed.has(output) ? null : read_variable(output);
    if (output === undefined || variable === null) continue;
    const name = variable_name(variable);
    const list = reads.get(name);
    if (list === undefined) reads.set(name, [output]);
    else list.push(output);
  }
  return reads;
}

/** All nodes that must run after `op`. */
function nodes_after(
  op: Operation,
  successors: ReadonlyMap<Operation, readonly Operation[]>,
): ReadonlySet<Operation> {
  const found = new Set<Operation>();
  const pending = [op];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const after of successors.get(next) ?? []) {
      if (found.has(after)) continue;
      found.add(after);
      pending.push(after);
    }
  }
  return found;
}

/**
 * Finds them; `successors` are the nodes that wait for each node by its inputs and control inputs. `enters` bring values
 * into the loop that the nodes are of: what reads a variable that the loop updates is read anew in each iteration.
 */
export function find_late_reads(
  nodes: readonly Operation[],
  successors: ReadonlyMap<Operation, readonly Operation[]>,
  fed: ReadonlySet<Tensor>,
  updates: Updates,
  enters: readonly Operation[],
): LateReads {
  const late = new Map<Operation, Set<Tensor>>();
  const note = (reader: Operation, read: Tensor): void => {
    const inputs = late.get(reader);
    if (inputs === undefined) late.set(reader, new Set([read]));
    else inputs.add(read);
  };
  note_entered(nodes, updates, enters, note);
  const reads = reads_by_variable(nodes, fed);
  for (const update of nodes) {
    const own_reads = updates(update).flatMap(
      (variable) => (variable && reads.get(variable_name(variable))) ?? [],
    );
    if (own_reads.length === 0) continue;
    const after = nodes_after(update, successors);
    for (const read of own_reads.filter((tensor) => !after.has(tensor.op))) {
      for (const reader of read.consumers().filter((op) => after.has(op))) note(reader, read);
    }
  }
  return late;
}

/** The readings, by nodes of a loop, of what entered it and is a variable that it updates. */
function note_entered(
  nodes: readonly Operation[],
  updates: Updates,
  enters: readonly Operation[],
  note: (reader: Operation, read: Tensor) => void,
): void {
  if (enters.length === 0) return;
  const level = new Set(nodes);
  const updated = new Set(nodes.flatMap(updates).map((variable) => variable && variable_name(variable)));
  for (const {type, outputs} of enters) {
    const [read] = outputs;
    const variable = type === 'Enter' && read !== undefined ? read_variable(read) : null;
    if (read === undefined || variable === null || !updated.has(variable_name(variable))) continue;
    for (const reader of read.consumers()) if (level.has(reader)) note(reader, read);
  }
}
