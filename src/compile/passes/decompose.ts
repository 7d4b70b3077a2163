/** Writes steps that the backend cannot run as several that it can. Rules as data. */
import type {Attributes, Capabilities, Pass, Program, ProgramValue, Step} from '../program.ts';
import {largest_id, with_inner} from './rewrite.ts';

/** Adds a step whose output is of the dtype and shape of `like`. */
type Make = (
  op: string,
  inputs: readonly ProgramValue[],
  like: ProgramValue,
  attrs?: Attributes,
) => ProgramValue;
/** The value of the step's one output by other steps. */
type Rule = (step: Step, make: Make) => ProgramValue;

const RULES: Readonly<Record<string, Rule>> = {
  ApplyGradientDescent: ({inputs}, make) => {
    const [variable, alpha, delta] = inputs as [ProgramValue, ProgramValue, ProgramValue];
    return make('Sub', [variable, make('Mul', [delta, alpha], delta)], variable);
  },
  // TensorFlow adds from left to right, too.
  AddN: ({inputs, outputs}, make) => {
    const [first, ...rest] = inputs as [ProgramValue, ...ProgramValue[]];
    return rest.reduce((sum, input) => make('AddV2', [sum, input], outputs[0] as ProgramValue), first);
  },
  AddV2: ({inputs, outputs}, make) => make('Add', inputs, outputs[0] as ProgramValue),
};

function decomposed(program: Program, capabilities: Capabilities, ids: {next: number}): Program {
  const steps = program.steps.flatMap((given): readonly Step[] => {
    const step = with_inner(given, (inner) => decomposed(inner, capabilities, ids));
    const rule = RULES[step.op];
    const types = step.inputs.map((input) => input.dtype);
    // Lists are added by the kernel of `AddN` alone.
    if (rule === undefined || types.some((type) => !type.is_numpy_compatible)) return [step];
    if (capabilities.supports(step.op, types, step.attrs)) return [step];
    const made: Step[] = [];
    const make: Make = (op, inputs, like, attrs = {}) => {
      const output = {id: ids.next++, dtype: like.dtype, shape: like.shape};
      made.push({op, node: step.node, inputs, outputs: [output], attrs: {T: like.dtype, ...attrs}});
      return output;
    };
    const value = rule(step, make);
    const last = made.at(-1) as Step;
    // The last step made gives the value under the name that others know.
    if (last.outputs[0] === value) made[made.length - 1] = {...last, outputs: step.outputs};
    return made;
  });
  return {...program, steps};
}

export const decompose: Pass = (program, {capabilities}) =>
  decomposed(program, capabilities, {next: largest_id(program) + 1});
