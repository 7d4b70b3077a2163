/**
 * `tf.nn.softmax` and `tf.nn.log_softmax` over any dimension: the ops take the last, so that another is
 * swapped with it.
 */
import {InvalidArgumentError} from '../../errors.ts';
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {where} from '../../ops/array_select.ts';
import {rank} from '../../ops/array_shape.ts';
import {transpose} from '../../ops/array_transpose.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {less} from '../../ops/math_compare.ts';
import {range} from '../../ops/math_range.ts';
import {subtract} from '../../ops/math_sum.ts';
import {log_softmax_of_last, softmax_of_last} from '../../ops/nn_softmax.ts';

/** A dimension by number or as a scalar tensor. */
type Axis = number | Tensor;

/** `logits` with two of its dimensions swapped. */
function swap_axis(logits: Tensor, dim_index: Axis, last_index: Tensor, name: string | null = null): Tensor {
  const integer = typeof dim_index === 'number' ? BigInt(dim_index) : dim_index;
  const before = range(integer);
  const next = typeof integer === 'bigint' ? integer + 1n : integer.add(1);
  const perm = concat([before, [last_index], range(next, last_index), [integer]], 0);
  return transpose(logits, perm, name);
}

function check_axis(axis: Axis, ndims: number): void {
  const value = axis instanceof Tensor ? constant_value(axis)?.item() : axis;
  if (value === undefined) return;
  const number = Number(value);
  if (-ndims <= number && number < ndims) return;
  throw new InvalidArgumentError(
    null,
    null,
    `Dimension (${number}) must be in the range [${-ndims}, ${ndims}) where ${ndims} is the number of dimensions in the input.`,
  );
}

type OfLast = (logits: TensorLike, name?: string | null) => Tensor;

function over_axis(value: TensorLike, compute: OfLast, axis: Axis, name: string | null): Tensor {
  const logits = to_tensor(value);
  const {shape} = logits;
  if (axis === -1 || (shape.ndims !== null && axis === shape.ndims - 1)) return compute(logits, name);
  const ndims = shape.ndims ?? 0;
  check_axis(axis, ndims);
  const all = rank(logits);
  let dim: Axis = axis;
  if (axis instanceof Tensor) dim = where(less(axis, 0), axis.add(all), axis);
  else if (axis < 0) dim = all.radd(axis);
  const input_rank = rank(logits);
  const place = dim instanceof Tensor ? dim.mod(ndims) : dim % ndims;
  const swapped = swap_axis(logits, place, subtract(input_rank, 1));
  const computed = compute(swapped);
  const result = swap_axis(computed, place, subtract(input_rank, 1), name);
  // Transposition may forget the static shape.
  result.set_shape(shape);
  return result;
}

/** `tf.nn.softmax`: exp(logits), divided by its sum over `axis`, by default the last dimension. */
export const softmax = signature(
  ['logits', 'axis', 'name', 'dim'],
  function softmax(
    logits: TensorLike,
    axis: Axis | null = null,
    name: string | null = null,
    dim: Axis | null = null,
  ): Tensor {
    return over_axis(logits, softmax_of_last, deprecated_argument('axis', axis, 'dim', dim) ?? -1, name);
  },
  {integer_parameters: ['axis', 'dim']},
);

/** `tf.nn.log_softmax`: the logarithm of the softmax over `axis`, by default the last dimension. */
export const log_softmax = signature(
  ['logits', 'axis', 'name', 'dim'],
  function log_softmax(
    logits: TensorLike,
    axis: Axis | null = null,
    name: string | null = null,
    dim: Axis | null = null,
  ): Tensor {
    return over_axis(logits, log_softmax_of_last, deprecated_argument('axis', axis, 'dim', dim) ?? -1, name);
  },
  {integer_parameters: ['axis', 'dim']},
);
