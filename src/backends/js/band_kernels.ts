// Kernels of systems of few diagonals: each of a batch by itself, in doubles.

import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, shape_text, type JsKernel, type JsKernels} from './arrays.ts';
import {broadcast_strides, for_each_row} from './broadcast.ts';
import {broadcast_sizes} from '../../util/broadcast.ts';
import {has_zero_pivot, solve_banded, solve_tridiagonal, tridiagonal_product} from './linalg/bands.ts';
import {batch_of, BatchOutput, for_each_matrix} from './linalg/batches.ts';

/** The diagonals of a tridiagonal matrix, in the order of the inputs. */
const DIAGONALS = ['superdiagonal', 'maindiagonal', 'subdiagonal'];

const tridiagonal_mat_mul: JsKernel = (inputs) => {
  const right = batch_of(input(inputs, 3), 3);
  const diagonals = [0, 1, 2].map((index) => batch_of(input(inputs, index), index));
  diagonals.forEach(({rows, columns}, index) => {
    if (rows !== 1 || columns !== right.rows) throw invalid_argument(`Invalid ${DIAGONALS[index]} shape.`);
  });
  const output = new BatchOutput(input(inputs, 3).dtype, right.shape, [right.rows, right.columns]);
  for_each_matrix(right, (index) => {
    const [above, main, below] = diagonals.map((batch) => batch.at(index));
    output.add_matrix(tridiagonal_product(above!, main!, below!, right.at(index)));
  });
  return output.array;
};

const tridiagonal_solve: JsKernel = (inputs, attrs) => {
  const [systems, right] = [batch_of(input(inputs, 0)), batch_of(input(inputs, 1), 1)];
  if (systems.rows !== 3)
    throw invalid_argument(
      `Expected diagonals to be provided as a matrix with 3 rows, got ${systems.rows} rows.`,
    );
  if (systems.columns !== right.rows)
    throw invalid_argument(
      `Expected the same number of left-hand sides and right-hand sides, got ${systems.columns} and ${right.rows}.`,
    );
  const has_pivoting = attribute(attrs, 'partial_pivoting', true);
  const output = new BatchOutput(input(inputs, 1).dtype, right.shape, [right.rows, right.columns]);
  for_each_matrix(right, (index) => {
    const solution = solve_tridiagonal(systems.at(index), right.at(index), has_pivoting);
    if (solution === null)
      throw invalid_argument(
        has_pivoting
          ? 'The matrix is not invertible.'
          : 'The matrix is either not invertible, or requires pivoting. Try setting partial_pivoting = True.',
      );
    output.add_matrix(solution);
  });
  return output.array;
};

const banded_triangular_solve: JsKernel = (inputs, attrs) => {
  const [x, y] = [input(inputs, 0), input(inputs, 1)];
  const [systems, right] = [batch_of(x), batch_of(y, 1)];
  const lower = attribute(attrs, 'lower', true);
  const is_adjoint = attribute(attrs, 'adjoint', false);
  const both = `${shape_text(x.shape)} vs. ${shape_text(y.shape)}`;
  const batches = broadcast_sizes(systems.shape, right.shape);
  if (batches === null)
    throw invalid_argument(`In[0] and In[1] must have compatible batch dimensions: ${both}`);
  if (systems.columns !== right.rows) {
    const sizes = `${systems.columns} vs. ${right.rows}: ${shape_text(x.shape)} ${shape_text(y.shape)}`;
    throw invalid_argument(`In[0] mismatch In[1] shape: ${sizes} ${Number(lower)} ${Number(is_adjoint)}`);
  }
  const output = new BatchOutput(x.dtype, batches, [right.rows, right.columns]);
  for_each_matrix(systems, (index) => {
    if (has_zero_pivot(systems.at(index), lower)) throw invalid_argument('Input matrix is not invertible.');
  });
  // One more axis of size one, so that each matrix is a row.
  const rows = [...batches, 1];
  const strides = [systems, right].map(({shape}) => broadcast_strides([...shape, 1], rows));
  for_each_row(rows, strides, (_row, [left = 0, side = 0]) =>
    output.add_matrix(solve_banded(systems.at(left), right.at(side), lower, is_adjoint)),
  );
  return output.array;
};

export const BAND_KERNELS: JsKernels = {
  BandedTriangularSolve: banded_triangular_solve,
  TridiagonalMatMul: tridiagonal_mat_mul,
  TridiagonalSolve: tridiagonal_solve,
};
