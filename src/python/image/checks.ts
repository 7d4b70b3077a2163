/**
 * What functions of images check of their arguments, at once where shapes and numbers are known, else when the graph runs.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {Tensor} from '../../graph/tensor.ts';
import {unstack} from '../../ops/array_concat.ts';
import {expand_dims, rank as rank_of, shape as shape_of} from '../../ops/array_shape.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {Assert} from '../../ops/logging.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ValueError} from '../../types/python_errors.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {assert_equal, assert_greater_equal, assert_less} from '../debugging/assert_compare.ts';

/** A size or place that is known, or that the run tells. */
export type Amount = Tensor | number;

/** Refuses what does not hold: now with `ValueError`, or in the run. */
export function check(condition: Tensor | boolean, message: string): Operation[] {
  if (condition instanceof Tensor) return [Assert(condition, [message])];
  if (!condition) throw new ValueError(message);
  return [];
}

/** The sizes of an image of this rank, each a number where it is known. */
export function image_dimensions(image: Tensor, rank: number): Amount[] {
  if (image.shape.is_fully_defined()) return image.shape.as_list() as number[];
  const known = image.shape.with_rank(rank).as_list();
  const found = unstack(shape_of(image), rank);
  return known.map((size, axis) => size ?? (found[axis] as Tensor));
}

/** Sizes for `set_shape`: those that are numbers. */
export function known_sizes(sizes: readonly Amount[]): (number | null)[] {
  return sizes.map((size) => (size instanceof Tensor ? null : size));
}

function assert_positive(x: Tensor, data: readonly TensorLike[]): Operation {
  return op_scope(null, 'assert_positive', [x, data], () =>
    assert_less(to_tensor(0, {dtype: x.dtype}), x, {data}),
  );
}

/** The static shape of an image of at least `rank` dimensions; of an unknown one, of just so many. */
function shape_at_least(image: Tensor, rank: number, message: string): TensorShape {
  try {
    return image.shape.ndims === null ? image.shape.with_rank(rank) : image.shape.with_rank_at_least(rank);
  } catch (error) {
    if (error instanceof ValueError) throw new ValueError(message);
    throw error;
  }
}

/** Refuses images of less than three dimensions, and empty ones. */
export function check_at_least_3d(image: Tensor): Operation[] {
  const message = "'image' must be at least three-dimensional.";
  const shape = shape_at_least(image, 3, message);
  if (shape.as_list().includes(0))
    throw new ValueError(`all dims of 'image.shape' must be > 0: ${String(shape)}`);
  if (shape.is_fully_defined()) return [];
  return [
    assert_positive(shape_of(image), ["all dims of 'image.shape' must be > 0."]),
    assert_greater_equal(rank_of(image), 3n, {message}),
  ];
}

/** The image, once it is checked. */
export function checked_image(image: Tensor): Tensor {
  return with_dependencies(check_at_least_3d(image), image);
}

/** An image of one channel, once it is checked. */
export function checked_grayscale(image: Tensor): Tensor {
  const shape = shape_at_least(image, 2, 'A grayscale image must be at least two-dimensional.');
  const message = 'Last dimension of a grayscale image should be size 1.';
  if (shape.is_fully_defined()) {
    if (shape.at(-1) !== 1) throw new ValueError(message);
    return with_dependencies([], image);
  }
  const checks = [
    assert_equal(shape_of(image).getitem(-1), 1n, {message}),
    assert_greater_equal(rank_of(image), 3n, {
      message: 'A grayscale image must be at least two-dimensional.',
    }),
  ];
  return with_dependencies(checks, image);
}

/** Images as a batch, and whether they were one. */
export interface Batch {
  readonly images: Tensor;
  readonly is_batch: boolean;
}

/** One image becomes a batch of one. Throws `ValueError` for other than three or four dimensions. */
export function as_batch(image: Tensor): Batch {
  const {ndims} = image.shape;
  if (ndims === 4) return {images: image, is_batch: true};
  if (ndims !== null && ndims !== 3) throw new ValueError("'image' must have either 3 or 4 dimensions.");
  const images = expand_dims(image, 0);
  if (ndims === null) images.set_shape([null, null, null, null]);
  return {images, is_batch: false};
}
