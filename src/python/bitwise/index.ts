// `tf.bitwise`: integers as rows of bits. Re-exports only.
export {
  bitwise_and,
  bitwise_or,
  bitwise_xor,
  invert,
  left_shift,
  right_shift,
} from '../../ops/math_bitwise.ts';
