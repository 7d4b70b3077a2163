/**
 * Tensors with some of their items replaced or changed, and parts of them reversed.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {int64, type DType} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {merge_size, same_as_input, with_rank, with_rank_at_least} from './shape_functions.ts';
import {scatter_nd_shape} from './variable_shape.ts';

type Size = number | null;

function define_tensor_scatter(name: string) {
  return define_op(name, {
    inputs: {tensor: 'T', indices: 'Tindices', updates: 'T'},
    outputs: {output: 'T'},
    attrs: {T: type(), Tindices: type(INDICES)},
    shape: scatter_nd_shape('reference', 'output'),
  });
}

/** `tensor` with `updates` at the places `indices`. */
export const TensorScatterUpdate = define_tensor_scatter('TensorScatterUpdate');
gradient(TensorScatterUpdate, (tf, op, dy) => {
  const [, indices, updates] = op.inputs as [Tensor, Tensor, Tensor];
  const updates_gradient = tf.gather_nd(dy, indices);
  const own = tf.identity(dy);
  const kept = tf.tensor_scatter_nd_update(own, indices, tf.zeros_like(updates, dy.dtype));
  return [kept, null, updates_gradient];
});

/** `tensor` with `updates` added at the places `indices`. */
export const TensorScatterAdd = define_tensor_scatter('TensorScatterAdd');
gradient(TensorScatterAdd, (tf, op, dy) => {
  const updates_gradient = tf.gather_nd(dy, op.inputs[1] as Tensor);
  return [tf.identity(dy), null, updates_gradient];
});

/** `tensor` with `updates` taken away at the places `indices`. */
export const TensorScatterSub = define_tensor_scatter('TensorScatterSub');
gradient(TensorScatterSub, (tf, op, dy) => {
  const updates_gradient = tf.gather_nd(dy, op.inputs[1] as Tensor);
  return [tf.identity(dy), null, updates_gradient.neg()];
});

/** The larger of `tensor` and `updates` at the places `indices`. */
const TensorScatterMax = define_tensor_scatter('TensorScatterMax');
/** The smaller. */
const TensorScatterMin = define_tensor_scatter('TensorScatterMin');
gradient([TensorScatterMax, TensorScatterMin], (tf, op, dy) => {
  const [tensor, indices, updates] = op.inputs as [Tensor, Tensor, Tensor];
  const chosen_of_tensor = tf.equal(op.outputs[0] as Tensor, tensor);
  const results = tf.gather_nd(op.outputs[0] as Tensor, indices);
  const chosen_of_updates = tf.equal(results, updates);
  const counts = tf.cast(chosen_of_updates, indices.dtype);
  const sums = tf.tensor_scatter_nd_add(tf.cast(chosen_of_tensor, indices.dtype), indices, counts);
  const shared = dy.truediv(tf.cast(sums, dy.dtype));
  const own = tf.where_v2(chosen_of_tensor, shared, tf.zeros_like(shared));
  const rows = tf.gather_nd(shared, indices);
  return [own, null, tf.where_v2(chosen_of_updates, rows, tf.zeros_like(rows))];
});

/** `input` with `updates` added at the places `indices`. */
export const ScatterNdNonAliasingAdd = define_op('ScatterNdNonAliasingAdd', {
  inputs: {input: 'T', indices: 'Tindices', updates: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type([...NUMBERS, dtypes.bool]), Tindices: type(INDICES)},
  shape: scatter_nd_shape('reference'),
});
gradient(ScatterNdNonAliasingAdd, (tf, op, dy) => [dy, null, tf.gather_nd(dy, op.inputs[1] as Tensor)]);

/** `input` with `value` in the place of a slice. */
export const TensorStridedSliceUpdate = define_op('TensorStridedSliceUpdate', {
  inputs: {input: 'T', begin: 'Index', end: 'Index', strides: 'Index', value: 'T'},
  outputs: {output: 'T'},
  attrs: {
    T: type(),
    Index: type(INDICES),
    begin_mask: int(0),
    end_mask: int(0),
    ellipsis_mask: int(0),
    new_axis_mask: int(0),
    shrink_axis_mask: int(0),
  },
  shape: same_as_input(),
});

const REVERSIBLE: readonly DType[] = [
  dtypes.uint8,
  dtypes.int8,
  dtypes.uint16,
  dtypes.int16,
  dtypes.int32,
  int64,
  dtypes.bool,
  dtypes.float16,
  dtypes.float32,
  dtypes.float64,
  dtypes.complex64,
  dtypes.complex128,
  dtypes.string,
];

/** `tensor` backwards along the axes of which `dims` is true. */
export const Reverse = define_op('Reverse', {
  inputs: {tensor: 'T', dims: 'bool'},
  outputs: {output: 'T'},
  attrs: {T: type(REVERSIBLE)},
  shape: ({shapes}) => {
    const [tensor, dims] = shapes as [TensorShape, TensorShape];
    const count = with_rank(dims, 1)[0] ?? null;
    if (count !== null && count > 8)
      throw new ShapeError('reverse does not work on tensors with more than 8 dimensions');
    return [count === null ? tensor : with_rank(tensor, count)];
  },
});
gradient(Reverse, (_tf, op, dy) => [
  apply(Reverse, {tensor: dy, dims: op.inputs[1] as Tensor}, {}).output,
  null,
]);

/** Each slice along `batch_dim` with its first elements along `seq_dim` backwards. */
export const ReverseSequence = define_op('ReverseSequence', {
  inputs: {input: 'T', seq_lengths: 'Tlen'},
  outputs: {output: 'T'},
  attrs: {seq_dim: int(), batch_dim: int(0), T: type(), Tlen: type(INDICES, int64)},
  shape: reverse_sequence_shape,
});
gradient(ReverseSequence, (tf, op, dy) => [
  tf.reverse_sequence(dy, op.inputs[1] as Tensor, {
    seq_axis: op.get_attr<number>('seq_dim'),
    batch_axis: op.get_attr<number>('batch_dim'),
  }),
  null,
]);

function reverse_sequence_shape({shapes, attr}: ShapeContext): TensorShape[] {
  const [input, lengths] = shapes as [TensorShape, TensorShape];
  const batch = with_rank(lengths, 1)[0] ?? null;
  const [batch_dim, seq_dim] = [attr<number>('batch_dim'), attr<number>('seq_dim')];
  if (input.ndims === null) return [input];
  if (batch_dim >= input.ndims)
    throw new ShapeError(`batch_dim must be < input rank: ${batch_dim} vs. ${input.ndims}`);
  if (seq_dim >= input.ndims)
    throw new ShapeError(`seq_dim must be < input rank: ${seq_dim} vs. ${input.ndims}`);
  with_rank_at_least(input, 1);
  const sizes: Size[] = [...input.as_list()];
  sizes[batch_dim] = merge_size(sizes[batch_dim] ?? null, batch);
  return [input.merge_with(sizes)];
}

function scatter_function(op: ReturnType<typeof define_tensor_scatter>, name: string) {
  return signature(
    ['tensor', 'indices', 'updates', 'name'],
    function (
      tensor: TensorLike,
      indices: TensorLike,
      updates: TensorLike,
      node_name: string | null = null,
    ): Tensor {
      return apply(op, {tensor, indices: integers(indices), updates}, {}, node_name).output;
    },
    {name, integer_parameters: ['indices']},
  );
}

/** `tf.tensor_scatter_nd_update`: `tensor` with `updates` at the places `indices`. */
export const tensor_scatter_nd_update = scatter_function(TensorScatterUpdate, 'tensor_scatter_nd_update');
/** `tf.tensor_scatter_nd_add`: `tensor` with `updates` added at the places `indices`. */
export const tensor_scatter_nd_add = scatter_function(TensorScatterAdd, 'tensor_scatter_nd_add');
/** `tf.tensor_scatter_nd_sub`: `tensor` with `updates` taken away at the places `indices`. */
export const tensor_scatter_nd_sub = scatter_function(TensorScatterSub, 'tensor_scatter_nd_sub');

/** The one of two names of an argument that is given. */
function either(name: string, value: number | null, old_name: string, old: number | null): number | null {
  if (value !== null && old !== null) throw new ValueError(`Cannot specify both '${old_name}' and '${name}'`);
  return value ?? old;
}

/** `tf.reverse_sequence`: each slice along `batch_axis` (0) with its first `seq_lengths` elements along `seq_axis` backwards. */
export const reverse_sequence = signature(
  ['input', 'seq_lengths', 'seq_axis', 'batch_axis', 'name', 'seq_dim', 'batch_dim'],
  function reverse_sequence(
    input: TensorLike,
    seq_lengths: TensorLike,
    seq_axis: number | null = null,
    batch_axis: number | null = null,
    name: string | null = null,
    seq_dim: number | null = null,
    batch_dim: number | null = null,
  ): Tensor {
    const sequence = either('seq_axis', seq_axis, 'seq_dim', seq_dim) as number;
    const batch = either('batch_axis', batch_axis, 'batch_dim', batch_dim) ?? 0;
    const inputs = {input, seq_lengths: integers(seq_lengths)};
    return apply(ReverseSequence, inputs, {seq_dim: sequence, batch_dim: batch}, name).output;
  },
  {integer_parameters: ['seq_lengths', 'seq_axis', 'batch_axis', 'seq_dim', 'batch_dim']},
);
