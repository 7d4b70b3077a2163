/**
 * The chunks of a PNG file: their order, their checksums, and what those before the pixels say. Knows no pixels.
 */
import {crc32} from '../../util/crc32.ts';
import {CodecError} from '../codec_error.ts';

/** What the file says of its pixels before they come. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  readonly color: number;
  readonly interlaced: boolean;
}

/** A file up to where its pixels begin. */
export interface PngFile extends PngHeader {
  readonly bytes: Uint8Array;
  /** Where the first chunk of pixels begins. */
  readonly pixels_at: number;
  /** Red, green and blue of each color. */
  readonly palette: Uint8Array;
  /** Of colors by number the alpha of each; else the samples of the one color that is clear. */
  readonly transparency: Uint8Array | null;
  /** The exponent with which the samples were made, in parts of 100,000; 0 where the file does not say. */
  readonly gamma: number;
  readonly has_profile: boolean;
}

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
  /** Where the next one begins. */
  readonly end: number;
  readonly is_sound: boolean;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MAX_SIZE = 1_000_000;
const MAX_LENGTH = 2 ** 31 - 1;
const SRGB_GAMMA = 45455;
export const PALETTE = 3;
/** The samples of a pixel, by color type. */
export const SAMPLES_OF: Readonly<Record<number, number>> = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4};
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

function view_of(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The length and the name of the chunk at `place`. */
function chunk_head(bytes: Uint8Array, place: number): {length: number; name: string} {
  if (place + 8 > bytes.length) throw new CodecError('a chunk is cut off');
  const length = view_of(bytes).getUint32(place);
  const name = String.fromCharCode(...bytes.subarray(place + 4, place + 8));
  if (length > MAX_LENGTH || !/^[A-Za-z]{4}$/.test(name)) throw new CodecError('no chunk begins here');
  return {length, name};
}

function is_critical(name: string): boolean {
  return name.charCodeAt(0) < 97;
}

/** The chunk at `place`; one that the image needs must be sound. */
function read_chunk(bytes: Uint8Array, place: number): Chunk {
  const {length, name} = chunk_head(bytes, place);
  const end = place + 12 + length;
  if (end > bytes.length) throw new CodecError('a chunk is cut off');
  const is_sound = view_of(bytes).getUint32(end - 4) === crc32(bytes.subarray(place + 4, end - 4));
  if (!is_sound && is_critical(name)) throw new CodecError('a checksum is wrong');
  return {name, data: bytes.subarray(place + 8, end - 4), end, is_sound};
}

function read_header({name, data}: Chunk): PngHeader {
  if (name !== 'IHDR' || data.length !== 13) throw new CodecError('the header is missing');
  const view = view_of(data);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, color = 0, compression, filters, interlacing = 0] = data.subarray(8);
  const is_size = width > 0 && height > 0 && width <= MAX_SIZE && height <= MAX_SIZE;
  if (!is_size || DEPTHS[color]?.includes(depth) !== true) throw new CodecError('the header is wrong');
  if (compression !== 0 || filters !== 0 || interlacing > 1) throw new CodecError('the header is wrong');
  return {width, height, depth, color, interlaced: interlacing === 1};
}

function read_palette(
  {color, depth}: PngHeader,
  data: Uint8Array,
  known: Uint8Array | null,
): Uint8Array | null {
  if (known !== null) throw new CodecError('a second palette');
  const is_palette = data.length > 0 && data.length % 3 === 0 && data.length <= 768;
  if (color === PALETTE && !is_palette) throw new CodecError('the palette is wrong');
  const most = color === PALETTE ? 3 * 2 ** depth : 768;
  return color % 4 === 0 ? known : is_palette ? data.subarray(0, most) : new Uint8Array(0);
}

/** What the chunk says of clear pixels; null where it does not fit the image. */
function read_transparency(
  {color}: PngHeader,
  data: Uint8Array,
  palette: Uint8Array | null,
): Uint8Array | null {
  if (color === PALETTE) {
    const is_fitting = palette !== null && data.length > 0 && data.length <= palette.length / 3;
    return is_fitting ? data : null;
  }
  return data.length === {0: 2, 2: 6}[color] ? data : null;
}

/** Chunks that are known, and change nothing here. */
const PASSED_OVER: ReadonlySet<string> = new Set(['IEND', 'IDAT']);

/** What the chunks before the pixels add up to. */
class Preface {
  readonly #header: PngHeader;
  palette: Uint8Array | null = null;
  transparency: Uint8Array | null = null;
  gamma = 0;
  has_profile = false;
  #is_srgb = false;

  constructor(header: PngHeader) {
    this.#header = header;
  }

  add({name, data, is_sound}: Chunk): void {
    if (name === 'PLTE') {
      this.palette = read_palette(this.#header, data, this.palette);
    } else if (is_critical(name)) {
      throw new CodecError('a chunk is unknown or out of place');
    } else if (is_sound) {
      this.#add_ancillary(name, data);
    }
  }

  #add_ancillary(name: string, data: Uint8Array): void {
    if (name === 'tRNS') this.transparency ??= read_transparency(this.#header, data, this.palette);
    if (name === 'iCCP') this.has_profile = true;
    if (name === 'sRGB' && data.length === 1 && this.palette === null) {
      this.#is_srgb = true;
      this.gamma = SRGB_GAMMA;
    }
    if (name === 'gAMA' && data.length === 4 && this.palette === null && !this.#is_srgb) {
      this.gamma = view_of(data).getUint32(0);
    }
  }
}

/** Reads a file up to its pixels. Throws `CodecError` where it is no PNG. */
export function read_png(bytes: Uint8Array): PngFile {
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) throw new CodecError('no PNG');
  const first = read_chunk(bytes, SIGNATURE.length);
  const header = read_header(first);
  const preface = new Preface(header);
  let place = first.end;
  while (chunk_head(bytes, place).name !== 'IDAT') {
    const chunk = read_chunk(bytes, place);
    preface.add(chunk);
    place = chunk.end;
  }
  const {palette, transparency, gamma, has_profile} = preface;
  if (header.color === PALETTE && palette === null) throw new CodecError('the palette is missing');
  return {
    ...header,
    bytes,
    pixels_at: place,
    palette: palette ?? new Uint8Array(0),
    transparency,
    gamma,
    has_profile,
  };
}

/** The packed pixels, after a look at all that follows them. */
export function pixel_chunks({bytes, pixels_at}: PngFile): Uint8Array[] {
  const pieces = [];
  let chunk = read_chunk(bytes, pixels_at);
  while (chunk.name === 'IDAT') {
    pieces.push(chunk.data);
    chunk = read_chunk(bytes, chunk.end);
  }
  while (chunk.name !== 'IEND') {
    if (is_critical(chunk.name) && !PASSED_OVER.has(chunk.name) && chunk.name !== 'PLTE') {
      throw new CodecError('a chunk is unknown or out of place');
    }
    chunk = read_chunk(bytes, chunk.end);
  }
  return pieces;
}

/** A chunk as bytes. */
export function png_chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = view_of(bytes);
  view.setUint32(0, data.length);
  for (let index = 0; index < 4; index++) bytes[4 + index] = name.charCodeAt(index);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** The first bytes of every file. */
export function png_signature(): Uint8Array {
  return Uint8Array.from(SIGNATURE);
}
