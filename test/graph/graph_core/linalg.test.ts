// Linear algebra and sums by equations, as the public functions build them.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {linalg} = tf;

function matrix(...shape: number[]): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({length: count}, (_, index) => ((index * 5) % 7) - 3);
  return tf.constant(tf.NDArray.from(values).reshape(shape), {name: 'm'});
}

const positive = (): tf.Tensor =>
  tf.constant(
    [
      [4, 1, 0],
      [1, 5, 2],
      [0, 2, 6],
    ],
    {name: 'p'},
  );

test_programs({
  einsum_products: () => {
    const [a, b, c] = [matrix(2, 3), matrix(3, 4), matrix(2, 3, 4)];
    return {
      run: [
        tf.einsum('ij,jk->ik', a, b),
        tf.einsum('ij,jk', a, b, {name: 'named'}),
        tf.einsum('ij->ji', a),
        tf.einsum('ij->', a),
        tf.einsum('i,j->ij', a.getitem(0), b.getitem(0)),
        tf.einsum('abc,cd->abd', c, tf.transpose(b)),
        tf.einsum('abc,ab->ca', c, a),
        tf.einsum('ii', positive()),
        tf.einsum('bij,bjk->bik', c, tf.ones([2, 4, 2])),
        tf.einsum('ab, ab -> b', a, a),
        tf.einsum('ij,jk,kl->il', a, b, tf.ones([4, 2])),
        tf.einsum('i,i,i->', a.getitem(0), a.getitem(1), a.getitem(0)),
      ],
    };
  },

  einsum_ellipses: () => {
    const [a, c] = [matrix(2, 2, 3), matrix(3, 4)];
    return {
      run: [
        tf.einsum('...ij,jk->...ik', a, c),
        tf.einsum('...i->...', a),
        tf.einsum('i...->...i', a),
        linalg.einsum('b...,b...', a, a),
      ],
    };
  },

  einsum_unknown_shapes: () => {
    const x = tf.placeholder(tf.float32, [null, 3]);
    const y = tf.placeholder(tf.float32, [3, null, null]);
    return {
      keep: [tf.einsum('ij,jkl->ikl', x, y), tf.einsum('ij,jkl->lki', x, y), tf.einsum('ij,ij->i', x, x)],
    };
  },
});

// Each element comes of long sums.
const decompositions = {
  matrix_norms: () => {
    const x = matrix(2, 3, 4);
    return {run: [tf.norm(x, 2, [-2, -1]), tf.norm(x, {ord: 2, axis: [0, 2], keepdims: true, name: 'kept'})]};
  },

  decompositions: () => {
    const p = positive();
    const factor = tf.cholesky(p);
    const run = [
      factor,
      linalg.logdet(p),
      tf.trace(p),
      linalg.trace(p, {name: 'sum'}),
      tf.matrix_determinant(p),
      linalg.inv(p),
      tf.matrix_inverse(p, {adjoint: true, name: 'other'}),
      tf.matrix_solve(p, tf.ones([3, 2])),
      linalg.triangular_solve(factor, tf.ones([3, 1])),
      tf.cholesky_solve(factor, tf.ones([3, 1])),
      linalg.slogdet(p)[1],
      tf.self_adjoint_eigvals(p),
      tf.svd(p, {compute_uv: false}),
      linalg.sqrtm(p),
      tf.eye(2, 3),
      tf.eye(2, {batch_shape: [2]}),
      tf.matrix_transpose(matrix(2, 2, 3)),
      linalg.adjoint(p),
    ];
    const keep = [tf.qr(p), linalg.eigh(p), tf.svd(p, {full_matrices: true, name: 'whole'})];
    return {run, keep};
  },
};
test_programs(decompositions, {rule: 'product'});
