/**
 * The public forms of sparse tensors and their values, and where sparse tensors come from.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {placeholder} from '../../ops/array_constant.ts';
import {integers} from '../../ops/integers.ts';
import {
  SparseTensor as PlainSparseTensor,
  SparseTensorValue as PlainSparseTensorValue,
} from '../../ops/sparse_tensor.ts';
import {as_dtype, int64, type DTypeLike} from '../../types/dtypes.ts';
import {RuntimeError} from '../../types/python_errors.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {define_static_methods, public_class} from '../../util/signature.ts';

/** `tf.SparseTensor(indices, values, dense_shape)`; indices and shape become int64. */
export const SparseTensor = public_class(['indices', 'values', 'dense_shape'], PlainSparseTensor);
export type SparseTensor = PlainSparseTensor;
define_static_methods(PlainSparseTensor, {from_value: ['sparse_tensor_value']});

/** `tf.SparseTensorValue(indices, values, dense_shape)`. */
export const SparseTensorValue = public_class(['indices', 'values', 'dense_shape'], PlainSparseTensorValue);
export type SparseTensorValue = PlainSparseTensorValue;

/**
 * `tf.convert_to_tensor_or_sparse_tensor`: sparse tensors and their values become sparse tensors, all else tensors. Throws
 * `RuntimeError` for a sparse tensor of another `dtype`.
 */
export const convert_to_tensor_or_sparse_tensor = signature(
  ['value', 'dtype', 'name'],
  function convert_to_tensor_or_sparse_tensor(
    value: TensorLike | SparseTensor | SparseTensorValue,
    dtype: DTypeLike | null = null,
    name: string | null = null,
  ): Tensor | SparseTensor {
    const sparse = value instanceof PlainSparseTensorValue ? PlainSparseTensor.from_value(value) : value;
    if (!(sparse instanceof PlainSparseTensor)) return to_tensor(sparse, {dtype, name});
    const wanted = dtype === null ? sparse.dtype : as_dtype(dtype);
    if (!wanted.is_compatible_with(sparse.dtype)) {
      throw new RuntimeError(`Sparse dtype: requested = ${wanted.name}, actual = ${sparse.dtype.name}`);
    }
    return sparse;
  },
);

/** A shape as far as it is known: the tensor that tells it, if all of it is, and its length. */
function known_shape(
  shape: TensorLike | TensorShape | readonly (number | null)[] | null,
  name: string | null,
): {dense_shape: Tensor | null; rank: number | null} {
  if (shape === null) return {dense_shape: null, rank: null};
  if (shape instanceof Tensor)
    return {dense_shape: to_tensor(shape, {dtype: int64, name}), rank: shape.shape[0] ?? null};
  const sizes = [...(shape as Iterable<number | null>)];
  if (sizes.includes(null)) return {dense_shape: null, rank: sizes.length};
  const dense_shape = to_tensor(integers(sizes as number[]), {dtype: int64, name});
  return {dense_shape, rank: sizes.length};
}

/**
 * `tf.sparse_placeholder`: a sparse tensor that each run is fed, by a `tf.SparseTensorValue` or its three parts; of any shape
 * where `shape` tells none.
 */
export const sparse_placeholder = signature(
  ['dtype', 'shape', 'name'],
  function sparse_placeholder(
    dtype: DTypeLike,
    shape: TensorLike | TensorShape | readonly (number | null)[] | null = null,
    name: string | null = null,
  ): SparseTensor {
    const part_name = (part: string): string | null => (name === null ? null : `${name}/${part}`);
    const {dense_shape, rank} = known_shape(shape, part_name('shape'));
    const sizes = dense_shape ?? placeholder(int64, [rank], part_name('shape'));
    const values = placeholder(dtype, [null], part_name('values'));
    const indices = placeholder(int64, [null, rank], part_name('indices'));
    return new PlainSparseTensor(indices, values, sizes);
  },
);
