"""Gradients of conditionals that are one operation: what the gradient takes of a branch comes out of it as an optional value."""
from common import tf
from tensorflow.python.framework import function
from tensorflow.python.ops import cond_v2, functional_ops

F = tf.float32


def with_intermediates():
    x = tf.placeholder(F, [2], name="x")
    y = cond_v2.cond_v2(tf.reduce_sum(x) > 0.0, lambda: tf.sin(x * 2.0) * x, lambda: tf.exp(x), name="cond")
    return [y], [x], {x: [2.0, -1.0]}


def other_branch():
    x = tf.placeholder(F, [2], name="x")
    y = cond_v2.cond_v2(tf.reduce_sum(x) > 0.0, lambda: x * 3.0, lambda: tf.sqrt(tf.exp(x)) * tf.sin(x), name="cond")
    return [y], [x], {x: [-2.0, 1.0]}


def without_intermediates():
    x = tf.placeholder(F, [], name="x")
    y = cond_v2.cond_v2(x > 0.0, lambda: x + 1.0, lambda: -x, name="cond")
    return [y * 2.0], [x], {x: 3.0}


def unconnected_branch():
    x = tf.placeholder(F, [None], name="x")
    z = tf.placeholder(F, [None], name="z")
    y = cond_v2.cond_v2(tf.size(x) > 1, lambda: x * x, lambda: z + 1.0, name="cond")
    return [y], [x, z], {x: [0.5, 2.0], z: [1.0, 1.0, 1.0]}


def several_outputs():
    x = tf.placeholder(F, [2], name="x")
    z = tf.placeholder(tf.int32, [], name="z")
    y, k, u = cond_v2.cond_v2(
        z > 1, lambda: (tf.square(x), z + 1, x * 2.0), lambda: (x * tf.cast(z, F), z, tf.sqrt(x)), name="cond")
    return [y, u * tf.cast(k, F)], [x], {x: [4.0, 9.0], z: 1}


def unused_output():
    x = tf.placeholder(F, [], name="x")
    y, _ = cond_v2.cond_v2(x > 0.0, lambda: (tf.log(x), x * x), lambda: (x, tf.cos(x)), name="cond")
    return [y], [x], {x: 3.0}


def nested():
    x = tf.placeholder(F, [], name="x")

    def inner(v):
        return cond_v2.cond_v2(v > 1.0, lambda: tf.sin(v) * x, lambda: v * v, name="inner")

    y = cond_v2.cond_v2(x > 0.0, lambda: inner(x * 2.0) * x, lambda: tf.exp(x), name="outer")
    return [y], [x], {x: 0.75}


def by_slices():
    x = tf.placeholder(F, [3, 2], name="x")
    i = tf.placeholder(tf.int32, [2], name="i")
    y = cond_v2.cond_v2(i[0] > 0, lambda: tf.gather(x, i), lambda: x[:2] * 2.0, name="cond")
    return [y], [x], {x: [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], i: [2, 2]}


def twice():
    x = tf.placeholder(F, [], name="x")
    y = cond_v2.cond_v2(x > 0.0, lambda: tf.sin(x) * x, lambda: x * x, name="cond")
    first, = tf.gradients(y, x)
    return [first], [x], {x: 0.5}


def stateful():
    x = tf.placeholder(F, [], name="x")

    def chosen():
        with tf.control_dependencies([tf.Assert(x > 0.0, [x])]):
            return tf.sin(x * 1.0)

    y = cond_v2.cond_v2(x > 0.0, chosen, lambda: x * x, name="cond")
    return [y], [x], {x: 0.5}


def of_functions():
    x = tf.placeholder(F, [2], name="x")

    @function.Defun(F, func_name="Then")
    def then_branch(a):
        return tf.sin(a) * a

    @function.Defun(F, func_name="Else")
    def else_branch(a):
        return a + a

    y, = functional_ops.If(tf.reduce_sum(x) > 0.0, [x], then_branch, else_branch)
    return [y], [x], {x: [2.0, -1.0]}


def calls_inside():
    x = tf.placeholder(F, [], name="x")

    @function.Defun(F, func_name="Called")
    def called(a):
        return tf.sin(a) * a

    y = cond_v2.cond_v2(x > 0.0, lambda: called(x) * 2.0, lambda: x, name="cond")
    return [y], [x], {x: 0.5}


def indexed():
    x = tf.placeholder(F, [], name="x")
    k = tf.placeholder(tf.int32, [], name="k")
    y = cond_v2.indexed_case(k, [lambda: tf.sin(x) * x, lambda: x + 1.0, lambda: tf.exp(x * 2.0)], name="case")
    return [y], [x], {x: 0.5, k: 2}


def indexed_without_intermediates():
    x = tf.placeholder(F, [], name="x")
    k = tf.placeholder(tf.int32, [], name="k")
    y = cond_v2.indexed_case(k, [lambda: x + x, lambda: -x], name="case")
    return [y], [x], {x: 0.5, k: 0}


def of_variable():
    x = tf.placeholder(F, [], name="x")
    v = tf.get_variable("v", initializer=tf.constant([1.0, 2.0]), use_resource=True)
    with tf.control_dependencies([v.initializer]):
        y = cond_v2.cond_v2(tf.identity(x) > 0.0, lambda: tf.sin(v.read_value()) * x, lambda: tf.ones([2]) * x, name="cond")
    return [y], [x], {x: 0.5}


def again():
    x = tf.placeholder(F, [], name="x")
    y = cond_v2.cond_v2(x > 0.0, lambda: tf.sin(x) * x, lambda: tf.exp(x * 2.0), name="cond")
    tf.gradients(y, x)
    return [y], [x], {x: 0.8}


def with_own_gradient():
    x = tf.placeholder(F, [], name="x")
    y = cond_v2.cond_v2(x > 0.0, lambda: tf.sin(x) * x, lambda: tf.exp(x * 2.0), name="cond")
    return [y + tf.gradients(y, x)[0]], [x], {x: 0.8}


def decomposition():
    x = tf.placeholder(F, [2, 2], name="x")
    y = cond_v2.cond_v2(x[0, 0] > 0.0, lambda: tf.self_adjoint_eigvals(x), lambda: tf.svd(x, compute_uv=False), name="cond")
    return [tf.exp(y)], [x], {x: [[2.0, 0.5], [0.5, -1.0]]}


CASES = [
    with_intermediates,
    other_branch,
    without_intermediates,
    unconnected_branch,
    several_outputs,
    unused_output,
    nested,
    by_slices,
    twice,
    stateful,
    of_functions,
    calls_inside,
    indexed,
    indexed_without_intermediates,
    of_variable,
    again,
    with_own_gradient,
    decomposition,
]
