// Checkpoints and MetaGraphs go both ways: written here and read by real TensorFlow, written there and read here; the
// training that goes on from them agrees.
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {array_differences} from '../support/comparison.ts';
import {decode_array, type EncodedArray} from '../support/goldens.ts';
import {LiveTensorFlow} from '../support/live_tensorflow.ts';
import {build_network, train, variable_values, type BuiltNetwork} from '../support/training.ts';

const STEPS = 5;
const TIME_LIMIT = 120_000;

interface LiveTraining {
  readonly losses: number[];
  readonly variables: Record<string, EncodedArray>;
}

interface Saved extends BuiltNetwork {
  readonly saver: tf.train.Saver;
}

let folder: string;
let tensorflow: LiveTensorFlow;

beforeAll(() => {
  tensorflow = new LiveTensorFlow();
});

afterAll(() => tensorflow.close());

beforeEach(async () => {
  tf.reset_default_graph();
  folder = await mkdtemp(join(tmpdir(), 'tf1-live-'));
});

afterEach(async () => {
  await rm(folder, {recursive: true});
});

function live<T>(command: string, request: object): Promise<T> {
  return tensorflow.ask<T>(command, request);
}

function expect_near(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((loss, i) => {
    const wanted = expected[i] as number;
    expect(Math.abs(loss - wanted) / wanted).toBeLessThan(1e-3);
  });
}

async function network_of(name: string, seed: number): Promise<Saved> {
  tf.set_random_seed(seed);
  return (await build_network(name)) as Saved;
}

test.each(['dnn_bn_mnist', 'dnn_bn_contrib'])(
  'TensorFlow goes on from a checkpoint of %s that was written here',
  async (name) => {
    const seed = Math.floor(Math.random() * 1000);
    const network = await network_of(name, seed);
    await tf.Session().use(async (sess) => {
      await sess.run(network.init);
      await train(sess, network, {steps: STEPS});
      const prefix = await network.saver.save(sess, join(folder, 'model'), {global_step: STEPS});
      const values = await variable_values(sess);
      const read = await live<Record<string, EncodedArray>>('checkpoint', {prefix});
      expect(Object.keys(read).sort()).toEqual(Object.keys(values).sort());
      for (const [variable, encoded] of Object.entries(read)) {
        expect(array_differences(values[variable] as tf.NDArray, decode_array(encoded), 'exact')).toEqual([]);
      }
      expect(await live('latest_checkpoint', {folder})).toEqual({path: prefix});
      const continued = {name, steps: STEPS, first: STEPS, restore: prefix, seed};
      const there = await live<LiveTraining>('train', continued);
      expect_near(await train(sess, network, {steps: STEPS, first: STEPS}), there.losses);
    });
  },
  TIME_LIMIT,
);

test(
  'training goes on here from a checkpoint that TensorFlow wrote',
  async () => {
    const seed = Math.floor(Math.random() * 1000);
    const name = 'dnn_bn_mnist';
    const save = join(folder, 'theirs');
    await live('train', {name, steps: STEPS, save, seed});
    const there = await live<LiveTraining>('train', {name, steps: STEPS, first: STEPS, restore: save, seed});
    const network = await network_of(name, seed);
    await tf.Session().use(async (sess) => {
      await network.saver.restore(sess, save);
      expect_near(await train(sess, network, {steps: STEPS, first: STEPS}), there.losses);
    });
  },
  TIME_LIMIT,
);

test(
  'TensorFlow imports a MetaGraph that was written here and runs it',
  async () => {
    const network = await network_of('dnn_bn_mnist', 7);
    await tf.Session().use(async (sess) => {
      await sess.run(network.init);
      const prefix = await network.saver.save(sess, join(folder, 'model'));
      const X = tf.NDArray.zeros([2, 784]);
      const encoded = {
        dtype: 'float32',
        shape: [2, 784],
        data: Buffer.from(new Uint8Array(2 * 784 * 4)).toString('base64'),
      };
      const logits = 'dnn/batch_normalization_2/batchnorm/add_1:0';
      const answer = await live<{values: EncodedArray[][]; nodes: number}>('meta', {
        path: `${prefix}.meta`,
        checkpoint: prefix,
        fetches: [logits],
        feeds: {'X:0': encoded},
      });
      expect(answer.nodes).toBe(tf.get_default_graph().get_operations().length);
      const here = (await sess.run(logits, {feed_dict: [[network.X, X]]})) as tf.NDArray;
      const there = decode_array(answer.values[0]?.[0] as EncodedArray);
      expect(array_differences(here, there, 'product')).toEqual([]);
    });
  },
  TIME_LIMIT,
);

test(
  'a MetaGraph that TensorFlow wrote is imported here and goes on training',
  async () => {
    const name = 'dnn_bn_mnist';
    const save = join(folder, 'theirs');
    await live('train', {name, steps: STEPS, save, seed: 11});
    const there = await live<LiveTraining>('train', {name, steps: 1, first: STEPS, restore: save, seed: 11});
    const saver = await tf.train.import_meta_graph(`${save}.meta`);
    const graph = tf.get_default_graph();
    const network: BuiltNetwork = {
      X: graph.get_tensor_by_name('X:0'),
      y: graph.get_tensor_by_name('y:0'),
      training: graph.get_tensor_by_name('training:0'),
      loss: graph.get_tensor_by_name('loss/loss:0'),
      training_op: graph.get_operation_by_name('train/GradientDescent'),
      extra_update_ops: tf.get_collection<tf.Operation>(tf.GraphKeys.UPDATE_OPS),
      init: graph.get_operation_by_name('init'),
    };
    await tf.Session().use(async (sess) => {
      await saver?.restore(sess, save);
      expect_near(await train(sess, network, {steps: 1, first: STEPS}), there.losses);
    });
  },
  TIME_LIMIT,
);
