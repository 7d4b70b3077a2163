/**
 * Variables as VariableDef messages, by the names of their nodes, and the nodes that such a message names.
 */
import type {Message} from '../formats/schemas.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {prepend_name_scope, strip_name_scope} from '../graph/names.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {VariableParts} from './variable_build.ts';

export type VariableDef = Message<'VariableDef'>;

/** What a message says of a variable beside its nodes. */
interface VariableFacts {
  readonly trainable: boolean;
  readonly synchronization: number;
  readonly aggregation: number;
}

/** `variable.to_proto(export_scope)`: null for a variable outside of the scope. */
export function variable_def_of(
  parts: VariableParts,
  {trainable, synchronization, aggregation}: VariableFacts,
  export_scope: string | null,
): VariableDef | null {
  const {variable, initial_value, initializer, snapshot} = parts;
  if (export_scope !== null && !variable.name.startsWith(export_scope)) return null;
  const strip = (element: Tensor | Operation): string => strip_name_scope(element.name, export_scope);
  return {
    variable_name: strip(variable),
    initial_value_name: initial_value === null ? '' : strip(initial_value),
    initializer_name: strip(initializer),
    snapshot_name: strip(snapshot),
    is_resource: !variable.dtype.is_ref_dtype,
    trainable,
    synchronization,
    aggregation,
  };
}

/** The nodes that a message names, in the default graph. Throws `KeyError` where one is missing. */
export function variable_parts_from(def: VariableDef, import_scope: string | null): VariableParts {
  const graph = get_default_graph();
  const tensor = (name: string): Tensor => graph.get_tensor_by_name(prepend_name_scope(name, import_scope));
  return {
    variable: tensor(def.variable_name),
    initial_value: def.initial_value_name === '' ? null : tensor(def.initial_value_name),
    initializer: graph.get_operation_by_name(prepend_name_scope(def.initializer_name, import_scope)),
    snapshot: tensor(def.snapshot_name),
  };
}
