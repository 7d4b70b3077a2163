// Bytes that zlib or gzip packed, unpacked at once, as zlib itself does it: what comes before the bytes end too soon is
// given, what follows the first packed stream is left out. Knows no ops.

import {Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2} from 'pako';

import {DataLossError, InvalidArgumentError} from '../errors.ts';
import {concatenate_bytes} from './bytes.ts';

/** What zlib calls a window of the largest size, with a zlib header or a gzip header around it. */
const WINDOW_BITS = {ZLIB: 15, GZIP: 31} as const;
export type Packing = keyof typeof WINDOW_BITS;

const CHUNK_SIZE = 1 << 16;

/** The bytes are damaged; the message is zlib's. */
export class UnpackError extends Error {
  override readonly name = 'UnpackError';
}

/** Throws `UnpackError`. */
export function unpack(bytes: Uint8Array, packing: Packing): Uint8Array {
  const stream = new ZStream();
  zlibInflateInit2(stream, WINDOW_BITS[packing]);
  stream.input = bytes;
  stream.avail_in = bytes.length;
  const chunks: Uint8Array[] = [];
  for (;;) {
    stream.output = new Uint8Array(CHUNK_SIZE);
    stream.next_out = 0;
    stream.avail_out = CHUNK_SIZE;
    const status = zlibInflate(stream, Z_NO_FLUSH);
    if (status !== Z_OK && status !== Z_STREAM_END && status !== Z_BUF_ERROR) {
      const said = stream.msg === '' ? '' : `: ${stream.msg}`;
      throw new UnpackError(`inflate() failed with error ${status}${said}`);
    }
    chunks.push(stream.output.subarray(0, stream.next_out));
    if (status !== Z_OK || stream.avail_out > 0) return concatenate_bytes(chunks);
  }
}

/**
 * The bytes of a file that is packed as `type` says: `''` (not at all), `'ZLIB'` or `'GZIP'`. DataLossError where it is
 * damaged, InvalidArgumentError for another type.
 */
export function unpacked_file(bytes: Uint8Array, type: string): Uint8Array {
  if (type === '') return bytes;
  if (!Object.hasOwn(WINDOW_BITS, type))
    throw new InvalidArgumentError(null, null, `Unsupported compression_type: ${type}.`);
  try {
    return unpack(bytes, type as Packing);
  } catch (error) {
    throw error instanceof UnpackError ? new DataLossError(null, null, error.message) : error;
  }
}
