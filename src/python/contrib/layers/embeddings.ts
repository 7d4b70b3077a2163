/**
 * `tf.contrib.layers`: embeddings of sparse ids, and of ids that come often.
 */
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import {signature} from '../../../graph/public.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {concat} from '../../../ops/array_concat.ts';
import {gather} from '../../../ops/array_gather.ts';
import {reshape, shape} from '../../../ops/array_shape.ts';
import {unique} from '../../../ops/array_unique.ts';
import {integers} from '../../../ops/integers.ts';
import {reduce_prod} from '../../../ops/math_reduction.ts';
import {op_scope} from '../../../ops/op_scope.ts';
import type {DType} from '../../../types/dtypes.ts';
import {ValueError} from '../../../types/python_errors.ts';
import {embedding_lookup, type Tables} from '../../nn/embedding.ts';
import {chosen_combiner, safe_function} from '../../nn/embedding_sparse.ts';

/** A table that is read whole. Throws `ValueError` for integers. */
function floating_table(table: TensorLike, dtype: DType | null): Tensor {
  const tensor = to_tensor(table, {dtype});
  if (tensor.dtype.is_floating) return tensor;
  throw new ValueError(`Expected floating point type, got ${String(tensor.dtype)}.`);
}

/**
 * `tf.contrib.layers.safe_embedding_lookup_sparse`: `tf.nn.safe_embedding_lookup_sparse` of tables that are read whole, whose `combiner` is by default `mean`
 * with a warning.
 */
export const safe_embedding_lookup_sparse = safe_function(
  floating_table,
  (combiner) => combiner ?? chosen_combiner(null),
  null,
);

/** `tf.contrib.layers.embedding_lookup_unique`: `tf.nn.embedding_lookup` that looks up each id once, however often it comes. */
export const embedding_lookup_unique = signature(
  ['params', 'ids', 'partition_strategy', 'name'],
  function embedding_lookup_unique(
    params: Tables,
    ids: TensorLike,
    partition_strategy = 'mod',
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'EmbeddingLookupUnique', [params, ids], () => {
      const wanted = to_tensor(integers(ids));
      const sizes = shape(wanted);
      const flat = reshape(wanted, reduce_prod(sizes, {keepdims: true}));
      const [different, idx] = unique(flat);
      const found = embedding_lookup(params, different, partition_strategy);
      const rows = gather(found, idx);
      const result = reshape(rows, concat([sizes, shape(found).getitem('1:')], 0));
      result.set_shape(wanted.shape.concatenate(found.shape.slice(1)));
      return result;
    });
  },
);
