/**
 * What the segments of a JPEG file say of its image: sizes, components, tables, scans. Knows no coefficients.
 */
import {CodecError, UnsupportedFormatError} from '../codec_error.ts';
import type {HuffmanSpec} from './huffman.ts';
import {BLOCK, NATURAL_ORDER} from './order.ts';
import type {JpegReader} from './reader.ts';

/** One plane of the image. */
export interface Component {
  readonly id: number;
  /** How many blocks of it, across and down, go together with those of other planes. */
  readonly h: number;
  readonly v: number;
  readonly table: number;
  /** Its size in blocks, whole groups of the scan included. */
  readonly stride: number;
  readonly rows: number;
  /** Its size in blocks that hold pixels. */
  readonly blocks_across: number;
  readonly blocks_down: number;
  /** Of all blocks; there is room for them from the first scan on. */
  coefficients: Int16Array;
  /** By what the coefficients were divided; known from its first scan on. */
  quantization: Uint16Array | null;
  /** How far each coefficient is known: -1 not at all, else how many low bits are missing. */
  readonly missing_bits: Int8Array;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly is_progressive: boolean;
  readonly components: readonly Component[];
  readonly max_h: number;
  readonly max_v: number;
}

/** What one scan brings. */
export interface Scan {
  readonly components: readonly Component[];
  readonly dc_tables: readonly number[];
  readonly ac_tables: readonly number[];
  /** The coefficients from `first` to `last`, less their lowest `low` bits; `high`: how many low bits the scan before left out. */
  readonly first: number;
  readonly last: number;
  readonly high: number;
  readonly low: number;
}

const MAX_SIZE = 65500;
const MAX_COMPONENTS = 10;
const MAX_BLOCKS_TOGETHER = 10;
const UNKNOWN = -1;

export const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

const ARITHMETIC = 'JPEG files with arithmetic coding are not read here: write them with Huffman coding.';

/** Collects what the segments say, up to each scan. */
export class JpegHeader {
  readonly quantization: (Uint16Array | undefined)[] = [];
  readonly dc_tables: (HuffmanSpec | undefined)[] = [];
  readonly ac_tables: (HuffmanSpec | undefined)[] = [];
  restart_interval = 0;
  has_jfif = false;
  /** What an Adobe segment says of the colors; -1 where there is none. */
  adobe = UNKNOWN;
  frame: Frame | null = null;

  /** Reads segments up to the next scan or the end; the marker of which it is. */
  read_segments(reader: JpegReader): number {
    for (;;) {
      const marker = reader.next_marker();
      if (marker === START_OF_SCAN || marker === END_OF_IMAGE) return marker;
      this.#read_segment(marker, reader);
      reader.keep();
    }
  }

  #read_segment(marker: number, reader: JpegReader): void {
    if ((marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) return;
    if (marker === 0xc9 || marker === 0xca) throw new UnsupportedFormatError(ARITHMETIC);
    if (marker >= 0xc0 && marker <= 0xc2) this.#read_frame(marker, reader);
    else if (marker === 0xc4) this.#read_codes(reader);
    else if (marker === 0xdb) this.#read_quantization(reader);
    else if (marker === 0xdd) this.#read_interval(reader);
    else if (marker === 0xe0 || marker === 0xee) this.#read_application(marker, reader);
    else if (marker > 0xe0 && marker <= 0xef) reader.skip(reader.word() - 2);
    else if (marker === 0xfe || marker === 0xdc || marker === 0xcc) reader.skip(reader.word() - 2);
    else throw new CodecError('a marker is unknown or not supported');
  }

  #read_frame(marker: number, reader: JpegReader): void {
    const length = reader.word();
    const precision = reader.byte();
    const [height, width, count] = [reader.word(), reader.word(), reader.byte()];
    if (this.frame !== null) throw new CodecError('a second frame');
    if (length !== 8 + 3 * count || precision !== 8) throw new CodecError('the frame is wrong');
    const is_size = width > 0 && height > 0 && width <= MAX_SIZE && height <= MAX_SIZE;
    if (!is_size || count < 1 || count > MAX_COMPONENTS) throw new CodecError('the frame is wrong');
    const facts = Array.from({length: count}, () => {
      const [id, factors, table] = [reader.byte(), reader.byte(), reader.byte()];
      return {id, h: factors >> 4, v: factors & 15, table};
    });
    if (facts.some(({h, v}) => h < 1 || h > 4 || v < 1 || v > 4)) throw new CodecError('sampling is wrong');
    this.frame = make_frame(width, height, marker === 0xc2, facts);
  }

  #read_codes(reader: JpegReader): void {
    let left = reader.word() - 2;
    while (left > 16) {
      const index = reader.byte();
      const counts = Uint8Array.from({length: 16}, () => reader.byte());
      const count = counts.reduce((sum, each) => sum + each, 0);
      left -= 17;
      if (count > 256 || count > left) throw new CodecError('a Huffman table is wrong');
      const symbols = Uint8Array.from({length: count}, () => reader.byte());
      left -= count;
      const tables = index & 0x10 ? this.ac_tables : this.dc_tables;
      if ((index & ~0x10) > 3) throw new CodecError('a Huffman table has no number');
      tables[index & 3] = {counts, symbols};
    }
    if (left !== 0) throw new CodecError('a Huffman table is wrong');
  }

  #read_quantization(reader: JpegReader): void {
    let left = reader.word() - 2;
    while (left > 0) {
      const index = reader.byte();
      if ((index & 15) > 3) throw new CodecError('a quantization table has no number');
      const is_wide = index >> 4 !== 0;
      const table = new Uint16Array(BLOCK);
      for (const place of NATURAL_ORDER) table[place] = is_wide ? reader.word() : reader.byte();
      this.quantization[index & 15] = table;
      left -= is_wide ? 129 : 65;
    }
    if (left !== 0) throw new CodecError('a quantization table is wrong');
  }

  #read_interval(reader: JpegReader): void {
    if (reader.word() !== 4) throw new CodecError('an interval is wrong');
    this.restart_interval = reader.word();
  }

  #read_application(marker: number, reader: JpegReader): void {
    const length = reader.word() - 2;
    const data = Array.from({length: Math.min(Math.max(length, 0), 14)}, () => reader.byte());
    const text = String.fromCharCode(...data.slice(0, 5));
    if (marker === 0xe0 && data.length >= 14 && text === 'JFIF\0') this.has_jfif = true;
    if (marker === 0xee && data.length >= 12 && text === 'Adobe') this.adobe = data[11]!;
    reader.skip(length - data.length);
  }

  /** Reads the head of a scan. */
  read_scan(reader: JpegReader): Scan {
    const {frame} = this;
    if (frame === null) throw new CodecError('a scan before its frame');
    const length = reader.word();
    const count = reader.byte();
    if (count < 1 || count > 4 || length !== 6 + 2 * count) throw new CodecError('a scan is wrong');
    const components: Component[] = [];
    const tables: number[] = [];
    for (let index = 0; index < count; index++) {
      const id = reader.byte();
      tables.push(reader.byte());
      const found = frame.components.find((one) => one.id === id && !components.includes(one));
      if (found === undefined) throw new CodecError('a scan names no component');
      components.push(found);
    }
    const [first, last, bits] = [reader.byte(), reader.byte(), reader.byte()];
    reader.keep();
    const together = components.reduce((sum, {h, v}) => sum + h * v, 0);
    if (count > 1 && together > MAX_BLOCKS_TOGETHER) throw new CodecError('a scan has too many blocks');
    this.#latch(components);
    return {
      components,
      dc_tables: tables.map((table) => table >> 4),
      ac_tables: tables.map((table) => table & 15),
      first,
      last,
      high: bits >> 4,
      low: bits & 15,
    };
  }

  /** Keeps the tables that are valid now for components whose first scan this is, and makes room. */
  #latch(components: readonly Component[]): void {
    for (const component of components) {
      if (component.quantization !== null) continue;
      const table = this.quantization[component.table];
      if (table === undefined) throw new CodecError('a quantization table is missing');
      component.quantization = table.slice();
      component.coefficients = new Int16Array(component.stride * component.rows * BLOCK);
    }
  }
}

export interface ComponentFacts {
  readonly id: number;
  readonly h: number;
  readonly v: number;
  readonly table: number;
}

/** A frame without coefficients. */
export function make_frame(
  width: number,
  height: number,
  is_progressive: boolean,
  facts: readonly ComponentFacts[],
): Frame {
  const max_h = Math.max(...facts.map(({h}) => h));
  const max_v = Math.max(...facts.map(({v}) => v));
  const [across, down] = [Math.ceil(width / (8 * max_h)), Math.ceil(height / (8 * max_v))];
  const components = facts.map((one): Component => {
    const [stride, rows] = [across * one.h, down * one.v];
    return {
      ...one,
      stride,
      rows,
      blocks_across: Math.ceil((width * one.h) / (8 * max_h)),
      blocks_down: Math.ceil((height * one.v) / (8 * max_v)),
      coefficients: new Int16Array(0),
      quantization: null,
      missing_bits: new Int8Array(BLOCK).fill(UNKNOWN),
    };
  });
  return {width, height, is_progressive, components, max_h, max_v};
}
