// tf.layers: the graphs, names, collections and errors of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

function named_dense_layers(x: tf.Tensor): void {
  const {l1_regularizer, l2_regularizer} = tf.contrib.layers;
  tf.layers.dense(x, 3);
  tf.layers.dense(x, 3);
  tf.layers.dense(x, 3, tf.nn.relu, {name: 'named'});
  tf.layers.dense(x, 3, {
    use_bias: false,
    kernel_initializer: tf.zeros_initializer(),
    name: 'no_bias',
  });
  tf.layers.dense(x, 3, {
    kernel_regularizer: l2_regularizer(0.1),
    bias_regularizer: l1_regularizer(0.1),
    activity_regularizer: l2_regularizer(0.3),
    name: 'regularized',
  });
  tf.layers.dense(x, 3, {name: 'named', reuse: true});
  tf.layers.dense(x, 3, {
    trainable: false,
    kernel_constraint: (w) => w,
    bias_initializer: tf.ones_initializer(),
  });
}

test_programs({
  dense_layers: () => {
    const x = tf.placeholder(tf.float32, [null, 4], {name: 'x'});
    named_dense_layers(x);
    tf.variable_scope('vs', {reuse: tf.AUTO_REUSE}, () => {
      tf.layers.dense(x, 2, {name: 'd'});
      tf.layers.dense(x, 2, {name: 'd'});
      tf.layers.dense(x, 2);
    });
    tf.name_scope('ns', () => {
      tf.layers.dense(x, 2);
      tf.layers.dense(x, 2, {name: 'd'});
    });
    const layer = tf.layers.Dense(2, {activation: tf.nn.elu});
    layer(x);
    layer(x);
    layer.apply(x);
    tf.layers.dense(tf.placeholder(tf.float32, [null, 5, 4]), 2);
    tf.layers.dense(tf.placeholder(tf.float64, [3, 4]), 2);
    return {
      variables: tf.global_variables(),
      losses: tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES),
      kernel: layer.kernel,
      weights: layer.weights,
      name: layer.name,
    };
  },

  dense_unknown_last_dimension: () => {
    tf.layers.dense(tf.placeholder(tf.float32, [3, null]), 2);
  },

  dense_integer_input: () => {
    tf.layers.dense(tf.placeholder(tf.int32, [3, 2]), 2);
  },

  batch_normalization_layers: () => {
    const x = tf.placeholder(tf.float32, [null, 4], {name: 'x'});
    const images = tf.placeholder(tf.float32, [null, 5, 5, 3], {name: 'images'});
    const training = tf.placeholder(tf.bool, [], {name: 'training'});
    tf.layers.batch_normalization(x);
    tf.layers.batch_normalization(x, {training: true});
    tf.layers.batch_normalization(x, {training, center: false, scale: false, epsilon: 0.01});
    tf.layers.batch_normalization(x, {training: true, trainable: false, name: 'frozen'});
    tf.layers.batch_normalization(x, {training, name: 'named'});
    tf.layers.batch_normalization(x, {training, name: 'named', reuse: true});
    const gamma_regularizer = tf.contrib.layers.l2_regularizer(0.1);
    tf.layers.batch_normalization(x, {training, gamma_regularizer, name: 'regularized'});
    tf.layers.batch_normalization(images, {training});
    tf.layers.batch_normalization(images, {training, fused: false});
    return {updates: tf.get_collection(tf.GraphKeys.UPDATE_OPS), variables: tf.global_variables()};
  },

  dropout_and_flatten_layers: () => {
    const x = tf.placeholder(tf.float32, [null, 4, 2], {name: 'x'});
    const training = tf.placeholder_with_default(false, [], {name: 'training'});
    tf.layers.dropout(x, 0.3);
    tf.layers.dropout(x, 0.3, {training: true});
    tf.layers.dropout(x, 0.3, {training, seed: 3, name: 'named'});
    tf.layers.flatten(x);
    tf.contrib.layers.flatten(x);
    tf.contrib.layers.dropout(x, 0.5, {is_training: training});
  },
});
