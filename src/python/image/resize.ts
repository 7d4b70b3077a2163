/**
 * `tf.image`: images of another size, by any method, and with a border that keeps their proportions.
 */
import {apply, apply_definition} from '../../graph/apply_op.ts';
import {constant_value_as_shape} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {expand_dims, squeeze} from '../../ops/array_shape.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {ResizeArea, ResizeBicubic, ResizeBilinear, ResizeNearestNeighbor} from '../../ops/image_resize.ts';
import {integers} from '../../ops/integers.ts';
import {cast} from '../../ops/math_cast.ts';
import {maximum, minimum} from '../../ops/math_extreme.ts';
import {floor, round} from '../../ops/math_rounding.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float32, float64, int32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {is_positive} from './amounts.ts';
import {as_batch, check, check_at_least_3d, image_dimensions, type Amount} from './checks.ts';
import {pad_to_bounding_box} from './crops.ts';

/** `tf.image.ResizeMethod`: how pixels between pixels are found. */
export const ResizeMethod = {BILINEAR: 0, NEAREST_NEIGHBOR: 1, BICUBIC: 2, AREA: 3} as const;

/** Resizes a batch. */
type Resizer = (images: Tensor, size: TensorLike, name?: string | null) => Tensor;

/** The resizer of a method. Throws `ValueError` for one that there is not. */
function resizer(method: number | string, align_corners: boolean): Resizer {
  const attrs = {align_corners};
  if (method === 0 || method === 'bilinear')
    return (images, size) => apply(ResizeBilinear, {images, size}, attrs).resized_images;
  if (method === 1 || method === 'nearest')
    return (images, size) => apply(ResizeNearestNeighbor, {images, size}, attrs).resized_images;
  if (method === 2 || method === 'bicubic')
    return (images, size) => apply(ResizeBicubic, {images, size}, attrs).resized_images;
  if (method === 3 || method === 'area')
    return (images, size) => apply(ResizeArea, {images, size}, attrs).resized_images;
  throw new ValueError('Resize method is not implemented.');
}

/** The wanted height and width. Throws `ValueError` for what is none. */
function size_tensor(size: TensorLike): Tensor {
  let found: Tensor;
  try {
    found = to_tensor(integers(size), {dtype: int32, name: 'size'});
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof ValueError)) throw error;
    throw new ValueError("'size' must be a 1-D int32 Tensor");
  }
  if (!found.shape.is_compatible_with([2]))
    throw new ValueError("'size' must be a 1-D Tensor of 2 elements: new_height, new_width");
  return found;
}

/** The largest size of the same proportions that fits into `size`. */
function proportional_size(images: Tensor, size: Tensor): Tensor {
  const [wanted_height, wanted_width] = constant_value_as_shape(size).as_list();
  const [, height = 0, width = 0] = image_dimensions(images, 4);
  const single = (value: Amount | null | undefined): Tensor => {
    if (value === null || value === undefined) throw new ValueError('None values not supported.');
    return cast(integers(value), float32);
  };
  const by_height = single(wanted_height).truediv(single(height));
  const by_width = single(wanted_width).truediv(single(width));
  const scale = minimum(by_height, by_width);
  const rows = cast(round(scale.mul(single(height))), int32);
  const columns = cast(round(scale.mul(single(width))), int32);
  return to_tensor([rows, columns], {dtype: int32, name: 'size'});
}

/** One image or several brought to `size`; left as they are where they have it. */
function resized(images: Tensor, given: TensorLike, keeps_proportions: boolean, resize: Resizer): Tensor {
  const {ndims} = images.shape;
  if (ndims === null) throw new ValueError("'images' contains no shape.");
  if (ndims !== 3 && ndims !== 4) throw new ValueError("'images' must have either 3 or 4 dimensions.");
  const batch = ndims === 3 ? expand_dims(images, 0) : images;
  const unbatched = (result: Tensor): Tensor => (ndims === 3 ? squeeze(result, {axis: [0]}) : result);
  const [, height, width] = batch.shape.as_list();
  let size = size_tensor(given);
  if (keeps_proportions) size = proportional_size(batch, size);
  const [new_height = null, new_width = null] = constant_value_as_shape(size).as_list();
  if (new_height !== null && new_width !== null && new_height === height && new_width === width)
    return unbatched(batch);
  const result = resize(batch, size);
  result.set_shape([null, new_height, new_width, null]);
  return unbatched(result);
}

/**
 * `tf.image.resize_images`: images of the height and width that `size` holds, by `method`: bilinear, nearest neighbour, bicubic or
 * area. With `preserve_aspect_ratio` as large as they fit into it. Throws `ValueError`.
 */
export const resize_images = signature(
  ['images', 'size', 'method', 'align_corners', 'preserve_aspect_ratio', 'name'],
  function resize_images(
    images: TensorLike,
    size: TensorLike,
    method: number | string = ResizeMethod.BILINEAR,
    align_corners = false,
    preserve_aspect_ratio = false,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'resize', [images, size], () => {
      const resize: Resizer = (batch, wanted) => resizer(method, align_corners)(batch, wanted);
      return resized(to_tensor(images, {name: 'images'}), size, preserve_aspect_ratio, resize);
    });
  },
);

/**
 * `tf.image.resize_image_with_pad`: images in their proportions, as large as they fit into `target_height` and `target_width`, in the middle of
 * zeros. Throws `ValueError`.
 */
export const resize_image_with_pad = signature(
  ['image', 'target_height', 'target_width', 'method', 'align_corners'],
  function resize_image_with_pad(
    image: TensorLike,
    target_height: Amount,
    target_width: Amount,
    method: number | string = ResizeMethod.BILINEAR,
    align_corners = false,
  ): Tensor {
    return op_scope(null, 'resize_image_with_pad', [image], () => {
      const {images, is_batch} = as_batch(to_tensor(image, {name: 'image'}));
      const checks = check_at_least_3d(images);
      checks.push(...check(is_positive(target_width), 'target_width must be > 0.'));
      checks.push(...check(is_positive(target_height), 'target_height must be > 0.'));
      const checked = with_dependencies(checks, images);
      const sizes = image_dimensions(checked, 4);
      const [height, width, rows, columns] = [sizes[1], sizes[2], target_height, target_width].map((size) =>
        cast(integers(size as Amount), float64),
      ) as [Tensor, Tensor, Tensor, Tensor];
      const across = width.truediv(columns);
      const ratio = maximum(across, height.truediv(rows));
      const exact_height = height.truediv(ratio);
      const exact_width = width.truediv(ratio);
      const new_height = cast(floor(exact_height), int32);
      const new_width = cast(floor(exact_width), int32);
      const above = rows.sub(exact_height).truediv(2);
      const left = columns.sub(exact_width).truediv(2);
      const [top, start] = [floor(above), floor(left)];
      const offset_height = maximum(0n, cast(top, int32));
      const offset_width = maximum(0n, cast(start, int32));
      const made = resize_images(checked, [new_height, new_width], method, {align_corners});
      const padded = pad_to_bounding_box(made, offset_height, offset_width, target_height, target_width);
      image_dimensions(padded, 4);
      return is_batch ? padded : squeeze(padded, {axis: [0]});
    });
  },
);

/** A function of one op that resizes, named `name`. */
function resizer_with_corners(op: typeof ResizeBilinear | typeof ResizeNearestNeighbor, name: string) {
  return signature(
    ['images', 'size', 'align_corners', 'name', 'half_pixel_centers'],
    function (
      images: TensorLike,
      size: TensorLike,
      align_corners = false,
      node_name: string | null = null,
      half_pixel_centers = false,
    ): Tensor {
      const attrs = {align_corners, half_pixel_centers};
      return apply_definition(op, {images, size}, attrs, node_name).outputs[0] as Tensor;
    },
    {integer_parameters: ['size'], name},
  );
}

/** `tf.image.resize_bilinear`: images [batch, height, width, channels] of another size; each pixel a mean of four. */
export const resize_bilinear = resizer_with_corners(ResizeBilinear, 'resize_bilinear');

/** `tf.image.resize_bicubic`: each pixel from sixteen, by cubic curves. */
export const resize_bicubic = resizer_with_corners(ResizeBicubic, 'resize_bicubic');

/** `tf.image.resize_nearest_neighbor`: each pixel that whose place is nearest. */
export const resize_nearest_neighbor = resizer_with_corners(ResizeNearestNeighbor, 'resize_nearest_neighbor');

/** `tf.image.resize_area`: each pixel the mean of the area that it covers. */
export const resize_area = signature(
  ['images', 'size', 'align_corners', 'name'],
  function resize_area(
    images: TensorLike,
    size: TensorLike,
    align_corners = false,
    name: string | null = null,
  ): Tensor {
    return apply(ResizeArea, {images, size}, {align_corners}, name).resized_images;
  },
  {integer_parameters: ['size']},
);
