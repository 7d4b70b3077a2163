// Builds small programs by hand, for tests of passes.
import type {Attributes, PassContext, Program, ProgramValue, Step} from '../../src/compile/program.ts';
import {evaluate} from '../../src/backends/js/index.ts';
import {as_dtype} from '../../src/types/dtypes.ts';
import {NDArray, type NestedValue} from '../../src/types/ndarray.ts';
import {as_shape, type ShapeLike} from '../../src/types/tensor_shape.ts';

/** The reference kernels, and a backend that has all ops but those named. */
export function pass_context(...lacking: string[]): PassContext {
  return {evaluate, capabilities: {supports: (op) => !lacking.includes(op)}};
}

/** A program under construction; values are numbered as they come. */
export class ProgramBuilder {
  readonly #parameters: Program['parameters'][number][] = [];
  readonly #steps: Step[] = [];
  readonly #results: Program['results'][number][] = [];
  readonly #numbers: {next: number};

  constructor(numbers: {next: number} = {next: 0}) {
    this.#numbers = numbers;
  }

  get numbers(): {next: number} {
    return this.#numbers;
  }

  #value(dtype: string, shape: ShapeLike): ProgramValue {
    return {id: this.#numbers.next++, dtype: as_dtype(dtype), shape: as_shape(shape)};
  }

  feed(name: string, dtype: string, shape: ShapeLike): ProgramValue {
    const value = this.#value(dtype, shape);
    this.#parameters.push({value, role: {kind: 'feed', tensor: name}, donated: false});
    return value;
  }

  argument(dtype: string, shape: ShapeLike): ProgramValue {
    const value = this.#value(dtype, shape);
    this.#parameters.push({value, role: {kind: 'argument', index: this.#parameters.length}, donated: false});
    return value;
  }

  constant(nested: NestedValue, dtype = 'float32'): ProgramValue {
    const array = NDArray.from(nested, dtype);
    return this.step('Const', [], dtype, array.shape, {value: array, dtype: array.dtype});
  }

  /** A step with one output. */
  step(
    op: string,
    inputs: ProgramValue[],
    dtype: string,
    shape: ShapeLike,
    attrs: Attributes = {},
  ): ProgramValue {
    const output = this.#value(dtype, shape);
    this.#steps.push({op, node: `${op}_${output.id}`, inputs, outputs: [output], attrs});
    return output;
  }

  /** An `if` of two programs with one result each. */
  choose(
    inputs: ProgramValue[],
    programs: [Program, Program],
    dtype: string,
    shape: ShapeLike,
  ): ProgramValue {
    const output = this.#value(dtype, shape);
    this.#steps.push({op: 'if', node: 'cond', inputs, outputs: [output], attrs: {}, programs});
    return output;
  }

  fetch(value: ProgramValue): this {
    this.#results.push({value, role: {kind: 'fetch', tensor: `t${value.id}:0`}});
    return this;
  }

  give(value: ProgramValue): this {
    this.#results.push({value, role: {kind: 'argument', index: this.#results.length}});
    return this;
  }

  program(): Program {
    return {parameters: this.#parameters, steps: this.#steps, results: this.#results};
  }
}
