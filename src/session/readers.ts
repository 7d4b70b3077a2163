/**
 * Readers: each takes names of files from a queue, one after the other, and gives the records of each. Knows nothing
 * of ops.
 */
import {InvalidArgumentError, UnimplementedError} from '../errors.ts';
import {decode_message} from '../formats/decode.ts';
import {encode_message} from '../formats/encode.ts';
import {message_to_text} from '../formats/text_writer.ts';
import {escape_bytes} from '../formats/text_escape.ts';
import {string} from '../types/dtypes.ts';
import type {Files} from '../util/files.ts';
import type {Queue} from './queues/queue.ts';

/** A record and its name. */
export interface Read {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** What one step through a file gives: a record, the news that the file ends here, or both. */
export interface WorkStep {
  /** `key`: what stands after the file's name; `null` where that name is all. */
  readonly record: {readonly key: string | null; readonly value: Uint8Array} | null;
  readonly at_end: boolean;
}

/** Opens a file; then each call goes one step through it. */
export type OpenWork = (files: Files, path: Uint8Array) => Promise<() => Promise<WorkStep>>;

const encoder = new TextEncoder();

export class Reader {
  static readonly type_name = 'N10tensorflow15ReaderInterfaceE';
  readonly #name: string;
  readonly #open: OpenWork;
  /** Whether its state is no more than counts and a name. */
  readonly #is_plain: boolean;
  #work: Uint8Array = new Uint8Array(0);
  #step: (() => Promise<WorkStep>) | null = null;
  #started = 0;
  #finished = 0;
  #produced = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** `name`: as messages have it. */
  constructor(name: string, open: OpenWork, is_plain: boolean) {
    this.#name = name;
    this.#open = open;
    this.#is_plain = is_plain;
  }

  get records_produced(): number {
    return this.#produced;
  }

  get work_units_completed(): number {
    return this.#finished;
  }

  reset(): void {
    this.#work = new Uint8Array(0);
    this.#step = null;
    this.#started = this.#finished = this.#produced = 0;
  }

  /** The next record; waits for the name of a file where the one before is done. */
  read(queue: Queue, files: Files, signal: AbortSignal): Promise<Read> {
    return this.#in_turn(async () => {
      for (;;) {
        const {record} = await this.#next(queue, files, signal);
        if (record !== null) return record;
      }
    });
  }

  /** At most `count` records, as many as the file at hand has; at least one. */
  read_up_to(count: number, queue: Queue, files: Files, signal: AbortSignal): Promise<Read[]> {
    return this.#in_turn(async () => {
      const found: Read[] = [];
      while (found.length < count) {
        const {record, at_end} = await this.#next(queue, files, signal);
        if (record !== null) found.push(record);
        if (at_end && found.length > 0) break;
      }
      return found;
    });
  }

  /** One after the other: a reader stands at one place. */
  #in_turn<R>(work: () => Promise<R>): Promise<R> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #next(
    queue: Queue,
    files: Files,
    signal: AbortSignal,
  ): Promise<{readonly record: Read | null; readonly at_end: boolean}> {
    if (this.#step === null) {
      this.#work = await next_work(queue, signal);
      this.#step = await this.#open(files, this.#work);
      this.#started++;
    }
    const {record, at_end} = await this.#step();
    if (at_end) {
      this.#finished = this.#started;
      this.#step = null;
    }
    if (record === null) return {record, at_end};
    this.#produced++;
    return {record: {key: this.#key(record.key), value: record.value}, at_end};
  }

  #key(text: string | null): Uint8Array {
    if (text === null) return this.#work;
    const tail = encoder.encode(`:${text}`);
    const key = new Uint8Array(this.#work.length + tail.length);
    key.set(this.#work);
    key.set(tail, this.#work.length);
    return key;
  }

  /** Where the reader stands, as a `ReaderBaseState`. */
  serialize(): Uint8Array {
    if (!this.#is_plain) throw new UnimplementedError(null, null, 'Reader SerializeState');
    return encode_message('ReaderBaseState', {
      work_started: this.#started,
      work_finished: this.#finished,
      num_records_produced: this.#produced,
      current_work: this.#work,
    });
  }

  /** Goes where such bytes say; where they make no sense, to the beginning. */
  restore(bytes: Uint8Array): void {
    this.reset();
    if (!this.#is_plain) throw new UnimplementedError(null, null, 'Reader RestoreState');
    const state = this.#parsed(bytes);
    const [started, finished] = [Number(state.work_started), Number(state.work_finished)];
    const produced = Number(state.num_records_produced);
    const shown = `when restoring in ${this.#name}: ${message_to_text('ReaderBaseState', state)}`;
    if (started < 0 || finished < 0 || produced < 0) throw invalid(`Unexpected negative value ${shown}`);
    if (started > finished) throw invalid(`Inconsistent work started vs. finished ${shown}`);
    this.#started = started;
    this.#finished = finished;
    this.#produced = produced;
    this.#work = state.current_work;
  }

  #parsed(bytes: Uint8Array): ReturnType<typeof decode_message<'ReaderBaseState'>> {
    try {
      return decode_message('ReaderBaseState', bytes);
    } catch {
      throw invalid(`Could not parse state for ${this.#name}: ${escape_bytes(bytes)}`);
    }
  }
}

/** The name of the next file. */
async function next_work(queue: Queue, signal: AbortSignal): Promise<Uint8Array> {
  const element = await queue.dequeue(signal);
  const [component] = element;
  if (component === undefined || element.length !== 1) throw invalid('Expected single component queue');
  if (component.dtype !== string) throw invalid('Expected queue with single string component');
  if (component.size !== 1) throw invalid('Expected to dequeue a one-element string tensor');
  return component.data[0] as Uint8Array;
}

function invalid(text: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, text);
}
