// Philox and what random ops make of it, against TensorFlow's own numbers: integers and uniforms to the bit, normals
// within 2 units in the last place.
import {number_from_bfloat16_bits, number_from_float16_bits} from '../../src/types/float16.ts';
import {
  fill_normal,
  fill_truncated_normal,
  fill_uniform,
  fill_uniform_int32,
  fill_uniform_int64,
  state_after_run,
} from '../../src/util/philox_distributions.ts';
import type {FloatStorage, RandomFloat} from '../../src/util/philox_distributions.ts';
import {philox_advanced, philox_fill, philox_state} from '../../src/util/philox.ts';
import type {PhiloxState} from '../../src/util/philox.ts';
import {golden_json} from '../support/goldens.ts';
import type {ArrayFacts} from '../support/goldens.ts';
import {createHash} from 'node:crypto';

interface Case {
  op: string;
  dtype: string;
  size: number;
  seeds: [string, string];
  minval?: string;
  maxval?: string;
  runs: ArrayFacts[];
}

const FILLS = {
  RandomUniform: fill_uniform,
  RandomStandardNormal: fill_normal,
  TruncatedNormal: fill_truncated_normal,
};

function is_fill(op: string): op is keyof typeof FILLS {
  return op in FILLS;
}

function float_storage(dtype: string, size: number): FloatStorage {
  if (dtype === 'float32') return new Float32Array(size);
  return dtype === 'float64' ? new Float64Array(size) : new Uint16Array(size);
}

function is_random_float(dtype: string): dtype is RandomFloat {
  return ['float16', 'bfloat16', 'float32', 'float64'].includes(dtype);
}

type Drawn = FloatStorage | Int32Array | BigInt64Array;

function numbers_of(drawn: Drawn): number[] {
  return drawn instanceof Uint16Array
    ? Array.from(drawn, number_from_float16_bits)
    : Array.from(drawn, Number);
}

/** One run of a case as TensorFlow's session gives it (bfloat16 was recorded as float32). */
function run_case(row: Case, state: PhiloxState): Drawn {
  if (row.dtype === 'int32') {
    const out = new Int32Array(row.size);
    fill_uniform_int32(state, Number(row.minval), Number(row.maxval), out);
    return out;
  }
  if (row.dtype === 'int64') {
    const out = new BigInt64Array(row.size);
    fill_uniform_int64(state, BigInt(row.minval ?? 0), BigInt(row.maxval ?? 0), out);
    return out;
  }
  if (!is_random_float(row.dtype) || !is_fill(row.op)) throw new Error(row.dtype);
  const out = float_storage(row.dtype, row.size);
  FILLS[row.op](state, row.dtype, out);
  return row.dtype === 'bfloat16' ? Float32Array.from(out, number_from_bfloat16_bits) : out;
}

function hash(array: ArrayBufferView): string {
  return createHash('sha256')
    .update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    .digest('hex');
}

/** Recorded elements as numbers: [flat position, value]. */
function recorded_values({dtype, data, samples}: ArrayFacts): [number, number][] {
  if (samples !== undefined) return samples;
  const bytes = new Uint8Array(Buffer.from(data ?? '', 'base64')).buffer;
  const numbers =
    dtype === 'float64'
      ? Array.from(new Float64Array(bytes))
      : dtype === 'float32'
        ? Array.from(new Float32Array(bytes))
        : Array.from(new Uint16Array(bytes), number_from_float16_bits);
  return numbers.map((value, at) => [at, value]);
}

/** Distance in units in the last place of a type with `bits` of precision. */
function ulps(actual: number, expected: number, bits: number): number {
  if (actual === expected) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(expected)));
  return Math.abs(actual - expected) / 2 ** (exponent - bits + 1);
}

const PRECISION: Record<string, number> = {float16: 11, bfloat16: 8, float32: 24, float64: 53};
const cases = golden_json<Case[]>('test/oracle/data/philox.json');

function title({op, dtype, size, seeds, minval, maxval}: Case): string {
  return `${op} ${dtype} [${size}], seeds ${seeds.join(' ')}${minval === undefined ? '' : `, ${minval} to ${maxval}`}`;
}

test.each(cases.map((row): [string, Case] => [title(row), row]))('%s', (_, row) => {
  let state = philox_state(BigInt(row.seeds[0]), BigInt(row.seeds[1]));
  for (const expected of row.runs) {
    const before = Array.from(state);
    const actual = run_case(row, state);
    expect(Array.from(state)).toEqual(before);
    if (row.op.startsWith('RandomUniform')) expect(hash(actual)).toBe(expected.sha256);
    else expect_close(actual, expected, PRECISION[row.dtype] ?? 0);
    state = state_after_run(state, row.size);
  }
});

function expect_close(actual: Drawn, expected: ArrayFacts, bits: number): void {
  const numbers = numbers_of(actual);
  for (const [at, value] of recorded_values(expected)) {
    expect(ulps(numbers[at] ?? NaN, value, bits)).toBeLessThanOrEqual(2);
  }
  const sum = numbers.reduce((total, value) => total + value, 0);
  expect(Math.abs(sum - expected.sum)).toBeLessThanOrEqual(1e-6 * Math.max(1, numbers.length ** 0.5));
}

test('both seeds zero is a random state', () => {
  expect(Array.from(philox_state(0, 0))).not.toEqual(Array.from(philox_state(0n, 0)));
  expect(Array.from(philox_state(0, 0)).slice(0, 2)).toEqual([0, 0]);
});

test('skipping is drawing and throwing away', () => {
  const skipped = philox_advanced(philox_state(3, 4), 5);
  const drawn = philox_state(3, 4);
  philox_fill(drawn, new Uint32Array(20));
  expect(skipped).toEqual(drawn);
});

test('a counter carries into its next words', () => {
  const state = Uint32Array.of(0xffffffff, 0xffffffff, 0xffffffff, 1, 8, 9);
  philox_fill(state, new Uint32Array(1));
  expect(Array.from(state)).toEqual([0, 0, 0, 2, 8, 9]);
  expect(Array.from(philox_advanced(Uint32Array.of(0xffffffff, 0xffffffff, 7, 1, 8, 9), 1))).toEqual([
    0, 0, 8, 1, 8, 9,
  ]);
  expect(Array.from(philox_advanced(Uint32Array.of(5, 0, 7, 1, 8, 9), 2 ** 33 + 1))).toEqual([
    6, 2, 7, 1, 8, 9,
  ]);
});
