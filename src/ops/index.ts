// The functions of `tf.*` that stand beside their operations. Re-exports only.
export {
  batch_to_space,
  batch_to_space_nd,
  depth_to_space,
  space_to_batch,
  space_to_batch_nd,
  space_to_depth,
} from './array_blocks.ts';
export {bitcast, check_numerics, ensure_shape, guarantee_const} from './array_check.ts';
export {concat, split, stack, unstack} from './array_concat.ts';
export {
  constant,
  convert_to_tensor,
  get_static_value,
  placeholder,
  placeholder_with_default,
} from './array_constant.ts';
export {
  diag,
  diag_part,
  matrix_band_part,
  matrix_diag,
  matrix_diag_part,
  matrix_set_diag,
} from './array_diag.ts';
export {fill, ones, ones_like, zeros, zeros_like} from './array_fill.ts';
export {gather, gather_nd, scatter_nd} from './array_gather.ts';
export {identity, identity_n, stop_gradient} from './array_identity.ts';
export {boolean_mask} from './array_mask.ts';
export {broadcast_to, pad, tile} from './array_pad.ts';
export {roll} from './array_roll.ts';
export {
  reverse_sequence,
  tensor_scatter_nd_add,
  tensor_scatter_nd_add as tensor_scatter_add,
  tensor_scatter_nd_sub,
  tensor_scatter_nd_sub as tensor_scatter_sub,
  tensor_scatter_nd_update,
  tensor_scatter_nd_update as tensor_scatter_update,
} from './array_scatter.ts';
export {one_hot, setdiff1d, where, where_v2} from './array_select.ts';
export {expand_dims, reshape, shape_n, squeeze} from './array_shape.ts';
export {slice, strided_slice} from './array_slice.ts';
export {invert_permutation, reverse, reverse as reverse_v2, transpose} from './array_transpose.ts';
export {searchsorted, unique, unique_with_counts, unravel_index} from './array_unique.ts';
export {broadcast_dynamic_shape, broadcast_static_shape} from './broadcast_shape.ts';
export {case} from './case.ts';
export {cond} from './control_flow.ts';
export {dynamic_partition, dynamic_stitch} from './data_flow.ts';
export {TensorArray} from './data_flow_tensor_array.ts';
export {group, no_op, tuple} from './grouping.ts';
export {matching_files, read_file, write_file} from './io_files.ts';
export {Assert, Print} from './logging.ts';
export {timestamp} from './printing.ts';
export {delete_session_tensor, get_session_handle, get_session_tensor} from './session_tensors.ts';
export {argmax, argmin} from './math_arg.ts';
export {
  cast,
  to_bfloat16,
  to_complex128,
  to_complex64,
  to_double,
  to_float,
  to_int32,
  to_int64,
} from './math_cast.ts';
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
} from './math_compare.ts';
export {angle, complex, conj, imag, real} from './math_complex.ts';
export {histogram_fixed_width} from './math_counting.ts';
export {div, floor_div, floordiv, floormod, mod, truncatediv, truncatemod} from './math_division.ts';
export {maximum, minimum, saturate_cast, squared_difference} from './math_extreme.ts';
export {matmul, sparse_matmul} from './math_matmul.ts';
export {pow} from './math_pow.ts';
export {div_no_nan, multiply, realdiv, scalar_mul, truediv} from './math_product.ts';
export {linspace, linspace as lin_space, range} from './math_range.ts';
export {
  reduce_all,
  reduce_any,
  reduce_max,
  reduce_mean,
  reduce_min,
  reduce_prod,
  reduce_sum,
} from './math_reduction.ts';
export {ceil, floor, rint, round} from './math_rounding.ts';
export {cumprod, cumsum} from './math_scan.ts';
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
} from './math_segment.ts';
export {sparse_segment_mean, sparse_segment_sqrt_n, sparse_segment_sum} from './math_sparse_segment.ts';
export {betainc, digamma, igamma, igammac, lgamma, polygamma, zeta} from './math_special.ts';
export {accumulate_n, add, add_n, subtract} from './math_sum.ts';
export {tensordot} from './math_tensordot.ts';
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
} from './math_trigonometric.ts';
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
} from './math_unary.ts';
export {cross} from './math_vectors.ts';
export {
  dequantize,
  fake_quant_with_min_max_args,
  fake_quant_with_min_max_args_gradient,
  fake_quant_with_min_max_vars,
  fake_quant_with_min_max_vars_gradient,
  fake_quant_with_min_max_vars_per_channel,
  fake_quant_with_min_max_vars_per_channel_gradient,
  quantize,
  quantize_v2,
} from './quantize_functions.ts';
export {multinomial, random_normal, random_shuffle, random_uniform, truncated_normal} from './random.ts';
export {random_gamma, random_poisson} from './random_gamma.ts';
export {assign, assign_add, assign_sub} from './state.ts';
export {count_up_to} from './state_count.ts';
export {
  scatter_add,
  scatter_div,
  scatter_max,
  scatter_min,
  scatter_mul,
  scatter_sub,
  scatter_update,
} from './state_scatter.ts';
export {scatter_nd_add, scatter_nd_sub, scatter_nd_update} from './state_scatter_nd.ts';
export {parallel_stack} from './array_inplace.ts';
export {
  decode_compressed,
  decode_csv,
  decode_json_example,
  decode_raw,
  parse_tensor,
  serialize_tensor,
} from './parsing.ts';
export {string_join} from './strings.ts';
export {
  as_string,
  string_to_hash_bucket,
  string_to_hash_bucket_fast,
  string_to_hash_bucket_strong,
  string_to_number,
} from './strings_numbers.ts';
export {decode_base64, encode_base64, string_strip, substr} from './strings_parts.ts';
export {regex_replace} from './strings_regex.ts';
export {fingerprint} from './strings_segments.ts';
export {divide} from './tensor_operators.ts';
export {while_loop} from './while_loop.ts';
export {fft, fft2d, fft3d, ifft, ifft2d, ifft3d} from './spectral.ts';
export {
  cholesky,
  cholesky_solve,
  matrix_determinant,
  matrix_inverse,
  matrix_solve,
  matrix_square_root,
  matrix_triangular_solve,
  qr,
  self_adjoint_eig,
  self_adjoint_eigvals,
  svd,
} from './linalg.ts';
export {eye, matrix_transpose} from './linalg_basic.ts';
