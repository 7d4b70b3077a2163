"""Programs on loops, tensor arrays and their gradients, with what they compute."""


def loop_structures(tf):
    a, b = tf.constant(1.0, name="a"), tf.constant([2, 3], name="b")
    record = tf.while_loop(lambda i, d: i < 3, lambda i, d: (i + 1, {"k": d["k"] * 2.0, "j": d["j"] + i}), [0, {"k": a, "j": b}])
    nested = tf.while_loop(lambda i, p: p[0] < 9.0, lambda i, p: [i + 1, (p[0] + a, p[1])], [tf.constant(0), (a, b)], name="nest")
    same = tf.while_loop(lambda x: x < 7.0, lambda x: x + 2.0, [a], return_same_structure=True)
    single = tf.while_loop(lambda x: x < 7.0, lambda x: [x + 2.0], [a])
    return dict(run=[record[0], record[1]["k"], record[1]["j"], nested[1][0], nested[1][1], same[0], single])


def loop_shape_invariants(tf):
    x = tf.constant([1.0], name="x")
    i, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, tf.concat([y, y * 2.0], 0)), [0, x],
                         shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])])
    return dict(run=[i, y], shape=str(y.shape))


def loop_shape_invariant_unknown(tf):
    x = tf.placeholder_with_default([[1.0, 2.0]], [None, 2], name="x")
    y = tf.while_loop(lambda y: tf.size(y) < 10, lambda y: tf.concat([y, y], 0), [x], [tf.TensorShape(None)])
    z = tf.while_loop(lambda z: tf.shape(z)[0] < 3, lambda z: tf.concat([z, x], 0), [x], [tf.TensorShape([None, 2])])
    return dict(run=[y, z], shapes=[str(y.shape), str(z.shape)])


def loop_maximum_iterations(tf):
    n = tf.placeholder_with_default(3, [], name="n")
    one = tf.while_loop(lambda i: i < 10, lambda i: i + 1, [0], maximum_iterations=4)
    two = tf.while_loop(lambda i, x: i < 10, lambda i, x: [i + 1, x * 2.0], [0, 1.0], maximum_iterations=n, name="limited")
    same = tf.while_loop(lambda i: i < 10, lambda i: [i + 2], [0], maximum_iterations=tf.constant(2, tf.int64), return_same_structure=True)
    return dict(run=[one, two[0], two[1], same[0]])


def loop_maximum_iterations_invariants(tf):
    i, x = tf.while_loop(lambda i, x: i < 10, lambda i, x: [i + 1, tf.concat([x, [1.0]], 0)], [0, tf.zeros([1])],
                         [tf.TensorShape([]), tf.TensorShape([None])], maximum_iterations=3)
    return dict(run=[i, x])


def loop_maximum_iterations_not_scalar(tf):
    tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0], maximum_iterations=[3])


def loop_options(tf):
    x = tf.constant(2.0, name="x")
    y = tf.while_loop(lambda x: x < 100.0, lambda x: x * x, [x], parallel_iterations=3, back_prop=False, swap_memory=True)
    return dict(run=[y])


def loop_parallel_iterations_not_positive(tf):
    tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0], parallel_iterations=0)


def loop_control_dependencies(tf):
    x = tf.constant(3.0, name="x")
    before = tf.identity(x, name="before")
    with tf.control_dependencies([before]):
        def body(i, y):
            with tf.control_dependencies([before]):
                z = tf.constant(1.0, name="z")
            with tf.control_dependencies([z]):
                w = tf.identity(y)
            return i + 1, w + z
        _, y = tf.while_loop(lambda i, y: i < 3, body, [0, x])
    return dict(run=[y])


def loop_group_and_tuple(tf):
    x = tf.constant([1.0, 2.0], name="x")

    def body(i, y):
        a, b = tf.tuple([y + 1.0, x * 2.0])
        gate = tf.group(a, b)
        with tf.control_dependencies([gate]):
            step = tf.no_op(name="step")
        with tf.control_dependencies([step]):
            return i + 1, a + b
    return dict(run=[tf.while_loop(lambda i, y: i < 2, body, [0, x])[1]])


def loop_constants_inside(tf):
    def body(i, y):
        c = tf.constant([1.0, 2.0], name="c")
        n = tf.fill([2], 3.0)
        return i + 1, y + c * n + tf.zeros([2])
    return dict(run=[tf.while_loop(lambda i, y: tf.constant(2) > i, body, [0, tf.ones([2])])[1]])


def loop_with_variable(tf):
    v = tf.Variable(1.0, name="v")

    def body(i, y):
        with tf.control_dependencies([tf.assign_add(v, 2.0)]):
            return i + 1, y + v.read_value()
    i, y = tf.while_loop(lambda i, y: i < 3, body, [0, 0.0], parallel_iterations=1)
    with tf.control_dependencies([y]):
        after = v.read_value()
    return dict(init=tf.global_variables_initializer(), run=[y, after])


def loop_creates_variable(tf):
    def body(i):
        return i + tf.get_variable("v", initializer=lambda: tf.ones([], tf.int32), trainable=False)
    y = tf.while_loop(lambda i: i < 3, body, [0])
    return dict(init=tf.global_variables_initializer(), run=[y])


def loop_devices_and_colocation(tf):
    x = tf.constant(1.0, name="x")
    with tf.device("/cpu:0"):
        def body(y):
            with tf.colocate_with(y):
                return tf.constant(1.0, name="near") + y
        y = tf.while_loop(lambda y: y < 4.0, body, [x])
    return dict(run=[y])


def loop_scopes(tf):
    with tf.name_scope("outer"):
        x = tf.constant(1.0, name="x")
        y = tf.while_loop(lambda y: y < 4.0, lambda y: tf.add(y, x, name="sum"), [x], name="grow")
        z = tf.while_loop(lambda y: y < 4.0, lambda y: y * 2.0, [y], name="grow")
    return dict(run=[z])


def loop_nested_captures(tf):
    x = tf.constant([1.0, 2.0], name="x")
    k = tf.placeholder_with_default(2, [], name="k")

    def body(i, y):
        inner = tf.while_loop(lambda j, z: j < k, lambda j, z: (j + 1, z * x + tf.cast(i, tf.float32)), [0, y])
        return i + 1, inner[1]
    return dict(run=[tf.while_loop(lambda i, y: i < k, body, [0, x])[1]])


def loop_cond_loop(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(2.0, name="x")

    def body(i, y):
        inside = lambda: tf.while_loop(lambda z: z < 20.0, lambda z: z * x, [y])
        return i + 1, tf.cond(tf.logical_and(p, i > 0), inside, lambda: y + x)
    return dict(run=[tf.while_loop(lambda i, y: i < 3, body, [0, x])[1]])


def loop_case_inside(tf):
    def body(i, y):
        y = tf.case([(tf.equal(i, 0), lambda: y + 1.0), (tf.equal(i, 1), lambda: y * 10.0)], default=lambda: -y)
        return i + 1, y
    return dict(run=[tf.while_loop(lambda i, y: i < 4, body, [0, 2.0])[1]])


def loop_of_slices(tf):
    slices = tf.IndexedSlices(tf.constant([[1.0], [2.0]]), tf.constant([0, 2]), tf.constant([3, 1]))

    def body(i, s):
        return i + 1, tf.IndexedSlices(s.values * 2.0, s.indices, s.dense_shape)
    _, out = tf.while_loop(lambda i, s: i < 2, body, [0, slices])
    return dict(run=[out.values, out.indices, tf.convert_to_tensor(out)], shapes=[str(out.values.shape), str(out.indices.shape)])


def loop_in_branch_of_cond_in_loop(tf):
    def body(i):
        return tf.cond(i < 3, lambda: i + 1, lambda: tf.while_loop(lambda j: j < 10, lambda j: j + i, [i]))
    return dict(run=[tf.while_loop(lambda i: i < 8, body, [0])])


def loop_body_returns_array(tf):
    ta = tf.TensorArray(tf.float32, 3, name="ta")
    _, ta = tf.while_loop(lambda i, ta: i < 3, lambda i, ta: (i + 1, ta.write(i, tf.cast(i, tf.float32) * 2.0)), [0, ta])
    return dict(run=[ta.stack(), ta.size()], shape=str(ta.element_shape))


def array_methods(tf):
    ta = tf.TensorArray(tf.float32, size=3, dynamic_size=False, clear_after_read=False, element_shape=[2], tensor_array_name="kept")
    ta = ta.write(0, [1.0, 2.0]).write(1, [3.0, 4.0], name="second").write(2, tf.constant([5.0, 6.0]))
    read, gathered, stacked = ta.read(1), ta.gather([2, 0]), ta.stack()
    with tf.control_dependencies([stacked]):
        again = ta.identity().read(2, name="again")
    facts = [str(ta.dtype.name), str(ta.element_shape), ta.handle.name, ta.flow.name, bool(ta.dynamic_size)]
    shapes = [str(t.shape) for t in (read, gathered, stacked)]
    return dict(run=[read, gathered, stacked, again, ta.size()], facts=facts, shapes=shapes, close=ta.close())


def array_unstack_and_scatter(tf):
    x = tf.constant([[1, 2], [3, 4], [5, 6]], name="x")
    ta = tf.TensorArray(tf.int32, size=3).unstack(x)
    tb = tf.TensorArray(tf.int32, size=4, dynamic_size=True, infer_shape=False, clear_after_read=False).scatter([0, 5, 2], x)
    return dict(run=[ta.read(1), ta.read(2), tb.gather([5, 2]), tb.size()], shapes=[str(ta.element_shape), str(tb.element_shape)])


def array_split_and_concat(tf):
    x = tf.constant([[1.0], [2.0], [3.0], [4.0]], name="x")
    ta = tf.TensorArray(tf.float32, size=3, infer_shape=False).split(x, [1, 0, 3])
    same = tf.TensorArray(tf.float32, size=2).split(x, lengths=[2, 2])
    return dict(run=[ta.concat(), same.stack()], shapes=[str(ta.element_shape), str(same.element_shape), str(same.concat(name="all").shape)])


def array_inconsistent_shapes(tf):
    ta = tf.TensorArray(tf.float32, size=2).write(0, [1.0, 2.0])
    ta.write(1, [1.0])


def array_of_unknown_rows(tf):
    x = tf.placeholder_with_default([[1.0, 2.0], [3.0, 4.0]], [None, None], name="x")
    ta = tf.TensorArray(tf.float32, size=tf.shape(x)[0]).unstack(x)
    return dict(run=[ta.stack(), ta.concat()], shape=str(ta.stack().shape))


def array_without_size(tf):
    tf.TensorArray(tf.float32)


def array_handle_and_size(tf):
    ta = tf.TensorArray(tf.float32, 2)
    tf.TensorArray(tf.float32, 2, handle=ta.handle, flow=ta.flow)


def array_in_cond(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    ta = tf.TensorArray(tf.float32, 2, clear_after_read=False).write(1, 2.0)
    chosen = tf.cond(p, lambda: ta.write(0, 5.0), lambda: ta)
    return dict(run=[chosen.stack()], same=chosen.handle.name == ta.handle.name)


def array_colocation(tf):
    with tf.device("/cpu:0"):
        x = tf.constant([1.0, 2.0], name="x")
    with tf.device("/device:CPU:0"):
        a = tf.TensorArray(tf.float32, 2).unstack(x)
        b = tf.TensorArray(tf.float32, 1, colocate_with_first_write_call=False).write(0, x)
    return dict(run=[a.read(0), b.read(0)])


def loop_gradient(tf):
    x = tf.constant(3.0, name="x")
    y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * y), [0, x])[1]
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_invariant(tf):
    x, w = tf.constant([1.0, 2.0], name="x"), tf.constant([3.0, 4.0], name="w")
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * w + x), [0, x], name="linear")
    return dict(run=tf.gradients(y, [x, w]))


def loop_gradient_unknown_shapes(tf):
    x = tf.placeholder_with_default([0.5, 0.25], [None], name="x")
    w = tf.placeholder_with_default([0.75, 1.5], [None], name="w")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, tf.tanh(y * w) + x), [0, x])
    return dict(run=tf.gradients(y, [x, w]))


def loop_gradient_counter_used(tf):
    x = tf.constant(0.5, name="x")
    _, y = tf.while_loop(lambda i, y: i < 4, lambda i, y: (i + 1, y * tf.cast(i, tf.float32) + x), [0, x])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_float_counter(tf):
    x = tf.constant(0.5, name="x")
    i, y = tf.while_loop(lambda i, y: i < 3.0, lambda i, y: (i + 1.0, y * i + y * x), [0.0, x])
    return dict(run=tf.gradients(y, [x]) + tf.gradients([i, y], [x], name="gradients_of_both"))


def loop_gradient_unused_variable(tf):
    x, z = tf.constant(2.0, name="x"), tf.constant(5.0, name="z")
    _, y, other = tf.while_loop(lambda i, y, z: i < 3, lambda i, y, z: (i + 1, y * z, z + y), [0, x, z])
    return dict(run=tf.gradients(y, [x, z]))


def loop_gradient_independent_variable(tf):
    x, z = tf.constant(2.0, name="x"), tf.constant([5.0, 6.0], name="z")
    _, y, w = tf.while_loop(lambda i, y, z: i < 2, lambda i, y, z: (i + 1, y + x, z * 0.0 + y), [0, x, z])
    return dict(run=tf.gradients(w, [x, z]) + tf.gradients(w, [z]))


def loop_gradient_replaced_variable(tf):
    x = tf.placeholder_with_default([2.0, 3.0], [None], name="x")
    c = tf.constant([1.0, 1.0], name="c")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, tf.identity(x)), [0, x * x], [tf.TensorShape([]), tf.TensorShape([None])])
    return dict(run=tf.gradients(y * c, [x]))


def loop_gradient_no_back_prop(tf):
    x = tf.constant(3.0, name="x")
    y = tf.while_loop(lambda y: y < 50.0, lambda y: y * x, [x], back_prop=False)
    gradients = tf.gradients(y + x, [x])
    return dict(run=gradients, none=tf.gradients(y, [x]) == [None])


def loop_gradient_with_cond(tf):
    x = tf.constant(3.0, name="x")

    def body(i, y):
        return i + 1, tf.cond(tf.equal(i % 2, 0), lambda: y * x, lambda: y + x)
    _, y = tf.while_loop(lambda i, y: i < 4, body, [0, x])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_cond_one_branch(tf):
    x = tf.placeholder_with_default([3.0, 1.0], [None], name="x")

    def body(i, y):
        return i + 1, y + tf.cond(i > 0, lambda: tf.exp(y), lambda: x)
    _, y = tf.while_loop(lambda i, y: i < 3, body, [0, x])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_in_cond(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(3.0, name="x")
    y = tf.cond(p, lambda: tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * x), [0, x])[1], lambda: x * 2.0)
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_nested(tf):
    x = tf.constant(1.5, name="x")

    def body(i, y):
        _, z = tf.while_loop(lambda j, z: j < i, lambda j, z: (j + 1, z * x), [0, y])
        return i + 1, z + y
    _, y = tf.while_loop(lambda i, y: i < 3, body, [0, x])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_nested_unknown_shapes(tf):
    x = tf.placeholder_with_default([1.0, 2.0], [None], name="x")

    def body(i, y):
        _, z, _ = tf.while_loop(lambda j, z, u: j < 2, lambda j, z, u: (j + 1, z * x + u, tf.sin(u)), [0, y, x])
        return i + 1, z
    _, y = tf.while_loop(lambda i, y: i < 2, body, [0, x])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_inner_loop_of_invariants(tf):
    w = tf.constant([1.0, 2.0], name="w")

    def body(i, y):
        _, z = tf.while_loop(lambda j, z: j < 2, lambda j, z: (j + 1, z + tf.square(w)), [0, w])
        return i + 1, y + z
    _, y = tf.while_loop(lambda i, y: i < 2, body, [0, tf.zeros([2])])
    return dict(run=tf.gradients(y, [w]))


def loop_gradient_swap_memory(tf):
    x = tf.constant(3.0, name="x")
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, tf.sin(y)), [0, x], swap_memory=True, parallel_iterations=1)
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_maximum_iterations(tf):
    x = tf.constant(3.0, name="x")
    _, y = tf.while_loop(lambda i, y: i < 9, lambda i, y: [i + 1, y * x], [0, x], maximum_iterations=2)
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_of_matrix(tf):
    w = tf.get_variable("w", initializer=[[1.0, 2.0], [3.0, 4.0]])
    x = tf.constant([[1.0, 1.0]], name="x")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, tf.nn.relu(tf.matmul(y, w))), [0, x])
    step = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(y))
    with tf.control_dependencies([step]):
        after = w.read_value()
    return dict(init=tf.global_variables_initializer(), run=[after])


def loop_gradient_slices(tf):
    w = tf.get_variable("w", initializer=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y + tf.gather(w, [i, 0])), [0, tf.zeros([2, 2])])
    gradients = tf.gradients(y, [w])
    return dict(init=tf.global_variables_initializer(), run=[tf.convert_to_tensor(gradients[0])])


def loop_gradient_slices_unknown(tf):
    w = tf.placeholder_with_default([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [None, 2], name="w")
    ids = tf.placeholder_with_default([2, 0], [None], name="ids")
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * 2.0 + tf.reduce_sum(tf.gather(w, ids))), [0, 1.0])
    return dict(run=[tf.convert_to_tensor(tf.gradients(y, [w])[0])])


def loop_gradient_colocated(tf):
    x = tf.constant(3.0, name="x")
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * y + x), [0, x])
    return dict(run=tf.gradients(y, [x], colocate_gradients_with_ops=True))


def loop_gradient_gated(tf):
    x, w = tf.constant(3.0, name="x"), tf.constant(2.0, name="w")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y * w), [0, x])
    return dict(run=tf.gradients(y, [x, w], gate_gradients=True))


def loop_gradient_two_loops(tf):
    x = tf.constant(1.5, name="x")
    y = tf.while_loop(lambda y: y < 9.0, lambda y: y * x, [x])
    z = tf.while_loop(lambda i, z: i < 2, lambda i, z: (i + 1, z + y), [0, x])[1]
    return dict(run=tf.gradients(z, [x]))


def loop_gradient_stop(tf):
    x, w = tf.constant(3.0, name="x"), tf.constant(2.0, name="w")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y * w + tf.stop_gradient(y)), [0, x])
    return dict(run=tf.gradients(y, [x, w], stop_gradients=[w]))


def loop_gradient_inside_body(tf):
    def body(i, x):
        y = x * x * x
        return i + 1, tf.gradients(y, [x])[0]
    return dict(run=[tf.while_loop(lambda i, x: i < 2, body, [0, 1.5])[1]])


def loop_gradient_wrt_initial_value_inside(tf):
    start = tf.constant(1.5, name="start")
    tf.while_loop(lambda i, x: i < 2, lambda i, x: (i + 1, tf.gradients(x * x, [start])[0]), [0, start])


def loop_gradient_second_order(tf):
    x = tf.constant(3.0, name="x")
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * x), [0, x])
    first, = tf.gradients(y, [x])
    tf.gradients(first, [x])


def loop_gradient_second_order_outside(tf):
    x = tf.constant(3.0, name="x")
    n = tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0])
    y = tf.cast(n, tf.float32) * x * x * x
    first, = tf.gradients(y, [x])
    return dict(run=[first] + tf.gradients(first, [x]))


def loop_gradient_of_array(tf):
    x = tf.constant([1.0, 2.0, 3.0], name="x")
    ta = tf.TensorArray(tf.float32, 3).unstack(x)
    out = tf.TensorArray(tf.float32, 3)
    _, acc, out = tf.while_loop(lambda i, acc, out: i < 3,
                                lambda i, acc, out: (i + 1, acc * ta.read(i), out.write(i, acc + x[1])), [0, 1.0, out])
    return dict(run=tf.gradients(acc + tf.reduce_sum(out.stack()), [x]))


def array_gradient(tf):
    a, b = tf.constant([1.0, 2.0], name="a"), tf.constant([3.0, 4.0], name="b")
    ta = tf.TensorArray(tf.float32, 2, clear_after_read=False).write(0, a).write(1, b * a)
    y = ta.read(1) * ta.read(0) + ta.stack()[1] + ta.concat()[:2]
    return dict(run=tf.gradients(y, [a, b]))


def array_gradient_gather_scatter_split(tf):
    x = tf.constant([[1.0], [2.0], [3.0]], name="x")
    ta = tf.TensorArray(tf.float32, 3).scatter([2, 0, 1], x)
    tb = tf.TensorArray(tf.float32, 2, infer_shape=False).split(x * x, [1, 2])
    return dict(run=tf.gradients([ta.gather([0, 2]), tb.concat()], [x]))


def array_gradient_scope_name(tf):
    x = tf.constant([1.0, 2.0], name="x")
    y = tf.TensorArray(tf.float32, 2).unstack(x).read(0)
    tf.gradients(y, [x], name="slopes")


def map_fn(tf):
    x = tf.constant([1.0, 2.0, 3.0], name="x")
    w = tf.constant(2.0, name="w")
    y = tf.map_fn(lambda v: v * v * w, x)
    return dict(run=[y] + tf.gradients(y, [x, w]))


def map_fn_structures(tf):
    a, b = tf.constant([1, 2, 3], name="a"), tf.constant([[1.0], [2.0], [3.0]], name="b")
    pair = tf.map_fn(lambda p: (p[0] + 1, p[1] * 2.0), (a, b), name="pairs")
    other = tf.map_fn(lambda p: tf.cast(p[0], tf.float32) * p[1], (a, b), dtype=tf.float32, parallel_iterations=2, back_prop=False)
    many = tf.map_fn(lambda v: {"x": v, "y": tf.cast(v, tf.float64)}, a, dtype={"x": tf.int32, "y": tf.float64})
    return dict(run=[pair[0], pair[1], other, many["x"], many["y"]], shape=str(other.shape))


def map_fn_unknown_count(tf):
    x = tf.placeholder_with_default([[1.0, 2.0], [3.0, 4.0]], [None, 2], name="x")
    y = tf.map_fn(lambda v: tf.reduce_sum(v), x, infer_shape=False)
    return dict(run=[y], shape=str(y.shape))


def map_fn_of_scalar(tf):
    tf.map_fn(lambda v: v, tf.constant(1.0))


def foldl_and_foldr(tf):
    x = tf.constant([1, 2, 3, 4], name="x")
    a = tf.foldl(lambda a, v: a * 2 + v, x)
    b = tf.foldr(lambda a, v: a * 2 + v, x)
    c = tf.foldl(lambda a, v: a - v, x, initializer=10, name="from_ten")
    d = tf.foldr(lambda a, v: a - v, x, initializer=tf.constant(10), parallel_iterations=1, back_prop=False, swap_memory=True)
    return dict(run=[a, b, c, d])


def foldl_gradient(tf):
    x = tf.constant([1.0, 2.0, 3.0], name="x")
    y = tf.foldl(lambda a, v: a * v + v, x)
    return dict(run=[y] + tf.gradients(y, [x]))


def scan(tf):
    x = tf.constant([1.0, 2.0, 3.0], name="x")
    a = tf.scan(lambda a, v: a + v, x)
    b = tf.scan(lambda a, v: a * v, x, initializer=2.0, reverse=True, name="back")
    c = tf.scan(lambda a, v: (a[0] + v[0], a[1] * v[1]), (x, x), initializer=(0.0, tf.constant(1.0)))
    d = tf.scan(lambda a, v: a - v, x, reverse=True, infer_shape=False)
    return dict(run=[a, b, c[0], c[1], d], shapes=[str(a.shape), str(d.shape)])


def scan_gradient(tf):
    x = tf.constant([1.0, 2.0, 3.0], name="x")
    h = tf.constant([0.5, 0.25], name="h")
    y = tf.scan(lambda a, v: tf.tanh(a * v + h), x, initializer=h)
    return dict(run=[y] + tf.gradients(y, [x, h]))


def scan_of_variable(tf):
    x = tf.constant([[1.0, 2.0], [3.0, 4.0]], name="x")
    y = tf.scan(lambda a, v: a + v * tf.get_variable("w", initializer=lambda: tf.constant(0.5)), x, initializer=tf.zeros([2]))
    return dict(init=tf.global_variables_initializer(), run=[y])


def map_fn_not_callable(tf):
    tf.map_fn(3, tf.constant([1.0]))


def loop_import(tf):
    from tensorflow.python.framework import meta_graph
    source = tf.Graph()
    with source.as_default():
        x = tf.constant(2.0, name="x")
        body = lambda i, y: [i + 1, tf.cond(i > 0, lambda: y * x, lambda: y + 1.0)]
        tf.while_loop(lambda i, y: i < 3, body, [0, x], maximum_iterations=5)
        saved = tf.train.export_meta_graph()
    tf.train.import_meta_graph(saved, import_scope="again")
    y = tf.get_default_graph().get_tensor_by_name("again/while/Exit_2:0")
    x = tf.get_default_graph().get_tensor_by_name("again/x:0")
    return dict(run=[y] + tf.gradients(y, [x]))


def loop_import_graph_def(tf):
    source = tf.Graph()
    with source.as_default():
        x = tf.placeholder(tf.float32, [], name="x")
        tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * x), [0, x])
    saved = source.as_graph_def()
    x = tf.constant(2.0, name="x")
    p = tf.placeholder_with_default(True, [], name="p")
    plain, = tf.import_graph_def(saved, {"x": x}, ["while/Exit_1:0"])
    in_cond = tf.cond(p, lambda: tf.import_graph_def(saved, {"x": x}, ["while/Exit_1:0"])[0], lambda: x)
    return dict(run=[plain, in_cond])


def loop_gradient_of_conditional_loop(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(1.25, name="x")

    def body(i, y):
        inside = lambda: tf.while_loop(lambda j, z: j < 2, lambda j, z: (j + 1, z * x), [0, y])[1]
        return i + 1, tf.cond(tf.logical_and(p, i > 0), inside, lambda: y + x)
    _, y = tf.while_loop(lambda i, y: i < 3, body, [0, x])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_cond_in_inner_loop(tf):
    x = tf.placeholder_with_default([1.5, 0.5], [None], name="x")

    def body(i, y):
        def inner(j, z):
            return j + 1, tf.cond(tf.equal(i, j), lambda: z * x, lambda: tf.sin(z))
        _, z = tf.while_loop(lambda j, z: j < 2, inner, [0, y])
        return i + 1, z
    _, y = tf.while_loop(lambda i, y: i < 2, body, [0, x])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_nested_conds(tf):
    x = tf.placeholder_with_default([1.5, 0.5], [None], name="x")

    def body(i, y):
        inner = lambda: tf.cond(i > 1, lambda: tf.sin(y) * x, lambda: y * y)
        return i + 1, tf.cond(i > 0, inner, lambda: x + 1.0)
    _, y = tf.while_loop(lambda i, y: i < 3, body, [0, x])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_slices_in_cond(tf):
    w = tf.get_variable("w", initializer=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

    def body(i, y):
        return i + 1, y + tf.cond(i > 0, lambda: tf.gather(w, [i]), lambda: tf.zeros([1, 2]))
    _, y = tf.while_loop(lambda i, y: i < 3, body, [0, tf.zeros([1, 2])])
    gradient, = tf.gradients(y, [w])
    return dict(init=tf.global_variables_initializer(), run=[tf.convert_to_tensor(gradient)])


def loop_gradient_slices_nested(tf):
    w = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], name="w")

    def body(i, y):
        _, z = tf.while_loop(lambda j, z: j < 2, lambda j, z: (j + 1, z + tf.gather(w, i + j)), [0, y])
        return i + 1, z * 2.0
    _, y = tf.while_loop(lambda i, y: i < 2, body, [0, tf.zeros([2])])
    gradient, = tf.gradients(y, [w])
    return dict(run=[tf.convert_to_tensor(gradient)])


def loop_gradient_dense_and_slices(tf):
    w = tf.constant([[1.0, 2.0], [3.0, 4.0]], name="w")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, tf.matmul(y, w) + tf.gather(w, [i])), [0, tf.ones([1, 2])])
    return dict(run=tf.gradients(y, [w]))


def loop_gradient_dynamic_array(tf):
    x = tf.constant([1.0, 2.0], name="x")
    ta = tf.TensorArray(tf.float32, 0, dynamic_size=True, element_shape=[2])
    _, y, ta = tf.while_loop(lambda i, y, ta: i < 3, lambda i, y, ta: (i + 1, y * x, ta.write(i, y)), [0, x, ta])
    return dict(run=tf.gradients([ta.stack(), y], [x]))


def loop_gradient_array_in_cond(tf):
    x = tf.constant([1.0, 2.0, 3.0], name="x")
    ta = tf.TensorArray(tf.float32, 3, clear_after_read=False).unstack(x)

    def body(i, y):
        return i + 1, tf.cond(i > 0, lambda: y * ta.read(i), lambda: y + ta.read(0))
    _, y = tf.while_loop(lambda i, y: i < 3, body, [0, 1.0])
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_twice(tf):
    x = tf.constant(1.5, name="x")
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * x), [0, x])
    return dict(run=tf.gradients(y, [x]) + tf.gradients(y * 2.0, [x]))


def loop_gradient_given_slices(tf):
    x = tf.constant([[1.0, 2.0], [3.0, 4.0]], name="x")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y + 0.0), [0, x])
    z = tf.gather(y, [1, 1])
    return dict(run=[tf.convert_to_tensor(tf.gradients(z, [x])[0])])


def loop_gradient_of_matmul_invariant(tf):
    w = tf.placeholder_with_default([[1.0, 2.0], [3.0, 4.0]], [None, None], name="w")
    b = tf.placeholder_with_default([0.5, 0.25], [None], name="b")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, tf.nn.relu(tf.matmul(y, w) + b)), [0, tf.ones([1, 2])],
                         [tf.TensorShape([]), tf.TensorShape([None, None])])
    return dict(run=tf.gradients(y, [w, b]))


def loop_gradient_of_reductions(tf):
    x = tf.placeholder_with_default([[1.0, 2.0], [3.0, 4.0]], [None, None], name="x")

    def body(i, y):
        m = tf.reduce_mean(y * x, 0) + tf.reduce_max(x)
        return i + 1, y + m[tf.newaxis] * tf.cast(tf.size(y), tf.float32)
    _, y = tf.while_loop(lambda i, y: i < 2, body, [0, x])
    return dict(run=tf.gradients(tf.reduce_sum(y), [x]))


def loop_gradient_int_results(tf):
    x = tf.constant([0.5, 1.5], name="x")
    _, y, n = tf.while_loop(lambda i, y, n: i < 2, lambda i, y, n: (i + 1, y * tf.cast(n + 1, tf.float32), n + tf.shape(y)[0]), [0, x, 0])
    return dict(run=tf.gradients(y * tf.cast(n, tf.float32), [x]))


def loop_gradient_none_for_int(tf):
    i0 = tf.constant(0, name="i0")
    x = tf.constant(0.5, name="x")
    i, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y + 1.0), [i0, x])
    return dict(run=tf.gradients(y, [x]), none=[g is None for g in tf.gradients(y, [i0])])


def loop_gradient_unconnected(tf):
    x, z = tf.constant(0.5, name="x"), tf.constant(1.0, name="z")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y + 1.0), [0, x])
    return dict(run=[y] + tf.gradients(y, [z], unconnected_gradients="zero"), none=tf.gradients(y, [z]) == [None])


def loop_gradient_in_scope_and_device(tf):
    with tf.name_scope("model"), tf.device("/cpu:0"):
        x = tf.constant(1.5, name="x")
        _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y * x), [0, x], name="loop")
    with tf.name_scope("train"):
        gradients = tf.gradients(y, [x])
    return dict(run=gradients)


def loop_gradient_wrt_body_input(tf):
    def body(i, y):
        z = tf.while_loop(lambda j, z: j < 2, lambda j, z: (j + 1, z * y), [0, y])[1]
        return i + 1, tf.gradients(z, [y])[0] * 0.5
    return dict(run=[tf.while_loop(lambda i, y: i < 2, body, [0, 1.5])[1]])


def loop_of_map_of_scan(tf):
    x = tf.constant([[0.5, 0.25], [1.0, 2.0]], name="x")
    y = tf.map_fn(lambda row: tf.scan(lambda a, v: a * v, row), x)
    return dict(run=[y] + tf.gradients(y, [x]))


def cond_slices_indices_differ(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    values = tf.constant([[1.0], [2.0]], name="values")
    a = tf.IndexedSlices(values, tf.constant([0, 2]))
    b = tf.IndexedSlices(values * 2.0, tf.constant([0, 1], tf.int64))
    chosen = tf.cond(p, lambda: a, lambda: b)
    return dict(run=[chosen.values, chosen.indices])


def hessians(tf):
    x = tf.constant([1.0, 2.0], name="x")
    w = tf.constant([[3.0]], name="w")
    y = tf.reduce_sum(x * x * x) * w[0, 0] * w[0, 0]
    return dict(run=tf.hessians(y, [x, w]))


def array_static_shapes(tf):
    raw = tf.raw_ops
    facts = {}
    index = tf.placeholder(tf.int32, name="index")
    indices = [tf.placeholder(tf.int32, [4], name="four"), tf.placeholder(tf.int32, name="some")]
    arrays = {
        "known": raw.TensorArrayV3(size=2, dtype=tf.float32, element_shape=[2, 3]),
        "partly": raw.TensorArrayV3(size=2, dtype=tf.float32, element_shape=[None, 3]),
        "same": raw.TensorArrayV3(size=2, dtype=tf.float32, element_shape=[None, 3], identical_element_shapes=True),
        "unknown": raw.TensorArrayV3(size=2, dtype=tf.float32, element_shape=None, identical_element_shapes=True),
    }
    for name, (handle, flow) in arrays.items():
        grad, grad_flow = raw.TensorArrayGradV3(handle=handle, flow_in=flow, source="here")
        wide, wide_flow = raw.TensorArrayGradWithShape(handle=handle, flow_in=flow, shape_to_prepend=[7, 8], source="wide")
        ways = raw.Switch(data=handle, pred=tf.constant(True))
        entered = raw.Enter(data=handle, frame_name=name, is_constant=True)
        facts[name] = [str(t.shape) for t in (
            raw.TensorArrayReadV3(handle=handle, index=index, flow_in=flow, dtype=tf.float32),
            raw.TensorArrayGatherV3(handle=handle, indices=indices[0], flow_in=flow, dtype=tf.float32),
            raw.TensorArrayGatherV3(handle=handle, indices=indices[1], flow_in=flow, dtype=tf.float32, element_shape=[5]),
            raw.TensorArrayReadV3(handle=grad, index=index, flow_in=grad_flow, dtype=tf.float32),
            raw.TensorArrayReadV3(handle=wide, index=index, flow_in=wide_flow, dtype=tf.float32),
            raw.TensorArrayReadV3(handle=ways[1], index=index, flow_in=flow, dtype=tf.float32),
            raw.TensorArrayReadV3(handle=raw.Identity(input=handle), index=index, flow_in=flow, dtype=tf.float32),
            raw.TensorArrayConcatV3(handle=handle, flow_in=flow, dtype=tf.float32)[0],
            raw.TensorArraySizeV3(handle=handle, flow_in=flow),
            raw.TensorArrayReadV3(handle=raw.Merge(inputs=[handle, grad])[0], index=index, flow_in=flow, dtype=tf.float32),
            raw.TensorArrayReadV3(handle=entered, index=index, flow_in=flow, dtype=tf.float32),
            entered)]
    stack = raw.StackV2(max_size=3, elem_type=tf.float32)
    facts["stack"] = [str(t.shape) for t in (
        stack, raw.StackPushV2(handle=stack, elem=[[1.0, 2.0]]), raw.StackPopV2(handle=stack, elem_type=tf.float32))]
    return facts


def array_write_of_other_shape(tf):
    handle, flow = tf.raw_ops.TensorArrayV3(size=2, dtype=tf.float32, element_shape=[2])
    tf.raw_ops.TensorArrayWriteV3(handle=handle, index=0, value=[1.0, 2.0, 3.0], flow_in=flow)


def array_scatter_of_other_shape(tf):
    handle, flow = tf.raw_ops.TensorArrayV3(size=2, dtype=tf.float32, element_shape=[2])
    tf.raw_ops.TensorArrayScatterV3(handle=handle, indices=[0], value=[[1.0, 2.0, 3.0]], flow_in=flow)


def array_scatter_of_other_count(tf):
    handle, flow = tf.raw_ops.TensorArrayV3(size=2, dtype=tf.float32)
    tf.raw_ops.TensorArrayScatterV3(handle=handle, indices=[0], value=[[1.0], [2.0]], flow_in=flow)


def array_handle_of_other_shape(tf):
    flow = tf.constant(0.0)
    tf.raw_ops.TensorArraySizeV3(handle=tf.placeholder(tf.resource, [3]), flow_in=flow)


def _handle(tf, shape):
    """A variable of rising numbers by its handle, and what gives it its value."""
    raw = tf.raw_ops
    v = raw.VarHandleOp(dtype=tf.float32, shape=shape, shared_name="v", name="v")
    value = tf.constant([float(k + 1) for k in range(tf.TensorShape(shape).num_elements())], shape=shape)
    return v, raw.AssignVariableOp(resource=v, value=value), lambda: raw.ReadVariableOp(resource=v, dtype=tf.float32)


def cond_gradient_of_handle(tf):
    v, init, read = _handle(tf, [2])
    p = tf.placeholder_with_default(True, [], name="p")
    y = tf.cond(p, lambda: read() * 3.0, lambda: tf.zeros([2]))
    z = tf.cond(p, lambda: tf.zeros([2]), lambda: read() * 2.0)
    return dict(init=init, run=tf.gradients(y, [v]) + tf.gradients(y * z, [v]))


def loop_gradient_of_handle(tf):
    v, init, read = _handle(tf, [2])
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * read()), [0, tf.ones([2])])
    return dict(init=init, run=tf.gradients(y, [v]))


def loop_gradient_of_handle_rows(tf):
    v, init, _ = _handle(tf, [3, 2])
    gather = lambda i: tf.raw_ops.ResourceGather(resource=v, indices=i, dtype=tf.float32)
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y + gather([i, 2])), [0, tf.zeros([2, 2])])
    return dict(init=init, run=[tf.convert_to_tensor(tf.gradients(y, [v])[0])])


def loop_gradient_of_handle_unknown_rows(tf):
    v, init, _ = _handle(tf, [3, 2])
    ids = tf.placeholder_with_default([2, 0], [None], name="ids")
    gather = lambda: tf.raw_ops.ResourceGather(resource=v, indices=ids, dtype=tf.float32)
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y * 2.0 + tf.reduce_sum(gather())), [0, 1.0])
    return dict(init=init, run=[tf.convert_to_tensor(tf.gradients(y, [v])[0])])


def loop_recurrent(tf):
    x = tf.placeholder_with_default([[[0.5], [1.0]], [[-0.5], [0.25]], [[2.0], [-1.0]]], [None, None, 1], name="x")
    lengths = tf.constant([3, 2], name="lengths")
    w = tf.get_variable("w", initializer=[[0.5, -0.25], [0.75, 0.5], [0.1, 0.2]])
    b = tf.get_variable("b", initializer=[0.125, 0.0])
    steps = tf.shape(x)[0]
    inputs = tf.TensorArray(tf.float32, steps, name="inputs").unstack(x)
    outputs = tf.TensorArray(tf.float32, steps, name="outputs")

    def body(time, state, outputs):
        new = tf.tanh(tf.matmul(tf.concat([inputs.read(time), state], 1), w) + b)
        mask = tf.tile(tf.expand_dims(time < lengths, 1), [1, 2])
        new = tf.where(mask, new, state)
        return time + 1, new, outputs.write(time, new)
    _, state, outputs = tf.while_loop(lambda time, *_: time < steps, body, [0, tf.zeros([2, 2]), outputs], parallel_iterations=32, swap_memory=True)
    loss = tf.reduce_sum(outputs.stack()) + tf.reduce_sum(state * state)
    gradients = tf.gradients(loss, [w, b, x], colocate_gradients_with_ops=True)
    return dict(init=tf.global_variables_initializer(), run=[loss] + gradients)


def loop_gradient_of_dropout(tf):
    tf.set_random_seed(7)
    x = tf.constant([[1.0, 2.0, 3.0]], name="x")
    _, y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, tf.nn.dropout(y * x, rate=0.5, seed=3)), [0, x])
    gradients = tf.gradients(y, [x])
    return dict(gradients=gradients)


def loop_assigns_in_cond(tf):
    v = tf.Variable(1.0, name="v")

    def body(i, y):
        z = tf.cond(i > 0, lambda: tf.assign_add(v, 2.0), lambda: tf.identity(v))
        return i + 1, y + z
    _, y = tf.while_loop(lambda i, y: i < 3, body, [0, 0.0], parallel_iterations=1)
    return dict(init=tf.global_variables_initializer(), run=[y])


def loop_gradient_given(tf):
    x = tf.constant([1.0, 2.0], name="x")
    dy = tf.constant([0.5, 0.25], name="dy")
    i, y, z = tf.while_loop(lambda i, y, z: i < 2, lambda i, y, z: (i + 1, y * x, z + y), [tf.constant(0, tf.int64), x, x * 2.0])
    both = tf.gradients([y, z, y * z], [x], grad_ys=[dy, None, dy], gate_gradients=True)
    return dict(run=both + tf.gradients(z, [x], grad_ys=dy))


def loop_gradient_colocated_nested(tf):
    x = tf.placeholder_with_default([1.5, 0.5], [None], name="x")

    def body(i, y):
        _, z = tf.while_loop(lambda j, z: j < i, lambda j, z: (j + 1, tf.cond(j > 0, lambda: z * x, lambda: tf.sin(z))), [0, y])
        return i + 1, z
    _, y = tf.while_loop(lambda i, y: i < 3, body, [0, x], swap_memory=True)
    return dict(run=tf.gradients(y, [x], colocate_gradients_with_ops=True, gate_gradients=True))


def loop_gradient_three_deep(tf):
    x = tf.constant(1.25, name="x")

    def loop(depth, y):
        if depth == 0:
            return y * x
        return tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, loop(depth - 1, y) + x), [0, y])[1]
    y = loop(3, x)
    return dict(run=tf.gradients(y, [x]))


def loop_gradient_called_in_cond(tf):
    p = tf.placeholder_with_default(True, [], name="p")
    x = tf.constant(1.5, name="x")
    outside = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y * x), [0, x])[1]

    def branch():
        y = tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, y * x), [0, x])[1]
        return tf.gradients(y, [x])[0]
    return dict(run=[tf.cond(p, branch, lambda: x), tf.cond(p, lambda: tf.gradients(outside * x, [x])[0], lambda: x)])


def loop_gradient_called_in_loop(tf):
    w = tf.constant([0.5, 2.0], name="w")

    def body(i, x):
        def inner(j, y):
            return j + 1, tf.cond(j > 0, lambda: y * x, lambda: y + w)
        y = tf.while_loop(lambda j, y: j < 2, inner, [0, x * x])[1]
        dx, dw = tf.gradients(y, [x, w])
        return i + 1, x - 0.1 * dx + 0.01 * dw
    return dict(run=[tf.while_loop(lambda i, x: i < 2, body, [0, w * 0.5])[1]])


def loop_asserts_and_prints(tf):
    x = tf.constant(3, name="x")

    def body(i):
        check = tf.Assert(i < x, [i], name="check")
        with tf.control_dependencies([check]):
            return tf.identity(i) + 1
    return dict(run=[tf.while_loop(lambda i: i < 3, body, [0])])


def loop_gradient_matmul_relu_softmax(tf):
    w = tf.get_variable("w", initializer=[[0.5, -0.25], [0.75, 0.5]])
    x = tf.placeholder_with_default([[1.0, 2.0], [0.5, -1.0]], [None, 2], name="x")

    def body(i, h, loss):
        h = tf.nn.relu(tf.matmul(h, w) + 0.1)
        step = tf.nn.softmax_cross_entropy_with_logits_v2(labels=tf.nn.softmax(x), logits=h)
        return i + 1, h, loss + tf.reduce_mean(step)
    _, _, loss = tf.while_loop(lambda i, h, loss: i < 2, body, [0, x, 0.0])
    return dict(init=tf.global_variables_initializer(), run=[loss] + tf.gradients(loss, [w, x]))


def loop_gradient_of_shapes_and_slices(tf):
    x = tf.placeholder_with_default([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [None, None], name="x")

    def body(i, y):
        row = y[i % tf.shape(y)[0]]
        stacked = tf.stack([row, row * 2.0])
        padded = tf.concat([stacked[:, 1:], stacked[:, :1]], 1)
        return i + 1, y + tf.transpose(tf.transpose(padded)) * tf.reduce_sum(y, 1, keepdims=True)
    _, y = tf.while_loop(lambda i, y: i < 2, body, [0, x], [tf.TensorShape([]), tf.TensorShape([None, None])])
    return dict(run=tf.gradients(y, [x]))
