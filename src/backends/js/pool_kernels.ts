// Pools of images and volumes, and their gradients: what attributes and shapes mean, and what TensorFlow's CPU
// kernels refuse. The loops are elsewhere.

import type {Attributes} from '../../compile/program.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {arithmetic_of, attribute, input, integers, number_data, zeros} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';
import {lowest_of} from './lowest.ts';
import {rounded} from './patches.ts';
import {add_means, places_of_equals, places_of_largest, spread_means, take_largest} from './pool_loops.ts';
import {output_sizes, windows_of, type Windows} from './windows.ts';

/** Sizes and steps of a pool, one number for each axis. */
interface Pool {
  readonly rank: number;
  readonly ksize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: string;
}

/** How the kernels of one op call things. */
interface Words {
  readonly rank: number;
  readonly layout: string;
  /** The same of channels in blocks, where it is another. */
  readonly blocks?: string;
  readonly strides: string;
}

const numbers = (attrs: Attributes, name: string): readonly number[] =>
  attribute<readonly number[]>(attrs, name, []).map(Number);

/** The pool that attributes describe, or for the second versions two inputs. */
function read_pool(attrs: Attributes, words: Words, sizes?: readonly [NDArray, NDArray]): Pool {
  const {rank} = words;
  const ksize = sizes === undefined ? numbers(attrs, 'ksize') : integers(sizes[0]);
  const strides = sizes === undefined ? numbers(attrs, 'strides') : integers(sizes[1]);
  const layout = attribute<string>(attrs, 'data_format', 'NHWC');
  if (layout.startsWith('NC'))
    throw invalid_argument(layout === 'NCHW_VECT_C' ? (words.blocks ?? words.layout) : words.layout);
  if (ksize.length !== rank)
    throw invalid_argument(`Sliding window ksize field must specify ${rank} dimensions`);
  if (strides.length !== rank)
    throw invalid_argument(`Sliding window ${words.strides} field must specify ${rank} dimensions`);
  const zero = ksize.findIndex((size) => size <= 0);
  if (zero >= 0) throw invalid_argument(`Sliding window ksize for dimension ${zero} was zero.`);
  if (ksize[0] !== 1 || strides[0] !== 1)
    throw unimplemented('Pooling is not yet supported on the batch dimension.');
  return {rank, ksize, strides, padding: attribute<string>(attrs, 'padding', 'VALID')};
}

/** The windows of a pool over an image or a volume of this shape. */
function pool_windows({rank, ksize, strides, padding}: Pool, shape: readonly number[]): Windows {
  const slidings = Array.from({length: rank - 2}, (_, index) => {
    const axis = index + 1;
    const stride = strides[axis] as number;
    if (stride <= 0) throw invalid_argument(`Stride must be > 0, but got ${stride}`);
    const [size, window] = [shape[axis] ?? 0, ksize[axis] as number];
    return {size, window, stride, dilation: 1, padding, explicit: [0, 0] as const};
  });
  return windows_of(shape[0] ?? 0, slidings);
}

function check_rank(shape: readonly number[], rank: number, text: string): void {
  if (shape.length !== rank) throw invalid_argument(text);
}

/** The image of a pool, which must have the pool's rank. */
function pooled_image(image: NDArray, {rank}: Pool): void {
  check_rank(
    image.shape,
    rank,
    rank === 4
      ? `tensor_in_shape must have 2 spatial dimensions. ${image.shape.length} 0`
      : 'tensor_in must be 5-dimensional',
  );
}

/** Refuses windows over channels. */
function check_channels({rank, ksize, strides}: Pool): void {
  if (ksize[rank - 1] === 1 && strides[rank - 1] === 1) return;
  throw unimplemented(
    rank === 4
      ? 'Non-spatial pooling is not yet supported. Volunteers? :)'
      : 'Pooling is not yet supported on the depth dimension.',
  );
}

function result_shape(windows: Windows, rank: number, channels: number): readonly number[] {
  return [windows.batch, ...output_sizes(windows, rank), channels];
}

/** What the ops on images say of channels that come first. */
const image_words = (op: string, strides: string): Words => ({
  rank: 4,
  layout: `Default ${op} only supports NHWC on device type CPU`,
  strides,
});
/** The same of the ops on volumes. */
const volume_words = (op: string): Words => ({
  rank: 5,
  layout: `Default ${op} only supports NDHWC on device type CPU`,
  strides: 'stride',
});

const AVERAGE = image_words('AvgPoolingOp', 'stride');
const AVERAGE_BACK = image_words('AvgPoolingGradOp', 'strides');
const MAXIMUM = image_words('MaxPoolingOp', 'stride');
const MAXIMUM_BACK = image_words('MaxPoolingGradOp', 'strides');
const MAXIMUM_BACK_TWICE = image_words('MaxPoolingGradGradOp', 'strides');
const MAXIMUM_SECOND: Words = {
  ...MAXIMUM,
  layout: 'MaxPoolingV2Op only supports NHWC or NCHW_VECT_C. Got: NCHW',
  // Its kernel takes the layout of 8-bit integers, and then finds other dimensions in it.
  blocks: 'tensor_in_shape must have 2 spatial dimensions. 4 2',
};
const VOLUME = volume_words('Pooling3DOp');
const VOLUME_AVERAGE_BACK = volume_words('AvgPooling3dGradOp');
const VOLUME_MAXIMUM_BACK = volume_words('MaxPooling3dGradOp');
const VOLUME_MAXIMUM_BACK_TWICE = {
  ...VOLUME,
  layout: 'Default MaxPooling3dGradGradOp only supportsNDHWC on CPU device type',
};

function average(words: Words): JsKernel {
  return with_halves((inputs, attrs) => {
    const image = input(inputs, 0);
    const pool = read_pool(attrs, words);
    pooled_image(image, pool);
    check_channels(pool);
    const windows = pool_windows(pool, image.shape);
    const channels = image.shape.at(-1) ?? 0;
    const shape = result_shape(windows, words.rank, channels);
    const means = new Float64Array(element_count(shape));
    add_means(number_data(image), means, windows, channels);
    return new NDArray(image.dtype, shape, rounded(image.dtype, means));
  });
}

function average_back(words: Words): JsKernel {
  return with_halves((inputs, attrs) => {
    const [sizes, change] = [input(inputs, 0), input(inputs, 1)];
    const pool = read_pool(attrs, words);
    const {rank} = words;
    const name = rank === 4 ? 'out_backprop' : 'tensor_in';
    if (sizes.shape.length !== 1 || sizes.size !== rank)
      throw invalid_argument(`${name} must be 1-dimensional and ${rank} elements`);
    check_rank(change.shape, rank, `out_backprop must be ${rank}-dimensional`);
    check_channels(pool);
    const shape = integers(sizes);
    const windows = pool_windows(pool, shape);
    const channels = shape.at(-1) ?? 0;
    check_change(change, result_shape(windows, rank, channels));
    const sums = new Float64Array(element_count(shape));
    spread_means(number_data(change), sums, windows, channels);
    return new NDArray(change.dtype, shape, rounded(change.dtype, sums));
  });
}

/** Refuses a gradient of another shape than the pool's result. */
function check_change(change: NDArray, shape: readonly number[]): void {
  if (shape.length === change.shape.length && shape.every((size, axis) => size === change.shape[axis]))
    return;
  throw invalid_argument(
    `Expected grad shape to be [${shape.join(',')}], but got [${change.shape.join(',')}]`,
  );
}

/** The largest of each window of channels, which lie side by side. */
function largest_channels(image: NDArray, {ksize, strides}: Pool): NDArray {
  if (ksize[1] !== 1 || ksize[2] !== 1)
    throw unimplemented(
      'MaxPooling supports exactly one of pooling across depth or pooling across width/height.',
    );
  const [window, depth] = [ksize[3] as number, image.shape[3] ?? 0];
  if (depth % window !== 0)
    throw unimplemented('Depthwise max pooling requires the depth window to evenly divide the input depth');
  if (strides[3] !== window)
    throw unimplemented('Depthwise max pooling requires the depth window to equal the depth stride');
  const shape = [...image.shape.slice(0, 3), depth / window];
  const result = zeros(image.dtype, shape);
  const [source, target] = [image.data as AnyItems, result.data as AnyItems];
  for (let index = 0; index < result.size; index++) {
    let largest = lowest_of(image.dtype) as number;
    for (let place = index * window; place < (index + 1) * window; place++) {
      if ((source[place] as number) > largest) largest = source[place] as number;
    }
    target[index] = largest;
  }
  return result;
}

function maximum(image: NDArray, pool: Pool): NDArray {
  pooled_image(image, pool);
  const {rank, ksize, strides} = pool;
  if (rank === 4 && (ksize[3] !== 1 || strides[3] !== 1)) return largest_channels(image, pool);
  check_channels(pool);
  const windows = pool_windows(pool, image.shape);
  const channels = image.shape.at(-1) ?? 0;
  const shape = result_shape(windows, rank, channels);
  const data = allocate(image.dtype, element_count(shape));
  (data as Float64Array).fill(lowest_of(image.dtype) as number);
  take_largest(image.data, data, windows, channels);
  return new NDArray(image.dtype, shape, data);
}

/** The last two inputs, of the second versions. */
function sizes_in(inputs: readonly NDArray[], is_second: boolean): readonly [NDArray, NDArray] | undefined {
  return is_second ? [input(inputs, inputs.length - 2), input(inputs, inputs.length - 1)] : undefined;
}

function max_pool(words: Words, is_second = false): JsKernel {
  return with_halves((inputs, attrs) =>
    maximum(input(inputs, 0), read_pool(attrs, words, sizes_in(inputs, is_second))),
  );
}

/** Adds what `from` has at each result to the place that it came from. */
function scattered(change: NDArray, places: ArrayLike<number>, shape: readonly number[]): NDArray {
  const is_float = arithmetic_of(change.dtype) === 'float';
  const size = element_count(shape);
  const sums = is_float ? new Float64Array(size) : allocate(change.dtype, size);
  const [totals, source] = [sums as AnyItems, change.data as AnyItems];
  for (let index = 0; index < change.size; index++) {
    const place = places[index] as number;
    if (place >= 0) totals[place] = (totals[place] as number) + (source[index] as number);
  }
  return new NDArray(change.dtype, shape, is_float ? rounded(change.dtype, sums as Float64Array) : sums);
}

function check_three(inputs: readonly NDArray[], rank: number, last: string): void {
  const names = ['tensor_in', 'tensor_out', last];
  names.forEach((name, index) =>
    check_rank(input(inputs, index).shape, rank, `${name} must be ${rank}-dimensional`),
  );
}

function max_pool_grad(words: Words, is_second = false): JsKernel {
  return with_halves((inputs, attrs) => {
    const [image, change] = [input(inputs, 0), input(inputs, 2)];
    const pool = read_pool(attrs, words, sizes_in(inputs, is_second));
    check_three(inputs, words.rank, 'out_backprop');
    check_channels(pool);
    const windows = pool_windows(pool, image.shape);
    const channels = image.shape.at(-1) ?? 0;
    check_change(change, result_shape(windows, words.rank, channels));
    const places = places_of_largest(image.data, change.size, windows, channels);
    return scattered(change, places, image.shape);
  });
}

function max_pool_grad_grad(words: Words, is_second = false): JsKernel {
  return with_halves((inputs, attrs) => {
    const [image, top, change] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    const pool = read_pool(attrs, words, sizes_in(inputs, is_second));
    check_three(inputs, words.rank, 'out_grad_backprop');
    check_channels(pool);
    const windows = pool_windows(pool, image.shape);
    const channels = image.shape.at(-1) ?? 0;
    check_change(top, result_shape(windows, words.rank, channels));
    check_change(change, image.shape);
    const [source, result] = [image.data as AnyItems, top.data as AnyItems];
    const places = places_of_equals(source, result, top.size, windows, channels);
    const data = allocate(change.dtype, top.size) as AnyItems;
    const moved = change.data as AnyItems;
    places.forEach((place, index) => {
      if (place >= 0) data[index] = moved[place];
    });
    return new NDArray(change.dtype, top.shape, data as NDArray['data']);
  });
}

/** Elements of one image, where places are counted in each by itself. */
function image_size(image: NDArray, attrs: Attributes): number {
  return attribute(attrs, 'include_batch_in_index', false) ? 0 : element_count(image.shape.slice(1));
}

const max_pool_with_argmax: JsKernel = with_halves((inputs, attrs, context) => {
  const image = input(inputs, 0);
  const pool = read_pool(attrs, MAXIMUM);
  pooled_image(image, pool);
  check_channels(pool);
  const windows = pool_windows(pool, image.shape);
  const channels = image.shape[3] ?? 0;
  const shape = result_shape(windows, 4, channels);
  const places = places_of_largest(image.data, element_count(shape), windows, channels);
  const largest = zeros(image.dtype, shape);
  const [source, target] = [image.data as AnyItems, largest.data as AnyItems];
  const per_image = image_size(image, attrs);
  const index_dtype = context.output_dtypes[1] ?? image.dtype;
  const argmax = allocate(index_dtype, places.length);
  const is_long = arithmetic_of(index_dtype) === 'bigint';
  places.forEach((place, index) => {
    target[index] = source[place];
    const told = per_image === 0 ? place : place % per_image;
    (argmax as AnyItems)[index] = is_long ? BigInt(told) : told;
  });
  return [largest, new NDArray(index_dtype, shape, argmax)];
});

const max_pool_grad_with_argmax: JsKernel = with_halves((inputs, attrs) => {
  const [image, change, argmax] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  read_pool(attrs, MAXIMUM);
  const per_image = image_size(image, attrs);
  const per_result = element_count(change.shape.slice(1));
  const places = integers(argmax).map((place, index) => {
    const whole = place + per_image * Math.floor(index / per_result);
    if (whole < 0 || whole >= image.size)
      throw invalid_argument(`Invalid argmax index: ${place} is not in an input of ${image.size} elements`);
    return whole;
  });
  return scattered(change, places, image.shape);
});

export const POOL_KERNELS: JsKernels = {
  AvgPool: average(AVERAGE),
  AvgPoolGrad: average_back(AVERAGE_BACK),
  AvgPool3D: average(VOLUME),
  AvgPool3DGrad: average_back(VOLUME_AVERAGE_BACK),
  MaxPool: max_pool(MAXIMUM),
  MaxPoolV2: max_pool(MAXIMUM_SECOND, true),
  MaxPoolGrad: max_pool_grad(MAXIMUM_BACK),
  MaxPoolGradV2: max_pool_grad(MAXIMUM_BACK, true),
  MaxPoolGradGrad: max_pool_grad_grad(MAXIMUM_BACK_TWICE),
  MaxPoolGradGradV2: max_pool_grad_grad(MAXIMUM_BACK_TWICE, true),
  MaxPoolWithArgmax: max_pool_with_argmax,
  MaxPoolGradWithArgmax: max_pool_grad_with_argmax,
  MaxPool3D: max_pool(VOLUME),
  MaxPool3DGrad: max_pool_grad(VOLUME_MAXIMUM_BACK),
  MaxPool3DGradGrad: max_pool_grad_grad(VOLUME_MAXIMUM_BACK_TWICE),
};
