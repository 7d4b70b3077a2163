/**
 * Rounding, elementwise. No gradient flows through it.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ELEMENTWISE_FLOATS, SIGNED} from './dtype_lists.ts';
import {define_unary, unary_function} from './elementwise.ts';
import {folded_unary} from './folding.ts';
import {gradient} from './gradient_registry.ts';

export const Floor = define_unary('Floor', ELEMENTWISE_FLOATS);
export const Ceil = define_unary('Ceil', ELEMENTWISE_FLOATS);
/** To the nearest, of two the even one. */
export const Rint = define_unary('Rint', ELEMENTWISE_FLOATS);
/** To the nearest, of two the even one; integers are what they are. */
export const Round = define_unary('Round', SIGNED);
gradient([Floor, Ceil, Rint, Round], () => [null]);
constant_rules('Floor', folded_unary(Math.floor));
constant_rules('Ceil', folded_unary(Math.ceil));
constant_rules(
  'Round',
  folded_unary((x) => {
    const nearest = Math.round(x);
    return nearest - x === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
  }),
);

/** `tf.floor`: the greatest integer that is not greater, elementwise. */
export const floor = unary_function(Floor, 'floor');
/** `tf.ceil`: the least integer that is not less, elementwise. */
export const ceil = unary_function(Ceil, 'ceil');
/** `tf.rint`: the nearest integer, of two the even one. */
export const rint = unary_function(Rint, 'rint');

/** `tf.round`: the nearest integer, of two the even one; integers as they are. */
export const round = signature(
  ['x', 'name'],
  function round(x: TensorLike, name: string | null = null): Tensor {
    const tensor = to_tensor(x, {name: 'x'});
    return tensor.dtype.is_integer ? tensor : apply(Round, {x: tensor}, {}, name).y;
  },
);
