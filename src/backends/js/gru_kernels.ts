// One step of a gated recurrent unit, and the way back.

import {NDArray} from '../../types/ndarray.ts';
import {allocate_numbers, input, number_data} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {check_sizes} from './lstm_checks.ts';
import {multiply_floats} from './matmul.ts';
import {rounded} from './patches.ts';

const {exp, tanh} = Math;

const sigmoid = (x: number): number => 1 / (1 + exp(-x));

/** The sizes of a step. */
interface Sizes {
  readonly batch: number;
  readonly width: number;
  readonly cells: number;
}

function read_sizes(inputs: readonly NDArray[]): Sizes {
  const batch = input(inputs, 0).shape[0] ?? 0;
  const width = input(inputs, 0).shape[1] ?? 1;
  const cells = input(inputs, 1).shape[1] ?? 1;
  check_sizes(inputs, [
    [1, 'h_prev', 'dims', 0, batch, 'batch_size'],
    [2, 'w_ru', 'dim_size', 0, width + cells, 'input_size + cell_size'],
    [2, 'w_ru', 'dim_size', 1, cells * 2, 'cell_size * 2'],
    [3, 'w_c', 'dim_size', 0, width + cells, 'input_size + cell_size'],
    [3, 'w_c', 'dim_size', 1, cells, 'cell_size'],
    [4, 'b_ru', 'dim_size', 0, cells * 2, 'cell_size * 2'],
    [5, 'b_c', 'dim_size', 0, cells, 'cell_size'],
  ]);
  return {batch, width, cells};
}

/** Rows of inputs, each followed by a row of states. */
function joined(x: NumberData, state: (index: number) => number, {batch, width, cells}: Sizes): Float64Array {
  const depth = width + cells;
  return Float64Array.from({length: batch * depth}, (_, index) => {
    const [row, column] = [Math.floor(index / depth), index % depth];
    return column < width ? (x[row * width + column] as number) : state(row * cells + column - width);
  });
}

/** rows [m, k] times weights [k, n], or their transpose. */
function product(
  rows: Float64Array,
  weights: NumberData,
  [m, k, n]: readonly [number, number, number],
  is_transposed = false,
): Float64Array {
  const result = new Float64Array(m * n);
  multiply_floats(rows, weights, result, {
    m,
    k,
    n,
    left: {start: 0, row_step: k, column_step: 1},
    right: is_transposed ? {start: 0, row_step: 1, column_step: k} : {start: 0, row_step: n, column_step: 1},
    result: 0,
  });
  return result;
}

const gru_cell: JsKernel = (inputs) => {
  const sizes = read_sizes(inputs);
  const {batch, width, cells} = sizes;
  const [x, h_prev, w_ru, w_c, b_ru, b_c] = inputs.map(number_data) as [
    NumberData,
    NumberData,
    NumberData,
    NumberData,
    NumberData,
    NumberData,
  ];
  const {dtype, shape} = input(inputs, 1);
  const [r, u, c, h] = [0, 1, 2, 3].map(() => allocate_numbers(dtype, batch * cells)) as [
    NumberData,
    NumberData,
    NumberData,
    NumberData,
  ];
  const rows = joined(x, (index) => h_prev[index] as number, sizes);
  const gates = product(rows, w_ru, [batch, width + cells, 2 * cells]);
  for (let index = 0; index < batch * cells; index++) {
    const [row, column] = [Math.floor(index / cells), index % cells];
    const at = row * 2 * cells + column;
    r[index] = sigmoid((gates[at] as number) + (b_ru[column] as number));
    u[index] = sigmoid((gates[at + cells] as number) + (b_ru[column + cells] as number));
  }
  const reset = joined(x, (index) => (h_prev[index] as number) * (r[index] as number), sizes);
  const fresh = product(reset, w_c, [batch, width + cells, cells]);
  for (let index = 0; index < batch * cells; index++) {
    c[index] = tanh((fresh[index] as number) + (b_c[index % cells] as number));
    const [kept, state] = [u[index] as number, h_prev[index] as number];
    h[index] = kept * state + (1 - kept) * (c[index] as number);
  }
  return [r, u, c, h].map((data) => new NDArray(dtype, shape, data));
};

const gru_cell_grad: JsKernel = (inputs) => {
  const sizes = read_sizes(inputs);
  const {batch, width, cells} = sizes;
  const [, h_prev, w_ru, w_c, , , r, u, c, d_h] = inputs.map(number_data) as [
    ...[NumberData, NumberData, NumberData, NumberData, NumberData],
    ...[NumberData, NumberData, NumberData, NumberData, NumberData],
  ];
  const depth = width + cells;
  const size = batch * cells;
  const at = (data: ArrayLike<number>, index: number): number => data[index] as number;
  const d_c_bar = Float64Array.from({length: size}, (_, index) => {
    return at(d_h, index) * (1 - at(u, index)) * (1 - at(c, index) ** 2);
  });
  const fresh_back = product(d_c_bar, w_c, [batch, cells, depth], true);
  const reset_back = (index: number): number =>
    at(fresh_back, Math.floor(index / cells) * depth + width + (index % cells));
  const gates_back = new Float64Array(2 * size);
  for (let index = 0; index < size; index++) {
    const place = Math.floor(index / cells) * 2 * cells + (index % cells);
    const [reset, kept, state] = [at(r, index), at(u, index), at(h_prev, index)];
    gates_back[place] = reset_back(index) * state * reset * (1 - reset);
    gates_back[place + cells] = at(d_h, index) * (state - at(c, index)) * kept * (1 - kept);
  }
  const rows_back = product(gates_back, w_ru, [batch, 2 * cells, depth], true);
  const d_x = Float64Array.from({length: batch * width}, (_, index) => {
    const place = Math.floor(index / width) * depth + (index % width);
    return at(rows_back, place) + at(fresh_back, place);
  });
  const d_h_prev = Float64Array.from({length: size}, (_, index) => {
    const place = Math.floor(index / cells) * depth + width + (index % cells);
    return at(rows_back, place) + reset_back(index) * at(r, index) + at(d_h, index) * at(u, index);
  });
  const {dtype} = input(inputs, 0);
  const array = (shape: readonly number[], data: Float64Array): NDArray =>
    new NDArray(dtype, shape, rounded(dtype, data));
  return [
    array([batch, width], d_x),
    array([batch, cells], d_h_prev),
    array([batch, cells], d_c_bar),
    array([batch, 2 * cells], gates_back),
  ];
};

export const GRU_KERNELS: JsKernels = {GRUBlockCell: gru_cell, GRUBlockCellGrad: gru_cell_grad};
