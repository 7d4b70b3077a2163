/**
 * A graph that is written anew with some nodes put as others: new names that collide with none, nodes by their
 * op type. Knows no functions.
 */
import type {AttrValue} from '../../formats/graph_def.ts';
import {encode_attribute, type AttributeValue} from '../../graph/attributes.ts';
import {Graph} from '../../graph/graph.ts';
import {find_op_definition, type OpDefinition} from '../../graph/op_definition.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {flat_types} from '../../graph/shape_inference.ts';
import type {DType} from '../../types/dtypes.ts';

/** The nodes that stand for one node are named under it; `control` is what they wait for. */
export interface Place {
  readonly prefix: string;
  readonly control: readonly Operation[];
}

export class WrittenGraph {
  readonly graph = new Graph();
  readonly #taken = new Set<string>();

  /** With the functions of `library`; nodes of these `names` keep theirs. */
  constructor(library: Graph, names: Iterable<string>) {
    for (const [name, definition] of library.functions) this.graph.functions.set(name, definition);
    for (const [name, gradient] of library.function_gradients)
      this.graph.function_gradients.set(name, gradient);
    for (const name of names) {
      this.graph.unique_name(name);
      this.#taken.add(name);
      for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1))
        this.#taken.add(name.slice(0, slash));
    }
  }

  /** A name, of a node or of a scope, that nothing else has. */
  fresh(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.#taken.has(name) || this.graph.find_operation(name) !== null; i++)
      name = `${wanted}_${i}`;
    this.#taken.add(name);
    this.graph.unique_name(name);
    return name;
  }

  /** A node of a known op type; attributes that its inputs tell are filled in. */
  node(
    type: string,
    inputs: readonly Tensor[],
    {prefix, control}: Place,
    attrs: Readonly<Record<string, AttributeValue>> = {},
  ): Operation {
    const op_def = find_op_definition(type) as OpDefinition;
    const encoded = new Map<string, AttrValue>();
    for (const attr of op_def.attrs) {
      const given = attrs[attr.name] ?? inferred(attr.name, op_def, inputs);
      if (given !== undefined) encoded.set(attr.name, encode_attribute(attr.type, given));
    }
    const op = this.graph.add_node({
      type,
      name: this.fresh(`${prefix}/${type}`),
      inputs,
      attrs: encoded,
      op_def,
      output_types: flat_types(op_def.outputs, encoded),
      control_inputs: control,
    });
    op.control_flow_context?.add_op(op);
    return op;
  }
}

/** Type and number attributes that show in the inputs. */
function inferred(
  name: string,
  {inputs: arguments_}: OpDefinition,
  inputs: readonly Tensor[],
): DType | number | undefined {
  const index = arguments_.findIndex((argument) => argument.type_attr === name);
  if (index >= 0) return inputs[index]?.dtype.base_dtype;
  return arguments_.some((argument) => argument.number_attr === name) ? inputs.length : undefined;
}
