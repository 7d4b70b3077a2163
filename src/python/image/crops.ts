/**
 * `tf.image`: parts of images, and images with a border of zeros.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {stack} from '../../ops/array_concat.ts';
import {pad} from '../../ops/array_pad.ts';
import {reshape, shape as shape_of, squeeze} from '../../ops/array_shape.ts';
import {slice} from '../../ops/array_slice.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {cast} from '../../ops/math_cast.ts';
import {integers} from '../../ops/integers.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float64, int32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {are_equal, at_least, half, is_positive, larger, less_by, negative, plus, smaller} from './amounts.ts';
import {
  as_batch,
  check,
  check_at_least_3d,
  checked_image,
  image_dimensions,
  known_sizes,
  type Amount,
} from './checks.ts';

function unbatched(images: Tensor, is_batch: boolean): Tensor {
  return is_batch ? images : squeeze(images, {axis: [0]});
}

/** What of an axis is kept: all but as much from both ends. */
function central_part(image: Tensor, axis: number, fraction: number): {start: Amount; size: Amount} {
  const known = image.shape[axis] ?? null;
  if (known !== null) {
    const start = Math.trunc((known - known * fraction) / 2);
    return {start, size: known - start * 2};
  }
  const size = shape_of(image).getitem(axis);
  return {start: size, size};
}

/** The same of an axis whose size the run tells. */
function central_start(size: Tensor, fraction: number): Tensor {
  const whole = cast(size, float64);
  return cast(whole.sub(whole.mul(fraction)).truediv(2), int32);
}

/**
 * `tf.image.central_crop`: the middle of images, `central_fraction` of their height and width. Throws `ValueError` unless that is in (0, 1]
 * and the images have 3 or 4 dimensions.
 */
export const central_crop = signature(
  ['image', 'central_fraction'],
  function central_crop(image: TensorLike, central_fraction: number): Tensor {
    return op_scope(null, 'central_crop', [image], () => {
      const given = to_tensor(image, {name: 'image'});
      if (central_fraction <= 0 || central_fraction > 1)
        throw new ValueError('central_fraction must be within (0, 1]');
      if (central_fraction === 1) return given;
      checked_image(given);
      const rank = given.shape.ndims;
      if (rank !== 3 && rank !== 4) {
        throw new ValueError(
          `\`image\` should either be a Tensor with rank = 3 or rank = 4. Had rank = ${rank ?? 'None'}.`,
        );
      }
      const parts = [rank - 3, rank - 2].map((axis) => central_part(given, axis, central_fraction));
      const starts = parts.map(({start}) =>
        start instanceof Tensor ? central_start(start, central_fraction) : start,
      );
      const sizes = parts.map(({size}, at) => {
        const start = starts[at] as Amount;
        return size instanceof Tensor ? size.sub((start as Tensor).mul(2n)) : size;
      });
      const first = rank === 4;
      const begin = stack(integers([...(first ? [0] : []), ...starts, 0]));
      const size = stack(integers([...(first ? [-1] : []), ...sizes, -1]));
      const result = slice(given, begin, size);
      const shape = [...known_sizes(sizes), given.shape.at(-1)];
      result.set_shape(first ? [given.shape.at(0), ...shape] : shape);
      return result;
    });
  },
);

/** A batch of images, what has been checked of it, and a place in it or around it with its size. */
interface Framed {
  readonly images: Tensor;
  readonly checks: Operation[];
  readonly height: Amount;
  readonly width: Amount;
  readonly offset_height: Amount;
  readonly offset_width: Amount;
  readonly target_height: Amount;
  readonly target_width: Amount;
}

/** `tf.image.<name>`, of an image or of a batch: `build` adds its checks and makes the batch of the new size. */
function box_function(name: string, build: (framed: Framed) => Tensor) {
  return signature(
    ['image', 'offset_height', 'offset_width', 'target_height', 'target_width'],
    function (
      image: TensorLike,
      offset_height: Amount,
      offset_width: Amount,
      target_height: Amount,
      target_width: Amount,
    ): Tensor {
      return op_scope(null, name, [image], () => {
        const {images, is_batch} = as_batch(to_tensor(image, {name: 'image'}));
        const checks = check_at_least_3d(images);
        const [batch = 0, height = 0, width = 0, depth = 0] = image_dimensions(images, 4);
        const box = {offset_height, offset_width, target_height, target_width};
        const built = build({images, checks, height, width, ...box});
        built.set_shape(known_sizes([batch, target_height, target_width, depth]));
        return unbatched(built, is_batch);
      });
    },
    {name},
  );
}

/**
 * `tf.image.pad_to_bounding_box`: images in the middle of zeros, `target_height` and `target_width` large. Throws `ValueError` where they do not
 * fit, or the run does.
 */
export const pad_to_bounding_box = box_function('pad_to_bounding_box', ({images, checks, ...box}) => {
  const {offset_height, offset_width} = box;
  const right = less_by(less_by(box.target_width, offset_width), box.width);
  const below = less_by(less_by(box.target_height, offset_height), box.height);
  checks.push(...check(at_least(offset_height, 0), 'offset_height must be >= 0'));
  checks.push(...check(at_least(offset_width, 0), 'offset_width must be >= 0'));
  checks.push(...check(at_least(right, 0), 'width must be <= target - offset'));
  checks.push(...check(at_least(below, 0), 'height must be <= target - offset'));
  const checked = with_dependencies(checks, images);
  const amounts = [0, 0, offset_height, below, offset_width, right, 0, 0];
  return pad(checked, reshape(stack(integers(amounts)), [4, 2]));
});

/**
 * `tf.image.crop_to_bounding_box`: the part of images from an offset on, `target_height` and `target_width` large. Throws `ValueError` where it is
 * not inside, or the run does.
 */
export const crop_to_bounding_box = box_function('crop_to_bounding_box', ({images, checks, ...box}) => {
  const {offset_height, offset_width, target_height, target_width} = box;
  checks.push(...check(at_least(offset_width, 0), 'offset_width must be >= 0.'));
  checks.push(...check(at_least(offset_height, 0), 'offset_height must be >= 0.'));
  checks.push(...check(is_positive(target_width), 'target_width must be > 0.'));
  checks.push(...check(is_positive(target_height), 'target_height must be > 0.'));
  const right = plus(target_width, offset_width);
  checks.push(...check(at_least(box.width, right), 'width must be >= target + offset.'));
  const bottom = plus(target_height, offset_height);
  checks.push(...check(at_least(box.height, bottom), 'height must be >= target + offset.'));
  const checked = with_dependencies(checks, images);
  const begin = stack(integers([0, offset_height, offset_width, 0]));
  return slice(checked, begin, stack(integers([-1, target_height, target_width, -1])));
});

/**
 * `tf.image.resize_image_with_crop_or_pad`: the middle of images, `target_height` and `target_width` large, with zeros where they are smaller. Throws
 * `ValueError` unless both are positive.
 */
export const resize_image_with_crop_or_pad = signature(
  ['image', 'target_height', 'target_width'],
  function resize_image_with_crop_or_pad(
    image: TensorLike,
    target_height: Amount,
    target_width: Amount,
  ): Tensor {
    return op_scope(null, 'resize_image_with_crop_or_pad', [image], () => {
      const {images, is_batch} = as_batch(to_tensor(image, {name: 'image'}));
      const checks = check_at_least_3d(images);
      checks.push(...check(is_positive(target_width), 'target_width must be > 0.'));
      checks.push(...check(is_positive(target_height), 'target_height must be > 0.'));
      const checked = with_dependencies(checks, images);
      const after = (size: Amount): Amount =>
        size instanceof Tensor ? with_dependencies(checks, size) : size;
      const rows = after(target_height);
      const columns = after(target_width);
      const [, height = 0, width = 0] = image_dimensions(checked, 4);
      const wider = less_by(columns, width);
      const crop_left = larger(half(negative(wider)), 0);
      const pad_left = larger(half(wider), 0);
      const taller = less_by(rows, height);
      const crop_top = larger(half(negative(taller)), 0);
      const pad_top = larger(half(taller), 0);
      const least_rows = smaller(rows, height);
      const cropped = crop_to_bounding_box(checked, crop_top, crop_left, least_rows, smaller(columns, width));
      const resized = pad_to_bounding_box(cropped, pad_top, pad_left, rows, columns);
      const [, made_height = 0, made_width = 0] = image_dimensions(resized, 4);
      const results = check(are_equal(made_height, rows), 'resized height is not correct.');
      results.push(...check(are_equal(made_width, columns), 'resized width is not correct.'));
      return unbatched(with_dependencies(results, resized), is_batch);
    });
  },
);
