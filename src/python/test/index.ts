// `tf.test`: helpers of tests, by their names in TensorFlow. Re-exports only.
export {compute_gradient, compute_gradient_error} from './gradient_checker.ts';
