// `tf.linalg`: linear algebra, by their names in TensorFlow. Re-exports only.
export {matmul} from '../../ops/math_matmul.ts';
