// Runs that nobody awaits one by one: they give what runs in sequence give, in one session and in several at once.
import * as tf from 'tf1';
import {build} from '../../graphs/dnn_bn_mnist/graph.ts';
import {feeds, train, variable_values} from '../support/training.ts';

const STEPS = 50;
const SEED = 42;

type Network = ReturnType<typeof build>;

function network_with_seed(seed: number): Network {
  tf.set_random_seed(seed);
  return build();
}

/** Starts a training step and gives its loss. */
async function start_step(sess: tf.Session, network: Network, step: number): Promise<number> {
  const {training_op, extra_update_ops, loss} = network;
  const feed_dict = feeds(network, step, true);
  const [, , value] = await sess.run([training_op, extra_update_ops, loss], {feed_dict});
  return Number(value);
}

function numbers(count: number): number[] {
  return Array.from({length: count}, (_, number) => number);
}

let network: Network;
/** What the same steps give one after the other. */
let losses: number[];
let values: Record<string, tf.NDArray>;

beforeAll(async () => {
  network = network_with_seed(SEED);
  await tf.Session().use(async (sess) => {
    await sess.run(network.init);
    losses = await train(sess, network, {steps: STEPS});
    values = await variable_values(sess);
  });
});

async function expect_trained(sess: tf.Session): Promise<void> {
  const own = await variable_values(sess);
  const apart = Object.entries(values).filter(([name, value]) => !own[name]?.equals(value));
  expect(apart.map(([name]) => name)).toEqual([]);
}

test('fifty steps and reads at once give what fifty steps in sequence give', async () => {
  await tf.Session().use(async (sess) => {
    const {init, loss} = network;
    const runs: Promise<unknown>[] = [sess.run(init)];
    for (const step of numbers(STEPS)) {
      // The loss before the step, read by itself, is the loss that the step sees.
      const feed_dict = feeds(network, step, true);
      runs.push(sess.run(loss, {feed_dict}), start_step(sess, network, step));
    }
    const [, ...results] = await Promise.all(runs);
    expect(results.filter((_, i) => i % 2 === 0)).toEqual(losses);
    expect(results.filter((_, i) => i % 2 === 1)).toEqual(losses);
    await expect_trained(sess);
  });
});

test('a refused run does not stop those after it', async () => {
  await tf.Session().use(async (sess) => {
    const {init, X, y, training, training_op, loss} = network;
    const bad_label = (): Promise<unknown> => {
      const bad: [tf.Tensor, unknown][] = [
        [X, tf.NDArray.zeros([2, 784])],
        [y, [0, 10]],
        [training, true],
      ];
      return sess.run([training_op, loss], {feed_dict: bad});
    };
    const runs: Promise<unknown>[] = [sess.run(init)];
    for (const step of numbers(STEPS)) runs.push(start_step(sess, network, step), bad_label());
    const [, ...outcomes] = await Promise.allSettled(runs);
    const [good, bad] = [0, 1].map((kind) => outcomes.filter((_, i) => i % 2 === kind));
    expect(good).toEqual(losses.map((value) => ({status: 'fulfilled', value})));
    expect(bad?.map(({status}) => status)).toEqual(numbers(STEPS).map(() => 'rejected'));
    await expect_trained(sess);
  });
});

test('close lets the runs under way end, in their order', async () => {
  const sess = tf.Session();
  const runs = [sess.run(network.init), ...numbers(10).map((step) => start_step(sess, network, step))];
  const log: string[] = [];
  const ends = runs.map((run, i) => run.then(() => log.push(`run ${i}`)));
  await sess.close();
  log.push('closed');
  await Promise.all(ends);
  expect(log).toEqual([...numbers(11).map((i) => `run ${i}`), 'closed']);
  expect((await Promise.all(runs)).slice(1)).toEqual(losses.slice(0, 10));
});

test('use waits for runs that its callback did not await', async () => {
  let runs: Promise<number>[] = [];
  const sess = tf.Session();
  let ended = 0;
  await sess.use(async () => {
    void sess.run(network.init);
    runs = numbers(10).map((step) => start_step(sess, network, step));
    for (const run of runs) void run.then(() => ended++);
  });
  expect(ended).toBe(10);
  expect(await Promise.all(runs)).toEqual(losses.slice(0, 10));
});

test('sessions that run at the same time do not mix', async () => {
  const graphs = [SEED, SEED + 1].map((seed) => {
    const graph = tf.Graph();
    return {graph, network: graph.as_default(() => network_with_seed(seed))};
  });
  const [first, second] = graphs as [(typeof graphs)[0], (typeof graphs)[0]];
  // Two sessions of one graph, and one of another; each gets its steps in turns with the others.
  const contenders = [first, first, second].map(({graph, network}) => ({
    network,
    sess: tf.Session({graph}),
  }));
  await Promise.all(contenders.map(({sess, network}) => sess.run(network.init)));
  const trained: number[][] = contenders.map(() => []);
  const runs = numbers(20).flatMap((step) =>
    contenders.map(async ({sess, network}, i) => {
      (trained[i] as number[])[step] = await start_step(sess, network, step);
    }),
  );
  await Promise.all(runs);
  expect(trained[0]).toEqual(losses.slice(0, 20));
  expect(trained[1]).toEqual(losses.slice(0, 20));
  expect(trained[2]).not.toEqual(trained[0]);
  const alone = tf.Session({graph: second.graph});
  await alone.run(second.network.init);
  expect(await train(alone, second.network, {steps: 20})).toEqual(trained[2]);
  await Promise.all([alone, ...contenders.map(({sess}) => sess)].map((sess) => sess.close()));
});
