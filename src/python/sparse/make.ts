/**
 * `tf.sparse` functions that make sparse tensors of other things, and other things of sparse tensors.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {concat, stack} from '../../ops/array_concat.ts';
import {fill, ones, zeros} from '../../ops/array_fill.ts';
import {gather_nd} from '../../ops/array_gather.ts';
import {where_v2} from '../../ops/array_select.ts';
import {scalar_constant} from '../../ops/array_constant.ts';
import {expand_dims, shape} from '../../ops/array_shape.ts';
import {integers} from '../../ops/integers.ts';
import {cast} from '../../ops/math_cast.ts';
import {not_equal} from '../../ops/math_compare.ts';
import {minimum} from '../../ops/math_extreme.ts';
import {range} from '../../ops/math_range.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {SparseTensorDenseMatMul, SparseToDense} from '../../ops/sparse.ts';
import {is_sparse, SparseTensor} from '../../ops/sparse_tensor.ts';
import {float32, int64, type DTypeLike} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_type_name} from '../../types/python_repr.ts';
import {as_sparse, type SparseLike} from './as_sparse.ts';
import {sparse_reorder} from './rearrange.ts';

/** `tf.sparse.from_dense`: the elements of `tensor` that are not zero. */
export const from_dense = signature(
  ['tensor', 'name'],
  function from_dense(tensor: TensorLike, name: string | null = null): SparseTensor {
    return op_scope(name, 'dense_to_sparse', [], () => {
      const dense = to_tensor(tensor);
      const indices = where_v2(not_equal(dense, scalar_constant(0, dense.dtype)));
      const values = gather_nd(dense, indices);
      return new SparseTensor(indices, values, shape(dense, {out_type: int64}));
    });
  },
);

function is_integer(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}

/** `_make_int64_tensor`. Throws `TypeError` for what is no integer. */
function as_int64(value: TensorLike, name: string): Tensor {
  if (is_integer(value)) return to_tensor(BigInt(value), {name, dtype: int64});
  if (!(value instanceof Tensor)) throw new TypeError(`${name} must be an integer value`);
  return value.dtype === int64 ? value : cast(value, int64);
}

/** `tf.sparse.eye`: ones on the diagonal of a matrix, square unless `num_columns` says otherwise. */
export const sparse_eye = signature(
  ['num_rows', 'num_columns', 'dtype', 'name'],
  function eye(
    num_rows: TensorLike,
    num_columns: TensorLike | null = null,
    dtype: DTypeLike = float32,
    name: string | null = null,
  ): SparseTensor {
    return op_scope(name, 'eye', [num_rows, num_columns], () => {
      const rows = as_int64(num_rows, 'num_rows');
      const columns = num_columns === null ? rows : as_int64(num_columns, 'num_columns');
      const count = minimum(rows, columns);
      const places = range(count, {dtype: int64});
      return new SparseTensor(stack([places, places], 1), ones(count, dtype), [rows, columns]);
    });
  },
);

/**
 * `tf.sparse_to_dense`: a tensor of `output_shape` with `sparse_values` at the places `sparse_indices`, `default_value` elsewhere. The
 * indices must be in order, without repeats and inside of the shape unless `validate_indices` is false.
 */
export const sparse_to_dense = signature(
  ['sparse_indices', 'output_shape', 'sparse_values', 'default_value', 'validate_indices', 'name'],
  function sparse_to_dense(
    sparse_indices: TensorLike,
    output_shape: TensorLike,
    sparse_values: TensorLike,
    default_value: TensorLike = 0,
    validate_indices = true,
    name: string | null = null,
  ): Tensor {
    const inputs = {
      sparse_indices: integers(sparse_indices),
      output_shape: integers(output_shape),
      sparse_values,
      default_value,
    };
    return apply(SparseToDense, inputs, {validate_indices}, name).dense;
  },
);

/** `tf.sparse.to_dense`: the whole tensor, with `default_value`, by default zero, where there is no element. */
export const sparse_tensor_to_dense = signature(
  ['sp_input', 'default_value', 'validate_indices', 'name'],
  function sparse_tensor_to_dense(
    sp_input: SparseLike,
    default_value: TensorLike | null = null,
    validate_indices = true,
    name: string | null = null,
  ): Tensor {
    const {indices, values, dense_shape, dtype} = as_sparse(sp_input);
    const otherwise = default_value ?? zeros([], dtype);
    return sparse_to_dense(indices, dense_shape, values, otherwise, validate_indices, name);
  },
);

/** `tf.sparse.to_indicator`: true at each place of the last axis, of `vocab_size`, that is among the values of `sp_input`. */
export const sparse_to_indicator = signature(
  ['sp_input', 'vocab_size', 'name'],
  function sparse_to_indicator(
    sp_input: SparseLike,
    vocab_size: TensorLike,
    name: string | null = null,
  ): Tensor {
    const sparse = as_sparse(sp_input);
    return op_scope(name, 'SparseToIndicator', [sparse], (scope) => {
      const count = shape(sparse.indices).getitem(0);
      const present = fill(expand_dims(count, 0), true);
      const flags = new SparseTensor(sparse.indices, present, sparse.dense_shape);
      const merged = merge(sparse, flags, vocab_size, scope, false);
      return sparse_tensor_to_dense(merged, false, false, scope);
    });
  },
);

type OneOrMore<T> = T | readonly T[];

function check_size(size: unknown, wanted: string): void {
  if (size instanceof Tensor || is_integer(size)) return;
  throw new TypeError(`${wanted}. Found <class '${python_type_name(size)}'>`);
}

/** Ids and the sizes of their vocabularies as lists of one length. */
function ids_and_sizes(
  sp_ids: OneOrMore<SparseLike>,
  vocab_size: TensorLike,
): [readonly SparseLike[], readonly TensorLike[]] {
  if (is_sparse(sp_ids)) {
    check_size(vocab_size, 'vocab_size has to be a Tensor or Python int');
    return [[sp_ids], [vocab_size]];
  }
  if (!Array.isArray(sp_ids)) {
    const found = python_type_name(sp_ids);
    throw new TypeError(`sp_ids has to be a SparseTensor or list thereof. Found <class '${found}'>`);
  }
  const wanted = 'vocab_size has to be a list of Tensors or Python ints';
  if (!Array.isArray(vocab_size))
    throw new TypeError(`${wanted}. Found <class '${python_type_name(vocab_size)}'>`);
  const sizes = vocab_size as readonly TensorLike[];
  for (const size of sizes) check_size(size, wanted);
  if (sp_ids.length !== sizes.length)
    throw new ValueError('sp_ids and vocab_size have to have equal lengths.');
  return [sp_ids as readonly SparseLike[], sizes];
}

/** `sparse_merge_impl`. */
function merge(
  sp_ids: OneOrMore<SparseLike>,
  sp_values: SparseLike,
  vocab_size: TensorLike,
  name: string | null,
  already_sorted: boolean,
): SparseTensor {
  const [ids, sizes] = ids_and_sizes(sp_ids, vocab_size);
  return op_scope(name, 'SparseMerge', [ids, sp_values], () => {
    const sparse = ids.map(as_sparse);
    const {values} = as_sparse(sp_values);
    const columns = sparse.map((one) => expand_dims(cast(one.values, int64), 1));
    const lengths = sizes.map((size) => cast(size, int64));
    const first = sparse[0] as SparseTensor;
    const indices = concat([first.indices.getitem(':', ':-1'), ...columns], 1);
    const dense_shape = concat([first.dense_shape.getitem(':-1'), lengths], 0);
    const result = new SparseTensor(indices, values, dense_shape);
    if (already_sorted) return result;
    const sorted = sparse_reorder(result);
    return new SparseTensor(sorted.indices, sorted.values, dense_shape);
  });
}

/**
 * `tf.sparse.merge`: the values of `sp_values` at the places that `sp_ids` tell in their last axis, of `vocab_size`; several ids tell several
 * axes. In order unless `already_sorted`.
 */
export const sparse_merge = signature(
  ['sp_ids', 'sp_values', 'vocab_size', 'name', 'already_sorted'],
  function sparse_merge(
    sp_ids: OneOrMore<SparseLike>,
    sp_values: SparseLike,
    vocab_size: TensorLike,
    name: string | null = null,
    already_sorted = false,
  ): SparseTensor {
    return merge(sp_ids, sp_values, vocab_size, name, already_sorted);
  },
);

/** `tf.sparse.matmul`: the product of a sparse and a dense matrix, either of them conjugated and transposed. */
export const sparse_tensor_dense_matmul = signature(
  ['sp_a', 'b', 'adjoint_a', 'adjoint_b', 'name'],
  function sparse_tensor_dense_matmul(
    sp_a: SparseLike,
    b: TensorLike,
    adjoint_a = false,
    adjoint_b = false,
    name: string | null = null,
  ): Tensor {
    const {indices, values, dense_shape} = as_sparse(sp_a);
    return op_scope(name, 'SparseTensorDenseMatMul', [indices, values, b], () => {
      const inputs = {
        a_indices: indices,
        a_values: values,
        a_shape: dense_shape,
        b: to_tensor(b, {name: 'b'}),
      };
      return apply(SparseTensorDenseMatMul, inputs, {adjoint_a, adjoint_b}).product;
    });
  },
);
