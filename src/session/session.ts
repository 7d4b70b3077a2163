/**
 * `tf.Session` and `tf.InteractiveSession`: the public face. Checks what users give, in TensorFlow's words;
 * running is the executor's business.
 */
import {CancelledError} from '../errors.ts';
import type {Proto} from '../formats/proto_class.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {default_graphs, default_sessions} from '../graph/globals.ts';
import {Graph} from '../graph/graph.ts';
import type {SessionInterface} from '../graph/session_interface.ts';
import {open_scope, report_open_scopes, type Entered, type Scope} from '../graph/scopes.ts';
import {RuntimeError} from '../types/python_errors.ts';
import {python_type_name} from '../types/python_repr.ts';
import {machine_files, type Files} from '../util/files.ts';
import {define_methods, public_class} from '../util/signature.ts';
import {resolve_backend, type AnyBackend} from './backends.ts';
import {
  check_config,
  check_run_options,
  step_limits,
  type RunMetadataLike,
  type RunOptionsInit,
  type SessionConfig,
} from './config.ts';
import type {ConfigLike} from './config_proto.ts';
import {Executor} from './executor.ts';
import {explain_request} from './explain.ts';
import type {FeedDict, FetchResult} from './fetch_types.ts';
import {read_feeds, type FedValue} from './feeds.ts';
import {read_fetches, type FetchList} from './fetches.ts';
import {HOST_OPERATIONS} from './host_ops/index.ts';
import {DEVICES, Placer, type DeviceDescription} from './placement.ts';
import {fill_metadata, wanted_trace, type RunTrace} from './run_metadata.ts';
import {RunQueue} from './run_queue.ts';
import {partial_run_error, target_type_error, unknown_target} from './session_errors.ts';
import {Step, type StepLimits} from './step.ts';

/** `run`'s keywords. */
interface RunKeywords {
  readonly feed_dict?: FeedDict | null;
  readonly options?: RunOptionsInit | null;
  readonly run_metadata?: RunMetadataLike | null;
}

/** What `make_callable` gives. */
export type SessionCallable<F> = (...values: unknown[]) => Promise<FetchResult<F>>;

/** Scopes in which sessions are made; any other was forgotten. */
const MAY_BE_OPEN: ReadonlySet<string> = new Set([
  'Graph.as_default',
  'Session',
  'Session.as_default',
  'device',
]);

/** What sessions have in common (`tf.BaseSession` of TensorFlow's Python). */
class BaseSession implements SessionInterface {
  readonly graph: Graph;
  readonly #target: string;
  readonly #config: SessionConfig;
  readonly #queue = new RunQueue();
  /** The runs that have not ended. */
  readonly #steps = new Set<Step>();
  readonly #placer: Placer;
  #backend: Promise<AnyBackend> | null = null;
  #executor: Executor | null = null;
  #closed = false;
  #cancelled = false;
  #closing: Promise<void> | null = null;
  #files: Promise<Files> | null = null;

  constructor(target: string | null, graph: Graph | null, config: ConfigLike | null) {
    if (graph !== null && !(graph instanceof Graph)) {
      throw new TypeError(`graph must be a tf.Graph, but got <class '${python_type_name(graph)}'>`);
    }
    if (target !== null && typeof target !== 'string') throw target_type_error(target);
    this.graph = graph ?? get_default_graph();
    this.#config = check_config(config);
    this.#target = target ?? '';
    if (this.#target !== '') throw unknown_target(this.#target);
    report_open_scopes(MAY_BE_OPEN, 'a session is made');
    this.#placer = new Placer(this.#config, (line) => this.#log(line));
  }

  /** The graph of this session as a GraphDef. */
  get graph_def(): Proto<'GraphDef'> {
    return this.graph.as_graph_def();
  }

  /** The target that this session was made for. */
  get sess_str(): string {
    return this.#target;
  }

  /**
   * Runs what `fetches` needs, with the values of `feed_dict`, and gives back values in the structure of
   * `fetches`: a tensor, operation, name, variable, array, record, `Map` or `IndexedSlices`, nested at will.
   * Scalars come as JavaScript values, other tensors as `NDArray`, operations as `null`.
   *
   * Rejects with RuntimeError (closed session, empty graph), TypeError and ValueError (fetches, feeds) and
   * `tf.errors.OpError` (what a node says); the session goes on working after each.
   */
  run<const F>(
    fetches: F,
    feed_dict?: FeedDict | null,
    options?: RunOptionsInit | null,
    run_metadata?: RunMetadataLike | null,
  ): Promise<FetchResult<F>>;
  run<const F>(fetches: F, keywords: RunKeywords): Promise<FetchResult<F>>;
  async run(
    fetches: unknown,
    feed_dict: unknown = null,
    options: RunOptionsInit | null = null,
    run_metadata: RunMetadataLike | null = null,
  ): Promise<unknown> {
    this.#check_open();
    const feeds = read_feeds(this.graph, feed_dict);
    const fetch_list = read_fetches(this.graph, fetches, this);
    if (fetch_list.tensors.length === 0 && fetch_list.operations.length === 0)
      return fetch_list.rebuild(never);
    const trace = wanted_trace(check_run_options(options), run_metadata);
    const result = await this.#run(fetch_list, feeds, step_limits(options, this.#config), trace);
    if (trace !== null && options !== null && run_metadata !== null)
      fill_metadata(trace, options, run_metadata, this.graph);
    return result;
  }

  async #run(
    fetches: FetchList,
    feeds: readonly FedValue[],
    limits: StepLimits,
    trace: RunTrace | null,
  ): Promise<unknown> {
    const step = new Step(limits);
    this.#steps.add(step);
    const turn = this.#queue.enter();
    try {
      if (turn !== null) await turn;
      const executor = this.#executor ?? (await this.#start());
      if (this.#cancelled) throw new CancelledError(null, null, 'Session has been closed.');
      return await executor.run(fetches, feeds, step, trace);
    } finally {
      this.#steps.delete(step);
      step.dispose();
      this.#queue.leave();
    }
  }

  #check_open(): void {
    if (this.#closed) throw new RuntimeError('Attempted to use a closed Session.');
    if (this.graph.version === 0) {
      throw new RuntimeError(
        'The Session graph is empty.  Add operations to the graph before calling run().',
      );
    }
  }

  async #start(): Promise<Executor> {
    this.#backend ??= resolve_backend(this.#config.backend);
    const backend = await this.#backend;
    return (this.#executor ??= new Executor({
      graph: this.graph,
      backend,
      queue: this.#queue,
      host_operations: HOST_OPERATIONS,
      files: () => (this.#files ??= machine_files()),
      log: (line, stream) => this.#log(line, stream),
      placer: this.#placer,
    }));
  }

  #log(line: string, stream: 'stdout' | 'stderr' = 'stderr'): void {
    if (stream === 'stdout') console.log(line);
    else console.error(line);
  }

  /**
   * A function of the values of `feed_list` that runs `fetches`; after the values it takes `{options, run_metadata}`, without a
   * `feed_list` only where `accept_options` says so.
   */
  make_callable<const F>(
    fetches: F,
    feed_list?: readonly unknown[] | null,
    accept_options?: boolean,
  ): SessionCallable<F>;
  make_callable<const F>(
    fetches: F,
    keywords: {readonly feed_list?: readonly unknown[] | null; readonly accept_options?: boolean},
  ): SessionCallable<F>;
  make_callable(fetches: unknown, given: unknown = null, accept_options = false): SessionCallable<unknown> {
    const feed_list = given as readonly unknown[] | null;
    if (feed_list !== null && !Array.isArray(feed_list))
      throw new TypeError('`feed_list` must be a list or tuple.');
    const keys = feed_list ?? [];
    const limit = keys.length + (feed_list !== null || accept_options ? 1 : 0);
    read_fetches(this.graph, fetches, this);
    return async (...values) => {
      if (values.length > limit)
        throw new TypeError(`takes ${limit} arguments but ${values.length} were given`);
      const feed_dict = keys.slice(0, values.length).map((key, i) => [key, values[i]] as const);
      return this.run(fetches, {feed_dict, ...(values[keys.length] as RunKeywords | undefined)});
    };
  }

  /**
   * Every stage of what a run of `fetches` becomes, with what each pass changed, as text; with `{wat: true}` also the code
   * that a compiling backend makes of it (WebAssembly's text format).
   */
  explain(
    fetches: unknown,
    feed_dict?: FeedDict | null,
    keywords?: {readonly wat?: boolean},
  ): Promise<string>;
  async explain(fetches: unknown, feed_dict: FeedDict | null = null, wat: unknown = false): Promise<string> {
    this.#check_open();
    const fetch_list = read_fetches(this.graph, fetches, this);
    const feeds = read_feeds(this.graph, feed_dict);
    return explain_request(this.#executor ?? (await this.#start()), fetch_list, feeds, wat === true);
  }

  /** Not supported: run once with all feeds, or keep intermediate values in variables. */
  partial_run_setup(): Promise<never> {
    return Promise.reject(partial_run_error());
  }

  partial_run(): Promise<never> {
    return Promise.reject(partial_run_error());
  }

  /** The devices of this session. */
  async list_devices(): Promise<DeviceDescription[]> {
    return [...DEVICES];
  }

  /** Makes this the default session: inside the callback, or until the result is disposed. Does not close. */
  as_default<R>(body: (session: this) => Promise<R>): Promise<R>;
  as_default(): Scope<this>;
  as_default<R>(body: ((session: this) => Promise<R>) | null = null): Promise<R> | Scope<this> {
    const scope = open_scope('Session.as_default', () => this.#entered(false));
    if (body === null) return scope;
    return within(scope, () => body(this));
  }

  /** `with tf.Session() as sess:` of Python: default session and graph inside; closed after, also on errors. */
  async use<R>(body: (session: this) => R | Promise<R>): Promise<R> {
    if (this.#closed) throw new RuntimeError('Attempted to use a closed Session.');
    const scope = open_scope('Session', () => this.#entered(true));
    try {
      return await within(scope, async () => body(this));
    } finally {
      await this.close();
    }
  }

  #entered(with_graph: boolean): Entered<this> {
    return {value: this, exit: this.#enter_default(with_graph), waits: true};
  }

  #enter_default(with_graph: boolean): () => void {
    if (with_graph) default_graphs.value.push(this.graph);
    default_sessions.value.push(this);
    return () => {
      remove_last(default_sessions.value, this);
      if (with_graph) remove_last(default_graphs.value, this.graph);
    };
  }

  /** For subclasses: makes this the default session, and its graph the default graph, until the result is called. */
  protected enter_for_good(): () => void {
    return this.#enter_default(true);
  }

  /** Refuses new runs, cancels those that wait, lets the others end, and frees all. May be called again. */
  close(): Promise<void> {
    this.#closed = true;
    for (const step of this.#steps) step.stop_waiting();
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#queue.idle();
    this.#executor?.close();
    // A backend that was given as a value stays its maker's.
    if (this.#backend === null || typeof this.#config.backend === 'object') return;
    // One that could not be started has told the runs that needed it.
    const backend = await this.#backend.catch(() => null);
    await backend?.close?.();
  }

  /** Cancels the runs that have not begun. */
  [Symbol.dispose](): void {
    this.#cancelled = true;
    this.close().catch(report);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  toString(): string {
    return `<tf.Session of ${this.graph.operation_count} operations>`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function never(): never {
  throw new Error('nothing was fetched');
}

function report(error: unknown): void {
  console.error(error);
}

/** Runs `body` and leaves the scope; what went wrong inside goes before what leaving it finds. */
async function within<R>(scope: Scope<unknown>, body: () => Promise<R>): Promise<R> {
  let result: R;
  try {
    result = await body();
  } catch (error) {
    try {
      scope[Symbol.dispose]();
    } catch {
      // The scope that was left open stands in the way of nothing: it ended too.
    }
    throw error;
  }
  scope[Symbol.dispose]();
  return result;
}

function remove_last<T>(stack: T[], item: T): void {
  const position = stack.lastIndexOf(item);
  if (position >= 0) stack.splice(position, 1);
}

const RUN_NAMES = ['fetches', 'feed_dict', 'options', 'run_metadata'];

/** Records of fetches are told from keywords by their names, records of feeds by the colons of tensor names. */
const dictionaries = {
  fetches: (record: object): boolean => !Object.keys(record).every((key) => RUN_NAMES.includes(key)),
  feed_dict: (record: object): boolean => Object.keys(record).every((key) => key.includes(':')),
};

define_methods(BaseSession, {
  run: {
    names: ['fetches', 'feed_dict', 'options', 'run_metadata'],
    options: {dictionary_parameters: dictionaries},
  },
  explain: {names: ['fetches', 'feed_dict', 'wat'], options: {dictionary_parameters: dictionaries}},
  make_callable: {
    names: ['fetches', 'feed_list', 'accept_options'],
    options: {dictionary_parameters: {fetches: dictionaries.fetches}},
  },
});

/** `tf.Session(target, graph, config)`. */
class SessionClass extends BaseSession {
  constructor(target: string | null = '', graph: Graph | null = null, config: ConfigLike | null = null) {
    super(target, graph, config);
  }
}

/** `tf.InteractiveSession(target, graph, config)`: the default session from here until it is closed. */
class InteractiveSessionClass extends BaseSession {
  #leave: (() => void) | null;

  constructor(target: string | null = '', graph: Graph | null = null, config: ConfigLike | null = null) {
    super(target, graph, config);
    this.#leave = this.enter_for_good();
  }

  override close(): Promise<void> {
    this.#leave?.();
    this.#leave = null;
    return super.close();
  }
}

const config_place = {config: (record: object): boolean => !('config' in record)};

/** `tf.Session`. With or without `new`; `tf.Session({config: {backend: 'js'}})`. */
export const Session = public_class(['target', 'graph', 'config'], SessionClass, {
  name: '__init__',
  dictionary_parameters: config_place,
});
export type Session = SessionClass;

/** `tf.InteractiveSession`. */
export const InteractiveSession = public_class(['target', 'graph', 'config'], InteractiveSessionClass, {
  name: '__init__',
  dictionary_parameters: config_place,
});
export type InteractiveSession = InteractiveSessionClass;
