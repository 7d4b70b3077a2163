/**
 * The loops between the ys and the xs of one call of `tf.gradients`, each with the gradient that is built for it.
 * Knows which of a loop's results wait for others, not what the walk does with them.
 */
import {containing_loop, is_loop_exit, is_switch} from '../graph/control_flow_context.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {constant} from '../ops/array_constant.ts';
import {zeros, zeros_like} from '../ops/array_fill.ts';
import {shape_internal} from '../ops/array_shape.ts';
import type {OpBuilders} from '../ops/builders.ts';
import {CondContext} from '../ops/control_flow_context.ts';
import {next_iteration} from '../ops/control_flow_frames.ts';
import {switch_ref_or_tensor} from '../ops/control_flow_switch.ts';
import {WhileContext} from '../ops/while_context.ts';
import {ValueError} from '../types/python_errors.ts';
import {zeros_for_output} from './default_gradients.ts';
import {GradLoopState} from './loop_gradient.ts';

function loop_of(op: Operation): WhileContext | null {
  const loop = containing_loop(op.control_flow_context);
  return loop instanceof WhileContext ? loop : null;
}

function outer_loop(loop: WhileContext): WhileContext | null {
  const outer = containing_loop(loop.outer_context);
  return outer instanceof WhileContext ? outer : null;
}

/** `control_flow_util.IsCondSwitch`: whether all that uses a switch is in conditionals. */
function is_cond_switch(op: Operation): boolean {
  return op.outputs.every((output) =>
    output.consumers().every((consumer) => {
      const context = consumer.control_flow_context;
      const is_enter = consumer.type === 'Enter' || consumer.type === 'RefEnter';
      return (is_enter ? context?.outer_context : context)?.is_cond_context() ?? false;
    }),
  );
}

/** `control_flow_util.IsLoopSwitch`: whether a node decides if a variable stays in its loop. */
export function is_loop_switch(op: Operation): boolean {
  return is_switch(op) && op.control_flow_context?.is_while_context() === true && !is_cond_switch(op);
}

/** `_ControlFlowState`. */
export class LoopGradients {
  readonly #states = new Map<WhileContext, GradLoopState>();
  readonly #tf: OpBuilders;

  constructor(tf: OpBuilders) {
    this.#tf = tf;
  }

  /** The gradient of the loop that `op` is in; before its own gradient is asked for, an exit is outside. */
  state_of(op: Operation, before: boolean): GradLoopState | null {
    const loop = loop_of(op);
    const found = before && is_loop_exit(op) && loop !== null ? outer_loop(loop) : loop;
    return found === null ? null : (this.#states.get(found) ?? null);
  }

  /** Runs `body` in the loop where the gradient of `op` is built. */
  within<R>(op: Operation, before: boolean, body: () => R): R {
    const state = this.state_of(op, before);
    return state === null ? body() : state.grad_context.within(body);
  }

  /** `AddWhileContext`: begins the gradient of the loop that an exit leaves; all its exits are met then. */
  add_loop_of(exit: Operation, between: Operation[], members: Set<Operation>): void {
    const loop = loop_of(exit);
    if (loop === null) {
      throw new ValueError(
        'Failed to call gradients on a while loop withoutproperly serializing graph via MetaGraphDef',
      );
    }
    if (this.#states.has(loop)) return;
    const outer = outer_loop(loop);
    const state = new GradLoopState(loop, outer === null ? null : (this.#states.get(outer) ?? null));
    this.#states.set(loop, state);
    for (const {op} of state.forward_loop_exits) {
      if (members.has(op)) continue;
      members.add(op);
      between.push(op);
    }
  }

  /** `ProcessUnusedLoopExits`: exits that nothing asks for, of loops of which no exit is waited for. */
  unused_exits(pending: Map<Operation, number>, asked_for: ReadonlySet<Operation>): Tensor[] {
    const exits: Tensor[] = [];
    for (const state of this.#states.values()) {
      for (const exit of state.forward_loop_exits) {
        if ((pending.get(exit.op) ?? 0) !== 0) continue;
        state.pending_exits_count--;
        if (!asked_for.has(exit.op)) state.unused_exits.push(exit);
        if (state.pending_exits_count === 0) exits.push(...state.unused_exits);
      }
      for (const {op} of state.forward_context.loop_enters)
        if ((pending.get(op) ?? 0) === 0) pending.set(op, 1);
    }
    return exits;
  }

  /** `ZerosLikeForExit`: the gradient of a result that nothing depends on. */
  zeros_for_exit(value: Tensor): Tensor {
    const loop = loop_of(value.op) as WhileContext;
    const outer = outer_loop(loop);
    const state = outer === null ? null : (this.#states.get(outer) ?? null);
    const {shape, dtype} = value;
    if (state === null) {
      return shape.is_fully_defined() ? zeros(shape, dtype) : zeros_like(value, null, null, false);
    }
    if (shape.is_fully_defined()) return state.grad_context.within(() => zeros(shape, dtype));
    const around = loop.outer_context;
    const measure = (): Tensor => shape_internal(value, null, false);
    const sizes = around === null ? measure() : around.within(measure);
    const history = state.add_forward_accumulator(sizes);
    return state.grad_context.within(() =>
      zeros(state.add_backprop_accumulated_value(history, sizes), dtype),
    );
  }

  /** `ZerosLike`: zeros for an output that the ys do not depend on; null for the switch of a loop. */
  zeros_like(op: Operation, index: number): Tensor | null {
    if (is_loop_switch(op)) return null;
    const loop = loop_of(op);
    const state = loop === null ? undefined : this.#states.get(loop);
    if (state === undefined) return zeros_for_output(this.#tf, op, index);
    const output = op.outputs[index] as Tensor;
    const dead =
      is_switch(op) && op.control_flow_context instanceof CondContext ? op.control_flow_context : null;
    if (!output.shape.is_fully_defined()) return zeros_of_kept_shape(state, op, output, dead);
    const zero = constant(
      output.dtype.is_integer || output.dtype.is_bool ? 0n : 0,
      output.dtype,
      output.shape,
    );
    if (dead === null) return zero;
    const pred = state.history_map.get(dead.pred.name) as Tensor;
    return switch_ref_or_tensor(zero, pred)[1 - dead.branch] as Tensor;
  }

  /** `PostProcessing`: variables that do not depend on themselves get zeros from all but the last iteration. */
  finish(): void {
    for (const state of this.#states.values()) {
      for (const {op: merge} of state.switch_map.values()) {
        if (merge.inputs[0] === merge.inputs[1]) merge.update_input(1, zeros_from_next(state, merge));
      }
    }
  }
}

/** Zeros whose shape the loop keeps in each iteration. */
function zeros_of_kept_shape(
  state: GradLoopState,
  op: Operation,
  output: Tensor,
  dead: CondContext | null,
): Tensor {
  const sizes = dead === null ? shape_inside(op, output) : shape_in_other_branch(op, dead);
  const is_dead = dead !== null;
  const history = state.grad_context.outside(() => state.add_forward_accumulator(sizes, is_dead));
  return zeros(state.add_backprop_accumulated_value(history, sizes, is_dead), output.dtype);
}

function shape_inside(op: Operation, output: Tensor): Tensor {
  const context = op.control_flow_context;
  const measure = (): Tensor => shape_internal(output, null, false);
  return context instanceof WhileContext || context instanceof CondContext
    ? context.within(measure)
    : measure();
}

/** The shape of what a switch gives where its branch is not taken. */
function shape_in_other_branch(op: Operation, context: CondContext): Tensor {
  const {pred, branch, outer_context} = context;
  const measure = (): [Tensor, Tensor] => {
    const value = switch_ref_or_tensor(op.inputs[0] as Tensor, pred)[1 - branch] as Tensor;
    return [value, shape_internal(value, null, false)];
  };
  const [value, sizes] = outer_context === null ? measure() : outer_context.within(measure);
  value.op.control_flow_context = context;
  sizes.op.control_flow_context = context;
  return sizes;
}

function zeros_from_next(state: GradLoopState, merge: Operation): Tensor {
  const {grad_context} = state;
  const [first] = merge.inputs as readonly [Tensor];
  const {dtype, shape} = first;
  if (shape.is_fully_defined()) {
    return grad_context.within(() => next_iteration(constant(0, dtype, shape)));
  }
  const outer = grad_context.outer_context;
  const outside = (): Tensor => {
    const [entered] = first.op.inputs as readonly [Tensor];
    return zeros(shape_internal(entered, null, false));
  };
  const value = outer === null ? outside() : outer.within(outside);
  return grad_context.within(() => next_iteration(value));
}

/** `MaybeCreateControlFlowState`: the loops that operations between ys and xs leave, which may add more of these; or null. */
export function loops_between(
  tf: OpBuilders,
  between: Operation[],
  members: Set<Operation>,
  colocate: boolean,
): LoopGradients | null {
  let loops: LoopGradients | null = null;
  for (const op of between) {
    if (!is_loop_exit(op)) continue;
    const found = (loops ??= new LoopGradients(tf));
    const add = (): void => found.add_loop_of(op, between, members);
    if (colocate) within_colocation(op.graph, op, false, add);
    else add();
  }
  return loops;
}
