/**
 * The greater and the lesser of two, and the square of their difference, elementwise.
 */
import {constant_rules} from '../graph/constant_value.ts';
import {constant_of, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, type DTypeLike} from '../types/dtypes.ts';
import * as dtypes from '../types/dtypes.ts';
import {ndarray_from} from '../types/ndarray.ts';
import {cast} from './math_cast.ts';
import {reduced, reduced_if_needed, shapes_are_equal, smart_reductions} from './broadcast_gradient.ts';
import type {OpBuilders} from './builders.ts';
import {SIGNED} from './dtype_lists.ts';
import {binary_function, define_binary} from './elementwise.ts';
import {folded_binary} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';

const ORDERED = [dtypes.bfloat16, dtypes.float16, dtypes.float32, dtypes.float64, dtypes.int32, dtypes.int64];

export const Maximum = define_binary('Maximum', ORDERED);
gradient(Maximum, (tf, op, dy) => chosen_gradients(tf, op.inputs, dy, (x, y) => tf.greater_equal(x, y)));
constant_rules('Maximum', folded_binary(Math.max));

export const Minimum = define_binary('Minimum', ORDERED);
gradient(Minimum, (tf, op, dy) => chosen_gradients(tf, op.inputs, dy, (x, y) => tf.less_equal(x, y)));
constant_rules('Minimum', folded_binary(Math.min));

/** The gradient goes to the operand that was chosen. */
function chosen_gradients(
  tf: OpBuilders,
  inputs: readonly Tensor[],
  dy: Tensor,
  chooses_first: (x: Tensor, y: Tensor) => Tensor,
): Tensor[] {
  const [x, y] = inputs as [Tensor, Tensor];
  const [x_shape, y_shape] = [tf.shape(x), tf.shape(y)];
  const zeros = tf.zeros(tf.shape(dy), dy.dtype);
  const mask = chooses_first(x, y);
  const [x_axes, y_axes] = tf.broadcast_gradient_args(x_shape, y_shape);
  const dx = tf.where(mask, dy, zeros);
  const x_gradient = reduced(tf, dx, {shape: x_shape, axes: x_axes, is_needed: true});
  return [
    x_gradient,
    reduced(tf, tf.where(mask, zeros, dy), {shape: y_shape, axes: y_axes, is_needed: true}),
  ];
}

/** `(x - y)^2`. */
export const SquaredDifference = define_binary('SquaredDifference', SIGNED, {is_commutative: true});
gradient(SquaredDifference, (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  const slope = dy.graph.control_dependencies([dy], () => (tf.scalar_mul(2, dy) as Tensor).mul(x.sub(y)));
  if (shapes_are_equal(x, y, dy)) return [slope, slope.neg()];
  const [x_reduction, y_reduction] = smart_reductions(tf, x, y, dy);
  const dx = reduced_if_needed(tf, slope, x_reduction);
  return [dx, reduced_if_needed(tf, slope, y_reduction).neg()];
});

/** `tf.maximum`: the greater of `x` and `y`, elementwise. Supports broadcasting. */
export const maximum = binary_function(Maximum, 'maximum');
/** `tf.minimum`: the lesser of `x` and `y`, elementwise. Supports broadcasting. */
export const minimum = binary_function(Minimum, 'minimum');
/** `tf.squared_difference`: `(x - y)^2`, elementwise. */
export const squared_difference = binary_function(SquaredDifference, 'squared_difference');

/** `tf.saturate_cast`: `value` in `dtype`, what is out of its range at its limits. */
export const saturate_cast = signature(
  ['value', 'dtype', 'name'],
  function saturate_cast(value: TensorLike, dtype: DTypeLike, name: string | null = null): Tensor {
    const wanted = as_dtype(dtype).base_dtype;
    return op_scope(name, 'saturate_cast', [value], (scope) => {
      let tensor = to_tensor(value, {name: 'value'});
      const from = tensor.dtype.base_dtype;
      const limit = (of: number | bigint, limit_name: string): Tensor =>
        constant_of(ndarray_from(of, from), limit_name);
      if (from.min < wanted.min) tensor = maximum(tensor, limit(wanted.min, 'min'));
      if (from.max > wanted.max) tensor = minimum(tensor, limit(wanted.max, 'max'));
      return cast(tensor, wanted, scope);
    });
  },
);
