"""Gradients of loops that are one operation: what the gradient takes of the rounds comes out of them as lists."""
from common import tf
from tensorflow.python.ops import cond_v2, while_v2

F = tf.float32


def with_accumulators():
    x = tf.placeholder(F, [], name="x")
    y = while_v2.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, tf.sin(v) * v), [0, x])[1]
    return [y], [x], {x: 0.8}


def with_maximum():
    x = tf.placeholder(F, [2], name="x")
    y = while_v2.while_loop(lambda v: tf.reduce_sum(v) < 100.0, lambda v: v * v + v, [x], maximum_iterations=4)[0]
    return [y], [x], {x: [0.5, 1.5]}


def with_captures():
    x = tf.placeholder(F, [2], name="x")
    w = tf.placeholder(F, [2], name="w")
    n = tf.placeholder(tf.int32, [], name="n")
    _, y = while_v2.while_loop(lambda i, v: i < n, lambda i, v: (i + 1, v * w + tf.exp(w)), [0, x], name="loop")
    return [y], [x, w], {x: [1.0, 2.0], w: [0.5, -0.25], n: 3}


def without_accumulators():
    x = tf.placeholder(F, [], name="x")
    _, y = while_v2.while_loop(lambda i, v: i < 4, lambda i, v: (i + 1, v * 2.0), [0, x])
    return [y * 3.0], [x], {x: 1.25}


def several_values():
    x = tf.placeholder(F, [], name="x")
    z = tf.placeholder(F, [], name="z")
    _, a, b = while_v2.while_loop(lambda i, a, b: i < 3, lambda i, a, b: (i + 1, a * b, tf.tanh(a)), [0, x, z])
    return [a, b], [x, z], {x: 0.5, z: 1.5}


def no_round():
    x = tf.placeholder(F, [], name="x")
    y = while_v2.while_loop(lambda v: v < 0.0, lambda v: v * v, [x])[0]
    return [y], [x], {x: 1.5}


def unused_value():
    x = tf.placeholder(F, [], name="x")
    _, a, _ = while_v2.while_loop(lambda i, a, b: i < 2, lambda i, a, b: (i + 1, tf.exp(a), b * b), [0, x, x])
    return [a], [x], {x: 0.25}


def unknown_shapes():
    x = tf.placeholder(F, [None, 2], name="x")
    _, y = while_v2.while_loop(
        lambda i, v: i < 2, lambda i, v: (i + 1, tf.matmul(v, tf.transpose(v))), [0, x],
        shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, None])])
    return [y], [x], {x: [[1.0, 0.5], [0.25, -1.0]]}


def loop_in_loop():
    x = tf.placeholder(F, [], name="x")

    def body(i, v):
        inner = while_v2.while_loop(lambda j, u: j < 2, lambda j, u: (j + 1, tf.sin(u) * x), [0, v], name="inner")[1]
        return i + 1, inner * v

    y = while_v2.while_loop(lambda i, v: i < 2, body, [0, x], name="outer")[1]
    return [y], [x], {x: 1.1}


def condition_in_loop():
    x = tf.placeholder(F, [], name="x")

    def body(i, v):
        return i + 1, cond_v2.cond_v2(v > 1.0, lambda: tf.sqrt(v) * x, lambda: v * v + 1.0, name="choice")

    y = while_v2.while_loop(lambda i, v: i < 3, body, [0, x], name="loop")[1]
    return [y], [x], {x: 0.7}


def loop_in_condition():
    x = tf.placeholder(F, [], name="x")

    def repeated():
        return while_v2.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, tf.sin(v) + v), [0, x], name="loop")[1]

    y = cond_v2.cond_v2(x > 0.0, repeated, lambda: x, name="cond")
    return [y], [x], {x: 0.7}


def by_slices():
    x = tf.placeholder(F, [3, 2], name="x")
    _, y = while_v2.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v + tf.gather(x, [i])), [0, tf.zeros([1, 2])], name="loop")
    return [y], [x], {x: [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]}


def twice():
    x = tf.placeholder(F, [], name="x")
    y = while_v2.while_loop(lambda i, v: i < 2, lambda i, v: (i + 1, tf.sin(v) * v), [0, x])[1]
    first, = tf.gradients(y, x)
    return [first], [x], {x: 0.8}


def within_scope():
    x = tf.placeholder(F, [], name="x")
    with tf.name_scope("model"):
        y = while_v2.while_loop(lambda i, v: i < 2, lambda i, v: (i + 1, v * v), [0, x], parallel_iterations=1)[1]
    return [y], [x], {x: 0.8}


def of_variable():
    x = tf.placeholder(F, [], name="x")
    v = tf.get_variable("v", initializer=tf.constant([1.0, 2.0]), use_resource=True)
    with tf.control_dependencies([v.initializer]):
        start = tf.ones([2]) * x
    y = while_v2.while_loop(lambda i, u: i < 2, lambda i, u: (i + 1, u * tf.sin(v.read_value())), [0, start], name="loop")[1]
    return [y], [x], {x: 0.5}


def rows_only():
    x = tf.placeholder(F, [3], name="x")
    y = while_v2.while_loop(lambda i, u: i < 2, lambda i, u: (i + 1, tf.gather(u, [2, 0, 0])), [0, x], name="loop")[1]
    return [y * y], [x], {x: [0.5, 1.5, -2.0]}


def stateless():
    x = tf.placeholder(F, [], name="x")
    with tf.compat.forward_compatibility_horizon(2019, 9, 1):
        y = while_v2.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, tf.sin(v) * v), [0, x])[1]
    return [y], [x], {x: 0.8}


def again():
    x = tf.placeholder(F, [], name="x")
    y = while_v2.while_loop(lambda i, v: i < 2, lambda i, v: (i + 1, tf.sin(v) * v), [0, x], name="loop")[1]
    tf.gradients(y, x)
    return [y], [x], {x: 0.8}


def with_own_gradient():
    x = tf.placeholder(F, [], name="x")
    y = while_v2.while_loop(lambda i, v: i < 2, lambda i, v: (i + 1, tf.sin(v) * v), [0, x], name="loop")[1]
    return [y + tf.gradients(y, x)[0]], [x], {x: 0.8}


CASES = [
    with_accumulators,
    with_maximum,
    with_captures,
    without_accumulators,
    several_values,
    no_round,
    unused_value,
    unknown_shapes,
    loop_in_loop,
    condition_in_loop,
    loop_in_condition,
    by_slices,
    twice,
    within_scope,
    of_variable,
    rows_only,
    stateless,
    again,
    with_own_gradient,
]
