// tf.train.Saver: what TensorFlow wrote is restored and trained on, what is written here is what TensorFlow writes, and
// mistakes are told in its words.
import {mkdtemp, readFile, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {array_differences} from '../../support/comparison.ts';
import {fixed_batch} from '../../support/fixed_batches.ts';
import {decode_array, golden_json, type EncodedArray} from '../../support/goldens.ts';
import {PROJECT} from '../../support/project.ts';
import {recorded_errors} from '../../support/recorded_errors.ts';

const SMALL = join(PROJECT, 'test/oracle/data/checkpoint_small');
const EXPECTED = golden_json<{
  losses_before: number[];
  losses_after: number[];
  variables: Record<string, EncodedArray>;
}>('test/oracle/data/checkpoint_small/expected.json');

let folder: string;

beforeEach(async () => {
  tf.reset_default_graph();
  folder = await mkdtemp(join(tmpdir(), 'tf1-saver-'));
});

afterEach(async () => {
  await rm(folder, {recursive: true});
});

const session = (): tf.Session => tf.Session({config: {backend: 'js'}});

interface Network {
  X: tf.Tensor;
  y: tf.Tensor;
  loss: tf.Tensor;
  train: tf.Operation;
  saver: tf.train.Saver;
}

/** The program that recorded the checkpoint. */
function build(): Network {
  tf.set_random_seed(42);
  const X = tf.placeholder(tf.float32, [null, 4], {name: 'X'});
  const y = tf.placeholder(tf.int64, [null], {name: 'y'});
  const hidden = tf.layers.dense(X, 5, {activation: tf.nn.elu, name: 'hidden'});
  const logits = tf.layers.dense(hidden, 3, {name: 'outputs'});
  const loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits({labels: y, logits}), {
    name: 'loss',
  });
  const global_step = tf.train.get_or_create_global_step() as tf.Variable;
  const train = tf.train.GradientDescentOptimizer(0.5).minimize(loss, {global_step, name: 'train'});
  const fixed = (initial_value: tf.TensorLike, name: string): unknown =>
    tf.Variable({initial_value, name, trainable: false});
  fixed(tf.constant([1.5, -2.25, 1e300], tf.float64), 'doubles');
  fixed(
    [
      [1n, -2n],
      [3n, 2n ** 31n - 1n],
    ],
    'ints',
  );
  fixed([true, false, true], 'flags');
  fixed(['first', '', 'third'], 'texts');
  fixed(tf.constant([0.5, 65504.0], tf.float16), 'halves');
  fixed(tf.constant([2n ** 53n + 1n, -(2n ** 62n)], tf.int64), 'scope/longs');
  fixed(tf.zeros([0, 3]), 'empty');
  fixed(3.25, 'scalar');
  return {X, y, loss, train, saver: tf.train.Saver({save_relative_paths: true})};
}

async function trained(sess: tf.Session, {X, y, loss, train}: Network, first: number): Promise<number[]> {
  const losses: number[] = [];
  for (let step = first; step < first + 5; step++) {
    const {images, labels} = fixed_batch(step, 6, 4, 3);
    const [value] = await sess.run(
      [loss, train],
      [
        [X, images],
        [y, labels],
      ],
    );
    losses.push(value as number);
  }
  return losses;
}

function expect_near(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.map((loss, i) => Math.abs(loss - expected[i]!) / expected[i]! < 1e-4)).toEqual(
    expected.map(() => true),
  );
}

async function values_of(sess: tf.Session, names: readonly string[]): Promise<Map<string, tf.NDArray>> {
  const graph = tf.get_default_graph();
  const values = await sess.run(names.map((name) => graph.get_tensor_by_name(`${name}:0`)));
  return new Map(
    names.map((name, i) => {
      const {dtype} = graph.get_tensor_by_name(`${name}:0`);
      return [name, tf.NDArray.from(values[i] as Parameters<typeof tf.NDArray.from>[0], dtype.base_dtype)];
    }),
  );
}

test('a checkpoint of TensorFlow is restored, and training goes on from it', async () => {
  const network = build();
  await session().use(async (sess) => {
    await network.saver.restore(sess, join(SMALL, 'model-5'));
    const values = await values_of(sess, Object.keys(EXPECTED.variables));
    for (const [name, encoded] of Object.entries(EXPECTED.variables)) {
      expect([name, array_differences(values.get(name)!, decode_array(encoded), 'exact')]).toEqual([
        name,
        [],
      ]);
    }
    expect_near(await trained(sess, network, 5), EXPECTED.losses_after);
  });
});

test('its MetaGraph is imported with collections and saver, and trains as well', async () => {
  const saver = await tf.train.import_meta_graph(join(SMALL, 'model-5.meta'));
  const graph = tf.get_default_graph();
  expect(tf.global_variables().map(({name}) => name)).toEqual(
    Object.keys(EXPECTED.variables).map((name) => `${name}:0`),
  );
  expect(tf.trainable_variables()[0]).toBe(tf.global_variables()[0]);
  const network = {
    X: graph.get_tensor_by_name('X:0'),
    y: graph.get_tensor_by_name('y:0'),
    loss: graph.get_tensor_by_name('loss:0'),
    train: graph.get_operation_by_name('train'),
    saver,
  };
  await session().use(async (sess) => {
    await saver.restore(sess, join(SMALL, 'model-5'));
    expect_near(await trained(sess, network, 5), EXPECTED.losses_after);
  });
});

test('what is saved after a restore is what TensorFlow saved, to the byte', async () => {
  const {saver} = build();
  tf.global_variables_initializer();
  await session().use(async (sess) => {
    await saver.restore(sess, join(SMALL, 'model-5'));
    const path = await saver.save(sess, join(folder, 'model'), {global_step: tf.train.get_global_step()});
    expect(path).toBe(join(folder, 'model-5'));
  });
  for (const file of ['checkpoint', 'model-5.index', 'model-5.data-00000-of-00001', 'model-5.meta']) {
    const same = Buffer.compare(await readFile(join(folder, file)), await readFile(join(SMALL, file))) === 0;
    expect([file, same]).toEqual([file, true]);
  }
});

test('training, saving and restoring in a new graph give the same values', async () => {
  const network = build();
  const names = Object.keys(EXPECTED.variables);
  const before = await session().use(async (sess) => {
    await sess.run(tf.global_variables_initializer());
    expect_near(await trained(sess, network, 0), EXPECTED.losses_before);
    await network.saver.save(sess, join(folder, 'model'));
    return values_of(sess, names);
  });
  expect((await readdir(folder)).sort()).toEqual([
    'checkpoint',
    'model.data-00000-of-00001',
    'model.index',
    'model.meta',
  ]);
  tf.reset_default_graph();
  const again = build();
  await session().use(async (sess) => {
    await again.saver.restore(sess, await tf.train.latest_checkpoint(folder));
    const after = await values_of(sess, names);
    for (const name of names) expect([name, after.get(name)]).toEqual([name, before.get(name)]);
  });
});

test('the oldest checkpoints are deleted', async () => {
  tf.Variable(1, {name: 'v'});
  const saver = tf.train.Saver({max_to_keep: 2, pad_step_number: true});
  await session().use(async (sess) => {
    await sess.run(tf.global_variables_initializer());
    for (const step of [1, 2, 3])
      await saver.save(sess, join(folder, 'm'), step, {write_meta_graph: step > 1});
  });
  const kept = ['m-00000002', 'm-00000003'];
  expect(saver.last_checkpoints).toEqual(kept.map((name) => join(folder, name)));
  expect((await readdir(folder)).sort()).toEqual([
    'checkpoint',
    ...kept.flatMap((name) => [`${name}.data-00000-of-00001`, `${name}.index`, `${name}.meta`]),
  ]);
  const state = await tf.train.get_checkpoint_state(folder);
  expect(state?.all_model_checkpoint_paths).toEqual(kept.map((name) => join(folder, name)));
  const other = tf.train.Saver({max_to_keep: 2});
  await other.recover_last_checkpoints([...state!.all_model_checkpoint_paths, join(folder, 'gone')]);
  expect(other.last_checkpoints).toEqual(saver.last_checkpoints);
  await tf.train.remove_checkpoint(join(folder, kept[0]!));
  expect(await tf.train.checkpoint_exists(join(folder, kept[0]!))).toBe(false);
  expect(await tf.train.get_checkpoint_mtimes(kept.map((name) => join(folder, name)))).toHaveLength(1);
});

test('variables by other names, sharded, reshaped', async () => {
  const a = tf.Variable([1, 2, 3, 4], {name: 'a'});
  const b = tf.device('/cpu:0', () => tf.Variable(5, {name: 'b'}));
  const saver = tf.train.Saver({other: a, b}, {sharded: true});
  await session().use(async (sess) => {
    await sess.run(tf.global_variables_initializer());
    const path = await saver.save(sess, join(folder, 'sharded'));
    expect(await tf.train.list_variables(path!)).toEqual([
      ['b', []],
      ['other', [4]],
    ]);
    expect((await readdir(folder)).sort()).toEqual([
      'checkpoint',
      'sharded.data-00000-of-00002',
      'sharded.data-00001-of-00002',
      'sharded.index',
      'sharded.meta',
    ]);
    expect(await tf.train.load_variable(folder, 'b:0')).toBe(5);
    await sess.run([a.assign([0, 0, 0, 0]), b.assign(0)]);
    await saver.restore(sess, path);
    expect(await sess.run([b, a])).toEqual([5, tf.NDArray.from([1, 2, 3, 4], tf.float32)]);
  });
  tf.reset_default_graph();
  const square = tf.Variable(tf.zeros([2, 2]), {name: 'square'});
  await session().use(async (sess) => {
    await tf.train.Saver({other: square}, {reshape: true}).restore(sess, join(folder, 'sharded'));
    expect(await sess.run(square)).toEqual(
      tf.NDArray.from(
        [
          [1, 2],
          [3, 4],
        ],
        tf.float32,
      ),
    );
  });
});

async function failure(call: () => unknown): Promise<Error> {
  try {
    await call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

async function saved(initial_value: number | number[]): Promise<string> {
  const v = tf.Variable(initial_value, {name: 'v'});
  return session().use(async (sess) => {
    await sess.run(v.initializer);
    return (await tf.train.Saver().save(sess, join(folder, 'model'))) as string;
  });
}

const one = (): tf.Variable => tf.Variable(1, {name: 'v'});

/** Snippets of the recorded table, in TypeScript. */
const MISTAKES: Record<string, () => unknown> = {
  saver_without_variables: () => tf.train.Saver(),
  saver_duplicate_name: () =>
    tf.train.Saver(
      new Map<string, never>([
        ['a', one()],
        ['b', 3n],
      ] as [string, never][]),
    ),
  saver_list_same_name: () => {
    const v = one();
    return tf.train.Saver([v, v]);
  },
  save_uninitialized: () => {
    one();
    return tf.train.Saver().save(session(), join(folder, 'model'));
  },
  save_folder_missing: () => {
    const v = one();
    return session().use(async (sess) => {
      await sess.run(v.initializer);
      await tf.train.Saver().save(sess, join(folder, 'no/such/folder/model'));
    });
  },
  restore_missing_file: () => {
    one();
    return tf.train.Saver().restore(session(), join(folder, 'missing'));
  },
  restore_none: () => {
    one();
    return tf.train.Saver().restore(session(), null);
  },
  restore_missing_key: async () => {
    const path = await saved(1);
    tf.Variable(1, {name: 'w'});
    await tf.train.Saver().restore(session(), path);
  },
  restore_shape: async () => {
    const path = await saved([1, 2]);
    tf.reset_default_graph();
    tf.Variable([1, 2, 3], {name: 'v'});
    await tf.train.Saver().restore(session(), path);
  },
  restore_dtype: async () => {
    const path = await saved([1, 2]);
    tf.reset_default_graph();
    tf.Variable([1n, 2n], {name: 'v'});
    await tf.train.Saver().restore(session(), path);
  },
  import_meta_graph_missing: () => tf.train.import_meta_graph(join(folder, 'missing.meta')),
  import_meta_graph_type: () => Reflect.apply(tf.train.import_meta_graph, null, [3]) as unknown,
  load_variable_missing: async () => tf.train.load_variable(await saved(1), 'w'),
};

test.each(Object.keys(MISTAKES))('%s', async (id) => {
  const recorded = recorded_errors().get(id)!;
  const error = await failure(MISTAKES[id]!);
  const text = error.message
    .replaceAll(folder, '<tmp>')
    .replace(/defined at .*\) \]\]/, 'defined at <place>) ]]');
  expect({name: error.name, text}).toEqual({name: recorded.exception, text: recorded.text});
});

test('a deferred saver, an empty one, and a saver of a saver_def', async () => {
  const deferred = tf.train.Saver({defer_build: true});
  expect((await failure(() => deferred.save(session(), join(folder, 'm')))).message).toBe(
    '`build()` should be called before save if defer_build==True',
  );
  const empty = tf.train.Saver({allow_empty: true});
  const v = tf.Variable(2, {name: 'v'});
  deferred.build();
  const copy = tf.train.Saver({saver_def: deferred.as_saver_def()});
  await session().use(async (sess) => {
    expect(await empty.save(sess, join(folder, 'empty'))).toBeNull();
    await sess.run(v.initializer);
    const path = await copy.save(sess, join(folder, 'm'), {
      latest_filename: 'state',
      write_meta_graph: false,
    });
    expect(await tf.train.latest_checkpoint(folder, 'state')).toBe(path);
    await sess.run(v.assign(3));
    await deferred.restore(sess, path);
    expect(await sess.run(v)).toBe(2);
  });
});
