/**
 * The shape of a reduced tensor with its reduced axes kept, by nodes and worked out in numbers. Both need
 * the same nodes, because TensorFlow builds them even where only their values are used.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32} from '../types/dtypes.ts';
import type {OpBuilders} from './builders.ts';
import {integers} from './integers.ts';

/** `math_ops.reduced_shape`: `input_shape` with 1 at `axes`. */
export function reduced_shape(tf: OpBuilders, input_shape: TensorLike, axes: TensorLike): Tensor {
  const sizes = tf.cast(integers(input_shape), int32);
  let places = tf.cast(integers(axes), int32);
  const rank = tf.size(sizes);
  places = places.add(rank).mod(rank);
  const places_shape = tf.shape(places);
  return tf.dynamic_stitch([tf.range(rank), places], [sizes, tf.fill(places_shape, 1n)]);
}

/** `_safe_shape_div`: `x // max(y, 1)`. */
export function safe_shape_quotient(tf: OpBuilders, x: Tensor, y: Tensor): Tensor {
  return x.floordiv(tf.maximum(y, 1n));
}

/** What the gradient of a reduction over known axes of a known shape needs. */
export interface KnownReduction {
  readonly kept_dims: readonly number[];
  readonly multiples: readonly number[];
}

/** The reduction of a known shape, worked out once a graph. */
export function known_reduction(tf: OpBuilders, input: Tensor, axes: readonly number[]): KnownReduction {
  const sizes = input.shape.as_list() as number[];
  const memory = input.graph.worked_out;
  const key = `reduced_shape ${sizes.join()} ${axes.join()}`;
  const found = memory.get(key) as KnownReduction | undefined;
  if (found !== undefined) return found;
  reduced_shape(tf, sizes, [...axes]);
  const rank = sizes.length;
  const reduced = new Set(axes.map((axis) => (axis + rank) % rank));
  const kept_dims = sizes.map((size, i) => (reduced.has(i) ? 1 : size));
  // The nodes of `safe_shape_quotient`, of numbers.
  tf.maximum(integers(kept_dims), 1n).rfloordiv(integers(sizes));
  const multiples = sizes.map((size, i) => Math.floor(size / Math.max(kept_dims[i] as number, 1)));
  const result = {kept_dims, multiples};
  memory.set(key, result);
  return result;
}
