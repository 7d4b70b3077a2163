// Measures surveys: many small pieces of work, two contenders that take turns at each, and a table of groups. Knows no
// TensorFlow.
import {lines_of} from './table.mjs';

const ROUNDS = 25;
/**
 * Milliseconds that the calls of one turn should take together: so many that the clock's steps do not matter, so few that
 * most turns are over before other work of the machine gets its own.
 */
const TURN = 1;
const MOST_CALLS = 2000;
/** Milliseconds of calls before anything is measured. */
const WARM_UP = 20;

async function timed_turn({step}, calls) {
  const start = performance.now();
  for (let call = 0; call < calls; call++) await step();
  return (performance.now() - start) / calls;
}

/** Enough calls that a turn takes its time, told from calls after the compiler has seen the code. */
async function calls_of_turn(running) {
  const deadline = performance.now() + WARM_UP;
  let once = Infinity;
  do once = Math.min(once, await timed_turn(running, 1));
  while (performance.now() < deadline);
  return Math.max(1, Math.min(MOST_CALLS, Math.round(TURN / once)));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds of both contenders at one row, and how many times as long the first takes. */
async function measure_row({group, name}, pair, rounds) {
  const calls = [await calls_of_turn(pair[0]), await calls_of_turn(pair[1])];
  const times = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const which of [0, 1]) times[which].push(await timed_turn(pair[which], calls[which]));
  }
  for (const running of pair) await running.stop?.();
  const [first, second] = times.map(median);
  return {group, name, milliseconds: [first, second], ratio: first / second};
}

async function start_row({name, start}) {
  try {
    return await start();
  } catch (error) {
    throw new Error(`${name} does not start`, {cause: error});
  }
}

/** All rows of a survey; `progress` hears of each before it is measured. */
export async function measure_survey({name, contenders, limit, rows}, rounds = ROUNDS, progress = () => {}) {
  const started = [];
  // Loops that many rows share get slower with what goes through them: nobody is measured before all have been there.
  for (const [index, row] of rows.entries()) {
    progress(index, 2 * rows.length, `${row.name}: warming up`);
    const pair = await start_row(row);
    for (const running of pair) await calls_of_turn(running);
    started.push(pair);
  }
  const results = [];
  for (const [index, row] of rows.entries()) {
    progress(rows.length + index, 2 * rows.length, row.name);
    results.push(await measure_row(row, started[index], rounds));
  }
  return {name, contenders, limit, rows: results};
}

function group_line([group, rows]) {
  const worst = rows.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return [
    group,
    String(rows.length),
    median(rows.map(({ratio}) => ratio)).toFixed(2),
    worst.ratio.toFixed(2),
    worst.name,
  ];
}

/** The groups of a measured survey as lines of a table, then the rows that exceed its limit. */
export function table_of_survey({name, contenders: [first, second], limit, rows}) {
  const groups = [...new Set(rows.map(({group}) => group))].map((group) => [
    group,
    rows.filter((row) => row.group === group),
  ]);
  const table = lines_of([
    ['family', 'ops', `median ${first}/${second}`, 'worst', 'which'],
    ...groups.map(group_line),
  ]);
  const slow = rows
    .filter(({ratio}) => ratio > limit)
    .map(
      ({name: row, ratio, milliseconds: [a, b]}) =>
        `${row}: ${ratio.toFixed(2)} times (${a.toFixed(3)} against ${b.toFixed(3)} ms)`,
    );
  return [
    name,
    ...[...table, `above ${limit}: ${slow.length} of ${rows.length}`, ...slow].map((line) => `  ${line}`),
  ];
}
