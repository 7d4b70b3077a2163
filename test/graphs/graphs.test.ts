// The programs of graphs/: nodes, collections and names as real TensorFlow has them, with a graph seed and without.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from 'tf1';
import {decode_graph_def} from '../../src/formats/graph_def.ts';
import {collections_of, node_differences, node_texts} from '../support/graph_programs.ts';
import {golden_bytes, golden_json} from '../support/goldens.ts';
import {PROJECT} from '../support/project.ts';

type Build = () => Readonly<Record<string, unknown>>;

const NAMES = readdirSync(join(PROJECT, 'graphs'), {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => name);

async function built(
  name: string,
  seed: number | null,
): Promise<{graph: tf.Graph; named: ReturnType<Build>}> {
  const {build} = (await import(`../../graphs/${name}/graph.ts`)) as {build: Build};
  const graph = tf.Graph();
  const named = graph.as_default(() => {
    if (seed !== null) tf.set_random_seed(seed);
    return build();
  });
  return {graph, named};
}

function differences(graph: tf.Graph, golden: string): string[] {
  const recorded = decode_graph_def(golden_bytes(golden));
  return node_differences(node_texts(graph.as_graph_def()), node_texts(recorded));
}

/** The names in the graph of what `build` gives; a saver has none. */
function names_of(item: unknown): unknown {
  if (Array.isArray(item)) return item.map(names_of);
  return item instanceof tf.train.Saver ? 'Saver' : (item as {readonly name: string}).name;
}

test('every program is written in TypeScript', () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(11);
});

describe.each(NAMES)('%s', (name) => {
  test('without a seed: nodes, collections, names', async () => {
    const {graph, named} = await built(name, null);
    expect(differences(graph, `graphs/${name}/golden/graph.pb.gz`)).toEqual([]);
    expect(collections_of(graph)).toEqual(golden_json(`graphs/${name}/golden/collections.json`));
    const names = Object.fromEntries(Object.entries(named).map(([key, item]) => [key, names_of(item)]));
    expect(names).toEqual(golden_json(`graphs/${name}/golden/named.json`));
  });

  test('with seed 42: nodes', async () => {
    const {graph} = await built(name, 42);
    expect(differences(graph, `graphs/${name}/golden/graph_seed42.pb.gz`)).toEqual([]);
  });
});
