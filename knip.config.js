// What knip starts from when it looks for exports, files and dependencies that nothing uses.
import {built_entries} from './scripts/entries.mjs';

export default {
  entry: [
    ...built_entries().map(({source}) => source),
    'graphs/*/{graph,main}.ts',
    'scripts/*.mjs',
    'test/bench/*.bench.ts',
    'test/**/*.types.ts',
  ],
  project: ['src/**/*.ts', 'graphs/**/*.ts', 'scripts/**/*.mjs', 'test/**/*.{ts,mjs}'],
  jest: {entry: ['test/**/*.test.ts'], config: ['jest.config.mjs']},
  ignoreExportsUsedInFile: {interface: true, type: true},
  ignore: ['**/generated/**', 'dist/**'],
  // TensorFlow gives some things two names: float16 and half.
  exclude: ['duplicates'],
};
