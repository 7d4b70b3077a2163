// `tf.debugging`: checks, by their names in TensorFlow. Re-exports only.
export {is_finite, is_inf, is_nan} from '../../ops/math_unary.ts';
export {
  assert_equal,
  assert_greater,
  assert_greater_equal,
  assert_less,
  assert_less_equal,
  assert_none_equal,
} from './assert_compare.ts';
export {assert_negative, assert_non_negative, assert_non_positive, assert_positive} from './assert_sign.ts';
