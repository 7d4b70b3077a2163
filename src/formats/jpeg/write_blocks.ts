/**
 * One block's coefficients as symbols and bits of a scan: all of them, or in progressive files a band of them, first their high bits,
 * then bit by bit. What `scan_blocks.ts` reads.
 */
import type {Scan} from './frame.ts';
import {BLOCK, NATURAL_ORDER} from './order.ts';
import type {Sink} from './sinks.ts';

/** Takes blocks one after the other. */
export interface BlockEncoder {
  /** Takes the block at `at`, of the scan's component `index`. */
  write(coefficients: Int16Array, at: number, index: number): void;
  finish(): void;
}

const RUN_OF_16 = 0xf0;
const MOST_COMPONENTS = 4;
const LONGEST_RUN = 0x7fff;
/** How many bits that correct earlier coefficients libjpeg keeps back at most, with room for a block. */
const MOST_CORRECTIONS = 1000 - BLOCK + 1;

/** The number of the code for first coefficients, and of that for others. */
const dc_table = (table: number): number => table;
const ac_table = (table: number): number => table + 2;

/** How many bits a size takes. */
function bit_count(size: number): number {
  return 32 - Math.clz32(size);
}

/** The bits that stand for a number: of negative ones those of the number less 1. */
function number_bits(value: number): number {
  return value < 0 ? value - 1 : value;
}

/** First coefficients, as differences from the block before. */
class Differences {
  readonly #sink: Sink;
  readonly #tables: readonly number[];
  readonly #last = new Int32Array(MOST_COMPONENTS);

  constructor(sink: Sink, {dc_tables}: Scan) {
    this.#sink = sink;
    this.#tables = dc_tables;
  }

  write(value: number, index: number): void {
    const difference = value - this.#last[index]!;
    this.#last[index] = value;
    const count = bit_count(Math.abs(difference));
    this.#sink.symbol(dc_table(this.#tables[index]!), count);
    if (count > 0) this.#sink.bits(number_bits(difference), count);
  }
}

/** What writes first coefficients as differences, and keeps nothing back. */
abstract class ByDifferences implements BlockEncoder {
  protected readonly sink: Sink;
  protected readonly scan: Scan;
  protected readonly differences: Differences;

  constructor(sink: Sink, scan: Scan) {
    this.sink = sink;
    this.scan = scan;
    this.differences = new Differences(sink, scan);
  }

  abstract write(coefficients: Int16Array, at: number, index: number): void;

  finish(): void {
    // Nothing is kept back.
  }
}

class Baseline extends ByDifferences {
  write(coefficients: Int16Array, at: number, index: number): void {
    this.differences.write(coefficients[at]!, index);
    const table = ac_table(this.scan.ac_tables[index]!);
    let zeros = 0;
    for (let place = 1; place < BLOCK; place++) {
      const value = coefficients[at + NATURAL_ORDER[place]!]!;
      if (value === 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15; zeros -= 16) this.sink.symbol(table, RUN_OF_16);
      const count = bit_count(Math.abs(value));
      this.sink.symbol(table, zeros * 16 + count);
      this.sink.bits(number_bits(value), count);
      zeros = 0;
    }
    if (zeros > 0) this.sink.symbol(table, 0);
  }
}

/** The high bits of first coefficients, or one more. */
class ProgressiveDc extends ByDifferences {
  write(coefficients: Int16Array, at: number, index: number): void {
    const value = coefficients[at]! >> this.scan.low;
    if (this.scan.high > 0) this.sink.bits(value, 1);
    else this.differences.write(value, index);
  }
}

/** Counts blocks whose band has no more new coefficients, with the bits that correct known ones. */
class EmptyRun {
  readonly #sink: Sink;
  readonly #table: number;
  readonly #corrections: number[] = [];
  #count = 0;

  constructor(sink: Sink, {ac_tables}: Scan) {
    this.#sink = sink;
    this.#table = ac_table(ac_tables[0]!);
  }

  /** One more block, with its corrections. */
  add(corrections: readonly number[]): void {
    this.#count++;
    this.#corrections.push(...corrections);
    if (this.#count === LONGEST_RUN || this.#corrections.length > MOST_CORRECTIONS) this.end();
  }

  end(): void {
    if (this.#count === 0) return;
    const count = bit_count(this.#count) - 1;
    this.#sink.symbol(this.#table, count * 16);
    if (count > 0) this.#sink.bits(this.#count, count);
    this.#count = 0;
    for (const bit of this.#corrections.splice(0)) this.#sink.bits(bit, 1);
  }
}

/** The high bits of a band. */
class FirstAc implements BlockEncoder {
  readonly #sink: Sink;
  readonly #scan: Scan;
  readonly #run: EmptyRun;

  constructor(sink: Sink, scan: Scan) {
    this.#sink = sink;
    this.#scan = scan;
    this.#run = new EmptyRun(sink, scan);
  }

  write(coefficients: Int16Array, at: number): void {
    const {first, last, low, ac_tables} = this.#scan;
    const table = ac_table(ac_tables[0]!);
    let zeros = 0;
    for (let place = first; place <= last; place++) {
      const value = coefficients[at + NATURAL_ORDER[place]!]!;
      const size = Math.abs(value) >> low;
      if (size === 0) {
        zeros++;
        continue;
      }
      this.#run.end();
      for (; zeros > 15; zeros -= 16) this.#sink.symbol(table, RUN_OF_16);
      const count = bit_count(size);
      this.#sink.symbol(table, zeros * 16 + count);
      this.#sink.bits(value < 0 ? ~size : size, count);
      zeros = 0;
    }
    if (zeros > 0) this.#run.add([]);
  }

  finish(): void {
    this.#run.end();
  }
}

/** One more bit of a band, with the coefficients that are new. */
class MoreAc implements BlockEncoder {
  readonly #sink: Sink;
  readonly #scan: Scan;
  readonly #run: EmptyRun;
  readonly #sizes = new Int32Array(BLOCK);

  constructor(sink: Sink, scan: Scan) {
    this.#sink = sink;
    this.#scan = scan;
    this.#run = new EmptyRun(sink, scan);
  }

  /** Finds how large the coefficients are; the place of the last new one. */
  #measure(coefficients: Int16Array, at: number): number {
    const {first, last, low} = this.#scan;
    let newest = 0;
    for (let place = first; place <= last; place++) {
      const size = Math.abs(coefficients[at + NATURAL_ORDER[place]!]!) >> low;
      this.#sizes[place] = size;
      if (size === 1) newest = place;
    }
    return newest;
  }

  #correct(corrections: number[]): void {
    for (const bit of corrections.splice(0)) this.#sink.bits(bit, 1);
  }

  write(coefficients: Int16Array, at: number): void {
    const {first, last, ac_tables} = this.#scan;
    const table = ac_table(ac_tables[0]!);
    const newest = this.#measure(coefficients, at);
    const corrections: number[] = [];
    let zeros = 0;
    for (let place = first; place <= last; place++) {
      const size = this.#sizes[place]!;
      if (size === 0) {
        zeros++;
        continue;
      }
      // After the last new coefficient, zeros are part of the end of the block.
      const long_runs = place <= newest ? zeros >> 4 : 0;
      for (let run = 0; run < long_runs; run++) {
        this.#run.end();
        this.#sink.symbol(table, RUN_OF_16);
        this.#correct(corrections);
      }
      zeros -= 16 * long_runs;
      if (size > 1) {
        corrections.push(size & 1);
        continue;
      }
      this.#run.end();
      this.#sink.symbol(table, zeros * 16 + 1);
      this.#sink.bits(coefficients[at + NATURAL_ORDER[place]!]! < 0 ? 0 : 1, 1);
      this.#correct(corrections);
      zeros = 0;
    }
    if (zeros > 0 || corrections.length > 0) this.#run.add(corrections);
  }

  finish(): void {
    this.#run.end();
  }
}

/** What writes the blocks of a scan. */
export function block_encoder(sink: Sink, scan: Scan, is_progressive: boolean): BlockEncoder {
  if (!is_progressive) return new Baseline(sink, scan);
  if (scan.first === 0) return new ProgressiveDc(sink, scan);
  return scan.high === 0 ? new FirstAc(sink, scan) : new MoreAc(sink, scan);
}
