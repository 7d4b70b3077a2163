/** Computes at compile time what depends on constants only. */
import type {NDArray} from '../../types/ndarray.ts';
import type {Pass, PassContext, Program, Step} from '../program.ts';
import {constant_of_step, constant_step, with_inner} from './rewrite.ts';

/** Results with more elements are cheaper to compute than to keep. */
const LARGEST = 65_536;

function fold(program: Program, context: PassContext): Program {
  const known = new Map<number, NDArray>();
  const steps = program.steps.flatMap((given): readonly Step[] => {
    const step = with_inner(given, (inner) => fold(inner, context));
    const constant = constant_of_step(step);
    if (constant !== null) known.set(step.outputs[0]?.id ?? -1, constant);
    if (constant !== null || step.programs !== undefined) return [step];
    const values = folded(step, known, context);
    if (values === null) return [step];
    step.outputs.forEach((output, i) => known.set(output.id, values[i] as NDArray));
    return step.outputs.map((output, i) => constant_step(step.node, values[i] as NDArray, output));
  });
  return {...program, steps};
}

function folded(
  step: Step,
  known: ReadonlyMap<number, NDArray>,
  context: PassContext,
): readonly NDArray[] | null {
  const inputs = step.inputs.map((input) => known.get(input.id));
  if (inputs.length === 0 || step.outputs.length === 0 || inputs.includes(undefined)) return null;
  if (step.outputs.some((output) => (output.shape.num_elements() ?? Infinity) > LARGEST)) return null;
  return context.evaluate(step, inputs as NDArray[]);
}

export const fold_constants: Pass = fold;
