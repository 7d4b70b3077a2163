// Files of records (TFRecord), which event files are too: each record is its length, a checksum of that, its bytes, and
// a checksum of those.

import {DataLossError} from '../errors.ts';
import {ByteReader} from '../util/byte_reader.ts';
import {ByteWriter, concatenate_bytes} from '../util/bytes.ts';
import {crc32c, mask_crc32c, unmask_crc32c} from '../util/crc32c.ts';
import type {Files} from '../util/files.ts';
import {decode_message} from './decode.ts';
import {encode_message} from './encode.ts';
import type {Message} from './schemas.ts';

export interface Event extends Message<'Event'> {}

/** Bytes before a record's own: its length and the length's checksum. */
const HEADER_LENGTH = 12;
const CHECKSUM_LENGTH = 4;
/** Bytes read from a file at a time. */
const CHUNK_LENGTH = 1 << 20;

/** A record as it stands in a file. */
export function encode_record(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  writer.fixed64(BigInt(data.length));
  writer.fixed32(mask_crc32c(crc32c(writer.written)));
  writer.write(data);
  writer.fixed32(mask_crc32c(crc32c(data)));
  return writer.finish();
}

function corrupted(offset: number): DataLossError {
  return new DataLossError(null, null, `corrupted record at ${offset}`);
}

/** The length that a record's header says. `at` is its offset in the file. */
function record_length(header: Uint8Array, at: number): number {
  const reader = new ByteReader(header);
  const length = reader.fixed64();
  if (unmask_crc32c(reader.fixed32()) !== crc32c(header.subarray(0, 8))) throw corrupted(at);
  return Number(length);
}

/** A record's bytes from what follows its header, `length` bytes and their checksum. */
function record_data(body: Uint8Array, length: number, at: number): Uint8Array {
  if (body.length < length + CHECKSUM_LENGTH)
    throw new DataLossError(null, null, `truncated record at ${at}`);
  const data = body.subarray(0, length);
  const stored = new ByteReader(body, length).fixed32();
  if (unmask_crc32c(stored) !== crc32c(data)) throw corrupted(at + HEADER_LENGTH);
  return data;
}

/**
 * The records of a file's bytes. DataLossError at the first that is damaged or cut short; a header that is cut short
 * ends the file, as TensorFlow has it.
 */
export function* records_of(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at + HEADER_LENGTH <= bytes.length;) {
    const start = at + HEADER_LENGTH;
    const length = record_length(bytes.subarray(at, start), at);
    const end = start + length + CHECKSUM_LENGTH;
    yield record_data(bytes.subarray(start, end), length, at);
    at = end;
  }
}

/** The records of a file, read piece by piece. Errors as of `records_of`; NotFoundError if there is no file. */
export async function* read_records(files: Files, path: string): AsyncGenerator<Uint8Array> {
  let [at, buffered, buffer] = [0, 0, new Uint8Array(0)];
  const size = await files.size(path);
  /** `length` bytes at the current position, or fewer at the end of the file. */
  const bytes = async (offset: number, length: number): Promise<Uint8Array> => {
    if (offset + length > buffered + buffer.length && buffered + buffer.length < size) {
      const chunk = await files.read_range(
        path,
        offset,
        Math.min(Math.max(length, CHUNK_LENGTH), size - offset),
      );
      [buffered, buffer] = [offset, concatenate_bytes([chunk])];
    }
    return buffer.subarray(offset - buffered, offset - buffered + length);
  };
  while (at + HEADER_LENGTH <= size) {
    const length = record_length(await bytes(at, HEADER_LENGTH), at);
    const body = await bytes(at + HEADER_LENGTH, length + CHECKSUM_LENGTH);
    yield record_data(body, length, at).slice();
    at += HEADER_LENGTH + length + CHECKSUM_LENGTH;
  }
}

/** An event as it stands in an event file. */
export function encode_event(event: Partial<Event>): Uint8Array {
  return encode_record(encode_message('Event', event));
}

/** The events of an event file's bytes. */
export function* events_of(bytes: Uint8Array): Generator<Event> {
  for (const record of records_of(bytes)) yield decode_message('Event', record);
}
