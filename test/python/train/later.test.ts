// A checkpoint and MetaGraph of TensorFlow 2.15's compat.v1: read, restored and run here.
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {array_differences} from '../../support/comparison.ts';
import {decode_array, golden_bytes, golden_json, type EncodedArray} from '../../support/goldens.ts';
import {PROJECT} from '../../support/project.ts';

const FOLDER = 'test/oracle/data/checkpoint_later';
const EXPECTED = golden_json<{feed: Record<string, number[]>; values: Record<string, EncodedArray>}>(
  `${FOLDER}/expected.json`,
);

beforeEach(() => {
  tf.reset_default_graph();
});

async function expect_values(sess: tf.Session): Promise<void> {
  const names = Object.keys(EXPECTED.values);
  const values = await sess.run(names, new Map(Object.entries(EXPECTED.feed)));
  names.forEach((name, i) => {
    const expected = decode_array(EXPECTED.values[name] as EncodedArray);
    const actual = tf.NDArray.from(values[i] as tf.NDArray, expected.dtype);
    expect([
      name,
      array_differences(actual, expected, expected.dtype === tf.int32 ? 'exact' : 'product'),
    ]).toEqual([name, []]);
  });
}

test('its graph runs from its checkpoint, and is saved again', async () => {
  const saver = await tf.train.import_meta_graph(join(PROJECT, FOLDER, 'model.meta'));
  const folder = await mkdtemp(join(tmpdir(), 'tf1-later-'));
  await tf.Session({config: {backend: 'js'}}).use(async (sess) => {
    await saver.restore(sess, join(PROJECT, FOLDER, 'model'));
    await expect_values(sess);
    const path = await saver.save(sess, join(folder, 'again'));
    await sess.run(tf.global_variables().map((variable) => variable.assign(variable.mul(0))));
    await saver.restore(sess, path);
    await expect_values(sess);
  });
  await rm(folder, {recursive: true});
});

test('its GraphDef alone is imported, too', () => {
  const {graph_def} = tf.MetaGraphDef.FromString(golden_bytes(`${FOLDER}/model.meta`));
  const [loss] = tf.import_graph_def(graph_def, {return_elements: ['loss:0']}) as [tf.Tensor];
  expect(loss.name).toBe('import/loss:0');
  expect(tf.get_default_graph().get_operation_by_name('import/top').get_attr('index_type')).toBe(tf.int32);
});
