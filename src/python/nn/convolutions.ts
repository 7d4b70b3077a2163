/**
 * `tf.nn`'s convolutions of one kind of space each, with their transposes and gradients.
 */
import {apply} from '../../graph/apply_op.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {expand_dims, squeeze} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {Conv2D, Conv2DBackpropFilter, Conv2DBackpropInput} from '../../ops/nn_conv.ts';
import {Conv3D, Conv3DBackpropFilterV2, Conv3DBackpropInputV2} from '../../ops/nn_conv3d.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ValueError} from '../../types/python_errors.ts';
import {channel_index_of, check_space, convert_padding, get_sequence} from './windows.ts';
import type {Padding, Sequence} from './windows.ts';

const ONES_2D = [1, 1, 1, 1];
const ONES_3D = [1, 1, 1, 1, 1];

/** `tf.nn.conv2d`: `input` [batch, height, width, channels] convolved with `filter` [height, width, channels, results]. */
export const conv2d = signature(
  [
    'input',
    'filter',
    'strides',
    'padding',
    'use_cudnn_on_gpu',
    'data_format',
    'dilations',
    'name',
    'filters',
  ],
  function conv2d(
    input: TensorLike,
    filter: TensorLike | null = null,
    strides: Sequence | null = null,
    padding: Padding | null = null,
    use_cudnn_on_gpu = true,
    data_format: string | null = 'NHWC',
    dilations: Sequence | null = ONES_2D,
    name: string | null = null,
    filters: TensorLike | null = null,
  ): Tensor {
    const kernel = deprecated_argument('filters', filters, 'filter', filter) as TensorLike;
    const channel_index = channel_index_of(data_format, 2);
    const attrs = {
      ...convert_padding(padding),
      strides: get_sequence(strides, 2, channel_index, 'strides'),
      dilations: get_sequence(dilations, 2, channel_index, 'dilations'),
      use_cudnn_on_gpu,
      data_format: data_format ?? 'NHWC',
    };
    return apply(Conv2D, {input, filter: kernel}, attrs, name).output;
  },
);

/** `tf.nn.conv2d_backprop_filter`: the gradient of a convolution by its filter of these sizes. */
export const conv2d_backprop_filter = signature(
  [
    ...(['input', 'filter_sizes', 'out_backprop', 'strides', 'padding', 'use_cudnn_on_gpu'] as const),
    ...(['data_format', 'dilations', 'name'] as const),
  ],
  function conv2d_backprop_filter(
    input: TensorLike,
    filter_sizes: TensorLike,
    out_backprop: TensorLike,
    strides: readonly number[],
    padding: Padding,
    use_cudnn_on_gpu = true,
    data_format = 'NHWC',
    dilations: readonly number[] = ONES_2D,
    name: string | null = null,
  ): Tensor {
    const attrs = {...convert_padding(padding), strides, use_cudnn_on_gpu, data_format, dilations};
    return apply(Conv2DBackpropFilter, {input, filter_sizes, out_backprop}, attrs, name).output;
  },
  {integer_parameters: ['filter_sizes']},
);

/** `tf.nn.conv2d_backprop_input`: the gradient of a convolution by its input of these sizes. */
export const conv2d_backprop_input = signature(
  [
    ...(['input_sizes', 'filter', 'out_backprop', 'strides', 'padding', 'use_cudnn_on_gpu'] as const),
    ...(['data_format', 'dilations', 'name', 'filters'] as const),
  ],
  function conv2d_backprop_input(
    input_sizes: TensorLike,
    filter: TensorLike | null = null,
    out_backprop: TensorLike | null = null,
    strides: readonly number[] | null = null,
    padding: Padding | null = null,
    use_cudnn_on_gpu = true,
    data_format = 'NHWC',
    dilations: readonly number[] = ONES_2D,
    name: string | null = null,
    filters: TensorLike | null = null,
  ): Tensor {
    const kernel = deprecated_argument('filters', filters, 'filter', filter) as TensorLike;
    const sliding = {strides: strides as readonly number[], use_cudnn_on_gpu, data_format, dilations};
    const attrs = {...convert_padding(padding), ...sliding};
    const inputs = {input_sizes, filter: kernel, out_backprop: out_backprop as TensorLike};
    return apply(Conv2DBackpropInput, inputs, attrs, name).output;
  },
  {integer_parameters: ['input_sizes']},
);

/** The data format of images that are rows, and the axis that is put in. Throws `ValueError`. */
function format_of_rows(data_format: string | null, with_images: boolean) {
  const [last, first] = with_images
    ? [
        ['NHWC', 'NWC'],
        ['NCHW', 'NCW'],
      ]
    : [['NWC'], ['NCW']];
  if (data_format === null || last?.includes(data_format))
    return {data_format: 'NHWC', axis: 1, channel_index: 2};
  if (first?.includes(data_format)) return {data_format: 'NCHW', axis: 2, channel_index: 1};
  throw new ValueError('data_format must be "NWC" or "NCW".');
}

/** `tf.nn.conv1d`: `value` [batch, width, channels] convolved with `filters` [width, channels, results]. */
export const conv1d = signature(
  [
    ...(['value', 'filters', 'stride', 'padding', 'use_cudnn_on_gpu', 'data_format'] as const),
    ...(['name', 'input', 'dilations'] as const),
  ],
  function conv1d(
    value: TensorLike | null = null,
    filters: TensorLike | null = null,
    stride: Sequence | null = null,
    padding: string | null = null,
    use_cudnn_on_gpu: boolean | null = null,
    data_format: string | null = null,
    name: string | null = null,
    input: TensorLike | null = null,
    dilations: Sequence | null = null,
  ): Tensor {
    const rows = deprecated_argument('input', input, 'value', value) as TensorLike;
    return op_scope(name, 'conv1d', [rows, filters], (scope) => {
      const {data_format: format, axis, channel_index} = format_of_rows(data_format, true);
      const attrs = {
        strides: [1, ...get_sequence(stride, 1, channel_index, 'stride')],
        dilations: [1, ...get_sequence(dilations, 1, channel_index, 'dilations')],
        padding: padding as string,
        use_cudnn_on_gpu,
        data_format: format,
      };
      const image = expand_dims(rows, axis);
      const filter = expand_dims(filters as TensorLike, 0);
      return squeeze(apply(Conv2D, {input: image, filter}, attrs, scope).output, [axis]);
    });
  },
);

/** Numbers of a list as whole numbers. */
function whole(sizes: readonly TensorLike[]): readonly TensorLike[] {
  return sizes.map((size) => (typeof size === 'number' ? BigInt(size) : size));
}

/** `tf.nn.conv1d_transpose`: the gradient of `conv1d` by an input of the shape `output_shape`. */
export const conv1d_transpose = signature(
  ['input', 'filters', 'output_shape', 'strides', 'padding', 'data_format', 'dilations', 'name'],
  function conv1d_transpose(
    input: TensorLike,
    filters: TensorLike,
    output_shape: Tensor | readonly TensorLike[],
    strides: Sequence,
    padding = 'SAME',
    data_format: string | null = 'NWC',
    dilations: Sequence | null = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'conv1d_transpose', [input, filters, output_shape], (scope) => {
      const {data_format: format, axis, channel_index} = format_of_rows(data_format, false);
      const attrs = {
        strides: [1, ...get_sequence(strides, 1, channel_index, 'stride')],
        dilations: [1, ...get_sequence(dilations, 1, channel_index, 'dilations')],
        padding,
        data_format: format,
      };
      const out_backprop = expand_dims(input, axis);
      const filter = expand_dims(filters, 0);
      const [before, after] =
        output_shape instanceof Tensor
          ? [output_shape.getitem(`:${axis}`), output_shape.getitem(`${axis}:`)]
          : [whole(output_shape.slice(0, axis)), whole(output_shape.slice(axis))];
      const input_sizes = concat([before, [1n], after], 0);
      const result = apply(Conv2DBackpropInput, {input_sizes, filter, out_backprop}, attrs, scope).output;
      return squeeze(result, axis);
    });
  },
  {integer_parameters: ['output_shape']},
);

/** `tf.nn.conv2d_transpose`: the gradient of `conv2d` by an input of the shape `output_shape`. */
export const conv2d_transpose = signature(
  [
    ...(['value', 'filter', 'output_shape', 'strides', 'padding', 'data_format'] as const),
    ...(['name', 'input', 'filters', 'dilations'] as const),
  ],
  function conv2d_transpose(
    value: TensorLike | null = null,
    filter: TensorLike | null = null,
    output_shape: TensorLike | null = null,
    strides: Sequence | null = null,
    padding = 'SAME',
    data_format: string | null = 'NHWC',
    name: string | null = null,
    input: TensorLike | null = null,
    filters: TensorLike | null = null,
    dilations: Sequence | null = null,
  ): Tensor {
    const out_backprop = deprecated_argument('input', input, 'value', value) as TensorLike;
    const kernel = deprecated_argument('filters', filters, 'filter', filter) as TensorLike;
    const values = [out_backprop, kernel, output_shape];
    return op_scope(name, 'conv2d_transpose', values, (scope) => {
      const channel_index = channel_index_of(data_format, 2);
      const attrs = {
        strides: get_sequence(strides, 2, channel_index, 'strides'),
        dilations: get_sequence(dilations, 2, channel_index, 'dilations'),
        padding,
        data_format: data_format ?? 'NHWC',
      };
      const inputs = {input_sizes: output_shape as TensorLike, filter: kernel, out_backprop};
      return apply(Conv2DBackpropInput, inputs, attrs, scope).output;
    });
  },
  {integer_parameters: ['output_shape']},
);

/** `tf.nn.conv3d`: `input` [batch, depth, height, width, channels] convolved with `filter`. */
export const conv3d = signature(
  ['input', 'filter', 'strides', 'padding', 'data_format', 'dilations', 'name', 'filters'],
  function conv3d(
    input: TensorLike,
    filter: TensorLike | null = null,
    strides: readonly number[] | null = null,
    padding: string | null = null,
    data_format = 'NDHWC',
    dilations: readonly number[] = ONES_3D,
    name: string | null = null,
    filters: TensorLike | null = null,
  ): Tensor {
    const kernel = deprecated_argument('filters', filters, 'filter', filter) as TensorLike;
    const sliding = {strides: strides as readonly number[], padding: padding as string};
    return apply(Conv3D, {input, filter: kernel}, {...sliding, data_format, dilations}, name).output;
  },
);

/** `tf.nn.conv3d_backprop_filter`: the gradient of `conv3d` by its filter of these sizes. */
export const conv3d_backprop_filter = signature(
  ['input', 'filter_sizes', 'out_backprop', 'strides', 'padding', 'data_format', 'dilations', 'name'],
  function conv3d_backprop_filter(
    input: TensorLike,
    filter_sizes: TensorLike,
    out_backprop: TensorLike,
    strides: readonly number[],
    padding: string,
    data_format = 'NDHWC',
    dilations: readonly number[] = ONES_3D,
    name: string | null = null,
  ): Tensor {
    const attrs = {strides, padding, data_format, dilations};
    return apply(Conv3DBackpropFilterV2, {input, filter_sizes, out_backprop}, attrs, name).output;
  },
  {integer_parameters: ['filter_sizes']},
);

/** `tf.nn.conv3d_transpose`: the gradient of `conv3d` by an input of the shape `output_shape`. */
export const conv3d_transpose = signature(
  [
    ...(['value', 'filter', 'output_shape', 'strides', 'padding', 'data_format'] as const),
    ...(['name', 'input', 'filters', 'dilations'] as const),
  ],
  function conv3d_transpose(
    value: TensorLike | null,
    filter: TensorLike | null = null,
    output_shape: TensorLike | null = null,
    strides: Sequence | null = null,
    padding = 'SAME',
    data_format: string | null = 'NDHWC',
    name: string | null = null,
    input: TensorLike | null = null,
    filters: TensorLike | null = null,
    dilations: Sequence | null = null,
  ): Tensor {
    const kernel = deprecated_argument('filters', filters, 'filter', filter) as TensorLike;
    const out_backprop = deprecated_argument('input', input, 'value', value) as TensorLike;
    return op_scope(name, 'conv3d_transpose', [out_backprop, kernel, output_shape], (scope) => {
      const channel_index = channel_index_of(data_format, 3);
      const attrs = {
        strides: get_sequence(strides, 3, channel_index, 'strides'),
        dilations: get_sequence(dilations, 3, channel_index, 'dilations'),
        padding,
        data_format: data_format ?? 'NDHWC',
      };
      const inputs = {input_sizes: output_shape as TensorLike, filter: kernel, out_backprop};
      return apply(Conv3DBackpropInputV2, inputs, attrs, scope).output;
    });
  },
  {integer_parameters: ['output_shape']},
);

/** `tf.nn.conv_transpose`: the transpose of the convolution of one, two or three dimensions that `output_shape` has. */
export const conv_transpose = signature(
  ['input', 'filters', 'output_shape', 'strides', 'padding', 'data_format', 'dilations', 'name'],
  function conv_transpose(
    input: TensorLike,
    filters: TensorLike,
    output_shape: Tensor | readonly TensorLike[],
    strides: Sequence,
    padding = 'SAME',
    data_format: string | null = null,
    dilations: Sequence | null = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'conv_transpose', [input, filters, output_shape], (scope) => {
      const rank = output_shape instanceof Tensor ? (output_shape.shape[0] as number) : output_shape.length;
      const n = check_space(rank, 'output_shape must be of length');
      const options = {padding, data_format, dilations, name: scope};
      if (n === 1) return conv1d_transpose(input, filters, output_shape, strides, options);
      return (n === 2 ? conv2d_transpose : conv3d_transpose)(input, filters, output_shape, strides, options);
    });
  },
  {integer_parameters: ['output_shape']},
);
