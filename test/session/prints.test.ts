// Prints of runs: where their texts go.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';

const js = {config: {backend: 'js'}} as const;

test('to a file, one after the other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  const path = join(folder, 'printed.txt');
  const x = tf.placeholder(tf.float32, [null]);
  const print = tf.print('x is', x, {output_stream: `file://${path}`, end: ';\n', summarize: 1});
  await tf.Session(js).use(async (sess) => {
    await sess.run(print, [[x, [1, 2.5, 3]]]);
    await sess.run(print, [[x, [4]]]);
  });
  expect(readFileSync(path, 'utf8')).toBe('x is [1 ... 3];\nx is [4];\n');
  rmSync(folder, {recursive: true});
});

test("to the process's output and errors, line by line", async () => {
  const {log, error} = console;
  const said: string[] = [];
  const note = (stream: string) => (line: unknown) => said.push(`${stream}: ${String(line)}`);
  [console.log, console.error] = [note('out'), note('err')];
  try {
    const words = tf.constant(['a', 'b']);
    const prints = [
      tf.print(words, {output_stream: process.stdout}),
      tf.print('w', words),
      tf.print(words, {end: ''}),
    ];
    await tf.Session(js).use(async (sess) => {
      for (const print of prints) await sess.run(print);
    });
  } finally {
    [console.log, console.error] = [log, error];
  }
  expect(said).toEqual(['out: ["a" "b"]', 'err: w ["a" "b"]', 'err: ["a" "b"]']);
});
