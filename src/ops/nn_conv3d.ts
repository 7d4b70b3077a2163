/**
 * Convolutions of volumes and their gradients as single nodes.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, int, list, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float16, float32, float64, int32} from '../types/dtypes.ts';
import {FLOATS, INDICES} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {with_rank} from './shape_functions.ts';
import {
  axis_numbers,
  check_channels,
  format_axes,
  shape_by_format,
  shape_of_sizes,
  windowed_size,
} from './window_shape.ts';

const PADDINGS = ['SAME', 'VALID'];
const strides = list(int(), undefined, {minimum: 5});
const padding = string(undefined, PADDINGS);
const data_format = string('NDHWC', ['NDHWC', 'NCDHW']);
const dilations = list(int(), [1, 1, 1, 1, 1]);
const options = {T: type(FLOATS), strides, padding, data_format, dilations};

const conv3d_shape: ShapeFunction = (context) => {
  const input = with_rank(context.shapes[0] as TensorShape, 5);
  const filter = with_rank(context.shapes[1] as TensorShape, 5);
  const [rates, steps] = ['dilations', 'strides'].map((name) => axis_numbers(context, name)) as [
    readonly number[],
    readonly number[],
  ];
  if (rates.length !== 5) {
    throw new ShapeError(
      `Conv3D requires the dilation attribute to contain 5 values, but got: ${rates.length}`,
    );
  }
  if (steps.length !== 5) {
    throw new ShapeError(
      `Conv3D requires the stride attribute to contain 5 values, but got: ${steps.length}`,
    );
  }
  const axes = format_axes(context.attr<string>('data_format'), 5);
  check_channels(input[axes.channel] ?? null, filter[3] ?? null, filter[4] ?? null);
  const space = axes.space.map((axis, index) =>
    windowed_size(input[axis] ?? null, {
      window: filter[index] ?? null,
      stride: steps[axis] as number,
      dilation: rates[axis] as number,
      padding: context.attr<string>('padding'),
    }),
  );
  return [shape_by_format(axes, input[0] ?? null, space, filter[4] ?? null)];
};

/** `input` convolved with `filter` [depth, height, width, channels, results]. */
export const Conv3D = define_op('Conv3D', {
  inputs: {input: 'T', filter: 'T'},
  outputs: {output: 'T'},
  attrs: options,
  shape: conv3d_shape,
});

/** Its gradient by the input. */
export const Conv3DBackpropInputV2 = define_op('Conv3DBackpropInputV2', {
  inputs: {input_sizes: 'Tshape', filter: 'T', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs: {...options, Tshape: type(INDICES, int32)},
  shape: shape_of_sizes(0, 5),
});

/** Its gradient by the filter. */
export const Conv3DBackpropFilterV2 = define_op('Conv3DBackpropFilterV2', {
  inputs: {input: 'T', filter_sizes: 'int32', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs: options,
  shape: shape_of_sizes(1, 5),
});

const first_attrs = {T: type([float16, float32, float64]), strides, padding, dilations};

/** The gradients as they were once: with the arrays themselves for their sizes. */
export const Conv3DBackpropInput = define_op('Conv3DBackpropInput', {
  inputs: {input: 'T', filter: 'T', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs: first_attrs,
  shape: ({shapes: [input]}) => [with_rank(input as TensorShape, 5)],
});
export const Conv3DBackpropFilter = define_op('Conv3DBackpropFilter', {
  inputs: {input: 'T', filter: 'T', out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs: first_attrs,
  shape: ({shapes: [, filter]}) => [with_rank(filter as TensorShape, 5)],
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

gradient(Conv3D, (tf, op, out_backprop) => {
  const [input, filter] = op.inputs as [Tensor, Tensor];
  const attrs = sliding_of(op);
  const input_sizes = tf.shape(input);
  const d_input = apply(Conv3DBackpropInputV2, {input_sizes, filter, out_backprop}, attrs).output;
  const filter_sizes = tf.shape(filter);
  return [d_input, apply(Conv3DBackpropFilterV2, {input, filter_sizes, out_backprop}, attrs).output];
});
gradient(Conv3DBackpropInputV2, (tf, op, input) => {
  const [, filter, out_backprop] = op.inputs as [Tensor, Tensor, Tensor];
  const attrs = sliding_of(op);
  const filter_sizes = tf.shape(filter);
  return [
    null,
    apply(Conv3DBackpropFilterV2, {input, filter_sizes, out_backprop}, attrs).output,
    apply(Conv3D, {input, filter}, attrs).output,
  ];
});
gradient(Conv3DBackpropFilterV2, (tf, op, filter) => {
  const [input, , out_backprop] = op.inputs as [Tensor, Tensor, Tensor];
  const attrs = sliding_of(op);
  const input_sizes = tf.shape(input);
  return [
    apply(Conv3DBackpropInputV2, {input_sizes, filter, out_backprop}, attrs).output,
    null,
    apply(Conv3D, {input, filter}, attrs).output,
  ];
});
