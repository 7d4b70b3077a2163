/**
 * Frames and their iterations: where the values of one execution of a loop body wait for the nodes that
 * take them. Knows tokens, not what they hold.
 */
import type {Operation} from '../../graph/operation.ts';

/** What flows along an edge: a value, or the news that there is none. */
export type Token<V> = {readonly value: V} | null;

/** What has arrived at one node in one iteration. */
export interface Arrivals<V> {
  readonly inputs: (Token<V> | undefined)[];
  data: number;
  control: number;
  /** Data inputs that came without a value. */
  dead_data: number;
  /** Whether anything came without a value. */
  dead: boolean;
  /** Whether the node was started: a Merge starts at its first value. */
  started: boolean;
}

/** A node in one iteration of one frame. */
export interface Instance<V> {
  readonly op: Operation;
  readonly frame: Frame<V>;
  readonly iteration: number;
  readonly dead: boolean;
  readonly inputs: readonly (Token<V> | undefined)[];
}

export class Frame<V> {
  readonly name: string;
  readonly parent: Frame<V> | null;
  readonly parent_iteration: number;
  readonly depth: number;
  iteration = 0;
  /** `Enter` nodes that have not come yet. */
  pending_enters: number;
  /** Values of constant enters: they are there in every iteration. */
  readonly constants: {readonly op: Operation; readonly token: Token<V>}[] = [];
  /** Values for the iteration after this one. */
  readonly deferred: {readonly op: Operation; readonly token: Token<V>}[] = [];
  /** Exits that had no value in the last iteration. */
  readonly dead_exits = new Set<Operation>();
  readonly #children = new Map<string, Frame<V>>();
  #arrivals = new Map<Operation, Arrivals<V>>();

  constructor(name: string, parent: Frame<V> | null, parent_iteration: number, pending_enters: number) {
    this.name = name;
    this.parent = parent;
    this.parent_iteration = parent_iteration;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.pending_enters = pending_enters;
  }

  /** The frame of this name inside this iteration. */
  child(name: string, enters: number): Frame<V> {
    let child = this.#children.get(name);
    if (child === undefined)
      this.#children.set(name, (child = new Frame(name, this, this.iteration, enters)));
    return child;
  }

  get children(): Iterable<Frame<V>> {
    return this.#children.values();
  }

  drop_child(child: Frame<V>): void {
    this.#children.delete(child.name);
  }

  arrivals(op: Operation): Arrivals<V> {
    let arrivals = this.#arrivals.get(op);
    if (arrivals === undefined) {
      arrivals = {inputs: [], data: 0, control: 0, dead_data: 0, dead: false, started: false};
      this.#arrivals.set(op, arrivals);
    }
    return arrivals;
  }

  /** Begins the next iteration; the result is what was waiting for it. */
  advance(): readonly {readonly op: Operation; readonly token: Token<V>}[] {
    this.iteration++;
    this.dead_exits.clear();
    this.#arrivals = new Map();
    return this.deferred.splice(0);
  }

  /** Tokens that wait at a node of this iteration. */
  *arrived(): Iterable<Token<V>> {
    for (const {inputs} of this.#arrivals.values())
      for (const token of inputs) if (token !== undefined) yield token;
  }

  /** All tokens that are still waiting here. */
  *left(): Iterable<Token<V>> {
    yield* this.arrived();
    for (const {token} of this.constants) yield token;
    for (const {token} of this.deferred) yield token;
    for (const child of this.#children.values()) yield* child.left();
  }
}
