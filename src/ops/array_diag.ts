/**
 * Diagonals: tensors made of them and taken from tensors.
 */
import {UnimplementedError} from '../errors.ts';
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int64} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES, SIGNED} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, merge_size, same_as_input, with_rank_at_least} from './shape_functions.ts';

/** A tensor of twice the rank with `diagonal` on its diagonal. */
export const Diag = define_op('Diag', {
  inputs: {diagonal: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(SIGNED)},
  shape: ({shapes: [diagonal]}) => [
    with_rank_at_least(diagonal as TensorShape, 1).concatenate(diagonal as TensorShape),
  ],
});
gradient(Diag, (tf, _op, dy) => [tf.diag_part(dy)]);

/** The diagonal of a tensor of even rank. */
export const DiagPart = define_op('DiagPart', {
  inputs: {input: 'T'},
  outputs: {diagonal: 'T'},
  attrs: {T: type(SIGNED)},
  shape: ({shapes: [input]}) => {
    const shape = input as TensorShape;
    if (shape.ndims === null) return [unknown_shape()];
    if (shape.ndims % 2 !== 0 || shape.ndims <= 0) {
      throw new ShapeError(`Input must have even and non-zero rank, input rank is ${shape.ndims}`);
    }
    return [merge_shapes(shape.slice(0, shape.ndims / 2), shape.slice(shape.ndims / 2))];
  },
});
gradient(DiagPart, (tf, _op, dy) => [tf.diag(dy)]);

/** Matrices with the rows of `diagonal` on their diagonals. */
export const MatrixDiag = define_op('MatrixDiag', {
  inputs: {diagonal: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: ({shapes: [diagonal]}) => {
    const shape = with_rank_at_least(diagonal as TensorShape, 1);
    return [shape.ndims === null ? unknown_shape() : shape.concatenate([shape.at(-1)])];
  },
});
gradient(MatrixDiag, (tf, _op, dy) => [tf.matrix_diag_part(dy)]);

function matrix_diagonal(input: TensorShape): TensorShape {
  with_rank_at_least(input, 2);
  if (input.ndims === null) return unknown_shape();
  const [rows, columns] = [input.at(-2), input.at(-1)];
  const size =
    rows === 0 || columns === 0 ? 0 : rows === null || columns === null ? null : Math.min(rows, columns);
  return input.slice(0, -2).concatenate([size]);
}

/** The diagonals of matrices. */
export const MatrixDiagPart = define_op('MatrixDiagPart', {
  inputs: {input: 'T'},
  outputs: {diagonal: 'T'},
  attrs: {T: type()},
  shape: ({shapes: [input]}) => [matrix_diagonal(input as TensorShape)],
});
gradient(MatrixDiagPart, (tf, op, dy) => {
  const input = op.inputs[0] as Tensor;
  const [rows, columns] = [input.shape.at(-2), input.shape.at(-1)];
  if (rows !== null && rows === columns) return [tf.matrix_diag(dy)];
  return [tf.matrix_set_diag(tf.zeros_like(input), dy)];
});

/** Matrices without what is outside a band around the diagonal. */
export const MatrixBandPart = define_op('MatrixBandPart', {
  inputs: {input: 'T', num_lower: 'Tindex', num_upper: 'Tindex'},
  outputs: {band: 'T'},
  attrs: {T: type(), Tindex: type(INDICES, int64)},
  shape: same_as_input(),
});
gradient(MatrixBandPart, (tf, op, dy) => [
  tf.matrix_band_part(dy, op.inputs[1] as Tensor, op.inputs[2] as Tensor),
  null,
  null,
]);

/** Matrices with another diagonal. */
export const MatrixSetDiag = define_op('MatrixSetDiag', {
  inputs: {input: 'T', diagonal: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: ({shapes: [input, diagonal]}) => {
    const matrices = with_rank_at_least(input as TensorShape, 2);
    const rows = with_rank_at_least(diagonal as TensorShape, 1);
    if (matrices.ndims !== null && rows.ndims !== null) {
      const expected = matrix_diagonal(matrices);
      merge_shapes(expected.slice(0, -1), rows.slice(0, -1));
      merge_size(expected.at(-1) ?? null, rows.at(-1) ?? null);
    }
    if (rows.ndims === null) return [matrices];
    return [merge_shapes(matrices, rows.slice(0, -1).concatenate([null, null]))];
  },
});
gradient(MatrixSetDiag, (tf, op, dy) => {
  const input_shape = (op.inputs[0] as Tensor).shape.merge_with(dy.shape);
  const diagonal_shape = (op.inputs[1] as Tensor).shape;
  const batch = input_shape
    .slice(0, -2)
    .merge_with(diagonal_shape.ndims === null ? null : diagonal_shape.slice(0, -1));
  const sizes = input_shape.ndims === null ? [null] : input_shape.as_list().slice(-2);
  let shape: TensorLike;
  if (batch.is_fully_defined() && !sizes.includes(null)) {
    shape = [...(batch.as_list() as number[]), Math.min(...(sizes as number[]))].map(BigInt);
  } else {
    shape = within_colocation(dy.graph, dy, false, () => {
      const [dy_shape, rank] = [tf.shape(dy), tf.rank(dy)];
      const batch_shape = tf.slice(dy_shape, [0n], [rank.sub(2)]);
      const least = tf.reduce_min(tf.slice(dy_shape, [rank.sub(2)], [2n]));
      return tf.concat([batch_shape, [least]], 0);
    });
  }
  const input_gradient = tf.matrix_set_diag(dy, tf.zeros(shape, dy.dtype));
  return [input_gradient, tf.matrix_diag_part(dy)];
});

/** `tf.matrix_band_part`: matrices with `num_lower` diagonals below and `num_upper` above the main one (negative: all), else zeros. */
export const matrix_band_part = signature(
  ['input', 'num_lower', 'num_upper', 'name'],
  function matrix_band_part(
    input: TensorLike,
    num_lower: TensorLike,
    num_upper: TensorLike,
    name: string | null = null,
  ): Tensor {
    return apply(MatrixBandPart, {input, num_lower, num_upper}, {}, name).band;
  },
);

/** `tf.diag`: a tensor of twice the rank with `diagonal` on its diagonal. */
export const diag = signature(
  ['diagonal', 'name'],
  function diag(diagonal: TensorLike, name: string | null = null): Tensor {
    return apply(Diag, {diagonal}, {}, name).output;
  },
);

/** `tf.diag_part`: the diagonal of a tensor of even rank. */
export const diag_part = signature(
  ['input', 'name'],
  function diag_part(input: TensorLike, name: string | null = null): Tensor {
    return apply(DiagPart, {input}, {}, name).diagonal;
  },
);

/** Refuses another diagonal than the main one, and another filling than zero. */
function refuse_other_diagonals(
  k: number,
  ...sizes_and_padding: readonly (readonly [number, number])[]
): void {
  if (k === 0 && sizes_and_padding.every(([given, by_default]) => given === by_default)) return;
  throw new UnimplementedError(
    null,
    null,
    'Only the main diagonal, filled up with zeros, is built yet: shift it by tf.pad, or compose the matrix with tf.where.',
  );
}

/** `tf.matrix_diag`: matrices with the rows of `diagonal` on their diagonals. */
export const matrix_diag = signature(
  ['diagonal', 'name', 'k', 'num_rows', 'num_cols', 'padding_value'],
  function matrix_diag(
    diagonal: TensorLike,
    name: string | null = 'diag',
    k = 0,
    num_rows = -1,
    num_cols = -1,
    padding_value = 0,
  ): Tensor {
    refuse_other_diagonals(k, [num_rows, -1], [num_cols, -1], [padding_value, 0]);
    return apply(MatrixDiag, {diagonal}, {}, name).output;
  },
);

/** `tf.matrix_diag_part`: the diagonals of matrices. */
export const matrix_diag_part = signature(
  ['input', 'name', 'k', 'padding_value'],
  function matrix_diag_part(
    input: TensorLike,
    name: string | null = 'diag_part',
    k = 0,
    padding_value = 0,
  ): Tensor {
    refuse_other_diagonals(k, [padding_value, 0]);
    return apply(MatrixDiagPart, {input}, {}, name).diagonal;
  },
);

/** `tf.matrix_set_diag`: `input` with another diagonal. */
export const matrix_set_diag = signature(
  ['input', 'diagonal', 'name', 'k'],
  function matrix_set_diag(
    input: TensorLike,
    diagonal: TensorLike,
    name: string | null = 'set_diag',
    k = 0,
  ): Tensor {
    refuse_other_diagonals(k);
    return apply(MatrixSetDiag, {input, diagonal}, {}, name).output;
  },
);
