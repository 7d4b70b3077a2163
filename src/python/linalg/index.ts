// `tf.linalg`: linear algebra, by their names in TensorFlow. Re-exports only.
export {
  diag as tensor_diag,
  diag_part as tensor_diag_part,
  matrix_diag as diag,
  matrix_diag_part as diag_part,
  matrix_set_diag as set_diag,
} from '../../ops/array_diag.ts';
export {matmul} from '../../ops/math_matmul.ts';
export {tensordot} from '../../ops/math_tensordot.ts';
export {l2_normalize} from '../nn/compositions.ts';
export {eye, norm} from './norm.ts';
