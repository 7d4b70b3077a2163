// Values that are fed: what TensorFlow takes is taken, what does not fit is refused in its words.
import * as tf from '../../src/index.ts';
import {golden_json} from '../support/goldens.ts';

interface RecordedFeed {
  dtype: string;
  fed: string;
  value?: string;
  error?: [name: string, text: string];
}

const FEEDS = golden_json<RecordedFeed[]>('test/oracle/data/feeds.json');
const js = {backend: 'js'};

beforeEach(() => tf.reset_default_graph());

/** As a number where it is one, else as the bigint. */
function both_forms(text: string): (number | bigint)[] {
  const whole = BigInt(text);
  return Number.isSafeInteger(Number(text)) ? [whole, Number(text)] : [whole];
}

test.each(FEEDS.map((feed) => [`${feed.fed} for ${feed.dtype}`, feed] as const))(
  '%s',
  async (_, {dtype, fed, value, error}) => {
    const placeholder = tf.placeholder(dtype, []);
    const sess = tf.Session({config: js});
    for (const form of both_forms(fed)) {
      const run = sess.run(tf.identity(placeholder), [[placeholder, form]]);
      if (error === undefined) {
        const expected = dtype === 'bool' ? value === 'True' : Number(value);
        expect(Number(await run)).toBe(Number(expected));
      } else await expect(run).rejects.toThrow(new TypeError(error[1]));
    }
  },
);

test('a typed array is fed with its shape beside it', async () => {
  const x = tf.placeholder(tf.float32, [null, 3], {name: 'x'});
  const sess = tf.Session({config: js});
  const data = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect(String(await sess.run(x, [[x, {data, shape: [2, 3]}]]))).toBe('[[1. 2. 3.]\n [4. 5. 6.]]');
  await expect(sess.run(x, [[x, {data, shape: [3, 2]}]])).rejects.toThrow(
    "Cannot feed value of shape (3, 2) for Tensor 'x:0', which has shape '(?, 3)'",
  );
  await expect(sess.run(x, [[x, {data, shape: [4, 3]}]])).rejects.toThrow(tf.errors.ValueError);
  await expect(sess.run(x, [[x, data]])).rejects.toThrow(
    "Cannot feed value of shape (6,) for Tensor 'x:0', which has shape '(?, 3)'",
  );
});
