/**
 * The loops among a run's nodes: TensorFlow's frames, read off Enter, Exit and NextIteration. Each frame is a level of
 * its own; to the level around it the whole loop is one node. Knows no programs.
 */
import {InvalidArgumentError} from '../errors.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ranks} from './request.ts';

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

/** Where something first came to a node from: what it is called in messages, and the frame that it is in. */
interface Source {
  readonly text: string;
  readonly inside: OpenFrame;
}

/** The level of each node, and the frame in which its outputs are. Goes through the nodes as TensorFlow does, which names the first mistake. */
class Walk {
  readonly root = new OpenFrame('', null);
  readonly #levels = new Map<Operation, OpenFrame>();
  readonly #first = new Map<Operation, Source>();
  readonly #pending: Operation[] = [];

  constructor(
    found: Dependencies,
    successors: ReadonlyMap<Operation, readonly Operation[]>,
    fed: ReadonlySet<Tensor>,
  ) {
    for (const [tensor, rank] of ranks(fed)) {
      const {name} = tensor.op;
      const source = {text: `{{node _arg_${name}_${tensor.value_index}_${rank}}}`, inside: this.root};
      for (const reader of tensor.consumers()) if (found.has(reader)) this.#arrive(reader, source);
    }
    for (const [op, inputs] of found) if (inputs.size === 0) this.#arrive(op, null);
    for (let i = 0; i < this.#pending.length; i++) {
      const op = this.#pending[i] as Operation;
      const source = {text: node_text(op), inside: this.inside(op)};
      const readers = [...(successors.get(op) ?? [])].sort((a, b) => a.id - b.id);
      for (const reader of readers) this.#arrive(reader, source);
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

  #arrive(op: Operation, source: Source | null): void {
    const first = this.#first.get(op);
    if (first !== undefined && source !== null && first.inside !== source.inside)
      throw different_frames(op, source, first);
    if (this.#levels.has(op)) return;
    if (source !== null) this.#first.set(op, source);
    this.#levels.set(op, level_behind(op, source?.inside ?? this.root));
    this.#pending.push(op);
  }
}

function node_text(op: Operation): string {
  return `node ${op.name} (defined at ${op.place()}) `;
}

function different_frames(op: Operation, now: Source, first: Source): InvalidArgumentError {
  const said = ({text, inside}: Source): string => `The input ${text} is in frame '${inside.name}'.`;
  const text = `${node_text(op)} has inputs from different frames. ${said(now)} ${said(first)}`;
  return new InvalidArgumentError(null, null, text);
}

/** The level of a node that takes something of a frame. */
function level_behind(op: Operation, inside: OpenFrame): OpenFrame {
  if (!EXITS.has(op.type)) return inside;
  // Without an input, or in no frame: TensorFlow takes it for a node of the outermost level.
  return inside.parent ?? inside;
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
  const {name} = open;
  const [nodes, enters, exits] = [open.nodes, open.enters, open.exits].map((ops) =>
    ops.sort((a, b) => a.id - b.id),
  ) as [Operation[], Operation[], Operation[]];
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
 * that each node waits for, `successors` those that wait for it. InvalidArgumentError, as of a run, if what comes to a node
 * is in different frames.
 */
export function find_frames(
  found: Dependencies,
  successors: ReadonlyMap<Operation, readonly Operation[]>,
  fed: ReadonlySet<Tensor>,
): Frame | string {
  try {
    const walk = new Walk(found, successors, fed);
    for (const op of found.keys()) {
      const level = walk.level(op);
      if (level === undefined) throw new FrameError('the nodes depend on each other in a circle');
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
