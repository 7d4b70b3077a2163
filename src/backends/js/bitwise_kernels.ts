// Integers as rows of bits. Results wrap around where they are stored.

import {uint8} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {arithmetic_of, input, number_data} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels} from './arrays.ts';
import {binary, unary} from './elementwise.ts';
import type {BinaryRules} from './elementwise.ts';

/** Places to shift by, kept within the bits of the dtype. */
const within = (places: number, bits: number): number => Math.min(Math.max(places, 0), bits - 1);
const bigint_within = (places: bigint): bigint => (places < 0n ? 0n : places > 63n ? 63n : places);

const left_by = (bits: number): BinaryRules => ({
  int: (x, y) => x << within(y, bits),
  bigint: (x, y) => x << bigint_within(y),
});
/** Of signed numbers the sign is repeated; the others are never negative. */
const right_by = (bits: number): BinaryRules => ({
  int: (x, y) => (x < 0 ? x >> within(y, bits) : x >>> within(y, bits)),
  bigint: (x, y) => x >> bigint_within(y),
});

/** A shift for each width of integers. */
function shift(rules: (bits: number) => BinaryRules): JsKernel {
  const of_size = new Map([1, 2, 4, 8].map((size) => [size, binary(rules(size * 8))]));
  return (inputs, attrs, context) => {
    const kernel = of_size.get(input(inputs, 0).dtype.size) as JsKernel;
    return kernel(inputs, attrs, context);
  };
}

/** The set bits of a number below 2^32. */
function count_bits(number: number): number {
  let count = 0;
  for (let rest = number >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++;
  return count;
}

const population_count: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const counts = new Uint8Array(x.size);
  if (arithmetic_of(x.dtype) === 'bigint') {
    const data = x.data as BigintData;
    for (let index = 0; index < counts.length; index++) {
      const bits = BigInt.asUintN(64, data[index] as bigint);
      counts[index] = count_bits(Number(bits >> 32n)) + count_bits(Number(bits & 0xffffffffn));
    }
  } else {
    const data = number_data(x);
    const mask = x.dtype.size === 4 ? -1 : 2 ** (8 * x.dtype.size) - 1;
    for (let index = 0; index < counts.length; index++)
      counts[index] = count_bits((data[index] as number) & mask);
  }
  return new NDArray(uint8, x.shape, counts);
};

export const BITWISE_KERNELS: JsKernels = {
  BitwiseAnd: binary({int: (x, y) => x & y, bigint: (x, y) => x & y}),
  BitwiseOr: binary({int: (x, y) => x | y, bigint: (x, y) => x | y}),
  BitwiseXor: binary({int: (x, y) => x ^ y, bigint: (x, y) => x ^ y}),
  Invert: unary({int: (x) => ~x, bigint: (x) => ~x}),
  LeftShift: shift(left_by),
  RightShift: shift(right_by),
  PopulationCount: population_count,
};
