/**
 * The nodes of a MetaGraph: those of a name scope without the scope, without the nodes of other savers,
 * without devices or default attributes; and the definitions of their ops. Changes no graph.
 */
import {same_attr_value} from '../../formats/graph_def.ts';
import type {AttrValue, GraphDef, NodeDef} from '../../formats/graph_def.ts';
import type {Message} from '../../formats/schemas.ts';
import {default_attribute} from '../../graph/attributes.ts';
import {strip_name_scope} from '../../graph/names.ts';
import {op_def_proto} from '../../graph/op_def_proto.ts';
import {find_op_definition} from '../../graph/op_definition.ts';
import {ValueError} from '../../types/python_errors.ts';
import {compare_code_points} from '../../util/text.ts';

/** Marks the names of inputs that lie outside of an exported scope. */
const UNBOUND_INPUT_PREFIX = '$unbound_inputs_';
/** Ops of functions, which no one registers. */
const INTERNAL_OPS = new Set(['_Arg', '_Retval', '_ListToArray', '_ArrayToList']);
const SAVE_AND_RESTORE_OPS = new Set([
  'SaveV2',
  'Save',
  'SaveSlices',
  'RestoreV2',
  'Restore',
  'RestoreSlice',
]);

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Which nodes a MetaGraph has: all, or those of a scope; without some. */
export interface NodeChoice {
  readonly export_scope: string | null;
  readonly exclude_nodes: ReadonlySet<string> | null;
}

/** Whether a node, or an item of a collection by its name, belongs to the export. */
export function should_include(name: string, {export_scope, exclude_nodes}: NodeChoice): boolean {
  if (exclude_nodes?.has(name)) return false;
  return name.startsWith(UNBOUND_INPUT_PREFIX) || !export_scope || name.startsWith(export_scope);
}

function exported_input(input: string, export_scope: string | null, unbound: string[]): string {
  const name = input.replace(/^\^+/, '');
  if (!export_scope || name.startsWith(export_scope)) return strip_name_scope(input, export_scope);
  const marked = input.startsWith('^')
    ? `^${UNBOUND_INPUT_PREFIX}${input.slice(1)}`
    : UNBOUND_INPUT_PREFIX + input;
  unbound.push(marked);
  return marked;
}

function exported_colocation(value: AttrValue, export_scope: string): AttrValue {
  const texts = (value.list?.s ?? []).map((bytes) => decoder.decode(bytes));
  const inside = texts.filter((text) => (text.split('@')[1] ?? '').startsWith(export_scope));
  const s = inside.map((text) => encoder.encode(strip_name_scope(text, export_scope)));
  return {list: {s, i: [], f: [], b: [], type: [], shape: [], tensor: [], func: []}};
}

function exported_attribute(node: NodeDef, key: string, value: AttrValue, export_scope: string): AttrValue {
  if (key === '_class') return exported_colocation(value, export_scope);
  const is_frame = key === 'frame_name' && (node.op === 'Enter' || node.op === 'RefEnter');
  if (!is_frame || value.s === undefined) return value;
  return {s: encoder.encode(strip_name_scope(decoder.decode(value.s), export_scope))};
}

/** A node without its scope and, if asked, its device; inputs from outside are marked and added to `unbound`. */
export function exported_node(
  node: NodeDef,
  export_scope: string | null,
  clear_devices: boolean,
  unbound: string[],
): NodeDef {
  const attr = export_scope
    ? new Map([...node.attr].map(([key, value]) => [key, exported_attribute(node, key, value, export_scope)]))
    : node.attr;
  return {
    ...node,
    name: strip_name_scope(node.name, export_scope),
    input: node.input.map((input) => exported_input(input, export_scope, unbound)),
    device: clear_devices ? '' : node.device,
    attr,
  };
}

function scope_of(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : '/';
}

/** The nodes in the scopes of all savers but the given one. */
export function extraneous_saver_nodes(
  graph_def: GraphDef,
  saver_def: Message<'SaverDef'> | null,
): Set<string> {
  const own = new Set(
    saver_def === null
      ? []
      : [saver_def.restore_op_name, saver_def.save_tensor_name.split(':')[0] as string].map(scope_of),
  );
  const savers = graph_def.node
    .filter(({op}) => SAVE_AND_RESTORE_OPS.has(op))
    .map(({name}) => scope_of(name));
  const extraneous = [...new Set(savers)].filter((scope) => !own.has(scope));
  const names = graph_def.node.map(({name}) => name);
  return new Set(names.filter((name) => extraneous.some((scope) => name.startsWith(scope))));
}

/** The op types that a graph and the functions it calls use. */
function ops_used_by({node, library}: GraphDef): string[] {
  const functions = new Map(
    (library?.function ?? []).map((definition) => [definition.signature?.name, definition]),
  );
  const used = new Set<string>();
  const add = (op: string): void => {
    if (used.has(op)) return;
    used.add(op);
    for (const inner of functions.get(op)?.node_def ?? []) add(inner.op);
  };
  for (const {op} of node) add(op);
  return [...used].filter((op) => !functions.has(op));
}

/** The definitions of the ops that a graph uses, sorted. Throws `ValueError` for one that has none. */
export function stripped_op_list(graph_def: GraphDef): Message<'OpList'> {
  const op: Message<'OpDef'>[] = [];
  for (const name of ops_used_by(graph_def).sort(compare_code_points)) {
    const definition = find_op_definition(name);
    if (definition !== null) op.push(op_def_proto(definition));
    else if (!INTERNAL_OPS.has(name))
      throw new ValueError(`Op ${name} is used by the graph, but is not registered`);
  }
  return {op};
}

/** A node without the attributes that have their default value. */
export function without_default_attributes(node: NodeDef): NodeDef {
  const attr = new Map(node.attr);
  for (const definition of find_op_definition(node.op)?.attrs ?? []) {
    const value = attr.get(definition.name);
    const usual = default_attribute(definition);
    if (value === undefined || usual === undefined) continue;
    if (same_attr_value(value, usual)) attr.delete(definition.name);
  }
  return {...node, attr};
}
