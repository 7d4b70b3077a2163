// Sets, distances, texts in pieces, CTC and confusion matrices, which sparse tensors are used for.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {untyped} from '../../support/mistakes.ts';
import {gradients_of, parts, round_values} from '../../support/sparse.ts';

const {nn, sets} = tf;
const PAIRS = [
  [0, 0],
  [0, 1],
  [1, 0],
];
const one = (): tf.SparseTensor => tf.SparseTensor([[0, 0]], [1n], [1, 1]);

test_programs({
  set_functions: () => {
    const a = tf.constant(
      [
        [1n, 2n, 3n],
        [4n, 5n, 5n],
      ],
      {name: 'a'},
    );
    const b = tf.constant(
      [
        [3n, 4n],
        [5n, 6n],
      ],
      {name: 'b'},
    );
    const c = tf.SparseTensor(PAIRS, [1n, 4n, 5n], [2, 2]);
    const value = tf.SparseTensorValue([[0, 0]], tf.NDArray.from([9n]), [2, 1]);
    return {
      run: [
        sets.size(c),
        sets.set_size(sets.union(a, b), false),
        ...parts(
          sets.intersection(a, b),
          sets.set_intersection(c, a),
          sets.difference(a, b),
          sets.set_difference(c, a),
          sets.difference(a, c, false),
          sets.union(c, c),
          sets.set_union(a, value, {validate_indices: false}),
        ),
      ],
    };
  },
  set_size_of_dense: () => {
    sets.size(tf.constant([[1n]], {name: 'a'}));
  },
  set_of_floats: () => {
    sets.union(tf.constant([[1]]), tf.constant([[1]]));
  },
  set_of_other_dtype: () => {
    sets.difference(tf.constant([[1n]]), tf.constant([['x']]));
  },

  edit_distances: () => {
    const indices = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    const a = tf.SparseTensor(indices, ['a', 'b', 'c'], [2, 2]);
    const b = tf.SparseTensor([...indices, [1, 2]], ['a', 'c', 'b', 'c'], [2, 3]);
    const value = tf.SparseTensorValue([[0, 0]], ['x'], [2, 1]);
    return {
      run: [tf.edit_distance(a, b), tf.edit_distance(a, value, {normalize: false, name: 'far'})],
    };
  },
  edit_distance_of_dense: () => {
    const dense = (): tf.SparseTensor => untyped<tf.SparseTensor>(tf.constant([[1n]]));
    tf.edit_distance(dense(), dense());
  },
  edit_distance_truth: () => {
    tf.edit_distance(one(), untyped<tf.SparseTensor>(tf.constant([[1n]])));
  },

  texts_split: () => {
    const t = tf.constant(['a b', ' c,d  e', ''], {name: 't'});
    const {split} = tf.strings;
    return {
      run: parts(
        tf.string_split(t),
        tf.string_split(t, ' ,', {skip_empty: false}),
        tf.string_split(['x-y'], {delimiter: '-', name: 'named'}),
        split(t),
        split(t, {sep: ',', maxsplit: 1}),
        split({source: ['p::q::r'], sep: '::', name: 'pieces'}),
      ),
    };
  },
  texts_split_twice_told: () => {
    tf.string_split(['a'], {sep: ' ', delimiter: ','});
  },
  texts_split_result_type: () => {
    tf.string_split(['a'], {result_type: 'list'});
  },
  texts_split_none: () => {
    tf.strings.split(['a'], {source: ['b']});
  },

  ctc_decoders: () => {
    const x = tf.constant(round_values(4, 2, 3), {name: 'x'});
    const [greedy, p] = nn.ctc_greedy_decoder(x, [4, 3]);
    const n = tf.constant([2n, 4n], {name: 'n'});
    const [plain, q] = nn.ctc_greedy_decoder(x, n, {merge_repeated: false});
    const [beams, r] = nn.ctc_beam_search_decoder(x, [4, 3], {beam_width: 5, top_paths: 2});
    const [others, s] = nn.ctc_beam_search_decoder_v2(x, [4, 4], 3);
    return {
      run: [...parts(...greedy, ...plain, ...beams, ...others), p, q, r, s],
      count: [greedy.length, beams.length, others.length],
    };
  },

  ctc_labels_changed: () => {
    const labels = tf.placeholder(tf.int32, [2, 5], {name: 'labels'});
    const collapsed = nn.collapse_repeated(labels, [4, 3]);
    const p = tf.placeholder_with_default([[1n, 1n, 2n]], [null, null], {name: 'p'});
    const more = nn.collapse_repeated(p, tf.constant([3], tf.int64, {name: 'c'}), {name: 'named'});
    return {run: [...collapsed, ...more, ...nn.ctc_unique_labels(labels)]};
  },
  ctc_loss_of_dense: () => {
    nn.ctc_loss(untyped<tf.SparseTensor>(tf.constant([[1n]])), tf.zeros([2, 1, 3]), [2]);
  },
  ctc_loss_two_inputs: () => {
    nn.ctc_loss(one(), tf.zeros([2, 1, 3]), [2], {logits: tf.zeros([2, 1, 3])});
  },
  ctc_loss_without_blank: () => {
    nn.ctc_loss_v2(one(), tf.zeros([2, 1, 3]), null, [2]);
  },

  confusion_matrices: () => {
    const a = tf.constant([1n, 2n, 4n], {name: 'a'});
    const b = tf.constant([2n, 2n, 4n], {name: 'b'});
    const m = tf.confusion_matrix;
    const u = tf.placeholder_with_default([[0n], [1n]], null, {name: 'u'});
    const k = tf.constant(5n, {name: 'k'});
    return {
      run: [
        m(a, b),
        m(a, b, 6, tf.float32, 'named'),
        tf.math.confusion_matrix(a, tf.expand_dims(b, 1), {num_classes: k, weights: [1n, 2n, 3n]}),
        m(u, [1, 1], 3),
        m({labels: [[0], [1]], predictions: [1, 1]}),
      ],
    };
  },
  confusion_matrix_out_of_bound: () => {
    const a = tf.placeholder_with_default(tf.NDArray.from([0n, 3n], tf.int64), [2], {name: 'a'});
    return {run: [tf.confusion_matrix(a, [0, 1], {num_classes: 2})]};
  },
  confusion_matrix_negative: () => {
    tf.confusion_matrix([0, -1], [0, 1], {num_classes: 2});
  },
  confusion_matrix_weights: () => {
    tf.confusion_matrix([0, 1], [0, 1], {weights: [1, 2, 3]});
  },

  signs_asserted: () => {
    const x = tf.placeholder_with_default([1.5, 2], [2], {name: 'x'});
    const y = tf.negative(x, {name: 'y'});
    tf.assert_positive(x);
    tf.assert_negative(y, {message: 'told', name: 'below'});
    tf.assert_non_negative(x, {data: ['here', x], summarize: 3});
    tf.assert_non_positive(y);
  },
  signs_assert_negative_static: () => {
    tf.assert_negative(tf.constant([1.5, -2], {name: 'x'}), {message: 'Wrong'});
  },
});

// As the op's own results.
test_programs(
  {
    ctc_losses: () => {
      const x = tf.constant(round_values(4, 2, 3), {name: 'x'});
      const labels = tf.SparseTensor(PAIRS, [0n, 1n, 1n], [2, 2]);
      const n = tf.constant([4n, 3n], {name: 'n'});
      const loss = nn.ctc_loss(labels, x, n);
      const turned = nn.ctc_loss(labels, {
        logits: tf.transpose(x, [1, 0, 2]),
        sequence_length: [4, 3],
        time_major: false,
      });
      const other = nn.ctc_loss_v2(labels, x, null, n, {blank_index: 2});
      const later = tf.SparseTensor(labels.indices, labels.values.add(1n), labels.dense_shape);
      const first = nn.ctc_loss_v2(later, x, null, n, {blank_index: 0});
      const last = nn.ctc_loss_v2(labels, x, null, n, {blank_index: -1});
      const two = [
        [0, 0],
        [1, 0],
      ];
      const few = tf.SparseTensor(two, [0n, 2n], [2, 1]);
      const middle = nn.ctc_loss_v2(few, x, null, n, {blank_index: -2});
      const gradients = gradients_of([loss, first], x);
      return {run: [loss, turned, other, first, last, middle, ...gradients]};
    },
  },
  {rule: 'product'},
);
