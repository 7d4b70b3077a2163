// Bytes of an encoding as characters, as ICU reads them: what is malformed is an error of as many bytes as could have begun
// a character. Scripts of characters. Knows no op.

import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {OTHER_ENCODINGS, SCRIPT_RUNS, SINGLE_BYTE_ENCODINGS} from './generated/unicode.ts';
import {lazy} from '../../util/memoize.ts';

/** Takes a character, or null for malformed bytes, and how many bytes it was. */
export type TakeCharacter = (point: number | null, length: number) => void;
/** Reads a text character by character. */
export type Decoder = (text: Uint8Array, take: TakeCharacter) => void;

/** What stands for a text of which there is no more than a mark of the byte order. */
const NO_CHARACTER = 0xffff;
const UNASSIGNED = 0xfffd;

/** The least and greatest second byte after a first byte, where not all are allowed. */
const SECOND_BYTES: Readonly<Record<number, readonly [number, number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};

/** How many bytes a character has that begins with this byte; 0 if none does. */
function utf8_length(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

const utf8: Decoder = (text, take) => {
  for (let at = 0; at < text.length;) {
    const first = text[at] ?? 0;
    const length = utf8_length(first);
    const [least, greatest] = SECOND_BYTES[first] ?? [0x80, 0xbf];
    let point = length < 2 ? first : first & (0x7f >> length);
    let read = 1;
    while (read < length) {
      const byte = text[at + read] ?? 0;
      if (byte < (read === 1 ? least : 0x80) || byte > (read === 1 ? greatest : 0xbf)) break;
      point = (point << 6) | (byte & 0x3f);
      read++;
    }
    take(read === length ? point : null, read);
    at += read;
  }
};

/** Whole numbers of two or four bytes. */
function unit_at(text: Uint8Array, at: number, size: 2 | 4, is_little: boolean): number {
  let unit = 0;
  for (let i = 0; i < size; i++) unit = unit * 256 + (text[at + (is_little ? size - 1 - i : i)] ?? 0);
  return unit;
}

const is_high = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const is_low = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

function utf16_from(text: Uint8Array, start: number, is_little: boolean, take: TakeCharacter): void {
  for (let at = start; at < text.length;) {
    const left = text.length - at;
    const unit = unit_at(text, at, 2, is_little);
    let [point, length]: [number | null, number] = [unit, 2];
    if (left < 2) [point, length] = [null, left];
    else if (is_low(unit)) point = null;
    else if (is_high(unit)) {
      const next = left < 4 ? 0 : unit_at(text, at + 2, 2, is_little);
      if (is_low(next)) [point, length] = [0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00), 4];
      else [point, length] = [null, left < 4 ? left : 2];
    }
    take(point, length);
    at += length;
  }
}

function utf32_from(text: Uint8Array, start: number, is_little: boolean, take: TakeCharacter): void {
  for (let at = start; at < text.length; at += 4) {
    const unit = unit_at(text, at, 4, is_little);
    const is_whole = text.length - at >= 4;
    const is_point = is_whole && unit <= 0x10ffff && !is_high(unit) && !is_low(unit);
    take(is_point ? unit : null, Math.min(4, text.length - at));
  }
}

/**
 * Reads a mark of the byte order at the start, as part of the first character; without one, the highest byte is first. As in
 * TensorFlow the order stays for the texts that follow, unless a text ended with its first character or malformed.
 */
function marked(size: 2 | 4, read: typeof utf16_from): Decoder {
  let known: boolean | null = null;
  return (text, take) => {
    const order_at_start = text.length < size ? null : byte_order(text, size);
    const mark = known === null && order_at_start !== null ? size : 0;
    const is_little: boolean = known ?? order_at_start ?? false;
    if (mark === text.length && mark > 0) {
      take(NO_CHARACTER, size);
      return;
    }
    let [count, is_malformed] = [0, false];
    read(text, mark, is_little, (point, length) => {
      take(point, count === 0 ? length + mark : length);
      count++;
      is_malformed = point === null;
    });
    if (text.length > 0) known = is_malformed || (known === null && count === 1) ? null : is_little;
  };
}

/** Whether a text begins with a mark that says that the lowest byte is first, or the highest; null without a mark. */
function byte_order(text: Uint8Array, size: 2 | 4): boolean | null {
  if (unit_at(text, 0, size, true) === 0xfeff) return true;
  return unit_at(text, 0, size, false) === 0xfeff ? false : null;
}

/** Encodings by the names that ICU compares: small letters and digits. */
const BY_RULES: Readonly<Record<string, () => Decoder>> = {
  utf8: () => utf8,
  utf16: () => marked(2, utf16_from),
  utf16be: () => (text, take) => utf16_from(text, 0, false, take),
  utf16le: () => (text, take) => utf16_from(text, 0, true, take),
  utf32: () => marked(4, utf32_from),
  utf32be: () => (text, take) => utf32_from(text, 0, false, take),
  utf32le: () => (text, take) => utf32_from(text, 0, true, take),
};

const from_base36 = (text: string): number => Number.parseInt(text, 36);

/** Code points of the bytes of an encoding that has a byte a character, by each of its names. */
const single_byte_tables = lazy(() => {
  const tables = new Map<string, Uint16Array>();
  for (const line of SINGLE_BYTE_ENCODINGS.split('\n')) {
    const [names = '', changes = ''] = line.split('|');
    const table = Uint16Array.from({length: 256}, (_, byte) => byte);
    for (const change of changes.split(' ').filter(Boolean)) {
      const [byte = '', point = ''] = change.split(':');
      table[from_base36(byte)] = from_base36(point);
    }
    for (const name of names.split(' ')) tables.set(name, table);
  }
  return tables;
});

/** How the texts of one call are read that are in an encoding. Throws `KernelError` for one that there is not, or not here. */
export function decoder_of(encoding: string): Decoder {
  const name = encoding
    .toLowerCase()
    .replaceAll(/[^a-z0-9,=]/g, '')
    .replaceAll(/(?<!\d)0+(?=\d)/g, '');
  const known = Object.hasOwn(BY_RULES, name) ? BY_RULES[name] : undefined;
  if (known !== undefined) return known();
  const table = single_byte_tables().get(name);
  if (table !== undefined) {
    return (text, take) => {
      for (const byte of text) {
        const point = table[byte] ?? UNASSIGNED;
        take(point === UNASSIGNED ? null : point, 1);
      }
    };
  }
  if (OTHER_ENCODINGS.split(' ').includes(name)) {
    throw unimplemented(
      `Texts in ${encoding} are not read here. Bring them into UTF-8 before they are fed, with TextDecoder.`,
    );
  }
  throw invalid_argument(`Could not create converter for input encoding: ${encoding}`);
}

/** The first code points of the runs of one script, and their scripts. */
const script_runs = lazy(() => {
  const runs = SCRIPT_RUNS.split('\n').map((line) => line.split(' ').map(from_base36));
  const [starts, scripts] = [new Int32Array(runs.length), new Int32Array(runs.length)];
  let start = 0;
  for (const [i, [length = 0, script = 0]] of runs.entries()) {
    starts[i] = start;
    scripts[i] = script;
    start += length;
  }
  return {starts, scripts};
});

/** ICU's number of a code point's script; -1 for what is no code point. */
export function script_of(point: number): number {
  if (point < 0 || point > 0x10ffff) return -1;
  const {starts, scripts} = script_runs();
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= point) low = middle;
    else high = middle - 1;
  }
  return scripts[low] ?? -1;
}
