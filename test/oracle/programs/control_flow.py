"""Programs on conditionals and loops, with what they compute."""


def cond(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(3.0, name="x")
    y = tf.cond(p, lambda: x + 1.0, lambda: x * 2.0)
    return dict(run=[y], context=[c.name for c in tf.get_collection(tf.GraphKeys.COND_CONTEXT)])


def cond_false(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(3.0, name="x")
    y = tf.cond(p, lambda: x + 1.0, lambda: x * 2.0, name="choose")
    return dict(run=[y], feed={"p:0": False})


def cond_structures(tf):
    p = tf.placeholder_with_default(False, [], name="p")
    a, b = tf.constant(1.0, name="a"), tf.constant([2, 3], name="b")
    pair = tf.cond(p, lambda: (a, b), lambda: (a + 1.0, b + 1))
    single = tf.cond(p, lambda: [a], lambda: [a + 2.0])
    strict = tf.cond(p, lambda: [a], lambda: [a + 2.0], strict=True)
    record = tf.cond(p, lambda: {"k": a, "j": b}, lambda: {"k": a, "j": b * 2})
    ops = tf.cond(p, lambda: tf.no_op(), lambda: tf.group(a))
    numbers = tf.cond(p, lambda: 1.0, lambda: 2.0)
    return dict(run=[pair[0], pair[1], single, strict[0], record["k"], record["j"], numbers], ops=ops)


def cond_nested(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    q = tf.placeholder_with_default(False, [], name="q")
    x = tf.constant(3.0, name="x")
    with tf.name_scope("scope"):
        y = tf.cond(p, lambda: tf.cond(q, lambda: x + 1.0, lambda: x - 1.0), lambda: tf.cond(q, lambda: x, lambda: x * x))
    return dict(run=[y])


def cond_on_comparison(tf):
    x = tf.placeholder_with_default(3.0, [], name="x")
    y = tf.cond(x > 2.0, lambda: tf.log(x), lambda: tf.exp(x))
    return dict(run=[y])


def cond_with_variable(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    v = tf.Variable(1.0, name="v")
    y = tf.cond(p, lambda: tf.assign_add(v, 5.0), lambda: tf.identity(v))
    with tf.control_dependencies([y]):
        after = v.read_value()
    return dict(init=tf.global_variables_initializer(), run=[after])


def cond_creates_variable(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    y = tf.cond(p, lambda: tf.get_variable("v", initializer=2.0) * 2.0, lambda: tf.constant(0.0))
    return dict(run=[y], init=tf.global_variables_initializer())


def cond_control_dependencies(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(3.0, name="x")
    before = tf.no_op(name="before")
    with tf.control_dependencies([before]):
        y = tf.cond(p, lambda: x + 1.0, lambda: x - 1.0)

    def inside():
        with tf.control_dependencies([before, x]):
            z = tf.constant(1.0, name="z")
        with tf.control_dependencies([z]):
            return tf.identity(x)
    w = tf.cond(p, inside, lambda: x)
    return dict(run=[y, w])


def cond_devices_and_colocation(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    v = tf.Variable(1.0, name="v")

    def inside():
        with tf.colocate_with(v):
            return tf.constant(1.0, name="near") + v
    with tf.device("/cpu:0"):
        y = tf.cond(p, inside, lambda: tf.constant(0.0))
    return dict(init=tf.global_variables_initializer(), run=[y])


def cond_summary_of_python_bool(tf):
    tf.cond(True, lambda: tf.constant(1.0), lambda: tf.constant(2.0))


def smart_cond(tf):
    from tensorflow.python.layers import utils
    x = tf.constant(3.0, name="x")
    utils.smart_cond(True, lambda: x + 1.0, lambda: x - 1.0)
    utils.smart_cond(tf.constant(False), lambda: x + 1.0, lambda: x - 1.0)
    utils.smart_cond(tf.placeholder(tf.bool, []), lambda: x + 1.0, lambda: x - 1.0)
    utils.smart_cond(1, lambda: x + 2.0, lambda: x - 2.0)
    tf.contrib.framework.smart_cond(True, lambda: x + 3.0, lambda: x - 3.0)


def cond_types_differ(tf):
    p = tf.placeholder(tf.bool, [])
    tf.cond(p, lambda: 1.0, lambda: 1)


def cond_structures_differ(tf):
    p = tf.placeholder(tf.bool, [])
    tf.cond(p, lambda: (1.0, 2.0), lambda: 1.0)


def cond_without_value(tf):
    tf.cond(tf.placeholder(tf.bool, []), lambda: None, lambda: None)


def cond_not_callable(tf):
    tf.cond(tf.placeholder(tf.bool, []), tf.constant(1.0), lambda: 1.0)


def cond_tensor_of_branch(tf):
    p = tf.placeholder(tf.bool, [])
    kept = []
    tf.cond(p, lambda: kept.append(tf.constant(1.0)) or kept[0], lambda: tf.constant(2.0))
    tf.identity(kept[0])
    return dict(kept=kept)


def cond_gradient(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(3.0, name="x")
    y = tf.cond(p, lambda: x * x, lambda: 5.0 * x)
    return dict(run=tf.gradients(y, [x]))


def cond_gradient_false(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(3.0, name="x")
    y = tf.cond(p, lambda: x * x, lambda: 5.0 * x)
    return dict(run=tf.gradients(y, [x]), feed={"p:0": False})


def cond_gradient_one_branch(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x, w = tf.constant([3.0, 4.0], name="x"), tf.constant([5.0, 6.0], name="w")
    y = tf.cond(p, lambda: x * w, lambda: w + 1.0)
    z = tf.reduce_sum(y) + tf.reduce_sum(x)
    return dict(run=tf.gradients(z, [x, w]))


def cond_gradient_constant_branch(tf):
    p = tf.placeholder_with_default(False, [], name="p")
    x = tf.placeholder_with_default([3.0, 4.0], [None], name="x")
    y = tf.cond(p, lambda: tf.exp(x), lambda: tf.zeros([2]))
    return dict(run=tf.gradients(y, [x]))


def cond_gradient_nested(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    q = tf.placeholder_with_default(True, [], name="q")
    x = tf.constant(3.0, name="x")
    y = tf.cond(p, lambda: tf.cond(q, lambda: x * x * x, lambda: x), lambda: 5.0 * x)
    return dict(run=tf.gradients(y, [x]))


def cond_gradient_two_outputs(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x, w = tf.constant(3.0, name="x"), tf.constant(5.0, name="w")
    a, b = tf.cond(p, lambda: (x * w, x + w), lambda: (x, w))
    return dict(run=tf.gradients(a, [x, w]) + tf.gradients(a + b, [x]))


def cond_gradient_of_gradient(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(3.0, name="x")
    y = tf.cond(p, lambda: x * x * x, lambda: 5.0 * x)
    first, = tf.gradients(y, [x])
    return dict(run=[first] + tf.gradients(first, [x]))


def cond_gradient_inside(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(3.0, name="x")
    y = x * x
    return dict(run=[tf.cond(p, lambda: tf.gradients(y * x, [x])[0], lambda: x)])


def cond_gradient_variable(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    w = tf.get_variable("w", initializer=[[1.0, 2.0], [3.0, 4.0]])
    x = tf.constant([[1.0, 1.0]], name="x")
    y = tf.cond(p, lambda: tf.matmul(x, w), lambda: x)
    step = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(y))
    with tf.control_dependencies([step]):
        after = w.read_value()
    return dict(init=tf.global_variables_initializer(), run=[after])


def cond_gradient_slices(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    w = tf.get_variable("w", initializer=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    y = tf.cond(p, lambda: tf.gather(w, [0, 2, 0]), lambda: tf.zeros([3, 2]))
    z = tf.cond(p, lambda: tf.gather(w, [1]), lambda: w * 2.0)
    gradients = tf.gradients([y, z], [w])
    return dict(init=tf.global_variables_initializer(), run=[tf.convert_to_tensor(gradients[0])])


def cond_of_slices(tf):
    p = tf.placeholder_with_default(False, [], name="p")
    slices = tf.IndexedSlices(tf.constant([[1.0], [2.0]]), tf.constant([0, 2]), tf.constant([3, 1]))
    chosen = tf.cond(p, lambda: slices, lambda: tf.IndexedSlices(slices.values * 3.0, slices.indices, slices.dense_shape))
    return dict(run=[tf.convert_to_tensor(chosen)])


def case(tf):
    x = tf.placeholder_with_default(2.0, [], name="x")
    pairs = [(x < 1.0, lambda: x + 10.0), (tf.less(x, 3.0), lambda: x + 20.0)]
    first = tf.case(pairs, default=lambda: x * 0.0)
    exclusive = tf.case([(x > 5.0, lambda: [x, 1]), (x < 5.0, lambda: [x * 2.0, 2])], exclusive=True, name="either")
    last = tf.case([(x > 0.0, lambda: x)], default=lambda: -x, exclusive=True, strict=True)
    return dict(run=[first, last] + exclusive)


def case_without_default(tf):
    x = tf.placeholder_with_default(2.0, [], name="x")
    return dict(run=[tf.case([(tf.equal(x, 1.0), lambda: x), (tf.equal(x, 2.0), lambda: x * 3.0)])])


def case_of_one(tf):
    return dict(run=[tf.case([(tf.placeholder_with_default(True, []), lambda: tf.constant(1))], exclusive=True)])


def case_not_callable(tf):
    tf.case([(tf.constant(True), 3)])


def case_predicate_not_a_tensor(tf):
    tf.case([(True, lambda: tf.constant(1))])


def case_predicate_not_boolean(tf):
    tf.case([(tf.constant(1), lambda: tf.constant(1))])


def switch_and_merge_by_hand(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    f, t = tf.raw_ops.Switch(data=tf.constant([1.0, 2.0]), pred=p)
    value, index = tf.raw_ops.Merge(inputs=[tf.negative(f), tf.square(t)])
    loose, _ = tf.raw_ops.Switch(data=value, pred=tf.logical_not(p))
    both, which = tf.raw_ops.Merge(inputs=[loose, tf.raw_ops.Switch(data=value + 10.0, pred=p)[0]])
    return dict(run=[value, index, both, which])


def switch_dead_fetch(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    f, t = tf.raw_ops.Switch(data=tf.constant(1.0), pred=p)
    return dict(run=[tf.identity(f)])


def merge_without_switch(tf):
    a = tf.constant(1.0)
    value, index = tf.raw_ops.Merge(inputs=[tf.raw_ops.Switch(data=a, pred=tf.constant(False))[1], a * 4.0])
    return dict(run=[value, index])


def while_loop(tf):
    i, total = tf.while_loop(lambda i, total: i < 5, lambda i, total: (i + 1, total + tf.cast(i, tf.float32)), [0, 10.0])
    return dict(run=[i, total])


def while_loop_captures(tf):
    x = tf.placeholder_with_default(2.0, [], name="x")
    limit = tf.constant(3, name="limit")
    i, power = tf.while_loop(lambda i, _: i < limit, lambda i, power: (i + 1, power * x), [tf.constant(0), tf.constant(1.0)],
                             name="power", parallel_iterations=1)
    return dict(run=[i, power])


def while_loop_never(tf):
    return dict(run=[tf.while_loop(lambda i: i < 0, lambda i: i + 1, [3], back_prop=False)])


def while_loop_nested(tf):
    def body(i, total):
        _, inner = tf.while_loop(lambda j, t: j < i, lambda j, t: (j + 1, t + i * j), [0, 0])
        return i + 1, total + inner
    return dict(run=list(tf.while_loop(lambda i, total: i < 4, body, [0, 0])))


def while_loop_with_cond(tf):
    body = lambda i, total: (i + 1, tf.cond(tf.equal(i % 2, 0), lambda: total + i, lambda: total - 1))
    return dict(run=list(tf.while_loop(lambda i, total: i < 6, body, [0, 0])))


def while_loop_in_cond(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(1, name="x")
    y = tf.cond(p, lambda: tf.while_loop(lambda i: i < 10, lambda i: i + x + i, [x]), lambda: x)
    return dict(run=[y])
