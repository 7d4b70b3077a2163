/**
 * `tf.import_graph_def`: the nodes of a GraphDef in the default graph, as TensorFlow's importer adds them.
 */
import {InvalidArgumentError} from '../errors.ts';
import {decode_message, DecodeError} from '../formats/decode.ts';
import {encode_message} from '../formats/encode.ts';
import {same_attr_value} from '../formats/graph_def.ts';
import type {FunctionDef, GraphDef, NodeDef, VersionDef} from '../formats/graph_def.ts';
import {ProtoMessage} from '../formats/proto.ts';
import {to_message} from '../formats/proto_class.ts';
import type {Message, MessageInit, MessageName} from '../formats/schemas.ts';
import {ValueError} from '../types/python_errors.ts';
import {equal_bytes} from '../util/bytes.ts';
import {is_map} from '../util/records.ts';
import {to_tensor} from './convert.ts';
import type {TensorLike} from './convert_types.ts';
import {get_default_graph} from './default_graph.ts';
import type {Graph} from './graph.ts';
import {check_nodes, type CheckedNodes} from './import_graph_def_build.ts';
import {
  index_nodes,
  InputMap,
  parse_tensor_name,
  tensor_id_text,
  type PendingNodes,
} from './import_graph_def_nodes.ts';
import {finish_imported} from './import_graph_def_scopes.ts';
import {op_definition_from_proto} from './op_def_proto.ts';
import {GRAPH_DEF_VERSION} from './later_attributes.ts';
import {find_op_definition, type OpDefinition} from './op_definition.ts';
import {Operation} from './operation.ts';
import {signature} from './public.ts';
import {with_name_scope} from './scope_functions.ts';
import {Tensor} from './tensor.ts';

/** A message object, a plain object of its fields, or its serialized form. */
export type MessageLike<N extends MessageName> = MessageInit<N> | ProtoMessage | Uint8Array;
/** Tensors (or values, or operations for `^name`) by the names of the inputs that they replace. */
export type InputMapping =
  | ReadonlyMap<string, TensorLike | Operation>
  | Readonly<Record<string, TensorLike | Operation>>;

/** The TensorFlow that this library follows. */
export const TENSORFLOW_VERSION = '1.15.0';

type OpList = Message<'OpList'>;

/** A message or a plain object of its fields. */
function is_object(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads serialized messages. Throws `InvalidArgumentError` for bytes that are none. */
function parsed<N extends MessageName>(name: N, bytes: Uint8Array): Message<N> {
  try {
    return decode_message(name, bytes);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const invalid = new InvalidArgumentError(null, null, error.message);
    invalid.cause = error;
    throw invalid;
  }
}

function graph_def_message(value: unknown): GraphDef {
  if (ArrayBuffer.isView(value)) return parsed('GraphDef', value as Uint8Array);
  try {
    if (is_object(value)) return to_message('GraphDef', value);
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof ValueError)) throw error;
  }
  throw new TypeError('graph_def must be a GraphDef proto.');
}

function input_map_entries(input_map: unknown): [string, TensorLike | Operation][] {
  if (input_map === null) return [];
  const entries = is_map(input_map)
    ? [...input_map]
    : is_object(input_map)
      ? Object.entries(input_map)
      : null;
  if (entries === null || !entries.every(([key]) => typeof key === 'string')) {
    throw new TypeError('input_map must be a dictionary mapping strings to Tensor objects.');
  }
  return entries as [string, TensorLike | Operation][];
}

function is_element(value: unknown): value is Tensor | Operation {
  return value instanceof Tensor || value instanceof Operation;
}

/** The tensors that inputs are mapped to; values become constants in the scope of the import. */
function mapped_tensors(
  name: string | null,
  entries: readonly [string, TensorLike | Operation][],
): [string, Tensor | Operation][] {
  if (entries.every(([, value]) => is_element(value))) return entries as [string, Tensor | Operation][];
  if (name === '') {
    throw new ValueError(
      'tf.import_graph_def() requires a non-empty `name` if `input_map` contains non-Tensor values. Try calling tf.convert_to_tensor() on `input_map` values before calling tf.import_graph_def().',
    );
  }
  return with_name_scope('_inputs', null, [], () =>
    entries.map(([key, value]) => [key, is_element(value) ? value : to_tensor(value)] as const),
  ) as [string, Tensor | Operation][];
}

function input_map_of(entries: readonly [string, Tensor | Operation][]): InputMap {
  const map = new InputMap();
  for (const [key, target] of entries) {
    map.add(key.startsWith('^') ? {name: key.slice(1), index: -1} : parse_tensor_name(key), target);
  }
  return map;
}

/** Refuses graphs that say that this version cannot read them. */
function check_versions({producer, min_consumer, bad_consumers}: VersionDef): void {
  if (producer < 0) {
    throw new ValueError(
      `GraphDef producer version ${producer} below min producer 0 supported by TensorFlow ${TENSORFLOW_VERSION}.  Please regenerate your graph.`,
    );
  }
  if (min_consumer > GRAPH_DEF_VERSION) {
    throw new ValueError(
      `GraphDef min consumer version ${min_consumer} above current version ${GRAPH_DEF_VERSION} for TensorFlow ${TENSORFLOW_VERSION}.  Please upgrade TensorFlow.`,
    );
  }
  if (bad_consumers.includes(GRAPH_DEF_VERSION)) {
    throw new ValueError(
      `GraphDef disallows consumer version ${GRAPH_DEF_VERSION}.  Please upgrade TensorFlow: this version is likely buggy.`,
    );
  }
}

const NO_VERSIONS: VersionDef = {producer: 0, min_consumer: 0, bad_consumers: []};

/** The graph is as old as its oldest part, and asks of readers what any part asks. */
function merge_versions(graph: Graph, imported: VersionDef): void {
  const own = graph.graph_def_versions;
  const bad = new Set([...own.bad_consumers, ...imported.bad_consumers]);
  graph.graph_def_versions = {
    producer: Math.min(own.producer, imported.producer),
    min_consumer: Math.max(own.min_consumer, imported.min_consumer),
    bad_consumers: imported.bad_consumers.length === 0 ? own.bad_consumers : [...bad].sort((a, b) => a - b),
  };
}

/** Attributes that are not known here, and that their producer would have set to this value anyway. */
function without_producer_defaults(node: NodeDef, producer: Message<'OpDef'> | undefined): NodeDef {
  const own = find_op_definition(node.op);
  if (producer === undefined || own === null) return node;
  const known = new Set(own.attrs.map(({name}) => name));
  const attr = new Map(node.attr);
  for (const [key, value] of node.attr) {
    const given = producer.attr.find(({name}) => name === key)?.default_value;
    if (!known.has(key) && given !== undefined && same_attr_value(value, given)) attr.delete(key);
  }
  return {...node, attr};
}

function op_list_message(value: MessageLike<'OpList'> | null): OpList | null {
  if (value === null) return null;
  return ArrayBuffer.isView(value)
    ? parsed('OpList', value)
    : to_message('OpList', value as MessageInit<'OpList'>);
}

function nodes_of(graph_def: GraphDef, producer_op_list: OpList | null): readonly NodeDef[] {
  const producers = new Map((producer_op_list?.op ?? []).map((op) => [op.name, op]));
  return graph_def.node.map((node) => without_producer_defaults(node, producers.get(node.op)));
}

/** Definitions of ops, and of the functions that come with the graph. */
function definitions_with(graph: Graph, graph_def: GraphDef): (op_type: string) => OpDefinition | null {
  const functions = [...graph.functions.values(), ...(graph_def.library?.function ?? [])];
  return (op_type) => {
    const known = find_op_definition(op_type);
    if (known !== null) return known;
    const found = functions.find(({signature: op}) => op?.name === op_type)?.signature;
    return found === undefined ? null : op_definition_from_proto(found);
  };
}

function same_function(a: FunctionDef, b: FunctionDef): boolean {
  return equal_bytes(encode_message('FunctionDef', a), encode_message('FunctionDef', b));
}

function add_functions(graph: Graph, {library}: GraphDef): void {
  for (const definition of library?.function ?? []) {
    const name = definition.signature?.name;
    if (name === undefined) continue;
    const known = graph.functions.get(name);
    if (known !== undefined && !same_function(known, definition)) {
      throw new ValueError(
        `Cannot add function '${name}' because a different function with the same name already exists.`,
      );
    }
    graph.functions.set(name, definition);
  }
  for (const {function_name, gradient_func} of library?.gradient ?? [])
    graph.function_gradients.set(function_name, gradient_func);
}

type NodesAndMap = {readonly nodes: PendingNodes; readonly map: InputMap};

function check_return_tensor(name: string, {nodes, map}: NodesAndMap, checked: CheckedNodes): void {
  const id = parse_tensor_name(name);
  if (map.find(id) !== null) return;
  const node = nodes.get(id.name);
  if (node === undefined)
    throw new ValueError(`Requested return tensor '${tensor_id_text(id)}' not found in graph def`);
  const count = checked.output_count(node);
  if (id.index >= 0 && id.index < count) return;
  throw new ValueError(
    `Invalid return output ${id.index} of node '${id.name}', which has ${count} output(s)`,
  );
}

function check_return_elements(
  return_elements: readonly string[],
  found: NodesAndMap,
  checked: CheckedNodes,
): void {
  for (const name of return_elements) if (name.includes(':')) check_return_tensor(name, found, checked);
  const missing = return_elements.find((name) => !name.includes(':') && !found.nodes.has(name));
  if (missing !== undefined)
    throw new ValueError(`Requested return node '${missing}' not found in graph def`);
}

function returned_element(name: string, {nodes, map}: NodesAndMap): Tensor | Operation {
  if (!name.includes(':')) return nodes.get(name)?.operation as Operation;
  const id = parse_tensor_name(name);
  return map.find(id) ?? (nodes.get(id.name)?.operation?.outputs[id.index] as Tensor);
}

function refuse_unused(map: InputMap, nodes: PendingNodes): void {
  const missing = map.unused().filter(({name, index}) => {
    const operation = nodes.get(name)?.operation;
    return !operation || index >= operation.outputs.length;
  });
  if (missing.length > 0) {
    throw new ValueError(
      `Attempted to map inputs that were not found in graph_def: [${missing.map(tensor_id_text).join(', ')}]`,
    );
  }
}

function add_nodes(
  graph_def: GraphDef,
  defs: readonly NodeDef[],
  prefix: string,
  map: InputMap,
  return_elements: readonly string[],
): PendingNodes {
  const graph = get_default_graph();
  const versions = graph_def.versions ?? NO_VERSIONS;
  check_versions(versions);
  const nodes = index_nodes(defs);
  const find_definition = definitions_with(graph, graph_def);
  const {producer} = versions;
  const checked = check_nodes({graph, nodes, map, prefix, find_definition, producer});
  check_return_elements(return_elements, {nodes, map}, checked);
  const operations = checked.make();
  merge_versions(graph, versions);
  add_functions(graph, graph_def);
  finish_imported(graph, operations);
  return nodes;
}

/** As TensorFlow's Python, which turns what the runtime calls an invalid argument into a `ValueError`. */
function add_checked<R>(add: () => R): R {
  try {
    return add();
  } catch (error) {
    if (error instanceof ValueError) error.cause ??= new InvalidArgumentError(null, null, error.message);
    throw error;
  }
}

/** What an import takes beside the graph. */
interface ImportOptions {
  readonly input_map: InputMapping | null;
  readonly return_elements: readonly string[] | null;
  readonly name: string | null;
  readonly producer_op_list: OpList | null;
}

/** `import_graph_def` of a message that is complete. */
export function import_message(message: GraphDef, options: ImportOptions): (Tensor | Operation)[] | null {
  const {return_elements, name} = options;
  const entries = input_map_entries(options.input_map);
  if (return_elements !== null && !return_elements.every((element) => typeof element === 'string')) {
    throw new TypeError('return_elements must be a list of strings.');
  }
  const defs = nodes_of(message, options.producer_op_list);
  const values = entries.map(([, value]) => value);
  const [prefix, targets] = with_name_scope(
    name,
    'import',
    values,
    (scope) => [scope.replace(/\/$/, ''), mapped_tensors(name, entries)] as const,
  );
  const map = input_map_of(targets);
  const nodes = add_checked(() => add_nodes(message, defs, prefix, map, return_elements ?? []));
  const elements = return_elements?.map((element) => returned_element(element, {nodes, map})) ?? null;
  refuse_unused(map, nodes);
  return elements;
}

const GRAPH_DEF_FIELDS = new Set(['node', 'library', 'version', 'versions']);

function is_graph_def_record(value: object): boolean {
  return Object.keys(value).every((key) => GRAPH_DEF_FIELDS.has(key));
}

/** As with feeds, a record of names with their colons is a mapping. */
function is_input_map_record(value: object): boolean {
  return Object.keys(value).every((key) => key.includes(':') || key.startsWith('^'));
}

/**
 * `tf.import_graph_def`: adds the nodes of `graph_def` to the default graph, named `name/...` (`import/...` by
 * default, none with `''`). Inputs named in `input_map` come from its tensors instead. Gives the operations and tensors
 * named in `return_elements`, null without. Throws `TypeError`, `ValueError`, `NotFoundError` as TensorFlow
 * does; bytes that are no GraphDef are an `InvalidArgumentError`.
 */
export const import_graph_def = signature(
  ['graph_def', 'input_map', 'return_elements', 'name', 'op_dict', 'producer_op_list'],
  function import_graph_def(
    graph_def: MessageLike<'GraphDef'>,
    input_map: InputMapping | null = null,
    return_elements: readonly string[] | null = null,
    name: string | null = null,
    op_dict: null = null,
    producer_op_list: MessageLike<'OpList'> | null = null,
  ): (Tensor | Operation)[] | null {
    void op_dict;
    const message = graph_def_message(graph_def);
    return import_message(message, {
      input_map,
      return_elements,
      name,
      producer_op_list: op_list_message(producer_op_list),
    });
  },
  {dictionary_parameters: {graph_def: is_graph_def_record, input_map: is_input_map_record}},
);
