/**
 * Counts and bins: how often numbers occur, densely and as the parts of a sparse tensor, histograms, buckets.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, float, int, list, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, float32, float64, int32, int64, type DTypeLike} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {op_scope} from './op_scope.ts';
import {merge_shapes, same_as_input, with_rank} from './shape_functions.ts';

const COUNTED = [int32, int64, float32, float64];

/** The number of bins that input `index` holds, `null` where it is not constant. */
function bin_count({shapes, constant_value}: ShapeContext, index: number): number | null {
  with_rank(shapes[index] as TensorShape, 0);
  const value = constant_value(index);
  if (value === null) return null;
  const count = Number(value.item());
  if (count < 0) throw new ShapeError(`size (${count}) must be non-negative`);
  return count;
}

/** How often each number below `size` occurs in `arr`, or the sum of the weights of its occurrences. */
export const Bincount = define_op('Bincount', {
  inputs: {arr: 'int32', size: 'int32', weights: 'T'},
  outputs: {bins: 'T'},
  attrs: {T: type(COUNTED)},
  shape: (context) => [new TensorShape([bin_count(context, 1)])],
});

function dense_bincount_shape(context: ShapeContext): TensorShape[] {
  const input = context.shapes[0] as TensorShape;
  if (input.ndims !== null && input.ndims > 2) {
    throw new ShapeError(`Shape must be at most rank 2 but is rank ${input.ndims}`);
  }
  const count = bin_count(context, 1);
  if (input.ndims === null) return [unknown_shape()];
  if (count === null) return [unknown_shape(input.ndims)];
  return [new TensorShape(input.ndims === 2 ? [input[0] ?? null, count] : [count])];
}

/** `Bincount` of a vector, or of each row of a matrix; `binary_output` tells only whether a number occurs. */
export const DenseBincount = define_op('DenseBincount', {
  inputs: {input: 'Tidx', size: 'Tidx', weights: 'T'},
  outputs: {output: 'T'},
  attrs: {Tidx: type(INDICES), T: type(COUNTED), binary_output: bool(false)},
  shape: dense_bincount_shape,
});

function sparse_bincount_shape(context: ShapeContext): TensorShape[] {
  const count = bin_count(context, 3);
  const sizes = context.constant_value(2);
  if (count === null || sizes === null) return [unknown_shape()];
  return [new TensorShape(sizes.size === 1 ? [count] : [Number(sizes.data[0]), count])];
}

/** `DenseBincount` of a sparse tensor. */
export const SparseBincount = define_op('SparseBincount', {
  inputs: {indices: 'int64', values: 'Tidx', dense_shape: 'int64', size: 'Tidx', weights: 'T'},
  outputs: {output: 'T'},
  attrs: {Tidx: type(INDICES), T: type(COUNTED), binary_output: bool(false)},
  shape: sparse_bincount_shape,
});

/** Indices, values and shape of a sparse tensor of so many axes. */
function sparse_parts(rank: number | null): TensorShape[] {
  return [new TensorShape([null, rank]), unknown_shape(1), new TensorShape([rank])];
}

const COUNT_ATTRS = {
  T: type(INDICES),
  minlength: int(-1, {minimum: -1}),
  maxlength: int(-1, {minimum: -1}),
  binary_output: bool(),
  output_type: type(COUNTED),
};

/** `DenseBincount` whose result is a sparse tensor: of the numbers that occur only. */
export const DenseCountSparseOutput = define_op('DenseCountSparseOutput', {
  inputs: {values: 'T', weights: 'output_type'},
  outputs: {output_indices: 'int64', output_values: 'output_type', output_dense_shape: 'int64'},
  attrs: COUNT_ATTRS,
  shape: ({shapes}) => {
    const [values, weights] = shapes as [TensorShape, TensorShape];
    return sparse_parts((weights.num_elements() === 0 ? values : merge_shapes(weights, values)).ndims);
  },
});

/** `SparseBincount` whose result is a sparse tensor: of the numbers that occur only. */
export const SparseCountSparseOutput = define_op('SparseCountSparseOutput', {
  inputs: {indices: 'int64', values: 'T', dense_shape: 'int64', weights: 'output_type'},
  outputs: {output_indices: 'int64', output_values: 'output_type', output_dense_shape: 'int64'},
  attrs: COUNT_ATTRS,
  shape: ({shapes: [indices]}) => {
    const rank = (indices as TensorShape).ndims === null ? null : ((indices as TensorShape)[1] ?? null);
    return sparse_parts(rank);
  },
});

function histogram_shape({shapes, constant_value}: ShapeContext): TensorShape[] {
  const [, range, bins] = shapes as [TensorShape, TensorShape, TensorShape];
  const [size = null] = with_rank(range, 1).as_list();
  if (size !== null && size !== 2) throw new ShapeError(`Dimension must be 2 but is ${size}`);
  with_rank(bins, 0);
  const value = constant_value(2);
  if (value === null) return [unknown_shape(1)];
  const count = Number(value.item());
  if (count <= 0) throw new ShapeError(`Requires nbins > 0: ${count}`);
  return [new TensorShape([count])];
}

/** How many values fall into each of `nbins` bins of one width. */
export const HistogramFixedWidth = define_op('HistogramFixedWidth', {
  inputs: {values: 'T', value_range: 'T', nbins: 'int32'},
  outputs: {out: 'dtype'},
  attrs: {T: type(COUNTED), dtype: type(INDICES, int32)},
  shape: histogram_shape,
});

/** How many of the rising `boundaries` each element reaches. */
export const Bucketize = define_op('Bucketize', {
  inputs: {input: 'T'},
  outputs: {output: 'int32'},
  attrs: {T: type(COUNTED), boundaries: list(float())},
  shape: same_as_input(),
});

/**
 * `tf.histogram_fixed_width`: how many `values` fall into each of `nbins` bins of one width between the two numbers of
 * `value_range`; what lies outside counts for the first or last bin.
 */
export const histogram_fixed_width = signature(
  ['values', 'value_range', 'nbins', 'dtype', 'name'],
  function histogram_fixed_width(
    values: TensorLike,
    value_range: TensorLike,
    nbins: TensorLike = 100,
    dtype: DTypeLike = int32,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'histogram_fixed_width', [values, value_range, nbins], (scope) => {
      const attrs = {dtype: as_dtype(dtype)};
      return apply(HistogramFixedWidth, {values, value_range, nbins}, attrs, scope).out;
    });
  },
  {integer_parameters: ['nbins']},
);
