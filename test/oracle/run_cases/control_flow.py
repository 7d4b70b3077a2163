"""State, conditionals, loops, placeholders and assertions: what successive runs of small graphs give."""
from common import tf


def x_input(shape=()):
    return tf.placeholder(tf.float32, shape, name="x")


def cond_fed():
    x, p = x_input(), tf.placeholder(tf.bool, [], name="p")
    y = tf.cond(p, lambda: x * 2.0, lambda: x - 1.0)
    return [(y, {x: 3.0, p: True}), (y, {x: 3.0, p: False}), (y, {x: 4.0, p: True})]


def cond_computed():
    x = x_input()
    y, z = tf.cond(x > 0.0, lambda: (x * 2.0, x + 1.0), lambda: (x - 1.0, tf.constant(7.0)))
    w = y + z
    return [([y, z, w], {x: 3.0}), ([y, z, w], {x: -3.0}), (z, {x: -1.0})]


def cond_default_fed():
    p = tf.placeholder_with_default(False, [], name="p")
    x = x_input()
    y = tf.cond(p, lambda: x * 2.0, lambda: x - 1.0)
    return [(y, {x: 3.0}), (y, {x: 3.0, p: True})]


def cond_nested():
    x, z = x_input(), tf.placeholder(tf.float32, [], name="z")
    y = tf.cond(x > 0.0, lambda: tf.cond(z > x, lambda: x * z, lambda: x - z), lambda: tf.cond(z > 0.0, lambda: z, lambda: -z))
    return [(y, {x: a, z: b}) for a in (2.0, -2.0) for b in (3.0, 1.0, -5.0)]


def cond_same_predicate_nested():
    x = x_input()
    p = x > 1.0
    y = tf.cond(p, lambda: tf.cond(p, lambda: x * 10.0, lambda: x), lambda: tf.cond(p, lambda: x, lambda: x - 10.0))
    return [(y, {x: 2.0}), (y, {x: 0.0})]


def cond_chain():
    x = x_input()
    p = x > 1.0
    a = tf.cond(p, lambda: x * 2.0, lambda: x * 3.0)
    b = tf.cond(p, lambda: a + 1.0, lambda: a + 2.0)
    q = b > 5.0
    c = tf.cond(q, lambda: a * b, lambda: a - b)
    d = tf.cond(p, lambda: c + b, lambda: c - b)
    return [([a, b, c, d], {x: v}) for v in (0.5, 1.0, 1.5, 4.0)]


def cond_gradient():
    x = x_input([3])
    w = tf.constant([1.0, 2.0, 3.0])
    y = tf.cond(tf.reduce_sum(x) > 0.0, lambda: tf.square(x) * w, lambda: x * 5.0)
    g = tf.gradients(y, [x, w])
    return [([y] + g, {x: [1.0, 2.0, 3.0]}), ([y] + g, {x: [-1.0, 0.0, -3.0]})]


def cond_gradient_deep():
    x = x_input([2])
    h = tf.cond(x[0] > 0.0, lambda: tf.exp(x), lambda: tf.cond(x[1] > 0.0, lambda: x * x, lambda: -x))
    loss = tf.reduce_sum(h * h)
    g = tf.gradients(loss, x)[0]
    return [([loss, g], {x: v}) for v in ([1.0, 2.0], [-1.0, 2.0], [-1.0, -2.0])]


def cond_assign():
    x = x_input()
    v = tf.Variable(1.0, name="v")
    y = tf.cond(x > 0.0, lambda: tf.assign_add(v, x), lambda: tf.identity(v))
    with tf.control_dependencies([y]):
        after = v.read_value()
    return [(v.initializer, {}), ([y, after], {x: 2.0}), ([y, after], {x: -2.0}), (v, {}), ([y, after], {x: 5.0}), (v, {})]


def cond_assign_both():
    x = x_input()
    v, w = tf.Variable(1.0, name="v"), tf.Variable(10.0, name="w")
    op = tf.cond(x > 0.0, lambda: tf.group(v.assign(x), w.assign_add(x)), lambda: tf.group(w.assign_sub(x)))
    init = tf.global_variables_initializer()
    return [(init, {}), (op, {x: 2.0}), ([v, w], {}), (op, {x: -3.0}), ([v, w], {})]


def cond_random():
    x = x_input()
    y = tf.cond(x > 0.0, lambda: tf.random_uniform([2], seed=3), lambda: tf.random_uniform([2], seed=4) + 1.0)
    return [(y, {x: v}) for v in (1.0, 1.0, -1.0, 1.0, -1.0)]


def cond_uninitialized_untaken():
    x = x_input()
    v = tf.Variable(1.0, name="v")
    y = tf.cond(x > 0.0, lambda: v * x, lambda: x)
    return [(y, {x: -1.0}), (y, {x: 1.0}), (v.initializer, {}), (y, {x: 3.0})]


def cond_assign_uninitialized():
    x = x_input()
    v = tf.Variable(1.0, name="v")
    y = tf.cond(x > 0.0, lambda: tf.assign_add(v, x), lambda: x)
    z = tf.cond(x > 0.0, lambda: tf.assign(v, x), lambda: x)
    return [(y, {x: -1.0}), (y, {x: 1.0}), (z, {x: 5.0}), (y, {x: 1.0}), (v, {})]


def cond_initialize_once():
    v = tf.Variable(tf.random_uniform([2], seed=1), name="v")
    is_initialized = tf.is_variable_initialized(v)
    op = tf.cond(is_initialized, tf.no_op, lambda: v.initializer)
    with tf.control_dependencies([op]):
        y = v.read_value()
    return [(is_initialized, {}), (y, {}), (is_initialized, {}), (y, {}), (v.initializer, {}), (y, {})]


def cond_training():
    """Batch normalisation's shape: statistics by a switch, updates of averages, gradients through it."""
    x, p = x_input([None, 2]), tf.placeholder_with_default(False, [], name="p")
    average, w = tf.Variable([1.0, 1.0], name="average"), tf.Variable([[1.0], [2.0]], name="w")
    mean = tf.cond(p, lambda: tf.reduce_mean(x, 0), lambda: average + 0.0)
    loss = tf.reduce_mean(tf.square(tf.matmul(x - mean, w)))
    update = average.assign_sub((average - mean) * 0.5)
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    init = tf.global_variables_initializer()
    X = [[1.0, 2.0], [3.0, 5.0], [0.0, 1.0]]
    return [(init, {}), (loss, {x: X})] + [([train, update.op, loss], {x: X, p: True})] * 3 + [([w, average, loss], {x: X})]


def raw_switch_merge():
    x, p = x_input(), tf.placeholder(tf.float32, [], name="p")
    no, yes = tf.raw_ops.Switch(data=x, pred=p > 0.0)
    out, index = tf.raw_ops.Merge(inputs=[no * 2.0, yes * 3.0])
    return [([out, index], {x: 2.0, p: 1.0}), ([out, index], {x: 2.0, p: -1.0}), (yes, {x: 2.0, p: 1.0}), (yes, {x: 2.0, p: -1.0})]


def raw_merge_of_two_predicates():
    x, p = x_input(), tf.placeholder(tf.float32, [], name="p")
    _, a = tf.raw_ops.Switch(data=x, pred=p > 0.0)
    _, b = tf.raw_ops.Switch(data=x * 10.0, pred=p < -1.0)
    out, index = tf.raw_ops.Merge(inputs=[a, b])
    return [([out, index], {x: 2.0, p: 1.0}), ([out, index], {x: 2.0, p: -2.0}), (out, {x: 2.0, p: 0.0})]


def while_sum():
    n = tf.placeholder(tf.int32, [], name="n")
    i, total = tf.while_loop(lambda i, t: i < n, lambda i, t: (i + 1, t + i), [0, 0])
    return [([i, total], {n: 5}), ([i, total], {n: 0}), (total, {n: 100})]


def while_nested():
    n = tf.placeholder(tf.int32, [], name="n")

    def outer(i, t):
        _, s = tf.while_loop(lambda j, s: j < i, lambda j, s: (j + 1, s + j * i), [0, t])
        return i + 1, s
    y = tf.while_loop(lambda i, t: i < n, outer, [0, 0])
    return [(y, {n: 4}), (y, {n: 1}), (y, {n: 7})]


def while_with_cond():
    n = tf.placeholder(tf.int32, [], name="n")
    y = tf.while_loop(lambda i, t: i < n, lambda i, t: (i + 1, tf.cond(tf.equal(i % 2, 0), lambda: t + i, lambda: t * 2)), [0, 1])
    return [(y, {n: 6}), (y, {n: 1})]


def while_in_cond():
    x = x_input()
    y = tf.cond(x > 0.0, lambda: tf.while_loop(lambda v: v < 100.0, lambda v: v * 2.0, [x]), lambda: x)
    return [(y, {x: 3.0}), (y, {x: -3.0}), (y, {x: 200.0})]


def while_state():
    n = tf.placeholder(tf.int32, [], name="n")
    v = tf.Variable(1.0, name="v")

    def body(i):
        with tf.control_dependencies([tf.assign_add(v, tf.cast(i, tf.float32))]):
            return i + 1
    y = tf.while_loop(lambda i: i < n, body, [0], parallel_iterations=1)
    return [(v.initializer, {}), (y, {n: 4}), (v, {}), (y, {n: 3}), (v, {})]


def while_random():
    n = tf.placeholder(tf.int32, [], name="n")
    y = tf.while_loop(
        lambda i, t: i < n, lambda i, t: (i + 1, t * 0.5 + tf.random_uniform([], seed=5)), [0, 0.0], parallel_iterations=1)
    return [(y, {n: 3}), (y, {n: 1}), (y, {n: 3})]


def while_uninitialized():
    v = tf.Variable(1.0, name="v")
    y = tf.while_loop(lambda i: i < 3.0, lambda i: i + v, [0.0])
    return [(y, {}), (v.initializer, {}), (y, {})]


def state_order():
    v = tf.Variable(1.0, name="v")
    x = x_input()
    add = tf.assign_add(v, x)
    with tf.control_dependencies([add]):
        doubled = tf.assign(v, v.read_value() * 2.0 + add * 0.0)
    with tf.control_dependencies([doubled]):
        read = v.read_value()
    return [(v.initializer, {}), ([read], {x: 2.0}), ([doubled, read], {x: 1.0}), (v, {})]


def state_errors():
    v = tf.Variable([1.0, 2.0], name="v")
    x = tf.placeholder(tf.float32, name="x")
    set_v, add_v = tf.assign(v, x), tf.assign_add(v, x)
    free = tf.assign(v, x, validate_shape=False)
    step = tf.raw_ops.ApplyGradientDescent(var=v._ref(), alpha=0.5, delta=x)
    return [
        (add_v, {x: [1.0, 1.0]}), (v.initializer, {}), (set_v, {x: [1.0, 2.0, 3.0]}), (v, {}), (add_v, {x: [1.0]}), (v, {}),
        (step, {x: [[1.0, 2.0]]}), (step, {x: [1.0, 2.0]}), (v, {}), (free, {x: [5.0, 6.0, 7.0]}), (v, {}),
        (set_v, {x: [1.0, 2.0, 3.0]}), (v, {}), (set_v, {x: [1.0, 2.0]}), (v, {}),
    ]


def placeholders():
    a, b = tf.placeholder(tf.float64, [], name="a"), tf.placeholder(tf.bool, [None], name="b")
    c, d = tf.placeholder(tf.float16, [2, None], name="c"), tf.placeholder(tf.string, name="d")
    return [(a + 1.0, {}), (tf.logical_not(b), {}), (c * 2.0, {}), (tf.identity(d), {}), (a, {a: 3.0})]


def feeding_inner_tensors():
    x = x_input()
    y = tf.multiply(x, 2.0, name="y")
    z = tf.add(y, 1.0, name="z")
    k = tf.constant(4.0, name="k")
    return [(z, {y: 10.0}), ([y, z], {y: 10.0}), (z, {x: 1.0}), (k * 2.0, {k: 5.0}), ([k, y], {k: 5.0, x: 1.0})]


def random_runs():
    tf.set_random_seed(42)
    a, b = tf.random_uniform([2]), tf.random_normal([3], seed=7)
    c = tf.random_uniform([2], seed=9, maxval=10, dtype=tf.int32)
    return [(a, {}), ([a, b], {}), (b, {}), ([c, a], {}), (c, {})]


def asserts():
    x = tf.placeholder(tf.int32, [None], name="x")
    ok = tf.Assert(tf.reduce_all(x > 0), [x, "is not positive"], name="check")
    with tf.control_dependencies([ok]):
        y = x * 2
    raw = tf.raw_ops.Assert(condition=tf.reduce_all(x > 1), data=[x, tf.cast(x, tf.float32) / 3.0, x > 2], summarize=2)
    with tf.control_dependencies([raw]):
        z = x + 1
    return [(y, {x: [1, 2]}), (y, {x: [1, -2]}), (z, {x: [2, 3]}), (z, {x: [1, 2, 3]}), (y, {x: [3]})]


def guarded_asserts():
    """Checks of floats stand in a branch of their own; the update waits for them."""
    x = tf.placeholder(tf.float32, [None], name="x")
    v = tf.Variable(1.0, name="v")
    with tf.control_dependencies([tf.assert_positive(x, message="Bad input.")]):
        total = tf.reduce_sum(x) * v
    with tf.control_dependencies([tf.Assert(total < 100.0, [total, x * 2.0], summarize=2, name="small")]):
        update = tf.assign_add(v, total)
    return [
        (v.initializer, {}), (update, {x: [1.0, 2.0]}), (update, {x: [1.0, -2.0]}), (v, {}), (update, {x: [3.0, 99.0]}),
        (v, {}), (update, {x: [0.5]}), (total, {x: [2.0]}),
    ]


def cond_with_assert():
    x = x_input()
    y = tf.cond(x > 0.0, lambda: x / tf.Print(x, [x]), lambda: tf.cond(
        x < -5.0, lambda: tf.Print(x * 2.0, [x]) + 1.0, lambda: -x))
    return [(y, {x: 2.0}), (y, {x: -1.0}), (y, {x: -7.0})]


def cond_dropout_training():
    """Random numbers inside a branch whose predicate is computed, and the gradient through them."""
    x, step = x_input([None, 3]), tf.placeholder(tf.int32, [], name="step")
    w = tf.Variable([[1.0], [2.0], [3.0]], name="w")
    training = tf.equal(step % 2, 1)
    h = tf.cond(training, lambda: x * tf.cast(tf.random_uniform(tf.shape(x), seed=3) < 0.5, tf.float32) * 2.0, lambda: x)
    h2 = tf.cond(training, lambda: tf.tanh(h) + tf.random_uniform([], seed=8), lambda: tf.tanh(h))
    loss = tf.reduce_mean(tf.square(tf.matmul(h2, w)))
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    X = [[1.0, 2.0, 0.5], [3.0, 5.0, -1.0]]
    return [(w.initializer, {})] + [([train, loss], {x: X, step: i}) for i in range(5)] + [([w, loss], {x: X, step: 0})]


def cond_three_deep_training():
    x = x_input([2])
    a, b = tf.Variable(2.0, name="a"), tf.Variable(-1.0, name="b")
    y = tf.cond(
        a * x[0] > 1.0,
        lambda: tf.cond(b * x[1] > 1.0, lambda: tf.cond(a + b > 0.0, lambda: a * b * x, lambda: x * a), lambda: x * b * b),
        lambda: tf.cond(x[1] > a, lambda: tf.exp(b * x), lambda: tf.square(x) * a))
    loss = tf.reduce_sum(y * y)
    grads = tf.gradients(loss, [a, b, x])
    train = tf.train.GradientDescentOptimizer(0.001).minimize(loss)
    init = tf.global_variables_initializer()
    feeds = [[1.0, -2.0], [1.0, 2.0], [-1.0, 3.0], [-1.0, 1.0], [2.0, -3.0]]
    return [(init, {})] + [run for v in feeds for run in (([loss] + grads, {x: v}), (train, {x: v}))] + [([a, b], {})]


def cond_averages_computed():
    """Averages assigned in one branch of a computed predicate and read in the other."""
    x, step = x_input([None, 2]), tf.placeholder(tf.int32, [], name="step")
    average = tf.Variable([1.0, 1.0], name="average")
    training = step > 0

    def update():
        with tf.control_dependencies([average.assign_sub((average - tf.reduce_mean(x, 0)) * 0.5)]):
            return tf.reduce_mean(x, 0)
    mean = tf.cond(training, update, lambda: average.read_value())
    other = tf.cond(training, lambda: mean * 2.0, lambda: mean - 1.0)
    X = [[1.0, 2.0], [3.0, 5.0]]
    return [(average.initializer, {})] + [([mean, other], {x: X, step: i}) for i in (0, 1, 1, 0, 1)] + [(average, {})]


PROGRAMS = [
    cond_fed, cond_computed, cond_default_fed, cond_nested, cond_same_predicate_nested, cond_chain, cond_gradient,
    cond_gradient_deep, cond_assign, cond_assign_both, cond_random, cond_uninitialized_untaken,
    cond_assign_uninitialized, cond_initialize_once,
    cond_training, raw_switch_merge, raw_merge_of_two_predicates, while_sum, while_nested, while_with_cond, while_in_cond,
    while_state, while_random, while_uninitialized, state_order, state_errors, placeholders, feeding_inner_tensors,
    random_runs, asserts, guarded_asserts, cond_with_assert,
    cond_dropout_training, cond_three_deep_training, cond_averages_computed,
]
