/**
 * The part of a graph that a request needs, in an order: after what they depend on, else as they were
 * created. Accesses to the same variable that nothing orders get edges in order of creation.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {Heap} from './heap.ts';
import {find_late_reads, read_variable, type LateReads} from './late_reads.ts';
import type {Environment, Request} from './request.ts';
import {UPDATE_RULES} from './state_rules.ts';
import {
  names_variable,
  stands_for_variable,
  touches_variable,
  variable_name,
  variable_of,
} from './variables.ts';

/** Operation types of TensorFlow's loop frames. */
export const LOOP_OPS: ReadonlySet<string> = new Set([
  'Enter',
  'Exit',
  'NextIteration',
  'LoopCond',
  'RefEnter',
  'RefExit',
  'RefNextIteration',
]);

/** The nodes that a run needs. */
export interface Pruned {
  /** In order of execution; without those in cycles. */
  readonly order: readonly Operation[];
  /** For each node, those that must wait for it. */
  readonly successors: ReadonlyMap<Operation, readonly Operation[]>;
  /** For each node, how many it waits for. */
  readonly waits: ReadonlyMap<Operation, number>;
  readonly fed: ReadonlySet<Tensor>;
  readonly fetched: ReadonlySet<Tensor>;
  readonly late_reads: LateReads;
  /** Why these nodes are no straight-line program, or `null`. */
  readonly obstacle: string | null;
}

/** The nodes whose values or effects `op` needs. */
function dependencies(op: Operation, fed: ReadonlySet<Tensor>): Set<Operation> {
  const needed = new Set<Operation>();
  for (const input of op.inputs) if (!fed.has(input)) needed.add(input.op);
  for (const control of op.control_inputs) if (!is_fed_placeholder(control, fed)) needed.add(control);
  return needed;
}

function is_fed_placeholder(op: Operation, fed: ReadonlySet<Tensor>): boolean {
  const output = op.outputs[0];
  return (
    (op.type === 'Placeholder' || op.type === 'PlaceholderV2') && output !== undefined && fed.has(output)
  );
}

/** All needed nodes with their dependencies. */
function collect(request: Request, fed: ReadonlySet<Tensor>): Map<Operation, Set<Operation>> {
  const found = new Map<Operation, Set<Operation>>();
  const pending: Operation[] = [];
  const visit = (op: Operation): void => {
    if (found.has(op)) return;
    found.set(op, dependencies(op, fed));
    pending.push(op);
  };
  for (const tensor of request.fetches) if (!fed.has(tensor)) visit(tensor.op);
  for (const target of request.targets) if (!is_fed_placeholder(target, fed)) visit(target);
  for (let op = pending.pop(); op !== undefined; op = pending.pop())
    for (const input of found.get(op) ?? []) visit(input);
  return found;
}

interface Edges {
  readonly successors: Map<Operation, Operation[]>;
  readonly waits: Map<Operation, number>;
}

function edges_of(found: ReadonlyMap<Operation, ReadonlySet<Operation>>): Edges {
  const successors = new Map<Operation, Operation[]>();
  const waits = new Map<Operation, number>();
  for (const op of found.keys()) successors.set(op, []);
  for (const [op, inputs] of found) {
    waits.set(op, inputs.size);
    for (const input of inputs) successors.get(input)?.push(op);
  }
  return {successors, waits};
}

function sorted({successors, waits}: Edges): Operation[] {
  const left = new Map(waits);
  const ready = new Heap<Operation>((a, b) => a.id - b.id);
  for (const [op, count] of left) if (count === 0) ready.push(op);
  const order: Operation[] = [];
  for (let op = ready.pop(); op !== undefined; op = ready.pop()) {
    order.push(op);
    for (const next of successors.get(op) ?? []) {
      const count = (left.get(next) ?? 0) - 1;
      left.set(next, count);
      if (count === 0) ready.push(next);
    }
  }
  return order;
}

/** All that host operations may touch, as one piece of state. */
const HOST = 'the host';

/** Who touched a piece of state last. */
interface Access {
  writer: Operation | null;
  readers: Operation[];
}

/** A reference that no variable is behind: the handle of a resource, as ops of the first generation give it. */
export function is_handle_reference(tensor: Tensor, environment: Environment): boolean {
  return tensor.dtype.is_ref_dtype && environment.is_host_op(tensor.op.type);
}

/** Adds the edges between accesses to the same state; the result says what hinders, or `null`. */
function order_state(
  order: readonly Operation[],
  edges: Edges,
  late_reads: LateReads,
  environment: Environment,
): string | null {
  const accesses = new Map<string, Access>();
  const add_edge = (before: Operation, after: Operation): void => {
    if (before === after) return;
    edges.successors.get(before)?.push(after);
    edges.waits.set(after, (edges.waits.get(after) ?? 0) + 1);
  };
  const touch = (key: string, op: Operation, writes: boolean): void => {
    let access = accesses.get(key);
    if (access === undefined) accesses.set(key, (access = {writer: null, readers: []}));
    if (access.writer) add_edge(access.writer, op);
    if (!writes) {
      access.readers.push(op);
      return;
    }
    for (const reader of access.readers) add_edge(reader, op);
    access.writer = op;
    access.readers = [];
  };
  for (const op of order) {
    if (environment.is_host_op(op.type) && !environment.waits(op.type)) touch(HOST, op, true);
    for (const tensor of late_reads.get(op) ?? [])
      touch(variable_name(read_variable(tensor) as Operation), op, false);
    if (!touches_variable(op) || names_variable(op)) continue;
    const rule = UPDATE_RULES[op.type];
    if (rule?.is_first) return `${op.name} (${op.type}) asks whether its variable has a value`;
    if (op.type === 'DestroyResourceOp') return `${op.name} (${op.type}) takes a variable away`;
    for (const [i, input] of op.inputs.entries()) {
      if (!stands_for_variable(input) || is_handle_reference(input, environment)) continue;
      const variable = variable_of(input);
      if (variable === null) return `the variable behind ${input.name} is known only when running`;
      touch(variable_name(variable), op, i < (rule?.targets ?? 0));
    }
  }
  return null;
}

/** The needed nodes in order. */
export function prune(request: Request, environment: Environment): Pruned {
  const fed = new Set(request.feeds.map((feed) => feed.tensor));
  const found = collect(request, fed);
  const edges = edges_of(found);
  const order = sorted(edges);
  const late_reads = find_late_reads(order, edges.successors, fed);
  const loop = [...found.keys()].find((op) => LOOP_OPS.has(op.type));
  const obstacle =
    loop !== undefined
      ? `${loop.name} (${loop.type}) is of a loop`
      : order.length < found.size
        ? 'the nodes depend on each other in a circle'
        : order_state(order, edges, late_reads, environment);
  const placed =
    order.length === found.size
      ? order
      : [...order, ...[...found.keys()].filter((op) => !order.includes(op))];
  return {
    order: placed,
    successors: edges.successors,
    waits: edges.waits,
    fed,
    fetched: new Set(request.fetches),
    late_reads,
    obstacle,
  };
}
