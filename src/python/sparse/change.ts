/**
 * `tf.sparse` functions that leave out elements of one sparse tensor, add some, or change its shape or values.
 */
import {apply} from '../../graph/apply_op.ts';
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {IndexedSlices} from '../../graph/indexed_slices.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {constant} from '../../ops/array_constant.ts';
import {ones_like} from '../../ops/array_fill.ts';
import {gather} from '../../ops/array_gather.ts';
import {identity} from '../../ops/array_identity.ts';
import {setdiff1d, where_v2} from '../../ops/array_select.ts';
import {reshape, shape as shape_of} from '../../ops/array_shape.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {integers} from '../../ops/integers.ts';
import {cast} from '../../ops/math_cast.ts';
import {maximum} from '../../ops/math_extreme.ts';
import {reduce_max} from '../../ops/math_reduction.ts';
import {add} from '../../ops/math_sum.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {SparseSoftmax} from '../../ops/sparse_elementwise.ts';
import {SparseFillEmptyRows} from '../../ops/sparse_reductions.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {int64} from '../../types/dtypes.ts';
import {ndarray_from} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {assert_equal, assert_less_equal} from '../debugging/assert_compare.ts';
import {as_sparse, type SparseLike} from './as_sparse.ts';

/** `tf.sparse.retain`: the elements where the vector `to_retain` is true. */
export const sparse_retain = signature(
  ['sp_input', 'to_retain'],
  function sparse_retain(sp_input: SparseLike, to_retain: TensorLike): SparseTensor {
    const {indices, values, dense_shape} = as_sparse(sp_input);
    const kept = to_tensor(to_retain);
    kept.shape.assert_has_rank(1);
    values.shape.dims?.[0]?.merge_with(kept.shape[0] ?? null);
    const places = reshape(where_v2(kept), [-1]);
    const rows = gather(indices, places);
    return new SparseTensor(rows, gather(values, places), identity(dense_shape));
  },
);

/**
 * `tf.sparse.fill_empty_rows`: `default_value` at the start of each row of the first axis that has no elements; and which rows these were.
 */
export const sparse_fill_empty_rows = signature(
  ['sp_input', 'default_value', 'name'],
  function sparse_fill_empty_rows(
    sp_input: SparseLike,
    default_value: TensorLike,
    name: string | null = null,
  ): [SparseTensor, Tensor] {
    const sparse = as_sparse(sp_input);
    return op_scope(name, 'SparseFillEmptyRows', [sparse], () => {
      const {indices, values, dense_shape} = sparse;
      const otherwise = to_tensor(default_value, {dtype: values.dtype});
      const filled = apply(SparseFillEmptyRows, {indices, values, dense_shape, default_value: otherwise}, {});
      const result = new SparseTensor(filled.output_indices, filled.output_values, dense_shape);
      return [result, filled.empty_row_indicator];
    });
  },
);

/** `tf.sparse.softmax`: the softmax of the elements of each row of the last axis; what is not there takes no part. */
export const sparse_softmax = signature(
  ['sp_input', 'name'],
  function sparse_softmax(sp_input: SparseTensor, name: string | null = null): SparseTensor {
    const {indices, values, dense_shape} = sp_input;
    return op_scope(name, 'SparseSoftmax', [indices, values], () => {
      const inputs = {sp_indices: indices, sp_values: values, sp_shape: dense_shape};
      return new SparseTensor(indices, apply(SparseSoftmax, inputs, {}).output, dense_shape);
    });
  },
);

/** The least shape that holds all indices. */
function tight_shape(indices: Tensor, sizes: Tensor): Tensor {
  const last = reduce_max(indices, 0);
  return maximum(constant(0n, int64), add(last, ones_like(sizes)));
}

/** `new_shape` if it holds the whole tensor, which the run checks where the sizes are not known. */
function checked_shape(sparse: SparseTensor, sizes: Tensor, new_shape: TensorLike): TensorLike {
  const given = to_tensor(integers(new_shape));
  given.shape.assert_has_rank(1);
  const wanted = cast(given, int64);
  wanted.shape.dims?.[0]?.merge_with(sizes.shape[0] ?? null);
  const known = constant_value(wanted);
  const {shape} = sparse;
  if (known === null || !shape.is_fully_defined()) {
    const same_rank = assert_equal(shape_of(sizes), shape_of(wanted));
    const of_same_rank = with_dependencies([same_rank], wanted);
    return with_dependencies([assert_less_equal(sizes, of_same_rank)], of_same_rank);
  }
  const old_sizes = shape.as_list() as number[];
  const new_sizes = Array.from(known.data as BigInt64Array, Number);
  if (old_sizes.every((size, axis) => size <= (new_sizes[axis] as number))) return known;
  throw new ValueError(
    `Requested new_shape should have dimension sizes >= sp_input.shape.  Found new_shape (${String(ndarray_from(old_sizes, int64))}), sp_input.shape (${String(known)}).`,
  );
}

/** `tf.sparse.reset_shape`: the same elements in `new_shape`, no size of which is smaller; by default in the least shape that holds them. */
export const sparse_reset_shape = signature(
  ['sp_input', 'new_shape'],
  function sparse_reset_shape(sp_input: SparseLike, new_shape: TensorLike | null = null): SparseTensor {
    const sparse = as_sparse(sp_input);
    const indices = identity(sparse.indices);
    const values = identity(sparse.values);
    const sizes = identity(sparse.dense_shape);
    const dense_shape =
      new_shape === null ? tight_shape(indices, sizes) : checked_shape(sparse, sizes, new_shape);
    return new SparseTensor(indices, values, dense_shape);
  },
);

/** `tf.sparse.mask`: the rows of `a`, indexed slices, whose indices are not among `mask_indices`. */
export const sparse_mask = signature(
  ['a', 'mask_indices', 'name'],
  function sparse_mask(
    a: IndexedSlices,
    mask_indices: TensorLike,
    name: string | null = null,
  ): IndexedSlices {
    return op_scope(name, 'sparse_mask', [a, mask_indices], (scope) => {
      const [indices, places] = setdiff1d(a.indices, integers(mask_indices));
      return new IndexedSlices(gather(a.values, places, {name: scope}), indices, a.dense_shape);
    });
  },
);
