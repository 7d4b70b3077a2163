/**
 * The default graph: `tf.get_default_graph`, `tf.reset_default_graph`, and the graph that the inputs of
 * an op belong to.
 */
import {AssertionError, ValueError} from '../types/python_errors.ts';
import {default_graphs, global_default_graph} from './globals.ts';
import {Graph} from './graph.ts';
import type {Operation} from './operation.ts';
import {report_open_scopes} from './scopes.ts';
import type {Tensor} from './tensor.ts';

/** `tf.get_default_graph()`: the graph of the innermost `as_default`, else the global one. */
export function get_default_graph(): Graph {
  return default_graphs.value.at(-1) ?? (global_default_graph.value ??= new Graph());
}

const SESSIONS: ReadonlySet<string> = new Set(['Session', 'Session.as_default']);

/** `tf.reset_default_graph()`: a new global graph. Not inside `as_default`. Tells of scopes still open. */
export function reset_default_graph(): void {
  if (default_graphs.value.length > 0) {
    throw new AssertionError(
      'Do not use tf.reset_default_graph() to clear nested graphs. If you need a cleared graph, exit the nesting and create a new graph.',
    );
  }
  report_open_scopes(SESSIONS, 'the default graph is reset');
  global_default_graph.reset();
}

/** Refuses two elements of different graphs, in TensorFlow's words. */
export function assert_same_graph(original: Tensor | Operation, item: Tensor | Operation): void {
  if (original.graph !== item.graph)
    throw new ValueError(`${item} must be from the same graph as ${original}.`);
}

/** `_get_graph_from_inputs`: the body of a function that is being traced, the one graph of all inputs, else the default. */
export function get_graph_from_inputs(elements: readonly (Tensor | Operation)[]): Graph {
  const current = get_default_graph();
  if (current.building_function) return current;
  const [first] = elements;
  if (first === undefined) return get_default_graph();
  for (const element of elements) assert_same_graph(first, element);
  return first.graph;
}
