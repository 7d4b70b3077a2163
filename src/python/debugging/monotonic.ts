/**
 * `tf.is_non_decreasing` and `tf.is_strictly_increasing`: whether numbers rise from each to the next.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {reshape, shape, size} from '../../ops/array_shape.ts';
import {strided_slice} from '../../ops/array_slice.ts';
import {cond} from '../../ops/control_flow.ts';
import {less, less_equal} from '../../ops/math_compare.ts';
import {reduce_all} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {is_numeric_tensor} from './assert_type.ts';

/** The differences of neighbours, none where there are fewer than two. */
function differences(x: TensorLike): Tensor {
  const flat = reshape(x, [-1]);
  if (!is_numeric_tensor(flat))
    throw new TypeError(`Expected x to be numeric, instead found: ${String(flat)}`);
  const is_short = less(size(flat), 2n);
  const length = shape(flat).sub(1n);
  return cond(
    is_short,
    () => to_tensor([], {dtype: flat.dtype}),
    () => {
      const end = length.radd([1n]);
      return strided_slice(flat, [1n], end).sub(strided_slice(flat, [0n], length));
    },
  );
}

function order_function(name: string, compare: (x: TensorLike, y: TensorLike) => Tensor) {
  return signature(
    ['x', 'name'],
    function (x: TensorLike, scope_name: string | null = null): Tensor {
      return op_scope(scope_name, name, [x], () => {
        const found = differences(x);
        const zero = to_tensor(0, {dtype: found.dtype});
        return reduce_all(compare(zero, found));
      });
    },
    {name},
  );
}

/** `tf.is_non_decreasing`: whether no element of `x`, taken row by row, is less than the one before; a boolean scalar. */
export const is_non_decreasing = order_function('is_non_decreasing', (x, y) => less_equal(x, y));
/** `tf.is_strictly_increasing`: whether each element is greater than the one before. */
export const is_strictly_increasing = order_function('is_strictly_increasing', (x, y) => less(x, y));
