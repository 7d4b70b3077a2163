/**
 * What a saver saves: variables and other things by the names that they have in a checkpoint. Knows no files.
 */
import {apply} from '../../graph/apply_op.ts';
import {GraphKeys} from '../../graph/collections.ts';
import {is_graph_value, to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {Tensor} from '../../graph/tensor.ts';
import {identity} from '../../ops/array_identity.ts';
import {handle_of_variable} from '../../ops/handle_variable.ts';
import {AssignVariableOp} from '../../ops/resource_variable.ts';
import {assign} from '../../ops/state.ts';
import {reshape} from '../../ops/array_shape.ts';
import {ValueError} from '../../types/python_errors.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {is_map} from '../../util/records.ts';
import {compare_code_points} from '../../util/text.ts';
import type {Variable} from '../variables.ts';
import {SaveableObject, type SaveSpec} from './saveable_object.ts';

/** A variable, or what else a saver takes. */
type SaveableLike = Variable | Tensor | SaveableObject;
/** Variables, or variables by the names that they have in checkpoints. */
export type VariableList =
  | readonly SaveableLike[]
  | ReadonlyMap<string, SaveableLike>
  | Readonly<Record<string, SaveableLike>>;

const VARIABLE_OPS = new Set([
  'Variable',
  'VariableV2',
  'AutoReloadVariable',
  'VarHandleOp',
  'ReadVariableOp',
]);

function reference_of(value: TensorLike): Tensor {
  if (handle_of_variable(value) !== null) return (value as Variable).as_graph_element();
  return is_graph_value(value) ? to_tensor(value, {as_ref: true}) : to_tensor(value);
}

/** The node of a variable, behind a reading of it. */
function variable_operation({op}: Tensor): Operation {
  return op.type === 'ReadVariableOp' ? (op.inputs[0] as Tensor).op : op;
}

function name_of(value: unknown): string {
  return String((value as {name?: unknown} | null)?.name ?? '');
}

/** A variable in a checkpoint: the reference to it, or the first reading of one that has a handle. */
class VariableSaveable extends SaveableObject {
  constructor(name: string, tensor: Tensor) {
    super(name, [{name, tensor}]);
  }

  override restore(
    [restored]: readonly Tensor[],
    shapes: readonly (TensorShape | Tensor)[] | null,
  ): Operation {
    const {tensor} = this.specs[0] as SaveSpec;
    return restore_variable(tensor, restored as Tensor, shapes?.[0] ?? null);
  }
}

/** Things by the names of their operations. */
function by_operation(list: readonly SaveableLike[]): [string, Tensor | SaveableObject][] {
  const found = new Map<string, Tensor | SaveableObject>();
  for (const value of [...list].sort((a, b) => compare_code_points(name_of(a), name_of(b)))) {
    if (value instanceof SaveableObject) {
      found.set(value.name, value);
      continue;
    }
    const tensor = reference_of(value);
    if (!VARIABLE_OPS.has(tensor.op.type))
      throw new TypeError(`Variable to save is not a Variable: ${String(tensor)}`);
    const {name} = variable_operation(tensor);
    if (found.has(name)) throw new ValueError(`At least two variables have the same name: ${name}`);
    found.set(name, tensor);
  }
  return [...found];
}

function named_entries(given: object): [string, SaveableLike][] {
  const entries = (is_map(given) ? [...given] : Object.entries(given)) as [string, SaveableLike][];
  for (const [name] of entries) {
    if (typeof name === 'string') continue;
    throw new TypeError(
      `names_to_saveables must be a dict mapping string names to trackable operations. Name is not a string: ${String(name)}`,
    );
  }
  return entries.sort(([a], [b]) => compare_code_points(a, b));
}

function by_name(given: object): [string, Tensor | SaveableObject][] {
  return named_entries(given).map(([name, value]) => {
    if (value instanceof SaveableObject) return [name, value];
    const tensor = reference_of(value);
    if (VARIABLE_OPS.has(tensor.op.type)) return [name, tensor];
    throw new TypeError(
      `names_to_saveables must be a dict mapping string names to Tensors/Variables. Not a variable: ${String(tensor)}`,
    );
  });
}

/**
 * What to save, in the order of names. Throws `TypeError` for what is no variable, `ValueError` where a name or a
 * variable comes twice.
 */
export function saveables_of(var_list: VariableList): SaveableObject[] {
  if (typeof var_list !== 'object' || var_list === null) {
    throw new TypeError(`Variables to save should be passed in a dict or a list: ${String(var_list)}`);
  }
  const is_list = Array.isArray as (value: object) => value is readonly SaveableLike[];
  const entries = is_list(var_list)
    ? by_operation(var_list).sort(([a], [b]) => compare_code_points(a, b))
    : by_name(var_list);
  const seen = new Set<object>();
  return entries.map(([name, value]) => {
    const thing = value instanceof SaveableObject ? value : value.op;
    if (seen.has(thing)) throw new ValueError(`The same saveable will be restored with two names: ${name}`);
    seen.add(thing);
    return value instanceof SaveableObject ? value : new VariableSaveable(name, value);
  });
}

/** The node that gives a variable its restored value, reshaped if `shape` is given. */
function restore_variable(tensor: Tensor, restored: Tensor, shape: TensorShape | Tensor | null): Operation {
  const value = shape === null ? restored : reshape(restored, shape);
  if (tensor.op.type !== 'ReadVariableOp')
    return assign(tensor, value, shape === null && tensor.shape.is_fully_defined()).op;
  return get_default_graph().device(tensor.device, () => {
    const resource = tensor.op.inputs[0] as Tensor;
    return apply(AssignVariableOp, {resource, value: identity(value)}, {}, null).operation;
  });
}

/** What a saver saves by default of the default graph. */
export function all_saveable_objects(scope: string | null): SaveableLike[] {
  const graph = get_default_graph();
  return [
    ...graph.get_collection<Variable>(GraphKeys.GLOBAL_VARIABLES, scope),
    ...graph.get_collection<SaveableObject>(GraphKeys.SAVEABLE_OBJECTS, scope),
  ];
}

/** Whether there is nothing to save. */
export function is_empty_list(var_list: VariableList): boolean {
  if (Array.isArray(var_list)) return var_list.length === 0;
  return (var_list instanceof Map ? var_list.size : Object.keys(var_list).length) === 0;
}
