/** Drops steps whose outputs nothing uses, unless they may refuse their inputs, and values of `if` and `while` that nothing uses. */
import type {Parameter, Pass, Program, ProgramValue, Result, Step, ValueRole} from '../program.ts';
import {threaded_state} from '../state_rules.ts';
import {trim_while} from './trim_loop.ts';

/** Ops that may refuse the values of their inputs, so that a run that asks for them must see whether they do. */
const REFUSING: ReadonlySet<string> = new Set([
  'CheckNumerics',
  'CheckNumericsV2',
  'DynamicPartition',
  'DynamicStitch',
  'EnsureShape',
  'Gather',
  'GatherNd',
  'GatherV2',
  'InvertPermutation',
  'ScatterNd',
  'SegmentMax',
  'SegmentMean',
  'SegmentMin',
  'SegmentProd',
  'SegmentSum',
  'SparseSoftmaxCrossEntropyWithLogits',
  'UnsortedSegmentMax',
  'UnsortedSegmentMin',
  'UnsortedSegmentProd',
  'UnsortedSegmentSum',
]);

/** Ops that refuse a zero among integers. */
const DIVISIONS: ReadonlySet<string> = new Set([
  'Div',
  'FloorDiv',
  'FloorMod',
  'Mod',
  'TruncateDiv',
  'TruncateMod',
]);

function may_refuse(step: Step): boolean {
  if (DIVISIONS.has(step.op)) return step.outputs[0]?.dtype.is_integer === true;
  if (threaded_state(step.op)?.kind === 'resources') return true;
  return REFUSING.has(step.op) || (step.programs ?? []).some((program) => program.steps.some(may_refuse));
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

function trimmed(step: Step, used: ReadonlySet<number>): Step {
  if (step.op === 'if') return trim_if(step, used);
  return step.op === 'while' ? trim_while(step, used, drop) : step;
}

function drop(program: Program, results: readonly Result[]): Program {
  const used = new Set(results.map(({value}) => value.id));
  const steps: Step[] = [];
  for (let i = program.steps.length - 1; i >= 0; i--) {
    const step = program.steps[i] as Step;
    if (!may_refuse(step) && !step.outputs.some((output) => used.has(output.id))) continue;
    const kept = trimmed(step, used);
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
