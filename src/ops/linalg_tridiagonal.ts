/**
 * Systems of few diagonals: products with tridiagonal matrices, and solutions with tridiagonal and banded ones.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {complex64, complex128, float16, float32, float64, int32} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {MatrixDiagPartV3} from './array_diagonals.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, merge_size, with_rank_at_least} from './shape_functions.ts';

const FIELDS = [float64, float32, complex64, complex128];
type Size = number | null;

const known = (shape: TensorShape, place: number): Size =>
  shape.ndims === null ? null : (shape.at(place) ?? null);

/** Sizes that must be `wanted`. */
function check_size(size: Size, wanted: number): void {
  if (size !== null && size !== wanted) throw new ShapeError(`Dimension must be ${wanted} but is ${size}`);
}

/** Solutions of tridiagonal systems; `diagonals` are the one above, the main one and the one below. */
const TridiagonalSolve = define_op('TridiagonalSolve', {
  inputs: {diagonals: 'T', rhs: 'T'},
  outputs: {output: 'T'},
  attrs: {partial_pivoting: bool(true), T: type(FIELDS)},
  shape: ({shapes}) => {
    const [diagonals, rhs] = shapes as [TensorShape, TensorShape];
    with_rank_at_least(diagonals, 2);
    with_rank_at_least(rhs, 2);
    if (diagonals.ndims !== null && rhs.ndims !== null)
      merge_shapes(diagonals.slice(0, -2), rhs.slice(0, -2));
    check_size(known(diagonals, -2), 3);
    merge_size(known(diagonals, -1), known(rhs, -2));
    return [rhs];
  },
});

/** Products of tridiagonal matrices with others. */
const TridiagonalMatMul = define_op('TridiagonalMatMul', {
  inputs: {superdiag: 'T', maindiag: 'T', subdiag: 'T', rhs: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FIELDS)},
  shape: ({shapes}) => {
    const [above, main, below, rhs] = shapes as [TensorShape, TensorShape, TensorShape, TensorShape];
    for (const shape of shapes) with_rank_at_least(shape, 2);
    const merged = [main, below].reduce((all, shape) => merge_shapes(shape, all), above);
    check_size(known(merged, -2), 1);
    merge_size(known(merged, -1), known(rhs, -2));
    return [rhs];
  },
});

const widest = (x: Size, y: Size): Size => (x === 1 ? y : y === 1 ? x : merge_size(x, y));

/** Solutions of banded triangular systems; the rows of `matrix` are its diagonals. */
const BandedTriangularSolve = define_op('BandedTriangularSolve', {
  inputs: {matrix: 'T', rhs: 'T'},
  outputs: {output: 'T'},
  attrs: {
    lower: bool(true),
    adjoint: bool(false),
    T: type([float64, float32, float16, complex64, complex128]),
  },
  shape: ({shapes}) => {
    const [matrix, rhs] = shapes as [TensorShape, TensorShape];
    with_rank_at_least(matrix, 2);
    with_rank_at_least(rhs, 2);
    if (matrix.ndims === null || rhs.ndims === null) return [unknown_shape()];
    const [bands, size] = [known(matrix, -2), known(matrix, -1)];
    if (bands !== null && bands <= 0)
      throw new ShapeError(`Number of bands must be positive, but is ${bands}`);
    if (bands !== null && size !== null && bands > size)
      throw new ShapeError(`Number of bands ${bands} cannot exceed the size of the matrix ${size}`);
    const rows = merge_size(size, known(rhs, -2));
    const [one, other] = [matrix.as_list().slice(0, -2), rhs.as_list().slice(0, -2)];
    const rank = Math.max(one.length, other.length);
    const batch = Array.from({length: rank}, (_, k) =>
      widest(
        one.at(k - rank) ?? (k < rank - one.length ? 1 : null),
        other.at(k - rank) ?? (k < rank - other.length ? 1 : null),
      ),
    );
    return [new TensorShape([...batch, rows, known(rhs, -1)])];
  },
});

/** A list of numbers and tensors as one tensor. */
const packed = (items: readonly unknown[]): TensorLike => items as unknown[] as TensorLike;

/** What `tf.pad` is to add to the last two axes: a row of zeros behind, or before. */
const ROW_BEHIND = [
  [0n, 1n],
  [0n, 0n],
];
const ROW_BEFORE = [
  [1n, 0n],
  [0n, 0n],
];

/** Nothing to add to all axes but the last two. */
const no_paddings = (tf: OpBuilders, x: Tensor): Tensor => tf.zeros(packed([tf.rank(x).sub(2), 2n]), int32);

const with_paddings = (tf: OpBuilders, none: Tensor, last: typeof ROW_BEHIND): Tensor =>
  tf.concat([none, tf.constant(last)], 0);

/** Rows moved up by one, the last becoming zeros. */
function left_shift(tf: OpBuilders, x: Tensor): Tensor {
  const paddings = with_paddings(tf, no_paddings(tf, x), ROW_BEHIND);
  return tf.pad(x.getitem('...', '1:', ':'), paddings);
}

/** Rows moved down by one, the first becoming zeros. */
function right_shift(tf: OpBuilders, x: Tensor): Tensor {
  const paddings = with_paddings(tf, no_paddings(tf, x), ROW_BEFORE);
  return tf.pad(x.getitem('...', ':-1', ':'), paddings);
}

gradient(TridiagonalMatMul, (tf, op, dy) => {
  const [above, main, below] = op.inputs
    .slice(0, 3)
    .map((input) => tf.matrix_transpose(input, {conjugate: true})) as [Tensor, Tensor, Tensor];
  const rhs = tf.conj(op.inputs[3] as Tensor);
  const d_above = tf.reduce_sum(left_shift(tf, rhs).mul(dy), -1);
  const d_main = tf.reduce_sum(rhs.mul(dy), -1);
  const d_below = tf.reduce_sum(right_shift(tf, rhs).mul(dy), -1);
  const d_rhs = right_shift(tf, above.mul(dy))
    .add(main.mul(dy))
    .add(left_shift(tf, below.mul(dy)));
  return [...[d_above, d_main, d_below].map((one) => tf.expand_dims(one, -2)), d_rhs];
});

/** The diagonals of the transposed matrices. */
function transposed_diagonals(tf: OpBuilders, diagonals: Tensor): Tensor {
  const main = diagonals.getitem('...', 1, ':');
  let [above, below]: Tensor[] = [];
  if (diagonals.shape.is_fully_defined()) {
    const sizes = [...diagonals.shape.as_list().slice(0, -2), 1] as number[];
    const zeros = tf.zeros(sizes.map(BigInt), diagonals.dtype);
    above = tf.concat([diagonals.getitem('...', 2, '1:'), zeros], -1);
    below = tf.concat([zeros, diagonals.getitem('...', 0, ':-1')], -1);
  } else {
    const zeros = no_paddings(tf, diagonals);
    const after = tf.concat([zeros, tf.constant([[0n, 1n]])], 0);
    above = tf.pad(diagonals.getitem('...', 2, '1:'), after);
    const before = tf.concat([zeros, tf.constant([[1n, 0n]])], 0);
    below = tf.pad(diagonals.getitem('...', 0, ':-1'), before);
  }
  return tf.stack([above, main, below], -2);
}

/** The three diagonals of the products of `x` with the transpose of `y`. */
function diagonals_of_product(tf: OpBuilders, x: Tensor, y: Tensor): Tensor {
  const main = tf.reduce_sum(x.mul(y), -1);
  let [above, below]: Tensor[] = [];
  if (y.shape.is_fully_defined()) {
    const sizes = [...x.shape.as_list().slice(0, -2), 1, x.shape.at(-1)] as number[];
    const zeros = tf.zeros(sizes.map(BigInt), x.dtype);
    above = tf.reduce_sum(x.mul(tf.concat([y.getitem('...', '1:', ':'), zeros], -2)), -1);
    below = tf.reduce_sum(x.mul(tf.concat([zeros, y.getitem('...', ':-1', ':')], -2)), -1);
  } else {
    const none = no_paddings(tf, y);
    const behind = with_paddings(tf, none, ROW_BEHIND);
    above = tf.reduce_sum(x.mul(tf.pad(y.getitem('...', '1:', ':'), behind)), -1);
    const before = with_paddings(tf, none, ROW_BEFORE);
    below = tf.reduce_sum(x.mul(tf.pad(y.getitem('...', ':-1', ':'), before)), -1);
  }
  return tf.stack([above, main, below], -2);
}

gradient(TridiagonalSolve, (tf, op, dy) => {
  const [diagonals] = op.inputs as [Tensor];
  const partial_pivoting = op.get_attr<boolean>('partial_pivoting');
  const transposed = transposed_diagonals(tf, diagonals);
  const d_rhs = apply(TridiagonalSolve, {diagonals: transposed, rhs: dy}, {partial_pivoting}).output;
  return [diagonals_of_product(tf, d_rhs, op.outputs[0] as Tensor).neg(), d_rhs];
});

gradient(BandedTriangularSolve, (tf, op, dy) => {
  const [a, b] = op.inputs as [Tensor, Tensor];
  const [solution] = op.outputs as [Tensor];
  const [lower, adjoint] = [op.get_attr<boolean>('lower'), op.get_attr<boolean>('adjoint')];
  const count = tf.shape(a).getitem(-2);
  const attrs = {lower, adjoint: !adjoint};
  const db = apply(BandedTriangularSolve, {matrix: a, rhs: dy}, attrs, 'banded_triangular_solve').output;
  const [left, right] = adjoint ? [solution, db] : [db, solution];
  const whole = tf.matmul(left, right, {adjoint_b: true}).neg();
  const k = lower ? tf.stack([count.sub(1).neg(), 0n]) : tf.stack([0n, count.sub(1)]);
  const inputs = {input: whole, k: tf.cast(k, int32), padding_value: tf.zeros([], a.dtype)};
  const da = apply(MatrixDiagPartV3, inputs, {align: 'LEFT_RIGHT'}, 'diag_part').diagonal;
  const are_known = a.shape.is_fully_defined() && b.shape.is_fully_defined();
  if (are_known && a.shape.slice(0, -2).equals(b.shape.slice(0, -2))) return [da, db];
  const [a_shape, b_shape] = [tf.shape(a), tf.shape(b)] as const;
  const axes = tf.broadcast_gradient_args(a_shape.getitem(':-2'), b_shape.getitem(':-2'));
  return [tf.reshape(tf.reduce_sum(da, axes[0]), a_shape), tf.reshape(tf.reduce_sum(db, axes[1]), b_shape)];
});
