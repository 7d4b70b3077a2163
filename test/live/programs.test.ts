// Programs that nobody wrote, built here and by real TensorFlow at once: nodes, gradients and their values. The program is
// shown where something differs.
import * as tf from 'tf1';
import {decode_graph_def} from '../../src/formats/graph_def.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array, type EncodedArray} from '../support/goldens.ts';
import {node_differences, node_texts} from '../support/graph_programs.ts';
import {LiveTensorFlow} from '../support/live_tensorflow.ts';
import {random_program, type RandomProgram} from './random_programs.ts';

const PROGRAMS = 40;
const STEPS = 12;
/** Values on the way are of this size: what comes out much smaller is a difference of such. */
const SIZE = 1;

interface LiveProgram {
  readonly graph: string;
  readonly facts: {readonly gradients: readonly (string | null)[]};
  readonly init: string;
  readonly feed: Record<string, unknown>;
  readonly values: readonly (EncodedArray & {readonly fetch: string})[];
  readonly error?: object;
}

let tensorflow: LiveTensorFlow;

beforeAll(() => {
  tensorflow = new LiveTensorFlow();
});

afterAll(() => tensorflow.close());

async function value_differences(graph: tf.Graph, {init, feed, values}: LiveProgram): Promise<string[]> {
  return tf.Session({graph}).use(async (sess) => {
    await sess.run(graph.get_operation_by_name(init));
    const found: string[] = [];
    for (const {fetch, ...encoded} of values) {
      const expected = decode_array(encoded);
      const value = (await sess.run(fetch, {feed_dict: feed})) as tf.Value;
      const actual = tf.NDArray.from(value, expected.dtype);
      found.push(...array_differences(actual, expected, 'product', SIZE).map((text) => `${fetch}${text}`));
    }
    return found;
  });
}

async function differences({source, build}: RandomProgram): Promise<string[]> {
  const theirs = await tensorflow.ask<LiveProgram>('program', {source, rewriting: false});
  if (theirs.error !== undefined) return [`TensorFlow refused it: ${JSON.stringify(theirs.error)}`];
  const graph = tf.Graph();
  const {gradients} = graph.as_default(build);
  const names = gradients.map((gradient) => gradient?.name ?? null);
  const bytes = new Uint8Array(Buffer.from(theirs.graph, 'base64'));
  const nodes = node_differences(node_texts(graph.as_graph_def()), node_texts(decode_graph_def(bytes)));
  if (nodes.length > 0) return nodes;
  expect(names).toEqual(theirs.facts.gradients);
  return value_differences(graph, theirs);
}

test('random programs', async () => {
  const first = Math.floor(Math.random() * 2 ** 31);
  for (let seed = first; seed < first + PROGRAMS; seed++) {
    const program = random_program(seed, STEPS);
    const found = await differences(program);
    expect({source: found.length > 0 ? program.source : '', found}).toEqual({source: '', found: []});
  }
}, 120_000);
