// Messages from protobuf's binary form, driven by their schemas. Damaged bytes give `DecodeError`, never more
// memory than they hold themselves.

import {BinaryReader, WireType} from '@bufbuild/protobuf/wire';

import {concatenate_bytes} from '../util/bytes.ts';
import {message_type} from './fields.ts';
import type {Field, MapEntryType, MessageType} from './fields.ts';
import {default_element, default_message} from './messages.ts';
import type {FieldValues} from './messages.ts';
import {read_element, wire_type} from './scalars.ts';
import {UNKNOWN_FIELDS} from './schemas.ts';
import type {Message, MessageName} from './schemas.ts';

/** The bytes are not what the message's schema says (Python's `google.protobuf.message.DecodeError`). */
export class DecodeError extends Error {
  override name = 'DecodeError';
}

/** Messages nest at most this deep, as in protobuf itself. */
const RECURSION_LIMIT = 100;

/** Reads a message. Throws `DecodeError` if the bytes are none. Byte fields are views of `bytes`. */
export function decode_message<N extends MessageName>(name: N, bytes: Uint8Array): Message<N> {
  const type = message_type(name);
  const message: object = default_message(type);
  merge_bytes(type, message as FieldValues, bytes);
  return message as Message<N>;
}

/** Reads a serialized message into `message`: repeated fields grow, single ones are replaced, messages merge. */
function merge_bytes(type: MessageType, message: FieldValues, bytes: Uint8Array): void {
  try {
    new MessageReader(bytes).read(bytes.length, type, message, RECURSION_LIMIT);
  } catch (error) {
    throw new DecodeError(`Error parsing message with type 'tensorflow.${type.name}'`, {cause: error});
  }
}

class MessageReader {
  readonly #bytes: Uint8Array;
  readonly #reader: BinaryReader;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#reader = new BinaryReader(bytes);
  }

  read(end: number, type: MessageType, message: FieldValues, depth: number): void {
    if (depth < 0) throw new RangeError('messages nest too deeply');
    const reader = this.#reader;
    const unknown: Uint8Array[] = [];
    while (reader.pos < end) {
      const start = reader.pos;
      const [number, wire] = reader.tag();
      const field = type.by_number.get(number);
      const known = field !== undefined && this.#field(end, field, wire, message, depth);
      if (!known) {
        reader.skip(wire, number, depth);
        unknown.push(this.#bytes.subarray(start, reader.pos));
      }
      if (reader.pos > end) throw new RangeError('a field passes the end of its message');
      if (field !== undefined && known && field.oneof !== null) clear_siblings(type, field, message);
    }
    if (unknown.length > 0) {
      message[UNKNOWN_FIELDS] = concatenate_bytes([message[UNKNOWN_FIELDS] ?? new Uint8Array(0), ...unknown]);
    }
  }

  /** Reads one field; false, with nothing read, if the bytes hold it as another type. */
  #field(end: number, field: Field, wire: WireType, message: FieldValues, depth: number): boolean {
    if (field.entry !== null) {
      if (wire !== WireType.LengthDelimited) return false;
      this.#map_entry(end, field, field.entry, message, depth);
    } else if (wire !== wire_type(field)) {
      if (!field.repeated || wire !== WireType.LengthDelimited) return false;
      this.#packed(end, field, list_of(message, field));
    } else if (field.kind === 'message') {
      this.#message(end, field, message, depth);
    } else if (field.repeated) {
      list_of(message, field).push(read_element(this.#reader, field.type));
    } else {
      message[field.name] = read_element(this.#reader, field.type);
    }
    return true;
  }

  #message(end: number, field: Field, message: FieldValues, depth: number): void {
    const type = message_type(field.type);
    const known = field.repeated ? undefined : message[field.name];
    const value =
      typeof known === 'object' && known !== null ? (known as FieldValues) : default_message(type);
    this.read(this.#length(end), type, value, depth - 1);
    if (field.repeated) list_of(message, field).push(value);
    else message[field.name] = value;
  }

  /** Where the coming length-delimited value ends. */
  #length(end: number): number {
    const length = this.#reader.uint32();
    const value_end = this.#reader.pos + length;
    if (value_end > end) throw new RangeError('a field passes the end of its message');
    return value_end;
  }

  #packed(end: number, field: Field, list: unknown[]): void {
    const packed_end = this.#length(end);
    while (this.#reader.pos < packed_end) list.push(read_element(this.#reader, field.type));
    if (this.#reader.pos > packed_end) throw new RangeError('a packed value passes the end of its field');
  }

  #map_entry(end: number, field: Field, entry: MapEntryType, message: FieldValues, depth: number): void {
    const values = default_message(entry);
    this.read(this.#length(end), entry, values, depth - 1);
    (message[field.name] as Map<unknown, unknown>).set(
      values['key'],
      values['value'] ?? default_element(field),
    );
  }
}

function list_of(message: FieldValues, field: Field): unknown[] {
  return message[field.name] as unknown[];
}

/** Of a oneof's fields, the last one read stays. */
function clear_siblings(type: MessageType, field: Field, message: FieldValues): void {
  for (const sibling of type.fields) {
    if (sibling.oneof === field.oneof && sibling !== field) delete message[sibling.name];
  }
}
