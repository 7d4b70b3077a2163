/**
 * `tf.assert_near`, and `tf.verify_tensor_all_finite`: floats that are near each other, or no infinity and no NaN.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {check_numerics} from '../../ops/array_check.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {Assert} from '../../ops/logging.ts';
import {less} from '../../ops/math_compare.ts';
import {abs} from '../../ops/math_complex.ts';
import {reduce_all} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ValueError} from '../../types/python_errors.ts';

/** The distance from one to the next number. */
const EPSILONS: Readonly<Record<string, number>> = {
  float16: 2 ** -10,
  float32: 2 ** -23,
  float64: 2 ** -52,
  complex64: 2 ** -23,
  complex128: 2 ** -52,
};

/**
 * `tf.assert_near`: an operation that ends a run with `InvalidArgumentError` unless `|x - y| < atol + rtol * |y|` for all elements, broadcast. Both tolerances
 * are ten times the distance from one to the next number if they are not given.
 */
export const assert_near = signature(
  ['x', 'y', 'rtol', 'atol', 'data', 'summarize', 'message', 'name'],
  function assert_near(
    x: TensorLike,
    y: TensorLike,
    rtol: TensorLike | null = null,
    atol: TensorLike | null = null,
    data: readonly TensorLike[] | null = null,
    summarize: number | null = null,
    message: string | null = null,
    name: string | null = null,
  ): Operation {
    return op_scope(name, 'assert_near', [x, y, rtol, atol, data], () => {
      const left = to_tensor(x, {name: 'x'});
      const {dtype} = left;
      const right = to_tensor(y, {name: 'y', dtype});
      const epsilon = EPSILONS[dtype.base_name];
      if (epsilon === undefined) throw new ValueError(`data type ${dtype.repr()} not inexact`);
      const relative = to_tensor(rtol ?? 10 * epsilon, {name: 'rtol', dtype});
      const absolute = to_tensor(atol ?? 10 * epsilon, {name: 'atol', dtype});
      const shown = data ?? [
        message ?? '',
        `x and y not equal to tolerance rtol = ${String(relative)}, atol = ${String(absolute)}`,
        `x (${left.name}) = `,
        left,
        `y (${right.name}) = `,
        right,
      ];
      const tolerance = absolute.add(relative.mul(abs(right)));
      const condition = reduce_all(less(abs(left.sub(right)), tolerance));
      return Assert(condition, shown, {summarize});
    });
  },
  {integer_parameters: ['summarize']},
);

/** An argument that has two names. */
function either<T>(own: T | null, own_name: string, old: T | null, old_name: string): T {
  if (own !== null && old !== null)
    throw new ValueError(`Cannot specify both '${old_name}' and '${own_name}'`);
  return (own ?? old) as T;
}

/**
 * `tf.verify_tensor_all_finite`: `t`, or the end of the run with `InvalidArgumentError`, which says `msg`, where there is an infinity or a NaN in it. `x` and `message`
 * are newer names of the two.
 */
export const verify_tensor_all_finite = signature(
  ['t', 'msg', 'name', 'x', 'message'],
  function verify_tensor_all_finite(
    t: TensorLike | null = null,
    msg: string | null = null,
    name: string | null = null,
    x: TensorLike | null = null,
    message: string | null = null,
  ): Tensor {
    const value = either(x, 'x', t, 't');
    const told = either(message, 'message', msg, 'msg');
    return op_scope(name, 'VerifyFinite', [value], () => {
      const tensor = to_tensor(value, {name: 'x'});
      return get_default_graph().colocate_with(tensor, false, () =>
        with_dependencies([check_numerics(tensor, told).op], tensor),
      );
    });
  },
);
