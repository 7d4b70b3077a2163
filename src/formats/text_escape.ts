// Bytes as the quoted strings of protobuf's text format, and back.

import {ByteWriter} from '../util/bytes.ts';
import {utf8_bytes} from '../util/text.ts';

const NAMED: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x27, "\\'"],
  [0x5c, '\\\\'],
]);

/** ASCII as it is, all else by name or in octal. */
export function escape_bytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const named = NAMED.get(byte);
    if (named !== undefined) text += named;
    else if (byte < 0x20 || byte > 0x7e) text += `\\${byte.toString(8).padStart(3, '0')}`;
    else text += String.fromCharCode(byte);
  }
  return text;
}

const LETTERS: Readonly<Record<string, number>> = {
  '\\': 0x5c,
  "'": 0x27,
  '"': 0x22,
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
};

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\\'"abfnrtv]))/y;

/** A number that an escape spells: a byte where it is one, else the UTF-8 of a code point. */
function code_bytes(digits: string, base: number): Uint8Array {
  const code = parseInt(digits, base);
  return code < 0x100 ? Uint8Array.of(code) : utf8_bytes(String.fromCodePoint(Math.min(code, 0x10ffff)));
}

/** The bytes of what stands between quotes. A backslash that begins no escape is a backslash. */
export function unescape_bytes(text: string): Uint8Array {
  if (!text.includes('\\')) return utf8_bytes(text);
  const writer = new ByteWriter();
  for (let at = 0; at < text.length;) {
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(text);
    if (match === null) {
      const next = text.indexOf('\\', at + 1);
      const end = next < 0 ? text.length : next;
      writer.write(utf8_bytes(text.slice(at, end)));
      at = end;
      continue;
    }
    const [all, octal, hexadecimal, short, long, letter] = match;
    if (octal !== undefined) writer.uint8(parseInt(octal, 8) & 0xff);
    else if (letter !== undefined) writer.uint8(LETTERS[letter] ?? 0);
    else writer.write(code_bytes(hexadecimal ?? short ?? long ?? '0', 16));
    at += all.length;
  }
  return writer.finish();
}
