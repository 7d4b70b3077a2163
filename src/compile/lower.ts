/**
 * From a request to segments: `schedule.ts` puts the needed nodes into programs, host operations end a program. State
 * is threaded by `emit.ts`.
 */
import {INVALID_ARGUMENT, make_op_error} from '../errors.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {NDArray} from '../types/ndarray.ts';
import {as_shape} from '../types/tensor_shape.ts';
import {brackets} from '../graph/shape_inference.ts';
import {
  choices_of,
  read_conditions,
  UnstructuredError,
  type Condition,
  type Conditions,
} from './conditions.ts';
import {Emitter} from './emit.ts';
import {inline_functions} from './functions/inline.ts';
import {Heap} from './heap.ts';
import type {LateReads} from './late_reads.ts';
import {all_late_reads, prune, type Pruned} from './prune.ts';
import type {ProgramValue} from './program.ts';
import type {Region} from './region.ts';
import {ranks, type Environment, type Feed, type Request} from './request.ts';
import {by_creation, LevelSchedule} from './schedule.ts';
import {SegmentBuilder, type HostStep, type Lowered} from './segments.ts';
import {waiting_obstacle} from './waiting.ts';

/** What a run needs: all its nodes, and the request in terms of them, which are not the user's where functions are called. */
export interface Needed {
  /** Reads of variables that happen when what they are for runs. */
  readonly late_reads: LateReads;
  readonly nodes: readonly Operation[];
  readonly request: Request;
}

/** A request lowered, or why it has no straight-line form. */
export type Lowering = Needed &
  (
    | {readonly kind: 'lowered'; readonly lowered: Lowered}
    | {readonly kind: 'unstructured'; readonly reason: string}
  );

/** The nodes outside all loops: programs, with host operations between them. */
class RootSchedule {
  readonly #level: Pruned;
  readonly #conditions: Conditions;
  readonly #environment: Environment;
  readonly #segments: SegmentBuilder;
  readonly #emitter: Emitter;
  readonly #schedule: LevelSchedule;
  readonly #hosts = new Heap<Operation>(by_creation);
  /** Host operations that may wait: they begin when nothing else is ready, all at once. */
  readonly #waiting_hosts = new Heap<Operation>(by_creation);
  #groups = 0;

  constructor(request: Request, level: Pruned, conditions: Conditions, environment: Environment) {
    this.#level = level;
    this.#conditions = conditions;
    this.#environment = environment;
    const feeds = new Map(request.feeds.map((feed) => [feed.tensor, feed]));
    this.#segments = new SegmentBuilder((region, tensor) => feed_value(region, feeds.get(tensor)));
    this.#emitter = new Emitter(level, conditions, this.#segments, environment);
    this.#schedule = new LevelSchedule(level, conditions, this.#emitter, {
      is_host_op: (op) => environment.is_host_op(op.type),
      host: (op, condition) => this.#take_host(op, condition),
      placed: (op) => this.#segments.place(op),
      defined: (tensor) => this.#segments.place_tensor(tensor),
      in_branch: () => {
        this.#segments.conditional = true;
      },
      known: known_predicate(feeds),
    });
    this.#run();
    this.#schedule.check_done();
    this.#bring_back(request);
  }

  get lowered(): Lowered {
    return this.#segments.finish(this.#emitter.assignments);
  }

  #take_host(op: Operation, condition: Condition): void {
    this.#check_host_condition(op, condition);
    (this.#environment.waits(op.type) ? this.#waiting_hosts : this.#hosts).push(op);
  }

  /** A host operation runs between programs, so its predicates must be known there. */
  #check_host_condition(op: Operation, condition: Condition): void {
    for (const {choice} of choices_of(condition)) {
      const {predicate} = choice;
      if (this.#level.fed.has(predicate) || this.#conditions.of.get(predicate.op) === this.#conditions.root)
        continue;
      throw new UnstructuredError(
        `${op.name} (${op.type}) runs on the host, under a condition inside another`,
      );
    }
  }

  #run(): void {
    const {root} = this.#conditions;
    for (;;) {
      this.#schedule.run_region(root, () => this.#segments.current);
      const hosts = this.#hosts.size > 0 ? this.#hosts : this.#waiting_hosts;
      if (hosts.size === 0) return;
      const steps: HostStep[] = [];
      const group = this.#groups++;
      for (let op = hosts.pop(); op !== undefined; op = hosts.pop()) {
        steps.push(this.#emitter.host_step(op, group));
      }
      this.#segments.add_host_steps(steps);
      for (const {op} of steps) this.#schedule.finish(op);
    }
  }

  #bring_back(request: Request): void {
    for (const [tensor, rank] of ranks(request.fetches)) {
      if (this.#level.fed.has(tensor)) continue;
      if (
        (this.#conditions.of.get(tensor.op) ?? null) !== this.#conditions.root ||
        tensor.op.type === 'Switch' ||
        this.#level.loops.has(tensor.op)
      ) {
        throw new UnstructuredError(`${tensor.name} may have no value`);
      }
      this.#emitter.fetch(tensor, rank);
    }
    for (const target of request.targets) {
      if (this.#conditions.of.get(target) !== this.#conditions.root) {
        throw new UnstructuredError(`${target.name} may not run`);
      }
    }
  }
}

function feed_value(region: Region, feed: Feed | undefined): ProgramValue | null {
  if (feed === undefined) return null;
  const {tensor, shape, value} = feed;
  if (value !== null) return region.constant(tensor.op.name, value, as_shape(shape));
  return region.parameter({kind: 'feed', tensor: tensor.name}, tensor.dtype, as_shape(shape));
}

/** The value of a predicate if the request or the graph fixes it. */
function known_predicate(feeds: ReadonlyMap<Tensor, Feed>): (predicate: Tensor) => NDArray | null {
  return (predicate) => {
    const feed = feeds.get(predicate);
    if (feed !== undefined) return feed.value;
    return predicate.op.type === 'Const' ? predicate.op.get_attr<NDArray>('value') : null;
  };
}

const CPP_NAMES: Readonly<Record<string, string>> = {float32: 'float', float64: 'double', float16: 'half'};

/** TensorFlow's error for a placeholder that the run needs and nobody fed. */
export function unfed_placeholder(op: Operation): Error {
  const output = op.outputs[0] as Tensor;
  const dtype = CPP_NAMES[output.dtype.name] ?? output.dtype.name;
  const {shape} = output;
  const shape_text = shape.ndims === null || shape.ndims === 0 ? '' : ` and shape ${brackets(shape)}`;
  return make_op_error(
    INVALID_ARGUMENT,
    `You must feed a value for placeholder tensor '${op.name}' with dtype ${dtype}${shape_text}`,
    op,
  );
}

/** Lowers a request. Throws the errors of a run that can be told without running it. */
export function lower(given: Request, environment: Environment): Lowering {
  const request = inline_functions(given);
  const pruned = prune(request, environment);
  const {nodes} = pruned;
  const needed = {nodes, request, late_reads: all_late_reads(pruned)};
  const obstacle =
    pruned.obstacle ?? waiting_obstacle(nodes, pruned.successors, (type) => environment.waits(type));
  if (obstacle !== null) return {kind: 'unstructured', reason: obstacle, ...needed};
  const feeds = new Map(request.feeds.map((feed) => [feed.tensor, feed]));
  try {
    const conditions = read_conditions(pruned, known_predicate(feeds));
    const unfed = nodes.find((op) => is_unfed(op, pruned) && conditions.of.get(op) === conditions.root);
    if (unfed !== undefined) throw unfed_placeholder(unfed);
    const {lowered} = new RootSchedule(request, pruned, conditions, environment);
    return {kind: 'lowered', lowered, ...needed};
  } catch (error) {
    if (error instanceof UnstructuredError) return {kind: 'unstructured', reason: error.message, ...needed};
    throw error;
  }
}

function is_unfed(op: Operation, pruned: Pruned): boolean {
  return (
    (op.type === 'Placeholder' || op.type === 'PlaceholderV2') && !pruned.fed.has(op.outputs[0] as Tensor)
  );
}
