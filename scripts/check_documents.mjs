// Type-checks the TypeScript examples of the README and of docs/ as strict programs of a user of `tf1`.
// Reads the examples by the same code as the test that runs them; run by `node --import tsx`.
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {all_examples} from '../test/support/documents.ts';
import {ROOT} from './entries.mjs';

const examples = all_examples();
// Below node_modules, so that TypeScript finds the project's own types on its way up.
mkdirSync(join(ROOT, 'node_modules/.cache'), {recursive: true});
const folder = mkdtempSync(join(ROOT, 'node_modules/.cache/documents-'));
try {
  const files = examples.map(({document, line, code}) => {
    const name = `${document.replaceAll('/', '__')}.${line}.ts`;
    writeFileSync(join(folder, name), `${code}\nexport {};\n`);
    return name;
  });
  const tsconfig = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {noUnusedLocals: false, types: ['node'], typeRoots: [join(ROOT, 'node_modules/@types')]},
    files,
    include: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const {stdout} = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  // Each example keeps the lines of its document; what the sources themselves hold, `check:types` tells.
  const faults =
    files.length === 0 ? [] : stdout.split('\n').filter((line) => /^\S+\.md\.\d+\.ts\(/.test(line));
  for (const fault of faults)
    console.error(
      fault
        .replace(/^.*\//, '')
        .replace(/\.md\.\d+\.ts\(/, '.md(')
        .replaceAll('__', '/'),
    );
  console.log(`documents: ${examples.length} examples, ${faults.length} type errors`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, {recursive: true, force: true});
}
