"""Programs that use tf.SparseTensor: sets, texts in pieces, embeddings, CTC, confusion matrices; and the checks that some of them make."""
import numpy as np


def _parts(*sparse):
    return [part for tensor in sparse for part in (tensor.indices, tensor.values, tensor.dense_shape)]


def _values(*shape):
    return (np.arange(np.prod(shape), dtype=np.float32) * 5 % 7 / 4 - 0.5).reshape(shape)


def set_functions(tf):
    a, b = tf.constant([[1, 2, 3], [4, 5, 5]], name="a"), tf.constant([[3, 4], [5, 6]], name="b")
    c = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [1, 4, 5], [2, 2])
    sets = tf.sets
    return dict(run=[sets.size(c), sets.set_size(sets.union(a, b), False)] + _parts(
        sets.intersection(a, b), sets.set_intersection(c, a), sets.difference(a, b), sets.set_difference(c, a), sets.difference(a, c, False), sets.union(c, c),
        sets.set_union(a, tf.SparseTensorValue([[0, 0]], np.array([9], np.int32), [2, 1]), validate_indices=False)))


def set_size_of_dense(tf):
    tf.sets.size(tf.constant([[1]], name="a"))


def set_of_floats(tf):
    tf.sets.union(tf.constant([[1.0]]), tf.constant([[1.0]]))


def set_of_other_dtype(tf):
    tf.sets.difference(tf.constant([[1]]), tf.constant([["x"]]))


def edit_distances(tf):
    a = tf.SparseTensor([[0, 0], [1, 0], [1, 1]], ["a", "b", "c"], [2, 2])
    b = tf.SparseTensor([[0, 0], [1, 0], [1, 1], [1, 2]], ["a", "c", "b", "c"], [2, 3])
    return dict(run=[tf.edit_distance(a, b), tf.edit_distance(a, tf.SparseTensorValue([[0, 0]], ["x"], [2, 1]), normalize=False, name="far")])


def edit_distance_of_dense(tf):
    tf.edit_distance(tf.constant([[1]]), tf.constant([[1]]))


def edit_distance_truth(tf):
    tf.edit_distance(tf.SparseTensor([[0, 0]], [1], [1, 1]), tf.constant([[1]]))


def texts_split(tf):
    t = tf.constant(["a b", " c,d  e", ""], name="t")
    return dict(run=_parts(tf.string_split(t), tf.string_split(t, " ,", skip_empty=False), tf.string_split(["x-y"], delimiter="-", name="named"),
                           tf.strings.split(t), tf.strings.split(t, sep=",", maxsplit=1), tf.strings.split(source=["p::q::r"], sep="::", name="pieces")))


def texts_split_twice_told(tf):
    tf.string_split(["a"], sep=" ", delimiter=",")


def texts_split_result_type(tf):
    tf.string_split(["a"], result_type="list")


def texts_split_none(tf):
    tf.strings.split(["a"], source=["b"])


def ctc_losses(tf):
    x = tf.constant(_values(4, 2, 3), name="x")
    labels = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [0, 1, 1], [2, 2])
    n = tf.constant([4, 3], name="n")
    nn = tf.nn
    loss = nn.ctc_loss(labels, x, n)
    turned = nn.ctc_loss(labels, logits=tf.transpose(x, [1, 0, 2]), sequence_length=[4, 3], time_major=False)
    other = nn.ctc_loss_v2(labels, x, None, n, blank_index=2)
    first = nn.ctc_loss_v2(tf.SparseTensor(labels.indices, labels.values + 1, labels.dense_shape), x, None, n, blank_index=0)
    last = nn.ctc_loss_v2(labels, x, None, n, blank_index=-1)
    middle = nn.ctc_loss_v2(tf.SparseTensor([[0, 0], [1, 0]], [0, 2], [2, 1]), x, None, n, blank_index=-2)
    return dict(run=[loss, turned, other, first, last, middle] + tf.gradients([loss, first], x))


def ctc_decoders(tf):
    x = tf.constant(_values(4, 2, 3), name="x")
    nn = tf.nn
    greedy, p = nn.ctc_greedy_decoder(x, [4, 3])
    plain, q = nn.ctc_greedy_decoder(x, tf.constant([2, 4], name="n"), merge_repeated=False)
    beams, r = nn.ctc_beam_search_decoder(x, [4, 3], beam_width=5, top_paths=2)
    others, s = nn.ctc_beam_search_decoder_v2(x, [4, 4], 3)
    return dict(run=_parts(*(greedy + plain + beams + others)) + [p, q, r, s], count=[len(greedy), len(beams), len(others)])


def ctc_labels_changed(tf):
    labels = tf.placeholder(tf.int32, [2, 5], name="labels")
    collapsed, length = tf.nn.collapse_repeated(labels, [4, 3])
    more, other = tf.nn.collapse_repeated(tf.placeholder_with_default(np.array([[1, 1, 2]], np.int32), [None, None], name="p"), tf.constant([3], tf.int64, name="c"), name="named")
    y, i = tf.nn.ctc_unique_labels(labels)
    return dict(run=[collapsed, length, more, other, y, i], feed={"labels:0": [[1, 1, 2, 2, 1], [3, 3, 3, 0, 0]]})


def ctc_loss_of_dense(tf):
    tf.nn.ctc_loss(tf.constant([[1]]), tf.zeros([2, 1, 3]), [2])


def ctc_loss_two_inputs(tf):
    tf.nn.ctc_loss(tf.SparseTensor([[0, 0]], [1], [1, 1]), tf.zeros([2, 1, 3]), [2], logits=tf.zeros([2, 1, 3]))


def ctc_loss_without_blank(tf):
    tf.nn.ctc_loss_v2(tf.SparseTensor([[0, 0]], [1], [1, 1]), tf.zeros([2, 1, 3]), None, [2])


def embeddings(tf):
    t = tf.constant(_values(5, 2), name="t")
    v = tf.Variable(_values(3, 2), name="v")
    h = tf.get_variable("h", initializer=_values(4, 2), use_resource=True)
    i = tf.constant([[1, 2], [0, 2]], name="i")
    lookup = tf.nn.embedding_lookup
    a, b, c = lookup(t, i), lookup(v, [2, 0], name="named"), lookup(h, 1)
    d = lookup(t, i, max_norm=0.5)
    return dict(run=[a, b, c, d, tf.gradients(a, t)[0].values, tf.gradients(d * 2.0, t)[0].values, tf.gradients([b, c], [h])[0].values], init=tf.global_variables_initializer())


def embeddings_in_parts(tf):
    parts = [tf.constant(_values(n, 2), name="t") for n in (3, 2, 2)]
    h = [tf.get_variable("h%d" % k, initializer=_values(n, 2), use_resource=True) for k, n in enumerate((2, 2))]
    p = [tf.placeholder_with_default(_values(n, 2), [None, 2], name="p") for n in (2, 1)]
    i = tf.placeholder(tf.int32, [2, 2], name="i")
    lookup = tf.nn.embedding_lookup
    a, b = lookup(parts, i), lookup(parts, i, "div", "blocks")
    c = lookup(h, tf.placeholder(tf.int64, [2], name="j"))
    d = lookup(p, [2, 1, 0], partition_strategy="div", max_norm=0.5)
    return dict(run=[a, b, c, d] + [g.values for g in tf.gradients([a, c], parts + h)], init=tf.global_variables_initializer(), shapes=[str(t.shape) for t in (a, b, c, d)],
                feed={"i:0": [[6, 2], [0, 5]], "j:0": [3, 0]})


def embeddings_combined(tf):
    t = tf.constant(_values(5, 2), name="t")
    ids = tf.SparseTensor([[0, 0], [0, 1], [1, 0], [2, 0]], tf.placeholder(tf.int32, [4], name="i"), [3, 2])
    w = tf.SparseTensor([[0, 0], [0, 1], [1, 0], [2, 0]], [0.5, 1.5, 2.0, 1.0], [3, 2])
    long = tf.cast(ids, tf.int64)
    lookup = tf.nn.embedding_lookup_sparse
    plain = [lookup(t, ids, None, combiner=c) for c in ("sum", "mean", "sqrtn")]
    weighted = [lookup(t, long, w, combiner=c, name="w") for c in ("sum", "mean", "sqrtn")]
    half = lookup(tf.cast(t, tf.float16), ids, tf.cast(w, tf.float64), combiner="mean")
    parts = lookup([t, t], ids, w, "div", combiner="sum", max_norm=1.0)
    return dict(run=plain + weighted + [half, parts] + [g.values for g in tf.gradients([plain[1], weighted[2]], [t])] + tf.gradients(weighted, w.values),
                feed={"i:0": [1, 3, 1, 4]})


def embeddings_safe(tf):
    t = tf.constant(_values(5, 2), name="t")
    v = tf.get_variable("v", initializer=_values(5, 2), use_resource=True)
    ids = tf.SparseTensor([[0, 0], [0, 1], [2, 0]], [1, -1, 4], [4, 2])
    w = tf.SparseTensor([[0, 0], [0, 1], [2, 0]], [0.5, 1.5, -2.0], [4, 2])
    deep = tf.SparseTensor([[0, 0, 0], [1, 1, 0]], [2, 3], [2, 2, 1])
    safe = tf.nn.safe_embedding_lookup_sparse
    row = tf.sparse_placeholder(tf.int64, name="row")
    out = [safe(t, ids), safe([t], ids, w, default_id=2, name="named"), safe(v, tf.cast(ids, tf.int64), w, combiner="sum"), safe(t, deep), safe(t, row)]
    return dict(run=out, shapes=[str(x.shape) for x in out], init=v.initializer, feed={"row/indices:0": [[0, 1], [1, 0]], "row/values:0": [1, 2], "row/shape:0": [3, 2]})


def embeddings_combiner(tf):
    tf.nn.embedding_lookup_sparse(tf.zeros([2, 2]), tf.SparseTensor([[0, 0]], [1], [1, 1]), None, combiner="max")


def embeddings_dense_ids(tf):
    tf.nn.embedding_lookup_sparse(tf.zeros([2, 2]), tf.constant([[0]]), None, combiner="sum")


def embeddings_weights_count(tf):
    tf.nn.embedding_lookup_sparse(tf.zeros([2, 2]), tf.SparseTensor([[0, 0]], [1], [1, 1]), tf.SparseTensor([[0, 0], [0, 1]], [1.0, 2.0], [1, 2]), combiner="sum")


def embeddings_strategy(tf):
    tf.nn.embedding_lookup([tf.zeros([2, 2]), tf.zeros([2, 2])], [0], "by turns")


def embeddings_no_table(tf):
    tf.nn.embedding_lookup([], [0])


def embeddings_safe_no_table(tf):
    tf.nn.safe_embedding_lookup_sparse([], tf.SparseTensor([[0, 0]], [1], [1, 1]))


def norms_clipped(tf):
    x = tf.constant([[3.0, 4.0], [0.0, 0.0], [0.3, 0.4]], name="x")
    n = tf.constant(2.0, name="n")
    s = tf.IndexedSlices(x, tf.constant([0, 1, 2]), tf.constant([9, 2]))
    a, b, c = tf.clip_by_norm(x, 1.0), tf.clip_by_norm(x, n, axes=[1], name="rows"), tf.clip_by_norm(s, 1.0, 0)
    return dict(run=[a, b, c.values, c.indices] + tf.gradients([a, b], x))


def confusion_matrices(tf):
    a, b = tf.constant([1, 2, 4], name="a"), tf.constant([2, 2, 4], name="b")
    m = tf.confusion_matrix
    u = tf.placeholder_with_default(np.array([[0], [1]], np.int32), None, name="u")
    k = tf.constant(5, name="k")
    return dict(run=[m(a, b), m(a, b, 6, tf.float32, "named"), tf.math.confusion_matrix(a, tf.expand_dims(b, 1), num_classes=k, weights=[1, 2, 3]), m(u, [1, 1], 3),
                     m(labels=[[0], [1]], predictions=[1, 1])])


def confusion_matrix_out_of_bound(tf):
    a = tf.placeholder_with_default(np.array([0, 3]), [2], name="a")
    return dict(run=[tf.confusion_matrix(a, [0, 1], num_classes=2)])


def confusion_matrix_negative(tf):
    tf.confusion_matrix([0, -1], [0, 1], num_classes=2)


def confusion_matrix_weights(tf):
    tf.confusion_matrix([0, 1], [0, 1], weights=[1.0, 2.0, 3.0])


def signs_asserted(tf):
    x = tf.placeholder_with_default([1.5, 2.0], [2], name="x")
    y = tf.negative(x, name="y")
    tf.assert_positive(x), tf.assert_negative(y, message="told", name="below"), tf.assert_non_negative(x, data=["here", x], summarize=3), tf.assert_non_positive(y)


def signs_assert_negative_static(tf):
    tf.assert_negative(tf.constant([1.5, -2.0], name="x"), message="Wrong")


def embeddings_of_contrib(tf):
    t = tf.constant(_values(5, 2), name="t")
    ids = tf.SparseTensor([[0, 0], [0, 1], [2, 0]], tf.placeholder(tf.int32, [3], name="i"), [4, 2])
    w = tf.SparseTensor([[0, 0], [0, 1], [2, 0]], [0.5, 1.5, 2.0], [4, 2])
    layers = tf.contrib.layers
    p = tf.placeholder(tf.int64, [None, 2], name="p")
    a, b = layers.safe_embedding_lookup_sparse(t, ids), layers.safe_embedding_lookup_sparse([t], ids, w, "sqrtn", 3, "named")
    c, d = layers.embedding_lookup_unique(t, [[1, 2], [1, 1]]), layers.embedding_lookup_unique([t, t], p, "div", name="once")
    e = tf.contrib.framework.convert_to_tensor_or_sparse_tensor(1.0)
    return dict(run=[a, b, c, d, e], shapes=[str(x.shape) for x in (a, b, c, d)], feed={"i:0": [1, -1, 4], "p:0": [[1, 9], [9, 2]]})


def embeddings_of_contrib_integers(tf):
    tf.contrib.layers.safe_embedding_lookup_sparse(tf.constant([[1]]), tf.SparseTensor([[0, 0]], [0], [1, 1]), combiner="sum")
