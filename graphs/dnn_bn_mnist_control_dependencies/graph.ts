// The MNIST network with batch normalisation, whose training op brings the moving averages along.
import * as tf from 'tf1';

const n_inputs = 28 * 28;
const n_hidden1 = 300;
const n_hidden2 = 100;
const n_outputs = 10;
const batch_norm_momentum = 0.9;
const learning_rate = 0.01;

/** Builds the graph in the default graph. */
export function build() {
  const X = tf.placeholder(tf.float32, {shape: [null, n_inputs], name: 'X'});
  const y = tf.placeholder(tf.int64, {shape: null, name: 'y'});
  const training = tf.placeholder_with_default(false, {shape: [], name: 'training'});

  const dnn = tf.name_scope('dnn', () => {
    const he_init = tf.contrib.layers.variance_scaling_initializer();

    const my_batch_norm_layer = tf.partial(tf.layers.batch_normalization, {
      training,
      momentum: batch_norm_momentum,
    });
    const my_dense_layer = tf.partial(tf.layers.dense, {kernel_initializer: he_init});

    const hidden1 = my_dense_layer(X, n_hidden1, {name: 'hidden1'});
    const bn1 = tf.nn.elu(my_batch_norm_layer(hidden1));
    const hidden2 = my_dense_layer(bn1, n_hidden2, {name: 'hidden2'});
    const bn2 = tf.nn.elu(my_batch_norm_layer(hidden2));
    const logits_before_bn = my_dense_layer(bn2, n_outputs, {name: 'outputs'});
    const logits = my_batch_norm_layer(logits_before_bn);
    return {hidden1, bn1, hidden2, bn2, logits_before_bn, logits};
  });
  const {logits} = dnn;

  const {xentropy, loss} = tf.name_scope('loss', () => {
    const xentropy = tf.nn.sparse_softmax_cross_entropy_with_logits({labels: y, logits});
    const loss = tf.reduce_mean(xentropy, {name: 'loss'});
    return {xentropy, loss};
  });

  const {extra_update_ops, training_op} = tf.name_scope('train', () => {
    const optimizer = tf.train.GradientDescentOptimizer(learning_rate);
    const extra_update_ops = tf.get_collection<tf.Operation>(tf.GraphKeys.UPDATE_OPS);
    const training_op = tf.control_dependencies(extra_update_ops, () => optimizer.minimize(loss));
    return {extra_update_ops, training_op};
  });

  const evaluation = tf.name_scope('eval', () => {
    const correct = tf.nn.in_top_k(logits, y, 1);
    const accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));
    return {correct, accuracy};
  });

  const init = tf.global_variables_initializer();
  const saver = tf.train.Saver();

  return {X, y, training, ...dnn, xentropy, loss, training_op, ...evaluation, init, saver, extra_update_ops};
}
