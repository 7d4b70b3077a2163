// `tf.debugging`: checks, by their names in TensorFlow. Re-exports only.
export {is_finite, is_inf, is_nan} from '../../ops/math_unary.ts';
export {assert_equal} from './assert_equal.ts';
