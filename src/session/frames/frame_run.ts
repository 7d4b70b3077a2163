/**
 * The executor of last resort: TensorFlow's frames and dead values, for graphs whose control flow has no
 * structure. Iterations of a loop run in order. Which node does what is in `node_runner.ts`.
 */
import {Heap} from '../../compile/heap.ts';
import {ranks} from '../../compile/request.ts';
import {format_node_message, InternalError, InvalidArgumentError} from '../../errors.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {FedValue} from '../feeds.ts';
import type {FetchList} from '../fetches.ts';
import type {FramePlan} from '../plan.ts';
import {RunState} from '../run_state.ts';
import {is_waiting, type Eventually, type Runtime} from '../runtime.ts';
import type {Step} from '../step.ts';
import {Frame, type Instance, type Token} from './frame.ts';
import {
  frame_graph,
  is_enter,
  is_exit,
  is_merge,
  is_next_iteration,
  type Edge,
  type FrameGraph,
} from './frame_graph.ts';
import {NodeRunner, type FrameValue} from './node_runner.ts';

type ValueToken<B> = Token<FrameValue<B>>;

export class FrameRun<B> {
  readonly #graph: FrameGraph;
  readonly #fed: ReadonlyMap<Tensor, FedValue>;
  /** Fetched tensors and their numbers in messages. */
  readonly #fetches: ReadonlyMap<Tensor, number>;
  readonly #nodes: NodeRunner<B>;
  readonly #state: RunState<B>;
  readonly #root: Frame<FrameValue<B>>;
  readonly #ready = new Heap<Instance<FrameValue<B>>>((a, b) => a.op.id - b.op.id);
  /** What is to be said as soon as nothing is half done. */
  #failure: InternalError | null = null;
  readonly #results = new Map<Tensor, FrameValue<B>>();
  readonly #arrays = new Map<string, NDArray>();
  readonly #runtime: Runtime<B>;
  readonly #step: Step;
  /** Nodes that wait for other runs. */
  readonly #waiting = new Set<Promise<void>>();
  /** Errors of those that waited. */
  readonly #given_up: unknown[] = [];

  constructor(
    runtime: Runtime<B>,
    plan: Pick<FramePlan, 'late_reads' | 'nodes'> & Partial<Pick<FramePlan, 'request'>>,
    fetches: Pick<FetchList, 'tensors'>,
    feeds: readonly FedValue[],
    step: Step,
  ) {
    this.#runtime = runtime;
    this.#step = step;
    this.#fed = new Map(feeds.map((feed) => [feed.tensor, feed]));
    this.#fetches = new Map([...ranks(fetches.tensors)].filter(([tensor]) => !this.#fed.has(tensor)));
    this.#graph = frame_graph(plan.nodes, new Set(this.#fed.keys()));
    this.#state = new RunState(runtime, new Map(), plan.request?.function_state);
    this.#nodes = new NodeRunner(runtime, this.#state, this.#fed, plan.late_reads, step);
    this.#root = new Frame<FrameValue<B>>('', null, 0, 0);
  }

  async run(): Promise<void> {
    for (const op of this.#graph.sources)
      this.#ready.push({op, frame: this.#root, iteration: 0, dead: false, inputs: []});
    try {
      do await this.#run_ready();
      while (this.#move_on(this.#root));
    } catch (error) {
      this.#step.stop_waiting();
      await Promise.allSettled(this.#waiting);
      throw error;
    }
    if (this.#failure !== null) throw this.#failure;
    for (const [tensor, rank] of this.#fetches) await this.#bring_back(tensor, rank);
    await this.#state.commit();
  }

  /** Runs all that can run before a loop goes on. */
  async #run_ready(): Promise<void> {
    for (;;) {
      for (let instance = this.#ready.pop(); instance !== undefined; instance = this.#ready.pop()) {
        const pause = this.#step.breathe();
        if (pause !== null) await pause;
        const done = this.#process(instance);
        if (is_waiting(this.#runtime, instance.op)) this.#wait_for(done);
        else await done;
        if (this.#given_up.length > 0) break;
      }
      if (this.#given_up.length > 0) throw this.#given_up[0];
      // Some may end before this run has given up its turn: all of them, and a race of none never ends.
      const waiting = [...this.#waiting];
      if (waiting.length === 0) return;
      await this.#state.commit();
      await this.#runtime.queue.while_waiting(async () => Promise.race(waiting));
    }
  }

  /** Its error is thrown when the run looks for what is ready again. */
  #wait_for(node: Promise<void>): void {
    const end = (): void => {
      this.#waiting.delete(done);
    };
    const done: Promise<void> = node.then(end, (error: unknown) => {
      end();
      this.#given_up.push(error);
    });
    this.#waiting.add(done);
  }

  /** The value of a fetched tensor. */
  fetched(tensor: string): Eventually<NDArray> {
    const array = this.#arrays.get(tensor);
    if (array !== undefined) return array;
    for (const feed of this.#fed.values()) if (feed.tensor.name === tensor) return feed.value;
    throw new Error(`${tensor} was not fetched.`);
  }

  async #bring_back(tensor: Tensor, index: number): Promise<void> {
    const value = this.#results.get(tensor);
    if (value === undefined) {
      throw new InvalidArgumentError(null, null, `Retval[${index}] does not have value`);
    }
    this.#arrays.set(tensor.name, await this.#nodes.download(value, retval_name(tensor, index)));
  }

  async #process({op, frame, dead, inputs}: Instance<FrameValue<B>>): Promise<void> {
    const is_dead = dead && op.type !== 'ControlTrigger';
    let outputs: readonly ValueToken<B>[];
    try {
      outputs = is_dead ? op.outputs.map((): ValueToken<B> => null) : await this.#nodes.run(op, inputs);
    } finally {
      for (const token of inputs) this.#nodes.release(token);
    }
    this.#propagate(op, frame, outputs, is_dead);
    for (const token of outputs) this.#nodes.release(token);
    if (this.#failure !== null) throw this.#failure;
  }

  #propagate(
    op: Operation,
    frame: Frame<FrameValue<B>>,
    outputs: readonly ValueToken<B>[],
    dead: boolean,
  ): void {
    const [first = null] = outputs;
    if (is_enter(op)) this.#enter(op, frame, first);
    else if (is_exit(op)) {
      if (dead) frame.dead_exits.add(op);
      else this.#deliver(op, frame.parent as Frame<FrameValue<B>>, outputs, false);
    } else if (is_next_iteration(op)) {
      if (!dead) frame.deferred.push({op, token: this.#nodes.hold(first)});
    } else this.#deliver(op, frame, outputs, dead);
  }

  #enter(op: Operation, frame: Frame<FrameValue<B>>, token: ValueToken<B>): void {
    const name = op.get_attr<string>('frame_name');
    const child = frame.child(name, this.#graph.enters.get(name) ?? 0);
    child.pending_enters--;
    if (op.get_attr<boolean>('is_constant')) child.constants.push({op, token: this.#nodes.hold(token)});
    this.#deliver(op, child, [token], token === null);
  }

  /** Hands a node's outputs to all that take them in one iteration of a frame. */
  #deliver(
    op: Operation,
    frame: Frame<FrameValue<B>>,
    outputs: readonly ValueToken<B>[],
    dead: boolean,
  ): void {
    for (const edge of this.#graph.edges.get(op) ?? []) {
      const token = edge.output === null ? null : (outputs[edge.output] ?? null);
      this.#arrive(edge, op, frame, token, edge.output === null ? dead : token === null);
    }
    for (const [tensor, rank] of this.#fetches) {
      const token = tensor.op === op ? outputs[tensor.value_index] : null;
      if (token) this.#keep_fetched(tensor, rank, this.#nodes.hold(token) as {value: FrameValue<B>});
    }
  }

  /** Of a node in a loop there may be a value in each iteration: only one can be fetched. */
  #keep_fetched(tensor: Tensor, rank: number, token: {readonly value: FrameValue<B>}): void {
    if (!this.#results.has(tensor)) this.#results.set(tensor, token.value);
    else {
      this.#nodes.release(token);
      // What stays the same in a loop is handed to each of its iterations.
      if (is_enter(tensor.op)) return;
      const text = format_node_message(`Retval[${rank}] has already been set.`, retval_name(tensor, rank));
      this.#failure = new InternalError(null, null, text);
    }
  }

  #arrive(
    {to, slot}: Edge,
    from: Operation,
    frame: Frame<FrameValue<B>>,
    token: ValueToken<B>,
    dead: boolean,
  ): void {
    const arrivals = frame.arrivals(to);
    if (arrivals.started) return;
    if (slot === null) arrivals.control++;
    else {
      arrivals.data++;
      arrivals.inputs[slot] = this.#nodes.hold(token);
      if (dead) arrivals.dead_data++;
    }
    if (dead && !(is_merge(to) && slot !== null)) arrivals.dead = true;
    const wait = this.#graph.waits.get(to) as {data: number; control: number};
    if (arrivals.control < wait.control) return;
    if (is_merge(to)) {
      const has_value = arrivals.inputs.some((input) => input !== undefined && input !== null);
      const all_dead = arrivals.dead_data === wait.data || (dead && is_enter(from));
      if (!has_value && !all_dead) return;
      arrivals.dead ||= !has_value;
    } else if (arrivals.data < wait.data) return;
    arrivals.started = true;
    this.#ready.push({
      op: to,
      frame,
      iteration: frame.iteration,
      dead: arrivals.dead,
      inputs: arrivals.inputs.splice(0),
    });
  }

  /** When nothing is ready: the innermost loop goes on to its next iteration, or ends. */
  #move_on(frame: Frame<FrameValue<B>>): boolean {
    for (const child of frame.children) if (this.#move_on(child)) return true;
    if (frame === this.#root || frame.pending_enters > 0 || [...frame.children].length > 0) return false;
    if (frame.deferred.length > 0) this.#next_iteration(frame);
    else this.#end(frame);
    return true;
  }

  #next_iteration(frame: Frame<FrameValue<B>>): void {
    for (const token of frame.arrived()) this.#nodes.release(token);
    const deferred = frame.advance();
    for (const {op, token} of frame.constants) this.#deliver(op, frame, [token], token === null);
    for (const {op, token} of deferred) {
      this.#deliver(op, frame, [token], false);
      this.#nodes.release(token);
    }
  }

  #end(frame: Frame<FrameValue<B>>): void {
    for (const token of frame.left()) this.#nodes.release(token);
    const parent = frame.parent as Frame<FrameValue<B>>;
    parent.drop_child(frame);
    for (const exit of frame.dead_exits) this.#deliver(exit, parent, [null], true);
  }

  dispose(): void {
    for (const token of this.#root.left()) this.#nodes.release(token);
    for (let instance = this.#ready.pop(); instance !== undefined; instance = this.#ready.pop()) {
      for (const token of instance.inputs) this.#nodes.release(token);
    }
    for (const value of this.#results.values()) this.#nodes.release({value});
    this.#results.clear();
    this.#nodes.dispose();
    this.#state.dispose();
  }
}

/** What TensorFlow calls the node that brings a fetched tensor back. */
function retval_name({op, value_index}: Tensor, rank: number): string {
  return `_retval_${op.name}_${value_index}_${rank}`;
}
