// Checks and printing: the graphs and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

test_programs({
  asserts: () => {
    const x = tf.placeholder_with_default([1n, 2n], [2], {name: 'x'});
    const y = tf.placeholder_with_default([1.0, 2.0], [2], {name: 'y'});
    const checks = [
      tf.Assert(tf.reduce_all(x.greater(0)), [x, 'is not positive']),
      tf.Assert(tf.reduce_all(y.greater(0.0)), ['y', y], {summarize: 5, name: 'check'}),
      tf.assert_equal(x, [1n, 2n]),
      tf.assert_equal(y, y),
      tf.assert_equal(x, x.add(0), {message: 'differ', name: 'same'}),
    ];
    const run = tf.control_dependencies(checks, () => [
      tf.identity(x),
      tf.Print(y, [x, y], {message: 'values', first_n: 1, name: 'shown'}),
    ]);
    return {run, checks};
  },

  assert_equal_static: () => {
    tf.assert_equal(tf.constant([1n, 2n]), tf.constant([1n, 3n]));
  },

  assert_in_cond: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const x = tf.constant([1.0, -1.0], {name: 'x'});
    const checked = (): tf.Tensor =>
      tf.control_dependencies([tf.Assert(tf.less(x.getitem(1), 0.0), [x])], () => tf.identity(x));
    return {run: [tf.cond(p, checked, () => x.mul(2.0))]};
  },
});
