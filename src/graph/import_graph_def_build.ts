/**
 * Puts the nodes of a GraphDef into a graph: prefixes and unique names, default attributes, inputs, shapes.
 * All checks but those of shapes come before the first node is made.
 */
import type {AttrValue, NodeDef} from '../formats/graph_def.ts';
import {shape_from_shape_proto} from '../formats/shape_proto.ts';
import type {DType} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {scalar_shape, unknown_shape, type TensorShape} from '../types/tensor_shape.ts';
import {default_attribute, text_or_bytes} from './attributes.ts';
import type {Graph} from './graph.ts';
import {check_node, refuse_deprecated} from './import_graph_def_check.ts';
import {
  CONTROL,
  in_order,
  type InputMap,
  type PendingNode,
  type PendingNodes,
  type TensorId,
} from './import_graph_def_nodes.ts';
import {ImportedNames} from './import_graph_def_names.ts';
import {Operation} from './operation.ts';
import {op_not_registered, type OpDefinition} from './op_definition.ts';
import {runtime_dtype_name} from './op_summary.ts';
import {brackets} from './shape_inference.ts';
import {Tensor} from './tensor.ts';

const encoder = new TextEncoder();
const COLOCATION = 'loc:@';

/** A resolved input: of a node that is being imported too, or of one that was in the graph. */
type Source = {readonly node: PendingNode; readonly index: number} | Tensor | Operation;

/** A node whose name, definition and types are decided. */
interface CheckedNode {
  readonly node: PendingNode;
  readonly def: NodeDef;
  readonly definition: OpDefinition;
  readonly output_types: readonly DType[];
  readonly values: readonly Source[];
  readonly control: readonly Source[];
}

/** What an import needs to know beside the nodes. */
export interface BuildRequest {
  readonly graph: Graph;
  readonly nodes: PendingNodes;
  readonly map: InputMap;
  /** Without a slash; empty for the root. */
  readonly prefix: string;
  readonly find_definition: (op_type: string) => OpDefinition | null;
  /** The version that the nodes are of; the graph's where it is left out. */
  readonly producer?: number;
}

function colocation_names(attr: ReadonlyMap<string, AttrValue>): string[] {
  return (attr.get('_class')?.list?.s ?? [])
    .map((bytes) => String(text_or_bytes(bytes)))
    .filter((text) => text.startsWith(COLOCATION))
    .map((text) => text.slice(COLOCATION.length));
}

class Builder {
  readonly #request: BuildRequest;
  readonly #names: ImportedNames;
  readonly #checked = new Map<PendingNode, CheckedNode>();

  constructor(request: BuildRequest) {
    this.#request = request;
    this.#names = new ImportedNames(request.graph, request.prefix, request.nodes.keys());
  }

  /** All nodes with names and types, in order. */
  check(): CheckedNode[] {
    const {nodes, map} = this.#request;
    return in_order(nodes, map).map((node) => this.#check(node));
  }

  output_count(node: PendingNode): number {
    return this.#checked.get(node)?.output_types.length ?? 0;
  }

  #check(node: PendingNode): CheckedNode {
    const {nodes, find_definition} = this.#request;
    const unknown = colocation_names(node.def.attr).find((name) => !nodes.has(name));
    if (unknown !== undefined) {
      throw new ValueError(`Node '${node.def.name}' expects to be colocated with unknown node '${unknown}'`);
    }
    const sources = node.inputs.map((input) => this.#source(node, input));
    const definition = find_definition(node.def.op);
    if (definition === null) throw op_not_registered(node.def.op);
    const name = this.#names.take(node.def.name);
    const def = {...node.def, name, attr: with_defaults(definition, node.def.attr)};
    const {graph, producer = graph.graph_def_versions.producer} = this.#request;
    const values = sources.filter((_, i) => node.inputs[i]?.index !== CONTROL);
    const {input_types, output_types} = check_node(def, values.length, definition, producer);
    refuse_deprecated(def.op, producer);
    const control = sources.filter((_, i) => node.inputs[i]?.index === CONTROL);
    const checked = {node, def, definition, output_types, values, control};
    this.#checked.set(node, checked);
    values.forEach((source, i) => this.#check_type(source, i, name, input_types[i] as DType));
    return checked;
  }

  #source(node: PendingNode, input: TensorId): Source {
    const {nodes, map} = this.#request;
    const mapped = map.use(input);
    if (mapped !== null) return input.index === CONTROL && mapped instanceof Tensor ? mapped.op : mapped;
    const source = nodes.get(input.name) as PendingNode;
    const count = this.#checked.get(source)?.output_types.length ?? Infinity;
    if (input.index >= count) {
      throw new ValueError(
        `Node '${node.def.name}': Connecting to invalid output ${input.index} of source node ${input.name} which has ${count} outputs.`,
      );
    }
    return {node: source, index: input.index};
  }

  #check_type(source: Source, i: number, name: string, expected: DType): void {
    const from = this.#described(source);
    if (from === null || from.dtype === expected || from.dtype.base_dtype === expected) return;
    throw new ValueError(
      `Input ${i} of node ${name} was passed ${runtime_dtype_name(from.dtype)} from ${from.name} incompatible with expected ${runtime_dtype_name(expected)}.`,
    );
  }

  /** Name and dtype of a value; null for one that a loop gives back later. */
  #described(source: Source): {name: string; dtype: DType} | null {
    if (source instanceof Tensor) return source;
    if (source instanceof Operation) return null;
    const checked = this.#checked.get(source.node);
    if (checked === undefined) return null;
    return {name: `${checked.def.name}:${source.index}`, dtype: checked.output_types[source.index] as DType};
  }

  /** Makes the nodes, then closes the loops. */
  make(checked: readonly CheckedNode[]): Operation[] {
    const late: (() => void)[] = [];
    const operations = checked.map((node) => this.#make(node, late));
    for (const close of late) close();
    return operations;
  }

  #make(checked: CheckedNode, late: (() => void)[]): Operation {
    const {graph} = this.#request;
    const {node, def, definition, output_types} = checked;
    const values = checked.values.map(value_of);
    const stand_in = values.find((value) => value !== null) as Tensor;
    const {_output_shapes, ...attrs} = this.#attributes(def);
    const is_open = values.includes(null);
    const operation = graph.add_node({
      type: def.op,
      name: def.name,
      inputs: values.map((value) => value ?? stand_in),
      attrs: new Map(Object.entries(attrs)),
      op_def: definition,
      output_types,
      control_inputs: this.#control_inputs(checked.control, () => operation, late),
      device: def.device,
      // Nothing is known of a loop's value before the loop is closed.
      ...(is_open
        ? {output_shapes: output_types.map((_, i) => (i === 0 ? unknown_shape() : scalar_shape()))}
        : {}),
    });
    values.forEach((value, i) => {
      if (value === null)
        late.push(() => operation.update_input(i, value_of(checked.values[i] as Source) as Tensor));
    });
    node.operation = operation;
    operation.file_fields = fields_beyond_node(def);
    if (_output_shapes !== undefined) set_shapes(operation, _output_shapes);
    return operation;
  }

  #control_inputs(sources: readonly Source[], operation: () => Operation, late: (() => void)[]): Operation[] {
    const found: Operation[] = [];
    for (const source of sources) {
      const op = operation_of(source);
      if (op !== null) found.push(op);
      else late.push(() => operation().add_control_inputs([operation_of(source) as Operation]));
    }
    return found;
  }

  #attributes(def: NodeDef): Record<string, AttrValue> {
    const attrs = Object.fromEntries(def.attr);
    const list = attrs['_class']?.list;
    if (list === undefined) return attrs;
    const s = list.s.map((bytes) => {
      const text = String(text_or_bytes(bytes));
      if (!text.startsWith(COLOCATION)) return bytes;
      return encoder.encode(COLOCATION + this.#names.final_name(text.slice(COLOCATION.length)));
    });
    return {...attrs, _class: {list: {...list, s}}};
  }
}

/** What a NodeDef holds that the graph has no use for: debug information, and fields of later TensorFlows. */
function fields_beyond_node(def: NodeDef): Partial<NodeDef> | null {
  const {name: _name, op: _op, input: _input, device: _device, attr: _attr, ...rest} = def;
  return Reflect.ownKeys(rest).length === 0 ? null : rest;
}

function value_of(source: Source): Tensor | null {
  if (source instanceof Tensor) return source;
  if (source instanceof Operation) return source.outputs[0] ?? null;
  return source.node.operation?.outputs[source.index] ?? null;
}

function operation_of(source: Source): Operation | null {
  if (source instanceof Tensor) return source.op;
  return source instanceof Operation ? source : source.node.operation;
}

function with_defaults(
  definition: OpDefinition,
  given: ReadonlyMap<string, AttrValue>,
): Map<string, AttrValue> {
  const attrs = new Map(given);
  for (const attr of definition.attrs) {
    const has_value = Object.values(attrs.get(attr.name) ?? {}).some((value) => value !== undefined);
    const value = has_value ? undefined : default_attribute(attr);
    if (value !== undefined) attrs.set(attr.name, value);
  }
  return attrs;
}

/** Why two shapes are not of one tensor, or null. */
function contradiction(inferred: TensorShape, given: TensorShape): string | null {
  if (inferred.ndims === null || given.ndims === null) return null;
  const both = `Shapes are ${brackets(inferred)} and ${brackets(given)}.`;
  if (inferred.ndims !== given.ndims) {
    return `Shapes must be equal rank, but are ${inferred.ndims} and ${given.ndims}`;
  }
  const [sizes, others] = [inferred.as_list(), given.as_list()];
  const at = sizes.findIndex((size, i) => size !== null && others[i] !== null && size !== others[i]);
  return at < 0
    ? null
    : `Dimension ${at} in both shapes must be equal, but are ${sizes[at]} and ${others[at]}. ${both}`;
}

/** Adds the shapes that a file knows to those inferred. */
function set_shapes(operation: Operation, attribute: AttrValue): void {
  operation.outputs.forEach((output, i) => {
    const proto = attribute.list?.shape[i];
    if (proto === undefined) return;
    const shape = shape_from_shape_proto(proto);
    const problem = contradiction(output.shape, shape);
    if (problem !== null) {
      throw new ValueError(
        `Node '${operation.name}' has an _output_shapes attribute inconsistent with the GraphDef for output #${i}: ${problem}`,
      );
    }
    output.set_shape(shape);
  });
}

/** Nodes that passed all checks but those of shapes, and are not in the graph yet. */
export interface CheckedNodes {
  /** How many outputs a node has. */
  output_count(node: PendingNode): number;
  /** Adds the nodes, or none of them, and gives them in the order of their creation. */
  make(): Operation[];
}

/** Names and checks all nodes. */
export function check_nodes(request: BuildRequest): CheckedNodes {
  const builder = new Builder(request);
  const checked = builder.check();
  const {graph} = request;
  const make = (): Operation[] => {
    const before = graph.operation_count;
    try {
      return builder.make(checked);
    } catch (error) {
      // A shape did not fit.
      graph.forget_nodes_after(before);
      throw error;
    }
  };
  return {output_count: (node) => builder.output_count(node), make};
}
