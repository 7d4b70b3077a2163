/**
 * PNG files read: pixels unpacked, put into place, and brought to the channels and bits that are asked for, as TensorFlow does.
 */
import {Z_NO_FLUSH, Z_OK, zlibInflate, zlibInflateInit2, ZStream} from 'pako';
import {concatenate_bytes} from '../../util/bytes.ts';
import {CodecError} from '../codec_error.ts';
import type {Image} from './image.ts';
import {pixel_chunks, SAMPLES_OF, type PngFile} from './png_chunks.ts';
import {unfilter} from './png_filters.ts';
import {pixel_channels, pixel_maker} from './png_pixels.ts';

/** Where the pixels of a pass are: every so many rows and columns from the first ones on. */
interface Pass {
  readonly row: number;
  readonly column: number;
  readonly row_step: number;
  readonly column_step: number;
}

const WHOLE: readonly Pass[] = [{row: 0, column: 0, row_step: 1, column_step: 1}];
const INTERLACED: readonly Pass[] = [
  [0, 0, 8, 8],
  [0, 4, 8, 8],
  [4, 0, 8, 4],
  [0, 2, 4, 4],
  [2, 0, 4, 2],
  [0, 1, 2, 2],
  [1, 0, 2, 1],
].map(([row = 0, column = 0, row_step = 1, column_step = 1]) => ({row, column, row_step, column_step}));

/** The first `size` bytes that the chunks unpack to. What follows them is not looked at. */
function unpacked(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const stream = new ZStream();
  if (zlibInflateInit2(stream, 0) !== Z_OK) throw new CodecError('no room to unpack');
  stream.input = concatenate_bytes(pieces);
  stream.avail_in = stream.input.length;
  stream.output = new Uint8Array(size);
  stream.avail_out = size;
  while (stream.avail_out > 0) {
    const status = zlibInflate(stream, Z_NO_FLUSH);
    if (status !== Z_OK && stream.avail_out > 0) throw new CodecError('the pixels do not unpack');
  }
  return stream.output;
}

/** Splits rows of bytes into samples of 1, 2, 4, 8 or 16 bits. */
function read_samples(row: Uint8Array, depth: number, samples: Uint16Array): void {
  if (depth === 16) {
    for (let i = 0; i < samples.length; i++) samples[i] = (row[2 * i]! << 8) | row[2 * i + 1]!;
    return;
  }
  const [in_byte, mask] = [8 / depth, 2 ** depth - 1];
  for (let i = 0; i < samples.length; i++) {
    const shift = 8 - depth * ((i % in_byte) + 1);
    samples[i] = (row[Math.floor(i / in_byte)]! >> shift) & mask;
  }
}

/** The size of a pass: its rows, its columns and the bytes of a row. */
function pass_size(
  {height, width, depth, color}: PngFile,
  pass: Pass,
): [rows: number, columns: number, bytes: number] {
  const rows = Math.ceil((height - pass.row) / pass.row_step);
  const columns = Math.ceil((width - pass.column) / pass.column_step);
  const is_empty = rows <= 0 || columns <= 0;
  return is_empty ? [0, 0, 0] : [rows, columns, Math.ceil((columns * SAMPLES_OF[color]! * depth) / 8)];
}

/** Calls `take` with the samples of each row of each pass. */
function for_each_row(file: PngFile, take: (samples: Uint16Array, row: number, pass: Pass) => void): void {
  const passes = file.interlaced ? INTERLACED : WHOLE;
  const sizes = passes.map((pass) => pass_size(file, pass));
  const total = sizes.reduce((sum, [rows, , bytes]) => sum + rows * (bytes && bytes + 1), 0);
  const data = unpacked(pixel_chunks(file), total);
  const step = Math.max(1, (SAMPLES_OF[file.color]! * file.depth) >> 3);
  let place = 0;
  passes.forEach((pass, index) => {
    const [rows, columns, bytes] = sizes[index]!;
    const samples = new Uint16Array(columns * SAMPLES_OF[file.color]!);
    let [line, above] = [new Uint8Array(step + bytes), new Uint8Array(step + bytes)];
    for (let row = 0; row < rows; row++) {
      line.set(data.subarray(place + 1, place + 1 + bytes), step);
      unfilter(data[place]!, line, above, step);
      read_samples(line.subarray(step), file.depth, samples);
      take(samples, pass.row + row * pass.row_step, pass);
      [line, above] = [above, line];
      place += bytes + 1;
    }
  });
}

/**
 * The pixels of a file with as many channels as asked (0: those of the file, with colors by number as 3, or 4 where some are
 * clear), of 8 or 16 bits. Throws `CodecError` where the data are broken.
 */
export function decode_png(file: PngFile, channels: number, bits: 8 | 16): Image<Uint8Array | Uint16Array> {
  const count = channels === 0 ? pixel_channels(file) : channels;
  const {height, width} = file;
  const make = pixel_maker(file, count, bits);
  const data = bits === 8 ? new Uint8Array(height * width * count) : new Uint16Array(height * width * count);
  const in_file = SAMPLES_OF[file.color]!;
  for_each_row(file, (samples, row, {column, column_step}) => {
    for (let from = 0, x = column; from < samples.length; from += in_file, x += column_step) {
      make(samples, from, data, (row * width + x) * count);
    }
  });
  return {height, width, channels: count, data};
}
