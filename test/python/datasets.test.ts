// tf.data end to end: what comes out of pipelines that depend on the program's own functions, on variables and on files.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';

const {Dataset} = tf.data;

/** What is run. */
interface Built {
  readonly iterator: tf.data.Iterator;
  readonly next: tf.Tensor;
  readonly placeholder: tf.Tensor;
  readonly variables: tf.Operation;
}

/** All elements of a dataset on the numbers that are fed to a placeholder. */
async function elements_of(build: (placeholder: tf.Tensor) => tf.data.Dataset): Promise<tf.Value[]> {
  const graph = tf.Graph();
  const {iterator, next, placeholder, variables} = graph.as_default((): Built => {
    const fed = tf.placeholder(tf.float32, []);
    const made = build(fed).make_initializable_iterator();
    return {
      iterator: made,
      next: made.get_next(),
      placeholder: fed,
      variables: tf.global_variables_initializer(),
    };
  });
  return tf.Session({graph, config: {backend: 'js'}}).use(async (sess) => {
    await sess.run(variables);
    await sess.run(iterator.initializer, {feed_dict: [[placeholder, 0.5]]});
    const found: tf.Value[] = [];
    for (;;) {
      try {
        found.push(await sess.run(next));
      } catch (error) {
        if (error instanceof tf.errors.OutOfRangeError) return found;
        throw error;
      }
    }
  });
}

const numbers = (values: readonly tf.Value[]): number[] => values.map(Number);

test('a generator gives elements until it ends, anew each time', async () => {
  function* count(): Iterable<number> {
    yield* [1, 2, 3];
  }
  const found = await elements_of(() => Dataset.from_generator(count, tf.int32, []).repeat(2));
  expect(numbers(found)).toEqual([1, 2, 3, 1, 2, 3]);
});

test('a generator may wait', async () => {
  async function* slow(): AsyncIterable<number> {
    for (const value of [4, 5]) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      yield value;
    }
  }
  expect(numbers(await elements_of(() => Dataset.from_generator(slow, tf.float32, [])))).toEqual([4, 5]);
});

test('a generator that gives another shape ends the run', async () => {
  const wrong = (): number[][] => [[1, 2]];
  await expect(elements_of(() => Dataset.from_generator(wrong, tf.float32, [3]))).rejects.toThrow(
    '`generator` yielded an element of shape (2) where an element of shape (3,) was expected.',
  );
});

test('functions take variables and placeholders from outside', async () => {
  const found = await elements_of((placeholder) => {
    const v = tf.get_variable('v', {initializer: tf.constant(10.0), use_resource: true});
    return Dataset.range(3).map((x: tf.Tensor) => v.mul(tf.cast(x, tf.float32)).add(placeholder));
  });
  expect(numbers(found)).toEqual([0.5, 10.5, 20.5]);
});

test('lines of files, one after the other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  writeFileSync(`${folder}/a`, 'one\ntwo\n');
  writeFileSync(`${folder}/b`, 'three');
  const found = await elements_of(() =>
    tf.data
      .TextLineDataset([`${folder}/a`, `${folder}/b`])
      .filter((line: tf.Tensor) => tf.not_equal(line, 'two')),
  );
  expect(found.map(String)).toEqual(['one', 'three']);
  rmSync(folder, {recursive: true});
});
