// Gradient descent: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {GradientDescentOptimizer} = tf.train;

function line(): {w: tf.Variable; b: tf.Variable; loss: tf.Tensor} {
  const w = tf.Variable([1.0, 2.0], {name: 'w'});
  const b = tf.Variable(0.5, {name: 'b'});
  const loss = tf.reduce_sum(tf.square(w.mul(3.0).sub(b)), {name: 'loss'});
  return {w, b, loss};
}

test_programs({
  gradient_descent: () => {
    const {w, b, loss} = line();
    const step = tf.train.get_or_create_global_step() as tf.Variable;
    const train = GradientDescentOptimizer(0.1).minimize(loss, {global_step: step});
    const after = tf.control_dependencies([train], () =>
      [w, b, step].map((variable) => variable.read_value()),
    );
    return {train, init: tf.global_variables_initializer(), run: after};
  },

  gradient_descent_options: () => {
    const {b, loss} = line();
    const rate = tf.placeholder_with_default(0.1, [], {name: 'rate'});
    const optimizer = GradientDescentOptimizer(rate, {name: 'Mine', use_locking: true});
    const {GATE_GRAPH, GATE_NONE} = tf.train.Optimizer;
    const one = optimizer.minimize(loss, {var_list: [b], name: 'only_b'});
    const two = optimizer.minimize(loss, {gate_gradients: GATE_GRAPH, colocate_gradients_with_ops: true});
    const three = optimizer.minimize(loss, {gate_gradients: GATE_NONE, grad_loss: tf.constant(2.0)});
    return {ops: [one, two, three], name: optimizer.get_name(), slots: optimizer.get_slot_names()};
  },

  gradient_descent_clipped: () => {
    const w = tf.Variable([1.0, 2.0], {name: 'w'});
    const unused = tf.Variable(3.0, {name: 'unused'});
    const loss = tf.reduce_sum(tf.square(w).add(unused.rmul(0.0)));
    const optimizer = GradientDescentOptimizer(0.1);
    const pairs = optimizer.compute_gradients(loss);
    const clipped = pairs.flatMap(([g, v]) =>
      g === null ? [] : [[tf.clip_by_value(g as tf.Tensor, -1.0, 1.0), v] as const],
    );
    const train = optimizer.apply_gradients(clipped, {name: 'apply'});
    const after = tf.control_dependencies([train], () => w.read_value());
    return {pairs: pairs.map(([g, v]) => [g, v]), init: tf.global_variables_initializer(), run: [after]};
  },

  gradient_descent_dtypes: () => {
    const w = tf.Variable(tf.constant([1.0, 2.0], tf.float64), {name: 'w'});
    const h = tf.Variable(tf.constant([1.0], tf.float16), {name: 'h'});
    const optimizer = GradientDescentOptimizer(0.5);
    const a = optimizer.minimize(tf.reduce_sum(w.mul(w)), {var_list: [w]});
    const b = optimizer.minimize(tf.reduce_sum(h.mul(h)), {var_list: [h]});
    const after = tf.control_dependencies([a, b], () => [w.read_value(), h.read_value()]);
    return {init: tf.global_variables_initializer(), run: after};
  },

  gradient_descent_sparse: () => {
    const w = tf.Variable(
      [
        [1.0, 2.0],
        [3.0, 4.0],
      ],
      {name: 'w'},
    );
    const train = GradientDescentOptimizer(0.5).minimize(tf.reduce_sum(tf.gather(w, [1, 1])));
    const after = tf.control_dependencies([train], () => w.read_value());
    return {init: tf.global_variables_initializer(), run: [after]};
  },

  gradient_descent_constrained: () => {
    const v = tf.Variable([1.5, 2.5], {name: 'v', constraint: (x) => tf.clip_by_value(x, 0.0, 1.0)});
    const step = tf.train.get_or_create_global_step() as tf.Variable;
    const loss = tf.reduce_sum(tf.square(v));
    const optimizer = GradientDescentOptimizer(0.3, {name: 'GD'});
    const train = tf.control_dependencies([tf.no_op({name: 'before'})], () =>
      optimizer.minimize(loss, {global_step: step, name: 'go'}),
    );
    const after = tf.control_dependencies([train], () => v.read_value());
    return {train, run: [after], init: tf.global_variables_initializer()};
  },

  minimize_without_variables: () => {
    GradientDescentOptimizer(0.1).minimize(tf.constant(1.0));
  },

  minimize_unconnected: () => {
    tf.Variable(1.0, {name: 'v'});
    GradientDescentOptimizer(0.1).minimize(tf.constant(1.0));
  },

  apply_no_gradients: () => {
    GradientDescentOptimizer(0.1).apply_gradients([]);
  },

  apply_gradients_all_none: () => {
    GradientDescentOptimizer(0.1).apply_gradients([[null, tf.Variable(1.0, {name: 'v'})]]);
  },

  gradient_descent_control_dependencies: () => {
    const w = tf.Variable([1.0, 2.0], {name: 'w'});
    const before = tf.no_op({name: 'before'});
    tf.name_scope('train', () => {
      tf.control_dependencies([before], () =>
        GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(w.mul(w))),
      );
    });
  },
});
