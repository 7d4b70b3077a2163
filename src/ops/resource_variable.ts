/**
 * Resource variables as the graph has them: the node that names one, reads, assignments, and questions. What a session
 * keeps of them is no business of this file.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, int, shape, string, type} from '../graph/define_op.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {brackets} from '../graph/shape_inference.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32, int64, type DType} from '../types/dtypes.ts';
import {scalar_shape, TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {INDICES} from './dtype_lists.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {merge_shapes, no_output, scalar_output, with_rank_at_least} from './shape_functions.ts';
import {checked_value_shape, value_shape} from './variable_shape.ts';

/** The handle of a variable: a name of a buffer that lives as long as the session. */
export const VarHandleOp = define_op('VarHandleOp', {
  outputs: {resource: 'resource'},
  attrs: {container: string(''), shared_name: string(''), dtype: type(), shape: shape()},
  is_stateful: true,
  shape: ({attr, set_handle_data}) => {
    set_handle_data(0, [{shape: attr<TensorShape>('shape'), dtype: attr<DType>('dtype')}]);
    return [scalar_shape()];
  },
});

/** The value that a variable has now. */
export const ReadVariableOp = define_op('ReadVariableOp', {
  inputs: {resource: 'resource'},
  outputs: {value: 'dtype'},
  attrs: {dtype: type()},
  is_stateful: true,
  shape: (context) => [checked_value_shape(context)],
});
gradient(ReadVariableOp, (_tf, _op, dy) => [dy]);

const assigned = (context: ShapeContext): TensorShape[] => {
  merge_shapes(checked_value_shape(context), context.shapes[1] as TensorShape);
  return [];
};

/** Gives a variable a value. */
export const AssignVariableOp = define_op('AssignVariableOp', {
  inputs: {resource: 'resource', value: 'dtype'},
  attrs: {dtype: type()},
  is_stateful: true,
  shape: assigned,
});

/** Adds to a variable. */
export const AssignAddVariableOp = define_op('AssignAddVariableOp', {
  inputs: {resource: 'resource', value: 'dtype'},
  attrs: {dtype: type()},
  is_stateful: true,
  shape: assigned,
});

/** Subtracts from a variable. */
export const AssignSubVariableOp = define_op('AssignSubVariableOp', {
  inputs: {resource: 'resource', value: 'dtype'},
  attrs: {dtype: type()},
  is_stateful: true,
  shape: assigned,
});

/** Whether a variable has a value yet. */
export const VarIsInitializedOp = define_op('VarIsInitializedOp', {
  inputs: {resource: 'resource'},
  outputs: {is_initialized: 'bool'},
  is_stateful: true,
  shape: scalar_output,
});
not_differentiable(VarIsInitializedOp);

/** The shape of a variable's value. */
export const VariableShape = define_op('VariableShape', {
  inputs: {input: 'resource'},
  outputs: {output: 'out_type'},
  attrs: {out_type: type([int32, int64], int32)},
  is_stateful: true,
  shape: (context) => {
    const {ndims} = value_shape(context, 'handle');
    return [ndims === null ? unknown_shape(1) : new TensorShape([ndims])];
  },
});
not_differentiable(VariableShape);

/** Takes a resource away, whatever it is. */
export const DestroyResourceOp = define_op('DestroyResourceOp', {
  inputs: {resource: 'resource'},
  attrs: {ignore_lookup_error: bool(true)},
  is_stateful: true,
  shape: no_output,
});

function gathered_shape(context: ShapeContext): TensorShape[] {
  const indices = context.shapes[1] as TensorShape;
  const batch_dims = context.attr<number>('batch_dims');
  if (batch_dims < 0) throw new ShapeError(`batch_dims is negative (${batch_dims})`);
  const params = with_rank_at_least(checked_value_shape(context), batch_dims + 1);
  with_rank_at_least(indices, batch_dims);
  if (params.ndims === null || indices.ndims === null) return [unknown_shape()];
  const batches = merge_shapes(params.slice(0, batch_dims), indices.slice(0, batch_dims));
  return [batches.concatenate(indices.slice(batch_dims)).concatenate(params.slice(batch_dims + 1))];
}

/** Rows of a variable, those at `indices`. */
export const ResourceGather = define_op('ResourceGather', {
  inputs: {resource: 'resource', indices: 'Tindices'},
  outputs: {output: 'dtype'},
  attrs: {batch_dims: int(0), validate_indices: bool(true), dtype: type(), Tindices: type(INDICES)},
  is_stateful: true,
  shape: gathered_shape,
});

/** The shape of a variable's value: a constant where it is known, and the handle has not gone through other nodes. */
function variable_shape(tf: OpBuilders, handle: Tensor): Tensor {
  const known = handle.op.type === 'VarHandleOp' ? handle.handle_data?.[0]?.shape : undefined;
  if (known === undefined || !known.is_fully_defined())
    return apply(VariableShape, {input: handle}, {out_type: int32}, null).output;
  return tf.constant(known.as_list() as number[], int32);
}

gradient(ResourceGather, (tf, op, dy) => {
  const [handle, indices] = op.inputs as [Tensor, Tensor];
  const params_shape = variable_shape(tf, handle);
  const count = tf.expand_dims(tf.size(indices), 0);
  const values = tf.reshape(dy, tf.concat([count, params_shape.getitem('1:')], 0));
  return [new IndexedSlices(values, tf.reshape(indices, count), params_shape), null];
});

/** Elements or slices of a variable, each at the place that the last axis of `indices` holds. */
export const ResourceGatherNd = define_op('ResourceGatherNd', {
  inputs: {resource: 'resource', indices: 'Tindices'},
  outputs: {output: 'dtype'},
  attrs: {dtype: type(), Tindices: type(INDICES)},
  is_stateful: true,
  shape: (context) => {
    const params = checked_value_shape(context);
    const indices = with_rank_at_least(context.shapes[1] as TensorShape, 1);
    const depth = indices.at(-1);
    if (params.ndims === null || depth === null) return [unknown_shape()];
    if (depth > params.ndims) {
      throw new ShapeError(
        `indices.shape[-1] must be <= params.rank, but saw indices shape: ${brackets(indices)} and params shape: ${brackets(params)}`,
      );
    }
    return [indices.slice(0, -1).concatenate(params.slice(depth))];
  },
});

gradient(ResourceGatherNd, (tf, op, dy) => {
  const [handle, indices] = op.inputs as [Tensor, Tensor];
  const params_shape = apply(VariableShape, {input: handle}, {out_type: indices.dtype}, null).output;
  if (indices.shape.ndims === 2 && indices.shape.at(-1) === 1)
    return [new IndexedSlices(dy, tf.squeeze(indices, -1), params_shape), null];
  return [tf.scatter_nd(indices, dy, params_shape), null];
});
