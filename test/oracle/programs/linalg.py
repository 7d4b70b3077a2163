"""Programs on tf.linalg and tf.einsum: nodes, names and values."""
import numpy as np


def _matrix(tf, *shape):
    return tf.constant((np.arange(np.prod(shape), dtype=np.float32) * 5 % 7 - 3).reshape(shape), name="m")


def _positive(tf):
    return tf.constant(np.float32([[4, 1, 0], [1, 5, 2], [0, 2, 6]]), name="p")


def einsum_products(tf):
    a, b, c = _matrix(tf, 2, 3), _matrix(tf, 3, 4), _matrix(tf, 2, 3, 4)
    return dict(run=[tf.einsum("ij,jk->ik", a, b), tf.einsum("ij,jk", a, b, name="named"), tf.einsum("ij->ji", a), tf.einsum("ij->", a), tf.einsum("i,j->ij", a[0], b[0]),
                     tf.einsum("abc,cd->abd", c, tf.transpose(b)), tf.einsum("abc,ab->ca", c, a), tf.einsum("ii", _positive(tf)), tf.einsum("bij,bjk->bik", c, tf.ones([2, 4, 2])),
                     tf.einsum("ab, ab -> b", a, a), tf.einsum("ij,jk,kl->il", a, b, tf.ones([4, 2])), tf.einsum("i,i,i->", a[0], a[1], a[0])])


def einsum_ellipses(tf):
    a, c = _matrix(tf, 2, 2, 3), _matrix(tf, 3, 4)
    return dict(run=[tf.einsum("...ij,jk->...ik", a, c), tf.einsum("...i->...", a), tf.einsum("i...->...i", a), tf.linalg.einsum("b...,b...", a, a)])


def einsum_unknown_shapes(tf):
    x, y = tf.placeholder(tf.float32, [None, 3]), tf.placeholder(tf.float32, [3, None, None])
    return dict(keep=[tf.einsum("ij,jkl->ikl", x, y), tf.einsum("ij,jkl->lki", x, y), tf.einsum("ij,ij->i", x, x)])


def decompositions(tf):
    p = _positive(tf)
    factor = tf.cholesky(p)
    run = [factor, tf.linalg.logdet(p), tf.trace(p), tf.linalg.trace(p, name="sum"), tf.matrix_determinant(p), tf.linalg.inv(p), tf.matrix_inverse(p, adjoint=True, name="other"),
           tf.matrix_solve(p, tf.ones([3, 2])), tf.linalg.triangular_solve(factor, tf.ones([3, 1])), tf.cholesky_solve(factor, tf.ones([3, 1])), tf.linalg.slogdet(p)[1], tf.self_adjoint_eigvals(p),
           tf.svd(p, compute_uv=False), tf.linalg.sqrtm(p), tf.eye(2, 3), tf.eye(2, batch_shape=[2]), tf.matrix_transpose(_matrix(tf, 2, 2, 3)), tf.linalg.adjoint(p)]
    return dict(run=run, keep=[tf.qr(p), tf.linalg.eigh(p), tf.svd(p, full_matrices=True, name="whole")])


def matrix_norms(tf):
    x = _matrix(tf, 2, 3, 4)
    return dict(run=[tf.norm(x, 2, [-2, -1]), tf.norm(x, ord=2, axis=(0, 2), keepdims=True, name="kept")])
