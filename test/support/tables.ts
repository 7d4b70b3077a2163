// Reads the recorded tables: TSV files with column names in the first line, and arrays as nested lists.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {NDArray} from '../../src/types/ndarray.ts';
import {PROJECT} from './project.ts';

const ESCAPES: Readonly<Record<string, string>> = {'\\': '\\', n: '\n', t: '\t', r: '\r'};

function cell(text: string): string {
  return text.replace(/\\([\\ntr])/g, (_, escape: string) => ESCAPES[escape] as string);
}

/** The rows of a TSV file of the project, by column name. */
export function recorded_table(path: string): Record<string, string>[] {
  const lines = readFileSync(join(PROJECT, path), 'utf8').split('\n').slice(0, -1);
  const [columns, ...rows] = lines.map((line) => line.split('\t'));
  return rows.map((row) =>
    Object.fromEntries((columns ?? []).map((column, i) => [column, cell(row[i] ?? '')])),
  );
}

/** An array as the recording scripts write it: nested lists of numbers, infinities as text, complex as pairs. */
export function plain_items(array: NDArray): unknown {
  const plain = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(plain);
    if (typeof item === 'bigint') return Number(item);
    if (typeof item !== 'number' || Number.isFinite(item)) return item;
    return Number.isNaN(item) ? 'nan' : item > 0 ? 'inf' : '-inf';
  };
  return plain(array.toArray());
}
