/**
 * The nodes of one level in order: plain nodes become steps, nodes under a predicate are gathered into `if` steps, loops
 * become `while` steps, with a level of their own inside. What a node becomes is up to `emit.ts`.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {bool} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {
  choices_of,
  is_switched,
  read_conditions,
  UnstructuredError,
  type Choice,
  type Condition,
  type Conditions,
} from './conditions.ts';
import type {Emitter} from './emit.ts';
import {Heap} from './heap.ts';
import {LoopBuilder} from './loop_builder.ts';
import type {ProgramValue} from './program.ts';
import type {Loop, Pruned} from './prune.ts';
import {IfBuilder, merged_shape, type Region} from './region.ts';
import {stands_for_variable} from './variables.ts';

/** What a level asks of what is around it. */
export interface Surroundings {
  is_host_op(op: Operation): boolean;
  /** A host operation is ready. */
  host(op: Operation, condition: Condition): void;
  /** A node became part of the current program, under no condition. */
  placed(op: Operation): void;
  /** A value of a branch became known outside of it, under no condition. */
  defined(tensor: Tensor): void;
  /** What is read next is read in a branch. */
  in_branch(): void;
  /** The value of a predicate where the request fixes it. */
  known(predicate: Tensor): NDArray | null;
}

export class LevelSchedule {
  readonly #level: Pruned;
  readonly #conditions: Conditions;
  readonly #emitter: Emitter;
  readonly #around: Surroundings;
  readonly #waits: Map<Operation, number>;
  /** By predicate, the nodes that it decides on. */
  readonly #predicated: ReadonlyMap<Tensor, readonly Operation[]>;
  /** The nodes that stand for the loops, by those through which values come into them. */
  readonly #entered: ReadonlyMap<Operation, Operation>;
  /** Nodes that are ready, by the condition under which they run. */
  readonly #ready = new Map<Condition, Heap<Operation>>();
  readonly #ready_merges = new Map<Choice, Heap<Operation>>();
  readonly #done = new Set<Operation>();
  /** The same, in the order in which they were placed. */
  readonly #log: Operation[] = [];
  /** Nodes that are ready and never run. */
  readonly #dead: Operation[] = [];

  constructor(level: Pruned, conditions: Conditions, emitter: Emitter, around: Surroundings) {
    this.#level = level;
    this.#conditions = conditions;
    this.#emitter = emitter;
    this.#around = around;
    this.#waits = new Map(level.waits);
    this.#predicated = nodes_by_predicate(conditions);
    this.#entered = new Map(
      [...level.loops].flatMap(([stand_in, {enters}]) => enters.map((enter) => [enter, stand_in] as const)),
    );
    for (const op of level.order.filter((op) => this.#waits.get(op) === 0)) this.#make_ready(op);
    this.#pass_dead();
  }

  /** Throws if there are nodes that could not be placed. */
  check_done(): void {
    const left = this.#level.order.find((op) => !this.#done.has(op));
    if (left !== undefined) throw new UnstructuredError(`${left.name} (${left.type}) cannot be put in order`);
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
    } else if (this.#around.is_host_op(op)) {
      this.#around.host(op, condition);
    } else {
      this.#ready_under(condition).push(op);
    }
  }

  /** Marks a node as done, and lets those go that waited for it. */
  finish(op: Operation): void {
    this.#done.add(op);
    this.#log.push(op);
    for (const next of this.#level.successors.get(op) ?? []) this.#release(next);
    this.#pass_dead();
  }

  /** What never runs is done as soon as it is ready. */
  #pass_dead(): void {
    for (let op = this.#dead.pop(); op !== undefined; op = this.#dead.pop()) {
      this.#done.add(op);
      this.#log.push(op);
      for (const next of this.#level.successors.get(op) ?? []) this.#release(next);
    }
  }

  #release(op: Operation): void {
    const left = (this.#waits.get(op) ?? 0) - 1;
    this.#waits.set(op, left);
    if (left === 0) this.#make_ready(op);
  }

  /** Places all that can be placed under a condition; nested choices, but for one, become `if` steps. */
  run_region(condition: Condition, region: () => Region, but: Choice | null = null): boolean {
    let placed = false;
    for (;;) {
      const ready = this.#ready_under(condition);
      for (let op = ready.pop(); op !== undefined; op = ready.pop()) {
        const loop = this.#level.loops.get(op);
        if (loop === undefined) this.#emitter.emit(op, region());
        else this.#run_loop(op, loop, region());
        if (condition === this.#conditions.root) this.#around.placed(op);
        this.finish(op);
        placed = true;
      }
      const choice = [...condition.choices].find(
        (candidate) => candidate !== but && this.#has_ready(candidate),
      );
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
        this.run_region(choice.branches[side], () => builder.branches[side]);
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
    for (const merge of merges) this.finish(merge);
  }

  #close_choice(choice: Choice, builder: IfBuilder, placed: Placed, merges: readonly Operation[]): void {
    const {outer, branches} = builder;
    const is_root = choice.outer === this.#conditions.root;
    this.#around.in_branch();
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
    this.#around.in_branch();
    builder.close(
      merges[0]?.name ?? choice.predicate.op.name,
      predicate,
      defined.map(([, value]) => value),
    );
    for (const [tensor, value] of defined) {
      outer.define(tensor, value);
      if (is_root) this.#around.defined(tensor);
    }
  }

  /** One `while`: the nodes of the frame under no condition are its condition, those where it holds its body. */
  #run_loop(stand_in: Operation, loop: Loop, region: Region): void {
    const {inside} = loop;
    const around = this.#around_loop(stand_in);
    const conditions = read_conditions(inside, around.known);
    const builder = new LoopBuilder(region);
    const variables = loop.variables.filter(({merge}) => !stands_for_variable(merge.outputs[0] as Tensor));
    for (const {merge, enter} of variables) {
      const [output, index] = merge.outputs as [Tensor, Tensor];
      if (index.consumers().some((op) => inside.waits.has(op)))
        throw new UnstructuredError(`${index.name} tells which iteration it is`);
      builder.variable(output, region.tensor(enter.outputs[0] as Tensor));
    }
    const [predicate] = stand_in.outputs as [Tensor];
    const goes_on = conditions.root.choose(predicate);
    const [, body] = goes_on.branches;
    const emitter = this.#emitter.for_loop(inside, conditions);
    const schedule = new LevelSchedule(inside, conditions, emitter, around);
    schedule.run_region(conditions.root, () => builder.condition, goes_on);
    schedule.run_region(body, () => builder.body);
    schedule.check_done();
    for (const {next} of variables) {
      if (conditions.of.get(next) !== body)
        throw new UnstructuredError(`${next.name} (${next.type}) is not of the body of its loop`);
    }
    const exits = loop.exits.filter((exit) => !stands_for_variable(exit.outputs[0] as Tensor));
    for (const exit of exits) {
      const [left] = exit.inputs as [Tensor];
      if (!is_switched(left, predicate) || conditions.of.get(left.op) !== conditions.root)
        throw new UnstructuredError(`${exit.name} (${exit.type}) does not leave where its loop ends`);
      builder.keep(left);
    }
    this.#around.in_branch();
    const nexts = variables.map(({next}) => next.outputs[0] as Tensor);
    const kept = builder.close(stand_in.name, predicate, nexts);
    for (const {inputs, outputs} of exits)
      this.#emitter.define(outputs[0] as Tensor, kept(inputs[0] as Tensor), region);
  }

  /** What the nodes of a loop have around them: no host, and the predicates under which the loop runs are known. */
  #around_loop(stand_in: Operation): Surroundings {
    const choices = choices_of(this.#conditions.of.get(stand_in) ?? this.#conditions.root);
    return {
      ...this.#around,
      host: (op) => {
        throw new UnstructuredError(`${op.name} (${op.type}) runs on the host, in a loop`);
      },
      placed: () => undefined,
      defined: () => undefined,
      known: (predicate) => {
        const held = choices.find(({choice}) => choice.predicate === predicate);
        return held === undefined
          ? this.#around.known(predicate)
          : new NDArray(bool, [], Uint8Array.of(held.branch));
      },
    };
  }

  /** Whether a node that is yet to come takes this tensor, or runs by it as its predicate. */
  #is_awaited(tensor: Tensor): boolean {
    const is_to_come = (op: Operation): boolean => this.#waits.has(op) && !this.#done.has(op);
    const loop = this.#entered.get(tensor.op);
    if (loop !== undefined && is_to_come(loop)) return true;
    return tensor.consumers().some(is_to_come) || (this.#predicated.get(tensor) ?? []).some(is_to_come);
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

/** Nodes that were created before others come first. */
export function by_creation(a: Operation, b: Operation): number {
  return a.id - b.id;
}
