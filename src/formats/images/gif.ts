/**
 * GIF files read: every frame as a whole picture, drawn over the one before, as TensorFlow does. Delays are not looked at.
 */
import {CodecError} from '../codec_error.ts';
import {DEFECTIVE, unpack_codes} from './gif_codes.ts';

/** Pictures of one size, one after the other, of red, green and blue. */
export interface Animation {
  readonly frames: number;
  readonly height: number;
  readonly width: number;
  readonly data: Uint8Array;
}

/** How TensorFlow's releases differ. */
export interface GifOptions {
  /**
   * A file that breaks off after some frames is those frames, and the first frame may leave a part of the picture black; else these
   * are errors.
   */
  readonly is_lenient: boolean;
  /** Pixels of the transparent color show the frame before. */
  readonly sees_through: boolean;
  /** Only the first frame is wanted. */
  readonly first_alone?: boolean;
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly colors: Uint8Array | null;
  readonly pixels: Uint8Array;
  readonly transparent: number;
}

const CUT_OFF = 'Failed to read from given file';
const UNKNOWN = 'Unknown error';
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const END = 0x3b;
const GRAPHICS_CONTROL = 0xf9;
/** Every so many rows from a first one on. */
const INTERLACED: readonly (readonly [first: number, step: number])[] = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
];

class Cursor {
  readonly #bytes: Uint8Array;
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number, said = CUT_OFF): Uint8Array {
    if (this.#place + count > this.#bytes.length) throw new CodecError(said);
    this.#place += count;
    return this.#bytes.subarray(this.#place - count, this.#place);
  }

  byte(said?: string): number {
    return this.take(1, said)[0]!;
  }

  word(): number {
    const [low = 0, high = 0] = this.take(2);
    return low | (high << 8);
  }

  /** The blocks of which each says how long it is, up to the empty one. */
  blocks(): Uint8Array[] {
    const blocks = [];
    for (let length = this.byte(); length > 0; length = this.byte()) blocks.push(this.take(length));
    return blocks;
  }
}

function color_table(cursor: Cursor, flags: number): Uint8Array | null {
  return flags & 0x80 ? cursor.take(3 * 2 ** ((flags & 7) + 1)) : null;
}

/** Gives the bytes of blocks one by one, and goes past those that are left. */
function block_bytes(cursor: Cursor): {next: () => number; skip: () => void} {
  let block: Uint8Array = new Uint8Array(0);
  let place = 0;
  const next = () => {
    if (place === block.length) {
      const length = cursor.byte();
      if (length === 0) throw new CodecError(DEFECTIVE);
      block = cursor.take(length);
      place = 0;
    }
    return block[place++]!;
  };
  return {next, skip: () => void cursor.blocks()};
}

/** The rows in their order in the picture. */
function in_order(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const result = new Uint8Array(pixels.length);
  let from = 0;
  for (const [first, step] of INTERLACED) {
    for (let row = first; row < height; row += step, from += width) {
      result.set(pixels.subarray(from, from + width), row * width);
    }
  }
  return result;
}

/** `unsaid`: what is said where nothing follows the place of a frame. */
function read_frame(cursor: Cursor, transparent: number, unsaid: string): Frame {
  const [left, top, width, height] = [cursor.word(), cursor.word(), cursor.word(), cursor.word()];
  const flags = cursor.byte();
  const colors = color_table(cursor, flags);
  const size = cursor.byte(unsaid);
  if (size > 8) throw new CodecError(CUT_OFF);
  if (width === 0 || height === 0) throw new CodecError(UNKNOWN);
  const pixels = new Uint8Array(width * height);
  const {next, skip} = block_bytes(cursor);
  unpack_codes(next, size, pixels);
  skip();
  const ordered = flags & 0x40 ? in_order(pixels, width, height) : pixels;
  return {left, top, width, height, colors, pixels: ordered, transparent};
}

/** The color that an extension says is transparent; -1 where it says none. */
function transparent_color(kind: number, blocks: readonly Uint8Array[]): number {
  const [block] = blocks;
  if (kind !== GRAPHICS_CONTROL || block?.length !== 4) return -1;
  return block[0]! & 1 ? block[3]! : -1;
}

/** Adds the frames to `frames` up to the end of the file. */
function read_frames(cursor: Cursor, frames: Frame[], unsaid: string): void {
  let transparent = -1;
  for (;;) {
    const kind = cursor.byte();
    if (kind === END) break;
    if (kind === IMAGE) {
      frames.push(read_frame(cursor, transparent, unsaid));
      transparent = -1;
    } else if (kind === EXTENSION) {
      const extension = cursor.byte();
      const seen = transparent_color(extension, cursor.blocks());
      if (extension === GRAPHICS_CONTROL) transparent = seen;
    } else {
      throw new CodecError('Wrong record type detected');
    }
  }
  if (frames.length === 0) throw new CodecError('No Image Descriptor detected');
}

/** What an error says, after what was being done. */
function during<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof CodecError ? new CodecError(`${what}: ${error.message}`) : error;
  }
}

interface Canvas {
  readonly width: number;
  readonly height: number;
}

/** The colors of frames that bring none. The size that the file says is not looked at. */
function read_screen(cursor: Cursor): Uint8Array | null {
  const stamp = String.fromCharCode(...cursor.take(6));
  if (!stamp.startsWith('GIF')) throw new CodecError('Data is not in GIF format');
  try {
    cursor.take(4);
    const flags = cursor.byte();
    cursor.take(2);
    return color_table(cursor, flags);
  } catch {
    throw new CodecError('No screen descriptor detected');
  }
}

/** Draws a frame into its picture, which holds the one before. */
function draw(
  frame: Frame,
  colors: Uint8Array,
  canvas: Canvas,
  picture: Uint8Array,
  sees_through: boolean,
): void {
  const count = colors.length / 3;
  for (let row = 0; row < Math.min(frame.height, canvas.height - frame.top); row++) {
    for (let column = 0; column < Math.min(frame.width, canvas.width - frame.left); column++) {
      const color = frame.pixels[row * frame.width + column]!;
      if (sees_through && color === frame.transparent) continue;
      if (color >= count) {
        throw new CodecError(`found color index ${color} outside of color map range ${count}`);
      }
      const to = 3 * ((frame.top + row) * canvas.width + frame.left + column);
      for (let part = 0; part < 3; part++) picture[to + part] = colors[3 * color + part]!;
    }
  }
}

function fills({left, top, width, height}: Frame, canvas: Canvas): boolean {
  return left === 0 && top === 0 && width === canvas.width && height === canvas.height;
}

/**
 * The frames of a GIF. `allowed` may refuse their number before they are drawn. Throws `CodecError` in TensorFlow's words where the
 * file is broken.
 */
export function decode_gif(
  bytes: Uint8Array,
  {is_lenient, sees_through, first_alone = false}: GifOptions,
  allowed: (frames: number) => void = () => undefined,
): Animation {
  const cursor = new Cursor(bytes);
  const shared = during('failed to open gif file', () => read_screen(cursor));
  const frames: Frame[] = [];
  try {
    during('failed to slurp gif file', () => read_frames(cursor, frames, is_lenient ? CUT_OFF : UNKNOWN));
  } catch (error) {
    if (!is_lenient || frames.length === 0) throw error;
  }
  allowed(frames.length);
  const count = first_alone ? 1 : frames.length;
  const canvas = {
    width: Math.max(...frames.map(({width}) => width)),
    height: Math.max(...frames.map(({height}) => height)),
  };
  const size = 3 * canvas.width * canvas.height;
  const data = new Uint8Array(count * size);
  frames.slice(0, count).forEach((frame, number) => {
    const picture = data.subarray(number * size, (number + 1) * size);
    const is_whole = fills(frame, canvas);
    if (number === 0 && !is_whole && !is_lenient)
      throw new CodecError('the first frame does not fill the canvas');
    if (number > 0 && (!is_whole || sees_through))
      picture.set(data.subarray((number - 1) * size, number * size));
    const colors = frame.colors ?? shared;
    if (colors === null) throw new CodecError(`missing color map for frame ${number}`);
    draw(frame, colors, canvas, picture, sees_through);
  });
  return {frames: count, height: canvas.height, width: canvas.width, data};
}
