// What the values of a program are before any code is made: constants, other names of the same elements, and the rest. Pure.
import type {NDArray} from '../../../types/ndarray.ts';
import type {ProgramValue, Step} from '../../../compile/program.ts';
import {ALIASES} from '../kernels/op_table.ts';

/** The shape of a value, which is known in all that is compiled. */
export function sizes_of({shape}: ProgramValue): readonly number[] {
  return shape.as_list().map((size) => size ?? 0);
}

/** What steps of a program see of its values. */
export class Resolved {
  readonly constants = new Map<number, NDArray>();
  readonly #roots = new Map<number, ProgramValue>();
  /** Steps that compute something. */
  readonly steps: readonly Step[];

  constructor(steps: readonly Step[]) {
    for (const {op, outputs, attrs} of steps) {
      if (op === 'Const') this.constants.set((outputs[0] as ProgramValue).id, attrs['value'] as NDArray);
    }
    for (const {op, inputs, outputs} of steps) {
      if (!ALIASES.has(op)) continue;
      this.#roots.set((outputs[0] as ProgramValue).id, this.root(inputs[0] as ProgramValue));
    }
    this.steps = steps.filter(({op}) => op !== 'Const' && !ALIASES.has(op));
  }

  /** The value whose elements these are. */
  root(value: ProgramValue): ProgramValue {
    return this.#roots.get(value.id) ?? value;
  }

  /** The one number that all elements of a constant are, or null. */
  number_of(value: ProgramValue): number | null {
    const array = this.constants.get(this.root(value).id);
    if (array === undefined || array.dtype.name !== 'float32' || array.size === 0) return null;
    const data = array.data as Float32Array;
    return data.every((each) => Object.is(each, data[0])) ? (data[0] as number) : null;
  }
}

/** The steps so that each stands where it is first needed: what is far from its use moves there. */
export function in_order_of_need(
  steps: readonly Step[],
  wanted: readonly ProgramValue[],
  resolved: Resolved,
): Step[] {
  const maker = new Map(steps.flatMap((step) => step.outputs.map(({id}) => [id, step] as const)));
  const done = new Set<Step>();
  const order: Step[] = [];
  const visit = (root: Step): void => {
    // A stack of its own: programs may be deeper than JavaScript's.
    const stack = [{step: root, next: 0}];
    while (stack.length > 0) {
      const top = stack.at(-1) as {step: Step; next: number};
      const input = top.step.inputs[top.next++];
      if (input === undefined) {
        stack.pop();
        if (!done.has(top.step)) order.push(top.step);
        done.add(top.step);
        continue;
      }
      const needed = maker.get(resolved.root(input).id);
      if (needed !== undefined && !done.has(needed)) stack.push({step: needed, next: 0});
    }
  };
  for (const value of wanted) {
    const step = maker.get(resolved.root(value).id);
    if (step !== undefined && !done.has(step)) visit(step);
  }
  return order;
}
