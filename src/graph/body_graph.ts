/**
 * The body of a function of the library as a graph again, so that it can be differentiated: what it takes and gives may
 * still change. Knows nothing of gradients, nor of what calls the function.
 */
import type {AttrValue} from '../formats/graph_def.ts';
import type {DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {encode_attribute, type FunctionAttribute} from './attributes.ts';
import {FuncGraph} from './func_graph.ts';
import {add_body, library_function} from './function_body.ts';
import {function_def_of} from './function_def.ts';
import type {Graph} from './graph.ts';
import type {Operation} from './operation.ts';
import type {Tensor} from './tensor.ts';

export class BodyGraph extends FuncGraph {
  name: string;
  outputs: Tensor[] = [];
  /** Nodes that run whatever is done with the outputs. */
  control_outputs: readonly Operation[] = [];
  #arguments: Tensor[] = [];
  readonly #stand_ins = new Map<Tensor, Tensor>();

  /** A body inside the default graph. */
  constructor(name: string) {
    super('as arguments');
    this.name = name;
  }

  override get inputs(): readonly Tensor[] {
    return this.#arguments;
  }

  /** Tensors from outside, with the arguments that stand for them. */
  get captures(): ReadonlyMap<Tensor, Tensor> {
    return this.#stand_ins;
  }

  override get captured(): readonly Tensor[] {
    return [...this.#stand_ins.keys()];
  }

  /** Gives the function other arguments, none of which stands for a tensor from outside. */
  take(inputs: readonly Tensor[]): void {
    this.#arguments = [...inputs];
    this.#stand_ins.clear();
  }

  /** Says for which tensors from outside the arguments stand. */
  bind(outside: readonly Tensor[]): void {
    this.#stand_ins.clear();
    outside.forEach((tensor, i) => this.#stand_ins.set(tensor, this.#arguments[i] as Tensor));
  }

  /** A node for an argument, which is none yet. */
  placeholder(dtype: DType, shape: TensorShape, name: string): Tensor {
    const attrs = new Map<string, AttrValue>([
      ['dtype', encode_attribute('type', dtype)],
      ['shape', encode_attribute('shape', shape)],
    ]);
    return super.create_op('Placeholder', [], null, null, name, attrs).outputs[0] as Tensor;
  }

  override capture(tensor: Tensor): Tensor {
    return tensor.graph === this ? tensor : this.captured_value(tensor, tensor.op.name);
  }

  /** What stands for a tensor from outside: an argument of this name. */
  protected captured_value(tensor: Tensor, name: string): Tensor {
    const known = this.#stand_ins.get(tensor);
    if (known !== undefined) return known;
    const argument = this.control_dependencies(null, () =>
      this.placeholder(tensor.dtype, tensor.shape, name),
    );
    argument.handle_data = tensor.handle_data;
    this.#stand_ins.set(tensor, argument);
    this.#arguments.push(argument);
    return argument;
  }

  /** Puts the function and those that it calls into the library of the graph outside. */
  add_to_library(): FunctionAttribute {
    const {name, outputs, control_outputs} = this;
    const {functions} = this.outer_graph;
    if (!functions.has(name))
      functions.set(name, function_def_of({name, graph: this, outputs, control_outputs}));
    for (const [called, definition] of this.functions)
      if (!functions.has(called)) functions.set(called, definition);
    return {name, attr: new Map()};
  }
}

/** The body of a function of the library of `graph`, for arguments of these shapes. */
export function body_graph_of(
  graph: Graph,
  called: FunctionAttribute,
  shapes: readonly TensorShape[],
): BodyGraph {
  const found = library_function(graph, called);
  const {definition, argument_types} = found;
  const body = graph.as_default(() => new BodyGraph(called.name));
  for (const [name, function_def] of graph.functions) body.functions.set(name, function_def);
  const inputs = (definition.signature?.input_arg ?? []).map(({name}, i) => {
    const argument = body.placeholder(argument_types[i] as DType, shapes[i] as TensorShape, name);
    for (const [attribute, value] of definition.arg_attr.get(i)?.attr ?? [])
      if (attribute.startsWith('_')) argument.op.set_attr(attribute, value);
    return argument;
  });
  body.take(inputs);
  const {results} = add_body(found, {graph: body, prefix: '', inputs, control: []});
  body.outputs = [...results];
  body.control_outputs = [...definition.control_ret.values()].map((name) => body.get_operation_by_name(name));
  return body;
}
