/**
 * The needed nodes as the frame executor walks them: who takes which output, and what each node waits for.
 * Computed once a plan; holds no values.
 */
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';

/** One use of a node's output: `slot` is the input, or null for a control edge. */
export interface Edge {
  readonly to: Operation;
  readonly slot: number | null;
  /** Index of the output, or null for a control edge. */
  readonly output: number | null;
}

export interface FrameGraph {
  readonly nodes: ReadonlySet<Operation>;
  readonly edges: ReadonlyMap<Operation, readonly Edge[]>;
  /** How many edges reach a node: data inputs that are not fed, and control inputs. */
  readonly waits: ReadonlyMap<Operation, {readonly data: number; readonly control: number}>;
  /** How many `Enter` nodes open a frame of this name. */
  readonly enters: ReadonlyMap<string, number>;
  readonly sources: readonly Operation[];
}

export function is_enter(op: Operation): boolean {
  return op.type === 'Enter' || op.type === 'RefEnter';
}

export function is_exit(op: Operation): boolean {
  return op.type === 'Exit' || op.type === 'RefExit';
}

export function is_merge(op: Operation): boolean {
  return op.type === 'Merge' || op.type === 'RefMerge';
}

export function is_switch(op: Operation): boolean {
  return op.type === 'Switch' || op.type === 'RefSwitch';
}

export function is_next_iteration(op: Operation): boolean {
  return op.type === 'NextIteration' || op.type === 'RefNextIteration';
}

/** The graph of the nodes of a plan, with these tensors fed. */
export function frame_graph(operations: readonly Operation[], fed: ReadonlySet<Tensor>): FrameGraph {
  const nodes = new Set(operations);
  const edges = new Map<Operation, Edge[]>(operations.map((op) => [op, []]));
  const waits = new Map<Operation, {data: number; control: number}>();
  const enters = new Map<string, number>();
  for (const op of operations) {
    const wait = {data: 0, control: 0};
    op.inputs.forEach((input, slot) => {
      if (fed.has(input)) return;
      edges.get(input.op)?.push({to: op, slot, output: input.value_index});
      wait.data++;
    });
    for (const control of op.control_inputs) {
      if (!nodes.has(control)) continue;
      edges.get(control)?.push({to: op, slot: null, output: null});
      wait.control++;
    }
    waits.set(op, wait);
    if (is_enter(op)) {
      const name = op.get_attr<string>('frame_name');
      enters.set(name, (enters.get(name) ?? 0) + 1);
    }
  }
  const sources = operations.filter((op) => {
    const wait = waits.get(op);
    return wait?.data === 0 && wait.control === 0;
  });
  return {nodes, edges, waits, enters, sources};
}
