// Compressed files, through the platform's own streams. Knows the two formats that TensorFlow reads and writes.

import {DataLossError, InvalidArgumentError} from '../errors.ts';

const FORMATS: Readonly<Record<string, CompressionFormat>> = {ZLIB: 'deflate', GZIP: 'gzip'};

/** The bytes of a file that is compressed as `type` says: `''` (not at all), `'ZLIB'` or `'GZIP'`. DataLossError where it is damaged. */
export async function inflated(bytes: Uint8Array, type: string): Promise<Uint8Array> {
  if (type === '') return bytes;
  const format = FORMATS[type];
  if (format === undefined)
    throw new InvalidArgumentError(null, null, `Unsupported compression_type: ${type}.`);
  const packed = new Response(bytes.slice()).body;
  if (packed === null) return new Uint8Array(0);
  try {
    return new Uint8Array(
      await new Response(packed.pipeThrough(new DecompressionStream(format))).arrayBuffer(),
    );
  } catch {
    throw new DataLossError(null, null, 'inflate() failed with error -3: incorrect header check');
  }
}
