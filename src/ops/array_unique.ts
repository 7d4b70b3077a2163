/**
 * What different elements there are, where values stand in what is sorted, and places of flat indices.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, int32, int64, type DTypeLike} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {integers} from './integers.ts';
import {reshape, shape} from './array_shape.ts';
import {with_rank} from './shape_functions.ts';

const VECTOR = new TensorShape([null]);
const unique_attrs = {T: type(), out_idx: type(INDICES, int32)};
const unique_axis_attrs = {T: type(), Taxis: type(INDICES, int64), out_idx: type(INDICES, int32)};

/** The different elements, which of them each element is, and how often each comes. */
const counted_shape: ShapeFunction = ({shapes}) => [VECTOR, shapes[0] as TensorShape, VECTOR];

/** The different elements of a vector in order of appearance, and which of them each element is. */
export const Unique = define_op('Unique', {
  inputs: {x: 'T'},
  outputs: {y: 'T', idx: 'out_idx'},
  attrs: unique_attrs,
  shape: ({shapes}) => {
    with_rank(shapes[0] as TensorShape, 1);
    return [VECTOR, shapes[0] as TensorShape];
  },
});
/** The same, with how often each comes. */
export const UniqueWithCounts = define_op('UniqueWithCounts', {
  inputs: {x: 'T'},
  outputs: {y: 'T', idx: 'out_idx', count: 'out_idx'},
  attrs: unique_attrs,
  shape: counted_shape,
});
/** The different slices along an axis. */
export const UniqueV2 = define_op('UniqueV2', {
  inputs: {x: 'T', axis: 'Taxis'},
  outputs: {y: 'T', idx: 'out_idx'},
  attrs: unique_axis_attrs,
  shape: (context) => counted_shape(context).slice(0, 2),
});
/** The same, with how often each comes. */
export const UniqueWithCountsV2 = define_op('UniqueWithCountsV2', {
  inputs: {x: 'T', axis: 'Taxis'},
  outputs: {y: 'T', idx: 'out_idx', count: 'out_idx'},
  attrs: unique_axis_attrs,
  shape: counted_shape,
});

const bound_shape: ShapeFunction = ({shapes}) => {
  for (const shape of shapes) with_rank(shape, 2);
  return [shapes[1] as TensorShape];
};

/** For each value, how many of its row of sorted ones are less. */
export const LowerBound = define_op('LowerBound', {
  inputs: {sorted_inputs: 'T', values: 'T'},
  outputs: {output: 'out_type'},
  attrs: {T: type(), out_type: type(INDICES, int32)},
  shape: bound_shape,
});
/** For each value, how many of its row of sorted ones are no greater. */
export const UpperBound = define_op('UpperBound', {
  inputs: {sorted_inputs: 'T', values: 'T'},
  outputs: {output: 'out_type'},
  attrs: {T: type(), out_type: type(INDICES, int32)},
  shape: bound_shape,
});
/** The coordinates in an array of sizes `dims` that flat indices stand for. */
export const UnravelIndex = define_op('UnravelIndex', {
  inputs: {indices: 'Tidx', dims: 'Tidx'},
  outputs: {output: 'Tidx'},
  attrs: {Tidx: type(INDICES, int32)},
  shape: ({shapes}) => {
    const [indices, dims] = shapes as [TensorShape, TensorShape];
    const axes = with_rank(dims, 1)[0] ?? null;
    if (indices.ndims === 0) return [new TensorShape([axes])];
    return [indices.ndims === null ? unknown_shape() : new TensorShape([axes, indices.num_elements()])];
  },
});

/** `tf.unique`: the different elements of the vector `x`, and which of them each element is. */
export const unique = signature(
  ['x', 'out_idx', 'name'],
  function unique(
    x: TensorLike,
    out_idx: DTypeLike = int32,
    name: string | null = null,
  ): [y: Tensor, idx: Tensor] {
    const {y, idx} = apply(Unique, {x}, {out_idx: as_dtype(out_idx)}, name);
    return [y, idx];
  },
);

/** `tf.unique_with_counts`: the same, with how often each comes. */
export const unique_with_counts = signature(
  ['x', 'out_idx', 'name'],
  function unique_with_counts(
    x: TensorLike,
    out_idx: DTypeLike = int32,
    name: string | null = null,
  ): [y: Tensor, idx: Tensor, count: Tensor] {
    const {y, idx, count} = apply(UniqueWithCounts, {x}, {out_idx: as_dtype(out_idx)}, name);
    return [y, idx, count];
  },
);

/** `tf.unravel_index`: the coordinates in an array of sizes `dims` that flat `indices` stand for, one row an axis. */
export const unravel_index = signature(
  ['indices', 'dims', 'name'],
  function unravel_index(indices: TensorLike, dims: TensorLike, name: string | null = null): Tensor {
    const inputs = {indices: integers(indices), dims: integers(dims)};
    return apply(UnravelIndex, inputs, {}, name).output;
  },
  {integer_parameters: ['indices', 'dims']},
);

/**
 * `tf.searchsorted`: for each of `values`, where it would go into its row of `sorted_sequence`, on the `side` 'left' or 'right' of
 * equal ones. Throws `ValueError` for another side.
 */
export const searchsorted = signature(
  ['sorted_sequence', 'values', 'side', 'out_type', 'name'],
  function searchsorted(
    sorted_sequence: TensorLike,
    values: TensorLike,
    side: 'left' | 'right' = 'left',
    out_type: DTypeLike = int32,
    name: string | null = null,
  ): Tensor {
    const sequence = to_tensor(sorted_sequence);
    const wanted = to_tensor(values);
    const width = shape(sequence).getitem(-1);
    const rows = reshape(sequence, [-1n, width] as unknown[] as TensorLike);
    const columns = reshape(wanted, [-1n, shape(wanted).getitem(-1)] as unknown[] as TensorLike);
    if (side !== 'left' && side !== 'right')
      throw new ValueError(`side must be either 'right' or 'left'.  Saw: ${String(side)}.`);
    const op = side === 'right' ? UpperBound : LowerBound;
    const places = apply(
      op,
      {sorted_inputs: rows, values: columns},
      {out_type: as_dtype(out_type)},
      name,
    ).output;
    return reshape(places, shape(wanted));
  },
);
