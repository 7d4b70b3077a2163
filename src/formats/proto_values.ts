// What may be put into a field of a message object: checked, and brought into the one form that the codecs write.

import {python_repr, python_type_name} from '../types/python_repr.ts';
import {ValueError} from '../types/python_errors.ts';
import {is_map} from '../util/records.ts';
import {utf8_bytes} from '../util/text.ts';
import {enum_values} from './fields.ts';
import type {ElementType} from './fields.ts';

const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

function wrong_type(value: unknown, expected: string): TypeError {
  return new TypeError(
    `${python_repr(value)} has type ${python_type_name(value)}, but expected one of: ${expected}`,
  );
}

/**
 * A value for a field that is no message. Enums may be given by name, bytes as text. TypeError and ValueError in
 * Python's words.
 */
export function scalar_value(element: ElementType, value: unknown): unknown {
  if (element.kind === 'enum') return enum_number(element.type, value);
  switch (element.type) {
    case 'string':
      if (typeof value !== 'string') throw wrong_type(value, 'bytes, unicode');
      return value;
    case 'bytes':
      return bytes_value(value);
    case 'bool':
      if (typeof value !== 'boolean' && value !== 0 && value !== 1) throw wrong_type(value, 'bool, int');
      return Boolean(value);
    case 'float':
      return Math.fround(float_value(value));
    case 'double':
      return float_value(value);
    default:
      return integer_value(element.type, value);
  }
}

function bytes_value(value: unknown): Uint8Array {
  if (typeof value === 'string') return utf8_bytes(value);
  if (!ArrayBuffer.isView(value)) throw wrong_type(value, 'bytes');
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

function float_value(value: unknown): number {
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') {
    throw wrong_type(value, 'int, float');
  }
  return Number(value);
}

function integer_value(type: string, value: unknown): number | bigint {
  const is_integer = typeof value === 'bigint' || typeof value === 'boolean' || Number.isInteger(value);
  if (!is_integer) throw wrong_type(value, 'int');
  const integer = BigInt(value as number | bigint | boolean);
  const [least, greatest] = RANGES[type] ?? [integer, integer];
  if (integer < least || integer > greatest) throw new ValueError(`Value out of range: ${integer}`);
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

function enum_number(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return integer_value('int32', value);
  const values = enum_values(name);
  if (!Object.hasOwn(values, value)) throw new ValueError(`unknown enum label "${value}"`);
  return values[value];
}

/** The entries of a map field given as a Map or as a record. */
export function map_entries(value: unknown, key_type: ElementType): [unknown, unknown][] {
  if (is_map(value)) return [...value];
  if (typeof value !== 'object' || value === null) throw wrong_type(value, 'dict');
  const is_number = key_type.type !== 'string';
  return Object.entries(value).map(([key, item]) => [is_number ? Number(key) : key, item]);
}

/** The items of a repeated field given as an array or another iterable. */
export function list_items(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value))
    throw wrong_type(value, 'list');
  return Array.from(value as Iterable<unknown>);
}
