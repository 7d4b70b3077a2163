/**
 * The bytes and bits of a JPEG file that breaks off, as libjpeg comes by them in TensorFlow: at the end it gives up the group of blocks
 * that it reads, or goes on with the bytes since that group began, and after these with the marker of the end. How many bits are read
 * ahead decides which bytes these are.
 */
import {CodecError, UnsupportedFormatError} from '../codec_error.ts';
import {CutOffError, JpegReader} from './reader.ts';

/** The group of blocks at hand cannot be read to its end. */
export class SuspendedError extends CodecError {
  constructor() {
    super('the file is cut off within a group of blocks');
    this.name = 'SuspendedError';
  }
}

/** Bits are read up to this many, or in the middle of a long file six bytes at a time. */
const WANTED_BITS = 57;
const FEW_BITS = 16;
const BYTES_AT_ONCE = 6;
/** As many bytes for each block must be left for the latter. */
const BYTES_OF_BLOCK = 512;
/** More bytes than a group of blocks can take, so that the same bytes again and again are no way to its end. */
const MOST_REPEATS = 10_000;
const NO_END =
  'A JPEG file that breaks off in the middle of a marker keeps TensorFlow waiting for ever: leave out try_recover_truncated, and read the whole file.';
/** The marker of the end. */
const END = [0xff, 0xd9];
const MARKER_FAR_FROM_END =
  'A JPEG file that breaks off behind its image is not read here: leave out what follows the image, or read the whole file.';

export class RecoveringReader extends JpegReader {
  readonly #bytes: Uint8Array;
  readonly #recovers: boolean;
  /** Places past the end of the file: 1 and 2 are those of the marker of the end. */
  #place = 0;
  #kept = 0;
  #repeats = 0;
  #hold = 0n;
  #count = 0;
  #is_far_from_end = false;

  readonly #is_baseline: boolean;

  /** `recovers`: goes on at the end; `is_baseline`: bits are read in larger steps far from it. */
  constructor(bytes: Uint8Array, recovers: boolean, is_baseline: boolean) {
    super(bytes);
    this.#bytes = bytes;
    this.#recovers = recovers;
    this.#is_baseline = is_baseline;
  }

  /** How many bytes there are from a place on. */
  #left(place: number): number {
    const past = place - this.#bytes.length;
    if (past < 0) return -past;
    return past === 0 ? 0 : Math.max(0, END.length + 1 - past);
  }

  override byte(): number {
    if (this.#left(this.#place) === 0) this.#refill();
    const place = this.#place++;
    const past = place - this.#bytes.length;
    return past < 0 ? this.#bytes[place]! : END[past - 1]!;
  }

  #refill(): void {
    if (this.#left(this.#kept) > 0) {
      if (!this.#recovers) throw new SuspendedError();
      if (++this.#repeats > MOST_REPEATS) throw new UnsupportedFormatError(NO_END);
      this.#place = this.#kept;
      return;
    }
    if (!this.#recovers) throw new CutOffError();
    this.#place = this.#bytes.length + 1;
    this.#kept = this.#place;
  }

  override keep(): void {
    this.#kept = this.#place;
    this.#repeats = 0;
  }

  override skip(count: number): void {
    this.keep();
    if (count <= 0) return;
    if (count > this.#left(this.#place)) {
      this.#kept = this.#bytes.length;
      this.#refill();
    } else {
      this.#place += count;
      this.keep();
    }
  }

  override begin_group(blocks: number): void {
    this.keep();
    const is_far = this.marker === 0 && this.#left(this.#place) >= BYTES_OF_BLOCK * blocks;
    this.#is_far_from_end = this.#is_baseline && is_far;
  }

  override end_bits(): void {
    this.#hold = 0n;
    this.#count = 0;
  }

  /** The next byte of the bits; -1 at a marker. */
  #data_byte(): number {
    const value = this.byte();
    if (value !== 0xff) return value;
    let code = this.byte();
    while (code === 0xff) code = this.byte();
    if (code === 0) return 0xff;
    this.marker = code;
    return -1;
  }

  #add(): boolean {
    const value = this.#data_byte();
    if (value < 0) return false;
    this.#hold = (this.#hold << 8n) | BigInt(value);
    this.#count += 8;
    return true;
  }

  #fill(needed: number): void {
    if (this.marker === 0) {
      while (this.#count < WANTED_BITS && this.#add());
    }
    if (needed <= this.#count) return;
    this.is_short = true;
    this.#hold <<= BigInt(WANTED_BITS - this.#count);
    this.#count = WANTED_BITS;
  }

  /** Reads ahead where bits are few. */
  #read_ahead(needed: number): void {
    if (!this.#is_far_from_end) {
      if (this.#count < needed) this.#fill(needed);
    } else if (this.#count <= FEW_BITS) {
      for (let index = 0; index < BYTES_AT_ONCE; index++) {
        if (!this.#add()) throw new UnsupportedFormatError(MARKER_FAR_FROM_END);
      }
    }
  }

  override need(count: number): void {
    if (!this.#is_far_from_end && this.#count < count) this.#fill(count);
  }

  #take(count: number): number {
    this.#count -= count;
    const value = Number(this.#hold >> BigInt(this.#count));
    this.#hold &= (1n << BigInt(this.#count)) - 1n;
    return value;
  }

  override bits(count: number): number {
    this.#read_ahead(count);
    return this.#take(count);
  }

  override bit(): number {
    this.need(1);
    return this.#take(1);
  }

  override peek8(): number {
    if (this.#is_far_from_end) this.#read_ahead(8);
    else if (this.#count < 8) this.#fill(0);
    return this.#count < 8 ? -1 : Number(this.#hold >> BigInt(this.#count - 8));
  }

  override drop(count: number): void {
    this.#take(count);
  }
}
