// tf.layers.Layer: layers of the user's own, their scopes, names, variables and losses, as in real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

const {l2_regularizer} = tf.contrib.layers;

class Scaled extends tf.layers.Layer {
  #scale: tf.Variable | null = null;
  #count: tf.Variable | null = null;

  override build(input_shape: tf.TensorShape): void {
    this.#scale = this.add_weight('scale', [input_shape.at(-1)], {
      initializer: tf.ones_initializer(),
      regularizer: l2_regularizer(0.1),
    });
    this.#count = this.add_variable('count', [], {
      dtype: tf.int32,
      initializer: tf.zeros_initializer(),
      trainable: false,
    });
    this.built = true;
  }

  override call(inputs: tf.Tensor, factor = 1.0): tf.Tensor {
    this.add_update(tf.assign_add(this.#count as tf.Variable, 1));
    this.add_loss(tf.reduce_sum(inputs));
    return inputs.mul(this.#scale as tf.Variable).mul(factor);
  }
}

class Nothing extends tf.layers.Layer {
  override call(): tf.Tensor {
    return JSON.parse('null') as tf.Tensor;
  }
}

function inputs(): tf.Tensor {
  return tf.placeholder(tf.float32, [null, 3], {name: 'x'});
}

test_programs({
  layer_of_the_user: () => {
    const x = inputs();
    const [first, second] = [new Scaled(), new Scaled({name: 'mine'})];
    const y = first(x);
    const z = second(first.apply(y), 2.0);
    tf.name_scope('other', () => void second(z));
    return {
      names: [first.name, second.name, first.scope_name, second.scope_name],
      y,
      z,
      dtypes: [first.dtype, second.dtype],
      trainable: first.trainable_weights,
      others: first.non_trainable_weights,
      weights: second.weights,
      updates: second.updates,
      built_losses: first.losses,
      update_ops: tf.get_collection(tf.GraphKeys.UPDATE_OPS),
      losses: tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES),
    };
  },

  layer_not_trainable: () => {
    const x = inputs();
    const layer = tf.layers.BatchNormalization({trainable: false});
    const y = layer(x, {training: true});
    const dense = tf.layers.Dense(2);
    dense(x);
    const before = [dense.trainable_weights, dense.non_trainable_weights];
    dense.trainable = false;
    return {
      y,
      updates: layer.updates,
      trainable: layer.trainable_weights,
      others: layer.non_trainable_weights,
      before,
      after: [dense.trainable_weights, dense.non_trainable_weights],
      collection: tf.get_collection(tf.GraphKeys.UPDATE_OPS),
      in_graph: tf.trainable_variables(),
    };
  },

  layer_scopes: () => {
    const x = inputs();
    const defaults = {initializer: tf.zeros_initializer(), regularizer: l2_regularizer(0.1)};
    const {outer, layer} = tf.variable_scope('outer', defaults, (outer) => {
      tf.layers.dense(x, 2);
      const layer = tf.layers.Dense(2, {name: 'inside'});
      layer(x);
      return {outer, layer};
    });
    const made_here = tf.variable_scope('elsewhere', () => {
      layer(x);
      const made_here = tf.layers.Dense(2, {_scope: outer, name: 'in_outer'});
      made_here(x);
      return made_here;
    });
    tf.variable_scope(outer, {reuse: true}, () => void tf.layers.dense(x, 2, {name: 'dense'}));
    const scoped = tf.layers.Dense(2);
    scoped(x, {scope: 'called_in'});
    tf.variable_scope('', {reuse: tf.AUTO_REUSE}, () => void tf.layers.dense(x, 2, {name: 'called_in'}));
    return {
      names: [layer.scope_name, made_here.scope_name, scoped.scope_name],
      variables: tf.global_variables(),
      losses: tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES),
    };
  },

  layer_custom_getter: () => {
    const x = inputs();
    const asked: string[] = [];
    const frozen: tf.CustomGetter = (getter, name, request) => {
      asked.push(name);
      return getter(name, {...request, trainable: false});
    };
    const layer = tf.variable_scope('s', {custom_getter: frozen}, () => {
      const layer = tf.layers.Dense(2);
      layer(x);
      return layer;
    });
    return {
      asked,
      trainable: layer.trainable_weights,
      others: layer.non_trainable_weights,
      in_graph: tf.trainable_variables(),
    };
  },

  layer_without_result: () => {
    new Nothing()(tf.zeros([2]));
  },

  layer_unknown_keyword: () => {
    // @ts-expect-error There is no such keyword.
    tf.layers.Dense(2, {colour: 'red'});
  },

  layer_scope_name_too_early: () => void tf.layers.Dense(2).scope_name,

  dense_called_with_other_size: () => {
    const layer = tf.layers.Dense(2);
    layer(tf.zeros([2, 3]));
    layer(tf.zeros([2, 4]));
  },

  weight_synchronized_on_read: () => {
    const {ON_READ} = tf.VariableSynchronization;
    tf.layers.Layer().add_weight('w', [], {trainable: true, synchronization: ON_READ});
  },
});
