/**
 * JPEG files written, byte for byte as libjpeg writes them with its defaults: brightness and two differences of color, Huffman codes of
 * the standard or made to measure, in one pass or in several.
 */
import {concatenate_bytes} from '../../util/bytes.ts';
import {CodecError} from '../codec_error.ts';
import type {Image} from '../images/image.ts';
import {measured_code} from './code_lengths.ts';
import {forward_transform} from './forward_transform.ts';
import {make_frame, type Component, type Frame, type Scan} from './frame.ts';
import type {HuffmanSpec} from './huffman.ts';
import {BLOCK, NATURAL_ORDER} from './order.ts';
import {color_planes, halved, type FullPlane} from './planes.ts';
import {BitWriter, Counter, type Sink} from './sinks.ts';
import {STANDARD_AC, STANDARD_DC} from './standard_codes.ts';
import {standard_quantization} from './standard_quantization.ts';
import {for_each_block} from './scan.ts';
import {block_encoder} from './write_blocks.ts';

export interface EncodeOptions {
  /** From 0 to 100. */
  readonly quality: number;
  readonly progressive: boolean;
  /** Codes are made to measure. */
  readonly optimize_size: boolean;
  /** Colors have half as many rows and columns. */
  readonly chroma_downsampling: boolean;
  /** 1: in pixels of an inch, 2: of a centimeter. */
  readonly density_unit: number;
  readonly x_density: number;
  readonly y_density: number;
  /** Extensible metadata; empty for none. */
  readonly metadata: Uint8Array;
}

const METADATA_SPACE = 'http://ns.adobe.com/xap/1.0/\0';
const MAX_SIZE = 65500;
const MOST_PIXELS = 2 ** 29;
/** What a segment can hold. */
const MOST_BYTES = 65533;

function segment(marker: number, ...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array {
  const body = concatenate_bytes(parts.map((part) => Uint8Array.from(part)));
  const length = body.length + 2;
  return concatenate_bytes([Uint8Array.of(0xff, marker, length >> 8, length & 255), body]);
}

function word(value: number): readonly number[] {
  return [(value >> 8) & 255, value & 255];
}

function application_segments({density_unit, x_density, y_density, metadata}: EncodeOptions): Uint8Array[] {
  const name = new TextEncoder().encode('JFIF\0');
  const first = segment(0xe0, name, [1, 1, density_unit], word(x_density), word(y_density), [0, 0]);
  if (metadata.length === 0) return [first];
  const space = new TextEncoder().encode(METADATA_SPACE);
  if (space.length + metadata.length > MOST_BYTES) throw new CodecError('JPEG encoding failed');
  return [first, segment(0xe1, space, metadata)];
}

function frame_segments({width, height, is_progressive, components}: Frame): Uint8Array[] {
  const tables = components.slice(0, 2).map(({quantization, table}) =>
    segment(
      0xdb,
      [table],
      Array.from(NATURAL_ORDER, (place) => quantization![place]!),
    ),
  );
  const facts = components.flatMap(({id, h, v, table}) => [id, h * 16 + v, table]);
  const marker = is_progressive ? 0xc2 : 0xc0;
  return [...tables, segment(marker, [8], word(height), word(width), [components.length], facts)];
}

/** The codes that a scan uses, by their numbers: 0 and 1 for first coefficients, 2 and 3 for others. */
function used_tables({dc_tables, ac_tables, first, high, last}: Scan): number[] {
  const pairs = dc_tables.map((dc, index) => {
    const has_dc = first === 0 && high === 0;
    return [...(has_dc ? [dc] : []), ...(last > 0 ? [ac_tables[index]! + 2] : [])];
  });
  return [...new Set(pairs.flat())];
}

function code_segments(tables: readonly number[], specs: readonly HuffmanSpec[]): Uint8Array[] {
  return tables.map((table) => {
    const {counts, symbols} = specs[table]!;
    return segment(0xc4, [table < 2 ? table : 0x10 + table - 2], counts, symbols);
  });
}

function scan_segment({components, dc_tables, ac_tables, first, last, high, low}: Scan): Uint8Array {
  const names = components.flatMap(({id}, index) => {
    const dc = first === 0 && high === 0 ? dc_tables[index]! : 0;
    const ac = last > 0 ? ac_tables[index]! : 0;
    return [id, dc * 16 + ac];
  });
  return segment(0xda, [components.length], names, [first, last, high * 16 + low]);
}

function write_blocks(frame: Frame, scan: Scan, sink: Sink): void {
  const encoder = block_encoder(sink, scan, frame.is_progressive);
  const group = () => undefined;
  for_each_block(frame, scan, group, (component, index, block) =>
    encoder.write(component.coefficients, block, index),
  );
  encoder.finish();
}

const STANDARD: readonly HuffmanSpec[] = [...STANDARD_DC, ...STANDARD_AC];

/** The segments of a scan, with the codes that were not written before. */
function scan_segments(frame: Frame, scan: Scan, is_measured: boolean): Uint8Array[] {
  const tables = used_tables(scan);
  let specs = STANDARD;
  if (is_measured && tables.length > 0) {
    const counter = new Counter(STANDARD.length);
    write_blocks(frame, scan, counter);
    specs = STANDARD.map((spec, table) =>
      tables.includes(table) ? measured_code(counter.counts[table]!) : spec,
    );
  }
  const writer = new BitWriter(specs);
  write_blocks(frame, scan, writer);
  return [...code_segments(tables, specs), scan_segment(scan), writer.finish()];
}

/** A scan of some components. */
function scan_of(
  components: readonly Component[],
  first: number,
  last: number,
  high: number,
  low: number,
): Scan {
  const tables = components.map(({table}) => table);
  return {components, dc_tables: tables, ac_tables: tables, first, last, high, low};
}

/** The scans of a progressive file: coarse before fine, brightness before colors. */
function progressive_scans({components}: Frame): Scan[] {
  const [y, cb, cr] = components.map((component) => [component]);
  const whole = (high: number, low: number) => scan_of(components, 0, 0, high, low);
  const start = scan_of(y!, 1, 5, 0, 2);
  const rest = scan_of(y!, 6, BLOCK - 1, 0, 2);
  const band = (component: readonly Component[], high: number, low: number) =>
    scan_of(component, 1, BLOCK - 1, high, low);
  if (cb === undefined || cr === undefined) {
    return [whole(0, 1), start, rest, band(y!, 2, 1), whole(1, 0), band(y!, 1, 0)];
  }
  return [
    whole(0, 1),
    start,
    band(cr, 0, 1),
    band(cb, 0, 1),
    rest,
    band(y!, 2, 1),
    whole(1, 0),
    band(cr, 1, 0),
    band(cb, 1, 0),
    band(y!, 1, 0),
  ];
}

/** Fills the blocks of a component; those past the image are as their neighbour, without detail. */
function transform_plane(component: Component, plane: FullPlane): void {
  const {blocks_across, blocks_down, stride, rows, coefficients, h, quantization} = component;
  const transform = forward_transform(quantization!);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < stride; column++) {
      const block = (row * stride + column) * BLOCK;
      if (row < blocks_down && column < blocks_across) {
        transform(plane.data, row * 8 * plane.width + column * 8, plane.width, coefficients, block);
        continue;
      }
      // Below the image it is the last block of the row above that goes together with this one.
      const source =
        row < blocks_down ? block - BLOCK : ((row - 1) * stride + Math.floor(column / h) * h + h - 1) * BLOCK;
      coefficients[block] = coefficients[source]!;
    }
  }
}

function fill_frame(frame: Frame, image: Image, quality: number): void {
  const {components, max_h} = frame;
  const planes = color_planes(image, components[0]!.stride * 8, components[0]!.rows * 8);
  components.forEach((component, index) => {
    component.quantization = standard_quantization(component.table, quality);
    component.coefficients = new Int16Array(component.stride * component.rows * BLOCK);
    const plane = planes[index]!;
    transform_plane(component, component.h < max_h ? halved(plane, image.height) : plane);
  });
}

/** The JPEG file of an image of 1 or 3 channels. Throws `CodecError` where it has no pixels, or too many. */
export function encode_jpeg(image: Image, options: EncodeOptions): Uint8Array {
  const {height, width, channels} = image;
  const is_size = height > 0 && width > 0 && height <= MAX_SIZE && width <= MAX_SIZE;
  if (!is_size || height * width >= MOST_PIXELS) throw new CodecError('JPEG encoding failed');
  const factor = channels === 3 && options.chroma_downsampling ? 2 : 1;
  const facts = Array.from({length: channels}, (_, index) => ({
    id: index + 1,
    h: index === 0 ? factor : 1,
    v: index === 0 ? factor : 1,
    table: Math.min(index, 1),
  }));
  const frame = make_frame(width, height, options.progressive, facts);
  fill_frame(frame, image, options.quality);
  const scans = options.progressive
    ? progressive_scans(frame)
    : [scan_of(frame.components, 0, BLOCK - 1, 0, 0)];
  const is_measured = options.progressive || options.optimize_size;
  return concatenate_bytes([
    Uint8Array.of(0xff, 0xd8),
    ...application_segments(options),
    ...frame_segments(frame),
    ...scans.flatMap((scan) => scan_segments(frame, scan, is_measured)),
    Uint8Array.of(0xff, 0xd9),
  ]);
}
