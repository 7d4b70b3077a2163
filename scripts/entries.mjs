// What `tf1` offers to import: one row an entry, from which the build, the package check and the tests take theirs.
import {existsSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The project's folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Subpath of the package, source file, and name below `dist` (without `.js`). */
export const ENTRIES = [
  {subpath: '.', source: 'src/index.ts', output: 'index'},
  {subpath: './backends/js', source: 'src/backends/js/index.ts', output: 'backends/js'},
  {subpath: './backends/tfjs-cpu', source: 'src/backends/tfjs/cpu.ts', output: 'backends/tfjs-cpu'},
  {subpath: './backends/tfjs-wasm', source: 'src/backends/tfjs/wasm.ts', output: 'backends/tfjs-wasm'},
  {subpath: './backends/wasm', source: 'src/backends/wasm/index.ts', output: 'backends/wasm'},
  {subpath: './backends/kernels', source: 'src/backends/kernels/index.ts', output: 'backends/kernels'},
  {subpath: './backends/null', source: 'src/backends/null/index.ts', output: 'backends/null'},
  {
    subpath: './examples/tutorials/mnist',
    source: 'src/python/examples/tutorials/mnist.ts',
    output: 'examples/tutorials/mnist',
  },
  {
    subpath: './google/protobuf',
    source: 'src/python/google/protobuf/index.ts',
    output: 'google/protobuf',
  },
  {subpath: './numpy_random', source: 'src/python/numpy_random/index.ts', output: 'numpy_random'},
];

/** What `package.json` must say of an entry. */
export function export_conditions({source, output}) {
  return {types: `./dist/types/${source.replace(/\.ts$/, '.d.ts')}`, default: `./dist/${output}.js`};
}

/** Entries whose source exists. */
export function built_entries() {
  return ENTRIES.filter(({source}) => existsSync(join(ROOT, source)));
}

/** `tf1` and its subpaths, as the sources they stand for. */
export function package_aliases() {
  return Object.fromEntries(
    built_entries().map(({subpath, source}) => [`tf1${subpath.slice(1)}`, join(ROOT, source)]),
  );
}

/** The programs of `graphs/` that can be started: `graphs/<name>/main`. */
export function graph_programs() {
  return readdirSync(join(ROOT, 'graphs'))
    .map((name) => `graphs/${name}/main`)
    .filter((program) => existsSync(join(ROOT, `${program}.ts`)))
    .toSorted();
}
