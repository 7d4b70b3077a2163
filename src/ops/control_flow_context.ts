/**
 * What a branch of a conditional does to the nodes that are made in it: values from outside come through
 * a `Switch`, nodes without inputs wait for the branch. Knows nothing of merging the branches.
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {is_containing, is_loop_exit} from '../graph/control_flow_context.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {strip_name_scope} from '../graph/names.ts';
import {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {map_structure} from '../util/nest.ts';
import {switch_ref_or_tensor} from './control_flow_switch.ts';
import {
  COMPOSITES,
  ValuesContext,
  type CondContextDef,
  type ControlFlowContextDef,
  type ValuesDef,
} from './control_flow_values.ts';
import {flow_of} from './data_flow_tensor_array.ts';
import {with_dependencies} from './grouping.ts';

/** What a conditional's branch is: the predicate, the pivot that is alive where the branch is, and which one. */
interface Branch {
  readonly pred: Tensor;
  readonly pivot: Tensor;
  readonly branch: 0 | 1;
}

/** One branch of a `tf.cond`. */
export class CondContext extends ValuesContext {
  readonly pred: Tensor;
  readonly pivot: Tensor;
  readonly branch: 0 | 1;

  constructor(
    {pred, pivot, branch}: Branch,
    name = get_default_graph().unique_name('cond_text'),
    def: ValuesDef | null = null,
    import_scope: string | null = null,
  ) {
    super(name);
    this.pred = pred;
    this.pivot = pivot;
    this.branch = branch;
    if (def !== null) {
      this.restore_values(def, import_scope);
      return;
    }
    this.values.add(pred.name);
    this.external_values.set(pred.name, pred);
    this.values.add(pivot.name);
    pivot.op.control_flow_context = this;
  }

  override is_cond_context(): boolean {
    return true;
  }

  get control_pivot(): Tensor {
    return this.pivot;
  }

  add_value(value: Tensor): Tensor {
    if (this.values.has(value.name)) return this.external_values.get(value.name) ?? value;
    this.values.add(value.name);
    const outside = this.#from_outer(value);
    const {graph} = value;
    const result = graph.control_dependencies(
      null,
      () => switch_ref_or_tensor(outside, this.pred)[this.branch],
    );
    graph.prevent_fetching(result.op);
    result.op.control_flow_context = this;
    this.mark_everywhere([result.name]);
    this.external_values.set(value.name, result);
    return result;
  }

  /** The value as the context outside knows it. */
  #from_outer(value: Tensor): Tensor {
    if (this.outer_context === null) return value;
    const result = this.outer_context.add_value(value);
    this.values.add(result.name);
    this.external_values.set(result.name, result);
    return result;
  }

  add_op(op: Operation): void {
    if (op.inputs.length === 0) {
      this.remove_external_control_edges(op);
      const waits_inside = op.control_inputs.some((input) => is_containing(input.control_flow_context, this));
      if (!waits_inside) op.add_control_inputs([this.pivot.op]);
    } else {
      op.inputs.forEach((input, i) => {
        // The back edge of a loop that is being imported is in this context once its own node is.
        const is_back_edge = op.type === 'Merge' && input.op.type === 'NextIteration';
        const inside = is_back_edge ? input : this.add_value(input);
        if (inside !== input) op.update_input(i, inside);
      });
      this.remove_external_control_edges(op);
      if (op.type === 'SymbolicGradient') op.add_control_inputs([this.pivot.op]);
    }
    this.mark_everywhere(op.outputs.map((output) => output.name));
    if (this.outer_context !== null || !is_loop_exit(op)) op.graph.prevent_fetching(op);
  }

  /** Runs `f` in the branch: what it returned, and that as tensors of the branch; null if it returned nothing. */
  build_branch(f: () => unknown): {readonly original: unknown; readonly result: unknown} | null {
    return this.within(() => {
      const original = f();
      if (original === null || original === undefined) return null;
      const result = map_structure((leaf) => this.#branch_tensor(leaf), original, COMPOSITES);
      this.exit_result(result);
      return {original, result};
    });
  }

  #branch_tensor(leaf: unknown): Tensor {
    // An operation has no value: the pivot stands for it.
    if (leaf instanceof Operation) return with_dependencies([leaf], this.pivot);
    return this.#output(to_tensor(flow_of(leaf) as TensorLike));
  }

  /** A result of the branch, which may be a value from outside as it is. */
  #output(value: Tensor): Tensor {
    if (this.values.has(value.name)) return this.external_values.get(value.name) ?? value;
    this.values.add(value.name);
    const result = switch_ref_or_tensor(this.#from_outer(value), this.pred)[this.branch];
    this.external_values.set(value.name, result);
    return result;
  }

  /** The message of a MetaGraph; null for a context outside of `export_scope`. */
  to_proto(export_scope: string | null = null): CondContextDef | null {
    if (export_scope !== null && !this.name.startsWith(export_scope)) return null;
    return {
      context_name: strip_name_scope(this.name, export_scope),
      pred_name: strip_name_scope(this.pred.name, export_scope),
      pivot_name: strip_name_scope(this.pivot.name, export_scope),
      branch: this.branch,
      values_def: this.values_def(export_scope),
      nested_contexts: this.nested_defs(),
    };
  }

  to_control_flow_context_def(export_scope: string | null): ControlFlowContextDef {
    const cond_ctxt = this.to_proto(export_scope);
    return cond_ctxt === null ? {} : {cond_ctxt};
  }
}
