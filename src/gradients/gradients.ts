/**
 * `tf.gradients`: the reverse walk over the graph from ys to xs. Each operation's own gradient is found
 * in the registry; nodes come in TensorFlow's order and with its names.
 */
import {LookupError, ValueError} from '../types/python_errors.ts';
import {ones_of, zeros_for_output} from './default_gradients.ts';
import {connected_operations, is_trainable, stop_operations} from './connected.ts';
import {GradientTable} from './gradient_table.ts';
import {is_tensor_convertible, to_tensor} from '../graph/convert.ts';
import type {TensorConvertible, TensorLike} from '../graph/convert_types.ts';
import {get_graph_from_inputs} from '../graph/default_graph.ts';
import type {Graph} from '../graph/graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {op_builders, type OpBuilders} from '../ops/builders.ts';
import {find_gradient, type Gradient, type GradientFunction} from '../ops/gradient_registry.ts';

/** A tensor, or something that stands for one, to differentiate or to differentiate by. */
export type Differentiable = Tensor | IndexedSlices | TensorConvertible;

export const UnconnectedGradients = {NONE: 'none', ZERO: 'zero'} as const;

interface Request {
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
  const found = find_gradient(op_type);
  if (found === undefined) {
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
    const {reachable, pending} = connected_operations(to_ops, from_ops);
    ys.forEach((y, i) => this.#table.add(y, grad_ys[i] as Gradient));
    const stop = stop_operations(
      from_ops,
      stop_gradients.map((tensor) => tensor.op),
      pending,
    );
    const queue = [...new Set(to_ops)].filter((op) => (pending.get(op) ?? 0) === 0 && reachable.has(op));
    for (let next = 0; next < queue.length; next++) {
      const op = queue[next] as Operation;
      this.#colocated(op, () => this.#differentiate(op, stop.has(op)));
      for (const input of op.inputs) {
        const left = (pending.get(input.op) ?? 0) - 1;
        pending.set(input.op, left);
        if (left === 0) queue.push(input.op);
      }
    }
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
    const arrived = this.#table.aggregate(op);
    const any = arrived.some((gradient) => gradient !== null);
    const build = any && !stopped ? gradient_function(op) : null;
    const results = build === null ? op.inputs.map(() => null) : this.#input_gradients(op, build, arrived);
    op.inputs.forEach((input, i) => {
      const result = results[i] ?? null;
      if (result === null) return;
      if (result instanceof Tensor) merge_shape(op, i, input, result);
      this.#table.add(input, result);
    });
  }

  #input_gradients(
    op: Operation,
    build: GradientFunction,
    arrived: (Gradient | null)[],
  ): readonly (Gradient | null)[] {
    const tf = this.#tf;
    arrived.forEach((gradient, i) => {
      // The cost does not depend on this output, so its gradient is zero.
      if (gradient === null && is_trainable((op.outputs[i] as Tensor).dtype))
        arrived[i] = zeros_for_output(tf, op, i);
    });
    return this.#graph.within_name_scope(`${op.name}_grad`, () => {
      const exit = this.#graph.enter_scope((draft) => {
        draft.original_op = op;
      });
      try {
        const results = build(tf, op, ...(arrived as Tensor[]));
        if (results.length !== op.inputs.length) {
          throw new ValueError(
            `Num gradients ${results.length} generated for op ${op.name} do not match num inputs ${op.inputs.length}`,
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
  try {
    result.set_shape(input.shape);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ValueError(
      `Incompatible shapes between op input and calculated input gradient.  Forward operation: ${op.name}.  Input index: ${index}. Original input shape: ${String(input.shape)}.  Calculated input gradient shape: ${String(result.shape)}`,
    );
  }
}

function as_list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function element_of(value: unknown): Tensor | null {
  if (value instanceof Tensor) return value;
  if (value instanceof IndexedSlices) return value.values;
  if (!is_tensor_convertible(value)) return null;
  const element = (value as {as_graph_element?: () => Tensor}).as_graph_element?.();
  return element ?? null;
}

function convert_xs(xs: readonly Differentiable[]): Tensor[] {
  return xs.map((x, i) =>
    x instanceof IndexedSlices ? x.values : to_tensor(x, {name: `x_${i}`, as_ref: true}),
  );
}

/**
 * `tf.gradients`: the sum over `ys` of dy/dx for each x of `xs`; `null` for an x that no y depends on.
 * Throws `LookupError` for an op without a gradient, `ValueError`, `TypeError` in TensorFlow's words.
 */
export const gradients = signature(
  [
    'ys',
    'xs',
    'grad_ys',
    'name',
    'colocate_gradients_with_ops',
    'gate_gradients',
    'aggregation_method',
    'stop_gradients',
    'unconnected_gradients',
  ],
  function gradients(
    ys: Differentiable | readonly Differentiable[],
    xs: Differentiable | readonly Differentiable[],
    grad_ys: TensorLike | readonly (TensorLike | IndexedSlices | null)[] | null = null,
    name = 'gradients',
    colocate_gradients_with_ops = false,
    gate_gradients = false,
    aggregation_method: number | null = null,
    stop_gradients: Differentiable | readonly Differentiable[] | null = null,
    unconnected_gradients: string = UnconnectedGradients.NONE,
  ): (Gradient | null)[] {
    if (unconnected_gradients !== 'none' && unconnected_gradients !== 'zero') {
      throw new ValueError(`Unknown value for unconnected_gradients: '${unconnected_gradients}'`);
    }
    const tf = op_builders;
    const y_list = as_list(ys);
    const x_list = as_list(xs);
    const stop_list = stop_gradients === null ? [] : as_list(stop_gradients);
    const given =
      grad_ys === null ? y_list.map(() => null) : as_list(grad_ys as readonly (TensorLike | null)[]);
    const elements = [...y_list, ...x_list, ...stop_list, ...given].map(element_of);
    const graph = get_graph_from_inputs(elements.filter((element) => element !== null));
    const results = graph.within_name_scope(name, () => {
      const request: Request = {
        gradient_uid: graph.unique_name('uid'),
        ys: y_list.map((y, i) => (y instanceof IndexedSlices ? y.values : to_tensor(y, {name: `y_${i}`}))),
        xs: convert_xs(x_list),
        stop_gradients: stop_list.map((tensor) => to_tensor(tensor as TensorLike)),
        colocate: colocate_gradients_with_ops,
        gate: gate_gradients,
      };
      const table = new GradientTable(tf, aggregation_method);
      const walk = new ReverseWalk(tf, graph, request, table);
      walk.run(ones_of(tf, request, given));
      return request.xs.map((x) => {
        const gradient = table.sum_at(x);
        return {x, gradient, is_unconnected: gradient === null && !table.has(x.op)};
      });
    });
    const is_zero = unconnected_gradients === 'zero';
    return results.map(({x, gradient, is_unconnected}) =>
      is_zero && is_unconnected ? tf.zeros_like(x) : gradient,
    );
  },
);
