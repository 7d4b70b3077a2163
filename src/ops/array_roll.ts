/**
 * `tf.roll`: elements moved round along axes.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {merge_shapes, with_rank_at_least} from './shape_functions.ts';

function check_rank_at_most(shape: TensorShape, rank: number): void {
  if (shape.ndims !== null && shape.ndims > rank) {
    throw new ShapeError(`Shape must be at most rank ${rank} but is rank ${shape.ndims}`);
  }
}

/** Each element `shift` places further along `axis`; what falls off the end comes in at the start. */
export const Roll = define_op('Roll', {
  inputs: {input: 'T', shift: 'Tshift', axis: 'Taxis'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tshift: type(INDICES), Taxis: type(INDICES)},
  shape: ({shapes}) => {
    const [input, shift, axis] = shapes as [TensorShape, TensorShape, TensorShape];
    with_rank_at_least(input, 1);
    check_rank_at_most(shift, 1);
    check_rank_at_most(axis, 1);
    merge_shapes(shift, axis);
    return [input];
  },
});
gradient(Roll, (tf, op, dy) => {
  const [, shift, axis] = op.inputs as [Tensor, Tensor, Tensor];
  return [tf.roll(dy, shift.neg(), axis), null, null];
});

/** `tf.roll`: each element moved `shift` places along `axis`, round the end; several axes at once as vectors. */
export const roll = signature(
  ['input', 'shift', 'axis', 'name'],
  function roll(input: TensorLike, shift: TensorLike, axis: TensorLike, name: string | null = null): Tensor {
    return apply(Roll, {input, shift: integers(shift), axis: integers(axis)}, {}, name).output;
  },
  {integer_parameters: ['shift', 'axis']},
);
