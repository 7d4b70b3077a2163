// Damaged GraphDefs are imported or refused in a known way, at once and in little memory; what is imported runs or is refused.
import * as tf from 'tf1';
import {golden_bytes} from '../support/goldens.ts';
import {try_many} from './malformed_graphs.ts';

const MUTATIONS = 2_000;
const MEMORY = 200 * 2 ** 20;

test('bytes that are no GraphDef are an invalid argument', () => {
  const bytes = golden_bytes('graphs/dnn_mnist/golden/graph.pb.gz');
  const damages = {
    truncated: bytes.subarray(0, bytes.length - 3),
    'not UTF-8': Uint8Array.from([0x0a, 4, 0x0a, 2, 0xff, 0xfe]),
    'a group that does not end': Uint8Array.from([0x0b, 0x0a]),
    'a length past the end': Uint8Array.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x07]),
    'an endless number': new Uint8Array(20).fill(0x80),
  };
  for (const [what, damaged] of Object.entries(damages)) {
    let error: unknown = null;
    try {
      tf.import_graph_def(damaged);
    } catch (thrown) {
      error = thrown;
    }
    expect([what, error]).toEqual([what, expect.any(tf.errors.InvalidArgumentError)]);
    expect((error as Error).message).toBe("Error parsing message with type 'tensorflow.GraphDef'");
  }
  expect(tf.get_default_graph().get_operations()).toEqual([]);
});

test('what the runtime refuses is the cause of what Python says', () => {
  const node = [{name: 'a', op: 'Neg', input: ['a'], attr: new Map([['T', {type: 1}]])}];
  let error: unknown = null;
  try {
    tf.import_graph_def(tf.GraphDef({node}));
  } catch (thrown) {
    error = thrown;
  }
  const {name, message, cause} = error as Error;
  expect([name, message]).toEqual(['ValueError', '1 nodes in a cycle']);
  expect(cause).toBeInstanceOf(tf.errors.InvalidArgumentError);
});

test(`${MUTATIONS} damaged graphs`, async () => {
  const before = process.memoryUsage().arrayBuffers;
  const outcomes = await try_many(MUTATIONS, 1);
  expect([...outcomes.keys()].toSorted()).toEqual(['imported', 'ran', 'refused', 'refused when it ran']);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MEMORY);
});
