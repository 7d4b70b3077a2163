/**
 * Pools whose windows differ in size by chance, so that an image shrinks by any ratio.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, float, int, list, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float32, float64, int32, int64} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {gradient} from './gradient_registry.ts';
import {with_rank} from './shape_functions.ts';

const T = type([float32, float64, int32, int64]);
const attrs = {
  pooling_ratio: list(float(), undefined, {minimum: 4}),
  pseudo_random: bool(false),
  overlapping: bool(false),
  deterministic: bool(false),
  seed: int(0),
  seed2: int(0),
  T,
};
const outputs = {output: 'T', row_pooling_sequence: 'int64', col_pooling_sequence: 'int64'} as const;

const fractional_shape: ShapeFunction = ({shapes: [value], attr}) => {
  const input = with_rank(value as TensorShape, 4);
  const ratios = attr<readonly number[]>('pooling_ratio');
  if (ratios.length !== 4) throw new ShapeError('pooling_ratio field must specify 4 dimensions');
  const sizes = input.as_list().map((size, axis) => {
    if (size === null) return null;
    const output = Math.floor(Math.fround(size / Math.fround(ratios[axis] as number)));
    if (output < 0) throw new ShapeError(`Size computed for dim ${axis} is negative: ${output}`);
    return output;
  });
  return [new TensorShape(sizes), new TensorShape([sizes[1] ?? null]), new TensorShape([sizes[2] ?? null])];
};

/** The largest of each window, and where the windows start along both axes. */
export const FractionalMaxPool = define_op('FractionalMaxPool', {
  inputs: {value: 'T'},
  outputs,
  attrs,
  shape: fractional_shape,
});

/** The mean of each window, and where the windows start along both axes. */
export const FractionalAvgPool = define_op('FractionalAvgPool', {
  inputs: {value: 'T'},
  outputs,
  attrs,
  shape: fractional_shape,
});

const sequences = {row_pooling_sequence: 'int64', col_pooling_sequence: 'int64'} as const;

export const FractionalMaxPoolGrad = define_op('FractionalMaxPoolGrad', {
  inputs: {orig_input: 'T', orig_output: 'T', out_backprop: 'T', ...sequences},
  outputs: {output: 'T'},
  attrs: {overlapping: bool(false), T},
  shape: ({shapes: [input]}) => [with_rank(input as TensorShape, 4)],
});
export const FractionalAvgPoolGrad = define_op('FractionalAvgPoolGrad', {
  inputs: {orig_input_tensor_shape: 'int64', out_backprop: 'T', ...sequences},
  outputs: {output: 'T'},
  attrs: {overlapping: bool(false), T},
  shape: ({constant_value, constant_value_as_shape}) => [
    constant_value(0) === null ? unknown_shape(4) : constant_value_as_shape(0),
  ],
});

gradient(FractionalMaxPool, (_tf, op, out_backprop) => {
  const [orig_output, row_pooling_sequence, col_pooling_sequence] = op.outputs as [Tensor, Tensor, Tensor];
  const orig_input = op.inputs[0] as Tensor;
  const inputs = {orig_input, orig_output, out_backprop, row_pooling_sequence, col_pooling_sequence};
  const overlapping = op.get_attr<boolean>('overlapping');
  return [apply(FractionalMaxPoolGrad, inputs, {overlapping}).output];
});
gradient(FractionalAvgPool, (_tf, op, out_backprop) => {
  const [, row_pooling_sequence, col_pooling_sequence] = op.outputs as [Tensor, Tensor, Tensor];
  const {shape} = op.inputs[0] as Tensor;
  if (!shape.is_fully_defined())
    throw new ValueError(`Cannot convert a partially known TensorShape to a Tensor: ${String(shape)}`);
  const orig_input_tensor_shape = shape.as_list() as number[];
  const inputs = {orig_input_tensor_shape, out_backprop, row_pooling_sequence, col_pooling_sequence};
  const overlapping = op.get_attr<boolean>('overlapping');
  return [apply(FractionalAvgPoolGrad, inputs, {overlapping}).output];
});
