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
export {assert_near, verify_tensor_all_finite as assert_all_finite} from './assert_near.ts';
export {assert_rank, assert_rank_at_least, assert_rank_in} from './assert_rank.ts';
export {assert_shapes} from './assert_shapes.ts';
export {
  assert_integer,
  assert_proper_iterable,
  assert_same_float_dtype,
  assert_scalar,
  assert_type,
  is_numeric_tensor,
} from './assert_type.ts';
export {is_non_decreasing, is_strictly_increasing} from './monotonic.ts';
