/**
 * The gradient of a gather along another axis than the first: the axis is brought to the front, the rows
 * are summed by segments, and the axes go back.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {OpBuilders} from './builders.ts';

/** Indices that count rows over all batches. */
function batch_indices(tf: OpBuilders, params_shape: Tensor, indices: Tensor, batch_dims: number): Tensor {
  const {dtype} = indices;
  const rank = indices.shape.ndims ?? 0;
  const sizes = tf.cast(params_shape, dtype);
  let result = indices;
  let stride = tf.ones([], dtype);
  for (let dim = batch_dims; dim > 0; dim--) {
    const size = sizes.getitem(dim - 1);
    stride = stride.mul(sizes.getitem(dim));
    const start = tf.zeros([], dtype);
    const step = tf.ones([], dtype);
    const offsets = tf.range(start, size, step).mul(stride);
    const ones = (count: number): bigint[] => new Array<bigint>(Math.max(count, 0)).fill(1n);
    const shape = tf.stack([...ones(dim - 1), size, ...ones(rank - dim)], 0);
    result = result.add(tf.reshape(offsets, shape));
  }
  return result;
}

interface Rows {
  readonly params_shape: Tensor;
  readonly values: Tensor;
  readonly indices: Tensor;
  readonly batch_dims: number;
  /** How many rows a batch of the result has. */
  readonly count: Tensor;
}

function summed_rows(tf: OpBuilders, {params_shape, values, indices, batch_dims, count}: Rows): Tensor {
  const size = tf.expand_dims(tf.size(indices), 0);
  if (batch_dims === 0) return tf.unsorted_segment_sum(values, tf.reshape(indices, size), count);
  const values_shape = tf.shape(values);
  const outer_shape = values_shape.getitem(`:${batch_dims}`);
  const inner_shape = values_shape.getitem(`${batch_dims}:`).getitem('1:');
  const batch_size = tf.reduce_prod(outer_shape, [0]);
  const flat_shape = tf.concat([[-1n], inner_shape], 0);
  const total = count.mul(batch_size);
  const flat_indices = batch_indices(tf, params_shape, indices, batch_dims);
  const flat_values = tf.reshape(values, flat_shape);
  const rows = tf.unsorted_segment_sum(flat_values, tf.reshape(flat_indices, size), total);
  return tf.reshape(rows, tf.concat([outer_shape, flat_shape], 0));
}

/** The gradient of the parameters of `op`, a `GatherV2`, whose shape is `params_shape`. */
export function batch_gather_gradient(
  tf: OpBuilders,
  op: Operation,
  dy: Tensor,
  params_shape: Tensor,
): Tensor {
  const [, indices, axis] = op.inputs as [Tensor, Tensor, Tensor];
  let batch_dims = op.get_attr<number>('batch_dims');
  if (batch_dims < 0) batch_dims += indices.shape.ndims ?? 0;
  const outer_shape = params_shape.getitem([null, axis, null]);
  const inner_shape = params_shape.getitem([axis, null, null]).getitem('1:');
  const values_shape = tf.concat([outer_shape, [-1n], inner_shape], 0);
  const values_rank = tf.size(values_shape);
  const axis_place = tf.size(outer_shape);
  const outer = tf.range(batch_dims);
  const batch = tf.range(batch_dims, axis_place);
  const inner = tf.range(axis_place.add(1), values_rank);
  const values = tf.reshape(dy, values_shape);
  const order = tf.concat([outer, [axis_place], batch, inner], 0);
  const transposed = tf.transpose(values, order);
  const count = params_shape.getitem(axis);
  const rows = summed_rows(tf, {params_shape, values: transposed, indices, batch_dims, count});
  const back = tf.concat([outer, batch.add(1), [BigInt(batch_dims)], inner], 0);
  return tf.transpose(rows, back);
}
