// The table of all kernels of this backend, by op type.

import {variant} from '../../types/dtypes.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {ACTIVATION_KERNELS, BIAS_KERNELS} from './activation_kernels.ts';
import {AUDIO_KERNELS} from './audio_kernels.ts';
import {BAND_KERNELS} from './band_kernels.ts';
import {BATCH_NORM_KERNELS} from './batch_norm_kernels.ts';
import {BLOCK_KERNELS} from './block_kernels.ts';
import {CANDIDATE_KERNELS} from './candidate_kernels.ts';
import {COMPARISON_KERNELS} from './comparison_kernels.ts';
import {CONTRIB_IMAGE_KERNELS} from './contrib_image_kernels.ts';
import {CONV_KERNELS} from './conv_kernels.ts';
import {CTC_KERNELS} from './ctc_kernels.ts';
import {DEPTHWISE_KERNELS} from './depthwise_kernels.ts';
import {DILATION_KERNELS} from './dilation_kernels.ts';
import {DISTRIBUTION_KERNELS} from './distribution_kernels.ts';
import {FAKE_QUANT_KERNELS} from './fake_quant_kernels.ts';
import {FFT_KERNELS} from './fft_kernels.ts';
import {FACTORIZATION_KERNELS} from './factorization_kernels.ts';
import {FILL_KERNELS} from './fill_kernels.ts';
import {FRACTIONAL_POOL_KERNELS} from './fractional_pool_kernels.ts';
import {FUNCTIONAL_KERNELS} from './functional_kernels.ts';
import {FUSED_CONV_KERNELS} from './fused_conv_kernels.ts';
import {GATHER_KERNELS} from './gather_kernels.ts';
import {GRU_KERNELS} from './gru_kernels.ts';
import {IMAGE_BOXES_KERNELS} from './image_boxes_kernels.ts';
import {IMAGE_COLOR_KERNELS} from './image_color_kernels.ts';
import {IMAGE_COMBINED_KERNELS} from './image_combined_kernels.ts';
import {IMAGE_CROP_KERNELS} from './image_crop_kernels.ts';
import {IMAGE_CUBIC_KERNELS} from './image_cubic_kernels.ts';
import {IMAGE_GLIMPSE_KERNELS} from './image_glimpse_kernels.ts';
import {IMAGE_PATCH_KERNELS} from './image_patch_kernels.ts';
import {IMAGE_PROJECTION_KERNELS} from './image_projection_kernels.ts';
import {IMAGE_FILE_KERNELS} from './image_file_kernels.ts';
import {IMAGE_RANDOM_KERNELS} from './image_random_kernels.ts';
import {IMAGE_RESIZE_KERNELS} from './image_resize_kernels.ts';
import {IMAGE_SCALE_KERNELS} from './image_scale_kernels.ts';
import {IMAGE_SUPPRESSION_KERNELS} from './image_suppression_kernels.ts';
import {LIST_KERNELS} from './list_kernels.ts';
import {EINSUM_KERNELS} from './einsum_kernels.ts';
import {LINALG_KERNELS} from './linalg_kernels.ts';
import {LOSS_KERNELS} from './loss_kernels.ts';
import {LSTM_KERNELS} from './lstm_kernels.ts';
import {BINARY_KERNELS, UNARY_KERNELS} from './math_kernels.ts';
import {BITWISE_KERNELS} from './bitwise_kernels.ts';
import {COUNTING_KERNELS} from './counting_kernels.ts';
import {POOL_KERNELS} from './pool_kernels.ts';
import {QUANTIZE_KERNELS} from './quantize_kernels.ts';
import {RESAMPLE_KERNELS} from './resample_kernels.ts';
import {RESPONSE_KERNELS} from './response_kernels.ts';
import {REQUANTIZE_KERNELS} from './requantize_kernels.ts';
import {ROLL_KERNELS} from './roll_kernels.ts';
import {SELECT_KERNELS} from './select_kernels.ts';
import {SPARSE_SEGMENT_KERNELS} from './sparse_segment_kernels.ts';
import {VECTOR_KERNELS} from './vector_kernels.ts';
import {MATMUL_KERNELS} from './matmul_kernels.ts';
import {MOVE_KERNELS} from './move_kernels.ts';
import {MIRROR_KERNELS} from './mirror_kernels.ts';
import {EXAMPLE_KERNELS} from './example_kernels.ts';
import {SEQUENCE_KERNELS} from './sequence_kernels.ts';
import {SINGLE_SEQUENCE_KERNELS} from './single_sequence_kernel.ts';
import {ORDER_KERNELS} from './order_kernels.ts';
import {PARSING_KERNELS} from './parsing_kernels.ts';
import {RANDOM_KERNELS} from './random_kernels.ts';
import {REDUCTION_KERNELS} from './reduction_kernels.ts';
import {REVERSAL_KERNELS} from './reversal_kernels.ts';
import {SHAPE_KERNELS, SHARING_KERNELS} from './shape_kernels.ts';
import {SOBOL_KERNELS} from './sobol_kernels.ts';
import {SPECIAL_KERNELS} from './special_kernels.ts';
import {STATELESS_KERNELS} from './stateless_kernels.ts';
import {STACK_KERNELS} from './stack_kernels.ts';
import {STEREOGRAM_KERNELS} from './stereogram_kernels.ts';
import {STRIDED_SLICE_KERNELS} from './strided_slice_kernels.ts';
import {COMPLEX_KERNELS} from './complex_kernels.ts';
import {DIAGONAL_KERNELS} from './diagonal_kernels.ts';
import {DIAGONALS_KERNELS} from './diagonals_kernels.ts';
import {SCATTER_KERNELS} from './scatter_kernels.ts';
import {SEGMENT_KERNELS} from './segment_kernels.ts';
import {SPARSE_KERNELS} from './sparse_kernels.ts';
import {EDIT_DISTANCE_KERNELS} from './edit_distance_kernels.ts';
import {SET_KERNELS} from './set_kernels.ts';
import {CONTRIB_TEXT_KERNELS} from './contrib_text_kernels.ts';
import {SPARSE_CROSS_KERNELS} from './sparse_cross_kernels.ts';
import {SPARSE_ELEMENTWISE_KERNELS} from './sparse_elementwise_kernels.ts';
import {SPARSE_MOVE_KERNELS} from './sparse_move_kernels.ts';
import {SPARSE_REDUCTION_KERNELS} from './sparse_reduction_kernels.ts';
import {SPARSE_SERIALIZE_KERNELS} from './sparse_serialize_kernels.ts';
import {STRING_KERNELS} from './string_kernels.ts';
import {STRING_NUMBER_KERNELS} from './string_number_kernels.ts';
import {STRING_PARTS_KERNELS} from './string_parts_kernels.ts';
import {STRING_SEGMENT_KERNELS} from './string_segment_kernels.ts';
import {TEXT_FORMAT_KERNELS} from './text_format_kernels.ts';
import {REGEX_KERNELS} from './regex_kernels.ts';
import {SUM_KERNELS} from './sum_kernels.ts';
import {TENSOR_ARRAY_KERNELS} from './tensor_array_kernels.ts';
import {UNICODE_KERNELS} from './unicode_kernels.ts';
import {UNIQUE_KERNELS} from './unique_kernels.ts';
import {UPDATE_KERNELS} from './update_kernels.ts';
import {APPLY_KERNELS} from './apply_kernels.ts';
import {SPARSE_APPLY_KERNELS} from './sparse_apply_kernels.ts';
import {VARIANT_KERNELS} from './variant_kernels.ts';

const PLAIN_KERNELS: JsKernels = {
  ...APPLY_KERNELS,
  ...CTC_KERNELS,
  ...FAKE_QUANT_KERNELS,
  ...FRACTIONAL_POOL_KERNELS,
  ...FUSED_CONV_KERNELS,
  ...GRU_KERNELS,
  ...LSTM_KERNELS,
  ...QUANTIZE_KERNELS,
  ...RESAMPLE_KERNELS,
  ...RESPONSE_KERNELS,
  ...SPARSE_APPLY_KERNELS,
  ...ACTIVATION_KERNELS,
  ...AUDIO_KERNELS,
  ...BATCH_NORM_KERNELS,
  ...BIAS_KERNELS,
  ...BINARY_KERNELS,
  ...BLOCK_KERNELS,
  ...CANDIDATE_KERNELS,
  ...COMPARISON_KERNELS,
  ...CONTRIB_IMAGE_KERNELS,
  ...CONV_KERNELS,
  ...DEPTHWISE_KERNELS,
  ...DILATION_KERNELS,
  ...DISTRIBUTION_KERNELS,
  ...FFT_KERNELS,
  ...FACTORIZATION_KERNELS,
  ...FILL_KERNELS,
  ...FUNCTIONAL_KERNELS,
  ...GATHER_KERNELS,
  ...LIST_KERNELS,
  ...BAND_KERNELS,
  ...EINSUM_KERNELS,
  ...IMAGE_BOXES_KERNELS,
  ...IMAGE_COLOR_KERNELS,
  ...IMAGE_COMBINED_KERNELS,
  ...IMAGE_CROP_KERNELS,
  ...IMAGE_CUBIC_KERNELS,
  ...IMAGE_GLIMPSE_KERNELS,
  ...IMAGE_PATCH_KERNELS,
  ...IMAGE_PROJECTION_KERNELS,
  ...IMAGE_FILE_KERNELS,
  ...IMAGE_RANDOM_KERNELS,
  ...IMAGE_RESIZE_KERNELS,
  ...IMAGE_SCALE_KERNELS,
  ...IMAGE_SUPPRESSION_KERNELS,
  ...LINALG_KERNELS,
  ...LOSS_KERNELS,
  ...BITWISE_KERNELS,
  ...COUNTING_KERNELS,
  ...POOL_KERNELS,
  ...REQUANTIZE_KERNELS,
  ...ROLL_KERNELS,
  ...SELECT_KERNELS,
  ...SPARSE_SEGMENT_KERNELS,
  ...VECTOR_KERNELS,
  ...MATMUL_KERNELS,
  ...MOVE_KERNELS,
  ...MIRROR_KERNELS,
  ...EXAMPLE_KERNELS,
  ...SEQUENCE_KERNELS,
  ...SINGLE_SEQUENCE_KERNELS,
  ...ORDER_KERNELS,
  ...PARSING_KERNELS,
  ...RANDOM_KERNELS,
  ...REDUCTION_KERNELS,
  ...REVERSAL_KERNELS,
  ...SHAPE_KERNELS,
  ...SHARING_KERNELS,
  ...SOBOL_KERNELS,
  ...SPECIAL_KERNELS,
  ...STATELESS_KERNELS,
  ...STACK_KERNELS,
  ...STEREOGRAM_KERNELS,
  ...STRIDED_SLICE_KERNELS,
  ...UNARY_KERNELS,
  ...COMPLEX_KERNELS,
  ...DIAGONAL_KERNELS,
  ...DIAGONALS_KERNELS,
  ...SCATTER_KERNELS,
  ...SEGMENT_KERNELS,
  ...SPARSE_KERNELS,
  ...EDIT_DISTANCE_KERNELS,
  ...SET_KERNELS,
  ...CONTRIB_TEXT_KERNELS,
  ...SPARSE_CROSS_KERNELS,
  ...SPARSE_ELEMENTWISE_KERNELS,
  ...SPARSE_MOVE_KERNELS,
  ...SPARSE_REDUCTION_KERNELS,
  ...SPARSE_SERIALIZE_KERNELS,
  ...STRING_KERNELS,
  ...STRING_NUMBER_KERNELS,
  ...STRING_PARTS_KERNELS,
  ...STRING_SEGMENT_KERNELS,
  ...TEXT_FORMAT_KERNELS,
  ...REGEX_KERNELS,
  ...SUM_KERNELS,
  ...TENSOR_ARRAY_KERNELS,
  ...UNICODE_KERNELS,
  ...UNIQUE_KERNELS,
  ...UPDATE_KERNELS,
};

/** A kernel that is another one where its first input is of dtype variant. */
function of_variants(op: string, on_variants: JsKernel): JsKernel {
  const plain = PLAIN_KERNELS[op] as JsKernel;
  return (inputs, attrs, context) =>
    (inputs[0]?.dtype === variant ? on_variants : plain)(inputs, attrs, context);
}

export const KERNELS: JsKernels = {
  ...PLAIN_KERNELS,
  ...Object.fromEntries(
    Object.entries(VARIANT_KERNELS).map(([op, on_variants]) => [op, of_variants(op, on_variants)]),
  ),
};
