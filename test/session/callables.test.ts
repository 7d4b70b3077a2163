// Functions that `make_callable` makes: what they take, and that they take no more.
import * as tf from '../../src/index.ts';
import {untyped} from '../support/mistakes.ts';

const config = {backend: 'js'};

test('values of all feeds, then options', async () => {
  const x = tf.placeholder(tf.float32, [null]);
  const call = tf.Session({config}).make_callable(tf.reduce_sum(x), [x]);
  const run_metadata = tf.RunMetadata();
  const options = tf.RunOptions({trace_level: tf.RunOptions.FULL_TRACE});
  expect(await call([1, 2], {options, run_metadata})).toBe(3);
  expect(run_metadata.step_stats?.dev_stats.length).toBeGreaterThan(0);
  await expect(call([1, 2], {}, {})).rejects.toThrow('takes 2 arguments but 3 were given');
});

test('without feeds, options where they are accepted', async () => {
  const two = tf.constant(1.0).add(1.0);
  const sess = tf.Session({config});
  const [plain, open] = [sess.make_callable(two), sess.make_callable({two}, {accept_options: true})];
  const options = tf.RunOptions({timeout_in_ms: 60_000});
  expect([await plain(), await open(), await open({options})]).toEqual([2, {two: 2}, {two: 2}]);
  await expect(plain({options})).rejects.toThrow('takes 0 arguments but 1 were given');
  const feeds = untyped<unknown[]>(two);
  expect(() => sess.make_callable(two, feeds)).toThrow('`feed_list` must be a list or tuple.');
});
