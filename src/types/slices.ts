// Python's subscripts written in JavaScript: `a.getitem(':', '1:-1', 3, null, '...', [0, 10, 2])`, one argument a
// dimension. Reading them and applying them to a size; knows nothing of arrays and tensors.

import {IndexError} from './python_errors.ts';

/** One subscript; null is a new axis, a triple `[start, stop, step]` a slice whose parts may be null. */
export type Subscript = number | string | null | readonly (number | null)[];

/** A slice as Python has it; null is left out. */
export interface Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
}

/** A subscript told apart. */
export type ParsedSubscript =
  | {readonly kind: 'index'; readonly index: number}
  | {readonly kind: 'slice'; readonly slice: Slice}
  | {readonly kind: 'new_axis'}
  | {readonly kind: 'ellipsis'};

const SLICE_TEXT = /^\s*(-?\d*)\s*:\s*(-?\d*)\s*(?::\s*(-?\d*)\s*)?$/;

function slice_part(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  if (text === '-') throw new TypeError('A slice text needs digits after its minus');
  return Number(text);
}

/** The slice that `'1:-1'` or `'::2'` means. TypeError if `text` is no slice. */
function parse_slice(text: string): Slice {
  const match = SLICE_TEXT.exec(text);
  if (match === null) throw new TypeError(`'${text}' is no slice: write 'start:stop:step' or '...'`);
  return {start: slice_part(match[1]), stop: slice_part(match[2]), step: slice_part(match[3])};
}

/** What `subscript` means. TypeError of what is none. */
export function parse_subscript(subscript: Subscript): ParsedSubscript {
  if (subscript === null) return {kind: 'new_axis'};
  if (typeof subscript === 'number') {
    if (!Number.isInteger(subscript)) throw new TypeError(`An index has to be an integer, not ${subscript}`);
    return {kind: 'index', index: subscript};
  }
  if (subscript === '...') return {kind: 'ellipsis'};
  if (typeof subscript === 'string') return {kind: 'slice', slice: parse_slice(subscript)};
  const [start = null, stop = null, step = null] = subscript;
  return {kind: 'slice', slice: {start, stop, step}};
}

/** The places that a slice takes of an axis: `count` of them from `start` on, `step` apart. */
export interface Places {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

function clamped(place: number, size: number, low: number, high: number): number {
  return Math.min(Math.max(place < 0 ? place + size : place, low), high);
}

/** Python's `slice.indices(size)`. RangeError if the step is zero. */
export function slice_places({start, stop, step}: Slice, size: number): Places {
  const stride = step ?? 1;
  if (stride === 0) throw new RangeError('slice step cannot be zero');
  const [low, high] = stride > 0 ? [0, size] : [-1, size - 1];
  const first = start === null ? (stride > 0 ? low : high) : clamped(start, size, low, high);
  const end = stop === null ? (stride > 0 ? high : low) : clamped(stop, size, low, high);
  return {start: first, step: stride, count: Math.max(0, Math.ceil((end - first) / stride))};
}

/** `index` counted from the start. IndexError if the axis has no such place. */
export function index_place(index: number, size: number, axis: number): number {
  if (index < -size || index >= size) {
    throw new IndexError(`index ${index} is out of bounds for axis ${axis} with size ${size}`);
  }
  return index < 0 ? index + size : index;
}
