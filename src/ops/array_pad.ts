/**
 * Tensors made larger: repeated, padded, broadcast.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_value} from '../graph/constant_value.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {brackets} from '../graph/shape_inference.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape, type ShapeLike} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {INDICES} from './dtype_lists.ts';
import {numbers_of} from './folding.ts';
import {gradient, type Gradient} from './gradient_registry.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {with_rank} from './shape_functions.ts';

type Size = number | null;

function product(x: Size, y: Size): Size {
  if (x === 0 || y === 0) return 0;
  return x === null || y === null ? (x === 1 ? y : y === 1 ? x : null) : x * y;
}

function tiled_shape({shapes, constant_value_as_shape}: ShapeContext): TensorShape[] {
  let input = shapes[0] as TensorShape;
  const count = with_rank(shapes[1] as TensorShape, 1)[0] ?? null;
  if (input.ndims !== null && count !== null) with_rank(unknown_shape(count), input.ndims);
  let multiples = constant_value_as_shape(1);
  if (input.ndims !== null) multiples = with_rank(multiples, input.ndims);
  if (multiples.ndims === null) return [unknown_shape()];
  input = with_rank(input, multiples.ndims);
  return [new TensorShape(input.as_list().map((size, i) => product(size, multiples[i] ?? null)))];
}

/** `input` repeated `multiples[i]` times along axis i. */
export const Tile = define_op('Tile', {
  inputs: {input: 'T', multiples: 'Tmultiples'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tmultiples: type(INDICES, int32)},
  shape: tiled_shape,
});
gradient(Tile, (tf, op, dy) => {
  const [input, multiples] = op.inputs as [Tensor, Tensor];
  const input_shape = tf.shape(input, null, multiples.dtype);
  let split_shape = tf.reshape(tf.transpose(tf.stack([multiples, input_shape])), [-1]);
  const axes = tf.range(0, tf.size(split_shape), 2);
  let dense: Gradient = dy;
  if (dense instanceof IndexedSlices) {
    const rows = tf.cast(input_shape.getitem(0), dense.indices.dtype);
    dense = tf.unsorted_segment_sum(dense.values, tf.mod(dense.indices, rows), rows);
    split_shape = tf.concat([[1n], split_shape.getitem('1:')], 0);
  }
  const dx = tf.reduce_sum(tf.reshape(dense, split_shape), axes);
  dx.set_shape(input.shape);
  return [dx, null];
});

/** Shape of a tensor padded (`sign` 1), or with its padding taken away (-1). */
function padded_shape({shapes, constant_value}: ShapeContext, sign: 1 | -1): TensorShape[] {
  const paddings_shape = with_rank(shapes[1] as TensorShape, 2);
  const [rank, width] = paddings_shape.as_list() as [Size, Size];
  if (width !== null && width !== 2) throw new ShapeError(`Dimension must be 2 but is ${width}`);
  let input = shapes[0] as TensorShape;
  if (rank !== null) input = with_rank(input, rank);
  const paddings = constant_value(1);
  if (paddings === null) return [unknown_shape(sign === 1 ? (rank ?? input.ndims) : rank)];
  const numbers = numbers_of(paddings);
  input = with_rank(input, numbers.length / 2);
  const sizes = input.as_list().map((size, i) => {
    const [before, after] = [numbers[2 * i] as number, numbers[2 * i + 1] as number];
    if (before < 0 || after < 0) throw new ShapeError(`Paddings must be non-negative: ${before} ${after}`);
    return size === null ? null : size + sign * (before + after);
  });
  return [new TensorShape(sizes)];
}

/** Zeros around a tensor. */
export const Pad = define_op('Pad', {
  inputs: {input: 'T', paddings: 'Tpaddings'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tpaddings: type(INDICES, int32)},
  shape: (context) => padded_shape(context, 1),
});
/** A value around a tensor. */
export const PadV2 = define_op('PadV2', {
  inputs: {input: 'T', paddings: 'Tpaddings', constant_values: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tpaddings: type(INDICES, int32)},
  shape: (context) => padded_shape(context, 1),
});
gradient([Pad, PadV2], (tf, op, dy) => {
  const dx = padded_part(tf, op, dy);
  return op.inputs.length === 3 ? [dx, null, null] : [dx, null];
});

/** What lies inside the padding. */
function padded_part(tf: OpBuilders, op: Operation, dy: Tensor): Tensor {
  const [input, paddings] = op.inputs as [Tensor, Tensor];
  const column = tf.stack([tf.rank(input), 1n]);
  const before = tf.slice(paddings, [0n, 0n], column);
  const begin = tf.reshape(before, [-1]);
  return tf.slice(dy, begin, tf.shape(input));
}

function define_mirror_pad(name: string, sign: 1 | -1) {
  return define_op(name, {
    inputs: {input: 'T', paddings: 'Tpaddings'},
    outputs: {output: 'T'},
    attrs: {T: type(), Tpaddings: type(INDICES, int32), mode: string(undefined, ['REFLECT', 'SYMMETRIC'])},
    shape: (context) => padded_shape(context, sign),
  });
}

/** A tensor's own mirror image around it. */
export const MirrorPad = define_mirror_pad('MirrorPad', 1);
export const MirrorPadGrad = define_mirror_pad('MirrorPadGrad', -1);
gradient(MirrorPad, (_tf, op, dy) => {
  const inputs = {input: dy, paddings: op.inputs[1] as Tensor};
  return [apply(MirrorPadGrad, inputs, {mode: op.get_attr<string>('mode')}).output, null];
});
gradient(MirrorPadGrad, (_tf, op, dy) => {
  const inputs = {input: dy, paddings: op.inputs[1] as Tensor};
  return [apply(MirrorPad, inputs, {mode: op.get_attr<string>('mode')}).output, null];
});

function broadcast_to_shape({shapes, constant_value_as_shape}: ShapeContext): TensorShape[] {
  const input = shapes[0] as TensorShape;
  const wanted = constant_value_as_shape(1);
  const rank = wanted.ndims;
  if (rank === null || input.ndims === null) return [wanted];
  const offset = rank - input.ndims;
  const sizes = wanted.as_list();
  const fits =
    offset >= 0 &&
    input.as_list().every((size, i) => {
      const target = sizes[i + offset] ?? null;
      if (target === null && size !== null && size > 1) sizes[i + offset] = size;
      return size === null || target === null || size === 1 || size === target;
    });
  if (!fits)
    throw new ShapeError(`Cannot broadcast a tensor with shape ${brackets(input)} shape ${brackets(wanted)}`);
  return [new TensorShape(sizes)];
}

/** `input` broadcast to `shape`. */
export const BroadcastTo = define_op('BroadcastTo', {
  inputs: {input: 'T', shape: 'Tidx'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tidx: type(INDICES, int32)},
  shape: broadcast_to_shape,
});
gradient(BroadcastTo, (tf, op, dy) => {
  const [input, shape] = op.inputs as [Tensor, Tensor];
  const input_shape = tf.shape(input);
  const [, axes] = tf.broadcast_gradient_args(shape, input_shape);
  return [tf.reshape(tf.reduce_sum(dy, axes, true), input_shape), null];
});

/** `tf.tile`: `input` repeated `multiples[i]` times along axis i. */
export const tile = signature(
  ['input', 'multiples', 'name'],
  function tile(input: TensorLike, multiples: TensorLike, name: string | null = null): Tensor {
    return apply(Tile, {input, multiples}, {}, name).output;
  },
  {integer_parameters: ['multiples']},
);

/** `tf.broadcast_to`: `input` broadcast to `shape`. */
export const broadcast_to = signature(
  ['input', 'shape', 'name'],
  function broadcast_to(
    input: TensorLike,
    shape: TensorLike | ShapeLike,
    name: string | null = null,
  ): Tensor {
    return apply(BroadcastTo, {input, shape: shape as TensorLike}, {}, name).output;
  },
  {integer_parameters: ['shape']},
);

/** What is known of a padded shape from paddings that are known in part. */
function set_padded_shape(result: Tensor): void {
  const [input, paddings] = result.op.inputs as [Tensor, Tensor];
  const known = constant_value(paddings);
  if (input.shape.ndims === null || result.shape.is_fully_defined() || known === null) return;
  const numbers = numbers_of(known);
  result.set_shape(
    input.shape
      .as_list()
      .map((size, i) => (size === null ? null : size + (numbers[2 * i] ?? 0) + (numbers[2 * i + 1] ?? 0))),
  );
}

/**
 * `tf.pad`: `tensor` with `paddings[i]` elements before and after along axis i: `constant_values`, or its own mirror
 * image in the modes `'REFLECT'` and `'SYMMETRIC'`. Throws `ValueError` for another mode.
 */
export const pad = signature(
  ['tensor', 'paddings', 'mode', 'name', 'constant_values'],
  function pad(
    tensor: TensorLike,
    paddings: TensorLike,
    mode = 'CONSTANT',
    name: string | null = null,
    constant_values: TensorLike = 0,
  ): Tensor {
    const inputs = {input: tensor, paddings};
    const chosen = mode.toUpperCase();
    let result: Tensor;
    if (chosen === 'REFLECT' || chosen === 'SYMMETRIC')
      result = apply(MirrorPad, inputs, {mode: chosen}, name).output;
    else if (chosen !== 'CONSTANT') throw new ValueError(`Unknown padding mode: ${chosen}`);
    else if (constant_values === 0 || constant_values === 0n) result = apply(Pad, inputs, {}, name).output;
    else result = apply(PadV2, {...inputs, constant_values}, {}, name).output;
    set_padded_shape(result);
    return result;
  },
  {integer_parameters: ['paddings']},
);
