// Bytes read from front to back. Reading past their end is a RangeError, so that callers say what was cut short.

export class ByteReader {
  readonly bytes: Uint8Array;
  offset: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, offset = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.offset = offset;
    this.#end = end;
  }

  get remaining(): number {
    return this.#end - this.offset;
  }

  /** A view of the next `length` bytes. */
  take(length: number): Uint8Array {
    if (!(length >= 0 && length <= this.remaining)) throw new RangeError('bytes end too soon');
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  uint8(): number {
    return this.take(1)[0] ?? 0;
  }

  /** Four bytes, the lowest first. */
  fixed32(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.take(4);
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }

  /** Eight bytes, the lowest first. */
  fixed64(): bigint {
    const low = this.fixed32();
    return (BigInt(this.fixed32()) << 32n) | BigInt(low);
  }

  /** A number of seven bits a byte, the lowest first. RangeError beyond 53 bits. */
  varint(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
      const byte = this.uint8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (!Number.isSafeInteger(value)) throw new RangeError('a number is too large');
        return value;
      }
    }
    throw new RangeError('a number has too many bytes');
  }
}
