/**
 * The filters of PNG: each row is stored as its difference from what the pixels to the left and above let expect. Knows rows of
 * bytes only. A row here has `step` zeros (the bytes of a pixel) before its own bytes, so that the first pixel has a left neighbour.
 */
import {CodecError} from '../codec_error.ts';

/** Of left, above and above left the one that is nearest to left + above - above left. */
function paeth(a: number, b: number, c: number): number {
  const to_a = Math.abs(b - c);
  const to_b = Math.abs(a - c);
  const to_c = Math.abs(a + b - 2 * c);
  if (to_a <= to_b && to_a <= to_c) return a;
  return to_b <= to_c ? b : c;
}

/** Writes what is to be expected of each byte of `row`, without the zeros before it. */
type Guess = (row: Uint8Array, above: Uint8Array, step: number, result: Uint8Array) => void;

const GUESSES: readonly Guess[] = [
  (_row, _above, _step, result) => result.fill(0),
  (row, _above, _step, result) => result.set(row.subarray(0, result.length)),
  (_row, above, step, result) => result.set(above.subarray(step)),
  (row, above, step, result) => {
    for (let index = 0; index < result.length; index++)
      result[index] = (row[index]! + above[index + step]!) >> 1;
  },
  (row, above, step, result) => {
    for (let index = 0; index < result.length; index++) {
      result[index] = paeth(row[index]!, above[index + step]!, above[index]!);
    }
  },
];

/** Adds to each byte of a row, from the first one of its own on, what was to be expected of it. */
type Undo = (row: Uint8Array, above: Uint8Array, step: number) => void;

const UNDO: readonly Undo[] = [
  () => undefined,
  (row, _above, step) => {
    for (let index = step; index < row.length; index++) row[index] = row[index]! + row[index - step]!;
  },
  (row, above, step) => {
    for (let index = step; index < row.length; index++) row[index] = row[index]! + above[index]!;
  },
  (row, above, step) => {
    for (let index = step; index < row.length; index++) {
      row[index] = row[index]! + ((row[index - step]! + above[index]!) >> 1);
    }
  },
  (row, above, step) => {
    for (let index = step; index < row.length; index++) {
      row[index] = row[index]! + paeth(row[index - step]!, above[index]!, above[index - step]!);
    }
  },
];

/** Makes the bytes of a row of its differences, in place. */
export function unfilter(kind: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const undo = UNDO[kind];
  if (undo === undefined) throw new CodecError('a filter is unknown');
  undo(row, above, step);
}

/** The filters among which an image of this size may choose: with one row or column some are the same as others. */
export function useful_filters(height: number, width: number): readonly number[] {
  return [0, 1, 2, 3, 4].filter(
    (kind) => (height > 1 || kind < 2) && (width > 1 || kind === 0 || kind === 2),
  );
}

/** Chooses filters for rows of `size` bytes: of `kinds` that which leaves the smallest differences, the earliest of equals. */
export class RowFilter {
  readonly #kinds: readonly number[];
  readonly #step: number;
  readonly #guess: Uint8Array;
  #best: Uint8Array;
  #other: Uint8Array;

  constructor(kinds: readonly number[], size: number, step: number) {
    this.#kinds = kinds;
    this.#step = step;
    this.#guess = new Uint8Array(size);
    this.#best = new Uint8Array(size + 1);
    this.#other = new Uint8Array(size + 1);
  }

  /** Writes the differences behind the number of their filter, and gives how large they are together. */
  #measure(kind: number, row: Uint8Array, above: Uint8Array): number {
    const [guess, result, step] = [this.#guess, this.#other, this.#step];
    GUESSES[kind]!(row, above, step, guess);
    result[0] = kind;
    let sum = 0;
    for (let index = 0; index < guess.length; index++) {
      const value = (row[index + step]! - guess[index]!) & 255;
      result[index + 1] = value;
      sum += value < 128 ? value : 256 - value;
    }
    return sum;
  }

  /** The filtered row, until the next call. */
  filtered(row: Uint8Array, above: Uint8Array): Uint8Array {
    let smallest = Infinity;
    for (const kind of this.#kinds) {
      const sum = this.#measure(kind, row, above);
      if (sum >= smallest) continue;
      smallest = sum;
      [this.#best, this.#other] = [this.#other, this.#best];
    }
    return this.#best;
  }
}
