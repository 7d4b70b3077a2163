/**
 * What a graph needs to know of the control-flow context that nodes are created in (`tf.cond`,
 * `tf.while_loop`), and which nodes may use which. The contexts themselves are built by the control-flow ops.
 */
import {ValueError} from '../types/python_errors.ts';
import type {Operation} from './operation.ts';
import type {Tensor} from './tensor.ts';

export interface ControlFlowContext {
  readonly name: string | null;
  readonly outer_context: ControlFlowContext | null;
  /** Of a loop that computes gradients: the loop whose gradients these are; else null. */
  readonly differentiated_loop: ControlFlowContext | null;
  /** Takes a node that was just created into the context; may change its inputs. */
  add_op(op: Operation): void;
  /** The tensor as it is known inside this context. */
  add_value(value: Tensor): Tensor;
  /** For gradients: tells the context of a colocation with an operation outside of it. */
  enter_gradient_colocation(op: Operation, gradient_uid: string): void;
  exit_gradient_colocation(op: Operation, gradient_uid: string): void;
  is_while_context(): boolean;
  is_cond_context(): boolean;
}

type Context = ControlFlowContext | null;

/** `control_flow_util.GetContainingWhileContext`: the innermost loop around, or that itself is, a context. */
export function containing_loop(context: Context): Context {
  let at = context;
  while (at !== null && !at.is_while_context()) at = at.outer_context;
  return at;
}

/** `control_flow_util.IsContainingContext`: whether `outer` is `context` or one around it; null is around all. */
export function is_containing(context: Context, outer: Context): boolean {
  for (let at = context; at !== null; at = at.outer_context) if (at === outer) return true;
  return outer === null;
}

/** `control_flow_util.IsLoopExit`. */
export function is_loop_exit(op: Operation): boolean {
  return op.type === 'Exit' || op.type === 'RefExit';
}

/** `control_flow_util.IsLoopEnter`. */
export function is_loop_enter(op: Operation): boolean {
  return op.type === 'Enter' || op.type === 'RefEnter';
}

/** `control_flow_util.IsSwitch`. */
export function is_switch(op: Operation): boolean {
  return op.type === 'Switch' || op.type === 'RefSwitch';
}

/** `control_flow_util.GetOutputContext`: what leaves a loop belongs to the context outside of it. */
export function output_context(op: Operation): Context {
  const context = op.control_flow_context;
  return context !== null && is_loop_exit(op) ? context.outer_context : context;
}

/** Whether a node of the loop `loop` may use what the loop `input_loop` made. */
function is_reachable(loop: ControlFlowContext, input_context: Context, input_loop: Context): boolean {
  if (is_containing(loop, input_loop)) return true;
  const forward = loop.differentiated_loop;
  // A gradient uses what its loop made, there or further out, and what a conditional in it made.
  if (forward !== null && is_containing(forward, input_loop)) return true;
  if (forward !== null && input_loop !== null && forward === input_loop.outer_context) return true;
  // Gradients of gradients are refused later, by their own words.
  const differentiated = input_loop?.differentiated_loop ?? null;
  if (differentiated !== null && differentiated === loop) return true;
  const of_gradient = containing_loop(input_context)?.differentiated_loop?.differentiated_loop ?? null;
  return of_gradient !== null && of_gradient === loop;
}

/**
 * `control_flow_util.CheckInputFromValidContext`: refuses a node that uses what is inside another loop. Throws
 * `ValueError` in TensorFlow's words.
 */
export function check_input_from_valid_context(op: Operation, input_op: Operation): void {
  const input_context = output_context(input_op);
  if (input_context === null || input_context === op.control_flow_context) return;
  const loop = containing_loop(op.control_flow_context);
  const input_loop = containing_loop(input_context);
  if (loop === null) {
    if (input_loop === null || is_loop_enter(op) || is_switch(op)) return;
    throw new ValueError(
      `Cannot use '${input_op.name}' as input to '${op.name}' because '${input_op.name}' is in a while loop. See info log for more details.`,
    );
  }
  if (is_reachable(loop, input_context, input_loop)) return;
  throw new ValueError(
    `Cannot use '${input_op.name}' as input to '${op.name}' because they are in different while loops. See info log for more details.`,
  );
}
