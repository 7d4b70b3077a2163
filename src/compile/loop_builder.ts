/**
 * One `while` while it is built: its two programs, the values that go around, and what both take from outside. Knows
 * values, tensors and pieces of state, no op types.
 */
import type {Tensor} from '../graph/tensor.ts';
import {unknown_shape} from '../types/tensor_shape.ts';
import type {Parameter, Program, ProgramValue, Result} from './program.ts';
import {Region, type Cell, type Outside} from './region.ts';

/** A value of the loop: what it is at first, in the condition, and in the body. */
interface Carried {
  readonly initial: ProgramValue;
  readonly in_condition: ProgramValue;
  readonly in_body: ProgramValue;
}

/** A piece of state that the loop touches. */
interface CarriedCell extends Carried {
  readonly cell: Cell;
}

/** A value that the condition computes and the body, or what comes after the loop, takes. */
interface Passed {
  readonly value: ProgramValue;
  readonly in_body: ProgramValue;
}

export class LoopBuilder {
  readonly condition: Region;
  readonly body: Region;
  readonly #outer: Region;
  readonly #variables: (Carried & {readonly tensor: Tensor})[] = [];
  readonly #invariants = new Map<number, Carried>();
  readonly #cells = new Map<string, CarriedCell>();
  readonly #passed = new Map<number, Passed>();

  constructor(outer: Region) {
    this.#outer = outer;
    const numbers = outer.numbers.without_shapes;
    const around: Outside = {
      conditional: true,
      tensor: (_, tensor) => this.#invariant(outer.tensor(tensor)).in_condition,
      cell: (_, cell) => this.#cell(cell).in_condition,
    };
    this.condition = new Region(numbers, around);
    const inside: Outside = {
      conditional: true,
      tensor: (_, tensor) => this.#lifted(this.condition.tensor(tensor)),
      cell: (_, cell) => {
        this.condition.cell(cell);
        return this.#cell(cell).in_body;
      },
    };
    this.body = new Region(numbers, inside);
  }

  #carried(initial: ProgramValue): Carried {
    const make = (): ProgramValue => this.condition.numbers.make(initial.dtype, initial.shape);
    return {initial, in_condition: make(), in_body: make()};
  }

  /** A tensor with another value in each iteration. */
  variable(tensor: Tensor, initial: ProgramValue): void {
    const variable = {...this.#carried(initial), tensor};
    this.#variables.push(variable);
    this.condition.define(tensor, variable.in_condition);
  }

  #invariant(value: ProgramValue): Carried {
    let invariant = this.#invariants.get(value.id);
    if (invariant === undefined) this.#invariants.set(value.id, (invariant = this.#carried(value)));
    return invariant;
  }

  #cell(cell: Cell): CarriedCell {
    let carried = this.#cells.get(cell.key);
    if (carried === undefined)
      this.#cells.set(cell.key, (carried = {...this.#carried(this.#outer.cell(cell)), cell}));
    return carried;
  }

  /** The value in the body of what the condition has. */
  #lifted(value: ProgramValue): ProgramValue {
    const is_same = ({in_condition}: Carried): boolean => in_condition.id === value.id;
    const carried = this.#variables.find(is_same) ?? [...this.#invariants.values()].find(is_same);
    if (carried !== undefined) return carried.in_body;
    let passed = this.#passed.get(value.id);
    if (passed === undefined) {
      passed = {value, in_body: this.condition.numbers.make(value.dtype, value.shape)};
      this.#passed.set(value.id, passed);
    }
    return passed.in_body;
  }

  /** Has the value of a tensor of the condition after the loop. */
  keep(tensor: Tensor): void {
    this.#lifted(this.condition.tensor(tensor));
  }

  /**
   * Adds the step to the outer region. `nexts` are the tensors of the body that the variables get, in their order. The
   * result gives the value, after the loop, of what was kept. State that the loop changed is changed outside too.
   */
  close(node: string, predicate: Tensor, nexts: readonly Tensor[]): (kept: Tensor) => ProgramValue {
    const verdict = this.condition.tensor(predicate);
    const next_values = nexts.map((tensor) => this.body.tensor(tensor));
    for (const cell of [...this.condition.changed.values(), ...this.body.changed.values()]) this.#cell(cell);
    const is_changed = ({cell: {key}}: CarriedCell): boolean =>
      this.condition.changed.has(key) || this.body.changed.has(key);
    const cells = [...this.#cells.values()].filter(is_changed);
    const unchanged = [...this.#cells.values()].filter((one) => !is_changed(one));
    const invariants = [...this.#invariants.values(), ...unchanged];
    const state = [...this.#variables, ...cells];
    const passed = [...this.#passed.values()];
    const condition = this.#program(
      this.condition,
      state.map(({in_condition}) => in_condition),
      invariants.map(({in_condition}) => in_condition),
      [
        verdict,
        ...this.#variables.map(({in_condition}) => in_condition),
        ...cells.map(({cell}) => this.condition.cell(cell)),
        ...passed.map(({value}) => value),
      ],
    );
    const body = this.#program(
      this.body,
      [...state, ...passed].map(({in_body}) => in_body),
      invariants.map(({in_body}) => in_body),
      [...next_values, ...cells.map(({cell}) => this.body.cell(cell))],
    );
    const after = condition.results.slice(1).map(({value}) => value);
    const outputs = after.map(({dtype}) => this.#outer.numbers.make(dtype, unknown_shape()));
    this.#outer.steps.push({
      op: 'while',
      node,
      inputs: [...state, ...invariants].map(({initial}) => initial),
      outputs,
      attrs: {},
      programs: [condition, body],
    });
    cells.forEach(({cell}, i) =>
      this.#outer.set_cell(cell, outputs[this.#variables.length + i] as ProgramValue),
    );
    return (kept) => {
      const value = this.condition.tensor(kept);
      const place = after.findIndex(({id}) => id === value.id);
      if (place >= 0) return outputs[place] as ProgramValue;
      const invariant = [...this.#invariants.values()].find(({in_condition}) => in_condition.id === value.id);
      return (invariant as Carried).initial;
    };
  }

  #program(
    {steps}: Region,
    given: readonly ProgramValue[],
    invariants: readonly ProgramValue[],
    values: readonly ProgramValue[],
  ): Program {
    const parameters = [...given, ...invariants].map((value, index): Parameter => ({
      value,
      role: {kind: 'argument', index},
      donated: index < given.length,
    }));
    const results = values.map((value, index): Result => ({value, role: {kind: 'argument', index}}));
    return {parameters, steps, results};
  }
}
