// The batch-normalised network by plain calls: no `partial`, no name scope, the default initializer.
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

  const hidden1 = tf.layers.dense(X, n_hidden1, {name: 'hidden1'});
  const bn1 = tf.layers.batch_normalization(hidden1, {training, momentum: 0.9});
  const bn1_act = tf.nn.elu(bn1);

  const hidden2 = tf.layers.dense(bn1_act, n_hidden2, {name: 'hidden2'});
  const bn2 = tf.layers.batch_normalization(hidden2, {training, momentum: 0.9});
  const bn2_act = tf.nn.elu(bn2);

  const logits_before_bn = tf.layers.dense(bn2_act, n_outputs, {name: 'outputs'});
  const logits = tf.layers.batch_normalization(logits_before_bn, {training, momentum: 0.9});

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
  const extra_update_ops = tf.get_collection<tf.Operation>(tf.GraphKeys.UPDATE_OPS);

  return {
    X,
    y,
    training,
    hidden1,
    bn1,
    bn1_act,
    hidden2,
    bn2,
    bn2_act,
    logits_before_bn,
    logits,
    xentropy,
    loss,
    training_op,
    ...evaluation,
    init,
    saver,
    extra_update_ops,
  };
}
