/**
 * Elements and rows taken by their indices, and put back.
 */
import {UnimplementedError} from '../errors.ts';
import {apply} from '../graph/apply_op.ts';
import {constant_rules, constant_value} from '../graph/constant_value.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, int, type} from '../graph/define_op.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import {brackets} from '../graph/shape_inference.ts';
import {Tensor} from '../graph/tensor.ts';
import {int32, int64} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {INDICES} from './dtype_lists.ts';
import {array_of, input_values, numbers_of} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {batch_gather_gradient} from './gather_gradient.ts';
import {integers} from './integers.ts';
import {with_rank, with_rank_at_least} from './shape_functions.ts';

function gathered_shape({shapes, attr, constant_value: value_of}: ShapeContext): TensorShape[] {
  const params = with_rank_at_least(shapes[0] as TensorShape, 1);
  const indices = shapes[1] as TensorShape;
  with_rank(shapes[2] as TensorShape, 0);
  const axis_value = value_of(2);
  if (axis_value === null) {
    if (params.ndims === null || indices.ndims === null) return [unknown_shape()];
    return [unknown_shape(params.ndims + indices.ndims - 1)];
  }
  const axis = Number(axis_value.item());
  with_rank_at_least(params, axis < 0 ? -axis : axis + 1);
  if (params.ndims === null || indices.ndims === null) return [unknown_shape()];
  const place = axis < 0 ? axis + params.ndims : axis;
  const batch = attr<number>('batch_dims');
  const batch_dims = batch < 0 ? batch + indices.ndims : batch;
  return [
    params
      .slice(0, place)
      .concatenate(indices.slice(batch_dims))
      .concatenate(params.slice(place + 1)),
  ];
}

/** Slices of `params` along `axis`, those at `indices`. */
export const GatherV2 = define_op('GatherV2', {
  inputs: {params: 'Tparams', indices: 'Tindices', axis: 'Taxis'},
  outputs: {output: 'Tparams'},
  attrs: {batch_dims: int(0), Tparams: type(), Tindices: type(INDICES), Taxis: type(INDICES)},
  shape: gathered_shape,
});
constant_rules('GatherV2', {
  folded: (op, of) => {
    const values = input_values(op, of) as [NDArray, NDArray, NDArray] | null;
    if (values === null || values[0].shape.length !== 1) return null;
    const items = numbers_of(values[0]);
    return array_of(
      numbers_of(values[1]).map((i) => items[i] as number),
      values[0].dtype,
      values[1].shape,
    );
  },
});

/** Rows of `params`: `GatherV2` along the first axis as older graphs have it. */
export const Gather = define_op('Gather', {
  inputs: {params: 'Tparams', indices: 'Tindices'},
  outputs: {output: 'Tparams'},
  attrs: {validate_indices: bool(true), Tparams: type(), Tindices: type(INDICES)},
  shape: ({shapes}) => {
    const params = with_rank_at_least(shapes[0] as TensorShape, 1);
    return [
      (shapes[1] as TensorShape).concatenate(params.ndims === null ? unknown_shape() : params.slice(1)),
    ];
  },
});

/** The shape of the parameters as int32, beside the parameters. */
function params_shape_of(tf: OpBuilders, params: Tensor): Tensor {
  return within_colocation(params.graph, params, false, () => tf.cast(tf.shape(params, null, int64), int32));
}

gradient(Gather, (tf, op, dy) => {
  const [params, indices] = op.inputs as [Tensor, Tensor];
  const params_shape = params_shape_of(tf, params);
  const count = tf.expand_dims(tf.size(indices), 0);
  const values = tf.reshape(dy, tf.concat([count, params_shape.getitem('1:')], 0));
  return [new IndexedSlices(values, tf.reshape(indices, count), params_shape), null];
});

gradient(GatherV2, (tf, op, dy) => {
  const [params, indices, axis] = op.inputs as [Tensor, Tensor, Tensor];
  const params_shape = params_shape_of(tf, params);
  const count = tf.expand_dims(tf.size(indices), 0);
  const known_axis = constant_value(axis);
  if (known_axis?.size !== 1 || Number(known_axis.item()) !== 0) {
    return [batch_gather_gradient(tf, op, dy, params_shape), null, null];
  }
  const values = tf.reshape(dy, tf.concat([count, params_shape.getitem('1:')], 0));
  return [new IndexedSlices(values, tf.reshape(indices, count), params_shape), null, null];
});

function gathered_nd_shape({shapes}: ShapeContext): TensorShape[] {
  const [params, indices] = shapes as [TensorShape, TensorShape];
  with_rank_at_least(indices, 1);
  const depth = indices.at(-1);
  if (params.ndims === null || depth === null) return [unknown_shape()];
  if (depth > params.ndims) {
    throw new ShapeError(
      `indices.shape[-1] must be <= params.rank, but saw indices shape: ${brackets(indices)} and params shape: ${brackets(params)}`,
    );
  }
  return [indices.slice(0, -1).concatenate(params.slice(depth))];
}

/** Elements or slices of `params`, each at the place that the last axis of `indices` holds. */
export const GatherNd = define_op('GatherNd', {
  inputs: {params: 'Tparams', indices: 'Tindices'},
  outputs: {output: 'Tparams'},
  attrs: {Tparams: type(), Tindices: type(INDICES)},
  shape: gathered_nd_shape,
});
gradient(GatherNd, (tf, op, dy) => {
  const [params, indices] = op.inputs as [Tensor, Tensor];
  const params_shape = tf.shape(params, null, indices.dtype);
  if (indices.shape.ndims === 2 && indices.shape[1] === 1) {
    return [new IndexedSlices(dy, tf.squeeze(indices, -1), params_shape), null];
  }
  return [tf.scatter_nd(indices, dy, params_shape), null];
});

/** Zeros of `shape` with `updates` at `indices`, where several meet their sum. */
export const ScatterNd = define_op('ScatterNd', {
  inputs: {indices: 'Tindices', updates: 'T', shape: 'Tindices'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tindices: type(INDICES)},
  shape: ({constant_value_as_shape}) => [constant_value_as_shape(2)],
});
gradient(ScatterNd, (tf, op, dy) => [null, tf.gather_nd(dy, op.inputs[0] as Tensor), null]);

interface SparseReader {
  sparse_read(indices: TensorLike, name: string | null): Tensor;
}

/** A variable without a handle has the methods, but refuses. */
function reads_parts(value: object): boolean {
  return !('handle' in value) || value.handle !== null;
}

function is_sparse_reader(value: unknown): value is SparseReader {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sparse_read' in value &&
    typeof value.sparse_read === 'function' &&
    reads_parts(value)
  );
}

interface ItemReader {
  gather_nd(indices: TensorLike, name: string | null): Tensor;
}

function is_item_reader(value: unknown): value is ItemReader {
  return (
    typeof value === 'object' &&
    value !== null &&
    'gather_nd' in value &&
    typeof value.gather_nd === 'function' &&
    reads_parts(value)
  );
}

function is_zero(axis: TensorLike): boolean {
  if (!(axis instanceof Tensor)) return Number(axis) === 0;
  const value = constant_value(axis);
  return value?.size === 1 && Number(value.item()) === 0;
}

/** `tf.gather`: slices of `params` along `axis`, those at `indices`. */
export const gather = signature(
  ['params', 'indices', 'validate_indices', 'name', 'axis', 'batch_dims'],
  function gather(
    params: TensorLike,
    indices: TensorLike,
    validate_indices: boolean | null = null,
    name: string | null = null,
    axis: TensorLike | null = null,
    batch_dims = 0,
  ): Tensor {
    void validate_indices;
    const place = integers(axis ?? batch_dims);
    const rows = integers(indices);
    if (!is_zero(place))
      return apply(GatherV2, {params, indices: rows, axis: place}, {batch_dims}, name).output;
    if (is_sparse_reader(params)) return params.sparse_read(rows, name);
    return apply(GatherV2, {params, indices: rows, axis: place}, {}, name).output;
  },
  {integer_parameters: ['indices', 'axis', 'batch_dims']},
);

/** `tf.gather_nd`: elements or slices of `params`, each at the place that the last axis of `indices` holds. */
export const gather_nd = signature(
  ['params', 'indices', 'name', 'batch_dims'],
  function gather_nd(
    params: TensorLike,
    indices: TensorLike,
    name: string | null = null,
    batch_dims = 0,
  ): Tensor {
    if (batch_dims !== 0) {
      throw new UnimplementedError(
        null,
        null,
        'gather_nd with batch_dims is not built yet: add the batch index to `indices`.',
      );
    }
    if (is_item_reader(params)) return params.gather_nd(integers(indices), name);
    return apply(GatherNd, {params, indices: integers(indices)}, {}, name).output;
  },
  {integer_parameters: ['indices', 'batch_dims']},
);

/** `tf.scatter_nd`: zeros of `shape` with `updates` at `indices`, where several meet their sum. */
export const scatter_nd = signature(
  ['indices', 'updates', 'shape', 'name'],
  function scatter_nd(
    indices: TensorLike,
    updates: TensorLike,
    shape: TensorLike,
    name: string | null = null,
  ): Tensor {
    return apply(ScatterNd, {indices: integers(indices), updates, shape: integers(shape)}, {}, name).output;
  },
  {integer_parameters: ['indices', 'shape']},
);
