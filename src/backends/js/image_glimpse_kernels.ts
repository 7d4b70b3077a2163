// Windows of images around given places; noise, which nobody can foretell, where they are outside.

import type {Attributes} from '../../compile/program.ts';
import {float32} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, integers, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';

const {fround} = Math;

/** Fills the glimpse of an image; both are [pixels, channels]. */
type Noise = (image: Float32Array, glimpse: Float32Array, channels: number) => void;

/** The least, the largest, the mean and the standard deviation of every `step`th number from `first` on. */
function facts(items: Float32Array, first: number, step: number): [number, number, number, number] {
  let [least, most, sum, squares, count] = [Infinity, -Infinity, 0, 0, 0];
  for (let at = first; at < items.length; at += step) {
    const item = items[at]!;
    [least, most] = [Math.min(least, item), Math.max(most, item)];
    sum += item;
    squares += item * item;
    count++;
  }
  const mean = sum / count;
  return [least, most, mean, Math.sqrt(Math.max(0, squares / count - mean * mean))];
}

function normal_number(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

const uniform: Noise = (image, glimpse) => {
  const [least, most] = facts(image, 0, 1);
  for (let at = 0; at < glimpse.length; at++) glimpse[at] = least + Math.random() * (most - least);
};

const gaussian: Noise = (image, glimpse, channels) => {
  for (let channel = 0; channel < channels; channel++) {
    const [least, most, mean, deviation] = facts(image, channel, channels);
    for (let at = channel; at < glimpse.length; at += channels) {
      const value = mean + normal_number() * deviation;
      glimpse[at] = Math.max(Math.min(value, most), least);
    }
  }
};

/** TensorFlow's kinds of noise; of none nothing is filled. */
function noise_of(attrs: Attributes): Noise | null {
  const name = attribute<string>(attrs, 'noise', 'uniform');
  if (name === '') return attribute(attrs, 'uniform_noise', true) ? uniform : gaussian;
  if (name === 'uniform') return uniform;
  if (name === 'gaussian') return gaussian;
  if (name === 'zero') return null;
  throw invalid_argument(`The noise could only be uniform, gaussian, or zero, got${name}`);
}

/** Which part of an axis of the image stands where in the glimpse. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly is_whole: boolean;
}

function part_of(start: number, window: number, size: number): Part {
  if (start < 0) {
    const seen = Math.max(0, window + start);
    return {from: 0, to: window - seen, count: Math.min(size, seen), is_whole: false};
  }
  if (start + window < size) return {from: start, to: 0, count: window, is_whole: true};
  return {from: start, to: 0, count: Math.min(size, Math.max(0, size - start)), is_whole: false};
}

/** Where a glimpse begins along an axis. */
type Begin = (offset: number, size: number, window: number) => number;

/** How offsets are read: in the first form they are always counted from the middle of the glimpse. */
function begin_of(attrs: Attributes, is_second: boolean): Begin {
  const is_normalized = attribute(attrs, 'normalized', true);
  const is_centered = attribute(attrs, 'centered', true);
  return (offset, size, window) => {
    let place = is_normalized ? fround(offset * size) : offset;
    const is_halved = is_centered && (is_normalized || !is_second);
    if (is_halved) place = fround(place / 2);
    if (is_centered) place = fround(place + size / 2);
    if (is_halved || !is_second) place = fround(place - window / 2);
    return Math.trunc(place);
  };
}

function check_shapes(images: NDArray, size: NDArray, offsets: NDArray): void {
  if (images.shape.length !== 4) {
    throw invalid_argument(
      `input must be 4-dimensional (batch_size, height, width, depth)${shape_text(images.shape)}`,
    );
  }
  if (size.shape.length !== 1 || size.size !== 2) {
    throw invalid_argument(`input must be a vector of size 2 (height, width)${shape_text(size.shape)}`);
  }
  if (offsets.shape.length !== 2)
    throw invalid_argument(`input must be a matrix${shape_text(offsets.shape)}`);
  if (offsets.shape[0] !== images.shape[0])
    throw invalid_argument(`first dimension should be batch${shape_text(offsets.shape)}`);
  if (offsets.shape[1] !== 2)
    throw invalid_argument(`second dimension should be of size 2 (y,x)${shape_text(offsets.shape)}`);
}

function glimpses(is_second: boolean): JsKernel {
  return (inputs, attrs) => {
    const [images, size, offsets] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    const noise = noise_of(attrs);
    check_shapes(images, size, offsets);
    const begin = begin_of(attrs, is_second);
    const [window_height = 0, window_width = 0] = integers(size);
    const [batch = 0, height = 0, width = 0, channels = 0] = images.shape;
    const result = zeros(float32, [batch, window_height, window_width, channels]);
    const [pixels, window] = [height * width * channels, window_height * window_width * channels];
    const places = offsets.data as Float32Array;
    for (let image = 0; image < batch; image++) {
      const source = (images.data as Float32Array).subarray(image * pixels, (image + 1) * pixels);
      const target = (result.data as Float32Array).subarray(image * window, (image + 1) * window);
      const rows = part_of(begin(places[2 * image]!, height, window_height), window_height, height);
      const columns = part_of(begin(places[2 * image + 1]!, width, window_width), window_width, width);
      if (!(rows.is_whole && columns.is_whole)) noise?.(source, target, channels);
      for (let row = 0; row < rows.count; row++) {
        const from = ((rows.from + row) * width + columns.from) * channels;
        const to = ((rows.to + row) * window_width + columns.to) * channels;
        target.set(source.subarray(from, from + columns.count * channels), to);
      }
    }
    return result;
  };
}

export const IMAGE_GLIMPSE_KERNELS: JsKernels = {
  ExtractGlimpse: glimpses(false),
  ExtractGlimpseV2: glimpses(true),
};
