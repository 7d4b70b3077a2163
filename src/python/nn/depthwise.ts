/**
 * `tf.nn`'s convolutions of each channel by filters of its own, which may be dilated, alone and as a part of others.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {shape} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
} from '../../ops/nn_depthwise.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {conv2d} from './convolutions.ts';
import {dilated} from './space_to_batch.ts';

const ONES = [1, 1, 1, 1];

/** `tf.nn.depthwise_conv2d_native`: one node of the op. */
export const depthwise_conv2d_native = signature(
  ['input', 'filter', 'strides', 'padding', 'data_format', 'dilations', 'name'],
  function depthwise_conv2d_native(
    input: TensorLike,
    filter: TensorLike,
    strides: readonly number[],
    padding: string,
    data_format: string | null = 'NHWC',
    dilations: readonly number[] = ONES,
    name: string | null = null,
  ): Tensor {
    const attrs = {strides, padding, data_format, dilations};
    return apply(DepthwiseConv2dNative, {input, filter}, attrs, name).output;
  },
);

/** `tf.nn.depthwise_conv2d_backprop_input`: the gradient by an input of these sizes. */
export const depthwise_conv2d_backprop_input = signature(
  ['input_sizes', 'filter', 'out_backprop', 'strides', 'padding', 'data_format', 'dilations', 'name'],
  function depthwise_conv2d_backprop_input(
    input_sizes: TensorLike,
    filter: TensorLike,
    out_backprop: TensorLike,
    strides: readonly number[],
    padding: string,
    data_format = 'NHWC',
    dilations: readonly number[] = ONES,
    name: string | null = null,
  ): Tensor {
    const attrs = {strides, padding, data_format, dilations};
    return apply(DepthwiseConv2dNativeBackpropInput, {input_sizes, filter, out_backprop}, attrs, name).output;
  },
  {integer_parameters: ['input_sizes']},
);

/** `tf.nn.depthwise_conv2d_backprop_filter`: the gradient by a filter of these sizes. */
export const depthwise_conv2d_backprop_filter = signature(
  ['input', 'filter_sizes', 'out_backprop', 'strides', 'padding', 'data_format', 'dilations', 'name'],
  function depthwise_conv2d_backprop_filter(
    input: TensorLike,
    filter_sizes: TensorLike,
    out_backprop: TensorLike,
    strides: readonly number[],
    padding: string,
    data_format = 'NHWC',
    dilations: readonly number[] = ONES,
    name: string | null = null,
  ): Tensor {
    const attrs = {strides, padding, data_format, dilations};
    return apply(DepthwiseConv2dNativeBackpropFilter, {input, filter_sizes, out_backprop}, attrs, name)
      .output;
  },
  {integer_parameters: ['filter_sizes']},
);

/** Each channel convolved with its filters, which may be dilated. */
function depthwise(
  input: Tensor,
  filter: Tensor,
  call: {
    strides: readonly number[];
    padding: string;
    rate: readonly number[] | null;
    data_format: string | null;
  },
  name: string,
): Tensor {
  const {strides, padding, rate, data_format} = call;
  const filter_shape = shape(filter);
  const dilation_rate = NDArray.from(rate ?? [1, 1], int32);
  return dilated(input, {dilation_rate, padding, filter_shape, data_format}, (batches, _n, own_padding) =>
    depthwise_conv2d_native(batches, filter, strides, own_padding, {data_format, name}),
  );
}

const DEPTHWISE_OPTIONS = ['strides', 'padding', 'rate', 'name', 'data_format', 'dilations'] as const;

/** `tf.nn.depthwise_conv2d`: each channel of `input` convolved with its own filters, dilated by `rate`. */
export const depthwise_conv2d = signature(
  ['input', 'filter', ...DEPTHWISE_OPTIONS],
  function depthwise_conv2d(
    input: TensorLike,
    filter: TensorLike,
    strides: readonly number[],
    padding: string,
    rate: readonly number[] | null = null,
    name: string | null = null,
    data_format: string | null = null,
    dilations: readonly number[] | null = null,
  ): Tensor {
    const rates = deprecated_argument('dilations', dilations, 'rate', rate);
    return op_scope(name, 'depthwise', [input, filter], (scope) => {
      const images = to_tensor(input, {name: 'tensor_in'});
      const kernel = to_tensor(filter, {name: 'filter_in'});
      return depthwise(images, kernel, {strides, padding, rate: rates, data_format}, scope);
    });
  },
);

/** `tf.nn.separable_conv2d`: each channel by its own filters, then all channels of a point together. */
export const separable_conv2d = signature(
  ['input', 'depthwise_filter', 'pointwise_filter', ...DEPTHWISE_OPTIONS],
  function separable_conv2d(
    input: TensorLike,
    depthwise_filter: TensorLike,
    pointwise_filter: TensorLike,
    strides: readonly number[],
    padding: string,
    rate: readonly number[] | null = null,
    name: string | null = null,
    data_format: string | null = null,
    dilations: readonly number[] | null = null,
  ): Tensor {
    const rates = deprecated_argument('dilations', dilations, 'rate', rate);
    const values = [input, depthwise_filter, pointwise_filter];
    return op_scope(name, 'separable_conv2d', values, (scope) => {
      const images = to_tensor(input, {name: 'tensor_in'});
      const kernel = to_tensor(depthwise_filter, {name: 'depthwise_filter'});
      const points = to_tensor(pointwise_filter, {name: 'pointwise_filter'});
      const sizes = points.shape.with_rank(4);
      for (const size of [sizes[0], sizes[1]]) {
        if (size !== null && size !== 1) throw new ValueError(`Dimensions ${size} and 1 are not compatible`);
      }
      const channels = depthwise(images, kernel, {strides, padding, rate: rates, data_format}, 'depthwise');
      return conv2d(channels, points, {strides: ONES, padding: 'VALID', data_format, name: scope});
    });
  },
);
