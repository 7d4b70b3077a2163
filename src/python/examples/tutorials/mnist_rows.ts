/**
 * Examples one a row, kept where they were read and handed out in an order that may change: so that shuffling moves
 * indices and not pixels. Knows nothing of images.
 */
import type {DType} from '../../../types/dtypes.ts';
import {NDArray} from '../../../types/ndarray.ts';
import {allocate, element_count} from '../../../types/ndarray_storage.ts';

/** How bytes become the elements of another dtype: 256 values. */
export interface ByteTable {
  readonly dtype: DType;
  readonly values: Float32Array;
}

const NO_FLOATS = new Float32Array(0);

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
    const target = bytes_of(into);
    const source = bytes_of(this.#source);
    const size = (source.length / this.#source.size) * this.#row_size;
    const values = this.#table?.values;
    const floats =
      values === undefined ? NO_FLOATS : new Float32Array(target.buffer, target.byteOffset, into.size);
    for (let row = start, to = at; row < end; row++, to++) {
      const from = (this.#order?.[row] ?? row) * size;
      if (values === undefined) target.set(source.subarray(from, from + size), to * size);
      else convert(source, from, size, values, floats, to * size);
    }
  }
}

function convert(
  source: Uint8Array,
  from: number,
  count: number,
  values: Float32Array,
  into: Float32Array,
  at: number,
): void {
  for (let k = 0; k < count; k++) into[at + k] = values[source[from + k]!]!;
}

function bytes_of({data}: NDArray): Uint8Array {
  if (!ArrayBuffer.isView(data)) throw new TypeError('examples must be numbers');
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
