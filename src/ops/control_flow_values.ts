/**
 * What contexts of all kinds know: the values seen inside, how those from outside are called there, and how they
 * are written to a file. Knows neither conditionals nor loops.
 */
import type {Message} from '../formats/schemas.ts';
import {containing_loop, output_context, type ControlFlowContext} from '../graph/control_flow_context.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import type {Graph} from '../graph/graph.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {prepend_name_scope, strip_name_scope} from '../graph/names.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {flatten, type Composites} from '../util/nest.ts';
import {slices_from, slices_parts} from './control_flow_switch.ts';
import {SparseTensor, sparse_from, sparse_parts} from './sparse_tensor.ts';

export interface CondContextDef extends Message<'CondContextDef'> {}
export interface WhileContextDef extends Message<'WhileContextDef'> {}
export type ControlFlowContextDef = CondContextDef['nested_contexts'][number];
export type ValuesDef = NonNullable<CondContextDef['values_def']>;
export const NO_VALUES: ValuesDef = {values: [], external_values: new Map()};

/** Slices and sparse tensors are several tensors. */
export const COMPOSITES: Composites = {
  parts: (value) => {
    if (value instanceof IndexedSlices) return slices_parts(value);
    return value instanceof SparseTensor ? sparse_parts(value) : null;
  },
  rebuild: (value, parts) => {
    const tensors = parts as readonly Tensor[];
    return value instanceof SparseTensor ? sparse_from(tensors) : slices_from(tensors);
  },
  incompatible: (first, second) => {
    if (!(first instanceof SparseTensor && second instanceof SparseTensor)) return null;
    const fits = first.shape.is_compatible_with(second.shape) && first.dtype.is_compatible_with(second.dtype);
    return fits ? null : [spec_text(first), spec_text(second)];
  },
};

function spec_text({shape, dtype}: SparseTensor): string {
  return `type=SparseTensorSpec str=SparseTensorSpec(${shape.repr()}, ${dtype.repr()})`;
}

/** Runs `body` with `context` as the graph's context. */
export function within_context<R>(context: ControlFlowContext | null, body: () => R): R {
  const exit = get_default_graph().enter_scope((draft) => {
    draft.control_flow_context = context;
  });
  try {
    return body();
  } finally {
    exit();
  }
}

export abstract class ValuesContext implements ControlFlowContext {
  readonly name: string;
  readonly graph: Graph;
  readonly outer_context: ValuesContext | null;
  readonly #nested: ValuesContext[] = [];
  /** The contexts that were left for this one, the last last. */
  readonly #left: (ControlFlowContext | null)[] = [];
  protected readonly values = new Set<string>();
  protected readonly external_values = new Map<string, Tensor>();

  constructor(name: string) {
    this.name = name;
    this.graph = get_default_graph();
    const outer = this.graph.control_flow_context;
    this.outer_context = outer instanceof ValuesContext ? outer : null;
    if (this.outer_context !== null) this.outer_context.#nested.push(this);
  }

  abstract add_op(op: Operation): void;
  abstract add_value(value: Tensor): Tensor;
  abstract to_control_flow_context_def(export_scope: string | null): ControlFlowContextDef;
  /** What nodes without inputs wait for (`GetControlPivot`). */
  abstract get control_pivot(): Tensor | null;

  get differentiated_loop(): ControlFlowContext | null {
    return null;
  }

  /** Takes an operation without the rules that only hold for new ones (`_AddOpInternal`). */
  take_op(op: Operation): void {
    this.add_op(op);
  }

  /** The loop that this is, or is in (`GetWhileContext`). */
  get while_context(): ControlFlowContext | null {
    return containing_loop(this);
  }

  add_name(name: string): void {
    this.values.add(name);
  }

  /** Marks names as seen here and in all contexts outside. */
  protected mark_everywhere(names: readonly string[]): void {
    let context: ValuesContext | null = this;
    for (; context !== null; context = context.outer_context)
      for (const name of names) context.values.add(name);
  }

  /** Runs `body` with this as the graph's context (`Enter`, `Exit`). */
  within<R>(body: () => R): R {
    this.#left.push(get_default_graph().control_flow_context);
    try {
      return within_context(this, body);
    } finally {
      this.#left.pop();
    }
  }

  /** Runs `body`, while inside, in the context that was left for this one (`Exit`, `Enter`). */
  outside<R>(body: () => R): R {
    const left = this.#left.pop() ?? null;
    try {
      return within_context(left, body);
    } finally {
      this.#left.push(left);
    }
  }

  /** Takes away control inputs from outside of the loop that this is in, and returns them. */
  protected remove_external_control_edges(op: Operation): Operation[] {
    const loop = this.while_context;
    if (loop === null) return [];
    const is_internal = (input: Operation): boolean => containing_loop(output_context(input)) === loop;
    const external = op.control_inputs.filter((input) => !is_internal(input));
    if (external.length > 0) {
      const internal = op.control_inputs.filter(is_internal);
      op.remove_all_control_inputs();
      op.add_control_inputs(internal);
    }
    return external;
  }

  /** `ExitResult`: makes results known to the context outside. */
  exit_result(result: unknown): void {
    const {outer_context} = this;
    if (outer_context === null) return;
    for (const tensor of flatten(result, COMPOSITES)) outer_context.values.add((tensor as Tensor).name);
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
