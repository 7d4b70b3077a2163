// Convolutions, pools and what else slides windows, as the public functions build them.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {nn} = tf;
const size_of = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Small whole numbers that go round and round. */
function round_and_round(shape: readonly number[], step: number, period: number): tf.NDArray {
  const values = Array.from(
    {length: size_of(shape)},
    (_, index) => ((index * step) % period) - (period >> 1),
  );
  return tf.NDArray.from(values).reshape(shape);
}
const images = (...shape: number[]): tf.Tensor => tf.constant(round_and_round(shape, 5, 7), {name: 'x'});
const filters = (...shape: number[]): tf.Tensor => tf.constant(round_and_round(shape, 3, 5), {name: 'f'});
const ONES = [1, 1, 1, 1];

test_programs({
  conv2d_calls: () => {
    const [x, f] = [images(1, 4, 5, 2), filters(2, 2, 2, 3)];
    const pads = [
      [0, 0],
      [1, 0],
      [0, 2],
      [0, 0],
    ];
    return {
      run: [
        nn.conv2d(x, f, ONES, 'SAME'),
        nn.conv2d(x, f, {strides: 2, padding: 'VALID', name: 'named'}),
        nn.conv2d(x, {filters: f, strides: [2, 1], padding: 'SAME'}),
        nn.conv2d(x, f, 1, pads),
        nn.conv2d(x, f, 1, 'VALID', {dilations: [1, 2, 2, 1]}),
        nn.conv2d_backprop_input([1, 4, 5, 2], f, tf.ones([1, 4, 5, 3]), ONES, 'SAME'),
        nn.conv2d_backprop_filter(x, [2, 2, 2, 3], tf.ones([1, 4, 5, 3]), ONES, 'SAME', {name: 'back'}),
      ],
    };
  },

  conv1d_calls: () => {
    const [x, f] = [images(2, 5, 2), filters(2, 2, 3)];
    return {
      run: [
        nn.conv1d(x, f, 1, 'SAME'),
        nn.conv1d(x, f, {stride: 2, padding: 'VALID', name: 'rows', data_format: 'NWC'}),
        nn.conv1d_transpose(tf.ones([2, 5, 3]), f, [2, 5, 2], 1),
      ],
    };
  },

  conv3d_calls: () => {
    const [x, f] = [images(1, 3, 3, 2, 2), filters(2, 2, 2, 2, 1)];
    return {
      run: [
        nn.conv3d(x, f, [1, 1, 1, 1, 1], 'SAME'),
        nn.conv3d(x, f, [1, 1, 2, 1, 1], 'VALID', {name: 'volume'}),
        nn.conv3d_transpose(tf.ones([1, 3, 3, 2, 1]), f, [1, 3, 3, 2, 2], [1, 1, 1, 1, 1]),
      ],
    };
  },

  transposes: () => {
    const f = filters(2, 2, 2, 3);
    const y = tf.ones([1, 3, 3, 3]);
    const sizes = tf.constant([1n, 3n, 3n, 2n], {name: 'sizes'});
    return {
      run: [
        nn.conv2d_transpose(y, f, [1, 6, 6, 2], 2),
        nn.conv2d_transpose(y, f, sizes, ONES, {name: 'up'}),
        nn.conv_transpose(y, f, [1, 6, 6, 2], 2),
        nn.atrous_conv2d_transpose(y, f, [1, 5, 5, 2], 2, 'VALID'),
        nn.atrous_conv2d_transpose(y, f, [1, 3, 3, 2], 2, 'SAME', {name: 'holes'}),
      ],
    };
  },

  convolution_calls: () => {
    const [x, f] = [images(1, 5, 5, 2), filters(2, 2, 2, 3)];
    const rows = tf.reshape(images(10), [1, 5, 2]);
    const f1 = tf.reshape(filters(12), [2, 2, 3]);
    return {
      run: [
        nn.convolution(x, f, 'SAME'),
        nn.convolution(x, f, 'VALID', {strides: [2, 2]}),
        nn.convolution(x, f, 'SAME', {dilation_rate: [2, 2]}),
        nn.convolution(x, f, 'VALID', {dilation_rate: [1, 2], name: 'named'}),
        nn.convolution(rows, f1, 'SAME', {dilation_rate: [2]}),
        nn.atrous_conv2d(x, f, 2, 'SAME'),
        nn.atrous_conv2d(x, f, 1, 'VALID'),
      ],
    };
  },

  convolution_unknown_sizes: () => {
    const ones = tf.NDArray.from(new Float32Array(50).fill(1)).reshape([1, 5, 5, 2]);
    const x = tf.placeholder_with_default(ones, [null, null, null, 2], {name: 'x'});
    return {run: [nn.convolution(x, filters(2, 2, 2, 3), 'SAME', {dilation_rate: [2, 2]})]};
  },

  depthwise_calls: () => {
    const [x, f, p] = [images(1, 4, 4, 2), filters(2, 2, 2, 2), filters(1, 1, 4, 3)];
    return {
      run: [
        nn.depthwise_conv2d(x, f, ONES, 'SAME'),
        nn.depthwise_conv2d(x, f, ONES, 'VALID', {rate: [2, 2], name: 'holes'}),
        nn.depthwise_conv2d(x, f, ONES, 'SAME', {dilations: [2, 2]}),
        nn.depthwise_conv2d_native(x, f, [1, 2, 2, 1], 'SAME'),
        nn.separable_conv2d(x, f, p, ONES, 'SAME'),
        nn.separable_conv2d(x, f, p, ONES, 'SAME', {rate: [2, 1], name: 'apart'}),
        nn.depthwise_conv2d_native_backprop_input([1, 4, 4, 2], f, tf.ones([1, 4, 4, 4]), ONES, 'SAME'),
        nn.depthwise_conv2d_native_backprop_filter(x, [2, 2, 2, 2], tf.ones([1, 4, 4, 4]), ONES, 'SAME'),
      ],
    };
  },

  pool_calls: () => {
    const x = images(1, 4, 4, 2);
    const [rows, volume] = [tf.reshape(x, [1, 16, 2]), tf.reshape(x, [1, 4, 2, 2, 2])];
    const places = nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME');
    return {
      run: [
        nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID'),
        nn.max_pool(x, 2, 1, 'SAME', {name: 'named'}),
        nn.avg_pool(x, [1, 2, 2, 1], ONES, 'SAME'),
        nn.avg_pool(x, 3, 2, 'VALID'),
        nn.max_pool2d(x, 2, 2, 'VALID'),
        nn.max_pool1d(rows, 3, 2, 'SAME'),
        nn.avg_pool1d(rows, 3, 1, 'VALID'),
        nn.max_pool3d(volume, 2, 1, 'SAME'),
        nn.avg_pool3d(volume, [1, 2, 2, 2, 1], [1, 1, 1, 1, 1], 'VALID'),
        nn.max_pool_v2(x, 2, 2, 'SAME'),
        nn.avg_pool_v2(rows, 2, 2, 'SAME'),
        ...places,
      ],
    };
  },

  pool_of_many: () => {
    const x = images(1, 6, 6, 1);
    const rows = tf.reshape(x, [1, 36, 1]);
    return {
      run: [
        nn.pool(x, [2, 2], 'MAX', 'SAME'),
        nn.pool(x, [2, 3], 'AVG', 'VALID', {strides: [1, 2]}),
        nn.pool(x, [2, 2], 'MAX', 'VALID', {dilation_rate: [2, 2], name: 'holes'}),
        nn.pool(rows, [3], 'AVG', 'SAME'),
        nn.pool(rows, [2], 'MAX', 'VALID', {dilation_rate: [3]}),
      ],
    };
  },

  other_windows: () => {
    const [x, f] = [images(1, 4, 4, 2), filters(2, 2, 2)];
    return {
      run: [
        nn.dilation2d(x, f, ONES, ONES, 'SAME'),
        nn.erosion2d(x, f, ONES, ONES, 'VALID'),
        nn.lrn(x),
        nn.local_response_normalization(x, 1, {name: 'named'}),
      ],
    };
  },

  weighted: () => {
    const [x, w] = [images(2, 3), tf.constant([[1, 2, 3]], {name: 'w'})];
    const moments = nn.weighted_moments(x, [0], w);
    const kept = nn.weighted_moments(x, [0, 1], w, {name: 'kept', keep_dims: true});
    const t = tf.abs(x);
    const image = tf.reshape(x, [1, 1, 2, 3]);
    const v = tf.constant([0.5, 1, 2], {name: 'v'});
    return {
      run: [
        ...moments,
        ...kept,
        nn.weighted_cross_entropy_with_logits({labels: t, logits: x, pos_weight: 2}),
        nn.weighted_cross_entropy_with_logits(t, x, v, {name: 'weighed'}),
        nn.log_poisson_loss(t, x),
        nn.log_poisson_loss(t.mul(3), x, true),
        nn.batch_norm_with_global_normalization(image, v, v, v, v, 0.001, true),
      ],
    };
  },

  fake_quantised: () => {
    const x = images(2, 3);
    const low = tf.constant([-1, -0.5, 0], {name: 'low'});
    const high = tf.constant([1, 1.5, 2], {name: 'high'});
    const q = tf.quantization;
    return {
      run: [
        tf.fake_quant_with_min_max_args(x),
        q.fake_quant_with_min_max_args(x, -1, 1, 4, true),
        tf.fake_quant_with_min_max_vars(x, -1, 1),
        tf.fake_quant_with_min_max_vars_per_channel(x, low, high, {name: 'channels'}),
        q.quantize_and_dequantize(x, -1, 1, {range_given: true}),
      ],
    };
  },

  conv2d_padding_explicit: () => {
    nn.conv2d(tf.zeros([1, 2, 2, 1]), tf.zeros(ONES), 1, 'EXPLICIT');
  },
  conv2d_padding_length: () => {
    const pads = [
      [0, 0],
      [1, 1],
    ];
    nn.conv2d(tf.zeros([1, 2, 2, 1]), tf.zeros(ONES), 1, pads);
  },
  conv2d_strides_length: () => {
    nn.conv2d(tf.zeros([1, 2, 2, 1]), tf.zeros(ONES), [1, 1, 1], 'SAME');
  },
  pool_same_dilated: () => {
    nn.pool(tf.zeros([1, 4, 4, 1]), [2, 2], 'MAX', 'SAME', {dilation_rate: [2, 2]});
  },
  convolution_strides_and_dilation: () => {
    const options = {strides: [2, 2], dilation_rate: [2, 2]};
    nn.convolution(tf.zeros([1, 4, 4, 1]), tf.zeros([2, 2, 1, 1]), 'SAME', options);
  },
  max_pool_zero: () => {
    nn.max_pool(tf.zeros([1, 4, 4, 1]), 0, 1, 'SAME');
  },
});
