"""Programs with gradients of their own."""


def custom_gradient_of_one(tf):
    @tf.custom_gradient
    def log1pexp(x):
        e = tf.exp(x)
        return tf.math.log(1 + e), lambda dy: dy * (1 - 1 / (1 + e))

    x = tf.constant([100.0, -1.0], name="x")
    y = log1pexp(x)
    return dict(run=[y] + tf.gradients(y, [x]))


def custom_gradient_of_two(tf):
    @tf.custom_gradient
    def f(x, y):
        def grad(d_sum, d_product):
            return [d_sum * 10.0, None]
        return [x + y, x * y], grad

    x = tf.constant(2.0, name="x")
    total, product = f(x, 3.0)
    return dict(run=[total, product] + tf.gradients(tf.square(product), [x]) + tf.gradients(total, [x]))


def custom_gradient_nested(tf):
    @tf.custom_gradient
    def inner(x):
        return tf.square(x), lambda dy: dy * x * 3.0

    @tf.custom_gradient
    def outer(x):
        y = inner(x)
        return dict(b=y, a=tf.sin(y)), lambda da, db: tf.gradients([y], [x], grad_ys=[da + db])

    with tf.name_scope("scope"):
        x = tf.placeholder_with_default([1.0, 2.0], [None], name="x")
        ys = outer(x)
    gradients = tf.gradients(ys["a"] + ys["b"], [x])
    return dict(run=[ys["a"], ys["b"]] + gradients)


def custom_gradient_variable(tf):
    @tf.custom_gradient
    def f(x):
        v = tf.get_variable("v", [2], initializer=tf.constant_initializer(3.0), use_resource=True)

        def grad(dy, variables=None):
            return dy * 2.0, [dy * 5.0 for _ in variables]
        return x * v, grad

    x = tf.constant([1.0, 2.0], name="x")
    y = f(x)
    v = tf.trainable_variables()[0]
    init = tf.global_variables_initializer()
    return dict(run=[y] + tf.gradients(y, [x, v]), init=init)


def custom_gradient_old_variable(tf):
    w = tf.get_variable("w", [2], initializer=tf.constant_initializer(3.0))
    init = tf.global_variables_initializer()

    @tf.custom_gradient
    def f(x):
        return x * w, lambda dy, variables: (dy * 2.0, [dy * 7.0])

    x = tf.constant([1.0, 2.0], name="x")
    y = f(x)
    return dict(run=[y] + tf.gradients(y, [x, w]), init=init)


def custom_gradient_in_loop(tf):
    @tf.custom_gradient
    def clipped(x):
        return tf.identity(x), lambda dy: tf.clip_by_value(dy, -0.5, 0.5)

    x = tf.constant([1.5, -2.0], name="x")
    y = tf.while_loop(lambda i, a: i < 3, lambda i, a: (i + 1, clipped(a * a)), [0, x])[1]
    z = tf.cond(x[0] > 0.0, lambda: clipped(x * 3.0), lambda: x)
    return dict(run=[y, z] + tf.gradients(y, [x]) + tf.gradients(z, [x]))


def custom_gradient_second_order(tf):
    @tf.custom_gradient
    def cube(x):
        return x * x * x, lambda dy: dy * 3.0 * tf.square(x)

    x = tf.constant(2.0, name="x")
    first = tf.gradients(cube(x), [x])[0]
    return dict(run=[first] + tf.gradients(first, [x]))


def custom_gradient_new_reference(tf):
    @tf.custom_gradient
    def f(x):
        v = tf.get_variable("v", [2], use_resource=False)
        return x * v, lambda dy, variables: (dy, [dy])
    f(tf.constant([1.0, 2.0]))


def custom_gradient_variables_not_taken(tf):
    v = tf.get_variable("v", [2], use_resource=True)

    @tf.custom_gradient
    def f(x):
        return x * v, lambda dy: dy
    f(tf.constant([1.0, 2.0]))


def custom_gradient_variables_not_used(tf):
    @tf.custom_gradient
    def f(x):
        return x * 2.0, lambda dy, variables: (dy, [])
    f(tf.constant([1.0, 2.0]))


def custom_gradient_variables_count(tf):
    v = tf.get_variable("v", [2], use_resource=True)

    @tf.custom_gradient
    def f(x):
        return x * v, lambda dy, variables: (dy, [dy, dy])
    x = tf.constant([1.0, 2.0])
    tf.gradients(f(x), [x])


def custom_gradient_keywords(tf):
    tf.custom_gradient(lambda x: (x, lambda dy: dy))(x=tf.constant(1.0))


def swish(tf):
    x = tf.constant([-2.0, 0.0, 3.0], name="x")
    y = tf.nn.swish(x)
    first = tf.gradients(y, [x])
    with tf.name_scope("again"):
        other = tf.nn.swish([1.0, 2.0])
    return dict(run=[y, other] + first + tf.gradients(first, [x]))


def grad_pass_through(tf):
    x = tf.constant([1.0, -2.0], name="x")
    with tf.variable_scope("handles", use_resource=True):
        y = tf.grad_pass_through(tf.round)(x * 1.3)
        v = tf.get_variable("v", [2], initializer=tf.ones_initializer())
        init = tf.global_variables_initializer()
        z = tf.grad_pass_through(lambda a: a * v)(x)
    gradients = tf.gradients(z, [x, v])
    return dict(run=[y] + tf.gradients(y, [x]) + [z, gradients[0]], none=gradients[1] is None, init=init)


def recompute_grad(tf):
    def f(a, b):
        return tf.tanh(tf.matmul(a, b))

    a = tf.constant([[1.0, 2.0]], name="a")
    b = tf.constant([[0.5], [-0.25]], name="b")
    with tf.variable_scope("handles", use_resource=True):
        y = tf.recompute_grad(f)(a, b)
    return dict(run=[y] + tf.gradients(y, [a, b]))


def recompute_grad_variable(tf):
    v = tf.get_variable("v", [2], initializer=tf.ones_initializer(), use_resource=True)
    init = tf.global_variables_initializer()
    x = tf.constant([1.0, 2.0], name="x")
    y = tf.recompute_grad(lambda a: tf.sin(a * v))(x)
    return dict(run=[y] + tf.gradients(y, [x, v]), init=init)


def register_gradient(tf):
    @tf.RegisterGradient("HalfOfTanh")
    def _half(op, grad):
        return grad * (1.0 - tf.square(op.outputs[0])) * 0.5

    tf.NoGradient("NoneOfExp")
    x = tf.constant([1.0, -2.0], name="x")
    with tf.get_default_graph().gradient_override_map({"Tanh": "HalfOfTanh"}):
        with tf.get_default_graph().gradient_override_map({"Exp": "NoneOfExp"}):
            y, z = tf.tanh(x), tf.exp(x)
    none = tf.gradients(z, [x])[0] is None
    return dict(run=[y] + tf.gradients(y, [x]) + tf.gradients(tf.tanh(x), [x]), none=none)


def register_gradient_twice(tf):
    try:
        tf.RegisterGradient("Add")(lambda op, grad: (grad, grad))
    except KeyError as error:
        return dict(words=str(error).split("!")[0].strip('"'))


def register_gradient_not_text(tf):
    tf.RegisterGradient(3)


def override_not_registered(tf):
    x = tf.constant([1.0, -2.0], name="x")
    with tf.get_default_graph().gradient_override_map({"Tanh": "NobodyKnowsIt"}):
        y = tf.tanh(x)
    tf.gradients(y, [x])
