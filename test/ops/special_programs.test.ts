// Special functions, counts, bits, segments: the graphs and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

const ROWS = [
  [0.5, 2, 3],
  [1, 2.5, 0.25],
];

test_programs({
  counting() {
    const n = tf.constant([1, 3, 3, 0, 5], tf.int32, {name: 'n'});
    const x = tf.constant([...ROWS, [-1, 7, 2.5]], {name: 'x'});
    const range = tf.NDArray(tf.float32, [2], Float32Array.of(0, 5));
    const run = [
      tf.bincount(n),
      tf.bincount(n, {minlength: 3, maxlength: 4, dtype: tf.float32}),
      tf.bincount(n, {weights: tf.ones([5])}),
      tf.math.bincount([]),
      tf.histogram_fixed_width(x, range, {nbins: 5}),
      tf.histogram_fixed_width_bins(x, range, {nbins: 5}),
      tf.histogram_fixed_width(x, range, {dtype: tf.int64, name: 'h'}),
      tf.unsorted_segment_mean(x, [0, 1, 0], 3),
      tf.unsorted_segment_sqrt_n(x, [0, 1, 0], 2),
      tf.unsorted_segment_prod(x, [0, 1, 0], 2),
      tf.segment_prod(x, [0, 0, 1]),
      tf.sparse_segment_sum(x, [0, 1], [0, 0]),
      tf.sparse_segment_mean(x, [0, 1], [0, 0], {num_segments: 3}),
      tf.sparse_segment_sqrt_n(x, [2, 1, 0], [0, 0, 1], {name: 'root'}),
      tf.sparse_segment_sum(x, [0, 2], [0, 2], {num_segments: 4}),
    ];
    return {run};
  },
  moves_and_bits() {
    const x = tf.constant(ROWS, {name: 'x'});
    const n = tf.constant([6, -12, 5], tf.int32, {name: 'n'});
    const run = [
      tf.roll(x, 1, 0),
      tf.roll(x, [1, 2], [0, 1]),
      tf.manip.roll(n, {shift: -1, axis: 0, name: 'r'}),
      tf.where_v2(x.greater(1), x, 0),
      tf.where_v2(n.greater(0)),
      tf.where_v2([true, false, true], x, x.neg()),
      tf.cross(x, x.add(1)),
      tf.linalg.cross(x, x),
      tf.bitwise.bitwise_and(n, 12),
      tf.bitwise.bitwise_or(n, n),
      tf.bitwise.bitwise_xor(n, 1),
      tf.bitwise.invert(n),
      tf.bitwise.left_shift(n, 1),
      tf.bitwise.right_shift(n, [1, 2, 0]),
      tf.matmul(x, x, {transpose_b: true, a_is_sparse: true}),
      tf.matmul(tf.cast(x, tf.bfloat16), x, {transpose_a: true, name: 'm'}),
    ];
    return {run};
  },
});

// Beta functions are differences of logarithms.
test_programs(
  {
    special_functions() {
      const x = tf.constant(ROWS, {name: 'x'});
      const p = tf.constant([0.1, 0.5, 0.9], {name: 'p'});
      const run: tf.Tensor[] = [
        tf.math.bessel_i0(x),
        tf.math.bessel_i1(x),
        tf.math.bessel_i0e(x),
        tf.math.bessel_i1e(x),
        tf.lbeta(x),
        tf.lgamma(x),
        tf.digamma(x),
        tf.igamma(x, x),
        tf.igammac(x, 2),
        tf.zeta(x.add(1.5), 2),
        tf.polygamma(1, x),
      ];
      const scaled = x.mul(0);
      run.push(
        tf.betainc(x, x, p.add(scaled)),
        tf.math.nextafter(x, 0),
        tf.math.polyval([1, 2, 3], x),
        tf.math.polyval([], x),
        tf.math.polyval([x], 2),
        tf.math.reduce_euclidean_norm(x),
        tf.math.reduce_euclidean_norm(x, 1, true),
        tf.math.cumulative_logsumexp(x, 1),
        tf.math.cumulative_logsumexp(x, {exclusive: true, reverse: true, name: 'c'}),
        tf.angle(tf.complex(x, x)),
        tf.angle(x),
      );
      return {run};
    },
  },
  {rule: 'cancellation'},
);
