// Reads LevelDB's table format from bytes. Blocks are checked and read when first needed; what is damaged is a
// `DataLossError` with TensorFlow's text.

import {DataLossError} from '../errors.ts';
import {ByteReader} from '../util/byte_reader.ts';
import {compare_bytes, concatenate_bytes} from '../util/bytes.ts';
import {crc32c, unmask_crc32c} from '../util/crc32c.ts';
import {snappy_uncompress} from './snappy.ts';
import {
  BLOCK_TRAILER_LENGTH,
  FOOTER_LENGTH,
  NO_COMPRESSION,
  SNAPPY_COMPRESSION,
  TABLE_MAGIC,
  read_handle,
} from './table.ts';
import type {BlockHandle} from './table.ts';

export interface TableEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

function data_loss(message: string): DataLossError {
  return new DataLossError(null, null, message);
}

function read_footer(bytes: Uint8Array): BlockHandle {
  if (bytes.length < FOOTER_LENGTH) throw data_loss('file is too short to be an sstable');
  const footer = new ByteReader(bytes, bytes.length - FOOTER_LENGTH);
  if (new ByteReader(bytes, bytes.length - 8).fixed64() !== TABLE_MAGIC) {
    throw data_loss('not an sstable (bad magic number)');
  }
  try {
    read_handle(footer);
    return read_handle(footer);
  } catch {
    throw data_loss('bad block handle');
  }
}

/** The contents of a block, its checksum verified. */
function read_block(bytes: Uint8Array, handle: BlockHandle): Uint8Array {
  const end = handle.offset + handle.size;
  if (end + BLOCK_TRAILER_LENGTH > bytes.length) throw data_loss('truncated block read');
  const stored = new ByteReader(bytes, end + 1).fixed32();
  if (unmask_crc32c(stored) !== crc32c(bytes.subarray(handle.offset, end + 1)))
    throw data_loss('block checksum mismatch');
  const contents = bytes.subarray(handle.offset, end);
  switch (bytes[end]) {
    case NO_COMPRESSION:
      return contents;
    case SNAPPY_COMPRESSION:
      return uncompress(contents);
    default:
      throw data_loss('bad block type');
  }
}

function uncompress(contents: Uint8Array): Uint8Array {
  try {
    return snappy_uncompress(contents);
  } catch {
    throw data_loss('corrupted compressed block contents');
  }
}

function read_entries(block: Uint8Array): TableEntry[] {
  const restarts = block.length >= 4 ? new ByteReader(block, block.length - 4).fixed32() : -1;
  const end = block.length - 4 * (restarts + 1);
  if (restarts < 0 || end < 0) throw data_loss('bad block contents');
  const reader = new ByteReader(block, 0, end);
  const entries: TableEntry[] = [];
  let last_key: Uint8Array = new Uint8Array(0);
  try {
    while (reader.remaining > 0) {
      const [shared, rest, value_length] = [reader.varint(), reader.varint(), reader.varint()];
      if (shared > last_key.length) throw new RangeError('a key shares more than there is');
      last_key = concatenate_bytes([last_key.subarray(0, shared), reader.take(rest)]);
      entries.push({key: last_key, value: reader.take(value_length)});
    }
  } catch {
    throw data_loss('bad entry in block');
  }
  return entries;
}

/** The index of the first entry whose key is not before `key`. */
function lower_bound(entries: readonly TableEntry[], key: Uint8Array): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && compare_bytes(entry.key, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class Table {
  readonly #bytes: Uint8Array;
  readonly #index: readonly TableEntry[];
  readonly #blocks = new Map<number, readonly TableEntry[]>();

  /** Reads footer and index. DataLossError if the bytes are no table. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#index = read_entries(read_block(bytes, read_footer(bytes)));
  }

  /** The value of `key`, or undefined. */
  get(key: Uint8Array): Uint8Array | undefined {
    const block = this.#block(lower_bound(this.#index, key));
    const entry = block[lower_bound(block, key)];
    return entry !== undefined && compare_bytes(entry.key, key) === 0 ? entry.value : undefined;
  }

  /** All entries in the order of their keys. */
  *entries(): Generator<TableEntry> {
    for (let i = 0; i < this.#index.length; i++) yield* this.#block(i);
  }

  #block(index: number): readonly TableEntry[] {
    const known = this.#blocks.get(index);
    if (known !== undefined) return known;
    const entry = this.#index[index];
    if (entry === undefined) return [];
    let handle: BlockHandle;
    try {
      handle = read_handle(new ByteReader(entry.value));
    } catch {
      throw data_loss('bad block handle');
    }
    const entries = read_entries(read_block(this.#bytes, handle));
    this.#blocks.set(index, entries);
    return entries;
  }
}
