/** Replaces steps that do nothing by their input, and an `if` of a known predicate by its branch. Rules as data. */
import type {NDArray} from '../../types/ndarray.ts';
import type {Pass, Program, ProgramValue, Step} from '../program.ts';
import {constant_of_step, Replacements, with_inner} from './rewrite.ts';

/** What a rule may ask. */
interface Question {
  /** The constant that input `index` is, or `null`. */
  constant(index: number): NDArray | null;
}

/** The input (by index) that the step's one output equals, or `null`. */
type Rule = (step: Step, ask: Question) => number | null;

const first_input: Rule = () => 0;

/** Input 0, if the output has exactly its shape. */
const first_if_same_shape: Rule = (step) => (keeps_shape(step, 0) ? 0 : null);

function keeps_shape(step: Step, index: number): boolean {
  const from = step.inputs[index]?.shape;
  const to = step.outputs[0]?.shape;
  return (
    from !== undefined &&
    to !== undefined &&
    from.is_fully_defined() &&
    to.is_fully_defined() &&
    from.equals(to)
  );
}

function is_filled_with(array: NDArray | null, number: number): boolean {
  if (array === null || array.dtype.is_complex || array.dtype.name === 'string') return false;
  if (array.dtype.name === 'float16' || array.dtype.name === 'bfloat16') return false;
  return (
    array.size > 0 &&
    Array.from(array.data as ArrayLike<number | bigint>, Number).every((item) => Object.is(item, number))
  );
}

/** The other operand where input `index` is all `number`. */
const neutral =
  (number: number, ...indices: readonly number[]): Rule =>
  (step, ask) => {
    const index = indices.find((i) => is_filled_with(ask.constant(i), number) && keeps_shape(step, 1 - i));
    return index === undefined ? null : 1 - index;
  };

const integer_zero: Rule = (step, ask) =>
  step.outputs[0]?.dtype.is_integer === true ? neutral(0, 0, 1)(step, ask) : null;

const RULES: Readonly<Record<string, Rule>> = {
  Identity: first_input,
  StopGradient: first_input,
  PreventGradient: first_input,
  Snapshot: first_input,
  PlaceholderWithDefault: first_input,
  Reshape: first_if_same_shape,
  BroadcastTo: first_if_same_shape,
  Tile: first_if_same_shape,
  ExpandDims: first_if_same_shape,
  Squeeze: first_if_same_shape,
  // A beginning that only the run tells may be out of bounds.
  Slice: (step, ask) => (keeps_shape(step, 0) && is_filled_with(ask.constant(1), 0) ? 0 : null),
  Cast: (step) => (step.inputs[0]?.dtype === step.outputs[0]?.dtype ? 0 : null),
  AddN: (step) => (step.inputs.length === 1 ? 0 : null),
  ConcatV2: (step) => (step.inputs.length === 2 ? 0 : null),
  Mul: neutral(1, 0, 1),
  RealDiv: neutral(1, 1),
  // -0 + 0 is 0, so adding zero changes floats; subtracting it (but not -0) does not.
  Sub: neutral(0, 1),
  Add: integer_zero,
  AddV2: integer_zero,
  Sum: (step, ask) => (ask.constant(1)?.size === 0 ? 0 : null),
};

function inlined(step: Step, predicate: NDArray, replaced: Replacements): readonly Step[] {
  const [otherwise, then] = (step.programs ?? []) as readonly [Program, Program];
  const program = predicate.data[0] ? then : otherwise;
  program.parameters.forEach(({value}, i) => replaced.set(value, step.inputs[i + 1] as ProgramValue));
  // Inner programs name no values of the outside, so replacing the inputs of its steps is enough.
  const steps = program.steps.map((inner) => replaced.step(inner));
  program.results.forEach(({value}, i) => replaced.set(step.outputs[i] as ProgramValue, replaced.of(value)));
  return steps;
}

function simplified(program: Program): Program {
  const replaced = new Replacements();
  const constants = new Map<number, NDArray>();
  const steps: Step[] = [];
  const place = (given: Step): void => {
    const step = with_inner(replaced.step(given), simplified);
    const constant = constant_of_step(step);
    if (constant !== null) constants.set(step.outputs[0]?.id ?? -1, constant);
    const ask: Question = {constant: (index) => constants.get(step.inputs[index]?.id ?? -1) ?? null};
    const predicate = step.op === 'if' ? ask.constant(0) : null;
    if (predicate !== null) {
      for (const inner of inlined(step, predicate, replaced)) place(inner);
      return;
    }
    const index = RULES[step.op]?.(step, ask) ?? null;
    if (index === null) steps.push(step);
    else replaced.set(step.outputs[0] as ProgramValue, step.inputs[index] as ProgramValue);
  };
  for (const step of program.steps) place(step);
  return {...program, steps, results: replaced.results(program.results)};
}

export const simplify: Pass = simplified;
