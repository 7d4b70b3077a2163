/** Bytes packed, by the names that TensorFlow has for it. Browsers and Node have the same streams for it. */
import {InvalidArgumentError} from '../../errors.ts';

const FORMATS: Readonly<Record<string, CompressionFormat | null>> = {'': null, GZIP: 'gzip', ZLIB: 'deflate'};

/** Refuses names that are none. */
export function check_compression(type: string): void {
  if (!Object.hasOwn(FORMATS, type))
    throw new InvalidArgumentError(null, null, 'Unsupported compression_type.');
}

/** Bytes packed as a type says. */
export async function packed(bytes: Uint8Array, type: string): Promise<Uint8Array> {
  const format = FORMATS[type] ?? null;
  if (format === null) return bytes;
  const source = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream(format));
  return new Uint8Array(await new Response(source).arrayBuffer());
}
