// Checks the built package as its users get it: packed, installed in a folder of its own, typed, imported, bundled.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {build} from 'esbuild';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {built_entries, ENTRIES, export_conditions, ROOT} from './entries.mjs';

const read_json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** `package.json` and `tsconfig.json` say of each entry what the table of entries says. */
function manifest_faults() {
  const {exports} = read_json('package.json');
  const {paths} = read_json('tsconfig.json').compilerOptions;
  const faults = ENTRIES.flatMap((entry) => {
    const name = `tf1${entry.subpath.slice(1)}`;
    return [
      ...(same(exports[entry.subpath], export_conditions(entry))
        ? []
        : [`package.json exports of '${entry.subpath}'`]),
      ...(same(paths[name], [`./${entry.source}`]) ? [] : [`tsconfig.json paths of '${name}'`]),
    ];
  });
  const known = ['./package.json', ...ENTRIES.map(({subpath}) => subpath)];
  const unknown = Object.keys(exports).filter((subpath) => !known.includes(subpath));
  return [...faults, ...unknown.map((subpath) => `package.json exports '${subpath}'`)].map(
    (what) => `${what}: differs from scripts/entries.mjs`,
  );
}

/** Packs the project into `folder`; returns the tarball's path and its size in bytes. */
function pack(folder) {
  const [{filename, size}] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  return {tarball: join(folder, filename), size};
}

// `browser` turns Node's modules into nothing, which `exports` and `imports` cannot say.
const UNWANTED_ADVICE = ['USE_EXPORTS_OR_IMPORTS_BROWSER'];

/** What publint finds, entries that are not built included. */
async function publint_faults(tarball) {
  const {messages, pkg} = await publint({
    pack: {tarball: new Uint8Array(readFileSync(tarball)).buffer},
    strict: true,
  });
  return messages
    .filter(({code}) => !UNWANTED_ADVICE.includes(code))
    .map((message) => `publint: ${formatMessage(message, pkg, {color: false})}`);
}

/** Installs the tarball beside links to the project's dependencies. */
function install(tarball, folder) {
  const {dependencies, peerDependencies} = read_json('package.json');
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'tf1'), {recursive: true});
  execFileSync('tar', ['-xzf', tarball, '-C', join(modules, 'tf1'), '--strip-components=1']);
  for (const name of [...Object.keys({...dependencies, ...peerDependencies}), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), {recursive: true});
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({name: 'consumer', type: 'module'}));
}

const import_lines = () =>
  built_entries().map(({subpath}, index) => `import * as entry_${index} from 'tf1${subpath.slice(1)}';`);

/** A strict program that imports every entry type-checks, and no entry is `any`. */
function type_faults(folder) {
  const checks = built_entries().map(
    (_, index) => `export const check_${index}: IsAny<typeof entry_${index}> = false;`,
  );
  const any = 'type IsAny<T> = 0 extends 1 & T ? true : false;';
  writeFileSync(join(folder, 'types.ts'), [...import_lines(), any, ...checks, ''].join('\n'));
  return ['NodeNext', 'Bundler'].flatMap((resolution) => {
    const module = resolution === 'Bundler' ? 'ESNext' : resolution;
    const options = {
      strict: true,
      noEmit: true,
      target: 'ES2022',
      lib: ['ESNext', 'DOM'],
      types: ['node'],
      module,
      moduleResolution: resolution,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({compilerOptions: options, files: ['types.ts']}),
    );
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const {stdout} = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    // Declarations of others (tfjs's contradict TypeScript's own) are not ours to judge.
    const own = stdout.split('\n').filter((line) => /^(types\.ts|node_modules\/tf1\/)/.test(line));
    return own.map((line) => `types (${resolution}): ${line}`);
  });
}

/** Every entry can be imported and offers something. */
function import_faults(folder) {
  const counts = built_entries().map(
    ({subpath}, index) => `['${subpath}', Object.keys(entry_${index}).length]`,
  );
  const program = [...import_lines(), `console.log(JSON.stringify([${counts.join(', ')}]));`].join('\n');
  writeFileSync(join(folder, 'imports.mjs'), program);
  const {status, stdout, stderr} = spawnSync(process.execPath, ['imports.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) return [`import: ${stderr.trim()}`];
  return JSON.parse(stdout)
    .filter(([, count]) => count === 0)
    .map(([subpath]) => `import: '${subpath}' exports nothing`);
}

/** What a bundle loads at once: its entry with all that it imports statically. */
function loaded_at_once({outputs}, entry) {
  const seen = new Set();
  const imports = [];
  const visit = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const edge of outputs[path].imports.filter(({kind}) => kind === 'import-statement')) {
      if (edge.external) imports.push(edge.path);
      else visit(edge.path);
    }
  };
  visit(entry);
  const bytes = [...seen].reduce((sum, path) => sum + outputs[path].bytes, 0);
  return {imports, bytes};
}

/** A browser's bundle of the main entry can be made, and loads neither Node nor tfjs before something asks for them. */
async function check_browser(folder) {
  const options = {
    stdin: {contents: "import * as tf from 'tf1'; globalThis.tf = tf;", resolveDir: folder},
    absWorkingDir: folder,
    outdir: join(folder, 'bundle'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    minify: true,
    write: false,
    logLevel: 'silent',
  };
  try {
    await build(options);
    const {metafile} = await build({...options, metafile: true, external: ['node:*', '@tensorflow/*']});
    const {imports, bytes} = loaded_at_once(metafile, 'bundle/stdin.js');
    return {faults: imports.map((path) => `browser: '${path}' is imported statically`), bytes};
  } catch (error) {
    return {faults: error.errors.map(({text}) => `browser: ${text}`), bytes: 0};
  }
}

const folder = mkdtempSync(join(tmpdir(), 'tf1-package-'));
try {
  const {tarball, size} = pack(folder);
  install(tarball, folder);
  const has_main = built_entries().some(({subpath}) => subpath === '.');
  const browser = has_main ? await check_browser(folder) : {faults: [], bytes: 0};
  const faults = [
    ...manifest_faults(),
    ...(await publint_faults(tarball)),
    ...type_faults(folder),
    ...import_faults(folder),
    ...browser.faults,
  ];
  for (const line of faults) console.error(line);
  console.log(`package: ${built_entries().length} of ${ENTRIES.length} entries, ${size} bytes packed`);
  console.log(
    `package: a browser's minified bundle of 'tf1' has ${browser.bytes} bytes; ${faults.length} faults`,
  );
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, {recursive: true, force: true});
}
