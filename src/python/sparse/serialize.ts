/**
 * Sparse tensors as three elements of one tensor, and back.
 */
import {apply} from '../../graph/apply_op.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {DeserializeManySparse, SerializeManySparse, SerializeSparse} from '../../ops/sparse_serialize.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {as_dtype, string, type DTypeLike} from '../../types/dtypes.ts';
import {as_sparse, type SparseLike} from './as_sparse.ts';

function serialize_function(name: string, op: typeof SerializeSparse) {
  return signature(
    ['sp_input', 'name', 'out_type'],
    function (sp_input: SparseLike, name: string | null = null, out_type: DTypeLike = string): Tensor {
      const {indices, values, dense_shape} = as_sparse(sp_input);
      const inputs = {sparse_indices: indices, sparse_values: values, sparse_shape: dense_shape};
      return apply(op, inputs, {out_type: as_dtype(out_type)}, name).serialized_sparse;
    },
    {name},
  );
}

/** `tf.serialize_sparse`: a sparse tensor as a vector of three elements, strings or variants. */
export const serialize_sparse = serialize_function('serialize_sparse', SerializeSparse);
/** `tf.serialize_many_sparse`: each row of the first axis so, as a matrix [n, 3]. */
export const serialize_many_sparse = serialize_function('serialize_many_sparse', SerializeManySparse);

/** `tf.deserialize_many_sparse`: the sparse tensor of all rows of a matrix [n, 3] of strings, of a rank one greater. */
export const deserialize_many_sparse = signature(
  ['serialized_sparse', 'dtype', 'rank', 'name'],
  function deserialize_many_sparse(
    serialized_sparse: TensorLike,
    dtype: DTypeLike,
    rank: number | null = null,
    name: string | null = null,
  ): SparseTensor {
    const attrs = {dtype: as_dtype(dtype)};
    const made = apply(DeserializeManySparse, {serialized_sparse}, attrs, name);
    made.sparse_indices.set_shape([null, rank]);
    made.sparse_shape.set_shape([rank]);
    return new SparseTensor(made.sparse_indices, made.sparse_values, made.sparse_shape);
  },
);
