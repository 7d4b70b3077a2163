// PReLU: a leaky ReLU whose slope is learned, once by `tf.get_variable` and once by `tf.Variable`.
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

  function prelu(z: tf.Tensor, alpha: tf.Variable, name: string | null = null): tf.Tensor {
    return tf.add(tf.maximum(0.0, z), alpha.mul(tf.minimum(0.0, z)), {name});
  }

  const dnn = tf.name_scope('dnn', () => {
    const hidden1_before = tf.layers.dense(X, n_hidden1, {name: 'hidden1'});
    const {alpha1, hidden1} = tf.variable_scope('prelu1', () => {
      const alpha1 = tf.get_variable('alpha', {
        shape: [n_hidden1],
        initializer: tf.constant_initializer(0.25),
      });
      const hidden1 = prelu(hidden1_before, alpha1);
      return {alpha1, hidden1};
    });
    const hidden2_before = tf.layers.dense(hidden1, n_hidden2, {name: 'hidden2'});
    const {alpha2, hidden2} = tf.name_scope('prelu2', () => {
      const alpha2 = tf.Variable(0.25, {name: 'alpha'});
      const hidden2 = prelu(hidden2_before, alpha2, 'activation');
      return {alpha2, hidden2};
    });
    const logits = tf.layers.dense(hidden2, n_outputs, {name: 'outputs'});
    return {hidden1_before, alpha1, hidden1, hidden2_before, alpha2, hidden2, logits};
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
