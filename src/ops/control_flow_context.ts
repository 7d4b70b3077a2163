/**
 * What a branch of a conditional does to the nodes that are made in it: values from outside come through
 * a `Switch`, nodes without inputs wait for the branch. Knows nothing of merging the branches.
 */
import type {Message} from '../formats/schemas.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import type {ControlFlowContext} from '../graph/control_flow_context.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {prepend_name_scope, strip_name_scope} from '../graph/names.ts';
import {Operation} from '../graph/operation.ts';
import {Tensor} from '../graph/tensor.ts';
import {UnimplementedError} from '../errors.ts';
import {flatten, map_structure, type Composites} from '../util/nest.ts';
import {slices_from, slices_parts, switch_ref_or_tensor} from './control_flow_switch.ts';
import {with_dependencies} from './grouping.ts';

export interface CondContextDef extends Message<'CondContextDef'> {}
type ControlFlowContextDef = CondContextDef['nested_contexts'][number];
type ValuesDef = NonNullable<CondContextDef['values_def']>;

/** Slices are several tensors. */
export const SLICES: Composites = {
  parts: (value) => (value instanceof IndexedSlices ? slices_parts(value) : null),
  rebuild: (_value, parts) => slices_from(parts as readonly Tensor[]),
};

/** `control_flow_util.IsContainingContext`: whether `outer` is `context` or one around it. */
function is_containing(context: ControlFlowContext | null, outer: ControlFlowContext): boolean {
  for (let at = context; at !== null; at = at.outer_context) if (at === outer) return true;
  return false;
}

/** What contexts of all kinds know: the values seen inside, and how those from outside are called there. */
abstract class ValuesContext implements ControlFlowContext {
  readonly name: string;
  readonly outer_context: ControlFlowContext | null;
  readonly #nested: ValuesContext[] = [];
  protected readonly values = new Set<string>();
  protected readonly external_values = new Map<string, Tensor>();

  constructor(name: string) {
    this.name = name;
    this.outer_context = get_default_graph().control_flow_context;
    if (this.outer_context instanceof ValuesContext) this.outer_context.#nested.push(this);
  }

  abstract add_op(op: Operation): void;
  abstract add_value(value: Tensor): Tensor;
  abstract to_control_flow_context_def(export_scope: string | null): ControlFlowContextDef;

  /** Marks a name as seen here and in all contexts outside. */
  protected mark_everywhere(names: readonly string[]): void {
    for (
      let context: ControlFlowContext | null = this;
      context instanceof ValuesContext;
      context = context.outer_context
    ) {
      for (const name of names) context.values.add(name);
    }
  }

  /** Runs `body` with this as the graph's context. */
  within<R>(body: () => R): R {
    const exit = get_default_graph().enter_scope((draft) => {
      draft.control_flow_context = this;
    });
    try {
      return body();
    } finally {
      exit();
    }
  }

  /** `ExitResult`: makes results known to the context outside. */
  exit_result(result: unknown): void {
    const {outer_context} = this;
    if (!(outer_context instanceof ValuesContext)) return;
    for (const tensor of flatten(result, SLICES)) outer_context.values.add((tensor as Tensor).name);
  }

  enter_gradient_colocation(op: Operation, gradient_uid: string): void {
    this.outer_context?.enter_gradient_colocation(op, gradient_uid);
  }

  exit_gradient_colocation(op: Operation, gradient_uid: string): void {
    this.outer_context?.exit_gradient_colocation(op, gradient_uid);
  }

  is_while_context(): boolean {
    return false;
  }

  is_cond_context(): boolean {
    return false;
  }

  protected values_def(export_scope: string | null): ValuesDef {
    const strip = (name: string): string => strip_name_scope(name, export_scope);
    const external = [...this.external_values].map(
      ([key, tensor]) => [strip(key), strip(tensor.name)] as const,
    );
    return {values: [...this.values].map(strip).sort(), external_values: new Map(external)};
  }

  protected nested_defs(): ControlFlowContextDef[] {
    return this.#nested.map((nested) => nested.to_control_flow_context_def(null));
  }

  /** Takes values and nodes from a file. */
  protected restore_values(def: ValuesDef, import_scope: string | null): void {
    const graph = get_default_graph();
    for (const value of def.values) this.values.add(prepend_name_scope(value, import_scope));
    for (const [key, name] of def.external_values) {
      const tensor = graph.get_tensor_by_name(prepend_name_scope(name, import_scope));
      this.external_values.set(prepend_name_scope(key, import_scope), tensor);
    }
    for (const value of this.values) {
      if (this.external_values.has(value)) continue;
      graph.get_operation_by_name(value.split(':')[0] as string).control_flow_context = this;
    }
  }

  toString(): string {
    return this.name;
  }
}

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
      const waits_inside = op.control_inputs.some((input) => is_containing(input.control_flow_context, this));
      if (!waits_inside) op.add_control_inputs([this.pivot.op]);
    } else {
      op.inputs.forEach((input, i) => {
        // The back edge of a loop that is being imported is in this context once its own node is.
        const is_back_edge = op.type === 'Merge' && input.op.type === 'NextIteration';
        const inside = is_back_edge ? input : this.add_value(input);
        if (inside !== input) op.update_input(i, inside);
      });
    }
    this.mark_everywhere(op.outputs.map((output) => output.name));
    if (this.outer_context !== null || !is_loop_exit(op)) op.graph.prevent_fetching(op);
  }

  /** Runs `f` in the branch: what it returned, and that as tensors of the branch; null if it returned nothing. */
  build_branch(f: () => unknown): {readonly original: unknown; readonly result: unknown} | null {
    return this.within(() => {
      const original = f();
      if (original === null || original === undefined) return null;
      const result = map_structure((leaf) => this.#branch_tensor(leaf), original, SLICES);
      this.exit_result(result);
      return {original, result};
    });
  }

  #branch_tensor(leaf: unknown): Tensor {
    // An operation has no value: the pivot stands for it.
    if (leaf instanceof Operation) return with_dependencies([leaf], this.pivot);
    return this.#output(to_tensor(leaf as TensorLike));
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

  /** The context of a MetaGraph whose nodes are in the default graph already. */
  static from_proto(def: CondContextDef, import_scope: string | null = null): CondContext {
    const graph = get_default_graph();
    const tensor = (name: string): Tensor => graph.get_tensor_by_name(prepend_name_scope(name, import_scope));
    const context = new CondContext(
      {pred: tensor(def.pred_name), pivot: tensor(def.pivot_name), branch: def.branch === 0 ? 0 : 1},
      prepend_name_scope(def.context_name, import_scope),
      def.values_def ?? {values: [], external_values: new Map()},
      import_scope,
    );
    context.within(() => {
      for (const nested of def.nested_contexts) from_control_flow_context_def(nested, import_scope);
    });
    return context;
  }
}

function from_control_flow_context_def(def: ControlFlowContextDef, import_scope: string | null): void {
  if (def.cond_ctxt) {
    CondContext.from_proto(def.cond_ctxt, import_scope);
    return;
  }
  throw new UnimplementedError(
    null,
    null,
    'A MetaGraph with a while loop inside a conditional: export it without collections, and import its GraphDef.',
  );
}

function is_loop_exit(op: Operation): boolean {
  return op.type === 'Exit' || op.type === 'RefExit';
}
