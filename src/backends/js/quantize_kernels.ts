// Rounding to few levels and back, of floats that stay floats.

import type {Attributes} from '../../compile/program.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  allocate_numbers,
  attribute,
  count_between,
  input,
  int_attribute,
  integer,
  number_data,
  zeros,
} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {rounding_to} from './half.ts';
import type {Round} from './half.ts';
import {largest_of} from './lowest.ts';
import {round_half_even} from './special_functions.ts';

const {floor, max, min} = Math;

/** A range of floats in integers: both ends, and the steps either way. */
interface Levels {
  readonly low: number;
  readonly high: number;
  readonly scale: number;
  readonly inverse: number;
}

interface Options {
  readonly is_signed: boolean;
  readonly bits: number;
  readonly is_narrow: boolean;
  readonly rounds_up: boolean;
}

function read_options(attrs: Attributes, bits: number): Options {
  const is_signed = attribute(attrs, 'signed_input', true);
  if (bits <= 0 || bits >= (is_signed ? 62 : 63))
    throw invalid_argument(`num_bits is out of range: ${bits} with signed_input_ ${Number(is_signed)}`);
  return {
    is_signed,
    bits,
    is_narrow: attribute(attrs, 'narrow_range', false),
    rounds_up: attribute<string>(attrs, 'round_mode', 'HALF_TO_EVEN') === 'HALF_UP',
  };
}

/** The largest scale by which the range stays within the integers and zero stays zero. */
function levels_of(low: number, high: number, options: Options, round: Round, largest: number): Levels {
  const {is_signed, bits, is_narrow} = options;
  const least = is_signed ? -(2 ** (bits - 1)) + (is_narrow ? 1 : 0) : 0;
  const most = is_signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  const by_low = least * low > 0 ? round(least / low) : largest;
  const by_high = most * high > 0 ? round(most / high) : largest;
  if (by_low < by_high) {
    const inverse = round(low / least);
    return {low, high: round(most * inverse), scale: by_low, inverse};
  }
  const inverse = round(high / most);
  return {low: round(least * inverse), high, scale: by_high, inverse};
}

/** The places of one channel: `count` runs of `size`, `step` apart. */
interface Places {
  readonly start: number;
  readonly count: number;
  readonly size: number;
  readonly step: number;
}

function for_each_place({start, count, size, step}: Places, visit: (place: number) => void): void {
  for (let run = 0; run < count; run++) {
    const from = start + run * step;
    for (let place = from; place < from + size; place++) visit(place);
  }
}

function quantize_places(
  source: NumberData,
  data: NumberData,
  places: Places,
  limits: readonly [number, number] | null,
  options: Options,
  round: Round,
  largest: number,
): void {
  let [low, high] = limits ?? [Infinity, -Infinity];
  if (limits === null) {
    for_each_place(places, (place) => {
      low = min(low, source[place] as number);
      high = max(high, source[place] as number);
    });
  }
  const levels = levels_of(low, high, options, round, largest);
  for_each_place(places, (place) => {
    const item = source[place] as number;
    const clamped = limits === null ? item : max(levels.low, min(levels.high, item));
    const scaled = round(clamped * levels.scale);
    const level = options.rounds_up ? floor(round(scaled + 0.5)) : round_half_even(scaled);
    data[place] = level * levels.inverse;
  });
}

/** The places of each channel along `axis`; all together for -1. */
function channels_of(shape: readonly number[], axis: number, size: number): readonly Places[] {
  if (axis < 0) return [{start: 0, count: 1, size, step: size}];
  const [inner, channels] = [count_between(shape, axis + 1, shape.length), shape[axis] ?? 0];
  const count = count_between(shape, 0, axis);
  return Array.from({length: channels}, (_, channel) => ({
    start: channel * inner,
    count,
    size: inner,
    step: channels * inner,
  }));
}

function check_limits(low: number, high: number): void {
  if (low > high) throw invalid_argument(`Invalid range: input_min ${low} > input_max ${high}`);
}

/** `bits_input`: the input that holds the number of bits, for the version that has one. */
function quantize_and_dequantize(bits_input: number | null): JsKernel {
  return (inputs, attrs) => {
    const x = input(inputs, 0);
    const bits =
      bits_input === null ? int_attribute(attrs, 'num_bits', 8) : integer(input(inputs, bits_input));
    const options = read_options(attrs, bits);
    const axis = int_attribute(attrs, 'axis', -1);
    const is_given = attribute(attrs, 'range_given', bits_input !== null);
    const lows = inputs.length > 1 ? number_data(input(inputs, 1)) : [attribute(attrs, 'input_min', 0)];
    const highs = inputs.length > 1 ? number_data(input(inputs, 2)) : [attribute(attrs, 'input_max', 0)];
    const data = allocate_numbers(x.dtype, x.size);
    const [round, largest] = [rounding_to(x.dtype), Number(largest_of(x.dtype))];
    channels_of(x.shape, axis, x.size).forEach((places, channel) => {
      const limits = [lows[channel] as number, highs[channel] as number] as const;
      if (is_given) check_limits(...limits);
      quantize_places(number_data(x), data, places, is_given ? limits : null, options, round, largest);
    });
    return new NDArray(x.dtype, x.shape, data);
  };
}

/** What is within the range lets the gradient through; the range itself has none. */
const quantize_and_dequantize_grad: JsKernel = (inputs, attrs) => {
  const [dy, x, low, high] = [0, 1, 2, 3].map((index) => input(inputs, index)) as [
    NDArray,
    NDArray,
    NDArray,
    NDArray,
  ];
  const data = allocate_numbers(x.dtype, x.size);
  const [change, source] = [number_data(dy), number_data(x)];
  channels_of(x.shape, int_attribute(attrs, 'axis', -1), x.size).forEach((places, channel) => {
    const [least, most] = [number_data(low)[channel] as number, number_data(high)[channel] as number];
    for_each_place(places, (place) => {
      const item = source[place] as number;
      data[place] = (change[place] as number) * (item >= least && item <= most ? 1 : 0);
    });
  });
  return [new NDArray(x.dtype, x.shape, data), zeros(x.dtype, low.shape), zeros(x.dtype, high.shape)];
};

export const QUANTIZE_KERNELS: JsKernels = {
  QuantizeAndDequantize: quantize_and_dequantize(null),
  QuantizeAndDequantizeV2: quantize_and_dequantize(null),
  QuantizeAndDequantizeV3: quantize_and_dequantize(3),
  QuantizeAndDequantizeV4: quantize_and_dequantize(null),
  QuantizeAndDequantizeV4Grad: quantize_and_dequantize_grad,
};
