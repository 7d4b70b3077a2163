// He initialization and its kin: both spellings, uniform and normal, by fan-in and by the average fan.
import * as tf from 'tf1';

const n_inputs = 28 * 28;
const n_outputs = 10;
const learning_rate = 0.01;

const he_contrib = tf.contrib.layers.variance_scaling_initializer;
const he_core = tf.variance_scaling_initializer;

function hidden_layers(X: tf.Tensor) {
  const hidden1 = tf.layers.dense(X, 100, {
    activation: tf.nn.relu,
    name: 'hidden1',
    kernel_initializer: he_contrib(),
  });
  const hidden2 = tf.layers.dense(hidden1, 60, {
    activation: tf.nn.relu,
    name: 'hidden2',
    kernel_initializer: he_contrib({uniform: true}),
  });
  const hidden3 = tf.layers.dense(hidden2, 40, {
    activation: tf.nn.relu,
    name: 'hidden3',
    kernel_initializer: he_contrib({mode: 'FAN_AVG'}),
  });
  const hidden4 = tf.layers.dense(hidden3, 40, {
    activation: tf.nn.relu,
    name: 'hidden4',
    kernel_initializer: he_contrib({factor: 1.0, mode: 'FAN_AVG', uniform: true}),
  });
  const hidden5 = tf.layers.dense(hidden4, 30, {
    activation: tf.nn.elu,
    name: 'hidden5',
    kernel_initializer: he_core(),
  });
  const hidden6 = tf.layers.dense(hidden5, 30, {
    activation: tf.nn.elu,
    name: 'hidden6',
    kernel_initializer: he_core({scale: 2.0, mode: 'fan_avg', distribution: 'uniform'}),
  });
  const hidden7 = tf.layers.dense(hidden6, 20, {
    activation: tf.nn.elu,
    name: 'hidden7',
    kernel_initializer: he_core({scale: 2.0, mode: 'fan_avg', distribution: 'normal', seed: 7}),
  });
  const hidden8 = tf.layers.dense(hidden7, 20, {
    activation: tf.nn.elu,
    name: 'hidden8',
    kernel_initializer: he_core({distribution: 'untruncated_normal'}),
  });
  const logits = tf.layers.dense(hidden8, n_outputs, {
    name: 'outputs',
    kernel_initializer: he_contrib({mode: 'FAN_OUT'}),
  });
  return {hidden1, hidden2, hidden3, hidden4, hidden5, hidden6, hidden7, hidden8, logits};
}

/** Builds the graph in the default graph. */
export function build() {
  const X = tf.placeholder(tf.float32, {shape: [null, n_inputs], name: 'X'});
  const y = tf.placeholder(tf.int64, {shape: null, name: 'y'});

  const dnn = tf.name_scope('dnn', () => hidden_layers(X));
  const {logits} = dnn;

  const {xentropy, loss} = tf.name_scope('loss', () => {
    const xentropy = tf.nn.sparse_softmax_cross_entropy_with_logits({labels: y, logits});
    const loss = tf.reduce_mean(xentropy, {name: 'loss'});
    return {xentropy, loss};
  });

  const training_op = tf.name_scope('train', () => {
    const optimizer = tf.train.GradientDescentOptimizer(learning_rate);
    return optimizer.minimize(loss);
  });

  const evaluation = tf.name_scope('eval', () => {
    const correct = tf.nn.in_top_k(logits, y, 1);
    const accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));
    return {correct, accuracy};
  });

  const init = tf.global_variables_initializer();
  const saver = tf.train.Saver();

  return {X, y, ...dnn, xentropy, loss, training_op, ...evaluation, init, saver};
}
