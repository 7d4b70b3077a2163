// Each graph of `graphs/` trains as it does in real TensorFlow, on every backend that computes: weights before, losses
// of all steps, moving averages and weights after.
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from 'tf1';
import {expect_array} from '../support/comparison.ts';
import {PROJECT} from '../support/project.ts';
import {build_network, recorded_training, train, variable_values} from '../support/training.ts';

const GRAPHS = readdirSync(join(PROJECT, 'graphs')).filter((name) =>
  existsSync(join(PROJECT, 'graphs', name, 'golden', 'training.json')),
);
const BACKENDS = ['js', 'tfjs-cpu', 'tfjs-wasm', 'wasm'];
/** The graph whose fifty steps are compared on every backend; the others on the default one. */
const ON_ALL_BACKENDS = ['dnn_bn_mnist', 'dnn_bn_mnist_control_dependencies'];

/** Relative distance allowed at a step: 1e-4 at the first, 1e-3 at the fiftieth, in between in proportion. */
function tolerance(step: number): number {
  return 1e-4 + (9e-4 * step) / 49;
}

function expect_losses(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const apart = actual
    .map((loss, step) => ({step, loss, expected: expected[step] as number}))
    .filter(
      ({step, loss, expected: wanted}) => !(Math.abs(loss - wanted) <= tolerance(step) * Math.abs(wanted)),
    );
  expect(apart).toEqual([]);
}

beforeEach(() => {
  tf.reset_default_graph();
});

describe.each(GRAPHS)('graphs/%s', (name) => {
  const golden = recorded_training(name);
  const backends = ON_ALL_BACKENDS.includes(name) ? BACKENDS : ['tfjs-wasm', 'wasm'];

  test.each(backends)('trains as recorded on %s', async (backend) => {
    tf.set_random_seed(golden.seed);
    const network = await build_network(name);
    await tf.Session({config: {backend}}).use(async (sess) => {
      await sess.run(network.init);
      const initial = await variable_values(sess);
      expect(Object.keys(initial).sort()).toEqual(Object.keys(golden.initial).sort());
      for (const [variable, facts] of Object.entries(golden.initial)) {
        expect_array(initial[variable] as tf.NDArray, facts, 'exact');
      }
      expect_losses(await train(sess, network, {steps: golden.steps}), golden.losses);
      const final = await variable_values(sess);
      for (const [variable, facts] of Object.entries(golden.final)) {
        expect_array(final[variable] as tf.NDArray, facts, 'trained');
      }
    });
  });

  const {without_update_ops} = golden;
  if (without_update_ops !== undefined) {
    test('leaves the moving averages as TensorFlow does where the update ops are not fetched', async () => {
      tf.set_random_seed(golden.seed);
      const network = await build_network(name);
      await tf.Session().use(async (sess) => {
        await sess.run(network.init);
        const {steps, losses, moving} = without_update_ops;
        expect_losses(await train(sess, network, {steps, with_updates: false}), losses);
        const values = await variable_values(sess);
        for (const [variable, facts] of Object.entries(moving)) {
          const untouched = facts.sha256 === golden.initial[variable]?.sha256;
          expect_array(values[variable] as tf.NDArray, facts, untouched ? 'exact' : 'trained');
        }
      });
    });
  }
});
