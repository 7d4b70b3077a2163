// The programs of `graphs/`, built here and by real TensorFlow at once, with a seed that is new each time.
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from 'tf1';
import {decode_graph_def} from '../../src/formats/graph_def.ts';
import {collections_of, node_differences, node_texts} from '../support/graph_programs.ts';
import {LiveTensorFlow} from '../support/live_tensorflow.ts';
import {PROJECT} from '../support/project.ts';
import {build_network} from '../support/training.ts';

const GRAPHS = readdirSync(join(PROJECT, 'graphs')).filter((name) =>
  existsSync(join(PROJECT, 'graphs', name, 'graph.ts')),
);

interface LiveGraph {
  readonly graph: string;
  readonly collections: Record<string, unknown[]>;
}

let tensorflow: LiveTensorFlow;

beforeAll(() => {
  tensorflow = new LiveTensorFlow();
});

afterAll(() => tensorflow.close());

test.each(GRAPHS)(
  'graphs/%s is the graph that TensorFlow builds',
  async (name) => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const live = await tensorflow.ask<LiveGraph>('graph', {name, seed});
    const expected = node_texts(decode_graph_def(new Uint8Array(Buffer.from(live.graph, 'base64'))));
    tf.reset_default_graph();
    tf.set_random_seed(seed);
    await build_network(name);
    const graph = tf.get_default_graph();
    const differences = node_differences(node_texts(graph.as_graph_def()), expected);
    expect({seed, differences}).toEqual({seed, differences: []});
    expect(Object.keys(collections_of(graph))).toEqual(Object.keys(live.collections).sort());
  },
  60_000,
);
