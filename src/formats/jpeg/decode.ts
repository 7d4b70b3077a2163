/**
 * JPEG files read, with the results of libjpeg to the last bit: baseline and progressive, Huffman-coded, 8 bits.
 */
import {CodecError, UnsupportedFormatError} from '../codec_error.ts';
import type {Image} from '../images/image.ts';
import {color_space, row_converter, type RowConverter} from './color.ts';
import {JpegHeader, START_OF_SCAN, type Component, type Frame, type Scan} from './frame.ts';
import {inverse_transform} from './inverse_transform.ts';
import {BLOCK} from './order.ts';
import {CutOffError, JpegReader} from './reader.ts';
import {RecoveringReader, SuspendedError} from './recovering_reader.ts';
import {read_scan_data} from './scan.ts';
import {mixes_rows, upsampler, type Plane, type Smoothness} from './upsample.ts';

/** A part of the image, in its pixels. */
export interface CropWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface JpegOptions {
  /** 1 or 3; 0 for what the file has. */
  readonly channels: number;
  /** The image is 1 / `ratio` as large: 1, 2, 4 or 8. */
  readonly ratio: number;
  /** Fewer pixels of color become more by means of neighbours, not by repetition. */
  readonly fancy_upscaling: boolean;
  /** A file that breaks off is read as if its end were there. */
  readonly recovers: boolean;
  /** How much of the rows such a file must have else; the others are black. */
  readonly least_part: number;
  /** The cosine transform is the fast one. */
  readonly is_fast: boolean;
  readonly crop: CropWindow | null;
  /** As later releases of libjpeg do it. */
  readonly is_later: boolean;
}

/** TensorFlow refuses larger images. */
const MOST_SAMPLES = 2 ** 29;

/** What a file says before its first scan. */
type OpenHeader = JpegHeader & {frame: Frame};

/** Reads the segments up to the first scan. */
function open_file(reader: JpegReader): OpenHeader {
  if (reader.word() !== 0xffd8) throw new CodecError('no JPEG');
  const header = new JpegHeader();
  if (header.read_segments(reader) !== START_OF_SCAN) throw new CodecError('the file has no image');
  if (header.frame === null) throw new CodecError('a scan before its frame');
  return header as OpenHeader;
}

/** Reads all scans. A file whose first scan holds all of a baseline image has no other. */
function read_scans(reader: JpegReader, header: OpenHeader): void {
  const {frame} = header;
  let is_whole = false;
  do {
    if (is_whole) throw new CodecError('a second scan');
    const scan = header.read_scan(reader);
    is_whole = !frame.is_progressive && scan.components.length === frame.components.length;
    read_scan_data(reader, header, frame, scan);
  } while (header.read_segments(reader) === START_OF_SCAN);
}

/** Reads the scans of a file that may break off within one. */
function read_known_scans(reader: JpegReader, header: OpenHeader): void {
  try {
    do {
      const scan = header.read_scan(reader);
      if (read_scan_data(reader, header, header.frame, scan) !== null) return;
    } while (header.read_segments(reader) === START_OF_SCAN);
  } catch (error) {
    if (!(error instanceof SuspendedError)) throw error;
  }
}

/** Refuses files whose coarse coefficients are known and finer ones are not: libjpeg smooths such blocks. */
function check_smoothness({is_progressive, components}: Frame): void {
  if (!is_progressive) return;
  // The five coefficients that smoothing guesses.
  const near = [1, 8, 16, 9, 2];
  const is_possible = components.every(
    ({missing_bits, quantization}) =>
      missing_bits[0]! >= 0 &&
      quantization !== null &&
      [0, ...near].every((index) => quantization[index] !== 0),
  );
  if (!is_possible) return;
  if (components.some(({missing_bits}) => near.some((_, index) => missing_bits[index + 1] !== 0))) {
    throw new UnsupportedFormatError(
      'A progressive JPEG file that breaks off is not read here, because blocks that are known in part are smoothed: read the whole file.',
    );
  }
}

/** The pixels of a block of each component, along a side. */
function block_sizes({components, max_h, max_v}: Frame, smallest: number): number[] {
  return components.map(({h, v}) => {
    let size = smallest;
    while (size < 8 && (max_h * smallest) % (h * size * 2) === 0 && (max_v * smallest) % (v * size * 2) === 0)
      size *= 2;
    return size;
  });
}

function component_plane(component: Component, frame: Frame, size: number, is_fast: boolean): Plane {
  const {blocks_across, blocks_down, stride: blocks, coefficients, quantization} = component;
  const stride = blocks_across * size;
  const data = new Uint8Array(stride * blocks_down * size);
  const transform = inverse_transform(quantization!, size, is_fast);
  for (let row = 0; row < blocks_down; row++) {
    for (let column = 0; column < blocks_across; column++) {
      transform(
        coefficients,
        (row * blocks + column) * BLOCK,
        data,
        row * size * stride + column * size,
        stride,
      );
    }
  }
  return {
    data,
    stride,
    width: Math.ceil((frame.width * component.h * size) / (frame.max_h * 8)),
    height: Math.ceil((frame.height * component.v * size) / (frame.max_v * 8)),
  };
}

/** What is decoded of each row: from a border between groups of blocks up to the end of the window. */
interface Columns {
  readonly start: number;
  readonly width: number;
}

function decoded_columns(
  {components, max_h}: Frame,
  smallest: number,
  whole: number,
  crop: CropWindow | null,
): Columns {
  if (crop === null || crop.width === whole) return {start: 0, width: whole};
  const group = smallest * (components.length === 1 ? 1 : max_h);
  const start = Math.floor(crop.x / group) * group;
  return {start, width: crop.x + crop.width - start};
}

/** The columns of a plane that are decoded, as if they were all. */
function cut_plane(plane: Plane, {start, width}: Columns, across: number, whole: number): Plane {
  if (width === whole) return plane;
  return {...plane, data: plane.data.subarray(Math.floor(start / across)), width: Math.ceil(width / across)};
}

/** How large the blocks of a plane are, and how much larger the plane becomes. */
interface PlaneSize {
  readonly size: number;
  readonly across: number;
  readonly down: number;
  readonly width: number;
}

function plane_sizes(frame: Frame, {ratio}: JpegOptions): PlaneSize[] {
  const smallest = 8 / ratio;
  const sizes = block_sizes(frame, smallest);
  return frame.components.map(({h, v}, index) => {
    const size = sizes[index]!;
    return {
      size,
      across: (frame.max_h * smallest) / (h * size),
      down: (frame.max_v * smallest) / (v * size),
      width: Math.ceil((frame.width * h * size) / (frame.max_h * 8)),
    };
  });
}

function smoothness_of({fancy_upscaling, ratio, is_later}: JpegOptions): Smoothness {
  return {is_smooth: fancy_upscaling && ratio < 8, by_turns: is_later};
}

/** Calls `take` with each row of the first `needed` planes, brought to one size. */
function for_each_row(
  frame: Frame,
  needed: number,
  options: JpegOptions,
  columns: Columns,
  whole: number,
  rows: {readonly first: number; readonly count: number},
  take: (lines: readonly Uint8Array[], row: number) => void,
): void {
  const sizes = plane_sizes(frame, options);
  const sources = frame.components.slice(0, needed).map((component, index) => {
    const {size, across, down} = sizes[index]!;
    if (!Number.isInteger(across) || !Number.isInteger(down))
      throw new CodecError('sampling is not supported');
    const plane = cut_plane(component_plane(component, frame, size, options.is_fast), columns, across, whole);
    return {
      plane,
      write: upsampler(across, down, plane.width, smoothness_of(options)),
      line: new Uint8Array(columns.width + 2 * across),
    };
  });
  const lines = sources.map(({line}) => line);
  for (let row = 0; row < rows.count; row++) {
    for (const {plane, write, line} of sources) write(plane, rows.first + row, line);
    take(lines, row);
  }
}

function check_window({x, y, width, height}: CropWindow, whole_width: number, whole_height: number): void {
  const is_inside = x >= 0 && y >= 0 && y + height <= whole_height && x + width <= whole_width;
  if (width <= 0 || height <= 0 || !is_inside) throw new CodecError('the crop window is wrong');
}

/** How the planes of a file become pixels. */
interface Conversion {
  readonly convert: RowConverter;
  /** How many planes it needs, and how many channels it makes. */
  readonly needed: number;
  readonly channels: number;
}

function pixels(frame: Frame, options: JpegOptions, {convert, needed, channels}: Conversion): Image {
  const [whole_width, whole_height] = [
    Math.ceil(frame.width / options.ratio),
    Math.ceil(frame.height / options.ratio),
  ];
  const {crop} = options;
  if (crop !== null) check_window(crop, whole_width, whole_height);
  const columns = decoded_columns(frame, 8 / options.ratio, whole_width, crop);
  const [width, height] = [crop?.width ?? whole_width, crop?.height ?? whole_height];
  const data = new Uint8Array(height * width * channels);
  const row_size = columns.width * channels;
  const line = new Uint8Array(row_size);
  const rows = {first: crop?.y ?? 0, count: height};
  for_each_row(frame, needed, options, columns, whole_width, rows, (lines, row) => {
    convert(lines, columns.width, line, 0);
    data.set(line.subarray(row_size - width * channels), row * width * channels);
  });
  return {height, width, channels, data};
}

function conversion_of({frame, has_jfif, adobe}: OpenHeader, channels: number): Conversion {
  const ids = frame.components.map(({id}) => id);
  const space = color_space(ids, has_jfif, adobe);
  const convert = channels === 2 ? null : row_converter(space, channels, adobe >= 0);
  if (convert === null) throw new CodecError('the colors are not supported');
  const is_first_plane = channels === 1 && (space === 'gray' || space === 'YCbCr');
  return {convert, needed: is_first_plane ? 1 : ids.length, channels};
}

/** What is made of a file, which is not too large. */
function prepared(header: OpenHeader, {channels, ratio}: JpegOptions): Conversion {
  const {frame} = header;
  const count = frame.components.length;
  const samples = Math.ceil(frame.width / ratio) * Math.ceil(frame.height / ratio) * count;
  const conversion = conversion_of(header, channels === 0 ? Math.min(count, 3) : channels);
  if (samples >= MOST_SAMPLES) throw new CodecError('the image is too large');
  return conversion;
}

function decode_whole(bytes: Uint8Array, options: JpegOptions): Image {
  const reader = new JpegReader(bytes);
  const header = open_file(reader);
  const conversion = prepared(header, options);
  read_scans(reader, header);
  check_smoothness(header.frame);
  return pixels(header.frame, options, conversion);
}

/** Whether the last row of an image as far as it is known waits for what comes below. */
function waits_for_rows(frame: Frame, needed: number, options: JpegOptions): boolean {
  return plane_sizes(frame, options)
    .slice(0, needed)
    .some(({across, down, width}) => mixes_rows(across, down, width, smoothness_of(options)));
}

/** How many rows of the image the first `groups` groups of blocks give. */
function known_rows(frame: Frame, groups: number, needed: number, options: JpegOptions): number {
  const rows = Math.floor(groups / Math.ceil(frame.width / (8 * frame.max_h))) * (8 / options.ratio);
  if (rows === 0) return 0;
  return (waits_for_rows(frame, needed, options) ? rows - 1 : rows) * frame.max_v;
}

/** Refuses parts of files whose end libjpeg comes to in other ways. */
function check_part({restart_interval, frame}: OpenHeader, {components}: Scan, options: JpegOptions): void {
  const is_plain = !frame.is_progressive && components.length === frame.components.length;
  if (is_plain && restart_interval === 0 && options.crop === null) return;
  if (!options.recovers && options.least_part >= 1) throw new CutOffError();
  throw new UnsupportedFormatError(
    'A JPEG file that breaks off gives no part of its image here where it is progressive, in several scans, or with restarts, or where the ' +
      'image is cropped: leave out try_recover_truncated and acceptable_fraction, and read the whole file.',
  );
}

/** The image of a file that breaks off. */
function decode_part(bytes: Uint8Array, options: JpegOptions): Image {
  const reader = new RecoveringReader(bytes, options.recovers, true);
  const header = open_file(reader);
  const conversion = prepared(header, options);
  const scan = header.read_scan(reader);
  check_part(header, scan, options);
  const groups = read_scan_data(reader, header, header.frame, scan);
  if (groups === null) {
    end_file(reader, header);
    return pixels(header.frame, options, conversion);
  }
  const known = known_rows(header.frame, groups, conversion.needed, options);
  const part = Math.fround(known / Math.ceil(header.frame.height / options.ratio));
  if (part < Math.min(1, options.least_part)) throw new CutOffError();
  const image = pixels(header.frame, options, conversion);
  image.data.fill(0, known * image.width * image.channels);
  return image;
}

/** Reads what follows the only scan, as far as it is there. */
function end_file(reader: JpegReader, header: OpenHeader): void {
  try {
    if (header.read_segments(reader) === START_OF_SCAN) throw new CodecError('a second scan');
  } catch (error) {
    if (!(error instanceof SuspendedError)) throw error;
  }
}

/**
 * The image of a JPEG file. Throws `CodecError` where the file is broken, or has too little of the image, or the window is not inside,
 * and `UnsupportedFormatError` for what is not read here.
 */
export function decode_jpeg(bytes: Uint8Array, options: JpegOptions): Image {
  try {
    return decode_whole(bytes, options);
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
    return decode_part(bytes, options);
  }
}

/** Height, width and channels of a JPEG file's image. Throws `CodecError` where the file is broken. */
export function jpeg_shape(bytes: Uint8Array): [height: number, width: number, channels: number] {
  const reader = new RecoveringReader(bytes, false, false);
  const header = open_file(reader);
  const {frame} = header;
  const scan = header.read_scan(reader);
  // All of a file of several scans is read before its size is told.
  if (frame.is_progressive || scan.components.length < frame.components.length) {
    const again = new RecoveringReader(bytes, false, false);
    read_known_scans(again, open_file(again));
  }
  return [frame.height, frame.width, frame.components.length];
}
