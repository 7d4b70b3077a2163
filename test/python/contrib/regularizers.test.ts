// `tf.contrib.layers`' regularizers: the graphs, messages and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {layers} = tf.contrib;

test_programs({
  contrib_regularizers: () => {
    const w = tf.get_variable('w', [2, 3], {initializer: tf.ones_initializer()});
    const v = tf.constant([1.0, -2.0], {name: 'v'});
    const one = layers.l1_regularizer(0.5, {scope: 'one'});
    const two = layers.l2_regularizer(tf.constant(0.25));
    const total = layers.sum_regularizer([one, null, two, layers.l1_regularizer(0.0)], {scope: 'total'});
    const applied = layers.apply_regularization(total as typeof one, [w, v]);
    tf.add_to_collection(tf.GraphKeys.WEIGHTS, w);
    const again = layers.apply_regularization(layers.l2_regularizer(0.0));
    const of_nothing = layers.sum_regularizer([layers.l1_regularizer(0.0)]) as typeof one;
    const nothing = [layers.sum_regularizer([null]) === null, of_nothing(w) === null];
    const single = [
      layers.l1_l2_regularizer(0.0, 0.5),
      layers.l1_l2_regularizer(0.5, 0.0),
      layers.l1_l2_regularizer(),
    ].map((regularizer) => (regularizer as typeof one)(v));
    return {run: [applied, again, ...single], nothing, init: tf.global_variables_initializer()};
  },

  contrib_regularizer_negative: () => {
    layers.l2_regularizer(-0.5);
  },

  contrib_regularizer_integer: () => {
    layers.l1_regularizer(1n);
  },

  contrib_regularizer_both_integer: () => {
    layers.l1_l2_regularizer(1.0, 2n);
  },

  contrib_regularizer_without_weights: () => {
    layers.apply_regularization(layers.l2_regularizer(0.5));
  },

  contrib_regularizer_not_scalar: () => {
    layers.apply_regularization((w) => w as tf.Tensor, [tf.zeros([2, 3])]);
  },
});
