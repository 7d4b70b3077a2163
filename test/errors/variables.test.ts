// Mistakes with variables, their scopes and initializers: TensorFlow's class and words.
import * as tf from 'tf1';
import {test_mistakes, untyped} from '../support/mistakes.ts';

const v_of = (shape: number[], keywords: {initializer?: tf.Initializer} = {}): tf.Variable =>
  tf.get_variable('v', shape, keywords);

function sharing<R>(body: () => R): R {
  return tf.variable_scope(tf.get_variable_scope(), {reuse: true}, body);
}

test_mistakes({
  variable_without_value: () => tf.Variable(),
  variable_initial_value_shape_unknown: () => tf.Variable(tf.placeholder(tf.float32)),
  get_variable_twice: () => [v_of([2]), v_of([2])],
  get_variable_reuse_missing: () => tf.variable_scope('s', {reuse: true}, () => v_of([2])),
  get_variable_reuse_shape: () => {
    v_of([2]);
    return sharing(() => v_of([3]));
  },
  get_variable_reuse_dtype: () => {
    v_of([2]);
    return sharing(() => tf.get_variable('v', [2], tf.int32));
  },
  get_variable_unknown_shape: () => tf.get_variable('v', [null, 2]),
  get_variable_initializer_and_shape: () => tf.get_variable('v', [2], {initializer: tf.constant([1.0, 2.0])}),
  get_variable_empty_name: () => tf.get_variable('', [2]),
  variable_scope_without_name: () => tf.variable_scope(null, () => null),
  variable_scope_reuse_without_name: () =>
    tf.variable_scope(null, {default_name: 's', reuse: true}, () => null),
  variable_scope_type: () => tf.variable_scope(untyped<string>(3), () => null),
  assign_shape: () => tf.assign(tf.Variable(tf.zeros([2])), tf.zeros([3])),
  assign_dtype: () => tf.assign(tf.Variable(tf.zeros([2])), tf.zeros([2], tf.int32)),
  constant_initializer_count: () => v_of([2], {initializer: tf.constant_initializer([1.0, 2.0, 3.0])}),
  constant_initializer_shape_verified: () =>
    v_of([2], {initializer: tf.constant_initializer([1.0, 2.0, 3.0], {verify_shape: true})}),
  orthogonal_initializer_rank: () => v_of([2], {initializer: tf.orthogonal_initializer()}),
  contrib_l1_regularizer_scale: () => tf.contrib.layers.l1_regularizer(-1.0),
  contrib_l2_regularizer_integer: () => tf.contrib.layers.l2_regularizer(1n),
  contrib_variance_scaling_mode: () =>
    tf.contrib.layers.variance_scaling_initializer({mode: 'FAN' as 'FAN_IN'}),
});
