"""Records data/gradient_checks.json: what tf.test.compute_gradient gives for small programs.

    python record_gradient_checks.py
"""
import os

import numpy as np

from common import DATA, encoded, session, tf, write_json


def product():
    x = tf.placeholder(tf.float64, [2, 3])
    y = tf.matmul(x, tf.constant([[1.0], [-2.0], [0.5]], tf.float64)) * x[:, :1]
    return dict(x=x, x_shape=[2, 3], y=y, y_shape=[2, 1], x_init_value=np.arange(6.0).reshape(2, 3) / 4)


def several():
    a, b = tf.placeholder(tf.float32, [2]), tf.placeholder(tf.float32, [2])
    init = [np.array([0.5, -1.0], np.float32), np.array([2.0, 0.25], np.float32)]
    feeds = {a: init[0], b: init[1]}
    return dict(x=[a, b], x_shape=[[2], [2]], y=tf.tanh(a * b), y_shape=[2], x_init_value=init, delta=1e-2, extra_feed_dict=feeds)


def complex_square():
    x = tf.placeholder(tf.complex64, [2])
    return dict(x=x, x_shape=[2], y=x * x, y_shape=[2], x_init_value=np.array([1 + 2j, -0.5 + 0.25j], np.complex64))


def complex_size():
    x = tf.placeholder(tf.complex64, [2])
    return dict(x=x, x_shape=[2], y=tf.abs(x), y_shape=[2], x_init_value=np.array([3 + 4j, -0.5 + 0.25j], np.complex64))


def rows():
    x = tf.placeholder(tf.float64, [3, 2])
    y = tf.gather(x, [2, 0, 2])
    return dict(x=x, x_shape=[3, 2], y=y, y_shape=[3, 2], x_init_value=np.arange(6.0).reshape(3, 2))


def variable():
    v = tf.get_variable("v", [2], tf.float64, initializer=tf.constant_initializer(3.0))
    x = tf.placeholder(tf.float64, [2])
    init = [tf.global_variables_initializer()]
    return dict(x=x, x_shape=[2], y=x * v, y_shape=[2], x_init_value=np.array([1.0, 2.0]), init_targets=init)


def by_chance():
    x = tf.placeholder(tf.float32, [2, 2])
    return dict(x=x, x_shape=[2, 2], y=tf.exp(x), y_shape=[2, 2])


def halves():
    x = tf.placeholder(tf.float16, [2])
    return dict(x=x, x_shape=[2], y=x * x, y_shape=[2], x_init_value=np.array([1.5, -0.75], np.float16), delta=0.125)


def empty():
    x = tf.placeholder(tf.float32, [0])
    return dict(x=x, x_shape=[0], y=x * 2.0, y_shape=[0], x_init_value=np.zeros([0], np.float32))


def wrong():
    x = tf.placeholder(tf.float64, [2])
    y = x * x + tf.stop_gradient(x)
    return dict(x=x, x_shape=[2], y=y, y_shape=[2], x_init_value=np.array([1.0, 2.0]))


PROGRAMS = [product, several, complex_square, complex_size, rows, variable, by_chance, halves, empty, wrong]


def record(program):
    graph = tf.Graph()
    with graph.as_default():
        arguments = program()
        with session(graph).as_default():
            np.random.seed(7)
            found = tf.test.compute_gradient(**arguments)
            np.random.seed(7)
            error = tf.test.compute_gradient_error(**arguments)
    pairs = found if isinstance(found, list) else [found]
    return {"id": program.__name__, "jacobians": [[encoded(each) for each in pair] for pair in pairs], "error": float(error)}


if __name__ == "__main__":
    write_json(os.path.join(DATA, "gradient_checks.json"), [record(program) for program in PROGRAMS])
