"""Programs on special functions, counts, bits, segments and what else of tf.math is no plain arithmetic."""


def counting(tf):
    n = tf.constant([1, 3, 3, 0, 5], name="n")
    x = tf.constant([[0.5, 2.0, 3.0], [1.0, 2.5, 0.25], [-1.0, 7.0, 2.5]], name="x")
    return {"run": [
        tf.bincount(n), tf.bincount(n, minlength=3, maxlength=4, dtype=tf.float32), tf.bincount(n, weights=tf.ones([5])),
        tf.math.bincount([]), tf.histogram_fixed_width(x, [0.0, 5.0], nbins=5), tf.histogram_fixed_width_bins(x, [0.0, 5.0], nbins=5),
        tf.histogram_fixed_width(x, [0.0, 5.0], dtype=tf.int64, name="h"), tf.unsorted_segment_mean(x, [0, 1, 0], 3),
        tf.unsorted_segment_sqrt_n(x, [0, 1, 0], 2), tf.unsorted_segment_prod(x, [0, 1, 0], 2), tf.segment_prod(x, [0, 0, 1]),
        tf.sparse_segment_sum(x, [0, 1], [0, 0]), tf.sparse_segment_mean(x, [0, 1], [0, 0], num_segments=3),
        tf.sparse_segment_sqrt_n(x, [2, 1, 0], [0, 0, 1], name="root"), tf.sparse_segment_sum(x, [0, 2], [0, 2], num_segments=4),
    ]}


def special_functions(tf):
    x = tf.constant([[0.5, 2.0, 3.0], [1.0, 2.5, 0.25]], name="x")
    p = tf.constant([0.1, 0.5, 0.9], name="p")
    return {"run": [
        tf.math.bessel_i0(x), tf.math.bessel_i1(x), tf.math.bessel_i0e(x), tf.math.bessel_i1e(x), tf.lbeta(x), tf.lgamma(x),
        tf.digamma(x), tf.igamma(x, x), tf.igammac(x, 2.0), tf.zeta(x + 1.5, 2.0), tf.polygamma(1.0, x), tf.betainc(x, x, p + x * 0.0),
        tf.math.nextafter(x, 0.0), tf.math.polyval([1.0, 2.0, 3.0], x), tf.math.polyval([], x), tf.math.polyval([x], 2.0),
        tf.math.reduce_euclidean_norm(x), tf.math.reduce_euclidean_norm(x, 1, True), tf.math.cumulative_logsumexp(x, 1),
        tf.math.cumulative_logsumexp(x, exclusive=True, reverse=True, name="c"), tf.angle(tf.complex(x, x)), tf.angle(x),
    ]}


def moves_and_bits(tf):
    x = tf.constant([[0.5, 2.0, 3.0], [1.0, 2.5, 0.25]], name="x")
    n = tf.constant([6, -12, 5], name="n")
    return {"run": [
        tf.roll(x, 1, 0), tf.roll(x, [1, 2], [0, 1]), tf.manip.roll(n, shift=-1, axis=0, name="r"), tf.where_v2(x > 1, x, 0.0),
        tf.where_v2(n > 0), tf.where_v2([True, False, True], x, -x), tf.cross(x, x + 1), tf.linalg.cross(x, x),
        tf.bitwise.bitwise_and(n, 12), tf.bitwise.bitwise_or(n, n), tf.bitwise.bitwise_xor(n, 1), tf.bitwise.invert(n),
        tf.bitwise.left_shift(n, 1), tf.bitwise.right_shift(n, [1, 2, 0]), tf.matmul(x, x, transpose_b=True, a_is_sparse=True),
        tf.matmul(tf.cast(x, tf.bfloat16), x, transpose_a=True, name="m"),
    ]}
