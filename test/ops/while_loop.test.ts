// Loops: the graphs, contexts, messages and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

test_programs({
  while_loop: () => {
    const [i, total] = tf.while_loop(
      (i) => i.less(5),
      (i, total) => [i.add(1), total.add(tf.cast(i, tf.float32))],
      [0n, 10.0],
    );
    return {run: [i, total]};
  },

  while_loop_captures: () => {
    const x = tf.placeholder_with_default(2.0, [], {name: 'x'});
    const limit = tf.constant(3n, {name: 'limit'});
    const [i, power] = tf.while_loop(
      (i) => i.less(limit),
      (i, power) => [i.add(1), power.mul(x)],
      [tf.constant(0n), tf.constant(1.0)],
      {name: 'power', parallel_iterations: 1},
    );
    return {run: [i, power]};
  },

  while_loop_never: () => ({
    run: [
      tf.while_loop(
        (i) => i.less(0),
        (i) => i.add(1),
        [3n],
        {back_prop: false},
      ),
    ],
  }),

  while_loop_nested: () => {
    const body = (i: tf.Tensor, total: tf.Tensor): tf.Tensor[] => {
      const [, inner] = tf.while_loop(
        (j) => j.less(i),
        (j, t) => [j.add(1), t.add(i.mul(j))],
        [0n, 0n],
      );
      return [i.add(1), total.add(inner)];
    };
    return {run: tf.while_loop((i) => i.less(4), body, [0n, 0n])};
  },

  while_loop_with_cond: () => {
    const body = (i: tf.Tensor, total: tf.Tensor): tf.Tensor[] => [
      i.add(1),
      tf.cond(
        tf.equal(i.mod(2), 0),
        () => total.add(i),
        () => total.sub(1),
      ),
    ];
    return {run: tf.while_loop((i) => i.less(6), body, [0n, 0n])};
  },

  while_loop_in_cond: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const x = tf.constant(1n, {name: 'x'});
    const y = tf.cond(
      p,
      () =>
        tf.while_loop(
          (i) => i.less(10),
          (i) => i.add(x).add(i),
          [x],
        ),
      () => x,
    );
    return {run: [y]};
  },
});
