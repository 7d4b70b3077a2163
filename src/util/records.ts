/**
 * What counts as a dictionary: object literals and maps, of any realm. Knows nothing of what is in them.
 */

/** Whether `value` is a record: an object literal or one without a prototype. */
export function is_record(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

export function is_map(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return Object.prototype.toString.call(value) === '[object Map]';
}
