/** Helpers of passes: replacing values by others and walking into inner programs. Knows no op types. */
import type {NDArray} from '../../types/ndarray.ts';
import type {Program, ProgramValue, Result, Step} from '../program.ts';

/** Values that stand for others. */
export class Replacements {
  readonly #by_id = new Map<number, ProgramValue>();

  set(value: ProgramValue, by: ProgramValue): void {
    this.#by_id.set(value.id, by);
  }

  /** What stands for a value; of that, too, if it was replaced later. */
  of(value: ProgramValue): ProgramValue {
    let found = value;
    let by = this.#by_id.get(found.id);
    while (by !== undefined) {
      // The same value with another shape.
      if (by.id === found.id) return by;
      found = by;
      by = this.#by_id.get(found.id);
    }
    return found;
  }

  /** The values with replacements; the same list where there are none. */
  all(values: readonly ProgramValue[]): readonly ProgramValue[] {
    return values.some((value) => this.#by_id.has(value.id)) ? values.map((value) => this.of(value)) : values;
  }

  step(step: Step): Step {
    const inputs = this.all(step.inputs);
    return inputs === step.inputs ? step : {...step, inputs};
  }

  results(results: readonly Result[]): readonly Result[] {
    return results.map((result) => ({...result, value: this.of(result.value)}));
  }
}

/** The step with each of its inner programs changed. */
export function with_inner(step: Step, change: (program: Program) => Program): Step {
  return step.programs === undefined ? step : {...step, programs: step.programs.map(change)};
}

/** The value of a `Const` step, or `null`. */
export function constant_of_step(step: Step | undefined): NDArray | null {
  return step?.op === 'Const' ? (step.attrs['value'] as NDArray) : null;
}

/** A `Const` step that gives `output`. */
export function constant_step(node: string, value: NDArray, output: ProgramValue): Step {
  return {op: 'Const', node, inputs: [], outputs: [output], attrs: {value, dtype: value.dtype}};
}

/** The largest id of a value in a program, -1 if there is none. */
export function largest_id(program: Program): number {
  let largest = -1;
  for (const {value} of program.parameters) largest = Math.max(largest, value.id);
  for (const step of program.steps) {
    for (const {id} of step.outputs) largest = Math.max(largest, id);
    for (const inner of step.programs ?? []) largest = Math.max(largest, largest_id(inner));
  }
  return largest;
}
