// Convolutions of images and volumes, and their gradients: what attributes and shapes mean. The sums are elsewhere.

import {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {attribute, input, int_attribute, integers, number_data, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {
  check_back_shapes,
  check_layout,
  check_operands,
  check_sliding,
  read_convolution,
  slidings,
  type Convolution,
  type Words,
} from './conv_checks.ts';
import {with_halves} from './half.ts';
import {convolve, convolve_back_to_filter, convolve_back_to_image} from './patches.ts';
import {output_sizes, windows_of} from './windows.ts';

const FORWARD_WORDS: Words = {
  strides: 'Sliding window strides',
  dilations: 'Sliding window dilations',
  positive: 'Row and column strides should be larger than 0.',
};
const VOLUME_WORDS: Words = {strides: 'Sliding window strides', dilations: 'Dilation rates'};

/** The convolution of an image by a filter whose channels are all of the image's. */
export function convolved(image: NDArray, filter: NDArray, convolution: Convolution): NDArray {
  const {rank} = convolution;
  const windows = windows_of(image.shape[0] ?? 0, slidings(convolution, image.shape, filter.shape));
  const [channels, results] = [filter.shape[rank - 2] ?? 0, filter.shape[rank - 1] ?? 0];
  const shape = [windows.batch, ...output_sizes(windows, rank), results];
  if (element_count(shape) === 0) return zeros(image.dtype, shape);
  const data = convolve(image.dtype, number_data(image), number_data(filter), windows, channels, results);
  return new NDArray(image.dtype, shape, data);
}

const conv2d: JsKernel = with_halves((inputs, attrs) => {
  const [image, filter] = [input(inputs, 0), input(inputs, 1)];
  const convolution = read_convolution(attrs, 4);
  check_sliding(convolution, FORWARD_WORDS);
  check_operands(image, filter, 4);
  const depth = image.shape[convolution.channels_first ? 1 : 3] ?? 0;
  const taken = filter.shape[2] ?? 0;
  if (taken === 0 ? depth !== 0 : depth % taken !== 0)
    throw invalid_argument(`input depth must be evenly divisible by filter depth: ${depth} vs ${taken}`);
  check_layout(
    convolution,
    'The Conv2D op currently only supports the NHWC tensor format on the CPU. The op was given the format: NCHW',
    true,
  );
  if (depth !== taken) {
    throw unimplemented(
      'The Conv2D op currently does not support grouped convolutions on the CPU. A grouped convolution was attempted ' +
        `to be run because the input depth of ${depth} does not match the filter input depth of ${taken}`,
    );
  }
  return convolved(image, filter, convolution);
});

const conv3d: JsKernel = with_halves((inputs, attrs) => {
  const [image, filter] = [input(inputs, 0), input(inputs, 1)];
  const convolution = read_convolution(attrs, 5);
  check_sliding(convolution, VOLUME_WORDS);
  check_operands(image, filter, 5);
  const depth = image.shape[convolution.channels_first ? 1 : 4] ?? 0;
  const taken = filter.shape[3] ?? 0;
  if (taken === 0 ? depth !== 0 : depth % taken !== 0)
    throw invalid_argument(`Input depth must be evenly divisible by filter depth: ${depth} vs ${taken}`);
  check_layout(
    convolution,
    'CPU implementation of Conv3D currently only supports the NHWC tensor format.',
    false,
  );
  if (convolution.dilations.some((rate) => rate !== 1))
    throw invalid_argument('CPU implementation of Conv3D currently only supports dilated rates of 1.');
  return convolved(image, filter, convolution);
});

/** What the kernels of a gradient call themselves and say. */
interface BackWords {
  readonly rank: number;
  readonly label: string;
  readonly layout: string;
  readonly dilation: string;
  /** Whether the sizes are inputs, rather than the arrays that have them. */
  readonly has_sizes: boolean;
}

function check_back(convolution: Convolution, {rank, layout, dilation}: BackWords): void {
  check_layout(convolution, layout, false);
  check_sliding(convolution, rank === 4 ? FORWARD_WORDS : VOLUME_WORDS);
  if (convolution.dilations.some((rate) => rate !== 1)) throw invalid_argument(dilation);
}

function shape_of(array: NDArray, {has_sizes}: BackWords): readonly number[] {
  return has_sizes ? integers(array) : array.shape;
}

function back_to_image(words: BackWords): JsKernel {
  const {rank} = words;
  return with_halves((inputs, attrs) => {
    const [sizes, filter, change] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    const convolution = read_convolution(attrs, rank);
    check_back(convolution, words);
    const shape = shape_of(sizes, words);
    check_back_shapes(words.label, convolution, {input: shape, filter: filter.shape, change: change.shape});
    if (element_count(shape) === 0) return zeros(filter.dtype, shape);
    const windows = windows_of(shape[0] ?? 0, slidings(convolution, shape, filter.shape));
    const [channels, results] = [filter.shape[rank - 2] ?? 0, filter.shape[rank - 1] ?? 0];
    const [kernel, dy] = [number_data(filter), number_data(change)];
    const data = convolve_back_to_image(filter.dtype, kernel, dy, windows, channels, results);
    return new NDArray(filter.dtype, shape, data);
  });
}

function back_to_filter(words: BackWords): JsKernel {
  const {rank} = words;
  return with_halves((inputs, attrs) => {
    const [image, sizes, change] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    const convolution = read_convolution(attrs, rank);
    check_back(convolution, words);
    const shape = shape_of(sizes, words);
    check_back_shapes(words.label, convolution, {input: image.shape, filter: shape, change: change.shape});
    if (element_count(shape) === 0 || image.size === 0) return zeros(image.dtype, shape);
    const windows = windows_of(image.shape[0] ?? 0, slidings(convolution, image.shape, shape));
    const [channels, results] = [shape[rank - 2] ?? 0, shape[rank - 1] ?? 0];
    const [source, dy] = [number_data(image), number_data(change)];
    const data = convolve_back_to_filter(image.dtype, source, dy, windows, channels, results);
    return new NDArray(image.dtype, shape, data);
  });
}

const NO_DILATION_2D =
  'Current libxsmm and customized CPU implementations do not yet support dilation rates larger than 1.';
const NO_DILATION_3D = 'Current CPU implementation does not yet support dilation rates larger than 1.';

function image_words(of: 'Input' | 'Filter'): BackWords {
  return {
    rank: 4,
    label: `Conv2DCustomBackprop${of}`,
    layout: `Conv2DCustomBackprop${of}Op only supports NHWC.`,
    dilation: NO_DILATION_2D,
    has_sizes: true,
  };
}

function volume_words(of: 'Input' | 'Filter', has_sizes: boolean): BackWords {
  return {
    rank: 5,
    label: `Conv3DBackprop${of}Op`,
    layout: `Conv3DBackprop${of}OpV2 only supports NDHWC on the CPU.`,
    dilation: NO_DILATION_3D,
    has_sizes,
  };
}

/** The first `batch_dims` dimensions as one, convolved, and put back. */
const conv: JsKernel = with_halves((inputs, attrs) => {
  const [image, filter] = [input(inputs, 0), input(inputs, 1)];
  const rank = filter.shape.length;
  const batch_dims = int_attribute(attrs, 'batch_dims', 1);
  const is_first = attribute<string>(attrs, 'data_format', 'CHANNELS_LAST') === 'CHANNELS_FIRST';
  const depth = image.shape[is_first ? batch_dims : image.shape.length - 1] ?? 0;
  const taken = filter.shape[rank - 2] ?? 0;
  const groups = int_attribute(attrs, 'groups', 1);
  if (depth !== taken * groups)
    throw invalid_argument(`Input depth must be equal to filter depth: ${depth} vs ${taken}`);
  if (groups !== 1) throw unimplemented('Grouped/Depthwise Convolutions are not supported yet.');
  if (is_first) {
    throw rank === 5
      ? invalid_argument('CPU implementation of Conv3D currently only supports the NHWC tensor format.')
      : unimplemented(
          'The Conv2D op currently only supports the NHWC tensor format on the CPU. The op was given the format: NCHW',
        );
  }
  const given = attribute<readonly number[]>(attrs, 'dilations', []);
  const dilations = given.length === 0 ? new Array<number>(rank).fill(1) : given;
  const convolution = read_convolution({...attrs, dilations, data_format: 'NHWC'}, rank);
  const batches = image.shape.slice(0, batch_dims);
  const inner = image.shape.slice(batch_dims);
  const flat = new NDArray(image.dtype, [element_count(batches), ...inner], image.data);
  const result = convolved(flat, filter, convolution);
  return new NDArray(result.dtype, [...batches, ...result.shape.slice(1)], result.data);
});

export const CONV_KERNELS: JsKernels = {
  Conv2D: conv2d,
  Conv2DBackpropInput: back_to_image(image_words('Input')),
  Conv2DBackpropFilter: back_to_filter(image_words('Filter')),
  Conv3D: conv3d,
  Conv3DBackpropInput: back_to_image(volume_words('Input', false)),
  Conv3DBackpropInputV2: back_to_image(volume_words('Input', true)),
  Conv3DBackpropFilter: back_to_filter(volume_words('Filter', false)),
  Conv3DBackpropFilterV2: back_to_filter(volume_words('Filter', true)),
  Conv: conv,
};
