// Convolutions of images that are resized bilinearly and padded with mirror images first.

import type {Attributes} from '../../compile/program.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {allocate_numbers, attribute, input, integers, number_data} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {check_operands, check_sliding, read_convolution} from './conv_checks.ts';
import {convolved} from './conv_kernels.ts';
import {with_halves} from './half.ts';
import {mirror_padded} from './mirror_kernels.ts';

/** The place of the image, as a fraction, that a place of the resized one shows, and the two around it. */
function sources(size: number, wanted: number, has_corners: boolean): (readonly [number, number, number])[] {
  const scale = has_corners && wanted > 1 ? (size - 1) / (wanted - 1) : size / wanted;
  return Array.from({length: wanted}, (_, index) => {
    const place = Math.fround(index * Math.fround(scale));
    const lower = Math.floor(place);
    return [lower, Math.min(lower + 1, size - 1), Math.fround(place - lower)];
  });
}

/** `image` in another height and width, each element out of the four around it. */
function resized(image: NDArray, size: NDArray, has_corners: boolean): NDArray {
  const [batch = 0, height = 0, width = 0, channels = 0] = image.shape;
  const [wanted_height = 0, wanted_width = 0] = integers(size);
  if (wanted_height <= 0 || wanted_width <= 0) throw invalid_argument('output dimensions must be positive');
  const [rows, columns] = [
    sources(height, wanted_height, has_corners),
    sources(width, wanted_width, has_corners),
  ];
  const shape = [batch, wanted_height, wanted_width, channels];
  const data = allocate_numbers(image.dtype, batch * wanted_height * wanted_width * channels);
  const source = number_data(image);
  let target = 0;
  for (let index = 0; index < batch; index++) {
    for (const [top, bottom, down] of rows) {
      for (const [left, right, across] of columns) {
        for (let channel = 0; channel < channels; channel++) {
          const at = (y: number, x: number): number =>
            source[((index * height + y) * width + x) * channels + channel] as number;
          const upper = at(top, left) + (at(top, right) - at(top, left)) * across;
          const lower = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * across;
          data[target++] = upper + (lower - upper) * down;
        }
      }
    }
  }
  return new NDArray(image.dtype, shape, data);
}

function padded_and_convolved(
  image: NDArray,
  paddings: NDArray,
  filter: NDArray,
  attrs: Attributes,
): NDArray {
  const convolution = read_convolution(attrs, 4);
  check_sliding(convolution, {strides: 'Sliding window strides', dilations: 'Dilations'});
  const padded = mirror_padded(image, paddings, attribute<string>(attrs, 'mode', 'REFLECT'));
  check_operands(image, filter, 4);
  const [depth, taken] = [image.shape[3], filter.shape[2]];
  if (depth !== taken)
    throw invalid_argument(`input and filter must have the same depth: ${depth} vs ${taken}`);
  return convolved(padded, filter, convolution);
}

const pad_and_convolve: JsKernel = with_halves((inputs, attrs) =>
  padded_and_convolved(input(inputs, 0), input(inputs, 1), input(inputs, 2), attrs),
);

const resize_pad_and_convolve: JsKernel = with_halves((inputs, attrs) => {
  const has_corners = attribute(attrs, 'resize_align_corners', false);
  const image = resized(input(inputs, 0), input(inputs, 1), has_corners);
  return padded_and_convolved(image, input(inputs, 2), input(inputs, 3), attrs);
});

export const FUSED_CONV_KERNELS: JsKernels = {
  FusedPadConv2D: pad_and_convolve,
  FusedResizeAndPadConv2D: resize_pad_and_convolve,
};
