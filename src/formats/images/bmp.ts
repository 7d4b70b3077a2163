/**
 * BMP files read: not packed, 8, 24 or 32 bits a pixel.
 */
import {CodecError} from '../codec_error.ts';
import type {Image} from './image.ts';

/** The bytes of a file up to what says how large it is. */
const HEAD = 32;
const MOST_PIXELS = Math.floor((2 ** 31 - 1) / 8);

interface Head {
  /** Where the pixels begin. */
  readonly start: number;
  readonly width: number;
  /** Negative where the first row comes first. */
  readonly height: number;
  /** Bytes of a pixel. */
  readonly channels: number;
}

function read_head(bytes: Uint8Array): Head {
  if (bytes.length < HEAD) {
    throw new CodecError(
      `Incomplete bmp content, requires at least ${HEAD} bytes to find the header size, width, height, and bpp, got ${bytes.length} bytes`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    start: view.getInt32(10, true),
    width: view.getInt32(18, true),
    height: view.getInt32(22, true),
    channels: Math.trunc(view.getInt32(28, true) / 8),
  };
}

/** How TensorFlow's releases differ, and what is asked for. */
export interface BmpOptions {
  /** Channels to give; 0 for those of the file. */
  readonly wanted: number;
  /** Other channels than those of the file are made, and the size must fit; else they are refused, and more bytes are not. */
  readonly is_later: boolean;
}

function check_channels(channels: number, {wanted, is_later}: BmpOptions): void {
  if (!is_later && wanted !== 0 && wanted !== channels) {
    throw new CodecError(`channels attribute ${wanted} does not match bits per pixel from file ${channels}`);
  }
  if (![1, 3, 4].includes(channels)) {
    const inherent = is_later ? ' inherent in the image' : '';
    throw new CodecError(`Number of channels${inherent} must be 1, 3 or 4, was ${channels}`);
  }
}

function check_size({start, width, height}: Head): void {
  if (width <= 0) throw new CodecError('Width must be positive');
  if (height === 0) throw new CodecError('Height must be nonzero');
  if (start < 0) throw new CodecError('header size must be nonnegative');
  if (width * Math.abs(height) >= MOST_PIXELS) {
    throw new CodecError('Total possible pixel bytes must be less than 2^30');
  }
}

function check_length({start, width, height, channels}: Head, length: number, is_later: boolean): void {
  const rows = Math.abs(height);
  const row_size = row_bytes(width, channels);
  const difference = length - start - row_size * rows;
  if (is_later && difference !== 0) {
    throw new CodecError(
      `Input size should match (header_size + row_size * abs_height) but they differ by ${difference}`,
    );
  }
  const needed = start + (rows - 1) * row_size + width * channels;
  if (needed > length) {
    throw new CodecError(`Incomplete bmp content, requires at least ${needed} bytes, got ${length} bytes`);
  }
}

/** Rows end at a multiple of four bytes. */
function row_bytes(width: number, channels: number): number {
  return Math.ceil((channels * width) / 4) * 4;
}

/**
 * Where the channels of a pixel stand in the file, blue first; -1 for an alpha that is not there.
 */
function channel_sources(in_file: number, count: number): readonly number[] {
  const colors = in_file === 1 ? [0, 0, 0] : [2, 1, 0];
  return [...colors, in_file === 4 ? 3 : -1].slice(0, count);
}

/** The pixels of a BMP. Throws `CodecError` in TensorFlow's words. */
export function decode_bmp(bytes: Uint8Array, options: BmpOptions): Image {
  const head = read_head(bytes);
  check_channels(head.channels, options);
  check_size(head);
  check_length(head, bytes.length, options.is_later);
  const {start, width} = head;
  const height = Math.abs(head.height);
  const row_size = row_bytes(width, head.channels);
  const sources = channel_sources(head.channels, options.wanted === 0 ? head.channels : options.wanted);
  const channels = sources.length;
  const data = new Uint8Array(height * width * channels);
  for (let row = 0; row < height; row++) {
    const from = start + (head.height < 0 ? row : height - 1 - row) * row_size;
    for (let column = 0; column < width; column++) {
      for (let channel = 0; channel < channels; channel++) {
        const source = sources[channel]!;
        data[(row * width + column) * channels + channel] =
          source < 0 ? 255 : bytes[from + column * head.channels + source]!;
      }
    }
  }
  return {height, width, channels, data};
}
