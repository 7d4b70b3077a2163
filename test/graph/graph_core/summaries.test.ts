// Summaries and prints: nodes, names and tags, collections, and what is said to mistakes.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const square = (): tf.Tensor =>
  tf.constant(
    [
      [1.0, 2.0],
      [3.0, 4.0],
    ],
    {name: 'x'},
  );

test_programs({
  summary_kinds: () => {
    const x = tf.constant([[1.0, 2.0]], {name: 'x'});
    const made = [
      tf.summary.scalar('loss', tf.constant(2.0)),
      tf.summary.histogram('weights', x),
      tf.summary.image('pictures', tf.ones([1, 2, 2, 3]), {max_outputs: 2}),
      tf.summary.audio('sounds', x, 8000.0),
      tf.summary.text('words', tf.constant(['a', 'b'])),
      tf.summary.tensor_summary('whole', x, {summary_description: 'told', display_name: 'shown'}),
    ];
    const all = tf.summary.merge_all();
    return {names: made, all, shape: String(made[0]?.shape), run: [...made, tf.summary.merge_all()]};
  },

  summary_names: () => {
    const {histogram, scalar} = tf.summary;
    const made = tf.name_scope('outer', () => [
      scalar('a', 1.0),
      scalar('a', 1.0),
      scalar('with space/x:0', 1.0),
      scalar('/first', 1.0),
      scalar('a', 1.0, {family: 'kind'}),
      scalar('b', 1.0, {family: 'of us'}),
      histogram('h', [1.0], {family: 'kind'}),
    ]);
    return {names: made, run: made};
  },

  summary_without_name: () => {
    tf.summary.histogram('', [1.0]);
  },

  summary_collections: () => {
    const {merge, merge_all, scalar} = tf.summary;
    const one = scalar('one', 1.0, {collections: ['mine', tf.GraphKeys.SUMMARIES]});
    const two = scalar('two', 2.0, {collections: ['mine']});
    const merged = [
      merge([one, two]),
      merge([two], {collections: ['merged'], name: 'some name'}),
      merge_all('mine', {name: 'mine'}),
      merge_all({scope: 'tw'}),
      tf.name_scope('inner', () => merge_all('mine', {scope: 'one'})),
    ];
    return {merged, none: merge_all('nothing'), run: [merged[0], merged[2]]};
  },

  summary_metadata: () => {
    const plugin_data = {plugin_name: 'plugin', content: Uint8Array.of(1)};
    const y = tf.summary.tensor_summary('t', tf.constant([1n, 2n]), {
      summary_metadata: tf.SummaryMetadata({plugin_data}),
      family: 'f',
      collections: ['x'],
      display_name: 'd',
    });
    return {y, run: [y]};
  },

  summary_of_text_dtype: () => {
    tf.summary.text('t', tf.constant(1.0, {name: 'number'}));
  },

  summary_of_description: () => {
    const node = tf.NodeDef({op: 'TensorSummary'});
    const s = new TextEncoder().encode('{"typeHint": "image"}');
    node.attr.set('description', tf.AttrValue({s}));
    return {hint: tf.summary.get_summary_description(node).type_hint};
  },

  summary_of_other_description: () => {
    tf.summary.get_summary_description(tf.NodeDef({op: 'Add'}));
  },

  prints: () => {
    const x = square();
    const word = tf.constant('word', {name: 'word'});
    const words = tf.constant(['a', 'b']);
    const sparse = tf.SparseTensor([[0, 1]], [2.5], [2, 3]);
    const made = [
      tf.print(x),
      tf.print(word),
      tf.print(words),
      tf.print('x:', x, 'words', words, {sep: '|', end: '!\n'}),
      tf.print([x, 't', 3, null], {b: x, a: [words, true]}, {name: 'named'}),
      tf.print('no tensors', 5, 2.5),
      tf.print(sparse, {summarize: -1}),
      tf.print('a {} here', x),
      tf.print('a {} and {}9', x, word),
      tf.print(word, {name: 'plain', output_stream: 'file:///tmp/x'}),
      tf.print("it's", ["it's", x]),
      tf.print(),
      tf.name_scope('inner', () => tf.print('x', x, {output_stream: tf.logging.INFO})),
    ];
    return {made};
  },

  print_streams: () => {
    const x = tf.constant(1n);
    const {ERROR, INFO, WARN} = tf.logging;
    const streams = [process.stdout, process.stderr, INFO, WARN, ERROR];
    return {made: streams.map((output_stream) => tf.print(x, {output_stream}))};
  },

  print_to_nowhere: () => {
    tf.print('x', {output_stream: 'nowhere'});
  },

  formats: () => {
    const {format} = tf.strings;
    const x = square();
    const made = [
      format('x: {}', x),
      format('{} and {}', [x, 5n]),
      format('%%, none', [], {placeholder: '@', name: 'plain'}),
      format('<@>', x, {placeholder: '@', summarize: 1}),
    ];
    return {made, shape: String(made[0]?.shape), run: made};
  },

  format_of_wrong_count: () => {
    tf.strings.format('{} {}', [1n]);
  },

  time_stamps: () => ({now: [tf.timestamp(), tf.timestamp({name: 'now'})]}),

  print_of_vector: () => {
    tf.raw_ops.PrintV2({input: ['a']});
  },
});
