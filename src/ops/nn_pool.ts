/**
 * Pools of images: averages and maxima of windows, with their gradients and the gradients of those.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, int, list, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {
  bfloat16,
  float16,
  float32,
  float64,
  int16,
  int32,
  int64,
  int8,
  qint8,
  uint16,
  uint8,
} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {FLOATS, INDICES, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, with_rank} from './shape_functions.ts';
import {
  axis_numbers,
  format_axes,
  shape_by_format,
  shape_of_sizes,
  windowed_size,
  type Size,
} from './window_shape.ts';

const PADDINGS = ['SAME', 'VALID'];
const POOLED = [float16, bfloat16, float32, float64, int32, int64, uint8, int16, int8, uint16, qint8];
const ksize = list(int(), undefined, {minimum: 4});
const strides = list(int(), undefined, {minimum: 4});
const padding = string(undefined, PADDINGS);
const data_format = string('NHWC', ['NHWC', 'NCHW']);
const any_format = string('NHWC', ['NHWC', 'NCHW', 'NCHW_VECT_C']);
const average_attrs = {ksize, strides, padding, data_format, T: type(FLOATS)};

/** The sizes of windows and steps, one for each of four axes. */
interface Windows {
  readonly ksize: readonly number[];
  readonly strides: readonly number[];
}

function check_windows(name: string, {ksize, strides}: Windows): Windows {
  if (strides.length !== 4) {
    throw new ShapeError(
      `${name} requires the stride attribute to contain 4 values, but got: ${strides.length}`,
    );
  }
  if (ksize.length !== 4) {
    throw new ShapeError(
      `${name} requires the ksize attribute to contain 4 values, but got: ${ksize.length}`,
    );
  }
  return {ksize, strides};
}

function windows_of(context: ShapeContext, name: string): Windows {
  return check_windows(name, {
    strides: axis_numbers(context, 'strides'),
    ksize: axis_numbers(context, 'ksize'),
  });
}

function has_format(context: ShapeContext): string {
  return context.attr<string>('data_format');
}

/** The shape of pooled images; maxima are taken over channels, too. */
function pooled_shape(
  shape: TensorShape,
  {ksize, strides}: Windows,
  format: string,
  padding: string,
  is_max: boolean,
): TensorShape {
  const is_vector = format === 'NCHW_VECT_C';
  const input = with_rank(shape, is_vector ? 5 : 4);
  if (is_vector && input[4] !== null && input[4] !== 4)
    throw new ShapeError(`Dimension must be 4 but is ${input[4]}`);
  const axes = format_axes(format, 4);
  const pooled = (axis: number): Size =>
    windowed_size(input[axis] ?? null, {
      window: ksize[axis] as number,
      stride: strides[axis] as number,
      padding,
    });
  const space = axes.space.map(pooled);
  const channels = is_max ? pooled(axes.channel) : (input[axes.channel] ?? null);
  const output = shape_by_format(axes, input[0] ?? null, space, channels);
  return is_vector ? output.concatenate(new TensorShape([4])) : output;
}

/** The mean of each window. */
export const AvgPool = define_op('AvgPool', {
  inputs: {value: 'T'},
  outputs: {output: 'T'},
  attrs: average_attrs,
  shape: (context) => [
    pooled_shape(
      context.shapes[0] as TensorShape,
      windows_of(context, 'AvgPool'),
      has_format(context),
      context.attr('padding'),
      false,
    ),
  ],
});
export const AvgPoolGrad = define_op('AvgPoolGrad', {
  inputs: {orig_input_shape: 'int32', grad: 'T'},
  outputs: {output: 'T'},
  attrs: average_attrs,
  shape: shape_of_sizes(0, 4),
});

/** Attributes of a pool, as `op` has them. */
function average_options(op: Operation) {
  return {...maximum_options(op), data_format: op.get_attr<string>('data_format')};
}

function maximum_options(op: Operation) {
  return {
    ksize: op.get_attr<readonly number[]>('ksize'),
    strides: op.get_attr<readonly number[]>('strides'),
    padding: op.get_attr<string>('padding'),
  };
}

gradient(AvgPool, (tf, op, grad) => {
  const orig_input_shape = tf.shape(op.inputs[0] as Tensor);
  return [apply(AvgPoolGrad, {orig_input_shape, grad}, average_options(op)).output];
});
gradient(AvgPoolGrad, (tf, op, value) => [
  tf.stop_gradient(op.inputs[0] as Tensor),
  apply(AvgPool, {value}, average_options(op)).output,
]);

const max_shape: ShapeFunction = (context) => [
  pooled_shape(
    context.shapes[0] as TensorShape,
    windows_of(context, 'MaxPool'),
    has_format(context),
    context.attr('padding'),
    true,
  ),
];

/** The windows that the last two inputs hold; null where they are not known. Throws `ShapeError`. */
function windows_of_inputs({shapes, constant_value}: ShapeContext): Windows | null {
  const places = [shapes.length - 2, shapes.length - 1];
  for (const place of places) {
    const size = with_rank(shapes[place] as TensorShape, 1)[0] ?? null;
    if (size !== null && size !== 4) throw new ShapeError(`Dimension must be 4 but is ${size}`);
  }
  const [sizes, steps] = places.map((place) => constant_value(place));
  if (!sizes || !steps) return null;
  const numbers = (data: ArrayLike<unknown>): number[] => Array.from(data, Number);
  return {ksize: numbers(sizes.data), strides: numbers(steps.data)};
}

const max_v2_shape: ShapeFunction = (context) => {
  const format = has_format(context);
  const input = with_rank(context.shapes[0] as TensorShape, format === 'NCHW_VECT_C' ? 5 : 4);
  const windows = windows_of_inputs(context);
  if (windows === null) return [unknown_shape()];
  return [pooled_shape(input, windows, format, context.attr('padding'), true)];
};

/** The largest of each window. */
export const MaxPool = define_op('MaxPool', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(POOLED, float32), ksize, strides, padding, data_format: any_format},
  shape: max_shape,
});

/** The same with sizes and steps as tensors. */
export const MaxPoolV2 = define_op('MaxPoolV2', {
  inputs: {input: 'T', ksize: 'int32', strides: 'int32'},
  outputs: {output: 'T'},
  attrs: {T: type(POOLED, float32), padding, data_format: any_format},
  shape: max_v2_shape,
});

const first_of_four: ShapeFunction = ({shapes: [input]}) => [with_rank(input as TensorShape, 4)];
const from_three = {orig_input: 'T', orig_output: 'T', grad: 'T'} as const;
const from_five = {...from_three, ksize: 'int32', strides: 'int32'} as const;

export const MaxPoolGrad = define_op('MaxPoolGrad', {
  inputs: from_three,
  outputs: {output: 'T'},
  attrs: {ksize, strides, padding, data_format, T: type(REAL_NUMBERS, float32)},
  shape: first_of_four,
});
export const MaxPoolGradV2 = define_op('MaxPoolGradV2', {
  inputs: from_five,
  outputs: {output: 'T'},
  attrs: {padding, data_format, T: type(REAL_NUMBERS, float32)},
  shape: first_of_four,
});

/** The shape of the pool's result, where the other inputs agree with it and with the original input. */
function checked_pool(pooled: TensorShape, {shapes}: ShapeContext): TensorShape[] {
  const [input, output, grad] = shapes as readonly [TensorShape, TensorShape, TensorShape];
  merge_shapes(input, grad);
  merge_shapes(output, pooled);
  return [pooled];
}

export const MaxPoolGradGrad = define_op('MaxPoolGradGrad', {
  inputs: from_three,
  outputs: {output: 'T'},
  attrs: {ksize, strides, padding, data_format, T: type(REAL_NUMBERS)},
  shape: (context) => checked_pool(max_shape(context)[0] as TensorShape, context),
});
export const MaxPoolGradGradV2 = define_op('MaxPoolGradGradV2', {
  inputs: from_five,
  outputs: {output: 'T'},
  attrs: {padding, data_format, T: type(REAL_NUMBERS)},
  shape: (context) => checked_pool(max_v2_shape(context)[0] as TensorShape, context),
});

/** Zeros in the shape of an input, of its dtype. */
function zeros_like_input(tf: OpBuilders, op: Operation, index: number): Tensor {
  const like = op.inputs[index] as Tensor;
  return tf.zeros(tf.shape(like), like.dtype);
}

gradient(MaxPool, (_tf, op, grad) => {
  const inputs = {orig_input: op.inputs[0] as Tensor, orig_output: op.outputs[0] as Tensor, grad};
  return [apply(MaxPoolGrad, inputs, average_options(op)).output];
});
gradient(MaxPoolGrad, (tf, op, grad) => {
  const [orig_input, orig_output] = op.inputs as [Tensor, Tensor];
  const zeros = [zeros_like_input(tf, op, 0), zeros_like_input(tf, op, 1)];
  return [...zeros, apply(MaxPoolGradGrad, {orig_input, orig_output, grad}, average_options(op)).output];
});
gradient(MaxPoolGradGrad, (tf, op, grad) => {
  const [orig_input, orig_output] = op.inputs as [Tensor, Tensor];
  const zeros = [zeros_like_input(tf, op, 0), zeros_like_input(tf, op, 1)];
  return [...zeros, apply(MaxPoolGrad, {orig_input, orig_output, grad}, average_options(op)).output];
});

/** `padding` and `data_format` of `op`. */
function options_v2(op: Operation) {
  return {padding: op.get_attr<string>('padding'), data_format: op.get_attr<string>('data_format')};
}

gradient(MaxPoolV2, (_tf, op, grad) => {
  const [orig_input, ksize, strides] = op.inputs as [Tensor, Tensor, Tensor];
  const inputs = {orig_input, orig_output: op.outputs[0] as Tensor, grad, ksize, strides};
  return [apply(MaxPoolGradV2, inputs, options_v2(op)).output, null, null];
});
gradient(MaxPoolGradV2, (tf, op, grad) => {
  const [orig_input, orig_output, , ksize, strides] = op.inputs as Tensor[] as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const zeros = [zeros_like_input(tf, op, 0), zeros_like_input(tf, op, 1)];
  const inputs = {orig_input, orig_output, grad, ksize, strides};
  return [...zeros, apply(MaxPoolGradGradV2, inputs, options_v2(op)).output, null, null];
});

const include_batch_in_index = bool(false);

/** The largest of each window, and where in the image (or in all of them) it stands. */
export const MaxPoolWithArgmax = define_op('MaxPoolWithArgmax', {
  inputs: {input: 'T'},
  outputs: {output: 'T', argmax: 'Targmax'},
  attrs: {
    ksize,
    strides,
    Targmax: type(INDICES, int64),
    padding,
    include_batch_in_index,
    T: type(REAL_NUMBERS),
  },
  shape: (context) => {
    const windows = windows_of(context, 'MaxPool');
    const padding = context.attr<string>('padding');
    const shape = pooled_shape(context.shapes[0] as TensorShape, windows, 'NHWC', padding, true);
    return [shape, shape];
  },
});
const argmax_attrs = {
  ksize,
  strides,
  padding,
  include_batch_in_index,
  Targmax: type(INDICES),
  T: type(REAL_NUMBERS),
};
export const MaxPoolGradWithArgmax = define_op('MaxPoolGradWithArgmax', {
  inputs: {input: 'T', grad: 'T', argmax: 'Targmax'},
  outputs: {output: 'T'},
  attrs: argmax_attrs,
  shape: first_of_four,
});
export const MaxPoolGradGradWithArgmax = define_op('MaxPoolGradGradWithArgmax', {
  inputs: {input: 'T', grad: 'T', argmax: 'Targmax'},
  outputs: {output: 'T'},
  attrs: argmax_attrs,
  shape: (context) => {
    const windows = windows_of(context, 'MaxPool');
    const padding = context.attr<string>('padding');
    const pooled = pooled_shape(context.shapes[0] as TensorShape, windows, 'NHWC', padding, true);
    const [input, grad, argmax] = context.shapes as [TensorShape, TensorShape, TensorShape];
    merge_shapes(input, grad);
    merge_shapes(argmax, pooled);
    return [pooled];
  },
});
gradient(MaxPoolWithArgmax, (_tf, op, grad) => {
  const inputs = {input: op.inputs[0] as Tensor, grad, argmax: op.outputs[1] as Tensor};
  const include = op.get_attr<boolean>('include_batch_in_index');
  const attrs = {...maximum_options(op), include_batch_in_index: include};
  return [apply(MaxPoolGradWithArgmax, inputs, attrs).output];
});
