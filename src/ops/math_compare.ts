/**
 * Comparisons, elementwise, and the logic of their results.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, float, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {bool as bool_dtype} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {EQUATABLE, NUMBERS, REAL_NUMBERS} from './dtype_lists.ts';
import {binary_function, define_comparison} from './elementwise.ts';
import {input_values, numbers_of} from './folding.ts';
import {not_differentiable} from './gradient_registry.ts';
import {broadcast, broadcast_output, merge_shapes, same_as_input} from './shape_functions.ts';

function define_equality(name: string) {
  return define_op(name, {
    inputs: {x: 'T', y: 'T'},
    outputs: {z: 'bool'},
    attrs: {T: type(EQUATABLE), incompatible_shape_error: bool(true)},
    is_commutative: true,
    shape: ({shapes: [x, y]}) => [broadcast(x as TensorShape, y as TensorShape)],
  });
}

function define_logical(name: string) {
  return define_op(name, {
    inputs: {x: 'bool', y: 'bool'},
    outputs: {z: 'bool'},
    is_commutative: true,
    shape: broadcast_output,
  });
}

export const Equal = define_equality('Equal');
export const NotEqual = define_equality('NotEqual');
/** Two arrays known while the graph is built, compared element by element. */
function compared(equal: boolean): Parameters<typeof constant_rules>[1] {
  return {
    value: (op, of) => {
      const values = input_values(op, of);
      if (values === null) return null;
      const [x, y] = values as [NDArray, NDArray];
      if (x.shape.join() !== y.shape.join() || x.dtype.base_name === 'string') return null;
      const [xs, ys] = [numbers_of(x), numbers_of(y)];
      return new NDArray(
        bool_dtype,
        x.shape,
        Uint8Array.from(xs, (item, i) => Number((item === ys[i]) === equal)),
      );
    },
  };
}
constant_rules('Equal', compared(true));
constant_rules('NotEqual', compared(false));

export const Less = define_comparison('Less', REAL_NUMBERS);
export const LessEqual = define_comparison('LessEqual', REAL_NUMBERS);
export const Greater = define_comparison('Greater', REAL_NUMBERS);
export const GreaterEqual = define_comparison('GreaterEqual', REAL_NUMBERS);

const merged: ShapeFunction = ({shapes: [x, y]}) => [merge_shapes(x as TensorShape, y as TensorShape)];

/** Whether `|x - y|` is less than `tolerance`. */
export const ApproximateEqual = define_op('ApproximateEqual', {
  inputs: {x: 'T', y: 'T'},
  outputs: {z: 'bool'},
  attrs: {T: type(NUMBERS), tolerance: float(0.00001)},
  is_commutative: true,
  shape: merged,
});

export const LogicalAnd = define_logical('LogicalAnd');
export const LogicalOr = define_logical('LogicalOr');
export const LogicalNot = define_op('LogicalNot', {
  inputs: {x: 'bool'},
  outputs: {y: 'bool'},
  shape: same_as_input(),
});

not_differentiable(Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, ApproximateEqual);
not_differentiable(LogicalAnd, LogicalOr, LogicalNot);

/** `tf.equal`: `x == y`, elementwise. Supports broadcasting. */
export const equal = binary_function(Equal, 'equal');
/** `tf.not_equal`: `x != y`, elementwise. */
export const not_equal = binary_function(NotEqual, 'not_equal');
/** `tf.less`: `x < y`, elementwise. */
export const less = binary_function(Less, 'less');
/** `tf.less_equal`: `x <= y`, elementwise. */
export const less_equal = binary_function(LessEqual, 'less_equal');
/** `tf.greater`: `x > y`, elementwise. */
export const greater = binary_function(Greater, 'greater');
/** `tf.greater_equal`: `x >= y`, elementwise. */
export const greater_equal = binary_function(GreaterEqual, 'greater_equal');
/** `tf.logical_and`: `x and y`, elementwise. */
export const logical_and = binary_function(LogicalAnd, 'logical_and');
/** `tf.logical_or`: `x or y`, elementwise. */
export const logical_or = binary_function(LogicalOr, 'logical_or');

/** `tf.logical_not`: `not x`, elementwise. */
export const logical_not = signature(
  ['x', 'name'],
  function logical_not(x: TensorLike, name: string | null = null): Tensor {
    return apply(LogicalNot, {x}, {}, name).y;
  },
);

/** `tf.logical_xor`: exactly one of `x` and `y`, elementwise. */
export const logical_xor = signature(
  ['x', 'y', 'name'],
  function logical_xor(x: TensorLike, y: TensorLike, name: string | null = 'LogicalXor'): Tensor {
    const either = logical_or(x, y);
    return logical_and(either, logical_not(logical_and(x, y)), name);
  },
);

/** `tf.approximate_equal`: `|x - y| < tolerance`, elementwise, of two tensors of one shape. */
export const approximate_equal = signature(
  ['x', 'y', 'tolerance', 'name'],
  function approximate_equal(
    x: TensorLike,
    y: TensorLike,
    tolerance = 1e-5,
    name: string | null = null,
  ): Tensor {
    return apply(ApproximateEqual, {x, y}, {tolerance}, name).z;
  },
);
