// Messages as JSON, through @bufbuild/protobuf, with the fields' own names
// (`json_format.MessageToJson(message, preserving_proto_field_name=True)`).

import {fromBinary, fromJsonString, toBinary, toJson} from '@bufbuild/protobuf';
import type {JsonValue} from '@bufbuild/protobuf';

import {decode_message} from './decode.ts';
import {message_descriptor, message_registry} from './descriptors.ts';
import {encode_message} from './encode.ts';
import {message_type} from './fields.ts';
import type {Field, MessageType} from './fields.ts';
import type {MessageObject} from './messages.ts';
import type {Message, MessageName} from './schemas.ts';
import {shortest_float32} from './text_writer.ts';

/** A message as a value that `JSON.stringify` takes; 64-bit integers are texts, bytes base64. */
function message_to_json_value<N extends MessageName>(
  name: N,
  message: Partial<Message<N>> | MessageObject,
): JsonValue {
  const descriptor = message_descriptor(name);
  const value = toJson(descriptor, fromBinary(descriptor, encode_message(name, message)), {
    useProtoFieldName: true,
    registry: message_registry(),
  });
  return with_short_floats(value, message_type(name));
}

/** Stands for -0 until it is text, because `JSON.stringify` drops its sign. */
const NEGATIVE_ZERO = '\u0000negative zero\u0000';

/** A message as JSON text, indented by two spaces as Python does. */
export function message_to_json<N extends MessageName>(
  name: N,
  message: Partial<Message<N>> | MessageObject,
): string {
  const keep_sign = (_: string, value: unknown) => (Object.is(value, -0) ? NEGATIVE_ZERO : value);
  const text = JSON.stringify(message_to_json_value(name, message), keep_sign, 2);
  return text.replaceAll(JSON.stringify(NEGATIVE_ZERO), '-0.0');
}

/** Reads a message from JSON (`json_format.Parse`). Throws Error if the text is none. */
export function message_from_json<N extends MessageName>(name: N, text: string): Message<N> {
  const descriptor = message_descriptor(name);
  const message = fromJsonString(descriptor, text, {registry: message_registry()});
  return decode_message(name, toBinary(descriptor, message));
}

/** Float32 values with the fewest digits that read back the same, where the library writes all of their double. */
function with_short_floats(value: JsonValue, type: MessageType): JsonValue {
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    type.name === 'google.protobuf.Any'
  ) {
    return value;
  }
  for (const [key, item] of Object.entries(value)) {
    const field = type.by_name.get(key);
    if (field !== undefined && (field.kind === 'message' || field.type === 'float'))
      value[key] = short_floats(item, field);
  }
  return value;
}

function short_floats(value: JsonValue, field: Field): JsonValue {
  if (Array.isArray(value)) return value.map((item) => short_floats(item, field));
  if (field.kind !== 'message') return typeof value === 'number' ? shortest_float32(value) : value;
  const type = message_type(field.type);
  if (field.entry === null || typeof value !== 'object' || value === null)
    return with_short_floats(value, type);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, with_short_floats(item, type)]));
}
