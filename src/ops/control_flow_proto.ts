/**
 * The contexts of conditionals and loops out of a MetaGraph, whose nodes are in the default graph already.
 */
import {get_default_graph} from '../graph/default_graph.ts';
import {prepend_name_scope} from '../graph/names.ts';
import type {Tensor} from '../graph/tensor.ts';
import {CondContext} from './control_flow_context.ts';
import {
  NO_VALUES,
  type CondContextDef,
  type ControlFlowContextDef,
  type ValuesContext,
  type WhileContextDef,
} from './control_flow_values.ts';
import {WhileContext} from './while_context.ts';

function tensor_finder(import_scope: string | null): (name: string) => Tensor {
  const graph = get_default_graph();
  return (name) => graph.get_tensor_by_name(prepend_name_scope(name, import_scope));
}

function restore_nested(
  context: ValuesContext,
  nested: readonly ControlFlowContextDef[],
  import_scope: string | null,
): void {
  context.within(() => {
    for (const {cond_ctxt, while_ctxt} of nested) {
      if (cond_ctxt) cond_context_from_proto(cond_ctxt, import_scope);
      else if (while_ctxt) while_context_from_proto(while_ctxt, import_scope);
    }
  });
}

/** `CondContext.from_proto`. */
export function cond_context_from_proto(
  def: CondContextDef,
  import_scope: string | null = null,
): CondContext {
  const tensor = tensor_finder(import_scope);
  const context = new CondContext(
    {pred: tensor(def.pred_name), pivot: tensor(def.pivot_name), branch: def.branch === 0 ? 0 : 1},
    prepend_name_scope(def.context_name, import_scope),
    def.values_def ?? NO_VALUES,
    import_scope,
  );
  restore_nested(context, def.nested_contexts, import_scope);
  return context;
}

/** `WhileContext.from_proto`. */
export function while_context_from_proto(
  def: WhileContextDef,
  import_scope: string | null = null,
): WhileContext {
  const tensor = tensor_finder(import_scope);
  const maximum = def.maximum_iterations_name;
  const context = WhileContext.restored(
    {
      maximum_iterations: maximum ? tensor(maximum) : null,
      parallel_iterations: def.parallel_iterations,
      back_prop: def.back_prop,
      swap_memory: def.swap_memory,
    },
    prepend_name_scope(def.context_name, import_scope),
    {
      pivot_for_pred: tensor(def.pivot_for_pred_name),
      pivot_for_body: tensor(def.pivot_for_body_name),
      pivot: tensor(def.pivot_name),
      loop_enters: def.loop_enter_names.map(tensor),
      loop_exits: def.loop_exit_names.map(tensor),
      values_def: def.values_def ?? NO_VALUES,
      import_scope,
    },
  );
  restore_nested(context, def.nested_contexts, import_scope);
  return context;
}
