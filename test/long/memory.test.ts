// Memory does not grow over 10,000 training steps of the book's network on the default backend, nor over as many runs of one
// scalar addition. Prints what it measured.
import * as tf from 'tf1';
import {build} from '../../graphs/dnn_bn_mnist/graph.ts';
import {feeds} from '../support/training.ts';
import {expect_no_growth, memory_growth, memory_now, type Memory} from '../support/memory.ts';

const STEPS = 10_000;
const ROUNDS = 2;
const NOISE = 100_000;
const BATCH = 10;
const TIME_LIMIT = 600_000;

async function report(what: string, growths: readonly Memory[]): Promise<void> {
  const rounds = growths.map(({heap}) => `${(heap / 1024).toFixed(0)} KiB`).join(', ');
  const {wasm, arrays} = await memory_now();
  const held = `${arrays} arrays, ${wasm / 2 ** 20} MiB of WebAssembly memory`;
  process.stdout.write(`${what}: heap ${rounds} for each ${STEPS} runs; ${held} in the end\n`);
}

test(
  'training steps',
  async () => {
    const network = build();
    const {init, training_op, extra_update_ops, loss} = network;
    const feed_dict = feeds(network, 0, true, BATCH);
    await tf.Session().use(async (sess) => {
      await sess.run(init);
      const growths = await memory_growth(ROUNDS, NOISE, async () => {
        for (let step = 0; step < STEPS; step++) {
          await sess.run([training_op, extra_update_ops, loss], {feed_dict});
        }
      });
      await report('training steps', growths);
      expect_no_growth(growths, NOISE);
    });
  },
  TIME_LIMIT,
);

test(
  'scalar additions',
  async () => {
    const x = tf.placeholder(tf.float32, []);
    const sum = x.add(1);
    await tf.Session().use(async (sess) => {
      const growths = await memory_growth(ROUNDS, NOISE, async () => {
        for (let step = 0; step < STEPS; step++) await sess.run(sum, {feed_dict: [[x, step]]});
      });
      await report('scalar additions', growths);
      expect_no_growth(growths, NOISE);
    });
  },
  TIME_LIMIT,
);
