/**
 * `tf.nn`'s convolutions over any number of dimensions, which may be dilated.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {batch_to_space, space_to_batch} from '../../ops/array_blocks.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {Conv2D, Conv2DBackpropInput} from '../../ops/nn_conv.ts';
import {Conv3D} from '../../ops/nn_conv3d.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {conv1d, conv2d, conv2d_transpose} from './convolutions.ts';
import {dilated} from './space_to_batch.ts';
import {channel_index_of, check_rates, check_space, get_sequence, shape_of} from './windows.ts';
import type {Sequence, Shaped} from './windows.ts';

const ONES = [1, 1, 1, 1];

/** What the convolution over `n` dimensions is told. */
interface ConvolutionCall {
  readonly strides: readonly number[];
  readonly padding: string;
  readonly data_format: string | null;
  readonly dilations?: readonly number[];
  readonly name: string;
}

function convolve(n: number, input: TensorLike, filter: TensorLike, call: ConvolutionCall): Tensor {
  const {strides, padding, data_format, dilations, name} = call;
  const attrs = {strides, padding, data_format, ...(dilations === undefined ? {} : {dilations})};
  if (n === 1) {
    const rows = {stride: strides, padding, data_format, dilations: dilations ?? null, name};
    return conv1d(input, filter, rows);
  }
  if (n === 2) return apply(Conv2D, {input, filter}, attrs, name).output;
  return apply(Conv3D, {input, filter}, attrs, name).output;
}

/** Only the numbers of space. */
function space_only(numbers: readonly number[], channel_index: number): readonly number[] {
  return channel_index === 1 ? numbers.slice(2) : numbers.slice(1, -1);
}

/** A convolution whose filter is dilated, by way of batches. */
function dilated_convolution(
  n: number,
  input: Shaped,
  filters: Shaped,
  call: ConvolutionCall & {readonly dilations: readonly number[]},
): Tensor {
  const {padding, data_format, name} = call;
  const channel_index = channel_index_of(data_format, n);
  const [strides, rates] = [call.strides, call.dilations].map((each) => space_only(each, channel_index)) as [
    readonly number[],
    readonly number[],
  ];
  const [image, filter] = [shape_of(input), shape_of(filters)];
  const [channels, taken] = [image[channel_index] ?? null, filter[n] ?? null];
  if (channels !== null && taken !== null && channels !== taken) {
    throw new ValueError(
      `number of input channels does not match corresponding dimension of filter, ${channels} != ${taken}`,
    );
  }
  check_rates(n, strides, rates);
  const start = channel_index === 1 ? 2 : 1;
  const dilation = {
    dilation_rate: NDArray.from(rates, int32),
    padding,
    filter_shape: filter,
    spatial_dims: Array.from({length: n}, (_, index) => index + start),
    data_format,
  };
  const steps = channel_index === 1 ? [1, 1, ...strides] : [1, ...strides, 1];
  return dilated(to_tensor(input), dilation, (batches, _n, own_padding) => {
    if (n === 1) {
      const options = {
        stride: strides[0] as number,
        padding: own_padding,
        data_format: data_format ?? 'NWC',
        name,
      };
      return conv1d(batches, filters, options);
    }
    if (n === 2)
      return conv2d(batches, filters, {
        strides: steps,
        padding: own_padding,
        data_format: data_format ?? 'NHWC',
        name,
      });
    const attrs = {strides: steps, padding: own_padding, data_format};
    return apply(Conv3D, {input: batches, filter: filters}, attrs, name).output;
  });
}

/** `tf.nn.convolution`: over one, two or three dimensions, with steps or with dilation. */
export const convolution = signature(
  [
    ...(['input', 'filter', 'padding', 'strides', 'dilation_rate', 'name'] as const),
    ...(['data_format', 'filters', 'dilations'] as const),
  ],
  function convolution(
    input: Shaped,
    filter: Shaped | null,
    padding: string,
    strides: Sequence | null = null,
    dilation_rate: Sequence | null = null,
    name: string | null = null,
    data_format: string | null = null,
    filters: Shaped | null = null,
    dilations: Sequence | null = null,
  ): Tensor {
    const kernel = deprecated_argument('filters', filters, 'filter', filter) as Shaped;
    const rate = deprecated_argument('dilations', dilations, 'dilation_rate', dilation_rate);
    const rank = shape_of(input).ndims ?? shape_of(kernel).ndims;
    if (rank === null) throw new ValueError('rank of input or filter must be known');
    const n = check_space(rank);
    const channel_index = channel_index_of(data_format, n);
    const steps = get_sequence(strides, n, channel_index, 'strides');
    const rates = get_sequence(rate, n, channel_index, 'dilations');
    return op_scope(name, 'convolution', [input, kernel], (scope) => {
      const call = {strides: steps, padding, data_format, dilations: rates, name: scope};
      if (rates.every((each) => each === 1)) return convolve(n, input, kernel, call);
      return dilated_convolution(n, input, kernel, call);
    });
  },
);

/** `tf.nn.atrous_conv2d`: a convolution of images whose filter has holes, `rate` apart. */
export const atrous_conv2d = signature(
  ['value', 'filters', 'rate', 'padding', 'name'],
  function atrous_conv2d(
    value: Shaped,
    filters: Shaped,
    rate: number | readonly number[],
    padding: string,
    name: string | null = null,
  ): Tensor {
    const rates = typeof rate === 'number' ? [rate, rate] : rate;
    return convolution(value, filters, padding, {dilation_rate: rates, name});
  },
);

/** What SAME adds to a filter of this size at this rate, before and behind. */
function hole_padding(size: number, rate: number): readonly [number, number] {
  const extra = size + (size - 1) * (rate - 1) - 1;
  return [Math.floor(extra / 2), extra - Math.floor(extra / 2)];
}

/** `tf.nn.atrous_conv2d_transpose`: the gradient of `atrous_conv2d` by an input of the known shape `output_shape`. */
export const atrous_conv2d_transpose = signature(
  ['value', 'filters', 'output_shape', 'rate', 'padding', 'name'],
  function atrous_conv2d_transpose(
    value: TensorLike,
    filters: TensorLike,
    output_shape: readonly number[],
    rate: number,
    padding: string,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'atrous_conv2d_transpose', [value, filters, output_shape], () => {
      const images = to_tensor(value, {name: 'value'});
      const filter = to_tensor(filters, {name: 'filters'});
      check_transposed(images, filter, rate);
      if (rate === 1) {
        const sizes = NDArray.from(output_shape, int32);
        return conv2d_transpose(images, filter, sizes, {strides: ONES, padding, data_format: 'NHWC'});
      }
      to_tensor(NDArray.from(output_shape, int32), {name: 'output_shape'});
      if (padding !== 'SAME' && padding !== 'VALID')
        throw new ValueError(`padding must be either VALID or SAME: ${padding}`);
      const pads = [0, 1].map((axis) =>
        padding === 'SAME' ? hole_padding(filter.shape[axis] as number, rate) : ([0, 0] as const),
      );
      const [batch = 0, height = 0, width = 0, channels = 0] = output_shape;
      const sizes = [height, width].map(
        (size, axis) => size + (pads[axis]?.[0] ?? 0) + (pads[axis]?.[1] ?? 0),
      );
      const extras = sizes.map((size) => (rate - (size % rate)) % rate);
      const blocks = space_to_batch(
        images,
        NDArray.from(
          extras.map((extra) => [0, extra]),
          int32,
        ),
        rate,
      );
      const inner = sizes.map((size, axis) => (size + (extras[axis] as number)) / rate);
      const input_sizes = NDArray.from([rate * rate * batch, ...inner, channels], int32);
      const attrs = {strides: ONES, padding: 'VALID', data_format: 'NHWC'};
      const {output} = apply(Conv2DBackpropInput, {input_sizes, filter, out_backprop: blocks}, attrs);
      const crops = pads.map(([before, after], axis) => [before, after + (extras[axis] as number)]);
      return batch_to_space(output, NDArray.from(crops, int32), rate);
    });
  },
);

function check_transposed(images: Tensor, filter: Tensor, rate: number): void {
  const [channels, results] = [images.shape[3] ?? null, filter.shape[3] ?? null];
  if (channels !== null && results !== null && channels !== results) {
    throw new ValueError(
      `value's input channels does not match filters' input channels, ${channels} != ${results}`,
    );
  }
  if (rate < 1) throw new ValueError(`rate ${rate} cannot be less than one`);
}
