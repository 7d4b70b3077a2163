/**
 * `tf.assert_positive` and its like: tensors compared with zero.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {assert_less, assert_less_equal} from './assert_compare.ts';

interface Told {
  readonly data: readonly TensorLike[];
  readonly summarize: number | null;
}

function sign_function(
  name: string,
  condition: string,
  compare: (x: Tensor, zero: Tensor, told: Told) => Operation,
  is_one_text = false,
) {
  return signature(
    ['x', 'data', 'summarize', 'message', 'name'],
    function (
      x: TensorLike,
      data: readonly TensorLike[] | null = null,
      summarize: number | null = null,
      message: string | null = null,
      scope_name: string | null = null,
    ): Operation {
      return op_scope(scope_name, name, [x, data], () => {
        const tensor = to_tensor(x, {name: 'x'});
        const texts = [`Condition ${condition} did not hold element-wise:`, `x (${tensor.name}) = `];
        const shown = data ?? [message ?? '', ...(is_one_text ? [texts.join('')] : texts), tensor];
        const zero = to_tensor(0, {dtype: tensor.dtype.base_dtype});
        return compare(tensor, zero, {data: shown, summarize});
      });
    },
    {name},
  );
}

/** `tf.assert_positive`: an operation that ends a run with `InvalidArgumentError` unless all of `x` is greater than zero. Throws it at once where `x` is known. */
export const assert_positive = sign_function('assert_positive', 'x > 0', (x, zero, told) =>
  assert_less(zero, x, told),
);
/** `tf.assert_negative`: the same unless all of `x` is less than zero. */
export const assert_negative = sign_function('assert_negative', 'x < 0', (x, zero, told) =>
  assert_less(x, zero, told),
);
/** `tf.assert_non_negative`: the same unless no element is less than zero. */
export const assert_non_negative = sign_function('assert_non_negative', 'x >= 0', (x, zero, told) =>
  assert_less_equal(zero, x, told),
);
/** `tf.assert_non_positive`: the same unless no element is greater than zero. */
export const assert_non_positive = sign_function(
  'assert_non_positive',
  'x <= 0',
  (x, zero, told) => assert_less_equal(x, zero, told),
  // Python joins two texts that no comma stands between.
  true,
);
