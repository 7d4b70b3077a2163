/**
 * One block's coefficients in a scan: all of them, or in progressive files a band of them, first with their high bits, then bit by
 * bit.
 */
import {extended, type HuffmanDecoder} from './huffman.ts';
import type {Scan} from './frame.ts';
import {BLOCK, NATURAL_ORDER} from './order.ts';
import type {JpegReader} from './reader.ts';

export interface BlockTables {
  readonly dc: HuffmanDecoder | null;
  readonly ac: HuffmanDecoder | null;
}

/** Reads blocks one after the other. */
export interface BlockDecoder {
  /** Forgets what earlier blocks were. */
  reset(): void;
  /** Reads the block that begins at `at`, of the scan's component `index`. */
  read(coefficients: Int16Array, at: number, index: number, tables: BlockTables): void;
}

/** Where the coefficient at a place of the file stands; broken files name places past the last. */
function natural(place: number): number {
  return NATURAL_ORDER[Math.min(place, BLOCK - 1)]!;
}

const MOST_COMPONENTS = 4;

class Baseline implements BlockDecoder {
  readonly #reader: JpegReader;
  readonly #last = new Int32Array(MOST_COMPONENTS);

  constructor(reader: JpegReader) {
    this.#reader = reader;
  }

  reset(): void {
    this.#last.fill(0);
  }

  read(coefficients: Int16Array, at: number, index: number, {dc, ac}: BlockTables): void {
    const reader = this.#reader;
    const size = dc!.symbol(reader);
    this.#last[index] = this.#last[index]! + (size === 0 ? 0 : extended(reader.bits(size), size));
    coefficients[at] = this.#last[index]!;
    for (let place = 1; place < BLOCK; place++) {
      const symbol = ac!.symbol(reader);
      const [zeros, bits] = [symbol >> 4, symbol & 15];
      if (bits === 0) {
        if (zeros !== 15) return;
        place += 15;
        continue;
      }
      place += zeros;
      coefficients[at + natural(place)] = extended(reader.bits(bits), bits);
    }
  }
}

/** The first coefficients, less their low bits. */
class FirstDc implements BlockDecoder {
  readonly #reader: JpegReader;
  readonly #low: number;
  readonly #last = new Int32Array(MOST_COMPONENTS);

  constructor(reader: JpegReader, {low}: Scan) {
    this.#reader = reader;
    this.#low = low;
  }

  reset(): void {
    this.#last.fill(0);
  }

  read(coefficients: Int16Array, at: number, index: number, {dc}: BlockTables): void {
    const size = dc!.symbol(this.#reader);
    this.#last[index] = this.#last[index]! + (size === 0 ? 0 : extended(this.#reader.bits(size), size));
    coefficients[at] = this.#last[index] << this.#low;
  }
}

/** One more bit of the first coefficients. */
class MoreDc implements BlockDecoder {
  readonly #reader: JpegReader;
  readonly #bit: number;

  constructor(reader: JpegReader, {low}: Scan) {
    this.#reader = reader;
    this.#bit = 1 << low;
  }

  reset(): void {}

  read(coefficients: Int16Array, at: number): void {
    if (this.#reader.bit() !== 0) coefficients[at] = coefficients[at]! | this.#bit;
  }
}

/** How many blocks from here on have no coefficients left in the band. */
function read_run(reader: JpegReader, size: number): number {
  return (1 << size) + (size === 0 ? 0 : reader.bits(size));
}

/** A band of coefficients, less their low bits. */
class FirstAc implements BlockDecoder {
  readonly #reader: JpegReader;
  readonly #scan: Scan;
  #empty = 0;

  constructor(reader: JpegReader, scan: Scan) {
    this.#reader = reader;
    this.#scan = scan;
  }

  reset(): void {
    this.#empty = 0;
  }

  read(coefficients: Int16Array, at: number, _index: number, {ac}: BlockTables): void {
    if (this.#empty > 0) {
      this.#empty--;
      return;
    }
    const {first, last, low} = this.#scan;
    for (let place = first; place <= last; place++) {
      const symbol = ac!.symbol(this.#reader);
      const [zeros, bits] = [symbol >> 4, symbol & 15];
      if (bits !== 0) {
        place += zeros;
        coefficients[at + natural(place)] = extended(this.#reader.bits(bits), bits) << low;
      } else if (zeros === 15) {
        place += 15;
      } else {
        this.#empty = read_run(this.#reader, zeros) - 1;
        return;
      }
    }
  }
}

/** One more bit of a band of coefficients, with those that are new. */
class MoreAc implements BlockDecoder {
  readonly #reader: JpegReader;
  readonly #scan: Scan;
  readonly #bit: number;
  #empty = 0;

  constructor(reader: JpegReader, scan: Scan) {
    this.#reader = reader;
    this.#scan = scan;
    this.#bit = 1 << scan.low;
  }

  reset(): void {
    this.#empty = 0;
  }

  /** Reads the bit of a coefficient that is known already. */
  #refine(coefficients: Int16Array, at: number): void {
    if (this.#reader.bit() === 0) return;
    const value = coefficients[at]!;
    if ((value & this.#bit) === 0) coefficients[at] = value + (value >= 0 ? this.#bit : -this.#bit);
  }

  /** Goes past `zeros` coefficients that stay zero, reading the bits of others; the place after them. */
  #pass(coefficients: Int16Array, at: number, from: number, zeros: number): number {
    let left = zeros;
    let place = from;
    for (; place <= this.#scan.last; place++) {
      const index = at + natural(place);
      if (coefficients[index] !== 0) this.#refine(coefficients, index);
      else if (--left < 0) break;
    }
    return place;
  }

  read(coefficients: Int16Array, at: number, _index: number, {ac}: BlockTables): void {
    let place = this.#scan.first;
    if (this.#empty === 0) {
      for (; place <= this.#scan.last; place++) {
        const symbol = ac!.symbol(this.#reader);
        const [zeros, bits] = [symbol >> 4, symbol & 15];
        let value = 0;
        if (bits !== 0) {
          value = this.#reader.bit() === 0 ? -this.#bit : this.#bit;
        } else if (zeros !== 15) {
          this.#empty = read_run(this.#reader, zeros);
          break;
        }
        place = this.#pass(coefficients, at, place, zeros);
        if (value !== 0) coefficients[at + natural(place)] = value;
      }
    }
    if (this.#empty > 0) {
      this.#pass(coefficients, at, place, Infinity);
      this.#empty--;
    }
  }
}

/** What reads the blocks of a scan. */
export function block_decoder(reader: JpegReader, scan: Scan, is_progressive: boolean): BlockDecoder {
  if (!is_progressive) return new Baseline(reader);
  const {first, high} = scan;
  if (first === 0) return high === 0 ? new FirstDc(reader, scan) : new MoreDc(reader, scan);
  return high === 0 ? new FirstAc(reader, scan) : new MoreAc(reader, scan);
}
