// Several diagonals of matrices at once: taken, set, and made into matrices; the shorter ones aligned to either end.

import type {Attributes} from '../../compile/program.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, count_between, input, integer, integers, shape_text} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {copied, filled} from './moves.ts';

/** Diagonals `lower` to `upper` of matrices, in a layout of rows of `length`. */
interface Diagonals {
  readonly rows: number;
  readonly columns: number;
  readonly lower: number;
  readonly upper: number;
  readonly length: number;
  readonly is_left_above: boolean;
  readonly is_left_below: boolean;
}

function bounds(k: NDArray): readonly [number, number] {
  const [lower = 0, upper = lower] = integers(k);
  if (k.shape.length > 1 || k.size < 1 || k.size > 2) {
    throw invalid_argument(
      `diag_index must be a scalar or vector with one or two elements, received shape: ${shape_text(k.shape)}`,
    );
  }
  if (lower > upper) {
    throw invalid_argument(`lower_diag_index must not be larger than upper_diag_index: ${lower} > ${upper}`);
  }
  return [lower, upper];
}

function alignment(attrs: Attributes): Pick<Diagonals, 'is_left_above' | 'is_left_below'> {
  const [above, below] = attribute<string>(attrs, 'align', 'LEFT_LEFT').split('_');
  return {is_left_above: above === 'LEFT', is_left_below: below === 'LEFT'};
}

function check_bound(name: string, k: number, rows: number, columns: number): void {
  if (k === 0 || (-rows < k && k < columns)) return;
  throw invalid_argument(
    `${name}_diag_index is out of bound: ${k}. It must be between ${-rows} and ${columns}`,
  );
}

function diagonals_in(rows: number, columns: number, k: NDArray, attrs: Attributes): Diagonals {
  const [lower, upper] = bounds(k);
  check_bound('lower', lower, rows, columns);
  check_bound('upper', upper, rows, columns);
  const length = Math.min(rows + Math.min(upper, 0), columns - Math.max(lower, 0));
  return {rows, columns, lower, upper, length, ...alignment(attrs)};
}

/** Calls `visit` with the place in one matrix and that among its diagonals, for each element of a diagonal. */
function for_each_element(d: Diagonals, visit: (matrix: number, diagonal: number) => void): void {
  for (let k = d.upper; k >= d.lower; k--) {
    const size = Math.min(d.rows + Math.min(k, 0), d.columns - Math.max(k, 0));
    const is_left = (k >= 0 && d.is_left_above) || (k <= 0 && d.is_left_below);
    const start = (d.upper - k) * d.length + (is_left ? 0 : d.length - size);
    const first = Math.max(-k, 0) * d.columns + Math.max(k, 0);
    for (let place = 0; place < size; place++) visit(first + place * (d.columns + 1), start + place);
  }
}

/** Copies one element from array to array; */
function mover(target: NDArray, source: NDArray): (to: number, from: number) => void {
  const [to_data, from_data] = [target.data as AnyItems, source.data as AnyItems];
  if (storage_parts(target.dtype) === 1) return (to, from) => (to_data[to] = from_data[from]);
  return (to, from) => {
    to_data[2 * to] = from_data[2 * from];
    to_data[2 * to + 1] = from_data[2 * from + 1];
  };
}

const diagonal_count = ({lower, upper}: Diagonals): number => upper - lower + 1;

const part: JsKernel = (inputs, attrs) => {
  const [x, k, padding] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  if (x.shape.length < 2) {
    throw invalid_argument(`input must be at least 2-dim, received shape: ${shape_text(x.shape)}`);
  }
  const [rows, columns] = [x.shape.at(-2) ?? 0, x.shape.at(-1) ?? 0];
  const d = diagonals_in(rows, columns, k, attrs);
  const count = diagonal_count(d);
  const result = filled(padding, [...x.shape.slice(0, -2), ...(count > 1 ? [count] : []), d.length]);
  const move = mover(result, x);
  const batches = count_between(x.shape, 0, x.shape.length - 2);
  for (let batch = 0; batch < batches; batch++) {
    const [from, to] = [batch * rows * columns, batch * count * d.length];
    for_each_element(d, (matrix, diagonal) => move(to + diagonal, from + matrix));
  }
  return result;
};

/** Writes diagonals into matrices that are there. */
function write(matrices: NDArray, diagonals: NDArray, d: Diagonals): void {
  const move = mover(matrices, diagonals);
  const batches = count_between(matrices.shape, 0, matrices.shape.length - 2);
  for (let batch = 0; batch < batches; batch++) {
    const [to, from] = [batch * d.rows * d.columns, batch * diagonal_count(d) * d.length];
    for_each_element(d, (matrix, diagonal) => move(to + matrix, from + diagonal));
  }
}

const set: JsKernel = (inputs, attrs) => {
  const [x, diagonal, k] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  if (x.shape.length < 2)
    throw invalid_argument(`input must be at least 2-dim, received shape: ${shape_text(x.shape)}`);
  const d = diagonals_in(x.shape.at(-2) ?? 0, x.shape.at(-1) ?? 0, k, attrs);
  const count = diagonal_count(d);
  const expected = [...x.shape.slice(0, -2), ...(count > 1 ? [count] : []), d.length];
  if (shape_text(expected) !== shape_text(diagonal.shape)) {
    throw invalid_argument(
      `Either first dimensions of diagonal don't match input.shape[:-2], or diagonal.shape[:-1] is not equal to the longests diagonal in range [lower_diag_index:upper_diag_index].\nInput shape: ${shape_text(x.shape)}\nDiagonal shape: ${shape_text(diagonal.shape)}\nExpected diagonal shape: ${shape_text(expected)}`,
    );
  }
  const result = copied(x);
  write(result, diagonal, d);
  return result;
};

/** Sizes of the matrices, where -1 leaves them to the diagonals. */
function matrix_sizes(
  length: number,
  [lower, upper]: readonly [number, number],
  rows: number,
  columns: number,
): readonly [number, number] {
  const least = [length - Math.min(upper, 0), length + Math.max(lower, 0)] as const;
  if (rows !== -1 && rows < least[0]) throw invalid_argument('The number of rows is too small.');
  if (columns !== -1 && columns < least[1]) throw invalid_argument('The number of columns is too small.');
  if (rows === -1 && columns === -1) {
    const square = Math.max(...least);
    return [square, square];
  }
  const sizes = [rows === -1 ? least[0] : rows, columns === -1 ? least[1] : columns] as const;
  if (sizes[0] !== least[0] && sizes[1] !== least[1]) {
    throw invalid_argument(
      'The number of rows or columns is not consistent with the specified d_lower, d_upper, and diagonal.',
    );
  }
  return sizes;
}

const made: JsKernel = (inputs, attrs) => {
  const [diagonal, k, padding] = [input(inputs, 0), input(inputs, 1), input(inputs, 4)];
  if (diagonal.shape.length < 1)
    throw invalid_argument(`diagonal must be at least 1-dim, received shape: ${shape_text(diagonal.shape)}`);
  const [lower, upper] = bounds(k);
  const count = upper - lower + 1;
  const length = diagonal.shape.at(-1) ?? 0;
  if (count > 1 && diagonal.shape.at(-2) !== count)
    throw invalid_argument(
      'The number of diagonals provided in the input does not match the lower_diag_index and upper_diag_index range.',
    );
  const [rows, columns] = matrix_sizes(
    length,
    [lower, upper],
    integer(input(inputs, 2)),
    integer(input(inputs, 3)),
  );
  const batch = diagonal.shape.slice(0, count > 1 ? -2 : -1);
  const result = filled(padding, [...batch, rows, columns]);
  write(result, diagonal, {rows, columns, lower, upper, length, ...alignment(attrs)});
  return result;
};

export const DIAGONALS_KERNELS: JsKernels = {
  MatrixDiagV2: made,
  MatrixDiagV3: made,
  MatrixDiagPartV2: part,
  MatrixDiagPartV3: part,
  MatrixSetDiagV2: set,
  MatrixSetDiagV3: set,
};
