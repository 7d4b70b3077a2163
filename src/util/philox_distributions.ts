/**
 * What TensorFlow's random kernels make of Philox numbers on a CPU: uniform, normal and truncated normal floats,
 * uniform integers. Integers and uniforms are bit for bit TensorFlow's. Knows nothing of ops or shapes.
 */
import {bfloat16_bits_from_number, float16_bits_from_number} from '../types/float16.ts';
import {cos_float32, log_float32, sin_float32} from './float32_math.ts';
import {BLOCK_SIZE, philox_advanced, philox_fill, philox_skip} from './philox.ts';
import type {PhiloxState} from './philox.ts';

/** Under these names they are no look-ups of a global object in the innermost loops. */
const {abs, cos, fround, log, max, sin, sqrt} = Math;

/** Blocks that TensorFlow reserves per output of one run, used or not. */
const RESERVED_PER_OUTPUT = 256;
/** Words generated at a time: a multiple of the block, small enough for the cache. */
const CHUNK_WORDS = 1024;
const SMALLEST_UNIFORM = 1e-7;
const TRUNCATED_AT = 2;

/** The state of an op's generator after a run that made `count` outputs. */
export function state_after_run(state: PhiloxState, count: number): PhiloxState {
  return philox_advanced(state, count * RESERVED_PER_OUTPUT);
}

/** The floating-point types that random ops make; half and bfloat16 are written as their bits. */
export type RandomFloat = 'float16' | 'bfloat16' | 'float32' | 'float64';
export type FloatStorage = Float32Array | Float64Array | Uint16Array;

type Uniform = (words: Uint32Array, at: number) => number;

const uniform_float32: Uniform = (words, at) => (words[at]! & 0x7fffff) * 2 ** -23;
const uniform_float64: Uniform = (words, at) =>
  ((words[at]! & 0xfffff) * 2 ** 32 + words[at + 1]!) * 2 ** -52;
const uniform_float16: Uniform = (words, at) => (words[at]! & 0x3ff) * 2 ** -10;
const uniform_bfloat16: Uniform = (words, at) => (words[at]! & 0x7f) * 2 ** -7;

const UNIFORMS: Readonly<Record<RandomFloat, Uniform>> = {
  float16: uniform_float16,
  bfloat16: uniform_bfloat16,
  float32: uniform_float32,
  float64: uniform_float64,
};

/** Words that one output of a type takes. */
const words_per_output = (type: RandomFloat): number => (type === 'float64' ? 2 : 1);

type Encode = (value: number) => number;
const as_is: Encode = (value) => value;

const ENCODERS: Readonly<Record<RandomFloat, Encode>> = {
  float16: float16_bits_from_number,
  bfloat16: bfloat16_bits_from_number,
  float32: as_is,
  float64: as_is,
};

/** Calls `use(words, first, count)` for runs of outputs, each of which takes `each` words. */
function by_chunks(
  state: PhiloxState,
  count: number,
  each: number,
  use: (words: Uint32Array, first: number, count: number) => void,
): void {
  const own = Uint32Array.from(state);
  const per_chunk = CHUNK_WORDS / each;
  const words = new Uint32Array(Math.min(CHUNK_WORDS, Math.ceil((count * each) / BLOCK_SIZE) * BLOCK_SIZE));
  for (let first = 0; first < count; first += per_chunk) {
    philox_fill(own, words);
    use(words, first, Math.min(per_chunk, count - first));
  }
}

/** Uniform numbers in [0, 1) of `type` into `out`; `state` is left as it is. */
export function fill_uniform(state: PhiloxState, type: RandomFloat, out: FloatStorage): void {
  const each = words_per_output(type);
  const uniform = UNIFORMS[type];
  const encode = ENCODERS[type];
  by_chunks(state, out.length, each, (words, first, count) => {
    for (let k = 0; k < count; k++) out[first + k] = encode(uniform(words, k * each));
  });
}

/** Writes to `pair` the two normal numbers that come of two uniform ones, as float arithmetic gives them. */
function box_muller_float32(u1: number, u2: number, pair: Float64Array): void {
  const angle = fround(2 * Math.PI * u2);
  const logarithm = log_float32(fround(max(u1, SMALLEST_UNIFORM)));
  const radius = fround(sqrt(-2 * logarithm));
  pair[0] = fround(sin_float32(angle) * radius);
  pair[1] = fround(cos_float32(angle) * radius);
}

/** The same in double arithmetic. */
function box_muller_float64(u1: number, u2: number, pair: Float64Array): void {
  const angle = 2 * Math.PI * u2;
  const radius = sqrt(-2 * log(max(u1, SMALLEST_UNIFORM)));
  pair[0] = sin(angle) * radius;
  pair[1] = cos(angle) * radius;
}

/** Two normal numbers from the words at `at`: two words for the narrow types, which are made as float32; else four. */
function normal_pair(type: RandomFloat, words: Uint32Array, at: number, pair: Float64Array): void {
  if (type === 'float64')
    box_muller_float64(uniform_float64(words, at), uniform_float64(words, at + 2), pair);
  else box_muller_float32(uniform_float32(words, at), uniform_float32(words, at + 1), pair);
}

/** The uniform numbers that a block of words makes, into `group`; how many. */
export function uniform_group(type: RandomFloat, words: Uint32Array, group: Float64Array): number {
  const each = words_per_output(type);
  const count = BLOCK_SIZE / each;
  for (let k = 0; k < count; k++) group[k] = UNIFORMS[type](words, k * each);
  return count;
}

/** The normal numbers that a block of words makes, into `group`; how many. */
export function normal_group(type: RandomFloat, words: Uint32Array, group: Float64Array): number {
  const each = words_per_output(type);
  const count = BLOCK_SIZE / each;
  for (let k = 0; k < count; k += 2) normal_pair(type, words, k * each, group.subarray(k, k + 2));
  return count;
}

/** Standard normal numbers of `type` into `out`; `state` is left as it is. */
export function fill_normal(state: PhiloxState, type: RandomFloat, out: FloatStorage): void {
  const each = words_per_output(type);
  const encode = ENCODERS[type];
  const pair = new Float64Array(2);
  by_chunks(state, out.length, each, (words, first, count) => {
    for (let k = 0; k < count; k += 2) {
      normal_pair(type, words, k * each, pair);
      out[first + k] = encode(pair[0]!);
      if (k + 1 < count) out[first + k + 1] = encode(pair[1]!);
    }
  });
}

/**
 * Standard normal numbers within (-2, 2) of `type` into `out`: others are drawn again. Each group of outputs has a
 * stretch of the stream of its own, so that how often one group draws does not move the next. `state` is left as it is.
 */
export function fill_truncated_normal(state: PhiloxState, type: RandomFloat, out: FloatStorage): void {
  const group_size = BLOCK_SIZE / words_per_output(type);
  const group_start = Uint32Array.from(state);
  const own = new Uint32Array(state.length);
  const scratch = {words: new Uint32Array(BLOCK_SIZE), pair: new Float64Array(2)};
  for (let first = 0; first < out.length; first += group_size) {
    own.set(group_start);
    fill_group(own, type, out, first, Math.min(first + group_size, out.length), scratch);
    philox_skip(group_start, (group_size * RESERVED_PER_OUTPUT) / BLOCK_SIZE);
  }
}

function fill_group(
  own: PhiloxState,
  type: RandomFloat,
  out: FloatStorage,
  first: number,
  end: number,
  {words, pair}: {readonly words: Uint32Array; readonly pair: Float64Array},
): void {
  const words_per_pair = 2 * words_per_output(type);
  const encode = ENCODERS[type];
  let next = first;
  while (next < end) {
    philox_fill(own, words);
    for (let at = 0; at < BLOCK_SIZE; at += words_per_pair) {
      normal_pair(type, words, at, pair);
      if (abs(pair[0]!) < TRUNCATED_AT && next < end) out[next++] = encode(pair[0]!);
      if (abs(pair[1]!) < TRUNCATED_AT && next < end) out[next++] = encode(pair[1]!);
    }
  }
}

/** Uniform integers of [minval, maxval) into `out`; `minval < maxval` is the caller's to check. */
export function fill_uniform_int32(
  state: PhiloxState,
  minval: number,
  maxval: number,
  out: Int32Array,
): void {
  const range = (maxval - minval) >>> 0;
  by_chunks(state, out.length, 1, (words, first, count) => {
    for (let k = 0; k < count; k++) out[first + k] = minval + (words[k]! % range);
  });
}

/** The largest range for which a 64-bit remainder can be taken in double arithmetic. */
const EXACT_RANGE = 2n ** 21n;

/** Uniform 64-bit integers of [minval, maxval) into `out`; `minval < maxval` is the caller's to check. */
export function fill_uniform_int64(
  state: PhiloxState,
  minval: bigint,
  maxval: bigint,
  out: BigInt64Array,
): void {
  const range = BigInt.asUintN(64, maxval - minval);
  const small = Number(range);
  by_chunks(state, out.length, 2, (words, first, count) => {
    for (let k = 0; k < count; k++) {
      const low = words[2 * k]!;
      const high = words[2 * k + 1]!;
      const rest =
        range <= EXACT_RANGE
          ? BigInt(((high % small) * 2 ** 32 + low) % small)
          : (BigInt(low) | (BigInt(high) << 32n)) % range;
      out[first + k] = minval + rest;
    }
  });
}
