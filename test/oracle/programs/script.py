"""Programs with functions of Python as nodes."""
import numpy as np


def py_func_of_one(tf):
    x = tf.placeholder_with_default([1.0, 2.0], [None], name="x")
    y = tf.py_func(lambda a: a * 2.0, [x], tf.float32)
    none = tf.gradients(y, [x])[0] is None
    return dict(run=[y, y + 1.0], shape=str(y.shape), none=none)


def py_func_of_several(tf):
    def f(a, b):
        return np.sum(a), b[::-1], "text", [True, False]

    with tf.name_scope("scope"):
        outputs = tf.py_func(f, [tf.constant([1.5, 2.5]), [1, 2, 3]], [tf.float32, tf.int32, tf.string, tf.bool], name="several")
    return dict(run=outputs)


def py_func_stateless(tf):
    y = tf.py_func(lambda a: a + np.int64(1), [tf.constant([[1, 2]], dtype=tf.int64)], [tf.int64], stateful=False)
    z = tf.py_func(lambda: np.float64(3.5), [], tf.float64, stateful=False, name="constant")
    return dict(run=[y[0], z])


def py_func_of_texts(tf):
    y = tf.py_func(lambda a: np.array([b + b"!" for b in a], dtype=object), [tf.constant(["a", "bc"])], tf.string)
    return dict(run=y)


def py_func_in_cond_and_loop(tf):
    x = tf.constant(3.0, name="x")
    double = lambda a: a * np.float32(2.0)
    y = tf.cond(x > 1.0, lambda: tf.py_func(double, [x], tf.float32), lambda: x)

    def body(i, a):
        a = tf.py_func(double, [a], tf.float32)
        a.set_shape([])
        return i + 1, a
    z = tf.while_loop(lambda i, a: i < 3, body, [0, x])[1]
    return dict(run=[y, z])


def numpy_function(tf):
    x = tf.constant([4.0, 9.0])
    y = tf.numpy_function(lambda a: np.sqrt(a), [x], tf.float32, name="roots")
    z = tf.numpy_function(lambda a: (a, a.astype(np.int32)), [x], [tf.float32, tf.int32])
    return dict(run=[y] + z)


def py_function(tf):
    x = tf.constant([4.0, 9.0])
    y = tf.py_function(lambda a: a * 2, [x], tf.float32)
    z = tf.py_function(lambda a, b: [b, a], [x, 3], [tf.int32, tf.float32], name="swapped")
    return dict(run=[y] + z)


def py_func_no_values(tf):
    y = tf.py_func(lambda a: None, [tf.constant(1.0)], [])
    with tf.control_dependencies([y]):
        z = tf.constant(2.0)
    return dict(run=z)


def py_func_not_callable(tf):
    tf.py_func(3, [tf.constant(1.0)], tf.float32)


def py_func_count(tf):
    return dict(run=tf.py_func(lambda: (np.float32(1.0), np.float32(2.0)), [], [tf.float32]))


def py_func_dtype(tf):
    return dict(run=tf.py_func(lambda a: a.astype(np.float64), [tf.constant([1.0])], tf.float32))


def py_func_missing(tf):
    node = tf.NodeDef(name="call", op="PyFunc")
    node.attr["token"].s = b"pyfunc_1000"
    node.attr["Tin"].list.SetInParent()
    node.attr["Tout"].list.type.append(tf.float32.as_datatype_enum)
    tf.import_graph_def(tf.GraphDef(node=[node]), name="")
    return dict(run=tf.get_default_graph().get_tensor_by_name("call:0"))
