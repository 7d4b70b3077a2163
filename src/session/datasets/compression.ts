/** Bytes packed and unpacked, by the names that TensorFlow has for it. Browsers and Node have the same streams for it. */
import {DataLossError, InvalidArgumentError} from '../../errors.ts';

const FORMATS: Readonly<Record<string, CompressionFormat | null>> = {'': null, GZIP: 'gzip', ZLIB: 'deflate'};

/** Refuses names that are none. */
export function check_compression(type: string): void {
  if (!Object.hasOwn(FORMATS, type))
    throw new InvalidArgumentError(null, null, 'Unsupported compression_type.');
}

async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const source = new Blob([bytes.slice()]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(source).arrayBuffer());
}

/** The bytes that were packed. DataLossError if that is not what they are. */
export async function unpacked(bytes: Uint8Array, type: string): Promise<Uint8Array> {
  const format = FORMATS[type] ?? null;
  if (format === null) return bytes;
  try {
    return await through(bytes, new DecompressionStream(format));
  } catch {
    throw new DataLossError(null, null, 'inflate() failed with error -3: incorrect header check');
  }
}

export async function packed(bytes: Uint8Array, type: string): Promise<Uint8Array> {
  const format = FORMATS[type] ?? null;
  return format === null ? bytes : through(bytes, new CompressionStream(format));
}
