// Where values live while a program is interpreted, and after which step each of them is used no more. Pure: looks at
// programs only.

import type {Program, ProgramValue} from '../compile/program.ts';

/** The slots of one step in the frame of values. */
export interface StepSlots {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Slots, owned by the run, that no later step and no result needs. */
  readonly dead: readonly number[];
  /** For each input: its slot dies here and is no other input of the step too. */
  readonly is_last_use: readonly boolean[];
}

export interface ProgramSlots {
  readonly size: number;
  readonly parameters: readonly number[];
  /** Slots of given-up parameters that nothing uses. */
  readonly unused_parameters: readonly number[];
  readonly steps: readonly StepSlots[];
  readonly results: readonly number[];
  /** For each result: another owner has to be made, because the run does not own it or gives it twice. */
  readonly retains_result: readonly boolean[];
  /** Slots that the run does not own: parameters that are not given up, and constants. */
  readonly borrowed: ReadonlySet<number>;
}

/** Numbers the values of `program` densely. `owns_parameters`: all are given up, whatever the program says. */
export function plan_slots(program: Program, owns_parameters: boolean): ProgramSlots {
  const slots = new Map<number, number>();
  const define = (value: ProgramValue): number => {
    slots.set(value.id, slots.size);
    return slots.size - 1;
  };
  const use = (value: ProgramValue): number => {
    const slot = slots.get(value.id);
    if (slot === undefined) throw new Error(`value ${value.id} is used before it is defined`);
    return slot;
  };
  const parameters = program.parameters.map(({value}) => define(value));
  const borrowed = new Set(
    parameters.filter((_, index) => !owns_parameters && !program.parameters[index]?.donated),
  );
  const placed = program.steps.map((step) => {
    const inputs = step.inputs.map(use);
    const outputs = step.outputs.map(define);
    if (step.op === 'Const') for (const slot of outputs) borrowed.add(slot);
    return {inputs, outputs};
  });
  const results = program.results.map(({value}) => use(value));
  const last_uses = last_use_of_slots(placed, results);
  const steps = placed.map((step, index) => with_last_uses(step, index, last_uses, borrowed));
  return {
    size: slots.size,
    parameters,
    unused_parameters: parameters.filter((slot) => !borrowed.has(slot) && !last_uses.has(slot)),
    steps,
    results,
    retains_result: results.map((slot, index) => borrowed.has(slot) || results.indexOf(slot) !== index),
    borrowed,
  };
}

interface PlacedStep {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** The last step of each slot that has one; a result is used after all steps. */
function last_use_of_slots(steps: readonly PlacedStep[], results: readonly number[]): Map<number, number> {
  const last_uses = new Map<number, number>();
  steps.forEach(({inputs, outputs}, index) => {
    for (const slot of outputs) last_uses.set(slot, index);
    for (const slot of inputs) last_uses.set(slot, index);
  });
  for (const slot of results) last_uses.set(slot, steps.length);
  return last_uses;
}

function with_last_uses(
  {inputs, outputs}: PlacedStep,
  index: number,
  last_uses: ReadonlyMap<number, number>,
  borrowed: ReadonlySet<number>,
): StepSlots {
  const touched = [...new Set([...inputs, ...outputs])];
  const dead = touched.filter((slot) => last_uses.get(slot) === index && !borrowed.has(slot));
  const is_last_use = inputs.map(
    (slot) => dead.includes(slot) && inputs.indexOf(slot) === inputs.lastIndexOf(slot),
  );
  return {inputs, outputs, dead, is_last_use};
}
