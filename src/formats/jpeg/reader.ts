/**
 * The bytes and bits of a JPEG file, front to back, up to the next marker. Knows no tables.
 */
import {CodecError} from '../codec_error.ts';

/** The file ends before its image does. */
export class CutOffError extends CodecError {
  constructor() {
    super('the file is cut off');
    this.name = 'CutOffError';
  }
}

export class JpegReader {
  readonly #bytes: Uint8Array;
  #place = 0;
  #hold = 0;
  #count = 0;
  /** The marker at which the bits end, 0 where none was met. */
  marker = 0;
  /** Whether bits were asked for that are not there; they are zeros then. */
  is_short = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    if (this.#place >= this.#bytes.length) throw new CutOffError();
    return this.#bytes[this.#place++]!;
  }

  word(): number {
    const high = this.byte();
    return high * 256 + this.byte();
  }

  skip(count: number): void {
    this.#place += Math.max(count, 0);
  }

  /** What was read so far is not needed again. */
  keep(): void {
    // Only files that break off are read again.
  }

  /** A group of so many blocks begins. */
  begin_group(blocks: number): void {
    void blocks;
  }

  /** Goes on to the next marker, or takes the one that the bits ended at. */
  next_marker(): number {
    const met = this.marker;
    this.marker = 0;
    if (met !== 0) return met;
    for (;;) {
      while (this.byte() !== 0xff) this.keep();
      let code = this.byte();
      while (code === 0xff) code = this.byte();
      this.keep();
      if (code !== 0) return code;
    }
  }

  /** Forgets the bits that were read ahead. */
  end_bits(): void {
    this.#hold = 0;
    this.#count = 0;
  }

  #fill(): void {
    while (this.#count <= 16 && this.marker === 0) {
      let value = this.byte();
      if (value === 0xff) {
        let code = this.byte();
        while (code === 0xff) code = this.byte();
        if (code !== 0) {
          this.marker = code;
          return;
        }
        value = 0xff;
      }
      this.#hold = (this.#hold << 8) | value;
      this.#count += 8;
    }
  }

  /** Sees to it that there are `count` bits, zeros where the file has no more. */
  need(count: number): void {
    if (this.#count >= count) return;
    this.#fill();
    if (this.#count >= count) return;
    this.is_short = true;
    this.#hold <<= 24 - this.#count;
    this.#count = 24;
  }

  /** The next `count` bits, at most 16, as a number. */
  bits(count: number): number {
    this.need(count);
    this.#count -= count;
    const value = this.#hold >>> this.#count;
    this.#hold &= (1 << this.#count) - 1;
    return value;
  }

  bit(): number {
    return this.bits(1);
  }

  /** The next 8 bits without taking them; -1 where there are not as many. */
  peek8(): number {
    if (this.#count < 8) this.#fill();
    return this.#count < 8 ? -1 : this.#hold >>> (this.#count - 8);
  }

  /** Takes bits that were looked at. */
  drop(count: number): void {
    this.#count -= count;
    this.#hold &= (1 << this.#count) - 1;
  }
}
