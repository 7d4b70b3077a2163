// Local response normalisation and its gradient, and batch normalisation by given moments.

import type {Attributes} from '../../compile/program.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {allocate_numbers, attribute, input, int_attribute, number_data, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {with_halves} from './half.ts';
import {rounded} from './patches.ts';

const {max, min, pow, sqrt} = Math;

interface Response {
  readonly radius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

function read_response(attrs: Attributes): Response {
  return {
    radius: int_attribute(attrs, 'depth_radius', 5),
    bias: attribute(attrs, 'bias', 1),
    alpha: attribute(attrs, 'alpha', 1),
    beta: attribute(attrs, 'beta', 0.5),
  };
}

/** The bias plus the weighted squares around each channel, of one row of channels. */
function fill_norms(data: NumberData, start: number, norms: Float64Array, response: Response): void {
  const {radius, bias, alpha} = response;
  for (let channel = 0; channel < norms.length; channel++) {
    let sum = 0;
    const end = min(norms.length, channel + radius + 1);
    for (let other = max(0, channel - radius); other < end; other++) {
      const item = data[start + other] as number;
      sum += item * item;
    }
    norms[channel] = bias + alpha * sum;
  }
}

const lrn: JsKernel = with_halves((inputs, attrs) => {
  const x = input(inputs, 0);
  if (x.shape.length !== 4) throw invalid_argument('in must be 4-dimensional');
  const response = read_response(attrs);
  const norms = new Float64Array(x.shape[3] ?? 0);
  const source = number_data(x);
  const data = allocate_numbers(x.dtype, x.size);
  for (let start = 0; start < x.size; start += norms.length) {
    fill_norms(source, start, norms, response);
    for (let channel = 0; channel < norms.length; channel++) {
      data[start + channel] =
        (source[start + channel] as number) * pow(norms[channel] as number, -response.beta);
    }
  }
  return new NDArray(x.dtype, x.shape, data);
});

const lrn_grad: JsKernel = with_halves((inputs, attrs) => {
  const [dy, x, y] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  if (dy.shape.length !== 4 || x.shape.length !== 4) {
    throw invalid_argument('inputs must be 4-dimensional');
  }
  if ([x, y].some(({shape}) => String(shape) !== String(dy.shape)))
    throw invalid_argument('input_grads, input_image, and out_image should have the same shape');
  const response = read_response(attrs);
  const {radius, alpha, beta} = response;
  const norms = new Float64Array(x.shape[3] ?? 0);
  const [change, image, output] = [number_data(dy), number_data(x), number_data(y)];
  const sums = new Float64Array(x.size);
  for (let start = 0; start < x.size; start += norms.length) {
    fill_norms(image, start, norms, response);
    for (let channel = 0; channel < norms.length; channel++) {
      const [norm, dy_here] = [norms[channel] as number, change[start + channel] as number];
      const slope = (-2 * alpha * beta * (output[start + channel] as number)) / norm;
      const end = min(norms.length, channel + radius + 1);
      for (let other = max(0, channel - radius); other < end; other++) {
        const own = other === channel ? pow(norm, -beta) : 0;
        const at = start + other;
        sums[at] = (sums[at] as number) + (slope * (image[at] as number) + own) * dy_here;
      }
    }
  }
  return new NDArray(x.dtype, x.shape, rounded(x.dtype, sums));
});

/** Channels, and for each the reciprocal deviation. */
function inverse_deviations(variance: NDArray, attrs: Attributes): Float64Array {
  const epsilon = attribute<number>(attrs, 'variance_epsilon', 0);
  return Float64Array.from(number_data(variance), (item) => 1 / sqrt(item + epsilon));
}

const batch_norm: JsKernel = with_halves((inputs, attrs) => {
  const [t, m, beta, gamma] = [input(inputs, 0), input(inputs, 1), input(inputs, 3), input(inputs, 4)];
  if (t.shape.length !== 4) throw invalid_argument(`input must be 4-dimensional${shape_text(t.shape)}`);
  const inverse = inverse_deviations(input(inputs, 2), attrs);
  const is_scaled = attribute(attrs, 'scale_after_normalization', false);
  const [source, means, offsets, scales] = [t, m, beta, gamma].map(number_data) as [
    NumberData,
    NumberData,
    NumberData,
    NumberData,
  ];
  const data = allocate_numbers(t.dtype, t.size);
  for (let index = 0; index < t.size; index++) {
    const channel = index % inverse.length;
    const scale = (inverse[channel] as number) * (is_scaled ? (scales[channel] as number) : 1);
    data[index] =
      ((source[index] as number) - (means[channel] as number)) * scale + (offsets[channel] as number);
  }
  return new NDArray(t.dtype, t.shape, data);
});

const batch_norm_grad: JsKernel = with_halves((inputs, attrs) => {
  const [t, m, v, gamma, backprop] = [0, 1, 2, 3, 4].map((index) => input(inputs, index)) as [
    NDArray,
    NDArray,
    NDArray,
    NDArray,
    NDArray,
  ];
  const inverse = inverse_deviations(v, attrs);
  const is_scaled = attribute(attrs, 'scale_after_normalization', false);
  const [source, means, scales, dy] = [t, m, gamma, backprop].map(number_data) as [
    NumberData,
    NumberData,
    NumberData,
    NumberData,
  ];
  const channels = inverse.length;
  const [d_mean, d_variance, d_beta, d_gamma] = [0, 1, 2, 3].map(() => new Float64Array(channels)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const dx = allocate_numbers(t.dtype, t.size);
  for (let index = 0; index < t.size; index++) {
    const channel = index % channels;
    const factor = inverse[channel] as number;
    const scale = is_scaled ? (scales[channel] as number) : 1;
    const centred = (source[index] as number) - (means[channel] as number);
    const change = dy[index] as number;
    dx[index] = change * factor * scale;
    d_mean[channel] = (d_mean[channel] as number) - change * factor * scale;
    d_variance[channel] = (d_variance[channel] as number) - 0.5 * change * centred * scale * factor ** 3;
    d_beta[channel] = (d_beta[channel] as number) + change;
    if (is_scaled) d_gamma[channel] = (d_gamma[channel] as number) + change * centred * factor;
  }
  const vector = (sums: Float64Array): NDArray => new NDArray(t.dtype, [channels], rounded(t.dtype, sums));
  return [
    new NDArray(t.dtype, t.shape, dx),
    vector(d_mean),
    vector(d_variance),
    vector(d_beta),
    vector(d_gamma),
  ];
});

export const RESPONSE_KERNELS: JsKernels = {
  LRN: lrn,
  LRNGrad: lrn_grad,
  BatchNormWithGlobalNormalization: batch_norm,
  BatchNormWithGlobalNormalizationGrad: batch_norm_grad,
};
