/**
 * Gradients of the nodes of control flow, in conditionals and in loops. What the gradient of a loop keeps is given
 * by the loop's context; who builds that is the walk over the graph.
 */
import {containing_loop, output_context} from '../graph/control_flow_context.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import {Tensor} from '../graph/tensor.ts';
import {resource} from '../types/dtypes.ts';
import {python_type_name} from '../types/python_repr.ts';
import {RuntimeError} from '../types/python_errors.ts';
import {CondContext} from './control_flow_context.ts';
import {enter, exit} from './control_flow_frames.ts';
import {
  Enter,
  Exit,
  LoopCond,
  Merge,
  merge,
  NextIteration,
  RefEnter,
  RefExit,
  RefMerge,
  RefNextIteration,
  RefSwitch,
  Switch,
  switch as switch_,
  switch_ref_or_tensor,
} from './control_flow_switch.ts';
import {gradient, type Gradient} from './gradient_registry.ts';
import {add_backprop_accumulator, add_backprop_slices_accumulator} from './while_gradient.ts';
import {WhileContext, type LoopGradient} from './while_context.ts';
import {add_next_and_back_edge} from './while_loop.ts';

/** The loop that gradients are being built in, if that is one of a gradient. */
function gradient_loop(): WhileContext | null {
  const context = get_default_graph().control_flow_context;
  return context instanceof WhileContext ? context : null;
}

function no_gradient_loop(op: Operation): never {
  throw new RuntimeError(
    `The gradient of '${op.name}' is asked for outside of the gradient of its loop; the loop must have been built by tf.while_loop or come from a MetaGraph.`,
  );
}

/** A variable's switch is met twice: from the loop's end, and from the end of its body. */
function loop_switch_gradient(op: Operation, dys: readonly (Gradient | null)[]): (Gradient | null)[] {
  const state = gradient_loop()?.grad_state ?? no_gradient_loop(op);
  const [of_exit, of_body] = dys as [Gradient | null, Gradient | null];
  const merged = state.switch_map.get(op);
  if (merged !== undefined) {
    if (of_body !== null) add_next_and_back_edge(merged, of_body, false);
    return [null, null];
  }
  if (of_exit === null) return [null, null];
  const [first] = merge([of_exit, of_exit], 'b_switch');
  state.switch_map.set(op, first);
  return [first, null];
}

function cond_switch_gradient(op: Operation, branch: 0 | 1, dys: readonly Tensor[]): (Gradient | null)[] {
  // The zeros of the other branch are guarded by a switch already; a dtype without gradients has none.
  if ((dys[1 - branch] ?? null) !== null) return [merge(dys, 'cond_grad')[0], null];
  if (op.inputs[0]?.dtype !== resource) return [null, null];
  const dy = dys[branch] as Tensor;
  return [merge([dy, dy], 'cond_resource_grad')[0], null];
}

gradient([Switch, RefSwitch], (_tf, op, ...dys) => {
  const context = op.control_flow_context;
  if (context instanceof WhileContext) return loop_switch_gradient(op, dys);
  if (context instanceof CondContext) return cond_switch_gradient(op, context.branch, dys);
  const pred = op.inputs[1] as Tensor;
  const [of_false, of_true] = dys as [Tensor, Tensor];
  return [merge([switch_(of_false, pred)[0], switch_(of_true, pred)[1]])[0], null];
});

/** The predicate of a conditional in a loop, as the loop of the gradient finds it again in each iteration. */
function recalled_predicate(state: LoopGradient, pred: Tensor): Tensor {
  let real = state.history_map.get(pred.name);
  if (real === undefined) {
    const history = state.grad_context.outside(() => state.add_forward_accumulator(pred));
    real = state.add_backprop_accumulated_value(history, pred);
    state.history_map.set(pred.name, real);
  }
  return real;
}

gradient([Merge, RefMerge], (tf, op, dy) => {
  const [first] = op.inputs as readonly [Tensor];
  const context = output_context(first.op);
  const current = get_default_graph().control_flow_context;
  if (context instanceof WhileContext) {
    const pivot = gradient_loop()?.pivot ?? no_gradient_loop(op);
    return switch_ref_or_tensor(dy, pivot);
  }
  if (context instanceof CondContext) {
    const loop = containing_loop(current);
    const state = loop instanceof WhileContext ? loop.grad_state : null;
    const pred = state === null ? context.pred : recalled_predicate(state, context.pred);
    return switch_ref_or_tensor(dy, pred, 'cond_grad');
  }
  const chosen = op.inputs.map((_, i) => tf.equal(op.outputs[1] as Tensor, i));
  return chosen.map((pred) => switch_ref_or_tensor(dy, pred)[1]);
});

gradient([Exit, RefExit], (_tf, op, dy: Gradient) => {
  const loop = gradient_loop() ?? no_gradient_loop(op);
  if (!loop.back_prop) return [null];
  if (op.control_flow_context instanceof WhileContext && op.control_flow_context.grad_state !== null) {
    throw new TypeError('Second-order gradient for while loops not supported.');
  }
  const parts = dy instanceof IndexedSlices ? [dy.values, dy.indices, dy.dense_shape] : [dy];
  for (const part of parts) if (part !== null) loop.add_name(part.name);
  const result = loop.within(() => enter(dy, loop, {name: 'b_exit'}));
  loop.loop_enters.push(result);
  return [result];
});

gradient([NextIteration, RefNextIteration], (_tf, _op, dy) => [dy]);

gradient([Enter, RefEnter], (_tf, op, dy: Gradient) => {
  const loop = gradient_loop();
  if (loop === null || !loop.back_prop || loop.grad_state === null) return [dy];
  if (op.get_attr<boolean>('is_constant')) {
    if (dy instanceof Tensor) return [add_backprop_accumulator(loop, op, dy)];
    if (dy instanceof IndexedSlices) return [add_backprop_slices_accumulator(loop, op, dy)];
    throw new TypeError(`Type <class '${python_type_name(dy)}'> not supported`);
  }
  const result = exit(dy);
  loop.loop_exits.push(result as Tensor);
  loop.exit_result([result]);
  return [result];
});

gradient(LoopCond, () => [null]);
