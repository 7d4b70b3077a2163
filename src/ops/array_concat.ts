/**
 * Tensors put together and taken apart: concat, stack and unstack, split.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules, constant_value} from '../graph/constant_value.ts';
import {constant_of, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list_of, type} from '../graph/define_op.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {int32, int64} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {identity} from './array_identity.ts';
import type {OpBuilders} from './builders.ts';
import {concat_shape, pack_shape, split_shape, split_v_shape, unpack_shape} from './concat_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {array_of, input_values, numbers_of} from './folding.ts';
import {gradient, not_differentiable, type Gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {op_scope} from './op_scope.ts';

/** Tensors one after the other along `axis`. */
export const ConcatV2 = define_op('ConcatV2', {
  inputs: {values: list_of('T', 'N'), axis: 'Tidx'},
  outputs: {output: 'T'},
  attrs: {N: int(undefined, {minimum: 2}), T: type(), Tidx: type(INDICES, int32)},
  shape: (context) => concat_shape(context),
});
gradient(ConcatV2, (tf, op, dy) => [...concat_gradients(tf, op, dy), null]);
constant_rules('ConcatV2', {
  value: (op, of) => {
    const values = input_values(op, of);
    if (values === null) return null;
    const parts = values.slice(0, -1);
    // Vectors only: static shapes are made of no other.
    if (parts.some(({shape}) => shape.length !== 1)) return null;
    return array_of(parts.flatMap(numbers_of), (op.outputs[0] as Tensor).dtype);
  },
  as_shape: (op, _index, known) =>
    op.inputs
      .slice(0, -1)
      .reduce((shape, input) => shape.concatenate(known.shape(input)), new TensorShape([])),
});

/** The same in its first form: the axis comes first. */
export const Concat = define_op('Concat', {
  inputs: {concat_dim: 'int32', values: list_of('T', 'N')},
  outputs: {output: 'T'},
  attrs: {N: int(undefined, {minimum: 2}), T: type()},
  shape: (context) => concat_shape(context, 0),
});
gradient(Concat, (tf, op, dy) => [null, ...concat_gradients(tf, op, dy, 0)]);

/** Where each of several shapes starts in their concatenation. */
export const ConcatOffset = define_op('ConcatOffset', {
  inputs: {concat_dim: 'int32', shape: list_of('int32', 'N')},
  outputs: {offset: list_of('int32', 'N')},
  attrs: {N: int(undefined, {minimum: 2})},
  shape: ({shapes}) => shapes.slice(1),
});
not_differentiable(ConcatOffset);

/** Tensors of one shape as the rows of a new axis. */
export const Pack = define_op('Pack', {
  inputs: {values: list_of('T', 'N')},
  outputs: {output: 'T'},
  attrs: {N: int(undefined, {minimum: 1}), T: type(), axis: int(0)},
  shape: pack_shape,
});
gradient(Pack, (tf, op, dy) => tf.unstack(dy, op.get_attr<number>('N'), op.get_attr<number>('axis')));
constant_rules('Pack', {
  value: (op, of) => {
    const values = op.get_attr<number>('axis') === 0 ? input_values(op, of) : null;
    if (values === null || (op.outputs[0] as Tensor).dtype.base_name === 'string') return null;
    return array_of(values.flatMap(numbers_of), (op.outputs[0] as Tensor).dtype, [
      values.length,
      ...(values[0]?.shape ?? []),
    ]);
  },
  as_shape: (op, _index, known) => new TensorShape(op.inputs.map((input) => known_size(known.value(input)))),
});

/** The rows of an axis as tensors of their own. */
export const Unpack = define_op('Unpack', {
  inputs: {value: 'T'},
  outputs: {output: list_of('T', 'num')},
  attrs: {num: int(undefined, {minimum: 0}), T: type(), axis: int(0)},
  shape: unpack_shape,
});
gradient(Unpack, (tf, op, ...dys) => [tf.stack(dys, op.get_attr<number>('axis'))]);

/** Equal parts along an axis. */
export const Split = define_op('Split', {
  inputs: {split_dim: 'int32', value: 'T'},
  outputs: {output: list_of('T', 'num_split')},
  attrs: {num_split: int(undefined, {minimum: 1}), T: type()},
  shape: split_shape,
});
gradient(Split, (tf, op, ...dys) => [null, tf.concat(dys, op.inputs[0] as Tensor)]);

/** Parts of given sizes along an axis. */
export const SplitV = define_op('SplitV', {
  inputs: {value: 'T', size_splits: 'Tlen', split_dim: 'int32'},
  outputs: {output: list_of('T', 'num_split')},
  attrs: {num_split: int(undefined, {minimum: 1}), T: type(), Tlen: type(INDICES, int64)},
  shape: split_v_shape,
});
gradient(SplitV, (tf, op, ...dys) => [tf.concat(dys, op.inputs[2] as Tensor), null, null]);

function known_size(value: NDArray | null): number | null {
  const size = value === null ? -1 : Number(value.item());
  return size < 0 ? null : size;
}

/** The shapes of all inputs: constants if all are known, else one node for all. */
function shapes_of(tf: OpBuilders, inputs: readonly Tensor[]): Tensor[] {
  const shapes: Tensor[] = [];
  for (const input of inputs) {
    const shape = tf.shape(input);
    if (shape.op.type !== 'Const') return tf.shape_n(inputs);
    shapes.push(shape);
  }
  return shapes;
}

/** The gradients of what was concatenated; the axis is the input at `axis_place`. */
function concat_gradients(
  tf: OpBuilders,
  op: Operation,
  dy: Gradient,
  axis_place = op.inputs.length - 1,
): (Gradient | null)[] {
  const values = op.inputs.toSpliced(axis_place, 1);
  let axis = op.inputs[axis_place] as Tensor;
  if (values.length === 1) return [dy];
  if (dy instanceof IndexedSlices) return concat_slices_gradients(tf, values, axis, dy);
  if (axis.op.type === 'Const' && axis.op.control_flow_context !== dy.op.control_flow_context) {
    axis = constant_of(constant_value(axis) as NDArray, 'Const');
  }
  const place = axis.mod(tf.rank(values[0] as Tensor));
  const sizes = shapes_of(tf, values);
  if (sizes.length > 16) {
    const column = tf.slice(tf.stack(sizes, 1), [place, 0n], [1n, -1n]);
    return tf.split(dy, tf.squeeze(column), place);
  }
  return tf.concat_offset(place, sizes).map((begin, i) => tf.slice(dy, begin, sizes[i] as Tensor));
}

/** Rows of a concatenation along the first axis go to the input that they came from. */
function concat_slices_gradients(
  tf: OpBuilders,
  values: readonly Tensor[],
  axis: Tensor,
  dy: IndexedSlices,
): IndexedSlices[] {
  const place = axis.mod(tf.rank(values[0] as Tensor));
  let known_axis = constant_value(axis)?.item() as number | undefined;
  if (known_axis === undefined) {
    throw new ValueError('Can only compute IndexedSlices gradient with statically-known concat_dim');
  }
  if (known_axis < 0) known_axis += constant_value(tf.rank(values[0] as Tensor))?.item() as number;
  const sizes = values.map((value) => tf.shape(value));
  return known_axis > 0 ? slices_of_columns(tf, place, sizes, dy) : slices_of_rows(tf, place, sizes, dy);
}

function slices_of_columns(
  tf: OpBuilders,
  place: Tensor,
  sizes: readonly Tensor[],
  dy: IndexedSlices,
): IndexedSlices[] {
  const rank = tf.shape(sizes[0] as Tensor);
  const before = tf.fill(tf.expand_dims(place, 0), 0n);
  const mask = tf.concat([before, [1n], tf.fill(rank.sub(place).sub(1), 0n)], 0);
  let begin = tf.fill(rank, 0n);
  return sizes.map((size) => {
    const rest = tf.concat([[-1n], tf.slice(size, [1n], [-1n])], 0);
    const values = tf.slice(dy.values, begin, rest);
    begin = tf.add(begin, size.mul(mask));
    return new IndexedSlices(values, dy.indices, size);
  });
}

function slices_of_rows(
  tf: OpBuilders,
  place: Tensor,
  sizes: readonly Tensor[],
  dy: IndexedSlices,
): IndexedSlices[] {
  const {dtype} = dy.indices;
  let start = constant_of(array_of([0], dtype, []), 'Const');
  return sizes.map((size) => {
    const end = start.add(tf.cast(tf.gather(size, place), dtype));
    const inside = tf.logical_and(dy.indices.greater_equal(start), dy.indices.less(end));
    const selected = tf.squeeze(tf.where(inside), [1]);
    const indices = tf.gather(dy.indices, selected).sub(start);
    start = end;
    return new IndexedSlices(tf.gather(dy.values, selected), indices, size);
  });
}

/** `gen_array_ops.concat_offset`. */
export function concat_offset(concat_dim: TensorLike, shapes: readonly TensorLike[]): Tensor[] {
  return apply(ConcatOffset, {concat_dim, shape: shapes}, {}).offset;
}

/** `tf.concat`: tensors one after the other along `axis`. */
export const concat = signature(
  ['values', 'axis', 'name'],
  function concat(values: TensorLike, axis: TensorLike, name: string | null = 'concat'): Tensor {
    const list: readonly TensorLike[] = Array.isArray(values) ? (values as readonly TensorLike[]) : [values];
    if (list.length !== 1) return apply(ConcatV2, {values: list, axis}, {}, name).output;
    return op_scope(name, 'concat', [], () => {
      to_tensor(axis, {name: 'concat_dim', dtype: int32}).shape.assert_has_rank(0);
      return identity(list[0] as TensorLike, name);
    });
  },
  {integer_parameters: ['axis']},
);

function check_axis(axis: number, rank: number): void {
  if (axis < -rank || axis >= rank) throw new ValueError(`axis = ${axis} not in [${-rank}, ${rank})`);
}

/** `tf.stack`: tensors of one shape as the rows of a new axis. Throws `ValueError` where `axis` is none. */
export const stack = signature(
  ['values', 'axis', 'name'],
  function stack(values: TensorLike, axis = 0, name: string | null = 'stack'): Tensor {
    if (axis === 0) {
      try {
        return to_tensor(values, {name});
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof ValueError)) throw error;
      }
    }
    const list = values as readonly TensorLike[];
    const {ndims} = to_tensor(list[0] as TensorLike, {name}).shape;
    if (ndims !== null) check_axis(axis, ndims + 1);
    return apply(Pack, {values: list}, {axis}, name).output;
  },
  {integer_parameters: ['axis']},
);

/** `tf.unstack`: the rows of `axis` as tensors. Throws `ValueError` where their number is not known. */
export const unstack = signature(
  ['value', 'num', 'axis', 'name'],
  function unstack(
    value: TensorLike,
    num: number | null = null,
    axis = 0,
    name: string | null = 'unstack',
  ): Tensor[] {
    if (num !== null) return apply(Unpack, {value}, {num, axis}, name).output;
    const tensor = to_tensor(value);
    const {shape} = tensor;
    if (shape.ndims !== null) check_axis(axis, shape.ndims);
    const count = shape.at(axis);
    if (count === null) throw new ValueError(`Cannot infer num from shape ${shape}`);
    return apply(Unpack, {value: tensor}, {num: count, axis}, name).output;
  },
  {integer_parameters: ['num', 'axis']},
);

/** `tf.split`: equal parts along `axis` if `num_or_size_splits` is a number, else parts of those sizes. */
export const split = signature(
  ['value', 'num_or_size_splits', 'axis', 'num', 'name'],
  function split(
    value: TensorLike,
    num_or_size_splits: TensorLike,
    axis: TensorLike = 0,
    num: number | null = null,
    name: string | null = 'split',
  ): Tensor[] {
    const size_splits = to_tensor(integers(num_or_size_splits));
    if (typeof num_or_size_splits === 'number' || typeof num_or_size_splits === 'bigint') {
      return apply(Split, {split_dim: axis, value}, {num_split: Number(num_or_size_splits)}, name).output;
    }
    if (size_splits.shape.ndims === 0) {
      throw new ValueError(
        `Rank-0 tensors are not supported as the num_or_size_splits argument to split. Argument provided: ${String(num_or_size_splits)}`,
      );
    }
    const count = num ?? size_splits.shape.at(0);
    if (count === null) throw new ValueError(`Cannot infer num from shape ${String(num_or_size_splits)}`);
    return apply(SplitV, {value, size_splits, split_dim: axis}, {num_split: count}, name).output;
  },
  {integer_parameters: ['num_or_size_splits', 'axis', 'num']},
);
