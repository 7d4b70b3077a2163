"""Programs on variables that have handles, and on functions that change variables of either kind."""


def resource_variable(tf):
    tf.Variable(1.0, use_resource=True)
    tf.Variable([1, 2, 3], name="ints", trainable=False, use_resource=True)
    tf.Variable(lambda: tf.zeros([2, 2]), name="lazy", use_resource=True)
    tf.Variable(tf.random_normal([2, 3], seed=3), name="weights", dtype=tf.float32, use_resource=True)
    tf.Variable([1.0], name="loose", shape=tf.TensorShape([None]), use_resource=True)
    with tf.name_scope("scope"):
        tf.Variable(True, name="flag", use_resource=True)
    with tf.container("box"):
        tf.get_variable("w", [3], initializer=tf.zeros_initializer(), use_resource=True)
    with tf.variable_scope("r", use_resource=True):
        tf.get_variable("x", [2, 2])
    with tf.device("/cpu:0"):
        tf.get_variable("placed", initializer=2.0, use_resource=True)
    tf.get_variable("cached", initializer=2.0, use_resource=True, caching_device="/cpu:0")
    return dict(trainable=tf.trainable_variables(), all=tf.global_variables(), init=tf.global_variables_initializer())


def resource_variable_operations(tf):
    v = tf.get_variable("v", initializer=[1.0, 2.0], use_resource=True)
    v.assign([3.0, 4.0])
    v.assign_add([1.0, 1.0], name="plus")
    v.assign_sub([1.0, 1.0], read_value=False)
    tf.assign(v, [0.0, 0.0], name="set")
    tf.assign_add(v, [0.0, 1.0], name="ignored")
    tf.assign_sub(v, [0.0, 1.0])
    v.read_value()
    v.value()
    v.initialized_value()
    tf.is_variable_initialized(v)
    v + 1.0, v * v, v[0], -v
    tf.identity(v)
    v.assign_add([1.0, 1.0]) * 2.0
    return dict(name=v.name, op=v.op, initializer=v.initializer, initial=v.initial_value, dtype=str(v.dtype), shape=v.shape.as_list(),
                text=str(v), handle=v.handle)


def resource_variable_values(tf):
    v = tf.get_variable("v", initializer=[1.0, 2.0], use_resource=True)
    w = tf.Variable(v.initialized_value() * 2.0, name="w", use_resource=True)
    init = tf.global_variables_initializer()
    with tf.control_dependencies([v.assign_add([10.0, 20.0])]):
        after = v.read_value()
    return dict(init=init, run=[after, w.read_value()])


def resource_variable_rows(tf):
    v = tf.get_variable("v", initializer=[[1.0, 2.0], [3.0, 4.0]], use_resource=True)
    n = tf.get_variable("n", initializer=0, use_resource=True)
    tf.gather(v, [1, 0])
    tf.gather(v, [1], name="named")
    tf.gather_nd(v, [[0, 1]], name="items")
    rows = tf.IndexedSlices(tf.constant([[1.0, 1.0]]), tf.constant([0]))
    for name in ("add", "sub", "mul", "div", "max", "min", "update"):
        getattr(tf, "scatter_" + name)(v, [0], [[1.0, 2.0]])
        getattr(v, "scatter_" + name)(rows)
    for name in ("add", "sub", "update"):
        getattr(tf, "scatter_nd_" + name)(v, [[0]], [[1.0, 2.0]])
        getattr(v, "scatter_nd_" + name)([[0, 1]], [1.0])
    tf.count_up_to(n, 3)


def reference_rows(tf):
    v = tf.get_variable("v", initializer=[[1.0, 2.0], [3.0, 4.0]])
    n = tf.get_variable("n", initializer=0)
    rows = tf.IndexedSlices(tf.constant([[1.0, 1.0]]), tf.constant([0]))
    for name in ("add", "sub", "mul", "div", "max", "min", "update"):
        getattr(tf, "scatter_" + name)(v, [0], [[1.0, 2.0]])
        getattr(v, "scatter_" + name)(rows)
    for name in ("add", "sub", "update"):
        getattr(tf, "scatter_nd_" + name)(v, [[0]], [[1.0, 2.0]])
        getattr(v, "scatter_nd_" + name)([[0, 1]], [1.0])
    tf.count_up_to(n, 3)
    tf.parallel_stack([tf.zeros([2]), tf.ones([2])])


def resource_variable_gradients(tf):
    v = tf.get_variable("v", initializer=[[1.0, 2.0], [3.0, 4.0]], use_resource=True)
    y = tf.reduce_sum(tf.square(v)) + tf.reduce_sum(v * 2.0)
    rows = tf.reduce_sum(tf.gather(v, [1, 1, 0]) * 3.0)
    items = tf.reduce_sum(v.gather_nd([[0, 1], [1, 1]]) * 5.0)
    slices = tf.reduce_sum(v.gather_nd([[1], [0]]))
    tf.gradients(y, v)
    tf.gradients(y, [v.handle])
    tf.gradients(rows, v)
    tf.gradients(items, v)
    tf.gradients(slices, v)
    tf.gradients(y + rows, v)


def resource_variable_training(tf):
    v = tf.get_variable("v", initializer=[[1.0, 2.0], [3.0, 4.0]], use_resource=True)
    step = tf.get_variable("step", initializer=tf.constant(0, tf.int64), trainable=False, use_resource=True)
    loss = tf.reduce_sum(tf.square(v - 1.0))
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)
    tf.train.GradientDescentOptimizer(0.5).minimize(tf.reduce_sum(tf.gather(v, [1, 1])))
    init = tf.global_variables_initializer()
    with tf.control_dependencies([train]):
        after = [v.read_value(), step.read_value()]
    return dict(init=init, run=after)


def resource_variable_conditions(tf):
    v = tf.get_variable("v", initializer=1.0, use_resource=True)
    p = tf.placeholder(tf.bool, name="p")
    tf.cond(p, lambda: tf.identity(v.assign_add(1.0)), lambda: v + 2.0)
    tf.cond(p, lambda: v, lambda: v * 2.0)


def resource_variable_saver(tf):
    tf.get_variable("v", initializer=[1.0, 2.0], use_resource=True)
    tf.get_variable("r", initializer=[1.0, 2.0])
    with tf.device("/cpu:0"):
        tf.get_variable("placed", initializer=[1, 2], use_resource=True)
    tf.train.Saver()
    tf.train.Saver(reshape=True, name="other")


def resource_variables_by_default(tf):
    with tf.variable_scope("s", use_resource=True):
        tf.Variable(1.0, name="in_scope")
        with tf.variable_scope("inner", use_resource=False):
            tf.Variable(1.0, name="not_here")
    before = tf.resource_variables_enabled()
    tf.enable_resource_variables()
    try:
        tf.Variable(2.0, name="a")
        tf.get_variable("b", initializer=3.0)
        tf.Variable(4.0, name="c", use_resource=False)
        within = tf.resource_variables_enabled()
    finally:
        tf.disable_resource_variables()
    tf.Variable(5.0, name="d")
    return dict(before=before, within=within, after=tf.resource_variables_enabled())
