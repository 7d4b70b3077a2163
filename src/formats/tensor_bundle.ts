// What readers and writers of a checkpoint of the second format share. Such a checkpoint is `<prefix>.index`, a table of
// BundleEntryProtos by tensor name, and shards `<prefix>.data-00000-of-00001` with the tensors' bytes.

import {DataLossError} from '../errors.ts';
import {mask_crc32c, unmask_crc32c, crc32c} from '../util/crc32c.ts';
import {ByteReader} from '../util/byte_reader.ts';
import {ByteWriter} from '../util/bytes.ts';
import type {Message} from './schemas.ts';

export interface BundleHeaderProto extends Message<'BundleHeaderProto'> {}
export interface BundleEntryProto extends Message<'BundleEntryProto'> {}

/** The key of the header: before all names. */
export const HEADER_KEY = new Uint8Array(0);
/** The version of the format that is written, and the last that is read. */
export const BUNDLE_VERSION = 1;

/** `<prefix>.index`. */
export function index_filename(prefix: string): string {
  return `${prefix}.index`;
}

/** `<prefix>.data-00000-of-00001`. */
export function data_filename(prefix: string, shard: number, num_shards: number): string {
  const five = (number: number) => String(number).padStart(5, '0');
  return `${prefix}.data-${five(shard)}-of-${five(num_shards)}`;
}

/** A tensor's bytes in a shard and their checksum. */
export interface StoredTensor {
  readonly chunks: readonly Uint8Array[];
  readonly size: number;
  readonly crc32c: number;
}

function fixed32_bytes(value: number): Uint8Array {
  const writer = new ByteWriter();
  writer.fixed32(value);
  return writer.finish();
}

/** What the checksum takes a string's length for: four bytes, or eight for 4 GB and more. */
function length_bytes(length: number): Uint8Array {
  if (length < 2 ** 32) return fixed32_bytes(length);
  const writer = new ByteWriter();
  writer.fixed64(BigInt(length));
  return writer.finish();
}

/** The layout of a tensor of strings: all lengths, a checksum of them, all bytes. */
export function store_strings(items: readonly Uint8Array[]): StoredTensor {
  const head = new ByteWriter();
  let checksum = 0;
  for (const item of items) {
    head.varint(item.length);
    checksum = crc32c(length_bytes(item.length), checksum);
  }
  const masked = fixed32_bytes(mask_crc32c(checksum));
  head.write(masked);
  checksum = crc32c(masked, checksum);
  let size = head.length;
  for (const item of items) {
    checksum = crc32c(item, checksum);
    size += item.length;
  }
  return {chunks: [head.finish(), ...items], size, crc32c: checksum};
}

/** `%08u`, as TensorFlow prints checksums. */
function checksum_text(checksum: number): string {
  return String(checksum).padStart(8, '0');
}

function too_short(): DataLossError {
  return new DataLossError(null, null, 'String lengths longer than expected offset');
}

/** Reads `count` strings that `store_strings` laid out. DataLossError if their lengths are damaged. */
export function read_strings(bytes: Uint8Array, count: number): {items: Uint8Array[]; crc32c: number} {
  // Each string has a byte of length at least.
  if (count > bytes.length) throw too_short();
  const reader = new ByteReader(bytes);
  try {
    const lengths: number[] = [];
    let checksum = 0;
    for (let i = 0; i < count; i++) {
      const length = reader.varint();
      lengths.push(length);
      checksum = crc32c(length_bytes(length), checksum);
    }
    const masked = reader.take(4);
    const stored = unmask_crc32c(new ByteReader(masked).fixed32());
    if (stored !== checksum) {
      const texts = [checksum_text(stored), checksum_text(checksum)] as const;
      const message = `The length checksum does not match: expected ${texts[0]} but actual is ${texts[1]}`;
      throw new DataLossError(null, null, message);
    }
    checksum = crc32c(masked, checksum);
    const items = lengths.map((length) => reader.take(length).slice());
    for (const item of items) checksum = crc32c(item, checksum);
    return {items, crc32c: checksum};
  } catch (error) {
    throw error instanceof RangeError ? too_short() : error;
  }
}

/** DataLossError unless the bytes read have the checksum that was stored, masked, with them. */
export function check_bytes(masked: number, actual: number): void {
  const stored = unmask_crc32c(masked);
  if (stored === actual) return;
  const message = `Checksum does not match: stored ${checksum_text(stored)} vs. calculated on the restored bytes ${actual}`;
  throw new DataLossError(null, null, message);
}
