// The memory that all modules and all threads of one backend share, with its heap.
import {RESOURCE_EXHAUSTED} from '../../../errors.ts';
import {KernelError} from '../../kernel_error.ts';
import {Heap} from './heap.ts';

const PAGE = 65536;
/** 4 GiB, all that 32 bits address. */
export const MOST_PAGES = 65536;

export class WasmMemory {
  readonly memory: WebAssembly.Memory;
  readonly heap: Heap;
  #bytes: Uint8Array;

  constructor() {
    this.memory = new WebAssembly.Memory({initial: 16, maximum: MOST_PAGES, shared: true});
    this.#bytes = new Uint8Array(this.memory.buffer);
    // The first bytes are those of the threads' counters.
    this.heap = new Heap(PAGE, (end) => this.#grow(end));
  }

  /** All bytes. Not to be kept: the memory may grow. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  #grow(end: number): void {
    const pages = Math.ceil((end - this.#bytes.length) / PAGE);
    if (pages <= 0) return;
    try {
      // In larger steps the memory grows seldom.
      const some = Math.min(Math.max(pages, 64), MOST_PAGES - this.#bytes.length / PAGE);
      this.memory.grow(Math.max(some, pages));
    } catch {
      throw new KernelError(
        RESOURCE_EXHAUSTED,
        `OOM: ${end} bytes of WebAssembly memory are more than can be had`,
      );
    }
    this.#bytes = new Uint8Array(this.memory.buffer);
  }
}
