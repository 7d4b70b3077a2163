// The older spelling of the batch-normalised network, its moving averages updated in place.
import * as tf from 'tf1';

const n_inputs = 28 * 28;
const n_hidden1 = 300;
const n_hidden2 = 100;
const n_outputs = 10;
const learning_rate = 0.01;

/** Builds the graph in the default graph. */
export function build() {
  const X = tf.placeholder(tf.float32, {shape: [null, n_inputs], name: 'X'});
  const y = tf.placeholder(tf.int64, {shape: null, name: 'y'});
  const is_training = tf.placeholder(tf.bool, {shape: [], name: 'is_training'});

  const {fully_connected, batch_norm} = tf.contrib.layers;

  const dnn = tf.name_scope('dnn', () => {
    const he_init = tf.contrib.layers.variance_scaling_initializer();
    const bn_params = {is_training, decay: 0.9, scale: true, updates_collections: null};

    const defaults = {weights_initializer: he_init, normalizer_fn: batch_norm, normalizer_params: bn_params};
    return tf.contrib.framework.arg_scope([fully_connected], defaults, () => {
      const hidden1 = fully_connected(X, n_hidden1, {activation_fn: tf.nn.elu, scope: 'hidden1'});
      const hidden2 = fully_connected(hidden1, n_hidden2, {activation_fn: tf.nn.elu, scope: 'hidden2'});
      const logits = fully_connected(hidden2, n_outputs, {activation_fn: null, scope: 'outputs'});
      return {hidden1, hidden2, logits};
    });
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

  return {X, y, is_training, ...dnn, xentropy, loss, training_op, ...evaluation, init, saver};
}
