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


def sparse_grouped(tf):
    a = _matrix(tf)
    with tf.device("/cpu:0"):
        b = tf.SparseTensor(a.indices, a.values * 2.0, a.dense_shape)
    return dict(done=[tf.group(a, [b], name="both"), tf.group(b)])


def sparse_mapped(tf):
    tf.map_fn(tf.square, _matrix(tf))


def sparse_in_the_place_of_a_tensor(tf):
    tf.matmul(_matrix(tf), tf.ones([4, 2]))


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


def _unordered(tf):
    return tf.SparseTensor([[2, 1], [0, 3], [0, 0]], [4.0, 5.0, 6.0], [3, 4])


def _row(tf, name="row"):
    return tf.sparse_placeholder(tf.float32, name=name)


def sparse_dense(tf):
    a = _matrix(tf)
    i = tf.constant([[1], [3]], tf.int64, name="i")
    back = tf.sparse.from_dense(tf.constant([[0, 1], [2, 0]], name="x"))
    return dict(run=[
        tf.sparse.to_dense(a), tf.sparse_tensor_to_dense(a, -1.0, name="named"), tf.sparse_to_dense([[0, 1], [2, 0]], [3, 2], [1.5, 2.5]),
        tf.sparse_to_dense(i, [5], 7, validate_indices=False, default_value=1, name="filled"), tf.sparse_to_dense(2, [4], tf.constant(True), False)] + _parts(back))


def sparse_eyes(tf):
    n = tf.placeholder_with_default(3, [], name="n")
    a, b, c = tf.sparse.eye(2), tf.sparse.eye(2, 3, dtype=tf.int32, name="wide"), tf.sparse.eye(n)
    return dict(run=_parts(a, b, c), shape=[str(a.shape), str(b.shape), str(c.shape)])


def sparse_more_axes(tf):
    a = _matrix(tf)
    k = tf.placeholder_with_default(1, [], name="k")
    return dict(run=_parts(tf.sparse.expand_dims(a), tf.sparse.expand_dims(a, 0), tf.sparse.expand_dims(a, -2, name="named"), tf.sparse.expand_dims(a, k)))


def sparse_indicators(tf):
    ids = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [3, 1, 2], [2, 2])
    weights = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [0.5, 1.5, 2.5], [2, 2])
    long = tf.cast(ids, tf.int64)
    size = tf.constant(4, tf.int64, name="size")
    merge = tf.sparse.merge
    return dict(run=[tf.sparse.to_indicator(ids, 5), tf.sparse_to_indicator(long, size, name="named")] + _parts(
        merge(ids, weights, 5), tf.sparse_merge(long, weights, size, "merged", True), merge([ids, long], weights, [5, size])))


def sparse_products(tf):
    a, b = _matrix(tf), tf.reshape(tf.range(8, dtype=tf.float32), [4, 2])
    c = tf.ones([3, 2])
    matmul = tf.sparse.matmul
    x = matmul(a, b)
    y = tf.sparse_tensor_dense_matmul(a, c, adjoint_a=True, name="turned")
    z = matmul(a, tf.transpose(b), adjoint_b=True)
    d = tf.sparse_matmul(c, [[1.0, 0.0], [2.0, 3.0]], transpose_b=True, b_is_sparse=True, name="dense")
    gradients = tf.gradients([x, y, z], [a.values, b, c])
    return dict(run=[x, y, z, d, tf.sparse.sparse_dense_matmul(tf.SparseTensorValue([[0, 1]], [2.0], [2, 2]), [[1.0], [3.0]])] + gradients)


def sparse_orders(tf):
    a = _unordered(tf)
    b = tf.sparse_reorder(_row(tf))
    c = tf.sparse.reorder(a, name="ordered")
    return dict(run=_parts(b, c) + tf.gradients(c.values * [1.0, 2.0, 3.0], a.values), shapes=[str(b.shape), str(c.shape)],
                feed={"row/indices:0": [[1], [0]], "row/values:0": [1.0, 2.0], "row/shape:0": [4]})


def sparse_reshaped(tf):
    a = _matrix(tf)
    s = tf.placeholder_with_default(np.array([2, 6]), [2], name="s")
    out = [tf.sparse.reshape(a, [2, -1]), tf.sparse_reshape(a, (12,), name="flat"), tf.sparse.reshape(a, s), tf.sparse.reshape(a, tf.constant([4, 3], tf.int64)),
           tf.sparse.reshape(_row(tf), [-1])]
    return dict(run=_parts(*out), shapes=[str(sparse.shape) for sparse in out], feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1.0, 2.0], "row/shape:0": [2, 2]})


def sparse_cut(tf):
    a = _matrix(tf)
    parts = tf.sparse.split(sp_input=a, num_split=2, axis=1)
    rows = tf.sparse_split(sp_input=a, num_split=2, axis=tf.constant(0, tf.int64), name="rows")
    middle = tf.sparse.slice(a, [0, 1], [2, 2])
    far = tf.sparse_slice(a, tf.constant([1, 0], tf.int64), [5, 5], name="far")
    return dict(run=_parts(*(parts + rows + [middle, far])) + tf.gradients([middle.values, far.values], a.values))


def sparse_turned(tf):
    a = _matrix(tf)
    b = _row(tf)
    out = [tf.sparse.transpose(a), tf.sparse_transpose(a, [0, 1], name="same"), tf.sparse.transpose(a, tf.constant([1, 0])), tf.sparse.transpose(b), tf.sparse.transpose(b, [1, 0])]
    return dict(run=_parts(*out), shapes=[str(sparse.shape) for sparse in out], feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1.0, 2.0], "row/shape:0": [2, 3]})


def sparse_retained(tf):
    a = _matrix(tf)
    b = tf.sparse.retain(a, [True, False, True])
    c = tf.sparse_retain(a, a.values > 0.0)
    return dict(run=_parts(b, c) + [tf.gradients(c.values, a.values)[0].values])


def sparse_shapes_reset(tf):
    a, b = _matrix(tf), _row(tf)
    s = tf.placeholder_with_default(np.array([3, 3]), [2], name="s")
    reset = tf.sparse.reset_shape
    out = [reset(a), reset(a, [4, 4]), tf.sparse_reset_shape(a, tf.constant([3, 9], tf.int64)), reset(b, s), reset(b)]
    return dict(run=_parts(*out), shapes=[str(sparse.shape) for sparse in out], feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1.0, 2.0], "row/shape:0": [2, 3]})


def sparse_shape_reset_smaller(tf):
    b = _row(tf)
    s = tf.placeholder_with_default(np.array([3, 2]), [2], name="s")
    return dict(run=[tf.sparse.reset_shape(b, s).dense_shape], feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1.0, 2.0], "row/shape:0": [2, 2]})


def sparse_rows_filled(tf):
    a = tf.SparseTensor([[0, 0], [2, 1]], [1.0, 3.0], [4, 2])
    b, empty = tf.sparse.fill_empty_rows(a, -1.0)
    d = tf.constant(9.0, name="d")
    c, _ = tf.sparse_fill_empty_rows(a, d, name="named")
    return dict(run=_parts(b, c) + [empty] + tf.gradients(c.values * 2.0, [a.values, d]))


def sparse_soft(tf):
    a = tf.SparseTensor([[0, 0], [0, 2], [2, 1]], [1.0, 3.0, 2.0], [3, 3])
    b, c = tf.sparse.softmax(a), tf.sparse_softmax(a, "named")
    return dict(run=_parts(b, c) + tf.gradients(b.values * [1.0, 2.0, 3.0], a.values))


def sparse_masked(tf):
    a = tf.IndexedSlices(tf.constant([[1.0], [2.0], [3.0]]), tf.constant([1, 4, 5]), tf.constant([9, 1]))
    b, c = tf.sparse.mask(a, [4]), tf.sparse_mask(a, tf.constant([1, 5]), name="named")
    return dict(run=[b.values, b.indices, b.dense_shape, c.values, c.indices])


def sparse_sums(tf):
    a, b = _matrix(tf), tf.SparseTensor([[1, 2], [2, 3]], [2.0, 1.0], [3, 4])
    add = tf.sparse.add
    c, d, e = add(a, b), tf.sparse_add(a, b, 1.0), add(a, b, thresh=0.5)
    f = add(_row(tf), a)
    dense = tf.ones([3, 4])
    g, h = add(a, dense), add(dense, b)
    gradients = tf.gradients([c.values, g, h], [a.values, b.values, dense])
    return dict(run=_parts(c, d, e, f) + [g, h] + gradients, shapes=[str(sparse.shape) for sparse in (c, d, e, f)],
                feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1.0, 2.0], "row/shape:0": [3, 4]})


def sparse_joined(tf):
    a, b = _matrix(tf), tf.SparseTensor([[0, 2], [2, 0]], [7.0, 8.0], [3, 5])
    c = tf.SparseTensor([[1, 1]], [9.0], [2, 4])
    concat = tf.sparse.concat
    wide, deep = concat(1, [a, b]), tf.sparse_concat(0, [a, c, a], name="deep")
    last = concat(-1, [a, b, tf.sparse.reshape(_row(tf), [3, 2])])
    expanded = concat(0, [a, b], expand_nonconcat_dim=True)
    both = concat(-1, [a, c], None, None, expand_nonconcat_dims=True)
    out = [wide, deep, last, expanded, both, concat(1, [a])]
    return dict(run=_parts(*out), shapes=[str(sparse.shape) for sparse in out], same=out[5] is a,
                feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1.0, 2.0], "row/shape:0": [2, 3]})


def sparse_compared(tf):
    a, b = _matrix(tf), tf.SparseTensor([[1, 2], [2, 3]], [2.0, 1.0], [3, 4])
    return dict(run=_parts(tf.sparse.maximum(a, b), tf.sparse.minimum(a, b, name="least"), tf.sparse_maximum(b, a), tf.sparse_minimum(b, b)))


def sparse_crosses(tf):
    a = tf.SparseTensor([[0, 0], [1, 0], [1, 1]], ["a", "b", "c"], [2, 2])
    b = tf.SparseTensor([[0, 0], [1, 0]], ["d", "e"], [2, 1])
    c = tf.constant([[1], [2]], name="c")
    hashed = tf.sparse.cross_hashed
    return dict(run=_parts(tf.sparse.cross([a, b]), tf.sparse.cross([a, c, b], name="named"), hashed([a, b]), hashed([a, c], num_buckets=10), hashed([b, c], 100, 7, "keyed")))


def sparse_reductions(tf):
    a, b = _matrix(tf), _row(tf)
    s, k = tf.sparse, tf.placeholder_with_default(1, [], name="k")
    dense = [s.reduce_sum(a), s.reduce_sum(a, 1), tf.sparse_reduce_sum(a, [0], True), s.reduce_max(a, axis=-1), tf.sparse_reduce_max(a, keepdims=True), s.reduce_sum(b),
             s.reduce_sum(a, reduction_axes=[0, 1]), s.reduce_max(b, k), s.reduce_sum(a, 0, keep_dims=True)]
    sparse = [s.reduce_sum_sparse(a, 1), tf.sparse_reduce_sum_sparse(a), s.reduce_max_sparse(a, 0, True), tf.sparse_reduce_max_sparse(b, k)]
    return dict(run=dense + _parts(*sparse) + tf.gradients([dense[1], dense[2]], a.values), shapes=[str(t.shape) for t in dense],
                feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1.0, 2.0], "row/shape:0": [3, 4]})


def sparse_serialized(tf):
    a = _matrix(tf)
    one, many = tf.serialize_sparse(a), tf.serialize_many_sparse(a, name="many")
    back = tf.deserialize_many_sparse(tf.stack([one, one]), tf.float32)
    rows = tf.io.deserialize_many_sparse(many, tf.float32, rank=2, name="rows")
    variant = tf.io.serialize_sparse(a, "variant", tf.variant)
    return dict(run=_parts(back, rows), shapes=[str(part.shape) for part in _parts(back, rows)], other=[variant, tf.io.serialize_many_sparse(a, out_type=tf.variant)])


def sparse_facts(tf):
    a, b = _matrix(tf), _row(tf)
    return dict(run=[tf.shape(a), tf.shape(b, out_type=tf.int64, name="long"), tf.size(a), tf.size(b, "count", tf.int64), tf.rank(a), tf.rank(b, name="r")],
                feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1.0, 2.0], "row/shape:0": [3, 4]})


def sparse_casts(tf):
    a = _matrix(tf)
    b, c, d = tf.cast(a, tf.int32), tf.to_double(a), tf.cast(a, tf.float32, name="same")
    return dict(run=_parts(b, c, d))


def sparse_operators(tf):
    a, b = _matrix(tf), tf.SparseTensor([[0, 1]], [7], [2, 2])
    x = tf.constant([[2.0], [4.0], [-1.0]], name="x")
    c, d, e = a * x, a / 2.0, x * a
    f = b / tf.constant([[2], [3]])
    g = a.__div__(x)
    return dict(run=_parts(c, d, e, f, g) + tf.gradients([c.values, g.values], [a.values, x]))


def sparse_elementwise(tf):
    a = _matrix(tf)
    m = tf.math
    return dict(run=_parts(tf.abs(a), tf.negative(a, name="minus"), tf.sign(a), m.square(a), tf.sqrt(tf.abs(a)), tf.erf(a), m.tanh(a, "named"), m.bessel_i0e(a), m.bessel_i1e(a))
                + [tf.abs(a.values)])


def sparse_comparisons_asserted(tf):
    x, y = tf.placeholder_with_default([1, 2], [2], name="x"), tf.constant([2, 3], name="y")
    tf.assert_less(x, y), tf.assert_less_equal(x, y, name="le"), tf.assert_greater(y, x, message="told"), tf.assert_greater_equal(y, x), tf.assert_none_equal(x, y, summarize=2)


def sparse_assert_less_static(tf):
    tf.assert_less_equal(tf.constant([1, 4]), tf.constant([2, 3]), message="in order")


def sparse_add_dense(tf):
    tf.sparse.add(tf.ones([2]), tf.ones([2]))


def sparse_add_shapes(tf):
    tf.sparse.add(_matrix(tf), tf.SparseTensor([[0, 0]], [1.0], [3, 5]))


def sparse_concat_nothing(tf):
    tf.sparse.concat(0, _matrix(tf))


def sparse_concat_two_names(tf):
    tf.sparse.concat(0, [_matrix(tf)], concat_dim=1)


def sparse_concat_two_wishes(tf):
    tf.sparse.concat(0, [_matrix(tf), _matrix(tf)], expand_nonconcat_dims=True)


def sparse_split_positional(tf):
    tf.sparse.split(_matrix(tf), 2, 0)


def sparse_split_without_axis(tf):
    tf.sparse.split(sp_input=_matrix(tf), num_split=2)


def sparse_reshape_count(tf):
    tf.sparse.reshape(_matrix(tf), [5, -1])


def sparse_reshape_two_unknown(tf):
    tf.sparse.reshape(_matrix(tf), [-1, -1])


def sparse_reset_static(tf):
    tf.sparse.reset_shape(_matrix(tf), [3, 3])


def sparse_reset_rank(tf):
    tf.sparse.reset_shape(_matrix(tf), [3, 4, 5])


def sparse_retain_count(tf):
    tf.sparse.retain(_matrix(tf), [True, False])


def sparse_reorder_dense(tf):
    tf.sparse.reorder(tf.ones([2, 2]))


def sparse_merge_sizes(tf):
    tf.sparse.merge([_matrix(tf)], _matrix(tf), [2, 3])


def sparse_merge_size_type(tf):
    tf.sparse.merge(_matrix(tf), _matrix(tf), "5")


def sparse_eye_float(tf):
    tf.sparse.eye(2.5)


def sparse_cross_tuple(tf):
    tf.sparse.cross([_matrix(tf), "x"])


def sparse_matmul_shapes(tf):
    tf.sparse.matmul(_matrix(tf), tf.ones([3, 2]))
