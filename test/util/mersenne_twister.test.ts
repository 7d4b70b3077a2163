// numpy's RandomState against numpy 1.18: exact.
import {createHash} from 'node:crypto';
import {RandomState} from '../../src/util/mersenne_twister.ts';
import type {RandomIntegerType} from '../../src/util/mersenne_twister.ts';
import {golden_json} from '../support/goldens.ts';

interface Result {
  dtype?: string;
  shape?: number[];
  values?: unknown;
  bytes?: number[];
  sha256?: string;
}
interface CallRow {
  seed: number;
  function: string;
  arguments: number[];
  keywords: {size?: number | number[]; dtype?: RandomIntegerType};
  results: Result[];
}
interface ShuffleRow {
  seed: number;
  shuffles: number[][];
  rows: number[][];
  then: number[];
}
type Row = CallRow | ShuffleRow | {seed: number; state: number[]} | {seed: number; mixed: unknown[]};

const {numpy} = golden_json<{numpy: Row[]}>('test/oracle/data/random.json.gz');
const more = golden_json<{
  seeds: {seed: number[]; rand: number[]}[];
  refused_seeds: {seed: number | number[]; error: [string, string]}[];
  refused_ranges: {range: [number, number | null]; error: [string, string]}[];
  narrow: {dtype: RandomIntegerType; first: number[]; then: number[]}[];
  whole_types: {dtype: RandomIntegerType; low: number; high: number; values: number[]}[];
}>('test/oracle/data/numpy_random.json');

function count_of(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function repeat(count: number, draw: () => number): number[] {
  return Array.from({length: count}, draw);
}

/** The numbers of one recorded call, flat. */
function call(state: RandomState, row: CallRow, count: number): ArrayLike<number> {
  const [first = 0, second = null] = row.arguments;
  switch (row.function) {
    case 'rand':
    case 'random_sample':
      return repeat(count, () => state.random_sample());
    case 'randn':
    case 'standard_normal':
      return repeat(count, () => state.standard_normal());
    case 'uniform':
      return repeat(count, () => state.uniform(first, second ?? 1));
    case 'normal':
      return repeat(count, () => state.normal(first, second ?? 1));
    case 'randint':
      return state.randint(first, second, count, row.keywords.dtype);
    case 'choice':
      return state.randint(0, first, count);
    case 'permutation':
      return state.permutation(first);
    case 'bytes':
      return state.bytes(first);
    default:
      throw new Error(`no call of ${row.function} here`);
  }
}

function check_call(row: CallRow): void {
  const state = new RandomState(row.seed);
  for (const result of row.results) {
    const actual = Array.from(call(state, row, count_of(result.shape ?? [])));
    if (result.sha256 === undefined) {
      expect(actual).toEqual(result.bytes ?? [result.values].flat(9));
    } else {
      const bytes = new Uint8Array(BigInt64Array.from(actual, BigInt).buffer);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(result.sha256);
    }
  }
}

function error_of(call: () => unknown): [string, string] | null {
  try {
    call();
    return null;
  } catch (error) {
    return error instanceof Error ? [error.name, error.message] : null;
  }
}

describe('as numpy draws', () => {
  const calls = numpy.filter((row): row is CallRow => 'function' in row);
  test.each(
    calls.map((row): [string, CallRow] => [
      `seed ${row.seed}: ${row.function}(${row.arguments.join(', ')})`,
      row,
    ]),
  )('%s', (_, row) => {
    check_call(row);
  });

  test.each(numpy.filter((row): row is ShuffleRow => 'shuffles' in row))('seed $seed: shuffle', (row) => {
    const state = new RandomState(row.seed);
    for (const expected of row.shuffles) {
      const order = expected.map((_, k) => k);
      state.shuffle(order);
      expect(order).toEqual(expected);
    }
    const rows = [...row.rows].sort(([a = 0], [b = 0]) => a - b);
    state.shuffle(rows);
    expect(rows).toEqual(row.rows);
    expect(repeat(2, () => state.random_sample())).toEqual(row.then);
  });

  test('calls of different kinds draw from one stream', () => {
    const state = new RandomState(42);
    const drawn = [
      state.random_sample(),
      state.randint(100, null, 1)[0],
      state.standard_normal(),
      state.randint(0, 2 ** 40, 1)[0],
      state.standard_normal(),
      state.random_sample(),
      Array.from(state.permutation(4)),
    ];
    expect(numpy.find((row) => 'mixed' in row)).toEqual({seed: 42, mixed: drawn});
  });

  test('seeds of several integers', () => {
    for (const {seed, rand} of more.seeds) {
      const state = new RandomState(seed);
      expect(repeat(4, () => state.random_sample())).toEqual(rand);
    }
  });

  test('integers of each type', () => {
    for (const {dtype, first, then} of more.narrow) {
      const state = new RandomState(3);
      expect([dtype, state.randint(0, 100, 9, dtype)]).toEqual([dtype, first]);
      expect([dtype, state.randint(7, 12, 6, dtype)]).toEqual([dtype, then]);
    }
    for (const {dtype, low, high, values} of more.whole_types) {
      expect([dtype, new RandomState(4).randint(low, high, 7, dtype)]).toEqual([dtype, values]);
    }
  });

  test('what numpy refuses', () => {
    for (const {seed, error} of more.refused_seeds) {
      expect(error_of(() => new RandomState(seed))).toEqual(error);
    }
    for (const {range, error} of more.refused_ranges) {
      expect(error_of(() => new RandomState(1).randint(range[0], range[1], 1))).toEqual(error);
    }
  });

  test('seeding again starts anew; no seed is another stream each time', () => {
    const state = new RandomState(5);
    const first = [state.standard_normal(), state.standard_normal(), state.standard_normal()];
    state.seed(5);
    expect([state.standard_normal(), state.standard_normal(), state.standard_normal()]).toEqual(first);
    expect(new RandomState().random_sample()).not.toBe(new RandomState().random_sample());
  });
});
