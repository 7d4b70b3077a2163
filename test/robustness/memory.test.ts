// Memory does not grow with the number of runs: a small batch-normalised network on the default backend. The network of
// the book is trained for longer in test/long/.
import * as tf from 'tf1';
import {expect_no_growth, memory_growth} from '../support/memory.ts';

const ROUNDS = 12;
const STEPS = 500;
/** In bytes: less than one small array a step. */
const NOISE = 100 * STEPS;
const TIME_LIMIT = 60_000;

interface Small {
  readonly feed_dict: [tf.Tensor, unknown][];
  readonly fetches: readonly unknown[];
  readonly init: tf.Operation;
}

function build_small(): Small {
  const X = tf.placeholder(tf.float32, [null, 4]);
  const y = tf.placeholder(tf.int64, [null]);
  const training = tf.placeholder_with_default(false, []);
  const hidden = tf.layers.batch_normalization(tf.layers.dense(X, 5), {training});
  const logits = tf.layers.dense(tf.nn.elu(hidden), 3);
  const entropy = tf.nn.sparse_softmax_cross_entropy_with_logits({labels: y, logits});
  const loss = tf.reduce_mean(entropy);
  const training_op = tf.train.GradientDescentOptimizer(0.01).minimize(loss);
  const updates = tf.get_collection<tf.Operation>(tf.GraphKeys.UPDATE_OPS);
  const feed_dict: [tf.Tensor, unknown][] = [
    [X, tf.NDArray.zeros([6, 4])],
    [y, [0, 1, 2, 0, 1, 2]],
    [training, true],
  ];
  return {feed_dict, fetches: [training_op, updates, loss], init: tf.global_variables_initializer()};
}

test(
  'training steps and refused runs leave nothing behind',
  async () => {
    const {feed_dict, fetches, init} = build_small();
    const v = tf.Variable(1, {name: 'without_value', dtype: tf.float32, collections: []});
    await tf.Session().use(async (sess) => {
      await sess.run(init);
      const growths = await memory_growth(ROUNDS, NOISE, async () => {
        for (let step = 0; step < STEPS; step++) {
          await sess.run(fetches, {feed_dict});
          if (step % 10 === 0) await sess.run(v).catch(() => null);
        }
      });
      expect_no_growth(growths, NOISE);
    });
  },
  TIME_LIMIT,
);

test(
  'sessions leave nothing behind',
  async () => {
    const graph = tf.Graph();
    const {feed_dict, fetches, init} = graph.as_default(build_small);
    const growths = await memory_growth(ROUNDS, NOISE, async () => {
      for (let i = 0; i < 5; i++) {
        await tf.Session({graph}).use(async (sess) => {
          await sess.run(init);
          await sess.run(fetches, {feed_dict});
        });
      }
    });
    expect_no_growth(growths, NOISE);
  },
  TIME_LIMIT,
);
