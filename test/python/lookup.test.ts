// Lookup tables in the hands of a user: what they hold is saved with the variables, and comes back.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';

const js = {config: {backend: 'js'}} as const;

test('a saver saves tables that change, and restores them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  const count = tf.Variable(tf.constant(3.0), {name: 'count'});
  const words = tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1, {name: 'words'});
  const places = tf.lookup.experimental.DenseHashTable(tf.int64, tf.float32, [0, 0], 0, -1, {
    initial_num_buckets: 4,
    name: 'places',
  });
  const fill = [words.insert(['a', 'b'], [1, 2]), places.insert([5], [[1.5, 2.5]])];
  const found = [words.lookup(['b', 'c']), words.size(), places.lookup([5, 6]), count];
  const saver = tf.train.Saver();
  const path = await tf.Session(js).use(async (sess) => {
    await sess.run([...fill, tf.global_variables_initializer()]);
    return saver.save(sess, join(folder, 'model'));
  });
  const values = await tf.Session(js).use(async (sess) => {
    await saver.restore(sess, path);
    return sess.run(found);
  });
  rmSync(folder, {recursive: true});
  expect(values.map((value) => Array.from(tf.NDArray.from(value).data, Number))).toEqual([
    [2, -1],
    [2],
    [1.5, 2.5, 0, 0],
    [3],
  ]);
});

test('a table from a file of words', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  const file = join(folder, 'words.txt');
  const words = tf.contrib.lookup.index_table_from_file(file, {num_oov_buckets: 1});
  const ids = words.lookup(tf.constant(['lake', 'palmer', 'king']));
  const values = await tf.Session(js).use(async (sess) => {
    await sess.run(tf.write_file(file, 'emerson\nlake\npalmer\n'));
    await sess.run(tf.tables_initializer());
    return sess.run(ids);
  });
  rmSync(folder, {recursive: true});
  expect([...(values as tf.NDArray).data]).toEqual([1n, 2n, 3n]);
});
