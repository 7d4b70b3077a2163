/**
 * The loops among a run's nodes: TensorFlow's frames, read off Enter, Exit and NextIteration. Each frame is a level of
 * its own; to the level around it the whole loop is one node. Knows no programs.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';

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

const ENTERS: ReadonlySet<string> = new Set(['Enter', 'RefEnter']);
const EXITS: ReadonlySet<string> = new Set(['Exit', 'RefExit']);
const MERGES: ReadonlySet<string> = new Set(['Merge', 'RefMerge']);
const NEXT_ITERATIONS: ReadonlySet<string> = new Set(['NextIteration', 'RefNextIteration']);

/** A value that goes around: it comes in by `enter`, and from one iteration to the next by `next`. */
export interface LoopVariable {
  readonly merge: Operation;
  readonly enter: Operation;
  readonly next: Operation;
}

/** One frame, or the nodes outside all. */
export interface Frame {
  readonly name: string;
  readonly parent: Frame | null;
  readonly children: readonly Frame[];
  /** Nodes of this level: those of the frame, and Enter and Exit nodes of the frames in it. */
  readonly nodes: readonly Operation[];
  /** Nodes by which values come in; they are of the level around. */
  readonly enters: readonly Operation[];
  readonly exits: readonly Operation[];
  readonly variables: readonly LoopVariable[];
  /** Its `LoopCond`, which stands for the whole loop in the level around; outside all loops there is none. */
  readonly condition: Operation | null;
}

type Dependencies = ReadonlyMap<Operation, ReadonlySet<Operation>>;

class OpenFrame {
  readonly children: OpenFrame[] = [];
  readonly nodes: Operation[] = [];
  readonly enters: Operation[] = [];
  readonly exits: Operation[] = [];
  readonly name: string;
  readonly parent: OpenFrame | null;

  constructor(name: string, parent: OpenFrame | null) {
    this.name = name;
    this.parent = parent;
  }

  child(name: string): OpenFrame {
    let child = this.children.find((one) => one.name === name);
    if (child === undefined) this.children.push((child = new OpenFrame(name, this)));
    return child;
  }
}

/** Nodes that are in no frame that makes sense. */
class FrameError extends Error {
  override readonly name = 'FrameError';
}

function inputs_differ(op: Operation): FrameError {
  return new FrameError(`${op.name} (${op.type}) has inputs from different frames`);
}

/** The level of each node, and the frame in which its outputs are. */
class Walk {
  readonly root = new OpenFrame('', null);
  readonly #levels = new Map<Operation, OpenFrame>();
  readonly #pending: Operation[] = [];

  constructor(found: Dependencies, successors: ReadonlyMap<Operation, readonly Operation[]>) {
    for (const [op, inputs] of found) if (inputs.size === 0) this.#place(op, this.root);
    for (let op = this.#pending.pop(); op !== undefined; op = this.#pending.pop()) {
      const inside = this.inside(op);
      for (const next of successors.get(op) ?? []) this.#place(next, level_behind(next, inside));
    }
  }

  level(op: Operation): OpenFrame | undefined {
    return this.#levels.get(op);
  }

  /** The frame in which the outputs of a node are. */
  inside(op: Operation): OpenFrame {
    const level = this.#levels.get(op) as OpenFrame;
    return ENTERS.has(op.type) ? level.child(op.get_attr<string>('frame_name')) : level;
  }

  #place(op: Operation, level: OpenFrame): void {
    const before = this.#levels.get(op);
    if (before === level) return;
    if (before !== undefined) throw inputs_differ(op);
    this.#levels.set(op, level);
    this.#pending.push(op);
  }
}

/** The level of a node that takes something of a frame. */
function level_behind(op: Operation, inside: OpenFrame): OpenFrame {
  if (!EXITS.has(op.type)) return inside;
  if (inside.parent === null) throw new FrameError(`${op.name} (${op.type}) leaves no frame`);
  return inside.parent;
}

function variable_at(merge: Operation): LoopVariable | null {
  const next = merge.inputs.find(({op}) => NEXT_ITERATIONS.has(op.type))?.op;
  if (next === undefined) return null;
  const enter = merge.inputs.find(({op}) => ENTERS.has(op.type))?.op;
  if (enter === undefined || merge.inputs.length !== 2 || merge.control_inputs.length > 0)
    throw new FrameError(`${merge.name} (${merge.type}) joins more than a start and a next value`);
  return {merge, enter, next};
}

function closed(open: OpenFrame, parent: Frame | null): Frame {
  const {name, nodes, enters, exits} = open;
  const variables = nodes.flatMap((op) => (MERGES.has(op.type) ? (variable_at(op) ?? []) : []));
  const conditions = nodes.filter(({type}) => type === 'LoopCond');
  if (conditions.length !== (parent === null ? 0 : 1))
    throw new FrameError(`the loop ${name} has ${conditions.length} conditions`);
  const children: Frame[] = [];
  const [condition = null] = conditions;
  const frame: Frame = {name, parent, children, nodes, enters, exits, variables, condition};
  for (const child of open.children) children.push(closed(child, frame));
  return frame;
}

/**
 * The frames of the needed nodes, from the outermost level on; or why they cannot be told apart. `found` has the nodes
 * that each node waits for, `successors` those that wait for it.
 */
export function find_frames(
  found: Dependencies,
  successors: ReadonlyMap<Operation, readonly Operation[]>,
  fed: ReadonlySet<Tensor>,
): Frame | string {
  try {
    const walk = new Walk(found, successors);
    for (const op of found.keys()) {
      const level = walk.level(op);
      if (level === undefined) throw new FrameError('the nodes depend on each other in a circle');
      if (level !== walk.root && op.inputs.some((input) => fed.has(input))) throw inputs_differ(op);
      level.nodes.push(op);
      if (ENTERS.has(op.type)) level.child(op.get_attr<string>('frame_name')).enters.push(op);
      const source = EXITS.has(op.type) ? op.inputs[0] : undefined;
      if (source !== undefined) walk.inside(source.op).exits.push(op);
    }
    return closed(walk.root, null);
  } catch (error) {
    if (error instanceof FrameError) return error.message;
    throw error;
  }
}

/** For each node of a level those that it waits for there. A loop waits for its Enter nodes, an Exit for its loop. */
export function level_dependencies(
  frame: Frame,
  found: Dependencies,
): Map<Operation, ReadonlySet<Operation>> {
  const loops = new Map(frame.children.flatMap((child) => child.exits.map((exit) => [exit, child] as const)));
  const variables = new Set(frame.variables.map(({merge}) => merge));
  const from_outside = new Set(frame.enters);
  const waits = new Map<Operation, ReadonlySet<Operation>>();
  for (const op of frame.nodes) {
    const loop = loops.get(op);
    const inputs = found.get(op) ?? new Set();
    if (loop !== undefined) waits.set(op, new Set([loop.condition as Operation]));
    else if (variables.has(op)) waits.set(op, new Set());
    else waits.set(op, new Set([...inputs].filter((input) => !from_outside.has(input))));
  }
  for (const {condition, enters} of frame.children) waits.set(condition as Operation, new Set(enters));
  return waits;
}
