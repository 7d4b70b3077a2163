// Snappy decompression, for tables of the first checkpoint format. Damaged input is a RangeError.

import {ByteReader} from '../util/byte_reader.ts';

/** What a compressed block says its size is may not ask for more memory than this many times its own. */
const LARGEST_RATIO = 64;

function literal_length(reader: ByteReader, tag: number): number {
  const code = tag >>> 2;
  if (code < 60) return code + 1;
  let length = 0;
  for (let i = 0; i < code - 59; i++) length += reader.uint8() * 2 ** (8 * i);
  return length + 1;
}

/** [length, distance] of a copy from what is decompressed already. */
function copy_of(reader: ByteReader, tag: number): [number, number] {
  if ((tag & 3) === 1) return [((tag >>> 2) & 7) + 4, ((tag >>> 5) << 8) | reader.uint8()];
  const length = (tag >>> 2) + 1;
  if ((tag & 3) === 2) return [length, reader.uint8() | (reader.uint8() << 8)];
  return [length, reader.fixed32()];
}

/** The bytes that a snappy block stands for. */
export function snappy_uncompress(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  const length = reader.varint();
  if (length > bytes.length * LARGEST_RATIO)
    throw new RangeError('a block is larger than its bytes can make it');
  const output = new Uint8Array(length);
  let at = 0;
  while (reader.remaining > 0) {
    const tag = reader.uint8();
    if ((tag & 3) === 0) {
      const literal = reader.take(literal_length(reader, tag));
      if (literal.length > length - at) throw new RangeError('a block has more bytes than it says');
      output.set(literal, at);
      at += literal.length;
      continue;
    }
    const [count, distance] = copy_of(reader, tag);
    if (distance === 0 || distance > at || count > length - at)
      throw new RangeError('a copy is out of range');
    // Byte by byte: a copy may overlap what it writes.
    for (const end = at + count; at < end; at++) output[at] = output[at - distance] ?? 0;
  }
  if (at !== length) throw new RangeError('a block has fewer bytes than it says');
  return output;
}
