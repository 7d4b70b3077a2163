// tf.contrib.layers and arg_scope: the graphs, names, collections and errors of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

const {add_arg_scope, arg_scope, has_arg_scope} = tf.contrib.framework;
const {batch_norm, fully_connected, l2_regularizer} = tf.contrib.layers;

function inputs(): tf.Tensor {
  return tf.placeholder(tf.float32, [null, 4], {name: 'x'});
}

function mine() {
  return add_arg_scope(
    tf.signature(['a', 'b', 'c'], function mine(a: number, b = 1, c = 2): number[] {
      return [a, b, c];
    }),
  );
}

test_programs({
  contrib_layers: () => {
    const x = inputs();
    const is_training = tf.placeholder(tf.bool, [], {name: 'is_training'});
    fully_connected(x, 3);
    fully_connected(x, 3, {scope: 'named'});
    fully_connected(x, 3, {activation_fn: null, biases_initializer: null});
    fully_connected(x, 3, {scope: 'named', reuse: true});
    fully_connected(x, 3, {weights_regularizer: l2_regularizer(0.1)});
    fully_connected(x, 3, {
      outputs_collections: 'outputs',
      scope: 'collected',
      variables_collections: ['vars'],
      trainable: false,
    });
    batch_norm(x);
    batch_norm(x, {is_training: false});
    batch_norm(x, {is_training, scope: 'bn', scale: true, center: false});
    batch_norm(x, {is_training, fused: false, updates_collections: null, decay: 0.9});
    batch_norm(x, {is_training: true, activation_fn: tf.nn.relu, zero_debias_moving_mean: true});
    fully_connected(tf.placeholder(tf.float32, [null, 2, 4]), 3);
    return {
      updates: tf.get_collection(tf.GraphKeys.UPDATE_OPS),
      outputs: tf.get_collection('outputs'),
      vars: tf.get_collection('vars'),
      variables: tf.global_variables(),
      model: tf.get_collection(tf.GraphKeys.MODEL_VARIABLES),
    };
  },

  arg_scopes: () => {
    const x = inputs();
    const defaults = {activation_fn: tf.nn.elu, weights_initializer: tf.zeros_initializer()};
    const outer = arg_scope([fully_connected], defaults, (outer) => {
      fully_connected(x, 3);
      arg_scope([fully_connected, batch_norm], {activation_fn: null}, () => {
        fully_connected(x, 3);
        batch_norm(x);
      });
      fully_connected(x, 3, {activation_fn: tf.nn.relu});
      return outer;
    });
    fully_connected(x, 3);
    arg_scope(outer, () => fully_connected(x, 3));
    const func = mine();
    const results = arg_scope([func], {b: 10}, () => [
      func(1),
      func(1, {b: 5}),
      func(1, {b: 2, c: 3}),
      arg_scope([func], {c: 20}, () => func(1)),
    ]);
    return {results, has: has_arg_scope(func), not_has: has_arg_scope(inputs)};
  },

  arg_scope_given_twice: () => {
    const func = mine();
    arg_scope([func], {b: 10}, () => void func(1, 2));
  },
});
