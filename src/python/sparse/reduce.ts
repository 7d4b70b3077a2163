/**
 * `tf.sparse` reductions along axes, to dense tensors and to sparse ones.
 */
import {apply} from '../../graph/apply_op.ts';
import {constant_of} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {array_of} from '../../ops/folding.ts';
import {integers} from '../../ops/integers.ts';
import {range} from '../../ops/math_range.ts';
import {
  SparseReduceMax,
  SparseReduceMaxSparse,
  SparseReduceSum,
  SparseReduceSumSparse,
} from '../../ops/sparse_reductions.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {int32} from '../../types/dtypes.ts';
import {parts_of} from './as_sparse.ts';
import {sparse_rank} from './shape.ts';

/** The axes of a reduction: those given, or all of them. */
function axes_of(sparse: SparseTensor, axis: TensorLike | null): TensorLike {
  if (axis !== null) return integers(axis);
  const rank = sparse.dense_shape.shape[0] ?? null;
  if (rank === null) return range(0, sparse_rank(sparse));
  return constant_of(
    array_of(
      Array.from({length: rank}, (_, i) => i),
      int32,
    ),
    'Const',
  );
}

/** A function with the arguments of all reductions; `make` gets them without their older names. */
function reduction<R>(
  name: string,
  make: (
    inputs: ReturnType<typeof parts_of> & {readonly reduction_axes: TensorLike},
    attrs: {readonly keep_dims: boolean},
  ) => R,
) {
  return signature(
    ['sp_input', 'axis', 'keepdims', 'reduction_axes', 'keep_dims'],
    function (
      sp_input: SparseTensor,
      axis: TensorLike | null = null,
      keepdims: boolean | null = null,
      reduction_axes: TensorLike | null = null,
      keep_dims: boolean | null = null,
    ): R {
      const keeps = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
      const axes = axes_of(sp_input, reduction_axes ?? axis);
      return make({...parts_of(sp_input), reduction_axes: axes}, {keep_dims: keeps});
    },
    {name, integer_parameters: ['axis', 'reduction_axes']},
  );
}

function dense_reduction(name: string, op: typeof SparseReduceSum) {
  return reduction(name, (inputs, attrs): Tensor => apply(op, inputs, attrs).output);
}

function sparse_reduction(name: string, op: typeof SparseReduceSumSparse) {
  return reduction(name, (inputs, attrs): SparseTensor => {
    const {output_indices, output_values, output_shape} = apply(op, inputs, attrs);
    return new SparseTensor(output_indices, output_values, output_shape);
  });
}

/** `tf.sparse.reduce_sum`: the sum over `axis`, by default over all, as a dense tensor. */
export const sparse_reduce_sum = dense_reduction('sparse_reduce_sum', SparseReduceSum);
/** `tf.sparse.reduce_max`: the greatest over `axis`, by default over all, as a dense tensor; zero where there is no element. */
export const sparse_reduce_max = dense_reduction('sparse_reduce_max', SparseReduceMax);
/** `tf.sparse.reduce_sum_sparse`: the sum over `axis` as a sparse tensor. */
export const sparse_reduce_sum_sparse = sparse_reduction('sparse_reduce_sum_sparse', SparseReduceSumSparse);
/** `tf.sparse.reduce_max_sparse`: the greatest over `axis` as a sparse tensor. */
export const sparse_reduce_max_sparse = sparse_reduction('sparse_reduce_max_sparse', SparseReduceMaxSparse);
