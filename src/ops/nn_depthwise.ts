/**
 * Convolutions of each channel by filters of its own, and morphological dilation, with their gradients.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, int, list, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {FLOATS, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_size, same_as_input, with_rank} from './shape_functions.ts';
import {
  axis_numbers,
  format_axes,
  multiply_sizes,
  shape_by_format,
  shape_of_sizes,
  windowed_size,
} from './window_shape.ts';

const PADDINGS = ['SAME', 'VALID'];
const attrs = {
  T: type(FLOATS),
  strides: list(int()),
  padding: string(undefined, PADDINGS),
  data_format: string('NHWC', ['NHWC', 'NCHW']),
  dilations: list(int(), [1, 1, 1, 1]),
};

function four_numbers(context: ShapeContext, name: string, refusal: string): readonly number[] {
  const numbers = axis_numbers(context, name);
  if (numbers.length === 4) return numbers;
  throw new ShapeError(`${refusal} to contain 4 values, but got: ${numbers.length}`);
}

const depthwise_shape: ShapeFunction = (context) => {
  const [input, filter] = context.shapes.map((shape) => with_rank(shape, 4)) as [TensorShape, TensorShape];
  const strides = four_numbers(context, 'strides', 'DepthwiseConv2D requires the stride attribute');
  const axes = format_axes(context.attr<string>('data_format'), 4);
  const channels = merge_size(input[axes.channel] ?? null, filter[2] ?? null);
  const space = axes.space.map((axis, index) =>
    windowed_size(input[axis] ?? null, {
      window: filter[index] ?? null,
      // The dilations of this op mean nothing to TensorFlow 1.15 on a CPU.
      stride: strides[axis] as number,
      padding: context.attr<string>('padding'),
    }),
  );
  return [shape_by_format(axes, input[0] ?? null, space, multiply_sizes(channels, filter[3] ?? null))];
};

/** Each channel of `input` convolved with its filters [height, width, channels, results a channel]. */
export const DepthwiseConv2dNative = define_op('DepthwiseConv2dNative', {
  inputs: {input: 'T', filter: 'T'},
  outputs: {output: 'T'},
  attrs,
  shape: depthwise_shape,
});

/** Its gradient by the input. */
export const DepthwiseConv2dNativeBackpropInput = define_op('DepthwiseConv2dNativeBackpropInput', {
  inputs: {input_sizes: 'int32', filter: 'T', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs,
  shape: shape_of_sizes(0, 4),
});

/** Its gradient by the filter. */
export const DepthwiseConv2dNativeBackpropFilter = define_op('DepthwiseConv2dNativeBackpropFilter', {
  inputs: {input: 'T', filter_sizes: 'int32', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs,
  shape: shape_of_sizes(1, 4),
});

/** The attributes that say how windows slide, as `op` has them. */
function sliding_of(op: Operation) {
  return {
    strides: op.get_attr<readonly number[]>('strides'),
    padding: op.get_attr<string>('padding'),
    data_format: op.get_attr<string>('data_format'),
    dilations: op.get_attr<readonly number[]>('dilations'),
  };
}

gradient(DepthwiseConv2dNative, (tf, op, out_backprop) => {
  const [input, filter] = op.inputs as [Tensor, Tensor];
  const sliding = sliding_of(op);
  const input_sizes = tf.shape(input);
  const d_input = apply(
    DepthwiseConv2dNativeBackpropInput,
    {input_sizes, filter, out_backprop},
    sliding,
  ).output;
  const filter_sizes = tf.shape(filter);
  const sizes = {input, filter_sizes, out_backprop};
  return [d_input, apply(DepthwiseConv2dNativeBackpropFilter, sizes, sliding).output];
});
gradient(DepthwiseConv2dNativeBackpropInput, (tf, op, input) => {
  const [, filter, out_backprop] = op.inputs as [Tensor, Tensor, Tensor];
  const sliding = sliding_of(op);
  const filter_sizes = tf.shape(filter);
  return [
    null,
    apply(DepthwiseConv2dNativeBackpropFilter, {input, filter_sizes, out_backprop}, sliding).output,
    apply(DepthwiseConv2dNative, {input, filter}, sliding).output,
  ];
});
gradient(DepthwiseConv2dNativeBackpropFilter, (tf, op, filter) => {
  const [input, , out_backprop] = op.inputs as [Tensor, Tensor, Tensor];
  const sliding = sliding_of(op);
  const input_sizes = tf.shape(input);
  return [
    apply(DepthwiseConv2dNativeBackpropInput, {input_sizes, filter, out_backprop}, sliding).output,
    null,
    apply(DepthwiseConv2dNative, {input, filter}, sliding).output,
  ];
});

const dilation_attrs = {
  T: type(REAL_NUMBERS),
  strides: list(int(), undefined, {minimum: 4}),
  rates: list(int(), undefined, {minimum: 4}),
  padding: string(undefined, PADDINGS),
};

/** How many dilated windows fit; none where the image is one place too small. Throws `ShapeError`. */
function dilated_size(size: number, window: number, stride: number, rate: number, padding: string): number {
  if (stride <= 0) throw new ShapeError(`Stride must be > 0, but got ${stride}`);
  if (padding === 'SAME') return Math.floor((size + stride - 1) / stride);
  const extent = window + (window - 1) * (rate - 1);
  const output = Math.trunc((size - extent + stride) / stride);
  if (output >= 0) return output;
  throw new ShapeError(
    `Computed output size would be negative: ${output} [input_size: ${size}, effective_filter_size: ${extent}, stride: ${stride}]`,
  );
}

const dilation_shape: ShapeFunction = (context) => {
  const input = with_rank(context.shapes[0] as TensorShape, 4);
  const filter = with_rank(context.shapes[1] as TensorShape, 3);
  const strides = four_numbers(context, 'strides', 'Dilation2D requires the stride attribute');
  const rates = four_numbers(context, 'rates', 'Dilation2D requires the rates attribute');
  const channels = merge_size(input[3] ?? null, filter[2] ?? null);
  const space = [1, 2].map((axis) => [input[axis] ?? null, filter[axis - 1] ?? null] as const);
  const is_known = space.every((sizes) => !sizes.includes(null));
  const output = space.map(([size, window], index) =>
    is_known
      ? dilated_size(
          size as number,
          window as number,
          strides[index + 1] as number,
          rates[index + 1] as number,
          context.attr<string>('padding'),
        )
      : null,
  );
  return [new TensorShape([input[0] ?? null, ...output, channels])];
};

/** Greyscale dilation: the largest sum of `input` and `filter` in each window. */
export const Dilation2D = define_op('Dilation2D', {
  inputs: {input: 'T', filter: 'T'},
  outputs: {output: 'T'},
  attrs: dilation_attrs,
  shape: dilation_shape,
});

/** Its gradient by the input. */
export const Dilation2DBackpropInput = define_op('Dilation2DBackpropInput', {
  inputs: {input: 'T', filter: 'T', out_backprop: 'T'},
  outputs: {in_backprop: 'T'},
  attrs: dilation_attrs,
  shape: same_as_input(),
});

/** Its gradient by the filter. */
export const Dilation2DBackpropFilter = define_op('Dilation2DBackpropFilter', {
  inputs: {input: 'T', filter: 'T', out_backprop: 'T'},
  outputs: {filter_backprop: 'T'},
  attrs: dilation_attrs,
  shape: same_as_input(1),
});
gradient(Dilation2D, (_tf, op, out_backprop) => {
  const [input, filter] = op.inputs as [Tensor, Tensor];
  const sliding = {
    strides: op.get_attr<readonly number[]>('strides'),
    rates: op.get_attr<readonly number[]>('rates'),
    padding: op.get_attr<string>('padding'),
  };
  const inputs = {input, filter, out_backprop};
  return [
    apply(Dilation2DBackpropInput, inputs, sliding).in_backprop,
    apply(Dilation2DBackpropFilter, inputs, sliding).filter_backprop,
  ];
});
