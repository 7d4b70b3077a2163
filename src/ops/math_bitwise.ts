/**
 * `tf.bitwise`: integers as rows of bits. Not one of the ops is differentiable.
 */
import {define_op, type} from '../graph/define_op.ts';
import {WHOLE_NUMBERS} from './dtype_lists.ts';
import {binary_function, define_binary, define_unary, unary_function} from './elementwise.ts';
import {not_differentiable} from './gradient_registry.ts';
import {same_as_input} from './shape_functions.ts';

const COMMUTATIVE = {is_commutative: true};

export const BitwiseAnd = define_binary('BitwiseAnd', WHOLE_NUMBERS, COMMUTATIVE);
export const BitwiseOr = define_binary('BitwiseOr', WHOLE_NUMBERS, COMMUTATIVE);
export const BitwiseXor = define_binary('BitwiseXor', WHOLE_NUMBERS, COMMUTATIVE);
export const LeftShift = define_binary('LeftShift', WHOLE_NUMBERS);
export const RightShift = define_binary('RightShift', WHOLE_NUMBERS);
export const Invert = define_unary('Invert', WHOLE_NUMBERS);

/** How many bits of each element are set. */
export const PopulationCount = define_op('PopulationCount', {
  inputs: {x: 'T'},
  outputs: {y: 'uint8'},
  attrs: {T: type(WHOLE_NUMBERS)},
  shape: same_as_input(),
});
not_differentiable(BitwiseAnd, BitwiseOr, BitwiseXor, LeftShift, RightShift, Invert, PopulationCount);

/** `tf.bitwise.bitwise_and`: the bits that are set in both operands. */
export const bitwise_and = binary_function(BitwiseAnd, 'bitwise_and');
/** `tf.bitwise.bitwise_or`: the bits that are set in either operand. */
export const bitwise_or = binary_function(BitwiseOr, 'bitwise_or');
/** `tf.bitwise.bitwise_xor`: the bits that are set in one operand only. */
export const bitwise_xor = binary_function(BitwiseXor, 'bitwise_xor');
/** `tf.bitwise.left_shift`: `x` moved `y` places to the left; `y` counts from 0 to the dtype's bits less one. */
export const left_shift = binary_function(LeftShift, 'left_shift');
/** `tf.bitwise.right_shift`: `x` moved `y` places to the right, filled up with its sign. */
export const right_shift = binary_function(RightShift, 'right_shift');
/** `tf.bitwise.invert`: every bit turned over. */
export const invert = unary_function(Invert, 'invert');
