// Writes LevelDB's table format, uncompressed, byte for byte as TensorFlow does for the index of a checkpoint.

import {ByteWriter, compare_bytes} from '../util/bytes.ts';
import {crc32c, mask_crc32c} from '../util/crc32c.ts';
import {BLOCK_TRAILER_LENGTH, FOOTER_LENGTH, NO_COMPRESSION, TABLE_MAGIC, write_handle} from './table.ts';
import type {BlockHandle} from './table.ts';

/** A block is full at this size. */
const BLOCK_SIZE = 262144;
/** In a data block each sixteenth key stands whole, in the index each. */
const DATA_RESTART_INTERVAL = 16;
const INDEX_RESTART_INTERVAL = 1;

const NOTHING = new Uint8Array(0);

function shared_prefix_length(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < length && a[shared] === b[shared]) shared++;
  return shared;
}

/** Sorted entries, each key without the prefix that it shares with the one before. */
class BlockBuilder {
  readonly #interval: number;
  readonly #writer = new ByteWriter();
  readonly #restarts: number[] = [0];
  #since_restart = 0;
  #last_key: Uint8Array = NOTHING;

  constructor(interval: number) {
    this.#interval = interval;
  }

  get is_empty(): boolean {
    return this.#writer.length === 0;
  }

  get size(): number {
    return this.#writer.length + this.#restarts.length * 4 + 4;
  }

  add(key: Uint8Array, value: Uint8Array): void {
    let shared = 0;
    if (this.#since_restart < this.#interval) {
      shared = shared_prefix_length(this.#last_key, key);
    } else {
      this.#restarts.push(this.#writer.length);
      this.#since_restart = 0;
    }
    this.#writer.varint(shared);
    this.#writer.varint(key.length - shared);
    this.#writer.varint(value.length);
    this.#writer.write(key.subarray(shared));
    this.#writer.write(value);
    this.#last_key = key;
    this.#since_restart++;
  }

  finish(): Uint8Array {
    for (const restart of this.#restarts) this.#writer.fixed32(restart);
    this.#writer.fixed32(this.#restarts.length);
    return this.#writer.finish();
  }
}

/** A short key that is not before `key` and before `limit`. */
function shortest_separator(key: Uint8Array, limit: Uint8Array): Uint8Array {
  const shared = shared_prefix_length(key, limit);
  const byte = key[shared];
  const above = limit[shared];
  if (byte === undefined || above === undefined || byte === 0xff || byte + 1 >= above) return key;
  const separator = key.slice(0, shared + 1);
  separator[shared] = byte + 1;
  return separator;
}

/** A short key that is not before `key`. */
function short_successor(key: Uint8Array): Uint8Array {
  const at = key.findIndex((byte) => byte !== 0xff);
  if (at < 0) return key;
  const successor = key.slice(0, at + 1);
  successor[at] = (successor[at] ?? 0) + 1;
  return successor;
}

export class TableWriter {
  readonly #file = new ByteWriter();
  readonly #index = new BlockBuilder(INDEX_RESTART_INTERVAL);
  #block = new BlockBuilder(DATA_RESTART_INTERVAL);
  #last_key: Uint8Array | null = null;
  /** The block that the index lacks yet: its entry waits for the next key, to be short. */
  #pending: BlockHandle | null = null;

  /** Adds an entry; keys come in the order of their bytes. */
  add(key: Uint8Array, value: Uint8Array): void {
    const last_key = this.#last_key;
    if (last_key !== null && compare_bytes(last_key, key) >= 0) throw new Error('keys of a table must grow');
    if (this.#pending !== null && last_key !== null)
      this.#add_to_index(shortest_separator(last_key, key), this.#pending);
    this.#block.add(key, value);
    this.#last_key = key;
    if (this.#block.size >= BLOCK_SIZE) this.#flush();
  }

  /** The bytes of the table. */
  finish(): Uint8Array {
    this.#flush();
    const metaindex = this.#write_block(new BlockBuilder(DATA_RESTART_INTERVAL).finish());
    if (this.#pending !== null) this.#add_to_index(short_successor(this.#last_key ?? NOTHING), this.#pending);
    const index = this.#write_block(this.#index.finish());
    const footer = new ByteWriter();
    write_handle(footer, metaindex);
    write_handle(footer, index);
    while (footer.length < FOOTER_LENGTH - 8) footer.uint8(0);
    footer.fixed64(TABLE_MAGIC);
    this.#file.write(footer.written);
    return this.#file.finish();
  }

  #add_to_index(key: Uint8Array, handle: BlockHandle): void {
    const writer = new ByteWriter();
    write_handle(writer, handle);
    this.#index.add(key, writer.finish());
    this.#pending = null;
  }

  #flush(): void {
    if (this.#block.is_empty) return;
    this.#pending = this.#write_block(this.#block.finish());
    this.#block = new BlockBuilder(DATA_RESTART_INTERVAL);
  }

  #write_block(block: Uint8Array): BlockHandle {
    const handle = {offset: this.#file.length, size: block.length};
    this.#file.write(block);
    this.#file.uint8(NO_COMPRESSION);
    const written = this.#file.written.subarray(handle.offset);
    this.#file.fixed32(mask_crc32c(crc32c(written)));
    if (this.#file.length !== handle.offset + block.length + BLOCK_TRAILER_LENGTH)
      throw new Error('a block is not whole');
    return handle;
  }
}
