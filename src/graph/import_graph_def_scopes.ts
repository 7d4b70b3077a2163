/**
 * What the open scopes and colocation do to nodes that were just imported. Devices are decided last, because
 * colocation overrides the device that a file gives.
 */
import {ValueError} from '../types/python_errors.ts';
import {text_or_bytes} from './attributes.ts';
import {check_input_from_valid_context} from './control_flow_context.ts';
import type {Graph} from './graph.ts';
import {apply_scopes} from './node_scopes.ts';
import type {Operation} from './operation.ts';
import {control_inputs_for, INITIAL_SCOPE_STATE} from './scope_state.ts';

const COLOCATION = 'loc:@';

/** The names of other operations that this one is placed with. */
function colocated_names(op: Operation): string[] {
  return (op.attrs.get('_class')?.list?.s ?? [])
    .map((bytes) => String(text_or_bytes(bytes)))
    .filter((text) => text.startsWith(COLOCATION) && text !== COLOCATION + op.name)
    .map((text) => text.slice(COLOCATION.length));
}

function apply_device(graph: Graph, op: Operation, device: string): void {
  const {devices} = graph.scopes;
  const own = device === '' ? [] : [{device, device_function: null}];
  apply_scopes(op, {...INITIAL_SCOPE_STATE, devices: [...devices, ...own]});
}

function place_with_others(graph: Graph, op: Operation, names: readonly string[]): void {
  for (const name of names) {
    const other = graph.find_operation(name);
    if (other === null) {
      throw new ValueError(
        `Specified colocation to an op that does not exist during import: ${name} in ${op.name}`,
      );
    }
    if (other.device === '') continue;
    op.device = other.device;
    return;
  }
}

/** Applies the scopes to new nodes that came with devices and control inputs of their own. */
export function finish_imported(graph: Graph, operations: readonly Operation[]): void {
  const {scopes} = graph;
  const given = operations.map(({device}) => device);
  for (const op of operations) apply_scopes(op, {...scopes, devices: []});
  for (const op of operations) {
    // Unlike nodes made one by one, imported ones wait even where an input waits already.
    const control = control_inputs_for(scopes, new Set());
    if (control.length > 0) op.add_control_inputs(control);
    for (const input of op.inputs) check_input_from_valid_context(op, input.op);
    op.control_flow_context?.add_op(op);
  }
  for (const op of operations) op.device = '';
  const colocated: [Operation, string[]][] = [];
  operations.forEach((op, i) => {
    const names = colocated_names(op);
    if (names.length > 0) colocated.push([op, names]);
    else apply_device(graph, op, given[i] as string);
  });
  for (const [op, names] of colocated) place_with_others(graph, op, names);
}
