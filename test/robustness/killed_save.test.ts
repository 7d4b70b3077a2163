// A save that is killed harms nothing: the last checkpoint that was told of is there, whole, and can be restored.
import {spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import * as tf from '../../src/index.ts';
import {BundleReader} from '../../src/formats/bundle_reader.ts';
import {BundleWriter} from '../../src/formats/bundle_writer.ts';
import {MemoryFiles, type Files} from '../../src/util/files.ts';
import {PROJECT} from '../support/project.ts';
import {build_numbered} from './numbered_network.ts';

const SAVES_BEFORE = 4;
const TIME_LIMIT = 60_000;

/** Runs the program that saves, and kills it in the middle of a save; gives the last number that it told. */
async function killed_saving(folder: string, delay: number): Promise<number> {
  const script = join(PROJECT, 'test/robustness/saving_process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  let last = -1;
  for await (const line of createInterface({input: child.stdout})) {
    last = Number(line);
    if (last === SAVES_BEFORE) setTimeout(() => child.kill('SIGKILL'), delay);
  }
  expect(await ended).toBe('SIGKILL');
  return last;
}

/** The numbers that a checkpoint holds in the elements of its variables: one, if it is whole. */
async function restored_numbers(checkpoint: string): Promise<number[]> {
  const graph = tf.Graph();
  const {saver, extremes} = graph.as_default(() => {
    const {variables} = build_numbered();
    return {
      saver: tf.train.Saver(),
      extremes: variables.flatMap((v) => [tf.reduce_min(v), tf.reduce_max(v)]),
    };
  });
  return tf.Session({graph, config: {backend: 'js'}}).use(async (sess) => {
    await saver.restore(sess, checkpoint);
    return [...new Set((await sess.run(extremes)) as number[])];
  });
}

test(
  'a process that is killed while it saves',
  async () => {
    const folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), 'tf1-killed-'))));
    const delays = folders.map(() => Math.random() * 30);
    const last_told = await Promise.all(
      folders.map((folder, i) => killed_saving(folder, delays[i] as number)),
    );
    for (const [i, folder] of folders.entries()) {
      const told = last_told[i] as number;
      expect(told).toBeGreaterThanOrEqual(SAVES_BEFORE);
      const state = await tf.train.get_checkpoint_state(folder);
      const latest = (await tf.train.latest_checkpoint(folder)) as string;
      // The save under way may have come so far, but no further.
      const number = Number(latest.split('-').at(-1));
      expect([told, told + 1]).toContain(number);
      expect(state?.model_checkpoint_path).toBe(latest);
      for (const kept of state?.all_model_checkpoint_paths ?? []) {
        expect(await restored_numbers(kept)).toEqual([Number(kept.split('-').at(-1))]);
      }
      await rm(folder, {recursive: true});
    }
  },
  TIME_LIMIT,
);

/** Files that do no more after so many changes, as if the process had ended. */
function dying_files(files: MemoryFiles, changes: number): Files {
  let left = changes;
  const changing = (name: 'write' | 'rename' | 'delete' | 'append'): Partial<Files> => ({
    [name]: async (...args: never[]) => {
      if (left-- <= 0) throw new Error('killed');
      await Reflect.apply(files[name], files, args);
    },
  });
  const bound = Object.fromEntries(
    (['read', 'read_range', 'size', 'exists', 'is_directory', 'list', 'make_directories'] as const).map(
      (name) => [name, files[name].bind(files)],
    ),
  );
  return {...bound, ...changing('write'), ...changing('rename'), ...changing('delete')} as Files;
}

const ARRAYS = [1, 2].map((value) => tf.NDArray.from([value, value, value], tf.float32));

async function saved_value(files: Files, prefix: string): Promise<number> {
  const reader = await BundleReader.open(files, prefix);
  return Number((await reader.read('v')).getitem(0));
}

test('a save that ends after any of its steps', async () => {
  const [first, second] = ARRAYS as [tf.NDArray, tf.NDArray];
  for (let changes = 0; changes < 4; changes++) {
    const files = new MemoryFiles();
    const good = new BundleWriter(files, '/model-1');
    good.add('v', first);
    await good.finish();
    const killed = new BundleWriter(dying_files(files, changes), '/model-2');
    killed.add('v', second);
    await expect(killed.finish()).rejects.toThrow('killed');
    expect(await saved_value(files, '/model-1')).toBe(1);
    // Without its index, which comes last, there is no second checkpoint.
    await expect(saved_value(files, '/model-2')).rejects.toThrow(tf.errors.NotFoundError);
  }
});

test('a save in place of an earlier one gives the old values, the new ones, or an error', async () => {
  const [first, second] = ARRAYS as [tf.NDArray, tf.NDArray];
  const outcomes = [];
  for (let changes = 0; changes <= 4; changes++) {
    const files = new MemoryFiles();
    for (const [array, last] of [
      [first, Infinity],
      [second, changes],
    ] as const) {
      const writer = new BundleWriter(dying_files(files, last), '/model');
      writer.add('v', array);
      await writer.finish().catch(() => null);
    }
    const value = await saved_value(files, '/model').catch((error: Error) => error.name);
    outcomes.push(value);
  }
  // Two files cannot be replaced at once; between them the checksums tell.
  expect(outcomes).toEqual([1, 1, 1, 'DataLossError', 2]);
});
