/**
 * Division with a whole quotient, and remainders, elementwise.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {reduced, reductions} from './broadcast_gradient.ts';
import {FACTORS, REMAINDERS} from './dtype_lists.ts';
import {binary_function, define_binary} from './elementwise.ts';
import {folded_binary} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {check_same_dtype, RealDiv} from './math_product.ts';
import {op_scope} from './op_scope.ts';

/** The quotient rounded down. */
export const FloorDiv = define_binary('FloorDiv', FACTORS);
/** The quotient rounded towards zero. */
export const TruncateDiv = define_binary('TruncateDiv', FACTORS);
gradient([FloorDiv, TruncateDiv], () => [null, null]);
constant_rules(
  'FloorDiv',
  folded_binary((x, y) => (y === 0 ? null : Math.floor(x / y))),
);

/** The remainder that has the sign of the divisor. */
export const FloorMod = define_binary('FloorMod', REMAINDERS);
gradient(FloorMod, (tf, op, dy) => {
  const [x, y] = op.inputs.map((input) => tf.conj(input)) as [Tensor, Tensor];
  const [x_reduction, y_reduction] = reductions(tf, x, y);
  const quotient = tf.floor_div(x, y);
  const dx = reduced(tf, dy, x_reduction);
  return [dx, reduced(tf, dy.mul(tf.negative(quotient)), y_reduction)];
});
constant_rules(
  'FloorMod',
  folded_binary((x, y) => (y === 0 ? null : x - y * Math.floor(x / y))),
);

/** The remainder that has the sign of the dividend. */
export const TruncateMod = define_binary('TruncateMod', REMAINDERS);
/** `TruncateMod` as older graphs name it. */
export const Mod = define_binary('Mod', [
  dtypes.int32,
  dtypes.int64,
  dtypes.float16,
  dtypes.float16,
  dtypes.bfloat16,
  dtypes.float32,
  dtypes.float64,
]);

/** `tf.floor_div`: `x // y`, elementwise. */
export const floor_div = binary_function(FloorDiv, 'floor_div');
/** `tf.truncatediv`: `x / y` rounded towards zero. */
export const truncatediv = binary_function(TruncateDiv, 'truncatediv');
/** `tf.mod`: the remainder that has the sign of `y`. */
export const mod = binary_function(FloorMod, 'mod');
/** `tf.floormod`: the remainder that has the sign of `y`. */
export const floormod = mod;
/** `tf.truncatemod`: the remainder that has the sign of `x`. */
export const truncatemod = binary_function(TruncateMod, 'truncatemod');

/** `tf.floordiv`: `x // y`, elementwise, in a scope of its own. */
export const floordiv = signature(
  ['x', 'y', 'name'],
  function floordiv(x: TensorLike, y: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'floordiv', [x, y], (scope) => apply(FloorDiv, {x, y}, {}, scope).z);
  },
);

/** `tf.div`: Python 2's `/`: of floats the quotient, of integers the quotient rounded down. */
export const div = signature(
  ['x', 'y', 'name'],
  function div(x: TensorLike, y: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'div', [x, y], (scope) => {
      const left = to_tensor(x, {name: 'x'});
      const right = to_tensor(y, {name: 'y', dtype: left.dtype.base_dtype});
      const dtype = check_same_dtype(left, right);
      const inputs = {x: left, y: right};
      return dtype.is_floating || dtype.is_complex
        ? apply(RealDiv, inputs, {}, scope).z
        : apply(FloorDiv, inputs, {}, scope).z;
    });
  },
);
