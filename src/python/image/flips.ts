/**
 * `tf.image`: images mirrored, turned and transposed.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {reshape, shape as shape_of} from '../../ops/array_shape.ts';
import {reverse, transpose as transposed} from '../../ops/array_transpose.ts';
import {case as case_} from '../../ops/case.ts';
import {cond} from '../../ops/control_flow.ts';
import {cast} from '../../ops/math_cast.ts';
import {equal, less} from '../../ops/math_compare.ts';
import {mod} from '../../ops/math_division.ts';
import {round} from '../../ops/math_rounding.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {random_uniform} from '../../ops/random.ts';
import {int32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {checked_image} from './checks.ts';

/** Whether this is a batch of images. Throws `ValueError` for other than one image or a batch. */
function is_batch(image: Tensor): boolean {
  const {ndims} = image.shape;
  if (ndims !== null && ndims !== 3 && ndims !== 4)
    throw new ValueError("'image' must have either 3 or 4 dimensions.");
  return ndims === 4;
}

/** The shape of the image, which mirroring keeps. */
function keep_shape(image: Tensor, result: Tensor): Tensor {
  result.set_shape(image.shape.ndims === null ? [null, null, null] : image.shape);
  return result;
}

function flip(image: TensorLike, axis: number, scope: string): Tensor {
  return op_scope(null, scope, [image], () => {
    const checked = checked_image(to_tensor(image, {name: 'image'}));
    if (is_batch(checked)) return reverse(checked, [axis + 1]);
    return keep_shape(checked, reverse(checked, [axis]));
  });
}

/** `tf.image.flip_left_right`: images mirrored from left to right. Throws `ValueError` for other than 3 or 4 dimensions. */
export const flip_left_right = signature(['image'], function flip_left_right(image: TensorLike): Tensor {
  return flip(image, 1, 'flip_left_right');
});

/** `tf.image.flip_up_down`: images turned upside down. Throws `ValueError` for other than 3 or 4 dimensions. */
export const flip_up_down = signature(['image'], function flip_up_down(image: TensorLike): Tensor {
  return flip(image, 0, 'flip_up_down');
});

type Seed = number | bigint | null;

function random_flip(image: TensorLike, axis: number, seed: Seed, scope_name: string): Tensor {
  return op_scope(null, scope_name, [image], (scope) => {
    const checked = checked_image(to_tensor(image, {name: 'image'}));
    if (!is_batch(checked)) {
      const is_mirrored = less(random_uniform([], 0, 1, {seed}), 0.5);
      const mirrored = (): Tensor => reverse(checked, [axis]);
      return keep_shape(
        checked,
        cond(is_mirrored, mirrored, () => checked, {name: scope}),
      );
    }
    const batch = shape_of(checked).getitem(0);
    const draws = random_uniform([batch], 0, 1, {seed});
    const flips = cast(round(reshape(draws, [batch, 1n, 1n, 1n])), checked.dtype);
    const mirrored = reverse(checked, [axis + 1]);
    return flips.mul(mirrored).add(flips.rsub(1).mul(checked));
  });
}

/** `tf.image.random_flip_left_right`: mirrored from left to right with probability a half, each image of a batch by itself. */
export const random_flip_left_right = signature(
  ['image', 'seed'],
  function random_flip_left_right(image: TensorLike, seed: Seed = null): Tensor {
    return random_flip(image, 1, seed, 'random_flip_left_right');
  },
);

/** `tf.image.random_flip_up_down`: upside down with probability a half, each image of a batch by itself. */
export const random_flip_up_down = signature(
  ['image', 'seed'],
  function random_flip_up_down(image: TensorLike, seed: Seed = null): Tensor {
    return random_flip(image, 0, seed, 'random_flip_up_down');
  },
);

/** The images turned `k` times, where height and width stand at `axis` and the axis after it. */
function turned(image: Tensor, k: Tensor, axis: number, scope: string): Tensor {
  const [rows, columns] = [axis, axis + 1];
  const swapped = axis === 0 ? [1, 0, 2] : [0, 2, 1, 3];
  const once = (): Tensor => transposed(reverse(image, [columns]), swapped);
  const twice = (): Tensor => reverse(image, [rows, columns]);
  const thrice = (): Tensor => reverse(transposed(image, swapped), [columns]);
  const cases: [Tensor, () => Tensor][] = [
    [equal(k, 1n), once],
    [equal(k, 2n), twice],
    [equal(k, 3n), thrice],
  ];
  return case_(cases, {default: () => image, exclusive: true, name: scope});
}

/** `tf.image.rot90`: images turned counter-clockwise by 90 degrees `k` times. */
export const rot90 = signature(
  ['image', 'k', 'name'],
  function rot90(image: TensorLike, k: TensorLike = 1, name: string | null = null): Tensor {
    return op_scope(name, 'rot90', [image, k], (scope) => {
      const checked = checked_image(to_tensor(image, {name: 'image'}));
      const times = to_tensor(k, {dtype: int32, name: 'k'});
      times.shape.assert_has_rank(0);
      const rest = mod(times, 4n);
      if (is_batch(checked)) {
        const result = turned(checked, rest, 1, scope);
        result.set_shape([result.shape[0] ?? null, null, null, result.shape[3] ?? null]);
        return result;
      }
      const result = turned(checked, rest, 0, scope);
      result.set_shape([null, null, checked.shape[2] ?? null]);
      return result;
    });
  },
);

/** `tf.image.transpose`: images with rows and columns swapped. */
export const transpose = signature(
  ['image', 'name'],
  function transpose(image: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'transpose', [image], () => {
      const checked = checked_image(to_tensor(image, {name: 'image'}));
      const axes = is_batch(checked) ? [0, 2, 1, 3] : [1, 0, 2];
      return name === null ? transposed(checked, axes) : transposed(checked, axes, name);
    });
  },
);
