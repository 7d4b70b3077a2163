/**
 * `tf.image`: brightness, contrast, hue, saturation and gamma changed, by given or random amounts.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {shape as shape_of} from '../../ops/array_shape.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {AdjustContrastv2, AdjustHue, AdjustSaturation} from '../../ops/image_color.ts';
import {cast} from '../../ops/math_cast.ts';
import {div} from '../../ops/math_division.ts';
import {maximum} from '../../ops/math_extreme.ts';
import {reduce_mean, reduce_prod} from '../../ops/math_reduction.ts';
import {add} from '../../ops/math_sum.ts';
import {rsqrt} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {random_uniform} from '../../ops/random.ts';
import {ValueError} from '../../types/python_errors.ts';
import {reduce_std} from '../math/reductions.ts';
import {check, checked_image} from './checks.ts';
import {as_floats, convert_image_dtype} from './convert.ts';

type Seed = number | bigint | null;

/** `tf.image.adjust_brightness`: `delta` added to the pixels as floats of at most 1. */
export const adjust_brightness = signature(
  ['image', 'delta'],
  function adjust_brightness(image: TensorLike, delta: TensorLike): Tensor {
    return op_scope(null, 'adjust_brightness', [image, delta], (scope) => {
      const given = to_tensor(image, {name: 'image'});
      const floats = as_floats(given);
      const adjusted = add(floats, cast(delta, floats.dtype), scope);
      return convert_image_dtype(adjusted, given.dtype, {saturate: true});
    });
  },
);

/** `tf.image.adjust_contrast`: each channel `contrast_factor` times as far from its mean. */
export const adjust_contrast = signature(
  ['images', 'contrast_factor'],
  function adjust_contrast(images: TensorLike, contrast_factor: TensorLike): Tensor {
    return op_scope(null, 'adjust_contrast', [images, contrast_factor], (scope) => {
      const given = to_tensor(images, {name: 'images'});
      const adjusted = apply(AdjustContrastv2, {images: as_floats(given), contrast_factor}, {}, scope).output;
      return convert_image_dtype(adjusted, given.dtype, {saturate: true});
    });
  },
);

/** `tf.image.adjust_gamma`: `gain` times the pixels to the power of `gamma`. Throws `ValueError` for a negative `gamma`, or the run does. */
export const adjust_gamma = signature(
  ['image', 'gamma', 'gain'],
  function adjust_gamma(image: TensorLike, gamma: Tensor | number = 1, gain: TensorLike = 1): Tensor {
    return op_scope(null, 'adjust_gamma', [image, gamma, gain], () => {
      const given = to_tensor(image, {name: 'image'});
      const floats = as_floats(given);
      const is_tensor = gamma instanceof Tensor;
      const is_valid = is_tensor ? gamma.greater_equal(0) : gamma >= 0;
      const checks = check(is_valid, 'Gamma should be a non-negative real number.');
      const power = floats.pow(is_tensor ? with_dependencies(checks, gamma) : gamma);
      const adjusted = gain instanceof Tensor ? gain.mul(power) : power.rmul(gain);
      return convert_image_dtype(adjusted, given.dtype, {saturate: true});
    });
  },
);

/** `tf.image.adjust_hue`: hues turned by `delta`; 1 is once round. */
export const adjust_hue = signature(
  ['image', 'delta', 'name'],
  function adjust_hue(image: TensorLike, delta: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'adjust_hue', [image], () => {
      const given = to_tensor(image, {name: 'image'});
      const altered = apply(AdjustHue, {images: as_floats(given), delta}, {}).output;
      return convert_image_dtype(altered, given.dtype);
    });
  },
);

/** `tf.image.adjust_saturation`: saturations times `saturation_factor`, up to 1. */
export const adjust_saturation = signature(
  ['image', 'saturation_factor', 'name'],
  function adjust_saturation(
    image: TensorLike,
    saturation_factor: TensorLike,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'adjust_saturation', [image], () => {
      const given = to_tensor(image, {name: 'image'});
      const inputs = {images: as_floats(given), scale: saturation_factor};
      return convert_image_dtype(apply(AdjustSaturation, inputs, {}).output, given.dtype);
    });
  },
);

/** `tf.image.random_brightness`: brightness changed by up to `max_delta` either way. Throws `ValueError` for a negative one. */
export const random_brightness = signature(
  ['image', 'max_delta', 'seed'],
  function random_brightness(image: TensorLike, max_delta: number, seed: Seed = null): Tensor {
    if (max_delta < 0) throw new ValueError('max_delta must be non-negative.');
    return adjust_brightness(image, random_uniform([], -max_delta, max_delta, {seed}));
  },
);

/** A random factor in [lower, upper). Throws `ValueError` for bounds that are none. */
function random_factor(lower: number, upper: number, seed: Seed): Tensor {
  if (upper <= lower) throw new ValueError('upper must be > lower.');
  if (lower < 0) throw new ValueError('lower must be non-negative.');
  return random_uniform([], lower, upper, {seed});
}

/** `tf.image.random_contrast`: contrast changed by a factor in [lower, upper). Throws `ValueError` for bounds that are none. */
export const random_contrast = signature(
  ['image', 'lower', 'upper', 'seed'],
  function random_contrast(image: TensorLike, lower: number, upper: number, seed: Seed = null): Tensor {
    return adjust_contrast(image, random_factor(lower, upper, seed));
  },
);

/** `tf.image.random_saturation`: saturation changed by a factor in [lower, upper). Throws `ValueError` for bounds that are none. */
export const random_saturation = signature(
  ['image', 'lower', 'upper', 'seed'],
  function random_saturation(image: TensorLike, lower: number, upper: number, seed: Seed = null): Tensor {
    return adjust_saturation(image, random_factor(lower, upper, seed));
  },
);

/** `tf.image.random_hue`: hues turned by up to `max_delta` either way. Throws `ValueError` unless that is in [0, 0.5]. */
export const random_hue = signature(
  ['image', 'max_delta', 'seed'],
  function random_hue(image: TensorLike, max_delta: number, seed: Seed = null): Tensor {
    if (max_delta > 0.5) throw new ValueError('max_delta must be <= 0.5.');
    if (max_delta < 0) throw new ValueError('max_delta must be non-negative.');
    return adjust_hue(image, random_uniform([], -max_delta, max_delta, {seed}));
  },
);

/** `tf.image.per_image_standardization`: each image with mean 0 and variance 1; one that is all alike becomes zeros. */
export const per_image_standardization = signature(
  ['image'],
  function per_image_standardization(image: TensorLike): Tensor {
    return op_scope(null, 'per_image_standardization', [image], (scope) => {
      const given = checked_image(to_tensor(image, {name: 'image'}));
      const floats = as_floats(given);
      const pixels = reduce_prod(shape_of(floats).getitem('-3:'));
      const axis = [-1, -2, -3];
      const mean = reduce_mean(floats, {axis, keepdims: true});
      const deviation = reduce_std(floats, {axis, keepdims: true});
      const least = rsqrt(cast(pixels, floats.dtype));
      const divisor = maximum(deviation, least);
      const standard = div(floats.sub(mean), divisor, scope);
      return convert_image_dtype(standard, given.dtype, {saturate: true});
    });
  },
);
