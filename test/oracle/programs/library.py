"""Programs on constants, operators, math, random ops, layers, and importing graphs."""
import numpy as np


def constants(tf):
    tf.constant(1), tf.constant(1.5), tf.constant(True), tf.constant("text"), tf.constant([1, 2], tf.float32)
    tf.constant(2.0, shape=[2, 3]), tf.constant([1, 2, 3], shape=[2, 3]), tf.constant([], tf.int32), tf.constant([[]])
    tf.constant(np.arange(6, dtype=np.int64).reshape(2, 3)), tf.constant(np.float64(2)), tf.constant([1.0, 2.0, 2.0, 2.0])
    tf.constant(1, tf.int8), tf.constant(1, tf.uint8), tf.constant(1, tf.int16), tf.constant(1.5, tf.float16)
    tf.constant(1 + 2j), tf.constant(["a", "b"]), tf.constant(b"\xff"), tf.constant([True, False]), tf.constant(2 ** 40)
    tf.constant(1.0, tf.bfloat16), tf.constant([0.0] * 8), tf.constant([[1.0, 2.0], [3.0, 4.0]], name="m")
    tf.constant(float("nan")), tf.constant(float("inf")), tf.constant(-0.0), tf.constant(1e-45), tf.constant(0, tf.uint64)


def zeros_and_ones(tf):
    x = tf.placeholder(tf.float32, [2, 3])
    u = tf.placeholder(tf.float32, [None, 3])
    n = tf.placeholder(tf.int32, [], name="n")
    tf.zeros([2, 3]), tf.zeros([]), tf.zeros([100, 100]), tf.zeros(3), tf.zeros([2], tf.int64), tf.zeros([n, 2])
    tf.zeros([2], tf.string), tf.zeros([2], tf.bool), tf.ones([2, 3]), tf.ones([100, 100]), tf.ones([n]), tf.ones([2], tf.bool)
    tf.zeros_like(x), tf.zeros_like(u), tf.zeros_like(x, tf.int32), tf.zeros_like(u, optimize=False), tf.zeros_like(x, optimize=False)
    tf.ones_like(x), tf.ones_like(u), tf.ones_like(x, optimize=False), tf.fill([2, 3], 1.5), tf.fill([n], 2)
    tf.shape(x), tf.shape(u), tf.shape(u, out_type=tf.int64), tf.size(x), tf.size(u), tf.rank(x), tf.rank(u)
    tf.shape(x, name="given"), tf.zeros(tf.shape(u)), tf.zeros(tf.TensorShape([2, 2]))


def operators(tf):
    a, b = tf.constant([4.0, 7.0], name="a"), tf.constant([2.0, 3.0], name="b")
    i, j = tf.constant([7, -7], name="i"), tf.constant([2, 2], name="j")
    p, q = tf.constant([True, False], name="p"), tf.constant([True, True], name="q")
    m = tf.constant([[1.0, 2.0], [3.0, 4.0]], name="m")
    runs = [a + b, a - b, a * b, a / b, a // b, a % b, a ** b, -a, abs(a), a < b, a <= b, a > b, a >= b,
            i + j, i - j, i * j, i / j, i // j, i % j, i ** j, -i, abs(i), i < j, p & q, p | q, p ^ q, ~p,
            1.0 + a, 1.0 - a, 2.0 * a, 2.0 / a, 9.0 // a, 9.0 % a, 2.0 ** a, a + 1, a - 1, a * 2, i / 2, i // 2, 3 - i, 7 / i,
            m @ m, a.__div__(b), i.__div__(j), a.__rdiv__(2.0), p & True, True | p]
    return dict(run=runs)


def operators_indexing(tf):
    x = tf.constant(np.arange(24, dtype=np.float32).reshape(2, 3, 4), name="x")
    k = tf.constant(1, name="k")
    runs = [x[0], x[-1], x[:, 1], x[..., 0], x[0, 1, 2], x[:, :-1], x[:, ::2], x[:, ::-1], x[:, tf.newaxis], x[..., None],
            x[0:1, 1:, :3], x[k], x[k:, 0:k], x[:], x[1:0], x[0, ..., 2:], x[:, None, 0, None], x[tf.constant(0):2:2]]
    return dict(run=runs)


def math_functions(tf):
    x = tf.constant([[0.5, 2.0, 3.0], [1.0, 4.0, 0.25]], name="x")
    n = tf.constant([[1, -2, 3], [4, 5, -6]], name="n")
    runs = [tf.add(x, 1.0), tf.subtract(x, x), tf.multiply(x, 2.0), tf.divide(x, 2.0), tf.div(n, 2), tf.truediv(n, 4),
            tf.floordiv(n, 4), tf.floormod(n, 4), tf.mod(n, 4), tf.truncatediv(n, 4), tf.truncatemod(n, 4), tf.realdiv(x, x),
            tf.abs(n), tf.negative(n), tf.sign(n), tf.reciprocal(x), tf.square(n), tf.sqrt(x), tf.rsqrt(x), tf.exp(x), tf.expm1(x),
            tf.log(x), tf.log1p(x), tf.pow(x, 2.0), tf.maximum(n, 0), tf.minimum(x, 1.0), tf.squared_difference(x, 1.0),
            tf.sin(x), tf.cos(x), tf.tanh(x), tf.sigmoid(x), tf.floor(x), tf.ceil(x), tf.round(x), tf.rint(x),
            tf.equal(n, 3), tf.not_equal(n, 3), tf.less(x, 1.0), tf.less_equal(x, 1.0), tf.greater(x, 1.0), tf.greater_equal(x, 1.0),
            tf.logical_and(n > 0, n < 4), tf.logical_or(n > 4, n < 0), tf.logical_xor(n > 0, n < 4), tf.logical_not(n > 0),
            tf.is_nan(x), tf.is_inf(x), tf.is_finite(x), tf.add_n([x, x, x]), tf.add_n([x]), tf.accumulate_n([x, x]),
            tf.clip_by_value(x, 0.5, 2.0), tf.matmul(x, x, transpose_b=True), tf.matmul(x, x, transpose_a=True, name="named"),
            tf.matmul(tf.ones([2, 2, 3]), tf.ones([2, 3, 1])), tf.tensordot(x, x, [[1], [1]]), tf.cast(x, tf.int32),
            tf.cast(n, tf.float64), tf.to_float(n), tf.to_int64(x), tf.range(5), tf.range(1, 9, 3), tf.range(0.0, 1.0, 0.25),
            tf.argmax(x, 1), tf.argmin(x, 0, output_type=tf.int32), tf.cumsum(n, 1), tf.nn.l2_loss(x), tf.norm(x)]
    return dict(run=runs, no_cast=tf.cast(x, tf.float32) is x)


def reductions(tf):
    x = tf.constant([[0.5, 2.0, 3.0], [1.0, 4.0, 0.25]], name="x")
    u = tf.placeholder(tf.float32, name="u")
    tf.reduce_mean(u), tf.reduce_mean(u, 0)
    runs = [tf.reduce_sum(x), tf.reduce_mean(x, 0), tf.reduce_max(x, axis=1), tf.reduce_min(x, [0, 1]), tf.reduce_prod(x, -1),
            tf.reduce_sum(x, keepdims=True), tf.reduce_sum(x, keep_dims=True), tf.reduce_sum(x, reduction_indices=[1]),
            tf.reduce_sum(x, []), tf.reduce_all(x > 0.3), tf.reduce_any(x > 3.0, 0), tf.reduce_logsumexp(x), tf.reduce_logsumexp(x, 1),
            tf.count_nonzero(x), tf.reduce_variance(x) if hasattr(tf, "reduce_variance") else tf.math.reduce_variance(x)]
    return dict(run=runs)


def arrays(tf):
    x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], name="x")
    u = tf.placeholder(tf.float32, [None, 3], name="u")
    tf.reshape(u, [-1]), tf.reshape(u, [tf.shape(u)[0], 3, 1]), tf.stack([tf.shape(u)[0], 2])
    runs = [tf.reshape(x, [3, 2]), tf.transpose(x), tf.transpose(x, [1, 0]), tf.expand_dims(x, -1), tf.expand_dims(x, axis=0),
            tf.squeeze(tf.constant([[[1.0]]])), tf.squeeze(tf.constant([[[1.0]]]), [0]), tf.concat([x, x], 0), tf.concat([x], 1),
            tf.concat([x, x], axis=-1, name="named"), tf.stack([x, x], 1), tf.unstack(x)[0], tf.unstack(x, axis=1)[2],
            tf.split(x, 3, 1)[1], tf.split(x, [1, 2], 1)[1], tf.tile(x, [1, 2]), tf.gather(x, [1, 0]), tf.gather(x, 2, axis=1),
            tf.slice(x, [0, 1], [-1, 2]), tf.pad(x, [[1, 0], [0, 1]]), tf.one_hot([0, 2], 3), tf.one_hot([1], 2, 5, -5, dtype=tf.int32),
            tf.where(x > 2.0, x, -x), tf.where(x > 2.0), tf.reverse(x, [0]), tf.boolean_mask(x, [True, False]),
            tf.identity(x), tf.stop_gradient(x), tf.invert_permutation([2, 0, 1]), tf.broadcast_to(x, [2, 2, 3]), tf.diag([1.0, 2.0]),
            tf.eye(2), tf.linspace(0.0, 1.0, 3), tf.sequence_mask([1, 2]), tf.meshgrid([1, 2], [3])[0]]
    return dict(run=runs)


def random_ops(tf):
    tf.random_uniform([2]), tf.random_uniform([2], 1, 7, tf.int32), tf.random_uniform([2], -1.0, 1.0, seed=3)
    tf.random_uniform([2], maxval=5, dtype=tf.int64), tf.random_uniform([2], 0.5, dtype=tf.float64)
    tf.random_normal([2]), tf.random_normal([2], 1.0, 2.0, seed=4), tf.random_normal(tf.constant([2, 2]), dtype=tf.float64)
    tf.truncated_normal([2]), tf.truncated_normal([2], 1.0, 0.5, tf.float32, 7, "named"), tf.random_shuffle([1, 2, 3])
    tf.random_shuffle([1, 2, 3], seed=2), tf.multinomial([[0.5, 0.5]], 3), tf.random_gamma([2], 1.0), tf.random_poisson(1.0, [2])


def random_ops_graph_seed(tf):
    tf.set_random_seed(42)
    tf.random_uniform([2]), tf.random_normal([2], seed=1), tf.truncated_normal([2])
    tf.constant(1), tf.constant(2)
    tf.random_uniform([2]), tf.random_uniform([2], seed=0)
    tf.set_random_seed(0)
    tf.random_uniform([2]), tf.random_uniform([2], seed=0)
    tf.set_random_seed(2 ** 31)
    tf.random_uniform([2]), tf.random_uniform([2], seed=2 ** 31 - 1)


def random_ops_seeds(tf):
    facts = []
    for graph_seed in (None, 0, 1, 42, -5, 2 ** 31, 2 ** 40):
        tf.set_random_seed(graph_seed)
        facts += [[graph_seed, op_seed, list(tf.get_seed(op_seed))] for op_seed in (None, 0, 7, -3, 2 ** 31 - 1, 2 ** 31)]
    return dict(seeds=facts)


def neural_functions(tf):
    x = tf.constant([[0.5, -2.0, 3.0], [1.0, 4.0, -0.25]], name="x")
    labels, sparse = tf.constant([[0.0, 1.0, 0.0], [0.5, 0.25, 0.25]], name="labels"), tf.constant([1, 2], name="sparse")
    mean, variance = tf.nn.moments(x, [0])
    kept_mean, kept_variance = tf.nn.moments(x, [0, 1], keep_dims=True)
    runs = [tf.nn.relu(x), tf.nn.relu6(x), tf.nn.elu(x), tf.nn.selu(x), tf.nn.softplus(x), tf.nn.softsign(x), tf.nn.leaky_relu(x),
            tf.nn.leaky_relu(x, alpha=0.01, name="leaky"), tf.nn.softmax(x), tf.nn.softmax(x, 0), tf.nn.log_softmax(x), tf.nn.sigmoid(x),
            tf.nn.tanh(x), tf.nn.crelu(x), mean, variance, kept_mean, kept_variance,
            tf.nn.batch_normalization(x, mean, variance, [1.0, 2.0, 3.0], None, 1e-3), tf.nn.batch_normalization(x, mean, variance, None, None, 1e-3),
            tf.nn.bias_add(x, [1.0, 2.0, 3.0]), tf.nn.xw_plus_b(x, tf.ones([3, 2]), tf.zeros([2])), tf.nn.in_top_k(x, sparse, 1),
            tf.nn.sparse_softmax_cross_entropy_with_logits(labels=sparse, logits=x), tf.nn.l2_normalize(x, 0), tf.nn.zero_fraction(x),
            tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=x), tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=x),
            tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=x), tf.nn.top_k(x, 2)[1], tf.nn.dropout(x, keep_prob=1.0)]
    tf.nn.dropout(x, 0.5, seed=3), tf.nn.dropout(x, rate=0.25, seed=3), tf.nn.dropout(x, tf.placeholder_with_default(1.0, []))
    return dict(run=runs)


def dense_layers(tf):
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    tf.layers.dense(x, 3), tf.layers.dense(x, 3), tf.layers.dense(x, 3, tf.nn.relu, name="named")
    tf.layers.dense(x, 3, use_bias=False, kernel_initializer=tf.zeros_initializer(), name="no_bias")
    tf.layers.dense(x, 3, kernel_regularizer=tf.contrib.layers.l2_regularizer(0.1), bias_regularizer=tf.contrib.layers.l1_regularizer(0.1),
                    activity_regularizer=tf.contrib.layers.l2_regularizer(0.3), name="regularized")
    tf.layers.dense(x, 3, name="named", reuse=True)
    tf.layers.dense(x, 3, trainable=False, kernel_constraint=lambda w: w, bias_initializer=tf.ones_initializer())
    with tf.variable_scope("vs", reuse=tf.AUTO_REUSE):
        tf.layers.dense(x, 2, name="d"), tf.layers.dense(x, 2, name="d"), tf.layers.dense(x, 2)
    with tf.name_scope("ns"):
        tf.layers.dense(x, 2), tf.layers.dense(x, 2, name="d")
    layer = tf.layers.Dense(2, activation=tf.nn.elu)
    layer(x), layer(x), layer.apply(x)
    tf.layers.dense(tf.placeholder(tf.float32, [None, 5, 4]), 2), tf.layers.dense(tf.placeholder(tf.float64, [3, 4]), 2)
    return dict(variables=tf.global_variables(), losses=tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES), kernel=layer.kernel,
                weights=layer.weights, name=layer.name)


def dense_unknown_last_dimension(tf):
    tf.layers.dense(tf.placeholder(tf.float32, [3, None]), 2)


def dense_integer_input(tf):
    tf.layers.dense(tf.placeholder(tf.int32, [3, 2]), 2)


def batch_normalization_layers(tf):
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    images = tf.placeholder(tf.float32, [None, 5, 5, 3], name="images")
    training = tf.placeholder(tf.bool, [], name="training")
    tf.layers.batch_normalization(x), tf.layers.batch_normalization(x, training=True)
    tf.layers.batch_normalization(x, training=training, center=False, scale=False, epsilon=0.01)
    tf.layers.batch_normalization(x, training=True, trainable=False, name="frozen")
    tf.layers.batch_normalization(x, training=training, name="named"), tf.layers.batch_normalization(x, training=training, name="named", reuse=True)
    tf.layers.batch_normalization(x, training=training, gamma_regularizer=tf.contrib.layers.l2_regularizer(0.1), name="regularized")
    tf.layers.batch_normalization(images, training=training), tf.layers.batch_normalization(images, training=training, fused=False)
    return dict(updates=tf.get_collection(tf.GraphKeys.UPDATE_OPS), variables=tf.global_variables())


def dropout_and_flatten_layers(tf):
    x = tf.placeholder(tf.float32, [None, 4, 2], name="x")
    training = tf.placeholder_with_default(False, [], name="training")
    tf.layers.dropout(x, 0.3), tf.layers.dropout(x, 0.3, training=True), tf.layers.dropout(x, 0.3, training=training, seed=3, name="named")
    tf.layers.flatten(x), tf.contrib.layers.flatten(x), tf.contrib.layers.dropout(x, 0.5, is_training=training)


def contrib_layers(tf):
    fully_connected, batch_norm = tf.contrib.layers.fully_connected, tf.contrib.layers.batch_norm
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    is_training = tf.placeholder(tf.bool, [], name="is_training")
    fully_connected(x, 3), fully_connected(x, 3, scope="named"), fully_connected(x, 3, activation_fn=None, biases_initializer=None)
    fully_connected(x, 3, scope="named", reuse=True), fully_connected(x, 3, weights_regularizer=tf.contrib.layers.l2_regularizer(0.1))
    fully_connected(x, 3, outputs_collections="outputs", scope="collected", variables_collections=["vars"], trainable=False)
    batch_norm(x), batch_norm(x, is_training=False), batch_norm(x, is_training=is_training, scope="bn", scale=True, center=False)
    batch_norm(x, is_training=is_training, fused=False, updates_collections=None, decay=0.9)
    batch_norm(x, is_training=True, activation_fn=tf.nn.relu, zero_debias_moving_mean=True)
    fully_connected(tf.placeholder(tf.float32, [None, 2, 4]), 3)
    return dict(updates=tf.get_collection(tf.GraphKeys.UPDATE_OPS), outputs=tf.get_collection("outputs"), vars=tf.get_collection("vars"),
                variables=tf.global_variables(), model=tf.get_collection(tf.GraphKeys.MODEL_VARIABLES))


def arg_scopes(tf):
    arg_scope, fully_connected = tf.contrib.framework.arg_scope, tf.contrib.layers.fully_connected
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    with arg_scope([fully_connected], activation_fn=tf.nn.elu, weights_initializer=tf.zeros_initializer()) as outer:
        fully_connected(x, 3)
        with arg_scope([fully_connected, tf.contrib.layers.batch_norm], activation_fn=None):
            fully_connected(x, 3)
            tf.contrib.layers.batch_norm(x)
        fully_connected(x, 3, activation_fn=tf.nn.relu)
    fully_connected(x, 3)
    with arg_scope(outer):
        fully_connected(x, 3)

    @tf.contrib.framework.add_arg_scope
    def mine(a, b=1, c=2):
        return [a, b, c]

    with arg_scope([mine], b=10):
        results = [mine(1), mine(1, b=5), mine(1, b=2, c=3)]
        with arg_scope([mine], c=20):
            results.append(mine(1))
    return dict(results=results, has=tf.contrib.framework.has_arg_scope(mine), not_has=tf.contrib.framework.has_arg_scope(len))


def arg_scope_given_twice(tf):
    @tf.contrib.framework.add_arg_scope
    def mine(a, b=1):
        return [a, b]

    with tf.contrib.framework.arg_scope([mine], b=10):
        mine(1, 2)


def arg_scope_of_unknown_function(tf):
    with tf.contrib.framework.arg_scope([tf.identity], name="x"):
        pass


def import_graph(tf):
    with tf.Graph().as_default() as source:
        a = tf.placeholder(tf.float32, [2], name="a")
        b = tf.add(a, 1.0, name="b")
        with tf.control_dependencies([b]), tf.colocate_with(a):
            tf.split(tf.multiply(a, b, name="c"), 2, name="d")
    definition = source.as_graph_def()
    x = tf.constant([3.0, 4.0], name="x")
    default = tf.import_graph_def(definition)
    results = tf.import_graph_def(definition, name="", input_map={"a:0": x}, return_elements=["d:1", "c"])
    with tf.name_scope("scope"):
        mapped, = tf.import_graph_def(definition, {"b:0": x}, ["c:0"], name="again")
    tf.import_graph_def(definition, name="again")
    with tf.device("/cpu:0"), tf.control_dependencies([x]):
        tf.import_graph_def(definition, name="placed", input_map={"a": x})
    return dict(default=default is None, results=results, mapped=mapped, run=[results[0]])


def import_graph_missing(tf):
    with tf.Graph().as_default() as source:
        tf.identity(tf.constant(1.0), name="i")
    tf.import_graph_def(source.as_graph_def(), return_elements=["absent:0"])


def import_graph_unused_input(tf):
    with tf.Graph().as_default() as source:
        tf.identity(tf.constant(1.0), name="i")
    tf.import_graph_def(source.as_graph_def(), input_map={"nothing:0": tf.constant(1.0)})


def import_graph_wrong_dtype(tf):
    with tf.Graph().as_default() as source:
        tf.identity(tf.placeholder(tf.float32, name="p"), name="i")
    tf.import_graph_def(source.as_graph_def(), input_map={"p:0": tf.constant(1)})


def meta_graph_round_trip(tf):
    v = tf.Variable(1.0, name="v")
    tf.cond(tf.placeholder_with_default(True, []), lambda: v * 2.0, lambda: v * 3.0, name="c")
    tf.add_to_collection("mine", v)
    saver = tf.train.Saver()
    meta = tf.train.export_meta_graph(saver_def=saver.as_saver_def())
    tf.train.import_meta_graph(meta, import_scope="imported")
    return dict(variables=tf.global_variables(), mine=tf.get_collection("mine"), trainable=tf.trainable_variables(),
                contexts=[c.name for c in tf.get_collection(tf.GraphKeys.COND_CONTEXT)])
