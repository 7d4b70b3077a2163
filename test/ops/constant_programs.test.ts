// Constants, zeros and ones: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

function sequence(count: number): number[] {
  return Array.from({length: count}, (_, i) => i);
}

test_programs({
  constants: () => {
    tf.constant(1n);
    tf.constant(1.5);
    tf.constant(true);
    tf.constant('text');
    tf.constant([1, 2], tf.float32);
    tf.constant(2, {shape: [2, 3]});
    tf.constant([1n, 2n, 3n], {shape: [2, 3]});
    tf.constant([], tf.int32);
    tf.constant([[]]);
    tf.constant(tf.NDArray.from(sequence(6), tf.int64).reshape([2, 3]));
    tf.constant(tf.NDArray.from(2, tf.float64));
    tf.constant([1, 2, 2, 2]);
    tf.constant(1, tf.int8);
    tf.constant(1, tf.uint8);
    tf.constant(1, tf.int16);
    tf.constant(1.5, tf.float16);
    tf.constant(new tf.NDArray(tf.complex128, [], new Float64Array([1, 2])));
    tf.constant(['a', 'b']);
    tf.constant(tf.NDArray(tf.string, [], [Uint8Array.of(255)]));
    tf.constant([true, false]);
    tf.constant(2n ** 40n);
    tf.constant(1, tf.bfloat16);
    tf.constant(new Array<number>(8).fill(0));
    tf.constant(
      [
        [1, 2],
        [3, 4],
      ],
      {name: 'm'},
    );
    tf.constant(NaN);
    tf.constant(Infinity);
    tf.constant(-0);
    tf.constant(1e-45);
    tf.constant(0, tf.uint64);
  },

  zeros_and_ones: () => {
    const x = tf.placeholder(tf.float32, [2, 3]);
    const u = tf.placeholder(tf.float32, [null, 3]);
    const n = tf.placeholder(tf.int32, [], {name: 'n'});
    tf.zeros([2, 3]);
    tf.zeros([]);
    tf.zeros([100, 100]);
    tf.zeros(3);
    tf.zeros([2], tf.int64);
    tf.zeros([n, 2]);
    tf.zeros([2], tf.string);
    tf.zeros([2], tf.bool);
    tf.ones([2, 3]);
    tf.ones([100, 100]);
    tf.ones([n]);
    tf.ones([2], tf.bool);
    tf.zeros_like(x);
    tf.zeros_like(u);
    tf.zeros_like(x, tf.int32);
    tf.zeros_like(u, {optimize: false});
    tf.zeros_like(x, {optimize: false});
    tf.ones_like(x);
    tf.ones_like(u);
    tf.ones_like(x, {optimize: false});
    const {fill} = tf;
    fill([2, 3], 1.5);
    fill([n], 2n);
    tf.shape(x);
    tf.shape(u);
    tf.shape(u, {out_type: tf.int64});
    tf.size(x);
    tf.size(u);
    tf.rank(x);
    tf.rank(u);
    tf.shape(x, {name: 'given'});
    tf.zeros(tf.shape(u));
    tf.zeros(tf.TensorShape([2, 2]));
  },
});
