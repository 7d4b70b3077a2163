// From arrays back to JavaScript values: nested arrays and single items. Knows nothing of conversion between dtypes.

import {element_count, read_element} from './ndarray_storage.ts';
import type {ArrayValue, Element, Opaque} from './ndarray_storage.ts';
import {decode_text} from './text.ts';

/**
 * One element as programs meet it: bytes that are UTF-8 as text, complex numbers as `[real, imaginary]`, resources and
 * variants as the object that they are (`null` of an empty variant).
 */
export type Item =
  | number
  | bigint
  | boolean
  | string
  | Uint8Array
  | readonly [number, number]
  | Opaque
  | null;
export type NestedItems = Item | NestedItems[];

function is_safe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}

/** All elements in order; 64-bit integers as numbers if all of them are safe, else as bigints. */
function items_of(value: ArrayValue): Item[] {
  const elements = Array.from({length: element_count(value.shape)}, (_, index) => read_element(value, index));
  const narrow = elements.every((element) => typeof element !== 'bigint' || is_safe(element));
  return elements.map((element) => item_of(element, narrow));
}

function item_of(element: Element, narrow: boolean): Item {
  if (typeof element === 'bigint') return narrow ? Number(element) : element;
  return ArrayBuffer.isView(element) ? decode_text(element) : element;
}

/** Element `index` as an item. */
export function item_at(value: ArrayValue, index: number): Item {
  const element = read_element(value, index);
  return item_of(element, typeof element === 'bigint' && is_safe(element));
}

/** `value` as arrays in arrays; of a scalar its one item. */
export function nested_items(value: ArrayValue): NestedItems {
  const items: NestedItems[] = items_of(value);
  if (value.shape.length === 0) return items[0] ?? [];
  return nested(items, value.shape, 0, 0, items.length);
}

function nested(
  items: readonly NestedItems[],
  shape: readonly number[],
  axis: number,
  start: number,
  stop: number,
): NestedItems[] {
  if (axis === shape.length - 1) return items.slice(start, stop);
  const rows = shape[axis] ?? 0;
  const step = rows === 0 ? 0 : (stop - start) / rows;
  return Array.from({length: rows}, (_, row) =>
    nested(items, shape, axis + 1, start + row * step, start + (row + 1) * step),
  );
}
