/**
 * The part of a session that runs: plans by request, the state between runs, the order of runs. Exists once
 * the backend does. Knows flat fetches and fed arrays, not their public forms.
 */
import type {PassContext} from '../compile/program.ts';
import type {Environment, Feed, Request} from '../compile/request.ts';
import {evaluate} from '../backends/js/index.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor, Value} from '../graph/tensor.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {Files} from '../util/files.ts';
import type {AnyBackend} from './backends.ts';
import {to_value, type FetchList} from './fetches.ts';
import type {FedValue} from './feeds.ts';
import {FrameRun} from './frames/frame_run.ts';
import type {InnerExecutor} from './function_cache.ts';
import type {HostOperations} from './host_op.ts';
import type {Placer} from './placement.ts';
import {dispose_plan, make_plan, type Plan} from './plan.ts';
import {PlanCache} from './plan_cache.ts';
import {PlanRun} from './plan_run.ts';
import type {Runtime} from './runtime.ts';
import {run_error} from './run_errors.ts';
import {RunState} from './run_state.ts';
import type {RunTrace} from './run_metadata.ts';
import {RunQueue} from './run_queue.ts';
import {ResourceManager} from './resources.ts';
import type {Step} from './step.ts';
import {VariableStore} from './variable_store.ts';

const PLANS_KEPT = 128;

/** What a run brings back, and what else it runs. */
export type WantedNodes = Pick<FetchList, 'tensors' | 'operations'>;

/** A plan with the number of runs that use it now; a retired one is freed by the last of them. */
interface PlanEntry {
  readonly plan: Plan<unknown>;
  users: number;
  retired: boolean;
}

export interface ExecutorParts {
  readonly graph: Graph;
  readonly backend: AnyBackend;
  readonly queue: RunQueue;
  readonly host_operations: HostOperations;
  readonly files: () => Promise<Files>;
  readonly log: (line: string, stream?: 'stdout' | 'stderr') => void;
  readonly placer: Placer;
  /** The executor in whose runs this one runs a function: variables and resources are its. */
  readonly outer?: Executor;
}

export class Executor implements InnerExecutor {
  readonly runtime: Runtime<unknown>;
  readonly environment: Environment;
  readonly pass_context: PassContext;
  readonly #placer: Placer;
  /** Nodes of the bodies of functions, by name. */
  readonly #written = new Map<string, Operation>();
  readonly #cache = new PlanCache<PlanEntry>(PLANS_KEPT, retire);
  #graph_changes = 0;
  #shape_changes = 0;

  readonly #is_inner: boolean;

  constructor({placer, outer, ...parts}: ExecutorParts) {
    this.#is_inner = outer !== undefined;
    const store = new VariableStore(parts.backend, outer?.runtime.store);
    const find_operation = (name: string): Operation | null =>
      parts.graph.find_operation(name) ?? this.#written.get(name) ?? null;
    const inner_executor = (graph: Graph): InnerExecutor =>
      new Executor({...parts, graph, placer, queue: new RunQueue(), outer: this});
    const resources = outer?.runtime.resources ?? new ResourceManager();
    this.runtime = {...parts, store, memory: new Map(), resources, find_operation, inner_executor};
    this.#placer = placer;
    this.pass_context = {evaluate, capabilities: parts.backend.native ?? parts.backend};
    this.environment = {
      is_host_op: (op_type) => Object.hasOwn(parts.host_operations, op_type),
      waits: (op_type) => parts.host_operations[op_type]?.waits === true,
      variable_shape: (variable) => store.get(variable)?.shape ?? null,
    };
  }

  /** Runs once; the queue has given this run its turn. `trace` is told how long things took. */
  async run(
    fetches: FetchList,
    feeds: readonly FedValue[],
    step: Step,
    trace: RunTrace | null,
  ): Promise<unknown> {
    const arrays = await this.run_arrays(fetches, feeds, step, trace);
    const values = new Map<Tensor, Value>();
    fetches.tensors.forEach((tensor, i) => values.set(tensor, to_value(arrays[i] as NDArray)));
    return fetches.rebuild((tensor) => values.get(tensor) as Value);
  }

  /** The same, giving the fetched tensors' arrays. */
  async run_arrays(
    fetches: WantedNodes,
    feeds: readonly FedValue[],
    step: Step,
    trace: RunTrace | null,
  ): Promise<readonly NDArray[]> {
    step.check();
    const entry = this.#known_plan(fetches, feeds) ?? (await this.#new_plan(fetches, feeds));
    entry.users++;
    const run = this.#start(entry.plan, feeds, step, trace);
    if (trace !== null) trace.nodes = entry.plan.nodes;
    try {
      const pending = run.run();
      if (pending instanceof Promise) await pending;
      const arrays: NDArray[] = [];
      for (const {name} of entry.plan.request.fetches) {
        const array = run.fetched(name);
        arrays.push(array instanceof Promise ? await array : array);
      }
      return arrays;
    } catch (error) {
      throw step.error_of(run_error(error, this.runtime));
    } finally {
      run.dispose();
      entry.users--;
      if (entry.retired && entry.users === 0) dispose_plan(entry.plan);
    }
  }

  #start(
    plan: Plan<unknown>,
    feeds: readonly FedValue[],
    step: Step,
    trace: RunTrace | null,
  ): PlanRun<unknown> | FrameRun<unknown> {
    const {request} = plan;
    const by_frames = (): FrameRun<unknown> => {
      const fed = feeds.map(({value}, i): FedValue => ({value, tensor: (request.feeds[i] as Feed).tensor}));
      return new FrameRun(this.runtime, plan, {tensors: request.fetches}, fed, step);
    };
    if (plan.kind === 'frames') return by_frames();
    const {store} = this.runtime;
    for (const requirement of plan.requirements) {
      if (store.has(requirement.variable)) continue;
      // Read in a branch only: the frame executor knows whether that branch is taken.
      if (requirement.conditional) return by_frames();
      throw new RunState(this.runtime, new Map()).uninitialized_error(requirement);
    }
    return new PlanRun(this.runtime, plan, feeds, step, trace);
  }

  #known_plan(fetches: WantedNodes, feeds: readonly FedValue[]): PlanEntry | undefined {
    const {graph, store} = this.runtime;
    if (graph.changes !== this.#graph_changes || store.shape_changes !== this.#shape_changes) {
      this.#cache.clear();
      this.#graph_changes = graph.changes;
      this.#shape_changes = store.shape_changes;
    }
    return this.#cache.get(request_key(fetches, feeds));
  }

  async #new_plan(fetches: WantedNodes, feeds: readonly FedValue[]): Promise<PlanEntry> {
    try {
      const request = request_of(this.runtime.graph, fetches, feeds);
      const plan = await make_plan(
        request,
        this.environment,
        this.pass_context,
        this.runtime.backend,
        this.#placer,
      );
      this.#note_written(plan);
      const entry: PlanEntry = {plan, users: 0, retired: false};
      this.#cache.set(request_key(fetches, feeds), entry);
      return entry;
    } catch (error) {
      throw run_error(error, this.runtime);
    }
  }

  /** Remembers nodes that are written for this session only. */
  #note_written({nodes, request}: Plan<unknown>): void {
    if (request.graph === this.runtime.graph) return;
    for (const op of nodes) this.#written.set(op.name, op);
  }

  /** Frees plans and variables. No run may be under way. */
  close(): void {
    this.#cache.clear();
    if (!this.#is_inner) this.runtime.resources.clear();
    this.runtime.store.clear();
  }
}

function retire(entry: PlanEntry): void {
  entry.retired = true;
  if (entry.users === 0) dispose_plan(entry.plan);
}

/** A switch: the plan is made for its value. */
function is_switch({value}: FedValue): boolean {
  return value.shape.length === 0 && value.dtype.is_bool;
}

/** The request as the compiler sees it. */
export function request_of(graph: Graph, fetches: WantedNodes, feeds: readonly FedValue[]): Request {
  const compiled_feeds = feeds.map((feed): Feed => {
    const value: NDArray | null = is_switch(feed) ? feed.value : null;
    return {tensor: feed.tensor, shape: feed.value.shape, value};
  });
  return {graph, fetches: fetches.tensors, targets: fetches.operations, feeds: compiled_feeds};
}

function request_key({tensors, operations}: WantedNodes, feeds: readonly FedValue[]): string {
  let key = '';
  for (const tensor of tensors) key += `${tensor.op.id}.${tensor.value_index} `;
  key += '|';
  for (const op of operations) key += `${op.id} `;
  key += '|';
  for (const feed of feeds) {
    const {tensor, value} = feed;
    key += `${tensor.op.id}.${tensor.value_index}[${value.shape.join()}]${is_switch(feed) ? String(value.data[0]) : ''} `;
  }
  return key;
}
