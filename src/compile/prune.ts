/**
 * The part of a graph that a request needs, in an order: after what they depend on, else as they were
 * created. Accesses to the same variable that nothing orders get edges in order of creation.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {Heap} from './heap.ts';
import {find_late_reads, own_updates, read_variable, type LateReads, type Updates} from './late_reads.ts';
import {find_frames, level_dependencies, type Frame, type LoopVariable} from './loops.ts';
import type {Environment, Request} from './request.ts';
import {threaded_state, UPDATE_RULES, update_slots} from './state_rules.ts';
import {
  names_variable,
  stands_for_variable,
  touches_variable,
  variable_name,
  variable_of,
} from './variables.ts';

/** A loop as one node of the level around it. */
export interface Loop {
  readonly name: string;
  readonly enters: readonly Operation[];
  readonly exits: readonly Operation[];
  readonly variables: readonly LoopVariable[];
  readonly inside: Pruned;
  /** The variables that it touches, and whether it changes them. */
  readonly accesses: readonly StateAccess[];
}

/** The nodes that a run needs: those outside loops, or those of one loop. */
export interface Pruned {
  /** In order of execution. A loop is there as its `LoopCond`, between its Enter and Exit nodes. */
  readonly order: readonly Operation[];
  /** The loops of this level, by the nodes that stand for them. */
  readonly loops: ReadonlyMap<Operation, Loop>;
  /** Merges that take a value from one iteration to the next. */
  readonly variables: ReadonlySet<Operation>;
  /** All nodes, in loops too. */
  readonly nodes: readonly Operation[];
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

/** A piece of state that a node touches. */
interface StateAccess {
  readonly key: string;
  readonly writes: boolean;
  /** The variable whose state it is; `null` where it is something else. */
  readonly variable: Operation | null;
}

/** Who touched a piece of state last. */
interface Access {
  writer: Operation | null;
  readers: Operation[];
}

/** What keeps nodes from becoming a program. */
class Obstacle extends Error {
  override readonly name = 'Obstacle';
}

/** A reference that no variable is behind: the handle of a resource, as ops of the first generation give it. */
export function is_handle_reference(tensor: Tensor, environment: Environment): boolean {
  if (!tensor.dtype.is_ref_dtype) return false;
  const {type} = tensor.op;
  return environment.is_host_op(type) || threaded_state(type)?.kind === 'resources';
}

/** The state that a node touches. */
function accesses_of(op: Operation, late_reads: LateReads, environment: Environment): StateAccess[] {
  const found: StateAccess[] = [];
  const add = (variable: Operation, writes: boolean): void => {
    found.push({key: variable_name(variable), writes, variable});
  };
  if (environment.is_host_op(op.type) && !environment.waits(op.type))
    found.push({key: HOST, writes: true, variable: null});
  for (const tensor of late_reads.get(op) ?? []) add(read_variable(tensor) as Operation, false);
  if (op.type === 'DestroyResourceOp') throw new Obstacle(`${op.name} (${op.type}) may take a variable away`);
  if (!touches_variable(op) || names_variable(op)) return found;
  const rule = UPDATE_RULES[op.type];
  if (rule?.is_first) throw new Obstacle(`${op.name} (${op.type}) asks whether its variable has a value`);
  const {targets} = update_slots(op);
  for (const [i, input] of op.inputs.entries()) {
    if (!stands_for_variable(input) || is_handle_reference(input, environment)) continue;
    const variable = variable_of(input);
    if (variable === null) throw new Obstacle(`the variable behind ${input.name} is known only when running`);
    add(variable, targets.includes(i));
  }
  return found;
}

/** Adds the edges between accesses to the same state. */
function order_state(
  order: readonly Operation[],
  edges: Edges,
  accesses_of: (op: Operation) => readonly StateAccess[],
): void {
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
  for (const op of order) for (const {key, writes} of accesses_of(op)) touch(key, op, writes);
}

/** What is the same for all levels of one request. */
interface Nest {
  readonly found: ReadonlyMap<Operation, ReadonlySet<Operation>>;
  readonly fed: ReadonlySet<Tensor>;
  readonly fetched: ReadonlySet<Tensor>;
  readonly environment: Environment;
}

/** One level of loops with those in it. */
function level_of(frame: Frame, nest: Nest): {level: Pruned; accesses: StateAccess[]} {
  const {fed, fetched, environment} = nest;
  const loops = new Map(frame.children.map((child) => [child.condition as Operation, loop_of(child, nest)]));
  const dependencies = level_dependencies(frame, nest.found);
  const edges = edges_of(dependencies);
  const order = sorted(edges);
  if (order.length < dependencies.size) throw new Obstacle('the nodes depend on each other in a circle');
  const changed = (op: Operation): (Operation | null)[] =>
    (loops.get(op)?.accesses ?? []).flatMap(({variable, writes}) => (writes ? [variable] : []));
  const updates: Updates = (op) => (loops.has(op) ? changed(op) : own_updates(op));
  const late_reads = find_late_reads(order, edges.successors, fed, updates, frame.enters);
  const accesses = new Map(
    order.map((op) => [op, loops.get(op)?.accesses ?? accesses_of(op, late_reads, environment)]),
  );
  order_state(order, edges, (op) => accesses.get(op) ?? []);
  const inner = [...loops.values()].flatMap((loop) => loop.inside.nodes);
  const own = order.filter((op) => !loops.has(op));
  const level: Pruned = {
    order,
    loops,
    variables: new Set(frame.variables.map(({merge}) => merge)),
    nodes: [...own, ...inner],
    ...edges,
    fed,
    fetched,
    late_reads,
    obstacle: null,
  };
  return {level, accesses: [...accesses.values()].flat()};
}

function loop_of(frame: Frame, nest: Nest): Loop {
  const {name, enters, exits, variables} = frame;
  const {level, accesses} = level_of(frame, nest);
  return {name, enters, exits, variables, inside: level, accesses};
}

/** The needed nodes in order. */
export function prune(request: Request, environment: Environment): Pruned {
  const fed = new Set(request.feeds.map((feed) => feed.tensor));
  const fetched = new Set(request.fetches);
  const found = collect(request, fed);
  const edges = edges_of(found);
  const frame = find_frames(found, edges.successors, fed);
  try {
    if (typeof frame === 'string') throw new Obstacle(frame);
    return level_of(frame, {found, fed, fetched, environment}).level;
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    const order = [...found.keys()];
    const late_reads = find_late_reads(order, edges.successors, fed, own_updates, []);
    const none = {loops: new Map(), variables: new Set<Operation>()};
    return {order, nodes: order, ...none, late_reads, ...edges, fed, fetched, obstacle: error.message};
  }
}

/** The late reads of a level and of the loops in it. */
export function all_late_reads({late_reads, loops}: Pruned): LateReads {
  const all = new Map(late_reads);
  for (const {inside} of loops.values())
    for (const [op, tensors] of all_late_reads(inside)) all.set(op, tensors);
  return all;
}
