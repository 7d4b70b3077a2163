// Texts one by one: lengths, letters, substrings, white space, splits, joins along axes. Texts are bytes.

import {int32, int64, string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, same_shape} from '../../types/ndarray_storage.ts';
import {encode_text} from '../../types/text.ts';
import {OUT_OF_RANGE} from '../../errors.ts';
import {invalid_argument, KernelError, unimplemented} from '../kernel_error.ts';
import {attribute, input, int_attribute, integers, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {broadcast_shape} from './broadcast.ts';
import {for_each_pair} from './elementwise.ts';
import {
  changed,
  is_space,
  is_trail,
  joined,
  NOTHING,
  shown,
  text_attribute,
  text_of,
  texts_of,
  up_to_zero,
} from './texts.ts';

function characters_in(text: Uint8Array): number {
  let count = 0;
  for (const byte of text) if (!is_trail(byte)) count++;
  return count;
}

const length: JsKernel = (inputs, attrs) => {
  const array = input(inputs, 0);
  const in_characters = attribute<string>(attrs, 'unit', 'BYTE') === 'UTF8_CHAR';
  const data = texts_of(array).map((text) => (in_characters ? characters_in(text) : text.length));
  return new NDArray(int32, array.shape, Int32Array.from(data));
};

/** Letters changed: those of ASCII from `first` on by `distance`, or all by `change` of the characters. */
function letters(first: number, distance: number, change: (text: string) => string): JsKernel {
  const in_ascii = (text: Uint8Array) =>
    text.map((byte) => (byte >= first && byte < first + 26 ? byte + distance : byte));
  const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
  // TensorFlow hands the characters over as a C string, which ends at a zero.
  const in_utf8 = (text: Uint8Array) => encode_text(change(decoder.decode(up_to_zero(text))));
  return (inputs, attrs) => {
    const encoding = attribute<string>(attrs, 'encoding', '');
    if (encoding !== '' && encoding !== 'utf-8') {
      throw invalid_argument(`only utf-8 or '' (no encoding) is supported, received ${encoding}`);
    }
    return changed(input(inputs, 0), encoding === '' ? in_ascii : in_utf8);
  };
}

/** Where the text without white space at its ends begins and ends. */
function stripped(text: Uint8Array): Uint8Array {
  let [start, end] = [0, text.length];
  while (start < end && is_space(text[start])) start++;
  while (end > start && is_space(text[end - 1])) end--;
  return text.subarray(start, end);
}

const strip: JsKernel = (inputs) => changed(input(inputs, 0), (text) => stripped(text).slice());

/** The place `count` characters after `start`, at most the end, and whether there were as many. */
function forward(text: Uint8Array, start: number, count: number): {place: number; reached: boolean} {
  let place = start;
  let passed = 0;
  while (passed < count && place < text.length) {
    do place++;
    while (is_trail(text[place]));
    passed++;
  }
  return {place, reached: passed === count};
}

function backward(text: Uint8Array, start: number, count: number): {place: number; reached: boolean} {
  let place = start;
  let passed = 0;
  while (passed < count && place > 0) {
    do place--;
    while (place > 0 && is_trail(text[place]));
    passed++;
  }
  return {place, reached: passed === count};
}

/** `count` characters from `pos` on; null where the text has no such place. */
function characters_from(text: Uint8Array, pos: number, count: number): Uint8Array | null {
  if (pos >= 0) {
    const start = forward(text, 0, pos);
    return start.reached ? text.slice(start.place, forward(text, start.place, count).place) : null;
  }
  const skipped = Math.max(-pos - count, 0);
  const end = backward(text, text.length, skipped);
  if (!end.reached) return null;
  const start = backward(text, end.place, -pos - skipped);
  return start.reached ? text.slice(start.place, end.place) : null;
}

/** `count` bytes from `pos` on, all of them where it is negative; null where the text has no such place. */
function bytes_from(text: Uint8Array, pos: number, count: number): Uint8Array | null {
  const start = pos < 0 ? text.length + pos : pos;
  if (start < 0 || start > text.length) return null;
  return text.slice(start, count < 0 ? text.length : start + count);
}

/** Where a text stands, in TensorFlow's words: of two axes both are told, or the first alone. */
function substring_place(index: number, shape: readonly number[], first_alone: boolean): string {
  const [, columns] = shape;
  if (columns === undefined) return `index ${index}`;
  const row = Math.floor(index / columns);
  return first_alone ? `index ${row}` : `index (${row}, ${index % columns})`;
}

/**
 * The shape in which TensorFlow leaves what it broadcasts here: axes side by side that only one side has, or both, are
 * one axis, and those of size 1 on both sides are none.
 */
function collapsed_shape(x: readonly number[], y: readonly number[]): number[] {
  const rank = Math.max(x.length, y.length);
  const sizes: number[] = [];
  let before: string | null = null;
  for (let axis = 1; axis <= rank; axis++) {
    const [left, right] = [x.at(-axis) ?? 1, y.at(-axis) ?? 1];
    if (left === 1 && right === 1) continue;
    const kind = left === right ? 'both' : left === 1 ? 'right' : 'left';
    const size = left === 1 ? right : left;
    if (kind === before) sizes[0] = (sizes[0] ?? 1) * size;
    else sizes.unshift(size);
    before = kind;
  }
  return sizes.length === 0 ? [1] : sizes;
}

const substr: JsKernel = (inputs, attrs) => {
  const [texts, pos, len] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const in_characters = attribute<string>(attrs, 'unit', 'BYTE') === 'UTF8_CHAR';
  const is_broadcast = pos.shape.length > 0 && !same_shape(texts.shape, pos.shape);
  const whole = is_broadcast ? broadcast_shape(texts.shape, pos.shape) : texts.shape;
  const shape = is_broadcast ? collapsed_shape(texts.shape, pos.shape) : texts.shape;
  if (is_broadcast && shape.length > 2) {
    throw unimplemented(`Substr broadcast not implemented for ${shape.length} dimensions`);
  }
  if (!same_shape(pos.shape, len.shape)) {
    throw invalid_argument(
      `pos and len should have the same shape, got: ${shape_text(pos.shape)} vs. ${shape_text(len.shape)}`,
    );
  }
  const [starts, lengths] = [integers(pos), integers(len)];
  const data = new Array<Uint8Array>(element_count(shape));
  for_each_pair(texts, pos, whole, (place, one, other) => {
    const text = texts_of(texts)[one] ?? NOTHING;
    const [start, count] = [starts[other] ?? 0, lengths[other] ?? 0];
    const part = in_characters ? characters_from(text, start, count) : bytes_from(text, start, count);
    if (part === null) {
      const where = substring_place(place, is_broadcast ? shape : [], in_characters);
      const what = in_characters ? 'string' : `string b'${shown(text)}'`;
      throw invalid_argument(`pos ${start} out of range for ${what} at ${where}`);
    }
    data[place] = part;
  });
  return new NDArray(string, shape, data);
};

/** Pieces of several texts as the indices, values and shape of a sparse matrix. */
function sparse(rows: readonly (readonly Uint8Array[])[]): NDArray[] {
  const values = rows.flat();
  const indices = new BigInt64Array(values.length * 2);
  let at = 0;
  let width = 0;
  rows.forEach((row, i) => {
    width = Math.max(width, row.length);
    for (let j = 0; j < row.length; j++) {
      indices[at++] = BigInt(i);
      indices[at++] = BigInt(j);
    }
  });
  return [
    new NDArray(int64, [values.length, 2], indices),
    new NDArray(string, [values.length], values),
    new NDArray(int64, [2], BigInt64Array.of(BigInt(rows.length), BigInt(width))),
  ];
}

function check_split(texts: NDArray, separator: NDArray, name: string): void {
  if (texts.shape.length !== 1) {
    throw invalid_argument(`input must be a vector, got shape: ${shape_text(texts.shape)}`);
  }
  if (separator.shape.length !== 0) {
    throw invalid_argument(`${name} must be a scalar, got shape: ${shape_text(separator.shape)}`);
  }
}

/** The pieces between any of `delimiters`; each byte is one where there are none. */
function pieces_between(text: Uint8Array, delimiters: ReadonlySet<number>): Uint8Array[] {
  if (delimiters.size === 0) return Array.from(text, (byte) => Uint8Array.of(byte));
  const pieces: Uint8Array[] = [];
  let start = 0;
  text.forEach((byte, place) => {
    if (!delimiters.has(byte)) return;
    pieces.push(text.slice(start, place));
    start = place + 1;
  });
  pieces.push(text.slice(start));
  return pieces;
}

const split: JsKernel = (inputs, attrs) => {
  const [texts, delimiter] = [input(inputs, 0), input(inputs, 1)];
  check_split(texts, delimiter, 'delimiter');
  const delimiters = new Set(text_of(delimiter));
  const skip_empty = attribute<boolean>(attrs, 'skip_empty', true);
  return sparse(
    texts_of(texts).map((text) => {
      const pieces = text.length === 0 ? [] : pieces_between(text, delimiters);
      return skip_empty ? pieces.filter((piece) => piece.length > 0) : pieces;
    }),
  );
};

/** The words between runs of white space; what comes after `limit` of them is one more, even where nothing does. */
function words_of(text: Uint8Array, limit: number): Uint8Array[] {
  const words: Uint8Array[] = [];
  let place = 0;
  const skip_space = (): void => {
    while (is_space(text[place])) place++;
  };
  skip_space();
  while (place < text.length) {
    const start = place;
    while (place < text.length && !is_space(text[place])) place++;
    words.push(text.slice(start, place));
    skip_space();
    if (words.length === limit) return [...words, text.slice(place)];
  }
  return words;
}

function index_of(text: Uint8Array, part: Uint8Array, from: number): number {
  for (let place = from; place + part.length <= text.length; place++) {
    if (part.every((byte, i) => text[place + i] === byte)) return place;
  }
  return -1;
}

/** The pieces between occurrences of `separator`: after `limit` splits the rest is one piece. */
function pieces_at(text: Uint8Array, separator: Uint8Array, limit: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  while (pieces.length < limit) {
    const place = index_of(text, separator, start);
    if (place < 0) break;
    pieces.push(text.slice(start, place));
    start = place + separator.length;
  }
  pieces.push(text.slice(start));
  return pieces;
}

const split_second: JsKernel = (inputs, attrs) => {
  const [texts, sep] = [input(inputs, 0), input(inputs, 1)];
  check_split(texts, sep, 'sep');
  const separator = text_of(sep);
  const maxsplit = int_attribute(attrs, 'maxsplit', -1);
  const limit = maxsplit < 0 ? Infinity : maxsplit;
  return sparse(
    texts_of(texts).map((text) => {
      if (limit === 0) return [text];
      return separator.length === 0 ? words_of(text, limit) : pieces_at(text, separator, limit);
    }),
  );
};

/** The axes to join along, in their order, from 0 on. */
function join_axes(array: NDArray, indices: NDArray): number[] {
  const rank = array.shape.length;
  const axes: number[] = [];
  for (const axis of integers(indices)) {
    if (axis < -rank || axis >= rank) {
      throw new KernelError(
        OUT_OF_RANGE,
        `Invalid reduction dimension ${axis} for input with ${rank} dimension(s)`,
      );
    }
    const place = axis < 0 ? axis + rank : axis;
    if (axes.includes(place)) throw invalid_argument(`Duplicate reduction dimension ${axis}`);
    axes.push(place);
  }
  return axes;
}

/** Where each combination of coordinates of some axes stands, the last axis running fastest. */
function offsets(shape: readonly number[], axes: readonly number[]): number[] {
  const stride = (axis: number) => element_count(shape.slice(axis + 1));
  return axes.reduce<number[]>(
    (found, axis) =>
      found.flatMap((start) => Array.from({length: shape[axis] ?? 0}, (_, i) => start + i * stride(axis))),
    [0],
  );
}

const reduce_join: JsKernel = (inputs, attrs) => {
  const array = input(inputs, 0);
  const axes = join_axes(array, input(inputs, 1));
  const kept = array.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  // The first axis runs fastest.
  const inner = offsets(array.shape, axes.toReversed());
  const separator = text_attribute(attrs, 'separator');
  const texts = texts_of(array);
  const data = offsets(array.shape, kept).map((start) =>
    joined(
      inner.map((offset) => texts[start + offset] ?? NOTHING),
      separator,
    ),
  );
  const keep_dims = attribute<boolean>(attrs, 'keep_dims', false);
  const shape = keep_dims
    ? array.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : kept.map((axis) => array.shape[axis] ?? 0);
  return new NDArray(string, shape, data);
};

export const STRING_PARTS_KERNELS: JsKernels = {
  ReduceJoin: reduce_join,
  StringLength: length,
  StringLower: letters(0x41, 0x20, (text) => text.toLowerCase()),
  StringSplit: split,
  StringSplitV2: split_second,
  StringStrip: strip,
  StringUpper: letters(0x61, -0x20, (text) => text.toUpperCase()),
  Substr: substr,
};
