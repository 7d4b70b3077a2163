// What TensorFlow's kernels of recurrent cells refuse, in its order and words.

import type {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input} from './arrays.ts';

/** An axis of an input, and the size that it must have. */
type Wanted = readonly [
  input: number,
  name: string,
  axis: string,
  index: number,
  size: number,
  size_name: string,
];

/** Refuses the first size that is another. */
export function check_sizes(inputs: readonly NDArray[], wanted: readonly Wanted[]): void {
  for (const [index, name, axis, place, size, size_name] of wanted) {
    const actual = input(inputs, index).shape[place] ?? 1;
    if (actual !== size)
      throw invalid_argument(`${name}.${axis}(${place}) != ${size_name}: ${actual} vs. ${size}`);
  }
}

/** The checks of one step. */
export function check_cell(inputs: readonly NDArray[]): void {
  const batch = input(inputs, 0).shape[0] ?? 0;
  const width = input(inputs, 0).shape[1] ?? 0;
  const cells = input(inputs, 1).shape[1] ?? 1;
  check_sizes(inputs, [
    [1, 'cs_prev', 'dims', 0, batch, 'batch_size'],
    [1, 'cs_prev', 'dims', 1, cells, 'cell_size'],
    [2, 'h_prev', 'dims', 0, batch, 'batch_size'],
    [2, 'h_prev', 'dims', 1, cells, 'cell_size'],
    [3, 'w', 'dim_size', 0, width + cells, 'input_size + cell_size'],
    [3, 'w', 'dim_size', 1, cells * 4, 'cell_size * 4'],
    [7, 'b', 'dim_size', 0, cells * 4, 'cell_size * 4'],
  ]);
}

/** The checks of a sequence. */
export function check_sequence(inputs: readonly NDArray[]): void {
  const x = input(inputs, 1);
  if (x.shape.length !== 3) throw invalid_argument('x must be 3D');
  const [batch, width] = [x.shape[1] ?? 0, x.shape[2] ?? 0];
  const cells = input(inputs, 2).shape[1] ?? 1;
  check_sizes(inputs, [
    [2, 'cs_prev', 'dims', 0, batch, 'batch_size'],
    [3, 'h_prev', 'dims', 0, batch, 'batch_size'],
    [3, 'h_prev', 'dims', 1, cells, 'cell_size'],
    [4, 'w', 'dim_size', 0, width + cells, 'input_size + cell_size'],
    [4, 'w', 'dim_size', 1, cells * 4, 'cell_size * 4'],
    [8, 'b', 'dim_size', 0, cells * 4, 'cell_size * 4'],
  ]);
}
