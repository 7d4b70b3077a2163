// Hashes of bytes that give 64 bits: FarmHash's fingerprint (its `na` variant), SipHash-2-4 and MurmurHash64A. Knows no op.

type Bytes = DataView;

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const word = (bytes: Bytes, at: number): bigint => bytes.getBigUint64(at, true);
const rotated = (value: bigint, right: bigint): bigint => u64((value >> right) | (value << (64n - right)));
const mixed = (value: bigint): bigint => value ^ (value >> 47n);

const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;

function pair_hash(u: bigint, v: bigint, factor: bigint): bigint {
  const a = mixed(u64((u ^ v) * factor));
  return u64(mixed(u64((v ^ a) * factor)) * factor);
}

function up_to_16(bytes: Bytes, length: number): bigint {
  const factor = K2 + BigInt(length) * 2n;
  if (length >= 8) {
    const a = u64(word(bytes, 0) + K2);
    const b = word(bytes, length - 8);
    const c = u64(rotated(b, 37n) * factor + a);
    return pair_hash(c, u64((rotated(a, 25n) + b) * factor), factor);
  }
  if (length >= 4) {
    const a = BigInt(bytes.getUint32(0, true));
    return pair_hash(BigInt(length) + (a << 3n), BigInt(bytes.getUint32(length - 4, true)), factor);
  }
  if (length === 0) return K2;
  const y = BigInt(bytes.getUint8(0) + (bytes.getUint8(length >> 1) << 8));
  const z = BigInt(length + (bytes.getUint8(length - 1) << 2));
  return u64(mixed(u64(y * K2) ^ u64(z * K0)) * K2);
}

function up_to_32(bytes: Bytes, length: number): bigint {
  const factor = K2 + BigInt(length) * 2n;
  const a = u64(word(bytes, 0) * K1);
  const b = word(bytes, 8);
  const c = u64(word(bytes, length - 8) * factor);
  const d = u64(word(bytes, length - 16) * K2);
  const first = u64(rotated(u64(a + b), 43n) + rotated(c, 30n) + d);
  return pair_hash(first, u64(a + rotated(u64(b + K2), 18n) + c), factor);
}

function up_to_64(bytes: Bytes, length: number): bigint {
  const factor = K2 + BigInt(length) * 2n;
  const a = u64(word(bytes, 0) * K2);
  const b = word(bytes, 8);
  const c = u64(word(bytes, length - 8) * factor);
  const d = u64(word(bytes, length - 16) * K2);
  const y = u64(rotated(u64(a + b), 43n) + rotated(c, 30n) + d);
  const z = pair_hash(y, u64(a + rotated(u64(b + K2), 18n) + c), factor);
  const e = u64(word(bytes, 16) * factor);
  const f = word(bytes, 24);
  const g = u64((y + word(bytes, length - 32)) * factor);
  const h = u64((z + word(bytes, length - 24)) * factor);
  const first = u64(rotated(u64(e + f), 43n) + rotated(g, 30n) + h);
  return pair_hash(first, u64(e + rotated(u64(f + a), 18n) + g), factor);
}

/** 32 bytes and two seeds as two words. */
function weak_pair(bytes: Bytes, at: number, seed_a: bigint, seed_b: bigint): readonly [bigint, bigint] {
  const start = u64(seed_a + word(bytes, at));
  const end = word(bytes, at + 24);
  const b = rotated(u64(seed_b + start + end), 21n);
  const a = u64(start + word(bytes, at + 8) + word(bytes, at + 16));
  return [u64(a + end), u64(b + rotated(a, 44n) + start)];
}

interface LongState {
  x: bigint;
  y: bigint;
  z: bigint;
  v: readonly [bigint, bigint];
  w: readonly [bigint, bigint];
}

/** One step over 64 bytes; the last one weighs some words by 9 and multiplies by another number. */
function long_step(bytes: Bytes, at: number, state: LongState, factor: bigint, weight: bigint): void {
  const {v, w} = state;
  let x = u64(rotated(u64(state.x + state.y + v[0] + word(bytes, at + 8)), 37n) * factor);
  let y = u64(rotated(u64(state.y + v[1] + word(bytes, at + 48)), 42n) * factor);
  x ^= u64(w[1] * weight);
  y = u64(y + v[0] * weight + word(bytes, at + 40));
  const z = u64(rotated(u64(state.z + w[0]), 33n) * factor);
  state.v = weak_pair(bytes, at, u64(v[1] * factor), u64(x + w[0]));
  state.w = weak_pair(bytes, at + 32, u64(z + w[1]), u64(y + word(bytes, at + 16)));
  state.x = z;
  state.y = y;
  state.z = x;
}

function longer(bytes: Bytes, length: number): bigint {
  const seed = 81n;
  const y = u64(seed * K1 + 113n);
  const state: LongState = {
    x: u64(seed * K2 + word(bytes, 0)),
    y,
    z: u64(mixed(u64(y * K2 + 113n)) * K2),
    v: [0n, 0n],
    w: [0n, 0n],
  };
  const end = Math.floor((length - 1) / 64) * 64;
  for (let at = 0; at < end; at += 64) long_step(bytes, at, state, K1, 1n);
  const factor = u64(K1 + ((state.z & 0xffn) << 1n));
  const rest = (length - 1) & 63;
  const w0 = u64(state.w[0] + BigInt(rest));
  const v0 = u64(state.v[0] + w0);
  state.v = [v0, state.v[1]];
  state.w = [u64(w0 + v0), state.w[1]];
  long_step(bytes, end + rest - 63, state, factor, 9n);
  const {v, w} = state;
  const first = u64(pair_hash(v[0], w[0], factor) + mixed(state.y) * K0 + state.z);
  return pair_hash(first, u64(pair_hash(v[1], w[1], factor) + state.x), factor);
}

const view = (text: Uint8Array): Bytes => new DataView(text.buffer, text.byteOffset, text.length);

/** FarmHash's fingerprint of 64 bits. */
export function fingerprint64(text: Uint8Array): bigint {
  const [bytes, {length}] = [view(text), text];
  if (length <= 16) return up_to_16(bytes, length);
  if (length <= 32) return up_to_32(bytes, length);
  return length <= 64 ? up_to_64(bytes, length) : longer(bytes, length);
}

/** The bytes after the last whole word as a number. */
function tail(text: Uint8Array): bigint {
  let value = 0n;
  for (let at = text.length - 1; at >= (text.length & ~7); at--)
    value = (value << 8n) | BigInt(text[at] ?? 0);
  return value;
}

function sip_round(state: BigUint64Array): void {
  let [a = 0n, b = 0n, c = 0n, d = 0n] = state;
  a = u64(a + b);
  b = rotated(b, 51n) ^ a;
  a = rotated(a, 32n);
  c = u64(c + d);
  d = rotated(d, 48n) ^ c;
  a = u64(a + d);
  d = rotated(d, 43n) ^ a;
  c = u64(c + b);
  b = rotated(b, 47n) ^ c;
  c = rotated(c, 32n);
  state.set([a, b, c, d]);
}

/** SipHash-2-4 with a key of two words. */
export function sip_hash(text: Uint8Array, key: readonly [bigint, bigint]): bigint {
  const [k0, k1] = [u64(key[0]), u64(key[1])];
  const state = BigUint64Array.of(
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  );
  const absorb = (value: bigint): void => {
    state[3] = (state[3] ?? 0n) ^ value;
    sip_round(state);
    sip_round(state);
    state[0] = (state[0] ?? 0n) ^ value;
  };
  const bytes = view(text);
  for (let at = 0; at + 8 <= text.length; at += 8) absorb(word(bytes, at));
  absorb(tail(text) | (BigInt(text.length & 0xff) << 56n));
  state[2] = (state[2] ?? 0n) ^ 0xffn;
  for (let i = 0; i < 4; i++) sip_round(state);
  return state.reduce((all, part) => all ^ part, 0n);
}

const MURMUR = 0xc6a4a7935bd1e995n;

/** MurmurHash64A, where nothing else is said with the seed of TensorFlow's hashes. */
export function murmur_hash(text: Uint8Array, seed = 0xdecafcaffen): bigint {
  const bytes = view(text);
  let hash = u64(seed ^ (BigInt(text.length) * MURMUR));
  for (let at = 0; at + 8 <= text.length; at += 8) {
    const product = u64(word(bytes, at) * MURMUR);
    const scrambled = u64((product ^ (product >> 47n)) * MURMUR);
    hash = u64((hash ^ scrambled) * MURMUR);
  }
  if ((text.length & 7) !== 0) hash = u64((hash ^ tail(text)) * MURMUR);
  hash = u64(mixed(hash) * MURMUR);
  return mixed(hash);
}

/** Two fingerprints of 64 bits as one. */
export function joined_fingerprint(first: bigint, second: bigint): bigint {
  const product = u64(mixed(u64(second * MURMUR)) * MURMUR);
  const hash = u64((first ^ MURMUR ^ product) * MURMUR);
  return mixed(u64(mixed(hash) * MURMUR));
}
