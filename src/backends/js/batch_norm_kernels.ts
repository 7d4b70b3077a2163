// Fused batch normalisation and its gradient, over NHWC and NCHW.

import {float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {Attributes} from '../../compile/program.ts';
import type {KernelContext} from '../backend.ts';
import {invalid_argument} from '../kernel_error.ts';
import {allocate_numbers, attribute, count_between, input, number_data, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';

/** Under these names they are no look-ups of a global object in the loops. */
const {floor, max, sqrt} = Math;

/** How the elements of an image batch belong to channels. */
interface Layout {
  readonly channels: number;
  /** Elements of each channel. */
  readonly count: number;
  /** The channel of element `index`. */
  channel_of(index: number): number;
}

function layout_of(x: NDArray, attrs: Attributes): Layout {
  if (x.shape.length !== 4) throw invalid_argument(`input must be 4-dimensional${shape_text(x.shape)}`);
  const axis = attribute<string>(attrs, 'data_format', 'NHWC') === 'NCHW' ? 1 : 3;
  const channels = x.shape[axis] ?? 0;
  const inner = count_between(x.shape, axis + 1, 4);
  return {
    channels,
    count: channels === 0 ? 0 : x.size / channels,
    channel_of: inner === 1 ? (index) => index % channels : (index) => floor(index / inner) % channels,
  };
}

function vector(values: Float64Array): NDArray {
  return new NDArray(float32, [values.length], Float32Array.from(values));
}

/** For each channel the sum of `term` over its elements. */
function channel_sums(
  {channels, channel_of}: Layout,
  size: number,
  term: (index: number, channel: number) => number,
): Float64Array {
  const sums = new Float64Array(channels);
  for (let index = 0; index < size; index++) {
    const channel = channel_of(index);
    sums[channel] = (sums[channel] as number) + term(index, channel);
  }
  return sums;
}

interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

function moments_of(x: NDArray, layout: Layout): Moments {
  const data = number_data(x);
  const mean = channel_sums(layout, x.size, (index) => data[index] as number).map(
    (sum) => sum / layout.count,
  );
  const squares = channel_sums(
    layout,
    x.size,
    (index, channel) => ((data[index] as number) - (mean[channel] as number)) ** 2,
  );
  return {mean, variance: squares.map((sum) => sum / layout.count)};
}

function given_moments(mean: NDArray, variance: NDArray): Moments {
  return {mean: Float64Array.from(number_data(mean)), variance: Float64Array.from(number_data(variance))};
}

const batch_norm: JsKernel = (inputs, attrs, context) => {
  const [x, scale, offset] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const layout = layout_of(x, attrs);
  const epsilon = attribute<number>(attrs, 'epsilon', 1e-4);
  const is_training = attribute(attrs, 'is_training', true);
  const moments = is_training ? moments_of(x, layout) : given_moments(input(inputs, 3), input(inputs, 4));
  const factor = moments.variance.map(
    (item, channel) => (number_data(scale)[channel] as number) / sqrt(item + epsilon),
  );
  const [source, shift] = [number_data(x), number_data(offset)];
  const data = allocate_numbers(x.dtype, x.size);
  for (let index = 0; index < data.length; index++) {
    const channel = layout.channel_of(index);
    const centred = (source[index] as number) - (moments.mean[channel] as number);
    data[index] = centred * (factor[channel] as number) + (shift[channel] as number);
  }
  const unbiased = is_training
    ? moments.variance.map((item) => (item * layout.count) / max(1, layout.count - 1))
    : moments.variance;
  const [mean, variance] = [vector(moments.mean), vector(moments.variance)];
  return with_reserves(
    [new NDArray(x.dtype, x.shape, data), mean, vector(unbiased), mean, variance],
    context,
  );
};

/** The last outputs mean nothing on a CPU; two outputs never share memory. */
function with_reserves(outputs: readonly NDArray[], context: KernelContext): NDArray[] {
  const own = outputs.map((output, index) =>
    outputs.indexOf(output) === index ? output : new NDArray(output.dtype, output.shape, output.data.slice()),
  );
  while (own.length < context.output_dtypes.length) own.push(new NDArray(float32, [], new Float32Array(1)));
  return own;
}

const batch_norm_grad: JsKernel = (inputs, attrs, context) => {
  const [dy, x, scale] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const layout = layout_of(x, attrs);
  const epsilon = attribute<number>(attrs, 'epsilon', 1e-4);
  const is_training = attribute(attrs, 'is_training', true);
  const {mean, variance} = given_moments(input(inputs, 3), input(inputs, 4));
  const [source, change] = [number_data(x), number_data(dy)];
  const inverse = variance.map((item) => 1 / sqrt(item + epsilon));
  const centred = (index: number, channel: number): number =>
    (source[index] as number) - (mean[channel] as number);
  const offset_sums = channel_sums(layout, x.size, (index) => change[index] as number);
  const products = channel_sums(
    layout,
    x.size,
    (index, channel) => (change[index] as number) * centred(index, channel),
  );
  const data = allocate_numbers(x.dtype, x.size);
  for (let index = 0; index < data.length; index++) {
    const channel = layout.channel_of(index);
    const rate = (number_data(scale)[channel] as number) * (inverse[channel] as number);
    const spread = (inverse[channel] as number) ** 2 * ((products[channel] as number) / layout.count);
    const through_moments =
      (offset_sums[channel] as number) / layout.count + centred(index, channel) * spread;
    data[index] = rate * ((change[index] as number) - (is_training ? through_moments : 0));
  }
  const scale_sums = products.map((sum, channel) => sum * (inverse[channel] as number));
  return with_reserves(
    [new NDArray(x.dtype, x.shape, data), vector(scale_sums), vector(offset_sums)],
    context,
  );
};

const forward = with_halves(batch_norm);
const backward = with_halves(batch_norm_grad);

export const BATCH_NORM_KERNELS: JsKernels = {
  FusedBatchNorm: forward,
  FusedBatchNormV2: forward,
  FusedBatchNormV3: forward,
  FusedBatchNormGrad: backward,
  FusedBatchNormGradV2: backward,
  FusedBatchNormGradV3: backward,
};
