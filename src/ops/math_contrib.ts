/**
 * Ops that only `tf.contrib` builds: folds of slices, products at chosen places, beams of a search.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {merge_shapes, merge_size, with_rank, with_rank_at_least} from './shape_functions.ts';

/** How many slices `indices` tells: each from one number to the next, or a pair of them each. */
function slice_count(indices: TensorShape): number | null {
  if (indices.ndims === null) return null;
  with_rank_at_least(indices, 1);
  if (indices.ndims > 2) throw new ShapeError(`Shape must be at most rank 2 but is rank ${indices.ndims}`);
  const count = indices[0] ?? null;
  if (indices.ndims === 1) return count === null ? null : Math.max(count, 1) - 1;
  merge_size(indices[1] ?? null, 2);
  return count;
}

function reduce_slice_shape({shapes, constant_value}: ShapeContext): TensorShape[] {
  const [data, indices, axis_shape] = shapes as [TensorShape, TensorShape, TensorShape];
  with_rank(axis_shape, 0);
  with_rank_at_least(data, 1);
  const count = slice_count(indices);
  const axis = constant_value(2);
  if (axis === null) return [data.ndims === null ? unknown_shape() : unknown_shape(data.ndims)];
  // TensorFlow takes the indices' shape for the data's where it knows it.
  const base = indices.ndims === null ? data : indices;
  if (base.ndims === null) return [unknown_shape()];
  const place = Number(axis.item());
  if (place < -base.ndims || place >= base.ndims) {
    throw new ShapeError(`Out of range dim_index ${place} for shape with ${base.ndims} dimensions`);
  }
  return [new TensorShape(base.as_list().map((size, at) => (at === place ? count : size)))];
}

/** A fold over each of the slices of `data` along `axis` that `indices` tells. */
function define_reduce_slice(name: string) {
  return define_op(name, {
    inputs: {data: 'T', indices: 'Tindices', axis: 'int64'},
    outputs: {output: 'T'},
    attrs: {T: type(NUMBERS), Tindices: type(INDICES)},
    shape: reduce_slice_shape,
  });
}

define_reduce_slice('ReduceSliceSum');
define_reduce_slice('ReduceSliceProd');
define_reduce_slice('ReduceSliceMax');
define_reduce_slice('ReduceSliceMin');

/** The product of two matrices, at the places of `mask_indices` only. */
define_op('MaskedMatmul', {
  inputs: {a: 'float32', b: 'float32', mask_indices: 'int64', transpose_a: 'bool', transpose_b: 'bool'},
  outputs: {prod_values: 'float32'},
  shape: () => [unknown_shape()],
});

/** The whole beams of a beam search, from the ids and parents of each step. */
const GatherTree = define_op('GatherTree', {
  inputs: {step_ids: 'T', parent_ids: 'T', max_sequence_lengths: 'int32', end_token: 'T'},
  outputs: {beams: 'T'},
  attrs: {T: type([int32])},
  shape: ({shapes}) => {
    const [step_ids, parent_ids, lengths, end_token] = shapes as [
      TensorShape,
      TensorShape,
      TensorShape,
      TensorShape,
    ];
    with_rank(end_token, 0);
    const merged = merge_shapes(with_rank(step_ids, 3), with_rank(parent_ids, 3));
    const batch = with_rank(lengths, 1)[0] ?? null;
    const [times = null, own_batch = null, width = null] = merged.as_list();
    return [new TensorShape([times, merge_size(own_batch, batch), width])];
  },
});

/** The normal equations of a weighted factorisation: for each row of a sparse matrix its left and right side. */
define_op('WALSComputePartialLhsAndRhs', {
  inputs: {
    factors: 'float32',
    factor_weights: 'float32',
    unobserved_weights: 'float32',
    input_weights: 'float32',
    input_indices: 'int64',
    input_values: 'float32',
    entry_weights: 'float32',
    input_block_size: 'int64',
    input_is_transpose: 'bool',
  },
  outputs: {partial_lhs: 'float32', partial_rhs: 'float32'},
  shape: () => [unknown_shape(), unknown_shape()],
});

/**
 * `tf.contrib.seq2seq.gather_tree`: the whole beams [time, batch, beam] of a beam search, from the int32 ids and parents of each
 * step; what comes after `end_token` or after `max_sequence_lengths` steps is `end_token`.
 */
export const gather_tree = signature(
  ['step_ids', 'parent_ids', 'max_sequence_lengths', 'end_token', 'name'],
  function gather_tree(
    step_ids: TensorLike,
    parent_ids: TensorLike,
    max_sequence_lengths: TensorLike,
    end_token: TensorLike,
    name: string | null = null,
  ): Tensor {
    return apply(GatherTree, {step_ids, parent_ids, max_sequence_lengths, end_token}, {}, name).beams;
  },
  {integer_parameters: ['step_ids', 'parent_ids', 'max_sequence_lengths', 'end_token']},
);
