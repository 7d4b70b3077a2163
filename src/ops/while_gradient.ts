/**
 * What the gradient of a loop adds to the loop and to its own: counters of iterations, and sums of what each
 * iteration gives to an invariant. Knows nothing of how values are kept from one loop to the other.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32, resource} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {concat} from './array_concat.ts';
import {constant} from './array_constant.ts';
import {zeros, zeros_like} from './array_fill.ts';
import {shape_internal} from './array_shape.ts';
import {enter, exit, loop_cond, next_iteration} from './control_flow_frames.ts';
import {merge, switch as switch_} from './control_flow_switch.ts';
import {array_of} from './folding.ts';
import {greater_equal} from './math_compare.ts';
import {maximum} from './math_extreme.ts';
import {add, subtract} from './math_sum.ts';
import {WhileContext, type LoopGradient} from './while_context.ts';

/** Runs `body` in the context outside of a loop, where there is one. */
function in_outer<R>(context: WhileContext, body: () => R): R {
  return context.outer_context === null ? body() : context.outer_context.within(body);
}

/** A new variable of a loop that is there already: its value in an iteration and where it goes if that is the last. */
function looped(
  context: WhileContext,
  initial: Tensor,
  name: string,
  merge_name: string | null = null,
): Tensor {
  const entered = enter(initial, context, {name});
  context.loop_enters.push(entered);
  return merge([entered, entered], merge_name)[0];
}

function leave(context: WhileContext, value: Tensor, name: string): Tensor {
  const left = exit(value, name);
  context.loop_exits.push(left);
  context.exit_result([left]);
  return left;
}

/** `AddForwardLoopCounter`: counts the iterations of a loop; the total, and the count after an iteration. */
export function add_forward_loop_counter(
  context: WhileContext,
  outer: LoopGradient | null,
): {total: Tensor; next: Tensor} {
  const start = constant(0n, null, null, 'f_count');
  // What one run of an inner loop keeps comes before what its next run keeps.
  if (outer !== null) start.op.add_control_inputs([(outer.forward_index.op.inputs[0] as Tensor).op]);
  return context.within(() => {
    context.add_name(start.name);
    const merged = looped(context, start, 'f_count');
    const [of_false, of_true] = switch_(merged, context.pivot as Tensor);
    const next = next_iteration(add(of_true, 1n));
    merged.op.update_input(1, next);
    return {total: leave(context, of_false, 'f_count'), next};
  });
}

/** `AddBackpropLoopCounter`: makes the gradient's loop run `count` times; the count after an iteration. */
export function add_backprop_loop_counter(
  context: WhileContext,
  count: Tensor,
  outer: LoopGradient | null,
): Tensor {
  const one = constant(1n, null, null, 'b_count');
  return context.within(() => {
    context.add_name(count.name);
    const merged = looped(context, count, 'b_count');
    context.pivot_for_pred = merged;
    context.pivot = loop_cond(greater_equal(merged, one), 'b_count');
    const [of_false, of_true] = switch_(merged, context.pivot);
    const index = subtract(of_true, one);
    context.pivot_for_body = index;
    const next = next_iteration(index);
    merged.op.update_input(1, next);
    const final_zero = exit(of_false, 'b_count');
    context.loop_exits.push(final_zero);
    // What one run of an inner loop takes back comes before what its next run takes back.
    outer?.grad_sync.add_control_inputs([final_zero.op]);
    context.exit_result([final_zero]);
    return next;
  });
}

/** Zeros of the shape of what `op` lets in, made outside of the gradient's loop. */
function zeros_outside(context: WhileContext, op: Operation, grad: Tensor): Tensor {
  if (grad.shape.is_fully_defined()) {
    const {dtype, shape} = grad;
    return in_outer(context, () => constant(0, dtype, shape, 'b_acc'));
  }
  const [value] = op.inputs as readonly [Tensor];
  const outer = context.outer_context;
  const state = context.grad_state as LoopGradient;
  if (!(outer instanceof WhileContext) || outer.grad_state === null) {
    return in_outer(context, () => zeros(shape_internal(value, null, false), grad.dtype));
  }
  // In a nested loop the shape is one of those that the outer loop kept.
  const outer_state = state.outer_grad_state as LoopGradient;
  const sizes = in_outer(state.forward_context, () => shape_internal(value, null, false));
  const history = outer_state.add_forward_accumulator(sizes);
  return outer.within(() => {
    const real = outer_state.add_backprop_accumulated_value(history, sizes);
    return zeros(real, grad.dtype);
  });
}

/** `AddBackpropAccumulator`: the sum of `grad` over all iterations, for the invariant that `op` lets in. */
export function add_backprop_accumulator(context: WhileContext, op: Operation, grad: Tensor): Tensor {
  const initial = context.outside(() => zeros_outside(context, op, grad));
  context.add_name(initial.name);
  const merged = looped(context, initial, 'b_acc', 'b_acc');
  const [of_false, of_true] = switch_(merged, context.pivot as Tensor);
  merged.op.update_input(1, next_iteration(add(of_true, grad)));
  return leave(context, of_false, 'b_acc');
}

/** The sizes of a row: of a variable's value those that its handle was made with. */
function row_sizes(value: Tensor): TensorLike {
  if (value.dtype !== resource) return shape_internal(value, null, false).getitem('1:');
  let source = value;
  while (source.op.inputs.length > 0) source = source.op.inputs[0] as Tensor;
  const {sizes} = source.op.get_attr<TensorShape>('shape');
  return array_of((sizes ?? []).slice(1) as number[], int32);
}

/** No rows to begin with: indices, values, and the shape of the whole where it is known. */
function initial_slices(context: WhileContext, op: Operation, grad: IndexedSlices): Tensor[] {
  const {values, indices, dense_shape} = grad;
  const [value] = op.inputs as readonly [Tensor];
  return in_outer(context, () => {
    let values_acc: Tensor;
    if (values.shape.is_fully_defined()) {
      const sizes = new TensorShape([1, ...values.shape.as_list().slice(1)]);
      values_acc = in_outer(context, () => constant(0, values.dtype, sizes, 'b_acc'));
    } else {
      values_acc = zeros(concat([[1n], row_sizes(value)], 0), values.dtype);
    }
    const indices_acc = constant([0n], indices.dtype);
    if (dense_shape === null) return [indices_acc, values_acc];
    const shape_acc = dense_shape.shape.is_fully_defined()
      ? in_outer(context, () => constant(0n, dense_shape.dtype, dense_shape.shape))
      : zeros_like(shape_internal(value, null, false, dense_shape.dtype), null, null, false);
    return [indices_acc, values_acc, shape_acc];
  });
}

/** `AddBackpropIndexedSlicesAccumulator`: the rows of all iterations one after the other. */
export function add_backprop_slices_accumulator(
  context: WhileContext,
  op: Operation,
  grad: IndexedSlices,
): IndexedSlices {
  const initial = context.outside(() => initial_slices(context, op, grad));
  for (const tensor of initial) context.add_name(tensor.name);
  // The rows become more and more, so that what enters has no shape.
  const enters = initial.map((tensor) => enter(tensor, context, {use_input_shape: false, name: 'b_acc'}));
  const [enter_indices, enter_values] = enters as [Tensor, Tensor];
  enter_indices.set_shape([null]);
  const {sizes} = (initial[1] as Tensor).shape;
  if (sizes !== null) enter_values.set_shape([null, ...sizes.slice(1)]);
  context.loop_enters.push(...enters);
  const merges = enters.map((tensor) => merge([tensor, tensor], 'b_acc')[0]);
  const switches = merges.map((tensor) => switch_(tensor, context.pivot as Tensor));
  const rows = [grad.indices, grad.values];
  const sums = rows.map((part, i) => concat([(switches[i] as [Tensor, Tensor])[1], part], 0));
  const shape = switches[2];
  if (shape && grad.dense_shape !== null) sums.push(maximum(grad.dense_shape, shape[1]));
  const nexts = sums.map((sum) => next_iteration(sum));
  merges.forEach((merged, i) => merged.op.update_input(1, nexts[i] as Tensor));
  const exits = switches.map(([of_false]) => exit(of_false, 'b_acc'));
  context.loop_exits.push(...exits);
  context.exit_result(exits);
  return new IndexedSlices(exits[1] as Tensor, exits[0] as Tensor, exits[2] ?? null);
}
