"""Gradients through tensor lists, and through optional values."""
import numpy as np

from common import tf
from tensorflow.python.ops import gen_dataset_ops as datasets
from tensorflow.python.ops import gen_list_ops as raw

F = tf.float32
ROWS = np.arange(1.0, 7.0, dtype=np.float32).reshape(3, 2)


def rows(name="x"):
    return tf.placeholder(F, [3, 2], name=name)


def row(name="r"):
    return tf.placeholder(F, [2], name=name)


def stacked(made):
    return tf.square(raw.tensor_list_stack(made, [2], F))


def from_tensor_and_stack():
    x = rows()
    return [stacked(raw.tensor_list_from_tensor(x, [2]))], [x], {x: ROWS}


def push_and_pop():
    x, r = rows(), row()
    pushed = raw.tensor_list_push_back(raw.tensor_list_from_tensor(x, [2]), r)
    popped, last = raw.tensor_list_pop_back(pushed, [2], F)
    return [stacked(popped), tf.exp(last)], [x, r], {x: ROWS, r: [0.5, -1.0]}


def get_and_set_item():
    x, r = rows(), row()
    made = raw.tensor_list_set_item(raw.tensor_list_from_tensor(x, [2]), 1, r)
    item = raw.tensor_list_get_item(made, 2, [2], F)
    return [stacked(made), item * item], [x, r], {x: ROWS, r: [0.5, -1.0]}


def gather():
    x = rows()
    return [tf.square(raw.tensor_list_gather(raw.tensor_list_from_tensor(x, [2]), [2, 0], [2], F))], [x], {x: ROWS}


def scatter():
    x = rows()
    return [stacked(raw.tensor_list_scatter(x, [2, 0, 1], [2]))], [x], {x: ROWS}


def scatter_v2():
    x = rows()
    return [stacked(raw.tensor_list_scatter_v2(x, [2, 0, 1], [2], 3))], [x], {x: ROWS}


def scatter_into_existing():
    x, old = rows(), rows("old")
    made = raw.tensor_list_scatter_into_existing_list(raw.tensor_list_from_tensor(old, [2]), x, [2, 0, 1])
    return [stacked(made)], [x, old], {x: ROWS, old: -ROWS}


def split_and_concat():
    x = rows()
    split = raw.tensor_list_split(x, [-1, 2], tf.constant([1, 2], tf.int64))
    joined, _ = raw.tensor_list_concat(split, F, [None, 2])
    return [tf.square(joined)], [x], {x: ROWS}


def split_and_concat_v2():
    x = rows()
    split = raw.tensor_list_split(x, [-1, 2], tf.constant([2, 1], tf.int64))
    joined, _ = raw.tensor_list_concat_v2(split, [-1, 2], tf.constant([], tf.int64), F)
    return [tf.square(joined)], [x], {x: ROWS}


def resize():
    x = rows()
    return [stacked(raw.tensor_list_resize(raw.tensor_list_from_tensor(x, [2]), 2))], [x], {x: ROWS}


def optionals():
    x, r = rows(), row()
    both = datasets.optional_from_value([x * 2.0, tf.sin(r)])
    values = datasets.optional_get_value(both, [F, F], [[3, 2], [2]])
    return [tf.square(value) for value in values], [x, r], {x: ROWS, r: [0.5, -1.0]}


CASES = [from_tensor_and_stack, push_and_pop, get_and_set_item, gather, scatter, scatter_v2, scatter_into_existing, split_and_concat,
         split_and_concat_v2, resize, optionals]
