// Reads the TypeScript examples out of Markdown, so that they can be run and type-checked. Runs nothing.
// A block fenced as `ts` is a program of its own; one fenced as `ts continued` goes on where the block before it ended;
// one fenced as `ts of src/ops/a.ts` imports as that file of the project would.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {PROJECT} from './project.ts';

/** A program made of one block and those that continue it. */
export interface Example {
  /** Path of the document. */
  document: string;
  /** Line of its first statement in the document, from 1. */
  line: number;
  /** The text, with every line at the number that it has in the document. */
  code: string;
}

const IMPORT_TF = "import * as tf from 'tf1';";

/** The documents of the project: the README and all of `docs/`. */
function document_paths(): string[] {
  const docs = join(PROJECT, 'docs');
  const below = existsSync(docs)
    ? readdirSync(docs, {recursive: true}).map((path) => `docs/${String(path)}`)
    : [];
  return ['README.md', ...below]
    .filter((path) => path.endsWith('.md') && existsSync(join(PROJECT, path)))
    .sort();
}

/** The examples of a document's text. A program that does not import `tf1` gets `import * as tf` before its first line. */
export function examples_of(document: string, text: string): Example[] {
  const examples: {line: number; home: string | null; lines: string[]}[] = [];
  let open: string[] | null = null;
  text.split('\n').forEach((line, index) => {
    const fence = /^\s*```\s*(.*?)\s*$/.exec(line)?.[1];
    if (open !== null) {
      if (fence === undefined) open[index] = line;
      else open = null;
      return;
    }
    const match = /^(?:ts|typescript)(?: (continued|of) ?(\S+)?)?$/.exec(fence ?? '');
    if (match === null) return;
    const [, mode, home = null] = match;
    const previous = examples.at(-1);
    if (mode === 'continued' && previous !== undefined) open = previous.lines;
    else examples.push({line: index + 2, home, lines: (open = [])});
  });
  return examples.map(({line, home, lines}) => ({
    document,
    line,
    code: complete(Array.from(lines, (one) => at_home(one ?? '', home))),
  }));
}

/** A line whose relative imports mean what they mean in the file `home`. */
function at_home(line: string, home: string | null): string {
  if (home === null) return line;
  return line.replace(/(?<=from ')\.\.?\/[^']+/, (path) => join(PROJECT, dirname(home), path));
}

function complete(lines: string[]): string {
  const has_import = lines.some((line) => /from 'tf1';?\s*$/.test(line));
  const first = lines.findIndex((line) => line !== '');
  if (!has_import && first > 0) lines[first - 1] = IMPORT_TF;
  return lines.join('\n');
}

/** The examples of all documents. */
export function all_examples(): Example[] {
  return document_paths().flatMap((path) => examples_of(path, readFileSync(join(PROJECT, path), 'utf8')));
}
