// What a schema says, in the form that the codecs walk over: one `Field` an entry, in the order of their numbers.
// Parsed once a message, at its first use.

import {ENUMS, MESSAGES} from './schemas.ts';
import type {EnumName, MessageName, ScalarName} from './schemas.ts';

export type FieldKind = 'scalar' | 'enum' | 'message';

/** The type of one element: of a field, of a list's items, of a map's values. */
export interface ElementType {
  readonly kind: FieldKind;
  /** Name of the scalar, enum or message. */
  readonly type: string;
}

export interface Field extends ElementType {
  readonly name: string;
  readonly number: number;
  readonly repeated: boolean;
  /** Type of the keys, if the field is a map. */
  readonly map_key: ScalarName | null;
  /** Name of the oneof it belongs to, or null. */
  readonly oneof: string | null;
}

export interface MessageType {
  readonly name: MessageName;
  readonly fields: readonly Field[];
  readonly by_number: ReadonlyMap<number, Field>;
  readonly by_name: ReadonlyMap<string, Field>;
}

const SCALARS: ReadonlySet<string> = new Set<ScalarName>([
  'double',
  'float',
  'int32',
  'uint32',
  'fixed32',
  'sfixed32',
  'sint32',
  'int64',
  'uint64',
  'fixed64',
  'sfixed64',
  'sint64',
  'bool',
  'string',
  'bytes',
]);

function is_scalar_name(name: string): name is ScalarName {
  return SCALARS.has(name);
}

export function is_message_name(name: string): name is MessageName {
  return Object.hasOwn(MESSAGES, name);
}

export function is_enum_name(name: string): name is EnumName {
  return Object.hasOwn(ENUMS, name);
}

/** Numbers of an enum by the names of its values. */
export function enum_values(name: string): Readonly<Record<string, number>> {
  if (!is_enum_name(name)) throw new Error(`no enum ${name}`);
  return ENUMS[name];
}

/** The name of an enum's number, or undefined. */
export function enum_value_name(name: string, number: number): string | undefined {
  const values = enum_values(name);
  return Object.keys(values).find((key) => values[key] === number);
}

function element_type(type: string): ElementType {
  if (is_scalar_name(type)) return {kind: 'scalar', type};
  if (is_enum_name(type)) return {kind: 'enum', type};
  if (is_message_name(type)) return {kind: 'message', type};
  throw new Error(`no field type ${type}`);
}

const FIELD = /^(\d+) (?:(repeated )?([\w.]+)(?: oneof (\w+))?|map<(\w+), ([\w.]+)>)$/;

function parse_field(name: string, text: string): Field {
  const match = FIELD.exec(text);
  if (match === null) throw new Error(`field ${name}: cannot read '${text}'`);
  const [, number, repeated, type, oneof, key, value] = match;
  const map_key = key !== undefined && is_scalar_name(key) ? key : null;
  return {
    name,
    number: Number(number),
    ...element_type(type ?? value ?? ''),
    repeated: repeated !== undefined,
    map_key,
    oneof: oneof ?? null,
  };
}

const types = new Map<string, MessageType>();

/** The parsed schema of a message. */
export function message_type(name: string): MessageType {
  const known = types.get(name);
  if (known !== undefined) return known;
  if (!is_message_name(name)) throw new Error(`no message ${name}`);
  const fields = Object.entries(MESSAGES[name])
    .map(([field, text]) => parse_field(field, text))
    .sort((a, b) => a.number - b.number);
  const type: MessageType = {
    name,
    fields,
    by_number: new Map(fields.map((field) => [field.number, field])),
    by_name: new Map(fields.map((field) => [field.name, field])),
  };
  types.set(name, type);
  return type;
}
