/**
 * Convolutions of images and their gradients as single nodes, and the form of later TensorFlows for any
 * number of dimensions. The functions that convolve by way of these are in the library on top.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, int, list, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {FLOATS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {same_as_input, with_rank} from './shape_functions.ts';
import {
  axis_numbers,
  check_channels,
  explicit_paddings,
  format_axes,
  shape_by_format,
  shape_of_sizes,
  windowed_size,
} from './window_shape.ts';

const PADDINGS = ['SAME', 'VALID', 'EXPLICIT'];
const FORMATS = ['NHWC', 'NCHW'];
const options = {
  strides: list(int()),
  use_cudnn_on_gpu: bool(true),
  padding: string(undefined, PADDINGS),
  explicit_paddings: list(int(), []),
  data_format: string('NHWC', FORMATS),
  dilations: list(int(), [1, 1, 1, 1]),
};

/** `strides` or `dilations`, of which there must be one for each axis. */
function checked_numbers(context: ShapeContext, name: string, refusal: string): readonly number[] {
  const numbers = axis_numbers(context, name);
  if (numbers.length !== 4) throw new ShapeError(`${refusal} 4 values, but got: ${numbers.length}`);
  return numbers;
}

const conv2d_shape: ShapeFunction = (context) => {
  const data_format = context.attr<string>('data_format');
  const [input, filter] = context.shapes.map((shape) => with_rank(shape, 4)) as [TensorShape, TensorShape];
  const dilations = checked_numbers(
    context,
    'dilations',
    'Conv2D requires the dilation attribute to contain',
  );
  const strides = checked_numbers(
    context,
    'strides',
    `Conv2D on data format ${data_format} requires the stride attribute to contain`,
  );
  const axes = format_axes(data_format, 4);
  check_channels(input[axes.channel] ?? null, filter[2] ?? null, filter[3] ?? null);
  const padding = context.attr<string>('padding');
  const paddings = explicit_paddings(padding, axis_numbers(context, 'explicit_paddings'), axes);
  const space = axes.space.map((axis, index) =>
    windowed_size(input[axis] ?? null, {
      window: filter[index] ?? null,
      stride: strides[axis] as number,
      dilation: dilations[axis] as number,
      padding,
      explicit: paddings[index] as readonly [number, number],
    }),
  );
  return [shape_by_format(axes, input[0] ?? null, space, filter[3] ?? null)];
};

/** `input` convolved with `filter` [height, width, channels, results]. */
export const Conv2D = define_op('Conv2D', {
  inputs: {input: 'T', filter: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FLOATS), ...options},
  shape: conv2d_shape,
});

/** Its gradient by the input. */
export const Conv2DBackpropInput = define_op('Conv2DBackpropInput', {
  inputs: {input_sizes: 'int32', filter: 'T', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FLOATS), ...options},
  shape: shape_of_sizes(0, 4),
});

/** Its gradient by the filter. */
export const Conv2DBackpropFilter = define_op('Conv2DBackpropFilter', {
  inputs: {input: 'T', filter_sizes: 'int32', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FLOATS), ...options},
  shape: shape_of_sizes(1, 4),
});

/** The gradients as later TensorFlows have them: with the arrays themselves for their sizes. */
export const Conv2DBackpropInputV2 = define_op('Conv2DBackpropInputV2', {
  inputs: {input: 'T', filter: 'T', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type([...FLOATS, int32]), ...options},
  shape: same_as_input(),
});
export const Conv2DBackpropFilterV2 = define_op('Conv2DBackpropFilterV2', {
  inputs: {input: 'T', filter: 'T', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FLOATS), ...options},
  shape: same_as_input(1),
});

/** The attributes that say how windows slide, as `op` has them. */
function sliding_of(op: Operation) {
  return {
    strides: op.get_attr<readonly number[]>('strides'),
    use_cudnn_on_gpu: op.get_attr<boolean>('use_cudnn_on_gpu'),
    padding: op.get_attr<string>('padding'),
    explicit_paddings: op.get_attr<readonly number[]>('explicit_paddings'),
    data_format: op.get_attr<string>('data_format'),
    dilations: op.get_attr<readonly number[]>('dilations'),
  };
}

gradient(Conv2D, (tf, op, out_backprop) => {
  const [input, filter] = op.inputs as [Tensor, Tensor];
  const [input_sizes, filter_sizes] = tf.shape_n([input, filter]) as [Tensor, Tensor];
  const attrs = sliding_of(op);
  return [
    apply(Conv2DBackpropInput, {input_sizes, filter, out_backprop}, attrs).output,
    apply(Conv2DBackpropFilter, {input, filter_sizes, out_backprop}, attrs).output,
  ];
});
gradient(Conv2DBackpropInput, (tf, op, input) => {
  const [, filter, out_backprop] = op.inputs as [Tensor, Tensor, Tensor];
  const attrs = sliding_of(op);
  const filter_sizes = tf.shape(filter);
  return [
    null,
    apply(Conv2DBackpropFilter, {input, filter_sizes, out_backprop}, attrs).output,
    apply(Conv2D, {input, filter}, attrs).output,
  ];
});
gradient(Conv2DBackpropFilter, (tf, op, filter) => {
  const [input, , out_backprop] = op.inputs as [Tensor, Tensor, Tensor];
  const attrs = sliding_of(op);
  const input_sizes = tf.shape(input);
  return [
    apply(Conv2DBackpropInput, {input_sizes, filter, out_backprop}, attrs).output,
    null,
    apply(Conv2D, {input, filter}, attrs).output,
  ];
});

/** Where batch dimensions, space and channels stand, of a convolution that says how many dimensions are batches. */
const conv_shape: ShapeFunction = (context) => {
  const [input, filter] = context.shapes as [TensorShape, TensorShape];
  if (input.ndims === null || filter.ndims === null) return [unknown_shape()];
  const batch_dims = context.attr<number>('batch_dims');
  const rank = filter.ndims;
  if (rank < 4 || rank > 5) {
    throw new ShapeError(`Convolution requires 2D or 3D spatial inputs, got ${rank - 2}D spatial input`);
  }
  with_rank(input, rank + batch_dims - 1);
  const is_first = context.attr<string>('data_format') === 'CHANNELS_FIRST';
  const sizes = input.as_list();
  const inner = new TensorShape([1, ...sizes.slice(batch_dims)]);
  const axes = format_axes(is_first ? 'NCHW' : 'NHWC', rank);
  const given = axis_numbers(context, 'dilations');
  const dilations = given.length === 0 ? new Array<number>(rank).fill(1) : given;
  const strides = axis_numbers(context, 'strides');
  if (strides.length !== rank) {
    throw new ShapeError(`Stride attribute should contain ${rank} values, but got: ${strides.length}`);
  }
  check_channels(inner[axes.channel] ?? null, filter[rank - 2] ?? null, filter[rank - 1] ?? null);
  const groups = context.attr<number>('groups');
  const [channels, taken] = [inner[axes.channel] ?? null, filter[rank - 2] ?? null];
  if (channels !== null && taken !== null && channels !== taken * groups) {
    throw new ShapeError(
      `Input depth divided by filter input depth does not match with groups parameter (${groups})`,
    );
  }
  const padding = context.attr<string>('padding');
  const paddings = explicit_paddings(padding, axis_numbers(context, 'explicit_paddings'), axes);
  const space = axes.space.map((axis, index) =>
    windowed_size(inner[axis] ?? null, {
      window: filter[index] ?? null,
      stride: strides[axis] as number,
      dilation: dilations[axis] as number,
      padding,
      explicit: paddings[index] as readonly [number, number],
    }),
  );
  const output = shape_by_format(axes, 1, space, filter[rank - 1] ?? null).as_list();
  return [new TensorShape([...sizes.slice(0, batch_dims), ...output.slice(1)])];
};

/** Convolution over two or three dimensions behind `batch_dims` others, of later TensorFlows. */
export const Conv = define_op('Conv', {
  inputs: {input: 'T', filter: 'T'},
  outputs: {output: 'T'},
  attrs: {
    T: type([...FLOATS, int32]),
    strides: list(int()),
    padding: string(undefined, PADDINGS),
    explicit_paddings: list(int(), []),
    data_format: string('CHANNELS_LAST', ['CHANNELS_FIRST', 'CHANNELS_LAST']),
    dilations: list(int(), []),
    batch_dims: int(1),
    groups: int(1),
  },
  shape: conv_shape,
});
