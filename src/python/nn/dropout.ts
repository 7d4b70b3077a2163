/**
 * `tf.nn.dropout`: elements set to zero at random, the others scaled up.
 */
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {shape} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {cast} from '../../ops/math_cast.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {random_uniform, type RandomShape} from '../../ops/random.ts';
import {ValueError} from '../../types/python_errors.ts';
import {as_shape, TensorShape, type ShapeLike} from '../../types/tensor_shape.ts';

type Seed = number | bigint | null;

/** The shape of the random tensor: unknown sizes of `noise_shape` are those of `x`. */
function noise_shape_of(x: Tensor, noise_shape: RandomShape | null): RandomShape {
  if (noise_shape === null) return shape(x);
  if (noise_shape instanceof Tensor) return noise_shape;
  const wanted = as_shape(noise_shape as ShapeLike);
  if (x.shape.ndims === null || x.shape.ndims !== wanted.ndims) return noise_shape;
  return new TensorShape(wanted.as_list().map((size, i) => size ?? x.shape[i] ?? null));
}

function check_rate(rate: number): void {
  if (rate >= 0 && rate < 1) return;
  throw new ValueError(
    `rate must be a scalar tensor or a float in the range [0, 1), got ${Number(rate.toPrecision(6))}`,
  );
}

function drop(x: Tensor, rate: TensorLike, noise_shape: RandomShape | null, seed: Seed): Tensor {
  if (!x.dtype.is_floating) {
    throw new ValueError(
      `x has to be a floating point tensor since it's going to be scaled. Got a ${String(x.dtype)} tensor instead.`,
    );
  }
  if (typeof rate === 'number') check_rate(rate);
  if (rate === 0) return x;
  const rate_tensor = to_tensor(rate, {dtype: x.dtype, name: 'rate'});
  rate_tensor.shape.assert_has_rank(0);
  const known = constant_value(rate_tensor);
  if (known !== null && Number(known.item()) === 0) return x;
  const noise = noise_shape_of(x, noise_shape);
  const random_tensor = random_uniform(noise, {seed, dtype: x.dtype});
  const keep_prob = rate_tensor.rsub(1);
  const scale = keep_prob.rtruediv(1);
  const keep_mask = random_tensor.greater_equal(rate_tensor);
  const result = x.mul(scale).mul(cast(keep_mask, x.dtype));
  result.set_shape(x.shape);
  return result;
}

/**
 * `tf.nn.dropout`: each element of `x` zero with probability `rate` (or 1 - `keep_prob`), else divided by what is kept. `noise_shape` tells
 * which dimensions are kept or dropped as one. Throws `ValueError` for integers or a rate outside [0, 1).
 */
export const dropout = signature(
  ['x', 'keep_prob', 'noise_shape', 'seed', 'name', 'rate'],
  function dropout(
    x: TensorLike,
    keep_prob: number | Tensor | null = null,
    noise_shape: RandomShape | null = null,
    seed: Seed = null,
    name: string | null = null,
    rate: TensorLike | null = null,
  ): Tensor {
    const dropped =
      keep_prob instanceof Tensor ? keep_prob.rsub(1) : keep_prob === null ? null : 1 - keep_prob;
    const chosen = deprecated_argument<TensorLike>('rate', rate, 'keep_prob', dropped);
    if (chosen === null) throw new ValueError('You must provide a rate to dropout.');
    return op_scope(name, 'dropout', [x], () => drop(to_tensor(x, {name: 'x'}), chosen, noise_shape, seed));
  },
  {integer_parameters: ['noise_shape', 'seed']},
);
