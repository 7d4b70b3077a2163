// The training step of chapter 11's network, what one `session.run` costs, and how fast a graph is built.
import * as tf from 'tf1';
import {BATCH, build_network, random_batch} from './network.ts';
import {tensorflow} from './tensorflow.ts';
import {tfjs_eager} from './tfjs_eager.ts';
import type {Contender, Running, Workload} from './workload.ts';

async function start_training(backend: string): Promise<Running> {
  const graph = new tf.Graph();
  const network = graph.as_default(() => ({...build_network(), init: tf.global_variables_initializer()}));
  const sess = tf.Session({graph, config: {backend}});
  const {images, labels} = random_batch();
  const feed_dict: [tf.Tensor, unknown][] = [
    [network.X, tf.NDArray(tf.float32, [BATCH, 784], images)],
    [network.y, tf.NDArray.from(labels, tf.int32).astype(tf.int64)],
    [network.training, true],
  ];
  await sess.run(network.init);
  const fetches = [network.train, network.updates];
  return {step: async () => void (await sess.run(fetches, {feed_dict})), stop: () => sess.close()};
}

async function start_scalar(backend: string): Promise<Running> {
  const graph = new tf.Graph();
  const [a, b] = graph.as_default(() => {
    const placeholder = tf.placeholder(tf.float32, []);
    return [placeholder, placeholder.add(1)];
  });
  const sess = tf.Session({graph, config: {backend}});
  return {step: async () => void (await sess.run(b, {feed_dict: [[a, 1]]})), stop: () => sess.close()};
}

function ours(backend: string, start: (backend: string) => Promise<Running>): Contender {
  return {name: `tf1 ${backend}`, start: () => start(backend)};
}

function built_nodes(): number {
  const graph = new tf.Graph();
  graph.as_default(() => void build_network());
  return graph.get_operations().length;
}

const workloads: Workload[] = [
  {
    name: 'training step, batch 200',
    contenders: [
      ours('wasm', start_training),
      ours('tfjs-wasm', start_training),
      ours('tfjs-cpu', start_training),
      ours('js', start_training),
      tfjs_eager,
      tensorflow('1.15', 'training_step'),
      tensorflow('2.15', 'training_step'),
    ],
  },
  {
    name: 'session.run of a scalar add',
    steps: 300,
    warm_up: 300,
    contenders: [
      ours('tfjs-wasm', start_scalar),
      ours('js', start_scalar),
      tensorflow('1.15', 'scalar_run'),
      tensorflow('2.15', 'scalar_run'),
    ],
  },
  {
    name: 'graph building',
    pieces: {count: built_nodes(), name: 'nodes'},
    steps: 5,
    contenders: [
      {name: 'tf1', start: () => ({step: () => void built_nodes()})},
      tensorflow('1.15', 'graph_building'),
      tensorflow('2.15', 'graph_building'),
    ],
  },
];

export default workloads;
