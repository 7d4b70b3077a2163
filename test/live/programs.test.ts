// Programs that nobody wrote, built here and by real TensorFlow at once: nodes, gradients and their values. The program is
// shown where something differs.
import * as tf from 'tf1';
import {decode_graph_def} from '../../src/formats/graph_def.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array, type EncodedArray} from '../support/goldens.ts';
import {node_differences, node_texts} from '../support/graph_programs.ts';
import {LiveTensorFlow} from '../support/live_tensorflow.ts';
import {random_loops} from './random_loops.ts';
import {random_program, type RandomProgram} from './random_programs.ts';

const PROGRAMS = 40;
const LOOPS = 20;
const STEPS = 12;
const DEPTH = 4;
/** Values on the way are of this size: what comes out much smaller is a difference of such. */
const SIZE = 1;

interface PlainError {
  readonly class: string;
  readonly message: string;
}

interface LiveProgram {
  readonly graph: string;
  readonly facts: {readonly gradients: readonly (string | null)[]};
  readonly init: string;
  readonly feed: Record<string, unknown>;
  readonly values: readonly (EncodedArray & {readonly fetch: string})[];
  readonly error?: PlainError;
  readonly values_error?: PlainError;
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

/** What TensorFlow refuses is refused in its words. */
function refusal_differences(graph: tf.Graph, build: () => unknown, expected: PlainError): string[] {
  try {
    graph.as_default(build);
  } catch (error) {
    const {name, message} = error as Error;
    const texts = [expected.class, expected.message, name, message];
    return name === expected.class && message === expected.message ? [] : texts;
  }
  return [`TensorFlow refused it: ${expected.message}`];
}

/** Where TensorFlow's run fails, so does the run here, in the same words. */
async function failure_differences(
  graph: tf.Graph,
  fetches: readonly tf.Tensor[],
  {init, feed, values_error: expected}: LiveProgram,
): Promise<string[]> {
  return tf.Session({graph}).use(async (sess) => {
    await sess.run(graph.get_operation_by_name(init));
    try {
      for (const fetch of fetches) await sess.run(fetch, {feed_dict: feed ?? {}});
    } catch (error) {
      const {name, message} = error as Error;
      const actual = {class: name, message: message.split('\n')[0]};
      return JSON.stringify(actual) === JSON.stringify(expected) ? [] : [JSON.stringify([actual, expected])];
    }
    return [`TensorFlow's run fails: ${JSON.stringify(expected)}`];
  });
}

async function differences({source, build}: RandomProgram): Promise<string[]> {
  const theirs = await tensorflow.ask<LiveProgram>('program', {source, rewriting: false});
  const graph = tf.Graph();
  if (theirs.error !== undefined) return refusal_differences(graph, build, theirs.error);
  const {loss, gradients} = graph.as_default(build);
  const names = gradients.map((gradient) => gradient?.name ?? null);
  const bytes = new Uint8Array(Buffer.from(theirs.graph, 'base64'));
  const nodes = node_differences(node_texts(graph.as_graph_def()), node_texts(decode_graph_def(bytes)));
  if (nodes.length > 0) return nodes;
  expect(names).toEqual(theirs.facts.gradients);
  if (theirs.values_error !== undefined) {
    const fetches = [loss, ...gradients.filter((gradient) => gradient !== null)];
    return failure_differences(graph, fetches, theirs);
  }
  return value_differences(graph, theirs);
}

async function expect_programs(count: number, program_of: (seed: number) => RandomProgram): Promise<void> {
  const first = Math.floor(Math.random() * 2 ** 31);
  for (let seed = first; seed < first + count; seed++) {
    const program = program_of(seed);
    const found = await differences(program);
    expect({source: found.length > 0 ? program.source : '', found}).toEqual({source: '', found: []});
  }
}

test('random programs', () => expect_programs(PROGRAMS, (seed) => random_program(seed, STEPS)), 120_000);
test('random loops', () => expect_programs(LOOPS, (seed) => random_loops(seed, DEPTH)), 120_000);
