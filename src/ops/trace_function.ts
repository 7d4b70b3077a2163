/**
 * Functions of the program traced into functions of a graph's library: called once with placeholders, in a graph of their
 * own. The one way in which functions become FunctionDefs; knows nothing of who calls them.
 */
import type {FunctionAttribute} from '../graph/attributes.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {FuncGraph, type Capturing} from '../graph/func_graph.ts';
import {function_def_of} from '../graph/function_def.ts';
import {uid} from '../graph/globals.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {FunctionDef} from '../formats/graph_def.ts';
import type {DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {identity} from './array_identity.ts';
import {order_stateful_nodes} from './automatic_control.ts';

/** What a function is called with while it is traced. */
export interface ArgumentSpec {
  readonly dtype: DType;
  readonly shape: TensorShape;
}

/** A traced function. */
export class TracedFunction {
  readonly definition: FunctionDef;
  readonly graph: FuncGraph;

  constructor(graph: FuncGraph, definition: FunctionDef) {
    this.graph = graph;
    this.definition = definition;
  }

  /** The tensors from outside that the function takes after its own arguments. */
  get captured(): readonly Tensor[] {
    return this.graph.captured;
  }

  /** The value of an attribute that names the function. */
  get attribute(): FunctionAttribute {
    return {name: this.definition.signature?.name ?? '', attr: new Map()};
  }

  /** Puts the function and those that it calls into the library of `graph`. */
  add_to(graph: Graph): this {
    graph.functions.set(this.attribute.name, this.definition);
    for (const [name, inner] of this.graph.functions)
      if (!graph.functions.has(name)) graph.functions.set(name, inner);
    return this;
  }
}

/**
 * `eager.function.defun`: a function `__inference_<name>_<number>` of arguments `args_0`, ... What it takes from outside become
 * further arguments; stateful nodes run in the order of the program.
 */
export function trace_function(
  name: string,
  specs: readonly ArgumentSpec[],
  body: (...arguments_: Tensor[]) => readonly TensorLike[],
): TracedFunction {
  const graph = new FuncGraph('as arguments');
  const {outputs, control_outputs} = graph.as_default(() => {
    const given = specs.map(({dtype, shape}, i) => graph.argument(dtype, shape, `args_${i}`));
    const returned = body(...given).map((value) => to_tensor(value));
    const marked = returned.map((tensor) => identity(tensor));
    return {outputs: marked, control_outputs: order_stateful_nodes(graph, marked)};
  });
  const parts = {name: `__inference_${name}_${uid()}`, graph, outputs, control_outputs};
  return new TracedFunction(graph, function_def_of(parts));
}

/**
 * `framework.function.Defun(capture_by_value=True)` of no arguments: what it takes from outside is copied into it, of stateful
 * nodes only those of `stateful`. Its name ends with a hash of the body. Throws `ValueError` for what cannot be copied.
 */
export function trace_copied(
  name: string,
  description: string,
  stateful: ReadonlySet<Operation>,
  body: () => Tensor,
): TracedFunction {
  const capturing: Capturing = {copied: stateful};
  const graph = new FuncGraph(capturing);
  const output = graph.as_default(() => graph.capture(body()));
  const attrs = new Map([['_disable_call_shape_inference', {b: true}] as const]);
  const parts = {name, graph, outputs: [output], control_outputs: [], description, attrs, is_hashed: true};
  return new TracedFunction(graph, function_def_of(parts));
}
