// Files of events: what was added stands in them, in order, as TensorBoard reads it.
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {events_of, type Event} from '../../../src/formats/records.ts';
import {decode_graph_def} from '../../../src/formats/graph_def.ts';

const js = {config: {backend: 'js'}} as const;

async function in_folder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/** The events of all files of a folder, by the files' names. */
function events_in(folder: string): Event[][] {
  return readdirSync(folder)
    .sort()
    .map((name) => Array.from(events_of(new Uint8Array(readFileSync(join(folder, name))))));
}

test('summaries, steps, graphs and metadata of runs', async () => {
  await in_folder(async (folder) => {
    const loss = tf.placeholder(tf.float32, [], {name: 'loss'});
    const text = tf.summary.text('words', tf.constant('hello'));
    const merged = tf.summary.merge([tf.summary.scalar('value', loss), text]);
    const writer = tf.summary.FileWriter(folder, tf.get_default_graph(), {filename_suffix: '.test'});
    await tf.Session(js).use(async (sess) => {
      for (const step of [1, 2]) {
        const bytes = await sess.run(merged, [[loss, step / 2]]);
        writer.add_summary(bytes as string, step);
      }
    });
    writer.add_run_metadata(tf.RunMetadata(), 'run', 3n);
    expect(() => writer.add_run_metadata(tf.RunMetadata(), 'run')).toThrow('already used');
    await writer.close();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^events\.out\.tfevents\.\d{10}\..*\.test$/)]);
    const [events = []] = events_in(folder);
    expect(events.map(({step}) => Number(step ?? 0))).toEqual([0, 0, 0, 1, 2, 3]);
    expect(events[0]?.file_version).toBe('brain.Event:2');
    const names = decode_graph_def(events[1]?.graph_def as Uint8Array).node.map(({name}) => name);
    expect(names).toContain('Merge/MergeSummary');
    expect(events[2]?.meta_graph_def?.length).toBeGreaterThan(100);
    const values = events.slice(3, 5).map(({summary}) => summary?.value ?? []);
    expect(values.map(([first]) => [first?.tag, first?.simple_value])).toEqual([
      ['value', 0.5],
      ['value', 1],
    ]);
    expect(values.map(([, second]) => second?.metadata?.plugin_data?.plugin_name)).toEqual([
      'text',
      undefined,
    ]);
    expect(events[5]?.tagged_run_metadata?.tag).toBe('run');
  });
});

test('a closed writer takes nothing until it is opened again, with a file of its own', async () => {
  await in_folder(async (folder) => {
    const summary = tf.Summary({value: [tf.Summary.Value({tag: 'a', simple_value: 1})]});
    const writer = tf.summary.FileWriter(folder, {max_queue: 1});
    writer.add_summary(summary, 1);
    await writer.close();
    const {error: print_error} = console;
    const said: unknown[] = [];
    console.error = (line: unknown) => said.push(line);
    writer.add_summary(summary, 2);
    console.error = print_error;
    expect(said).toEqual([expect.stringContaining('closed FileWriter')]);
    writer.reopen();
    writer.add_summary(summary, 3);
    await writer.flush();
    const steps = events_in(folder).map((events) => events.map(({step}) => Number(step ?? 0)));
    expect(steps).toEqual([
      [0, 1],
      [0, 3],
    ]);
  });
});

test('mistakes with writers', async () => {
  await in_folder(async (folder) => {
    const writer = tf.summary.FileWriter(folder);
    expect(() => writer.add_graph(null)).toThrow('must be an instance of `Graph`');
    const graph = tf.get_default_graph();
    expect(() => writer.add_graph(graph, {graph_def: graph})).toThrow('not both');
    await writer.close();
  });
});
