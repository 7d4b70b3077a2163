// Small programs for tests, step by step.
import type {Attributes, Program, ProgramValue, Step} from '../../src/compile/program.ts';
import {as_dtype} from '../../src/types/dtypes.ts';
import type {DTypeLike} from '../../src/types/dtypes.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import type {NestedValue} from '../../src/types/ndarray.ts';
import {as_shape} from '../../src/types/tensor_shape.ts';
import type {ShapeLike} from '../../src/types/tensor_shape.ts';

export class ProgramBuilder {
  readonly #parameters: Program['parameters'][number][] = [];
  readonly #steps: Step[] = [];
  #next = 0;

  value(dtype: DTypeLike, shape: ShapeLike): ProgramValue {
    return {id: this.#next++, dtype: as_dtype(dtype), shape: as_shape(shape)};
  }

  parameter(dtype: DTypeLike, shape: ShapeLike, donated = false): ProgramValue {
    const value = this.value(dtype, shape);
    this.#parameters.push({value, role: {kind: 'argument', index: this.#parameters.length}, donated});
    return value;
  }

  constant(nested: NestedValue, dtype: DTypeLike = 'float32'): ProgramValue {
    const array = NDArray.from(nested, dtype);
    return this.step('Const', [], {value: array, dtype: array.dtype}, array.dtype, array.shape);
  }

  /** One step with one output, of the first input's dtype and shape unless told. */
  step(
    op: string,
    inputs: readonly ProgramValue[],
    attrs: Attributes = {},
    dtype: DTypeLike = inputs[0]?.dtype ?? 'float32',
    shape: ShapeLike = inputs[0]?.shape ?? null,
  ): ProgramValue {
    const output = this.value(dtype, shape);
    this.#steps.push({op, node: `${op}_${this.#steps.length}`, inputs, outputs: [output], attrs});
    return output;
  }

  /** `if` or `while` with inner programs. */
  control(
    op: 'if' | 'while',
    inputs: readonly ProgramValue[],
    programs: readonly Program[],
    outputs: readonly ProgramValue[],
  ): readonly ProgramValue[] {
    this.#steps.push({op, node: `${op}_${this.#steps.length}`, inputs, outputs, attrs: {}, programs});
    return outputs;
  }

  build(...results: readonly ProgramValue[]): Program {
    return {
      parameters: this.#parameters,
      steps: this.#steps,
      results: results.map((value, index) => ({value, role: {kind: 'argument', index}})),
    };
  }
}
