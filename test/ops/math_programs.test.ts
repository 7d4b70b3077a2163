// Functions of math and reductions: the graphs and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

function map<A>(values: readonly A[], f: (value: A) => tf.Tensor): tf.Tensor[] {
  return values.map(f);
}

function first_math_functions(x: tf.Tensor, n: tf.Tensor): tf.Tensor[] {
  const run: tf.Tensor[] = [];
  run.push(
    tf.add(x, 1),
    tf.subtract(x, x),
    tf.multiply(x, 2),
    tf.divide(x, 2),
    tf.div(n, 2),
    tf.truediv(n, 4),
  );
  run.push(
    tf.floordiv(n, 4),
    tf.floormod(n, 4),
    tf.mod(n, 4),
    tf.truncatediv(n, 4),
    tf.truncatemod(n, 4),
    tf.realdiv(x, x),
  );
  run.push(...map([tf.abs, tf.negative, tf.sign], (f) => f(n)));
  run.push(
    tf.reciprocal(x),
    tf.square(n),
    tf.sqrt(x),
    tf.rsqrt(x),
    tf.exp(x),
    tf.expm1(x),
    tf.log(x),
    tf.log1p(x),
  );
  run.push(tf.pow(x, 2), tf.maximum(n, 0), tf.minimum(x, 1), tf.squared_difference(x, 1));
  run.push(...map([tf.sin, tf.cos, tf.tanh, tf.sigmoid, tf.floor, tf.ceil, tf.round, tf.rint], (f) => f(x)));
  return run;
}

function more_math_functions(x: tf.Tensor, n: tf.Tensor): tf.Tensor[] {
  const run: tf.Tensor[] = [];
  run.push(
    tf.equal(n, 3),
    tf.not_equal(n, 3),
    tf.less(x, 1),
    tf.less_equal(x, 1),
    tf.greater(x, 1),
    tf.greater_equal(x, 1),
  );
  run.push(tf.logical_and(n.greater(0), n.less(4)), tf.logical_or(n.greater(4), n.less(0)));
  run.push(tf.logical_xor(n.greater(0), n.less(4)), tf.logical_not(n.greater(0)));
  run.push(...map([tf.is_nan, tf.is_inf, tf.is_finite], (f) => f(x)));
  run.push(tf.add_n([x, x, x]), tf.add_n([x]), tf.accumulate_n([x, x]), tf.clip_by_value(x, 0.5, 2));
  run.push(tf.matmul(x, x, {transpose_b: true}), tf.matmul(x, x, {transpose_a: true, name: 'named'}));
  run.push(
    tf.matmul(tf.ones([2, 2, 3]), tf.ones([2, 3, 1])),
    tf.tensordot(x, x, [[1], [1]]),
    tf.cast(x, tf.int32),
  );
  run.push(tf.cast(n, tf.float64), tf.to_float(n), tf.to_int64(x), tf.range(5), tf.range(1, 9, 3));
  run.push(tf.range(0, 1, 0.25));
  run.push(
    tf.argmax(x, 1),
    tf.argmin(x, 0, {output_type: tf.int32}),
    tf.cumsum(n, 1),
    tf.nn.l2_loss(x),
    tf.norm(x),
  );
  return run;
}

test_programs({
  math_functions: () => {
    const x = tf.constant(
      [
        [0.5, 2, 3],
        [1, 4, 0.25],
      ],
      {name: 'x'},
    );
    const n = tf.constant(
      [
        [1n, -2n, 3n],
        [4n, 5n, -6n],
      ],
      {name: 'n'},
    );
    return {
      run: [...first_math_functions(x, n), ...more_math_functions(x, n)],
      no_cast: tf.cast(x, tf.float32) === x,
    };
  },

  reductions: () => {
    const x = tf.constant(
      [
        [0.5, 2, 3],
        [1, 4, 0.25],
      ],
      {name: 'x'},
    );
    const u = tf.placeholder(tf.float32, {name: 'u'});
    tf.reduce_mean(u);
    tf.reduce_mean(u, 0);
    const run = [
      tf.reduce_sum(x),
      tf.reduce_mean(x, 0),
      tf.reduce_max(x, {axis: 1}),
      tf.reduce_min(x, [0, 1]),
      tf.reduce_prod(x, -1),
      tf.reduce_sum(x, {keepdims: true}),
      tf.reduce_sum(x, {keep_dims: true}),
      tf.reduce_sum(x, {reduction_indices: [1]}),
      tf.reduce_sum(x, []),
      tf.reduce_all(x.greater(0.3)),
      tf.reduce_any(x.greater(3), 0),
      tf.reduce_logsumexp(x),
      tf.reduce_logsumexp(x, 1),
      tf.count_nonzero(x),
      tf.math.reduce_variance(x),
    ];
    return {run};
  },
});
