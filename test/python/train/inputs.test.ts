// Inputs from queues that runners fill: epochs, batches, files of lines.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';

const js = {config: {backend: 'js'}} as const;

/** What `fetch` gives until the inputs end. */
async function all_of(fetch: tf.Tensor | readonly tf.Tensor[]): Promise<unknown[]> {
  const found: unknown[] = [];
  await tf.Session(js).use(async (sess) => {
    await sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()]);
    const coord = tf.train.Coordinator();
    const threads = tf.train.start_queue_runners(sess, {coord});
    try {
      for (;;) found.push(await sess.run(fetch));
    } catch (error) {
      if (!(error instanceof tf.errors.OutOfRangeError)) throw error;
    }
    coord.request_stop();
    await coord.join(threads);
  });
  return found;
}

const plain = (value: unknown): string[] =>
  Array.from(tf.NDArray.from(value as tf.NDArray).data as Iterable<unknown>, (item) =>
    ArrayBuffer.isView(item) ? new TextDecoder().decode(item as Uint8Array) : String(item),
  );

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

test('batches of lines of files, until the files end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  const files = ['one.txt', 'two.txt'].map((name) => join(folder, name));
  await tf.Session(js).use(async (sess) => {
    await sess.run(files.map((file, i) => tf.write_file(file, `${i}a\n${i}b\n${i}c\n`)));
  });
  tf.reset_default_graph();
  const names = tf.train.string_input_producer(files, {num_epochs: 1, shuffle: false});
  const [, line] = tf.TextLineReader().read(names);
  line.set_shape([]);
  const lines = tf.train.batch([line], 4, {allow_smaller_final_batch: true});
  const found = await all_of(lines);
  rmSync(folder, {recursive: true});
  expect(found.map(plain)).toEqual([
    ['0a', '0b', '0c', '1a'],
    ['1b', '1c'],
  ]);
});

test('rows of two tensors, shuffled, each once an epoch', async () => {
  tf.reset_default_graph();
  const slices = tf.train.slice_input_producer([tf.range(6n), tf.range(6n).mul(2n)], {
    num_epochs: 2,
    seed: 4,
  });
  const pairs = await all_of(slices);
  const firsts = pairs.map((pair) => Number((pair as readonly unknown[])[0]));
  expect(pairs.every((pair) => Number((pair as unknown[])[1]) === 2 * Number((pair as unknown[])[0]))).toBe(
    true,
  );
  expect(sorted(firsts.slice(0, 6))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(sorted(firsts.slice(6))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(firsts.join()).not.toBe('0,1,2,3,4,5,0,1,2,3,4,5');
});
