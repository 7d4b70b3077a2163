/**
 * Checks of one NodeDef against the definition of its op type, in the words of TensorFlow's runtime. Knows
 * nothing of the node's neighbours.
 */
import type {AttrValue, ListValue, NodeDef} from '../formats/graph_def.ts';
import {UnimplementedError} from '../errors.ts';
import {as_dtype, type DType} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {list_element_type, text_or_bytes} from './attributes.ts';
import {accepted_later_attribute, with_later_values} from './later_attributes.ts';
import type {AttributeDefinition, OpDefinition} from './op_definition.ts';
import {runtime_dtype_name, summarize_op} from './op_summary.ts';
import {find_table_op} from './op_table.ts';
import {flat_types} from './shape_inference.ts';

/** The fields of an AttrValue in the order in which they are checked, with the types that they hold. */
const FIELDS = [
  ['s', 'string'],
  ['i', 'int'],
  ['f', 'float'],
  ['b', 'bool'],
  ['type', 'type'],
  ['shape', 'shape'],
  ['tensor', 'tensor'],
  ['func', 'func'],
] as const;

function list_of(value: AttrValue): Partial<ListValue> | null {
  return value.list ?? null;
}

/** What is wrong with the kind of value, or null. */
function kind_problem(value: AttrValue, type: string): string | null {
  const list = list_of(value);
  let is_set = false;
  for (const [field, name] of FIELDS) {
    const held = list === null ? value[field] !== undefined : (list[field]?.length ?? 0) > 0;
    if (!held) continue;
    const found = list === null ? name : `list(${name})`;
    if (found !== type) return `AttrValue had value with type '${found}' when '${type}' expected`;
    is_set = true;
  }
  if (value.placeholder !== undefined) return "AttrValue had value with unexpected type 'placeholder'";
  if (!is_set && !type.startsWith('list(')) return `AttrValue missing value with expected type '${type}'`;
  return null;
}

function dtype_problem(number: number): string | null {
  if (number === 0) return 'AttrValue has invalid DataType';
  let dtype: DType;
  try {
    dtype = as_dtype(number);
  } catch {
    return `AttrValue has invalid DataType enum: ${number}`;
  }
  return dtype.is_ref_dtype
    ? `AttrValue must not have reference type value of ${runtime_dtype_name(dtype)}`
    : null;
}

function types_of(value: AttrValue, type: string): readonly number[] {
  if (type === 'type') return [value.type as number];
  return type === 'list(type)' ? (list_of(value)?.type ?? []) : [];
}

function list_length(value: AttrValue, type: string): number {
  const element = list_element_type(type as `list(int)`);
  const field = FIELDS.find(([, name]) => name === element)?.[0];
  return field === undefined ? 0 : (list_of(value)?.[field]?.length ?? 0);
}

function minimum_problem(value: AttrValue, {name, type, minimum}: AttributeDefinition): string | null {
  if (minimum === undefined) return null;
  const [what, size] = type === 'int' ? ['Value', Number(value.i)] : ['Length', list_length(value, type)];
  return size < minimum ? `${what} for attr '${name}' of ${size} must be at least minimum ${minimum}` : null;
}

function allowed_problem(value: AttrValue, {name, type, allowed}: AttributeDefinition): string | null {
  if (allowed === undefined) return null;
  const refuse = (text: string, texts: readonly string[]): string =>
    `Value for attr '${name}' of ${text} is not in the list of allowed values: ${texts.join(', ')}`;
  for (const number of types_of(value, type)) {
    const dtype = as_dtype(number);
    if (!allowed.includes(dtype)) {
      return refuse(
        runtime_dtype_name(dtype),
        allowed.map((item) => runtime_dtype_name(item as DType)),
      );
    }
  }
  const texts =
    type === 'string' ? [value.s as Uint8Array] : type === 'list(string)' ? (list_of(value)?.s ?? []) : [];
  for (const bytes of texts) {
    const text = text_or_bytes(bytes);
    if (!allowed.includes(text as string)) {
      return refuse(
        `"${String(text)}"`,
        allowed.map((item) => `"${String(item)}"`),
      );
    }
  }
  return null;
}

function attribute_problem(value: AttrValue, attr: AttributeDefinition): string | null {
  const kind =
    kind_problem(value, attr.type) ??
    types_of(value, attr.type)
      .map(dtype_problem)
      .find((problem) => problem !== null) ??
    null;
  if (kind !== null) return `${kind}\n\t for attr '${attr.name}'`;
  return minimum_problem(value, attr) ?? allowed_problem(value, attr);
}

/** How errors name a node of a file. */
function node_text(name: string): string {
  return `NodeDef: {{node ${name}}}`;
}

function check_attributes(node: NodeDef, definition: OpDefinition, producer: number): void {
  const missing = new Map(definition.attrs.map((attr) => [attr.name, attr]));
  for (const [key, value] of node.attr) {
    if (key.startsWith('_')) continue;
    const attr = missing.get(key) ?? accepted_later_attribute(node.op, key, value, producer);
    if (attr === null) {
      throw new ValueError(
        `NodeDef mentions attr '${key}' not in ${summarize_op(definition)}; ${node_text(node.name)}. (Check whether your GraphDef-interpreting binary is up to date with your GraphDef-generating binary.).`,
      );
    }
    const problem = value.placeholder
      ? null
      : attribute_problem(value, with_later_values(node.op, attr, producer));
    if (problem !== null) {
      throw new ValueError(`${problem}\n\t; ${node_text(node.name)}; ${summarize_op(definition)}`);
    }
    missing.delete(key);
  }
  if (missing.size === 0) return;
  const names = [...missing.keys()].map((name) => `'${name}'`).join(', ');
  const attrs = missing.size === 1 ? 'attr' : 'attrs';
  throw new ValueError(
    `NodeDef missing ${attrs} ${names} from ${summarize_op(definition)}; ${node_text(node.name)}`,
  );
}

/** Refuses an op that graphs of this version no longer have. Throws `UnimplementedError`. */
export function refuse_deprecated(op_type: string, producer: number): void {
  const deprecation = find_table_op(op_type)?.deprecation ?? null;
  if (deprecation === null || producer < deprecation.version) return;
  throw new UnimplementedError(
    null,
    null,
    `Op ${op_type} is not available in GraphDef version ${producer}. It has been removed in version ${deprecation.version}. ${deprecation.explanation}.`,
  );
}

/**
 * Dtypes of a node's inputs and outputs. Throws `ValueError` where attributes or the number of inputs do
 * not fit the definition, as graphs of version `producer` know it.
 */
export function check_node(
  node: NodeDef,
  input_count: number,
  definition: OpDefinition,
  producer: number,
): {input_types: readonly DType[]; output_types: readonly DType[]} {
  check_attributes(node, definition, producer);
  const input_types = flat_types(definition.inputs, node.attr);
  if (input_types.length !== input_count) {
    const expected = input_types.map(runtime_dtype_name).join(', ');
    throw new ValueError(
      `NodeDef expected inputs '${expected}' do not match ${input_count} inputs specified; ${summarize_op(definition)}; ${node_text(node.name)}`,
    );
  }
  return {input_types, output_types: flat_types(definition.outputs, node.attr)};
}
