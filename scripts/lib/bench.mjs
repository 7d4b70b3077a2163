// Measures workloads: contenders take turns within one run, so that what else the machine does hits all alike.
// Knows no TensorFlow.
import {spawnSync} from 'node:child_process';
import {cpus} from 'node:os';
import {lines_of} from './table.mjs';

const ROUNDS = 10;
const STEPS = 10;
const WARM_UP = 3;

async function timed_step(running) {
  const start = performance.now();
  const own = await running.step();
  return typeof own === 'number' ? own : performance.now() - start;
}

/** Starts those that can take part; says of the others why not. */
async function start_all({contenders}) {
  const started = [];
  const left_out = [];
  for (const contender of contenders) {
    const reason = (await contender.missing?.()) ?? null;
    if (reason === null) started.push({name: contender.name, running: await contender.start(), times: []});
    else left_out.push({name: contender.name, reason});
  }
  return {started, left_out};
}

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return {best: sorted[0], median: sorted[Math.floor(sorted.length / 2)], steps: sorted.length};
}

/** Milliseconds of each contender, best and median, and the ratio of its median to the first contender's. */
export async function measure(workload, rounds = workload.rounds ?? ROUNDS) {
  const {started, left_out} = await start_all(workload);
  for (const {running} of started) {
    for (let step = 0; step < (workload.warm_up ?? WARM_UP); step++) await running.step();
  }
  for (let round = 0; round < rounds; round++) {
    for (const {running, times} of started) {
      for (let step = 0; step < (workload.steps ?? STEPS); step++) times.push(await timed_step(running));
    }
  }
  const results = [];
  for (const {name, running, times} of started) {
    const own_memory = await running.peak_memory?.();
    await running.stop?.();
    results.push({name, ...summary(times), peak_memory: own_memory ?? null});
  }
  const first = results[0];
  for (const result of results) result.ratio = first === undefined ? 1 : result.median / first.median;
  return {name: workload.name, pieces: workload.pieces ?? null, results, left_out};
}

/** Works as one contender alone and returns the most memory that this process held, in bytes. */
export async function peak_memory(workload, contender_name) {
  const contender = workload.contenders.find(({name}) => name === contender_name);
  const running = await contender.start();
  const steps = (workload.warm_up ?? WARM_UP) + (workload.rounds ?? ROUNDS) * (workload.steps ?? STEPS);
  for (let step = 0; step < steps; step++) await running.step();
  await running.stop?.();
  return process.resourceUsage().maxRSS * 1024;
}

/** Asks for each contender's peak memory in a process of its own: `command` and the two names. */
export function add_peak_memory(measured, command) {
  for (const result of measured.results) {
    if (result.peak_memory !== null) continue;
    const [program, ...args] = [...command, measured.name, result.name];
    const {status, stdout} = spawnSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status === 0) result.peak_memory = Number(stdout.trim().split('\n').at(-1));
  }
}

const megabytes = (bytes) => (bytes === null ? '-' : `${(bytes / 2 ** 20).toFixed(0)} MB`);

/** Four figures that matter. */
function figure(value) {
  return value >= 1000 ? Math.round(value).toString() : value.toPrecision(4);
}

/** A measured workload as lines of a table. */
export function table_of({name, pieces, results, left_out}) {
  const amount = (ms) => figure(pieces === null ? ms : (pieces.count / ms) * 1000);
  const unit = pieces === null ? 'ms' : `${pieces.name}/s`;
  const rows = [
    ['contender', `best ${unit}`, `median ${unit}`, 'time ratio', 'peak memory'],
    ...results.map(({name: contender, best, median, ratio, peak_memory: memory}) => [
      contender,
      amount(best),
      amount(median),
      ratio.toFixed(2),
      megabytes(memory),
    ]),
  ];
  const lines = lines_of(rows);
  const absent = left_out.map(({name: contender, reason}) => `${contender}: left out, ${reason}`);
  return [name, ...[...lines, ...absent].map((line) => `  ${line}`)];
}

/** On what the figures were measured. */
export function machine() {
  return {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    platform: process.platform,
  };
}
