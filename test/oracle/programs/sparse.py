"""Programs on tf.SparseTensor: how it is made, where it goes, and what is refused."""
import numpy as np


def _matrix(tf):
    return tf.SparseTensor([[0, 0], [1, 2], [2, 1]], [1.0, -2.0, 3.0], [3, 4])


def _parts(*sparse):
    return [part for tensor in sparse for part in (tensor.indices, tensor.values, tensor.dense_shape)]


def sparse_made(tf):
    a = _matrix(tf)
    b = tf.sparse.SparseTensor(indices=tf.constant([[1]], tf.int64, name="i"), values=["x"], dense_shape=tf.constant([2], tf.int64))
    with tf.name_scope("inside"):
        c = tf.SparseTensor.from_value(tf.SparseTensorValue([[0, 1]], np.array([5], np.int32), [1, 2]))
    d = tf.SparseTensor.from_value(c)
    v = tf.Variable([1.0, 2.0], name="v")
    e = tf.SparseTensor([[0], [1]], v, [2])
    return dict(run=_parts(a, b, c, d, e), init=v.initializer, shape=[a.shape.as_list(), b.get_shape().as_list()], dtype=[a.dtype.name, e.dtype.name],
                op=a.op, text=str(a), same=[d.values is c.values, a.graph is tf.get_default_graph()], consumers=[op.name for op in e.consumers()])


def sparse_placeholders(tf):
    a = tf.sparse_placeholder(tf.float32)
    b = tf.sparse.placeholder(tf.int64, [2, 3], name="b")
    c = tf.sparse_placeholder(tf.string, shape=[None, 3], name="c")
    d = tf.sparse_placeholder(tf.float32, tf.constant([2, 2], tf.int64), "d")
    shapes = [str(part.shape) for part in _parts(a, b, c, d)]
    return dict(shapes=shapes, shape=[str(a.shape), str(b.shape), str(c.shape), str(d.shape)])


def sparse_converted(tf):
    a = _matrix(tf)
    value = tf.SparseTensorValue(np.array([[1]]), np.array([2.5], np.float32), np.array([3]))
    convert = tf.convert_to_tensor_or_sparse_tensor
    return dict(run=_parts(convert(a, tf.float32), convert(value)) + [convert(1.0), convert([1, 2], tf.int64, "named"), convert(a.values, name="nothing")])


def sparse_through_cond(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    a = _matrix(tf)
    b = tf.cond(p, lambda: a, lambda: tf.SparseTensor([[1, 1]], [7.0], [3, 4]))
    c, d = tf.cond(p, lambda: (a.values * 2.0, b), lambda: (a.values, b))
    return dict(run=_parts(b, d) + [c, tf.SparseTensor([[0]], c[:1], [1]).dense_shape])


def sparse_cond_gradient(tf):
    p = tf.placeholder_with_default(False, [], name="p")
    a = _matrix(tf)
    b = tf.cond(p, lambda: a, lambda: tf.SparseTensor(a.indices, a.values * 3.0, a.dense_shape))
    return dict(run=_parts(b) + tf.gradients(b.values, a.values))


def sparse_through_loop(tf):
    a = _matrix(tf)
    body = lambda i, s: (i + 1, tf.SparseTensor(s.indices, s.values * 2.0, s.dense_shape))
    i, b = tf.while_loop(lambda i, s: i < 3, body, [0, a])
    return dict(run=_parts(b) + [i] + tf.gradients(b.values, a.values) + _parts(tf.SparseTensor([[0]], [1.0], [1])))


def sparse_grows_in_loop(tf):
    first = tf.sparse_placeholder(tf.float32, [None, 4], name="first")

    def body(i, s):
        row = tf.concat([tf.fill([1, 1], tf.cast(i, tf.int64)), tf.zeros([1, 1], tf.int64)], 1)
        return [i + 1, tf.SparseTensor(tf.concat([s.indices, row], 0), tf.concat([s.values, [1.5]], 0), s.dense_shape)]

    i, b = tf.while_loop(lambda i, s: i < 5, body, [2, first], shape_invariants=[tf.TensorShape([]), tf.TensorShape([2])], maximum_iterations=10)
    return dict(shapes=[str(part.shape) for part in _parts(b)], run=_parts(b), feed={"first/indices:0": [[0, 1], [1, 3]], "first/values:0": [1.0, 2.0], "first/shape:0": [5, 4]})


def sparse_alone_in_loop(tf):
    a = _matrix(tf)
    b = tf.while_loop(lambda s: tf.reduce_sum(s.values) < 9.0, lambda s: [tf.SparseTensor(s.indices, tf.abs(s.values) * 2.0, s.dense_shape)], [a])
    return dict(run=_parts(*b))


def sparse_loop_invariant_rank(tf):
    tf.while_loop(lambda i, s: i < 3, lambda i, s: (i + 1, s), [0, _matrix(tf)], shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, None])])


def sparse_loop_invariant_list(tf):
    tf.while_loop(lambda i, s: i < 3, lambda i, s: (i + 1, s), [0, _matrix(tf)], shape_invariants=[tf.TensorShape([]), 2])


def sparse_cond_of_other_dtype(tf):
    tf.cond(tf.placeholder(tf.bool, []), lambda: _matrix(tf), lambda: tf.SparseTensor([[0, 0]], [1], [3, 4]))


def sparse_indices_rank(tf):
    tf.SparseTensor([0, 1], [1.0, 2.0], [3])


def sparse_values_rank(tf):
    tf.SparseTensor([[0, 1]], [[1.0]], [3, 4])


def sparse_count(tf):
    tf.SparseTensor([[0, 1], [1, 1]], [1.0], [3, 4])


def sparse_as_tensor(tf):
    tf.convert_to_tensor_or_sparse_tensor(_matrix(tf), tf.int32)


def sparse_float_indices(tf):
    tf.SparseTensor(tf.constant([[0.5]]), [1.0], [3])


def sparse_from_no_value(tf):
    tf.SparseTensor.from_value([1, 2])
