// Messages to protobuf's text format, as Python prints it: fields by number, map entries by key, two spaces a level.

import {shortest_float_text} from '../types/float_digits.ts';
import {utf8_bytes} from '../util/text.ts';
import {enum_value_name, message_type} from './fields.ts';
import type {ElementType, Field, MapEntryType, MessageType} from './fields.ts';
import {is_map} from '../util/records.ts';
import {compare_keys, field_values, is_default} from './messages.ts';
import type {FieldValues, MessageObject} from './messages.ts';
import type {Message, MessageName} from './schemas.ts';
import {escape_bytes} from './text_escape.ts';

/**
 * Python has two writers of text format. `MessageToString` prints float32 with the fewest digits that read back the same
 * and leaves out defaults in map entries; `str` prints all digits of the float's double, and defaults in map entries.
 */
export type TextStyle = 'MessageToString' | 'str';

/** The double with the fewest digits, six at least, that rounds to the same float32. */
export function shortest_float32(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  for (let precision = 6; precision < 9; precision++) {
    const rounded = Number(value.toPrecision(precision));
    if (Math.fround(rounded) === value) return rounded;
  }
  return Number(value.toPrecision(9));
}

/**
 * A message in text format, as `google.protobuf.text_format.MessageToString` writes it, or as Python's `str(message)`
 * does. Fields that the schema does not name are left out.
 */
export function message_to_text<N extends MessageName>(
  name: N,
  message: Partial<Message<N>> | MessageObject,
  style: TextStyle = 'MessageToString',
): string {
  const lines: string[] = [];
  write_message(lines, '', message_type(name), field_values(message), style);
  return lines.map((line) => `${line}\n`).join('');
}

function write_message(
  lines: string[],
  indent: string,
  type: MessageType,
  values: FieldValues,
  style: TextStyle,
): void {
  for (const field of type.fields) {
    const value = values[field.name];
    if (value === undefined || value === null) continue;
    if (field.entry !== null) write_map(lines, indent, field.name, field.entry, value, style);
    else if (field.repeated) write_repeated(lines, indent, field, value, style);
    else if (field.oneof !== null || field.kind === 'message' || !is_default(value)) {
      write_element(lines, indent, field.name, field, value, style);
    }
  }
}

function write_repeated(
  lines: string[],
  indent: string,
  field: Field,
  values: unknown,
  style: TextStyle,
): void {
  if (!Array.isArray(values)) throw new TypeError(`${field.name}: expected an array`);
  for (const value of values) write_element(lines, indent, field.name, field, value, style);
}

function write_map(
  lines: string[],
  indent: string,
  name: string,
  entry: MapEntryType,
  entries: unknown,
  style: TextStyle,
): void {
  if (!is_map(entries)) throw new TypeError(`${name}: expected a Map`);
  for (const key of [...entries.keys()].sort(compare_keys)) {
    lines.push(`${indent}${name} {`);
    const pairs = [[entry.key, key] as const, [entry.value, entries.get(key)] as const];
    for (const [field, value] of pairs) {
      if (style === 'str' || !is_default(value))
        write_element(lines, `${indent}  `, field.name, field, value, style);
    }
    lines.push(`${indent}}`);
  }
}

function write_element(
  lines: string[],
  indent: string,
  name: string,
  element: ElementType,
  value: unknown,
  style: TextStyle,
): void {
  if (element.kind !== 'message') {
    lines.push(`${indent}${name}: ${scalar_text(element, value, style)}`);
    return;
  }
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name}: expected a ${element.type}`);
  lines.push(`${indent}${name} {`);
  write_message(lines, `${indent}  `, message_type(element.type), field_values(value), style);
  lines.push(`${indent}}`);
}

function scalar_text(element: ElementType, value: unknown, style: TextStyle): string {
  if (element.kind === 'enum') return enum_value_name(element.type, Number(value)) ?? String(value);
  switch (element.type) {
    case 'string':
      return `"${escape_bytes(utf8_bytes(String(value)))}"`;
    case 'bytes':
      return `"${escape_bytes(ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : utf8_bytes(String(value)))}"`;
    case 'float':
      return shortest_float_text(
        style === 'MessageToString'
          ? shortest_float32(Math.fround(Number(value)))
          : Math.fround(Number(value)),
      );
    case 'double':
      return shortest_float_text(Number(value));
    default:
      return String(value);
  }
}
