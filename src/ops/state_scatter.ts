/**
 * Updates of some rows of a variable: set, add, subtract. Rows that come twice count twice.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, ref, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {not_differentiable} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {merge_shapes} from './shape_functions.ts';

/** The rows must be as the indices and the variable say; the result is the variable. */
const scatter_shape: ShapeFunction = ({shapes}) => {
  const [variable, indices, updates] = shapes as [TensorShape, TensorShape, TensorShape];
  if (variable.ndims === 0) throw new ShapeError('Shape must be at least rank 1 but is rank 0');
  if (updates.ndims !== 0 && variable.ndims !== null) {
    merge_shapes(updates, indices.concatenate(variable.as_list().slice(1)));
  }
  return [variable];
};

/** Puts rows in the place of others. */
export const ScatterUpdate = define_op('ScatterUpdate', {
  inputs: {ref: ref('T'), indices: 'Tindices', updates: 'T'},
  outputs: {output_ref: ref('T')},
  attrs: {T: type(), Tindices: type(INDICES), use_locking: bool(true)},
  shape: scatter_shape,
});

/** Adds to rows. */
export const ScatterAdd = define_op('ScatterAdd', {
  inputs: {ref: ref('T'), indices: 'Tindices', updates: 'T'},
  outputs: {output_ref: ref('T')},
  attrs: {T: type(NUMBERS), Tindices: type(INDICES), use_locking: bool(false)},
  shape: scatter_shape,
});
not_differentiable(ScatterAdd);

/** Subtracts from rows. */
export const ScatterSub = define_op('ScatterSub', {
  inputs: {ref: ref('T'), indices: 'Tindices', updates: 'T'},
  outputs: {output_ref: ref('T')},
  attrs: {T: type(NUMBERS), Tindices: type(INDICES), use_locking: bool(false)},
  shape: scatter_shape,
});
not_differentiable(ScatterSub);

function scatter_function(op: typeof ScatterUpdate, name: string, locks: boolean) {
  return signature(
    ['ref', 'indices', 'updates', 'use_locking', 'name'],
    function (
      ref: TensorLike,
      indices: TensorLike,
      updates: TensorLike,
      use_locking = locks,
      name: string | null = null,
    ): Tensor {
      return apply(op, {ref, indices: integers(indices), updates}, {use_locking}, name).output_ref;
    },
    {name, integer_parameters: ['indices']},
  );
}

/** `tf.scatter_update(ref, indices, updates)`: the variable after `updates` were put at the rows `indices`. */
export const scatter_update = scatter_function(ScatterUpdate, 'scatter_update', true);
/** `tf.scatter_add(ref, indices, updates)`: the variable after `updates` were added to the rows `indices`. */
export const scatter_add = scatter_function(ScatterAdd, 'scatter_add', false);
/** `tf.scatter_sub(ref, indices, updates)`: the variable after `updates` were taken from the rows `indices`. */
export const scatter_sub = scatter_function(ScatterSub, 'scatter_sub', false);
