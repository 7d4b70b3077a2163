// Builds `dist`: one ESM bundle an entry, with shared chunks so that every entry sees the same objects, and types.
// `--no-types` leaves the types out, for programs that are started at once.
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, rmSync} from 'node:fs';
import {join, relative} from 'node:path';
import {build} from 'esbuild';
import {built_entries, ENTRIES, graph_programs, package_aliases, ROOT} from './entries.mjs';
import {keep_names} from './lib/keep_names.mjs';

const DIST = join(ROOT, 'dist');

/** The bundles; dependencies stay imports, so that users share one copy of them. Returns the files written. */
async function bundle(entries) {
  const programs = graph_programs();
  const entry_points = [
    ...entries.map(({source, output}) => ({in: join(ROOT, source), out: output})),
    ...programs.map((program) => ({in: join(ROOT, `${program}.ts`), out: program})),
  ];
  if (entry_points.length === 0) return [];
  const {metafile} = await build({
    entryPoints: entry_points,
    outdir: DIST,
    absWorkingDir: ROOT,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    packages: 'external',
    external: ['node:*'],
    alias: package_aliases(),
    plugins: [keep_names],
    sourcemap: true,
    logLevel: 'warning',
    metafile: true,
  });
  return Object.keys(metafile.outputs);
}

/** Removes what earlier builds left; not before the build, because programs may be running from `dist`. */
function remove_stale(written) {
  if (!existsSync(DIST)) return;
  for (const entry of readdirSync(DIST, {recursive: true, withFileTypes: true})) {
    const path = relative(ROOT, join(entry.parentPath, entry.name));
    if (entry.isFile() && !path.startsWith(join('dist', 'types')) && !written.includes(path)) {
      rmSync(join(ROOT, path));
    }
  }
}

/** Declaration files, by TypeScript itself. */
function emit_types() {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const {status} = spawnSync(process.execPath, [compiler, '-p', join(ROOT, 'scripts/tsconfig.types.json')], {
    stdio: 'inherit',
  });
  return status === 0;
}

const entries = built_entries();
for (const {subpath, source} of ENTRIES) {
  if (!entries.some((entry) => entry.subpath === subpath)) {
    console.warn(`build: '${subpath}' is left out: there is no ${source} yet.`);
  }
}
remove_stale(await bundle(entries));
if (!process.argv.includes('--no-types')) {
  rmSync(join(DIST, 'types'), {recursive: true, force: true});
  if (!emit_types()) process.exitCode = 1;
}
