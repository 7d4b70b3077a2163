// The code of a run, told by `explain`: a function a kernel, with the nodes that it computes.
import * as tf from '../../../src/index.ts';

beforeEach(() => {
  tf.reset_default_graph();
});

/** What `explain` says of the plan and the code of a sum of exponentials. */
async function told(backend: string): Promise<string> {
  const x = tf.placeholder(tf.float32, [null, 3], {name: 'x'});
  const powers = tf.exp(tf.square(x, {name: 'square'}), {name: 'powers'});
  const y = tf.reduce_sum(powers, {axis: 1, name: 'sums'});
  return tf.Session({config: {backend}}).use(async (sess) => {
    const text = await sess.explain(y, [[x, [[1, 2, 3]]]], {wat: true});
    return text.slice(text.indexOf('== plan'));
  });
}

test('of the compiled backend', async () => {
  const text = await told('wasm');
  expect(text).toContain('%2 = Exp on wasm');
  expect(text.match(/\(func \$\w+/g)).toEqual(['(func $kernel_0', '(func $barrier', '(func $run']);
  expect(text.match(/;; \w+/g)?.slice(0, 2)).toEqual([';; square', ';; powers']);
});

test('of a backend that interprets', async () => {
  expect(await told('js')).toContain("the backend 'js' makes no code");
});
