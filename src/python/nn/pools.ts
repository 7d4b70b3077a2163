/**
 * `tf.nn`'s pools of images, rows and volumes.
 */
import {apply} from '../../graph/apply_op.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {expand_dims, squeeze} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {FractionalAvgPool, FractionalMaxPool} from '../../ops/nn_fractional_pool.ts';
import {AvgPool, MaxPool, MaxPoolWithArgmax} from '../../ops/nn_pool.ts';
import {AvgPool3D, MaxPool3D} from '../../ops/nn_pool3d.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {int64, type DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {channel_index_of, check_space, get_sequence, shape_of} from './windows.ts';
import type {Sequence, Shaped} from './windows.ts';

/** Sizes and steps for every axis. */
function windows(ksize: Sequence, strides: Sequence, n: number, data_format: string | null) {
  const channel_index = channel_index_of(data_format, n);
  return {
    ksize: get_sequence(ksize, n, channel_index, 'ksize'),
    strides: get_sequence(strides, n, channel_index, 'strides'),
  };
}

type Reduce = 'mean' | 'max';

/** One pool of images. */
function pool_images(
  kind: Reduce,
  value: TensorLike,
  attrs: {ksize: readonly number[]; strides: readonly number[]; padding: string; data_format: string},
  name: string | null,
): Tensor {
  return kind === 'mean'
    ? apply(AvgPool, {value}, attrs, name).output
    : apply(MaxPool, {input: value}, attrs, name).output;
}

/** A pool of rows, by way of images of height one. */
function pool_rows(
  kind: Reduce,
  default_name: string,
  input: TensorLike,
  ksize: Sequence,
  strides: Sequence,
  padding: string,
  data_format: string | null,
  name: string | null,
): Tensor {
  return op_scope(name, default_name, [input], (scope) => {
    const sizes = windows(ksize, strides, 1, data_format);
    const is_last = (data_format ?? 'NWC') === 'NWC';
    const axis = is_last ? 1 : 2;
    const attrs = {
      ksize: [1, ...sizes.ksize],
      strides: [1, ...sizes.strides],
      padding,
      data_format: is_last ? 'NHWC' : 'NCHW',
    };
    return squeeze(pool_images(kind, expand_dims(input, axis), attrs, scope), axis);
  });
}

const ROW_NAMES = ['input', 'ksize', 'strides', 'padding', 'data_format', 'name'] as const;

/** `tf.nn.avg_pool1d`: means of windows of rows [batch, width, channels]. */
export const avg_pool1d = signature(
  [...ROW_NAMES],
  function avg_pool1d(
    input: TensorLike,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = 'NWC',
    name: string | null = null,
  ): Tensor {
    return pool_rows('mean', 'AvgPool1D', input, ksize, strides, padding, data_format, name);
  },
);

/** `tf.nn.max_pool1d`: maxima of windows of rows [batch, width, channels]. */
export const max_pool1d = signature(
  [...ROW_NAMES],
  function max_pool1d(
    input: TensorLike,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = 'NWC',
    name: string | null = null,
  ): Tensor {
    return pool_rows('max', 'MaxPool1d', input, ksize, strides, padding, data_format, name);
  },
);

/** `tf.nn.avg_pool`: means of windows of images [batch, height, width, channels]. */
export const avg_pool = signature(
  ['value', 'ksize', 'strides', 'padding', 'data_format', 'name', 'input'],
  function avg_pool(
    value: TensorLike | null,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = 'NHWC',
    name: string | null = null,
    input: TensorLike | null = null,
  ): Tensor {
    return op_scope(name, 'AvgPool', [value], (scope) => {
      const images = deprecated_argument('input', input, 'value', value) as TensorLike;
      const attrs = {...windows(ksize, strides, 2, data_format), padding, data_format: data_format ?? 'NHWC'};
      return pool_images('mean', images, attrs, scope);
    });
  },
);

/** `tf.nn.max_pool`: maxima of windows of images [batch, height, width, channels]. */
export const max_pool = signature(
  ['value', 'ksize', 'strides', 'padding', 'data_format', 'name', 'input'],
  function max_pool(
    value: TensorLike | null,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = 'NHWC',
    name: string | null = null,
    input: TensorLike | null = null,
  ): Tensor {
    const images = deprecated_argument('input', input, 'value', value) as TensorLike;
    return op_scope(name, 'MaxPool', [images], (scope) => {
      const sizes = windows(ksize, strides, 2, data_format);
      if (sizes.ksize.includes(0)) throw new ValueError('ksize cannot be zero.');
      const attrs = {...sizes, padding, data_format: data_format ?? 'NHWC'};
      return pool_images('max', images, attrs, scope);
    });
  },
);

/** `tf.nn.max_pool2d`: `max_pool` by its later name. */
export const max_pool2d = signature(
  [...ROW_NAMES],
  function max_pool2d(
    input: TensorLike,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = 'NHWC',
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'MaxPool2d', [input], (scope) => {
      const attrs = {...windows(ksize, strides, 2, data_format), padding, data_format: data_format ?? 'NHWC'};
      return pool_images('max', input, attrs, scope);
    });
  },
);

/** `tf.nn.avg_pool3d`: means of windows of volumes [batch, depth, height, width, channels]. */
export const avg_pool3d = signature(
  [...ROW_NAMES],
  function avg_pool3d(
    input: TensorLike,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = 'NDHWC',
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'AvgPool3D', [input], (scope) => {
      const attrs = {
        ...windows(ksize, strides, 3, data_format),
        padding,
        data_format: data_format ?? 'NDHWC',
      };
      return apply(AvgPool3D, {input}, attrs, scope).output;
    });
  },
);

/** `tf.nn.max_pool3d`: maxima of windows of volumes [batch, depth, height, width, channels]. */
export const max_pool3d = signature(
  [...ROW_NAMES],
  function max_pool3d(
    input: TensorLike,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = 'NDHWC',
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'MaxPool3D', [input], (scope) => {
      const attrs = {
        ...windows(ksize, strides, 3, data_format),
        padding,
        data_format: data_format ?? 'NDHWC',
      };
      return apply(MaxPool3D, {input}, attrs, scope).output;
    });
  },
);

/** The number of axes of space of an input or of a data format. Throws `ValueError`. */
function space_of(input: Shaped, data_format: string | null): number {
  const {ndims} = shape_of(input);
  if (ndims === null && data_format === null)
    throw new ValueError('The input must have a rank or a data format must be given.');
  return check_space(ndims ?? (data_format as string).length);
}

/** `tf.nn.avg_pool_v2`: means of windows over one, two or three dimensions. */
export const avg_pool_v2 = signature(
  [...ROW_NAMES],
  function avg_pool_v2(
    input: Shaped,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = null,
    name: string | null = null,
  ): Tensor {
    const n = space_of(input, data_format);
    const sizes = windows(ksize, strides, n, data_format);
    if (n === 1) return avg_pool1d(input, sizes.ksize, sizes.strides, padding, data_format, name);
    if (n === 2) return apply(AvgPool, {value: input}, {...sizes, padding, data_format}, name).output;
    return apply(AvgPool3D, {input}, {...sizes, padding, data_format}, name).output;
  },
);

/** `tf.nn.max_pool_v2`: maxima of windows over one, two or three dimensions. */
export const max_pool_v2 = signature(
  [...ROW_NAMES],
  function max_pool_v2(
    input: Shaped,
    ksize: Sequence,
    strides: Sequence,
    padding: string,
    data_format: string | null = null,
    name: string | null = null,
  ): Tensor {
    const n = space_of(input, data_format);
    const sizes = windows(ksize, strides, n, data_format);
    if (n === 1) return max_pool1d(input, sizes.ksize, sizes.strides, padding, data_format, name);
    if (n === 2) return apply(MaxPool, {input}, {...sizes, padding, data_format}, name).output;
    return apply(MaxPool3D, {input}, {...sizes, padding, data_format}, name).output;
  },
);

/** `tf.nn.max_pool_with_argmax`: `[output, argmax]`: maxima of windows, and their places in the flattened image. */
export const max_pool_with_argmax = signature(
  [
    ...(['input', 'ksize', 'strides', 'padding', 'data_format', 'Targmax', 'name'] as const),
    ...(['output_dtype', 'include_batch_in_index'] as const),
  ],
  function max_pool_with_argmax(
    input: TensorLike,
    ksize: readonly number[],
    strides: readonly number[],
    padding: string,
    data_format = 'NHWC',
    Targmax: DType | null = null,
    name: string | null = null,
    output_dtype: DType | null = null,
    include_batch_in_index = false,
  ): [output: Tensor, argmax: Tensor] {
    if (data_format !== 'NHWC') throw new ValueError("Data formats other than 'NHWC' are not yet supported");
    const dtype = deprecated_argument('output_dtype', output_dtype, 'Targmax', Targmax) ?? int64;
    const attrs = {ksize, strides, padding, Targmax: dtype, include_batch_in_index};
    const {output, argmax} = apply(MaxPoolWithArgmax, {input}, attrs, name);
    return [output, argmax];
  },
);

const FRACTIONAL_NAMES = [
  ...(['value', 'pooling_ratio', 'pseudo_random', 'overlapping'] as const),
  ...(['deterministic', 'seed', 'seed2', 'name'] as const),
] as const;

/** `[output, row_pooling_sequence, col_pooling_sequence]`. */
type Fractional = [output: Tensor, rows: Tensor, columns: Tensor];

/** `tf.nn.fractional_max_pool`: maxima of windows of sizes by chance, so that the image shrinks by `pooling_ratio`. */
export const fractional_max_pool = signature(
  [...FRACTIONAL_NAMES],
  function fractional_max_pool(
    value: TensorLike,
    pooling_ratio: readonly number[],
    pseudo_random = false,
    overlapping = false,
    deterministic = false,
    seed = 0,
    seed2 = 0,
    name: string | null = null,
  ): Fractional {
    const attrs = {pooling_ratio, pseudo_random, overlapping, deterministic, seed, seed2};
    return [...apply(FractionalMaxPool, {value}, attrs, name).operation.outputs] as Fractional;
  },
);

/** `tf.nn.fractional_avg_pool`: means of windows of sizes by chance, so that the image shrinks by `pooling_ratio`. */
export const fractional_avg_pool = signature(
  [...FRACTIONAL_NAMES],
  function fractional_avg_pool(
    value: TensorLike,
    pooling_ratio: readonly number[],
    pseudo_random = false,
    overlapping = false,
    deterministic = false,
    seed = 0,
    seed2 = 0,
    name: string | null = null,
  ): Fractional {
    const attrs = {pooling_ratio, pseudo_random, overlapping, deterministic, seed, seed2};
    return [...apply(FractionalAvgPool, {value}, attrs, name).operation.outputs] as Fractional;
  },
);
