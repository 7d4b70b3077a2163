// Texts as bytes: reading them from arrays and attributes, joining them, making arrays of them. Knows no op.

import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {encode_text} from '../../types/text.ts';
import type {Attributes} from '../../compile/program.ts';
import {attribute} from './arrays.ts';

export const NOTHING = new Uint8Array(0);

/** The texts of an array. */
export function texts_of(array: NDArray): readonly Uint8Array[] {
  return array.data as Uint8Array[];
}

/** The text of a scalar. */
export function text_of(array: NDArray): Uint8Array {
  return texts_of(array)[0] ?? NOTHING;
}

/** An attribute that is a text; bytes where they spell no UTF-8. */
export function text_attribute(attrs: Attributes, name: string): Uint8Array {
  const value = attribute<string | Uint8Array>(attrs, name, '');
  return typeof value === 'string' ? encode_text(value) : value;
}

/** The parts one after the other, with the separator between them. */
export function joined(parts: readonly Uint8Array[], separator: Uint8Array = NOTHING): Uint8Array {
  let length = separator.length * Math.max(parts.length - 1, 0);
  for (const part of parts) length += part.length;
  const bytes = new Uint8Array(length);
  let start = 0;
  parts.forEach((part, index) => {
    if (index > 0) {
      bytes.set(separator, start);
      start += separator.length;
    }
    bytes.set(part, start);
    start += part.length;
  });
  return bytes;
}

/** An array of the texts that `change` makes of those of another. */
export function changed(array: NDArray, change: (text: Uint8Array, index: number) => Uint8Array): NDArray {
  return new NDArray(string, array.shape, texts_of(array).map(change));
}

const characters = new TextDecoder('latin1');

/** A text as C reads it: up to a zero. */
export function up_to_zero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** A text as messages hold it. */
export function shown(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', {ignoreBOM: true}).decode(up_to_zero(bytes));
}

/** ASCII as a text. */
export function ascii_text(bytes: Uint8Array): string {
  return characters.decode(bytes);
}

/** Whether a byte goes on with a UTF-8 character. */
export function is_trail(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Whether a byte is ASCII's white space. */
export function is_space(byte: number | undefined): boolean {
  return byte !== undefined && (byte === 0x20 || (byte >= 9 && byte <= 13));
}
