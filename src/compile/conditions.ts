/**
 * Under which condition each node runs: what Switch splits and Merge joins, read off the graph. A condition
 * is a chain of predicates with a branch each; conditions are compared by identity.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {Pruned} from './prune.ts';

/** 0 runs where the predicate is false, 1 where it is true. */
export type Branch = 0 | 1;

/** Runs only under `parent` and where `choice` took `branch`; the root has neither. */
export class Condition {
  readonly parent: Condition | null;
  readonly branch: Branch;
  readonly choice: Choice | null;
  readonly depth: number;
  readonly #choices = new Map<Tensor, Choice>();

  constructor(parent: Condition | null, choice: Choice | null, branch: Branch) {
    this.parent = parent;
    this.choice = choice;
    this.branch = branch;
    this.depth = parent === null ? 0 : parent.depth + 1;
  }

  /** The choice on a predicate inside this condition. */
  choose(predicate: Tensor): Choice {
    let choice = this.#choices.get(predicate);
    if (choice === undefined) this.#choices.set(predicate, (choice = new Choice(this, predicate)));
    return choice;
  }

  get choices(): Iterable<Choice> {
    return this.#choices.values();
  }

  /** Whether this is `other` or runs only inside it. */
  is_within(other: Condition): boolean {
    let condition: Condition | null = this;
    while (condition !== null && condition.depth > other.depth) condition = condition.parent;
    return condition === other;
  }
}

/** A predicate inside a condition, and the two conditions that it makes. */
export class Choice {
  readonly outer: Condition;
  readonly predicate: Tensor;
  readonly branches: readonly [Condition, Condition];

  constructor(outer: Condition, predicate: Tensor) {
    this.outer = outer;
    this.predicate = predicate;
    this.branches = [new Condition(outer, this, 0), new Condition(outer, this, 1)];
  }
}

/** The choices that lead to a condition, outermost first. */
export function choices_of(condition: Condition): {choice: Choice; branch: Branch}[] {
  const choices: {choice: Choice; branch: Branch}[] = [];
  for (
    let inner: Condition | null = condition;
    inner !== null && inner.choice !== null;
    inner = inner.parent
  ) {
    choices.unshift({choice: inner.choice, branch: inner.branch});
  }
  return choices;
}

/** How a Merge gets its value. */
export type MergeSource =
  /** From its one live input. */
  | {readonly kind: 'input'; readonly index: number}
  /** From the iteration before. */
  | {readonly kind: 'loop'}
  | {readonly kind: 'choice'; readonly choice: Choice; readonly indices: readonly [number, number]};

export interface Conditions {
  readonly root: Condition;
  /** The condition of each node; `null` where it never runs. */
  readonly of: ReadonlyMap<Operation, Condition | null>;
  readonly merges: ReadonlyMap<Operation, MergeSource>;
}

/** Control flow that has no structure. */
export class UnstructuredError extends Error {
  override readonly name = 'UnstructuredError';
}

/** The predicate behind copies of it, also where it was carried into a loop in which it stays the same. */
function predicate_of(tensor: Tensor, fed: ReadonlySet<Tensor>): Tensor {
  let found = tensor;
  while (!fed.has(found) && is_copy(found.op)) found = found.op.inputs[0] as Tensor;
  return found;
}

function is_copy(op: Operation): boolean {
  return COPIES.has(op.type) || (op.type === 'Enter' && op.get_attr<boolean>('is_constant'));
}

/** Operations whose outputs, where they have a value, have that of input 0. */
const COPIES: ReadonlySet<string> = new Set(['Identity', 'PlaceholderWithDefault', 'StopGradient', 'Switch']);
const SWITCHES: ReadonlySet<string> = new Set(['Switch', 'RefSwitch']);

/** Whether a tensor has a value where a predicate is false, and is nothing else than that split off. */
export function is_switched({op, value_index}: Tensor, predicate: Tensor): boolean {
  return (
    SWITCHES.has(op.type) &&
    value_index === 0 &&
    predicate_of(op.inputs[1] as Tensor, new Set()) === predicate
  );
}

class Reader {
  readonly root = new Condition(null, null, 0);
  readonly of = new Map<Operation, Condition | null>();
  readonly merges = new Map<Operation, MergeSource>();
  readonly #pruned: Pruned;
  readonly #known: (predicate: Tensor) => NDArray | null;

  constructor(pruned: Pruned, known: (predicate: Tensor) => NDArray | null) {
    this.#pruned = pruned;
    this.#known = known;
    for (const op of pruned.order) this.of.set(op, this.#condition(op));
  }

  #condition(op: Operation): Condition | null {
    const loop = this.#pruned.loops.get(op);
    if (loop !== undefined) return this.#all(loop.enters, op);
    if (this.#pruned.variables.has(op)) {
      this.merges.set(op, {kind: 'loop'});
      return this.root;
    }
    if (op.type === 'Exit' || op.type === 'RefExit') return this.#exit(op);
    if (op.type === 'ControlTrigger') return this.#trigger(op);
    return op.type === 'Merge' || op.type === 'RefMerge' ? this.#merge(op) : this.#plain(op);
  }

  /** Where all of some nodes run. */
  #all(ops: readonly Operation[], op: Operation): Condition | null {
    let condition: Condition | null = this.root;
    for (const one of ops) condition = both(condition, this.#control(one), op);
    return condition;
  }

  #exit(op: Operation): Condition | null {
    for (const [stand_in, {exits}] of this.#pruned.loops)
      if (exits.includes(op)) return this.of.get(stand_in) ?? null;
    throw new UnstructuredError(`${op.name} (${op.type}) is of no loop`);
  }

  /** It runs also where what it waits for does not, but not where nothing of it can. */
  #trigger(op: Operation): Condition | null {
    const conditions = op.control_inputs.flatMap((control) => this.#control(control) ?? []);
    const [first, ...rest] = conditions;
    return rest.reduce(common, first ?? this.root);
  }

  /** The condition under which a tensor has a value; `null` for never. */
  #tensor(tensor: Tensor): Condition | null {
    const {op} = tensor;
    // What is not of this level comes from around the loop.
    if (this.#pruned.fed.has(tensor) || !this.of.has(op)) return this.root;
    const condition = this.of.get(op) ?? null;
    if (condition === null || !SWITCHES.has(op.type)) return condition;
    const {predicate, is_negated} = this.#predicate(op.inputs[1] as Tensor);
    const branch = (is_negated ? 1 - tensor.value_index : tensor.value_index) as Branch;
    const known = this.#known(predicate);
    if (known !== null) return Number(known.data[0]) === branch ? condition : null;
    return enter(condition, predicate, branch);
  }

  /** What decides: also a question for the branch by which a Merge got its value, as gradients of it ask. */
  #predicate(tensor: Tensor): {readonly predicate: Tensor; readonly is_negated: boolean} {
    const predicate = predicate_of(tensor, this.#pruned.fed);
    const [index, wanted] = predicate.op.type === 'Equal' ? predicate.op.inputs : [];
    const source = index?.value_index === 1 ? this.merges.get(index.op) : undefined;
    if (source?.kind !== 'choice' || wanted?.op.type !== 'Const' || this.#pruned.fed.has(predicate))
      return {predicate, is_negated: false};
    const branch = source.indices.indexOf(Number(wanted.op.get_attr<NDArray>('value').data[0]));
    if (branch < 0) return {predicate, is_negated: false};
    return {predicate: source.choice.predicate, is_negated: branch === 0};
  }

  #control(op: Operation): Condition | null {
    return this.of.has(op) ? (this.of.get(op) as Condition | null) : this.root;
  }

  #plain(op: Operation): Condition | null {
    let condition = this.#all(op.control_inputs, op);
    for (const input of op.inputs) condition = both(condition, this.#tensor(input), op);
    return condition;
  }

  #merge(op: Operation): Condition | null {
    const live = op.inputs
      .map((input, index) => ({index, condition: this.#tensor(input)}))
      .filter(({condition}) => condition !== null);
    let condition: Condition | null;
    const [first, second] = live;
    if (first === undefined) return null;
    if (second === undefined) {
      this.merges.set(op, {kind: 'input', index: first.index});
      condition = first.condition;
    } else {
      const choice = this.#joined(
        op,
        live.map((input) => input.condition as Condition),
      );
      const indices =
        first.condition?.branch === 0 ? [first.index, second.index] : [second.index, first.index];
      this.merges.set(op, {kind: 'choice', choice, indices: indices as [number, number]});
      condition = choice.outer;
    }
    for (const control of op.control_inputs) condition = both(condition, this.#control(control), op);
    const source = this.merges.get(op);
    if (source?.kind === 'choice' && condition !== source.choice.outer) {
      throw new UnstructuredError(`${op.name} (Merge) waits for a node of another condition`);
    }
    return condition;
  }

  #joined(op: Operation, conditions: readonly Condition[]): Choice {
    const [first, second, ...more] = conditions as [Condition, Condition, ...Condition[]];
    if (
      more.length > 0 ||
      first.choice === null ||
      first.choice !== second.choice ||
      first.branch === second.branch
    ) {
      throw new UnstructuredError(`${op.name} (Merge) does not join the two branches of one predicate`);
    }
    return first.choice;
  }
}

/** `condition` and also this branch, where the condition does not say that already. */
function enter(condition: Condition, predicate: Tensor, branch: Branch): Condition | null {
  for (let outer: Condition | null = condition; outer !== null; outer = outer.parent) {
    if (outer.choice?.predicate === predicate) return outer.branch === branch ? condition : null;
  }
  return condition.choose(predicate).branches[branch];
}

/** What holds where either holds. */
function common(a: Condition, b: Condition): Condition {
  let [left, right] = [a, b];
  while (left.depth > right.depth) left = left.parent as Condition;
  while (right.depth > left.depth) right = right.parent as Condition;
  while (left !== right) [left, right] = [left.parent as Condition, right.parent as Condition];
  return left;
}

/** What holds where both hold: the inner of the two; `null` if never. */
function both(a: Condition | null, b: Condition | null, op: Operation): Condition | null {
  if (a === null || b === null) return null;
  if (a.is_within(b)) return a;
  if (b.is_within(a)) return b;
  let [left, right] = [a, b];
  while (left.depth > right.depth) left = left.parent as Condition;
  while (right.depth > left.depth) right = right.parent as Condition;
  while (left.parent !== right.parent) [left, right] = [left.parent as Condition, right.parent as Condition];
  if (left.choice === right.choice) return null;
  throw new UnstructuredError(`${op.name} (${op.type}) depends on two predicates, neither inside the other`);
}

/**
 * The conditions of all nodes. `known` gives the value of a predicate where the request fixes it. Throws
 * `UnstructuredError` where Switch and Merge are not as `tf.cond` puts them.
 */
export function read_conditions(pruned: Pruned, known: (predicate: Tensor) => NDArray | null): Conditions {
  const {root, of, merges} = new Reader(pruned, known);
  return {root, of, merges};
}
