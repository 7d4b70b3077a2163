// Random small graphs and their gradients, run here and by real TensorFlow at once. What fails is shrunk and shown.
import * as fc from 'fast-check';
import * as tf from 'tf1';
import {encode_message} from '../../src/formats/encode.ts';
import {build, random_graphs, type OPS, type RandomGraph} from '../compile/random_graphs.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array, type EncodedArray} from '../support/goldens.ts';
import {LiveTensorFlow} from '../support/live_tensorflow.ts';

const GRAPHS = 40;
/** Values on the way are of this size: what comes out much smaller is a difference of such. */
const SIZE = 1;

let tensorflow: LiveTensorFlow;

beforeAll(() => {
  tensorflow = new LiveTensorFlow();
});

afterAll(() => tensorflow.close());

function encoded({dtype, shape, data}: tf.NDArray): object {
  const bytes = data as Float32Array;
  return {
    dtype: dtype.name,
    shape,
    data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  };
}

/** Runs the graph in both places: in which fetches they differ. */
async function differences(
  fetches: readonly tf.Tensor[],
  feeds: [tf.Tensor, tf.NDArray][],
): Promise<string[]> {
  const names = [...new Set(fetches.map(({name}) => name))];
  const bytes = encode_message('GraphDef', tf.get_default_graph().as_graph_def());
  const request = {
    data: Buffer.from(bytes).toString('base64'),
    fetches: names,
    feeds: Object.fromEntries(feeds.map(([{name}, value]) => [name, encoded(value)])),
  };
  const answer = await tensorflow.ask<{values: readonly EncodedArray[][]}>('graph_def', request);
  const own = await tf.Session().use((sess) => sess.run(names, {feed_dict: feeds}));
  return names.flatMap((name, i) => {
    const expected = decode_array(answer.values[0]?.[i] as EncodedArray);
    const actual = tf.NDArray.from(own[i] as tf.NDArray, expected.dtype);
    return array_differences(actual, expected, 'product', SIZE).map((text) => `${name}${text}`);
  });
}

async function check(
  kind: keyof typeof OPS,
  fetches_of: (values: tf.Tensor[], inputs: tf.Tensor[]) => tf.Tensor[],
): Promise<void> {
  const property = fc.asyncProperty(random_graphs(kind), async (graph: RandomGraph) => {
    tf.reset_default_graph();
    const {feeds, values} = build(graph, kind);
    const inputs = feeds.map(([placeholder]) => placeholder);
    expect(await differences(fetches_of(values, inputs), feeds)).toEqual([]);
  });
  await fc.assert(property, {numRuns: GRAPHS});
}

test('values', () => check('continuous', (values) => values), 180_000);

test(
  'gradients',
  () =>
    check('smooth', (values, inputs) => {
      const loss = tf.reduce_mean(tf.square(values.at(-1) as tf.Tensor));
      return [loss, ...tf.gradients(loss, inputs).filter((gradient) => gradient instanceof tf.Tensor)];
    }),
  180_000,
);
