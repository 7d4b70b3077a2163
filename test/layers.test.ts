// The order of the layers holds in the project, and the checker sees what breaks it.
import {import_cycles, import_graph, layer_faults, LAYERS} from '../scripts/lib/layers.mjs';
import {read_sources} from '../scripts/lib/sources.mjs';

const sample = (files: Record<string, string>) => import_graph(new Map(Object.entries(files)));

describe('the project', () => {
  const graph = import_graph(read_sources());

  test('has no import down the house', () => {
    expect(layer_faults(graph)).toEqual([]);
  });

  test('has no import cycle at run time', () => {
    expect(import_cycles(graph)).toEqual([]);
  });
});

describe('the checker', () => {
  test('keeps the layers in their order, type-only imports included', () => {
    expect(LAYERS[0]).toBe('types');
    expect(LAYERS.at(-1)).toBe('index.ts');
    const graph = sample({
      'src/graph/graph.ts': "import type {Session} from '../session/session.ts';\nexport type S = Session;",
      'src/session/session.ts': "import {Graph} from '../graph/graph.ts';\nexport type G = Graph;",
      'src/util/later.ts': "export const later = () => import('../ops/math.ts');",
      'src/ops/math.ts': "export type T = import('../compile/program.ts').Program;",
    });
    expect(layer_faults(graph)).toEqual([
      "src/graph/graph.ts:1: imports '../session/session.ts', but 'graph' is below 'session'",
      "src/util/later.ts:1: imports '../ops/math.ts', but 'util' is below 'ops'",
      "src/ops/math.ts:1: imports '../compile/program.ts', but 'ops' is below 'compile'",
    ]);
  });

  test('keeps backends apart, and what they alone know', () => {
    const graph = sample({
      'src/backends/js/index.ts': "import '../tfjs/kernels.ts';\nimport {Backend} from '../backend.ts';",
      'src/backends/tfjs/kernels.ts': "import {backend} from '@tensorflow/tfjs-core';",
      'src/session/run.ts': "import '@tensorflow/tfjs-core';",
    });
    expect(layer_faults(graph)).toEqual([
      "src/backends/js/index.ts:1: imports '../tfjs/kernels.ts', but 'js' and 'tfjs' do not know each other",
      "src/session/run.ts:1: imports '@tensorflow/tfjs-core', but only src/backends/tfjs/ knows '@tensorflow/tfjs-core'",
    ]);
  });

  test('keeps what needs Node out of what browsers load at once', () => {
    const graph = sample({
      'src/util/node_files.ts': "import {readFile} from 'node:fs/promises';\nimport './node_paths.ts';",
      'src/util/node_paths.ts': "export {sep} from 'node:path';",
      'src/util/files.ts': "import './node_files.ts';\nexport const files = () => import('./node_files.ts');",
    });
    expect(layer_faults(graph)).toEqual([
      "src/util/files.ts:1: imports './node_files.ts', but it needs Node: import it dynamically",
    ]);
  });

  test('lets the programs of graphs/ import only what users can', () => {
    const graph = sample({
      'graphs/a/main.ts': "import * as tf from '../../src/index.ts';\nimport '../../src/graph/graph.ts';",
    });
    expect(layer_faults(graph, ['src/index.ts'])).toEqual([
      "graphs/a/main.ts:2: imports '../../src/graph/graph.ts', but a program of graphs/ imports only what users can import",
    ]);
  });

  test('finds cycles that exist at run time and no others', () => {
    const graph = sample({
      'src/util/a.ts': "import {b} from './b.ts';\nexport const a = b;",
      'src/util/b.ts': "export * from './c.ts';\nexport const b = 1;",
      'src/util/c.ts': "import {a} from './a.ts';\nimport type {D} from './d.ts';\nexport const c = a;",
      'src/util/d.ts': "import {c} from './c.ts';\nexport type D = typeof c;",
      'src/util/e.ts': "export const e = () => import('./e.ts');",
    });
    expect(import_cycles(graph)).toEqual([['src/util/a.ts', 'src/util/b.ts', 'src/util/c.ts']]);
  });
});
