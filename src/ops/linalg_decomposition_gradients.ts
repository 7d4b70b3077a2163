/**
 * Gradients of decompositions: QR, eigenvalues and singular values.
 */
import {NotImplementedError} from '../types/python_errors.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {apply} from '../graph/apply_op.ts';
import {Eig, Qr, SelfAdjointEigV2, Svd} from './linalg.ts';

const ADJOINT_A = {adjoint_a: true} as const;
const ADJOINT_B = {adjoint_b: true} as const;

/** `x` times the adjoint of the inverse of upper triangular `r`. */
function times_inverse(tf: OpBuilders, x: Tensor, r: Tensor): Tensor {
  return tf.adjoint(tf.matrix_triangular_solve(r, tf.adjoint(x), {lower: false, adjoint: false}));
}

gradient(Qr, (tf, op, dq, dr) => {
  const [q, r] = op.outputs as [Tensor, Tensor];
  if (q.dtype.is_complex)
    throw new NotImplementedError(`QrGrad not implemented for dtype: ${String(q.dtype)}`);
  const sizes = r.shape.ndims === null ? [null, null] : r.shape.as_list().slice(-2);
  if (sizes.includes(null)) throw new NotImplementedError('QrGrad not implemented with dynamic shapes.');
  if (sizes[0] !== sizes[1]) {
    throw new NotImplementedError(
      'QrGrad not implemented when ncols > nrows or full_matrices is true and ncols != nrows.',
    );
  }
  const qdq = tf.matmul(q, dq, ADJOINT_A);
  const q_part = qdq.sub(tf.adjoint(qdq));
  const rdr = tf.matmul(r, dr, ADJOINT_B);
  const r_part = rdr.sub(tf.adjoint(rdr));
  const lower = tf.matrix_band_part(q_part.add(r_part), -1n, 0n);
  const first = tf.matmul(q, dr.add(times_inverse(tf, lower, r)));
  const second = times_inverse(tf, dq.sub(tf.matmul(q, qdq)), r);
  return [first.add(second)];
});

gradient(SelfAdjointEigV2, (tf, op, de, dv) => {
  return de.graph.control_dependencies([de, dv], () => {
    const whole = op.get_attr<boolean>('compute_v')
      ? with_vectors(tf, op, de, dv)
      : without_vectors(tf, op, de);
    const lower = tf.matrix_band_part(whole.add(tf.adjoint(whole)), -1n, 0n);
    return [tf.matrix_set_diag(lower, tf.matrix_diag_part(lower).rmul(0.5))];
  });
});

function with_vectors(tf: OpBuilders, op: Operation, de: Tensor, dv: Tensor): Tensor {
  const [e, v] = op.outputs as [Tensor, Tensor];
  const gaps = tf.expand_dims(e, -2).sub(tf.expand_dims(e, -1));
  const f = tf.matrix_set_diag(tf.reciprocal(gaps), tf.zeros_like(e));
  const diagonal = tf.matrix_diag(de);
  const inner = diagonal.add(f.mul(tf.matmul(v, dv, ADJOINT_A)));
  return tf.matmul(v, tf.matmul(inner, v, ADJOINT_B));
}

function without_vectors(tf: OpBuilders, op: Operation, de: Tensor): Tensor {
  const [, v] = tf.self_adjoint_eig(op.inputs[0] as Tensor);
  return tf.matmul(v, tf.matmul(tf.matrix_diag(de), v, ADJOINT_B));
}

/** Equation 4.77 of Boeddeker et al., arXiv:1701.00392; the eigenvalues must differ. */
gradient(Eig, (tf, op, de, dv) => {
  const [input, e] = [op.inputs[0] as Tensor, op.outputs[0] as Tensor];
  return de.graph.control_dependencies([de, dv], () => {
    const has_vectors = op.get_attr<boolean>('compute_v');
    const v = has_vectors ? (op.outputs[1] as Tensor) : apply(Eig, {input}, {Tout: e.dtype}, 'Eig').v;
    const adjoint = tf.adjoint(v);
    let middle = tf.matrix_diag(de);
    if (has_vectors) {
      const gaps = tf.expand_dims(e, -2).sub(tf.expand_dims(e, -1));
      const inverse = gaps.mul(tf.reciprocal(gaps.mul(gaps).add(tf.cast(1e-20, gaps.dtype))));
      const f = tf.conj(tf.matrix_set_diag(inverse, tf.zeros_like(e)));
      const along = tf.matmul(adjoint, dv);
      const sizes = tf.matrix_diag(tf.matrix_diag_part(tf.cast(tf.real(along), along.dtype)));
      const gram = tf.matmul(tf.matmul(adjoint, v), sizes);
      middle = middle.add(f.mul(along.sub(gram)));
    }
    return [tf.cast(tf.matrix_solve(adjoint, tf.matmul(middle, adjoint)), input.dtype)];
  });
});

gradient(Svd, (tf, op, ds, du, dv) => {
  const a = op.inputs[0] as Tensor;
  const ds_matrix = tf.matrix_diag(ds);
  if (!op.get_attr<boolean>('compute_uv')) {
    const [, u, v] = tf.svd(a, {compute_uv: true}) as [Tensor, Tensor, Tensor];
    const result = tf.matmul(u, tf.matmul(ds_matrix, v, ADJOINT_B));
    result.set_shape(a.shape);
    return [result];
  }
  if (a.dtype.is_complex) {
    throw new NotImplementedError('SVD gradient is not implemented for complex types and compute_uv=True.');
  }
  return [svd_gradient(tf, op, {ds: ds, ds_matrix, du: du, dv: dv})];
});

interface SvdGradients {
  readonly ds: Tensor;
  readonly ds_matrix: Tensor;
  readonly du: Tensor;
  readonly dv: Tensor;
}

function svd_gradient(tf: OpBuilders, op: Operation, dys: SvdGradients): Tensor {
  const a = op.inputs[0] as Tensor;
  const [rows, columns] = a.shape.ndims === null ? [null, null] : a.shape.as_list().slice(-2);
  if (rows === null || columns === null || rows === undefined || columns === undefined) {
    throw new NotImplementedError(
      'SVD gradient has not been implemented for input with unknown inner matrix shape.',
    );
  }
  const [s, u, v] = op.outputs as [Tensor, Tensor, Tensor];
  const is_tall = rows > columns;
  const parts = is_tall
    ? {m: columns, n: rows, u: v, v: u, du: dys.dv, dv: dys.du}
    : {m: rows, n: columns, u, v, du: dys.du, dv: dys.dv};
  const is_full = op.get_attr<boolean>('full_matrices');
  const result = dys.ds.graph.control_dependencies([dys.ds, dys.du, dys.dv], () => {
    if (is_full && Math.abs(rows - columns) > 1) {
      throw new NotImplementedError(
        'svd gradient is not implemented for abs(m - n) > 1 when full_matrices is True',
      );
    }
    const wide = wide_svd_gradient(tf, s, dys.ds_matrix, parts, is_full);
    const whole = is_tall ? tf.matrix_transpose(wide) : wide;
    whole.set_shape(a.shape);
    return whole;
  });
  return result;
}

interface Wide {
  readonly m: number;
  readonly n: number;
  readonly u: Tensor;
  readonly v: Tensor;
  readonly du: Tensor;
  readonly dv: Tensor;
}

function wide_svd_gradient(
  tf: OpBuilders,
  s: Tensor,
  ds_matrix: Tensor,
  parts: Wide,
  is_full: boolean,
): Tensor {
  const {m, n, u, v, du, dv} = parts;
  const s_matrix = tf.matrix_diag(s);
  const squares = tf.square(s);
  const s_shape = tf.shape(s);
  const eye = tf.eye(s_shape.getitem(-1), {batch_shape: s_shape.getitem(':-1'), dtype: s.dtype});
  const gaps = tf.expand_dims(squares, -2).sub(tf.expand_dims(squares, -1)).add(eye);
  const f = tf.matrix_set_diag(tf.reciprocal(gaps), tf.zeros_like(s));
  const s_inverse = tf.matrix_diag(tf.reciprocal(s));
  const first = `:${m}`;
  const v1 = v.getitem('...', ':', first);
  const dv1 = dv.getitem('...', ':', first);
  const u_du = tf.matmul(u, du, ADJOINT_A);
  const v_dv = tf.matmul(v1, dv1, ADJOINT_A);
  const f_u = f.mul(u_du);
  const f_v = f.mul(v_dv);
  const inner = ds_matrix
    .add(tf.matmul(f_u.add(tf.adjoint(f_u)), s_matrix))
    .add(tf.matmul(s_matrix, f_v.add(tf.adjoint(f_v))));
  const term = tf.matmul(u, tf.matmul(inner, v1, ADJOINT_B));
  if (m === n) return term;
  const dv1_transposed = tf.matrix_transpose(dv1);
  const along = tf.matmul(dv1_transposed, v1);
  let rest = dv1_transposed.sub(tf.matmul(along, v1, ADJOINT_B));
  if (is_full) {
    const v2 = v.getitem('...', ':', `${m}:${n}`);
    const dv2 = dv.getitem('...', ':', `${m}:${n}`);
    const across = tf.matmul(v1, dv2, ADJOINT_A);
    rest = rest.sub(tf.matmul(across, v2, ADJOINT_B));
  }
  return term.add(tf.matmul(tf.matmul(u, s_inverse), rest));
}
