// Messages to protobuf's binary form, driven by their schemas. The output is deterministic: fields by their
// numbers, map entries by their keys, fields that the schema does not name last.

import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire';

import {message_type} from './fields.ts';
import type {ElementType, Field, MapEntryType, MessageType} from './fields.ts';
import {is_map} from '../util/records.ts';
import {compare_keys, field_values, is_default} from './messages.ts';
import type {FieldValues, MessageObject} from './messages.ts';
import {wire_type, write_element} from './scalars.ts';
import {UNKNOWN_FIELDS} from './schemas.ts';
import type {Message, MessageName} from './schemas.ts';

/** The binary form of a message, plain object or message class. Throws TypeError, naming the field, for a wrong value. */
export function encode_message<N extends MessageName>(
  name: N,
  message: Partial<Message<N>> | MessageObject,
): Uint8Array {
  const writer = new BinaryWriter();
  write_message(writer, message_type(name), field_values(message));
  return writer.finish();
}

function write_message(writer: BinaryWriter, type: MessageType, values: FieldValues): void {
  for (const field of type.fields) {
    const value = values[field.name];
    if (value === undefined || value === null) continue;
    try {
      write_field(writer, field, value);
    } catch (error) {
      throw naming_field(error, type, field);
    }
  }
  const unknown = values[UNKNOWN_FIELDS];
  if (unknown !== undefined) writer.raw(unknown);
}

/** A wrong value is reported once, with the innermost field that held it. */
function naming_field(error: unknown, type: MessageType, field: Field): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  return new TypeError(`${type.name}.${field.name}: ${error.message}`);
}

function write_field(writer: BinaryWriter, field: Field, value: unknown): void {
  if (field.entry !== null) write_map(writer, field.number, field.entry, value);
  else if (field.repeated) write_repeated(writer, field, value);
  else if (field.oneof !== null || field.kind === 'message' || !is_default(value)) {
    write_tagged(writer, field.number, field, value);
  }
}

function write_tagged(writer: BinaryWriter, number: number, element: ElementType, value: unknown): void {
  if (element.kind !== 'message') {
    writer.tag(number, wire_type(element));
    write_element(writer, element.type, value);
    return;
  }
  if (typeof value !== 'object' || value === null)
    throw new Error(`expected a ${element.type}, got ${typeof value}`);
  writer.tag(number, WireType.LengthDelimited).fork();
  write_message(writer, message_type(element.type), field_values(value));
  writer.join();
}

function write_repeated(writer: BinaryWriter, field: Field, values: unknown): void {
  if (!Array.isArray(values)) throw new Error('expected an array');
  if (values.length === 0) return;
  if (wire_type(field) === WireType.LengthDelimited) {
    for (const value of values) write_tagged(writer, field.number, field, value);
    return;
  }
  writer.tag(field.number, WireType.LengthDelimited).fork();
  for (const value of values) write_element(writer, field.type, value);
  writer.join();
}

function write_map(writer: BinaryWriter, number: number, entry: MapEntryType, entries: unknown): void {
  if (!is_map(entries)) throw new Error('expected a Map');
  for (const key of [...entries.keys()].sort(compare_keys)) {
    writer.tag(number, WireType.LengthDelimited).fork();
    write_tagged(writer, 1, entry.key, key);
    write_tagged(writer, 2, entry.value, entries.get(key));
    writer.join();
  }
}
