/**
 * The coefficients of one scan: which blocks come in which order, where the decoder begins anew, and each block's coefficients.
 */
import {CodecError} from '../codec_error.ts';
import type {Component, Frame, JpegHeader, Scan} from './frame.ts';
import {HuffmanDecoder, type HuffmanSpec} from './huffman.ts';
import {BLOCK} from './order.ts';
import type {JpegReader} from './reader.ts';
import {SuspendedError} from './recovering_reader.ts';
import {block_decoder, type BlockDecoder, type BlockTables} from './scan_blocks.ts';
import {STANDARD_AC, STANDARD_DC} from './standard_codes.ts';

const FIRST_RESTART = 0xd0;

function decoder(spec: HuffmanSpec | undefined, is_dc: boolean): HuffmanDecoder {
  if (spec === undefined) throw new CodecError('a Huffman table is missing');
  if (is_dc && spec.symbols.some((symbol) => symbol > 15)) throw new CodecError('a Huffman table is wrong');
  return new HuffmanDecoder(spec);
}

/** Whether what a progressive scan brings can be. */
function check_progressive({components, first, last, high, low}: Scan): void {
  const is_band = first === 0 ? last === 0 : last >= first && last < BLOCK && components.length === 1;
  const is_step = high === 0 || low === high - 1;
  if (!is_band || !is_step || low > 13) throw new CodecError('a progressive scan is wrong');
}

/** The decoders that the scan needs, by component. Baseline files may leave the standard codes out. */
function decoders(header: JpegHeader, scan: Scan, is_progressive: boolean): BlockTables[] {
  const needs_dc = !is_progressive || (scan.first === 0 && scan.high === 0);
  const needs_ac = !is_progressive || scan.first > 0;
  const [other_dc, other_ac] = is_progressive ? [[], []] : [STANDARD_DC, STANDARD_AC];
  return scan.components.map((_, index) => {
    const [dc, ac] = [scan.dc_tables[index]!, scan.ac_tables[index]!];
    return {
      dc: needs_dc ? decoder(header.dc_tables[dc] ?? other_dc[dc], true) : null,
      ac: needs_ac ? decoder(header.ac_tables[ac] ?? other_ac[ac], false) : null,
    };
  });
}

/** Takes the marker at which the decoder begins anew, as far as the file still has it. */
class Restarts {
  readonly #reader: JpegReader;
  #next = 0;

  constructor(reader: JpegReader) {
    this.#reader = reader;
  }

  take(): void {
    const reader = this.#reader;
    reader.end_bits();
    const marker = reader.next_marker();
    if (marker !== FIRST_RESTART + this.#next) this.#find(marker);
    this.#next = (this.#next + 1) & 7;
    if (reader.marker === 0) reader.is_short = false;
  }

  /** Leaves a marker that comes too early for later; goes past one that comes too late. */
  #find(met: number): void {
    for (let marker = met; ; marker = this.#reader.next_marker()) {
      const ahead = (marker - FIRST_RESTART - this.#next) & 7;
      const is_restart = marker >= FIRST_RESTART && marker < FIRST_RESTART + 8;
      if (is_restart && ahead > 2 && ahead < 6) return;
      if (is_restart && ahead === 0) return;
      if (marker >= 0xc0 && (!is_restart || ahead <= 2)) {
        this.#reader.marker = marker;
        return;
      }
    }
  }
}

type Visit = (component: Component, index: number, block: number) => void;

/** Calls `visit` with each block of the scan, and `group` before the blocks that go together. */
export function for_each_block(
  {max_h, max_v, width, height}: Frame,
  {components}: Scan,
  group: () => void,
  visit: Visit,
): void {
  const [alone] = components;
  if (components.length === 1 && alone !== undefined) {
    for (let row = 0; row < alone.blocks_down; row++) {
      for (let column = 0; column < alone.blocks_across; column++) {
        group();
        visit(alone, 0, (row * alone.stride + column) * BLOCK);
      }
    }
    return;
  }
  const [across, down] = [Math.ceil(width / (8 * max_h)), Math.ceil(height / (8 * max_v))];
  for (let place = 0; place < across * down; place++) {
    const [row, column] = [Math.floor(place / across), place % across];
    group();
    components.forEach((component, index) => {
      const {h, v, stride} = component;
      for (let y = 0; y < v; y++) {
        for (let x = 0; x < h; x++)
          visit(component, index, ((row * v + y) * stride + column * h + x) * BLOCK);
      }
    });
  }
}

/** Notes how far the coefficients of the scan are known now. */
function note_known({components, first, last, low}: Scan): void {
  for (const {missing_bits} of components) missing_bits.fill(low, first, last + 1);
}

/** How many blocks go together. */
function group_size({components}: Scan): number {
  return components.length === 1 ? 1 : components.reduce((sum, {h, v}) => sum + h * v, 0);
}

/**
 * Reads the coefficients of a scan. Where the data end too early, the rest stays as it is. Returns how many groups of blocks were read
 * before the reader gave up, null where it did not.
 */
export function read_scan_data(
  reader: JpegReader,
  header: JpegHeader,
  frame: Frame,
  scan: Scan,
): number | null {
  if (frame.is_progressive) check_progressive(scan);
  const tables = decoders(header, scan, frame.is_progressive);
  const blocks: BlockDecoder = block_decoder(reader, scan, frame.is_progressive);
  const restarts = new Restarts(reader);
  reader.end_bits();
  reader.is_short = false;
  let left = header.restart_interval;
  let is_reading = true;
  let groups = -1;
  const size = group_size(scan);
  const group = () => {
    groups++;
    if (header.restart_interval > 0 && left === 0) {
      restarts.take();
      blocks.reset();
      left = header.restart_interval;
    }
    left--;
    // A group that has begun is read to its end, with zeros for missing bits; those after it are left.
    is_reading = !reader.is_short;
    if (is_reading) reader.begin_group(size);
  };
  try {
    for_each_block(frame, scan, group, (component, index, block) => {
      if (is_reading) blocks.read(component.coefficients, block, index, tables[index]!);
    });
  } catch (error) {
    if (error instanceof SuspendedError) return groups;
    throw error;
  }
  reader.keep();
  reader.end_bits();
  if (frame.is_progressive) note_known(scan);
  return null;
}
