/**
 * Operations for their effect on who watches: checks that end a run, and printing.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor, to_tensors} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list, list_of, string, type} from '../graph/define_op.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32, string as string_dtype} from '../types/dtypes.ts';
import {cond} from './control_flow.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {no_op} from './grouping.ts';
import {op_scope} from './op_scope.ts';
import {no_output, same_as_input} from './shape_functions.ts';

/** Ends the run with an error that shows `data` unless `condition` is true. */
export const AssertOp = define_op('Assert', {
  inputs: {condition: 'bool', data: list_of('T')},
  attrs: {T: list(type(), undefined, {minimum: 1}), summarize: int(3)},
  is_stateful: true,
  shape: no_output,
});
not_differentiable(AssertOp);

/** Gives `input`, and prints `data` when it does. */
export const PrintOp = define_op('Print', {
  inputs: {input: 'T', data: list_of('U')},
  outputs: {output: 'T'},
  attrs: {
    T: type(),
    U: list(type(), undefined, {minimum: 0}),
    message: string(''),
    first_n: int(-1),
    summarize: int(3),
  },
  is_stateful: true,
  shape: same_as_input(),
});
gradient(PrintOp, (_tf, op, dy) => [dy, ...op.inputs.slice(1).map(() => null)]);

/**
 * `tf.Assert`: an operation that ends the run with `InvalidArgumentError`, showing the first `summarize` elements of each of `data`, unless
 * the boolean scalar `condition` is true.
 */
export const Assert = signature(
  ['condition', 'data', 'summarize', 'name'],
  function Assert(
    condition: TensorLike,
    data: readonly TensorLike[],
    summarize: number | null = null,
    name: string | null = null,
  ): Operation {
    return op_scope(name, 'Assert', [condition, data], () => {
      // Texts and int32 are on the host already; other tensors are copied there only for a failure.
      const is_on_host = ({dtype}: Tensor): boolean => dtype === string_dtype || dtype === int32;
      if (to_tensors(data).every(is_on_host))
        return apply(AssertOp, {condition, data}, {summarize}, 'Assert').operation;
      const checked = to_tensor(condition, {name: 'Condition'});
      const fail = (): Operation =>
        apply(AssertOp, {condition: checked, data}, {summarize}, 'Assert').operation;
      return cond(checked, no_op, fail, false, 'AssertGuard').op;
    });
  },
  {integer_parameters: ['summarize']},
);

/**
 * `tf.Print`: `input_`, which when it is computed prints `message` and the first `summarize` elements of each of `data`, the first `first_n` times
 * only if that is given.
 */
export const Print = signature(
  ['input_', 'data', 'message', 'first_n', 'summarize', 'name'],
  function Print(
    input_: TensorLike,
    data: readonly TensorLike[],
    message: string | null = null,
    first_n: number | null = null,
    summarize: number | null = null,
    name: string | null = null,
  ): Tensor {
    return apply(PrintOp, {input: input_, data}, {message, first_n, summarize}, name).output;
  },
  {integer_parameters: ['first_n', 'summarize']},
);
