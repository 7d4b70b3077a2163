/**
 * Which variable a tensor stands for: a reference (`VariableV2`), or the handle of a resource variable
 * (`VarHandleOp`), handed on by other nodes. Read off the graph; knows nothing of values.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {type DType, resource} from '../types/dtypes.ts';
import {ResourceHandle} from '../types/resource_handle.ts';
import type {TensorShape} from '../types/tensor_shape.ts';

/** Operations whose output stands for a variable of their own. */
export const VARIABLE_OPS: ReadonlySet<string> = new Set([
  'TemporaryVariable',
  'VarHandleOp',
  'Variable',
  'VariableV2',
]);

/** Operations whose outputs, where they stand for a variable, stand for that of input 0. */
export const HANDS_ON: ReadonlySet<string> = new Set([
  'Enter',
  'Exit',
  'Identity',
  'IdentityN',
  'NextIteration',
  'PlaceholderWithDefault',
  'RefEnter',
  'RefExit',
  'RefIdentity',
  'RefNextIteration',
  'RefSwitch',
  'StopGradient',
  'Switch',
]);

/** Operations whose first output stands for the variable that all their inputs stand for. */
export const JOINS: ReadonlySet<string> = new Set(['Merge', 'RefMerge', 'RefSelect']);

/** TensorFlow's names of the two kinds, which are kept apart. */
const RESOURCE_VARIABLE = 'N10tensorflow3VarE';
const REFERENCE_VARIABLE = 'N10tensorflow9LegacyVarE';

/** The variable that a tensor stands for, by its node; `null` if it stands for none, or that depends on the run. */
export function variable_of(tensor: Tensor): Operation | null {
  const [variable = null, another] = variables_behind(tensor, new Set());
  return another === undefined ? variable : null;
}

/** What a tensor may stand for, by the way that the graph hands it on: variables, and `null` for all else. */
function variables_behind(tensor: Tensor, path: ReadonlySet<Tensor>): ReadonlySet<Operation | null> {
  const {op, dtype} = tensor;
  if (!dtype.is_ref_dtype && dtype !== resource) return new Set([null]);
  if (VARIABLE_OPS.has(op.type)) return new Set([op]);
  // Around a loop comes what went in.
  if (path.has(tensor)) return new Set();
  const onward = new Set([...path, tensor]);
  if (JOINS.has(op.type)) {
    const found = new Set<Operation | null>();
    for (const input of op.inputs.filter((each) => each.dtype === dtype))
      for (const variable of variables_behind(input, onward)) found.add(variable);
    return found;
  }
  const input = op.inputs[op.type === 'IdentityN' ? tensor.value_index : 0];
  // An update gives back what it was given.
  const gives_back = dtype.is_ref_dtype || HANDS_ON.has(op.type) || op.type === 'ZeroVarInitializer';
  if (!gives_back || input?.dtype !== dtype) return new Set([null]);
  return variables_behind(input, onward);
}

/** Whether a tensor is no value, but stands for a variable: a reference, or a handle whose variable is known. */
export function stands_for_variable(tensor: Tensor): boolean {
  return tensor.dtype.is_ref_dtype || (tensor.dtype === resource && variable_of(tensor) !== null);
}

/** Whether the node only makes, or hands on, what stands for a variable. */
export function names_variable(op: Operation): boolean {
  if (VARIABLE_OPS.has(op.type)) return true;
  if (JOINS.has(op.type)) return op.outputs[0] !== undefined && stands_for_variable(op.outputs[0]);
  // An Identity of a reference reads the variable: its output is a value.
  return HANDS_ON.has(op.type) && op.outputs.every(stands_for_variable);
}

/** Whether the node changes or reads a variable. */
export function touches_variable(op: Operation): boolean {
  return op.inputs.some(stands_for_variable);
}

/** The name under which a session keeps a variable: as it is, or `container/name/type` as TensorFlow has it. */
export function variable_name(variable: Operation): string {
  if (variable.type === 'TemporaryVariable')
    return `${TEMPORARY}${variable.get_attr<string>('var_name') || variable.name}`;
  const {container, name} = variable_place(variable);
  if (variable.type === 'VarHandleOp') return `${container || 'localhost'}/${name}/${RESOURCE_VARIABLE}`;
  return container === '' ? name : `${container}/${name}/${REFERENCE_VARIABLE}`;
}

/** Where a variable is kept: variables of one place are one. */
function variable_place(variable: Operation): {readonly container: string; readonly name: string} {
  const text = (name: string): string => (variable.has_attr(name) ? variable.get_attr<string>(name) : '');
  return {container: text('container'), name: text('shared_name') || variable.name};
}

/** The handle of a resource variable as a value. */
export function variable_handle(variable: Operation): ResourceHandle {
  const {container, name} = variable_place(variable);
  return new ResourceHandle(container || 'localhost', name, RESOURCE_VARIABLE);
}

/** Container and name of a resource variable, from the name under which a session keeps it; `null` of other variables. */
export function resource_place(
  variable_name: string,
): {readonly container: string; readonly name: string} | null {
  const suffix = `/${RESOURCE_VARIABLE}`;
  if (!variable_name.endsWith(suffix)) return null;
  const container = container_of(variable_name);
  return {container, name: variable_name.slice(container.length + 1, -suffix.length)};
}

/** The container of a variable, from the name under which a session keeps it. */
export function container_of(variable_name: string): string {
  const is_placed = [RESOURCE_VARIABLE, REFERENCE_VARIABLE].some((kind) =>
    variable_name.endsWith(`/${kind}`),
  );
  return is_placed ? variable_name.slice(0, variable_name.indexOf('/')) : 'localhost';
}

const TEMPORARY = 'temporary variable ';

/** Whether a variable, by its name, lives only as long as one run. */
export function is_temporary(variable_name: string): boolean {
  return variable_name.startsWith(TEMPORARY);
}

/** Dtype and static shape of a variable's values. */
export function variable_type(variable: Operation): {readonly dtype: DType; readonly shape: TensorShape} {
  return {dtype: variable.get_attr<DType>('dtype'), shape: variable.get_attr<TensorShape>('shape')};
}
