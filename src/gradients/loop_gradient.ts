/**
 * The gradient of one loop while it is being built: a loop that goes through the iterations from the last to the
 * first, and the stacks on which the loop keeps what that needs. Knows nothing of the walk over the graph.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_value} from '../graph/constant_value.ts';
import {is_loop_enter, output_context, type ControlFlowContext} from '../graph/control_flow_context.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import type {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {constant} from '../ops/array_constant.ts';
import {CondContext} from '../ops/control_flow_context.ts';
import {ControlTrigger, switch_ref_or_tensor} from '../ops/control_flow_switch.ts';
import {within_context, type ValuesContext} from '../ops/control_flow_values.ts';
import {StackPopV2, StackPushV2, StackV2} from '../ops/data_flow_stack.ts';
import {add_backprop_loop_counter, add_forward_loop_counter} from '../ops/while_gradient.ts';
import {is_loop_constant_enter, WhileContext, type LoopGradient} from '../ops/while_context.ts';
import {int32} from '../types/dtypes.ts';

/** What only hands its first input on. */
const PASSING: ReadonlySet<string> = new Set(['Switch', 'RefSwitch', 'Identity', 'RefIdentity']);

/** `control_flow_util.GetLoopConstantEnter`: the node that lets in what `value` is, if that is an invariant. */
function loop_constant_enter(value: Tensor): Operation | null {
  let {op} = value;
  while (PASSING.has(op.type)) op = (op.inputs[0] as Tensor).op;
  return is_loop_enter(op) && is_loop_constant_enter(op) ? op : null;
}

function is_constant(value: Tensor): boolean {
  return value.op.type === 'Const';
}

/** `_GradLoopState`. */
export class GradLoopState implements LoopGradient {
  readonly outer_grad_state: GradLoopState | null;
  readonly forward_context: WhileContext;
  readonly grad_context: WhileContext;
  readonly forward_index: Tensor;
  readonly #grad_index: Tensor;
  readonly history_map = new Map<string, Tensor>();
  readonly switch_map = new Map<Operation, Tensor | IndexedSlices>();
  /** The tensors that leave the loop; as they were before gradients added more. */
  readonly forward_loop_exits: readonly Tensor[];
  readonly unused_exits: Tensor[] = [];
  readonly deferred_exits: Tensor[] = [];
  /** How many of them are still to be met. */
  pending_exits_count: number;
  #forward_sync: Operation | null = null;
  #grad_sync: Operation | null = null;

  constructor(forward_context: WhileContext, outer_grad_state: GradLoopState | null) {
    this.forward_context = forward_context;
    this.outer_grad_state = outer_grad_state;
    this.forward_loop_exits = [...forward_context.loop_exits];
    this.pending_exits_count = this.forward_loop_exits.length;
    const outer = outer_grad_state?.forward_context ?? forward_context.outer_context;
    const {total, next} = within_optional(outer, () =>
      add_forward_loop_counter(forward_context, outer_grad_state),
    );
    this.forward_index = next;
    const built =
      outer_grad_state === null ? this.#outermost(outer, total) : this.#nested(outer_grad_state, total);
    this.grad_context = built.context;
    this.#grad_index = built.index;
  }

  #new_context(): WhileContext {
    const {forward_context} = this;
    const name = get_default_graph().unique_name(forward_context.name);
    return new WhileContext(forward_context, name, this);
  }

  #outermost(outer: ValuesContext | null, total: Tensor): {context: WhileContext; index: Tensor} {
    return within_optional(outer, () => {
      const context = this.#new_context();
      return {context, index: add_backprop_loop_counter(context, total, null)};
    });
  }

  /** A loop in a loop runs several times: the outer one keeps each time's count. */
  #nested(outer: GradLoopState, total: Tensor): {context: WhileContext; index: Tensor} {
    outer.forward_context.add_name(total.name);
    const history = outer.add_forward_accumulator(total);
    return outer.grad_context.within(() => {
      const context = this.#new_context();
      const count = outer.add_backprop_accumulated_value(history, total);
      return {context, index: add_backprop_loop_counter(context, count, outer)};
    });
  }

  /** What all that is kept in an iteration comes before. */
  get #synchronised_forward(): Operation {
    if (this.#forward_sync !== null) return this.#forward_sync;
    const trigger = control_trigger('f_sync');
    trigger.control_flow_context = this.forward_context;
    this.forward_index.op.add_control_inputs([trigger]);
    return (this.#forward_sync = trigger);
  }

  get grad_sync(): Operation {
    if (this.#grad_sync !== null) return this.#grad_sync;
    const trigger = control_trigger('b_sync');
    trigger.control_flow_context = this.grad_context;
    this.#grad_index.op.add_control_inputs([trigger]);
    return (this.#grad_sync = trigger);
  }

  /** `AddForwardAccumulator`: a stack on which the loop puts `value` in each iteration. */
  add_forward_accumulator(value: Tensor, dead_branch = false): Tensor {
    const graph = get_default_graph();
    const current = graph.control_flow_context;
    return graph.control_dependencies(null, () => {
      const stack = within_optional(current, () =>
        within_colocation(graph, value, false, () => {
          const max_size = constant(-1n, int32);
          return apply(StackV2, {max_size}, {elem_type: value.dtype.base_dtype}, 'f_acc').handle;
        }),
      );
      const push = this.#pushed(this.forward_context.add_value(stack), value, dead_branch);
      push.add_control_inputs([(this.forward_index.op.inputs[0] as Tensor).op]);
      return stack;
    });
  }

  #pushed(handle: Tensor, elem: Tensor, dead_branch: boolean): Operation {
    const {forward_context} = this;
    const context = output_context(elem.op);
    const attrs = {swap_memory: forward_context.swap_memory};
    const make = (): Operation => apply(StackPushV2, {handle, elem}, attrs).operation;
    if (context === forward_context) {
      const push = forward_context.within(make);
      this.forward_index.op.add_control_inputs([push]);
      return push;
    }
    if (!(context instanceof CondContext)) {
      throw new TypeError(`value_ctxt is not a CondContext: ${String(context)}`);
    }
    const push = dead_branch ? within_optional(context.outer_context, make) : context.within(make);
    if (dead_branch) push.control_flow_context = context;
    this.#synchronised_forward.add_control_inputs([push]);
    return push;
  }

  /** The predicate, in the gradient's loop, of the conditional that `value` is in, and the branch that has it. */
  #guard(history_value: Tensor, value: Tensor, dead_branch: boolean): {pred: Tensor; branch: 0 | 1} | null {
    const outside = history_value.op.control_flow_context;
    let context: ControlFlowContext | null = value.op.control_flow_context;
    while (context !== null && context !== outside && !(context instanceof CondContext))
      context = context.outer_context;
    if (!(context instanceof CondContext) || context === outside) return null;
    let pred: Tensor | undefined;
    for (let state: GradLoopState | null = this; state !== null && !pred; state = state.outer_grad_state)
      pred = state.history_map.get(context.pred.name);
    const branch = dead_branch ? ((1 - context.branch) as 0 | 1) : context.branch;
    return {pred: pred ?? context.pred, branch};
  }

  /** `AddBackpropAccumulatedValue`: takes `value` back from its stack, in the gradient's loop. */
  add_backprop_accumulated_value(history_value: Tensor, value: Tensor, dead_branch = false): Tensor {
    const guard = this.#guard(history_value, value, dead_branch);
    const {grad_context} = this;
    const popped = grad_context.graph.control_dependencies(null, () =>
      grad_context.within(() => {
        const handle =
          guard === null ? history_value : switch_ref_or_tensor(history_value, guard.pred)[guard.branch];
        const {elem} = apply(StackPopV2, {handle}, {elem_type: value.dtype.base_dtype});
        elem.set_shape(value.shape);
        return elem;
      }),
    );
    if (grad_context.parallel_iterations > 1) this.grad_sync.add_control_inputs([popped.op]);
    return popped;
  }

  /** `GetRealValue`: a value of the loop, in the gradient's loop. */
  get_real_value(value: Tensor): Tensor {
    const known = this.history_map.get(value.name);
    if (known !== undefined) return known;
    const real = this.#real_value(value);
    this.history_map.set(value.name, real);
    return real;
  }

  #real_value(value: Tensor): Tensor {
    let current = value;
    let state: GradLoopState | null = this;
    for (
      let entered = loop_constant_enter(current);
      entered !== null;
      entered = loop_constant_enter(current)
    ) {
      current = entered.inputs[0] as Tensor;
      state = state.outer_grad_state;
      // Outside of all loops nothing needs to be kept.
      if (state === null) return this.grad_context.add_value(current);
    }
    if (is_constant(current)) {
      const array = constant_value(current);
      if (array !== null) return constant(array, current.dtype);
    }
    const keeper = state;
    const history = this.grad_context.outside(() => keeper.add_forward_accumulator(current));
    const popped = keeper.add_backprop_accumulated_value(history, current);
    return keeper === this ? popped : this.grad_context.add_value(popped);
  }
}

function control_trigger(name: string): Operation {
  return get_default_graph().control_dependencies(null, () => apply(ControlTrigger, {}, {}, name).operation);
}

/** Runs `body` in a context, if there is one. */
function within_optional<R>(context: ControlFlowContext | null, body: () => R): R {
  if (context === null) return body();
  return is_values_context(context) ? context.within(body) : within_context(context, body);
}

function is_values_context(context: ControlFlowContext): context is ValuesContext {
  return context instanceof WhileContext || context instanceof CondContext;
}
