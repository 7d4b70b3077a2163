// Ops by their definitions: what is built, and TensorFlow's words for mistakes.
import * as tf from 'tf1';
import {find_table_op} from '../../src/graph/op_table.ts';
import {test_mistakes} from '../support/mistakes.ts';

test_mistakes({
  raw_op_missing_input: () => tf.raw_ops.Add({x: 1.0}),
  raw_op_bad_attr: () => tf.raw_ops.Sum({input: 1.0, axis: 0, keep_dims: 'yes'}),
  raw_op_attr_not_allowed: () => tf.raw_ops.Cast({x: 1.0, DstT: 'float99'}),
  string_attr_not_allowed: () =>
    tf.raw_ops.BiasAdd({value: tf.zeros([1, 2]), bias: tf.zeros([2]), data_format: 'CHANNELS'}),
  gradients_unregistered_op: () => {
    const x = tf.constant([1.0]);
    return tf.gradients(tf.raw_ops.Bucketize({input: x, boundaries: [0.5]}), x);
  },
});

test('one output, several, a list, none', () => {
  expect(tf.raw_ops.Add({x: 1, y: 2, name: 'sum'}).op.name).toBe('sum');
  const several = tf.raw_ops.TopKV2<tf.Tensor[]>({input: [1, 2, 3], k: 2});
  expect(several.map(({name}) => name)).toEqual(['TopKV2:0', 'TopKV2:1']);
  const list = tf.raw_ops.Unpack<tf.Tensor[]>({value: [[1], [2]], num: 2, axis: 0});
  expect(list.map(({name}) => name)).toEqual(['Unpack:0', 'Unpack:1']);
  const none = tf.raw_ops.NoOp<tf.Operation>();
  expect(none.type).toBe('NoOp');
});

test('ops of the table alone are there too, and those that graphs no longer have are refused', () => {
  const handle = tf.raw_ops.LMDBReader({});
  expect(handle.op.type).toBe('LMDBReader');
  expect('LMDBReader' in tf.raw_ops).toBe(true);
  expect((tf.raw_ops as Readonly<Record<string, unknown>>)['Missing']).toBeUndefined();
  expect(() => tf.raw_ops.BatchFFT({input: tf.constant(1, tf.complex64)})).toThrow(
    `Op BatchFFT is not available in GraphDef version 134. It has been removed in version 15. ${find_table_op('BatchFFT')?.deprecation?.explanation}.`,
  );
});
