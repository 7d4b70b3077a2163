// What readers and writers of LevelDB's table format share: its constants and the handles of its blocks.
// A table is a sequence of blocks of sorted entries, an index of them, and a footer.

import type {ByteReader} from '../util/byte_reader.ts';
import type {ByteWriter} from '../util/bytes.ts';

/** The footer's last eight bytes. */
export const TABLE_MAGIC = 0xdb4775248b80fb57n;
/** Two handles, padded, and the magic number. */
export const FOOTER_LENGTH = 48;
/** After each block: its compression and the masked checksum of both. */
export const BLOCK_TRAILER_LENGTH = 5;
export const NO_COMPRESSION = 0;
export const SNAPPY_COMPRESSION = 1;

/** Where a block lies, without its trailer. */
export interface BlockHandle {
  readonly offset: number;
  readonly size: number;
}

export function read_handle(reader: ByteReader): BlockHandle {
  return {offset: reader.varint(), size: reader.varint()};
}

export function write_handle(writer: ByteWriter, handle: BlockHandle): void {
  writer.varint(handle.offset);
  writer.varint(handle.size);
}
