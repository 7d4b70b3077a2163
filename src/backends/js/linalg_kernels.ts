// Kernels of linear algebra: each matrix of a batch by itself, in doubles.

import {invalid_argument} from '../kernel_error.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import {array_of_integers, attribute, input, output_dtype, type JsKernel, type JsKernels} from './arrays.ts';
import {batch_of, BatchOutput, for_each_matrix, square_batch_of, type Batch} from './linalg/batches.ts';
import {Matrix} from './linalg/matrix.ts';
import {hermitian_eigenvalues, qr_factors, singular_values} from './linalg/orthogonal.ts';
import {eigenvalues, matrix_exponential, matrix_logarithm, matrix_root} from './linalg/schur.ts';
import {
  cholesky_factor,
  determinant,
  is_singular,
  log_determinant,
  lu_factors,
  solve_lu,
  solve_triangular,
} from './linalg/solve.ts';

/** One matrix for each square matrix. */
const of_square =
  (compute: (matrix: Matrix) => Matrix): JsKernel =>
  (inputs) => {
    const x = input(inputs, 0);
    const batch = square_batch_of(x);
    const output = new BatchOutput(x.dtype, batch.shape, [batch.rows, batch.columns]);
    for_each_matrix(batch, (index) => output.add_matrix(compute(batch.at(index))));
    return output.array;
  };

const cholesky = of_square((matrix) => {
  const factor = cholesky_factor(matrix);
  if (factor === null)
    throw invalid_argument('Cholesky decomposition was not successful. The input might not be valid.');
  return factor;
});

const NOT_INVERTIBLE = 'Input matrix is not invertible.';
const SINGULAR = 'Input is not invertible.';

const matrix_inverse: JsKernel = (inputs, attrs, context) =>
  of_square((matrix) => {
    const factors = lu_factors(attribute(attrs, 'adjoint', false) ? matrix.adjoint() : matrix);
    if (is_singular(factors)) throw invalid_argument(SINGULAR);
    return solve_lu(factors, Matrix.identity(matrix.rows));
  })(inputs, attrs, context);

const matrix_determinant: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const batch = square_batch_of(x);
  const output = new BatchOutput(x.dtype, batch.shape, []);
  for_each_matrix(batch, (index) => {
    const [re, im] = determinant(lu_factors(batch.at(index)));
    output.add([re], [im]);
  });
  return output.array;
};

const log_matrix_determinant: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const batch = square_batch_of(x);
  const signs = new BatchOutput(x.dtype, batch.shape, []);
  const sizes = new BatchOutput(x.dtype, batch.shape, []);
  for_each_matrix(batch, (index) => {
    const {sign, log_size} = log_determinant(lu_factors(batch.at(index)));
    signs.add([sign[0]], [sign[1]]);
    sizes.add([log_size]);
  });
  return [signs.array, sizes.array];
};

const lu: JsKernel = (inputs, _attrs, context) => {
  const x = input(inputs, 0);
  const batch = square_batch_of(x, null);
  const output = new BatchOutput(x.dtype, batch.shape, [batch.rows, batch.columns]);
  const order: number[] = [];
  for_each_matrix(batch, (index) => {
    const factors = lu_factors(batch.at(index));
    if (is_singular(factors)) throw invalid_argument(SINGULAR);
    output.add_matrix(factors.lu);
    order.push(...factors.order);
  });
  return [output.array, array_of_integers(output_dtype(context, 1), [...batch.shape, batch.rows], order)];
};

/** A batch of systems, refused unless the right sides fit. */
function systems_of(matrices: Batch, right: NDArray): Batch {
  const sides = batch_of(right);
  if (!same_shape(sides.shape, matrices.shape) || sides.rows !== matrices.rows) {
    throw invalid_argument(
      `Input matrix and right-hand side must have the same number of rows, got ${matrices.rows} != ${sides.rows}`,
    );
  }
  return sides;
}

const matrix_solve: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const matrices = square_batch_of(x);
  const sides = systems_of(matrices, input(inputs, 1));
  const output = new BatchOutput(x.dtype, matrices.shape, [matrices.columns, sides.columns]);
  for_each_matrix(matrices, (index) => {
    const matrix = matrices.at(index);
    const factors = lu_factors(attribute(attrs, 'adjoint', false) ? matrix.adjoint() : matrix);
    if (is_singular(factors)) throw invalid_argument(NOT_INVERTIBLE);
    output.add_matrix(solve_lu(factors, sides.at(index)));
  });
  return output.array;
};

const matrix_triangular_solve: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const matrices = square_batch_of(x);
  const sides = systems_of(matrices, input(inputs, 1));
  const is_lower = attribute<boolean>(attrs, 'lower', true);
  const is_adjoint = attribute<boolean>(attrs, 'adjoint', false);
  const output = new BatchOutput(x.dtype, matrices.shape, [matrices.columns, sides.columns]);
  for_each_matrix(matrices, (index) => {
    const matrix = matrices.at(index);
    for (let k = 0; k < matrix.rows; k++) {
      const place = k * matrix.columns + k;
      if (matrix.re[place] === 0 && matrix.im[place] === 0) throw invalid_argument(NOT_INVERTIBLE);
    }
    const solution = sides.at(index);
    solve_triangular(is_adjoint ? matrix.adjoint() : matrix, solution, is_lower !== is_adjoint);
    output.add_matrix(solution);
  });
  return output.array;
};

/** The least solution of least squares by way of singular values. */
function least_squares(matrix: Matrix, right: Matrix): Matrix {
  const {s, u, v} = singular_values(matrix, false);
  const least = (s[0] ?? 0) * 2 ** -52 * Math.max(matrix.rows, matrix.columns);
  const inverse = s.map((value) => (value > least ? 1 / value : 0));
  return v.times(Matrix.diagonal(inverse)).times(u.adjoint()).times(right);
}

/** Least squares by the normal equations, with a penalty on the size of the solution. */
function normal_equations(matrix: Matrix, right: Matrix, penalty: number): Matrix {
  const is_tall = matrix.rows >= matrix.columns;
  const adjoint = matrix.adjoint();
  const gram = (is_tall ? adjoint.times(matrix) : matrix.times(adjoint)).plus(
    Matrix.identity(Math.min(matrix.rows, matrix.columns)),
    penalty,
  );
  const factor = cholesky_factor(gram);
  if (factor === null)
    throw invalid_argument(
      'Input matrix was rank deficient or ill-conditioned. Try setting fast=False or provide a larger l2_regularizer > 0.',
    );
  const solution = is_tall ? adjoint.times(right) : right.copy();
  solve_triangular(factor, solution, true);
  solve_triangular(factor.adjoint(), solution, false);
  return is_tall ? solution : adjoint.times(solution);
}

const matrix_solve_ls: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const matrices = batch_of(x);
  const sides = systems_of(matrices, input(inputs, 1));
  const penalty = Number(input(inputs, 2).data[0]);
  if (penalty < 0) throw invalid_argument('l2_regularizer must be >= 0.');
  const output = new BatchOutput(x.dtype, matrices.shape, [matrices.columns, sides.columns]);
  for_each_matrix(matrices, (index) => {
    const [matrix, right] = [matrices.at(index), sides.at(index)];
    if (matrix.rows === 0 || matrix.columns === 0)
      output.add_matrix(new Matrix(matrix.columns, right.columns));
    else if (attribute(attrs, 'fast', true)) output.add_matrix(normal_equations(matrix, right, penalty));
    else output.add_matrix(least_squares(matrix, right));
  });
  return output.array;
};

const qr: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const batch = batch_of(x);
  const {rows: m, columns: n} = batch;
  const width = attribute(attrs, 'full_matrices', false) ? m : Math.min(m, n);
  const [first, second] = [
    new BatchOutput(x.dtype, batch.shape, [m, width]),
    new BatchOutput(x.dtype, batch.shape, [width, n]),
  ];
  for_each_matrix(batch, (index) => {
    const {q, r} = qr_factors(batch.at(index));
    first.add_matrix(q.block(0, 0, m, width));
    second.add_matrix(r.block(0, 0, width, n));
  });
  return [first.array, second.array];
};

const svd: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const batch = batch_of(x);
  const {rows: m, columns: n} = batch;
  const least = Math.min(m, n);
  const is_full = attribute(attrs, 'full_matrices', false);
  const has_vectors = attribute(attrs, 'compute_uv', true);
  const of_shape = (...shape: number[]): BatchOutput =>
    has_vectors ? new BatchOutput(x.dtype, batch.shape, shape) : new BatchOutput(x.dtype, [], []);
  const values = new BatchOutput(x.dtype, batch.shape, [least]);
  const [left, right] = [of_shape(m, is_full ? m : least), of_shape(n, is_full ? n : least)];
  for_each_matrix(batch, (index) => {
    const {s, u, v} = singular_values(batch.at(index), is_full);
    values.add(s);
    if (!has_vectors) return;
    left.add_matrix(u);
    right.add_matrix(v);
  });
  return [values.array, left.array, right.array];
};

const self_adjoint_eig: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const batch = square_batch_of(x);
  const n = batch.rows;
  const has_vectors = attribute(attrs, 'compute_v', true);
  const values = new BatchOutput(x.dtype, batch.shape, [n]);
  const vectors = has_vectors
    ? new BatchOutput(x.dtype, batch.shape, [n, n])
    : new BatchOutput(x.dtype, [], []);
  for_each_matrix(batch, (index) => {
    const {e, v} = hermitian_eigenvalues(batch.at(index));
    values.add(e);
    if (has_vectors) vectors.add_matrix(v);
  });
  return [values.array, vectors.array];
};

/** The same with the values as a row above the vectors. */
const self_adjoint_eig_joined: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const batch = square_batch_of(x);
  const n = batch.rows;
  const output = new BatchOutput(x.dtype, batch.shape, [n + 1, n]);
  for_each_matrix(batch, (index) => {
    const {e, v} = hermitian_eigenvalues(batch.at(index));
    output.add(e);
    output.add_matrix(v);
  });
  return output.array;
};

const eig: JsKernel = (inputs, attrs, context) => {
  const x = input(inputs, 0);
  const batch = square_batch_of(x);
  const n = batch.rows;
  const dtype = output_dtype(context);
  const has_vectors = attribute(attrs, 'compute_v', true);
  const values = new BatchOutput(dtype, batch.shape, [n]);
  const vectors = has_vectors
    ? new BatchOutput(dtype, batch.shape, [n, n])
    : new BatchOutput(dtype, batch.shape, [n]);
  for_each_matrix(batch, (index) => {
    const {e, v} = eigenvalues(batch.at(index));
    values.add(e.re, e.im);
    if (has_vectors) vectors.add_matrix(v);
  });
  return [values.array, vectors.array];
};

/** The gradient of a Cholesky factor `l`, from that of its elements. */
function cholesky_gradient(l: Matrix, dl: Matrix): Matrix {
  const n = l.rows;
  const middle = l.adjoint().times(dl);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (j >= i) middle.re[i * n + j] = j === i ? middle.re[i * n + j]! / 2 : 0;
  }
  const inverse = Matrix.identity(n);
  solve_triangular(l, inverse, true);
  const half = inverse.adjoint().times(middle).times(inverse);
  return half.plus(half.adjoint()).scaled(0.5);
}

const cholesky_grad: JsKernel = (inputs) => {
  const l = input(inputs, 0);
  const [factors, gradients] = [square_batch_of(l), square_batch_of(input(inputs, 1))];
  const output = new BatchOutput(l.dtype, factors.shape, [factors.rows, factors.columns]);
  for_each_matrix(factors, (index) => {
    const matrix = factors.at(index);
    const n = matrix.rows;
    // Only the lower triangles are looked at.
    const own = gradients.at(index);
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) matrix.re[i * n + j] = own.re[i * n + j] = 0;
    output.add_matrix(cholesky_gradient(matrix, own));
  });
  return output.array;
};

export const LINALG_KERNELS: JsKernels = {
  BatchCholesky: cholesky,
  BatchCholeskyGrad: cholesky_grad,
  BatchMatrixDeterminant: matrix_determinant,
  BatchMatrixInverse: matrix_inverse,
  BatchMatrixSolve: matrix_solve,
  BatchMatrixSolveLs: matrix_solve_ls,
  BatchMatrixTriangularSolve: matrix_triangular_solve,
  BatchSelfAdjointEig: self_adjoint_eig_joined,
  BatchSelfAdjointEigV2: self_adjoint_eig,
  BatchSvd: svd,
  Cholesky: cholesky,
  CholeskyGrad: cholesky_grad,
  Eig: eig,
  LogMatrixDeterminant: log_matrix_determinant,
  Lu: lu,
  MatrixDeterminant: matrix_determinant,
  MatrixExponential: of_square(matrix_exponential),
  MatrixInverse: matrix_inverse,
  MatrixLogarithm: of_square(matrix_logarithm),
  MatrixSolve: matrix_solve,
  MatrixSolveLs: matrix_solve_ls,
  MatrixSquareRoot: of_square(matrix_root),
  MatrixTriangularSolve: matrix_triangular_solve,
  Qr: qr,
  SelfAdjointEig: self_adjoint_eig_joined,
  SelfAdjointEigV2: self_adjoint_eig,
  Svd: svd,
};
