// Convolutions of each channel by its own filters, and their gradients: direct sums over windows.

import type {Attributes} from '../../compile/program.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, integers, number_data, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {check_operands, read_convolution, slidings, type Convolution} from './conv_checks.ts';
import {with_halves} from './half.ts';
import {rounded} from './patches.ts';
import {windows_of} from './windows.ts';
import type {Windows} from './windows.ts';

/** Refuses what TensorFlow's CPU kernels do not take, before any array is looked at. */
function read_depthwise(attrs: Attributes): Convolution {
  const convolution = read_convolution(attrs, 4);
  const {strides, channels_first} = convolution;
  if (strides.length !== 4) throw invalid_argument('Sliding window strides field must specify 4 dimensions');
  const [row, column] = channels_first ? strides.slice(2) : strides.slice(1, 3);
  if (row !== column) {
    throw invalid_argument(
      'Current implementation only supports equal length strides in the row and column dimensions.',
    );
  }
  if (strides[0] !== 1 || strides[channels_first ? 1 : 3] !== 1) {
    throw invalid_argument(
      'Current implementation does not yet support strides in the batch and depth dimensions.',
    );
  }
  // TensorFlow's CPU kernels of this op do not look at dilations.
  return {...convolution, dilations: [1, 1, 1, 1]};
}

/**
 * Visits, for each row of each window, the places of it that stand in the image: the first of them in image and filter,
 * how many follow each other there, and the place in the result, as numbers of whole rows of channels.
 */
function for_each_product(
  {
    batch,
    input: [, in_height, in_width],
    window: [, height, width],
    stride,
    before,
    output: [, rows, columns],
  }: Windows,
  visit: (image: number, tap: number, count: number, result: number) => void,
): void {
  for (let image = 0, result = 0; image < batch; image++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, result++) {
        const [top, left] = [row * stride[1] - before[1], column * stride[2] - before[2]];
        for (let dy = Math.max(0, -top); dy < height && top + dy < in_height; dy++) {
          const line = (image * in_height + top + dy) * in_width + left;
          const first = Math.max(0, -left);
          const count = Math.min(width, in_width - left) - first;
          if (count > 0) visit(line + first, dy * width + first, count, result);
        }
      }
    }
  }
}

const depthwise: JsKernel = with_halves((inputs, attrs) => {
  const [image, filter] = [input(inputs, 0), input(inputs, 1)];
  const convolution = read_depthwise(attrs);
  check_operands(image, filter, 4);
  const channels = image.shape[convolution.channels_first ? 1 : 3] ?? 0;
  if (channels !== filter.shape[2]) {
    throw invalid_argument(`input and filter must have the same depth: ${channels} vs ${filter.shape[2]}`);
  }
  const windows = windows_of(image.shape[0] ?? 0, slidings(convolution, image.shape, filter.shape));
  if (convolution.channels_first)
    throw invalid_argument('Depthwise convolution on CPU is only supported for NHWC format');
  const times = filter.shape[3] ?? 0;
  const results = channels * times;
  const shape = [windows.batch, windows.output[1], windows.output[2], results];
  const sums = new Float64Array(element_count(shape));
  const [source, taps] = [number_data(image), number_data(filter)];
  for_each_product(windows, (place, tap, count, result) => {
    const to = result * results;
    let at = tap * results;
    for (let from = place * channels; from < (place + count) * channels; from += channels) {
      for (let channel = 0, index = to; channel < channels; channel++) {
        const item = source[from + channel] as number;
        for (let time = 0; time < times; time++, index++, at++) {
          sums[index] = (sums[index] as number) + item * (taps[at] as number);
        }
      }
    }
  });
  return new NDArray(image.dtype, shape, rounded(image.dtype, sums));
});

/** Shapes of image, filter and result, as the gradients' checks see them. */
interface Shapes {
  readonly image: readonly number[];
  readonly filter: readonly number[];
  readonly change: readonly number[];
}

/** The windows of a gradient. Refuses shapes that do not go together. */
function back_windows(label: string, convolution: Convolution, {image, filter, change}: Shapes): Windows {
  const refuse = (text: string): never => {
    throw invalid_argument(`${label}: ${text}`);
  };
  if (image.length !== 4) refuse('input must be 4-dimensional');
  if (filter.length !== 4) refuse('filter must be 4-dimensional');
  if (change.length !== 4) refuse('out_backprop must be 4-dimensional');
  if (image[0] !== change[0]) refuse('input and out_backprop must have the same batch size');
  const channel = convolution.channels_first ? 1 : 3;
  const [rows, columns] = convolution.channels_first ? [2, 3] : [1, 2];
  if (image[channel] !== filter[2]) refuse('input and filter must have the same in_depth');
  if ((filter[2] ?? 0) * (filter[3] ?? 0) !== change[channel]) {
    refuse('depth_multiplier * in_depth not equal to out_depth');
  }
  const windows = windows_of(image[0] ?? 0, slidings(convolution, image, filter));
  const sides = [
    ['rows', change[rows ?? 1], windows.output[1]],
    ['columns', change[columns ?? 2], windows.output[2]],
  ] as const;
  for (const [side, actual, computed] of sides) {
    if (actual !== computed) {
      refuse(
        `Number of ${side} of out_backprop doesn't match computed: actual = ${actual}, computed = ${computed}`,
      );
    }
  }
  if (convolution.channels_first)
    throw invalid_argument('Depthwise convolution on CPU is only supported for NHWC format');
  return windows;
}

const back_to_image: JsKernel = with_halves((inputs, attrs) => {
  const [filter, change] = [input(inputs, 1), input(inputs, 2)];
  const shape = integers(input(inputs, 0));
  const convolution = read_depthwise(attrs);
  const shapes = {image: shape, filter: filter.shape, change: change.shape};
  const windows = back_windows('DepthwiseConv2DBackpropInput', convolution, shapes);
  const sums = new Float64Array(element_count(shape));
  if (sums.length === 0) return zeros(filter.dtype, shape);
  const [channels, times] = [filter.shape[2] ?? 0, filter.shape[3] ?? 0];
  const [taps, dy] = [number_data(filter), number_data(change)];
  for_each_product(windows, (place, tap, count, result) => {
    const from = result * channels * times;
    let at = tap * channels * times;
    for (let to = place * channels; to < (place + count) * channels; to += channels) {
      for (let channel = 0, index = from; channel < channels; channel++) {
        let sum = 0;
        for (let time = 0; time < times; time++, index++, at++) {
          sum += (dy[index] as number) * (taps[at] as number);
        }
        sums[to + channel] = (sums[to + channel] as number) + sum;
      }
    }
  });
  return new NDArray(filter.dtype, shape, rounded(filter.dtype, sums));
});

const back_to_filter: JsKernel = with_halves((inputs, attrs) => {
  const [image, change] = [input(inputs, 0), input(inputs, 2)];
  const shape = integers(input(inputs, 1));
  const convolution = read_depthwise(attrs);
  const shapes = {image: image.shape, filter: shape, change: change.shape};
  const windows = back_windows('DepthwiseConv2DBackpropFilter', convolution, shapes);
  const sums = new Float64Array(element_count(shape));
  const [channels, times] = [shape[2] ?? 0, shape[3] ?? 0];
  const [source, dy] = [number_data(image), number_data(change)];
  for_each_product(windows, (place, tap, count, result) => {
    const from = result * channels * times;
    let to = tap * channels * times;
    for (let at = place * channels; at < (place + count) * channels; at += channels) {
      for (let channel = 0, index = from; channel < channels; channel++) {
        const item = source[at + channel] as number;
        for (let time = 0; time < times; time++, index++, to++) {
          sums[to] = (sums[to] as number) + item * (dy[index] as number);
        }
      }
    }
  });
  return new NDArray(image.dtype, shape, rounded(image.dtype, sums));
});

export const DEPTHWISE_KERNELS: JsKernels = {
  DepthwiseConv2dNative: depthwise,
  DepthwiseConv2dNativeBackpropInput: back_to_image,
  DepthwiseConv2dNativeBackpropFilter: back_to_filter,
};
