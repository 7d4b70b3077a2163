// Messages as JSON, through @bufbuild/protobuf, as Python's `google.protobuf.json_format` writes and reads them.

import {fromBinary, fromJsonString, toBinary, toJson} from '@bufbuild/protobuf';
import type {JsonValue} from '@bufbuild/protobuf';

import {decode_message} from './decode.ts';
import {json_name, message_descriptor, message_registry} from './descriptors.ts';
import {encode_message} from './encode.ts';
import {message_type} from './fields.ts';
import type {Field, MessageType} from './fields.ts';
import type {MessageObject} from './messages.ts';
import type {Message, MessageName} from './schemas.ts';
import {shortest_float32} from './text_writer.ts';

/** The parameters of `json_format.MessageToJson`. */
export interface JsonOptions {
  /** Fields that are not set are written too, but those of a oneof and messages. */
  readonly including_default_value_fields?: boolean;
  /** `tensor_shape`, not `tensorShape`. */
  readonly preserving_proto_field_name?: boolean;
  /** Spaces of each level; null: all in one line. */
  readonly indent?: number | null;
  readonly sort_keys?: boolean;
}

/** A message as a value that `JSON.stringify` takes; 64-bit integers are texts, bytes base64. */
function message_to_json_value<N extends MessageName>(
  name: N,
  message: Partial<Message<N>> | MessageObject,
  {
    including_default_value_fields = false,
    preserving_proto_field_name = false,
    sort_keys = false,
  }: JsonOptions,
): JsonValue {
  const descriptor = message_descriptor(name);
  const value = toJson(descriptor, fromBinary(descriptor, encode_message(name, message)), {
    useProtoFieldName: preserving_proto_field_name,
    alwaysEmitImplicit: including_default_value_fields,
    registry: message_registry(),
  });
  const short = with_short_floats(value, message_type(name));
  return sort_keys ? with_sorted_keys(short) : short;
}

function with_sorted_keys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(with_sorted_keys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, with_sorted_keys(item)]));
}

/** Stands for -0 until it is text, because `JSON.stringify` drops its sign. */
const NEGATIVE_ZERO = '\u0000negative zero\u0000';

/** A message as JSON text (`json_format.MessageToJson`). */
export function message_to_json<N extends MessageName>(
  name: N,
  message: Partial<Message<N>> | MessageObject,
  options: JsonOptions = {},
): string {
  const {indent = 2} = options;
  const keep_sign = (_: string, value: unknown) => (Object.is(value, -0) ? NEGATIVE_ZERO : value);
  const text = JSON.stringify(message_to_json_value(name, message, options), keep_sign, indent ?? 0);
  return text.replaceAll(JSON.stringify(NEGATIVE_ZERO), '-0.0');
}

/** A text that is no JSON of the message asked for (Python's `google.protobuf.json_format.ParseError`). */
export class ParseError extends Error {
  override name = 'ParseError';
}

/** Reads a message from JSON (`json_format.Parse`), under either name of its fields. Throws `ParseError`. */
export function message_from_json<N extends MessageName>(
  name: N,
  text: string,
  ignore_unknown_fields = false,
): Message<N> {
  const descriptor = message_descriptor(name);
  try {
    const options = {registry: message_registry(), ignoreUnknownFields: ignore_unknown_fields};
    return decode_message(name, toBinary(descriptor, fromJsonString(descriptor, text, options)));
  } catch (error) {
    throw new ParseError(error instanceof Error ? error.message : String(error), {cause: error});
  }
}

function field_of_key(type: MessageType, key: string): Field | undefined {
  return type.by_name.get(key) ?? type.fields.find(({name}) => json_name(name) === key);
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
    const field = field_of_key(type, key);
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
