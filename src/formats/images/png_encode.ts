/**
 * PNG files written, byte for byte as libpng writes them with its defaults: which filter a row gets, how large the window and the
 * chunks of the compression are.
 */
import {
  Z_DEFAULT_STRATEGY,
  Z_FILTERED,
  Z_FINISH,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  zlibDeflate,
  zlibDeflateInit2,
  ZStream,
  type Z_FlushMode,
} from 'pako';
import {concatenate_bytes} from '../../util/bytes.ts';
import {CodecError} from '../codec_error.ts';
import type {Image} from './image.ts';
import {png_chunk, png_signature} from './png_chunks.ts';
import {RowFilter, useful_filters} from './png_filters.ts';

/** Color types, by the number of channels. */
const COLOR_OF: Readonly<Record<number, number>> = {1: 0, 2: 4, 3: 2, 4: 6};
const DEFLATED = 8;
const MEMORY_LEVEL = 9;
const CHUNK_SIZE = 8192;
/** Images above this many bytes get the largest window. */
const SMALL = 16384;
/** What zlib looks ahead at most, and a byte more than a window may have to be useful. */
const LOOK_AHEAD = 262;

/** The window's size, as a power of two: not larger than the image needs. */
function window_bits(size: number): number {
  if (size > SMALL) return 15;
  return Math.max(9, Math.ceil(Math.log2(size + LOOK_AHEAD)));
}

/** Says in the first two bytes of the compressed data that the smallest window will do to read them. */
function shrink_window(head: Uint8Array, size: number): void {
  if (size > SMALL) return;
  let bits = (head[0]! >> 4) + 8;
  while (bits > 8 && size <= 2 ** (bits - 1)) bits--;
  head[0] = ((bits - 8) << 4) | DEFLATED;
  const flags = head[1]! & 0xe0;
  head[1] = flags + 31 - ((head[0] * 256 + flags) % 31);
}

/** Compresses what it is given into chunks of pixels. */
class PixelWriter {
  readonly #stream = new ZStream();
  readonly #pieces: Uint8Array[] = [];
  readonly #size: number;

  constructor(size: number, level: number, is_filtered: boolean) {
    this.#size = size;
    const strategy = is_filtered ? Z_FILTERED : Z_DEFAULT_STRATEGY;
    // The last argument asks for the hash of zlib itself, which decides which of several matches is found.
    const status = zlibDeflateInit2(
      this.#stream,
      level,
      DEFLATED,
      window_bits(size),
      MEMORY_LEVEL,
      strategy,
      true,
    );
    if (status !== Z_OK) throw new CodecError('PNG encoding failed');
    this.#empty();
  }

  #empty(): void {
    this.#stream.output = new Uint8Array(CHUNK_SIZE);
    this.#stream.next_out = 0;
    this.#stream.avail_out = CHUNK_SIZE;
  }

  #end_chunk(): void {
    const data = this.#stream.output.subarray(0, CHUNK_SIZE - this.#stream.avail_out);
    if (this.#pieces.length === 0) shrink_window(data, this.#size);
    this.#pieces.push(png_chunk('IDAT', data));
    this.#empty();
  }

  write(bytes: Uint8Array, flush: Z_FlushMode = Z_NO_FLUSH): void {
    this.#stream.input = bytes;
    this.#stream.next_in = 0;
    this.#stream.avail_in = bytes.length;
    for (;;) {
      const status = zlibDeflate(this.#stream, flush);
      if (status !== Z_OK && status !== Z_STREAM_END) throw new CodecError('PNG encoding failed');
      const is_full = this.#stream.avail_out === 0;
      if (is_full) this.#end_chunk();
      if (status === Z_STREAM_END) return;
      if (flush === Z_NO_FLUSH && this.#stream.avail_in === 0) return;
    }
  }

  /** All chunks. */
  finish(): readonly Uint8Array[] {
    this.write(new Uint8Array(0), Z_FINISH);
    if (this.#stream.avail_out < CHUNK_SIZE) this.#end_chunk();
    return this.#pieces;
  }
}

function header({height, width, channels}: Image<Uint8Array | Uint16Array>, depth: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes[8] = depth;
  bytes[9] = COLOR_OF[channels]!;
  return bytes;
}

/** The samples as bytes, the high one of two first. */
function sample_bytes(data: Uint8Array | Uint16Array): Uint8Array {
  if (data.BYTES_PER_ELEMENT === 1) return data as Uint8Array;
  const bytes = new Uint8Array(data.length * 2);
  for (let index = 0; index < data.length; index++) {
    bytes[2 * index] = data[index]! >> 8;
    bytes[2 * index + 1] = data[index]!;
  }
  return bytes;
}

/**
 * The PNG file of an image of 1 to 4 channels, of 8 bits a sample, or of 16. `level`: from 0, not compressed, to 9; -1 is zlib's own
 * choice. Throws `CodecError` where the image has no pixels.
 */
export function encode_png(image: Image<Uint8Array | Uint16Array>, level: number): Uint8Array {
  const {height, width, channels, data} = image;
  if (height === 0 || width === 0) throw new CodecError('PNG encoding failed');
  const depth = data.BYTES_PER_ELEMENT * 8;
  const bytes = sample_bytes(data);
  const step = (channels * depth) / 8;
  const row_size = width * step;
  const filters = useful_filters(height, width);
  const is_filtered = filters.length > 1;
  const writer = new PixelWriter(height * (row_size + 1), level, is_filtered);
  const filter = new RowFilter(filters, row_size, step);
  let [line, above] = [new Uint8Array(step + row_size), new Uint8Array(step + row_size)];
  for (let row = 0; row < height; row++) {
    line.set(bytes.subarray(row * row_size, (row + 1) * row_size), step);
    writer.write(filter.filtered(line, above));
    [line, above] = [above, line];
  }
  return concatenate_bytes([
    png_signature(),
    png_chunk('IHDR', header(image, depth)),
    ...writer.finish(),
    png_chunk('IEND', new Uint8Array(0)),
  ]);
}
