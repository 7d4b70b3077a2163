/**
 * Updates of some rows of a variable: set, add, subtract, multiply, divide, keep the larger or the smaller. Rows that
 * come twice count twice. The variable is a reference, or what a handle stands for (`ResourceScatter...`).
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, ref, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {bfloat16, float16, float32, float64, int32, int64, type DType} from '../types/dtypes.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {not_differentiable} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {changed_by_handle, type VariableLike} from './handle_variable.ts';
import {scatter_shape} from './variable_shape.ts';

/** A scatter op of references. */
function define_scatter(name: string, dtypes: readonly DType[] | null, locks = false) {
  return define_op(name, {
    inputs: {ref: ref('T'), indices: 'Tindices', updates: 'T'},
    outputs: {output_ref: ref('T')},
    attrs: {T: type(dtypes), Tindices: type(INDICES), use_locking: bool(locks)},
    shape: scatter_shape('reference'),
  });
}

/** A scatter op of what handles stand for. */
function define_handle_scatter(name: string, dtypes: readonly DType[] | null = NUMBERS) {
  return define_op(name, {
    inputs: {resource: 'resource', indices: 'Tindices', updates: 'dtype'},
    attrs: {dtype: type(dtypes), Tindices: type(INDICES)},
    is_stateful: true,
    shape: scatter_shape('handle'),
  });
}

const COMPARED = [float16, bfloat16, float32, float64, int32, int64];

/** Puts rows in the place of others. */
export const ScatterUpdate = define_scatter('ScatterUpdate', null, true);
/** Adds to rows. */
export const ScatterAdd = define_scatter('ScatterAdd', NUMBERS);
/** Subtracts from rows. */
export const ScatterSub = define_scatter('ScatterSub', NUMBERS);
/** Multiplies rows. */
export const ScatterMul = define_scatter('ScatterMul', NUMBERS);
/** Divides rows. */
export const ScatterDiv = define_scatter('ScatterDiv', NUMBERS);
/** Keeps the larger elements. */
export const ScatterMax = define_scatter('ScatterMax', COMPARED);
/** Keeps the smaller elements. */
export const ScatterMin = define_scatter('ScatterMin', COMPARED);

for (const op of [ScatterAdd, ScatterSub, ScatterMul, ScatterDiv]) not_differentiable(op);

/** The same of what handles stand for. */
export const ResourceScatterUpdate = define_handle_scatter('ResourceScatterUpdate', null);
export const ResourceScatterAdd = define_handle_scatter('ResourceScatterAdd');
export const ResourceScatterSub = define_handle_scatter('ResourceScatterSub');
export const ResourceScatterMul = define_handle_scatter('ResourceScatterMul');
export const ResourceScatterDiv = define_handle_scatter('ResourceScatterDiv');
export const ResourceScatterMax = define_handle_scatter('ResourceScatterMax');
export const ResourceScatterMin = define_handle_scatter('ResourceScatterMin');

/** The function of a scatter op: of a reference, or of a variable that has a handle. */
function scatter_function(
  of_reference: typeof ScatterUpdate,
  of_handle: typeof ResourceScatterUpdate,
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
            {resource: handle, indices: integers(indices), updates: to_tensor(updates, {dtype})},
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

/** `tf.scatter_update(ref, indices, updates)`: the variable after `updates` were put at the rows `indices`. */
export const scatter_update = scatter_function(ScatterUpdate, ResourceScatterUpdate, 'scatter_update', true);
/** `tf.scatter_add(ref, indices, updates)`: the variable after `updates` were added to the rows `indices`. */
export const scatter_add = scatter_function(ScatterAdd, ResourceScatterAdd, 'scatter_add');
/** `tf.scatter_sub(ref, indices, updates)`: the variable after `updates` were taken from the rows `indices`. */
export const scatter_sub = scatter_function(ScatterSub, ResourceScatterSub, 'scatter_sub');
/** `tf.scatter_mul(ref, indices, updates)`: the variable after the rows `indices` were multiplied by `updates`. */
export const scatter_mul = scatter_function(ScatterMul, ResourceScatterMul, 'scatter_mul');
/** `tf.scatter_div(ref, indices, updates)`: the variable after the rows `indices` were divided by `updates`. */
export const scatter_div = scatter_function(ScatterDiv, ResourceScatterDiv, 'scatter_div');
/** `tf.scatter_max(ref, indices, updates)`: the variable with the larger of each element of the rows `indices` and `updates`. */
export const scatter_max = scatter_function(ScatterMax, ResourceScatterMax, 'scatter_max');
/** `tf.scatter_min(ref, indices, updates)`: the variable with the smaller of each element of the rows `indices` and `updates`. */
export const scatter_min = scatter_function(ScatterMin, ResourceScatterMin, 'scatter_min');
