/** Drops steps whose outputs nothing uses, and results and arguments of `if` that nothing uses. */
import type {Parameter, Pass, Program, Result, Step} from '../program.ts';

/** Steps that are there because they may refuse their input. */
const CHECKS: ReadonlySet<string> = new Set(['CheckNumerics', 'CheckNumericsV2', 'EnsureShape']);

function is_check(step: Step): boolean {
  return CHECKS.has(step.op) || (step.programs ?? []).some((program) => program.steps.some(is_check));
}

/** An `if` without the outputs that are not in `used`, and without arguments that neither branch uses. */
function trim_if(step: Step, used: ReadonlySet<number>): Step {
  const kept = step.outputs.map((output) => used.has(output.id));
  const trimmed = (step.programs ?? []).map((program) =>
    drop(
      program,
      program.results
        .filter((_, i) => kept[i])
        .map((result, index): Result => ({...result, role: {kind: 'argument', index}})),
    ),
  );
  const needs = step.inputs.slice(1).map((_, i) => trimmed.some((program) => uses_parameter(program, i)));
  const programs = trimmed.map((program) => ({
    ...program,
    parameters: program.parameters
      .filter((_, i) => needs[i])
      .map((parameter, index): Parameter => ({...parameter, role: {kind: 'argument', index}})),
  }));
  return {
    ...step,
    inputs: step.inputs.filter((_, i) => i === 0 || needs[i - 1]),
    outputs: step.outputs.filter((_, i) => kept[i]),
    programs,
  };
}

function uses_parameter(program: Program, index: number): boolean {
  const id = program.parameters[index]?.value.id;
  return (
    program.steps.some((step) => step.inputs.some((input) => input.id === id)) ||
    program.results.some(({value}) => value.id === id)
  );
}

function drop(program: Program, results: readonly Result[]): Program {
  const used = new Set(results.map(({value}) => value.id));
  const steps: Step[] = [];
  for (let i = program.steps.length - 1; i >= 0; i--) {
    const step = program.steps[i] as Step;
    if (!is_check(step) && !step.outputs.some((output) => used.has(output.id))) continue;
    const kept = step.op === 'if' ? trim_if(step, used) : step;
    for (const input of kept.inputs) used.add(input.id);
    steps.push(kept);
  }
  return {...program, results, steps: steps.reverse()};
}

export const drop_dead: Pass = (program) => {
  const dropped = drop(program, program.results);
  const used = new Set(dropped.results.map(({value}) => value.id));
  for (const step of dropped.steps) for (const input of step.inputs) used.add(input.id);
  return {...dropped, parameters: dropped.parameters.filter(({value}) => used.has(value.id))};
};
