/**
 * Updates of items of a variable, each at the place that the last axis of the indices holds: set, add, subtract, keep
 * the larger or the smaller. The variable is a reference, or what a handle stands for (`ResourceScatterNd...`).
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, ref, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {qint16, quint16, type DType} from '../types/dtypes.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {not_differentiable} from './gradient_registry.ts';
import {changed_by_handle, type VariableLike} from './handle_variable.ts';
import {integers} from './integers.ts';
import {scatter_nd_shape} from './variable_shape.ts';

function define_scatter_nd(name: string, dtypes: readonly DType[] | null, locks = false) {
  return define_op(name, {
    inputs: {ref: ref('T'), indices: 'Tindices', updates: 'T'},
    outputs: {output_ref: ref('T')},
    attrs: {T: type(dtypes), Tindices: type(INDICES), use_locking: bool(locks)},
    shape: scatter_nd_shape('reference'),
  });
}

function define_handle_scatter_nd(name: string) {
  return define_op(name, {
    inputs: {ref: 'resource', indices: 'Tindices', updates: 'T'},
    attrs: {T: type(), Tindices: type(INDICES), use_locking: bool(true)},
    is_stateful: true,
    shape: scatter_nd_shape('handle'),
  });
}

/** `NUMBERS` as later TensorFlows have them. */
const LATER_NUMBERS = NUMBERS.flatMap((dtype) =>
  dtype.name === 'bfloat16' ? [dtype, qint16, quint16] : [dtype],
);

/** Puts items in the place of others. */
export const ScatterNdUpdate = define_scatter_nd('ScatterNdUpdate', null, true);
/** Adds to items. */
export const ScatterNdAdd = define_scatter_nd('ScatterNdAdd', NUMBERS);
/** Subtracts from items. */
export const ScatterNdSub = define_scatter_nd('ScatterNdSub', NUMBERS);
for (const op of [ScatterNdUpdate, ScatterNdAdd, ScatterNdSub]) not_differentiable(op);
/** Keeps the larger elements. */
define_scatter_nd('ScatterNdMax', LATER_NUMBERS);
/** Keeps the smaller elements. */
define_scatter_nd('ScatterNdMin', LATER_NUMBERS);

/** The same of what handles stand for. */
export const ResourceScatterNdUpdate = define_handle_scatter_nd('ResourceScatterNdUpdate');
export const ResourceScatterNdAdd = define_handle_scatter_nd('ResourceScatterNdAdd');
export const ResourceScatterNdSub = define_handle_scatter_nd('ResourceScatterNdSub');
define_handle_scatter_nd('ResourceScatterNdMax');
define_handle_scatter_nd('ResourceScatterNdMin');

function scatter_nd_function(
  of_reference: typeof ScatterNdUpdate,
  of_handle: typeof ResourceScatterNdUpdate,
  name: string,
  locks = false,
) {
  return signature(
    ['ref', 'indices', 'updates', 'use_locking', 'name'],
    function (
      variable: VariableLike,
      indices: TensorLike,
      updates: TensorLike,
      use_locking = locks,
      node_name: string | null = null,
    ): Tensor {
      return (
        changed_by_handle(variable, ({handle, dtype}) =>
          apply(
            of_handle,
            {ref: handle, indices: integers(indices), updates: to_tensor(updates, {dtype})},
            {},
            node_name,
          ),
        ) ??
        apply(of_reference, {ref: variable, indices: integers(indices), updates}, {use_locking}, node_name)
          .output_ref
      );
    },
    {name, integer_parameters: ['indices']},
  );
}

/** `tf.scatter_nd_update(ref, indices, updates)`: the variable after `updates` were put at the places `indices`. */
export const scatter_nd_update = scatter_nd_function(
  ScatterNdUpdate,
  ResourceScatterNdUpdate,
  'scatter_nd_update',
  true,
);
/** `tf.scatter_nd_add(ref, indices, updates)`: the variable after `updates` were added at the places `indices`. */
export const scatter_nd_add = scatter_nd_function(ScatterNdAdd, ResourceScatterNdAdd, 'scatter_nd_add');
/** `tf.scatter_nd_sub(ref, indices, updates)`: the variable after `updates` were taken from the places `indices`. */
export const scatter_nd_sub = scatter_nd_function(ScatterNdSub, ResourceScatterNdSub, 'scatter_nd_sub');
