// Bytes that grow as they are written, with the numbers of WebAssembly's format.
import {unsigned} from './instructions.ts';

export class Bytes {
  #data = new Uint8Array(256);
  #length = 0;

  raw(bytes: ArrayLike<number>): this {
    this.#reserve(bytes.length);
    this.#data.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** LEB128 of a number that is not negative. */
  unsigned(value: number): this {
    if (value >= 128) return this.raw(unsigned(value));
    this.#reserve(1);
    this.#data[this.#length++] = value;
    return this;
  }

  /** LEB128 of an integer of at most 32 bits. */
  signed(value: number): this {
    let rest = value | 0;
    const bytes: number[] = [];
    for (;;) {
      const low = rest & 127;
      rest >>= 7;
      const is_last = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
      bytes.push(is_last ? low : low | 128);
      if (is_last) return this.raw(bytes);
    }
  }

  /** A name: its length and its bytes. */
  text(text: string): this {
    const bytes = new TextEncoder().encode(text);
    return this.unsigned(bytes.length).raw(bytes);
  }

  /** Other bytes behind their length. */
  sized(content: Bytes): this {
    return this.unsigned(content.#length).raw(content.#data.subarray(0, content.#length));
  }

  /** What was written, as a copy. */
  taken(): Uint8Array<ArrayBuffer> {
    return this.#data.slice(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#data.length) return;
    const grown = new Uint8Array(Math.max(this.#data.length * 2, this.#length + count));
    grown.set(this.#data.subarray(0, this.#length));
    this.#data = grown;
  }
}
