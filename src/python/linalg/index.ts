// `tf.linalg`: linear algebra, by their names in TensorFlow. Re-exports only.
export {matmul} from '../../ops/math_matmul.ts';
export {tensordot} from '../../ops/math_tensordot.ts';
export {l2_normalize} from '../nn/compositions.ts';
