/**
 * `tf.assert_equal`: a check at run time, or at once where both values are known.
 */
import {InvalidArgumentError} from '../../errors.ts';
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {no_op} from '../../ops/grouping.ts';
import {Assert} from '../../ops/logging.ts';
import {equal} from '../../ops/math_compare.ts';
import {reduce_all} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {flatten} from '../../util/nest.ts';
import type {NDArray} from '../../types/ndarray.ts';

function static_text(item: TensorLike): string {
  const value = item instanceof Tensor ? constant_value(item) : item;
  return String(value ?? item);
}

/** Whether two known arrays agree element by element, broadcast; null where they may not be compared here. */
function agree(x: NDArray, y: NDArray): boolean | null {
  if (x.shape.length === y.shape.length || x.size === 1 || y.size === 1) {
    const [xs, ys] = [flatten(x.toArray()), flatten(y.toArray())];
    if (xs.length === ys.length || xs.length === 1 || ys.length === 1) {
      const longer = Math.max(xs.length, ys.length);
      return Array.from({length: longer}, (_, i) => i).every((i) => xs[i % xs.length] === ys[i % ys.length]);
    }
  }
  return null;
}

/**
 * `tf.assert_equal`: an operation that ends a run with `InvalidArgumentError` unless `x` and `y` are equal element by element. Throws it at
 * once where both are known.
 */
export const assert_equal = signature(
  ['x', 'y', 'data', 'summarize', 'message', 'name'],
  function assert_equal(
    x: TensorLike,
    y: TensorLike,
    data: readonly TensorLike[] | null = null,
    summarize: number | null = null,
    message: string | null = null,
    name: string | null = null,
  ): Operation {
    if (x === y) return op_scope(name, 'assert_equal', [x, y, data], () => no_op());
    op_scope(name, 'assert_equal', [x, y, data], () => null);
    return op_scope(name, 'assert_equal', [x, y, data], () => {
      const left = to_tensor(x, {name: 'x'});
      const right = to_tensor(y, {name: 'y'});
      const shown = data ?? [
        'Condition x == y did not hold element-wise:',
        `x (${left.name}) = `,
        left,
        `y (${right.name}) = `,
        right,
      ];
      const told = message === null ? shown : [message, ...shown];
      const condition = reduce_all(equal(left, right));
      const [known_x, known_y] = [constant_value(left), constant_value(right)];
      if (known_x !== null && known_y !== null && agree(known_x, known_y) === false) {
        throw new InvalidArgumentError(null, null, told.map(static_text).join('\n'));
      }
      return Assert(condition, told, summarize);
    });
  },
);
