/**
 * A file of events as TensorBoard reads it, which grows while a program goes on. Knows no kind of event.
 */
import {encode_event, type Event} from '../../formats/records.ts';
import {machine_files, machine_host_name, type Files} from '../../util/files.ts';

const VERSION = 'brain.Event:2';

/** Seconds since 1970. */
export function wall_time(): number {
  return Date.now() / 1000;
}

/** A place for events: they wait in memory, and are written many at a time, in their order. */
export class EventFile {
  readonly #folder: string;
  readonly #suffix: string;
  readonly #max_queue: number;
  readonly #flush_secs: number;
  #path: Promise<string> | null = null;
  #pending: Uint8Array[] = [];
  #written_at = wall_time();
  #turn: Promise<void> = Promise.resolve();

  /** Events are written when there are more than `max_queue`, or when `flush_secs` have gone by since the last time. */
  constructor(folder: string, suffix: string, max_queue: number, flush_secs: number) {
    this.#folder = folder;
    this.#suffix = suffix;
    this.#max_queue = max_queue;
    this.#flush_secs = flush_secs;
    this.#begin();
  }

  add(event: Partial<Event>): void {
    if (this.#path === null) this.#begin();
    this.#pending.push(encode_event(event));
    const is_time = wall_time() - this.#written_at > this.#flush_secs;
    // What fails is told by the next `flush`.
    if (is_time || this.#pending.length > this.#max_queue) this.flush().catch(() => undefined);
  }

  /** Writes what waits. Rejects where the file cannot be written. */
  async flush(): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#write());
    await this.#turn;
  }

  /** Writes what waits; the next event begins another file. */
  async close(): Promise<void> {
    await this.flush();
    this.#path = null;
  }

  /** A new file begins with what its events are like. */
  #begin(): void {
    const time = wall_time();
    this.#path = this.#new_path(time);
    this.#path.catch(() => undefined);
    this.#pending.push(encode_event({wall_time: time, file_version: VERSION}));
  }

  async #new_path(time: number): Promise<string> {
    const seconds = String(Math.trunc(time)).padStart(10, '0');
    const name = `events.out.tfevents.${seconds}.${await machine_host_name()}${this.#suffix}`;
    const files = await machine_files();
    await files.make_directories(this.#folder);
    return unused_path(files, `${this.#folder.replace(/\/+$/, '')}/${name}`);
  }

  async #write(): Promise<void> {
    this.#written_at = wall_time();
    if (this.#path === null || this.#pending.length === 0) return;
    const chunks = this.#pending;
    this.#pending = [];
    await (await machine_files()).append(await this.#path, chunks);
  }
}

/** A path at which there is nothing: where several files begin in one second, with a number after. */
async function unused_path(files: Files, path: string): Promise<string> {
  for (let i = 0; ; i++) {
    const tried = i === 0 ? path : `${path}.${i}`;
    if (!(await files.exists(tried))) return tried;
  }
}
