"""Gradients through sparse ops that refuse. (Those of the larger and the smaller of two fail by a slip in TensorFlow's Python.)"""
from common import tf
from tensorflow.python.ops import gen_sparse_ops

F = tf.float32


def parts(name):
    """Indices, values and shape of a sparse matrix; only the values are fed."""
    return tf.constant([[0, 1], [1, 0]], tf.int64), tf.placeholder(F, [2], name=name), tf.constant([2, 2], tf.int64)


def added_to_dense():
    indices, x, shape = parts("x")
    dense = tf.placeholder(F, [2, 2], name="dense")
    y = gen_sparse_ops.sparse_dense_cwise_add(indices, x, shape, dense)
    return [y], [x, dense], {x: [1.0, 2.0], dense: [[1.0, 2.0], [3.0, 4.0]]}


CASES = [added_to_dense]
