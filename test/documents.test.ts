// Runs every TypeScript example of the README and of docs/, each chain of blocks as a module of its own on a fresh
// default graph in an empty folder, and compares what it prints and gives with what the document says.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {format} from 'node:util';
import {all_examples, examples_of} from './support/documents.ts';
import type {Example} from './support/documents.ts';
import {keeps_promise, promises_of} from './support/document_promises.ts';

interface Outcome {
  printed: string[];
  shown: Map<number, string>;
}

/** Runs a program as a module; `console.log` is heard, not shown. */
async function run_program(name: string, code: string): Promise<Outcome> {
  const outcome: Outcome = {printed: [], shown: new Map()};
  const folder = mkdtempSync(join(tmpdir(), 'tf1-document-'));
  const before = {folder: process.cwd(), log: console.log};
  const path = join(folder, `${name.replaceAll(/\W/g, '_')}.ts`);
  writeFileSync(path, `${code}\nexport {};\n`);
  Reflect.set(globalThis, '__shown', (line: number, value: unknown) =>
    outcome.shown.set(line, format(value)),
  );
  console.log = (...values: unknown[]) => outcome.printed.push(...format(...values).split('\n'));
  try {
    process.chdir(folder);
    await import(path);
  } finally {
    process.chdir(before.folder);
    console.log = before.log;
    Reflect.deleteProperty(globalThis, '__shown');
    rmSync(folder, {recursive: true, force: true});
  }
  return outcome;
}

/** The promises that a program did not keep. */
async function broken_promises({document, line, code}: Example): Promise<string[]> {
  const program = promises_of(code);
  const outcome = await run_program(`${document}_line_${line}`, program.code);
  const broken = [...program.shown].flatMap(([at, promise]) => {
    const value = outcome.shown.get(at) ?? '(the line was not reached)';
    return keeps_promise(value, promise) ? [] : [`${document}:${at}: ${value}, not ${promise}`];
  });
  if (program.printed.length === 0) return broken;
  const count = Math.max(program.printed.length, outcome.printed.length);
  for (let index = 0; index < count; index++) {
    const [text = '(nothing)', promise = '(nothing)'] = [outcome.printed[index], program.printed[index]];
    if (!keeps_promise(text, promise)) broken.push(`${document}: prints ${text}, not ${promise}`);
  }
  return broken;
}

describe('the documents', () => {
  for (const example of all_examples()) {
    test(`${example.document}:${example.line}`, async () => {
      const tf = await import('tf1');
      tf.reset_default_graph();
      expect(await broken_promises(example)).toEqual([]);
    });
  }
});

describe('the reader of examples', () => {
  const text = [
    '# Title',
    '```ts',
    "import * as tf from 'tf1';",
    'const a = 1 + 1; // -> 2',
    '```',
    'text',
    '```ts continued',
    'a + 1; // -> 3',
    "console.log('x', a); // -> x 2",
    "console.log('loss 0.123');",
    '// prints: loss ...',
    '```',
    '```py',
    'nothing',
    '```',
    '```ts',
    'export const b = 1;',
    '```',
  ].join('\n');
  const examples = examples_of('a.md', text);

  test('chains the blocks that continue, keeps lines, imports tf1 where it is not imported', () => {
    expect(examples.map(({line}) => line)).toEqual([3, 17]);
    expect(examples[0]?.code.split('\n')[7]).toBe('a + 1; // -> 3');
    expect(examples[1]?.code.split('\n')[15]).toBe("import * as tf from 'tf1';");
  });

  test('runs them and compares values and prints', async () => {
    const code = (examples[0]?.code ?? '').replace(/^import.*$/m, '');
    expect(await broken_promises({document: 'a.md', line: 3, code})).toEqual([]);
    expect(await broken_promises({document: 'a.md', line: 3, code: code.replace('-> 3', '-> 4')})).toEqual([
      'a.md:8: 3, not 4',
    ]);
    expect(
      await broken_promises({document: 'a.md', line: 3, code: code.replace('loss 0', 'lost 0')}),
    ).toEqual(['a.md: prints lost 0.123, not loss ...']);
  });
});
