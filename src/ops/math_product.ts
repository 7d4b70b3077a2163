/**
 * Products and quotients, elementwise, whose result is a real quotient.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {OpDefinition} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {float32, float64, int32} from '../types/dtypes.ts';
import * as dtypes from '../types/dtypes.ts';
import type {DType} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {cast} from './math_cast.ts';
import {
  reduced,
  reduced_if_needed,
  reductions,
  shapes_are_equal,
  smart_reductions,
} from './broadcast_gradient.ts';
import type {OpBuilders} from './builders.ts';
import {FACTORS, ZERO_ABSORBING} from './dtype_lists.ts';
import {binary_function, define_binary} from './elementwise.ts';
import {folded_binary} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';

export const Mul = define_binary('Mul', FACTORS, {is_commutative: true});
gradient(Mul, (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  if (shapes_are_equal(x, y, dy) && (dy.dtype === int32 || dy.dtype === float32)) {
    return [tf.multiply(dy, y), tf.multiply(dy, x)];
  }
  const [x_reduction, y_reduction] = smart_reductions(tf, x, y, dy);
  const [x_conjugate, y_conjugate] = [tf.conj(x), tf.conj(y)];
  const dx = reduced_if_needed(tf, tf.multiply(dy, y_conjugate), x_reduction);
  return [dx, reduced_if_needed(tf, tf.multiply(x_conjugate, dy), y_reduction)];
});
constant_rules(
  'Mul',
  folded_binary((x, y) => x * y),
);

/** The product, zero where `y` is, whatever `x` is. */
export const MulNoNan = define_binary('MulNoNan', ZERO_ABSORBING);
gradient(MulNoNan, (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  const product = (a: Tensor, b: Tensor): Tensor => apply(MulNoNan, {x: a, y: b}, {}).z;
  if (shapes_are_equal(x, y, dy)) return [product(dy, y), product(x, dy)];
  const [x_reduction, y_reduction] = reductions(tf, x, y);
  const dx = reduced(tf, product(dy, y), x_reduction);
  return [dx, reduced(tf, product(x, dy), y_reduction)];
});

export const Div = define_binary('Div', FACTORS);
gradient(Div, (tf, op, dy) => quotient_gradient(tf, op.inputs, dy, (x, y) => tf.divide(x, y)));

export const RealDiv = define_binary('RealDiv', FACTORS);
constant_rules(
  'RealDiv',
  folded_binary((x, y) => x / y),
);
gradient(RealDiv, (tf, op, dy) => quotient_gradient(tf, op.inputs, dy, (x, y) => tf.realdiv(x, y)));

/** The quotient, zero where `y` is. */
export const DivNoNan = define_binary('DivNoNan', ZERO_ABSORBING);
gradient(DivNoNan, (tf, op, dy) => quotient_gradient(tf, op.inputs, dy, (x, y) => tf.div_no_nan(x, y)));

/** `dy / y` and `dy * (-x / y / y)`, with the quotient that `divide` builds. */
function quotient_gradient(
  tf: OpBuilders,
  inputs: readonly Tensor[],
  dy: Tensor,
  divide: (x: Tensor, y: Tensor) => Tensor,
): Tensor[] {
  const [x, y] = inputs as [Tensor, Tensor];
  const [x_reduction, y_reduction] = reductions(tf, x, y);
  const [x_conjugate, y_conjugate] = [tf.conj(x), tf.conj(y)];
  const dx = reduced(tf, divide(dy, y_conjugate), x_reduction);
  const slope = divide(divide(x_conjugate.neg(), y_conjugate), y_conjugate);
  return [dx, reduced(tf, dy.mul(slope), y_reduction)];
}

/** `x / y`, zero where `x` is, whatever `y` is. */
export const Xdivy = define_binary('Xdivy', ZERO_ABSORBING);
gradient(Xdivy, (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  return zero_absorbing_gradient(tf, [x, y], dy, (not_zero) => [
    tf.xdivy(not_zero, y),
    () => tf.xdivy(tf.negative(x), y.pow(2)),
  ]);
});

/** `x log(y)`, zero where `x` is, whatever `y` is. */
export const Xlogy = define_binary('Xlogy', ZERO_ABSORBING);
gradient(Xlogy, (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  return zero_absorbing_gradient(tf, [x, y], dy, (not_zero) => [tf.xlogy(not_zero, y), () => tf.xdivy(x, y)]);
});

/** Both partial derivatives times `dy`; `partials` gets 1 where `x` is not zero, else 0. */
function zero_absorbing_gradient(
  tf: OpBuilders,
  [x, y]: readonly [Tensor, Tensor],
  dy: Tensor,
  partials: (not_zero: Tensor) => [Tensor, () => Tensor],
): Tensor[] {
  const [x_reduction, y_reduction] = reductions(tf, x, y);
  return dy.graph.control_dependencies([dy], () => {
    const not_zero = tf.cast(tf.not_equal(x, tf.cast(0, x.dtype)), x.dtype);
    const [x_partial, y_partial_of] = partials(not_zero);
    const y_partial = y_partial_of();
    const dx = reduced(tf, x_partial.mul(dy), x_reduction);
    return [dx, reduced(tf, y_partial.mul(dy), y_reduction)];
  });
}

/** `tf.multiply`: `x * y`, elementwise. Supports broadcasting. */
export const multiply = binary_function(Mul, 'multiply');
/** `tf.realdiv`: `x / y` of floats and complex numbers. */
export const realdiv = binary_function(RealDiv, 'realdiv');
/** `tf.math.xdivy`: `x / y`, zero where `x` is. */
export const xdivy = binary_function(Xdivy, 'xdivy');
/** `tf.math.xlogy`: `x log(y)`, zero where `x` is. */
export const xlogy = binary_function(Xlogy, 'xlogy');

/** What quotients of integers are cast to; null for what is divided as it is. */
const QUOTIENT_DTYPES: ReadonlyMap<DType, DType | null> = new Map<DType, DType | null>([
  [dtypes.uint8, float32],
  [dtypes.int8, float32],
  [dtypes.uint16, float32],
  [dtypes.int16, float32],
  [int32, float64],
  [dtypes.int64, float64],
  ...[dtypes.bfloat16, dtypes.float16, float32, float64, dtypes.complex64, dtypes.complex128].map(
    (dtype) => [dtype, null] as const,
  ),
]);

/** Refuses operands of two dtypes. */
export function check_same_dtype(x: Tensor, y: Tensor): DType {
  const [left, right] = [x.dtype.base_dtype, y.dtype.base_dtype];
  if (left !== right)
    throw new TypeError(`x and y must have the same dtype, got ${left.repr()} != ${right.repr()}`);
  return left;
}

/** Both operands as tensors; a bare number beside a tensor takes its dtype. */
function operands(x: TensorLike, y: TensorLike): [Tensor, Tensor] {
  const hint = (other: unknown, value: unknown): DType | null =>
    typeof value === 'number' && other instanceof Tensor ? other.dtype.base_dtype : null;
  const left = to_tensor(x, {name: 'x', dtype: hint(y, x)});
  return [left, to_tensor(y, {name: 'y', dtype: hint(left, y)})];
}

/** The two sides of a true division, integers as floats. Throws `TypeError` for two dtypes. */
export function quotient_operands(x: Tensor, y: Tensor): [Tensor, Tensor] {
  const dtype = check_same_dtype(x, y);
  const quotient_dtype = QUOTIENT_DTYPES.get(dtype);
  if (quotient_dtype === undefined) throw new TypeError(`Invalid dtype ${dtype.repr()} in __truediv__`);
  return quotient_dtype === null ? [x, y] : [cast(x, quotient_dtype), cast(y, quotient_dtype)];
}

/** `tf.truediv`: `x / y`; quotients of integers are floats. Throws `TypeError` for operands of two dtypes. */
export const truediv = signature(
  ['x', 'y', 'name'],
  function truediv(x: TensorLike, y: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'truediv', [x, y], (scope) => {
      const [left, right] = operands(x, y);
      const [dividend, divisor] = quotient_operands(left, right);
      return apply(RealDiv, {x: dividend, y: divisor}, {}, scope).z;
    });
  },
);

/** A function of two operands of one dtype, in its own scope: `y` takes the dtype of `x`. */
function same_dtype_function(name: string, default_name: string, op: OpDefinition & typeof DivNoNan) {
  return signature(
    ['x', 'y', 'name'],
    function (x: TensorLike, y: TensorLike, name: string | null = null): Tensor {
      return op_scope(name, default_name, [x, y], (scope) => {
        const left = to_tensor(x, {name: 'x'});
        const right = to_tensor(y, {name: 'y', dtype: left.dtype.base_dtype});
        return apply(op, {x: left, y: right}, {}, scope).z;
      });
    },
    {name},
  );
}

/** `tf.div_no_nan`: `x / y`, zero where `y` is. */
export const div_no_nan = same_dtype_function('div_no_nan', 'div_no_nan', DivNoNan);
/** `tf.math.multiply_no_nan`: `x * y`, zero where `y` is. */
export const multiply_no_nan = same_dtype_function('multiply_no_nan', 'multiply_no_nan', MulNoNan);

/** `tf.scalar_mul`: a scalar times a tensor or indexed slices. Throws `ValueError` where `scalar` is none. */
export const scalar_mul = signature(['scalar', 'x', 'name'], function scalar_mul<
  T extends Tensor | IndexedSlices,
>(scalar: TensorLike, x: T, name: string | null = null): T {
  const factor = to_tensor(scalar, {dtype: x.dtype.base_dtype, name: 'scalar'});
  if (factor.shape.ndims !== 0) throw new ValueError(`Only scalar multiply works, got shape ${factor.shape}`);
  if (!(x instanceof IndexedSlices)) return multiply(factor, x, name) as T;
  return new IndexedSlices(multiply(factor, x.values, name), x.indices, x.dense_shape) as T;
});
