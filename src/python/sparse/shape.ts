/**
 * `tf.shape`, `tf.size` and `tf.rank`, which also take sparse tensors.
 */
import {apply} from '../../graph/apply_op.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {rank as dense_rank, shape as dense_shape, Size, size as dense_size} from '../../ops/array_shape.ts';
import {Cast} from '../../ops/math_cast.ts';
import {Prod} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {is_sparse} from '../../ops/sparse_tensor.ts';
import {as_dtype, int32, type DTypeLike} from '../../types/dtypes.ts';
import type {SparseLike} from './as_sparse.ts';

function sizes_as({dense_shape: sizes}: SparseLike, dtype: DTypeLike): Tensor {
  return apply(Cast, {x: sizes}, {DstT: as_dtype(dtype)}).y;
}

/** `tf.shape`: the shape of `input` as a vector; a constant where it is known. Of a sparse tensor, that of the whole. */
export const shape = signature(
  ['input', 'name', 'out_type'],
  function shape(
    input: TensorLike | SparseLike,
    name: string | null = null,
    out_type: DTypeLike = int32,
  ): Tensor {
    if (!is_sparse(input)) return dense_shape(input, name, out_type);
    return op_scope(name, 'Shape', [input], () => sizes_as(input, out_type));
  },
);

/** `tf.size`: the number of elements; a constant where it is known. Of a sparse tensor, that of the whole. */
export const size = signature(
  ['input', 'name', 'out_type'],
  function size(
    input: TensorLike | SparseLike,
    name: string | null = null,
    out_type: DTypeLike = int32,
  ): Tensor {
    if (!is_sparse(input)) return dense_size(input, name, out_type);
    return op_scope(name, 'Size', [input], (scope) => {
      const inputs = {input: sizes_as(input, out_type), reduction_indices: 0n};
      return apply(Prod, inputs, {}, scope).output;
    });
  },
);

/** `array_ops.rank` of a sparse tensor. */
export function sparse_rank(sparse: SparseLike, name: string | null = null): Tensor {
  return op_scope(
    name,
    'Rank',
    [sparse],
    (scope) => apply(Size, {input: sparse.dense_shape}, {out_type: int32}, scope).output,
  );
}

/** `tf.rank`: the number of dimensions; a constant where it is known. */
export const rank = signature(
  ['input', 'name'],
  function rank(input: TensorLike | SparseLike, name: string | null = null): Tensor {
    return is_sparse(input) ? sparse_rank(input, name) : dense_rank(input, name);
  },
);
