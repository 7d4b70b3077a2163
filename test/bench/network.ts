// The network of chapter 11 as this library and as tfjs build it: the same layers, the same sizes, the same data.
import * as tf from 'tf1';

export const BATCH = 200;

/** Random images and labels, the same in every run. */
export function random_batch(): {images: Float32Array; labels: Int32Array} {
  let state = 1;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  return {
    images: Float32Array.from({length: BATCH * 784}, next),
    labels: Int32Array.from({length: BATCH}, () => Math.floor(next() * 10)),
  };
}

/** Placeholders and operations of the network, in the default graph. */
export interface Network {
  readonly X: tf.Tensor;
  readonly y: tf.Tensor;
  readonly training: tf.Tensor;
  readonly train: tf.Operation;
  readonly updates: readonly tf.Operation[];
}

/** Builds the network. */
export function build_network(): Network {
  const X = tf.placeholder(tf.float32, [null, 784]);
  const y = tf.placeholder(tf.int64, null);
  const training = tf.placeholder_with_default(false, []);
  const kernel_initializer = tf.variance_scaling_initializer();
  let hidden = X;
  for (const units of [300, 100, 10]) {
    hidden = tf.layers.dense(hidden, units, {kernel_initializer});
    hidden = tf.layers.batch_normalization(hidden, {training, momentum: 0.9});
    if (units !== 10) hidden = tf.nn.elu(hidden);
  }
  const entropy = tf.nn.sparse_softmax_cross_entropy_with_logits({labels: y, logits: hidden});
  const loss = tf.reduce_mean(entropy);
  const train = tf.train.GradientDescentOptimizer(0.01).minimize(loss);
  return {X, y, training, train, updates: tf.get_collection(tf.GraphKeys.UPDATE_OPS)};
}
