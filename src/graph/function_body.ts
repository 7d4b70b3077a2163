/**
 * The body of a function of the library as nodes of a graph: arguments become given tensors, attributes the
 * caller's values. Knows nothing of what calls a function, and nothing of running.
 */
import type {AttrValue, FunctionDef, NodeDef} from '../formats/graph_def.ts';
import {NotFoundError} from '../errors.ts';
import {ValueError} from '../types/python_errors.ts';
import type {DType} from '../types/dtypes.ts';
import type {FunctionAttribute} from './attributes.ts';
import type {Graph} from './graph.ts';
import {check_nodes} from './import_graph_def_build.ts';
import {CONTROL, index_nodes, InputMap} from './import_graph_def_nodes.ts';
import {op_definition_from_proto} from './op_def_proto.ts';
import {find_op_definition, type ArgumentDefinition, type OpDefinition} from './op_definition.ts';
import type {Operation} from './operation.ts';
import {flat_types} from './shape_inference.ts';
import type {Tensor} from './tensor.ts';

/** A function with the values of its own attributes. */
export interface LibraryFunction {
  readonly definition: FunctionDef;
  readonly signature: OpDefinition;
  readonly attrs: ReadonlyMap<string, AttrValue>;
  readonly argument_types: readonly DType[];
  readonly result_types: readonly DType[];
}

/** What a body became: its results, and the nodes that run whatever is done with them. */
export interface BodyNodes {
  readonly results: readonly Tensor[];
  readonly effects: readonly Operation[];
  readonly operations: readonly Operation[];
}

/** Where a body goes. */
export interface BodyPlace {
  /** Its library holds the functions that the body calls. */
  readonly graph: Graph;
  /** Name scope of the nodes, without a slash; empty for the root. */
  readonly prefix: string;
  readonly inputs: readonly Tensor[];
  /** What nodes that take nothing of the body wait for. */
  readonly control: readonly Operation[];
}

/** The definition of an op type or of a function of the graph's library. */
function definition_in(library: Graph, op_type: string): OpDefinition | null {
  const known = find_op_definition(op_type);
  if (known !== null) return known;
  const found = library.functions.get(op_type)?.signature;
  return found === undefined ? null : op_definition_from_proto(found);
}

/** The function that an attribute names. Throws `NotFoundError` where the library has none. */
export function library_function(
  library: Graph,
  {name, attr}: Pick<FunctionAttribute, 'name' | 'attr'>,
): LibraryFunction {
  const definition = library.functions.get(name);
  if (definition?.signature === undefined)
    throw new NotFoundError(null, null, `Function ${name} is not defined.`);
  const signature = op_definition_from_proto(definition.signature);
  return {
    definition,
    signature,
    attrs: attr,
    argument_types: flat_types(signature.inputs, attr),
    result_types: flat_types(signature.outputs, attr),
  };
}

/** An attribute of a body: placeholders are the caller's values. */
function bound_value(value: AttrValue, attrs: ReadonlyMap<string, AttrValue>): AttrValue {
  if (value.placeholder !== undefined) {
    const given = attrs.get(value.placeholder);
    if (given === undefined)
      throw new ValueError(`Failed to bind all placeholders in value for attr '${value.placeholder}'`);
    return given;
  }
  if (value.func === undefined) return value;
  const inner = new Map(
    [...value.func.attr].map(([name, item]) => [name, bound_value(item, attrs)] as const),
  );
  return {func: {...value.func, attr: inner}};
}

/** Attributes of a body's node: bound, and without colocation, which names nodes of the body. */
function bound_attributes(node: NodeDef, attrs: ReadonlyMap<string, AttrValue>): Map<string, AttrValue> {
  const bound = new Map<string, AttrValue>();
  for (const [name, value] of node.attr) if (name !== '_class') bound.set(name, bound_value(value, attrs));
  return bound;
}

function count_of(argument: ArgumentDefinition, attrs: ReadonlyMap<string, AttrValue>): number {
  return flat_types([argument], attrs).length;
}

/** By spelling in a FunctionDef, the spelling in a GraphDef. */
class InputNames {
  readonly #names = new Map<string, string>();
  readonly #map = new InputMap();

  /** The arguments, each mapped to the tensor that is given for it. */
  arguments(called: LibraryFunction, inputs: readonly Tensor[]): InputMap {
    let next = 0;
    for (const argument of called.signature.inputs) {
      const {name} = argument;
      const count = count_of(argument, called.attrs);
      for (let i = 0; i < count; i++) {
        const input = inputs[next++] as Tensor;
        this.#names.set(`${name}:${i}`, `${name}:${i}`);
        if (i === 0) this.#names.set(name, `${name}:0`);
        this.#map.add({name, index: i}, input);
        if (i === 0) this.#map.add({name, index: CONTROL}, input);
      }
    }
    return this.#map;
  }

  outputs(node: string, attrs: ReadonlyMap<string, AttrValue>, definition: OpDefinition): void {
    let next = 0;
    for (const output of definition.outputs) {
      const count = count_of(output, attrs);
      for (let i = 0; i < count; i++) {
        const flat = next === 0 ? node : `${node}:${next}`;
        if (i === 0) this.#names.set(`${node}:${output.name}`, flat);
        this.#names.set(`${node}:${output.name}:${i}`, flat);
        next++;
      }
    }
  }

  resolved(input: string, reader: string): string {
    if (input.startsWith('^')) return input;
    const found = this.#names.get(input);
    if (found === undefined)
      throw new ValueError(`Node '${reader}': input ${input} is not found in the function's body`);
    return found;
  }
}

/** A body's nodes in the form of a GraphDef. */
function graph_nodes(called: LibraryFunction, library: Graph, names: InputNames): NodeDef[] {
  const nodes = called.definition.node_def.map((node): NodeDef => {
    const attr = bound_attributes(node, called.attrs);
    return {...node, attr};
  });
  for (const node of nodes) {
    const definition = definition_in(library, node.op);
    if (definition !== null) names.outputs(node.name, with_defaults(node, definition), definition);
  }
  const resolved = (node: NodeDef): NodeDef => {
    const input = node.input.map((each) => names.resolved(each, node.name));
    return {...node, input};
  };
  return nodes.map(resolved);
}

/** Counts of outputs may come from attributes that are left out. */
function with_defaults(node: NodeDef, definition: OpDefinition): ReadonlyMap<string, AttrValue> {
  const attrs = new Map(node.attr);
  for (const {name, default_value} of definition.attrs) {
    if (attrs.has(name) || typeof default_value !== 'number') continue;
    attrs.set(name, {i: default_value});
  }
  return attrs;
}

/** Control inputs of those nodes that would not wait otherwise: nodes inside loops wait for what enters. */
function wait_for(
  operations: readonly Operation[],
  inputs: readonly Tensor[],
  control: readonly Operation[],
): void {
  if (control.length === 0) return;
  const given = new Set(inputs);
  for (const op of operations) {
    const is_source = op.inputs.length === 0 && op.control_inputs.length === 0;
    if (is_source || op.inputs.some((input) => given.has(input))) op.add_control_inputs(control);
  }
}

const OPENS: ReadonlySet<string> = new Set(['Enter', 'RefEnter', 'Switch', 'RefSwitch']);
const CLOSES: ReadonlySet<string> = new Set(['Exit', 'RefExit', 'Merge', 'RefMerge']);

/** Nodes inside loops and branches: nothing outside of them can wait for such a node. */
function inner_nodes(operations: readonly Operation[]): ReadonlySet<Operation> {
  const inner = new Set<Operation>();
  for (const op of operations) {
    if (CLOSES.has(op.type)) continue;
    const after = [...op.inputs.map((input) => input.op), ...op.control_inputs];
    if (OPENS.has(op.type) || after.some((before) => inner.has(before))) inner.add(op);
  }
  return inner;
}

/** Adds the nodes of a function's body to a graph. Throws `ValueError` for a body that is malformed. */
export function add_body(called: LibraryFunction, place: BodyPlace): BodyNodes {
  const {graph, prefix, inputs, control} = place;
  const names = new InputNames();
  const map = names.arguments(called, inputs);
  const defs = graph_nodes(called, graph, names);
  const nodes = index_nodes(defs);
  const find_definition = (op_type: string): OpDefinition | null => definition_in(graph, op_type);
  const {producer} = graph.graph_def_versions;
  const operations = check_nodes({graph, nodes, map, prefix, find_definition, producer}).make();
  wait_for(operations, inputs, control);
  // Where a loop is being built, its nodes belong to it.
  for (const op of operations) op.control_flow_context?.add_op(op);
  const {definition, signature, attrs} = called;
  const results = signature.outputs.flatMap((output) => {
    const count = count_of(output, attrs);
    const returned = definition.ret.get(output.name) ?? '';
    return Array.from({length: count}, (_, i) => {
      const spelled = names.resolved(count === 1 ? returned : `${returned}:${i}`, output.name);
      const [name, index = '0'] = spelled.split(':') as [string, string?];
      const id = {name, index: Number(index)};
      return map.find(id) ?? nodes.get(name)?.operation?.outputs[id.index];
    });
  });
  const effects = [...definition.control_ret.values()].map((name) => nodes.get(name)?.operation);
  const inner = inner_nodes(operations);
  const stateful = operations.filter((op) => op.is_stateful && !inner.has(op));
  const wanted = new Set([...effects, ...stateful].filter((op) => op !== undefined && op !== null));
  return {results: results as Tensor[], effects: [...wanted], operations};
}
