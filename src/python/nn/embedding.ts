/**
 * `tf.nn.embedding_lookup`: rows by their ids, of one table or of several that hold its parts.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor, to_tensors} from '../../graph/convert.ts';
import type {TensorConvertible, TensorLike} from '../../graph/convert_types.ts';
import {within_colocation} from '../../graph/graph_scopes.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat, stack} from '../../ops/array_concat.ts';
import {constant} from '../../ops/array_constant.ts';
import {gather} from '../../ops/array_gather.ts';
import {identity} from '../../ops/array_identity.ts';
import {where} from '../../ops/array_select.ts';
import {rank, reshape, shape, size} from '../../ops/array_shape.ts';
import {dynamic_partition, ParallelDynamicStitch} from '../../ops/data_flow.ts';
import {handle_of_variable} from '../../ops/handle_variable.ts';
import {integers} from '../../ops/integers.ts';
import {cast} from '../../ops/math_cast.ts';
import {maximum} from '../../ops/math_extreme.ts';
import {range} from '../../ops/math_range.ts';
import {reduce_sum} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {int32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {clip_by_norm} from '../clip.ts';

/** One table, or its parts. */
export type Tables = TensorLike | readonly TensorLike[];
/** A table as a tensor, or a variable with a handle, of which only the rows that are wanted are read. */
type Table = Tensor | (TensorConvertible & {readonly shape: TensorShape});

/** The rank where it is known, else the node that tells it. */
function rank_of(tensor: Tensor): {known: number | null; rank: () => Tensor} {
  return {known: tensor.shape.ndims || null, rank: () => rank(tensor)};
}

/** Each embedding with a norm of at most `max_norm`. */
function clipped(embeddings: Tensor, ids: Tensor, max_norm: TensorLike | null): Tensor {
  if (max_norm === null) return embeddings;
  const [first, last] = [rank_of(ids), rank_of(embeddings)];
  if (first.known !== null && last.known !== null) {
    const start = first.known;
    const axes = Array.from({length: Math.max(last.known - start, 0)}, (_, i) => BigInt(start + i));
    return clip_by_norm(embeddings, max_norm, axes);
  }
  const start = first.known === null ? first.rank() : BigInt(first.known);
  const end = last.known === null ? last.rank() : BigInt(last.known);
  return clip_by_norm(embeddings, max_norm, range(start, end));
}

/** The table as a list of its parts. Throws `ValueError` for none. */
export function tables_in(params: Tables | null): readonly TensorLike[] {
  if (params === null) throw new ValueError('params must be specified');
  if (!Array.isArray(params)) return [params];
  if (params.length === 0) throw new ValueError('Need at least one param');
  return params as readonly TensorLike[];
}

function within_table<R>(table: Table, ids: Tensor, body: () => R): R {
  return within_colocation(ids.graph, table, false, body);
}

/** The number of rows of all parts together. */
function row_count(tables: readonly Table[], ids: Tensor): Tensor {
  const counts = tables.map((table) => table.shape[0] ?? null);
  const known = counts.reduce<number | null>(
    (total, count) => (total === null || count === null ? null : total + count),
    0,
  );
  if (known) return constant(BigInt(known), ids.dtype);
  const sizes = tables.map((table, i) => {
    const count = counts[i] ?? null;
    return count === null ? within_table(table, ids, () => shape(table).getitem(0)) : BigInt(count);
  });
  return reduce_sum(cast(stack(sizes), ids.dtype));
}

interface Places {
  /** The part that each id is in. */
  readonly part: Tensor;
  /** Its row there. */
  readonly row: Tensor;
}

/** Ids that follow each other are in parts that follow each other. */
function dealt_in_turn(ids: Tensor, count: number): Places {
  return {part: ids.mod(count), row: ids.floordiv(count)};
}

/** Parts hold ids that follow each other, the first parts one more where that does not come out even. */
function dealt_in_blocks(ids: Tensor, tables: readonly Table[]): Places {
  const count = tables.length;
  const total = row_count(tables, ids);
  const each = total.floordiv(count);
  const extras = total.mod(count);
  const part = maximum(ids.floordiv(each.add(1)), ids.sub(extras).floordiv(each));
  const is_in_longer = part.less(extras);
  const in_longer = ids.mod(each.add(1));
  return {part, row: where(is_in_longer, in_longer, ids.sub(extras).mod(each))};
}

function places_of(ids: Tensor, tables: readonly Table[], strategy: string): Places {
  if (strategy === 'mod') return dealt_in_turn(ids, tables.length);
  if (strategy === 'div') return dealt_in_blocks(ids, tables);
  throw new ValueError(`Unrecognized partition strategy: ${strategy}`);
}

function lookup_in_parts(
  tables: readonly Table[],
  ids: Tensor,
  strategy: string,
  scope: string,
  max_norm: TensorLike | null,
): Tensor {
  const flat = reshape(ids, [-1]);
  const order = range(size(flat));
  const {part, row} = places_of(flat, tables, strategy);
  const partitions = cast(part, int32);
  const rows = dynamic_partition(row, partitions, tables.length);
  const indices = dynamic_partition(order, partitions, tables.length);
  const data = tables.map((table, i) => within_table(table, ids, () => gather(table, rows[i] as Tensor)));
  const stitched = apply(ParallelDynamicStitch, {indices, data}, {}, scope).merged;
  const shapes = tables.map((table): TensorShape => table.shape.slice(1));
  const element = shapes.reduce((known, own) => known.merge_with(own));
  const first = tables[0] as Table;
  const sizes = element.is_fully_defined()
    ? integers(element.as_list() as number[])
    : within_table(first, ids, () => shape(first)).getitem('1:');
  const result = reshape(stitched, concat([shape(ids), sizes], 0));
  result.set_shape(ids.shape.concatenate(element));
  return clipped(result, ids, max_norm);
}

/**
 * `tf.nn.embedding_lookup`: the rows of `params` at `ids`. Several `params` hold the rows in turn (`mod`) or block by block (`div`). With `max_norm` each
 * row is scaled to that norm at most.
 */
export const embedding_lookup = signature(
  ['params', 'ids', 'partition_strategy', 'name', 'validate_indices', 'max_norm'],
  function embedding_lookup(
    params: Tables,
    ids: TensorLike,
    partition_strategy = 'mod',
    name: string | null = null,
    validate_indices = true,
    max_norm: TensorLike | null = null,
  ): Tensor {
    void validate_indices;
    const given = tables_in(params);
    return op_scope(name, 'embedding_lookup', [...given, ids], (scope) => {
      const has_handles = given.some((table) => handle_of_variable(table) !== null);
      const tables = (has_handles ? given : to_tensors(given, {name: 'params'})) as readonly Table[];
      const wanted = to_tensor(integers(ids), {name: 'ids'});
      if (tables.length > 1) return lookup_in_parts(tables, wanted, partition_strategy, scope, max_norm);
      const [table] = tables as [Table];
      const found = within_table(table, wanted, () =>
        clipped(gather(table, wanted, {name: scope}), wanted, max_norm),
      );
      return identity(found);
    });
  },
  {integer_parameters: ['ids']},
);
