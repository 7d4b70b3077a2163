// Initializers and regularizers: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

test_programs({
  initializers: () => {
    const initializers = {
      zeros: tf.zeros_initializer(),
      ones: tf.ones_initializer(),
      constant: tf.constant_initializer(3n),
      list: tf.constant_initializer([1n, 2n, 3n, 4n, 5n, 6n]),
      uniform: tf.random_uniform_initializer(-1.0, 1.0),
      uniform_seed: tf.random_uniform_initializer(0n, 2n, {seed: 5}),
      normal: tf.random_normal_initializer(),
      normal_given: tf.random_normal_initializer(1.0, 0.5, {seed: 6}),
      truncated: tf.truncated_normal_initializer({stddev: 0.1}),
      scaling: tf.variance_scaling_initializer(),
      scaling_out: tf.variance_scaling_initializer(2.0, 'fan_out', 'uniform'),
      unit: tf.uniform_unit_scaling_initializer(),
      glorot_uniform: tf.glorot_uniform_initializer(),
      glorot_normal: tf.glorot_normal_initializer({seed: 1}),
      he_normal: tf.keras.initializers.he_normal(),
      he_uniform: tf.initializers.he_uniform(),
      lecun: tf.initializers.lecun_normal({seed: 2}),
      xavier: tf.contrib.layers.xavier_initializer(),
      he: tf.contrib.layers.variance_scaling_initializer(),
    };
    for (const [name, initializer] of Object.entries(initializers)) {
      tf.get_variable(name, [2, 3], {initializer});
    }
  },

  initializers_called: () => {
    tf.contrib.layers.variance_scaling_initializer({uniform: true, mode: 'FAN_OUT', seed: 4})([3, 4]);
    tf.contrib.layers.xavier_initializer({uniform: false, seed: 4, dtype: tf.float64})([3, 4]);
    tf.variance_scaling_initializer({seed: 4})([3, 4]);
    tf.variance_scaling_initializer({seed: 4})([5, 5, 3, 4]);
    tf.variance_scaling_initializer({seed: 4})([7]);
    tf.variance_scaling_initializer({seed: 4})([]);
    tf.glorot_uniform_initializer()([3, 4], {dtype: tf.float64});
    tf.random_normal_initializer()([2]);
    tf.zeros_initializer()([2], {dtype: tf.int32});
    tf.constant_initializer([[1.0, 2.0]])([1, 2]);
  },

  initializer_bad_mode: () => {
    // @ts-expect-error: the type knows the modes.
    tf.contrib.layers.variance_scaling_initializer({mode: 'FAN_LEFT'});
  },

  initializer_bad_distribution: () => {
    // @ts-expect-error: the type knows the distributions.
    tf.variance_scaling_initializer({distribution: 'gamma'});
  },

  regularizers: () => {
    const w = tf.get_variable('w', [2, 3], {initializer: tf.ones_initializer()});
    const {l1_regularizer, l2_regularizer, l1_l2_regularizer} = tf.contrib.layers;
    const l1 = l1_regularizer(0.5)(w);
    const l2 = l2_regularizer(0.5)(w);
    const both = l1_l2_regularizer(0.5, 0.25, {scope: 'both'})?.(w);
    const none = l2_regularizer(0.0)(w);
    return {none: none === null, run: [l1, l2, both], init: tf.global_variables_initializer()};
  },
});
