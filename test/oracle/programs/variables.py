"""Programs on variables, variable scopes, initializers, regularizers and savers."""


def variable(tf):
    tf.Variable(1.0)
    tf.Variable([1, 2, 3], name="ints", trainable=False)
    tf.Variable(lambda: tf.zeros([2, 2]), name="lazy")
    tf.Variable(tf.random_normal([2, 3], seed=3), name="weights", dtype=tf.float32)
    tf.Variable(3, dtype=tf.float64, name="wide")
    tf.Variable(tf.placeholder(tf.float32), validate_shape=False, name="loose")
    tf.Variable("text", name="text", collections=[tf.GraphKeys.LOCAL_VARIABLES])
    with tf.name_scope("scope"):
        tf.Variable(True, name="flag")
        tf.Variable(0.5)
    return dict(trainable=tf.trainable_variables(), all=tf.global_variables(), local=tf.local_variables())


def variable_operations(tf):
    v = tf.Variable([1.0, 2.0], name="v")
    v.assign([3.0, 4.0])
    v.assign_add([1.0, 1.0], name="plus")
    v.assign_sub([1.0, 1.0], use_locking=True)
    tf.assign(v, [0.0, 0.0], validate_shape=False)
    tf.assign_add(v, [0.0, 1.0])
    tf.assign_sub(v, [0.0, 1.0])
    v.read_value()
    v.value()
    v.initialized_value()
    tf.is_variable_initialized(v)
    v + 1.0, 1.0 - v, v * v, v[0], -v, v > 1.0
    tf.identity(v)
    return dict(name=v.name, op=v.op, initializer=v.initializer, graph_value=v.value(), initial=v.initial_value,
                dtype=str(v.dtype), shape=v.shape.as_list(), text=str(v), repr=repr(v))


def variable_values(tf):
    v = tf.Variable([1.0, 2.0], name="v")
    w = tf.Variable(v.initialized_value() * 2.0, name="w")
    init = tf.global_variables_initializer()
    with tf.control_dependencies([v.assign_add([10.0, 20.0])]):
        after = v.read_value()
    return dict(init=init, run=[after, w])


def variable_from_variable(tf):
    v = tf.Variable(tf.zeros([2]), name="v")
    w = tf.Variable(v.initialized_value(), name="w")
    with tf.control_dependencies([v]):
        tf.Variable(w.initialized_value() + 1.0, name="x")


def variable_initializers(tf):
    tf.Variable(1.0, name="a")
    tf.Variable(2.0, name="b", collections=[tf.GraphKeys.LOCAL_VARIABLES])
    tf.global_variables_initializer()
    tf.local_variables_initializer()
    tf.variables_initializer(tf.global_variables(), name="some")
    tf.variables_initializer([])
    tf.report_uninitialized_variables()
    tf.initialize_all_variables()
    with tf.name_scope("s"):
        tf.global_variables_initializer()


def get_variable(tf):
    tf.get_variable("f", [2, 3])
    tf.get_variable("i", [2], dtype=tf.int32)
    tf.get_variable("d", [4], dtype=tf.float64)
    tf.get_variable("b", [2], dtype=tf.bool)
    tf.get_variable("c", [3, 4], initializer=tf.constant_initializer(0.25))
    tf.get_variable("t", initializer=tf.constant([1.0, 2.0]))
    tf.get_variable("n", initializer=3.0, trainable=False)
    tf.get_variable("z", [2], initializer=tf.zeros_initializer())
    tf.get_variable("o", [2], initializer=tf.ones_initializer)
    tf.get_variable("s", shape=(), initializer=tf.zeros_initializer(), dtype=tf.string)
    with tf.name_scope("ignored"):
        tf.get_variable("inside", [1])
    return dict(names=[v.name for v in tf.global_variables()])


def initializers(tf):
    for name, initializer in [
        ("zeros", tf.zeros_initializer()), ("ones", tf.ones_initializer()), ("constant", tf.constant_initializer(3)),
        ("list", tf.constant_initializer([1, 2, 3, 4, 5, 6])), ("uniform", tf.random_uniform_initializer(-1.0, 1.0)),
        ("uniform_seed", tf.random_uniform_initializer(0, 2, seed=5)), ("normal", tf.random_normal_initializer()),
        ("normal_given", tf.random_normal_initializer(1.0, 0.5, seed=6)),
        ("truncated", tf.truncated_normal_initializer(stddev=0.1)), ("scaling", tf.variance_scaling_initializer()),
        ("scaling_out", tf.variance_scaling_initializer(2.0, "fan_out", "uniform")),
        ("unit", tf.uniform_unit_scaling_initializer()), ("glorot_uniform", tf.glorot_uniform_initializer()),
        ("glorot_normal", tf.glorot_normal_initializer(seed=1)), ("he_normal", tf.keras.initializers.he_normal()),
        ("he_uniform", tf.initializers.he_uniform()), ("lecun", tf.initializers.lecun_normal(seed=2)),
        ("xavier", tf.contrib.layers.xavier_initializer()), ("he", tf.contrib.layers.variance_scaling_initializer()),
    ]:
        tf.get_variable(name, [2, 3], initializer=initializer)


def initializers_called(tf):
    tf.contrib.layers.variance_scaling_initializer(uniform=True, mode="FAN_OUT", seed=4)([3, 4])
    tf.contrib.layers.xavier_initializer(uniform=False, seed=4, dtype=tf.float64)([3, 4])
    tf.variance_scaling_initializer(seed=4)([3, 4])
    tf.variance_scaling_initializer(seed=4)([5, 5, 3, 4])
    tf.variance_scaling_initializer(seed=4)([7])
    tf.variance_scaling_initializer(seed=4)([])
    tf.glorot_uniform_initializer()([3, 4], dtype=tf.float64)
    tf.random_normal_initializer()([2])
    tf.zeros_initializer()([2], dtype=tf.int32)
    tf.constant_initializer([[1.0, 2.0]])([1, 2])


def initializer_bad_mode(tf):
    tf.contrib.layers.variance_scaling_initializer(mode="FAN_LEFT")


def initializer_bad_distribution(tf):
    tf.variance_scaling_initializer(distribution="gamma")


def variable_scope(tf):
    with tf.variable_scope("vs") as scope:
        v = tf.get_variable("v", [1])
        tf.constant(1, name="c")
        with tf.variable_scope("inner"):
            tf.get_variable("v", [1])
            tf.constant(1, name="c")
        with tf.name_scope("ns"):
            tf.get_variable("w", [1])
            tf.constant(1, name="c")
    with tf.variable_scope("vs") as again:
        tf.get_variable("x", [1])
        tf.constant(1, name="c")
    with tf.variable_scope("vs", reuse=True):
        shared = tf.get_variable("v", [1])
        tf.constant(1, name="c")
    with tf.variable_scope(scope, reuse=True):
        shared2 = tf.get_variable("v")
        tf.constant(1, name="c")
    with tf.variable_scope("outer"):
        with tf.variable_scope(scope) as moved:
            tf.get_variable("y", [1])
            tf.constant(1, name="c")
    return dict(same=[shared is v, shared2 is v], names=[scope.name, again.name, moved.name],
                scopes=[scope.original_name_scope, again.original_name_scope, moved.original_name_scope],
                variables=tf.global_variables())


def variable_scope_reuse(tf):
    made = []
    for step in range(2):
        with tf.variable_scope("auto", reuse=tf.AUTO_REUSE):
            made.append(tf.get_variable("v", [2], regularizer=tf.contrib.layers.l2_regularizer(0.1)))
    with tf.variable_scope("flip") as scope:
        a = tf.get_variable("a", [1])
        scope.reuse_variables()
        b = tf.get_variable("a", [1])
        with tf.variable_scope("nested", reuse=False) as nested:
            nested_reuse = nested.reuse
    return dict(auto=made[0] is made[1], flip=a is b, nested=bool(nested_reuse), losses=tf.losses.get_regularization_losses())


def variable_scope_defaults(tf):
    with tf.variable_scope("a", initializer=tf.constant_initializer(0.5), regularizer=tf.contrib.layers.l1_regularizer(0.2),
                           dtype=tf.float64):
        tf.get_variable("v", [2])
        tf.get_variable("w", [2], initializer=tf.zeros_initializer())
        tf.get_variable("x", [2], regularizer=tf.no_regularizer)
        with tf.variable_scope("b", initializer=tf.ones_initializer()):
            tf.get_variable("v", [2])
    with tf.variable_scope(None, "default"):
        tf.get_variable("v", [2])
        tf.no_op(name="n")
    with tf.variable_scope(None, default_name="default"):
        tf.get_variable("v", [2])
        tf.no_op(name="n")
    with tf.variable_scope("plain", auxiliary_name_scope=False):
        tf.get_variable("v", [2])
        tf.no_op(name="n")
    with tf.variable_scope("constrained", constraint=lambda v: tf.clip_by_norm(v, 1.0)):
        tf.get_variable("v", [2])
    with tf.variable_scope("cached", caching_device="/cpu:1"):
        tf.get_variable("v", [2])
    return dict(variables=tf.global_variables(), losses=tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))


def variable_scope_custom_getter(tf):
    def getter(getter, name, *args, **kwargs):
        kwargs["trainable"] = False
        return tf.identity(getter(name + "_renamed", *args, **kwargs), name="got")

    with tf.variable_scope("s", custom_getter=getter):
        tf.get_variable("v", [2])
        with tf.variable_scope("t"):
            tf.get_variable("v", [2])
    return dict(variables=tf.global_variables(), trainable=tf.trainable_variables())


def variable_scope_under_name_scope(tf):
    with tf.name_scope("ns"):
        with tf.variable_scope("vs"):
            tf.get_variable("v", [1])
            tf.Variable(1.0, name="plain")
            tf.constant(1.0, name="c")
        with tf.variable_scope("vs") as scope:
            tf.constant(1.0, name="c")
    with tf.variable_scope(scope):
        tf.constant(1.0, name="c")
        with tf.variable_scope("vs"):
            tf.constant(1.0, name="c")
    with tf.variable_scope(scope, auxiliary_name_scope=False):
        tf.constant(1.0, name="c")
    with tf.variable_scope(tf.get_variable_scope()):
        tf.constant(1.0, name="c")
    return dict(scope=scope.name, original=scope.original_name_scope)


def variable_scope_duplicate(tf):
    with tf.variable_scope("s"):
        tf.get_variable("v", [1])
        tf.get_variable("v", [1])


def variable_scope_reuse_missing(tf):
    with tf.variable_scope("s", reuse=True):
        tf.get_variable("v", [1])


def variable_scope_reuse_shape(tf):
    tf.get_variable("v", [1])
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        tf.get_variable("v", [2])


def get_variable_without_shape(tf):
    tf.get_variable("v")


def get_variable_partial_shape(tf):
    tf.get_variable("v", [None, 2])


def regularizers(tf):
    w = tf.get_variable("w", [2, 3], initializer=tf.ones_initializer())
    l1 = tf.contrib.layers.l1_regularizer(0.5)(w)
    l2 = tf.contrib.layers.l2_regularizer(0.5)(w)
    both = tf.contrib.layers.l1_l2_regularizer(0.5, 0.25, scope="both")(w)
    none = tf.contrib.layers.l2_regularizer(0.0)(w)
    return dict(none=none is None, run=[l1, l2, both], init=tf.global_variables_initializer())


def saver(tf):
    a = tf.Variable(1.0, name="a")
    b = tf.Variable([1, 2], name="b/c")
    tf.get_variable("d", [2, 2])
    first = tf.train.Saver()
    second = tf.train.Saver({"renamed": a, "b": b}, max_to_keep=2, name="mine")
    third = tf.train.Saver([b])
    with tf.name_scope("scope"):
        fourth = tf.train.Saver(restore_sequentially=True)
    return dict(savers=[str(s.saver_def) for s in (first, second, third, fourth)])


def saver_sharded(tf):
    with tf.device("/cpu:0"):
        tf.Variable(1.0, name="a")
    tf.Variable(1.0, name="b")
    saver = tf.train.Saver(sharded=True, allow_empty=True)
    return dict(saver=str(saver.saver_def))


def saver_reshape(tf):
    tf.Variable([1.0, 2.0], name="a")
    tf.train.Saver(reshape=True)


def saver_without_variables(tf):
    tf.train.Saver()


def saver_duplicate_names(tf):
    tf.train.Saver([tf.Variable(1.0, name="a"), tf.Variable(1.0, name="a").read_value()])


def global_step(tf):
    none = tf.train.get_global_step()
    step = tf.train.get_or_create_global_step()
    return dict(none=none is None, step=step, same=tf.train.get_or_create_global_step() is step,
                same2=tf.train.get_global_step() is step, collection=tf.get_collection(tf.GraphKeys.GLOBAL_STEP))


def variable_read_after_update(tf):
    runs = []
    for k, update in enumerate([lambda v: v.assign([10.0, 20.0]), lambda v: v.assign(v + 10.0), lambda v: v.assign_add([10.0, 20.0])]):
        v = tf.Variable([1.0, 2.0], name="v%d" % k)
        before = v * 3.0
        with tf.control_dependencies([before]):
            updated = update(v)
        with tf.control_dependencies([updated]):
            runs += [tf.identity(v), v * 2.0]
    return dict(run=runs, init=tf.global_variables_initializer())


def variable_scope_reentered(tf):
    with tf.variable_scope("a") as scope:
        with tf.variable_scope("b"):
            tf.get_variable("x", [2])
        with tf.variable_scope(scope, reuse=tf.AUTO_REUSE):
            tf.get_variable("b/x", [2])
            tf.get_variable("y", [2])
            tf.constant(1.5)
        with tf.variable_scope("b", reuse=True):
            tf.get_variable("x")
            tf.constant(1.5)
        with tf.variable_scope(None, "b"):
            tf.get_variable("x", [2])
        with tf.variable_scope(None, "b"):
            tf.get_variable("x", [2])
    with tf.variable_scope("a/b", reuse=True):
        tf.get_variable("x", [2])
        tf.constant(1.5)
    with tf.variable_scope(""):
        tf.get_variable("z", [1])
        tf.constant(1.5)
    with tf.name_scope("q"), tf.variable_scope("a", reuse=True) as again:
        tf.get_variable("y", [2]) * 2.0
    return dict(original=again.original_name_scope, name=again.name)
