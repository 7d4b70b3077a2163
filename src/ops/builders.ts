/**
 * The table of op builders that gradients get: every function of every family, by TensorFlow's name.
 * The only file that imports all families; it is given to gradients, never imported by a family at run time.
 */
import * as array_blocks from './array_blocks.ts';
import * as array_check from './array_check.ts';
import * as array_concat from './array_concat.ts';
import * as array_constant from './array_constant.ts';
import * as array_diag from './array_diag.ts';
import * as array_diagonals from './array_diagonals.ts';
import * as array_fill from './array_fill.ts';
import * as array_gather from './array_gather.ts';
import * as array_identity from './array_identity.ts';
import * as array_inplace from './array_inplace.ts';
import * as array_mask from './array_mask.ts';
import * as array_pad from './array_pad.ts';
import * as array_quantize from './array_quantize.ts';
import * as array_roll from './array_roll.ts';
import * as array_scatter from './array_scatter.ts';
import * as array_select from './array_select.ts';
import * as array_shape from './array_shape.ts';
import * as array_slice from './array_slice.ts';
import * as array_transpose from './array_transpose.ts';
import * as array_unique from './array_unique.ts';
import * as audio from './audio.ts';
import * as broadcast_gradient from './broadcast_gradient.ts';
import * as contrib_resample from './contrib_resample.ts';
import * as control_flow from './control_flow.ts';
import * as control_flow_switch from './control_flow_switch.ts';
import * as ctc from './ctc.ts';
import * as data_flow from './data_flow.ts';
import * as functional from './functional.ts';
import * as grouping from './grouping.ts';
import * as image_boxes from './image_boxes.ts';
import * as image_color from './image_color.ts';
import * as image_crop from './image_crop.ts';
import * as image_patches from './image_patches.ts';
import * as image_random from './image_random.ts';
import * as image_files from './image_files.ts';
import * as image_resize from './image_resize.ts';
import * as image_suppression from './image_suppression.ts';
import * as image_transform from './image_transform.ts';
import * as io from './io.ts';
import * as list from './list.ts';
import * as linalg from './linalg.ts';
import * as linalg_basic from './linalg_basic.ts';
import * as logging from './logging.ts';
import * as math_arg from './math_arg.ts';
import * as math_bessel from './math_bessel.ts';
import * as math_bitwise from './math_bitwise.ts';
import * as math_cast from './math_cast.ts';
import * as math_compare from './math_compare.ts';
import * as math_complex from './math_complex.ts';
import * as math_counting from './math_counting.ts';
import * as math_division from './math_division.ts';
import * as math_extreme from './math_extreme.ts';
import * as math_matmul from './math_matmul.ts';
import * as math_pow from './math_pow.ts';
import * as math_product from './math_product.ts';
import * as math_range from './math_range.ts';
import * as math_reduction from './math_reduction.ts';
import * as math_rounding from './math_rounding.ts';
import * as math_scan from './math_scan.ts';
import * as math_segment from './math_segment.ts';
import * as math_sparse_segment from './math_sparse_segment.ts';
import * as math_special from './math_special.ts';
import * as math_sum from './math_sum.ts';
import * as math_trigonometric from './math_trigonometric.ts';
import * as math_unary from './math_unary.ts';
import * as math_vectors from './math_vectors.ts';
import * as nn_activations from './nn_activations.ts';
import * as nn_batch_norm from './nn_batch_norm.ts';
import * as nn_bias from './nn_bias.ts';
import * as nn_conv from './nn_conv.ts';
import * as nn_conv3d from './nn_conv3d.ts';
import * as nn_depthwise from './nn_depthwise.ts';
import * as nn_fractional_pool from './nn_fractional_pool.ts';
import * as nn_fused_conv from './nn_fused_conv.ts';
import * as nn_normalization from './nn_normalization.ts';
import * as nn_pool from './nn_pool.ts';
import * as nn_pool3d from './nn_pool3d.ts';
import * as nn_select from './nn_select.ts';
import * as nn_softmax from './nn_softmax.ts';
import * as nn_top_k from './nn_top_k.ts';
import * as parsing from './parsing.ts';
import * as candidate_sampling from './candidate_sampling.ts';
import * as random from './random.ts';
import * as random_gamma from './random_gamma.ts';
import * as random_stateless from './random_stateless.ts';
import * as resource_variable from './resource_variable.ts';
import * as rnn_blocks from './rnn_blocks.ts';
import * as spectral from './spectral.ts';
import * as state from './state.ts';
import * as state_count from './state_count.ts';
import * as state_scatter from './state_scatter.ts';
import * as state_scatter_nd from './state_scatter_nd.ts';
import * as strings from './strings.ts';
import * as strings_numbers from './strings_numbers.ts';
import * as strings_parts from './strings_parts.ts';
import * as strings_regex from './strings_regex.ts';
import * as strings_segments from './strings_segments.ts';
import * as strings_unicode from './strings_unicode.ts';
import * as tensor_operators from './tensor_operators.ts';
import * as training from './training.ts';
import './data_flow_accumulator.ts';
import './data_flow_barrier.ts';
import './data_flow_queue.ts';
import './control_flow_gradient.ts';
import './data_flow_stack.ts';
import './data_flow_stage.ts';
import './data_flow_tensor_array_gradient.ts';
import './list_gradient.ts';
import './data_flow_tensor_array_old.ts';
import './data_flow_tensor_array_ops.ts';
import './dataset_batches.ts';
import './dataset_functions.ts';
import './dataset_iterators.ts';
import './dataset_order.ts';
import './dataset_sources.ts';
import './functional_gradient.ts';
import './contrib_image.ts';
import './constant_files.ts';
import './contrib_text.ts';
import './rendezvous.ts';
import './io_files.ts';
import './parsing_examples.ts';
import './parsing_sequences.ts';
import './io_reader.ts';
import './math_contrib.ts';
import './math_quantized.ts';
import './nn_batch_norm_second.ts';
import './array_deprecated.ts';
import './einsum.ts';
import './linalg_deprecated.ts';
import './linalg_decomposition_gradients.ts';
import './linalg_gradients.ts';
import './linalg_tridiagonal.ts';
import './lookup.ts';
import './printing.ts';
import './strings_format.ts';
import './summary.ts';
import './edit_distance.ts';
import './packing.ts';
import './sets.ts';
import './sparse.ts';
import './sparse_cross.ts';
import './sparse_elementwise.ts';
import './sparse_moves.ts';
import './sparse_reductions.ts';
import './sparse_serialize.ts';
import './spectral_real_gradient.ts';
import './random_stateless_second.ts';
import './random_truncated_gradient.ts';
import './script.ts';
import './session_tensors.ts';

/** All op builders, flat. */
export const op_builders = {
  ...array_blocks,
  ...array_check,
  ...array_concat,
  ...array_constant,
  ...array_diag,
  ...array_diagonals,
  ...array_fill,
  ...array_gather,
  ...array_identity,
  ...array_inplace,
  ...array_mask,
  ...array_pad,
  ...array_quantize,
  ...array_roll,
  ...array_scatter,
  ...array_select,
  ...array_shape,
  ...array_slice,
  ...array_transpose,
  ...array_unique,
  ...audio,
  ...broadcast_gradient,
  ...contrib_resample,
  ...control_flow,
  ...control_flow_switch,
  ...ctc,
  ...data_flow,
  ...functional,
  ...grouping,
  ...image_boxes,
  ...image_color,
  ...image_crop,
  ...image_patches,
  ...image_random,
  ...image_files,
  ...image_resize,
  ...image_suppression,
  ...image_transform,
  ...io,
  ...list,
  ...linalg,
  ...linalg_basic,
  ...logging,
  ...math_arg,
  ...math_bessel,
  ...math_bitwise,
  ...math_cast,
  ...math_compare,
  ...math_complex,
  ...math_counting,
  ...math_division,
  ...math_extreme,
  ...math_matmul,
  ...math_pow,
  ...math_product,
  ...math_range,
  ...math_reduction,
  ...math_rounding,
  ...math_scan,
  ...math_segment,
  ...math_sparse_segment,
  ...math_special,
  ...math_sum,
  ...math_trigonometric,
  ...math_unary,
  ...math_vectors,
  ...nn_activations,
  ...nn_batch_norm,
  ...nn_bias,
  ...nn_conv,
  ...nn_conv3d,
  ...nn_depthwise,
  ...nn_fractional_pool,
  ...nn_fused_conv,
  ...nn_normalization,
  ...nn_pool,
  ...nn_pool3d,
  ...nn_select,
  ...nn_softmax,
  ...nn_top_k,
  ...parsing,
  ...candidate_sampling,
  ...random,
  ...random_gamma,
  ...random_stateless,
  ...resource_variable,
  ...rnn_blocks,
  ...spectral,
  ...state,
  ...state_count,
  ...state_scatter,
  ...state_scatter_nd,
  ...strings,
  ...strings_numbers,
  ...strings_parts,
  ...strings_regex,
  ...strings_segments,
  ...strings_unicode,
  ...tensor_operators,
  ...training,
};
export type OpBuilders = typeof op_builders;
