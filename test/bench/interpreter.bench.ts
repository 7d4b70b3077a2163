// What a step costs beside its computation: scalars in a long chain, in a loop, and in a loop that fills an array.
import * as tf from 'tf1';
import {tensorflow} from './tensorflow.ts';
import type {Contender, Running, Workload} from './workload.ts';

const COUNT = 1000;

/** A graph of one placeholder, and what is fed to it. */
interface Built {
  readonly y: tf.Tensor;
  readonly x: tf.Tensor;
  readonly value: number;
}

function chain(): Built {
  const x = tf.placeholder(tf.float32, []);
  let y = x;
  for (let i = 0; i < COUNT; i++) y = i % 2 === 0 ? y.add(x) : y.mul(0.5);
  return {x, y, value: 1};
}

function loop(): Built {
  const x = tf.placeholder(tf.int32, []);
  const [, y] = tf.while_loop(
    (i: tf.Tensor) => i.less(x),
    (i: tf.Tensor, v: tf.Tensor) => [i.add(1), v.mul(0.5).add(1)],
    [tf.constant(0, tf.int32), tf.constant(1, tf.float32)],
  );
  return {x, y, value: COUNT};
}

function scan(): Built {
  const x = tf.placeholder(tf.float32, []);
  const elements = tf.ones([COUNT]).mul(x);
  const y = tf.scan((sum: tf.Tensor, v: tf.Tensor) => sum.add(v), elements);
  return {x, y, value: 1};
}

async function start(backend: string, build: () => Built): Promise<Running> {
  const graph = new tf.Graph();
  const {x, y, value} = graph.as_default(build);
  const sess = tf.Session({graph, config: {backend}});
  const step = async (): Promise<void> => void (await sess.run(y, {feed_dict: [[x, value]]}));
  return {step, stop: () => sess.close()};
}

function contenders(build: () => Built, workload: string): Contender[] {
  return [
    {name: 'tf1 js', start: () => start('js', build)},
    {name: 'tf1 tfjs-wasm', start: () => start('tfjs-wasm', build)},
    tensorflow('1.15', workload),
    tensorflow('2.15', workload),
  ];
}

const workloads: Workload[] = [
  {name: `chain of ${COUNT} scalar ops`, contenders: contenders(chain, 'scalar_chain')},
  {name: `loop of ${COUNT} rounds`, contenders: contenders(loop, 'scalar_loop')},
  {name: `scan of ${COUNT} elements`, contenders: contenders(scan, 'scalar_scan')},
];

export default workloads;
