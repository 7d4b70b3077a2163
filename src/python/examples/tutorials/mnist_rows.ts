/**
 * Examples one a row, kept where they were read and handed out in an order that may change: so that shuffling moves
 * indices and not pixels. Knows nothing of images.
 */
import type {DType} from '../../../types/dtypes.ts';
import {NDArray} from '../../../types/ndarray.ts';
import {allocate, element_count} from '../../../types/ndarray_storage.ts';

/** How bytes become the elements of another dtype: 256 values, the first of them zero. */
export interface ByteTable {
  readonly dtype: DType;
  readonly values: Float32Array;
}

/** Rows of an array of numbers, read through a `ByteTable` if there is one (the array is uint8 then). */
export class Rows {
  readonly count: number;
  readonly #source: NDArray;
  readonly #table: ByteTable | null;
  readonly #row_size: number;
  #order: Int32Array | null = null;
  #whole: NDArray | null = null;

  constructor(source: NDArray, table: ByteTable | null = null) {
    this.#source = source;
    this.#table = table;
    this.count = source.shape[0] ?? 0;
    this.#row_size = element_count(source.shape.slice(1));
  }

  /** All rows in their present order; the same array until they are reordered. */
  all(): NDArray {
    if (this.#table === null && this.#order === null) return this.#source;
    if (this.#whole === null) {
      this.#whole = this.empty(this.count);
      this.copy(0, this.count, this.#whole, 0);
    }
    return this.#whole;
  }

  /** Rows move to new places: the new row k is the present row `permutation[k]`. */
  reorder(permutation: Int32Array): void {
    const present = this.#order;
    this.#order = present === null ? permutation.slice() : permutation.map((row) => present[row]!);
    this.#whole = null;
  }

  /** An array for `count` rows, zero as yet. */
  empty(count: number): NDArray {
    const dtype = this.#table?.dtype ?? this.#source.dtype;
    return new NDArray(
      dtype,
      [count, ...this.#source.shape.slice(1)],
      allocate(dtype, count * this.#row_size),
    );
  }

  /** Copies the rows from `start` to `end` to the row `at` and after of `into`, which is one of `empty`. */
  copy(start: number, end: number, into: NDArray, at: number): void {
    const order = this.#order;
    const values = this.#table?.values;
    const source = bytes_of(this.#source);
    const target = bytes_of(into);
    const size = this.#row_size * (this.#source.size === 0 ? 0 : source.length / this.#source.size);
    if (values === undefined) {
      for (let row = start, to = at; row < end; row++, to++) {
        const from = (order?.[row] ?? row) * size;
        target.set(source.subarray(from, from + size), to * size);
      }
      return;
    }
    const floats = new Float32Array(target.buffer, target.byteOffset, into.size);
    const bytes = with_words(source);
    for (let row = start, to = at; row < end; row++, to++) {
      convert(bytes, (order?.[row] ?? row) * size, size, values, floats, to * size);
    }
  }
}

/** Looks `count` bytes up. Most pixels are black and the target is zero: four at a time are passed over. */
function convert(
  source: Bytes,
  from: number,
  count: number,
  values: Float32Array,
  into: Float32Array,
  at: number,
): void {
  const {bytes, words} = source;
  if (words === null || (from | count) % 4 !== 0) {
    for (let k = 0; k < count; k++) into[at + k] = values[bytes[from + k]!]!;
    return;
  }
  for (let k = 0; k < count; k += 4) {
    if (words[(from + k) >>> 2] === 0) continue;
    into[at + k] = values[bytes[from + k]!]!;
    into[at + k + 1] = values[bytes[from + k + 1]!]!;
    into[at + k + 2] = values[bytes[from + k + 2]!]!;
    into[at + k + 3] = values[bytes[from + k + 3]!]!;
  }
}

/** Bytes, and the same four at a time where the memory allows it. */
interface Bytes {
  readonly bytes: Uint8Array;
  readonly words: Uint32Array | null;
}

function with_words(bytes: Uint8Array): Bytes {
  const aligned = bytes.byteOffset % 4 === 0;
  return {bytes, words: aligned ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2) : null};
}

function bytes_of({data}: NDArray): Uint8Array {
  if (!ArrayBuffer.isView(data)) throw new TypeError('examples must be numbers');
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
