// Diagonals of matrices and of higher arrays, and bands around them.

import {NDArray} from '../../types/ndarray.ts';
import {row_major_strides, same_shape} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {count_between, input, integer, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {copied, strided_read, strided_write} from './moves.ts';

/** An array of twice the rank with the elements where both halves of the index are equal. */
const diag: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const result = zeros(x.dtype, [...x.shape, ...x.shape]);
  const flat = new NDArray(x.dtype, [x.size], x.data);
  strided_write(result, flat, {start: 0, strides: [x.size + 1]});
  return result;
};

const diag_part: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const half = x.shape.length / 2;
  const shape = x.shape.slice(0, half);
  if (!Number.isInteger(half) || half === 0) {
    throw invalid_argument(
      `The rank of the tensor should be even and positive, got shape ${shape_text(x.shape)}`,
    );
  }
  shape.forEach((size, axis) => {
    if (size === x.shape[axis + half]) return;
    throw invalid_argument(
      `Invalid shape ${shape_text(x.shape)}: dimensions ${axis} and ${axis + half} do not match.`,
    );
  });
  const size = count_between(shape, 0, half);
  const flat = strided_read(x, [size], {start: 0, strides: [size + 1]});
  return new NDArray(x.dtype, shape, flat.data);
};

const matrix_diag: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const size = x.shape.at(-1);
  if (size === undefined) throw invalid_argument('diagonal must be at least 1-dim, received shape: []');
  const result = zeros(x.dtype, [...x.shape, size]);
  const outer = row_major_strides(result.shape).slice(0, -2);
  strided_write(result, x, {start: 0, strides: [...outer, size + 1]});
  return result;
};

const matrix_diag_part: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  if (x.shape.length < 2) {
    throw invalid_argument(`input must be at least 2-dim, received shape: ${shape_text(x.shape)}`);
  }
  const [rows, columns] = [x.shape.at(-2) ?? 0, x.shape.at(-1) ?? 0];
  const outer = row_major_strides(x.shape).slice(0, -2);
  const shape = [...x.shape.slice(0, -2), Math.min(rows, columns)];
  return strided_read(x, shape, {start: 0, strides: [...outer, columns + 1]});
};

/** How many diagonals of a side are kept. */
function band_width(width: NDArray, name: string, of: string, most: number): number {
  if (width.shape.length > 0)
    throw invalid_argument(`${name} must be scalar, got shape ${shape_text(width.shape)}`);
  const count = integer(width);
  if (count > most)
    throw invalid_argument(
      `${name} must be negative or less or equal to number of ${of} (${most}) got: ${count}`,
    );
  return count;
}

/** Matrices with other diagonals. */
const matrix_set_diag: JsKernel = (inputs) => {
  const [x, diagonal] = [input(inputs, 0), input(inputs, 1)];
  if (x.shape.length < 2)
    throw invalid_argument(`input must be at least 2-dim, received shape: ${shape_text(x.shape)}`);
  const columns = x.shape.at(-1) ?? 0;
  const expected = [...x.shape.slice(0, -2), Math.min(x.shape.at(-2) ?? 0, columns)];
  if (!same_shape(diagonal.shape, expected)) {
    throw invalid_argument(
      "Either first dimensions of diagonal don't match input.shape[:-2], or diagonal.shape[:-1] is not equal to the " +
        'longests diagonal in range [lower_diag_index:upper_diag_index].\nInput shape: ' +
        `${shape_text(x.shape)}\nDiagonal shape: ${shape_text(diagonal.shape)}\nExpected diagonal shape: ${shape_text(expected)}`,
    );
  }
  const result = copied(x);
  const outer = row_major_strides(x.shape).slice(0, -2);
  strided_write(result, diagonal, {start: 0, strides: [...outer, columns + 1]});
  return result;
};

/** Zero outside `lower` diagonals below and `upper` above the main one; negative: all. */
const matrix_band_part: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  if (x.shape.length < 2) {
    throw invalid_argument(`input must be at least 2-dim, received shape: ${shape_text(x.shape)}`);
  }
  const [rows, columns] = [x.shape.at(-2) ?? 0, x.shape.at(-1) ?? 0];
  const lower = band_width(input(inputs, 1), 'num_lower', 'rows', rows);
  const upper = band_width(input(inputs, 2), 'num_upper', 'columns', columns);
  const result = zeros(x.dtype, x.shape);
  const strides = row_major_strides(x.shape);
  for (let row = 0; row < rows; row++) {
    const first = lower < 0 ? 0 : Math.max(0, row - lower);
    const end = upper < 0 ? columns : Math.min(columns, row + upper + 1);
    if (end <= first) continue;
    const walk = {start: row * columns + first, strides: strides.toSpliced(-2, 1)};
    const band = strided_read(x, [...x.shape.slice(0, -2), end - first], walk);
    strided_write(result, band, walk);
  }
  return result;
};

export const DIAGONAL_KERNELS: JsKernels = {
  Diag: diag,
  DiagPart: diag_part,
  MatrixDiag: matrix_diag,
  MatrixDiagPart: matrix_diag_part,
  BatchMatrixBandPart: matrix_band_part,
  BatchMatrixDiag: matrix_diag,
  BatchMatrixDiagPart: matrix_diag_part,
  BatchMatrixSetDiag: matrix_set_diag,
  MatrixBandPart: matrix_band_part,
  MatrixSetDiag: matrix_set_diag,
};
