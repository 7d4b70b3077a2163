/**
 * Rows dealt out to several tensors and gathered from several again.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list_of, type} from '../graph/define_op.ts';
import type {ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {array_of, input_values, numbers_of} from './folding.ts';
import {gradient, type GradientFunction} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {merge_prefix, merge_shapes} from './shape_functions.ts';

function stitched_shape({shapes, constant_value}: ShapeContext): TensorShape[] {
  const count = shapes.length / 2;
  let extra = unknown_shape();
  let last: number | null = 0;
  for (let i = 0; i < count; i++) {
    const indices = constant_value(i);
    if (indices === null) last = null;
    else if (last !== null) last = Math.max(last, ...numbers_of(indices));
    const [indices_shape, data_shape] = [shapes[i] as TensorShape, shapes[i + count] as TensorShape];
    if (indices_shape.ndims === null) continue;
    const data = merge_prefix(data_shape, indices_shape);
    if (data.ndims !== null) extra = merge_shapes(extra, data.slice(indices_shape.ndims));
  }
  return [new TensorShape([last === null ? null : last + 1]).concatenate(extra)];
}

/** Rows of several tensors, each at the place that its index says. */
export const DynamicStitch = define_op('DynamicStitch', {
  inputs: {indices: list_of('int32', 'N'), data: list_of('T', 'N')},
  outputs: {merged: 'T'},
  attrs: {N: int(undefined, {minimum: 1}), T: type()},
  shape: stitched_shape,
});
const stitch_gradient: GradientFunction = (tf, op, dy) => {
  const indices = op.inputs.slice(0, op.inputs.length / 2);
  return [...indices.map(() => null), ...indices.map((input) => tf.gather(dy, input))];
};
gradient(DynamicStitch, stitch_gradient);
constant_rules('DynamicStitch', {
  folded: (op, of) => {
    const values = input_values(op, of);
    if (values === null || (op.outputs[0] as Tensor).shape.ndims !== 1) return null;
    const count = values.length / 2;
    const merged: number[] = [];
    for (let i = 0; i < count; i++) {
      const data = numbers_of(values[i + count] as never);
      numbers_of(values[i] as never).forEach((index, j) => {
        merged[index] = data[j] as number;
      });
    }
    return array_of(merged, (op.outputs[0] as Tensor).dtype);
  },
});

/** The same, in any order where an index comes twice. */
export const ParallelDynamicStitch = define_op('ParallelDynamicStitch', {
  inputs: {indices: list_of('int32', 'N'), data: list_of('T', 'N')},
  outputs: {merged: 'T'},
  attrs: {N: int(undefined, {minimum: 1}), T: type()},
  shape: stitched_shape,
});
gradient(ParallelDynamicStitch, stitch_gradient);

/** Rows of `data` dealt out by `partitions`. */
export const DynamicPartition = define_op('DynamicPartition', {
  inputs: {data: 'T', partitions: 'int32'},
  outputs: {outputs: list_of('T', 'num_partitions')},
  attrs: {num_partitions: int(undefined, {minimum: 1}), T: type()},
  shape: ({shapes, output_count}) => {
    const [data, partitions] = shapes as [TensorShape, TensorShape];
    const merged = partitions.ndims === null ? null : merge_prefix(data, partitions);
    const rest =
      merged === null || merged.ndims === null ? unknown_shape() : merged.slice(partitions.ndims as number);
    return new Array<TensorShape>(output_count).fill(new TensorShape([null]).concatenate(rest));
  },
});
gradient(DynamicPartition, (tf, op, ...dys) => {
  const [data, partitions] = op.inputs as [Tensor, Tensor];
  const prefix = tf.shape(partitions);
  const places = tf.reshape(tf.range(tf.reduce_prod(prefix)), prefix);
  const dealt = tf.dynamic_partition(places, partitions, op.get_attr<number>('num_partitions'));
  return [tf.reshape(tf.dynamic_stitch(dealt, dys), tf.shape(data)), null];
});

/** `tf.dynamic_stitch`: rows of several tensors, each at the place that its index says. */
export const dynamic_stitch = signature(
  ['indices', 'data', 'name'],
  function dynamic_stitch(
    indices: readonly TensorLike[],
    data: readonly TensorLike[],
    name: string | null = null,
  ): Tensor {
    return apply(DynamicStitch, {indices: integers(indices), data}, {}, name).merged;
  },
  {integer_parameters: ['indices']},
);

/** `tf.dynamic_partition`: rows of `data` dealt out by `partitions`. */
export const dynamic_partition = signature(
  ['data', 'partitions', 'num_partitions', 'name'],
  function dynamic_partition(
    data: TensorLike,
    partitions: TensorLike,
    num_partitions: number,
    name: string | null = null,
  ): Tensor[] {
    return apply(DynamicPartition, {data, partitions}, {num_partitions}, name).outputs;
  },
  {integer_parameters: ['partitions', 'num_partitions']},
);
