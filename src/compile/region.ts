/**
 * A program while it is built: the steps so far, the tensors and pieces of state that it knows, and how it
 * gets those of the outside. Knows values and tensors, no op types.
 */
import type {Tensor} from '../graph/tensor.ts';
import {NDArray} from '../types/ndarray.ts';
import type {DType} from '../types/dtypes.ts';
import {scalar_shape, unknown_shape, type TensorShape} from '../types/tensor_shape.ts';
import type {Attributes, Parameter, Program, ProgramValue, Result, Step, ValueRole} from './program.ts';

/** A piece of state that steps read and replace: a variable's value, a random counter. */
export interface Cell {
  readonly key: string;
  readonly role: ValueRole;
  readonly dtype: DType;
  readonly shape: TensorShape;
}

/** Numbers values across all programs of one plan. */
export class ValueNumbers {
  readonly #count: {next: number};
  readonly #forgets_shapes: boolean;

  constructor(count = {next: 0}, forgets_shapes = false) {
    this.#count = count;
    this.#forgets_shapes = forgets_shapes;
  }

  make(dtype: DType, shape: TensorShape): ProgramValue {
    return {
      id: this.#count.next++,
      dtype: dtype.base_dtype,
      shape: this.#forgets_shapes ? unknown_shape() : shape,
    };
  }

  /** The same numbers, for values of which shapes are not believed: in a loop they may differ by iteration. */
  get without_shapes(): ValueNumbers {
    return new ValueNumbers(this.#count, true);
  }
}

/** Where a region finds what it does not define itself. */
export interface Outside {
  tensor(region: Region, tensor: Tensor): ProgramValue;
  cell(region: Region, cell: Cell): ProgramValue;
  /** Whether the region runs only in one branch of a predicate. */
  readonly conditional: boolean;
}

export class Region {
  readonly numbers: ValueNumbers;
  readonly outside: Outside;
  readonly parameters: Parameter[] = [];
  readonly steps: Step[] = [];
  readonly results: Result[] = [];
  /** Cells that the region replaces. */
  readonly changed = new Map<string, Cell>();
  readonly #tensors = new Map<Tensor, ProgramValue>();
  readonly #cells = new Map<string, ProgramValue>();

  constructor(numbers: ValueNumbers, outside: Outside) {
    this.numbers = numbers;
    this.outside = outside;
  }

  tensor(tensor: Tensor): ProgramValue {
    return this.#tensors.get(tensor) ?? this.define(tensor, this.outside.tensor(this, tensor));
  }

  define(tensor: Tensor, value: ProgramValue): ProgramValue {
    this.#tensors.set(tensor, value);
    return value;
  }

  defines(tensor: Tensor): boolean {
    return this.#tensors.has(tensor);
  }

  cell(cell: Cell): ProgramValue {
    const known = this.#cells.get(cell.key);
    if (known !== undefined) return known;
    const value = this.outside.cell(this, cell);
    this.#cells.set(cell.key, value);
    return value;
  }

  has_cell(cell: Cell): boolean {
    return this.#cells.has(cell.key);
  }

  set_cell(cell: Cell, value: ProgramValue): void {
    this.#cells.set(cell.key, value);
    this.changed.set(cell.key, cell);
  }

  parameter(role: ValueRole, dtype: DType, shape: TensorShape): ProgramValue {
    const value = this.numbers.make(dtype, shape);
    this.parameters.push({value, role, donated: false});
    return value;
  }

  step(
    op: string,
    node: string,
    inputs: readonly ProgramValue[],
    attrs: Attributes,
    outputs: readonly ProgramValue[],
  ): void {
    this.steps.push({op, node, inputs, outputs, attrs});
  }

  /** A constant of the program's own. */
  constant(node: string, value: NDArray, shape: TensorShape, attrs: Attributes = {}): ProgramValue {
    const output = this.numbers.make(value.dtype, shape);
    this.step('Const', node, [], {value, dtype: value.dtype, ...attrs}, [output]);
    return output;
  }

  program(): Program {
    return {parameters: this.parameters, steps: this.steps, results: this.results};
  }
}

/** One `if` while it is built: its two programs share one list of arguments. */
export class IfBuilder {
  readonly outer: Region;
  readonly branches: readonly [Region, Region];
  readonly #arguments: ProgramValue[] = [];
  readonly #places = new Map<number, number>();
  readonly #captured: readonly [Map<number, ProgramValue>, Map<number, ProgramValue>] = [
    new Map(),
    new Map(),
  ];

  constructor(outer: Region) {
    this.outer = outer;
    const outside: Outside = {
      conditional: true,
      tensor: (region, tensor) => this.#capture(region, outer.tensor(tensor)),
      cell: (region, cell) => this.#capture(region, outer.cell(cell)),
    };
    this.branches = [new Region(outer.numbers, outside), new Region(outer.numbers, outside)];
  }

  #capture(region: Region, value: ProgramValue): ProgramValue {
    let place = this.#places.get(value.id);
    if (place === undefined) {
      place = this.#arguments.push(value) - 1;
      this.#places.set(value.id, place);
    }
    const captured = this.#captured[region === this.branches[0] ? 0 : 1];
    let inner = captured.get(place);
    if (inner === undefined) captured.set(place, (inner = region.numbers.make(value.dtype, value.shape)));
    return inner;
  }

  /** A result of the `if` by its value in each branch; `null` in a branch that does not have it. */
  result(
    node: string,
    dtype: DType,
    shape: TensorShape,
    values: readonly [ProgramValue | null, ProgramValue | null],
  ): ProgramValue {
    const index = this.branches[0].results.length;
    for (const [i, branch] of this.branches.entries()) {
      const value =
        values[i] ?? branch.constant(node, NDArray.zeros([], dtype), scalar_shape(), {dead: true});
      branch.results.push({value, role: {kind: 'argument', index}});
    }
    return this.outer.numbers.make(dtype, shape);
  }

  /** Adds the step to the outer region. Cells that a branch replaced are replaced there too. */
  close(node: string, predicate: ProgramValue, outputs: readonly ProgramValue[]): void {
    const all = [...outputs];
    const changed = new Map([...this.branches[0].changed, ...this.branches[1].changed]);
    for (const cell of changed.values()) {
      const [otherwise, then] = this.branches.map((branch) => branch.cell(cell)) as [
        ProgramValue,
        ProgramValue,
      ];
      const output = this.result(node, cell.dtype, merged_shape(otherwise.shape, then.shape), [
        otherwise,
        then,
      ]);
      all.push(output);
      this.outer.set_cell(cell, output);
    }
    const programs = this.branches.map((branch, i) => {
      const parameters = this.#arguments.map((argument, index): Parameter => {
        const value =
          this.#captured[i as 0 | 1].get(index) ?? branch.numbers.make(argument.dtype, argument.shape);
        return {value, role: {kind: 'argument', index}, donated: false};
      });
      return {parameters, steps: branch.steps, results: branch.results};
    });
    this.outer.steps.push({
      op: 'if',
      node,
      inputs: [predicate, ...this.#arguments],
      outputs: all,
      attrs: {},
      programs,
    });
  }
}

/** What is known of a shape that is one of two. */
export function merged_shape(a: TensorShape, b: TensorShape): TensorShape {
  return a.most_specific_compatible_shape(b);
}
