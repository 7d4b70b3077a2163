/**
 * The collections of a graph as CollectionDefs and back: names of nodes, texts, numbers, and what has a
 * message of its own. What cannot be written is left out with a warning, as in TensorFlow.
 */
import type {Message} from '../../formats/schemas.ts';
import {GraphKeys, type CollectionKey} from '../../graph/collections.ts';
import type {Graph} from '../../graph/graph.ts';
import {log} from '../../graph/logging.ts';
import {prepend_name_scope, strip_name_scope} from '../../graph/names.ts';
import {find_proto_functions, register_proto_function} from '../../graph/proto_functions.ts';
import {CondContext} from '../../ops/control_flow_context.ts';
import {cond_context_from_proto, while_context_from_proto} from '../../ops/control_flow_proto.ts';
import {WhileContext} from '../../ops/while_context.ts';
import {python_type_name} from '../../types/python_repr.ts';
import {Variable} from '../variables.ts';
import {should_include, type NodeChoice} from './meta_graph_nodes.ts';

export type CollectionDef = Message<'CollectionDef'>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Collections whose items are variables, each made once however many list it. */
const VARIABLE_COLLECTIONS: readonly string[] = [
  GraphKeys.GLOBAL_VARIABLES,
  GraphKeys.LOCAL_VARIABLES,
  GraphKeys.METRIC_VARIABLES,
  GraphKeys.MODEL_VARIABLES,
  GraphKeys.TRAINABLE_VARIABLES,
  GraphKeys.MOVING_AVERAGE_VARIABLES,
  GraphKeys.CONCATENATED_VARIABLES,
  GraphKeys.TRAINABLE_RESOURCE_VARIABLES,
];
const WITH_VARIABLE_DEFS = [
  GraphKeys.GLOBAL_VARIABLES,
  GraphKeys.TRAINABLE_VARIABLES,
  GraphKeys.MOVING_AVERAGE_VARIABLES,
  GraphKeys.LOCAL_VARIABLES,
  GraphKeys.MODEL_VARIABLES,
  GraphKeys.GLOBAL_STEP,
  GraphKeys.METRIC_VARIABLES,
];

function no_method(item: unknown): TypeError {
  return new TypeError(`'${python_type_name(item)}' object has no attribute 'to_proto'`);
}

for (const key of WITH_VARIABLE_DEFS) {
  register_proto_function(key, {
    message: 'VariableDef',
    to_proto: (item, export_scope) => {
      if (!(item instanceof Variable)) throw no_method(item);
      return item.to_proto(export_scope);
    },
    from_proto: (def, import_scope) => Variable.from_proto(def, import_scope),
  });
}

register_proto_function(GraphKeys.COND_CONTEXT, {
  message: 'CondContextDef',
  to_proto: (item, export_scope) => {
    if (!(item instanceof CondContext)) throw no_method(item);
    return item.to_proto(export_scope);
  },
  from_proto: (def, import_scope) => cond_context_from_proto(def, import_scope),
});
register_proto_function(GraphKeys.WHILE_CONTEXT, {
  message: 'WhileContextDef',
  to_proto: (item, export_scope) => {
    if (!(item instanceof WhileContext)) throw no_method(item);
    return item.to_proto(export_scope);
  },
  from_proto: (def, import_scope) => while_context_from_proto(def, import_scope),
});

function name_of(item: unknown): string | null {
  if (typeof item === 'string') return item;
  const name = typeof item === 'object' && item !== null ? (item as {name?: unknown}).name : undefined;
  return typeof name === 'string' ? name : null;
}

function is_integer(item: unknown): item is number | bigint | boolean {
  return typeof item === 'bigint' || typeof item === 'boolean' || Number.isInteger(item);
}

/** Items that have no message of their own: the first tells what they are. */
function plain_collection(items: readonly unknown[], export_scope: string | null): CollectionDef {
  const [first] = items;
  if (typeof first === 'string' || ArrayBuffer.isView(first)) {
    const value = items.map((item) => {
      if (typeof item === 'string') return encoder.encode(item);
      if (ArrayBuffer.isView(item)) return item as Uint8Array;
      throw new TypeError(`Expected binary or unicode string, got ${String(item)}`);
    });
    return {bytes_list: {value}};
  }
  if (items.every(is_integer)) {
    return {int64_list: {value: items.map((item) => (typeof item === 'boolean' ? Number(item) : item))}};
  }
  if (items.every((item) => typeof item === 'number')) return {float_list: {value: [...items]}};
  const names = items.map((item) => {
    const name = name_of(item);
    if (name === null) throw new TypeError(`'${python_type_name(item)}' object has no attribute 'name'`);
    return name;
  });
  const inside = names.filter((name) => !export_scope || name.startsWith(export_scope));
  return {node_list: {value: inside.map((name) => strip_name_scope(name, export_scope))}};
}

function collection_def(key: string, items: readonly unknown[], export_scope: string | null): CollectionDef {
  const functions = find_proto_functions(key);
  if (functions === null) return plain_collection(items, export_scope);
  const encoded = items.map((item) => functions.encode(item, export_scope));
  const value = encoded.filter((bytes): bytes is Uint8Array => bytes !== null);
  // Without an item the field is not set at all.
  return value.length === 0 ? {} : {bytes_list: {value}};
}

/** Adds a collection's items to `defs`, `override_contents` in place of what the graph has. */
export function add_collection_def(
  defs: Map<string, CollectionDef>,
  key: CollectionKey,
  graph: Graph,
  choice: NodeChoice,
  override_contents: readonly unknown[] | null = null,
): void {
  if (typeof key !== 'string') {
    log(
      'WARN',
      `Only collections with string type keys will be serialized. This key has <class '${python_type_name(key)}'>`,
    );
    return;
  }
  const items = (override_contents ?? graph.get_collection(key)).filter((item) => {
    const name = name_of(item);
    return name === null || should_include(name, choice);
  });
  if (items.length === 0) return;
  try {
    defs.set(key, collection_def(key, items, choice.export_scope));
  } catch (error) {
    log(
      'WARN',
      `Issue encountered when serializing ${key}.\nType is unsupported, or the types of the items don't match field type in CollectionDef. Note this is a warning and probably safe to ignore.\n${(error as Error).message}`,
    );
  }
}

/** What the items of a collection are made with. */
interface Restoring {
  readonly graph: Graph;
  readonly import_scope: string;
  /** Variables by their messages, so that all collections share one object. */
  readonly variables: Map<string, unknown>;
  /** Files of old versions do not say which variables are trainable. */
  readonly variables_have_trainable: boolean;
}

function restored_variable(bytes: Uint8Array, key: string, restoring: Restoring): unknown {
  const {variables, import_scope, variables_have_trainable} = restoring;
  const text = String(bytes);
  const known = variables.get(text);
  if (known !== undefined) return known;
  const functions = find_proto_functions(GraphKeys.GLOBAL_VARIABLES);
  const trainable = key === GraphKeys.TRAINABLE_VARIABLES;
  const variable = functions?.decode(
    variables_have_trainable ? bytes : with_trainable(bytes, trainable),
    import_scope,
  );
  variables.set(text, variable);
  return variable;
}

/** The message with its field `trainable`, which a later field of the same number overrides. */
function with_trainable(bytes: Uint8Array, trainable: boolean): Uint8Array {
  return Uint8Array.from([...bytes, 7 << 3, Number(trainable)]);
}

function restored_messages(
  key: string,
  values: readonly Uint8Array[],
  restoring: Restoring,
): unknown[] | null {
  const functions = find_proto_functions(key);
  if (functions === null) return null;
  return VARIABLE_COLLECTIONS.includes(key)
    ? values.map((bytes) => restored_variable(bytes, key, restoring))
    : values.map((bytes) => functions.decode(bytes, restoring.import_scope));
}

function restored_items(key: string, def: CollectionDef, restoring: Restoring): readonly unknown[] {
  const {graph, import_scope} = restoring;
  const prepended = (name: string): string => prepend_name_scope(name, import_scope);
  if (def.bytes_list) {
    const {value} = def.bytes_list;
    return restored_messages(key, value, restoring) ?? value.map((bytes) => prepended(decoder.decode(bytes)));
  }
  if (def.node_list) return def.node_list.value.map((name) => graph.as_graph_element(prepended(name)));
  return def.int64_list?.value ?? def.float_list?.value ?? def.any_list?.value ?? [];
}

function is_empty({bytes_list, node_list, int64_list, float_list, any_list}: CollectionDef): boolean {
  return !(bytes_list ?? node_list ?? int64_list ?? float_list ?? any_list);
}

/** Adds the items of all collections to the graph, whose nodes are there already. */
export function restore_collections(
  defs: ReadonlyMap<string, CollectionDef>,
  wanted: (key: string) => boolean,
  restoring: Restoring,
): void {
  const keys = [...defs.keys()].filter(wanted).sort();
  const first = GraphKeys.TRAINABLE_VARIABLES;
  const ordered = keys.includes(first) ? [first, ...keys.filter((key) => key !== first)] : keys;
  for (const key of ordered) {
    const def = defs.get(key) as CollectionDef;
    if (is_empty(def)) {
      log('ERROR', `Cannot identify data type for collection ${key}. Skipping.`);
      continue;
    }
    for (const item of restored_items(key, def, restoring)) restoring.graph.add_to_collection(key, item);
  }
}
