// tf.contrib.layers in its less usual forms, and tf.contrib.framework's variables, as in real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

const {framework, layers} = tf.contrib;
const {batch_norm, l2_regularizer} = layers;

function image_forms(images: tf.Tensor, is_training: tf.Tensor): void {
  batch_norm(images, {is_training});
  batch_norm(images, {is_training, updates_collections: null});
  batch_norm(images, {fused: false, data_format: 'NHWC', updates_collections: 'mine', scale: true});
}

test_programs({
  contrib_batch_norm_forms: () => {
    const x = tf.placeholder(tf.float32, [null, 4], {name: 'x'});
    const images = tf.placeholder(tf.float32, [null, 5, 5, 3], {name: 'images'});
    const is_training = tf.placeholder(tf.bool, [], {name: 'is_training'});
    image_forms(images, is_training);
    batch_norm(x, {fused: false, updates_collections: 'mine', is_training, decay: 0.5});
    const channels = tf.placeholder(tf.float32, [null, 3, 5, 5], {name: 'channels'});
    batch_norm(channels, {data_format: 'NCHW', is_training: false});
    const in_place = {fused: false, updates_collections: null, scale: true};
    batch_norm(tf.placeholder(tf.float32, [2, 3, 5, 5]), {data_format: 'NCHW', ...in_place});
    batch_norm(x, {
      param_initializers: {beta: tf.ones_initializer()},
      scale: true,
      param_regularizers: {gamma: l2_regularizer(0.1)},
      variables_collections: {beta: ['betas']},
    });
    batch_norm(x, {scope: 'again', outputs_collections: 'outputs'});
    batch_norm(x, {scope: 'again', reuse: true, is_training: false});
    batch_norm(x, {is_training, zero_debias_moving_mean: true, updates_collections: null});
    return {
      updates: tf.get_collection(tf.GraphKeys.UPDATE_OPS),
      mine: tf.get_collection('mine'),
      betas: tf.get_collection('betas'),
      outputs: tf.get_collection('outputs'),
      losses: tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES),
    };
  },

  contrib_fully_connected_forms: () => {
    const {fully_connected} = layers;
    const x = tf.placeholder(tf.float32, [null, 4], {name: 'x'});
    layers.linear(x, 2);
    layers.relu(x, 2);
    layers.relu6(x, 2);
    layers.elu(x, 2, {scope: 'elu'});
    fully_connected(x, 2, {
      normalizer_fn: batch_norm,
      normalizer_params: {is_training: false},
      scope: 'normalized',
    });
    const variables_collections = {weights: ['w']};
    fully_connected(x, 2, {normalizer_fn: layers.dropout, variables_collections, trainable: false});
    const held = {collections: ['held']};
    framework.arg_scope([framework.model_variable], held, () => void fully_connected(x, 2, {scope: 'held'}));
    tf.variable_scope('outer', () => {
      fully_connected(x, 2);
      layers.dropout(x, {keep_prob: tf.placeholder(tf.float32, []), is_training: true});
      layers.flatten(tf.placeholder(tf.float32, [null, 2, 2]), {outputs_collections: ['flat'], scope: 'f'});
    });
    return {
      w: tf.get_collection('w'),
      held: tf.get_collection('held'),
      flat: tf.get_collection('flat'),
      variables: tf.global_variables(),
      model: tf.model_variables(),
    };
  },

  variables_of_the_graph: () => {
    const {a, v, w} = tf.variable_scope('a', (a) => ({
      a,
      v: tf.get_variable('v', [2]),
      w: tf.get_variable('w', [2], {trainable: false}),
    }));
    tf.get_variable('local', [], {collections: [tf.GraphKeys.LOCAL_VARIABLES], trainable: false});
    framework.model_variable('a_model', [3], {regularizer: l2_regularizer(0.5), device: '/cpu:0'});
    framework.variable('plain', [1], {dtype: tf.int32, collections: ['kept', 'kept']});
    tf.add_to_collection(tf.GraphKeys.MOVING_AVERAGE_VARIABLES, v);
    framework.add_model_variable(w);
    framework.add_model_variable(w);
    tf.global_variables_initializer();
    tf.local_variables_initializer();
    tf.variables_initializer([v], {name: 'only_v'});
    tf.variables_initializer([]);
    return {
      all: tf.global_variables(),
      scoped: tf.global_variables('a/'),
      trainable: tf.trainable_variables(),
      local: tf.local_variables(),
      model: tf.model_variables(),
      moving: tf.moving_average_variables(),
      kept: tf.get_collection('kept'),
      by_scope: framework.get_variables(a),
      by_suffix: framework.get_variables({suffix: 'v'}),
      by_name: framework.get_variables_by_name('w'),
      unique: framework.get_unique_variable('a/v'),
      model_in_scope: framework.get_model_variables('a/'),
      restored: framework.get_variables_to_restore({exclude: ['a/v']}),
      included: framework.get_variables_to_restore({include: ['a_model']}),
    };
  },

  get_unique_variable_missing: () => void framework.get_unique_variable('absent'),

  contrib_batch_norm_data_format: () => {
    batch_norm(tf.zeros([2, 3]), {data_format: 'NHCW'});
  },

  contrib_batch_norm_rank_three: () => {
    batch_norm(tf.zeros([2, 3, 4]), {updates_collections: null});
  },

  arg_scope_reused_with_keywords: () => {
    const scope = framework.arg_scope([layers.dropout], {keep_prob: 0.5}, (inside) => inside);
    // @ts-expect-error Defaults are for functions, not for earlier defaults.
    framework.arg_scope(scope, {keep_prob: 0.2}, () => null);
  },
});
