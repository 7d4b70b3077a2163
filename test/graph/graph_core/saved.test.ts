// Savers and graphs that are read back: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

/** The GraphDef of a program in a graph of its own. */
function definition_of(program: () => unknown): tf.GraphDef {
  const source = tf.Graph();
  source.as_default(() => program());
  return source.as_graph_def();
}

const constant_identity = (): unknown => tf.identity(tf.constant(1.0), {name: 'i'});

test_programs({
  saver_sharded: () => {
    tf.device('/cpu:0', () => tf.Variable(1.0, {name: 'a'}));
    tf.Variable(1.0, {name: 'b'});
    const saver = tf.train.Saver({sharded: true, allow_empty: true});
    return {saver: String(saver.saver_def)};
  },

  saver_reshape: () => {
    tf.Variable([1.0, 2.0], {name: 'a'});
    tf.train.Saver({reshape: true});
  },

  saver_without_variables: () => {
    tf.train.Saver();
  },

  saver_duplicate_names: () => {
    const first = tf.Variable(1.0, {name: 'a'});
    tf.train.Saver([first, tf.Variable(1.0, {name: 'a'}).read_value()]);
  },

  meta_graph_round_trip: () => {
    const v = tf.Variable(1.0, {name: 'v'});
    const pred = tf.placeholder_with_default(true, []);
    tf.cond(
      pred,
      () => v.mul(2.0),
      () => v.mul(3.0),
      {name: 'c'},
    );
    tf.add_to_collection('mine', v);
    const saver = tf.train.Saver();
    const meta = tf.train.export_meta_graph({saver_def: saver.as_saver_def()});
    tf.train.import_meta_graph(meta, {import_scope: 'imported'});
    return {
      variables: tf.global_variables(),
      mine: tf.get_collection('mine'),
      trainable: tf.trainable_variables(),
      contexts: tf
        .get_collection<{readonly name: string}>(tf.GraphKeys.COND_CONTEXT)
        .map((context) => context.name),
    };
  },

  import_graph_missing: () => {
    tf.import_graph_def(definition_of(constant_identity), {return_elements: ['absent:0']});
  },

  import_graph_unused_input: () => {
    tf.import_graph_def(definition_of(constant_identity), {
      input_map: new Map([['nothing:0', tf.constant(1.0)]]),
    });
  },

  import_graph_wrong_dtype: () => {
    const definition = definition_of(() => tf.identity(tf.placeholder(tf.float32, {name: 'p'}), {name: 'i'}));
    tf.import_graph_def(definition, {input_map: new Map([['p:0', tf.constant(1n)]])});
  },
});
