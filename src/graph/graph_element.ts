/**
 * `graph.as_graph_element`: a tensor or operation from an object that stands for one, or from a name.
 */
import {KeyError, ValueError} from '../types/python_errors.ts';
import type {Graph} from './graph.ts';
import {python_repr, python_type_name} from '../types/python_repr.ts';
import {Operation} from './operation.ts';
import {Tensor} from './tensor.ts';

/** An object that stands for a tensor or operation, as variables do. */
export interface GraphElementLike {
  as_graph_element(): Tensor | Operation;
}

function stands_for_element(obj: unknown): obj is GraphElementLike {
  return (
    typeof obj === 'object' &&
    obj !== null &&
    typeof (obj as Partial<GraphElementLike>).as_graph_element === 'function' &&
    !(obj as {get_operations?: unknown}).get_operations
  );
}

function tensor_by_name(graph: Graph, name: string): Tensor {
  const parts = name.split(':');
  const [op_name, index] = parts as [string, string];
  if (parts.length !== 2 || !/^\s*[+-]?\d+\s*$/.test(index)) {
    throw new ValueError(
      `The name ${python_repr(name)} looks a like a Tensor name, but is not a valid one. Tensor names must be of the form "<op_name>:<output_index>".`,
    );
  }
  const op = graph.find_operation(op_name);
  if (op === null) {
    throw new KeyError(
      `The name ${python_repr(name)} refers to a Tensor which does not exist. The operation, ${python_repr(op_name)}, does not exist in the graph.`,
    );
  }
  const tensor = op.outputs.at(Number(index));
  if (tensor === undefined) {
    throw new KeyError(
      `The name ${python_repr(name)} refers to a Tensor which does not exist. The operation, ${python_repr(op_name)}, exists but only has ${op.outputs.length} outputs.`,
    );
  }
  return tensor;
}

function by_name(
  graph: Graph,
  name: string,
  allow_tensor: boolean,
  allow_operation: boolean,
  types: string,
): Tensor | Operation {
  if (name.includes(':')) {
    if (allow_tensor) return tensor_by_name(graph, name);
    throw new ValueError(`Name ${python_repr(name)} appears to refer to a Tensor, not a ${types}.`);
  }
  const op = graph.find_operation(name);
  if (allow_operation) {
    if (op === null)
      throw new KeyError(`The name ${python_repr(name)} refers to an Operation not in the graph.`);
    return op;
  }
  const what = op === null ? 'looks like an (invalid) Operation name' : 'refers to an Operation';
  throw new ValueError(
    `The name ${python_repr(name)} ${what}, not a ${types}. Tensor names must be of the form "<op_name>:<output_index>".`,
  );
}

/** See `Graph.as_graph_element`. */
export function find_graph_element(
  graph: Graph,
  obj: unknown,
  allow_tensor: boolean,
  allow_operation: boolean,
): Tensor | Operation {
  if (!allow_tensor && !allow_operation)
    throw new ValueError("allow_tensor and allow_operation can't both be False.");
  const types =
    allow_tensor && allow_operation ? 'Tensor or Operation' : allow_tensor ? 'Tensor' : 'Operation';
  const element = stands_for_element(obj) ? obj.as_graph_element() : obj;
  if (typeof element === 'string') return by_name(graph, element, allow_tensor, allow_operation, types);
  if (element instanceof Tensor && allow_tensor) {
    if (element.graph !== graph) throw new ValueError(`Tensor ${element} is not an element of this graph.`);
    return element;
  }
  if (element instanceof Operation && allow_operation) {
    if (element.graph !== graph)
      throw new ValueError(`Operation ${String(element)} is not an element of this graph.`);
    return element;
  }
  throw new TypeError(`Can not convert a ${python_type_name(element)} into a ${types}.`);
}
