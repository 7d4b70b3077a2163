/**
 * Gradients of linear algebra: of inverses, determinants, roots and solutions of systems.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ValueError} from '../types/python_errors.ts';
import type {OpBuilders} from './builders.ts';
import {gradient, type Gradient} from './gradient_registry.ts';
import {
  Cholesky,
  LogMatrixDeterminant,
  MatrixDeterminant,
  MatrixInverse,
  MatrixSolve,
  MatrixSolveLs,
  MatrixSquareRoot,
  MatrixTriangularSolve,
} from './linalg.ts';

const ADJOINT_A = {adjoint_a: true} as const;
const ADJOINT_B = {adjoint_b: true} as const;

gradient(MatrixInverse, (tf, op, dy) => {
  const inverse = op.outputs[0] as Tensor;
  return [tf.matmul(inverse, tf.matmul(dy, inverse, ADJOINT_B), ADJOINT_A).neg()];
});

/** `dy` times `values`, one number for each of the matrices. */
function for_matrices(tf: OpBuilders, values: Tensor, of: Tensor): Tensor {
  return tf.reshape(values, tf.concat([tf.shape(of), [1n, 1n]], 0));
}

gradient(MatrixDeterminant, (tf, op, dy) => {
  const determinant = op.outputs[0] as Tensor;
  const inverse = tf.matrix_inverse(op.inputs[0] as Tensor, true);
  return [for_matrices(tf, dy.mul(determinant), determinant).mul(inverse)];
});

gradient(LogMatrixDeterminant, (tf, op, _dy_sign, dy) => {
  const inverse = tf.matrix_inverse(op.inputs[0] as Tensor, true);
  return [for_matrices(tf, dy, op.outputs[1] as Tensor).mul(inverse)];
});

/** The products of every element of one square matrix with the other, batch by batch. */
function kronecker_product(tf: OpBuilders, one: Tensor, other: Tensor): Tensor {
  const [one_shape, other_shape] = [tf.shape(one), tf.shape(other)];
  const [one_order, other_order] = [one_shape.getitem(-1), other_shape.getitem(-1)];
  const count = packed([tf.subtract(tf.size(one_shape), 2n)]);
  const batch = tf.slice(one_shape, [0n], count);
  const one_sizes = tf.concat([batch, packed([one_order]), [1n], packed([one_order]), [1n]], 0);
  const other_sizes = tf.concat([batch, [1n], packed([other_order]), [1n], packed([other_order])], 0);
  const rows = tf.reshape(one, one_sizes);
  const columns = tf.reshape(other, other_sizes);
  const order = one_order.mul(other_order);
  const shape = tf.concat([batch, packed([order]), packed([order])], 0);
  return tf.reshape(rows.mul(columns), shape);
}

/** A list of numbers and tensors as one tensor. */
const packed = (items: readonly unknown[]): TensorLike => items as unknown[] as TensorLike;

gradient(MatrixSquareRoot, (tf, op, dy) => {
  const root = op.outputs[0] as Tensor;
  const shape = tf.shape(root);
  const order = shape.getitem(-1);
  const count = tf.reduce_prod(shape.getitem('0:-2'));
  const eye = tf.eye(order, {dtype: root.dtype});
  const flat = tf.reshape(eye, [-1n]);
  const eyes = tf.reshape(tf.tile(flat, packed([count])), shape);
  const transposed = tf.matrix_transpose(root);
  const left = kronecker_product(tf, eyes, transposed);
  const right = kronecker_product(tf, root, eyes);
  const sum = tf.add(left, right);
  const batch = tf.slice(shape, [0n], packed([tf.subtract(tf.size(shape), 2n)]));
  const column = tf.concat([batch, packed([order.mul(order)]), [1n]], 0);
  const dy_column = tf.reshape(tf.matrix_transpose(dy), column);
  const solved = tf.matrix_solve(sum, dy_column);
  return [tf.matrix_transpose(tf.reshape(solved, shape))];
});

gradient(Cholesky, (tf, op, dy) => {
  const l = op.outputs[0] as Tensor;
  const rows = tf.shape(l).getitem(-1);
  const batch_shape = tf.shape(l).getitem(':-2');
  const inverse = tf.matrix_triangular_solve(l, tf.eye(rows, {batch_shape, dtype: l.dtype}));
  let middle = tf.matmul(l, dy, ADJOINT_A);
  middle = tf.matrix_set_diag(middle, tf.matrix_diag_part(middle).rmul(0.5));
  middle = tf.matrix_band_part(middle, -1n, 0n);
  const half = tf.matmul(tf.matmul(inverse, middle, ADJOINT_A), inverse);
  return [half.add(tf.adjoint(half)).mul(0.5)];
});

/** Minus the outer product of the solution and the gradient of the right side. */
function matrix_gradient(tf: OpBuilders, solution: Tensor, d_right: Tensor, is_adjoint: boolean): Tensor {
  const product = is_adjoint
    ? tf.matmul(solution, d_right, ADJOINT_B)
    : tf.matmul(d_right, solution, ADJOINT_B);
  return product.neg();
}

gradient(MatrixSolve, (tf, op, dy) => {
  const is_adjoint = op.get_attr<boolean>('adjoint');
  const d_right = tf.matrix_solve(op.inputs[0] as Tensor, dy, {adjoint: !is_adjoint});
  return [matrix_gradient(tf, op.outputs[0] as Tensor, d_right, is_adjoint), d_right];
});

gradient(MatrixTriangularSolve, (tf, op, dy) => {
  const [is_adjoint, lower] = [op.get_attr<boolean>('adjoint'), op.get_attr<boolean>('lower')];
  const d_right = tf.matrix_triangular_solve(op.inputs[0] as Tensor, dy, {lower, adjoint: !is_adjoint});
  const d_matrix = matrix_gradient(tf, op.outputs[0] as Tensor, d_right, is_adjoint);
  const [below, above] = lower ? [-1n, 0n] : [0n, -1n];
  return [tf.matrix_band_part(d_matrix, below, above), d_right];
});

/** The Cholesky factor of `a` times its adjoint, in the order that makes it small, with a penalty. */
function regularized_gramian(tf: OpBuilders, a: Tensor, penalty: Tensor, first_kind: boolean): Tensor {
  let gramian = tf.matmul(a, a, {adjoint_a: first_kind, adjoint_b: !first_kind});
  const shape = tf.shape(a);
  const batch_shape = shape.getitem(':-2');
  const small = shape.getitem(first_kind ? -1 : -2);
  const identity = tf.eye(small, {batch_shape, dtype: a.dtype});
  const small_static = a.shape.ndims === null ? null : a.shape.at(first_kind ? -1 : -2);
  identity.set_shape(
    a.shape.ndims === null
      ? null
      : a.shape.slice(0, -2).concatenate([small_static ?? null, small_static ?? null]),
  );
  gramian = gramian.add(penalty.mul(identity));
  return tf.cholesky(gramian);
}

/** The solution of a system whose Cholesky factor is known. */
function cholesky_solve(tf: OpBuilders, factor: Tensor, right: Tensor): Tensor {
  return tf.cholesky_solve(factor, right);
}

type Gradients = readonly (Gradient | null)[];

function overdetermined(tf: OpBuilders, op: Operation, dy: Tensor): Gradients {
  const [a, b, l2_regularizer] = op.inputs as [Tensor, Tensor, Tensor];
  const penalty = tf.cast(l2_regularizer, a.dtype);
  const factor = regularized_gramian(tf, a, penalty, true);
  const z = cholesky_solve(tf, factor, dy);
  const product = tf.matmul(op.outputs[0] as Tensor, z, ADJOINT_B);
  const symmetric = product.add(tf.matrix_transpose(product));
  const d_matrix = tf
    .matmul(a, symmetric)
    .neg()
    .add(tf.matmul(b, z, ADJOINT_B));
  return [d_matrix, tf.matmul(a, z), null];
}

function underdetermined(tf: OpBuilders, op: Operation, dy: Tensor): Gradients {
  const [a, b, l2_regularizer] = op.inputs as [Tensor, Tensor, Tensor];
  const penalty = tf.cast(l2_regularizer, a.dtype);
  const factor = regularized_gramian(tf, a, penalty, false);
  const d_right = cholesky_solve(tf, factor, tf.matmul(a, dy));
  const solved = cholesky_solve(tf, factor, b);
  const first = tf.matmul(d_right, tf.matmul(solved, a, ADJOINT_A)).neg();
  const rest = dy.sub(tf.matmul(a, d_right, ADJOINT_A));
  return [first.add(tf.matmul(solved, rest, ADJOINT_B)), d_right, null];
}

gradient(MatrixSolveLs, (tf, op, dy) => {
  if (!op.get_attr<boolean>('fast')) throw new ValueError('Gradient not defined for fast=False');
  const matrix = op.inputs[0] as Tensor;
  const [rows, columns] = matrix.shape.ndims === null ? [null, null] : matrix.shape.as_list().slice(-2);
  if (rows !== null && columns !== null && rows !== undefined && columns !== undefined)
    return rows >= columns ? overdetermined(tf, op, dy) : underdetermined(tf, op, dy);
  const sizes = tf.shape(matrix).getitem('-2:');
  return tf.cond(
    sizes.getitem(-2).greater_equal(sizes.getitem(-1)),
    () => overdetermined(tf, op, dy) as Tensor[],
    () => underdetermined(tf, op, dy) as Tensor[],
  );
});
