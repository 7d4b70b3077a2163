// Mistakes with convolutions and pools: TensorFlow's class and words.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

const ONES = [1, 1, 1, 1];

test_mistakes({
  conv2d_channels: () => tf.nn.conv2d(tf.zeros([1, 8, 8, 3]), tf.zeros([3, 3, 4, 8]), ONES, 'SAME'),
  conv2d_rank: () => tf.nn.conv2d(tf.zeros([8, 8, 3]), tf.zeros([3, 3, 3, 8]), ONES, 'SAME'),
  conv2d_padding: () => tf.nn.conv2d(tf.zeros([1, 8, 8, 3]), tf.zeros([3, 3, 3, 8]), ONES, 'same'),
  conv2d_kernel_larger_than_input: () =>
    tf.nn.conv2d(tf.zeros([1, 2, 2, 1]), tf.zeros([3, 3, 1, 1]), ONES, 'VALID'),
  max_pool_strides: () => tf.nn.max_pool(tf.zeros([1, 8, 8, 1]), [1, 2, 2, 1], [1, 2, 2], 'VALID'),
});
