"""Programs with checks of ranks, shapes, dtypes and values."""


def checks_of_ranks(tf):
    x = tf.placeholder(tf.float32, name="x")
    y = tf.placeholder(tf.float32, [None, 3], name="y")
    rank = tf.placeholder(tf.int32, name="rank")
    tf.assert_rank(x, 2)
    tf.assert_rank(y, 2, name="known")
    tf.assert_rank(x, rank, message="A rank.", summarize=5)
    tf.assert_rank_at_least(x, 1, data=["no", x])
    tf.assert_rank_at_least(y, 1)
    tf.assert_rank_in(x, [1, 2])
    tf.assert_rank_in(y, [rank, 2])
    tf.debugging.assert_rank_in(y, (0, 2), name="known_too")


def assert_rank_too_low(tf):
    tf.assert_rank_at_least(tf.zeros([3]), 2, message="Rank")


def assert_rank_not_among(tf):
    tf.assert_rank_in(tf.zeros([3]), [0, 2])


def assert_rank_not_scalar(tf):
    tf.assert_rank(tf.placeholder(tf.float32), [1, 2])


def assert_rank_not_integer(tf):
    tf.assert_rank(tf.zeros([2]), 1.5)


def assert_rank_in_run(tf):
    x = tf.placeholder_with_default([1.0, 2.0], None, name="x")
    with tf.control_dependencies([tf.assert_rank(x, 2)]):
        return dict(run=tf.identity(x))


def assert_rank_holds_in_run(tf):
    x = tf.placeholder_with_default([1.0, 2.0], None, name="x")
    with tf.control_dependencies([tf.assert_rank(x, 1), tf.assert_rank_at_least(x, 1), tf.assert_rank_in(x, [0, 1])]):
        return dict(run=tf.identity(x))


def checks_of_types(tf):
    x = tf.constant([1, 2], name="x")
    tf.assert_type(x, tf.int32)
    tf.assert_integer(x, name="whole")
    scalar = tf.assert_scalar(3.0)
    v = tf.Variable(1.0, name="v")
    common = tf.assert_same_float_dtype([v, None, tf.constant(1.0)])
    single = tf.assert_same_float_dtype()
    double = tf.assert_same_float_dtype([], tf.float64)
    numeric = [tf.is_numeric_tensor(x), tf.is_numeric_tensor(tf.constant("a")), tf.is_numeric_tensor(3)]
    tf.assert_proper_iterable([1, 2])
    return dict(scalar=scalar, types=[common.name, single.name, double.name], numeric=numeric)


def assert_type_other(tf):
    tf.assert_type(tf.constant(1.0, name="x"), tf.int32, message="Type")


def assert_integer_float(tf):
    tf.assert_integer(tf.constant(1.0, name="x"))


def assert_scalar_vector(tf):
    tf.assert_scalar(tf.constant([1.0], name="x"), message="Here: ")


def assert_same_float_dtype_two(tf):
    tf.assert_same_float_dtype([tf.constant(1.0, name="x"), tf.constant(1.0, tf.float64, name="y")])


def assert_same_float_dtype_given(tf):
    tf.assert_same_float_dtype([tf.constant(1.0, name="x")], tf.float64)


def assert_same_float_dtype_integer(tf):
    tf.assert_same_float_dtype([tf.constant(1, name="x")])


def assert_proper_iterable_number(tf):
    tf.assert_proper_iterable(3)


def assert_proper_iterable_text(tf):
    tf.assert_proper_iterable("abc")


def checks_of_values(tf):
    x = tf.placeholder_with_default([1.0, 2.0], [None], name="x")
    near = tf.assert_near(x, [1.0, 2.0])
    nearer = tf.assert_near(x, x + 0.5, rtol=0.5, atol=0.125, message="Near.", summarize=2, name="near")
    with tf.control_dependencies([near, nearer]):
        finite = tf.verify_tensor_all_finite(x, "not finite")
    again = tf.debugging.assert_all_finite(x=x, message="not finite", name="finite")
    return dict(run=[finite, again])


def assert_near_complex(tf):
    x = tf.constant([1.0, 2.0], name="x")
    tf.assert_near(tf.complex(x, x), tf.complex(x, x))


def assert_near_fails(tf):
    x = tf.placeholder_with_default([1.0, 2.0], [None], name="x")
    with tf.control_dependencies([tf.assert_near(x, [1.0, 2.5], message="Far.")]):
        return dict(run=tf.identity(x))


def assert_all_finite_fails(tf):
    x = tf.placeholder_with_default([1.0, float("inf")], [None], name="x")
    return dict(run=tf.verify_tensor_all_finite(x, "Too large"))


def verify_tensor_all_finite_twice(tf):
    tf.verify_tensor_all_finite(tf.constant(1.0), "a", x=tf.constant(2.0))


def orders(tf):
    x = tf.placeholder_with_default([1.0, 2.0, 2.0], [None], name="x")
    a = [tf.is_non_decreasing(x), tf.is_strictly_increasing(x)]
    b = [tf.math.is_non_decreasing([[3, 1]], name="falls"), tf.debugging.is_strictly_increasing([1, 2])]
    c = [tf.is_non_decreasing([1.5]), tf.is_strictly_increasing(tf.zeros([0]))]
    return dict(run=a + b + c)


def checks_of_shapes(tf):
    x = tf.placeholder_with_default([[1.0, 2.0, 3.0]], [None, 3], name="x")
    y = tf.placeholder_with_default([5.0], [None], name="y")
    z = tf.placeholder_with_default([[[1.0, 2.0]]], None, name="z")
    scalar = tf.constant(1.0)
    first = tf.debugging.assert_shapes([(x, ("N", "Q")), (y, "N"), (scalar, ()), (z, ("*", "N", 2)), (tf.zeros([3]), ["Q"])])
    second = tf.debugging.assert_shapes([(x, (None, "3")), (y, (".",)), (z, (1, "D", 2)), (y, None)], message="Shapes.", name="second")
    with tf.control_dependencies([first, second]):
        return dict(run=tf.identity(x))


def assert_shapes_other_size(tf):
    tf.debugging.assert_shapes([(tf.zeros([2, 3]), "NQ"), (tf.zeros([4]), "Q")])


def assert_shapes_other_number(tf):
    tf.debugging.assert_shapes([(tf.zeros([2, 3]), (2, 4))], message="Number")


def assert_shapes_star_late(tf):
    tf.debugging.assert_shapes([(tf.zeros([2, 3]), ("N", "*"))])


def assert_shapes_not_a_list(tf):
    tf.debugging.assert_shapes([(tf.zeros([2]), 2)])


def assert_shapes_fails(tf):
    x = tf.placeholder_with_default([1.0, 2.0], [None], name="x")
    y = tf.placeholder_with_default([1.0], [None], name="y")
    with tf.control_dependencies([tf.debugging.assert_shapes([(x, "N"), (y, "N")])]):
        return dict(run=tf.identity(x))
