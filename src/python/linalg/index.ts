// `tf.linalg`: linear algebra, by their names in TensorFlow. Re-exports only.
export {
  diag as tensor_diag,
  diag_part as tensor_diag_part,
  matrix_band_part as band_part,
  matrix_diag as diag,
  matrix_diag_part as diag_part,
  matrix_set_diag as set_diag,
} from '../../ops/array_diag.ts';
export {
  cholesky,
  cholesky_solve,
  log_matrix_determinant as slogdet,
  lu,
  matrix_determinant as det,
  matrix_inverse as inv,
  matrix_logarithm as logm,
  matrix_solve as solve,
  matrix_square_root as sqrtm,
  matrix_triangular_solve as triangular_solve,
  qr,
  self_adjoint_eig as eigh,
  self_adjoint_eigvals as eigvalsh,
  svd,
} from '../../ops/linalg.ts';
export {adjoint, eye, matrix_transpose} from '../../ops/linalg_basic.ts';
export {matmul} from '../../ops/math_matmul.ts';
export {tensordot} from '../../ops/math_tensordot.ts';
export {l2_normalize} from '../nn/compositions.ts';
export {einsum} from './einsum.ts';
export {norm} from './norm.ts';
export {logdet, trace} from './trace.ts';
export {cross} from '../../ops/math_vectors.ts';
