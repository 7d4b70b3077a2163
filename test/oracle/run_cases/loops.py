"""Loops: frames in all nestings, state and random numbers in them, tensor arrays and stacks, gradients, recurrent networks."""
import numpy as np

from common import tf

F, I = tf.float32, tf.int32


def x_input(shape=(), dtype=F, name="x"):
    return tf.placeholder(dtype, shape, name=name)


def counted(n, body, start, **arguments):
    """The last of `body`'s values after n rounds of it, from `start`."""
    return tf.while_loop(lambda i, *v: i < n, lambda i, *v: [i + 1] + list(body(i, *v)), [tf.constant(0)] + list(start), **arguments)[1:]


def in_turn(n, body, start):
    """The same, where an iteration does not begin before the one before it has ended: TensorFlow runs several at a time otherwise."""
    return counted(n, body, start, parallel_iterations=1)


# Forms

def factorial():
    n = x_input((), I, "n")
    (y,) = counted(n, lambda i, v: [v * tf.cast(i + 1, F)], [tf.constant(1.0)])
    return [(y, {n: k}) for k in (0, 1, 5, 10)]


def several_variables():
    x, n = x_input([2]), x_input((), I, "n")
    a, b, c = counted(n, lambda i, a, b, c: [b, a + b, c * tf.cast(i, F)], [x, x * 2.0, x + 1.0])
    return [([a, b, c], {x: [1.0, -1.0], n: k}) for k in (0, 1, 2, 7)]


def swapped_variables():
    n = x_input((), I, "n")
    a, b = counted(n, lambda i, a, b: [b, a], [tf.constant(1.0), tf.constant(2.0)])
    return [([a, b], {n: k}) for k in (0, 1, 2, 3)]


def only_some_fetched():
    x = x_input([2])
    a, b = counted(3, lambda i, a, b: [a + 1.0, b / x], [x, x])
    return [(a, {x: [1.0, 2.0]}), (b, {x: [1.0, 2.0]}), ([b, a], {x: [3.0, 2.0]})]


def invariants():
    x, n = x_input([3]), x_input((), I, "n")
    w = tf.constant([1.0, 0.5, -1.0])
    (y,) = counted(n, lambda i, v: [v * w + tf.reduce_sum(x) * 2.0], [x])
    return [(y, {x: [1.0, 2.0, 3.0], n: k}) for k in (0, 2, 4)]


def condition_shares_with_body():
    x = x_input()
    y = tf.while_loop(lambda v: tf.square(v) + 1.0 < 100.0, lambda v: tf.square(v) + 1.0, [x])
    return [(y, {x: v}) for v in (0.0, 1.0, 20.0)]


def one_loop_after_another():
    x = x_input()
    (a,) = counted(3, lambda i, v: [v * 2.0], [x])
    (b,) = counted(2, lambda i, v: [v + a], [a])
    return [([a, b], {x: 1.5})]


def bound_of_loop_by_loop():
    n = x_input((), I, "n")
    m = tf.while_loop(lambda i: i * i < n, lambda i: i + 1, [tf.constant(0)])
    (y,) = counted(m, lambda i, v: [v + 2], [tf.constant(0)])
    return [([m, y], {n: k}) for k in (0, 10, 100)]


def boolean_variable():
    x = x_input()
    y, going = tf.while_loop(lambda v, g: g, lambda v, g: [v + 1.0, v < 5.0], [x, tf.constant(True)])
    return [([y, going], {x: v}) for v in (0.0, 4.5, 9.0)]


def growing_shape():
    n = x_input((), I, "n")
    _, y = tf.while_loop(lambda i, v: i < n, lambda i, v: [i + 1, tf.concat([v, [tf.cast(i, F)]], 0)],
                         [tf.constant(0), tf.constant([7.0])], shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])])
    total = tf.reduce_sum(y)
    return [([y, total, tf.shape(y)], {n: k}) for k in (0, 1, 5)]


def shrinking_shape():
    x = x_input([None])
    y = tf.while_loop(lambda v: tf.shape(v)[0] > 2, lambda v: v[1:] + v[:-1], [x], shape_invariants=[tf.TensorShape([None])])
    return [(y, {x: list(map(float, range(k)))}) for k in (1, 2, 3, 6)]


def growing_rank():
    x = x_input(None)
    _, y = tf.while_loop(lambda i, v: i < 3, lambda i, v: [i + 1, tf.expand_dims(v, 0)], [tf.constant(0), x],
                         shape_invariants=[tf.TensorShape([]), tf.TensorShape(None)])
    return [([y, tf.rank(y)], {x: [1.0, 2.0]}), ([y, tf.shape(y)], {x: 3.0})]


def dtypes_in_loop():
    n = x_input((), I, "n")
    a, b, c, d, e = counted(
        n, lambda i, a, b, c, d, e: [a + 1, tf.logical_not(b), c * tf.constant(1j, tf.complex64), tf.string_join([d, "x"]), e / 2],
        [tf.constant(2 ** 40, tf.int64), tf.constant(True), tf.constant(1 + 2j, tf.complex64), tf.constant("s"), tf.constant(1.0, tf.float64)])
    return [([a, b, c, d, e], {n: k}) for k in (0, 3)]


def empty_values():
    x = x_input([0, 3])
    (y,) = counted(3, lambda i, v: [v + 1.0], [x])
    return [(y, {x: np.zeros([0, 3], np.float32)})]


def maximum_iterations():
    x = x_input()
    y = tf.while_loop(lambda v: v < 100.0, lambda v: v * 2.0, [x], maximum_iterations=4)
    return [(y, {x: v}) for v in (1.0, 30.0, 200.0)]


def fails_inside():
    n = x_input((), I, "n")
    (y,) = counted(3, lambda i, v: [v // (n - i)], [tf.constant(100)])
    return [(y, {n: 5}), (y, {n: 2}), (y, {n: 7})]


def fails_in_condition():
    n = x_input((), I, "n")
    y = tf.while_loop(lambda v: 10 // (v - n) > -100, lambda v: v + 1, [tf.constant(0)])
    return [(y, {n: 3})]


# Nesting

def nested():
    n, m = x_input((), I, "n"), x_input((), I, "m")
    (y,) = counted(n, lambda i, v: counted(m, lambda j, u: [u + i * 10 + j], [v]), [tf.constant(0)])
    return [(y, {n: a, m: b}) for a, b in ((0, 3), (3, 0), (2, 3), (4, 4))]


def nested_bound_by_outer():
    n = x_input((), I, "n")
    (y,) = counted(n, lambda i, v: counted(i, lambda j, u: [u + j], [v + 1]), [tf.constant(0)])
    return [(y, {n: k}) for k in (0, 1, 5)]


def nested_in_condition():
    n = x_input((), I, "n")
    y = tf.while_loop(lambda v: counted(3, lambda i, u: [u + i], [v])[0] < n, lambda v: v + 2, [tf.constant(0)])
    return [(y, {n: k}) for k in (0, 5, 20)]


def four_deep():
    x = x_input()

    def level(depth, v):
        if depth == 0:
            return [v * 1.01 + x]
        return counted(2, lambda i, u: level(depth - 1, u + tf.cast(i, F)), [v])

    (y,) = level(4, x)
    return [(y, {x: 1.0}), (y, {x: -0.25})]


def cond_in_loop():
    x, n = x_input(), x_input((), I, "n")
    (y,) = counted(n, lambda i, v: [tf.cond(tf.equal(i % 2, 0), lambda: v * 2.0, lambda: v - x)], [x])
    return [(y, {x: 3.0, n: k}) for k in (0, 1, 2, 5)]


def cond_in_loop_of_variable():
    x = x_input()
    y = tf.while_loop(lambda v: v > 1.0, lambda v: tf.cond(v > 10.0, lambda: v / 4.0, lambda: v - 1.0), [x])
    return [(y, {x: v}) for v in (0.5, 5.0, 100.0)]


def conds_deep_in_loop():
    x = x_input()

    def body(i, v):
        even = tf.equal(i % 2, 0)
        big = v > 5.0
        return [tf.cond(even, lambda: tf.cond(big, lambda: v - 4.0, lambda: v * v), lambda: tf.cond(big, lambda: v / 2.0, lambda: v + x))]

    (y,) = counted(7, body, [x])
    return [(y, {x: v}) for v in (1.0, 2.5, 10.0)]


def predicate_from_outside():
    x, p = x_input(), x_input((), tf.bool, "p")
    (y,) = counted(3, lambda i, v: [tf.cond(p, lambda: v + 1.0, lambda: v * 3.0)], [x])
    return [(y, {x: 1.0, p: v}) for v in (True, False)]


def loop_in_cond():
    x, p = x_input(), x_input((), tf.bool, "p")
    y = tf.cond(p, lambda: counted(4, lambda i, v: [v + x], [x])[0], lambda: counted(2, lambda i, v: [v * x], [x])[0])
    z = y + 1.0
    return [([y, z], {x: 3.0, p: v}) for v in (True, False)]


def loop_in_cond_in_loop():
    x = x_input()

    def body(i, v):
        return [tf.cond(v > 10.0, lambda: counted(i, lambda j, u: [u - 3.0], [v])[0], lambda: v * 2.0 + x)]

    (y,) = counted(8, body, [x])
    return [(y, {x: v}) for v in (1.0, 4.0)]


def case_in_loop():
    n = x_input((), I, "n")

    def body(i, v):
        return [tf.case([(tf.equal(i % 3, 0), lambda: v + 1), (tf.equal(i % 3, 1), lambda: v * 2)], default=lambda: v - 5)]

    (y,) = counted(n, body, [tf.constant(3)])
    return [(y, {n: k}) for k in (0, 1, 2, 3, 10)]


# Sorting and searching

def bubble_sort():
    x = x_input([None], I)
    n = tf.size(x)

    def swap(v, j):
        first, second = v[j], v[j + 1]
        return tf.cond(first > second, lambda: tf.concat([v[:j], [second, first], v[j + 2:]], 0), lambda: v)

    def inner(i, v):
        return tf.while_loop(lambda j, u: j < n - 1 - i, lambda j, u: [j + 1, swap(u, j)], [tf.constant(0), v],
                             shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])])[1]

    _, y = tf.while_loop(lambda i, v: i < n - 1, lambda i, v: [i + 1, inner(i, v)], [tf.constant(0), x],
                         shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])])
    return [(y, {x: v}) for v in ([3, 1, 2], [5, 4, 3, 2, 1, 0], [1], [2, 2, 1])]


def binary_search():
    table, key = x_input([None], I, "table"), x_input((), I, "key")

    def body(low, high):
        middle = (low + high) // 2
        less = table[middle] < key
        return [tf.where(less, middle + 1, low), tf.where(less, high, middle)]

    low, _ = tf.while_loop(lambda low, high: low < high, body, [tf.constant(0), tf.size(table)])
    return [(low, {table: [1, 3, 5, 7, 9, 11], key: k}) for k in (0, 1, 6, 11, 12)]


def collatz():
    n = x_input((), tf.int64, "n")
    steps, _ = tf.while_loop(lambda s, v: v > 1, lambda s, v: [s + 1, tf.where(tf.equal(v % 2, 0), v // 2, 3 * v + 1)], [tf.constant(0), n])
    return [(steps, {n: k}) for k in (1, 7, 27)]


def newton():
    x = x_input()
    y, _ = tf.while_loop(lambda v, last: tf.abs(v - last) > 1e-6, lambda v, last: [0.5 * (v + x / v), v], [x, x + 1.0])
    return [(y, {x: v}) for v in (2.0, 9.0, 1234.0)]


# State

def variable_read_inside():
    v = tf.get_variable("v", initializer=[1.0, 2.0], use_resource=False)
    (y,) = in_turn(3, lambda i, u: [u * v + 1.0], [tf.zeros([2])])
    return [(tf.global_variables_initializer(), {}), (y, {}), (v.assign([0.5, 3.0]), {}), (y, {})]


def variable_assigned_inside():
    v = tf.get_variable("v", initializer=1.0, use_resource=False)

    def body(i, u):
        with tf.control_dependencies([tf.assign_add(v, tf.cast(i, F))]):
            return [u + tf.identity(v.read_value())]

    (y,) = in_turn(4, body, [tf.constant(0.0)])
    return [(tf.global_variables_initializer(), {}), (y, {}), (v, {}), (y, {}), (v, {})]


def plain_reading_after_assignment():
    v = tf.get_variable("v", initializer=1.0, use_resource=False)

    def body(i, u):
        with tf.control_dependencies([tf.assign_add(v, 1.0)]):
            return [u + v * 1.0]

    (y,) = in_turn(3, body, [tf.constant(0.0)])
    return [(tf.global_variables_initializer(), {}), (y, {}), (v, {})]


def resource_variable_inside():
    v = tf.get_variable("v", initializer=1.0, use_resource=True)

    def body(i, u):
        with tf.control_dependencies([v.assign_add(tf.cast(i, F))]):
            return [u + v.read_value()]

    (y,) = in_turn(4, body, [tf.constant(0.0)])
    return [(tf.global_variables_initializer(), {}), (y, {}), (v, {}), (y, {})]


def assigned_in_branch_in_loop():
    v = tf.get_variable("v", initializer=0.0, use_resource=False)

    def body(i, u):
        return [tf.cond(tf.equal(i % 2, 0), lambda: tf.identity(tf.assign_add(v, 10.0)), lambda: u + 1.0)]

    (y,) = in_turn(5, body, [tf.constant(0.0)])
    return [(tf.global_variables_initializer(), {}), (y, {}), (v, {})]


def assigned_in_condition():
    v = tf.get_variable("v", initializer=0.0, use_resource=False)
    y = tf.while_loop(lambda i: tf.assign_add(v, 1.0) < 5.0, lambda i: i + 1, [tf.constant(0)], parallel_iterations=1)
    return [(tf.global_variables_initializer(), {}), (y, {}), (v, {}), (y, {}), (v, {})]


def random_inside():
    tf.set_random_seed(5)
    n = x_input((), I, "n")
    (y,) = in_turn(n, lambda i, u: [u + tf.random_uniform([2])], [tf.zeros([2])])
    return [(y, {n: k}) for k in (0, 1, 3, 3)]


def random_in_condition():
    tf.set_random_seed(8)
    y = tf.while_loop(lambda i: tf.random_uniform([]) < 0.8, lambda i: i + 1, [tf.constant(0)], parallel_iterations=1)
    return [(y, {})] * 4


def random_in_branch_in_nest():
    tf.set_random_seed(3)

    def inner(i, v):
        return in_turn(2, lambda j, u: [tf.cond(tf.equal(j, 0), lambda: u + tf.random_uniform([]), lambda: u * 2.0)], [v])

    (y,) = in_turn(3, inner, [tf.constant(0.0)])
    return [(y, {}), (y, {})]


def effects_only():
    v = tf.get_variable("v", initializer=0, use_resource=False)

    def body(i):
        with tf.control_dependencies([tf.assign_add(v, i)]):
            return i + 1

    loop = tf.while_loop(lambda i: i < 5, body, [tf.constant(0)], parallel_iterations=1)
    return [(tf.global_variables_initializer(), {}), (loop.op, {}), (v, {})]


# Tensor arrays

def array_in_loop():
    x = x_input([2])
    n = x_input((), I, "n")
    array = tf.TensorArray(F, n)
    _, array = tf.while_loop(lambda i, a: i < n, lambda i, a: [i + 1, a.write(i, x * tf.cast(i, F))], [tf.constant(0), array])
    y = array.stack()
    return [([y, array.size()], {x: [1.0, -2.0], n: k}) for k in (1, 4)]


def array_grows():
    n = x_input((), I, "n")
    array = tf.TensorArray(I, 0, dynamic_size=True)
    _, array = tf.while_loop(lambda i, a: i < n, lambda i, a: [i + 1, a.write(i, i * i)], [tf.constant(0), array])
    return [([array.stack(), array.size()], {n: k}) for k in (1, 6)]


def array_read_before():
    array = tf.TensorArray(F, 6, clear_after_read=False).write(0, 1.0).write(1, 1.0)
    _, array = tf.while_loop(lambda i, a: i < 6, lambda i, a: [i + 1, a.write(i, a.read(i - 1) + a.read(i - 2))], [tf.constant(2), array])
    return [(array.stack(), {})]


def array_scatter_gather():
    x = x_input([3, 2])
    array = tf.TensorArray(F, 4, clear_after_read=False).scatter([2, 0, 3], x)
    return [([array.gather([3, 2]), array.read(0)], {x: np.arange(6.0).reshape(3, 2)})]


def array_unstack_stack():
    x = x_input([None, 2])
    array = tf.TensorArray(F, tf.shape(x)[0]).unstack(x)
    return [(array.stack(), {x: np.ones([k, 2], np.float32)}) for k in (1, 3)]


def array_split_concat():
    x = x_input([None, 2])
    array = tf.TensorArray(F, 3, infer_shape=False).split(x, [1, 0, 2])
    y = array.concat()
    return [(y, {x: np.arange(6.0).reshape(3, 2)}), (y, {x: np.arange(4.0).reshape(2, 2)})]


def array_dtypes():
    runs = []
    for dtype in (tf.float16, tf.float64, tf.int8, tf.int64, tf.bool, tf.complex64, tf.string, tf.uint16):
        value = tf.constant(["a", "bc"]) if dtype == tf.string else tf.cast(tf.constant([0, 3]), dtype)
        array = tf.TensorArray(dtype, 2, clear_after_read=False).write(0, value).write(1, value)
        runs.append(([array.stack(), array.concat(), array.read(1)], {}))
    return runs


def array_empty():
    array = tf.TensorArray(F, 0, element_shape=[3])
    unknown = tf.TensorArray(F, 0)
    return [(array.stack(), {}), (unknown.stack(), {}), (unknown.concat(), {}), (array.size(), {})]


def array_mistakes():
    i = x_input((), I, "i")
    two = tf.TensorArray(F, 2, tensor_array_name="two").write(0, 1.0)
    named = lambda **k: tf.TensorArray(F, 2, tensor_array_name="mine", **k)
    unwritten = named(infer_shape=False)
    written_twice = named().write(0, 1.0).write(0, 2.0)
    read_twice = named().write(0, 1.0)
    first = read_twice.read(0)
    with tf.control_dependencies([first]):
        second = read_twice.read(0)
    after_read = named().write(0, 1.0)
    with tf.control_dependencies([after_read.read(0)]):
        rewritten = after_read.write(0, 2.0)
    shapes = named(infer_shape=False).write(0, [1.0]).write(1, [1.0, 2.0])
    fixed = tf.TensorArray(F, 2, element_shape=[2], infer_shape=False, tensor_array_name="mine")
    wrong = x_input(None, F, "wrong")
    closed = named().write(0, 1.0)
    with tf.control_dependencies([closed.close()]):
        closed_read = closed.read(0)
    return [
        (two.read(i), {i: 0}), (two.read(i), {i: 2}), (two.read(i), {i: -1}), (two.write(i, 1.0).flow, {i: 2}),
        (two.write(i, 1.0).flow, {i: -1}), (unwritten.read(1), {}), (written_twice.flow, {}), (second, {}), (rewritten.flow, {}),
        (shapes.stack(), {}), (shapes.concat(), {}), (fixed.write(0, wrong).flow, {wrong: [1.0]}), (closed_read, {}),
        (named().unstack(tf.reshape(wrong, [-1, 1])).flow, {wrong: [1.0, 2.0, 3.0]}),
        (named().scatter([0, 1], tf.reshape(wrong, [-1])).flow, {wrong: [1.0, 2.0, 3.0]}),
        (named().split(wrong, [1, 1]).flow, {wrong: [1.0, 2.0, 3.0]}),
        (named().split(wrong, [1, 1, 1]).flow, {wrong: [1.0, 2.0, 3.0]}), (two.gather([0, i]), {i: 5}),
        (tf.TensorArray(F, i, tensor_array_name="mine").size(), {i: -1}), (named().write(1, 1.0).concat(), {}),
    ]


def array_gradient():
    x = x_input([3])
    array = tf.TensorArray(F, 3, clear_after_read=False).unstack(x)
    y = array.read(0) * 2.0 + array.read(2) * array.read(2) + array.read(0)
    return [([y, tf.gradients(y, x)[0]], {x: [1.0, 2.0, 3.0]})]


def array_gradients_of_kinds():
    x = x_input([4, 2])
    split = tf.TensorArray(F, 2, infer_shape=False).split(x, [1, 3])
    a = tf.gradients(tf.square(split.concat()), x)[0]
    scattered = tf.TensorArray(F, 4).scatter([3, 1, 0, 2], x)
    b = tf.gradients(tf.square(scattered.gather([1, 2])), x)[0]
    stacked = tf.TensorArray(F, 4).unstack(x)
    c = tf.gradients(tf.exp(stacked.stack()), x)[0]
    return [([a, b, c], {x: np.arange(8.0).reshape(4, 2) / 4})]


def array_of_arrays_in_loop():
    """An array in each iteration of an outer loop."""
    def body(i, total):
        array = tf.TensorArray(I, 3)
        _, array = tf.while_loop(lambda j, a: j < 3, lambda j, a: [j + 1, a.write(j, i * j)], [tf.constant(0), array])
        return [total + tf.reduce_sum(array.stack())]

    (y,) = counted(4, body, [tf.constant(0)])
    return [(y, {})]


def old_stacks():
    from tensorflow.python.ops import gen_data_flow_ops as ops
    x = x_input([2])
    stack = ops.stack_v2(-1, F, name="s")
    small = ops.stack_v2(1, F, name="small")
    first = ops.stack_push_v2(stack, x)
    with tf.control_dependencies([first]):
        second = ops.stack_push_v2(stack, x * 2.0)
    with tf.control_dependencies([second]):
        pop = ops.stack_pop_v2(stack, F)
    with tf.control_dependencies([pop]):
        again = ops.stack_pop_v2(stack, F)
    with tf.control_dependencies([again]):
        empty = ops.stack_pop_v2(stack, F)
    pushed = ops.stack_push_v2(small, x)
    with tf.control_dependencies([pushed]):
        full = ops.stack_push_v2(small, x)
    with tf.control_dependencies([full]):
        last = ops.stack_pop_v2(small, F)
    return [([second, pop, again], {x: [1.0, 2.0]}), (empty, {x: [1.0, 2.0]}), (last, {x: [1.0, 2.0]})]


# Gradients

def gradient_of_loop():
    x, n = x_input(), x_input((), I, "n")
    (y,) = counted(n, lambda i, v: [v * v * 0.5 + x], [x])
    return [([y, tf.gradients(y, x)[0]], {x: 0.7, n: k}) for k in (0, 1, 4)]


def gradient_to_invariant():
    x, w = x_input([2]), x_input([2, 2], F, "w")
    (y,) = counted(3, lambda i, v: [tf.tanh(tf.matmul(v, w))], [tf.reshape(x, [1, 2])])
    return [([y] + tf.gradients(tf.reduce_sum(y), [x, w]), {x: [0.3, -0.5], w: [[0.1, 0.9], [-0.7, 0.4]]})]


def gradient_of_nest():
    x = x_input()
    (y,) = counted(3, lambda i, v: counted(2, lambda j, u: [u * x + tf.cast(j, F)], [v]), [x])
    return [([y, tf.gradients(y, x)[0]], {x: v}) for v in (0.5, 1.5)]


def gradient_of_cond_in_loop():
    x = x_input()
    (y,) = counted(5, lambda i, v: [tf.cond(v > 2.0, lambda: tf.sin(v) * x, lambda: v * v + 0.5)], [x])
    return [([y, tf.gradients(y, x)[0]], {x: v}) for v in (0.5, 1.2, 3.0)]


def gradient_of_loop_in_cond():
    x, p = x_input(), x_input((), tf.bool, "p")
    y = tf.cond(p, lambda: counted(3, lambda i, v: [v * x], [x])[0], lambda: x * 5.0)
    return [([y, tf.gradients(y, x)[0]], {x: 1.5, p: v}) for v in (True, False)]


def gradient_of_array_loop():
    x = x_input([4])
    source = tf.TensorArray(F, 4).unstack(x)
    target = tf.TensorArray(F, 4)
    _, total, target = tf.while_loop(
        lambda i, t, a: i < 4, lambda i, t, a: (lambda v: [i + 1, t + v, a.write(i, (t + v) * v)])(source.read(i)),
        [tf.constant(0), tf.constant(0.0), target])
    y = target.stack()
    return [([y, total, tf.gradients(y, x)[0], tf.gradients(total * y, x)[0]], {x: [1.0, -2.0, 0.5, 3.0]})]


def gradient_of_array_in_nest():
    x = x_input([3])

    def outer(i, total):
        array = tf.TensorArray(F, 3)
        _, array = tf.while_loop(lambda j, a: j < 3, lambda j, a: [j + 1, a.write(j, x[j] * total)], [tf.constant(0), array])
        return [tf.reduce_sum(array.stack()) / 4.0]

    (y,) = counted(2, outer, [tf.constant(1.0)])
    return [([y, tf.gradients(y, x)[0]], {x: [1.0, 2.0, 3.0]})]


def gradient_growing_shape():
    x = x_input([2])
    _, y = tf.while_loop(lambda i, v: i < 3, lambda i, v: [i + 1, tf.concat([v, v[:1] * v[-1:]], 0)], [tf.constant(0), x],
                         shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])])
    return [([y, tf.gradients(y, x)[0]], {x: [2.0, 3.0]})]


def second_order():
    x = x_input()
    (y,) = counted(3, lambda i, v: [tf.cond(tf.equal(i, 1), lambda: v * v, lambda: v)], [x])
    z = tf.cond(x > 0.0, lambda: x * x * x, lambda: x * x)
    g = tf.gradients(z, x)[0]
    return [([y, g, tf.gradients(g, x)[0]], {x: v}) for v in (2.0, -3.0)]


# Functions on top

def map_plain():
    x = x_input([None, 2])
    y = tf.map_fn(lambda row: tf.reduce_sum(row) * row, x)
    return [([y, tf.gradients(y, x)[0]], {x: np.arange(2.0 * k).reshape(k, 2)}) for k in (1, 3)]


def map_structures():
    x, z = x_input([3]), x_input([3], I, "z")
    y = tf.map_fn(lambda t: (t[0] * 2.0, t[1] + 1), (x, z), dtype=(F, I))
    return [(list(y), {x: [1.0, 2.0, 3.0], z: [4, 5, 6]})]


def map_in_map():
    x = x_input([2, 3])
    y = tf.map_fn(lambda row: tf.map_fn(lambda v: v * v, row), x)
    return [(y, {x: np.arange(6.0).reshape(2, 3)})]


def map_in_map_gradient():
    x = x_input([2, 3])
    y = tf.map_fn(lambda row: tf.map_fn(lambda v: v * v * row[0], row), x)
    return [([y, tf.gradients(y, x)[0]], {x: np.arange(6.0).reshape(2, 3) + 1.0})]


def scans():
    x = x_input([4])
    y = tf.scan(lambda a, v: a * 0.5 + v, x)
    z = tf.scan(lambda a, v: a + v, x, initializer=tf.constant(10.0), reverse=True)
    return [([y, z] + tf.gradients(y, x) + tf.gradients(z, x), {x: [1.0, 2.0, 3.0, 4.0]})]


def folds():
    x = x_input([4])
    y = tf.foldl(lambda a, v: a * v + 1.0, x)
    z = tf.foldr(lambda a, v: a - v, x, initializer=tf.constant(1.0))
    return [([y, z] + tf.gradients(y, x) + tf.gradients(z, x), {x: [1.0, 2.0, 3.0, 4.0]})]


def recurrent(cell, dtype=F, **arguments):
    rng = np.random.RandomState(3)
    x = x_input([None, 4, 3], dtype)
    tf.set_random_seed(11)
    outputs, state = tf.nn.dynamic_rnn(cell(), x, dtype=dtype, **arguments)
    variables = tf.trainable_variables()
    gradients = tf.gradients(tf.reduce_sum(tf.square(outputs)), variables + [x])
    assign = [v.assign(rng.uniform(-0.5, 0.5, v.shape.as_list())) for v in variables]
    flat = tf.contrib.framework.nest.flatten(state)
    return [(assign, {}), ([outputs] + flat + gradients, {x: rng.uniform(-1, 1, [2, 4, 3])})]


def rnn_basic():
    return recurrent(lambda: tf.nn.rnn_cell.BasicRNNCell(2))


def rnn_lstm():
    return recurrent(lambda: tf.nn.rnn_cell.BasicLSTMCell(2))


def rnn_gru_lengths():
    return recurrent(lambda: tf.nn.rnn_cell.GRUCell(2), sequence_length=[2, 4])


def rnn_lstm_peepholes_layers():
    return recurrent(lambda: tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(2, use_peepholes=True), tf.nn.rnn_cell.LSTMCell(3, num_proj=2)]))


def rnn_trained():
    rng = np.random.RandomState(4)
    x, t = x_input([None, 5, 1]), x_input([None, 2], F, "t")
    tf.set_random_seed(2)
    _, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicRNNCell(2), x, dtype=F)
    variables = tf.trainable_variables()
    loss = tf.reduce_mean(tf.square(state - t))
    train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
    assign = [v.assign(rng.uniform(-0.5, 0.5, v.shape.as_list())) for v in variables]
    feed = {x: rng.uniform(-1, 1, [3, 5, 1]), t: rng.uniform(-1, 1, [3, 2])}
    return [(assign, {}), (loss, feed), (train, feed), (loss, feed), (train, feed), (loss, feed)] + [(v, {}) for v in variables]


# Raw frames

def imported(build):
    """A graph as others give it: nothing in it is marked as inside a loop, so that everything may be fetched and fed."""
    graph = tf.Graph()
    with graph.as_default():
        build()
    tf.import_graph_def(graph.as_graph_def(), name="")
    return tf.get_default_graph().get_tensor_by_name


def loop_named():
    n = x_input((), I, "n")
    _, y = tf.while_loop(lambda i, v: i < n, lambda i, v: [i + 1, tf.multiply(v, 2.0, name="twice")],
                         [tf.constant(0), tf.constant(1.0)], name="w")
    p = x_input((), tf.bool, "p")
    tf.cond(p, lambda: tf.add(y, 1.0, name="inner"), lambda: y)
    tf.add(y, 1.0, name="after")


def fetches_inside():
    named = imported(loop_named)
    n, p = named("n:0"), named("p:0")
    runs = [(named(name), {n: k}) for name in ("w/twice:0", "w/LoopCond:0", "w/Merge:0", "w/Switch:0", "w/Enter:0", "w/Less/Enter:0") for k in (0, 1)]
    runs += [(named(name), {n: 3}) for name in ("w/twice:0", "w/Switch:0", "w/Merge_1:0")]
    runs += [([named("cond/inner:0"), named("after:0")], {n: 3, p: v}) for v in (True, False)]
    return runs + [(named("w/twice:0").op, {n: 3}), (named("cond/inner:0").op, {n: 3, p: False})]


def feeds_inside():
    named = imported(loop_named)
    n = named("n:0")
    return [(named(fetch + ":0"), {n: 3, named(fed + ":0"): value}) for fetch, fed, value in (
        ("w/Exit_1", "w/Merge_1", 5.0), ("w/Exit_1", "w/Enter_1", 5.0), ("w/Exit_1", "w/Exit_1", 5.0),
        ("after", "w/Exit_1", 5.0), ("w/Exit", "w/Less/Enter", 2), ("w/twice", "w/twice", 7.0))]


def raw_loop():
    """Frames without tf.while_loop: a value that is used in the condition and after the loop, and a Switch passed on."""
    def build():
        from tensorflow.python.ops import gen_control_flow_ops as ops
        limit = x_input((), F, "limit")
        start = ops.enter(x_input((), F, "x"), "frame")
        bound = ops.enter(limit, "frame", is_constant=True)
        merge, _ = ops.merge([start, start])
        square = tf.multiply(merge, merge, name="square")
        going = ops.loop_cond(square < bound)
        after, into = ops.switch(merge, going)
        square_after, square_into = ops.switch(square, going)
        merge.op._update_input(1, ops.next_iteration(into + square_into))
        ops._exit(after, name="out")
        ops._exit(square_after, name="square_out")

    named = imported(build)
    return [([named("out:0"), named("square_out:0")], {named("x:0"): v, named("limit:0"): 50.0}) for v in (1.0, 3.0, 8.0)]


PROGRAMS = [
    factorial, several_variables, swapped_variables, only_some_fetched, invariants, condition_shares_with_body, one_loop_after_another,
    bound_of_loop_by_loop, boolean_variable, growing_shape, shrinking_shape, growing_rank, dtypes_in_loop, empty_values,
    maximum_iterations, fails_inside, fails_in_condition,
    nested, nested_bound_by_outer, nested_in_condition, four_deep, cond_in_loop, cond_in_loop_of_variable, conds_deep_in_loop,
    predicate_from_outside, loop_in_cond, loop_in_cond_in_loop, case_in_loop,
    bubble_sort, binary_search, collatz, newton,
    variable_read_inside, variable_assigned_inside, plain_reading_after_assignment, resource_variable_inside,
    assigned_in_branch_in_loop, assigned_in_condition, random_inside, random_in_condition, random_in_branch_in_nest, effects_only,
    array_in_loop, array_grows, array_read_before, array_scatter_gather, array_unstack_stack, array_split_concat, array_dtypes,
    array_empty, array_mistakes, array_gradient, array_gradients_of_kinds, array_of_arrays_in_loop, old_stacks,
    gradient_of_loop, gradient_to_invariant, gradient_of_nest, gradient_of_cond_in_loop, gradient_of_loop_in_cond,
    gradient_of_array_loop, gradient_of_array_in_nest, gradient_growing_shape, second_order,
    map_plain, map_structures, map_in_map, map_in_map_gradient, scans, folds,
    rnn_basic, rnn_lstm, rnn_gru_lengths, rnn_lstm_peepholes_layers, rnn_trained,
    fetches_inside, feeds_inside, raw_loop,
]
