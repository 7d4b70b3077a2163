/**
 * `tf.image`: colours as grey, as hue, saturation and value, and as luma with two differences of colour.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {ones} from '../../ops/array_fill.ts';
import {tile} from '../../ops/array_pad.ts';
import {expand_dims, rank as rank_of} from '../../ops/array_shape.ts';
import {HSVToRGB, RGBToHSV} from '../../ops/image_color.ts';
import {tensordot} from '../../ops/math_tensordot.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float32, int32} from '../../types/dtypes.ts';
import {checked_grayscale} from './checks.ts';
import {convert_image_dtype} from './convert.ts';

/** `tf.image.rgb_to_hsv`: red, green and blue as hue, saturation and value, all in [0, 1]. */
export const rgb_to_hsv = signature(
  ['images', 'name'],
  function rgb_to_hsv(images: TensorLike, name: string | null = null): Tensor {
    return apply(RGBToHSV, {images}, {}, name).output;
  },
);

/** `tf.image.hsv_to_rgb`: hue, saturation and value as red, green and blue. */
export const hsv_to_rgb = signature(
  ['images', 'name'],
  function hsv_to_rgb(images: TensorLike, name: string | null = null): Tensor {
    return apply(HSVToRGB, {images}, {}, name).output;
  },
);

/** `tf.image.rgb_to_grayscale`: one channel out of red, green and blue, in the dtype of the images. */
export const rgb_to_grayscale = signature(
  ['images', 'name'],
  function rgb_to_grayscale(images: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'rgb_to_grayscale', [images], (scope) => {
      const given = to_tensor(images, {name: 'images'});
      const floats = convert_image_dtype(given, float32);
      const grey = expand_dims(tensordot(floats, [0.2989, 0.587, 0.114], [-1, -1]), -1);
      return convert_image_dtype(grey, given.dtype, {name: scope});
    });
  },
);

/** `tf.image.grayscale_to_rgb`: the one channel three times. Throws `ValueError` for images of more channels, or the run does. */
export const grayscale_to_rgb = signature(
  ['images', 'name'],
  function grayscale_to_rgb(images: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'grayscale_to_rgb', [images], (scope) => {
      const grey = checked_grayscale(to_tensor(images, {name: 'images'}));
      const others = expand_dims(rank_of(grey).sub(1n), 0);
      const multiples = concat([ones(others, int32), expand_dims(3n, 0)], 0);
      const colored = tile(grey, multiples, scope);
      colored.set_shape(grey.shape.slice(0, -1).concatenate([3]));
      return colored;
    });
  },
);

type Kernel = readonly (readonly number[])[];

/** Colours times a matrix. */
function space_function(name: string, kernel: Kernel) {
  return signature(
    ['images'],
    function (images: TensorLike): Tensor {
      const given = to_tensor(images, {name: 'images'});
      const matrix = to_tensor(kernel, {dtype: given.dtype, name: 'kernel'});
      return tensordot(given, matrix, [[(given.shape.ndims ?? 0) - 1], [0]]);
    },
    {name},
  );
}

/** `tf.image.rgb_to_yiq`: red, green and blue as luma and two differences of colour, as of NTSC. */
export const rgb_to_yiq = space_function('rgb_to_yiq', [
  [0.299, 0.59590059, 0.2115],
  [0.587, -0.27455667, -0.52273617],
  [0.114, -0.32134392, 0.31119955],
]);
/** `tf.image.yiq_to_rgb`: the way back. */
export const yiq_to_rgb = space_function('yiq_to_rgb', [
  [1, 1, 1],
  [0.95598634, -0.27201283, -1.10674021],
  [0.6208248, -0.64720424, 1.70423049],
]);
/** `tf.image.rgb_to_yuv`: red, green and blue as luma and two differences of colour, as of PAL. */
export const rgb_to_yuv = space_function('rgb_to_yuv', [
  [0.299, -0.14714119, 0.61497538],
  [0.587, -0.28886916, -0.51496512],
  [0.114, 0.43601035, -0.10001026],
]);
/** `tf.image.yuv_to_rgb`: the way back. */
export const yuv_to_rgb = space_function('yuv_to_rgb', [
  [1, 1, 1],
  [0, -0.394642334, 2.03206185],
  [1.13988303, -0.58062185, 0],
]);
