/**
 * Records of several files, over and over, in an order that chance decides: `RecordInput`. The order is TensorFlow's for
 * one thread whose buffer is full before records are taken. Knows no ops.
 */
import {NotFoundError} from '../errors.ts';
import {records_of} from '../formats/records.ts';
import type {Files} from '../util/files.ts';
import {matching_paths} from '../util/glob.ts';
import {unpacked_file} from '../util/unpack.ts';
import {mersenne_twister64, shuffle_in_place} from '../util/mersenne_twister64.ts';

export interface RecordOptions {
  /** Patterns of file names, separated by commas. */
  readonly file_pattern: string;
  readonly seed: number;
  readonly buffer_size: number;
  readonly shift_ratio: number;
  readonly compression_type: string;
}

/** Records that a thread adds at a time. */
const CHUNK = 16;
const FACTOR = 0xc6a4a7935bd1e995n;

/** TensorFlow's hash of a 64-bit number. */
function hash64(value: bigint, seed: bigint): bigint {
  const wrap = (product: bigint): bigint => BigInt.asUintN(64, product);
  let mixed = wrap(value * FACTOR);
  mixed = wrap((mixed ^ (mixed >> 47n)) * FACTOR);
  let hash = wrap((seed ^ wrap(8n * FACTOR) ^ mixed) * FACTOR);
  hash = wrap((hash ^ (hash >> 47n)) * FACTOR);
  return hash ^ (hash >> 47n);
}

export class RecordYielder {
  static readonly type_name = 'N10tensorflow13RecordYielderE';
  readonly #options: RecordOptions;
  readonly #random: () => bigint;
  readonly #buffer: Uint8Array[] = [];
  #records: AsyncGenerator<Uint8Array[]> | null = null;
  /** Records that were read and found no room yet. */
  #chunk: Uint8Array[] = [];
  #epoch = 0n;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: RecordOptions) {
    this.#options = options;
    this.#random = mersenne_twister64(BigInt.asUintN(64, BigInt(options.seed)));
  }

  /** The next records. */
  take(count: number, files: Files): Promise<Uint8Array[]> {
    const result = this.#turn.then(async () => {
      const found: Uint8Array[] = [];
      while (found.length < count) found.push(await this.#next(files));
      return found;
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #next(files: Files): Promise<Uint8Array> {
    for (;;) {
      const has_more = await this.#fill(files);
      const record = has_more || this.#buffer.length > 0 ? this.#buffer.pop() : undefined;
      if (record !== undefined) return record;
    }
  }

  /** Fills the buffer; whether the files have more than it holds. An epoch begins when the one before is used up. */
  async #fill(files: Files): Promise<boolean> {
    if (this.#records === null) {
      if (this.#buffer.length > 0) return false;
      this.#records = this.#read(files);
    }
    for (;;) {
      while (this.#chunk.length > 0) {
        if (this.#buffer.length >= this.#options.buffer_size) return true;
        this.#add(this.#chunk.pop() as Uint8Array);
      }
      const step = await this.#records.next();
      if (step.done === true) {
        this.#records = null;
        return false;
      }
      this.#chunk = step.value;
    }
  }

  /** Puts a record at a random place; what was there goes to the end. */
  #add(record: Uint8Array): void {
    const place = Number(this.#random() % BigInt(this.#buffer.length + 1));
    const before = this.#buffer[place];
    if (before !== undefined) this.#buffer.push(before);
    this.#buffer[place] = record;
  }

  /** The records of all files once, in chunks. */
  async *#read(files: Files): AsyncGenerator<Uint8Array[]> {
    const {file_pattern, seed, shift_ratio, compression_type} = this.#options;
    this.#epoch++;
    const names: string[] = [];
    for (const pattern of file_pattern.split(',')) names.push(...(await matching_paths(files, pattern)));
    if (names.length === 0) throw new NotFoundError(null, null, `Found no files at ${file_pattern}`);
    shuffle_in_place(names, mersenne_twister64(hash64(this.#epoch, BigInt.asUintN(64, BigInt(seed)))));
    const shift = shift_ratio >= 0 && shift_ratio < 1 ? Math.floor(shift_ratio * names.length) : 0;
    let chunk: Uint8Array[] = [];
    for (const name of [...names.slice(shift), ...names.slice(0, shift)]) {
      for (const record of records_of(unpacked_file(await files.read(name), compression_type))) {
        chunk.push(record.slice());
        if (chunk.length < CHUNK) continue;
        yield chunk;
        chunk = [];
      }
    }
    if (chunk.length > 0) yield chunk;
  }
}
