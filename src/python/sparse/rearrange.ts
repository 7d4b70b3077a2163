/**
 * `tf.sparse` functions that give the elements of one sparse tensor other places: in order, reshaped, cut, turned.
 */
import {apply} from '../../graph/apply_op.ts';
import {constant_value, static_shape_of} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {constant} from '../../ops/array_constant.ts';
import {zeros} from '../../ops/array_fill.ts';
import {gather} from '../../ops/array_gather.ts';
import {identity} from '../../ops/array_identity.ts';
import {where_v2} from '../../ops/array_select.ts';
import {shape as shape_of} from '../../ops/array_shape.ts';
import {slice} from '../../ops/array_slice.ts';
import {transpose} from '../../ops/array_transpose.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {integers} from '../../ops/integers.ts';
import {cast} from '../../ops/math_cast.ts';
import {range} from '../../ops/math_range.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {reordered} from '../../ops/sparse.ts';
import {SparseReshape, SparseSlice, SparseSplit} from '../../ops/sparse_moves.ts';
import {sparse_from, SparseTensor} from '../../ops/sparse_tensor.ts';
import {int32, int64} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {as_sparse, type SparseLike} from './as_sparse.ts';
import {sparse_rank} from './shape.ts';

function numbers_in(array: NDArray): number[] {
  return Array.from(array.data as ArrayLike<number | bigint>, Number);
}

const product = (sizes: readonly number[]): number => sizes.reduce((count, size) => count * size, 1);

/** `tf.sparse.reorder`: the elements in the order of their indices. */
export const sparse_reorder = signature(
  ['sp_input', 'name'],
  function sparse_reorder(sp_input: SparseLike, name: string | null = null): SparseTensor {
    return reordered(as_sparse(sp_input), name);
  },
);

/** The sizes after a reshape, -1 filled in; null where they are not known. Throws `ValueError` for those that do not fit. */
function known_sizes(sparse: SparseTensor, wanted: Tensor): number[] | null {
  const given = static_shape_of(wanted);
  const {shape} = sparse;
  if (given.ndims === null || !shape.is_fully_defined()) return null;
  const by_user = constant_value(wanted);
  if (by_user !== null && numbers_in(by_user).filter((size) => size === -1).length > 1)
    throw new ValueError(`At most one dimension can be inferred (-1). Found: ${String(by_user)}`);
  const sizes = given.as_list();
  const count = product(shape.as_list() as number[]);
  const unknown = sizes.filter((size) => size === null).length;
  if (unknown > 1) return null;
  const others = product(sizes.filter((size) => size !== null));
  const filled = sizes.map((size) => size ?? Math.floor(count / others));
  if (product(filled) === count) return filled;
  throw new ValueError(
    `Cannot reshape a tensor with ${count} elements to shape ${python_repr(sizes)} (${product(filled)} elements).`,
  );
}

/** `tf.sparse.reshape`: the same elements in `shape`, one size of which may be -1. Throws `ValueError` where it does not fit. */
export const sparse_reshape = signature(
  ['sp_input', 'shape', 'name'],
  function sparse_reshape(sp_input: SparseLike, shape: TensorLike, name: string | null = null): SparseTensor {
    const sparse = as_sparse(sp_input);
    const new_shape = cast(integers(shape), int64);
    return op_scope(name, 'SparseReshape', [sparse], (scope) => {
      const inputs = {input_indices: sparse.indices, input_shape: sparse.dense_shape, new_shape};
      const {output_indices, output_shape} = apply(SparseReshape, inputs, {}, scope);
      const sizes = known_sizes(sparse, new_shape);
      const dense_shape = sizes === null ? output_shape : constant(integers(sizes), int64);
      return new SparseTensor(output_indices, identity(sparse.values), dense_shape);
    });
  },
);

/** `tf.sparse.expand_dims`: an axis of size 1 before `axis`, by default the last. */
export const sparse_expand_dims = signature(
  ['sp_input', 'axis', 'name'],
  function sparse_expand_dims(
    sp_input: SparseTensor,
    axis: TensorLike | null = null,
    name: string | null = null,
  ): SparseTensor {
    const {indices, values, dense_shape} = sp_input;
    const place = integers(axis ?? -1);
    return op_scope(name, 'expand_dims', [sp_input], () => {
      if (typeof place !== 'bigint' && !(place instanceof Tensor)) {
        throw new TypeError('axis must be an integer value in range [-rank(sp_input) - 1, rank(sp_input)]');
      }
      const given = to_tensor(place, place instanceof Tensor ? {} : {name: 'axis', dtype: int32});
      const [rank] = dense_shape.shape.dims ?? [];
      const is_positive = given.greater_equal(0);
      const at = where_v2(is_positive, given, given.add(rank as never).add(1));
      const column = zeros([shape_of(indices).getitem(0), 1], int64);
      const before = slice(indices, [0, 0], [-1, at]);
      const after = slice(indices, [0, at], [-1, -1]);
      const places = concat([before, column, after], 1);
      const sizes_before = slice(dense_shape, [0], [at]);
      const sizes_after = slice(dense_shape, [at], [-1]);
      const size = to_tensor([1], {name: 'new_shape', dtype: int64});
      return new SparseTensor(places, values, concat([sizes_before, size, sizes_after], 0));
    });
  },
);

/** What stands for `keyword_required` where nobody gives it. */
const KEYWORD_REQUIRED = {repr: (): string => 'KeywordRequired()'};

/**
 * `tf.sparse.split`: `num_split` parts along `axis`, the first ones longer where that does not come out even. All arguments are keywords.
 */
export const sparse_split = signature(
  ['keyword_required', 'sp_input', 'num_split', 'axis', 'name', 'split_dim'],
  function sparse_split(
    keyword_required: unknown = KEYWORD_REQUIRED,
    sp_input: SparseLike | null = null,
    num_split: number | null = null,
    axis: TensorLike | null = null,
    name: string | null = null,
    split_dim: TensorLike | null = null,
  ): SparseTensor[] {
    if (keyword_required !== KEYWORD_REQUIRED)
      throw new ValueError('Keyword arguments are required for this function.');
    if (sp_input === null) throw new ValueError('sp_input is required');
    if (num_split === null) throw new ValueError('num_split is required');
    if (axis === null) throw new ValueError('axis is required');
    const place = deprecated_argument('axis', axis, 'split_dim', split_dim) as TensorLike;
    const {indices, values, dense_shape} = as_sparse(sp_input);
    const inputs = {split_dim: integers(place), indices, values, shape: dense_shape};
    const {output_indices, output_values, output_shape} = apply(SparseSplit, inputs, {num_split}, name);
    return output_indices.map((part, i) =>
      sparse_from([part, output_values[i], output_shape[i]] as Tensor[]),
    );
  },
);

/** `tf.sparse.slice`: the part from `start` on, of at most `size`. */
export const sparse_slice = signature(
  ['sp_input', 'start', 'size', 'name'],
  function sparse_slice(
    sp_input: SparseLike,
    start: TensorLike,
    size: TensorLike,
    name: string | null = null,
  ): SparseTensor {
    const sparse = as_sparse(sp_input);
    const [from, sizes] = [start, size].map((value) => to_tensor(value, {dtype: int64})) as [Tensor, Tensor];
    return op_scope(name, 'SparseSlice', [sparse], (scope) => {
      const {indices, values, dense_shape} = sparse;
      const inputs = {indices, values, shape: dense_shape, start: from, size: sizes};
      const {output_indices, output_values, output_shape} = apply(SparseSlice, inputs, {}, scope);
      return new SparseTensor(output_indices, output_values, output_shape);
    });
  },
);

/** The shape after a transposition: its sizes where they are known. */
function transposed_shape({shape, dense_shape}: SparseTensor, perm: TensorLike): TensorLike {
  const order = constant_value(to_tensor(perm));
  if (order === null || !shape.is_fully_defined()) return gather(dense_shape, perm);
  const sizes = shape.as_list() as number[];
  return numbers_in(order).map((from) => sizes[from] as number);
}

/** `tf.sparse.transpose`: axis `i` of the result is axis `perm[i]`; by default all axes are reversed. */
export const sparse_transpose = signature(
  ['sp_input', 'perm', 'name'],
  function sparse_transpose(
    sp_input: SparseTensor,
    perm: TensorLike | null = null,
    name: string | null = null,
  ): SparseTensor {
    return op_scope(name, 'SparseTranspose', [sp_input], () => {
      const order = perm === null ? reversed_axes(sp_input) : integers(perm);
      const indices = transpose(gather(transpose(sp_input.indices), order));
      const dense_shape = transposed_shape(sp_input, order);
      return sparse_reorder(new SparseTensor(indices, sp_input.values, dense_shape));
    });
  },
);

function reversed_axes(sparse: SparseTensor): Tensor {
  const rank = sparse_rank(sparse);
  return rank.sub(1).sub(range(0, rank, 1));
}
