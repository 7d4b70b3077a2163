/**
 * Sound as WAV files hold it: 16-bit samples of linear PCM, read and written. Knows bytes only.
 */
import {CodecError} from './codec_error.ts';

/** The samples of a file, channel by channel for each moment, between -1 and 1. */
export interface Sound {
  readonly samples: Float32Array;
  /** How many moments. */
  readonly length: number;
  readonly channels: number;
  /** Moments a second. */
  readonly rate: number;
}

const PCM = 1;
const SAMPLE_BITS = 16;
const SAMPLE_BYTES = SAMPLE_BITS / 8;
const FULL_SCALE = 2 ** 15;
const MAX_INT32 = 2 ** 31 - 1;
const MAX_UINT32 = 2 ** 32 - 1;
const MAX_UINT16 = 2 ** 16 - 1;
const HEADER_BYTES = 44;

/** Goes through the bytes of a file, and refuses to go past their end. */
class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get is_at_end(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  /** What stands `offset` bytes ahead of nothing: only that they exist is asked. */
  need(count: number): void {
    if (this.#offset > this.#bytes.length) {
      throw new CodecError(`Initial offset is outside data range: ${this.#offset}`);
    }
    if (this.#offset + count > this.#bytes.length) {
      throw new CodecError('Data too short when trying to read string');
    }
  }

  skip(count: number): void {
    this.#offset += count;
  }

  name(): string {
    this.need(4);
    const start = this.#offset;
    this.#offset += 4;
    return String.fromCharCode(...this.#bytes.subarray(start, this.#offset));
  }

  expect(name: string): void {
    const found = this.name();
    if (found !== name) throw new CodecError(`Header mismatch: Expected ${name} but found ${found}`);
  }

  uint16(): number {
    this.need(2);
    this.#offset += 2;
    return this.#view.getUint16(this.#offset - 2, true);
  }

  uint32(): number {
    this.need(4);
    this.#offset += 4;
    return this.#view.getUint32(this.#offset - 4, true);
  }
}

interface Format {
  readonly channels: number;
  readonly rate: number;
  /** Bytes of a moment, all channels of it. */
  readonly frame: number;
}

function check_sizes(channels: number, rate: number, speed: number, frame: number): void {
  const expected_frame = Math.floor((SAMPLE_BITS * channels + 7) / 8);
  if (frame !== expected_frame) {
    throw new CodecError(`Bad bytes per sample in WAV header: Expected ${expected_frame} but got ${frame}`);
  }
  const expected_speed = Math.imul(frame, rate) >>> 0;
  if (speed !== expected_speed) {
    throw new CodecError(
      `Bad bytes per second in WAV header: Expected ${expected_speed} but got ${speed} (sample_rate=${rate}, bytes_per_sample=${frame})`,
    );
  }
}

function read_format(cursor: Cursor): Format {
  cursor.expect('fmt ');
  const size = cursor.uint32();
  if (size !== 16 && size !== 18) {
    throw new CodecError(`Bad file size for WAV: Expected 16 or 18, but got${size}`);
  }
  const kind = cursor.uint16();
  if (kind !== PCM) throw new CodecError(`Bad audio format for WAV: Expected 1 (PCM), but got${kind}`);
  const channels = cursor.uint16();
  if (channels < 1) {
    throw new CodecError(`Bad number of channels for WAV: Expected at least 1, but got ${channels}`);
  }
  const rate = cursor.uint32();
  const speed = cursor.uint32();
  const frame = cursor.uint16();
  const bits = cursor.uint16();
  if (bits !== SAMPLE_BITS) throw new CodecError(`Can only read 16-bit WAV files, but received ${bits}`);
  check_sizes(channels, rate, speed, frame);
  if (size === 18) cursor.skip(2);
  return {channels, rate, frame};
}

function read_samples(cursor: Cursor, size: number, {frame, channels, rate}: Format): Sound {
  const length = Math.floor(size / frame);
  const count = length * channels;
  cursor.need(SAMPLE_BYTES * count);
  const samples = new Float32Array(count);
  for (let index = 0; index < count; index++) samples[index] = ((cursor.uint16() << 16) >> 16) / FULL_SCALE;
  return {samples, length, channels, rate};
}

/** Reads a WAV file. Throws `CodecError` in TensorFlow's words where it is no 16-bit PCM, or broken. */
export function decode_wav(bytes: Uint8Array): Sound {
  const cursor = new Cursor(bytes);
  cursor.expect('RIFF');
  cursor.uint32();
  cursor.expect('WAVE');
  const format = read_format(cursor);
  let sound: Sound | null = null;
  while (!cursor.is_at_end) {
    const name = cursor.name();
    const size = cursor.uint32();
    if (size > MAX_INT32) {
      throw new CodecError(
        `WAV data chunk '${name}' is too large: ${size} bytes, but the limit is ${MAX_INT32}`,
      );
    }
    if (name === 'data') {
      if (sound !== null) throw new CodecError('More than one data chunk found in WAV');
      sound = read_samples(cursor, size, format);
    } else {
      cursor.skip(size);
    }
  }
  if (sound === null) throw new CodecError('No data chunk found in WAV');
  return sound;
}

function check_sound({length, channels, rate}: Sound): void {
  if (rate <= 0 || rate > MAX_UINT32) {
    const shown = rate < 0 ? BigInt.asUintN(64, BigInt(rate)) : rate;
    throw new CodecError(`sample_rate must be in (0, 2^32), got: ${shown}`);
  }
  if (channels === 0 || channels > MAX_UINT16) {
    throw new CodecError(`num_channels must be in (0, 2^16), got: ${channels}`);
  }
  if (length === 0) throw new CodecError('num_frames must be positive.');
  if (HEADER_BYTES + length * channels * SAMPLE_BYTES > MAX_UINT32) {
    throw new CodecError('Provided channels and frames cannot be encoded as a WAV.');
  }
}

/** The nearest 16-bit sample, halves away from zero. */
function sample_of(value: number): number {
  const scaled = value * FULL_SCALE;
  const rounded = Math.sign(scaled) * Math.floor(Math.abs(scaled) + 0.5);
  return Math.min(Math.max(rounded, -FULL_SCALE), FULL_SCALE - 1);
}

/** Writes a WAV file. Throws `CodecError` in TensorFlow's words where the format cannot hold the sound. */
export function encode_wav(sound: Sound): Uint8Array {
  check_sound(sound);
  const {samples, channels, rate} = sound;
  const size = samples.length * SAMPLE_BYTES;
  const bytes = new Uint8Array(HEADER_BYTES + size);
  const view = new DataView(bytes.buffer);
  const name = (offset: number, text: string) => bytes.set(new TextEncoder().encode(text), offset);
  name(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * SAMPLE_BYTES * channels, true);
  view.setUint16(32, SAMPLE_BYTES * channels, true);
  view.setUint16(34, SAMPLE_BITS, true);
  name(36, 'data');
  view.setUint32(40, size, true);
  for (let index = 0; index < samples.length; index++) {
    view.setInt16(HEADER_BYTES + index * SAMPLE_BYTES, sample_of(samples[index]!), true);
  }
  return bytes;
}
