/**
 * Philox-4x32-10, the counter-based generator of TensorFlow's random ops: a state is six 32-bit words (counter, key),
 * a plain value that callers thread. Knows nothing of distributions.
 */

/** Under this name it is no look-up of a global object in the innermost loop. */
const {imul} = Math;

/** Counter (4 words, low first), then key (2 words). */
export type PhiloxState = Uint32Array;

const STATE_WORDS = 6;
/** Numbers that one block of the generator gives. */
export const BLOCK_SIZE = 4;

function low_word(seed: bigint): number {
  return Number(BigInt.asUintN(32, seed));
}

function high_word(seed: bigint): number {
  return Number(BigInt.asUintN(32, seed >> 32n));
}

/**
 * The state in which an op with the attributes `seed` and `seed2` starts (int64 each). Both zero asks for a random
 * state.
 */
export function philox_state(seed: number | bigint, seed2: number | bigint): PhiloxState {
  const [first, second] = [BigInt(seed), BigInt(seed2)];
  if (first === 0n && second === 0n) return random_state();
  return Uint32Array.of(0, 0, low_word(second), high_word(second), low_word(first), high_word(first));
}

function random_state(): PhiloxState {
  const state = new Uint32Array(STATE_WORDS);
  globalThis.crypto.getRandomValues(state.subarray(2));
  return state;
}

/** The state `blocks` further on; `blocks` is a safe integer. */
export function philox_advanced(state: PhiloxState, blocks: number): PhiloxState {
  const advanced = Uint32Array.from(state);
  philox_skip(advanced, blocks);
  return advanced;
}

/** Moves `state` itself by `blocks`. A carry out of the lower 64 bits moves into the upper, as in TensorFlow. */
export function philox_skip(state: PhiloxState, blocks: number): void {
  const next = (state[0] ?? 0) + blocks;
  if (next < 2 ** 32) {
    state[0] = next;
    return;
  }
  let carry = blocks;
  for (let word = 0; word < BLOCK_SIZE && carry > 0; word++) {
    const total = (state[word] ?? 0) + (carry % 2 ** 32);
    state[word] = total;
    carry = Math.floor(carry / 2 ** 32) + (total >= 2 ** 32 ? 1 : 0);
  }
}

/** The upper half of the 64-bit product of two words. Its partial sums stay below 2^32, so 32-bit arithmetic is exact. */
function multiply_high(a: number, b: number): number {
  const a_high = a >>> 16;
  const a_low = a & 0xffff;
  const b_high = b >>> 16;
  const b_low = b & 0xffff;
  const first = (imul(a_high, b_low) + (imul(a_low, b_low) >>> 16)) | 0;
  const second = (imul(a_low, b_high) + (first & 0xffff)) | 0;
  return (imul(a_high, b_high) + (first >>> 16) + (second >>> 16)) | 0;
}

const MULTIPLIER_0 = 0xd2511f53 | 0;
const MULTIPLIER_1 = 0xcd9e8d57 | 0;
const KEY_STEP_0 = 0x9e3779b9 | 0;
const KEY_STEP_1 = 0xbb67ae85 | 0;
const ROUNDS = 10;

/** Fills `words` with the next numbers, block by block, and moves `state` past them; a last block may be cut short. */
export function philox_fill(state: PhiloxState, words: Uint32Array): void {
  const whole = words.length - (words.length % BLOCK_SIZE);
  for (let at = 0; at < whole; at += BLOCK_SIZE) next_block(state, words, at);
  if (whole === words.length) return;
  const block = new Uint32Array(BLOCK_SIZE);
  next_block(state, block, 0);
  words.set(block.subarray(0, words.length - whole), whole);
}

/** Writes one block at `words[at]` and moves `state` by one. */
function next_block(state: PhiloxState, words: Uint32Array, at: number): void {
  let c0 = state[0]! | 0;
  let c1 = state[1]! | 0;
  let c2 = state[2]! | 0;
  let c3 = state[3]! | 0;
  let k0 = state[4]! | 0;
  let k1 = state[5]! | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high_0 = multiply_high(MULTIPLIER_0, c0);
    const high_1 = multiply_high(MULTIPLIER_1, c2);
    const low_0 = imul(MULTIPLIER_0, c0);
    c0 = high_1 ^ c1 ^ k0;
    c1 = imul(MULTIPLIER_1, c2);
    c2 = high_0 ^ c3 ^ k1;
    c3 = low_0;
    k0 = (k0 + KEY_STEP_0) | 0;
    k1 = (k1 + KEY_STEP_1) | 0;
  }
  words[at] = c0;
  words[at + 1] = c1;
  words[at + 2] = c2;
  words[at + 3] = c3;
  advance_by_one(state);
}

function advance_by_one(state: PhiloxState): void {
  for (let word = 0; word < BLOCK_SIZE; word++) {
    const next = (state[word]! + 1) >>> 0;
    state[word] = next;
    if (next !== 0) return;
  }
}
