// The other threads of a backend: workers on the same memory that run the same modules. They start when they are first wanted;
// until all are there, programs run on the main thread alone.
import {INTERNAL} from '../../../errors.ts';
import {KernelError} from '../../kernel_error.ts';
import type {WasmMemory} from '../memory/wasm_memory.ts';
import {COMMANDS, CONTROL_BYTES, WORDS} from './control.ts';
import {worker_main, type WorkerTask} from './worker_main.ts';

/** A worker as this needs it, in Node and in a browser. */
export interface Thread {
  end(): void;
}

/** Starts a worker with the text of its program; null where there are no workers. */
export type StartThread = (source: string, task: WorkerTask) => Thread;

/** Milliseconds for which a worker looks for the next command itself. */
const PATIENCE = 20;

/** Looks at a word before the main thread sleeps, or looks at the clock. */
const SPINS = 1000;

export class ThreadPool {
  readonly threads: number;
  readonly #memory: WasmMemory;
  readonly #start: StartThread;
  readonly #workers: Thread[] = [];
  readonly #loaded = new Set<number>();
  #has_begun = false;
  #next_module = 0;
  #is_ended = false;

  /** Seconds for which a thread is waited for. */
  readonly most_seconds: number;

  constructor(memory: WasmMemory, threads: number, start: StartThread, most_seconds = 60) {
    this.#memory = memory;
    this.threads = threads;
    this.#start = start;
    this.most_seconds = most_seconds;
  }

  get #control(): Int32Array {
    return new Int32Array(this.#memory.memory.buffer, 0, CONTROL_BYTES / 4);
  }

  /** A number for a new module. */
  new_module(): number {
    return this.#next_module++;
  }

  /** Whether all threads can run the module; starts them, and hands the module to them, if need be. */
  has(module: number, bytes: Uint8Array): boolean {
    if (this.threads === 1 || this.#is_ended) return false;
    if (this.#workers.length === 0) this.#start_all();
    if (Atomics.load(this.#control, WORDS.ready) < this.threads - 1) return false;
    if (!this.#loaded.has(module)) this.#load(module, bytes);
    return !this.#has_failed;
  }

  /** Runs a module on all threads; `run_own` is the share of this one, whose last barrier all threads pass. */
  run(module: number, run_own: () => void): void {
    this.#command(COMMANDS.run, module);
    run_own();
    if (this.#has_failed) throw this.#failure();
  }

  get #has_failed(): boolean {
    return Atomics.load(this.#control, WORDS.failed) !== 0;
  }

  #failure(): KernelError {
    this.#is_ended = true;
    for (const worker of this.#workers) worker.end();
    const count = this.threads - 1;
    return new KernelError(
      INTERNAL,
      `One of the ${count} other threads of the backend 'wasm' has died. From here on it computes on one thread.`,
    );
  }

  forget(module: number): void {
    if (this.#loaded.delete(module) && !this.#is_ended) this.#command(COMMANDS.forget, module);
  }

  /** Ends all workers. */
  end(): void {
    if (this.#is_ended) return;
    this.#is_ended = true;
    for (const worker of this.#workers) worker.end();
  }

  #start_all(): void {
    const source = `(${worker_main.toString()})`;
    for (let thread = 1; thread < this.threads; thread++) {
      const {memory} = this.#memory;
      const task = {
        memory,
        thread,
        threads: this.threads,
        words: WORDS,
        commands: COMMANDS,
        patience: PATIENCE,
      };
      this.#workers.push(this.#start(source, task));
    }
  }

  #load(module: number, bytes: Uint8Array): void {
    const address = this.#memory.heap.take(bytes.length);
    this.#memory.bytes.set(bytes, address);
    this.#command(COMMANDS.load, module, address, bytes.length);
    this.#wait();
    this.#memory.heap.give_back(address);
    this.#loaded.add(module);
  }

  #command(command: number, module: number, address = 0, length = 0): void {
    if (this.#has_begun) this.#wait();
    const control = this.#control;
    Atomics.store(control, WORDS.done, 0);
    Atomics.store(control, WORDS.command, command);
    Atomics.store(control, WORDS.module, module);
    Atomics.store(control, WORDS.address, address);
    Atomics.store(control, WORDS.length, length);
    Atomics.add(control, WORDS.command_count, 1);
    Atomics.notify(control, WORDS.command_count);
    this.#has_begun = true;
  }

  /** Until all workers have done the last command. */
  #wait(): void {
    const control = this.#control;
    const end = performance.now() + this.most_seconds * 1000;
    for (let spins = 0; ; spins++) {
      const done = Atomics.load(control, WORDS.done);
      if (done >= this.threads - 1) return;
      // The main thread of a browser may not sleep.
      if (spins > SPINS && may_sleep) Atomics.wait(control, WORDS.done, done, 1);
      if (spins % SPINS === SPINS - 1 && performance.now() > end) throw this.#failure();
    }
  }
}

const may_sleep = typeof window === 'undefined';
