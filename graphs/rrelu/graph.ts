// RReLU: a leaky ReLU whose slope is random in training and the mean slope in testing.
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
  const training = tf.placeholder_with_default(false, {shape: [], name: 'training'});

  const rrelu = tf.signature(
    ['z', 'lower', 'upper', 'name'],
    function rrelu(z: tf.Tensor, lower = 1 / 8, upper = 1 / 3, name: string | null = null): tf.Tensor {
      return tf.name_scope(name, 'rrelu', [z], () => {
        const leak = tf.cond(
          training,
          () => tf.random_uniform(tf.shape(z), lower, upper).mul(z),
          () => z.rmul((lower + upper) / 2),
        );
        return tf.where(z.greater_equal(0.0), z, leak);
      });
    },
  );

  const dnn = tf.name_scope('dnn', () => {
    const hidden1 = tf.layers.dense(X, n_hidden1, {activation: rrelu, name: 'hidden1'});
    const hidden2 = rrelu(tf.layers.dense(hidden1, n_hidden2, {name: 'hidden2'}), {name: 'activation2'});
    const logits = tf.layers.dense(hidden2, n_outputs, {name: 'outputs'});
    return {hidden1, hidden2, logits};
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

  return {X, y, training, ...dnn, xentropy, loss, training_op, ...evaluation, init, saver};
}
