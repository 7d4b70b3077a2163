"""Programs on gradients and optimizers."""


def gradients(tf):
    x = tf.constant([1.0, 2.0], name="x")
    y = tf.reduce_sum(x * x + tf.exp(x))
    return dict(run=tf.gradients(y, x))


def gradients_many_paths(tf):
    x = tf.constant(2.0, name="x")
    a, b, c = x * 3.0, x + 1.0, tf.square(x)
    return dict(run=tf.gradients(a * b + c, [x]))


def gradients_several(tf):
    x, w = tf.constant(2.0, name="x"), tf.constant(3.0, name="w")
    ys = [x * w, tf.square(w)]
    plain = tf.gradients(ys, [x, w])
    given = tf.gradients(ys, [x, w], grad_ys=[tf.constant(10.0), None])
    middle = tf.gradients(ys[0] * ys[1], [ys[0], x])
    itself = tf.gradients(x, x)
    same = tf.gradients([x, x], [x, x])
    return dict(run=plain + given + middle + itself + same)


def gradients_unconnected(tf):
    x, w = tf.constant([2.0, 1.0], name="x"), tf.constant(3.0, name="w")
    none = tf.gradients(w * 2.0, [x, w])
    zero = tf.gradients(w * 2.0, [x, w], unconnected_gradients=tf.UnconnectedGradients.ZERO)
    integer = tf.gradients(tf.cast(w, tf.int32), [w])
    return dict(none=[g is None for g in none], integer=[g is None for g in integer], run=zero)


def gradients_stopped(tf):
    x = tf.constant(2.0, name="x")
    y = x * x
    a = tf.gradients(tf.stop_gradient(y) * x, [x])
    b = tf.gradients(y * x, [x], stop_gradients=[y])
    c = tf.gradients(y * x, [x, y], stop_gradients=[x, y])
    return dict(run=a + b + c)


def gradients_options(tf):
    w = tf.Variable([[1.0, 2.0]], name="w")
    x = tf.constant([[3.0], [4.0]], name="x")
    with tf.device("/cpu:0"):
        y = tf.matmul(w, x, name="y")
    z = tf.square(y) + tf.reduce_sum(w)
    tf.gradients(z, [w], colocate_gradients_with_ops=True)
    tf.gradients(z, [w], gate_gradients=True, name="gated")
    tf.gradients(z, [w], aggregation_method=tf.AggregationMethod.EXPERIMENTAL_TREE)
    tf.gradients(z, [w], aggregation_method=tf.AggregationMethod.EXPERIMENTAL_ACCUMULATE_N)
    tf.gradients(z, [w], aggregation_method=tf.AggregationMethod.DEFAULT, name="named")


def gradients_three_paths_gated(tf):
    x = tf.constant([1.0, 2.0], name="x")
    y = tf.add_n([tf.sin(x), tf.cos(x), tf.square(x)])
    return dict(run=tf.gradients(y, [x], gate_gradients=True) + tf.gradients(y, [x], colocate_gradients_with_ops=True))


def gradients_matmul(tf):
    for ta in (False, True):
        for tb in (False, True):
            a = tf.placeholder(tf.float32, [3, 2] if ta else [2, 3])
            b = tf.placeholder(tf.float32, [4, 3] if tb else [3, 4])
            tf.gradients(tf.matmul(a, b, transpose_a=ta, transpose_b=tb), [a, b])


def gradients_broadcast(tf):
    for a, b in [([2, 3], [3]), ([2, 1], [1, 3]), ([], [2]), ([None, 3], [3]), ([None, 3], [None, 3]), (None, [2])]:
        x, y = tf.placeholder(tf.float32, a), tf.placeholder(tf.float32, b)
        for op in (tf.add, tf.subtract, tf.multiply, tf.divide, tf.maximum, tf.minimum, tf.pow, tf.squared_difference):
            tf.gradients(op(x, y), [x, y])


def gradients_broadcast_numbers(tf):
    x = tf.placeholder(tf.float32, [None, 3])
    for y in (x + 1.0, 2.0 * x, x / 2.0, 1.0 - x, x ** 2, tf.maximum(0.01 * x, x), -x, tf.maximum(0.0, x)):
        tf.gradients(y, [x])


def gradients_reductions(tf):
    for shape in ([2, 3], [None, 3]):
        x = tf.placeholder(tf.float32, shape)
        for op in (tf.reduce_sum, tf.reduce_mean, tf.reduce_max, tf.reduce_min, tf.reduce_prod):
            tf.gradients(op(x), [x])
            tf.gradients(op(x, axis=0), [x])
            tf.gradients(op(x, axis=[1], keepdims=True), [x])


def gradients_activations(tf):
    x = tf.placeholder(tf.float32, [None, 3])
    for op in (tf.nn.relu, tf.nn.relu6, tf.nn.elu, tf.nn.selu, tf.nn.softplus, tf.nn.softsign, tf.nn.softmax,
               tf.nn.log_softmax, tf.nn.leaky_relu, tf.tanh, tf.sigmoid, tf.exp, tf.log, tf.sqrt, tf.rsqrt, tf.abs, tf.sign,
               tf.square, tf.reciprocal, tf.log1p, tf.expm1, tf.floor, tf.identity, tf.nn.l2_loss):
        tf.gradients(op(x), [x])


def gradients_second_order(tf):
    x = tf.constant([0.5, 2.0], name="x")
    runs = []
    for op in (tf.square, tf.exp, tf.tanh, tf.sigmoid, tf.sqrt, tf.nn.elu, tf.nn.softplus, tf.reciprocal, tf.rsqrt):
        first, = tf.gradients(op(x), [x])
        runs += tf.gradients(first, [x])
    return dict(run=runs)


def gradients_losses(tf):
    logits = tf.placeholder(tf.float32, [None, 3])
    labels = tf.placeholder(tf.int64, [None])
    targets = tf.placeholder(tf.float32, [None, 3])
    tf.gradients(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits), [logits])
    tf.gradients(tf.nn.softmax_cross_entropy_with_logits_v2(labels=targets, logits=logits), [logits, targets])
    tf.gradients(tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits), [logits])
    tf.gradients(tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits), [logits])


def gradients_shapes(tf):
    x = tf.placeholder(tf.float32, [2, 6])
    for y in (tf.reshape(x, [3, 4]), tf.transpose(x), tf.expand_dims(x, 1), tf.squeeze(tf.expand_dims(x, 0)), tf.tile(x, [2, 1]),
              x[0], x[:, 1:3], x[:, ::2], tf.concat([x, x], 0), tf.stack([x, x]), tf.unstack(x)[1], tf.split(x, 2, 1)[0],
              tf.gather(x, [0, 1]), tf.slice(x, [0, 1], [2, 2]), tf.where(x > 0.0, x, 2.0 * x), tf.cast(x, tf.float64),
              tf.pad(x, [[1, 1], [0, 0]]), tf.one_hot([1], 3) * x[:, :3], tf.nn.bias_add(x, x[0]), tf.add_n([x, x]),
              tf.identity_n([x, x])[0]):
        tf.gradients(y, [x])


def gradients_gather_indexed_slices(tf):
    w = tf.get_variable("w", [5, 3])
    g, = tf.gradients(tf.gather(w, [0, 2]), [w])
    both, = tf.gradients(tf.reduce_sum(tf.gather(w, [0, 2])) + tf.reduce_sum(w), [w])
    twice, = tf.gradients(tf.reduce_sum(tf.gather(w, [0, 2])) + tf.reduce_sum(tf.gather(w, [1])), [w])
    return dict(kinds=[type(each).__name__ for each in (g, both, twice)])


def gradients_override(tf):
    graph = tf.get_default_graph()
    x = tf.constant([1.0, -2.0], name="x")
    with graph.gradient_override_map({"Relu": "Elu"}):
        with tf.name_scope("s"):
            y = tf.nn.relu(x)
    z = tf.nn.relu(x)
    return dict(run=tf.gradients(y, [x]) + tf.gradients(z, [x]))


def gradients_no_gradient_defined(tf):
    x = tf.constant([1.0, 2.0])
    return dict(none=str(tf.gradients(tf.cast(tf.argmax(x), tf.float32), [x])))


def gradients_of_string(tf):
    tf.gradients(tf.constant("a"), [tf.constant(1.0)])


def gradients_grad_ys_count(tf):
    x = tf.constant(1.0)
    tf.gradients([x], [x], grad_ys=[x, x])


def gradients_grad_ys_dtype(tf):
    x = tf.constant(1.0)
    tf.gradients([x], [x], grad_ys=[tf.constant(1)])


def gradient_descent(tf):
    w = tf.Variable([1.0, 2.0], name="w")
    b = tf.Variable(0.5, name="b")
    loss = tf.reduce_sum(tf.square(w * 3.0 - b), name="loss")
    step = tf.train.get_or_create_global_step()
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)
    with tf.control_dependencies([train]):
        after = [w.read_value(), b.read_value(), step.read_value()]
    return dict(train=train, init=tf.global_variables_initializer(), run=after)


def gradient_descent_options(tf):
    w = tf.Variable([1.0, 2.0], name="w")
    b = tf.Variable(0.5, name="b")
    loss = tf.reduce_sum(tf.square(w * 3.0 - b), name="loss")
    rate = tf.placeholder_with_default(0.1, [], name="rate")
    optimizer = tf.train.GradientDescentOptimizer(rate, name="Mine", use_locking=True)
    one = optimizer.minimize(loss, var_list=[b], name="only_b")
    two = optimizer.minimize(loss, gate_gradients=optimizer.GATE_GRAPH, colocate_gradients_with_ops=True)
    three = optimizer.minimize(loss, gate_gradients=optimizer.GATE_NONE, grad_loss=tf.constant(2.0))
    return dict(ops=[one, two, three], name=optimizer.get_name(), slots=optimizer.get_slot_names())


def gradient_descent_clipped(tf):
    w = tf.Variable([1.0, 2.0], name="w")
    unused = tf.Variable(3.0, name="unused")
    loss = tf.reduce_sum(tf.square(w) + 0.0 * unused)
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    pairs = optimizer.compute_gradients(loss)
    clipped = [(tf.clip_by_value(g, -1.0, 1.0), v) for g, v in pairs if g is not None]
    train = optimizer.apply_gradients(clipped, name="apply")
    with tf.control_dependencies([train]):
        after = w.read_value()
    return dict(pairs=[[g, v] for g, v in pairs], init=tf.global_variables_initializer(), run=[after])


def gradient_descent_dtypes(tf):
    w = tf.Variable(tf.constant([1.0, 2.0], tf.float64), name="w")
    h = tf.Variable(tf.constant([1.0], tf.float16), name="h")
    optimizer = tf.train.GradientDescentOptimizer(0.5)
    a = optimizer.minimize(tf.reduce_sum(w * w), var_list=[w])
    b = optimizer.minimize(tf.reduce_sum(h * h), var_list=[h])
    with tf.control_dependencies([a, b]):
        after = [w.read_value(), h.read_value()]
    return dict(init=tf.global_variables_initializer(), run=after)


def gradient_descent_sparse(tf):
    w = tf.Variable([[1.0, 2.0], [3.0, 4.0]], name="w")
    train = tf.train.GradientDescentOptimizer(0.5).minimize(tf.reduce_sum(tf.gather(w, [1, 1])))
    with tf.control_dependencies([train]):
        after = w.read_value()
    return dict(init=tf.global_variables_initializer(), run=[after])


def minimize_without_variables(tf):
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.constant(1.0))


def minimize_unconnected(tf):
    tf.Variable(1.0, name="v")
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.constant(1.0))


def apply_no_gradients(tf):
    tf.train.GradientDescentOptimizer(0.1).apply_gradients([])


def apply_gradients_all_none(tf):
    tf.train.GradientDescentOptimizer(0.1).apply_gradients([(None, tf.Variable(1.0, name="v"))])


def gradient_descent_control_dependencies(tf):
    w = tf.Variable([1.0, 2.0], name="w")
    before = tf.no_op(name="before")
    with tf.name_scope("train"):
        with tf.control_dependencies([before]):
            tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(w * w))


def gradient_descent_constrained(tf):
    v = tf.Variable([1.5, 2.5], name="v", constraint=lambda x: tf.clip_by_value(x, 0.0, 1.0))
    step = tf.train.get_or_create_global_step()
    loss = tf.reduce_sum(tf.square(v))
    with tf.control_dependencies([tf.no_op(name="before")]):
        train = tf.train.GradientDescentOptimizer(0.3, name="GD").minimize(loss, global_step=step, name="go")
    with tf.control_dependencies([train]):
        after = v.read_value()
    return dict(train=train, run=[after], init=tf.global_variables_initializer())


def gradients_accumulated(tf):
    x = tf.constant([1.0, 2.0], name="x")
    y = x * x + tf.sin(x) + x * 3.0
    z = tf.placeholder_with_default([1.0, 2.0], [None], name="z")
    method = tf.AggregationMethod.EXPERIMENTAL_ACCUMULATE_N
    return dict(run=tf.gradients(y, [x], aggregation_method=method) + tf.gradients(z * z + tf.sin(z), [z], aggregation_method=method))
