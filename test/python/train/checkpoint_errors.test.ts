// Damaged checkpoints: what each call says is what TensorFlow said of the same damage.
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {golden_json} from '../../support/goldens.ts';
import {PROJECT} from '../../support/project.ts';

interface Said {
  class: string;
  message: string;
}

interface Row {
  id: string;
  file: string;
  truncate?: number;
  flip?: [number, number];
  text?: string;
  delete?: boolean;
  exists: boolean;
  latest_checkpoint: string | null;
  load_checkpoint: Said | null;
  list_variables: Said | null;
  get_tensor: Said | null;
  restore: Said | null;
}

const ROWS = golden_json<Row[]>('test/oracle/data/checkpoint_errors.json');
const TENSORS = [
  'doubles',
  'ints',
  'flags',
  'texts',
  'hidden/kernel',
  'outputs/kernel',
  'global_step',
  'scalar',
];

let folder: string;

beforeEach(async () => {
  tf.reset_default_graph();
  folder = await mkdtemp(join(tmpdir(), 'tf1-damaged-'));
});

afterEach(async () => {
  await rm(folder, {recursive: true});
});

async function damage({file, truncate, flip, text, delete: remove}: Row): Promise<void> {
  await cp(join(PROJECT, 'test/oracle/data/checkpoint_small'), folder, {recursive: true});
  const path = join(folder, file);
  if (remove === true) return rm(path);
  const bytes = await readFile(path);
  if (flip !== undefined) {
    const at = flip[0] < 0 ? bytes.length + flip[0] : flip[0];
    bytes[at] = (bytes[at] as number) ^ flip[1];
  }
  const kept =
    truncate === undefined ? bytes : bytes.subarray(0, truncate < 0 ? bytes.length + truncate : truncate);
  return writeFile(path, text ?? kept);
}

/** What a call rejects with; of the message the first line. */
async function said(call: () => Promise<unknown>): Promise<Said | null> {
  try {
    await call();
    return null;
  } catch (error) {
    const {name, message} = error as Error;
    return {class: name, message: message.split('\n')[0]!.replaceAll(folder, '<folder>')};
  }
}

test.each(ROWS.map((row) => [row.id, row] as const))('%s', async (_, row) => {
  await damage(row);
  const prefix = join(folder, 'model-5');
  expect(await tf.train.checkpoint_exists(prefix)).toBe(row.exists);
  expect((await tf.train.latest_checkpoint(folder))?.replace(folder, '<folder>') ?? null).toBe(
    row.latest_checkpoint,
  );
  const read_all = async (): Promise<void> => {
    const reader = await tf.train.load_checkpoint(prefix);
    for (const name of TENSORS) await reader.get_tensor(name);
  };
  const restore = async (): Promise<void> => {
    const saver = await tf.train.import_meta_graph(`${prefix}.meta`);
    await tf.Session({config: {backend: 'js'}}).use((sess) => saver.restore(sess, prefix));
  };
  const answers = {
    load_checkpoint: await said(() => tf.train.load_checkpoint(prefix)),
    list_variables: await said(() => tf.train.list_variables(prefix)),
    get_tensor: await said(read_all),
    restore: await said(restore),
  };
  const {load_checkpoint, list_variables, get_tensor, restore: restored} = row;
  expect(answers).toEqual({load_checkpoint, list_variables, get_tensor, restore: restored});
});
