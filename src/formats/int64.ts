// 64-bit integers as messages hold them. Knows no wire format.

import type {Int64} from './schemas.ts';

/** The integer as a number where one holds it exactly, else as a bigint. */
export function exact_integer(value: Int64 | string): Int64 {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}
