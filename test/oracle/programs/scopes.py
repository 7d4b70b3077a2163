"""Programs on names, scopes, control dependencies, devices, collections and placeholders."""


def name_scope_reentry(tf):
    with tf.name_scope("a") as a:
        tf.constant(1, name="x")
        with tf.name_scope("b") as b:
            tf.constant(2, name="x")
            with tf.name_scope(a) as again:
                tf.constant(3, name="x")
            with tf.name_scope("") as empty:
                tf.constant(4, name="x")
            with tf.name_scope(None) as none:
                tf.constant(5, name="x")
                with tf.name_scope("inner") as inner:
                    tf.constant(6, name="x")
    with tf.name_scope("a") as second:
        tf.constant(7, name="x")
    with tf.name_scope("a/") as slash:
        tf.constant(8, name="x")
    with tf.name_scope("a/b") as deep:
        tf.constant(9, name="x")
    return dict(a=a, b=b, again=again, empty=empty, none=none, inner=inner, second=second, slash=slash, deep=deep)


def name_scope_default_name(tf):
    t = tf.constant(1.0)
    with tf.name_scope(None, "fallback", [t]) as first:
        tf.identity(t)
    with tf.name_scope("given", "fallback", [t]) as second:
        tf.identity(t)
    with tf.name_scope(None, "fallback") as third:
        tf.identity(t)
    return dict(first=first, second=second, third=third)


def name_scope_of_graph(tf):
    graph = tf.get_default_graph()
    with graph.name_scope("nested") as a:
        with graph.name_scope("nested") as b:
            tf.no_op()
            with graph.name_scope(None) as c:
                tf.no_op()
        with graph.name_scope("nested") as d:
            tf.no_op(name="n")
    return dict(a=a, b=b, c=c, d=d, current=graph.get_name_scope())


def name_scope_invalid(tf):
    with tf.name_scope("a b"):
        pass


def name_scope_invalid_at_root(tf):
    with tf.name_scope("_private"):
        pass


def name_scope_underscore_inside(tf):
    with tf.name_scope("a"):
        with tf.name_scope("_private") as scope:
            tf.constant(1, name="_c")
    return dict(scope=scope)


def op_name_invalid(tf):
    tf.constant(1, name="_c")


def unique_name_ignores_case(tf):
    for name in ("x", "X", "x", "x_1", "X_1", "x_1", "Foo", "foo", "FOO_1", "foo"):
        tf.constant(0, name=name)


def unique_name_of_graph(tf):
    graph = tf.get_default_graph()
    names = [graph.unique_name("n") for _ in range(3)]
    names.append(graph.unique_name("n", mark_as_used=False))
    names.append(graph.unique_name("n", mark_as_used=False))
    names.append(graph.unique_name("N"))
    names.append(graph.unique_name("a/b"))
    names.append(graph.unique_name("a/b"))
    names.append(graph.unique_name("a"))
    with graph.name_scope("s"):
        names.append(graph.unique_name("n"))
        names.append(graph.unique_name("n"))
    names.append(graph.unique_name("s"))
    tf.constant(1, name="n")
    return dict(names=names)


def op_name_with_slash(tf):
    with tf.name_scope("a"):
        tf.constant(1, name="b/")
        tf.constant(1, name="c/d")
        tf.constant(1, name="c/d")
    tf.constant(1, name="a/e")
    tf.constant(1, name="c")


def default_names(tf):
    a, b = tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])
    tf.add(a, b), a + b, tf.add(a, b), tf.subtract(a, b), tf.multiply(a, b), a * b
    tf.placeholder(tf.float32), tf.placeholder(tf.float32), tf.identity(a), tf.identity(a), tf.no_op(), tf.no_op()
    tf.group(a, b), tf.group(), tf.zeros([2]), tf.ones([2]), tf.zeros([2]), tf.Variable(1.0), tf.Variable(1.0)


def control_dependencies(tf):
    a, b = tf.constant(1.0, name="a"), tf.constant(2.0, name="b")
    with tf.control_dependencies([a, b]):
        tf.constant(3.0, name="c")
        d = tf.identity(a, name="d")
        e = tf.add(a, b, name="e")
        tf.add(d, e, name="f")
        tf.no_op(name="g")
    tf.no_op(name="h")


def control_dependencies_nested(tf):
    a, b, c = [tf.constant(1.0, name=name) for name in "abc"]
    with tf.control_dependencies([a]):
        with tf.control_dependencies([b, a]):
            d = tf.constant(1.0, name="d")
            with tf.control_dependencies([c, d]):
                tf.constant(1.0, name="e")
                tf.identity(d, name="f")
        g = tf.identity(b, name="g")
        tf.identity(g, name="h")
        with tf.control_dependencies(None):
            tf.constant(1.0, name="i")
            with tf.control_dependencies([c]):
                tf.constant(1.0, name="j")
        with tf.control_dependencies([]):
            tf.constant(1.0, name="k")


def control_dependencies_kinds(tf):
    v = tf.Variable(1.0, name="v")
    op = tf.no_op(name="op")
    slices = tf.IndexedSlices(tf.constant([1.0], name="values"), tf.constant([0], name="indices"))
    with tf.control_dependencies([v, op, slices, v.initializer, "op", "v/read:0"]):
        tf.no_op(name="after")
        v.assign(2.0)
        tf.Variable(3.0, name="w")


def control_dependencies_order(tf):
    ops = [tf.no_op(name=name) for name in ("z", "y", "a", "m")]
    with tf.control_dependencies([ops[1], ops[0]]):
        with tf.control_dependencies([ops[3], ops[2], ops[0]]):
            tf.no_op(name="last")


def control_dependencies_of_graph_element(tf):
    tf.get_default_graph().control_dependencies([3]).__enter__()


def group_and_tuple(tf):
    a, b = tf.constant(1.0, name="a"), tf.constant(2.0, name="b")
    with tf.device("/device:CPU:1"):
        c = tf.no_op(name="c")
    tf.group(a, b, name="one_device")
    tf.group(a, c, b, name="two_devices")
    tf.group([a, [b]], name="nested")
    tf.tuple([a, None, b], name="tuple", control_inputs=[c])
    tf.tuple([a, b])


def device_scopes(tf):
    tf.no_op(name="none")
    with tf.device("/cpu:0"):
        tf.no_op(name="a")
        with tf.device("/job:worker/task:3"):
            tf.no_op(name="b")
            with tf.device("/gpu:1"):
                tf.no_op(name="c")
            with tf.device(None):
                tf.no_op(name="d")
        with tf.device("/job:ps"):
            with tf.device("/task:1/device:GPU:*"):
                tf.no_op(name="e")
    with tf.device(lambda op: "/device:GPU:7" if op.type == "NoOp" else ""):
        tf.no_op(name="f")
        tf.constant(1, name="g")
        with tf.device("/job:x"):
            tf.no_op(name="h")
    with tf.device("/job:outer"):
        with tf.device(lambda op: "/device:CPU:2"):
            tf.no_op(name="i")
    with tf.device(""):
        tf.no_op(name="j")


def device_function_without_device(tf):
    with tf.device(lambda op: None):
        tf.no_op()


def device_invalid(tf):
    with tf.device("/nonsense:1:2"):
        tf.no_op()


def colocation(tf):
    a = tf.constant(1.0, name="a")
    with tf.device("/cpu:1"):
        b = tf.constant(1.0, name="b")
    with tf.colocate_with(a):
        c = tf.constant(1.0, name="c")
        with tf.colocate_with(b):
            tf.constant(1.0, name="d")
        with tf.colocate_with(b, ignore_existing=True):
            tf.constant(1.0, name="e")
        with tf.device("/cpu:2"):
            tf.constant(1.0, name="f")
            with tf.colocate_with(b):
                tf.constant(1.0, name="g")
    with tf.device("/cpu:3"):
        with tf.colocate_with(b):
            tf.constant(1.0, name="h")
            with tf.device("/cpu:4"):
                tf.constant(1.0, name="i")
        with tf.colocate_with(a):
            tf.constant(1.0, name="j")
    with tf.colocate_with(c):
        tf.constant(1.0, name="k")
    with tf.get_default_graph().colocate_with(None, True):
        tf.constant(1.0, name="l")
    return dict(groups=[op.colocation_groups() for op in tf.get_default_graph().get_operations()])


def collections(tf):
    with tf.name_scope("s"):
        a = tf.constant(1, name="a")
    b = tf.constant(1, name="b")
    v = tf.Variable(1, name="s/v")
    tf.add_to_collection("mine", a)
    tf.add_to_collection("mine", b)
    tf.add_to_collections(["mine", "other"], v)
    tf.add_to_collections(("other", "other"), "text")
    tf.get_collection_ref("made")
    tf.get_collection_ref("mine").append(a)
    return dict(
        mine=tf.get_collection("mine"),
        scoped=tf.get_collection("mine", "s"),
        slash=tf.get_collection("mine", "s/a"),
        pattern=tf.get_collection("mine", ".*/v"),
        other=[str(getattr(item, "name", item)) for item in tf.get_collection("other")],
        unnamed=tf.get_collection("other", "t"),
        none=tf.get_collection("absent"),
        keys=sorted(key for key in tf.get_default_graph().get_all_collection_keys() if isinstance(key, str)),
    )


def placeholders(tf):
    tf.placeholder(tf.float32)
    tf.placeholder(tf.float32, [])
    tf.placeholder(tf.int64, [None, 3], "x")
    tf.placeholder(tf.string, shape=(None), name="unknown")
    tf.placeholder_with_default(False, shape=(), name="training")
    tf.placeholder_with_default([[1.0, 2.0]], [None, 2])
    tf.placeholder_with_default(tf.zeros([3]), None)


def placeholder_with_default_run(tf):
    x = tf.placeholder_with_default([1.0, 2.0], [None], name="x")
    y = tf.multiply(x, 3.0, name="y")
    return dict(run=[y, tf.shape(x)])


def placeholder_with_default_fed(tf):
    x = tf.placeholder_with_default([1.0, 2.0], [None], name="x")
    y = tf.multiply(x, 3.0, name="y")
    return dict(run=[y, tf.shape(x)], feed={"x:0": [5.0]})


def graph_facts(tf):
    graph = tf.get_default_graph()
    start = graph.version
    a = tf.constant(1.0, name="a")
    b = tf.split(tf.zeros([4]), 2, name="b")
    middle = graph.version
    graph.prevent_feeding(a)
    graph.prevent_fetching(b[0].op)
    element = graph.as_graph_element("b:1")
    facts = dict(start=start, middle=middle, seed=graph.seed, feedable=[graph.is_feedable(a), graph.is_feedable(b[0])],
                 fetchable=[graph.is_fetchable(a), graph.is_fetchable(b[0].op)], element=element, same=element is b[1],
                 op=graph.as_graph_element("a"), repr=[repr(a), str(a), repr(b[1]), str(graph.as_graph_element("a")),
                                                       repr(graph.as_graph_element("a"))],
                 producer=graph.graph_def_versions.producer)
    graph.finalize()
    return dict(facts, finalized=graph.finalized)


def graph_finalized(tf):
    tf.get_default_graph().finalize()
    tf.constant(1)


def nested_default_graphs(tf):
    outer = tf.get_default_graph()
    with tf.name_scope("a"):
        with tf.Graph().as_default() as inner:
            tf.constant(1, name="x")
        tf.constant(1, name="x")
    return dict(inner=[op.name for op in inner.get_operations()], outer=[op.name for op in outer.get_operations()])


def init_scope_and_empty_scopes(tf):
    with tf.name_scope("a"):
        a = tf.constant(1.0, name="a")
        with tf.control_dependencies([a]):
            with tf.init_scope():
                tf.constant(2.0, name="lifted")


def device_function_text(tf):
    with tf.device(lambda op: "/device:GPU:1" if op.type == "Add" else "/cpu:0"):
        a = tf.constant(1.5)
        with tf.device("/job:ps/task:2"):
            b = tf.multiply(a, a)
    with tf.device("/job:worker"), tf.device(lambda op: "/gpu:0"):
        c = tf.identity(a)
    return dict(devices=[a.device, b.device, c.device])
