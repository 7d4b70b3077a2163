// Quantised 32-bit numbers narrowed to 8 bits, over the range that they really use.

import {float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {input, number_data, output_dtype} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';

const {fround} = Math;

const STEPS = 2 ** 32;
const LEAST = -(2 ** 31);

/** The limits of a quantised array, as it comes with them. */
interface Limits {
  readonly low: number;
  readonly high: number;
}

function limits_of(inputs: readonly NDArray[]): Limits {
  return {low: Number(input(inputs, 1).data[0]), high: Number(input(inputs, 2).data[0])};
}

/** The float that a quantised number stands for. */
function float_of(item: number, {low, high}: Limits): number {
  if (low === high) return low;
  const scale = (fround(high - low) * (STEPS / (STEPS - 1))) / STEPS;
  const single = fround(scale);
  const start = fround(fround(Math.round(fround(low / single))) * single);
  return fround(start + (item - LEAST) * scale);
}

/** The limits of what is there, found in single precision; zero always lies within. */
function used_limits(x: NDArray, limits: Limits): Limits {
  let [least, most] = [Infinity, -Infinity];
  for (const item of number_data(x)) {
    least = Math.min(least, fround(item));
    most = Math.max(most, fround(item));
  }
  return {low: Math.min(0, float_of(least, limits)), high: float_of(most, limits)};
}

const scalar = (value: number): NDArray => new NDArray(float32, [], Float32Array.of(value));

const requantization_range: JsKernel = (inputs) => {
  const {low, high} = used_limits(input(inputs, 0), limits_of(inputs));
  return [scalar(low), scalar(high)];
};

/** Binary places of the numbers that the narrowing is made with. */
const PLACES = 16;
const UNIT = 2 ** PLACES;

/** From one range to another in whole numbers, as TensorFlow does it. */
function narrowed(x: NDArray, from: Limits, to: Limits): Uint8Array {
  const [wide, narrow] = [fround(from.high - from.low), fround(to.high - to.low)];
  const is_empty = narrow === 0;
  const scale = is_empty ? 0n : BigInt(Math.trunc((255 * UNIT * wide) / narrow));
  const middle = fround(fround(from.low + from.high) / 2);
  const inverse = is_empty ? 0 : fround(255 / narrow);
  const start = Math.trunc(fround(fround(middle * inverse) * UNIT));
  const offset = is_empty ? 0 : Math.trunc((to.low * 255 * UNIT) / narrow);
  const rest = BigInt(start - offset + UNIT / 2);
  return Uint8Array.from(number_data(x), (item) => {
    const place = (((BigInt(item) * scale) >> 32n) + rest) >> BigInt(PLACES);
    return Number(place < 0n ? 0n : place > 255n ? 255n : place);
  });
}

const quantize_down: JsKernel = (inputs, _attrs, context) => {
  const x = input(inputs, 0);
  const limits = limits_of(inputs);
  const used = used_limits(x, limits);
  const data = narrowed(x, limits, used);
  return [new NDArray(output_dtype(context), x.shape, data), scalar(used.low), scalar(used.high)];
};

export const REQUANTIZE_KERNELS: JsKernels = {
  QuantizeDownAndShrinkRange: quantize_down,
  RequantizationRange: requantization_range,
};
