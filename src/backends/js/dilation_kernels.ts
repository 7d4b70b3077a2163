// Greyscale dilation and its gradients: the largest sum of image and filter in each window.

import type {Attributes} from '../../compile/program.ts';
import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {NDArrayData} from '../../types/ndarray.ts';
import {allocate, decoded_data, element_count, encoded_bits} from '../../types/ndarray_storage.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {attribute, input, shape_text} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {half_rounding} from './half.ts';
import {lowest_of} from './lowest.ts';
import {windows_of} from './windows.ts';
import type {Windows} from './windows.ts';

/** Numbers or bigints: this file adds and compares without knowing which. */
type Item = number;

function four(attrs: Attributes, name: string, words: string): readonly number[] {
  const numbers = attribute<readonly number[]>(attrs, name, []).map(Number);
  if (numbers.length !== 4) throw invalid_argument(`${words} field must specify 4 dimensions`);
  return numbers;
}

/** The windows of `image` by `filter`, as attributes say. */
function dilation_windows(image: NDArray, filter: NDArray, attrs: Attributes): Windows {
  const strides = four(attrs, 'strides', 'Sliding window stride');
  const rates = four(attrs, 'rates', 'Input stride (atrous rate)');
  if (strides[0] !== 1 || strides[3] !== 1)
    throw unimplemented('Stride is only supported across spatial dimensions.');
  if (rates[0] !== 1 || rates[3] !== 1)
    throw unimplemented('Rate is only supported across spatial dimensions.');
  if (image.shape.length !== 4)
    throw invalid_argument(`input must be 4-dimensional${shape_text(image.shape)}`);
  if (filter.shape.length !== 3)
    throw invalid_argument(`filter must be 3-dimensional: ${shape_text(filter.shape)}`);
  const channels = image.shape[3] ?? 0;
  if (channels !== filter.shape[2])
    throw invalid_argument(`input and filter must have the same depth: ${channels} vs ${filter.shape[2]}`);
  const padding = attribute<string>(attrs, 'padding', 'VALID');
  const slidings = [1, 2].map((axis) => {
    const stride = strides[axis] as number;
    if (stride <= 0) throw invalid_argument(`Stride must be > 0, but got ${stride}`);
    const [size, window] = [image.shape[axis] ?? 0, filter.shape[axis - 1] ?? 0];
    return {size, window, stride, dilation: rates[axis] as number, padding, explicit: [0, 0] as const};
  });
  return windows_of(image.shape[0] ?? 0, slidings);
}

/** Calls `visit` for each element of the result with the places in image and filter of its largest sum. */
function for_each_largest(
  image: NDArray,
  filter: NDArray,
  windows: Windows,
  visit: (result: number, place: number, tap: number, largest: Item) => void,
): void {
  const {batch, input: sizes, window, stride, dilation, before, output} = windows;
  const [, in_height, in_width] = sizes;
  const channels = image.shape[3] ?? 0;
  const [source, taps] = [decoded_data(image) as AnyItems, decoded_data(filter) as AnyItems];
  const lowest = lowest_of(image.dtype) as Item;
  const round = half_rounding(image.dtype);
  const one = room_for(image.dtype, 1) as AnyItems;
  for (let index = 0, result = 0; index < batch; index++) {
    for (let row = 0; row < output[1]; row++) {
      for (let column = 0; column < output[2]; column++) {
        const [top, left] = [row * stride[1] - before[1], column * stride[2] - before[2]];
        for (let channel = 0; channel < channels; channel++, result++) {
          let largest = lowest;
          let place =
            ((index * in_height + Math.max(0, top)) * in_width + Math.max(0, left)) * channels + channel;
          let tap = channel;
          for (let dy = 0; dy < window[1]; dy++) {
            const y = top + dy * dilation[1];
            if (y < 0 || y >= in_height) continue;
            for (let dx = 0; dx < window[2]; dx++) {
              const x = left + dx * dilation[2];
              if (x < 0 || x >= in_width) continue;
              const from = ((index * in_height + y) * in_width + x) * channels + channel;
              const at = (dy * window[2] + dx) * channels + channel;
              // Stored, it is wrapped around or rounded.
              one[0] = (source[from] as Item) + (taps[at] as Item);
              const item = round === null ? (one[0] as Item) : round(one[0] as Item);
              if (item > largest) {
                largest = item;
                place = from;
                tap = at;
              }
            }
          }
          visit(result, place, tap, largest);
        }
      }
    }
  }
}

/** Storage for numbers of a dtype, 16-bit floats decoded. */
function room_for(dtype: DType, count: number): NDArrayData {
  return half_rounding(dtype) === null ? allocate(dtype, count) : new Float32Array(count);
}

/** The array that `data`, 16-bit floats decoded, is of. */
function array_of(dtype: DType, shape: readonly number[], data: NDArrayData): NDArray {
  const is_half = half_rounding(dtype) !== null;
  return new NDArray(dtype, shape, is_half ? encoded_bits(dtype, data as Float32Array) : data);
}

const dilation: JsKernel = (inputs, attrs) => {
  const [image, filter] = [input(inputs, 0), input(inputs, 1)];
  const windows = dilation_windows(image, filter, attrs);
  const shape = [windows.batch, windows.output[1], windows.output[2], image.shape[3] ?? 0];
  const data = room_for(image.dtype, element_count(shape));
  for_each_largest(image, filter, windows, (result, _place, _tap, largest) => {
    (data as AnyItems)[result] = largest;
  });
  return array_of(image.dtype, shape, data);
};

/** Adds each gradient at the place of image (or filter) that its result came from, rounding each time. */
function dilation_grad(of_filter: boolean): JsKernel {
  return (inputs, attrs) => {
    const [image, filter, change] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    const windows = dilation_windows(image, filter, attrs);
    const shape = [windows.batch, windows.output[1], windows.output[2], image.shape[3] ?? 0];
    if (change.shape.length !== 4 || shape.some((size, axis) => size !== change.shape[axis]))
      throw invalid_argument('out_backprop has incompatible size.');
    const like = of_filter ? filter : image;
    const data = room_for(like.dtype, like.size);
    const [totals, dy] = [data as AnyItems, decoded_data(change) as AnyItems];
    const round = half_rounding(like.dtype);
    for_each_largest(image, filter, windows, (result, place, tap) => {
      const at = of_filter ? tap : place;
      const total = (totals[at] as Item) + (dy[result] as Item);
      totals[at] = round === null ? total : round(total);
    });
    return array_of(like.dtype, like.shape, data);
  };
}

export const DILATION_KERNELS: JsKernels = {
  Dilation2D: dilation,
  Dilation2DBackpropInput: dilation_grad(false),
  Dilation2DBackpropFilter: dilation_grad(true),
};
