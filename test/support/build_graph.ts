// A graph of ours from a GraphDef, node by node as it stands there. Knows no sessions.
import type {AttrValue, GraphDef, NodeDef} from '../../src/formats/graph_def.ts';
import {Graph} from '../../src/graph/graph.ts';
import type {Operation} from '../../src/graph/operation.ts';
import type {Tensor} from '../../src/graph/tensor.ts';

function tensor_of(graph: Graph, input: string): Tensor | null {
  const [name, index = '0'] = input.split(':');
  return graph.find_operation(name ?? '')?.outputs[Number(index)] ?? null;
}

function add_node(graph: Graph, node: NodeDef, inputs: readonly Tensor[]): Operation {
  const controls = node.input
    .filter((input) => input.startsWith('^'))
    .map((input) => graph.get_operation_by_name(input.slice(1)));
  const attrs = new Map(node.attr as Map<string, AttrValue>);
  const op = graph.control_dependencies(controls, () =>
    graph.create_op(node.op, inputs, null, null, `${node.name}/`, attrs),
  );
  op.device = node.device;
  return op;
}

/** Builds the nodes in their order, each after its inputs; the way back of a loop is added at the end. */
export function build_graph({node: nodes}: GraphDef): Graph {
  const graph = new Graph();
  const back: [op: Operation, input: string][] = [];
  let left = nodes;
  while (left.length > 0) {
    const waiting: NodeDef[] = [];
    for (const node of left) {
      const data = node.input.filter((input) => !input.startsWith('^'));
      const is_there = (input: string): boolean =>
        graph.find_operation(input.replace(/^\^|:\d+$/g, '')) !== null;
      const is_back = (input: string, i: number): boolean =>
        node.op === 'Merge' && i > 0 && /NextIteration/.test(input);
      if (!node.input.every((input, i) => is_there(input) || is_back(input, i))) {
        waiting.push(node);
        continue;
      }
      const found = data.map((input) => tensor_of(graph, input));
      const op = add_node(
        graph,
        node,
        found.filter((tensor) => tensor !== null),
      );
      for (const [i, input] of data.entries()) if (found[i] === null) back.push([op, input]);
    }
    if (waiting.length === left.length) throw new Error(`inputs of ${waiting[0]?.name} are missing`);
    left = waiting;
  }
  for (const [op, input] of back) op.add_while_input(tensor_of(graph, input) as Tensor);
  return graph;
}
