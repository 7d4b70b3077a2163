// Softmax and cross entropies: the graphs, messages and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {nn} = tf;
const LOGITS = [
  [
    [0.5, -2.0, 1.0],
    [3.0, 1.0, 0.0],
  ],
];

test_programs(
  {
    softmax_axes: () => {
      const x = tf.constant(
        [
          [
            [0.5, -2.0],
            [3.0, 1.0],
          ],
          [
            [4.0, -0.25],
            [0.0, 2.0],
          ],
        ],
        {name: 'x'},
      );
      const rows = tf.placeholder_with_default([[1.0, 2.0, 4.0]], [null, 3], {name: 'rows'});
      return {
        run: [
          nn.softmax(x, {axis: 1}),
          nn.softmax(x, {axis: -2}),
          nn.log_softmax(x, {axis: 0}),
          nn.softmax(x, {dim: 2}),
          nn.log_softmax(rows),
          nn.softmax(rows, 0, {name: 'named'}),
        ],
      };
    },

    softmax_axis_out_of_range: () => {
      nn.softmax(tf.zeros([2, 3]), {axis: 2});
    },

    softmax_both_axes: () => {
      nn.softmax(tf.zeros([2, 3]), {axis: 1, dim: 1});
    },

    cross_entropies: () => {
      const logits = tf.placeholder_with_default(LOGITS, [null, 2, 3], {name: 'logits'});
      const fixed = tf.constant(LOGITS, {name: 'fixed'});
      const labels = tf.constant(
        [
          [
            [0.0, 1.0, 0.0],
            [0.5, 0.25, 0.25],
          ],
        ],
        {name: 'labels'},
      );
      const classes = tf.constant([[1n, 2n]], {name: 'classes'});
      const half = tf.constant([[0.5, -2.0, 1.0]], tf.float16, {name: 'half'});
      return {
        run: [
          nn.softmax_cross_entropy_with_logits_v2({labels, logits}),
          nn.softmax_cross_entropy_with_logits_v2(labels, fixed, {name: 'named'}),
          nn.softmax_cross_entropy_with_logits_v2({labels, logits: fixed, axis: 1}),
          nn.softmax_cross_entropy_with_logits({labels, logits: fixed, dim: 0}),
          nn.softmax_cross_entropy_with_logits({
            labels: tf.constant([[0.0, 1.0, 0.0]]),
            logits: half,
            name: 'halves',
          }),
          nn.sparse_softmax_cross_entropy_with_logits({labels: classes, logits: fixed}),
          nn.sparse_softmax_cross_entropy_with_logits({labels: classes, logits, name: 'sparse'}),
          nn.sparse_softmax_cross_entropy_with_logits({labels: [1n], logits: half}),
          nn.sigmoid_cross_entropy_with_logits({labels, logits, name: 'sigmoids'}),
        ],
      };
    },

    gradients_losses: () => {
      const logits = tf.placeholder(tf.float32, [null, 3]);
      const labels = tf.placeholder(tf.int64, [null]);
      const targets = tf.placeholder(tf.float32, [null, 3]);
      tf.gradients(nn.sparse_softmax_cross_entropy_with_logits({labels, logits}), [logits]);
      tf.gradients(nn.softmax_cross_entropy_with_logits_v2({labels: targets, logits}), [logits, targets]);
      tf.gradients(nn.softmax_cross_entropy_with_logits({labels: targets, logits}), [logits]);
      tf.gradients(nn.sigmoid_cross_entropy_with_logits({labels: targets, logits}), [logits]);
    },

    sparse_cross_entropy_scalar_logits: () => {
      nn.sparse_softmax_cross_entropy_with_logits({labels: tf.constant(1n), logits: tf.constant(1.0)});
    },

    sparse_cross_entropy_rank: () => {
      nn.sparse_softmax_cross_entropy_with_logits({
        labels: tf.zeros([2, 3], tf.int32),
        logits: tf.zeros([2, 3]),
      });
    },

    sparse_cross_entropy_shape: () => {
      nn.sparse_softmax_cross_entropy_with_logits({
        labels: tf.zeros([3], tf.int32),
        logits: tf.zeros([2, 3]),
      });
    },

    cross_entropy_positional: () => {
      // @ts-expect-error The compiler refuses it too.
      nn.softmax_cross_entropy_with_logits(tf.zeros([2, 3]), tf.zeros([2, 3]));
    },

    cross_entropy_without_logits: () => {
      nn.sigmoid_cross_entropy_with_logits({labels: tf.zeros([2, 3])});
    },

    sigmoid_cross_entropy_shapes: () => {
      nn.sigmoid_cross_entropy_with_logits({labels: tf.zeros([2, 3]), logits: tf.zeros([2])});
    },
  },
  {rule: 'product'},
);
