// Collections, placeholders and the graph object: what real TensorFlow says of the same programs.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

function name_or_text(item: unknown): string {
  return typeof item === 'string' ? item : (item as {readonly name: string}).name;
}

function default_placeholder(): tf.Tensor {
  return tf.placeholder_with_default([1.0, 2.0], [null], {name: 'x'});
}

test_programs({
  collections: () => {
    const a = tf.name_scope('s', () => tf.constant(1n, {name: 'a'}));
    const b = tf.constant(1n, {name: 'b'});
    const v = tf.Variable(1n, {name: 's/v'});
    tf.add_to_collection('mine', a);
    tf.add_to_collection('mine', b);
    tf.add_to_collections(['mine', 'other'], v);
    tf.add_to_collections(['other', 'other'], 'text');
    tf.get_collection_ref('made');
    tf.get_collection_ref('mine').push(a);
    return {
      mine: tf.get_collection('mine'),
      scoped: tf.get_collection('mine', 's'),
      slash: tf.get_collection('mine', {scope: 's/a'}),
      pattern: tf.get_collection('mine', '.*/v'),
      other: tf.get_collection('other').map(name_or_text),
      unnamed: tf.get_collection('other', 't'),
      none: tf.get_collection('absent'),
      keys: tf.get_default_graph().get_all_collection_keys().sort(),
    };
  },

  placeholders: () => {
    tf.placeholder(tf.float32);
    tf.placeholder(tf.float32, []);
    tf.placeholder(tf.int64, [null, 3], 'x');
    tf.placeholder(tf.string, {shape: null, name: 'unknown'});
    tf.placeholder_with_default(false, {shape: [], name: 'training'});
    tf.placeholder_with_default([[1.0, 2.0]], [null, 2]);
    tf.placeholder_with_default(tf.zeros([3]), null);
  },

  placeholder_with_default_run: () => {
    const x = default_placeholder();
    const y = tf.multiply(x, 3.0, {name: 'y'});
    return {run: [y, tf.shape(x)]};
  },

  placeholder_with_default_fed: () => {
    const x = default_placeholder();
    const y = tf.multiply(x, 3.0, {name: 'y'});
    return {run: [y, tf.shape(x)], feed: {'x:0': [5.0]}};
  },

  graph_facts: () => {
    const graph = tf.get_default_graph();
    const start = graph.version;
    const a = tf.constant(1.0, {name: 'a'});
    const [first, second] = tf.split(tf.zeros([4]), 2, {name: 'b'}) as [tf.Tensor, tf.Tensor];
    const middle = graph.version;
    graph.prevent_feeding(a);
    graph.prevent_fetching(first.op);
    const element = graph.as_graph_element('b:1');
    const op = graph.as_graph_element('a');
    const facts = {
      start,
      middle,
      seed: graph.seed,
      feedable: [graph.is_feedable(a), graph.is_feedable(first)],
      fetchable: [graph.is_fetchable(a), graph.is_fetchable(first.op)],
      element,
      same: element === second,
      op,
      repr: [a.repr(), String(a), second.repr(), String(op), op.repr()],
      producer: graph.graph_def_versions.producer,
    };
    graph.finalize();
    return {...facts, finalized: graph.finalized};
  },

  graph_finalized: () => {
    tf.get_default_graph().finalize();
    tf.constant(1n);
  },

  nested_default_graphs: () => {
    const outer = tf.get_default_graph();
    const inner = tf.Graph();
    tf.name_scope('a', () => {
      inner.as_default(() => tf.constant(1n, {name: 'x'}));
      tf.constant(1n, {name: 'x'});
    });
    const names = (graph: tf.Graph): string[] => graph.get_operations().map((op) => op.name);
    return {inner: names(inner), outer: names(outer)};
  },
});
