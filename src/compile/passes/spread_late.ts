/**
 * Computes on rows before they are repeated: an elementwise op on the result of `Tile` becomes the op on the
 * untiled value, which broadcasting spreads, or which is tiled after it. Every element is computed as before.
 */
import type {Pass, Program, ProgramValue, Step} from '../program.ts';
import {broadcast} from '../../ops/shape_functions.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {largest_id, with_inner} from './rewrite.ts';

/** Ops that compute each element of the output from the elements at its place. */
const ELEMENTWISE: ReadonlySet<string> = new Set([
  'Abs',
  'Add',
  'AddV2',
  'Exp',
  'Log',
  'Maximum',
  'Minimum',
  'Mul',
  'Neg',
  'RealDiv',
  'Rsqrt',
  'Sqrt',
  'Square',
  'SquaredDifference',
  'Sub',
  'Tanh',
]);

/** A value that another repeats, and the input of `Tile` that says how often. */
interface Spread {
  readonly source: ProgramValue;
  readonly multiples: ProgramValue;
}

/** Whether tiling `from` to `to` is what broadcasting would do. */
function is_broadcast(from: TensorShape, to: TensorShape): boolean {
  if (!from.is_fully_defined() || !to.is_fully_defined() || from.ndims !== to.ndims) return false;
  return from.as_list().every((size, i) => size === 1 || size === to[i]);
}

function broadcast_of(inputs: readonly ProgramValue[]): TensorShape | null {
  if (!inputs.every((input) => input.shape.is_fully_defined())) return null;
  const [first, ...rest] = inputs.map((input) => input.shape) as [TensorShape, ...TensorShape[]];
  return rest.reduce(broadcast, first);
}

class Spreader {
  readonly #spread = new Map<number, Spread>();
  readonly #ids: {next: number};

  constructor(ids: {next: number}) {
    this.#ids = ids;
  }

  step(step: Step): readonly Step[] {
    const [output] = step.outputs;
    if (output === undefined) return [step];
    if (step.op === 'Tile') this.#note_tile(step, output);
    if (step.op === 'AddN') return this.#sum(step, output);
    if (!ELEMENTWISE.has(step.op)) return [step];
    const spread = step.inputs.map((input) => this.#spread.get(input.id));
    const first = spread.find((one) => one !== undefined);
    if (first === undefined) return [step];
    const inputs = step.inputs.map((input, i) => spread[i]?.source ?? input);
    const shape = broadcast_of(inputs);
    if (shape === null) return [step];
    if (shape.equals(output.shape)) return [{...step, inputs}];
    return shape.equals(first.source.shape) ? this.#spread_after(step, inputs, output, first) : [step];
  }

  /** A sum of which one term is repeated: one addition after the other, as `AddN` adds. */
  #sum(step: Step, output: ProgramValue): readonly Step[] {
    const terms = step.inputs.map((input) => this.#spread.get(input.id)?.source ?? input);
    const [first, second, ...rest] = terms;
    const is_whole = (term: ProgramValue | undefined): boolean => term?.shape.equals(output.shape) ?? false;
    const changes = terms.some((term, i) => term !== step.inputs[i]);
    if (!changes || first === undefined || second === undefined || !(is_whole(first) || is_whole(second)))
      return [step];
    const steps: Step[] = [];
    let sum = first;
    for (const [i, term] of [second, ...rest].entries()) {
      const next =
        i === rest.length ? output : {id: this.#ids.next++, dtype: output.dtype, shape: output.shape};
      steps.push({
        op: 'AddV2',
        node: step.node,
        inputs: [sum, term],
        outputs: [next],
        attrs: {T: output.dtype},
      });
      sum = next;
    }
    return steps;
  }

  #note_tile(step: Step, output: ProgramValue): void {
    const [source, multiples] = step.inputs as [ProgramValue, ProgramValue];
    if (is_broadcast(source.shape, output.shape)) this.#spread.set(output.id, {source, multiples});
  }

  #spread_after(
    step: Step,
    inputs: readonly ProgramValue[],
    output: ProgramValue,
    {source, multiples}: Spread,
  ): Step[] {
    const small = {id: this.#ids.next++, dtype: output.dtype, shape: source.shape};
    this.#spread.set(output.id, {source: small, multiples});
    const tile: Step = {
      op: 'Tile',
      node: step.node,
      inputs: [small, multiples],
      outputs: [output],
      attrs: {T: output.dtype},
    };
    return [{...step, inputs, outputs: [small]}, tile];
  }
}

function spread(program: Program, ids: {next: number}): Program {
  const spreader = new Spreader(ids);
  const steps = program.steps.flatMap((step) =>
    spreader.step(with_inner(step, (inner) => spread(inner, ids))),
  );
  return {...program, steps};
}

export const spread_late: Pass = (program) => spread(program, {next: largest_id(program) + 1});
