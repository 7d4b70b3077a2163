/**
 * Bare numbers in the place of an integer: shapes, axes, sizes, indices, counts. They become Python's
 * `int`, so that no dtype needs to be named.
 */

/** `value` with each integral number, however deep in arrays, as a bigint; all else as it is. */
export function integers<T>(value: T): T {
  return converted(value) as T;
}

function converted(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  return Array.isArray(value) ? value.map(converted) : value;
}
