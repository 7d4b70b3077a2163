/**
 * `tf.contrib`: images read at points between their elements, and arrays folded into other shapes periodically.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, shape, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {FLOATS, NUMBERS} from './dtype_lists.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {with_rank_at_least} from './shape_functions.ts';

/** `data` [batch, height, width, channels] at the points `warp` [batch, ..., 2], out of the four elements around each. */
export const Resampler = define_op('Resampler', {
  inputs: {data: 'T', warp: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FLOATS)},
  shape: ({shapes}) => {
    const data = with_rank_at_least(shapes[0] as TensorShape, 1);
    const warp = with_rank_at_least(shapes[1] as TensorShape, 1);
    if (warp.ndims === null) return [warp];
    const channels = data.ndims === null ? null : (data[data.ndims - 1] ?? null);
    return [new TensorShape([...warp.as_list().slice(0, -1), channels])];
  },
});
export const ResamplerGrad = define_op('ResamplerGrad', {
  inputs: {data: 'T', warp: 'T', grad_output: 'T'},
  outputs: {grad_data: 'T', grad_warp: 'T'},
  attrs: {T: type(FLOATS)},
  shape: ({shapes: [data, warp]}) => [data as TensorShape, warp as TensorShape],
});
gradient(Resampler, (_tf, op, grad_output) => {
  const [data, warp] = op.inputs as [Tensor, Tensor];
  return [...apply(ResamplerGrad, {data, warp, grad_output}, {}).operation.outputs];
});
not_differentiable(ResamplerGrad);

/** The wanted shape with its open size, the last of several; what does not fit is refused when it runs. */
const folded_shape: ShapeFunction = ({shapes: [values], attr}) => {
  const wanted = attr<TensorShape>('shape');
  const input = values as TensorShape;
  if (!input.is_fully_defined()) return [wanted];
  const sizes = wanted.as_list().slice(0, input.ndims ?? 0);
  const count = (input.as_list() as number[]).reduce((product, size) => product * size, 1);
  const known = sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
  const open = Math.max(0, sizes.lastIndexOf(null));
  return [
    new TensorShape(sizes.map((size, axis) => (axis === open ? Math.floor(count / known) : (size ?? 0)))),
  ];
};

/** `values` in another shape of the same rank; what one dimension loses another gets, period by period. */
export const PeriodicResample = define_op('PeriodicResample', {
  inputs: {values: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(NUMBERS), shape: shape()},
  shape: folded_shape,
});
export const PeriodicResampleOpGrad = define_op('PeriodicResampleOpGrad', {
  inputs: {grad: 'T'},
  outputs: {grad_values: 'T'},
  attrs: {T: type(NUMBERS), original_shape: shape(), desired_shape: shape()},
  shape: ({attr}) => [attr<TensorShape>('original_shape')],
});
gradient(PeriodicResample, (_tf, op, grad) => {
  const original_shape = (op.inputs[0] as Tensor).shape;
  const desired_shape = op.get_attr<TensorShape>('shape');
  return [apply(PeriodicResampleOpGrad, {grad}, {original_shape, desired_shape}).grad_values];
});
