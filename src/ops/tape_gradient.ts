/**
 * Gradients of a few nodes that a gradient has just made, as TensorFlow's gradient tape builds them: in the
 * scope that is open, without a scope of their own. The walk over whole graphs is elsewhere.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {OpBuilders} from './builders.ts';
import {find_gradient} from './gradient_registry.ts';

/** The nodes on the tape that depend on `xs`. */
class Tape {
  readonly #since: number;
  readonly #xs: ReadonlySet<Tensor>;
  readonly #known = new Map<Operation, boolean>();
  readonly #arrived = new Map<Tensor, Tensor[]>();
  readonly #tf: OpBuilders;

  constructor(tf: OpBuilders, since: number, xs: readonly Tensor[]) {
    this.#tf = tf;
    this.#since = since;
    this.#xs = new Set(xs);
  }

  /** Whether an operation was made on the tape and depends on an x. */
  holds(op: Operation): boolean {
    let known = this.#known.get(op);
    if (known === undefined) {
      known = op.id > this.#since && op.inputs.some((input) => this.#xs.has(input) || this.holds(input.op));
      this.#known.set(op, known);
    }
    return known;
  }

  /** The inputs of an operation that lie on the tape, not at its start. */
  inner_inputs(op: Operation): Tensor[] {
    return op.inputs.filter((input) => !this.#xs.has(input) && this.holds(input.op));
  }

  add(tensor: Tensor, gradient: Tensor): void {
    if (!this.#xs.has(tensor) && !this.holds(tensor.op)) return;
    const list = this.#arrived.get(tensor);
    if (list) list.push(gradient);
    else this.#arrived.set(tensor, [gradient]);
  }

  sum_at(tensor: Tensor): Tensor | null {
    const list = this.#arrived.get(tensor) ?? [];
    return list.length > 1 ? this.#tf.add_n(list) : (list[0] ?? null);
  }

  /** Whether an operation adds a scalar that no gradient is asked for: then broadcasting needs no undoing. */
  #adds_scalar(op: Operation): boolean {
    const [, y] = op.inputs;
    return (
      op.type === 'AddV2' && y !== undefined && y.shape.ndims === 0 && !this.#xs.has(y) && !this.holds(y.op)
    );
  }

  differentiate(op: Operation): void {
    const dys = op.outputs.map((output) => this.sum_at(output));
    const build = dys.some((dy) => dy !== null) ? find_gradient(op.type) : null;
    if (!build) return;
    const results = this.#adds_scalar(op)
      ? [dys[0] ?? null, null]
      : build(this.#tf, op, ...(dys as Tensor[]));
    op.inputs.forEach((input, i) => {
      const result = results[i] ?? null;
      if (result !== null) this.add(input, result as Tensor);
    });
  }
}

/** How many uses of each operation's outputs are still to be differentiated. */
function count_uses(tape: Tape, from: readonly Operation[]): Map<Operation, number> {
  const uses = new Map<Operation, number>();
  const seen = new Set<Operation>(from);
  const queue = [...seen];
  for (let next = 0; next < queue.length; next++) {
    for (const {op} of tape.inner_inputs(queue[next] as Operation)) {
      uses.set(op, (uses.get(op) ?? 0) + 1);
      if (!seen.has(op)) queue.push(op);
      seen.add(op);
    }
  }
  return uses;
}

/** Gradients by `xs` of `ys`, which were made by nodes after number `since`, from those that come in. */
export function tape_gradients(
  tf: OpBuilders,
  since: number,
  ys: readonly Tensor[],
  xs: readonly Tensor[],
  dys: readonly Tensor[],
): (Tensor | null)[] {
  const tape = new Tape(tf, since, xs);
  ys.forEach((y, i) => tape.add(y, dys[i] as Tensor));
  const starts = ys.map((y) => y.op);
  const uses = count_uses(tape, starts);
  const queue = [...new Set(starts)].filter((op) => !uses.has(op));
  for (let next = 0; next < queue.length; next++) {
    const op = queue[next] as Operation;
    tape.differentiate(op);
    for (const input of tape.inner_inputs(op)) {
      const left = (uses.get(input.op) ?? 0) - 1;
      uses.set(input.op, left);
      if (left === 0) queue.push(input.op);
    }
  }
  return xs.map((x) => tape.sum_at(x));
}
