/**
 * Which operations lie between the ys and the xs of a gradient, and how many of their consumers must be
 * done before each can be differentiated. Knows no gradient functions.
 */
import * as dtypes from '../types/dtypes.ts';
import type {DType} from '../types/dtypes.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';

const TRAINABLE: ReadonlySet<DType> = new Set([
  dtypes.float16,
  dtypes.float32,
  dtypes.float64,
  dtypes.complex64,
  dtypes.complex128,
  dtypes.resource,
  dtypes.variant,
]);

/** `IsTrainable`: whether gradients of this dtype exist. */
export function is_trainable(dtype: DType): boolean {
  return TRAINABLE.has(dtype.base_dtype);
}

function is_backpropagatable(tensor: Tensor): boolean {
  return is_trainable(tensor.dtype) || tensor.dtype.base_dtype === dtypes.bfloat16;
}

/** All operations that a change of `from_ops` can reach through differentiable tensors. */
function reached_from(from_ops: readonly Operation[]): Set<Operation> {
  const reached = new Set<Operation>();
  const queue = [...from_ops];
  for (let next = 0; next < queue.length; next++) {
    const op = queue[next] as Operation;
    if (reached.has(op)) continue;
    reached.add(op);
    for (const output of op.outputs) if (is_backpropagatable(output)) queue.push(...output.consumers());
  }
  return reached;
}

/** What the reverse walk needs to know before it starts. */
interface Connected {
  /** Those of the ys' operations that depend on an x. */
  readonly reachable: ReadonlySet<Operation>;
  /** Operations between ys and xs in the order of discovery. */
  readonly between: Operation[];
  /** The same, to be asked. */
  readonly members: Set<Operation>;
}

/** Finds the operations between `to_ops` and `from_ops`. */
export function connected_operations(
  to_ops: readonly Operation[],
  from_ops: readonly Operation[],
): Connected {
  const reached = reached_from(from_ops);
  const reachable = new Set(to_ops.filter((op) => reached.has(op)));
  const between: Operation[] = [];
  const queue = [...to_ops];
  for (let next = 0; next < queue.length; next++) {
    const op = queue[next] as Operation;
    if (!reached.delete(op)) continue;
    between.push(op);
    for (const input of op.inputs) queue.push(input.op);
  }
  return {reachable, between, members: new Set(between)};
}

/** How many uses of each operation's outputs are still to be differentiated. */
export function pending_counts(
  between: readonly Operation[],
  members: ReadonlySet<Operation>,
): Map<Operation, number> {
  const pending = new Map<Operation, number>();
  for (const op of between) {
    for (const input of op.inputs) {
      if (members.has(input.op)) pending.set(input.op, (pending.get(input.op) ?? 0) + 1);
    }
  }
  return pending;
}

/** Operations at which the walk stops: xs that no other x depends on, and those of `stop_gradients`. */
export function stop_operations(
  from_ops: readonly Operation[],
  stop_gradient_ops: readonly Operation[],
  pending: ReadonlyMap<Operation, number>,
): Set<Operation> {
  const leaves = from_ops.filter((op) => op.inputs.every((input) => (pending.get(input.op) ?? 0) <= 0));
  return new Set([...leaves, ...stop_gradient_ops]);
}
