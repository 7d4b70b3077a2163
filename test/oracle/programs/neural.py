"""Programs on tf.nn, initializers, regularizers, random numbers and checks, beyond the plain calls of library.py."""


def softmax_axes(tf):
    x = tf.constant([[[0.5, -2.0], [3.0, 1.0]], [[4.0, -0.25], [0.0, 2.0]]], name="x")
    rows = tf.placeholder_with_default([[1.0, 2.0, 4.0]], [None, 3], name="rows")
    return dict(run=[tf.nn.softmax(x, axis=1), tf.nn.softmax(x, axis=-2), tf.nn.log_softmax(x, axis=0), tf.nn.softmax(x, dim=2),
                     tf.nn.log_softmax(rows), tf.nn.softmax(rows, 0, name="named")])


def softmax_axis_out_of_range(tf):
    tf.nn.softmax(tf.zeros([2, 3]), axis=2)


def softmax_both_axes(tf):
    tf.nn.softmax(tf.zeros([2, 3]), axis=1, dim=1)


def cross_entropies(tf):
    logits = tf.placeholder_with_default([[[0.5, -2.0, 1.0], [3.0, 1.0, 0.0]]], [None, 2, 3], name="logits")
    fixed = tf.constant([[[0.5, -2.0, 1.0], [3.0, 1.0, 0.0]]], name="fixed")
    labels = tf.constant([[[0.0, 1.0, 0.0], [0.5, 0.25, 0.25]]], name="labels")
    classes = tf.constant([[1, 2]], name="classes")
    half = tf.constant([[0.5, -2.0, 1.0]], tf.float16, name="half")
    nn = tf.nn
    return dict(run=[
        nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits), nn.softmax_cross_entropy_with_logits_v2(labels, fixed, name="named"),
        nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=fixed, axis=1), nn.softmax_cross_entropy_with_logits(labels=labels, logits=fixed, dim=0),
        nn.softmax_cross_entropy_with_logits(labels=tf.constant([[0.0, 1.0, 0.0]]), logits=half, name="halves"),
        nn.sparse_softmax_cross_entropy_with_logits(labels=classes, logits=fixed), nn.sparse_softmax_cross_entropy_with_logits(labels=classes, logits=logits, name="sparse"),
        nn.sparse_softmax_cross_entropy_with_logits(labels=[1], logits=half), nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name="sigmoids")])


def sparse_cross_entropy_scalar_logits(tf):
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.constant(1), logits=tf.constant(1.0))


def sparse_cross_entropy_rank(tf):
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.zeros([2, 3], tf.int32), logits=tf.zeros([2, 3]))


def sparse_cross_entropy_shape(tf):
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.zeros([3], tf.int32), logits=tf.zeros([2, 3]))


def cross_entropy_positional(tf):
    tf.nn.softmax_cross_entropy_with_logits(tf.zeros([2, 3]), tf.zeros([2, 3]))


def cross_entropy_without_logits(tf):
    tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.zeros([2, 3]))


def sigmoid_cross_entropy_shapes(tf):
    tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.zeros([2, 3]), logits=tf.zeros([2]))


def moments_and_statistics(tf):
    x = tf.constant([[0.5, -2.0, 3.0], [1.0, 4.0, -0.25]], name="x")
    u = tf.placeholder_with_default([[0.5, -2.0, 3.0], [1.0, 4.0, -0.25]], [None, 3], name="u")
    half = tf.cast(x, tf.float16)
    runs = list(tf.nn.moments(half, [0])) + list(tf.nn.moments(u, axes=[1], keep_dims=True, name="kept")) + list(tf.nn.moments(u, 0))
    runs += list(tf.nn.moments(tf.Variable(x, name="v").initialized_value(), [0, 1]))
    counts, mean_ss, variance_ss, shift = tf.nn.sufficient_statistics(x, [0])
    runs += list(tf.nn.normalize_moments(counts, mean_ss, variance_ss, shift))
    counts, mean_ss, variance_ss, shift = tf.nn.sufficient_statistics(u, [0], shift=1.0, keep_dims=True, name="shifted")
    runs += list(tf.nn.normalize_moments(counts, mean_ss, variance_ss, shift, name="normal"))
    mean, variance = tf.nn.moments(x, [0], keep_dims=False)
    runs += [tf.nn.batch_normalization(u, mean, variance, tf.constant([1.0, 2.0, 3.0]), tf.constant([2.0, 2.0, 2.0]), 1e-3, name="full")]
    runs += [tf.nn.batch_normalization(u, mean, variance, None, tf.constant([2.0, 2.0, 2.0]), 1e-3)]
    return dict(run=runs, init=tf.global_variables_initializer())


def activations_of_other_types(tf):
    i = tf.constant([-2, 0, 3], name="i")
    h = tf.constant([-2.0, 0.0, 3.0], tf.float64, name="h")
    return dict(run=[tf.nn.relu(i), tf.nn.leaky_relu(i), tf.nn.elu(h), tf.nn.relu6(h, name="six"), tf.nn.softplus(h), tf.nn.selu([1.0, -1.0])])


def bias_add_formats(tf):
    images = tf.placeholder(tf.float32, [None, 2, 4, 5])
    tf.nn.bias_add(images, [1.0, 2.0], data_format="NCHW")
    tf.nn.bias_add(images, tf.zeros([5]), "NHWC", name="last")
    tf.nn.bias_add(tf.zeros([2, 3, 4]), tf.zeros([3]), data_format="NCW")
    tf.gradients(tf.nn.bias_add(images, [1.0, 2.0], data_format="NCHW"), [images])


def bias_add_format_unknown(tf):
    tf.nn.bias_add(tf.zeros([2, 3]), tf.zeros([3]), data_format="CHWN")


def l2_and_zero_fraction(tf):
    x = tf.constant([[3.0, -4.0], [0.0, 0.0]], name="x")
    u = tf.placeholder_with_default([0, 1, 0, 2], [None], name="u")
    return dict(run=[tf.nn.l2_loss(x), tf.nn.l2_normalize(x), tf.nn.l2_normalize(x, axis=[1], epsilon=1e-3, name="rows"), tf.nn.l2_normalize(x, dim=0),
                     tf.nn.zero_fraction(u, name="share"), tf.nn.relu_layer(x, tf.ones([2, 3]), tf.zeros([3]), name="layer")])


def top_and_in_top(tf):
    x = tf.constant([[0.5, -2.0, 3.0], [1.0, 4.0, -0.25]], name="x")
    u = tf.placeholder_with_default([0.0, 2.0, 1.0], [None], name="u")
    values, indices = tf.nn.top_k(x, k=2, sorted=False, name="top")
    best = tf.nn.top_k(u)
    return dict(run=[tf.nn.in_top_k(x, [2, 0], 1), tf.nn.in_top_k(x, tf.constant([2, 0], tf.int64), 2, name="in_top"), best.values, best.indices]
                + tf.gradients(values, [x]), indices=indices)


def top_k_too_many(tf):
    tf.nn.top_k(tf.zeros([2, 3]), 4)


def dropouts(tf):
    tf.set_random_seed(1)
    x = tf.placeholder_with_default([[1.0, 2.0], [3.0, 4.0]], [None, 2], name="x")
    rate = tf.placeholder_with_default(0.5, [], name="rate")
    return dict(run=[tf.nn.dropout(x, rate=rate, seed=4), tf.nn.dropout(tf.ones([2, 2]), rate=0.5, noise_shape=[None, 1], seed=5, name="rows"),
                     tf.nn.dropout(x, keep_prob=tf.constant(0.75), noise_shape=tf.constant([1, 2])), tf.nn.dropout(x, rate=tf.constant(0.0)),
                     tf.nn.dropout(tf.cast(x, tf.float64), 0.5)])


def dropout_of_integers(tf):
    tf.nn.dropout(tf.constant([1, 2]), 0.5)


def dropout_probability(tf):
    tf.nn.dropout(tf.zeros([2]), keep_prob=1.5)


def dropout_without_rate(tf):
    tf.nn.dropout(tf.zeros([2]))


def fused_batch_norms(tf):
    x = tf.placeholder(tf.float32, [None, 3, 3, 2], name="x")
    scale, offset = tf.ones([2], name="scale"), tf.zeros([2], name="offset")
    y, mean, variance = tf.nn.fused_batch_norm(x, scale, offset, name="training")
    z, _, _ = tf.nn.fused_batch_norm(x, scale, offset, mean, variance, epsilon=0.01, is_training=False)
    tf.gradients(y, [x, scale, offset])
    tf.gradients(z, [x, scale, offset])
    w, _, _ = tf.nn.fused_batch_norm(tf.zeros([4, 2, 3, 3]), scale, offset, tf.zeros([2]), tf.ones([2]), data_format="NCHW", is_training=False)
    tf.gradients(w, [scale])


def fused_batch_norm_given_moments(tf):
    tf.nn.fused_batch_norm(tf.zeros([1, 2, 2, 2]), tf.ones([2]), tf.zeros([2]), mean=tf.zeros([2]))


def asserts(tf):
    x = tf.placeholder_with_default([1, 2], [2], name="x")
    y = tf.placeholder_with_default([1.0, 2.0], [2], name="y")
    checks = [tf.Assert(tf.reduce_all(x > 0), [x, "is not positive"]), tf.Assert(tf.reduce_all(y > 0.0), ["y", y], summarize=5, name="check"),
              tf.assert_equal(x, [1, 2]), tf.assert_equal(y, y), tf.assert_equal(x, x + 0, message="differ", name="same")]
    with tf.control_dependencies(checks):
        return dict(run=[tf.identity(x), tf.Print(y, [x, y], message="values", first_n=1, name="shown")], checks=checks)


def assert_equal_static(tf):
    tf.assert_equal(tf.constant([1, 2]), tf.constant([1, 3]))


def assert_in_cond(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant([1.0, -1.0], name="x")

    def checked():
        with tf.control_dependencies([tf.Assert(tf.less(x[1], 0.0), [x])]):
            return tf.identity(x)
    return dict(run=[tf.cond(p, checked, lambda: x * 2.0)])


def initializer_objects(tf):
    init = tf.initializers
    scaling = init.variance_scaling(scale=2.0, mode="fan_avg", distribution="untruncated_normal", seed=3)
    again = type(scaling).from_config(scaling.get_config())
    again([4, 6]), again([4, 6], tf.float64), init.variance_scaling(distribution="normal")([2, 2]), init.lecun_uniform(seed=1)([2, 3])
    init.uniform_unit_scaling(factor=2.0)([3, 4, 5]), init.constant([[1, 2], [3, 4]], dtype=tf.int32)([2, 2]), init.constant(2.5)([], tf.float64)
    init.constant(7)(tf.TensorShape([3])), init.random_uniform(1, 9, dtype=tf.int32)([2]), init.ones(tf.int64)([2, 2]), init.constant([])([0])
    configs = [i.get_config() for i in (scaling, init.zeros(), init.ones(tf.int32), init.constant(3.0), init.random_uniform(-1.0, 1.0, 2),
                                        init.random_normal(seed=1), init.truncated_normal(1.0, 0.5), init.uniform_unit_scaling(), init.glorot_uniform(seed=8),
                                        init.glorot_normal(), init.he_normal(), init.orthogonal(0.5), init.identity())]
    return dict(configs=configs)


def initializer_identity(tf):
    identity = tf.initializers.identity
    identity(0.5)([3, 1])
    return dict(run=[identity()([2, 2]), identity(gain=2.0)([3, 3], dtype=tf.float64)])


def initializer_of_integers(tf):
    tf.random_normal_initializer(dtype=tf.int32)


def initializer_bad_scale(tf):
    tf.variance_scaling_initializer(scale=-1.0)


def initializer_bad_fan(tf):
    tf.variance_scaling_initializer(mode="fan")


def initializer_constant_of_tensor(tf):
    tf.constant_initializer(tf.constant(1.0))


def initializer_constant_too_long(tf):
    tf.constant_initializer([1.0, 2.0, 3.0])([2])


def initializer_constant_verified(tf):
    tf.constant_initializer([1.0, 2.0], verify_shape=True)([3])


def initializer_orthogonal_rank(tf):
    tf.orthogonal_initializer()([3])


def initializer_identity_rank(tf):
    tf.initializers.identity()([3])


def contrib_initializer_of_integers(tf):
    tf.contrib.layers.xavier_initializer(dtype=tf.int32)


def contrib_initializer_called_for_integers(tf):
    tf.contrib.layers.xavier_initializer()([2], dtype=tf.int32)


def contrib_initializers(tf):
    layers = tf.contrib.layers
    layers.xavier_initializer_conv2d(seed=1)([3, 3, 2, 4]), layers.xavier_initializer()([]), layers.xavier_initializer()([5])
    layers.variance_scaling_initializer(factor=1.0, mode="FAN_AVG", uniform=True)([3, 3, 2, 4], dtype=tf.float64)
    layers.variance_scaling_initializer(3.0, "FAN_OUT", seed=7, dtype=tf.float64)([2, 3])


def contrib_regularizers(tf):
    layers = tf.contrib.layers
    w = tf.get_variable("w", [2, 3], initializer=tf.ones_initializer())
    v = tf.constant([1.0, -2.0], name="v")
    one, two = layers.l1_regularizer(0.5, scope="one"), layers.l2_regularizer(tf.constant(0.25))
    total = layers.sum_regularizer([one, None, two, layers.l1_regularizer(0.0)], scope="total")
    applied = layers.apply_regularization(total, [w, v])
    tf.add_to_collection(tf.GraphKeys.WEIGHTS, w)
    again = layers.apply_regularization(layers.l2_regularizer(0.0))
    nothing = [layers.sum_regularizer([None]) is None, layers.sum_regularizer([layers.l1_regularizer(0.0)])(w) is None]
    single = [layers.l1_l2_regularizer(0.0, 0.5)(v), layers.l1_l2_regularizer(0.5, 0.0)(v), layers.l1_l2_regularizer()(v)]
    return dict(run=[applied, again] + single, nothing=nothing, init=tf.global_variables_initializer())


def contrib_regularizer_negative(tf):
    tf.contrib.layers.l2_regularizer(-0.5)


def contrib_regularizer_integer(tf):
    tf.contrib.layers.l1_regularizer(1)


def contrib_regularizer_both_integer(tf):
    tf.contrib.layers.l1_l2_regularizer(1.0, 2)


def contrib_regularizer_without_weights(tf):
    tf.contrib.layers.apply_regularization(tf.contrib.layers.l2_regularizer(0.5))


def contrib_regularizer_not_scalar(tf):
    tf.contrib.layers.apply_regularization(lambda w: w, [tf.zeros([2, 3])])


def random_shapes(tf):
    tf.set_random_seed(3)
    n = tf.placeholder_with_default(2, [], name="n")
    sizes = tf.placeholder_with_default([2, 3], [2], name="sizes")
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    runs = [tf.random_uniform(sizes), tf.random_normal([n, 3]), tf.truncated_normal([]), tf.random_uniform(tf.TensorShape([2])),
            tf.random_uniform([3], tf.constant(1.0), tf.constant([2.0, 3.0, 4.0])), tf.random_normal([2, 2], mean=[1.0, 100.0], stddev=[0.1, 1.0]),
            tf.random_uniform([2], maxval=10, dtype=tf.int64), tf.random_uniform(sizes, -3, 3, tf.int32, seed=11, name="named")]
    tf.random_uniform(tf.shape(x)), tf.random_normal(x.shape[1:]), tf.random_uniform([2], 0, n, tf.int32), tf.random.categorical(tf.zeros([2, 3]), n)
    return dict(run=runs)


def random_uniform_dtype(tf):
    tf.random_uniform([2], dtype=tf.uint8)


def random_uniform_without_maxval(tf):
    tf.random_uniform([2], dtype=tf.int32)


def assign_to_tensor(tf):
    tf.assign(tf.constant(1.0), 2.0)


def assign_add_to_tensor(tf):
    tf.assign_add(tf.constant(1.0), 2.0)


def initialized_tensor(tf):
    tf.is_variable_initialized(tf.constant(1.0))
