// Numbers and texts as bytes whose order is theirs, as TensorFlow names the slices of a partitioned variable in a
// checkpoint. Only written: readers compare such keys, they never take them apart.

import {ByteWriter} from '../util/bytes.ts';

/** A number of no sign: how many bytes it has, then those, the highest first. */
export function write_ordered_number(writer: ByteWriter, value: number): void {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  writer.uint8(bytes.length);
  for (const byte of bytes) writer.uint8(byte);
}

/** A text's bytes with 0 and 255 escaped, and a mark of its end that is before all that may follow. */
export function write_ordered_bytes(writer: ByteWriter, bytes: Uint8Array): void {
  for (const byte of bytes) {
    writer.uint8(byte);
    if (byte === 0) writer.uint8(0xff);
    else if (byte === 0xff) writer.uint8(0);
  }
  writer.uint8(0);
  writer.uint8(1);
}

/** A signed number: as many leading bits as it has bytes say its length, inverted below zero. */
export function write_ordered_signed_number(writer: ByteWriter, value: number): void {
  const number = BigInt(value);
  const bits = (number < 0n ? ~number : number).toString(2).replace(/^0$/, '').length;
  const length = Math.floor(bits / 7) + 1;
  const header = BigInt.asUintN(8 * length, ~0n << BigInt(7 * length));
  let code = BigInt.asUintN(8 * length, number) ^ header;
  const bytes: number[] = [];
  for (let i = 0; i < length; i++, code >>= 8n) bytes.unshift(Number(code & 0xffn));
  for (const byte of bytes) writer.uint8(byte);
}
