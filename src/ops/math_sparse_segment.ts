/**
 * Sums and means of chosen rows with the same segment id, and their gradients with respect to the rows.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {bfloat16, float16, float32, float64, int32, type DType} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {INDICES, REAL_NUMBERS, REAL_PARTS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {merge_shapes, with_rank, with_rank_at_least} from './shape_functions.ts';

/** All but the first axis of the data, after the checks that all of these ops make. */
function inner_shape(shapes: readonly TensorShape[]): TensorShape {
  const [data, indices, segment_ids] = shapes as [TensorShape, TensorShape, TensorShape];
  with_rank_at_least(data, 1);
  merge_shapes(with_rank(indices, 1), with_rank(segment_ids, 1));
  return data.ndims === null ? unknown_shape() : data.slice(1);
}

/** The number of rows that input 3 holds, `null` where it is not constant. */
function row_count({shapes, constant_value}: ShapeContext, name: string): number | null {
  with_rank(shapes[3] as TensorShape, 0);
  const value = constant_value(3);
  if (value === null) return null;
  const count = Number(value.item());
  if (count < 0) throw new ShapeError(`Cannot specify a negative value for ${name}`);
  return count;
}

function define_plain(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: {data: 'T', indices: 'Tidx', segment_ids: 'int32'},
    outputs: {output: 'T'},
    attrs: {T: type(dtypes), Tidx: type(INDICES, int32)},
    shape: ({shapes}) => [new TensorShape([null]).concatenate(inner_shape(shapes))],
  });
}

function define_counted(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: {data: 'T', indices: 'Tidx', segment_ids: 'int32', num_segments: 'Tnumsegments'},
    outputs: {output: 'T'},
    attrs: {T: type(dtypes), Tidx: type(INDICES, int32), Tnumsegments: type(INDICES, int32)},
    shape: (context) => {
      const inner = inner_shape(context.shapes);
      return [new TensorShape([row_count(context, 'num_segments')]).concatenate(inner)];
    },
  });
}

function gradient_shape(context: ShapeContext): TensorShape[] {
  const inner = inner_shape(context.shapes);
  return [new TensorShape([row_count(context, 'output_dim0')]).concatenate(inner)];
}

function define_gradient_op(name: string) {
  return define_op(name, {
    inputs: {grad: 'T', indices: 'Tidx', segment_ids: 'int32', output_dim0: 'int32'},
    outputs: {output: 'T'},
    attrs: {T: type(REAL_PARTS), Tidx: type(INDICES, int32)},
    shape: gradient_shape,
  });
}

const LATER_ATTRS = {
  T: type([bfloat16, float16, float32, float64]),
  Tidx: type(INDICES, int32),
  Tsegmentids: type(INDICES, int32),
};

/** The rows of the gradient that are not zero, and where they belong. */
function define_sparse_gradient_op(name: string) {
  return define_op(name, {
    inputs: {grad: 'T', indices: 'Tidx', segment_ids: 'Tsegmentids', dense_output_dim0: 'int32'},
    outputs: {output: 'T', sorted_unique_indices: 'Tidx'},
    attrs: LATER_ATTRS,
    shape: ({shapes}) => {
      const inner = inner_shape(shapes);
      with_rank(shapes[3] as TensorShape, 0);
      return [new TensorShape([null]).concatenate(inner), unknown_shape(1)];
    },
  });
}

export const SparseSegmentSum = define_plain('SparseSegmentSum', REAL_NUMBERS);
export const SparseSegmentMean = define_plain('SparseSegmentMean', REAL_PARTS);
export const SparseSegmentSqrtN = define_plain('SparseSegmentSqrtN', REAL_PARTS);
export const SparseSegmentSumWithNumSegments = define_counted(
  'SparseSegmentSumWithNumSegments',
  REAL_NUMBERS,
);
export const SparseSegmentMeanWithNumSegments = define_counted(
  'SparseSegmentMeanWithNumSegments',
  REAL_PARTS,
);
export const SparseSegmentSqrtNWithNumSegments = define_counted(
  'SparseSegmentSqrtNWithNumSegments',
  REAL_PARTS,
);
export const SparseSegmentMeanGrad = define_gradient_op('SparseSegmentMeanGrad');
export const SparseSegmentSqrtNGrad = define_gradient_op('SparseSegmentSqrtNGrad');

/** The gradient of `SparseSegmentSum` in later TensorFlows. */
export const SparseSegmentSumGrad = define_op('SparseSegmentSumGrad', {
  inputs: {grad: 'T', indices: 'Tidx', segment_ids: 'Tsegmentids', output_dim0: 'int32'},
  outputs: {output: 'T'},
  attrs: LATER_ATTRS,
  shape: gradient_shape,
});
export const SparseSegmentSumGradV2 = define_sparse_gradient_op('SparseSegmentSumGradV2');
export const SparseSegmentMeanGradV2 = define_sparse_gradient_op('SparseSegmentMeanGradV2');
export const SparseSegmentSqrtNGradV2 = define_sparse_gradient_op('SparseSegmentSqrtNGradV2');

/** The gradient of the data, and none for the other inputs. */
function with_no_others(op: Operation, dx: Tensor): (Tensor | null)[] {
  return op.inputs.map((_, index) => (index === 0 ? dx : null));
}

function data_rows(tf: OpBuilders, op: Operation): Tensor {
  return tf.shape(op.inputs[0] as Tensor).getitem(0);
}

gradient([SparseSegmentSum, SparseSegmentSumWithNumSegments], (tf, op, dy) => {
  const [, indices, segment_ids] = op.inputs as [Tensor, Tensor, Tensor];
  const rows = data_rows(tf, op);
  return with_no_others(op, tf.unsorted_segment_sum(tf.gather(dy, segment_ids), indices, rows));
});

/** A gradient that is an op of its own. */
function op_gradient(
  ops: readonly Parameters<typeof gradient>[0][],
  made: typeof SparseSegmentMeanGrad,
): void {
  gradient(ops.flat(), (tf, op, dy) => {
    const [, indices, segment_ids] = op.inputs as [Tensor, Tensor, Tensor];
    const inputs = {grad: dy, indices, segment_ids, output_dim0: data_rows(tf, op)};
    return with_no_others(op, apply(made, inputs, {}).output);
  });
}
op_gradient([SparseSegmentMean, SparseSegmentMeanWithNumSegments], SparseSegmentMeanGrad);
op_gradient([SparseSegmentSqrtN, SparseSegmentSqrtNWithNumSegments], SparseSegmentSqrtNGrad);

function segment_function(
  plain: ReturnType<typeof define_plain>,
  counted: ReturnType<typeof define_counted>,
  name: string,
) {
  return signature(
    ['data', 'indices', 'segment_ids', 'name', 'num_segments'],
    function (
      data: TensorLike,
      indices: TensorLike,
      segment_ids: TensorLike,
      name: string | null = null,
      num_segments: TensorLike | null = null,
    ): Tensor {
      const inputs = {data, indices: integers(indices), segment_ids};
      if (num_segments === null) return apply(plain, inputs, {}, name).output;
      return apply(counted, {...inputs, num_segments: integers(num_segments)}, {}, name).output;
    },
    {name, integer_parameters: ['indices', 'segment_ids', 'num_segments']},
  );
}

/** `tf.sparse_segment_sum`: the sum of the rows `indices` of each segment; ids are sorted. */
export const sparse_segment_sum = segment_function(
  SparseSegmentSum,
  SparseSegmentSumWithNumSegments,
  'sparse_segment_sum',
);
/** `tf.sparse_segment_mean`: the mean of the rows `indices` of each segment; ids are sorted. */
export const sparse_segment_mean = segment_function(
  SparseSegmentMean,
  SparseSegmentMeanWithNumSegments,
  'sparse_segment_mean',
);
/** `tf.sparse_segment_sqrt_n`: the sum of the rows of each segment, by the square root of their number. */
export const sparse_segment_sqrt_n = segment_function(
  SparseSegmentSqrtN,
  SparseSegmentSqrtNWithNumSegments,
  'sparse_segment_sqrt_n',
);
