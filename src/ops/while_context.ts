/**
 * What a loop does to the nodes that are made in it: values from outside enter it as constants, nodes that depend
 * on nothing inside wait for its pivot. Building a loop is in `while_loop.ts`, its gradients elsewhere.
 */
import {
  containing_loop,
  is_loop_enter,
  is_loop_exit,
  output_context,
  type ControlFlowContext,
} from '../graph/control_flow_context.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import type {IndexedSlices} from '../graph/indexed_slices.ts';
import {strip_name_scope} from '../graph/names.ts';
import type {Operation} from '../graph/operation.ts';
import {control_inputs_for} from '../graph/scope_state.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ValueError} from '../types/python_errors.ts';
import {identity} from './array_identity.ts';
import {enter} from './control_flow_frames.ts';
import {
  ValuesContext,
  type ControlFlowContextDef,
  type ValuesDef,
  type WhileContextDef,
} from './control_flow_values.ts';

/** What the gradient of a loop keeps while it is being built; the class is beside the walk over the graph. */
export interface LoopGradient {
  readonly forward_context: WhileContext;
  readonly outer_grad_state: LoopGradient | null;
  readonly grad_context: WhileContext;
  /** The counter of the loop, after one more iteration. */
  readonly forward_index: Tensor;
  /** What all that is taken back in an iteration comes before. */
  readonly grad_sync: Operation;
  /** Values of the loop by name, as the gradient's loop knows them. */
  readonly history_map: Map<string, Tensor>;
  /** The merge of the gradients of each loop variable, by the variable's switch. */
  readonly switch_map: Map<Operation, Tensor | IndexedSlices>;
  add_forward_accumulator(value: Tensor, dead_branch?: boolean): Tensor;
  add_backprop_accumulated_value(history_value: Tensor, value: Tensor, dead_branch?: boolean): Tensor;
  get_real_value(value: Tensor): Tensor;
}

/** How a loop runs. */
export interface LoopOptions {
  readonly maximum_iterations: Tensor | null;
  readonly parallel_iterations: number;
  readonly back_prop: boolean;
  readonly swap_memory: boolean;
}

/** What a file says of a loop: all tensors are in the graph already. */
export interface RestoredLoop {
  readonly pivot_for_pred: Tensor;
  readonly pivot_for_body: Tensor;
  readonly pivot: Tensor;
  readonly loop_enters: readonly Tensor[];
  readonly loop_exits: readonly Tensor[];
  readonly values_def: ValuesDef;
  readonly import_scope: string | null;
}

/** Ops that are computed where their input is, so that what is kept of the loop is their small result. */
const REDUCTIONS_TO_SHAPES: ReadonlySet<string> = new Set(['Shape', 'Size', 'Rank']);

/** `control_flow_util.IsLoopConstantEnter`. */
export function is_loop_constant_enter(op: Operation): boolean {
  return is_loop_enter(op) && op.get_attr<boolean>('is_constant');
}

/** One `tf.while_loop`, or the loop of its gradient. */
export class WhileContext extends ValuesContext implements LoopOptions {
  readonly maximum_iterations: Tensor | null;
  readonly parallel_iterations: number;
  readonly back_prop: boolean;
  readonly swap_memory: boolean;
  /** Set where this loop computes the gradient of another one. */
  readonly grad_state: LoopGradient | null;
  /** What constants of the condition wait for. */
  pivot_for_pred: Tensor | null = null;
  /** What constants of the body wait for. */
  pivot_for_body: Tensor | null = null;
  /** Whether there is one more iteration. */
  pivot: Tensor | null = null;
  readonly loop_enters: (Tensor | IndexedSlices)[] = [];
  readonly loop_exits: Tensor[] = [];

  constructor(options: LoopOptions, name: string, grad_state: LoopGradient | null = null) {
    super(name);
    const {parallel_iterations} = options;
    if (!Number.isInteger(parallel_iterations) || parallel_iterations <= 0) {
      throw new ValueError(`\`parallel_iterations\` must be a positive integer: ${parallel_iterations}`);
    }
    this.maximum_iterations = options.maximum_iterations;
    this.parallel_iterations = parallel_iterations;
    this.back_prop = options.back_prop;
    this.swap_memory = options.swap_memory;
    this.grad_state = grad_state;
  }

  /** The context of a loop whose nodes are in the default graph already. */
  static restored(options: LoopOptions, name: string, loop: RestoredLoop): WhileContext {
    const context = new WhileContext(options, name);
    context.pivot_for_pred = loop.pivot_for_pred;
    context.pivot_for_body = loop.pivot_for_body;
    context.pivot = loop.pivot;
    context.loop_enters.push(...loop.loop_enters);
    context.loop_exits.push(...loop.loop_exits);
    context.restore_values(loop.values_def, loop.import_scope);
    if (loop.import_scope) context.#rename_frame();
    return context;
  }

  /** The frame is called as the context is. */
  #rename_frame(): void {
    for (const name of this.values) {
      const {op} = this.graph.get_tensor_by_name(name);
      if (is_loop_enter(op)) op.set_attr('frame_name', {s: new TextEncoder().encode(this.name)});
    }
  }

  override get differentiated_loop(): ControlFlowContext | null {
    return this.grad_state?.forward_context ?? null;
  }

  override is_while_context(): boolean {
    return true;
  }

  get control_pivot(): Tensor | null {
    return this.pivot_for_body ?? this.pivot_for_pred;
  }

  /** Forgets what was seen, but for these. */
  initialize_values(values: readonly Tensor[]): void {
    this.values.clear();
    for (const value of values) this.values.add(value.name);
  }

  add_value(value: Tensor): Tensor {
    const is_new = !this.values.has(value.name) && value.op.control_flow_context !== this;
    if (!is_new) return this.external_values.get(value.name) ?? value;
    this.values.add(value.name);
    const recalled = recalled_value(value);
    if (recalled !== null) {
      this.external_values.set(value.name, recalled);
      return recalled;
    }
    const outside = this.outer_context?.add_value(value) ?? value;
    const {graph} = this;
    const entered = graph.control_dependencies(null, () => enter(outside, this, {is_constant: true}));
    graph.prevent_feeding(entered);
    this.fix_control_inputs_and_context(entered);
    this.values.add(entered.name);
    this.external_values.set(value.name, entered);
    return entered;
  }

  add_op(op: Operation): void {
    if (REDUCTIONS_TO_SHAPES.has(op.type) && this.#move_to_forward_loop(op)) return;
    this.take_op(op);
  }

  /** Puts a shape of something of the differentiated loop into that loop; tells whether it was one. */
  #move_to_forward_loop(op: Operation): boolean {
    const gradient = current_gradient();
    const [input] = op.inputs as readonly [Tensor];
    const context = input.op.control_flow_context;
    if (gradient === null || !(context instanceof ValuesContext)) return false;
    if (context.while_context !== gradient.forward_context) return false;
    op.control_flow_context = context;
    context.take_op(op);
    return true;
  }

  override take_op(op: Operation): void {
    const external = op.inputs.length === 0 ? this.#take_source(op) : this.#take_with_inputs(op);
    for (const output of op.outputs) this.values.add(output.name);
    if (external.length > 0) {
      // An identity makes the outside operation one that enters the loop.
      const {graph} = this;
      const inside = graph.control_dependencies(null, () =>
        this.within(() => external.flatMap(({outputs: [first]}) => (first ? [identity(first).op] : []))),
      );
      op.add_control_inputs(inside);
    }
    if (this.outer_context === null && is_loop_exit(op)) return;
    op.graph.prevent_fetching(op);
    for (const output of op.outputs) op.graph.prevent_feeding(output);
  }

  #take_source(op: Operation): Operation[] {
    const external = this.remove_external_control_edges(op);
    if (op.control_inputs.length === 0) this.#wait_for_pivot(op);
    return external;
  }

  #take_with_inputs(op: Operation): Operation[] {
    op.inputs.forEach((input, i) => {
      const inside = this.add_value(input);
      if (inside !== input) op.update_input(i, inside);
    });
    const external = this.remove_external_control_edges(op);
    // What depends on invariants alone must not run where the loop does not.
    const is_free =
      op.type === 'SymbolicGradient' || op.inputs.every(({op: of}) => is_loop_constant_enter(of));
    if (op.control_inputs.length === 0 && is_free) this.#wait_for_pivot(op);
    return external;
  }

  #wait_for_pivot(op: Operation): void {
    const pivot = this.control_pivot;
    if (pivot !== null) op.add_control_inputs([pivot.op]);
  }

  /** Takes an `Enter` into this context; it waits for what the open scopes ask for outside of the loop. */
  fix_control_inputs_and_context(entered: Tensor): void {
    const {op} = entered;
    const {scopes} = get_default_graph();
    const [input] = op.inputs as readonly [Tensor];
    const outer_loop = containing_loop(this.outer_context);
    const waits = control_inputs_for(scopes, new Set([input.op])).filter((control) => {
      const context = output_context(control);
      let at: ControlFlowContext | null = this.outer_context;
      for (; at !== context; at = at.outer_context) if (at === null || at === outer_loop) return false;
      return true;
    });
    op.control_flow_context = this;
    op.add_control_inputs(waits);
    for (const scope of scopes.control_dependencies) scope.add(op);
  }

  /** The message of a MetaGraph; null for a context outside of `export_scope`. */
  to_proto(export_scope: string | null = null): WhileContextDef | null {
    if (export_scope !== null && !this.name.startsWith(export_scope)) return null;
    const strip = (name: string): string => strip_name_scope(name, export_scope);
    const {pivot, pivot_for_pred, pivot_for_body, maximum_iterations} = this;
    return {
      context_name: strip(this.name),
      parallel_iterations: this.parallel_iterations,
      back_prop: this.back_prop,
      swap_memory: this.swap_memory,
      pivot_name: strip(pivot?.name ?? ''),
      pivot_for_pred_name: strip(pivot_for_pred?.name ?? ''),
      pivot_for_body_name: strip(pivot_for_body?.name ?? ''),
      loop_exit_names: this.loop_exits.map(({name}) => strip(name)),
      values_def: this.values_def(export_scope),
      loop_enter_names: this.loop_enters.map(({name}) => strip(name)),
      maximum_iterations_name: strip(maximum_iterations?.name ?? ''),
      nested_contexts: this.nested_defs(),
    };
  }

  to_control_flow_context_def(export_scope: string | null): ControlFlowContextDef {
    const while_ctxt = this.to_proto(export_scope);
    return while_ctxt === null ? {} : {while_ctxt};
  }
}

/** The gradient of a loop that the default graph is inside of. */
function current_gradient(): LoopGradient | null {
  const loop = containing_loop(get_default_graph().control_flow_context);
  return loop instanceof WhileContext ? loop.grad_state : null;
}

/** A value of the loop whose gradient is being built, as the gradient's loop finds it again; else null. */
function recalled_value(value: Tensor): Tensor | null {
  const gradient = current_gradient();
  if (gradient === null) return null;
  const loop = containing_loop(output_loop_context(value.op));
  return loop === gradient.forward_context ? gradient.get_real_value(value) : null;
}

function output_loop_context(op: Operation): ControlFlowContext | null {
  const loop = containing_loop(op.control_flow_context);
  return is_loop_exit(op) ? (loop?.outer_context ?? null) : loop;
}
