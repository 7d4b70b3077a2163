/**
 * The definitions of stacks, on which a loop keeps what its gradient will need. Nothing here knows of loops.
 */
import {bool, define_op, ref, string, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {same_as_input, unknown_output, with_two_elements} from './shape_functions.ts';

const stack_handle: ShapeFunction = () => [new TensorShape([2])];
const closed: ShapeFunction = ({shapes: [handle]}) => {
  with_two_elements(handle as TensorShape);
  return [];
};

/** A new stack of at most `max_size` elements; without bound if that is negative. */
export const StackV2 = define_op('StackV2', {
  inputs: {max_size: 'int32'},
  outputs: {handle: 'resource'},
  attrs: {elem_type: type(), stack_name: string('')},
  is_stateful: true,
  shape: stack_handle,
});

/** Puts `elem` on the stack, and gives it. */
export const StackPushV2 = define_op('StackPushV2', {
  inputs: {handle: 'resource', elem: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(), swap_memory: bool(false)},
  is_stateful: true,
  shape: same_as_input(1),
});

/** Takes the element that was put there last. */
export const StackPopV2 = define_op('StackPopV2', {
  inputs: {handle: 'resource'},
  outputs: {elem: 'elem_type'},
  attrs: {elem_type: type()},
  is_stateful: true,
  shape: unknown_output,
});

/** Forgets the stack. */
define_op('StackCloseV2', {inputs: {handle: 'resource'}, is_stateful: true, shape: closed});

const Stack = define_op('Stack', {
  outputs: {handle: ref('string')},
  attrs: {elem_type: type(), stack_name: string('')},
  is_stateful: true,
  shape: stack_handle,
});
const StackPush = define_op('StackPush', {
  inputs: {handle: ref('string'), elem: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(), swap_memory: bool(false)},
  shape: same_as_input(1),
});
const StackPop = define_op('StackPop', {
  inputs: {handle: ref('string')},
  outputs: {elem: 'elem_type'},
  attrs: {elem_type: type()},
  shape: unknown_output,
});
const StackClose = define_op('StackClose', {inputs: {handle: ref('string')}, shape: closed});
not_differentiable(Stack, StackPush, StackPop, StackClose);
