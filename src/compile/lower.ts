/**
 * From the needed nodes to segments: plain nodes become steps in order, nodes under a predicate are
 * gathered into `if` steps, host operations end a program. State is threaded by `emit.ts`.
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
  type Choice,
  type Condition,
  type Conditions,
} from './conditions.ts';
import {Emitter} from './emit.ts';
import {inline_functions} from './functions/inline.ts';
import {Heap} from './heap.ts';
import {prune, type Pruned} from './prune.ts';
import type {ProgramValue} from './program.ts';
import {IfBuilder, merged_shape, type Region} from './region.ts';
import type {Environment, Feed, Request} from './request.ts';
import {SegmentBuilder, type HostStep, type Lowered} from './segments.ts';

/** What a run needs: all its nodes, and the request in terms of them, which are not the user's where functions are called. */
export interface Needed {
  readonly nodes: readonly Operation[];
  readonly request: Request;
}

/** A request lowered, or why it has no straight-line form. */
export type Lowering = Needed &
  (
    | {readonly kind: 'lowered'; readonly lowered: Lowered}
    | {readonly kind: 'unstructured'; readonly reason: string}
  );

class Scheduler {
  readonly #pruned: Pruned;
  readonly #conditions: Conditions;
  readonly #environment: Environment;
  readonly #segments: SegmentBuilder;
  readonly #emitter: Emitter;
  readonly #waits: Map<Operation, number>;
  /** By predicate, the nodes that it decides on. */
  readonly #predicated: ReadonlyMap<Tensor, readonly Operation[]>;
  /** Nodes that are ready, by the condition under which they run. */
  readonly #ready = new Map<Condition, Heap<Operation>>();
  readonly #ready_merges = new Map<Choice, Heap<Operation>>();
  readonly #hosts = new Heap<Operation>(by_creation);
  /** Host operations that may wait: they begin when nothing else is ready, all at once. */
  readonly #waiting_hosts = new Heap<Operation>(by_creation);
  #groups = 0;
  readonly #done = new Set<Operation>();
  /** The same, in the order in which they were placed. */
  readonly #log: Operation[] = [];
  /** Nodes that are ready and never run. */
  readonly #dead: Operation[] = [];

  constructor(request: Request, pruned: Pruned, conditions: Conditions, environment: Environment) {
    this.#pruned = pruned;
    this.#conditions = conditions;
    this.#environment = environment;
    this.#waits = new Map(pruned.waits);
    this.#predicated = nodes_by_predicate(conditions);
    const feeds = new Map(request.feeds.map((feed) => [feed.tensor, feed]));
    this.#segments = new SegmentBuilder((region, tensor) => feed_value(region, feeds.get(tensor)));
    this.#emitter = new Emitter(pruned, conditions, this.#segments, environment);
    for (const op of pruned.order.filter((op) => this.#waits.get(op) === 0)) this.#make_ready(op);
    this.#pass_dead();
    this.#run_root();
    const left = pruned.order.find((op) => !this.#done.has(op));
    if (left !== undefined) throw new UnstructuredError(`${left.name} (${left.type}) cannot be put in order`);
    this.#bring_back(request);
  }

  get lowered(): Lowered {
    return this.#segments.finish(this.#emitter.assignments);
  }

  #ready_under(condition: Condition): Heap<Operation> {
    let heap = this.#ready.get(condition);
    if (heap === undefined) this.#ready.set(condition, (heap = new Heap(by_creation)));
    return heap;
  }

  #make_ready(op: Operation): void {
    const source = this.#conditions.merges.get(op);
    const condition = this.#conditions.of.get(op) ?? null;
    if (condition === null) {
      this.#dead.push(op);
    } else if (source?.kind === 'choice') {
      let heap = this.#ready_merges.get(source.choice);
      if (heap === undefined) this.#ready_merges.set(source.choice, (heap = new Heap(by_creation)));
      heap.push(op);
    } else if (this.#environment.is_host_op(op.type)) {
      this.#check_host_condition(op, condition);
      (this.#environment.waits(op.type) ? this.#waiting_hosts : this.#hosts).push(op);
    } else {
      this.#ready_under(condition).push(op);
    }
  }

  /** A host operation runs between programs, so its predicates must be known there. */
  #check_host_condition(op: Operation, condition: Condition): void {
    for (const {choice} of choices_of(condition)) {
      const {predicate} = choice;
      if (this.#pruned.fed.has(predicate) || this.#conditions.of.get(predicate.op) === this.#conditions.root)
        continue;
      throw new UnstructuredError(
        `${op.name} (${op.type}) runs on the host, under a condition inside another`,
      );
    }
  }

  /** Marks a node as done, and lets those go that waited for it. */
  #finish(op: Operation): void {
    this.#done.add(op);
    this.#log.push(op);
    for (const next of this.#pruned.successors.get(op) ?? []) this.#release(next);
    this.#pass_dead();
  }

  /** What never runs is done as soon as it is ready. */
  #pass_dead(): void {
    for (let op = this.#dead.pop(); op !== undefined; op = this.#dead.pop()) {
      this.#done.add(op);
      this.#log.push(op);
      for (const next of this.#pruned.successors.get(op) ?? []) this.#release(next);
    }
  }

  #release(op: Operation): void {
    const left = (this.#waits.get(op) ?? 0) - 1;
    this.#waits.set(op, left);
    if (left === 0) this.#make_ready(op);
  }

  #run_root(): void {
    const {root} = this.#conditions;
    for (;;) {
      this.#run_region(root, () => this.#segments.current);
      const hosts = this.#hosts.size > 0 ? this.#hosts : this.#waiting_hosts;
      if (hosts.size === 0) return;
      const steps: HostStep[] = [];
      const group = this.#groups++;
      for (let op = hosts.pop(); op !== undefined; op = hosts.pop()) {
        steps.push(this.#emitter.host_step(op, group));
      }
      this.#segments.add_host_steps(steps);
      for (const {op} of steps) this.#finish(op);
    }
  }

  /** Places all that can be placed under a condition; nested choices become `if` steps. */
  #run_region(condition: Condition, region: () => Region): boolean {
    let placed = false;
    for (;;) {
      const ready = this.#ready_under(condition);
      for (let op = ready.pop(); op !== undefined; op = ready.pop()) {
        this.#emitter.emit(op, region());
        if (condition === this.#conditions.root) this.#segments.place(op);
        this.#finish(op);
        placed = true;
      }
      const choice = [...condition.choices].find((candidate) => this.#has_ready(candidate));
      if (choice === undefined) return placed;
      this.#run_choice(choice, region());
      placed = true;
    }
  }

  #has_ready(choice: Choice): boolean {
    if ((this.#ready_merges.get(choice)?.size ?? 0) > 0) return true;
    return choice.branches.some((branch) => {
      if (this.#ready_under(branch).size > 0) return true;
      return [...branch.choices].some((inner) => this.#has_ready(inner));
    });
  }

  /** One `if`: all nodes under the predicate that are ready, or become so within it. */
  #run_choice(choice: Choice, outer: Region): void {
    const builder = new IfBuilder(outer);
    const placed: Placed = [[], []];
    const merges: Operation[] = [];
    for (let progress = true; progress;) {
      progress = false;
      for (const side of [0, 1] as const) {
        const before = this.#log.length;
        this.#run_region(choice.branches[side], () => builder.branches[side]);
        placed[side].push(...this.#log.slice(before));
        progress ||= this.#log.length > before;
      }
      const ready = this.#ready_merges.get(choice);
      for (let merge = ready?.pop(); merge !== undefined; merge = ready?.pop()) {
        // What takes its output waits until the choice is closed.
        merges.push(merge);
        this.#done.add(merge);
        progress = true;
      }
    }
    this.#close_choice(choice, builder, placed, merges);
    for (const merge of merges) this.#finish(merge);
  }

  #close_choice(choice: Choice, builder: IfBuilder, placed: Placed, merges: readonly Operation[]): void {
    const {outer, branches} = builder;
    const is_root = choice.outer === this.#conditions.root;
    this.#segments.conditional = true;
    const defined: (readonly [Tensor, ProgramValue])[] = [];
    for (const merge of merges) {
      const source = this.#conditions.merges.get(merge);
      if (source?.kind !== 'choice') continue;
      for (const [output, value] of this.#emitter.merge_values(merge, branches, source.indices)) {
        defined.push([
          output,
          builder.result(merge.name, output.dtype, merged_shape(value[0].shape, value[1].shape), value),
        ]);
      }
    }
    for (const side of [0, 1] as const) {
      for (const tensor of placed[side].flatMap((op) => op.outputs)) {
        if (!branches[side].defines(tensor) || !this.#is_awaited(tensor)) continue;
        const value = branches[side].tensor(tensor);
        defined.push([
          tensor,
          builder.result(
            tensor.op.name,
            value.dtype,
            value.shape,
            side === 0 ? [value, null] : [null, value],
          ),
        ]);
      }
    }
    const predicate = outer.tensor(choice.predicate);
    this.#segments.conditional = true;
    builder.close(
      merges[0]?.name ?? choice.predicate.op.name,
      predicate,
      defined.map(([, value]) => value),
    );
    for (const [tensor, value] of defined) {
      outer.define(tensor, value);
      if (is_root) this.#segments.place_tensor(tensor);
    }
  }

  /** Whether a node that is yet to come takes this tensor, or runs by it as its predicate. */
  #is_awaited(tensor: Tensor): boolean {
    const is_to_come = (op: Operation): boolean => this.#waits.has(op) && !this.#done.has(op);
    return tensor.consumers().some(is_to_come) || (this.#predicated.get(tensor) ?? []).some(is_to_come);
  }

  #bring_back(request: Request): void {
    for (const [i, tensor] of request.fetches.entries()) {
      if (this.#pruned.fed.has(tensor)) continue;
      if (
        (this.#conditions.of.get(tensor.op) ?? null) !== this.#conditions.root ||
        tensor.op.type === 'Switch'
      ) {
        throw new UnstructuredError(`${tensor.name} may have no value`);
      }
      this.#emitter.fetch(tensor, i);
    }
    for (const target of request.targets) {
      if (this.#conditions.of.has(target) && this.#conditions.of.get(target) !== this.#conditions.root) {
        throw new UnstructuredError(`${target.name} may not run`);
      }
    }
  }
}

type Placed = readonly [Operation[], Operation[]];

function nodes_by_predicate({of, merges}: Conditions): Map<Tensor, Operation[]> {
  const nodes = new Map<Tensor, Operation[]>();
  for (const [op, condition] of of) {
    const source = merges.get(op);
    const predicates = condition === null ? [] : choices_of(condition).map(({choice}) => choice.predicate);
    if (source?.kind === 'choice') predicates.push(source.choice.predicate);
    for (const predicate of predicates) {
      const list = nodes.get(predicate);
      if (list === undefined) nodes.set(predicate, [op]);
      else list.push(op);
    }
  }
  return nodes;
}

function by_creation(a: Operation, b: Operation): number {
  return a.id - b.id;
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
  const needed = {nodes, request};
  if (pruned.obstacle !== null) return {kind: 'unstructured', reason: pruned.obstacle, ...needed};
  const feeds = new Map(request.feeds.map((feed) => [feed.tensor, feed]));
  try {
    const conditions = read_conditions(pruned, known_predicate(feeds));
    const unfed = nodes.find((op) => is_unfed(op, pruned) && conditions.of.get(op) === conditions.root);
    if (unfed !== undefined) throw unfed_placeholder(unfed);
    const {lowered} = new Scheduler(request, pruned, conditions, environment);
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
