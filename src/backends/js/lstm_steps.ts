// One step of long short-term memory and the way back through it, on plain storage. The products are matrices of
// doubles; the gates are rounded to the dtype as TensorFlow's are. Knows no op.

import type {Attributes} from '../../compile/program.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate_numbers, attribute, input, number_data} from './arrays.ts';
import type {NumberData} from './arrays.ts';
import type {Round} from './half.ts';
import {multiply_floats} from './matmul.ts';
import type {MatrixPlace} from './matmul.ts';

const {exp, max, min, tanh} = Math;

const sigmoid = (x: number): number => 1 / (1 + exp(-x));

/** Where the four gates stand among the columns of the weights, and what is added to the forget gate. */
export interface Layout {
  readonly i: number;
  readonly ci: number;
  readonly f: number;
  readonly o: number;
}
/** Input, new cell, forget, output. */
export const FIRST: Layout = {i: 0, ci: 1, f: 2, o: 3};
/** Input, forget, new cell, output. */
export const SECOND: Layout = {i: 0, ci: 2, f: 1, o: 3};

/** Sizes, weights and options of a step. */
export interface Cell {
  readonly batch: number;
  readonly inputs: number;
  readonly cells: number;
  readonly w: NumberData;
  readonly peepholes: {readonly i: NumberData; readonly f: NumberData; readonly o: NumberData} | null;
  readonly b: NumberData;
  readonly forget_bias: number;
  readonly clip: number;
  readonly layout: Layout;
  /** 16-bit floats round after each step. */
  readonly round: Round;
  readonly is_half: boolean;
}

/** The seven arrays of a step or of all steps, by TensorFlow's names. */
export interface Gates {
  readonly i: NumberData;
  readonly cs: NumberData;
  readonly f: NumberData;
  readonly o: NumberData;
  readonly ci: NumberData;
  readonly co: NumberData;
  readonly h: NumberData;
}

export function read_cell(
  inputs: readonly NDArray[],
  first: number,
  attrs: Attributes,
  layout: Layout,
  round: Round,
): Cell {
  const [x, cs_prev] = [input(inputs, first), input(inputs, first + 1)];
  const has_peepholes = attribute(attrs, 'use_peephole', false);
  const vector = (index: number): NumberData => number_data(input(inputs, first + index));
  return {
    batch: cs_prev.shape[0] ?? 0,
    inputs: x.shape.at(-1) ?? 0,
    cells: cs_prev.shape[1] ?? 0,
    w: vector(3),
    peepholes: has_peepholes ? {i: vector(4), f: vector(5), o: vector(6)} : null,
    b: vector(7),
    forget_bias: attribute(attrs, 'forget_bias', layout === SECOND ? 0 : 1),
    clip: attribute(attrs, 'cell_clip', layout === SECOND ? 0 : 3),
    layout,
    round,
    // Of the three dtypes, only 16 bits do not hold this.
    is_half: round(1 + 2 ** -20) === 1,
  };
}

/** Rows of inputs, each followed by the row of the last outputs. */
export function joined(
  x: NumberData,
  x_start: number,
  h: NumberData,
  h_start: number,
  cell: Cell,
): Float64Array {
  const {batch, inputs, cells} = cell;
  const width = inputs + cells;
  const rows = new Float64Array(batch * width);
  for (let row = 0; row < batch; row++) {
    for (let column = 0; column < inputs; column++)
      rows[row * width + column] = x[x_start + row * inputs + column] as number;
    for (let column = 0; column < cells; column++)
      rows[row * width + inputs + column] = h[h_start + row * cells + column] as number;
  }
  return rows;
}

/** Rows and columns of a product, and the steps through its operands. */
interface ProductSizes {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly left: readonly [row_step: number, column_step: number];
  readonly right: readonly [row_step: number, column_step: number];
}

/** The product of two matrices; of 16-bit floats with sums that are rounded term by term. */
function product(
  one: Float64Array,
  other: NumberData,
  {m, k, n, left, right}: ProductSizes,
  {round, is_half}: Cell,
): Float64Array {
  const result = new Float64Array(m * n);
  if (!is_half) {
    const [left_place, right_place] = [left, right].map(([row_step, column_step]) => ({
      start: 0,
      row_step,
      column_step,
    }));
    multiply_floats(one, other, result, {
      m,
      k,
      n,
      left: left_place as MatrixPlace,
      right: right_place as MatrixPlace,
      result: 0,
    });
    return result;
  }
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let index = 0; index < k; index++) {
        const item = one[row * left[0] + index * left[1]] as number;
        sum = round(sum + round(item * (other[index * right[0] + column * right[1]] as number)));
      }
      result[row * n + column] = sum;
    }
  }
  return result;
}

/** One step: fills `gates` from `at` on. */
export function step(
  cell: Cell,
  rows: Float64Array,
  cs_prev: NumberData,
  cs_start: number,
  gates: Gates,
  at: number,
): void {
  const {batch, inputs, cells, w, b, peepholes, forget_bias, clip, layout, round} = cell;
  const width = 4 * cells;
  const depth = inputs + cells;
  const sizes: ProductSizes = {m: batch, k: depth, n: width, left: [depth, 1], right: [width, 1]};
  const sums = product(rows, w, sizes, cell);
  for (let row = 0; row < batch; row++) {
    for (let column = 0; column < cells; column++) {
      const gate = (place: number): number => {
        const index = place * cells + column;
        return round(round(sums[row * width + index] as number) + (b[index] as number));
      };
      const to = at + row * cells + column;
      const previous = cs_prev[cs_start + row * cells + column] as number;
      const peep = (weights: NumberData | undefined, state: number): number =>
        weights === undefined ? 0 : round(state * (weights[column] as number));
      gates.i[to] = round(sigmoid(round(gate(layout.i) + peep(peepholes?.i, previous))));
      gates.f[to] = round(sigmoid(round(round(gate(layout.f) + forget_bias) + peep(peepholes?.f, previous))));
      gates.ci[to] = round(tanh(gate(layout.ci)));
      const fresh = round(gates.ci[to] * gates.i[to]);
      const state = round(fresh + round(previous * gates.f[to]));
      gates.cs[to] = clip > 0 ? max(-clip, min(clip, state)) : state;
      gates.co[to] = round(tanh(gates.cs[to]));
      gates.o[to] = round(sigmoid(round(gate(layout.o) + peep(peepholes?.o, gates.cs[to]))));
      gates.h[to] = round(gates.o[to] * gates.co[to]);
    }
  }
}

const NAMES = ['i', 'cs', 'f', 'o', 'ci', 'co', 'h'] as const;

export function new_gates(like: NDArray, count: number): Gates {
  const [i, cs, f, o, ci, co, h] = NAMES.map(() => allocate_numbers(like.dtype, count)) as [
    NumberData,
    NumberData,
    NumberData,
    NumberData,
    NumberData,
    NumberData,
    NumberData,
  ];
  return {i, cs, f, o, ci, co, h};
}

export function gate_arrays(like: NDArray, shape: readonly number[], gates: Gates): NDArray[] {
  return NAMES.map((name) => new NDArray(like.dtype, shape, gates[name]));
}

/** What flows back through one step: of the gates, and of the state before. */
interface StepGradient {
  /** [batch, 4 * cells], in the order of the weights' columns. */
  readonly dgates: Float64Array;
  readonly cs_prev: Float64Array;
}

/** The sums of the gradients of the peepholes. */
export interface PeepholeSums {
  readonly i: Float64Array;
  readonly f: Float64Array;
  readonly o: Float64Array;
}

/** The way back through one step whose gates stand from `at` on. */
export function step_back(
  cell: Cell,
  gates: Omit<Gates, 'h'>,
  at: number,
  cs_prev: NumberData,
  cs_start: number,
  d_state: (index: number) => number,
  d_output: (index: number) => number,
  sums: PeepholeSums,
): StepGradient {
  const {batch, cells, peepholes, layout, round} = cell;
  const dgates = new Float64Array(batch * 4 * cells);
  const before = new Float64Array(batch * cells);
  for (let index = 0; index < batch * cells; index++) {
    const [row, column] = [Math.floor(index / cells), index % cells];
    const [i, f, o, ci, co] = [gates.i, gates.f, gates.o, gates.ci, gates.co].map(
      (data) => data[at + index] as number,
    ) as [number, number, number, number, number];
    const [previous, state] = [cs_prev[cs_start + index] as number, gates.cs[at + index] as number];
    const weight = (data: NumberData | undefined): number => data?.[column] ?? 0;
    const times = (...factors: readonly number[]): number => factors.reduce((x, y) => round(x * y));
    const d_o = times(o, round(1 - o), co, d_output(index));
    const through = times(round(1 - times(co, co)), d_output(index), o);
    const d_cs = round(round(through + d_state(index)) + times(d_o, weight(peepholes?.o)));
    const d_ci = times(round(1 - times(ci, ci)), d_cs, i);
    const d_f = times(f, round(1 - f), d_cs, previous);
    const d_i = times(i, round(1 - i), d_cs, ci);
    before[index] = round(
      round(times(d_cs, f) + times(d_i, weight(peepholes?.i))) + times(d_f, weight(peepholes?.f)),
    );
    const start = row * 4 * cells + column;
    dgates[start + layout.i * cells] = d_i;
    dgates[start + layout.ci * cells] = d_ci;
    dgates[start + layout.f * cells] = d_f;
    dgates[start + layout.o * cells] = d_o;
    if (peepholes === null) continue;
    sums.i[column] = round((sums.i[column] as number) + times(d_i, previous));
    sums.f[column] = round((sums.f[column] as number) + times(d_f, previous));
    sums.o[column] = round((sums.o[column] as number) + times(d_o, state));
  }
  return {dgates, cs_prev: before};
}

export function new_sums(cells: number): PeepholeSums {
  return {i: new Float64Array(cells), f: new Float64Array(cells), o: new Float64Array(cells)};
}

/** Sums of a sequence's gradients. */
export interface SequenceSums {
  readonly x: Float64Array;
  readonly w: Float64Array;
  readonly b: Float64Array;
  readonly peepholes: PeepholeSums;
}

/** Adds what the gates' gradients say of weights and bias, and gives those of the joined rows. */
export function rows_back(
  cell: Cell,
  rows: Float64Array,
  dgates: Float64Array,
  sums: SequenceSums,
): Float64Array {
  const {batch, inputs, cells, w, round} = cell;
  const [depth, width] = [inputs + cells, 4 * cells];
  const back_sizes: ProductSizes = {m: batch, k: width, n: depth, left: [width, 1], right: [1, width]};
  const back = product(dgates, w, back_sizes, cell);
  const part_sizes: ProductSizes = {m: depth, k: batch, n: width, left: [1, depth], right: [width, 1]};
  const part = product(rows, dgates, part_sizes, cell);
  part.forEach((item, index) => (sums.w[index] = round((sums.w[index] as number) + item)));
  for (let column = 0; column < width; column++) {
    let sum = 0;
    for (let row = 0; row < batch; row++) sum = round(sum + (dgates[row * width + column] as number));
    sums.b[column] = round((sums.b[column] as number) + sum);
  }
  return back;
}
