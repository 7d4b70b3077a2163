// Rounding to the levels of a range, as training simulates quantised numbers, and its gradients; and quantised arrays.
// Single floats throughout, as TensorFlow's.

import type {Attributes} from '../../compile/program.ts';
import {float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  allocate_numbers,
  attribute,
  input,
  int_attribute,
  number_data,
  output_dtype,
  shape_text,
} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {largest_of, lowest_of} from './lowest.ts';
import {rounded} from './patches.ts';
import {round_half_even} from './special_functions.ts';

const {abs, floor, fround, max, min, round} = Math;

/** A range whose ends are moved so that zero is one of its levels. */
interface Nudged {
  readonly low: number;
  readonly high: number;
  readonly scale: number;
}

/** Half away from zero, as C rounds. */
function round_away(x: number): number {
  return x < 0 ? -round(-x) : round(x);
}

function nudged(low: number, high: number, attrs: Attributes): Nudged {
  const bits = int_attribute(attrs, 'num_bits', 8);
  if (bits < 2 || bits > 16) throw invalid_argument('num_bits must be between 2 and 16, inclusive');
  const least = attribute(attrs, 'narrow_range', false) ? 1 : 0;
  const most = 2 ** bits - 1;
  const scale = fround(fround(high - low) / (most - least));
  const zero = fround(least - fround(low / scale));
  const level = zero < least ? least : zero > most ? most : round_away(zero);
  return {low: fround((least - level) * scale), high: fround((most - level) * scale), scale};
}

/** One element at its level. */
function at_level(item: number, {low, high, scale}: Nudged, multiplies: boolean): number {
  const clamped = max(low, min(high, item));
  const shifted = fround(clamped - low);
  const steps = multiplies ? fround(shifted * fround(1 / scale)) : fround(shifted / scale);
  return fround(fround(floor(fround(steps + 0.5)) * scale) + low);
}

function args_range(attrs: Attributes): Nudged {
  const [low, high] = [fround(attribute(attrs, 'min', -6)), fround(attribute(attrs, 'max', 6))];
  if (low >= high) throw invalid_argument(`min has to be smaller than max, was: ${low} >= ${high}`);
  return nudged(low, high, attrs);
}

const by_args: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const range = args_range(attrs);
  const source = number_data(x);
  const data = Float32Array.from({length: x.size}, (_, index) =>
    at_level(source[index] as number, range, true),
  );
  return new NDArray(float32, x.shape, data);
};

/** The gradient where the element is within the range. */
function let_through(change: NumberData, source: NumberData, index: number, {low, high}: Nudged): number {
  const item = source[index] as number;
  return (change[index] as number) * (item >= low && item <= high ? 1 : 0);
}

function check_same_size(dy: NDArray, x: NDArray, text: string): void {
  if (String(dy.shape) !== String(x.shape)) throw invalid_argument(text);
}

const by_args_gradient: JsKernel = (inputs, attrs, {node}) => {
  const [dy, x] = [input(inputs, 0), input(inputs, 1)];
  check_same_size(
    dy,
    x,
    `Inputs to operation ${node} of type FakeQuantWithMinMaxArgsGradient must have the same size and shape.  ` +
      `Input 0: ${shape_text(dy.shape)} != input 1: ${shape_text(x.shape)}`,
  );
  const range = args_range(attrs);
  const [change, source] = [number_data(dy), number_data(x)];
  const data = Float32Array.from({length: x.size}, (_, index) => let_through(change, source, index, range));
  return new NDArray(float32, x.shape, data);
};

/** The range of each channel; one for all where the limits are scalars. */
function ranges_of(
  x: NDArray,
  low: NDArray,
  high: NDArray,
  attrs: Attributes,
  is_channel: boolean,
): Nudged[] {
  if (is_channel) {
    const depth = x.shape.at(-1) ?? 0;
    for (const [name, {size}] of [
      ['min', low],
      ['max', high],
    ] as const) {
      if (size !== depth) throw invalid_argument(`${name} has incorrect size, expected ${depth} was ${size}`);
    }
  }
  const [lows, highs] = [number_data(low), number_data(high)];
  return Array.from({length: low.size}, (_, channel) =>
    nudged(lows[channel] as number, highs[channel] as number, attrs),
  );
}

function by_tensors(is_channel: boolean): JsKernel {
  return (inputs, attrs) => {
    const [x, low, high] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    const ranges = ranges_of(x, low, high, attrs, is_channel);
    const source = number_data(x);
    const data = new Float32Array(x.size);
    // A range that is zero holds nothing but zero.
    const is_nothing = !is_channel && number_data(low)[0] === 0 && number_data(high)[0] === 0;
    const count = is_nothing ? 0 : x.size;
    for (let index = 0; index < count; index++) {
      data[index] = at_level(source[index] as number, ranges[index % ranges.length] as Nudged, false);
    }
    return new NDArray(float32, x.shape, data);
  };
}

function by_tensors_gradient(is_channel: boolean): JsKernel {
  return (inputs, attrs) => {
    const [dy, x, low, high] = [0, 1, 2, 3].map((index) => input(inputs, index)) as [
      NDArray,
      NDArray,
      NDArray,
      NDArray,
    ];
    check_same_size(dy, x, 'gradient and input must be the same size');
    const ranges = ranges_of(x, low, high, attrs, is_channel);
    const [change, source] = [number_data(dy), number_data(x)];
    const data = new Float32Array(x.size);
    const [below, above] = [new Float64Array(ranges.length), new Float64Array(ranges.length)];
    for (let index = 0; index < x.size; index++) {
      const channel = index % ranges.length;
      const range = ranges[channel] as Nudged;
      const [item, slope] = [source[index] as number, change[index] as number];
      data[index] = let_through(change, source, index, range);
      if (item < range.low) below[channel] = (below[channel] as number) + slope;
      if (item > range.high) above[channel] = (above[channel] as number) + slope;
    }
    return [
      new NDArray(float32, x.shape, data),
      new NDArray(float32, low.shape, rounded(float32, below)),
      new NDArray(float32, high.shape, rounded(float32, above)),
    ];
  };
}

/** The range that QuantizeV2 works with: zero is in it, and it is not too narrow. */
function wide_range(low: number, high: number): readonly [number, number] {
  if (high < low) throw invalid_argument('input_max_range must be larger than input_min_range.');
  const least = min(0, low);
  const epsilon = fround(max(1, abs(low), abs(high)) / 100);
  return [least, max(0, high, fround(least + epsilon))];
}

/** How one mode of QuantizeV2 makes a level of an element, and the range that it stands for. */
interface Quantizer {
  readonly level: (item: number) => number;
  readonly range: readonly [number, number];
}

function combined(low: number, high: number, least: number, most: number): Quantizer {
  const scale = fround((most - least) / fround(high - low));
  const half = least < 0 ? fround((most - least + 1) / 2) : 0;
  const steps = (item: number): number => fround(fround(max(low, min(high, item)) - low) * scale);
  return {
    range: [low, high],
    level:
      least < 0
        ? (item) => round_away(fround(steps(item) - half))
        : (item) => Math.trunc(fround(steps(item) + 0.5)),
  };
}

function minimum_first(low: number, high: number, least: number, most: number): Quantizer {
  const scale = fround((most - least) / (high - low));
  const first = round_away(fround(low * scale));
  const offset = fround(first - least);
  // The largest single float that is no larger than `most`.
  const top = fround(most) > most ? fround(most * (1 - 2 ** -24)) : most;
  return {
    range: [low, high],
    level: (item) => max(least, min(top, fround(round_away(fround(item * scale)) - offset))),
  };
}

function scaled(low: number, high: number, least: number, most: number, to_even: boolean): Quantizer {
  const largest = Number(largest_of(float32));
  const by_low = least * low > 0 ? fround(least / low) : largest;
  const by_high = most * high > 0 ? fround(most / high) : largest;
  const scale = min(by_low, by_high);
  const range = [fround(least / scale), fround(most / scale)] as const;
  const to_whole = to_even ? round_half_even : round_away;
  return {range, level: (item) => to_whole(fround(max(range[0], min(range[1], item)) * scale))};
}

const quantize: JsKernel = (inputs, attrs, context) => {
  const x = input(inputs, 0);
  const mode = attribute<string>(attrs, 'mode', 'MIN_COMBINED');
  const round_mode = attribute<string>(attrs, 'round_mode', 'HALF_AWAY_FROM_ZERO');
  if (round_mode === 'HALF_TO_EVEN' && mode !== 'SCALED') {
    throw invalid_argument(
      `Round mode 'HALF_TO_EVEN' only supported for mode 'SCALED', but mode is '${mode}'.`,
    );
  }
  const dtype = output_dtype(context);
  const limits = [1, 2].map((index) => number_data(input(inputs, index))[0] as number) as [number, number];
  const [low, high] = wide_range(...limits);
  const [least, most] = [Number(lowest_of(dtype)), Number(largest_of(dtype))];
  const {level, range} =
    mode === 'SCALED'
      ? scaled(low, high, least, most, round_mode === 'HALF_TO_EVEN')
      : (mode === 'MIN_FIRST' ? minimum_first : combined)(low, high, least, most);
  const source = number_data(x);
  const data = allocate_numbers(dtype, x.size);
  for (let index = 0; index < x.size; index++) {
    const item = level(source[index] as number);
    // What is too large for 32 bits becomes the least number there is, as on x86.
    data[index] = item > most ? least : item;
  }
  const scalar = (value: number): NDArray => new NDArray(float32, [], Float32Array.of(value));
  return [new NDArray(dtype, x.shape, data), scalar(range[0]), scalar(range[1])];
};

const dequantize: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const mode = attribute<string>(attrs, 'mode', 'MIN_COMBINED');
  const [low, high] = [1, 2].map((index) => number_data(input(inputs, index))[0] as number) as [
    number,
    number,
  ];
  const [least, most] = [Number(lowest_of(x.dtype)), Number(largest_of(x.dtype))];
  const [source, data] = [Float32Array.from(number_data(x)), new Float32Array(x.size)];
  const span = fround(fround(most) - least);
  if (mode === 'SCALED') {
    const by_high = fround(high / most);
    const scale = least === 0 ? by_high : max(fround(low / least), by_high);
    for (let index = 0; index < x.size; index++) data[index] = (source[index] as number) * scale;
  } else if (mode === 'MIN_FIRST') {
    const scale = fround(fround(high - low) / span);
    const first = high === low ? low : fround(round_away(fround(low / scale)) * scale);
    const lowest = least < 0 ? fround(least * scale) : 0;
    const offset = fround(first - lowest);
    for (let index = 0; index < x.size; index++) {
      data[index] = fround(fround((source[index] as number) * scale) + offset);
    }
  } else {
    const half = least < 0 ? fround((most - least + 1) / 2) : 0;
    const scale = fround(fround(high - low) / span);
    for (let index = 0; index < x.size; index++) {
      data[index] = fround(fround(fround((source[index] as number) + half) * scale) + low);
    }
  }
  return new NDArray(float32, x.shape, data);
};

export const FAKE_QUANT_KERNELS: JsKernels = {
  FakeQuantWithMinMaxArgs: by_args,
  FakeQuantWithMinMaxArgsGradient: by_args_gradient,
  FakeQuantWithMinMaxVars: by_tensors(false),
  FakeQuantWithMinMaxVarsGradient: by_tensors_gradient(false),
  FakeQuantWithMinMaxVarsPerChannel: by_tensors(true),
  FakeQuantWithMinMaxVarsPerChannelGradient: by_tensors_gradient(true),
  QuantizeV2: quantize,
  Dequantize: dequantize,
};
