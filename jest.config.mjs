// Jest on native ESM: swc strips the types. One project a kind of test; the npm scripts choose by --selectProjects.
import {package_aliases, ROOT} from './scripts/entries.mjs';

/** @param {string} name @param {string[]} match @param {string[]} [ignored] */
function project(name, match, ignored = []) {
  return {
    displayName: name,
    rootDir: ROOT,
    moduleNameMapper: Object.fromEntries(
      Object.entries(package_aliases()).map(([name, path]) => [`^${name}$`, path]),
    ),
    testEnvironment: 'node',
    testMatch: match.map((pattern) => `<rootDir>/${pattern}`),
    testPathIgnorePatterns: ['/node_modules/', '/dist/', ...ignored],
    modulePathIgnorePatterns: ['<rootDir>/dist/'],
    extensionsToTreatAsEsm: ['.ts'],
    setupFiles: ['<rootDir>/test/support/setup.mjs'],
    moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        {
          jsc: {target: 'es2022', parser: {syntax: 'typescript'}},
          module: {type: 'es6'},
          sourceMaps: 'inline',
        },
      ],
    },
  };
}

export default {
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/test/support/totals_reporter.mjs'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
  projects: [
    project('unit', ['test/**/*.test.ts'], ['<rootDir>/test/live/', '<rootDir>/test/long/']),
    project('live', ['test/live/**/*.test.ts']),
    project('long', ['test/long/**/*.test.ts']),
  ],
};
