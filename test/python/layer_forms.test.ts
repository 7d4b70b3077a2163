// Layers in their less usual forms: activations, axes, ranks, dtypes, as in real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

const ACTIVATIONS = 'relu elu softplus softsign tanh sigmoid exponential linear'.split(' ');
const INITIALIZERS =
  'zeros ones glorot_uniform glorot_normal he_normal he_uniform lecun_normal lecun_uniform uniform random_normal truncated_normal identity'.split(
    ' ',
  );

test_programs({
  layer_activations: () => {
    const x = tf.placeholder(tf.float32, [2, 3], {name: 'x'});
    tf.layers.dense(x, 2, tf.nn.relu, false);
    tf.layers.dense(x, 2, {activation: (t) => t.mul(2.0)});
    tf.layers.dense(tf.placeholder(tf.float32, [2, 3, 4], {name: 'cube'}), 2, tf.tanh);
    tf.layers.Dense(2, {dtype: tf.float64})(tf.placeholder(tf.float64, [2, 3]));
    tf.layers.Dense(2, {dtype: 'float64'})(x);
    tf.layers.dense(tf.Variable([[1.0, 2.0]], {name: 'v'}), 1);
    tf.layers.flatten(tf.placeholder(tf.float32, [2, 3, 4]));
    const channels = tf.placeholder(tf.float32, [null, 3, 4, 5], {name: 'channels'});
    tf.layers.flatten(channels, {data_format: 'channels_first'});
    tf.layers.flatten(tf.placeholder(tf.float32, [null]), {name: 'vector'});
    tf.layers.Dropout(0.25, {noise_shape: [null, 1], seed: 1})(x, {training: true});
  },

  layer_identifiers: () => {
    const x = tf.placeholder(tf.float32, [null, 3], {name: 'x'});
    for (const activation of ACTIVATIONS) tf.layers.dense(x, 2, activation);
    for (const kernel_initializer of INITIALIZERS) tf.layers.dense(x, 3, {kernel_initializer});
    tf.layers.dense(x, 2, {kernel_initializer: tf.zeros_initializer});
    tf.layers.batch_normalization(x, {gamma_initializer: 'zeros'});
  },

  layer_unknown_activation: () => void tf.layers.Dense(2, {activation: 'hot'}),

  layer_unknown_initializer: () => {
    tf.layers.Dense(2, {kernel_initializer: 'hot'})(tf.zeros([2, 3]));
  },

  layer_value_as_initializer: () => {
    tf.variable_scope('s', {initializer: tf.constant(1.0)}, () => void tf.layers.dense(tf.zeros([2, 3]), 2));
  },

  batch_normalization_axes: () => {
    const {batch_normalization} = tf.layers;
    const x = tf.placeholder(tf.float32, [null, 4], {name: 'x'});
    const volume = tf.placeholder(tf.float32, [2, 3, 4], {name: 'volume'});
    const images = tf.placeholder(tf.float32, [null, 3, 5, 5], {name: 'images'});
    const training = tf.placeholder(tf.bool, [], {name: 'training'});
    batch_normalization(volume, {axis: 1, training});
    batch_normalization(volume, {axis: [0, 2], training: true});
    batch_normalization(images, {axis: 1, training, center: false, scale: false});
    batch_normalization(images, {axis: 1, training: true});
    batch_normalization(images, {axis: -3});
    batch_normalization(x, {training: 1});
    batch_normalization(x, {training: tf.constant(true)});
    batch_normalization(x, {
      beta_initializer: tf.ones_initializer(),
      gamma_constraint: (w) => w,
      moving_variance_initializer: tf.zeros_initializer(),
      momentum: 0.5,
      name: 'given',
    });
    batch_normalization(tf.placeholder(tf.float16, [3, 4], {name: 'half'}), {training});
    return {updates: tf.get_collection(tf.GraphKeys.UPDATE_OPS), variables: tf.global_variables()};
  },

  batch_normalization_rank_changes: () => {
    const layer = tf.layers.BatchNormalization();
    layer(tf.zeros([2, 3]));
    layer(tf.zeros([2, 3, 3]));
  },

  batch_normalization_unknown_size: () => {
    tf.layers.batch_normalization(tf.placeholder(tf.float32, [3, null]));
  },

  batch_normalization_same_axis_twice: () => {
    tf.layers.batch_normalization(tf.zeros([2, 3]), {axis: [1, -1]});
  },

  batch_normalization_axis_of_text: () => {
    // @ts-expect-error An axis is a number.
    tf.layers.batch_normalization(tf.zeros([2, 3]), {axis: '1'});
  },
});
