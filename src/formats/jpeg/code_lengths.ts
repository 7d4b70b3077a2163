/**
 * Huffman codes made to measure: how long the code of each symbol is, by how often it comes, with none longer than 16 bits. Of equals
 * those are joined that libjpeg joins.
 */
import type {HuffmanSpec} from './huffman.ts';

const LONGEST = 16;
/** A symbol that never comes, so that no code is all ones. */
const RESERVED = 256;

/** The rarest symbol but `other`, the last of equals; -1 where there is none. */
function rarest(counts: Float64Array, other: number): number {
  let found = -1;
  for (let symbol = 0; symbol <= RESERVED; symbol++) {
    const count = counts[symbol]!;
    if (count > 0 && symbol !== other && (found < 0 || count <= counts[found]!)) found = symbol;
  }
  return found;
}

/** The length of each symbol's code, 0 where it has none. */
function lengths_of(given: ArrayLike<number>): Uint16Array {
  const counts = new Float64Array(RESERVED + 1);
  counts.set(given);
  counts[RESERVED] = 1;
  const members = Array.from({length: RESERVED + 1}, (_, symbol) => [symbol]);
  const lengths = new Uint16Array(RESERVED + 1);
  for (;;) {
    const first = rarest(counts, -1);
    const second = rarest(counts, first);
    if (second < 0) return lengths;
    counts[first] = counts[first]! + counts[second]!;
    counts[second] = 0;
    members[first] = [...members[first]!, ...members[second]!];
    for (const symbol of members[first]) lengths[symbol] = lengths[symbol]! + 1;
  }
}

/** Shortens what is too long: two codes give one bit back, and a shorter one becomes two. */
function limit_lengths(of_length: number[]): void {
  for (let length = of_length.length - 1; length > LONGEST; length--) {
    while (of_length[length]! > 0) {
      let shorter = length - 2;
      while (of_length[shorter] === 0) shorter--;
      of_length[length] = of_length[length]! - 2;
      of_length[length - 1] = of_length[length - 1]! + 1;
      of_length[shorter + 1] = of_length[shorter + 1]! + 2;
      of_length[shorter] = of_length[shorter]! - 1;
    }
  }
}

/** The best code for symbols that come as often as `counts` says. */
export function measured_code(counts: ArrayLike<number>): HuffmanSpec {
  const lengths = lengths_of(counts);
  const of_length: number[] = new Array<number>(Math.max(LONGEST, ...lengths) + 1).fill(0);
  for (const length of lengths) if (length > 0) of_length[length] = of_length[length]! + 1;
  limit_lengths(of_length);
  const longest = of_length.findLastIndex((count, length) => length <= LONGEST && count > 0);
  of_length[longest] = of_length[longest]! - 1;
  const symbols = Array.from({length: RESERVED}, (_, symbol) => symbol)
    .filter((symbol) => lengths[symbol]! > 0)
    .toSorted((a, b) => lengths[a]! - lengths[b]! || a - b);
  return {counts: Uint8Array.from(of_length.slice(1, LONGEST + 1)), symbols: Uint8Array.from(symbols)};
}
