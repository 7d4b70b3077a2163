/**
 * `tf.quantization`: the functions of the quantising ops, one node each.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';
import {
  Dequantize,
  FakeQuantWithMinMaxArgs,
  FakeQuantWithMinMaxArgsGradient,
  FakeQuantWithMinMaxVars,
  FakeQuantWithMinMaxVarsGradient,
  FakeQuantWithMinMaxVarsPerChannel,
  FakeQuantWithMinMaxVarsPerChannelGradient,
  QuantizeAndDequantizeV2,
  QuantizeV2,
} from './array_quantize.ts';

/** `tf.quantization.fake_quant_with_min_max_args`: `inputs` at the nearest of 2 ** num_bits levels from `min` to `max`. */
export const fake_quant_with_min_max_args = signature(
  ['inputs', 'min', 'max', 'num_bits', 'narrow_range', 'name'],
  function fake_quant_with_min_max_args(
    inputs: TensorLike,
    min = -6,
    max = 6,
    num_bits = 8,
    narrow_range = false,
    name: string | null = null,
  ): Tensor {
    const attrs = {min, max, num_bits, narrow_range};
    return apply(FakeQuantWithMinMaxArgs, {inputs}, attrs, name).outputs;
  },
);

/** `tf.quantization.fake_quant_with_min_max_args_gradient`: `gradients` where `inputs` are within the range. */
export const fake_quant_with_min_max_args_gradient = signature(
  ['gradients', 'inputs', 'min', 'max', 'num_bits', 'narrow_range', 'name'],
  function fake_quant_with_min_max_args_gradient(
    gradients: TensorLike,
    inputs: TensorLike,
    min = -6,
    max = 6,
    num_bits = 8,
    narrow_range = false,
    name: string | null = null,
  ): Tensor {
    const attrs = {min, max, num_bits, narrow_range};
    return apply(FakeQuantWithMinMaxArgsGradient, {gradients, inputs}, attrs, name).backprops;
  },
);

/** `tf.quantization.fake_quant_with_min_max_vars`: the same with scalar tensors `min` and `max`. */
export const fake_quant_with_min_max_vars = signature(
  ['inputs', 'min', 'max', 'num_bits', 'narrow_range', 'name'],
  function fake_quant_with_min_max_vars(
    inputs: TensorLike,
    min: TensorLike,
    max: TensorLike,
    num_bits = 8,
    narrow_range = false,
    name: string | null = null,
  ): Tensor {
    return apply(FakeQuantWithMinMaxVars, {inputs, min, max}, {num_bits, narrow_range}, name).outputs;
  },
);

/** `tf.quantization.fake_quant_with_min_max_vars_per_channel`: the same with a range for each channel. */
export const fake_quant_with_min_max_vars_per_channel = signature(
  ['inputs', 'min', 'max', 'num_bits', 'narrow_range', 'name'],
  function fake_quant_with_min_max_vars_per_channel(
    inputs: TensorLike,
    min: TensorLike,
    max: TensorLike,
    num_bits = 8,
    narrow_range = false,
    name: string | null = null,
  ): Tensor {
    const attrs = {num_bits, narrow_range};
    return apply(FakeQuantWithMinMaxVarsPerChannel, {inputs, min, max}, attrs, name).outputs;
  },
);

/** Gradients of input, minimum and maximum. */
type RangeGradients = [input: Tensor, min: Tensor, max: Tensor];

/** `tf.quantization.fake_quant_with_min_max_vars_gradient`. */
export const fake_quant_with_min_max_vars_gradient = signature(
  ['gradients', 'inputs', 'min', 'max', 'num_bits', 'narrow_range', 'name'],
  function fake_quant_with_min_max_vars_gradient(
    gradients: TensorLike,
    inputs: TensorLike,
    min: TensorLike,
    max: TensorLike,
    num_bits = 8,
    narrow_range = false,
    name: string | null = null,
  ): RangeGradients {
    const operands = {gradients, inputs, min, max};
    const {operation} = apply(FakeQuantWithMinMaxVarsGradient, operands, {num_bits, narrow_range}, name);
    return [...operation.outputs] as RangeGradients;
  },
);

/** `tf.quantization.fake_quant_with_min_max_vars_per_channel_gradient`. */
export const fake_quant_with_min_max_vars_per_channel_gradient = signature(
  ['gradients', 'inputs', 'min', 'max', 'num_bits', 'narrow_range', 'name'],
  function fake_quant_with_min_max_vars_per_channel_gradient(
    gradients: TensorLike,
    inputs: TensorLike,
    min: TensorLike,
    max: TensorLike,
    num_bits = 8,
    narrow_range = false,
    name: string | null = null,
  ): RangeGradients {
    const operands = {gradients, inputs, min, max};
    const attrs = {num_bits, narrow_range};
    const {operation} = apply(FakeQuantWithMinMaxVarsPerChannelGradient, operands, attrs, name);
    return [...operation.outputs] as RangeGradients;
  },
);

/** Quantised numbers, and the range that they stand for. */
type Quantized = [output: Tensor, output_min: Tensor, output_max: Tensor];

/** `tf.quantize_v2`: floats between `min_range` and `max_range` as numbers of the quantised dtype `T`. */
export const quantize_v2 = signature(
  ['input', 'min_range', 'max_range', 'T', 'mode', 'name', 'round_mode'],
  function quantize_v2(
    input: TensorLike,
    min_range: TensorLike,
    max_range: TensorLike,
    T: DType,
    mode = 'MIN_COMBINED',
    name: string | null = null,
    round_mode = 'HALF_AWAY_FROM_ZERO',
  ): Quantized {
    const inputs = {input, min_range, max_range};
    const {output, output_min, output_max} = apply(QuantizeV2, inputs, {T, mode, round_mode}, name);
    return [output, output_min, output_max];
  },
);

/** `tf.quantization.quantize`: `quantize_v2` with its last arguments in another order. */
export const quantize = signature(
  ['input', 'min_range', 'max_range', 'T', 'mode', 'round_mode', 'name'],
  function quantize(
    input: TensorLike,
    min_range: TensorLike,
    max_range: TensorLike,
    T: DType,
    mode = 'MIN_COMBINED',
    round_mode = 'HALF_AWAY_FROM_ZERO',
    name: string | null = null,
  ): Quantized {
    return quantize_v2(input, min_range, max_range, T, mode, name, round_mode);
  },
);

/** `tf.quantization.dequantize`: quantised numbers as floats between `min_range` and `max_range`. */
export const dequantize = signature(
  ['input', 'min_range', 'max_range', 'mode', 'name'],
  function dequantize(
    input: TensorLike,
    min_range: TensorLike,
    max_range: TensorLike,
    mode = 'MIN_COMBINED',
    name: string | null = null,
  ): Tensor {
    return apply(Dequantize, {input, min_range, max_range}, {mode}, name).output;
  },
);

/** `tf.quantization.quantize_and_dequantize`: floats rounded to the levels of `num_bits` and brought back. */
export const quantize_and_dequantize = signature(
  [
    ...(['input', 'input_min', 'input_max', 'signed_input', 'num_bits', 'range_given'] as const),
    ...(['round_mode', 'name', 'narrow_range'] as const),
  ],
  function quantize_and_dequantize(
    input: TensorLike,
    input_min: TensorLike,
    input_max: TensorLike,
    signed_input = true,
    num_bits = 8,
    range_given = false,
    round_mode = 'HALF_TO_EVEN',
    name: string | null = null,
    narrow_range = false,
  ): Tensor {
    const attrs = {signed_input, num_bits, range_given, round_mode, narrow_range};
    return apply(QuantizeAndDequantizeV2, {input, input_min, input_max}, attrs, name).output;
  },
);
