/**
 * `tf.reduce_join`: texts joined along axes, in TensorFlow's calling convention.
 */
import {apply} from '../../graph/apply_op.ts';
import {constant_of, to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {rank} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {range} from '../../ops/math_range.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ReduceJoin} from '../../ops/strings_parts.ts';
import {int32} from '../../types/dtypes.ts';
import {ndarray_from} from '../../types/ndarray.ts';

/** All axes, the last one first. */
function all_axes(inputs: Tensor): Tensor {
  const {ndims} = inputs.shape;
  if (ndims === null) return range(rank(inputs).sub(1), -1, -1);
  const axes = Array.from({length: ndims}, (_, i) => ndims - 1 - i);
  return constant_of(ndarray_from(axes, int32), 'Const');
}

/**
 * `tf.reduce_join(inputs, axis)`: the texts along `axis` (all axes if null; a number or a list, the first running fastest)
 * joined with `separator`. `keep_dims` and `reduction_indices` are older names. Throws `ValueError` where both are given.
 */
export const reduce_join = signature(
  ['inputs', 'axis', 'keep_dims', 'separator', 'name', 'reduction_indices', 'keepdims'],
  function reduce_join(
    inputs: TensorLike,
    axis: TensorLike | null = null,
    keep_dims: boolean | null = null,
    separator = '',
    name: string | null = null,
    reduction_indices: TensorLike | null = null,
    keepdims: boolean | null = null,
  ): Tensor {
    const is_kept = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
    const axes = deprecated_argument('axis', axis, 'reduction_indices', reduction_indices);
    return op_scope(null, 'ReduceJoin', [inputs, axes], () => {
      const given = to_tensor(inputs);
      const attrs = {keep_dims: is_kept, separator};
      return apply(ReduceJoin, {inputs: given, reduction_indices: axes ?? all_axes(given)}, attrs, name)
        .output;
    });
  },
  {integer_parameters: ['axis', 'reduction_indices']},
);
