/**
 * The reverse walk over the graph from ys to xs. Each operation's own gradient is found in the registry; nodes come in
 * TensorFlow's order and with its names. Knows nothing of how gradients are asked for.
 */
import {LookupError, ValueError} from '../types/python_errors.ts';
import {ones_of, zeros_for_input, zeros_for_output} from './default_gradients.ts';
import {connected_operations, is_trainable, pending_counts, stop_operations} from './connected.ts';
import {GradientTable} from './gradient_table.ts';
import type {GradLoopState} from './loop_gradient.ts';
import {is_loop_switch, loops_between, type LoopGradients} from './loop_gradients.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {is_loop_exit, is_switch} from '../graph/control_flow_context.ts';
import type {Graph} from '../graph/graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import type {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import {Tensor} from '../graph/tensor.ts';
import {resource} from '../types/dtypes.ts';
import {op_builders, type OpBuilders} from '../ops/builders.ts';
import {call_gradient} from '../ops/functional_gradient.ts';
import {find_gradient, type Gradient, type GradientFunction} from '../ops/gradient_registry.ts';

/** Ops to which their gradient gives more inputs: what comes into a loop empty, to leave it full. */
const TAKES_MORE: ReadonlySet<string> = new Set(['While', 'StatelessWhile']);

/** What a walk goes between, and how. */
export interface Request {
  readonly ys: readonly Tensor[];
  readonly xs: readonly Tensor[];
  readonly stop_gradients: readonly Tensor[];
  readonly colocate: boolean;
  readonly gate: boolean;
  readonly gradient_uid: string;
}

function gradient_function(op: Operation): GradientFunction | null {
  if (op.inputs.length === 0) return null;
  const op_type = op.has_attr('_gradient_op_type') ? op.get_attr<string>('_gradient_op_type') : op.type;
  const found = find_gradient(op_type) ?? call_gradient(op);
  if (found === null && find_gradient(op_type) === undefined) {
    throw new LookupError(`No gradient defined for operation '${op.name}' (op type: ${op.type})`);
  }
  return found;
}

/** One call of `tf.gradients` under way. */
class ReverseWalk {
  readonly #tf: OpBuilders;
  readonly #graph: Graph;
  readonly #request: Request;
  readonly #table: GradientTable;
  #loops: LoopGradients | null = null;

  constructor(tf: OpBuilders, graph: Graph, request: Request, table: GradientTable) {
    this.#tf = tf;
    this.#graph = graph;
    this.#request = request;
    this.#table = table;
  }

  run(grad_ys: readonly Gradient[]): void {
    const {ys, xs, stop_gradients} = this.#request;
    const to_ops = ys.map((y) => y.op);
    const from_ops = xs.map((x) => x.op);
    const {reachable, between, members} = connected_operations(to_ops, from_ops);
    this.#loops = loops_between(this.#tf, between, members, this.#request.colocate);
    const pending = pending_counts(between, members);
    ys.forEach((y, i) => this.#table.add(y, grad_ys[i] as Gradient));
    const queue = [...new Set(to_ops)].filter((op) => (pending.get(op) ?? 0) === 0 && reachable.has(op));
    const unused = this.#loops?.unused_exits(pending, new Set(queue)) ?? [];
    for (const exit of unused) if (this.#add_zeros(exit)) queue.push(exit.op);
    const stop = stop_operations(
      from_ops,
      stop_gradients.map((tensor) => tensor.op),
      pending,
    );
    for (let next = 0; next < queue.length; next++) {
      const op = queue[next] as Operation;
      this.#colocated(op, () => this.#differentiate(op, stop.has(op)));
      this.#enqueue_ready(op, queue, pending);
    }
  }

  /** What is left to be done outside of the scope of the call. */
  finish(): void {
    this.#loops?.finish();
  }

  /** Zeros for a result of a loop that nothing depends on; tells whether it can have a gradient. */
  #add_zeros(exit: Tensor): boolean {
    if (this.#loops === null || !is_trainable(exit.dtype)) return false;
    this.#table.add(exit, this.#loops.zeros_for_exit(exit));
    return true;
  }

  /** Operations of which all uses are differentiated now; the switch of a loop is met once more. */
  #enqueue_ready(op: Operation, queue: Operation[], pending: Map<Operation, number>): void {
    for (const input of op.inputs) {
      const left = (pending.get(input.op) ?? 0) - 1;
      pending.set(input.op, left);
      const is_ready = left === 0 || (this.#loops !== null && left > 0 && is_loop_switch(input.op));
      if (!is_ready) continue;
      const state = is_loop_exit(input.op) ? this.#loops?.state_of(input.op, false) : null;
      if (state) this.#defer_exit(state, input, queue);
      else queue.push(input.op);
    }
  }

  /** Results of a loop wait for each other; if one has a gradient, all others have zeros. */
  #defer_exit(state: GradLoopState, exit: Tensor, queue: Operation[]): void {
    state.deferred_exits.push(exit);
    state.pending_exits_count--;
    if (state.pending_exits_count > 0) return;
    const used = state.deferred_exits.filter(({op}) => this.#table.has_any(op));
    queue.push(...used.map(({op}) => op));
    state.unused_exits.push(...state.deferred_exits.filter((other) => !used.includes(other)));
    for (const unused of state.unused_exits) {
      if (used.length > 0) this.#add_zeros(unused);
      queue.push(unused.op);
    }
  }

  /** Runs `body` in the loop where the gradient of `op` is built, if there is one. */
  #in_loop<R>(op: Operation, before: boolean, body: () => R): R {
    return this.#loops === null ? body() : this.#loops.within(op, before, body);
  }

  #colocated<R>(op: Operation, body: () => R): R {
    const {colocate, gradient_uid} = this.#request;
    if (!colocate) return body();
    const context = this.#graph.control_flow_context;
    return within_colocation(this.#graph, op, false, () => {
      context?.enter_gradient_colocation(op, gradient_uid);
      try {
        return body();
      } finally {
        context?.exit_gradient_colocation(op, gradient_uid);
      }
    });
  }

  #differentiate(op: Operation, stopped: boolean): void {
    const arrived = this.#in_loop(op, true, () => this.#table.aggregate(op));
    const any = arrived.some((gradient) => gradient !== null);
    const build = any && !stopped ? gradient_function(op) : null;
    this.#in_loop(op, false, () => {
      this.#refuse_initial_value(op);
      if (build === null) return;
      this.#input_gradients(op, build, arrived).forEach((result, i) => {
        const input = op.inputs[i] as Tensor;
        if (result === null) return;
        if (result instanceof Tensor) merge_shape(op, i, input, result);
        this.#table.add(input, result);
      });
    });
  }

  /** Refuses gradients inside of a loop that would have to leave it through the start of a variable. */
  #refuse_initial_value(op: Operation): void {
    const context = op.control_flow_context;
    if (context === null || !is_switch(op) || !context.is_while_context()) return;
    if (context !== this.#graph.control_flow_context) return;
    const from = new Set(this.#request.xs.map((x) => x.op));
    const queue = [op];
    for (let next = 0; next < queue.length && !from.has(queue[next] as Operation); next++)
      for (const input of queue[next]?.inputs ?? []) if (!queue.includes(input.op)) queue.push(input.op);
    const target = queue.find((found) => from.has(found)) ?? op;
    throw new ValueError(
      `Cannot compute gradient inside while loop with respect to op '${target.name}'. We do not support taking the gradient wrt or through the initial value of a loop variable. Gradients can be computed through loop invariants or wrt the input parameters to the loop body.`,
    );
  }

  #input_gradients(
    op: Operation,
    build: GradientFunction,
    arrived: (Gradient | null)[],
  ): readonly (Gradient | null)[] {
    const tf = this.#tf;
    arrived.forEach((gradient, i) => {
      // The cost does not depend on this output, so its gradient is zero.
      if (gradient !== null || !is_trainable((op.outputs[i] as Tensor).dtype)) return;
      arrived[i] = this.#loops === null ? zeros_for_output(tf, op, i) : this.#loops.zeros_like(op, i);
    });
    return this.#graph.within_name_scope(`${op.name}_grad`, () => {
      const exit = this.#graph.enter_scope((draft) => {
        draft.original_op = op;
      });
      try {
        const results = build(tf, op, ...(arrived as Tensor[]));
        if (results.length !== op.inputs.length && !TAKES_MORE.has(op.type)) {
          throw new ValueError(
            `Num gradients ${results.length} generated for op ${String(op)} do not match num inputs ${op.inputs.length}`,
          );
        }
        return this.#request.gate ? this.#gated(results) : results;
      } finally {
        exit();
      }
    });
  }

  /** Ties all gradients of an operation together, so that none is used before all are there. */
  #gated(results: readonly (Gradient | null)[]): readonly (Gradient | null)[] {
    if (results.filter((result) => result !== null).length < 2) return results;
    return within_colocation(
      this.#graph,
      null,
      true,
      () => this.#tf.tuple(results) as readonly (Gradient | null)[],
    );
  }
}

function merge_shape(op: Operation, index: number, input: Tensor, result: Tensor): void {
  // The gradient of a handle is that of the variable's value.
  if (input.dtype === resource) return;
  try {
    result.set_shape(input.shape);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ValueError(
      `Incompatible shapes between op input and calculated input gradient.  Forward operation: ${op.name}.  Input index: ${index}. Original input shape: ${String(input.shape)}.  Calculated input gradient shape: ${String(result.shape)}`,
    );
  }
}

/**
 * Gradients by the xs of what `ask` tells, in the scope `name` of `graph`. The xs and ys may be of the body of a function
 * of which `graph` is to hold the gradient.
 */
export function walk_back(
  graph: Graph,
  name: string,
  ask: () => Omit<Request, 'gradient_uid'>,
  given: readonly (TensorLike | IndexedSlices | null)[],
  {aggregation_method = null, is_zero = false}: {aggregation_method?: number | null; is_zero?: boolean},
): (Gradient | null)[] {
  const tf = op_builders;
  const {request, table, walk} = graph.within_name_scope(name, () => {
    const request: Request = {gradient_uid: graph.unique_name('uid'), ...ask()};
    const table = new GradientTable(tf, aggregation_method);
    const walk = new ReverseWalk(tf, graph, request, table);
    walk.run(ones_of(tf, request, given));
    return {request, table, walk};
  });
  walk.finish();
  return request.xs.map((x) => {
    const gradient = table.sum_at(x);
    return is_zero && gradient === null && !table.has(x.op) ? zeros_for_input(tf, x) : gradient;
  });
}
