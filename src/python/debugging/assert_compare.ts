/**
 * `tf.assert_equal` and its like: two tensors compared at run time, or at once where both values are known.
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
import {equal, greater, greater_equal, less, less_equal, not_equal} from '../../ops/math_compare.ts';
import {reduce_all} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {flatten} from '../../util/nest.ts';
import type {NDArray} from '../../types/ndarray.ts';

function static_text(item: TensorLike): string {
  const value = item instanceof Tensor ? constant_value(item) : item;
  return String(value ?? item);
}

/** An element of a known array, as JavaScript compares them. */
type Element = number | bigint | string | boolean;

interface Comparison {
  readonly symbol: string;
  readonly op: (x: TensorLike, y: TensorLike) => Tensor;
  readonly holds: (x: Element, y: Element) => boolean;
}

/** Whether a comparison holds for all elements of two known arrays, broadcast; null where they may not be compared here. */
function holds_for_all(x: NDArray, y: NDArray, holds: Comparison['holds']): boolean | null {
  if (x.shape.length === y.shape.length || x.size === 1 || y.size === 1) {
    const [xs, ys] = [flatten(x.toArray()), flatten(y.toArray())] as [Element[], Element[]];
    if (xs.length === ys.length || xs.length === 1 || ys.length === 1) {
      const longer = Math.max(xs.length, ys.length);
      return Array.from({length: longer}, (_, i) => i).every((i) =>
        holds(xs[i % xs.length] as Element, ys[i % ys.length] as Element),
      );
    }
  }
  return null;
}

/** What all arguments are about, in order. */
interface Request {
  readonly x: TensorLike;
  readonly y: TensorLike;
  readonly data: readonly TensorLike[] | null;
  readonly summarize: number | null;
  readonly message: string | null;
}

/** `check_ops._binary_assert`. */
function compared({symbol, op, holds}: Comparison, request: Request): Operation {
  const {data, summarize, message} = request;
  const x = to_tensor(request.x, {name: 'x'});
  const y = to_tensor(request.y, {name: 'y'});
  const shown = data ?? [
    `Condition x ${symbol} y did not hold element-wise:`,
    `x (${x.name}) = `,
    x,
    `y (${y.name}) = `,
    y,
  ];
  const told = message === null ? shown : [message, ...shown];
  const condition = reduce_all(op(x, y));
  const [known_x, known_y] = [constant_value(x), constant_value(y)];
  if (known_x !== null && known_y !== null && holds_for_all(known_x, known_y, holds) === false)
    throw new InvalidArgumentError(null, null, told.map(static_text).join('\n'));
  return Assert(condition, told, summarize);
}

function assert_function(name: string, comparison: Comparison) {
  return signature(
    ['x', 'y', 'data', 'summarize', 'message', 'name'],
    function (
      x: TensorLike,
      y: TensorLike,
      data: readonly TensorLike[] | null = null,
      summarize: number | null = null,
      message: string | null = null,
      scope_name: string | null = null,
    ): Operation {
      const is_equality = comparison.symbol === '==';
      if (is_equality && x === y) return op_scope(scope_name, name, [x, y, data], () => no_op());
      // TensorFlow looks for one tensor given twice in a scope of its own.
      if (is_equality) op_scope(scope_name, name, [x, y, data], () => null);
      return op_scope(scope_name, name, [x, y, data], () =>
        compared(comparison, {x, y, data, summarize, message}),
      );
    },
    {name},
  );
}

/**
 * `tf.assert_equal`: an operation that ends a run with `InvalidArgumentError` unless `x` and `y` are equal element by element, broadcast. Throws
 * it at once where both are known.
 */
export const assert_equal = assert_function('assert_equal', {
  symbol: '==',
  op: equal,
  holds: (x, y) => x === y,
});
/** `tf.assert_none_equal`: the same unless no element of `x` equals that of `y`. */
export const assert_none_equal = assert_function('assert_none_equal', {
  symbol: '!=',
  op: not_equal,
  holds: (x, y) => x !== y,
});
/** `tf.assert_less`: the same unless `x < y`. */
export const assert_less = assert_function('assert_less', {symbol: '<', op: less, holds: (x, y) => x < y});
/** `tf.assert_less_equal`: the same unless `x <= y`. */
export const assert_less_equal = assert_function('assert_less_equal', {
  symbol: '<=',
  op: less_equal,
  holds: (x, y) => x <= y,
});
/** `tf.assert_greater`: the same unless `x > y`. */
export const assert_greater = assert_function('assert_greater', {
  symbol: '>',
  op: greater,
  holds: (x, y) => x > y,
});
/** `tf.assert_greater_equal`: the same unless `x >= y`. */
export const assert_greater_equal = assert_function('assert_greater_equal', {
  symbol: '>=',
  op: greater_equal,
  holds: (x, y) => x >= y,
});
