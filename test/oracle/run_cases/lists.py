"""Tensor lists: how they are made, changed and taken apart, in loops too, their gradients, and what they refuse."""
import numpy as np

from common import tf
from tensorflow.python.ops import gen_list_ops as raw
from tensorflow.python.ops import list_ops as ops

F, I = tf.float32, tf.int32
DTYPES = (tf.float32, tf.float64, tf.int32, tf.uint8, tf.int16, tf.int8, tf.string, tf.complex64, tf.int64, tf.bool, tf.bfloat16, tf.uint16,
          tf.complex128, tf.float16)
QUANTIZED = (tf.qint8, tf.quint8, tf.qint32, tf.qint16, tf.quint16)


def x_input(shape=(), dtype=F, name="x"):
    return tf.placeholder(dtype, shape, name=name)


def values_of(dtype):
    if dtype == tf.string:
        return tf.constant([["a", "bc"], ["", "d"], ["e", "f"]])
    if dtype in QUANTIZED:
        base = {tf.qint8: tf.int8, tf.quint8: tf.uint8, tf.qint32: tf.int32, tf.qint16: tf.int16, tf.quint16: tf.uint16}[dtype]
        return tf.bitcast(tf.constant([[0, 1], [2, 3], [4, 5]], base), dtype)
    return tf.cast(tf.constant([[0, 1], [2, 3], [4, 5]]), dtype)


def plain(tensor):
    """What can be fetched: quantized values as the integers that they are."""
    base = {tf.qint8: tf.int8, tf.quint8: tf.uint8, tf.qint32: tf.int32, tf.qint16: tf.int16, tf.quint16: tf.uint16}.get(tensor.dtype)
    return tensor if base is None else tf.bitcast(tensor, base)


def of_dtype(dtype):
    """All ops on elements of a dtype. The values are no constants, for TensorFlow takes constant lists for one another."""
    def program():
        value = tf.placeholder_with_default(values_of(dtype), [3, 2])
        made = raw.tensor_list_from_tensor(value, element_shape=[2])
        pushed = raw.tensor_list_push_back(made, raw.tensor_list_get_item(made, 0, [2], dtype))
        popped, last = raw.tensor_list_pop_back(pushed, [2], dtype)
        set_ = raw.tensor_list_set_item(popped, 0, last)
        scattered = raw.tensor_list_scatter(value, [2, 0, 3], [2])
        newer = raw.tensor_list_scatter_v2(value, [2, 0, 3], [2], 6)
        into = raw.tensor_list_scatter_into_existing_list(made, value, [1, 0, 3])
        split = raw.tensor_list_split(value, [-1, 2], tf.constant([1, 2], tf.int64))
        joined, lengths = raw.tensor_list_concat(split, dtype)
        again, _ = raw.tensor_list_concat_v2(split, [-1, 2], tf.constant([], tf.int64), dtype)
        both = raw.tensor_list_concat_lists(made, set_, dtype)
        batch = raw.tensor_list_push_back_batch(tf.stack([made, scattered, newer]), value)
        stacks = [raw.tensor_list_stack(one, [2], dtype) for one in (set_, scattered, newer, into, both, batch[1])]
        fetched = [plain(t) for t in [last, joined, again, raw.tensor_list_gather(made, [2, 1], [2], dtype)] + stacks]
        return [(fetched + [lengths], {})]

    program.__name__ = "of_" + dtype.name
    return program


def sizes_and_shapes():
    n = x_input((), I, "n")
    made = raw.tensor_list_reserve(tf.constant([-1, 3], tf.int64), n, F)
    unknown = raw.tensor_list_reserve(-1, n, F)
    resized = raw.tensor_list_resize(made, n * 2)
    shorter = raw.tensor_list_resize(made, n // 2)
    return [([raw.tensor_list_length(made), raw.tensor_list_length(resized), raw.tensor_list_length(shorter),
              raw.tensor_list_element_shape(made, I), raw.tensor_list_element_shape(unknown, tf.int64)], {n: k}) for k in (0, 1, 5)]


def unset_elements():
    x = x_input(None)
    index = x_input((), I, "i")
    fixed = raw.tensor_list_set_item(raw.tensor_list_reserve([2], 3, F), 1, x)
    loose = raw.tensor_list_set_item(raw.tensor_list_reserve(-1, 3, F), 1, x)
    runs = [([raw.tensor_list_stack(one, shape, F), raw.tensor_list_get_item(one, index, shape, F), raw.tensor_list_gather(one, [1, index], shape, F)],
             {x: [1.0, 2.0], index: i}) for one, shape in ((fixed, [2]), (fixed, -1), (loose, [2]), (loose, -1)) for i in (0, 1)]
    popped, last = raw.tensor_list_pop_back(fixed, [2], F)
    joined = raw.tensor_list_concat_v2(loose, -1, tf.constant([1, 5, 3], tf.int64), F)
    same = raw.tensor_list_concat_v2(loose, [-1], tf.constant([], tf.int64), F)
    return runs + [([last, raw.tensor_list_stack(popped, [2], F)] + list(joined) + list(same), {x: [1.0, 2.0]})]


def list_in_loop():
    n = x_input((), I, "n")
    grown = raw.empty_tensor_list([2], -1, F)
    _, grown = tf.while_loop(lambda i, l: i < n, lambda i, l: [i + 1, raw.tensor_list_push_back(l, tf.cast([i, i * i], F))], [0, grown])
    stacked = raw.tensor_list_stack(grown, [2], F)
    _, taken, total = tf.while_loop(
        lambda i, l, t: i < n, lambda i, l, t: (lambda p: [i + 1, p[0], t * 2.0 + p[1]])(raw.tensor_list_pop_back(l, [2], F)), [0, grown, tf.constant([0.0, 1.0])],
        shape_invariants=[tf.TensorShape([]), tf.TensorShape(None), tf.TensorShape(None)])
    return [([stacked, total, raw.tensor_list_length(taken)], {n: k}) for k in (0, 1, 6)]


def old_lists_stay():
    """A list that was changed is still what it was."""
    x = x_input([2])
    a = raw.tensor_list_from_tensor(tf.stack([x, x * 2.0]), [2])
    b = raw.tensor_list_set_item(a, 0, x + 10.0)
    c = raw.tensor_list_set_item(a, 1, x + 20.0)
    d = raw.tensor_list_push_back(a, x)
    e, _ = raw.tensor_list_pop_back(d, [2], F)
    f = raw.tensor_list_push_back(e, x * 3.0)
    return [([raw.tensor_list_stack(one, [2], F) for one in (f, e, d, c, b, a)], {x: [1.0, 2.0]})]


def list_in_branch():
    p, x = x_input((), tf.bool, "p"), x_input([2])
    made = raw.tensor_list_from_tensor(tf.stack([x, x]), [2])
    y = tf.cond(p, lambda: raw.tensor_list_push_back(made, x), lambda: raw.tensor_list_set_item(made, 0, x * 5.0))
    return [(raw.tensor_list_stack(y, [2], F), {p: v, x: [1.0, 2.0]}) for v in (True, False)]


def lists_of_lists():
    x = x_input([2])
    inner = raw.tensor_list_from_tensor(x, tf.constant([], I))
    outer = raw.tensor_list_push_back(raw.empty_tensor_list(tf.constant([], I), -1, tf.variant), inner)
    got = raw.tensor_list_get_item(outer, 0, tf.constant([], I), tf.variant)
    return [([raw.tensor_list_stack(got, tf.constant([], I), F), raw.tensor_list_length(outer)], {x: [1.0, 2.0]})]


def with_resizing():
    n = x_input((), I, "n")
    made = ops.tensor_list_reserve(element_shape=[], num_elements=2, element_dtype=F)
    set_ = ops.tensor_list_set_item(made, n, 7.0, resize_if_index_out_of_bounds=True)
    return [(ops.tensor_list_stack(set_, F, element_shape=[]), {n: k}) for k in (1, 4)]


def list_gradients():
    x = x_input([4, 2])
    made = ops.tensor_list_from_tensor(x, element_shape=[2])
    weights = tf.constant([[1.0], [2.0], [3.0], [4.0]])
    stacked = ops.tensor_list_stack(made, F, element_shape=[2]) * weights
    item = ops.tensor_list_get_item(made, 2, F, element_shape=[2])
    set_ = ops.tensor_list_stack(ops.tensor_list_set_item(made, 1, item * item), F, element_shape=[2]) * weights
    gathered = ops.tensor_list_gather(made, [3, 0], F, element_shape=[2])
    scattered = ops.tensor_list_stack(ops.tensor_list_scatter(x, [3, 1, 0, 2], [2]), F, element_shape=[2]) * weights
    into = ops.tensor_list_stack(ops.tensor_list_scatter(x[:2], [1, 2], input_handle=made), F, element_shape=[2]) * weights
    split = ops.tensor_list_split(x, [-1, 2], tf.constant([1, 3], tf.int64))
    joined = ops.tensor_list_concat(split, F, element_shape=[-1, 2]) * weights
    pushed = ops.tensor_list_push_back(made, tf.reduce_sum(x, 0))
    popped, last = raw.tensor_list_pop_back(pushed, [2], F)
    both = tf.reduce_sum(last * last) + tf.reduce_sum(ops.tensor_list_stack(popped, F, element_shape=[2]) * weights)
    resized = ops.tensor_list_stack(raw.tensor_list_resize(made, 2), F, element_shape=[2])
    value = np.arange(8.0).reshape(4, 2)
    return [([y, tf.gradients(y, x)[0]], {x: value}) for y in (stacked, item, set_, gathered, scattered, into, joined, both, resized)]


def list_gradient_of_loop():
    x = x_input([3])
    made = ops.tensor_list_from_tensor(x, element_shape=[])
    _, out = tf.while_loop(
        lambda i, l: i < 3, lambda i, l: [i + 1, ops.tensor_list_push_back(l, ops.tensor_list_get_item(made, i, F, element_shape=[]) ** 2.0)],
        [0, ops.empty_tensor_list(element_shape=[], element_dtype=F)])
    y = ops.tensor_list_stack(out, F, element_shape=[]) * [1.0, 2.0, 3.0]
    return [(y, {x: [1.0, 2.0, 3.0]})]


def list_mistakes():
    i, x, s = x_input((), I, "i"), x_input(None), x_input(None, I, "s")
    made = raw.tensor_list_from_tensor(tf.constant([[1.0, 2.0], [3.0, 4.0]]), [2])
    loose = raw.tensor_list_from_tensor(tf.constant([1.0, 2.0]), -1)
    small = raw.empty_tensor_list([2], 1, F)
    full = raw.tensor_list_push_back(small, [1.0, 2.0])
    length = raw.tensor_list_length
    hidden = tf.placeholder_with_default(made, None)
    return [
        (raw.tensor_list_get_item(made, i, [2], F), {i: 2}),
        (length(raw.tensor_list_set_item(made, i, [1.0, 2.0])), {i: 5}),
        (length(raw.tensor_list_set_item(hidden, 0, x)), {x: [1.0]}),
        (length(raw.tensor_list_push_back(hidden, x)), {x: [1.0]}),
        (length(raw.tensor_list_push_back(full, [3.0, 4.0])), {}),
        (raw.tensor_list_pop_back(raw.empty_tensor_list([2], -1, F), [2], F)[1], {}),
        (length(raw.tensor_list_resize(made, i)), {i: -1}),
        (raw.tensor_list_stack(hidden, s, F), {s: [3]}), (raw.tensor_list_stack(hidden, s, F), {s: [1, 2]}),
        (raw.tensor_list_stack(hidden, s, F), {s: 4}),
        (raw.tensor_list_stack(made, [2], F, num_elements=3), {}),
        (raw.tensor_list_stack(raw.empty_tensor_list(-1, -1, F), -1, F), {}),
        (raw.tensor_list_stack(raw.tensor_list_reserve(-1, 2, F), -1, F), {}),
        (raw.tensor_list_stack(raw.tensor_list_push_back(loose, x), -1, F), {x: [1.0]}),
        (raw.tensor_list_get_item(raw.tensor_list_reserve(-1, 2, F), 0, -1, F), {}),
        (raw.tensor_list_gather(made, s, [2], F), {s: [0, 2]}), (raw.tensor_list_gather(raw.empty_tensor_list(-1, -1, F), s, -1, F), {s: []}),
        (length(raw.tensor_list_scatter(x, s, [2])), {x: [[1.0, 2.0]], s: [-1]}),
        (length(raw.tensor_list_scatter(x, s, [2])), {x: [[1.0, 2.0]], s: [0, 1]}),
        (length(raw.tensor_list_scatter_v2(x, s, [2], 1)), {x: [[1.0, 2.0]], s: [1]}),
        (length(raw.tensor_list_scatter_v2(x, s, [3], -1)), {x: [[1.0, 2.0]], s: [1]}),
        (length(raw.tensor_list_scatter_v2(x, s, -1, -1)), {x: 1.0, s: [1]}),
        (length(raw.tensor_list_scatter_into_existing_list(made, x, s)), {x: [[1.0, 2.0]], s: [1, 2]}),
        (length(raw.tensor_list_split(x, [-1], tf.constant([1, 1], tf.int64))), {x: [1.0]}),
        (length(raw.tensor_list_split(x, [-1], tf.constant([1, 1], tf.int64))), {x: [1.0, 2.0, 3.0]}),
        (length(raw.tensor_list_split(x, s, tf.constant([1, 1], tf.int64))), {x: [[1.0], [2.0]], s: [-1, 2]}),
        (length(raw.tensor_list_from_tensor(x, [3])), {x: [[1.0, 2.0]]}), (length(raw.tensor_list_from_tensor(x, -1)), {x: 1.0}),
        (raw.tensor_list_concat(loose, F)[0], {}),
        (raw.tensor_list_concat_v2(raw.empty_tensor_list(-1, -1, F), -1, tf.constant([], tf.int64), F)[0], {}),
        (raw.tensor_list_concat(raw.tensor_list_reserve([-1, 2], 2, F), F, element_shape=[None, 2])[0], {}),
        (raw.tensor_list_concat_v2(raw.tensor_list_reserve([-1, 2], 2, F), [-1, 2], tf.constant([1], tf.int64), F)[0], {}),
    ]


PROGRAMS = [of_dtype(dtype) for dtype in DTYPES + QUANTIZED] + [
    sizes_and_shapes, unset_elements, list_in_loop, old_lists_stay, list_in_branch, lists_of_lists, with_resizing, list_gradients,
    list_gradient_of_loop, list_mistakes,
]
