// What variables refuse because it is not built, with the way out, and what they do beside their graphs.
import * as tf from 'tf1';

function in_graph<R>(body: () => R): R {
  return tf.Graph().as_default(() => body());
}

test('partitions are refused', () => {
  in_graph(() => {
    const {UnimplementedError} = tf.errors;
    expect(() => tf.get_variable('w', [2], {partitioner: () => [1]})).toThrow(/leave partitioner out/);
    tf.variable_scope('s', {partitioner: () => [2]}, () => {
      expect(() => tf.get_variable('v', [2])).toThrow(UnimplementedError);
    });
    expect(tf.get_variable('v', [2], {use_resource: false}).name).toBe('v:0');
  });
});

test('a variable is itself in collections, and its reference is not its value', () => {
  in_graph(() => {
    const v = tf.Variable([1.5, 2.5], {name: 'v'});
    expect(tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES)[0]).toBe(v);
    expect(v.ref()).not.toBe(v.value());
    expect(tf.convert_to_tensor(v)).toBe(v.value());
    expect(v.dtype.base_dtype).toBe(tf.float32);
    expect(v.dtype).not.toBe(tf.float32);
  });
});

test('a scope that an error left is closed', () => {
  in_graph(() => {
    const fail = (): never => {
      throw new tf.errors.ValueError('stop');
    };
    expect(() => tf.variable_scope('a', {reuse: true}, fail)).toThrow('stop');
    expect(() => tf.name_scope('b', fail)).toThrow('stop');
    expect(tf.get_variable_scope().name).toBe('');
    expect(tf.get_variable('v', [1]).name).toBe('v:0');
    expect(tf.constant(1.5, {name: 'c'}).name).toBe('c:0');
  });
});

test('an async body of a scope is refused', () => {
  in_graph(() => {
    const call: () => unknown = () => tf.variable_scope('a', async () => Promise.resolve(1));
    expect(call).toThrow(TypeError);
    expect(tf.get_variable_scope().name).toBe('');
  });
});
