/**
 * The scopes of a graph, each as what entering it changes: name, control dependencies, device,
 * colocation, container, gradient overrides, and being the default graph.
 */
import {ValueError} from '../types/python_errors.ts';
import {parse_device} from './device.ts';
import {default_graphs} from './globals.ts';
import type {Graph} from './graph.ts';
import {name_from_scope_name, VALID_OP_NAME, VALID_SCOPE_NAME} from './names.ts';
import {Operation} from './operation.ts';
import {scope_or_run, type Entered, type Scope} from './scopes.ts';
import {ControlDependencies, type DeviceScope, type MutableScopeState} from './scope_state.ts';
import {Tensor} from './tensor.ts';

/** What runs inside a scope; its result is the scope's result. */
export type GraphScopeBody<V, R> = (value: V) => R;
type Body<V, R> = GraphScopeBody<V, R> | null | undefined;

function enter_name_scope(graph: Graph, name: string | null): Entered<string> {
  if (name !== null && typeof name !== 'string') throw new TypeError('expected string or bytes-like object');
  if (name) {
    const valid = graph.get_name_scope() ? VALID_SCOPE_NAME : VALID_OP_NAME;
    if (!valid.test(name)) throw new ValueError(`'${name}' is not a valid scope name`);
  }
  const scope = !name ? '' : name.endsWith('/') ? name_from_scope_name(name) : graph.unique_name(name);
  const exit = graph.enter_scope((draft) => {
    draft.name_scope = scope;
  });
  return {value: scope === '' ? '' : `${scope}/`, exit};
}

/** The operation that a control input names: an operation, a tensor's, or a variable's. */
function control_operation(graph: Graph, input: unknown): Operation {
  const wrapper = input as {op?: unknown; handle?: unknown} | null;
  const has_op = typeof wrapper === 'object' && wrapper !== null && wrapper.op instanceof Operation;
  const element =
    has_op &&
    !(input instanceof Tensor) &&
    (!('as_graph_element' in wrapper) || wrapper.handle instanceof Tensor)
      ? wrapper.op
      : input;
  const found = graph.as_graph_element(element);
  return found instanceof Tensor ? found.op : found;
}

function enter_control_dependencies(graph: Graph, control_inputs: readonly unknown[] | null): Entered<null> {
  if (control_inputs === null) {
    const exit = graph.enter_scope((draft) => {
      draft.control_dependencies = [new ControlDependencies([])];
      draft.control_flow_context = null;
    });
    return {value: null, exit};
  }
  const current = new Set(graph.scopes.control_dependencies.flatMap((scope) => scope.control_inputs));
  const operations: Operation[] = [];
  for (const input of control_inputs) {
    const operation = control_operation(graph, input);
    if (current.has(operation)) continue;
    operations.push(operation);
    current.add(operation);
  }
  const exit = graph.enter_scope((draft) => {
    draft.control_dependencies = [...graph.scopes.control_dependencies, new ControlDependencies(operations)];
  });
  return {value: null, exit};
}

export type Device = string | null | ((op: Operation) => string | null) | {to_string(): string};

function device_scope(device: Device): DeviceScope {
  if (typeof device === 'function') return {device: null, device_function: device};
  if (device === null) return {device: null, device_function: null};
  const text = typeof device === 'string' ? device : device.to_string();
  parse_device(text);
  return {device: text, device_function: null};
}

function enter_device(graph: Graph, device: Device): Entered<null> {
  const scope = device_scope(device);
  const exit = graph.enter_scope((draft) => {
    draft.devices = [...graph.scopes.devices, scope];
  });
  return {value: null, exit};
}

/** `_op_to_colocate_with`: the operation of a tensor, slices, variable or operation. */
function colocation_operation(graph: Graph, op: unknown): Operation | null {
  if (op === null || op instanceof Operation) return op;
  if (typeof op === 'object' && !(op instanceof Tensor) && !('as_graph_element' in op)) {
    // Slices are where their values are.
    const {op: own} = op as {op?: unknown};
    if (own instanceof Operation) return own;
  }
  // Variables with handles are where these are.
  const {handle} = op as {handle?: {op?: unknown} | null};
  if (handle?.op instanceof Operation) return handle.op;
  const element = graph.as_graph_element(op);
  return element instanceof Tensor ? element.op : element;
}

function enter_colocation(graph: Graph, op: unknown, ignore_existing: boolean): Entered<null> {
  if (op === null && !ignore_existing) {
    throw new ValueError('Trying to reset colocation (op is None) but ignore_existing is not True');
  }
  const operation = colocation_operation(graph, op);
  const exit = graph.enter_scope((draft) => {
    const outer = ignore_existing ? [] : graph.scopes.colocation;
    // By default colocation overrides the device scopes outside of it.
    draft.devices = [];
    draft.colocation = operation === null ? outer : [...outer, operation];
  });
  return {value: null, exit};
}

function enter_simple<V>(graph: Graph, value: V, recipe: (draft: MutableScopeState) => void): Entered<V> {
  return {value, exit: graph.enter_scope(recipe)};
}

/** What entering each scope of a graph does. */
export const enter_scopes = {
  name_scope: enter_name_scope,
  control_dependencies: enter_control_dependencies,
  device: enter_device,
  colocate_with: enter_colocation,

  container: (graph: Graph, name: string): Entered<string> =>
    enter_simple(graph, name, (draft) => {
      draft.container = name;
    }),

  gradient_override_map: (graph: Graph, map: Readonly<Record<string, string>>): Entered<null> =>
    enter_simple(graph, null, (draft) => {
      draft.gradient_overrides = {...graph.scopes.gradient_overrides, ...map};
    }),
};

/** Both forms of one scope of a graph: with a callback, or left open. */
export function graph_scope<K extends keyof typeof enter_scopes, R>(
  kind: K,
  args: Parameters<(typeof enter_scopes)[K]>,
  body: Body<unknown, R>,
): R | Scope<unknown> {
  const enter = enter_scopes[kind] as (...args: unknown[]) => Entered<unknown>;
  return scope_or_run(kind, () => enter(...args), body);
}

/** `graph.as_default()`: the default graph inside. */
export function enter_as_default<R>(graph: Graph, body: Body<Graph, R>): R | Scope<Graph> {
  const enter = (): Entered<Graph> => {
    default_graphs.value.push(graph);
    return {value: graph, exit: () => leave_default(graph)};
  };
  return scope_or_run('Graph.as_default', enter, body);
}

/** Takes the graph off the stack; whether its turn has come is told by the stack of all scopes. */
function leave_default(graph: Graph): void {
  const position = default_graphs.value.lastIndexOf(graph);
  if (position >= 0) default_graphs.value.splice(position, 1);
}

/** Runs `body` colocated with `op`, without a record of who opened the scope: for the library's own use. */
export function within_colocation<R>(graph: Graph, op: unknown, ignore_existing: boolean, body: () => R): R {
  const {exit} = enter_colocation(graph, op, ignore_existing);
  try {
    return body();
  } finally {
    exit();
  }
}
