/**
 * Huffman codes as JPEG files describe them: how many codes there are of each length, and what they stand for, in order.
 */
import {CodecError} from '../codec_error.ts';
import type {JpegReader} from './reader.ts';

/** The description of a code: `counts[n - 1]` codes of n bits. */
export interface HuffmanSpec {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

/** The code of each symbol in `symbols`, in their order: its bits and how many. */
export function canonical_codes({counts}: HuffmanSpec): {code: number; length: number}[] {
  const codes: {code: number; length: number}[] = [];
  let code = 0;
  for (let length = 1; length <= 16; length++, code <<= 1) {
    for (let index = 0; index < counts[length - 1]!; index++) codes.push({code: code++, length});
    if (code > 1 << length) throw new CodecError('a Huffman table has too many codes');
  }
  return codes;
}

/** Reads symbols: short codes from a table, longer ones bit by bit. */
export class HuffmanDecoder {
  /** By the next 8 bits: the length of the code times 256, and its symbol; 0 where it is longer. */
  readonly #short = new Uint16Array(256);
  /** The largest code of each length, -1 where there is none, and the place of its symbol less the code. */
  readonly #largest = new Int32Array(18).fill(-1);
  readonly #offset = new Int32Array(18);
  readonly #symbols: Uint8Array;

  constructor(spec: HuffmanSpec) {
    this.#symbols = spec.symbols;
    canonical_codes(spec).forEach(({code, length}, index) => {
      this.#largest[length] = code;
      this.#offset[length] = index - code;
      if (length > 8) return;
      const first = code << (8 - length);
      this.#short.fill(length * 256 + spec.symbols[index]!, first, first + 2 ** (8 - length));
    });
  }

  symbol(reader: JpegReader): number {
    const ahead = reader.peek8();
    const found = ahead < 0 ? 0 : this.#short[ahead]!;
    if (found !== 0) {
      reader.drop(found >> 8);
      return found & 255;
    }
    reader.need(ahead < 0 ? 1 : 9);
    let code = reader.bit();
    let length = 1;
    while (length <= 16 && code > this.#largest[length]!) {
      code = code * 2 + reader.bit();
      length++;
    }
    // A code that is none is read as the symbol 0.
    return length > 16 ? 0 : this.#symbols[code + this.#offset[length]!]!;
  }
}

/** The number that `count` bits stand for: those that begin with 0 are negative. */
export function extended(value: number, count: number): number {
  return count > 0 && value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
}
