/**
 * Blocks of coefficients from blocks of pixels: the cosine transform in whole numbers of 13 bits, as libjpeg's accurate one does it, and
 * the division by the quantization table.
 */
import {BLOCK} from './order.ts';

/** Transforms eight numbers in place, the first at `from`, every `step`. `scaled` brings sums, `rounded` products to the bits wanted. */
function line(
  data: Int32Array,
  from: number,
  step: number,
  scaled: (sum: number) => number,
  shift: number,
): void {
  const half = 1 << (shift - 1);
  const [sums, apart] = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  for (let index = 0; index < 4; index++) {
    const [low, high] = [data[from + index * step]!, data[from + (7 - index) * step]!];
    sums[index] = low + high;
    apart[index] = low - high;
  }
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = sums;
  const [outer, inner] = [s0 - s3, s1 - s2];
  data[from] = scaled(s0 + s3 + s1 + s2);
  data[from + 4 * step] = scaled(s0 + s3 - s1 - s2);
  const both = (outer + inner) * 4433 + half;
  data[from + 2 * step] = (both + outer * 6270) >> shift;
  data[from + 6 * step] = (both - inner * 15137) >> shift;
  const [d7 = 0, d6 = 0, d5 = 0, d4 = 0] = apart;
  const shared = (d4 + d6 + d5 + d7) * 9633 + half;
  const [z1, z2] = [(d4 + d7) * -7373, (d5 + d6) * -20995];
  const [z3, z4] = [(d4 + d6) * -16069 + shared, (d5 + d7) * -3196 + shared];
  data[from + 7 * step] = (d4 * 2446 + z1 + z3) >> shift;
  data[from + 5 * step] = (d5 * 16819 + z2 + z4) >> shift;
  data[from + 3 * step] = (d6 * 25172 + z2 + z3) >> shift;
  data[from + step] = (d7 * 12299 + z1 + z4) >> shift;
}

/** Writes the coefficients of the block of pixels at `from` of rows of `stride`. */
export type ForwardTransform = (
  plane: Uint8Array,
  from: number,
  stride: number,
  coefficients: Int16Array,
  to: number,
) => void;

export function forward_transform(quantization: Uint16Array): ForwardTransform {
  const data = new Int32Array(BLOCK);
  // The transform's coefficients are eight times too large.
  const divisors = Int32Array.from(quantization, (value) => value * 8);
  return (plane, from, stride, coefficients, to) => {
    for (let index = 0; index < BLOCK; index++)
      data[index] = plane[from + (index >> 3) * stride + (index & 7)]! - 128;
    for (let row = 0; row < 8; row++) line(data, 8 * row, 1, (sum) => sum << 2, 11);
    for (let column = 0; column < 8; column++) line(data, column, 8, (sum) => (sum + 2) >> 2, 15);
    for (let index = 0; index < BLOCK; index++) {
      const [value, divisor] = [data[index]!, divisors[index]!];
      const size = Math.floor((Math.abs(value) + (divisor >> 1)) / divisor);
      coefficients[to + index] = value < 0 ? -size : size;
    }
  };
}
