/**
 * `tf.name_scope`, `tf.control_dependencies`, `tf.device`, `tf.colocate_with`, `tf.container`: the scopes
 * of the default graph.
 */
import {ValueError} from '../types/python_errors.ts';
import {is_graph_value} from './convert.ts';
import {default_graphs} from './globals.ts';
import {get_default_graph, get_graph_from_inputs} from './default_graph.ts';
import type {Graph} from './graph.ts';
import {enter_scopes, type Device} from './graph_scopes.ts';
import {Operation} from './operation.ts';
import {scope_function} from './scope_function.ts';
import type {Entered} from './scopes.ts';
import {Tensor} from './tensor.ts';

/** The tensors and operations that some values stand for. */
function elements_of(values: readonly unknown[]): (Tensor | Operation)[] {
  return values.flatMap((value) => {
    if (value instanceof Tensor || value instanceof Operation) return [value];
    if (Array.isArray(value)) return elements_of(value);
    const element = is_graph_value(value)
      ? (value as {as_graph_element?: () => Tensor}).as_graph_element?.()
      : null;
    return element ? [element] : [];
  });
}

/** Enters a scope of `graph` with the graph as the default inside. */
function entered_as_default<V>(graph: Graph, entered: Entered<V>): Entered<V> {
  if (graph === get_default_graph()) return entered;
  default_graphs.value.push(graph);
  return {
    value: entered.value,
    exit: () => {
      default_graphs.value.pop();
      entered.exit();
    },
  };
}

/** What entering `tf.name_scope` does, for functions that open it around their nodes. */
function enter_name_scope(
  name: string | null,
  default_name: string | null = null,
  values: readonly unknown[] | null = null,
): Entered<string> {
  if (default_name !== null && typeof default_name !== 'string') {
    throw new TypeError(
      `\`default_name\` type (${typeof default_name}) is not a string type. You likely meant to pass this into the \`values\` kwarg.`,
    );
  }
  const wanted = name ?? default_name;
  if (wanted === null && values !== null) {
    throw new ValueError(`At least one of name (None) and default_name (None) must be provided.`);
  }
  const elements = values === null ? [] : elements_of(values);
  const graph = elements.length > 0 ? get_graph_from_inputs(elements) : get_default_graph();
  return entered_as_default(graph, enter_scopes.name_scope(graph, wanted));
}

/**
 * Runs `body` in the name scope of an op function, as `with ops.name_scope(name, default_name, values)`
 * does, without a record of who opened it.
 */
export function with_name_scope<R>(
  name: string | null,
  default_name: string | null,
  values: readonly unknown[],
  body: (scope: string) => R,
): R {
  const {value, exit} = enter_name_scope(name, default_name, values);
  try {
    return body(value);
  } finally {
    exit();
  }
}

/** `tf.name_scope(name, default_name, values)`: gives the scope's name with its slash. */
export const name_scope = scope_function(
  ['name', 'default_name', 'values'],
  function name_scope(
    name: string | null,
    default_name: string | null = null,
    values: readonly unknown[] | null = null,
  ) {
    return enter_name_scope(name, default_name, values);
  },
);

/** `tf.control_dependencies(control_inputs)`: nodes made inside run after these; `null` clears. */
export const control_dependencies = scope_function(
  ['control_inputs'],
  function control_dependencies(control_inputs: readonly unknown[] | null) {
    return enter_scopes.control_dependencies(get_default_graph(), control_inputs);
  },
);

/** `tf.device(device_name_or_function)`: nodes made inside are placed there. */
export const device = scope_function(
  ['device_name_or_function'],
  function device(device_name_or_function: Device) {
    return enter_scopes.device(get_default_graph(), device_name_or_function);
  },
);

/** `tf.colocate_with(op, ignore_existing)`: nodes made inside are placed with `op`. */
export const colocate_with = scope_function(
  ['op', 'ignore_existing'],
  function colocate_with(op: unknown, ignore_existing = false) {
    return enter_scopes.colocate_with(get_default_graph(), op, ignore_existing);
  },
);

/** `tf.container(container_name)`: stateful nodes made inside keep their state there. */
export const container = scope_function(['container_name'], function container(container_name: string) {
  return enter_scopes.container(get_default_graph(), container_name);
});

/**
 * `tf.init_scope()`: leaves control dependencies and control flow; the name scope stays. For nodes that
 * initialise something.
 */
export const init_scope = scope_function([], function init_scope(): Entered<null> {
  const graph = get_default_graph();
  const scope = graph.get_name_scope();
  const leave_name = enter_scopes.name_scope(graph, scope === '' ? null : `${scope}/`).exit;
  const leave_control = enter_scopes.control_dependencies(graph, null).exit;
  return {
    value: null,
    exit: () => {
      leave_control();
      leave_name();
    },
  };
});
