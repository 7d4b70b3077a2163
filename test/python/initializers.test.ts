// Initializers as objects: configurations, calls, refusals; the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

const {initializers} = tf;

test_programs({
  initializer_objects: () => {
    const scaling = initializers.variance_scaling({
      scale: 2.0,
      mode: 'fan_avg',
      distribution: 'untruncated_normal',
      seed: 3,
    });
    const again = initializers.variance_scaling.from_config(scaling.get_config());
    again([4, 6]);
    again([4, 6], tf.float64);
    initializers.variance_scaling({distribution: 'normal'})([2, 2]);
    initializers.lecun_uniform({seed: 1})([2, 3]);
    initializers.uniform_unit_scaling({factor: 2.0})([3, 4, 5]);
    initializers.constant(
      [
        [1n, 2n],
        [3n, 4n],
      ],
      {dtype: tf.int32},
    )([2, 2]);
    initializers.constant(2.5)([], tf.float64);
    initializers.constant(7)(tf.TensorShape([3]));
    initializers.random_uniform(1, 9, {dtype: tf.int32})([2]);
    initializers.ones(tf.int64)([2, 2]);
    initializers.constant([])([0]);
    const all = [
      scaling,
      initializers.zeros(),
      initializers.ones(tf.int32),
      initializers.constant(3.0),
      initializers.random_uniform(-1.0, 1.0, 2),
      initializers.random_normal({seed: 1}),
      initializers.truncated_normal(1.0, 0.5),
      initializers.uniform_unit_scaling(),
      initializers.glorot_uniform({seed: 8}),
      initializers.glorot_normal(),
      initializers.he_normal(),
      initializers.orthogonal(0.5),
      initializers.identity(),
    ];
    return {configs: all.map((initializer) => initializer.get_config())};
  },

  initializer_identity: () => {
    const {identity} = initializers;
    identity(0.5)([3, 1]);
    return {run: [identity()([2, 2]), identity({gain: 2.0})([3, 3], {dtype: tf.float64})]};
  },

  initializer_of_integers: () => {
    tf.random_normal_initializer({dtype: tf.int32});
  },

  initializer_bad_scale: () => {
    tf.variance_scaling_initializer({scale: -1.0});
  },

  initializer_bad_fan: () => {
    tf.variance_scaling_initializer({mode: 'fan' as 'fan_in'});
  },

  initializer_constant_too_long: () => {
    tf.constant_initializer([1.0, 2.0, 3.0])([2]);
  },

  initializer_constant_verified: () => {
    tf.constant_initializer([1.0, 2.0], {verify_shape: true})([3]);
  },

  initializer_orthogonal_rank: () => {
    tf.orthogonal_initializer()([3]);
  },

  initializer_identity_rank: () => {
    initializers.identity()([3]);
  },

  contrib_initializers: () => {
    const {layers} = tf.contrib;
    layers.xavier_initializer_conv2d({seed: 1})([3, 3, 2, 4]);
    layers.xavier_initializer()([]);
    layers.xavier_initializer()([5]);
    const uniform = layers.variance_scaling_initializer({factor: 1.0, mode: 'FAN_AVG', uniform: true});
    uniform([3, 3, 2, 4], {dtype: tf.float64});
    layers.variance_scaling_initializer(3.0, 'FAN_OUT', {seed: 7, dtype: tf.float64})([2, 3]);
  },

  contrib_initializer_of_integers: () => {
    tf.contrib.layers.xavier_initializer({dtype: tf.int32});
  },

  contrib_initializer_called_for_integers: () => {
    tf.contrib.layers.xavier_initializer()([2], {dtype: tf.int32});
  },
});

test('a user extends Initializer and is called as TensorFlow calls it', () => {
  class Halves extends tf.keras.initializers.Initializer {
    override build(shape: readonly number[], dtype: tf.DType): tf.Tensor {
      return tf.fill(shape, tf.constant(0.5, dtype));
    }
  }
  const value = new Halves()([2, 3], {dtype: tf.float64, partition_info: null});
  expect(value.dtype).toBe(tf.float64);
  expect(value.shape.as_list()).toEqual([2, 3]);
});

test('what is not built says so, with a way out', () => {
  expect(() => tf.orthogonal_initializer()([2, 3])).toThrow(tf.errors.UnimplementedError);
});
