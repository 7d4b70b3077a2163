/**
 * Sets as the elements of the last axis of dense or sparse tensors: how many there are, and what two have or have not in common.
 */
import {bool, define_op, string as text, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {int16, int32, int64, int8, string, uint16, uint8} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {
  merge_shapes,
  unknown_output,
  with_rank,
  with_rank_at_least,
  with_sparse_parts,
  with_size,
} from './shape_functions.ts';

export const ELEMENTS = [int8, int16, int32, int64, uint8, uint16, string];
const ATTRS = {validate_indices: bool(true), T: type(ELEMENTS)};
const RESULT = {result_indices: 'int64', result_values: 'T', result_shape: 'int64'} as const;

/** The number of different elements of each set. */
export const SetSize = define_op('SetSize', {
  inputs: {set_indices: 'int64', set_values: 'T', set_shape: 'int64'},
  outputs: {size: 'int32'},
  attrs: ATTRS,
  shape: unknown_output,
});

/** A sparse tensor of this rank. */
const of_rank = (rank: number | null): TensorShape[] => [
  new TensorShape([null, rank]),
  unknown_shape(1),
  new TensorShape([rank]),
];

const dense_to_dense: ShapeFunction = ({shapes: [first, second]}) => {
  const set1 = with_rank_at_least(first as TensorShape, 2);
  if (set1.ndims === null) return of_rank(with_rank_at_least(second as TensorShape, 2).ndims);
  const set2 = with_rank(second as TensorShape, set1.ndims);
  merge_shapes(set1.slice(0, set1.ndims - 1), set2.slice(0, set1.ndims - 1));
  return of_rank(set1.ndims);
};

const dense_to_sparse: ShapeFunction = ({shapes: [first, ...parts]}) => {
  const rank = with_sparse_parts(parts);
  const set1 = with_rank_at_least(first as TensorShape, 2);
  return of_rank(set1.ndims === null ? rank : with_size(rank, set1.ndims));
};

const sparse_to_sparse: ShapeFunction = ({shapes}) => {
  const ranks = [with_sparse_parts(shapes.slice(0, 3)), with_sparse_parts(shapes.slice(3))];
  const known = ranks.findIndex((rank) => rank !== null);
  if (known < 0) return of_rank(null);
  const rank = ranks[known] as number;
  if (rank < 2) throw new ShapeError(`Input ${known}, expected rank >= 2, got ${rank}.`);
  with_size(ranks[1] ?? null, rank);
  return of_rank(rank);
};

const OPERATION = {set_operation: text(), ...ATTRS};

/** `a-b`, `b-a`, `intersection` or `union` of the sets of two dense tensors. */
export const DenseToDenseSetOperation = define_op('DenseToDenseSetOperation', {
  inputs: {set1: 'T', set2: 'T'},
  outputs: RESULT,
  attrs: OPERATION,
  shape: dense_to_dense,
});

export const DenseToSparseSetOperation = define_op('DenseToSparseSetOperation', {
  inputs: {set1: 'T', set2_indices: 'int64', set2_values: 'T', set2_shape: 'int64'},
  outputs: RESULT,
  attrs: OPERATION,
  shape: dense_to_sparse,
});

export const SparseToSparseSetOperation = define_op('SparseToSparseSetOperation', {
  inputs: {
    set1_indices: 'int64',
    set1_values: 'T',
    set1_shape: 'int64',
    set2_indices: 'int64',
    set2_values: 'T',
    set2_shape: 'int64',
  },
  outputs: RESULT,
  attrs: OPERATION,
  shape: sparse_to_sparse,
});

not_differentiable(SetSize, DenseToDenseSetOperation, DenseToSparseSetOperation, SparseToSparseSetOperation);
