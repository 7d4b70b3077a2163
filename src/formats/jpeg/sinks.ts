/**
 * Where the symbols and bits of a scan go: counted, to make codes of them, or written.
 */
import {ByteWriter} from '../../util/bytes.ts';
import {canonical_codes, type HuffmanSpec} from './huffman.ts';

export interface Sink {
  /** A symbol of code `table`. */
  symbol(table: number, symbol: number): void;
  /** The lowest `count` bits of `value`. */
  bits(value: number, count: number): void;
}

/** Counts symbols. */
export class Counter implements Sink {
  readonly counts: readonly Float64Array[];

  constructor(tables: number) {
    this.counts = Array.from({length: tables}, () => new Float64Array(256));
  }

  symbol(table: number, symbol: number): void {
    const counts = this.counts[table]!;
    counts[symbol] = counts[symbol]! + 1;
  }

  bits(): void {
    // Bits need no code.
  }
}

/** Writes symbols by their codes. A byte of ones is followed by an empty one, so that it is no marker. */
export class BitWriter implements Sink {
  readonly #writer = new ByteWriter();
  readonly #codes: readonly {readonly code: Uint16Array; readonly length: Uint8Array}[];
  #hold = 0;
  #count = 0;

  constructor(specs: readonly HuffmanSpec[]) {
    this.#codes = specs.map((spec) => {
      const [code, length] = [new Uint16Array(256), new Uint8Array(256)];
      canonical_codes(spec).forEach((each, index) => {
        const symbol = spec.symbols[index]!;
        code[symbol] = each.code;
        length[symbol] = each.length;
      });
      return {code, length};
    });
  }

  symbol(table: number, symbol: number): void {
    const {code, length} = this.#codes[table]!;
    this.bits(code[symbol]!, length[symbol]!);
  }

  bits(value: number, count: number): void {
    this.#hold = (this.#hold << count) | (value & ((1 << count) - 1));
    this.#count += count;
    while (this.#count >= 8) {
      this.#count -= 8;
      const byte = (this.#hold >>> this.#count) & 255;
      this.#writer.uint8(byte);
      if (byte === 255) this.#writer.uint8(0);
    }
    this.#hold &= (1 << this.#count) - 1;
  }

  /** All bytes, the last one filled up with ones. */
  finish(): Uint8Array {
    this.bits(127, 7);
    return this.#writer.finish();
  }
}
