/**
 * `tf.nn.embedding_lookup_sparse`: rows by their ids, combined for each row of a sparse tensor of ids.
 */
import {log} from '../../graph/logging.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat, stack} from '../../ops/array_concat.ts';
import {fill, ones_like, zeros_like} from '../../ops/array_fill.ts';
import {gather} from '../../ops/array_gather.ts';
import {tile} from '../../ops/array_pad.ts';
import {where} from '../../ops/array_select.ts';
import {expand_dims, rank, reshape, shape, size} from '../../ops/array_shape.ts';
import {slice} from '../../ops/array_slice.ts';
import {unique} from '../../ops/array_unique.ts';
import {handle_of_variable} from '../../ops/handle_variable.ts';
import {cast} from '../../ops/math_cast.ts';
import {greater, greater_equal, logical_and} from '../../ops/math_compare.ts';
import {div} from '../../ops/math_division.ts';
import {pow} from '../../ops/math_pow.ts';
import {reduce_prod} from '../../ops/math_reduction.ts';
import {segment_sum} from '../../ops/math_segment.ts';
import {
  sparse_segment_mean,
  sparse_segment_sqrt_n,
  sparse_segment_sum,
} from '../../ops/math_sparse_segment.ts';
import {sqrt} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {bfloat16, bool, float16, float32, int32, type DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {unknown_shape} from '../../types/tensor_shape.ts';
import {sparse_fill_empty_rows, sparse_retain} from '../sparse/change.ts';
import {sparse_reshape} from '../sparse/rearrange.ts';
import {embedding_lookup, tables_in, type Tables} from './embedding.ts';

const SEGMENTS = {
  sum: sparse_segment_sum,
  mean: sparse_segment_mean,
  sqrtn: sparse_segment_sqrt_n,
} as const;
type Combiner = keyof typeof SEGMENTS;

function is_combiner(combiner: string): combiner is Combiner {
  return Object.hasOwn(SEGMENTS, combiner);
}

/** The combiner that was given, or the one that TensorFlow takes instead. Throws `ValueError` for any other. */
export function chosen_combiner(combiner: string | null): Combiner {
  if (combiner === null) {
    log('WARN', 'The default value of combiner will change from "mean" to "sqrtn" after 2016/11/01.');
    return 'mean';
  }
  if (is_combiner(combiner)) return combiner;
  throw new ValueError("combiner must be one of 'mean', 'sqrtn' or 'sum'");
}

function check_ids(sp_ids: SparseTensor, sp_weights: SparseTensor | null): void {
  if (!(sp_ids instanceof SparseTensor)) throw new TypeError('sp_ids must be SparseTensor');
  if (sp_weights === null) return;
  if (!(sp_weights instanceof SparseTensor))
    throw new TypeError('sp_weights must be either None or SparseTensor');
  for (const part of ['values', 'indices', 'dense_shape'] as const)
    sp_ids[part].shape.assert_is_compatible_with(sp_weights[part].shape);
}

/** Embeddings times their weights, and the weights with axes of size 1 for those of an embedding. */
function weighted(embeddings: Tensor, weights: Tensor): {embeddings: Tensor; weights: Tensor} {
  const ones = fill(expand_dims(rank(embeddings).sub(1), 0), 1n);
  const spread = reshape(weights, concat([shape(weights), ones], 0));
  const {ndims} = embeddings.shape;
  if (ndims !== null) {
    const others = Array.from({length: ndims - 1}, () => 1);
    spread.set_shape(weights.shape.concatenate(others));
  }
  return {embeddings: embeddings.mul(spread), weights: spread};
}

/** Sums of weighted embeddings, by the sum of the weights or the root of the sum of their squares. */
function combine_weighted(
  embeddings: Tensor,
  weights: Tensor,
  segment_ids: Tensor,
  combiner: Combiner,
  scope: string,
): Tensor {
  if (combiner === 'sum') return segment_sum(embeddings, segment_ids, scope);
  const total = segment_sum(embeddings, segment_ids);
  if (combiner === 'mean') return div(total, segment_sum(weights, segment_ids), scope);
  const squares = segment_sum(pow(weights, 2), segment_ids);
  return div(total, sqrt(squares), scope);
}

/**
 * `tf.nn.embedding_lookup_sparse`: for each row of the sparse matrix `sp_ids` the sum, the mean or the sum by the root of the count (`combiner`) of the rows of `params` at its ids,
 * weighted by `sp_weights`. Each row needs at least one id.
 */
export const embedding_lookup_sparse = signature(
  ['params', 'sp_ids', 'sp_weights', 'partition_strategy', 'name', 'combiner', 'max_norm'],
  function embedding_lookup_sparse(
    params: Tables,
    sp_ids: SparseTensor,
    sp_weights: SparseTensor | null,
    partition_strategy = 'mod',
    name: string | null = null,
    combiner: string | null = null,
    max_norm: TensorLike | null = null,
  ): Tensor {
    const how = chosen_combiner(combiner);
    check_ids(sp_ids, sp_weights);
    const tables = tables_in(params);
    return op_scope(name, 'embedding_lookup_sparse', [...tables, sp_ids], (scope) => {
      const segment_ids = cast(sp_ids.indices.getitem(':', 0), int32);
      const [ids, idx] = unique(sp_ids.values);
      const found = embedding_lookup(tables, ids, {partition_strategy, max_norm});
      const is_half = found.dtype === float16 || found.dtype === bfloat16;
      const embeddings = is_half ? cast(found, float32) : found;
      if (sp_weights === null) return SEGMENTS[how](embeddings, idx, segment_ids, {name: scope});
      const weights = cast(sp_weights.values, embeddings.dtype);
      const of_ids = weighted(gather(embeddings, idx), weights);
      return combine_weighted(of_ids.embeddings, of_ids.weights, segment_ids, how, scope);
    });
  },
);

/** The ids, and weights, that `keep` is true for. */
function retained(
  ids: SparseTensor,
  weights: SparseTensor | null,
  keep: Tensor,
): [SparseTensor, SparseTensor | null] {
  const kept = sparse_retain(ids, keep);
  return [kept, weights === null ? null : sparse_retain(weights, keep)];
}

/** Without negative ids and, unless embeddings are only added, without those whose weight is not positive. */
function valid_only(
  ids: SparseTensor,
  weights: SparseTensor | null,
  combiner: string | null,
): [SparseTensor, SparseTensor | null] {
  let is_valid = greater_equal(ids.values, 0);
  if (weights !== null) is_valid = logical_and(is_valid, ones_like(weights.values, bool));
  const [valid, valid_weights] = retained(ids, weights, is_valid);
  if (combiner === 'sum' || valid_weights === null) return [valid, valid_weights];
  return retained(valid, valid_weights, greater(valid_weights.values, 0));
}

/** Zeros where a row had no ids. */
function zero_where(is_row_empty: Tensor, result: Tensor, scope: string): Tensor {
  const column = reshape(is_row_empty, [-1, 1]);
  const is_empty = tile(column, stack([1n, shape(result).getitem(1)]));
  return where(is_empty, zeros_like(result), result, scope);
}

function as_table(table: TensorLike, dtype: DType | null): TensorLike {
  const own = (table as {readonly dtype?: DType}).dtype;
  const stays = handle_of_variable(table) !== null && (dtype === null || dtype === own);
  return stays ? table : to_tensor(table, {dtype});
}

/** What is looked up safely, and how. */
interface SafeLookup {
  readonly sparse_ids: SparseTensor;
  readonly sparse_weights: SparseTensor | null;
  readonly combiner: string | null;
  readonly default_id: number | null;
  readonly name: string | null;
  readonly partition_strategy: string;
  readonly max_norm: TensorLike | null;
}

/** Embeddings of the ids that are there, in tables that are tensors or variables with handles. */
function safe_lookup(tables: readonly TensorLike[], lookup: SafeLookup): Tensor {
  const {sparse_ids, sparse_weights, combiner, default_id, name, partition_strategy, max_norm} = lookup;
  const values = [...tables, sparse_ids, sparse_weights];
  return op_scope(name, 'embedding_lookup', values, (scope) => {
    const {dense_shape} = sparse_ids;
    const known_rank = dense_shape.shape[0] ?? null;
    const axes = known_rank === null ? size(dense_shape) : known_rank;
    const last = typeof axes === 'number' ? BigInt(axes - 1) : null;
    const before = (): bigint | Tensor => last ?? (axes as Tensor).sub(1);
    const rows = reduce_prod(slice(dense_shape, [0], [before()]));
    const flat_ids = sparse_reshape(sparse_ids, [rows, gather(dense_shape, before())]);
    const flat_weights =
      sparse_weights === null
        ? null
        : new SparseTensor(flat_ids.indices, sparse_weights.values, flat_ids.dense_shape);
    const [ids, weights] = valid_only(flat_ids, flat_weights, combiner);
    const [full_ids, is_row_empty] = sparse_fill_empty_rows(ids, BigInt(default_id ?? 0));
    const full_weights = weights === null ? null : sparse_fill_empty_rows(weights, 1)[0];
    const found = embedding_lookup_sparse(tables, full_ids, full_weights, {
      combiner,
      partition_strategy,
      name: default_id === null ? null : scope,
      max_norm,
    });
    const result = default_id === null ? zero_where(is_row_empty, found, scope) : found;
    const sizes = slice(cast(dense_shape, int32), [0], [before()]);
    const final = reshape(result, concat([sizes, slice(shape(result), [1], [-1])], 0));
    const leading = unknown_shape(known_rank === null ? null : known_rank - 1);
    final.set_shape(leading.concatenate(result.shape.slice(1)));
    return final;
  });
}

/** The table as a list of its parts. Throws `ValueError` for none. */
function weight_tables(embedding_weights: Tables | null): readonly TensorLike[] {
  if (embedding_weights === null || (Array.isArray(embedding_weights) && embedding_weights.length === 0))
    throw new ValueError(`Missing embedding_weights ${embedding_weights === null ? 'None' : '[]'}.`);
  return tables_in(embedding_weights);
}

/** A function with the arguments of safe look-ups. `as_table` gives each table for the dtype of the weights. */
export function safe_function(
  as_table: (table: TensorLike, dtype: DType | null) => TensorLike,
  as_combiner: (combiner: string | null) => string | null,
  default_combiner: string | null,
) {
  return signature(
    [
      'embedding_weights',
      'sparse_ids',
      'sparse_weights',
      'combiner',
      'default_id',
      'name',
      'partition_strategy',
      'max_norm',
    ],
    function safe_embedding_lookup_sparse(
      embedding_weights: Tables,
      sparse_ids: SparseTensor,
      sparse_weights: SparseTensor | null = null,
      combiner: string | null = default_combiner,
      default_id: number | null = null,
      name: string | null = null,
      partition_strategy = 'div',
      max_norm: TensorLike | null = null,
    ): Tensor {
      const how = {combiner: as_combiner(combiner), default_id, name, partition_strategy, max_norm};
      const dtype = sparse_weights?.dtype ?? null;
      const tables = weight_tables(embedding_weights).map((table) => as_table(table, dtype));
      return safe_lookup(tables, {sparse_ids, sparse_weights, ...how});
    },
  );
}

/**
 * `tf.nn.safe_embedding_lookup_sparse`: `tf.nn.embedding_lookup_sparse` without ids that are negative or whose weight is not positive; rows without ids give the embedding of
 * `default_id`, or zeros. Ids may have more axes than two: those before the last stay.
 */
export const safe_embedding_lookup_sparse = safe_function(as_table, (combiner) => combiner, 'mean');
