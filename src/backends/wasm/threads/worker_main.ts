// What a worker does, as one function that is sent to it as text: it may use nothing from outside but its argument.
import type {COMMANDS, WORDS} from './control.ts';

/** What a worker is given. */
export interface WorkerTask {
  readonly memory: WebAssembly.Memory;
  /** Its number; the main thread is 0. */
  readonly thread: number;
  readonly threads: number;
  readonly words: typeof WORDS;
  readonly commands: typeof COMMANDS;
  /** Milliseconds in which it looks for the next command itself before it sleeps. */
  readonly patience: number;
}

/** Does commands until the worker is ended. Without functions inside: what bundlers put around them is not sent along. */
export function worker_main({memory, thread, threads, words, commands, patience}: WorkerTask): void {
  const control = new Int32Array(memory.buffer);
  const runs = new Map<number, (thread: number, threads: number) => void>();
  let seen = Atomics.load(control, words.command_count);
  Atomics.add(control, words.ready, 1);
  for (;;) {
    const end = performance.now() + patience;
    while (Atomics.load(control, words.command_count) === seen) {
      let spins = 2000;
      while (spins > 0 && Atomics.load(control, words.command_count) === seen) spins--;
      if (performance.now() > end) Atomics.wait(control, words.command_count, seen);
    }
    seen = Atomics.load(control, words.command_count);
    const command = Atomics.load(control, words.command);
    const module = Atomics.load(control, words.module);
    try {
      if (command === commands.load) {
        const address = Atomics.load(control, words.address) >>> 0;
        // Engines compile no bytes that others could change.
        const bytes = new Uint8Array(memory.buffer, address, Atomics.load(control, words.length)).slice();
        const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {memory: {memory}});
        runs.set(module, instance.exports['run'] as (thread: number, threads: number) => void);
      } else if (command === commands.forget) {
        runs.delete(module);
      } else {
        runs.get(module)?.(thread, threads);
      }
    } catch {
      Atomics.add(control, words.failed, 1);
    }
    Atomics.add(control, words.done, 1);
    Atomics.notify(control, words.done);
  }
}
