/**
 * All global mutable state of the library, each item named and resettable. Nothing else in `src` may
 * keep state at module level; what a lower layer needs to remember across calls gets its item here.
 */
import type {Graph} from './graph.ts';
import type {OpDefinition} from './op_definition.ts';
import type {TableOp} from './op_table.ts';
import type {CollectionProto} from './proto_functions.ts';
import type {SessionInterface} from './session_interface.ts';
import type {OpenScope} from './scopes.ts';
import type {CreationSite} from './creation_site.ts';
import type {ConversionFunction} from './convert_types.ts';

/** One piece of global state: its value, and the way back to how it was at the start. */
class GlobalItem<T> {
  readonly name: string;
  value: T;
  readonly #initial: () => T;

  constructor(name: string, initial: () => T) {
    this.name = name;
    this.#initial = initial;
    this.value = initial();
  }

  /** Puts the initial value back. */
  reset(): void {
    this.value = this.#initial();
  }
}

/** Public calls under way; `outer` is the call that runs the user's function in which they are made. */
interface PublicCall {
  depth: number;
  site: CreationSite | null;
  readonly outer: CreationSite | null;
}

/** Finds an op among all that TensorFlow knows. */
interface OpTableReader {
  find(op_type: string): TableOp | null;
  names(): Iterable<string>;
}

/** The innermost `graph.as_default()` is the last; empty means the one made on demand. */
export const default_graphs = new GlobalItem('default_graphs', (): Graph[] => []);
/** The graph that is the default where no `as_default` is open. */
export const global_default_graph = new GlobalItem('global_default_graph', (): Graph | null => null);
/** The innermost `session.as_default()` is the last. */
export const default_sessions = new GlobalItem('default_sessions', (): SessionInterface[] => []);
/** Every scope that is open now, of any kind, in order of entering. */
export const open_scopes = new GlobalItem('open_scopes', (): OpenScope[] => []);
/** The public call that is under way, for the creation line of the nodes that it makes. */
export const public_call = new GlobalItem('public_call', (): PublicCall => ({
  depth: 0,
  site: null,
  outer: null,
}));
/** Whether variables have handles where nothing else is said. */
export const default_use_resource = new GlobalItem('default_use_resource', () => false);
/** `ops.uid()` of TensorFlow: a number that no one else gets. */
const uid_counter = new GlobalItem('uid_counter', () => ({next: 0}));
/** Minimum level of `tf.logging`: 30 is WARN. */
export const log_level = new GlobalItem('log_level', () => 30);
/** What was told once and is not told again. */
export const told_once = new GlobalItem('told_once', () => new Set<string>());
/** numpy's global generator, made on first use; the type belongs to who fills it. */
export const numpy_random = new GlobalItem('numpy_random', () => new Map<string, object>());
/** `arg_scope`: for each decorated function its defaults; the innermost scope is the last. */
export const arg_scopes = new GlobalItem(
  'arg_scopes',
  (): ReadonlyMap<object, Readonly<Record<string, unknown>>>[] => [],
);

/** Functions of the program that operations call, by token; each is kept by the graph that it was given to. */
export const host_functions = new GlobalItem('host_functions', () => ({
  count: 0,
  by_token: new Map<string, WeakRef<object>>(),
}));

/** Op definitions by type. A registry: filled when modules load and never reset. */
export const op_definitions = new GlobalItem('op_definitions', () => new Map<string, OpDefinition>());
/** The table of all ops, read when it is first asked. */
export const op_table = new GlobalItem('op_table', (): OpTableReader | null => null);
/** Gradient functions by op type, `null` where there is none to be had. A registry. */
export const gradient_functions = new GlobalItem(
  'gradient_functions',
  () => new Map<string, object | null>(),
);
/** How objects that are not tensors become tensors, in order of priority. A registry. */
export const conversion_functions = new GlobalItem('conversion_functions', (): ConversionFunction[] => []);
/** How the items of collections become messages, by the collection's key. A registry. */
export const collection_protos = new GlobalItem(
  'collection_protos',
  () => new Map<string, CollectionProto>(),
);
/** Named hooks by which an upper layer calls a lower one that it must not import. A registry. */
export const hooks = new GlobalItem('hooks', () => new Map<string, object>());

const resettable = [
  default_graphs,
  global_default_graph,
  default_sessions,
  open_scopes,
  public_call,
  default_use_resource,
  uid_counter,
  log_level,
  told_once,
  numpy_random,
  arg_scopes,
  host_functions,
];

/** Puts all global state back to its start, registries excepted. For tests. */
export function reset_globals(): void {
  for (const item of resettable) item.reset();
}

/** `ops.uid()`: a number that no one else gets. */
export function uid(): number {
  return uid_counter.value.next++;
}
