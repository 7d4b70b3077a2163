// `npm run bench`: builds test/bench/*.bench.ts and measures their workloads. See --help.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {build} from 'esbuild';
import {package_aliases, ROOT} from './entries.mjs';
import {add_peak_memory, machine, measure, peak_memory, table_of} from './lib/bench.mjs';
import {measure_survey, table_of_survey} from './lib/survey.mjs';

const HELP = `npm run bench -- [options]

  --only TEXT     only workloads whose name holds TEXT (may be given again)
  --rounds N      how often the contenders take turns
  --no-memory     do not measure peak memory (each contender again, in a process of its own)
  --json          print JSON instead of tables
  --list          print the names of the workloads
`;

const OUTPUT = join(ROOT, 'dist/bench');

/** Bundles the workloads; dependencies stay imports. */
async function build_workloads() {
  const names = readdirSync(join(ROOT, 'test/bench')).filter((name) => name.endsWith('.bench.ts'));
  if (names.length === 0) return [];
  await build({
    entryPoints: names.map((name) => join(ROOT, 'test/bench', name)),
    outdir: OUTPUT,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    packages: 'external',
    external: ['node:*'],
    alias: package_aliases(),
    sourcemap: true,
    logLevel: 'warning',
  });
  return names.map((name) => join(OUTPUT, name.replace(/\.ts$/, '.js')));
}

async function load_workloads(paths) {
  const modules = await Promise.all(paths.map((path) => import(pathToFileURL(path).href)));
  return modules.flatMap((module) => module.default);
}

function built_workloads() {
  return readdirSync(OUTPUT)
    .filter((name) => name.endsWith('.bench.js'))
    .map((name) => join(OUTPUT, name));
}

/** One line of a terminal, written over and cleared at the end. */
function show_progress(done, count, what) {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\x1b[K${done}/${count} ${what}`);
  if (done === count - 1) process.stderr.write('\r\x1b[K');
}

async function run_all(options) {
  const workloads = await load_workloads(await build_workloads());
  const chosen = workloads.filter(
    ({name}) => options.only.length === 0 || options.only.some((text) => name.includes(text)),
  );
  if (options.list) {
    console.log(chosen.map(({name}) => name).join('\n'));
    return;
  }
  const rounds = options.rounds === undefined ? undefined : Number(options.rounds);
  const measured = [];
  for (const workload of chosen) {
    if ('rows' in workload) {
      const result = await measure_survey(workload, rounds, show_progress);
      measured.push(result);
      if (!options.json) console.log(`${table_of_survey(result).join('\n')}\n`);
      continue;
    }
    const result = await measure(workload, rounds);
    if (!options['no-memory'])
      add_peak_memory(result, [process.execPath, fileURLToPath(import.meta.url), '--alone']);
    measured.push(result);
    if (!options.json) console.log(`${table_of(result).join('\n')}\n`);
  }
  if (options.json) console.log(JSON.stringify({machine: machine(), workloads: measured}, null, 1));
}

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    only: {type: 'string', multiple: true, default: []},
    rounds: {type: 'string'},
    json: {type: 'boolean'},
    list: {type: 'boolean'},
    help: {type: 'boolean'},
    alone: {type: 'boolean'},
    'no-memory': {type: 'boolean'},
  },
});
if (values.help) {
  console.log(HELP);
} else if (values.alone) {
  const [workload_name, contender_name] = positionals;
  const workloads = await load_workloads(built_workloads());
  console.log(
    await peak_memory(
      workloads.find(({name}) => name === workload_name),
      contender_name,
    ),
  );
} else {
  await run_all(values);
}
