"""Gradients through calls of functions by their names."""
from common import tf
from tensorflow.python.framework import function

F = tf.float32


def called_by_name():
    x = tf.placeholder(F, [], name="x")

    @function.Defun(F, F, func_name="MulAdd")
    def f(a, b):
        return a * b, a + b

    p, s = f(x, x + 1.0)
    return [p * s], [x], {x: 2.0}


def called_inside():
    x = tf.placeholder(F, [2], name="x")

    @function.Defun(F, func_name="Inner")
    def inner(a):
        return tf.sin(a)

    @function.Defun(F, func_name="Outer")
    def outer(a):
        return inner(a) * a

    return [outer(x)], [x], {x: [2.0, -1.0]}


CASES = [called_by_name, called_inside]
