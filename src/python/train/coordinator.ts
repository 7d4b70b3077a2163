/**
 * `tf.train.Coordinator`: tells several asynchronous loops to stop, and waits for them. A thread here is such a loop.
 */
import {OutOfRangeError} from '../../errors.ts';
import {log} from '../../graph/logging.ts';
import {RuntimeError} from '../../types/python_errors.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';

/** A loop that a coordinator can wait for. */
export interface Thread {
  readonly name: string;
  is_alive(): boolean;
  /** Resolves when it has ended; at once if it was never started. */
  join(): Promise<void>;
}

type ErrorClass = abstract new (...args: never[]) => Error;

/** Waits for a promise, but not longer; whether it came in time. */
async function in_time(promise: Promise<unknown>, seconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.min(seconds * 1000, 2 ** 31 - 1));
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

class CoordinatorClass {
  readonly #clean_stops: readonly ErrorClass[];
  readonly #threads = new Set<Thread>();
  #error: Error | null = null;
  #joined = false;
  #is_stopped = false;
  #tell: () => void = () => undefined;
  #stopped: Promise<void> = new Promise((resolve) => (this.#tell = resolve));

  constructor(clean_stop_exception_types: readonly ErrorClass[] | null = null) {
    this.#clean_stops = clean_stop_exception_types ?? [OutOfRangeError];
  }

  /**
   * Asks all threads to stop. An error `ex` is thrown by `join`, unless it is of those that mean a good end
   * (OutOfRangeError); after `join` it is thrown here.
   */
  request_stop(...args: Arguments<['ex'], [ex?: Error | null]>): void;
  request_stop(ex: Error | null = null): void {
    const error = this.#clean_stops.some((type) => ex instanceof type) ? null : ex;
    if (this.#joined && error !== null) throw error;
    if (this.#is_stopped) return;
    if (error !== null) {
      log('INFO', `Error reported to Coordinator: ${error.name}, ${error.message}`);
      this.#error = error;
    }
    this.#is_stopped = true;
    this.#tell();
  }

  /** Forgets that it was asked to stop, and the error. */
  clear_stop(): void {
    this.#joined = false;
    this.#error = null;
    if (!this.#is_stopped) return;
    this.#is_stopped = false;
    this.#stopped = new Promise((resolve) => (this.#tell = resolve));
  }

  /** Whether threads are to stop. */
  should_stop(): boolean {
    return this.#is_stopped;
  }

  /** Runs `body`; an error that it throws asks to stop (Python's `with coord.stop_on_exception():`). */
  async stop_on_exception(body: () => unknown): Promise<void> {
    try {
      await body();
    } catch (error) {
      this.request_stop(error as Error);
    }
  }

  /** Waits until it is asked to stop, at most `timeout` seconds; whether it was. */
  wait_for_stop(...args: Arguments<['timeout'], [timeout?: number | null]>): Promise<boolean>;
  async wait_for_stop(timeout: number | null = null): Promise<boolean> {
    if (timeout === null) await this.#stopped;
    else await in_time(this.#stopped, timeout);
    return this.#is_stopped;
  }

  /** A thread that `join` waits for. */
  register_thread(...args: Arguments<['thread'], [thread: Thread]>): void;
  register_thread(thread: Thread): void {
    this.#threads.add(thread);
  }

  /**
   * Waits until all threads have ended, or after a stop was asked for at most `stop_grace_period_secs` seconds. Throws the
   * error with which it was asked to stop, and RuntimeError where threads still run.
   */
  join(
    ...args: Arguments<
      ['threads', 'stop_grace_period_secs', 'ignore_live_threads'],
      [threads?: readonly Thread[] | null, stop_grace_period_secs?: number, ignore_live_threads?: boolean]
    >
  ): Promise<void>;
  async join(
    threads: readonly Thread[] | null = null,
    stop_grace_period_secs = 120,
    ignore_live_threads = false,
  ): Promise<void> {
    const all = [...new Set([...this.#threads, ...(threads ?? [])])];
    const ended = Promise.all(all.map((thread) => thread.join()));
    await Promise.race([ended, this.#stopped]);
    await in_time(ended, stop_grace_period_secs);
    this.#joined = true;
    this.#threads.clear();
    this.raise_requested_exception();
    const alive = all.filter((thread) => thread.is_alive()).map(({name}) => name);
    if (alive.length === 0) return;
    const text = `Coordinator stopped with threads still running: ${alive.join(' ')}`;
    if (!ignore_live_threads) throw new RuntimeError(text);
    log('INFO', text);
  }

  /** Whether `join` has ended. */
  get joined(): boolean {
    return this.#joined;
  }

  /** Throws the error with which it was asked to stop, if there is one. */
  raise_requested_exception(): void {
    if (this.#error !== null) throw this.#error;
  }
}

define_methods(CoordinatorClass, {
  request_stop: ['ex'],
  clear_stop: [],
  should_stop: [],
  wait_for_stop: ['timeout'],
  register_thread: ['thread'],
  join: ['threads', 'stop_grace_period_secs', 'ignore_live_threads'],
  raise_requested_exception: [],
});

/** `tf.train.Coordinator()`. Errors of `clean_stop_exception_types` mean a good end. */
export const Coordinator = public_class(['clean_stop_exception_types'], CoordinatorClass);
export type Coordinator = CoordinatorClass;
