// MetaGraphs: exported ones are TensorFlow's, field by field; imported ones are written again as TensorFlow writes them.
import {createHash} from 'node:crypto';
import {existsSync, readdirSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {decode_message} from '../../../src/formats/decode.ts';
import {encode_message} from '../../../src/formats/encode.ts';
import type {Message} from '../../../src/formats/schemas.ts';
import {message_to_text} from '../../../src/formats/text_writer.ts';
import {golden_bytes, golden_json} from '../../support/goldens.ts';
import {PROJECT} from '../../support/project.ts';

interface Row {
  id: string;
  meta: string;
  import: object;
  collections: Record<string, unknown[]>;
  export: object;
  sha256: string;
  data?: string;
  saver_def: string[];
}

const ROWS = golden_json<Row[]>('test/oracle/data/meta_graphs.json.gz');
const GRAPHS = readdirSync(join(PROJECT, 'graphs')).filter((name) =>
  existsSync(join(PROJECT, 'graphs', name, 'golden/meta.pb.gz')),
);

beforeEach(() => {
  tf.reset_default_graph();
  tf.logging.set_verbosity(tf.logging.ERROR);
});

afterEach(() => {
  tf.logging.set_verbosity(tf.logging.WARN);
});

/** The text of a message, with those of the messages in its collections. */
function shown(meta: Message<'MetaGraphDef'>): string {
  const contexts = meta.collection_def.get('cond_context')?.bytes_list?.value ?? [];
  const texts = contexts.map((bytes) =>
    message_to_text('CondContextDef', decode_message('CondContextDef', bytes)),
  );
  return message_to_text('MetaGraphDef', meta) + texts.join('\n');
}

test.each(GRAPHS)('graphs/%s is exported as TensorFlow exports it', async (name) => {
  const {build} = (await import(`../../../graphs/${name}/graph.ts`)) as {
    build: () => {saver: tf.train.Saver};
  };
  const {saver} = build();
  const meta = tf.train.export_meta_graph({saver_def: saver.as_saver_def()});
  const golden = golden_bytes(`graphs/${name}/golden/meta.pb.gz`);
  const bytes = meta.SerializeToString();
  if (Buffer.compare(bytes, golden) === 0) return;
  expect(shown(decode_message('MetaGraphDef', bytes))).toBe(shown(decode_message('MetaGraphDef', golden)));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    createHash('sha256').update(golden).digest('hex'),
  );
});

/** What a row adds to a collection: `[name]` an element of the graph, `saver` the saver, null an object without a name. */
function item_of(item: unknown, saver: tf.train.Saver): unknown {
  if (Array.isArray(item)) return tf.get_default_graph().as_graph_element(item[0] as unknown);
  return item === 'saver' ? saver : item === null ? new Date(0) : item;
}

test.each(ROWS.map((row) => [row.id, row] as const))('imported and exported: %s', (_, row) => {
  const saver = tf.train.import_meta_graph(golden_bytes(row.meta), row.import);
  for (const [key, items] of Object.entries(row.collections)) {
    for (const item of items) tf.add_to_collection(key, item_of(item, saver));
  }
  const saver_def = saver.as_saver_def()!;
  expect([saver_def.filename_tensor_name, saver_def.save_tensor_name, saver_def.restore_op_name]).toEqual(
    row.saver_def,
  );
  const meta = tf.train.export_meta_graph({saver_def, ...row.export});
  const bytes = meta.SerializeToString();
  if (row.data !== undefined) {
    const expected = decode_message('MetaGraphDef', new Uint8Array(Buffer.from(row.data, 'base64')));
    expect(shown(decode_message('MetaGraphDef', bytes))).toBe(shown(expected));
  }
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.sha256);
});

test('files, binary and text, are what the call gives', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tf1-meta-'));
  try {
    const v = tf.Variable(1, {name: 'v'});
    const given = await tf.train.export_meta_graph(join(folder, 'new/m.pb'));
    await tf.train.export_meta_graph({filename: join(folder, 'm.pbtxt'), as_text: true});
    expect(Buffer.compare(await readFile(join(folder, 'new/m.pb')), given.SerializeToString())).toBe(0);
    for (const path of ['new/m.pb', 'm.pbtxt']) {
      tf.reset_default_graph();
      const saver = await tf.train.import_meta_graph(join(folder, path));
      expect(saver.as_saver_def()?.restore_op_name).toBe('save/restore_all');
      expect(tf.global_variables().map(({name}) => name)).toEqual([v.name]);
    }
    const path = await tf.train.write_graph(tf.get_default_graph(), folder, 'g.pbtxt');
    expect(await readFile(path, 'utf8')).toBe(
      message_to_text('GraphDef', tf.get_default_graph().as_graph_def()),
    );
    const binary = await tf.train.write_graph(tf.get_default_graph().as_graph_def(), folder, 'g.pb', {
      as_text: false,
    });
    expect(
      encode_message('GraphDef', decode_message('GraphDef', new Uint8Array(await readFile(binary)))),
    ).toEqual(encode_message('GraphDef', tf.get_default_graph().as_graph_def()));
  } finally {
    await rm(folder, {recursive: true});
  }
});

test('a MetaGraph without variables has no saver', () => {
  tf.constant(1, {name: 'c'});
  const meta = tf.train.export_meta_graph();
  tf.reset_default_graph();
  expect(tf.train.import_meta_graph(meta)).toBeNull();
  expect(
    tf
      .get_default_graph()
      .get_operations()
      .map(({name}) => name),
  ).toEqual(['c']);
});
