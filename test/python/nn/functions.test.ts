// `tf.nn`: the graphs and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const ROWS = [
  [0.5, -2.0, 3.0],
  [1.0, 4.0, -0.25],
];
const rows = (): tf.Tensor => tf.constant(ROWS, {name: 'x'});
const {nn} = tf;

test_programs(
  {
    neural_functions: () => {
      const x = rows();
      const labels = tf.constant(
        [
          [0.0, 1.0, 0.0],
          [0.5, 0.25, 0.25],
        ],
        {name: 'labels'},
      );
      const sparse = tf.constant([1n, 2n], {name: 'sparse'});
      const [mean, variance] = nn.moments(x, [0]);
      const [kept_mean, kept_variance] = nn.moments(x, [0, 1], {keep_dims: true});
      const run = [
        nn.relu(x),
        nn.relu6(x),
        nn.elu(x),
        nn.selu(x),
        nn.softplus(x),
        nn.softsign(x),
        nn.leaky_relu(x),
        nn.leaky_relu(x, {alpha: 0.01, name: 'leaky'}),
        nn.softmax(x),
        nn.softmax(x, 0),
        nn.log_softmax(x),
        nn.sigmoid(x),
        nn.tanh(x),
        nn.crelu(x),
        mean,
        variance,
        kept_mean,
        kept_variance,
        nn.batch_normalization(x, mean, variance, [1.0, 2.0, 3.0], null, 1e-3),
        nn.batch_normalization(x, mean, variance, null, null, 1e-3),
        nn.bias_add(x, [1.0, 2.0, 3.0]),
        nn.xw_plus_b(x, tf.ones([3, 2]), tf.zeros([2])),
        nn.in_top_k(x, sparse, 1),
        nn.sparse_softmax_cross_entropy_with_logits({labels: sparse, logits: x}),
        nn.l2_normalize(x, 0),
        nn.zero_fraction(x),
        nn.softmax_cross_entropy_with_logits_v2({labels, logits: x}),
        nn.softmax_cross_entropy_with_logits({labels, logits: x}),
        nn.sigmoid_cross_entropy_with_logits({labels, logits: x}),
        nn.top_k(x, 2)[1],
        nn.dropout(x, {keep_prob: 1.0}),
      ];
      nn.dropout(x, 0.5, {seed: 3});
      nn.dropout(x, {rate: 0.25, seed: 3});
      nn.dropout(x, tf.placeholder_with_default(1.0, []));
      return {run};
    },

    activations_of_other_types: () => {
      const i = tf.constant([-2n, 0n, 3n], {name: 'i'});
      const h = tf.constant([-2.0, 0.0, 3.0], tf.float64, {name: 'h'});
      return {
        run: [
          nn.relu(i),
          nn.leaky_relu(i),
          nn.elu(h),
          nn.relu6(h, {name: 'six'}),
          nn.softplus(h),
          nn.selu([1.0, -1.0]),
        ],
      };
    },

    gradients_activations: () => {
      const x = tf.placeholder(tf.float32, [null, 3]);
      const functions: ((x: tf.Tensor) => tf.Tensor)[] = [
        nn.relu,
        nn.relu6,
        nn.elu,
        nn.selu,
        nn.softplus,
        nn.softsign,
        nn.softmax,
        nn.log_softmax,
        nn.leaky_relu,
        tf.tanh,
        tf.sigmoid,
        tf.exp,
        tf.log,
        tf.sqrt,
        tf.rsqrt,
        tf.abs,
        tf.sign,
        tf.square,
        tf.reciprocal,
        tf.log1p,
        tf.expm1,
        tf.floor,
        tf.identity,
        nn.l2_loss,
      ];
      for (const f of functions) tf.gradients(f(x), [x]);
    },

    gradients_second_order: () => {
      const x = tf.constant([0.5, 2.0], {name: 'x'});
      const functions: ((x: tf.Tensor) => tf.Tensor)[] = [
        tf.square,
        tf.exp,
        tf.tanh,
        tf.sigmoid,
        tf.sqrt,
        nn.elu,
        nn.softplus,
        tf.reciprocal,
        tf.rsqrt,
      ];
      const run = functions.flatMap((f) => {
        const [first] = tf.gradients(f(x), [x]) as [tf.Tensor];
        return tf.gradients(first, [x]);
      });
      return {run};
    },

    bias_add_formats: () => {
      const images = tf.placeholder(tf.float32, [null, 2, 4, 5]);
      nn.bias_add(images, [1.0, 2.0], {data_format: 'NCHW'});
      nn.bias_add(images, tf.zeros([5]), 'NHWC', {name: 'last'});
      nn.bias_add(tf.zeros([2, 3, 4]), tf.zeros([3]), {data_format: 'NCW'});
      tf.gradients(nn.bias_add(images, [1.0, 2.0], {data_format: 'NCHW'}), [images]);
    },

    bias_add_format_unknown: () => {
      nn.bias_add(tf.zeros([2, 3]), tf.zeros([3]), {data_format: 'CHWN'});
    },

    l2_and_zero_fraction: () => {
      const x = tf.constant(
        [
          [3.0, -4.0],
          [0.0, 0.0],
        ],
        {name: 'x'},
      );
      const u = tf.placeholder_with_default([0n, 1n, 0n, 2n], [null], {name: 'u'});
      return {
        run: [
          nn.l2_loss(x),
          nn.l2_normalize(x),
          nn.l2_normalize(x, {axis: [1], epsilon: 1e-3, name: 'rows'}),
          nn.l2_normalize(x, {dim: 0}),
          nn.zero_fraction(u, {name: 'share'}),
          nn.relu_layer(x, tf.ones([2, 3]), tf.zeros([3]), {name: 'layer'}),
        ],
      };
    },

    top_and_in_top: () => {
      const x = rows();
      const u = tf.placeholder_with_default([0.0, 2.0, 1.0], [null], {name: 'u'});
      const [values, indices] = nn.top_k(x, {k: 2, sorted: false, name: 'top'});
      const best = nn.top_k(u);
      const within = [
        nn.in_top_k(x, [2n, 0n], 1),
        nn.in_top_k(x, tf.constant([2n, 0n], tf.int64), 2, {name: 'in_top'}),
      ];
      return {run: [...within, ...best, ...tf.gradients(values, [x])], indices};
    },

    top_k_too_many: () => {
      nn.top_k(tf.zeros([2, 3]), 4);
    },

    moments_and_statistics: () => {
      const x = rows();
      const u = tf.placeholder_with_default(ROWS, [null, 3], {name: 'u'});
      const half = tf.cast(x, tf.float16);
      const run = [
        ...nn.moments(half, [0]),
        ...nn.moments(u, {axes: [1], keep_dims: true, name: 'kept'}),
        ...nn.moments(u, 0),
        ...nn.moments(tf.Variable(x, {name: 'v'}).initialized_value(), [0, 1]),
      ];
      run.push(...nn.normalize_moments(...nn.sufficient_statistics(x, [0])));
      const shifted = nn.sufficient_statistics(u, [0], {shift: 1.0, keep_dims: true, name: 'shifted'});
      run.push(...nn.normalize_moments(...shifted, {name: 'normal'}));
      const [mean, variance] = nn.moments(x, [0], {keep_dims: false});
      const scale = (): tf.Tensor => tf.constant([2.0, 2.0, 2.0]);
      const offset = tf.constant([1.0, 2.0, 3.0]);
      run.push(nn.batch_normalization(u, mean, variance, offset, scale(), 1e-3, {name: 'full'}));
      run.push(nn.batch_normalization(u, mean, variance, null, scale(), 1e-3));
      return {run, init: tf.global_variables_initializer()};
    },

    dropouts: () => {
      tf.set_random_seed(1);
      const x = tf.placeholder_with_default(
        [
          [1.0, 2.0],
          [3.0, 4.0],
        ],
        [null, 2],
        {name: 'x'},
      );
      const rate = tf.placeholder_with_default(0.5, [], {name: 'rate'});
      return {
        run: [
          nn.dropout(x, {rate, seed: 4}),
          nn.dropout(tf.ones([2, 2]), {rate: 0.5, noise_shape: [null, 1], seed: 5, name: 'rows'}),
          nn.dropout(x, {keep_prob: tf.constant(0.75), noise_shape: tf.constant([1n, 2n])}),
          nn.dropout(x, {rate: tf.constant(0.0)}),
          nn.dropout(tf.cast(x, tf.float64), 0.5),
        ],
      };
    },

    dropout_of_integers: () => {
      nn.dropout(tf.constant([1n, 2n]), 0.5);
    },

    dropout_probability: () => {
      nn.dropout(tf.zeros([2]), {keep_prob: 1.5});
    },

    dropout_without_rate: () => {
      nn.dropout(tf.zeros([2]));
    },

    fused_batch_norms: () => {
      const x = tf.placeholder(tf.float32, [null, 3, 3, 2], {name: 'x'});
      const scale = tf.ones([2], {name: 'scale'});
      const offset = tf.zeros([2], {name: 'offset'});
      const [y, mean, variance] = nn.fused_batch_norm(x, scale, offset, {name: 'training'});
      const [z] = nn.fused_batch_norm(x, scale, offset, mean, variance, {epsilon: 0.01, is_training: false});
      tf.gradients(y, [x, scale, offset]);
      tf.gradients(z, [x, scale, offset]);
      const given = [tf.zeros([4, 2, 3, 3]), scale, offset, tf.zeros([2]), tf.ones([2])] as const;
      const [w] = nn.fused_batch_norm(...given, {data_format: 'NCHW', is_training: false});
      tf.gradients(w, [scale]);
    },

    fused_batch_norm_given_moments: () => {
      nn.fused_batch_norm(tf.zeros([1, 2, 2, 2]), tf.ones([2]), tf.zeros([2]), {mean: tf.zeros([2])});
    },
  },
  {rule: 'product'},
);
