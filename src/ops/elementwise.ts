/**
 * The families of elementwise ops: definitions and functions of one and of two operands, so that a new
 * op of a family is a line.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type, type Op} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';
import {broadcast_output, same_as_input} from './shape_functions.ts';

/** An op of one operand `x` and one result `y` of the same shape and dtype. */
export function define_unary(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: {x: 'T'},
    outputs: {y: 'T'},
    attrs: {T: type(dtypes)},
    shape: same_as_input(),
  });
}

/** An op that asks something of each element of `x`. */
export function define_predicate(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: {x: 'T'},
    outputs: {y: 'bool'},
    attrs: {T: type(dtypes)},
    shape: same_as_input(),
  });
}

/** An op of two operands `x` and `y`, broadcast against each other, and a result `z` of their dtype. */
export function define_binary(
  name: string,
  dtypes: readonly DType[],
  traits: {is_commutative?: boolean; is_aggregate?: boolean} = {},
) {
  return define_op(name, {
    inputs: {x: 'T', y: 'T'},
    outputs: {z: 'T'},
    attrs: {T: type(dtypes)},
    shape: broadcast_output,
    ...traits,
  });
}

/** An op that compares `x` with `y`, broadcast against each other. */
export function define_comparison(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: {x: 'T', y: 'T'},
    outputs: {z: 'bool'},
    attrs: {T: type(dtypes)},
    shape: broadcast_output,
  });
}

type UnaryOp = Op<{readonly x: string}, {readonly y: string}, Record<never, never>>;
type BinaryOp = Op<{readonly x: string; readonly y: string}, {readonly z: string}, Record<never, never>>;

/** `tf.<name>(x)`: one node of the op. */
export function unary_function(op: Op<{readonly x: 'T'}, {readonly y: string}>, name: string) {
  const plain = op as UnaryOp;
  return signature(
    ['x', 'name'],
    function (x: TensorLike, name: string | null = null): Tensor {
      return apply(plain, {x}, {}, name).y;
    },
    {name},
  );
}

/** `tf.<name>(x, y)`: one node of the op. */
export function binary_function(
  op: Op<{readonly x: string; readonly y: string}, {readonly z: string}>,
  name: string,
) {
  const plain = op as BinaryOp;
  return signature(
    ['x', 'y', 'name'],
    function (x: TensorLike, y: TensorLike, name: string | null = null): Tensor {
      return apply(plain, {x, y}, {}, name).z;
    },
    {name},
  );
}
