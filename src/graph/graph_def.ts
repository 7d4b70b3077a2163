/**
 * A graph as a GraphDef. Reading one back is in `import_graph_def.ts`.
 */
import type {AttrValue, GraphDef, NodeDef} from '../formats/graph_def.ts';
import {shape_proto_from_shape} from '../formats/shape_proto.ts';
import type {Graph} from './graph.ts';
import type {Operation} from './operation.ts';

function node_with_shapes(op: Operation): NodeDef {
  const node = op.to_node_def();
  if (op.outputs.length === 0) return node;
  const shapes = op.outputs.map((output) => shape_proto_from_shape(output.shape));
  const attr = new Map(node.attr as ReadonlyMap<string, AttrValue>);
  attr.set('_output_shapes', {list: {shape: shapes}} as AttrValue);
  return {...node, attr};
}

/** See `Graph.as_graph_def`; `from_version` leaves out the nodes up to that version. */
export function graph_to_graph_def(graph: Graph, from_version: number | null, add_shapes: boolean): GraphDef {
  const operations = graph.get_operations().filter((op) => from_version === null || op.id > from_version);
  const functions = [...graph.functions.values()];
  const gradient = [...graph.function_gradients].map(([function_name, gradient_func]) => ({
    function_name,
    gradient_func,
  }));
  return {
    node: operations.map((op) => (add_shapes ? node_with_shapes(op) : op.to_node_def())),
    versions: graph.graph_def_versions,
    ...(functions.length > 0 ? {library: {function: functions, gradient}} : {}),
  } as GraphDef;
}
