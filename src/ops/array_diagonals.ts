/**
 * Several diagonals at once: matrices made of them, taken from them and set in them. Their functions of Python build the
 * ops of one diagonal.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {numbers_of} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, with_rank, with_rank_at_least} from './shape_functions.ts';

const ALIGNMENTS = ['LEFT_RIGHT', 'RIGHT_LEFT', 'LEFT_LEFT', 'RIGHT_RIGHT'];

/** The lowest and the highest diagonal, or null where the graph does not tell. */
function diagonals_of(context: ShapeContext, index: number): readonly [number, number] | null {
  const given = context.shapes[index] as TensorShape;
  if (given.ndims !== null && given.ndims > 1)
    throw new ShapeError(`Shape must be at most rank 1 but is rank ${given.ndims}`);
  const value = context.constant_value(index);
  if (value === null) return null;
  const [lower = 0, upper = lower, ...rest] = numbers_of(value);
  if (value.size === 0 || rest.length > 0) {
    throw new ShapeError(
      `diag_index must be a scalar or vector with one or two elements. It has ${value.size} elements.`,
    );
  }
  if (lower > upper) throw new ShapeError('lower_diag_index is greater than upper_diag_index');
  return [lower, upper];
}

/** Sizes of matrices after the batch: how long the longest of the diagonals is. */
function longest(rows: number | null, columns: number | null, lower: number, upper: number): number | null {
  if (rows === null || columns === null) return null;
  for (const [name, k] of [
    ['lower', lower],
    ['upper', upper],
  ] as const) {
    if (k !== 0 && (-rows >= k || k >= columns)) throw new ShapeError(`${name}_diag_index is out of bound.`);
  }
  return Math.min(rows + Math.min(upper, 0), columns - Math.max(lower, 0));
}

function part_shape(context: ShapeContext): TensorShape[] {
  const matrices = with_rank_at_least(context.shapes[0] as TensorShape, 2);
  const diagonals = diagonals_of(context, 1);
  with_rank(context.shapes[2] as TensorShape, 0);
  if (matrices.ndims === null || diagonals === null) return [unknown_shape()];
  const [lower, upper] = diagonals;
  const length = longest(matrices.at(-2), matrices.at(-1), lower, upper);
  const several = lower < upper ? [upper - lower + 1] : [];
  return [matrices.slice(0, -2).concatenate([...several, length])];
}

/** A size that an input gives; null where it is not known, or left open. */
function size_given(context: ShapeContext, index: number): number | null {
  with_rank(context.shapes[index] as TensorShape, 0);
  const value = context.constant_value(index);
  const size = value === null ? -1 : Number(value.data[0]);
  return size < 0 ? null : size;
}

function made_shape(context: ShapeContext): TensorShape[] {
  const given = with_rank_at_least(context.shapes[0] as TensorShape, 1);
  const diagonals = diagonals_of(context, 1);
  const [rows, columns] = [size_given(context, 2), size_given(context, 3)];
  with_rank(context.shapes[4] as TensorShape, 0);
  if (given.ndims === null || diagonals === null) return [unknown_shape()];
  const [lower, upper] = diagonals;
  const batch = given.slice(0, lower < upper ? -2 : -1);
  const length = given.at(-1);
  const are_told = [2, 3].every((index) => context.constant_value(index) !== null);
  if (!are_told) return [batch.concatenate([rows, columns])];
  // An unknown length counts as -1, as the number that stands for it does there.
  const least = [(length ?? -1) - Math.min(upper, 0), (length ?? -1) + Math.max(lower, 0)] as const;
  const square = Math.max(...least);
  const neither = rows === null && columns === null;
  const sizes = [rows ?? (neither ? square : least[0]), columns ?? (neither ? square : least[1])];
  return [batch.concatenate(sizes.map((size) => (size < 0 ? null : size)))];
}

function set_shape(context: ShapeContext): TensorShape[] {
  const matrices = with_rank_at_least(context.shapes[0] as TensorShape, 2);
  const diagonal = with_rank_at_least(context.shapes[1] as TensorShape, 1);
  const diagonals = diagonals_of(context, 2);
  if (diagonals === null || diagonal.ndims === null || matrices.is_fully_defined()) return [matrices];
  const [lower, upper] = diagonals;
  const batch = diagonal.slice(0, lower < upper ? -2 : -1);
  return [merge_shapes(matrices, batch.concatenate([null, null]))];
}

/** Matrices with these diagonals, and `padding_value` elsewhere. */
export const MatrixDiagV2 = define_op('MatrixDiagV2', {
  inputs: {diagonal: 'T', k: 'int32', num_rows: 'int32', num_cols: 'int32', padding_value: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: made_shape,
});
gradient(MatrixDiagV2, (tf, _op, dy) => [tf.matrix_diag_part(dy), null, null, null, null]);

/** The diagonals from one to another, the shorter ones filled up with `padding_value`. */
export const MatrixDiagPartV2 = define_op('MatrixDiagPartV2', {
  inputs: {input: 'T', k: 'int32', padding_value: 'T'},
  outputs: {diagonal: 'T'},
  attrs: {T: type()},
  shape: part_shape,
});
gradient(MatrixDiagPartV2, (tf, op, dy) => {
  const input = op.inputs[0] as Tensor;
  if (has_known_matrices(input)) return [tf.matrix_diag(dy), null, null];
  return [tf.matrix_set_diag(tf.zeros_like(input), dy), null, null];
});

/** Matrices with other diagonals. */
export const MatrixSetDiagV2 = define_op('MatrixSetDiagV2', {
  inputs: {input: 'T', diagonal: 'T', k: 'int32'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: set_shape,
});
gradient(MatrixSetDiagV2, (tf, op, dy) => {
  const [, diagonal, k] = op.inputs as [Tensor, Tensor, Tensor];
  const shape = diagonal.shape.is_fully_defined()
    ? (diagonal.shape.as_list() as number[]).map(BigInt)
    : diagonal_shape(tf, dy, k);
  const zeros = tf.zeros(shape, dy.dtype);
  return [tf.matrix_set_diag(dy, zeros), tf.matrix_diag_part(dy), null];
});

type Builders = Parameters<Parameters<typeof gradient>[1]>[0];

/** The shape of the diagonals of matrices like `dy`, computed when it runs. */
function diagonal_shape(tf: Builders, dy: Tensor, k: Tensor): Tensor {
  const dy_shape = tf.shape(dy);
  const [batch, matrix] = [dy_shape.getitem(':-2'), dy_shape.getitem('-2:')];
  const diagonals = tf.reshape(k, [-1n]);
  const [lower, upper] = [diagonals.getitem(0), diagonals.getitem(-1)];
  const below = tf.cond(
    tf.less(upper, 0n),
    () => upper,
    () => 0n,
  );
  const beside = tf.cond(
    tf.greater(lower, 0n),
    () => lower.neg(),
    () => 0n,
  );
  const length = tf.minimum(matrix.getitem(0).add(below), matrix.getitem(1).add(beside));
  const after = tf.cond(
    tf.equal(lower, upper),
    () => tf.convert_to_tensor([length]),
    () => tf.convert_to_tensor([upper.sub(lower).add(1n), length]),
  );
  return tf.concat([batch, after], 0);
}

function has_known_matrices({shape}: Tensor): boolean {
  return shape.ndims !== null && !shape.as_list().slice(-2).includes(null);
}

/** As `MatrixDiagV2`; which end of the shorter diagonals is filled up, `align` says. */
export const MatrixDiagV3 = define_op('MatrixDiagV3', {
  inputs: {diagonal: 'T', k: 'int32', num_rows: 'int32', num_cols: 'int32', padding_value: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(), align: string('RIGHT_LEFT', ALIGNMENTS)},
  shape: made_shape,
});
gradient(MatrixDiagV3, (tf, op, dy) => {
  const padding_value = tf.zeros([], dy.dtype);
  const inputs = {input: dy, k: op.inputs[1] as Tensor, padding_value};
  return [apply(MatrixDiagPartV3, inputs, {align: op.get_attr('align')}).diagonal, null, null, null, null];
});

/** As `MatrixDiagPartV2`, with `align`. */
export const MatrixDiagPartV3 = define_op('MatrixDiagPartV3', {
  inputs: {input: 'T', k: 'int32', padding_value: 'T'},
  outputs: {diagonal: 'T'},
  attrs: {T: type(), align: string('RIGHT_LEFT', ALIGNMENTS)},
  shape: part_shape,
});
gradient(MatrixDiagPartV3, (tf, op, dy) => {
  const [input, k] = op.inputs as [Tensor, Tensor];
  const inputs = {input: tf.zeros_like(input), diagonal: dy, k};
  return [apply(MatrixSetDiagV3, inputs, {align: op.get_attr('align')}).output, null, null];
});

/** As `MatrixSetDiagV2`, with `align`. */
export const MatrixSetDiagV3 = define_op('MatrixSetDiagV3', {
  inputs: {input: 'T', diagonal: 'T', k: 'int32'},
  outputs: {output: 'T'},
  attrs: {T: type(), align: string('RIGHT_LEFT', ALIGNMENTS)},
  shape: set_shape,
});
gradient(MatrixSetDiagV3, (tf, op, dy) => {
  const [, diagonal, k] = op.inputs as [Tensor, Tensor, Tensor];
  const attrs = {align: op.get_attr<string>('align')};
  const cleared = apply(MatrixSetDiagV3, {input: dy, diagonal: tf.zeros_like(diagonal), k}, attrs).output;
  const padding_value = tf.zeros([], dy.dtype);
  return [cleared, apply(MatrixDiagPartV3, {input: dy, k, padding_value}, attrs).diagonal, null];
});
