/** A `while` without values that go around for nothing. Knows nothing of what its steps compute. */
import type {Parameter, Program, ProgramValue, Result, Step} from '../program.ts';

/** A program without the steps that these results, its new ones, do not need. */
export type Drop = (program: Program, results: readonly Result[]) => Program;

/** The ids of what steps and results of a program use. */
function used_ids({steps, results}: Program): ReadonlySet<number> {
  const used = new Set(results.map(({value}) => value.id));
  for (const step of steps) for (const input of step.inputs) used.add(input.id);
  return used;
}

/** Which of a loop's values are needed: by position, those that the body gets, and then those that stay the same. */
class Needs {
  readonly #condition: Program;
  readonly #body: Program;
  readonly #drop: Drop;
  readonly needed: boolean[];

  constructor(step: Step, used: ReadonlySet<number>, drop: Drop) {
    [this.#condition, this.#body] = step.programs as readonly [Program, Program] as [Program, Program];
    this.#drop = drop;
    this.needed = this.#body.parameters.map((_, i) => used.has(step.outputs[i]?.id ?? -1));
    while (this.#grow());
  }

  /** How many values go around. */
  get count(): number {
    return this.#body.results.length;
  }

  /** How many values the body gets beside those that stay the same. */
  get passed(): number {
    return this.#condition.results.length - 1;
  }

  /** The condition as far as it is needed. */
  get condition(): Program {
    const kept = this.#condition.results.filter((_, i) => i === 0 || this.needed[i - 1] === true);
    return this.#drop(this.#condition, kept);
  }

  get body(): Program {
    const kept = this.#body.results.filter((_, i) => this.needed[i] === true);
    return this.#drop(this.#body, kept);
  }

  /** Where a parameter of the condition stands among the body's. */
  place_in_body(index: number): number {
    return index < this.count ? index : index - this.count + this.passed;
  }

  /** Notes what is needed for what is needed; false if that is known already. */
  #grow(): boolean {
    let grew = false;
    const note = (place: number): void => {
      if (this.needed[place] === true) return;
      this.needed[place] = true;
      grew = true;
    };
    const [by_condition, by_body] = [used_ids(this.condition), used_ids(this.body)];
    this.#condition.parameters.forEach(({value}, i) => {
      if (by_condition.has(value.id)) note(this.place_in_body(i));
    });
    this.#body.parameters.forEach(({value}, i) => {
      if (by_body.has(value.id)) note(i);
    });
    return grew;
  }
}

function renumbered(program: Program, keeps: (index: number) => boolean): Program {
  const parameters = program.parameters
    .filter((_, i) => keeps(i))
    .map(({value, donated}, index): Parameter => ({value, donated, role: {kind: 'argument', index}}));
  const results = program.results.map(({value}, index): Result => ({value, role: {kind: 'argument', index}}));
  return {...program, parameters, results};
}

/** The step with only what its used outputs, its predicate and its refusals need. */
export function trim_while(step: Step, used: ReadonlySet<number>, drop: Drop): Step {
  const needs = new Needs(step, used, drop);
  const keeps = (index: number): boolean => needs.needed[index] === true;
  const keeps_input = (index: number): boolean => keeps(needs.place_in_body(index));
  const outputs: readonly ProgramValue[] = step.outputs.filter((_, i) => keeps(i));
  return {
    ...step,
    inputs: step.inputs.filter((_, i) => keeps_input(i)),
    outputs,
    programs: [renumbered(needs.condition, keeps_input), renumbered(needs.body, keeps)],
  };
}
