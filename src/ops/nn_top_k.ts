/**
 * The largest elements of each row, and whether a target is among them.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, int, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32, int64} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {INDICES, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {merge_size, with_rank, with_rank_at_least} from './shape_functions.ts';

const in_top_k_shape: ShapeFunction = ({shapes}) => {
  const predictions = with_rank(shapes[0] as TensorShape, 2);
  const targets = with_rank(shapes[1] as TensorShape, 1);
  return [new TensorShape([merge_size(predictions[0] ?? null, targets[0] ?? null)])];
};

/** Whether each row's target is among its `k` largest predictions. */
export const InTopK = define_op('InTopK', {
  inputs: {predictions: 'float32', targets: 'T'},
  outputs: {precision: 'bool'},
  attrs: {k: int(), T: type(INDICES, int32)},
  shape: in_top_k_shape,
});

/** The same with `k` as a tensor. */
export const InTopKV2 = define_op('InTopKV2', {
  inputs: {predictions: 'float32', targets: 'T', k: 'T'},
  outputs: {precision: 'bool'},
  attrs: {T: type(INDICES, int32)},
  shape: in_top_k_shape,
});

/** `tf.nn.in_top_k`: for each row of `predictions`, whether `targets` names one of its `k` largest. */
export const in_top_k = signature(
  ['predictions', 'targets', 'k', 'name'],
  function in_top_k(
    predictions: TensorLike,
    targets: TensorLike,
    k: TensorLike,
    name: string | null = null,
  ): Tensor {
    // The node is named inside the scope too: `in_top_k/InTopKV2`.
    return op_scope(
      name,
      'in_top_k',
      [],
      () => apply(InTopKV2, {predictions, targets, k}, {}, name).precision,
    );
  },
  {integer_parameters: ['targets', 'k']},
);

function largest_shape(shape: TensorShape, k: number | null): TensorShape {
  const input = with_rank_at_least(shape, 1);
  if (input.ndims === null) return unknown_shape();
  const sizes = input.as_list();
  const last = sizes.at(-1) ?? null;
  if (last !== null && k !== null && last < k) {
    throw new ShapeError(`input must have last dimension >= k = ${k} but is ${last}`);
  }
  return new TensorShape([...sizes.slice(0, -1), k]);
}

function scalar_size(value: NDArray | null): number | null {
  if (value === null) return null;
  const size = Number(value.item());
  if (size < 0)
    throw new ShapeError(`Dimension size, given by scalar input 1, must be non-negative but is ${size}`);
  return size;
}

/** The `k` largest elements of each row and their indices. */
export const TopK = define_op('TopK', {
  inputs: {input: 'T'},
  outputs: {values: 'T', indices: 'int32'},
  attrs: {k: int(undefined, {minimum: 0}), sorted: bool(true), T: type(REAL_NUMBERS)},
  shape: ({shapes: [input], attr}) => {
    const shape = largest_shape(input as TensorShape, attr<number>('k'));
    return [shape, shape];
  },
});

/** The same with `k` as a tensor. */
export const TopKV2 = define_op('TopKV2', {
  inputs: {input: 'T', k: 'int32'},
  outputs: {values: 'T', indices: 'int32'},
  attrs: {sorted: bool(true), T: type(REAL_NUMBERS)},
  shape: ({shapes, constant_value}) => {
    with_rank(shapes[1] as TensorShape, 0);
    const shape = largest_shape(shapes[0] as TensorShape, scalar_size(constant_value(1)));
    return [shape, shape];
  },
});

/** The size of the last dimension of a shape, as int64. */
function last_size(tf: OpBuilders, sizes: Tensor): Tensor {
  return tf.gather(tf.cast(sizes, int64), tf.size(sizes).sub(1));
}

/** Each gradient goes back to the place that its element came from. `TopK` has no second input, which TensorFlow overlooks: it refuses there. */
gradient([TopK, TopKV2], (tf, op, dy) => {
  const in_shape = tf.shape(op.inputs[0] as Tensor);
  const indices = op.outputs[1] as Tensor;
  const rows = tf.reshape(indices, tf.stack([-1n, last_size(tf, tf.shape(indices))]));
  const row_size = last_size(tf, in_shape);
  const row_count = tf.shape(rows).getitem(0);
  const starts = tf.range(0, tf.cast(row_count, int64).mul(row_size), row_size);
  const places = tf.reshape(rows.add(tf.cast(tf.expand_dims(starts, -1), int32)), [-1]);
  const scattered = tf.scatter_nd(tf.expand_dims(places, -1), tf.reshape(dy, [-1]), [
    tf.reduce_prod(in_shape),
  ]);
  return [tf.reshape(scattered, in_shape), tf.zeros([], int32)];
});

/** `tf.nn.top_k`: `[values, indices]` of the `k` largest elements of each row, the largest first if `sorted`. */
export const top_k = signature(
  ['input', 'k', 'sorted', 'name'],
  function top_k(
    input: TensorLike,
    k: TensorLike = 1,
    sorted = true,
    name: string | null = null,
  ): [values: Tensor, indices: Tensor] {
    const {values, indices} = apply(TopKV2, {input, k}, {sorted}, name);
    return [values, indices];
  },
  {integer_parameters: ['k']},
);
