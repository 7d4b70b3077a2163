/**
 * The filters of PNG: each row is stored as its difference from what the pixels to the left and above let expect. Knows rows of
 * bytes only.
 */
import {CodecError} from '../codec_error.ts';

/** Of left, above and above left the one that is nearest to left + above - above left. */
function paeth(a: number, b: number, c: number): number {
  const [to_a, to_b, to_c] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (to_a <= to_b && to_a <= to_c) return a;
  return to_b <= to_c ? b : c;
}

type Guess = (left: number, above: number, corner: number) => number;

const GUESSES: readonly Guess[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

/** Makes the bytes of a row of its differences, in place. `step`: bytes of a pixel, at least 1. */
export function unfilter(kind: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const guess = GUESSES[kind];
  if (guess === undefined) throw new CodecError('a filter is unknown');
  if (kind === 0) return;
  for (let index = 0; index < row.length; index++) {
    const has_left = index >= step;
    const left = has_left ? row[index - step]! : 0;
    const corner = has_left ? above[index - step]! : 0;
    row[index] = row[index]! + guess(left, above[index]!, corner);
  }
}

/** Writes the differences of a row behind the number of their filter, and gives how large they are together. */
function filtered(
  kind: number,
  row: Uint8Array,
  above: Uint8Array,
  step: number,
  result: Uint8Array,
): number {
  const guess = GUESSES[kind]!;
  result[0] = kind;
  let sum = 0;
  for (let index = 0; index < row.length; index++) {
    const has_left = index >= step;
    const left = has_left ? row[index - step]! : 0;
    const corner = has_left ? above[index - step]! : 0;
    const value = (row[index]! - guess(left, above[index]!, corner)) & 255;
    result[index + 1] = value;
    sum += value < 128 ? value : 256 - value;
  }
  return sum;
}

/** The filters among which an image of this size may choose: with one row or column some are the same as others. */
export function useful_filters(height: number, width: number): readonly number[] {
  return [0, 1, 2, 3, 4].filter(
    (kind) => (height > 1 || kind < 2) && (width > 1 || kind === 0 || kind === 2),
  );
}

/** The row by that filter which leaves the smallest differences, the earliest of equals. */
export function best_filtered(
  kinds: readonly number[],
  row: Uint8Array,
  above: Uint8Array,
  step: number,
): Uint8Array {
  let best = new Uint8Array(row.length + 1);
  let other = new Uint8Array(row.length + 1);
  let smallest = Infinity;
  for (const kind of kinds) {
    const sum = filtered(kind, row, above, step, other);
    if (sum >= smallest) continue;
    smallest = sum;
    [best, other] = [other, best];
  }
  return best;
}
