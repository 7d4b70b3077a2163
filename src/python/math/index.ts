// `tf.math`: mathematical operations, by their names in TensorFlow. Re-exports only.
export {invert_permutation} from '../../ops/array_transpose.ts';
export {argmax, argmin} from '../../ops/math_arg.ts';
export {
  equal,
  greater,
  greater_equal,
  less,
  less_equal,
  logical_and,
  logical_not,
  logical_or,
  logical_xor,
  not_equal,
} from '../../ops/math_compare.ts';
export {angle, conj, imag, real} from '../../ops/math_complex.ts';
export {floordiv, floormod, mod} from '../../ops/math_division.ts';
export {maximum, minimum, squared_difference} from '../../ops/math_extreme.ts';
export {pow} from '../../ops/math_pow.ts';
export {
  div_no_nan as divide_no_nan,
  multiply,
  multiply_no_nan,
  scalar_mul,
  truediv,
  xdivy,
  xlogy,
} from '../../ops/math_product.ts';
export {
  reduce_all,
  reduce_any,
  reduce_euclidean_norm,
  reduce_max,
  reduce_mean,
  reduce_min,
  reduce_prod,
  reduce_sum,
} from '../../ops/math_reduction.ts';
export {ceil, floor, rint, round} from '../../ops/math_rounding.ts';
export {cumprod, cumsum, cumulative_logsumexp} from '../../ops/math_scan.ts';
export {
  segment_max,
  segment_mean,
  segment_min,
  segment_prod,
  segment_sum,
  unsorted_segment_max,
  unsorted_segment_min,
  unsorted_segment_prod,
  unsorted_segment_sum,
} from '../../ops/math_segment.ts';
export {
  betainc,
  digamma,
  igamma,
  igammac,
  lgamma,
  nextafter,
  polygamma,
  zeta,
} from '../../ops/math_special.ts';
export {accumulate_n, add, add_n, subtract} from '../../ops/math_sum.ts';
export {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cos,
  cosh,
  sin,
  sinh,
  tan,
} from '../../ops/math_trigonometric.ts';
export {
  erfc,
  exp,
  expm1,
  is_finite,
  is_inf,
  is_nan,
  log,
  log1p,
  reciprocal,
  rsqrt,
  sigmoid,
} from '../../ops/math_unary.ts';
export {softplus, softsign} from '../../ops/nn_activations.ts';
export {in_top_k, top_k} from '../../ops/nn_top_k.ts';
export {divide} from '../../ops/tensor_operators.ts';
export {l2_normalize, zero_fraction} from '../nn/compositions.ts';
export {log_softmax, softmax} from '../nn/softmax.ts';
export {confusion_matrix} from './confusion_matrix.ts';
export {bincount, unsorted_segment_mean, unsorted_segment_sqrt_n} from './counting.ts';
export {count_nonzero, reduce_logsumexp, reduce_std, reduce_variance} from './reductions.ts';
export {abs, bessel_i0e, bessel_i1e, erf, negative, sign, sqrt, square, tanh} from '../sparse/elementwise.ts';
export {bessel_i0, bessel_i1, lbeta, polyval} from './special.ts';
export {is_non_decreasing, is_strictly_increasing} from '../debugging/monotonic.ts';
