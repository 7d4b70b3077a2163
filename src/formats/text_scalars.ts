// Numbers, booleans and enum values as protobuf's text format spells them.

import {enum_values} from './fields.ts';
import type {ElementType} from './fields.ts';
import {exact_integer} from './int64.ts';
import type {Int64} from './schemas.ts';

/** A value, or why the text is none. */
export type Parsed = {readonly value: Int64 | boolean} | {readonly error: string};

const INTEGER_RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  sint32: [-(2n ** 31n), 2n ** 31n - 1n],
  sfixed32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  fixed32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  sint64: [-(2n ** 63n), 2n ** 63n - 1n],
  sfixed64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  fixed64: [0n, 2n ** 64n - 1n],
};

/** Reads the token of a value that is neither string nor bytes. */
export function parse_scalar(element: ElementType, token: string): Parsed {
  if (element.kind === 'enum') return parse_enum(element.type, token);
  switch (element.type) {
    case 'bool':
      return parse_bool(token);
    case 'double':
      return parse_float(token);
    case 'float': {
      const parsed = parse_float(token);
      return 'value' in parsed ? {value: Math.fround(Number(parsed.value))} : parsed;
    }
    default:
      return parse_integer(element.type, token);
  }
}

function parse_bool(token: string): Parsed {
  if (['true', 't', '1', 'True'].includes(token)) return {value: true};
  if (['false', 'f', '0', 'False'].includes(token)) return {value: false};
  return {error: 'Expected "true" or "false".'};
}

const INTEGER =
  /^([+-]?)(?:(0[xX][0-9a-fA-F]+)|(0[oO][0-7]+)|(0[bB][01]+)|0([0-7]+)|(0|[1-9][0-9]*(?:_[0-9]+)*))$/;

/** Decimal, or with the prefixes of Python and C; null if it is no integer. */
function integer_of(token: string): bigint | null {
  const match = INTEGER.exec(token);
  if (match === null) return null;
  const [, sign, hexadecimal, octal, binary, old_octal, decimal] = match;
  const magnitude = BigInt(
    hexadecimal ??
      octal ??
      binary ??
      (old_octal === undefined ? (decimal ?? '0').replaceAll('_', '') : `0o${old_octal}`),
  );
  return sign === '-' ? -magnitude : magnitude;
}

function parse_integer(type: string, token: string): Parsed {
  const value = integer_of(token);
  if (value === null) return {error: `Couldn't parse integer: ${token}`};
  const [least, greatest] = INTEGER_RANGES[type] ?? [value, value];
  if (value < least || value > greatest) return {error: `Value out of range: ${value}`};
  return {value: exact_integer(value)};
}

const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

function parse_float(token: string): Parsed {
  const plain = DECIMAL.test(token) ? token : token.replace(/f+$/, '');
  if (DECIMAL.test(plain)) return {value: Number(plain)};
  if (/^[+-]?inf(?:inity)?f?$/i.test(token)) return {value: token.startsWith('-') ? -Infinity : Infinity};
  if (/^[+-]?nanf?$/i.test(token)) return {value: NaN};
  return {error: `Couldn't parse float: ${token}`};
}

function parse_enum(type: string, token: string): Parsed {
  const number = integer_of(token);
  if (number !== null) return {value: exact_integer(number)};
  const values = enum_values(type);
  const value = Object.hasOwn(values, token) ? values[token] : undefined;
  if (value === undefined) return {error: `Enum type "tensorflow.${type}" has no value named ${token}.`};
  return {value};
}
