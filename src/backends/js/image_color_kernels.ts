// Colours of pixels: hue, saturation and value, and images with other hues, saturations and contrasts.

import {FAILED_PRECONDITION} from '../../errors.ts';
import {float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {input, number_data, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {rounding_to} from './half.ts';
import type {Round} from './half.ts';
import {single_floats} from './image_sizes.ts';

const {fround} = Math;

/** Writes the other three numbers of the pixel that starts at `at`. */
type PixelRule = (source: NumberData, target: NumberData, at: number, round: Round) => void;

function to_hsv(source: NumberData, target: NumberData, at: number, round: Round): void {
  const [r, g, b] = [source[at]!, source[at + 1]!, source[at + 2]!];
  const value = Math.max(r, g, b);
  const range = round(value - Math.min(r, g, b));
  const norm = round(round(1 / range) * round(1 / 6));
  let hue = 0;
  if (range > 0) {
    if (r === value) hue = round(norm * round(g - b));
    else if (g === value) hue = round(round(norm * round(b - r)) + round(2 / 6));
    else hue = round(round(norm * round(r - g)) + round(4 / 6));
  }
  target[at] = hue < 0 ? hue + 1 : hue;
  target[at + 1] = value > 0 ? range / value : 0;
  target[at + 2] = value;
}

function clipped(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}

function to_rgb(source: NumberData, target: NumberData, at: number, round: Round): void {
  const [hue, saturation, value] = [source[at]!, source[at + 1]!, source[at + 2]!];
  const sixths = round(hue * 6);
  const white = round(1 - saturation);
  const mixed = (share: number): number => round(white + round(saturation * share)) * value;
  target[at] = mixed(clipped(round(Math.abs(round(sixths - 3)) - 1)));
  target[at + 1] = mixed(clipped(round(2 - Math.abs(round(sixths - 2)))));
  target[at + 2] = mixed(clipped(round(2 - Math.abs(round(sixths - 4)))));
}

function of_pixels(rule: PixelRule): JsKernel {
  return (inputs) => {
    const images = input(inputs, 0);
    if (images.shape.length < 1)
      throw invalid_argument(`input must be at least 1D${shape_text(images.shape)}`);
    const channels = images.shape.at(-1);
    if (channels !== 3)
      throw new KernelError(
        FAILED_PRECONDITION,
        `input must have 3 channels but input only has ${channels} channels.`,
      );
    const result = zeros(images.dtype, images.shape);
    const round = rounding_to(images.dtype);
    for (let at = 0; at < images.size; at += 3) rule(number_data(images), number_data(result), at, round);
    return result;
  };
}

/** The amount by which images are adjusted. */
function checked_amount(images: NDArray, amount: NDArray, name: string): number {
  if (images.shape.length < 3)
    throw invalid_argument(`input must be at least 3-D, got shape${shape_text(images.shape)}`);
  if (amount.shape.length !== 0)
    throw invalid_argument(`${name} must be scalar: ${shape_text(amount.shape)}`);
  return number_data(amount)[0] as number;
}

function check_channels(images: NDArray): void {
  const channels = images.shape.at(-1);
  if (channels !== 3)
    throw invalid_argument(`input must have 3 channels but instead has ${channels} channels.`);
}

/** For each sixth of the circle of hues: which channel is largest, which between, which smallest. */
const SIXTHS = [
  [0, 1, 2],
  [1, 0, 2],
  [1, 2, 0],
  [2, 1, 0],
  [2, 0, 1],
  [0, 2, 1],
] as const;

/** In which sixth of the circle a colour lies; equal channels may count to either side. */
function sixth_of(r: number, g: number, b: number): number {
  if (r < g) {
    if (b < r) return 1;
    return b > g ? 3 : 2;
  }
  if (b < g) return 0;
  return b > r ? 4 : 5;
}

function turned(source: NumberData, target: NumberData, at: number, delta: number): void {
  const sixth = sixth_of(source[at]!, source[at + 1]!, source[at + 2]!);
  const [top, middle, bottom] = SIXTHS[sixth] as readonly [number, number, number];
  const [largest, smallest] = [source[at + top]!, source[at + bottom]!];
  const range = fround(largest - smallest);
  let hue = 0;
  if (largest !== smallest) {
    const ratio = fround(fround(source[at + middle]! - smallest) / range);
    hue = fround(sixth + (sixth % 2 === 0 ? ratio : fround(1 - ratio)));
  }
  hue = fround(hue + delta);
  while (hue < 0) hue = fround(hue + 6);
  while (hue >= 6) hue = fround(hue - 6);
  const now = Math.trunc(hue);
  const rest = fround(hue - now);
  const share = now % 2 === 0 ? rest : fround(1 - rest);
  const [new_top, new_middle, new_bottom] = (SIXTHS[now] ?? SIXTHS[5]) as readonly [number, number, number];
  target[at + new_top] = largest;
  target[at + new_middle] = smallest + fround(share * range);
  target[at + new_bottom] = smallest;
}

const adjust_hue: JsKernel = (inputs) => {
  const images = input(inputs, 0);
  const delta = fround(checked_amount(images, input(inputs, 1), 'delta') * 6);
  check_channels(images);
  if (!Number.isFinite(delta) && images.size > 0)
    throw invalid_argument(`delta must be finite, got ${delta}`);
  const result = zeros(float32, images.shape);
  for (let at = 0; at < images.size; at += 3) turned(number_data(images), number_data(result), at, delta);
  return result;
};

/** Hue, saturation and value of a colour, in the steps of the op that changes saturations. */
function hsv_of(r: number, g: number, b: number): [number, number, number] {
  const value = Math.max(r, g, b);
  const range = fround(value - Math.min(r, g, b));
  const saturation = value > 0 ? fround(range / value) : 0;
  const norm = fround(1 / fround(6 * range));
  let hue = 0;
  if (range > 0) {
    if (r === value) hue = fround(norm * fround(g - b));
    else if (g === value) hue = fround(fround(norm * fround(b - r)) + 2 / 6);
    else hue = fround(fround(norm * fround(r - g)) + 4 / 6);
  }
  return [hue < 0 ? fround(hue + 1) : hue, saturation, value];
}

function saturated(source: NumberData, target: NumberData, at: number, scale: number): void {
  const [hue, old, value] = hsv_of(source[at]!, source[at + 1]!, source[at + 2]!);
  const saturation = clipped(fround(old * scale));
  const chroma = fround(saturation * value);
  const least = fround(value - chroma);
  const sixths = fround(hue * 6);
  let rest = sixths;
  while (rest <= 0) rest = fround(rest + 2);
  while (rest >= 2) rest = fround(rest - 2);
  const between = fround(chroma * fround(1 - Math.abs(fround(rest - 1))));
  const order = SIXTHS[Math.trunc(sixths)];
  for (let channel = 0; channel < 3; channel++) target[at + channel] = least;
  if (order === undefined) return;
  target[at + order[0]] = chroma + least;
  target[at + order[1]] = between + least;
}

const adjust_saturation: JsKernel = (inputs) => {
  const images = input(inputs, 0);
  const scale = checked_amount(images, input(inputs, 1), 'scale');
  check_channels(images);
  const result = zeros(float32, images.shape);
  for (let at = 0; at < images.size; at += 3) saturated(number_data(images), number_data(result), at, scale);
  return result;
};

/** The mean of each channel of the image that starts at `start`: halves added until one pixel is left. */
function means(source: NumberData, start: number, pixels: number, channels: number): Float32Array {
  const sums = Float32Array.from(source.subarray(start, start + pixels * channels));
  for (let left = pixels; left > 1;) {
    const right = Math.floor(left / 2);
    left -= right;
    for (let at = 0; at < right * channels; at++) sums[at]! += sums[left * channels + at]!;
  }
  const scale = fround(1 / pixels);
  return sums.subarray(0, channels).map((sum) => sum * scale);
}

/** The same as sums of columns, one after the other. */
function means_by_columns(
  source: NumberData,
  start: number,
  [height, width]: readonly [number, number],
  channels: number,
): Float32Array {
  const sums = new Float32Array(channels);
  for (let column = 0; column < width; column++)
    for (let row = 0; row < height; row++) {
      const at = start + (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++) sums[channel]! += source[at + channel]!;
    }
  return sums.map((sum) => sum / (height * width));
}

/** The contrast of single floats; `is_first`: as the first form of the op adds up. */
function contrasted(images: NDArray, factor: number, is_first: boolean): NDArray {
  const result = zeros(float32, images.shape);
  if (images.size === 0) return result;
  const [source, target] = [number_data(images), number_data(result)];
  const rank = images.shape.length;
  const channels = images.shape[rank - 1] ?? 0;
  const [height = 0, width = 0] = images.shape.slice(rank - 3);
  const pixels = height * width;
  for (let start = 0; start < images.size; start += pixels * channels) {
    const mean = is_first
      ? means_by_columns(source, start, [height, width], channels)
      : means(source, start, pixels, channels);
    for (let at = start; at < start + pixels * channels; at++) {
      const own = mean[(at - start) % channels]!;
      target[at] = own + fround(factor * fround(source[at]! - own));
    }
  }
  return result;
}

const adjust_contrast: JsKernel = (inputs) => {
  const images = input(inputs, 0);
  return contrasted(images, checked_amount(images, input(inputs, 1), 'contrast_factor'), false);
};

const adjust_contrast_within: JsKernel = (inputs) => {
  const images = input(inputs, 0);
  const [factor, least, most] = ['contrast_factor', 'min_value', 'max_value'].map((name, at) =>
    checked_amount(images, input(inputs, at + 1), name),
  ) as [number, number, number];
  const result = contrasted(new NDArray(float32, images.shape, single_floats(images)), factor, true);
  const target = number_data(result);
  for (let at = 0; at < target.length; at++) target[at] = Math.max(Math.min(target[at]!, most), least);
  return result;
};

export const IMAGE_COLOR_KERNELS: JsKernels = {
  AdjustContrast: adjust_contrast_within,
  AdjustContrastv2: adjust_contrast,
  AdjustHue: adjust_hue,
  AdjustSaturation: adjust_saturation,
  HSVToRGB: of_pixels(to_rgb),
  RGBToHSV: of_pixels(to_hsv),
};
