// What a schema says, in the form that the codecs walk over: one `Field` an entry, in the order of their numbers.
// Parsed once a message, at its first use.

import {memoize} from '../util/memoize.ts';
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
  /** The message of a key and a value that a map's entries are, if the field is a map. Its own type is the values'. */
  readonly entry: MapEntryType | null;
  /** Name of the oneof it belongs to, or null. */
  readonly oneof: string | null;
}

export interface MessageType {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly by_number: ReadonlyMap<number, Field>;
  readonly by_name: ReadonlyMap<string, Field>;
}

export interface MapEntryType extends MessageType {
  readonly key: Field;
  readonly value: Field;
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

function is_enum_name(name: string): name is EnumName {
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

function single_field(name: string, number: number, type: string): Field {
  return {name, number, ...element_type(type), repeated: false, entry: null, oneof: null};
}

function message_of(name: string, fields: readonly Field[]): MessageType {
  return {
    name,
    fields,
    by_number: new Map(fields.map((field) => [field.number, field])),
    by_name: new Map(fields.map((field) => [field.name, field])),
  };
}

/** The entries of `device_count` are messages `DeviceCountEntry`. */
function map_entry_type(parent: string, field: string, key_type: string, value_type: string): MapEntryType {
  const name = field.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const key = single_field('key', 1, key_type);
  const value = single_field('value', 2, value_type);
  return {...message_of(`${parent}.${name}Entry`, [key, value]), key, value};
}

function parse_field(parent: string, name: string, text: string): Field {
  const match = FIELD.exec(text);
  if (match === null) throw new Error(`field ${name}: cannot read '${text}'`);
  const [, number, repeated, type, oneof, key, value] = match;
  const entry = key === undefined || value === undefined ? null : map_entry_type(parent, name, key, value);
  const single = single_field(name, Number(number), type ?? value ?? '');
  return {...single, repeated: repeated !== undefined, entry, oneof: oneof ?? null};
}

/** The parsed schema of a message. */
export const message_type: (name: string) => MessageType = memoize((name) => {
  if (!is_message_name(name)) throw new Error(`no message ${name}`);
  const fields = Object.entries(MESSAGES[name]).map(([field, text]) => parse_field(name, field, text));
  return message_of(
    name,
    fields.sort((a, b) => a.number - b.number),
  );
});
