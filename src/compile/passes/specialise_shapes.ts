/**
 * Carries the shapes that are fed through the program, and turns into constants what shapes decide: `Shape`
 * and the integer arithmetic on it.
 */
import type {NDArray} from '../../types/ndarray.ts';
import type {Parameter, Pass, PassContext, Program, ProgramValue, Step} from '../program.ts';
import {as_shape, type TensorShape} from '../../types/tensor_shape.ts';
import {merged_shape} from '../region.ts';
import {constant_of_step, constant_step, Replacements} from './rewrite.ts';
import {output_shapes, value_of_shapes} from './shape_rules.ts';

/** Values with more elements are no sizes or axes. */
const SMALL = 256;

class Specialiser {
  readonly #context: PassContext;
  readonly #known = new Map<number, NDArray>();
  readonly #replaced = new Replacements();

  constructor(context: PassContext) {
    this.#context = context;
  }

  program(program: Program, given: readonly ProgramValue[] | null): Program {
    const parameters = program.parameters.map((parameter, i) => this.#parameter(parameter, given?.[i]));
    const steps = program.steps.flatMap((step) => this.#step(this.#replaced.step(step)));
    return {parameters, steps, results: this.#replaced.results(program.results)};
  }

  #parameter(parameter: Parameter, given: ProgramValue | undefined): Parameter {
    if (given === undefined) return parameter;
    const value = {...parameter.value, shape: given.shape};
    this.#replaced.set(parameter.value, value);
    const constant = this.#known.get(given.id);
    if (constant !== undefined) this.#known.set(value.id, constant);
    return {...parameter, value};
  }

  #step(step: Step): readonly Step[] {
    if (step.op === 'if') return [this.#if(step)];
    if (step.op === 'while') return [this.#while(step)];
    const constant = constant_of_step(step);
    if (constant !== null) {
      const outputs = step.outputs.map((output) => this.#shaped(output, as_shape(constant.shape)));
      this.#note(outputs, [constant]);
      return [{...step, outputs}];
    }
    const shapes = output_shapes(step, this.#known);
    const outputs = step.outputs.map((output, i) => this.#shaped(output, shapes[i] ?? output.shape));
    const values = this.#values({...step, outputs});
    if (values === null) return [{...step, outputs}];
    this.#note(outputs, values);
    return outputs.map((output, i) => constant_step(step.node, values[i] as NDArray, output));
  }

  #note(outputs: readonly ProgramValue[], values: readonly NDArray[]): void {
    outputs.forEach((output, i) => {
      const value = values[i] as NDArray;
      if (value.size <= SMALL) this.#known.set(output.id, value);
    });
  }

  #shaped(value: ProgramValue, shape: ProgramValue['shape']): ProgramValue {
    const shaped = {...value, shape};
    this.#replaced.set(value, shaped);
    return shaped;
  }

  #values(step: Step): readonly NDArray[] | null {
    const by_shape = value_of_shapes(step);
    if (by_shape !== null) return by_shape;
    const inputs = step.inputs.map((input) => this.#known.get(input.id));
    if (inputs.length === 0 || step.outputs.length === 0 || inputs.includes(undefined)) return null;
    if (step.outputs.some((output) => (output.shape.num_elements() ?? SMALL) > SMALL)) return null;
    return this.#context.evaluate(step, inputs as NDArray[]);
  }

  #if(step: Step): Step {
    const programs = (step.programs ?? []).map((program) => this.program(program, step.inputs.slice(1)));
    const [otherwise, then] = programs as [Program, Program];
    const outputs = step.outputs.map((output, i) => {
      const values = [otherwise, then].flatMap((program) => {
        const value = (program.results[i] as {value: ProgramValue}).value;
        return is_dead(program, value) ? [] : [value.shape];
      });
      const [first, second] = values;
      return this.#shaped(
        output,
        first === undefined ? output.shape : second === undefined ? first : merged_shape(first, second),
      );
    });
    return {...step, programs, outputs};
  }

  /**
   * The shapes of the values that go around are what they are at first and after an iteration. Assumed shapes that turn
   * out to be too narrow are widened, until the body keeps them.
   */
  #while(step: Step): Step {
    const [condition, body] = step.programs as readonly [Program, Program];
    const count = body.results.length;
    const invariants = step.inputs.slice(count);
    let state = step.inputs.slice(0, count);
    for (;;) {
      const inner = new Specialiser(this.#context);
      for (const value of invariants) inner.#know(value, this.#known.get(value.id));
      const assumed = state.map(({shape}, i): ProgramValue => {
        const {id, dtype} = (condition.parameters[i] as Parameter).value;
        return {id, dtype, shape};
      });
      const first = inner.program(condition, [...assumed, ...invariants]);
      const passed = first.results.slice(1).map(({value}) => value);
      const second = inner.program(body, [...passed, ...invariants]);
      const next = assumed.map((value, i) => {
        const result = (second.results[i] as {value: ProgramValue}).value;
        return {...value, shape: merged_shape(value.shape, result.shape)};
      });
      if (next.every(({shape}, i) => same_knowledge(shape, (assumed[i] as ProgramValue).shape))) {
        const outputs = step.outputs.map((output, i) =>
          this.#shaped(output, (passed[i] as ProgramValue).shape),
        );
        return {...step, programs: [first, second], outputs};
      }
      state = next;
    }
  }

  #know(value: ProgramValue, constant: NDArray | undefined): void {
    if (constant !== undefined) this.#known.set(value.id, constant);
  }
}

/** Whether as much is known of one shape as of the other. */
function same_knowledge(a: TensorShape, b: TensorShape): boolean {
  if (a.ndims === null || b.ndims === null) return a.ndims === b.ndims;
  const sizes = b.as_list();
  return a.ndims === b.ndims && a.as_list().every((size, i) => size === sizes[i]);
}

/** Whether a branch gives the value only to keep the other company. */
function is_dead(program: Program, value: ProgramValue): boolean {
  return program.steps.some((step) => step.outputs[0]?.id === value.id && step.attrs['dead'] === true);
}

export const specialise_shapes: Pass = (program, context) => new Specialiser(context).program(program, null);
