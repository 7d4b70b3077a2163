// Sparse tensors as they are fed to runs and fetched from them.
import * as tf from 'tf1';

const INDICES = [
  [0, 1],
  [2, 0],
];

beforeEach(() => {
  tf.reset_default_graph();
});

/** The three parts of a value as plain arrays. */
function plain({indices, values, dense_shape}: tf.SparseTensorValue): unknown[] {
  return [indices, values, dense_shape].map((part) => (part as tf.NDArray).toArray());
}

test('a run takes a value or its parts, and gives a value', async () => {
  const x = tf.sparse_placeholder(tf.float32, {name: 'x'});
  const doubled = tf.SparseTensor(x.indices, x.values.mul(2), x.dense_shape);
  await tf.Session().use(async (sess) => {
    const fed = [INDICES, [1.5, -2], [3, 2]] as const;
    const once = await sess.run({y: doubled}, new Map([[x, fed]]));
    expect(once.y).toBeInstanceOf(tf.SparseTensorValue);
    expect(plain(once.y)).toEqual([INDICES, [3, -4], [3, 2]]);
    const twice = await doubled.eval({feed_dict: [[x, once.y]]});
    expect(plain(twice)).toEqual([INDICES, [6, -8], [3, 2]]);
    const [same, nothing] = await sess.run([x, doubled.op], [[x, tf.SparseTensorValue(...fed)]]);
    expect([plain(same), nothing]).toEqual([[INDICES, [1.5, -2], [3, 2]], null]);
  });
});

test('a feed of the wrong form is refused', async () => {
  const x = tf.sparse_placeholder(tf.float32, [3, 2], {name: 'x'});
  const run = async (value: unknown): Promise<unknown> =>
    tf.Session().use(async (sess) => sess.run(x.values, [[x, value]]));
  await expect(run(1)).rejects.toThrow('zip argument #2 must support iteration');
  await expect(run([[1, 2], [1], [3, 2]])).rejects.toThrow(
    "Cannot feed value of shape (2,) for Tensor 'x/indices:0', which has shape '(?, 2)'",
  );
});
