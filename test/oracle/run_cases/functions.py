"""Functions of the graph's library: calls of them by ops and by name, conditionals, loops, gradients; with state, with
random numbers, inside each other."""
from tensorflow.python.eager import def_function
from tensorflow.python.framework import function
from tensorflow.python.ops import cond_v2, functional_ops, while_v2

from common import tf


def x_input(shape=()):
    return tf.placeholder(tf.float32, shape, name="x")


def call_partitioned():
    x = x_input([3])

    @def_function.function
    def f(a, b):
        return a * b + 1.0, tf.reduce_sum(a)

    y, s = f(x, x + 1.0)
    return [([y, s], {x: [1.0, 2.0, 3.0]}), (y, {x: [0.0, -1.0, 5.0]})]


def call_by_name():
    x = x_input([2])

    @function.Defun(tf.float32, tf.float32, func_name="MulAdd")
    def f(a, b):
        return a * b, a + b

    p, s = f(x, x)
    q = f(p, s)[0]
    return [([p, s, q], {x: [1.0, 2.0]}), (q, {x: [3.0, -2.0]})]


def call_nested():
    x = x_input()

    @function.Defun(tf.float32)
    def inner(a):
        return a * a

    @function.Defun(tf.float32)
    def outer(a):
        with tf.control_dependencies([inner(a)]):
            return inner(inner(a) + 1.0) - inner(a)

    y = outer(x)
    return [(y, {x: 2.0}), (y, {x: -3.0})]


def call_captures():
    x = x_input()
    w = x * 10.0

    @function.Defun(tf.float32)
    def f(a):
        return a + w

    return [(f(x), {x: 2.0})]


def call_gradient():
    x, z = x_input([3]), tf.placeholder(tf.float32, [3], name="z")

    @function.Defun(tf.float32, tf.float32)
    def f(a, b):
        return tf.square(a) * b

    g = tf.gradients(f(x, z), [x, z])
    return [(g, {x: [1.0, 2.0, 3.0], z: [4.0, 5.0, -6.0]})]


def call_own_gradient():
    x = x_input()

    @function.Defun(tf.float32, tf.float32)
    def df(a, dy):
        return dy * 100.0 + a

    @function.Defun(tf.float32, grad_func=df)
    def f(a):
        return tf.square(a)

    return [(tf.gradients(f(x) * 2.0, x), {x: 3.0})]


def symbolic_gradient():
    x, z = x_input([2]), tf.placeholder(tf.float32, [2], name="z")

    @function.Defun(tf.float32, tf.float32)
    def f(a, b):
        return tf.sin(a) * b

    f(x, z)
    g = functional_ops.symbolic_gradient([x, z, tf.ones([2])], [tf.float32, tf.float32], f)
    return [(g, {x: [1.0, 2.0], z: [3.0, 4.0]})]


def call_with_variable():
    v = tf.get_variable("v", [], initializer=tf.constant_initializer(1.0), use_resource=True)
    x = x_input()

    @def_function.function
    def f(a):
        v.assign_add(a)
        return v * 2.0

    y = f(x)
    read = v.read_value()
    return [(v.initializer, {}), (y, {x: 2.0}), (y, {x: 3.0}), (read, {})]


def call_random():
    tf.set_random_seed(3)

    @def_function.function
    def f(n):
        return tf.random_uniform([n]), tf.random_uniform([n], seed=7)

    a, b = f(tf.constant(3))
    return [([a, b], {}), ([a, b], {}), (b, {})]


def if_stateless():
    x, p = x_input(), tf.placeholder(tf.bool, [], name="p")
    y = cond_v2.cond_v2(p, lambda: (x * 2.0, tf.constant(1)), lambda: (x - 1.0, tf.constant(2)), "cond")
    return [(y, {x: 3.0, p: True}), (y, {x: 3.0, p: False})]


def if_numbers():
    x = x_input()
    n = tf.placeholder(tf.int32, None, name="n")

    @function.Defun(tf.float32)
    def then(a):
        return a * 2.0

    @function.Defun(tf.float32)
    def otherwise(a):
        return -a

    y = functional_ops.If(n, [x], then, otherwise)
    return [(y, {x: 3.0, n: 5}), (y, {x: 3.0, n: 0}), (y, {x: 3.0, n: [0, 0]})]


def if_nested_with_state():
    v = tf.get_variable("v", [], initializer=tf.constant_initializer(1.0), use_resource=True)
    x = x_input()

    def inner():
        return cond_v2.cond_v2(x > 5.0, lambda: v.assign(100.0), lambda: v.assign_add(x), "inner")

    def outer():
        with tf.control_dependencies([inner()]):
            return v.read_value()

    y = cond_v2.cond_v2(x > 0.0, outer, lambda: x, "outer")
    return [(v.initializer, {})] + [([y], {x: value}) for value in (-1.0, 2.0, 3.0, 6.0, -2.0)] + [(v.read_value(), {})]


def case_branches():
    x, i = x_input(), tf.placeholder(tf.int32, [], name="i")

    def branch(k):
        @function.Defun(tf.float32)
        def f(a):
            return a * float(k), tf.constant(k)

        return f

    y = functional_ops.gen_functional_ops.case(i, [x], [tf.float32, tf.int32], [branch(k) for k in (3, 4, 5)])
    return [(y, {x: 2.0, i: k}) for k in (0, 1, 2, 7, -1)]


def while_stateless():
    n = tf.placeholder(tf.int32, [], name="n")
    r = while_v2.while_loop(lambda i, s: i < n, lambda i, s: (i + 1, s + tf.cast(i, tf.float32) * 0.5), [0, 0.0], return_same_structure=True)
    return [(r, {n: 5}), (r, {n: 0}), (r, {n: 100})]


def while_nested():
    n = tf.placeholder(tf.int32, [], name="n")

    def body(i, s):
        _, t = while_v2.while_loop(lambda j, t: j < i, lambda j, t: (j + 1, t + j), [0, s], return_same_structure=True)
        return i + 1, t

    r = while_v2.while_loop(lambda i, s: i < n, body, [0, 0], return_same_structure=True)
    return [(r, {n: 4}), (r, {n: 6})]


def while_invariant():
    x, m = x_input([2]), tf.placeholder(tf.float32, [2, 2], name="m")
    r = while_v2.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, tf.linalg.matvec(m, y)), [0, x], return_same_structure=True)
    return [(r, {x: [1.0, 2.0], m: [[1.0, 2.0], [3.0, 4.0]]})]


def while_random():
    tf.set_random_seed(1)
    r = while_v2.while_loop(
        lambda i, s: i < 4, lambda i, s: (i + 1, s + tf.random_uniform([], 0, 100, tf.int32, seed=5)), [0, 0], return_same_structure=True
    )
    return [(r[1], {}), (r[1], {})]


def for_loop():
    n, d = tf.placeholder(tf.int32, [], name="n"), tf.placeholder(tf.int32, [], name="d")

    @function.Defun(tf.int32, tf.float32, tf.float32)
    def body(i, s, p):
        return s + tf.cast(i, tf.float32), p * 2.0

    r = functional_ops.For(tf.constant(1), n, d, [tf.constant(0.0), tf.constant(1.0)], body)
    return [(r, {n: 5, d: 1}), (r, {n: 6, d: 2}), (r, {n: -3, d: -1}), (r, {n: 1, d: 1})]


def for_loop_rewritten():
    n = tf.placeholder(tf.int32, [], name="n")

    @function.Defun(tf.int32, tf.int32)
    def body(i, s):
        return s * 2 + i

    r = functional_ops.For(0, n, 1, [tf.constant(1)], body, rewrite_with_while=True)
    return [(r, {n: 4}), (r, {n: 0})]


def remote_call():
    x = x_input([2])

    @function.Defun(tf.float32)
    def f(a):
        return a + 3.0, a[0]

    y = functional_ops.remote_call(target="/job:localhost/replica:0/task:0/cpu:0", args=[x], Tout=[tf.float32, tf.float32], f=f)
    return [(y, {x: [1.0, 2.0]}), (y, {x: [5.0, 2.0]})]


def loops_in_function():
    x = x_input([3])

    @function.Defun(tf.float32)
    def f(a):
        return tf.map_fn(lambda e: tf.cond(e > 1.0, lambda: e * 2.0, lambda: -e), a)

    return [(f(x), {x: [1.0, 2.0, 3.0]}), (f(x), {x: [-1.0, 0.0, 1.5]})]


def print_in_function():
    x = x_input()

    @function.Defun(tf.float32)
    def f(a):
        with tf.control_dependencies([tf.Assert(a > 0.0, ["no", a])]):
            return tf.Print(tf.sqrt(a), [a], "a: ")

    return [(f(x) + 1.0, {x: 4.0}), (f(x), {x: 9.0})]


def function_control_dependency():
    v = tf.get_variable("v", [], initializer=tf.constant_initializer(1.0), use_resource=True)

    @def_function.function
    def f():
        v.assign_add(1.0)

    op = f()
    with tf.control_dependencies([op] if op is not None else [tf.get_default_graph().get_operations()[-1]]):
        y = v.read_value()
    return [(v.initializer, {}), (y, {}), (y, {})]


def fed_call():
    x = x_input()

    @function.Defun(tf.float32)
    def f(a):
        return a * 2.0, a * 3.0

    a, b = f(x)
    y = a + b
    return [(y, {x: 1.0}), (y, {x: 1.0, a: 100.0}), (y, {a: 1.0, b: 2.0}), ([a, b], {x: 3.0, a: 7.0})]


def fake_param():
    p = tf.placeholder(tf.bool, [], name="p")
    x = x_input([2])
    fake = functional_ops.gen_functional_ops.fake_param(tf.float32, [2])
    y = tf.where(p, x, x + 0.0 * fake)
    return [(tf.shape(fake), {}), (y, {p: True, x: [1.0, 2.0]})]


def if_gradient():
    x, p = x_input([2]), tf.placeholder(tf.bool, [], name="p")
    w = tf.constant([3.0, 4.0])
    y = cond_v2.cond_v2(p, lambda: (x * x * w, tf.constant(1)), lambda: (tf.sin(x) * 2.0, tf.constant(2)), "cond")
    g = tf.gradients(y[0], x)
    return [([y[0]] + g, {x: [1.0, -2.0], p: value}) for value in (True, False)]


def if_nested_gradient():
    x, p = x_input(), tf.placeholder(tf.bool, [], name="p")

    def inner():
        return cond_v2.cond_v2(x > 1.0, lambda: x * x * x, lambda: x * 5.0, "inner")

    y = cond_v2.cond_v2(p, inner, lambda: -x, "outer")
    g = tf.gradients(y * 2.0, x)
    return [([y * 2.0] + g, {x: v, p: q}) for v, q in ((2.0, True), (0.5, True), (2.0, False))]


def case_gradient():
    x, i = x_input(), tf.placeholder(tf.int32, [], name="i")

    def branch(k):
        @function.Defun(tf.float32)
        def f(a):
            return tf.exp(a * float(k)), tf.constant(k)

        return f

    branches = [branch(k) for k in (1, 2, 3)]
    y, _ = functional_ops.gen_functional_ops.case(i, [x], [tf.float32, tf.int32], branches)
    z = tf.cond(tf.equal(i, 0), lambda: tf.exp(x), lambda: tf.cond(tf.equal(i, 1), lambda: tf.exp(x * 2.0), lambda: tf.exp(x * 3.0)))
    return [([y] + tf.gradients(z, x), {x: 0.5, i: k}) for k in (0, 1, 2, 9)]


def partitioned_gradient():
    x = x_input([3])

    @def_function.function
    def f(a):
        return tf.reduce_sum(tf.square(a) * a), a * 2.0

    y, z = f(x)
    loss = y + tf.reduce_sum(z)
    plain = tf.reduce_sum(tf.square(x) * x) + tf.reduce_sum(x * 2.0)
    return [([loss] + tf.gradients(plain, x), {x: [1.0, -2.0, 0.5]})]


def for_loop_of_matrices():
    x = x_input([2, 2])

    @function.Defun(tf.int32, tf.float32, tf.float32)
    def body(i, m, total):
        return tf.matmul(m, m), total + tf.cast(i, tf.float32) * m

    r = functional_ops.For(0, 3, 1, [x, tf.zeros([2, 2])], body)
    return [(r, {x: [[1.0, 0.5], [0.0, 1.0]]})]


def remote_call_with_condition():
    x = x_input()
    p = tf.placeholder(tf.bool, [], name="p")

    @function.Defun(tf.float32)
    def f(a):
        return a * 2.0

    def call():
        return functional_ops.remote_call(target="/cpu:0", args=[x], Tout=[tf.float32], f=f)

    y = tf.cond(p, call, lambda: [x])
    return [(y, {x: 1.0, p: True}), (y, {x: 1.0, p: False})]


def while_of_arrays():
    n = tf.placeholder(tf.int32, [], name="n")
    r = while_v2.while_loop(
        lambda i, a: i < n, lambda i, a: (i + 1, tf.concat([a, [i * i]], 0)), [0, tf.zeros([0], tf.int32)],
        shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])], return_same_structure=True,
    )
    return [(r[1], {n: 3}), (r[1], {n: 0}), (r[1], {n: 5})]


def fake_param_unknown():
    fake = functional_ops.gen_functional_ops.fake_param(tf.int32, [None, 3])
    return [(tf.shape(fake), {})]


def fake_param_of_unknown_rank():
    fake = functional_ops.gen_functional_ops.fake_param(tf.int32, tf.TensorShape(None))
    return [(tf.shape(fake), {})]


def while_without_state():
    n = tf.placeholder(tf.int32, [], name="n")

    @function.Defun(tf.int32, tf.int32, tf.float32)
    def cond(i, limit, s):
        return i < limit

    @function.Defun(tf.int32, tf.int32, tf.float32)
    def body(i, limit, s):
        return i + 1, limit, s * 2.0

    r = functional_ops.gen_functional_ops.stateless_while([tf.constant(0), n, tf.constant(1.0)], cond, body)
    return [(r, {n: 3}), (r, {n: 0})]


def while_without_state_on_numbers():
    x = x_input()

    @function.Defun(tf.float32)
    def left(a):
        return a

    @function.Defun(tf.float32)
    def body(a):
        return a - 1.0

    return [(functional_ops.gen_functional_ops.stateless_while([x], left, body), {x: 3.0})]


def while_gradient():
    x, n = x_input([2]), tf.placeholder(tf.int32, [], name="n")
    y = while_v2.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * a + tf.cast(i, tf.float32)), [0, x], return_same_structure=True)[1]
    z = tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * a + tf.cast(i, tf.float32)), [0, x])[1]
    return [([y] + tf.gradients(z, x), {x: [0.5, -1.0], n: k}) for k in (3, 1, 0)]


def while_gradient_with_conditions():
    x = x_input()
    w = tf.constant(0.5)

    def body(i, a):
        return i + 1, cond_v2.cond_v2(a > 1.0, lambda: a * w, lambda: a * a * 3.0, "inner")

    y = while_v2.while_loop(lambda i, a: i < 4, body, [0, x], return_same_structure=True)[1]
    z = tf.while_loop(lambda i, a: i < 4, lambda i, a: (i + 1, tf.cond(a > 1.0, lambda: a * w, lambda: a * a * 3.0)), [0, x])[1]
    return [([y] + tf.gradients(z, x), {x: value}) for value in (0.7, 3.0)]


def while_gradient_without_counter():
    x, n = x_input([2]), tf.placeholder(tf.float32, [], name="n")

    @function.Defun(tf.float32, tf.float32)
    def cond(a, most):
        return tf.reduce_sum(a) < most

    @function.Defun(tf.float32, tf.float32)
    def body(a, most):
        return a * a + a, most

    y, _ = functional_ops.gen_functional_ops.stateless_while([x, n], cond, body)
    z = tf.while_loop(lambda a: tf.reduce_sum(a) < n, lambda a: a * a + a, [x])
    return [([y] + tf.gradients(z, x), {x: [0.5, 1.0], n: most}) for most in (20.0, 2.0, 0.0)]


PROGRAMS = [
    while_gradient,
    while_gradient_with_conditions,
    while_without_state,
    while_without_state_on_numbers,
    if_gradient,
    if_nested_gradient,
    case_gradient,
    partitioned_gradient,
    for_loop_of_matrices,
    remote_call_with_condition,
    while_of_arrays,
    fake_param_unknown,
    fake_param_of_unknown_rank,
    call_partitioned,
    call_by_name,
    call_nested,
    call_captures,
    call_gradient,
    call_own_gradient,
    symbolic_gradient,
    call_with_variable,
    call_random,
    if_stateless,
    if_numbers,
    if_nested_with_state,
    case_branches,
    while_stateless,
    while_nested,
    while_invariant,
    while_random,
    for_loop,
    for_loop_rewritten,
    remote_call,
    loops_in_function,
    print_in_function,
    function_control_dependency,
    fed_call,
    fake_param,
    while_gradient_without_counter,
]
