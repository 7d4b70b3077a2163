/**
 * Choice by conditions and by set membership: `tf.where`, `tf.one_hot`, `tf.boolean_mask`, `tf.setdiff1d`.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {constant_of, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {as_dtype, float32, int32, int64, type DTypeLike} from '../types/dtypes.ts';
import {ndarray_from, type NestedValue} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {array_of, input_values, numbers_of} from './folding.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {op_scope} from './op_scope.ts';
import {broadcast, merge_shapes, with_rank} from './shape_functions.ts';

/** The places where `input` is not zero or false, one a row. */
export const Where = define_op('Where', {
  inputs: {input: 'T'},
  outputs: {index: 'int64'},
  attrs: {T: type([...NUMBERS, dtypes.bool], dtypes.bool)},
  shape: ({shapes: [input]}) => [new TensorShape([null, (input as TensorShape).ndims])],
});

function selected_shape({shapes}: ShapeContext): TensorShape[] {
  const [condition, t, e] = shapes as [TensorShape, TensorShape, TensorShape];
  const data = merge_shapes(t, e);
  if (condition.ndims === null || data.ndims === null || condition.ndims === 0) return [data];
  if (condition.ndims === 1 && data.ndims !== 1) {
    if (data.ndims === 0) throw new ShapeError('Shape must be at least rank 1 but is rank 0');
    const sizes = data.as_list();
    sizes[0] = merge_shapes(condition, data.slice(0, 1))[0] ?? null;
    return [new TensorShape(sizes)];
  }
  return [merge_shapes(condition, data)];
}

/** Elements of `t` where `condition` is true, else of `e`; a vector of conditions chooses rows. */
export const Select = define_op('Select', {
  inputs: {condition: 'bool', t: 'T', e: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: selected_shape,
});
gradient(Select, (tf, op, dy) => {
  const [condition, t] = op.inputs as [Tensor, Tensor];
  const zeros = tf.zeros_like(t);
  return [null, tf.where(condition, dy, zeros), tf.where(condition, zeros, dy)];
});

/** `Select` whose three inputs are broadcast against each other. */
export const SelectV2 = define_op('SelectV2', {
  inputs: {condition: 'bool', t: 'T', e: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: ({shapes}) => {
    const [condition, t, e] = shapes as [TensorShape, TensorShape, TensorShape];
    return [broadcast(condition, broadcast(t, e))];
  },
});
gradient(SelectV2, (tf, op, dy) => {
  const [condition, x, y] = op.inputs as [Tensor, Tensor, Tensor];
  const zeros = tf.zeros([], dy.dtype.base_dtype);
  const dx = tf.where_v2(condition, dy, zeros);
  const x_shape = tf.shape(x);
  const shape = tf.shape(op.outputs[0] as Tensor);
  const to_shape = (partial: Tensor, own_shape: Tensor): Tensor => {
    const [axes] = tf.broadcast_gradient_args(own_shape, shape);
    return tf.reshape(tf.reduce_sum(partial, axes, true), own_shape);
  };
  const first = to_shape(dx, x_shape);
  const other = tf.where_v2(condition, zeros, dy);
  return [null, first, to_shape(other, tf.shape(y))];
});

function one_hot_shape({shapes, attr, constant_value}: ShapeContext): TensorShape[] {
  const indices = shapes[0] as TensorShape;
  for (const i of [1, 2, 3]) with_rank(shapes[i] as TensorShape, 0);
  const axis = attr<number>('axis');
  if (axis < -1) throw new ShapeError('axis must be >= -1');
  const depth = constant_value(1);
  if (indices.ndims === null) return [unknown_shape()];
  const sizes = indices.as_list();
  sizes.splice(axis === -1 ? sizes.length : axis, 0, depth === null ? null : Number(depth.item()));
  return [new TensorShape(sizes)];
}

/** `on_value` at each index along a new axis of size `depth`, `off_value` elsewhere. */
export const OneHot = define_op('OneHot', {
  inputs: {indices: 'TI', depth: 'int32', on_value: 'T', off_value: 'T'},
  outputs: {output: 'T'},
  attrs: {axis: int(-1), T: type(), TI: type([dtypes.uint8, int32, int64], int64)},
  shape: one_hot_shape,
});
not_differentiable(OneHot);

/** What is in `x` and not in `y`, and where. */
export const ListDiff = define_op('ListDiff', {
  inputs: {x: 'T', y: 'T'},
  outputs: {out: 'T', idx: 'out_idx'},
  attrs: {T: type(), out_idx: type(INDICES, int32)},
  shape: ({shapes}) => {
    for (const shape of shapes) with_rank(shape, 1);
    return [unknown_shape(1), unknown_shape(1)];
  },
});

constant_rules('ListDiff', {
  folded: (op, of, index) => {
    const values = input_values(op, of);
    if (values === null) return null;
    const [items, others] = values.map(numbers_of) as [number[], number[]];
    const left = items.map((item, i) => [item, i] as const).filter(([item]) => !others.includes(item));
    return array_of(
      left.map((pair) => pair[index] as number),
      (op.outputs[index] as Tensor).dtype,
    );
  },
});

/**
 * `tf.where`: elements of `x` where `condition` is true, else of `y`; without both, the places where it is true.
 * Throws `ValueError` with one of the two.
 */
export const where = signature(
  ['condition', 'x', 'y', 'name'],
  function where(
    condition: TensorLike,
    x: TensorLike | null = null,
    y: TensorLike | null = null,
    name: string | null = null,
  ): Tensor {
    if (x !== null && y !== null) return apply(Select, {condition, t: x, e: y}, {}, name).output;
    if (x !== null || y !== null) throw new ValueError('x and y must both be non-None or both be None.');
    return op_scope(name, 'Where', [condition], (scope) => {
      const input = to_tensor(condition, {preferred_dtype: dtypes.bool, name: 'condition'});
      return apply(Where, {input}, {}, scope).index;
    });
  },
);

/** `tf.where_v2`: as `tf.where`, with the condition and both choices broadcast against each other. */
export const where_v2 = signature(
  ['condition', 'x', 'y', 'name'],
  function where_v2(
    condition: TensorLike,
    x: TensorLike | null = null,
    y: TensorLike | null = null,
    name: string | null = null,
  ): Tensor {
    if (x === null || y === null) return where(condition, x, y, name);
    return apply(SelectV2, {condition, t: x, e: y}, {}, name).output;
  },
);

function check_value_dtype(name: string, value: Tensor | null, dtype: dtypes.DType): void {
  if (value === null || value.dtype.base_dtype === dtype) return;
  throw new TypeError(`dtype ${value.dtype.base_dtype} of ${name} does not match dtype parameter ${dtype}`);
}

/** `tf.one_hot`: `on_value` at each index along a new axis of size `depth`, `off_value` elsewhere. */
export const one_hot = signature(
  ['indices', 'depth', 'on_value', 'off_value', 'axis', 'dtype', 'name'],
  function one_hot(
    indices: TensorLike,
    depth: TensorLike,
    on_value: TensorLike | null = null,
    off_value: TensorLike | null = null,
    axis: number | null = null,
    dtype: DTypeLike | null = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'one_hot', [indices, depth, on_value, off_value], (scope) => {
      const given = dtype === null ? null : as_dtype(dtype);
      // TensorFlow converts them to learn their dtype, and the op then converts them again.
      const on =
        on_value === null ? null : to_tensor(on_value, {dtype: typeof on_value === 'number' ? given : null});
      const off =
        off_value === null
          ? null
          : to_tensor(off_value, {dtype: typeof off_value === 'number' ? given : null});
      const wanted = given ?? on?.dtype.base_dtype ?? off?.dtype.base_dtype ?? float32;
      if (given !== null) {
        check_value_dtype('on_value', on, given);
        check_value_dtype('off_value', off, given);
      }
      const value_or = (value: TensorLike | null, otherwise: number, value_name: string): TensorLike =>
        value ??
        constant_of(ndarray_from(wanted === dtypes.bool ? otherwise === 1 : otherwise, wanted), value_name);
      const on_tensor = value_or(
        typeof on_value === 'number' ? typed(on_value, wanted) : on_value,
        1,
        'on_value',
      );
      const off_tensor = value_or(
        typeof off_value === 'number' ? typed(off_value, wanted) : off_value,
        0,
        'off_value',
      );
      if (on !== null && off !== null && on.dtype.base_dtype !== off.dtype.base_dtype) {
        throw new TypeError(
          `dtype ${on.dtype.base_dtype} of on_value does not match dtype ${off.dtype.base_dtype} of off_value`,
        );
      }
      const inputs = {indices: integers(indices), depth, on_value: on_tensor, off_value: off_tensor};
      return apply(OneHot, inputs, {axis}, scope).output;
    });
  },
  {integer_parameters: ['indices', 'depth', 'axis']},
);

function typed(value: NestedValue, dtype: dtypes.DType): TensorLike {
  return ndarray_from(value, dtype);
}

/** `tf.setdiff1d`: what is in `x` and not in `y`, and the places where it is there. */
export const setdiff1d = signature(
  ['x', 'y', 'index_dtype', 'name'],
  function setdiff1d(
    x: TensorLike,
    y: TensorLike,
    index_dtype: DTypeLike = int32,
    name: string | null = null,
  ): [Tensor, Tensor] {
    const {out, idx} = apply(ListDiff, {x, y}, {out_idx: as_dtype(index_dtype)}, name);
    return [out, idx];
  },
);
