// The recorded runs of small graphs: what they are, and how their values, errors and folders compare. Knows no executor.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {decode_graph_def, type GraphDef} from '../../src/formats/graph_def.ts';
import {Graph} from '../../src/graph/graph.ts';
import {import_graph_def} from '../../src/graph/import_graph_def.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {array_differences, type RuleName} from '../support/comparison.ts';
import {decode_array, recorded_rows, type EncodedArray} from '../support/goldens.ts';
import {PROJECT} from '../support/project.ts';

export interface RecordedRun {
  readonly fetches: readonly string[];
  readonly feed: readonly (readonly [name: string, value: unknown])[];
  readonly values?: readonly (EncodedArray | null)[];
  readonly error?: {readonly code: number; readonly op: string | null; readonly text: string};
}

export interface RecordedProgram {
  readonly id: string;
  readonly graph: string;
  readonly runs: readonly RecordedRun[];
}

/** All recorded programs, those of one family or of all. */
export function recorded_programs(): readonly RecordedProgram[] {
  return recorded_rows<RecordedProgram>('runs');
}

/** The graph of a program; with `places`, names of files in attributes are paths. */
export function graph_of({graph}: RecordedProgram, places: Places | null = null): Graph {
  const definition = decode_graph_def(new Uint8Array(Buffer.from(graph, 'base64')));
  if (places !== null) resolve_attributes(definition, places);
  const result = new Graph();
  result.as_default(() => import_graph_def(definition, {name: ''}));
  return result;
}

function resolve_attributes({node}: GraphDef, places: Places): void {
  for (const {attr} of node) {
    for (const [name, value] of attr) {
      const text = value.s === undefined ? '' : Buffer.from(value.s).toString('latin1');
      if (/<(folder|data)>/.test(text)) attr.set(name, {...value, s: Buffer.from(places.resolved(text))});
    }
  }
}

/** The folders that recorded texts name: a new empty one, and the data of the tests. */
export class Places {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tf1-runs-'));
  readonly #data = join(PROJECT, 'test', 'oracle', 'data');

  /** A text with paths in the place of names. */
  resolved(text: string): string {
    return text.replaceAll('<folder>', this.#folder).replaceAll('<data>', this.#data);
  }

  /** A text with names in the place of paths, and without lines of programs. */
  named(text: string): string {
    const named = text.replaceAll(this.#folder, '<folder>').replaceAll(this.#data, '<data>');
    return named
      .replace(/\(defined at [^)]*\)/g, '(defined at <place>)')
      .replace(/(TensorArray |Stack\[|_tensor_array_grads)(\S+_)\d+/g, '$1$2<n>');
  }

  /** A fed value as a session takes it. */
  fed(value: unknown): unknown {
    if (typeof value === 'string') return this.resolved(value);
    if (Array.isArray(value)) return value.map((item) => this.fed(item));
    if (typeof value === 'object' && value !== null && 'data' in value)
      return decode_array(value as EncodedArray);
    return value;
  }

  /** The feeds of a run. */
  feeds({feed}: RecordedRun): [string, unknown][] {
    return feed.map(([name, value]) => [name, this.fed(value)]);
  }

  remove(): void {
    rmSync(this.#folder, {recursive: true, force: true});
  }
}

function rounded_rule({dtype}: NDArray): RuleName {
  return dtype.size === 2 ? 'half' : 'reduction';
}

/** Sums depend on their order, and random normals may differ in their last bits; all else is exact. */
export function value_differences(actual: NDArray, recorded: EncodedArray, places: Places): string[] {
  const expected = decode_array(recorded);
  const is_rounded = expected.dtype.is_floating || expected.dtype.is_complex;
  if (expected.dtype.name !== 'string')
    return array_differences(actual, expected, is_rounded ? rounded_rule(expected) : 'exact');
  const named = (array: NDArray): string[] =>
    (array.data as Uint8Array[]).map((bytes) => places.named(Buffer.from(bytes).toString('latin1')));
  const [own, theirs] = [
    JSON.stringify([actual.shape, named(actual)]),
    JSON.stringify([expected.shape, named(expected)]),
  ];
  return own === theirs ? [] : [`${own}, not ${theirs}`];
}
