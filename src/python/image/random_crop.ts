/**
 * `tf.random_crop`: a part of a tensor at a random place.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {shape as shape_of} from '../../ops/array_shape.ts';
import {slice} from '../../ops/array_slice.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {Assert} from '../../ops/logging.ts';
import {reduce_all} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {random_uniform} from '../../ops/random.ts';
import {int32} from '../../types/dtypes.ts';

/** `tf.random_crop`: a part of `value` that is `size` large, at a random place. The run refuses a `size` that does not fit. */
export const random_crop = signature(
  ['value', 'size', 'seed', 'name'],
  function random_crop(
    value: TensorLike,
    size: TensorLike,
    seed: number | bigint | null = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'random_crop', [value, size], (scope) => {
      const given = to_tensor(value, {name: 'value'});
      const wanted = to_tensor(size, {dtype: int32, name: 'size'});
      const found = shape_of(given);
      const fits = reduce_all(found.greater_equal(wanted));
      const check = Assert(fits, ['Need value.shape >= size, got ', found, wanted], 1000);
      const sizes = with_dependencies([check], found);
      const limit = sizes.sub(wanted).add(1n);
      const draws = random_uniform(shape_of(sizes), {
        dtype: wanted.dtype,
        maxval: BigInt(wanted.dtype.max),
        seed,
      });
      return slice(given, draws.mod(limit), wanted, scope);
    });
  },
  {integer_parameters: ['size']},
);
