// The shape that two operands broadcast to is the static shape of their sum.
import * as fc from 'fast-check';
import * as tf from 'tf1';

const size = fc.constantFrom(null, 1, 2, 3);
const shape = fc.oneof(fc.constant(null), fc.array(size, {maxLength: 3}));

function outcome(f: () => tf.TensorShape): string {
  try {
    return String(f());
  } catch (error) {
    return (error as Error).name;
  }
}

test('tf.broadcast_static_shape', () => {
  fc.assert(
    fc.property(shape, shape, (x, y) => {
      const sum = (): tf.TensorShape =>
        tf.Graph().as_default(() => tf.placeholder(tf.float32, x).add(tf.placeholder(tf.float32, y)).shape);
      expect(outcome(() => tf.broadcast_static_shape(x, y))).toBe(outcome(sum));
    }),
  );
});

test('tf.broadcast_dynamic_shape is folded where both shapes are known', () => {
  tf.Graph().as_default(() => {
    const sizes = tf.broadcast_dynamic_shape([2, 1], [3]);
    expect(tf.reshape(tf.placeholder(tf.float32), sizes).shape.as_list()).toEqual([2, 3]);
  });
});
