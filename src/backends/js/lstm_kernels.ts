// Long short-term memory, one step or all steps of a sequence, and the ways back: what inputs and attributes mean.

import type {Attributes} from '../../compile/program.ts';
import {NDArray} from '../../types/ndarray.ts';
import {input, integer, number_data} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {rounding_to, with_halves} from './half.ts';
import type {Round} from './half.ts';
import {check_cell, check_sequence} from './lstm_checks.ts';
import {
  FIRST,
  gate_arrays,
  joined,
  new_gates,
  new_sums,
  read_cell,
  rows_back,
  SECOND,
  step,
  step_back,
} from './lstm_steps.ts';
import type {Gates, Layout, SequenceSums} from './lstm_steps.ts';
import {rounded} from './patches.ts';

const {min} = Math;

const lstm_cell: JsKernel = with_halves((inputs, attrs, _context, round) => {
  check_cell(inputs);
  const [x, cs_prev, h_prev] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const cell = read_cell(inputs, 0, attrs, FIRST, round);
  const gates = new_gates(x, cs_prev.size);
  const rows = joined(number_data(x), 0, number_data(h_prev), 0, cell);
  step(cell, rows, number_data(cs_prev), 0, gates, 0);
  return gate_arrays(x, cs_prev.shape, gates);
});

/** A kernel of a sequence: how its dtype rounds is told by the second input. */
function of_sequence(
  kernel: (inputs: readonly NDArray[], attrs: Attributes, round: Round) => NDArray[],
): JsKernel {
  return (inputs, attrs, context) => {
    const round = rounding_to(inputs[1]?.dtype);
    return with_halves((wide) => kernel(wide, attrs, round))(inputs, attrs, context);
  };
}

function lstm_sequence(layout: Layout): JsKernel {
  return of_sequence((inputs, attrs, round) => {
    check_sequence(inputs);
    const [x, cs_prev, h_prev] = [input(inputs, 1), input(inputs, 2), input(inputs, 3)];
    const cell = read_cell(inputs, 1, attrs, layout, round);
    const size = cs_prev.size;
    const times = x.shape[0] ?? 0;
    const gates = new_gates(x, times * size);
    const end = min(times, integer(input(inputs, 0)));
    const image = cell.batch * cell.inputs;
    for (let t = 0; t < end; t++) {
      const [h, h_start] = t === 0 ? [number_data(h_prev), 0] : [gates.h, (t - 1) * size];
      const [cs, cs_start] = t === 0 ? [number_data(cs_prev), 0] : [gates.cs, (t - 1) * size];
      step(cell, joined(number_data(x), t * image, h, h_start, cell), cs, cs_start, gates, t * size);
    }
    return gate_arrays(x, [times, cell.batch, cell.cells], gates);
  });
}

function gates_from(inputs: readonly NDArray[], first: number): Omit<Gates, 'h'> {
  const [i, cs, f, o, ci, co] = Array.from({length: 6}, (_, index) =>
    number_data(input(inputs, first + index)),
  ) as [NumberData, NumberData, NumberData, NumberData, NumberData, NumberData];
  return {i, cs, f, o, ci, co};
}

const lstm_cell_grad: JsKernel = with_halves((inputs, attrs, _context, round) => {
  check_cell(inputs);
  const cs_prev = input(inputs, 1);
  const cell = read_cell(inputs, 0, attrs, FIRST, round);
  const [d_cs, d_h] = [number_data(input(inputs, 14)), number_data(input(inputs, 15))];
  const sums = new_sums(cell.cells);
  const {dgates, cs_prev: before} = step_back(
    cell,
    gates_from(inputs, 8),
    0,
    number_data(cs_prev),
    0,
    (index) => d_cs[index] as number,
    (index) => d_h[index] as number,
    sums,
  );
  const {dtype} = cs_prev;
  const vector = (data: Float64Array): NDArray => new NDArray(dtype, [cell.cells], rounded(dtype, data));
  return [
    new NDArray(dtype, cs_prev.shape, rounded(dtype, before)),
    new NDArray(dtype, [cell.batch, 4 * cell.cells], rounded(dtype, dgates)),
    vector(sums.i),
    vector(sums.f),
    vector(sums.o),
  ];
});

function lstm_sequence_grad(layout: Layout): JsKernel {
  return of_sequence((inputs, attrs, round) => {
    const [x, cs_first, h_first] = [input(inputs, 1), input(inputs, 2), input(inputs, 3)];
    const cell = read_cell(inputs, 1, attrs, layout, round);
    const {batch, cells, inputs: width} = cell;
    const [size, image, depth] = [batch * cells, batch * width, width + cells];
    const gates = gates_from(inputs, 9);
    const [h, d_cs, d_h] = [15, 16, 17].map((index) => number_data(input(inputs, index))) as [
      NumberData,
      NumberData,
      NumberData,
    ];
    const sums: SequenceSums = {
      x: new Float64Array(x.size),
      w: new Float64Array(depth * 4 * cells),
      b: new Float64Array(4 * cells),
      peepholes: new_sums(cells),
    };
    let cs_back: Float64Array = new Float64Array(size);
    let h_back: Float64Array = new Float64Array(size);
    for (let t = min(x.shape[0] ?? 0, integer(input(inputs, 0))) - 1; t >= 0; t--) {
      const at = t * size;
      const [previous, cs_start] = t === 0 ? [number_data(cs_first), 0] : [gates.cs, at - size];
      const [output, h_start] = t === 0 ? [number_data(h_first), 0] : [h, at - size];
      const [state_back, output_back] = [cs_back, h_back];
      const {dgates, cs_prev} = step_back(
        cell,
        gates,
        at,
        previous,
        cs_start,
        (index) => (d_cs[at + index] as number) + (state_back[index] as number),
        (index) => (d_h[at + index] as number) + (output_back[index] as number),
        sums.peepholes,
      );
      const rows = joined(number_data(x), t * image, output, h_start, cell);
      const back = rows_back(cell, rows, dgates, sums);
      cs_back = cs_prev;
      h_back = Float64Array.from({length: size}, (_, index) => {
        return back[Math.floor(index / cells) * depth + width + (index % cells)] as number;
      });
      for (let index = 0; index < image; index++) {
        sums.x[t * image + index] = back[Math.floor(index / width) * depth + (index % width)] as number;
      }
    }
    const {peepholes} = sums;
    const parts = [sums.x, cs_back, h_back, sums.w, peepholes.i, peepholes.f, peepholes.o, sums.b];
    return parts.map(
      (data, index) => new NDArray(x.dtype, input(inputs, index + 1).shape, rounded(x.dtype, data)),
    );
  });
}

export const LSTM_KERNELS: JsKernels = {
  LSTMBlockCell: lstm_cell,
  LSTMBlockCellGrad: lstm_cell_grad,
  BlockLSTM: lstm_sequence(FIRST),
  BlockLSTMV2: lstm_sequence(SECOND),
  BlockLSTMGrad: lstm_sequence_grad(FIRST),
  BlockLSTMGradV2: lstm_sequence_grad(SECOND),
};
