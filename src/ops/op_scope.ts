/**
 * The name scope that a function of several nodes opens: `ops.name_scope(name, default_name, values)`,
 * in the graph that the values belong to.
 */
import {collect_elements} from '../graph/apply_inputs.ts';
import {get_graph_from_inputs} from '../graph/default_graph.ts';
import {default_graphs} from '../graph/globals.ts';

/** Runs `body` in the scope; it gets the scope's name with its slash, for the node that is the result. */
export function op_scope<R>(
  name: string | null,
  default_name: string,
  values: readonly unknown[],
  body: (scope: string) => R,
): R {
  const graph = get_graph_from_inputs(collect_elements({values}));
  const stack = default_graphs.value;
  if (stack.at(-1) === graph) return graph.within_name_scope(name ?? default_name, body);
  stack.push(graph);
  try {
    return graph.within_name_scope(name ?? default_name, body);
  } finally {
    stack.pop();
  }
}
