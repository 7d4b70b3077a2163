/** Drops steps whose outputs nothing uses, and results and arguments of `if` that nothing uses. */
import type {Parameter, Pass, Program, ProgramValue, Result, Step, ValueRole} from '../program.ts';

/** Steps that are there because they may refuse their input. */
const CHECKS: ReadonlySet<string> = new Set(['CheckNumerics', 'CheckNumericsV2', 'EnsureShape']);

function is_check(step: Step): boolean {
  return CHECKS.has(step.op) || (step.programs ?? []).some((program) => program.steps.some(is_check));
}

function argument_role(index: number): ValueRole {
  return {kind: 'argument', index};
}

/** An `if` without the outputs that are not in `used`, and without arguments that neither branch uses. */
function trim_if(step: Step, used: ReadonlySet<number>): Step {
  const is_kept = (_: unknown, i: number): boolean => used.has(step.outputs[i]?.id ?? -1);
  const trimmed = (step.programs ?? []).map((program) => {
    const kept = program.results.filter(is_kept);
    return drop(
      program,
      kept.map(({value}, index): Result => ({value, role: argument_role(index)})),
    );
  });
  const is_needed = (_: unknown, i: number): boolean => trimmed.some((program) => uses_parameter(program, i));
  const programs = trimmed.map(({parameters, steps, results}): Program => {
    const needed = parameters.filter(is_needed);
    const renumbered = needed.map(({value, donated}, index): Parameter => ({
      value,
      role: argument_role(index),
      donated,
    }));
    return {parameters: renumbered, steps, results};
  });
  const [predicate, ...values] = step.inputs as readonly [ProgramValue, ...ProgramValue[]];
  return {
    ...step,
    inputs: [predicate, ...values.filter(is_needed)],
    outputs: step.outputs.filter(is_kept),
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
