/**
 * `tf.image`: how images change from pixel to pixel.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat, stack, unstack} from '../../ops/array_concat.ts';
import {constant} from '../../ops/array_constant.ts';
import {zeros} from '../../ops/array_fill.ts';
import {pad, tile} from '../../ops/array_pad.ts';
import {reshape, shape as shape_of} from '../../ops/array_shape.ts';
import {reduce_sum} from '../../ops/math_reduction.ts';
import {abs} from '../../ops/math_complex.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ValueError} from '../../types/python_errors.ts';
import {depthwise_conv2d} from '../nn/depthwise.ts';

/** The differences of neighbours along an axis of images. */
function differences(images: Tensor, rank: number, axis: number): Tensor {
  const all = (part: string): string[] => Array.from({length: rank}, (_, at) => (at === axis ? part : ':'));
  return images.getitem(...all('1:')).sub(images.getitem(...all(':-1')));
}

/**
 * `tf.image.total_variation`: the sum of the absolute differences of neighbours, of one image or of each of several. Throws `ValueError` for other than 3 or
 * 4 dimensions.
 */
export const total_variation = signature(
  ['images', 'name'],
  function total_variation(images: Tensor, name: string | null = null): Tensor {
    return op_scope(name, 'total_variation', [], () => {
      const {ndims} = images.shape;
      if (ndims !== 3 && ndims !== 4) throw new ValueError("'images' must be either 3 or 4-dimensional.");
      const vertical = differences(images, ndims, ndims - 3);
      const horizontal = differences(images, ndims, ndims - 2);
      const axis = ndims === 3 ? null : [1, 2, 3];
      return reduce_sum(abs(vertical), axis).add(reduce_sum(abs(horizontal), axis));
    });
  },
);

/** `tf.image.image_gradients`: how images [batch, height, width, channels] change downwards and to the right; zero at the end. Throws `ValueError`. */
export const image_gradients = signature(['image'], function image_gradients(image: Tensor): [
  dy: Tensor,
  dx: Tensor,
] {
  if (image.shape.ndims !== 4) {
    throw new ValueError(
      `('image_gradients expects a 4D tensor [batch_size, h, w, d], not %s.', ${image.shape.repr()})`,
    );
  }
  const sizes = shape_of(image);
  const [batch, height, width, depth] = unstack(sizes) as [Tensor, Tensor, Tensor, Tensor];
  const down = differences(image, 4, 1);
  const right = differences(image, 4, 2);
  const filled = (change: Tensor, axis: number, end: TensorLike): Tensor =>
    reshape(concat([change, zeros(stack(end), image.dtype)], axis), sizes);
  return [filled(down, 1, [batch, 1n, width, depth]), filled(right, 2, [batch, height, 1n, depth])];
});

/** For each pixel of a window its weights in the slopes downwards and to the right. */
const SOBEL = [
  [[[-1, -1]], [[-2, 0]], [[-1, 1]]],
  [[[0, -2]], [[0, 0]], [[0, 2]]],
  [[[1, -1]], [[2, 0]], [[1, 1]]],
];

/** `tf.image.sobel_edges`: the slopes of images [batch, height, width, channels] downwards and to the right, as a last dimension of 2. */
export const sobel_edges = signature(['image'], function sobel_edges(image: Tensor): Tensor {
  const sizes = shape_of(image);
  const filters = tile(
    constant(SOBEL, {dtype: image.dtype}),
    [1n, 1n, sizes.getitem(-1), 1n],
    'sobel_filters',
  );
  const border = [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ];
  const padded = pad(image, border, {mode: 'REFLECT'});
  const slopes = depthwise_conv2d(padded, filters, [1, 1, 1, 1], 'VALID');
  const result = reshape(slopes, concat([sizes, [2]], 0));
  result.set_shape(image.shape.concatenate([2]));
  return result;
});
