/**
 * Linear algebra on batches of matrices: definitions, and the functions that are one op each. The gradients stand in
 * `linalg_gradients.ts`.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import type {ShapeContext, ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {complex64, complex128, float16, float32, float64, int32} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {op_scope} from './op_scope.ts';
import {merge_shapes, merge_size, with_rank, with_rank_at_least} from './shape_functions.ts';

const FIELDS = [float64, float32, float16, complex64, complex128];
const RISING_FIELDS = [float16, float32, float64, complex64, complex128];
type Size = number | null;

/** A batch of matrices: the shape of the batch, null where the rank is unknown, and the sizes of a matrix. */
interface Matrices {
  readonly batch: TensorShape;
  readonly rows: Size;
  readonly columns: Size;
}

function matrices(shape: TensorShape): Matrices {
  with_rank_at_least(shape, 2);
  if (shape.ndims === null) return {batch: unknown_shape(), rows: null, columns: null};
  return {batch: shape.slice(0, -2), rows: shape.at(-2) ?? null, columns: shape.at(-1) ?? null};
}

/** The same, of square ones. */
function squares(shape: TensorShape): Matrices {
  const {batch, rows, columns} = matrices(shape);
  const size = merge_size(rows, columns);
  return {batch, rows: size, columns: size};
}

const of = (batch: TensorShape, ...sizes: Size[]): TensorShape =>
  batch.ndims === null ? unknown_shape() : batch.concatenate(sizes);

const square_shape: ShapeFunction = ({shapes}) => {
  const {batch, rows, columns} = squares(shapes[0] as TensorShape);
  return [of(batch, rows, columns)];
};

/** A square matrix for each. */
function define_square(name: string, allowed = FIELDS) {
  return define_op(name, {
    inputs: {input: 'T'},
    outputs: {output: 'T'},
    attrs: {T: type(allowed)},
    shape: square_shape,
  });
}

/** The lower triangular factor. */
export const Cholesky = define_square('Cholesky');
/** The exponential; of old graphs. */
export const MatrixExponential = define_square('MatrixExponential');
/** The principal logarithm. */
export const MatrixLogarithm = define_square('MatrixLogarithm', [complex64, complex128]);
/** The principal square root. */
export const MatrixSquareRoot = define_square('MatrixSquareRoot');
/** What the gradient of a Cholesky factor is to its matrix; of old graphs. */
export const CholeskyGrad = define_op('CholeskyGrad', {
  inputs: {l: 'T', grad: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type([float16, float32, float64])},
  shape: square_shape,
});
/** The inverse, or its adjoint. */
export const MatrixInverse = define_op('MatrixInverse', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {adjoint: bool(false), T: type(FIELDS)},
  shape: square_shape,
});
/** One number for each square matrix; of sizes that differ TensorFlow names the columns first here. */
function determinant_shape(shape: TensorShape): TensorShape {
  const {batch, rows, columns} = matrices(shape);
  merge_size(columns, rows);
  return batch;
}

export const MatrixDeterminant = define_op('MatrixDeterminant', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(RISING_FIELDS)},
  shape: ({shapes}) => [determinant_shape(shapes[0] as TensorShape)],
});
/** The sign of the determinant, and the logarithm of its size. */
export const LogMatrixDeterminant = define_op('LogMatrixDeterminant', {
  inputs: {input: 'T'},
  outputs: {sign: 'T', log_abs_determinant: 'T'},
  attrs: {T: type(RISING_FIELDS)},
  shape: ({shapes}) => {
    const batch = determinant_shape(shapes[0] as TensorShape);
    return [batch, batch];
  },
});
/** Both triangular factors in one matrix, and the order of the rows. */
export const Lu = define_op('Lu', {
  inputs: {input: 'T'},
  outputs: {lu: 'T', p: 'output_idx_type'},
  attrs: {T: type(FIELDS), output_idx_type: type(INDICES, int32)},
  shape: ({shapes}) => {
    const {batch, rows} = squares(shapes[0] as TensorShape);
    return [of(batch, rows, rows), of(batch, rows)];
  },
});

/** Solutions of systems, for matrices that are square or not. */
function solution_shape({shapes}: ShapeContext, is_square: boolean): TensorShape[] {
  const [left, right] = shapes as [TensorShape, TensorShape];
  const {batch, rows, columns} = is_square ? squares(left) : matrices(left);
  const sides = matrices(right);
  const common = merge_shapes(batch, sides.batch);
  merge_size(rows, sides.rows);
  return [of(common, is_square ? merge_size(columns, sides.rows) : columns, sides.columns)];
}

export const MatrixSolve = define_op('MatrixSolve', {
  inputs: {matrix: 'T', rhs: 'T'},
  outputs: {output: 'T'},
  attrs: {adjoint: bool(false), T: type(FIELDS)},
  shape: (context) => solution_shape(context, true),
});
export const MatrixTriangularSolve = define_op('MatrixTriangularSolve', {
  inputs: {matrix: 'T', rhs: 'T'},
  outputs: {output: 'T'},
  attrs: {lower: bool(true), adjoint: bool(false), T: type(FIELDS)},
  shape: (context) => solution_shape(context, true),
});
/** Least squares. */
export const MatrixSolveLs = define_op('MatrixSolveLs', {
  inputs: {matrix: 'T', rhs: 'T', l2_regularizer: 'float64'},
  outputs: {output: 'T'},
  attrs: {T: type(FIELDS), fast: bool(true)},
  shape: (context) => {
    with_rank(context.shapes[2] as TensorShape, 0);
    return solution_shape(context, false);
  },
});

const least = (x: Size, y: Size): Size =>
  x === 0 || y === 0 ? 0 : x === null || y === null ? null : Math.min(x, y);

/** An orthogonal and an upper triangular factor. */
export const Qr = define_op('Qr', {
  inputs: {input: 'T'},
  outputs: {q: 'T', r: 'T'},
  attrs: {full_matrices: bool(false), T: type(FIELDS)},
  shape: ({shapes, attr}) => {
    const {batch, rows, columns} = matrices(shapes[0] as TensorShape);
    const width = attr<boolean>('full_matrices') ? rows : least(rows, columns);
    return [of(batch, rows, width), of(batch, width, columns)];
  },
});
/** Singular values from the largest on, and their vectors. */
export const Svd = define_op('Svd', {
  inputs: {input: 'T'},
  outputs: {s: 'T', u: 'T', v: 'T'},
  attrs: {compute_uv: bool(true), full_matrices: bool(false), T: type(FIELDS)},
  shape: ({shapes, attr}) => {
    const {batch, rows, columns} = matrices(shapes[0] as TensorShape);
    const count = least(rows, columns);
    const values = of(batch, count);
    if (!attr<boolean>('compute_uv')) return [values, new TensorShape([0]), new TensorShape([0])];
    const is_full = attr<boolean>('full_matrices');
    return [values, of(batch, rows, is_full ? rows : count), of(batch, columns, is_full ? columns : count)];
  },
});

const eigen_shape: ShapeFunction = ({shapes, attr}) => {
  const {batch, rows} = squares(shapes[0] as TensorShape);
  return [of(batch, rows), attr<boolean>('compute_v') ? of(batch, rows, rows) : new TensorShape([0])];
};

/** Eigenvalues of Hermitian matrices from the least on, and their vectors. */
export const SelfAdjointEigV2 = define_op('SelfAdjointEigV2', {
  inputs: {input: 'T'},
  outputs: {e: 'T', v: 'T'},
  attrs: {compute_v: bool(true), T: type(FIELDS)},
  shape: eigen_shape,
});
/** Eigenvalues of any square matrices, and their vectors. */
export const Eig = define_op('Eig', {
  inputs: {input: 'T'},
  outputs: {e: 'Tout', v: 'Tout'},
  attrs: {
    compute_v: bool(true),
    T: type([float32, float64, complex64, complex128]),
    Tout: type([complex64, complex128]),
  },
  shape: eigen_shape,
});
/** Eigenvalues as a row above their vectors; of old graphs. */
export const SelfAdjointEig = define_op('SelfAdjointEig', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type([float64, float32, float16])},
  shape: ({shapes}) => {
    const {batch, rows} = squares(shapes[0] as TensorShape);
    return [of(batch, rows === null ? null : rows + 1, rows)];
  },
});
function unary_function(op: typeof Cholesky | typeof MatrixDeterminant, name: string) {
  return signature(
    ['input', 'name'],
    function (input: TensorLike, node_name: string | null = null): Tensor {
      return apply(op, {input}, {}, node_name).output;
    },
    {name},
  );
}

/** `tf.linalg.cholesky`: lower triangular `l` with l l^H = `input`, which is positive definite. */
export const cholesky = unary_function(Cholesky, 'cholesky');
/** `tf.linalg.logm`: the principal logarithm of complex matrices. */
export const matrix_logarithm = unary_function(MatrixLogarithm, 'matrix_logarithm');
/** `tf.linalg.sqrtm`: the principal square root. */
export const matrix_square_root = unary_function(MatrixSquareRoot, 'matrix_square_root');
/** `tf.linalg.det`: the determinant. */
export const matrix_determinant = unary_function(MatrixDeterminant, 'matrix_determinant');

/** `tf.linalg.inv`: the inverse, or its adjoint. */
export const matrix_inverse = signature(
  ['input', 'adjoint', 'name'],
  function matrix_inverse(input: TensorLike, adjoint = false, name: string | null = null): Tensor {
    return apply(MatrixInverse, {input}, {adjoint}, name).output;
  },
);

/** `tf.linalg.slogdet`: the sign of the determinant, and the logarithm of its size. */
export const log_matrix_determinant = signature(
  ['input', 'name'],
  function log_matrix_determinant(
    input: TensorLike,
    name: string | null = null,
  ): [sign: Tensor, log_abs_determinant: Tensor] {
    const {sign, log_abs_determinant} = apply(LogMatrixDeterminant, {input}, {}, name);
    return [sign, log_abs_determinant];
  },
);

/** `tf.linalg.solve`: `x` with `matrix` x = `rhs`. */
export const matrix_solve = signature(
  ['matrix', 'rhs', 'adjoint', 'name'],
  function matrix_solve(
    matrix: TensorLike,
    rhs: TensorLike,
    adjoint = false,
    name: string | null = null,
  ): Tensor {
    return apply(MatrixSolve, {matrix, rhs}, {adjoint}, name).output;
  },
);

/** `tf.linalg.triangular_solve`: the same for triangular matrices. */
export const matrix_triangular_solve = signature(
  ['matrix', 'rhs', 'lower', 'adjoint', 'name'],
  function matrix_triangular_solve(
    matrix: TensorLike,
    rhs: TensorLike,
    lower = true,
    adjoint = false,
    name: string | null = null,
  ): Tensor {
    return apply(MatrixTriangularSolve, {matrix, rhs}, {lower, adjoint}, name).output;
  },
);

/** `tf.linalg.cholesky_solve`: `x` with a x = `rhs`, where `chol` is the Cholesky factor of a. */
export const cholesky_solve = signature(
  ['chol', 'rhs', 'name'],
  function cholesky_solve(chol: TensorLike, rhs: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'cholesky_solve', [chol, rhs], () => {
      const half = matrix_triangular_solve(chol, rhs, {adjoint: false, lower: true});
      return matrix_triangular_solve(chol, half, {adjoint: true, lower: true});
    });
  },
);

/** `tf.linalg.qr`: an orthogonal and an upper triangular factor. */
export const qr = signature(
  ['input', 'full_matrices', 'name'],
  function qr(input: TensorLike, full_matrices = false, name: string | null = null): [q: Tensor, r: Tensor] {
    const {q, r} = apply(Qr, {input}, {full_matrices}, name);
    return [q, r];
  },
);

/** `tf.linalg.svd`: singular values from the largest on, and with `compute_uv` their vectors. */
export const svd = signature(
  ['tensor', 'full_matrices', 'compute_uv', 'name'],
  function svd(
    tensor: TensorLike,
    full_matrices = false,
    compute_uv = true,
    name: string | null = null,
  ): Tensor | [s: Tensor, u: Tensor, v: Tensor] {
    const {s, u, v} = apply(Svd, {input: tensor}, {compute_uv, full_matrices}, name);
    return compute_uv ? [s, u, v] : s;
  },
);

/** `tf.linalg.eigh`: eigenvalues of Hermitian matrices from the least on, and their vectors. */
export const self_adjoint_eig = signature(
  ['tensor', 'name'],
  function self_adjoint_eig(tensor: TensorLike, name: string | null = null): [e: Tensor, v: Tensor] {
    const {e, v} = apply(SelfAdjointEigV2, {input: tensor}, {compute_v: true}, name);
    return [e, v];
  },
);

/** `tf.linalg.eigvalsh`: the eigenvalues alone. */
export const self_adjoint_eigvals = signature(
  ['tensor', 'name'],
  function self_adjoint_eigvals(tensor: TensorLike, name: string | null = null): Tensor {
    return apply(SelfAdjointEigV2, {input: tensor}, {compute_v: false}, name).e;
  },
);

/** `tf.linalg.lu`: both triangular factors in one matrix, and the order of the rows. */
export const lu = signature(
  ['input', 'output_idx_type', 'name'],
  function lu(
    input: TensorLike,
    output_idx_type: typeof int32 = int32,
    name: string | null = null,
  ): [lu: Tensor, p: Tensor] {
    const found = apply(Lu, {input}, {output_idx_type}, name);
    return [found.lu, found.p];
  },
);
