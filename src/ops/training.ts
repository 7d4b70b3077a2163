/**
 * The update that an optimizer makes to a variable, as one op each. The optimizers themselves are in the
 * library on top.
 */
import {bool, define_op, ref, type} from '../graph/define_op.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {NUMBERS} from './dtype_lists.ts';
import {merge_shapes, with_rank} from './shape_functions.ts';

/** var -= alpha * delta. */
export const ApplyGradientDescent = define_op('ApplyGradientDescent', {
  inputs: {var: ref('T'), alpha: 'T', delta: 'T'},
  outputs: {out: ref('T')},
  attrs: {T: type(NUMBERS), use_locking: bool(false)},
  shape: ({shapes: [variable, alpha, delta]}) => {
    with_rank(alpha as TensorShape, 0);
    return [merge_shapes(variable as TensorShape, delta as TensorShape)];
  },
});
