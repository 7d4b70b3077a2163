// Xavier initialization: the default of a layer, and both distributions of `tf.contrib.layers`.
import * as tf from 'tf1';

const n_inputs = 28 * 28;
const n_outputs = 10;
const learning_rate = 0.01;

/** Builds the graph in the default graph. */
export function build() {
  const X = tf.placeholder(tf.float32, {shape: [null, n_inputs], name: 'X'});
  const y = tf.placeholder(tf.int64, {shape: null, name: 'y'});

  const dnn = tf.name_scope('dnn', () => {
    const hidden1 = tf.layers.dense(X, 100, {activation: tf.nn.tanh, name: 'hidden1'});
    const hidden2 = tf.layers.dense(hidden1, 60, {
      activation: tf.nn.tanh,
      name: 'hidden2',
      kernel_initializer: tf.contrib.layers.xavier_initializer(),
    });
    const hidden3 = tf.layers.dense(hidden2, 40, {
      activation: tf.nn.sigmoid,
      name: 'hidden3',
      kernel_initializer: tf.contrib.layers.xavier_initializer({uniform: false}),
    });
    const hidden4 = tf.layers.dense(hidden3, 40, {
      activation: tf.nn.tanh,
      name: 'hidden4',
      kernel_initializer: tf.contrib.layers.xavier_initializer({seed: 7}),
    });
    const hidden5 = tf.layers.dense(hidden4, 30, {
      activation: tf.nn.tanh,
      name: 'hidden5',
      kernel_initializer: tf.glorot_uniform_initializer(),
    });
    const hidden6 = tf.layers.dense(hidden5, 20, {
      activation: tf.nn.tanh,
      name: 'hidden6',
      kernel_initializer: tf.glorot_normal_initializer(),
    });
    const logits = tf.layers.dense(hidden6, n_outputs, {name: 'outputs'});
    return {hidden1, hidden2, hidden3, hidden4, hidden5, hidden6, logits};
  });
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
