// Pieces of one WebAssembly memory: which are free and which are taken. Knows no bytes in them.

/** All pieces begin at multiples of this: a line of the cache. */
export const ALIGNMENT = 64;
/** Behind each piece so many bytes may be read, so that whole vectors, and panels of them, can be loaded at its end. */
const PADDING = 64;

interface Piece {
  start: number;
  size: number;
}

/** First fit over a list of free pieces in the order of their addresses; what is given back joins its neighbours. */
export class Heap {
  /** Makes the memory at least so many bytes long; throws where it cannot. */
  readonly #grow: (bytes: number) => void;
  readonly #free: Piece[] = [];
  readonly #taken = new Map<number, number>();
  #end: number;

  /** A heap from the address `start` on. */
  constructor(start: number, grow: (bytes: number) => void) {
    this.#end = rounded(start);
    this.#grow = grow;
  }

  /** Bytes that are taken. */
  get used(): number {
    return [...this.#taken.values()].reduce((sum, size) => sum + size, 0);
  }

  /** The address of `bytes` bytes. */
  take(bytes: number): number {
    const size = rounded(bytes + PADDING);
    const index = this.#free.findIndex((piece) => piece.size >= size);
    const start = index < 0 ? this.#appended(size) : this.#cut(index, size);
    this.#taken.set(start, size);
    return start;
  }

  give_back(start: number): void {
    const size = this.#taken.get(start);
    if (size === undefined) throw new Error(`nothing was taken at ${start}`);
    this.#taken.delete(start);
    const next = this.#free.findIndex((piece) => piece.start > start);
    const index = next < 0 ? this.#free.length : next;
    this.#free.splice(index, 0, {start, size});
    this.#join(index);
    if (index > 0) this.#join(index - 1);
  }

  #appended(size: number): number {
    const start = this.#end;
    this.#grow(start + size);
    this.#end = start + size;
    return start;
  }

  #cut(index: number, size: number): number {
    const piece = this.#free[index] as Piece;
    const {start} = piece;
    if (piece.size === size) this.#free.splice(index, 1);
    else {
      piece.start += size;
      piece.size -= size;
    }
    return start;
  }

  /** Makes one piece of the free one at `index` and the next, where they touch. */
  #join(index: number): void {
    const [piece, next] = [this.#free[index], this.#free[index + 1]];
    if (piece === undefined || next === undefined || piece.start + piece.size !== next.start) return;
    piece.size += next.size;
    this.#free.splice(index + 1, 1);
  }
}

/** A size in whole lines of the cache. */
export function rounded(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
