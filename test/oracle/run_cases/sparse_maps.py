"""Sparse tensors kept in a map between runs."""
import numpy as np

from common import tf
from op_cases.facts import kernel_dtypes
from op_cases.values import values

gen = tf.raw_ops


def parts(prefix="", dtype=tf.float32):
    return [tf.placeholder(tf.int64, name=prefix + "indices"), tf.placeholder(dtype, name=prefix + "values"),
            tf.placeholder(tf.int64, name=prefix + "shape")]


def add(nodes, **arguments):
    return gen.AddSparseToTensorsMap(sparse_indices=nodes[0], sparse_values=nodes[1], sparse_shape=nodes[2], **arguments)


def add_many(nodes, **arguments):
    return gen.AddManySparseToTensorsMap(sparse_indices=nodes[0], sparse_values=nodes[1], sparse_shape=nodes[2], **arguments)


def take_many(handles, dtype=tf.float32, **arguments):
    return list(gen.TakeManySparseFromTensorsMap(sparse_handles=handles, dtype=dtype, **arguments))


def fed(nodes, indices, items, shape):
    return dict(zip(nodes, (np.int64(indices), np.float32(items), np.int64(shape))))


def kept():
    nodes = parts()
    put, put_many = add(nodes, shared_name="map"), add_many(nodes, shared_name="map")
    handles = tf.placeholder(tf.int64, name="handles")
    take = take_many(handles, shared_name="map")
    one, two = fed(nodes, [[0], [3]], [1, 2], [4]), fed(nodes, [[1], [5]], [3, 4], [6])
    rows = fed(nodes, [[0, 1], [0, 2], [2, 0]], [5, 6, 7], [4, 3])
    return [(put, one), (put, two), (take, {handles: [1, 0]}), (take, {handles: [1]}), (put_many, rows), (put, one), (take, {handles: [2, 3, 4, 5, 6]}),
            (put_many, rows), (take, {handles: [7]}), (take, {handles: [7]}), (take, {handles: [8, 7]}), (take, {handles: [8]}),
            (put_many, fed(nodes, np.zeros([0, 2]), [], [2, 3])), (take, {handles: [12, 11]}), (take, {handles: np.zeros([0])}),
            (put_many, fed(nodes, np.zeros([0, 2]), [], [0, 3])), (put_many, fed(nodes, [[0, 1, 1], [1, 0, 2]], [1, 2], [2, 2, 3])), (take, {handles: [13, 14]})]


def in_one_run():
    nodes = [tf.constant([[0, 1], [1, 2]], tf.int64), tf.constant([b"a", b"b"]), tf.constant([2, 3], tf.int64)]
    handles = add_many(nodes, name="add")
    take = take_many(handles, tf.string, shared_name="add")
    other = add(nodes, name="other")
    again = take_many(tf.reshape(other, [1]), tf.string, shared_name="other")
    return [(take, {}), (take, {}), (handles, {}), (again, {}), (other, {}), (other, {})]


def separate():
    nodes = parts()
    puts = [add(nodes, name="first"), add(nodes, name="second"), add(nodes, shared_name="named", name="third"), add(nodes, container="c", shared_name="named", name="fourth")]
    handles = tf.placeholder(tf.int64, name="handles")
    takes = [take_many(handles, shared_name="first"), take_many(handles, shared_name="named"), take_many(handles, container="c", shared_name="named")]
    one = fed(nodes, [[0]], [1], [4])
    return [(put, one) for put in puts] + [(take, {handles: [0]}) for take in takes] + [(take, {handles: [0]}) for take in takes]


def mistakes():
    nodes = parts()
    put, put_many = add(nodes, shared_name="map"), add_many(nodes, shared_name="map")
    handles = tf.placeholder(tf.int64, name="handles")
    take, wrong = take_many(handles, shared_name="map"), take_many(handles, tf.int32, shared_name="map")
    runs = []
    for places, items, shape in (([0], [1], [3]), ([[0, 1]], [[1]], [3, 3]), ([[0, 1]], [1], [[3, 3]]), ([[0]], [1], [-1])):
        runs += [(each, fed(nodes, places, items, shape)) for each in (put, put_many)]
    for places, items, shape in (([[0, 1]], [1, 2], [3, 3]), ([[0, 1]], [1], [3, 3, 3]), ([[0]], [1], [3]), ([[3, 0]], [1], [3, 3]), ([[-1, 0]], [1], [3, 3]), ([[1, 1], [0, 0]], [1, 2], [2, 2]),
                                 ([[0, 4]], [1], [3, 3]), ([[0, 1], [0, 1]], [1, 2], [3, 3]), ([[0, 1], [0, 0]], [1, 2], [3, 3])):
        runs.append((put_many, fed(nodes, places, items, shape)))
    runs += [(put, fed(nodes, [[0]], [1], [3])), (put, fed(nodes, [[0, 0]], [1], [3, 3])), (take, {handles: [0, 1]}), (put, fed(nodes, [[0]], [1], [3])), (wrong, {handles: [2]}),
             (take, {handles: 3}), (put, fed(nodes, [[0]], [1], [3])), (take, {handles: [3, 9]}), (take, {handles: [3]})]
    return runs


def dtypes():
    runs = []
    for dtype in kernel_dtypes("AddManySparseToTensorsMap"):
        items = tf.constant(values([2, 2], dtype), tf.as_dtype(dtype))
        nodes = [tf.constant([[0, 1], [1, 2]], tf.int64), items[0], tf.constant([2, 3], tf.int64)]
        nodes[1] = tf.gather(items, 0)
        many = add_many(nodes, shared_name=dtype)
        one = add([nodes[0], tf.gather(items, 1), nodes[2]], shared_name=dtype + "_one")
        runs.append((take_many(many, tf.as_dtype(dtype), shared_name=dtype) + take_many(tf.reshape(one, [1]), tf.as_dtype(dtype), shared_name=dtype + "_one"), {}))
    return runs


PROGRAMS = [kept, in_one_run, separate, mistakes, dtypes]
