/**
 * Pools of volumes, with their gradients and the gradients of those.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, int, list, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {bfloat16, float16, float32} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {FLOATS, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, with_rank} from './shape_functions.ts';
import {axis_numbers, format_axes, shape_by_format, shape_of_sizes, windowed_size} from './window_shape.ts';

const SINGLE = [float16, bfloat16, float32];
const options = {
  ksize: list(int(), undefined, {minimum: 5}),
  strides: list(int(), undefined, {minimum: 5}),
  padding: string(undefined, ['SAME', 'VALID']),
  data_format: string('NDHWC', ['NDHWC', 'NCDHW']),
};

const pool3d_shape: ShapeFunction = (context) => {
  const input = with_rank(context.shapes[0] as TensorShape, 5);
  const strides = axis_numbers(context, 'strides');
  if (strides.length !== 5)
    throw new ShapeError(
      `Pool3D ops require the stride attribute to contain 5 values, but got: ${strides.length}`,
    );
  const ksize = axis_numbers(context, 'ksize');
  if (ksize.length !== 5)
    throw new ShapeError(`Pool3D requires the ksize attribute to contain 5 values, but got: ${ksize.length}`);
  const axes = format_axes(context.attr<string>('data_format'), 5);
  const space = axes.space.map((axis) =>
    windowed_size(input[axis] ?? null, {
      window: ksize[axis] as number,
      stride: strides[axis] as number,
      padding: context.attr<string>('padding'),
    }),
  );
  return [shape_by_format(axes, input[0] ?? null, space, input[axes.channel] ?? null)];
};

/** The mean of each window. */
export const AvgPool3D = define_op('AvgPool3D', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {...options, T: type(FLOATS)},
  shape: pool3d_shape,
});
export const AvgPool3DGrad = define_op('AvgPool3DGrad', {
  inputs: {orig_input_shape: 'int32', grad: 'T'},
  outputs: {output: 'T'},
  attrs: {...options, T: type(FLOATS)},
  shape: shape_of_sizes(0, 5),
});

/** The largest of each window. */
export const MaxPool3D = define_op('MaxPool3D', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {...options, T: type(SINGLE)},
  shape: pool3d_shape,
});
export const MaxPool3DGrad = define_op('MaxPool3DGrad', {
  inputs: {orig_input: 'TInput', orig_output: 'TInput', grad: 'T'},
  outputs: {output: 'T'},
  attrs: {...options, T: type(SINGLE, float32), TInput: type(SINGLE, float32)},
  shape: ({shapes: [input]}) => [with_rank(input as TensorShape, 5)],
});
export const MaxPool3DGradGrad = define_op('MaxPool3DGradGrad', {
  inputs: {orig_input: 'T', orig_output: 'T', grad: 'T'},
  outputs: {output: 'T'},
  attrs: {...options, T: type(REAL_NUMBERS)},
  shape: (context) => {
    const [pooled] = pool3d_shape(context) as [TensorShape];
    const [input, output, grad] = context.shapes as [TensorShape, TensorShape, TensorShape];
    merge_shapes(input, grad);
    merge_shapes(output, pooled);
    return [pooled];
  },
});

/** Attributes of a pool, as `op` has them. */
function options_of(op: Operation) {
  return {
    ksize: op.get_attr<readonly number[]>('ksize'),
    strides: op.get_attr<readonly number[]>('strides'),
    padding: op.get_attr<string>('padding'),
    data_format: op.get_attr<string>('data_format'),
  };
}

/** Zeros in the shapes of the first two inputs. */
function zeros_of_originals(tf: OpBuilders, op: Operation): Tensor[] {
  return op.inputs.slice(0, 2).map((like) => tf.zeros(tf.shape(like), like.dtype));
}

gradient(AvgPool3D, (tf, op, grad) => {
  const orig_input_shape = tf.shape(op.inputs[0] as Tensor);
  return [apply(AvgPool3DGrad, {orig_input_shape, grad}, options_of(op)).output];
});
gradient(AvgPool3DGrad, (tf, op, input) => [
  tf.stop_gradient(op.inputs[0] as Tensor),
  apply(AvgPool3D, {input}, options_of(op)).output,
]);
gradient(MaxPool3D, (_tf, op, grad) => {
  const inputs = {orig_input: op.inputs[0] as Tensor, orig_output: op.outputs[0] as Tensor, grad};
  return [apply(MaxPool3DGrad, inputs, options_of(op)).output];
});
gradient(MaxPool3DGrad, (tf, op, grad) => {
  const [orig_input, orig_output] = op.inputs as [Tensor, Tensor];
  const zeros = zeros_of_originals(tf, op);
  return [...zeros, apply(MaxPool3DGradGrad, {orig_input, orig_output, grad}, options_of(op)).output];
});
gradient(MaxPool3DGradGrad, (tf, op, grad) => {
  const [orig_input, orig_output] = op.inputs as [Tensor, Tensor];
  const zeros = zeros_of_originals(tf, op);
  return [...zeros, apply(MaxPool3DGrad, {orig_input, orig_output, grad}, options_of(op)).output];
});
