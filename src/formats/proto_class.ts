// The class of each message, made from its schema at its first use: callable with and without `new`, with the constants
// of its enums and the classes of its nested messages as members.

import {ValueError} from '../types/python_errors.ts';
import {memoize} from '../util/memoize.ts';
import {decode_message} from './decode.ts';
import {encode_message} from './encode.ts';
import {message_type} from './fields.ts';
import type {MessageType} from './fields.ts';
import {ProtoMessage} from './proto.ts';
import {ENUMS, MESSAGES} from './schemas.ts';
import type {Element, EnumName, Message, MessageInit, MessageName, Schemas} from './schemas.ts';

type LiveElement<T> = T extends MessageName ? Proto<T> : Element<T>;

type LiveValue<Text> = Text extends `${number} repeated ${infer T}`
  ? LiveElement<T>[]
  : Text extends `${number} map<${infer K}, ${infer V}>`
    ? Map<Element<K>, LiveElement<V>>
    : Text extends `${number} ${infer T} oneof ${string}`
      ? LiveElement<T>
      : Text extends `${number} ${infer T}`
        ? LiveElement<T>
        : never;

/** A message object: its fields, which always read (an unset one as its default), and Python's methods. */
export type Proto<N extends MessageName> = ProtoMessage & {
  -readonly [F in keyof Schemas[N]]: LiveValue<Schemas[N][F]>;
};

/** Of names like `Event.Level`, those directly in `Event`, without it. */
type Nested<Name extends string, Parent extends string> = Name extends `${Parent}.${infer Own}`
  ? Own extends `${string}.${string}`
    ? never
    : Own
  : never;

type Enums = typeof ENUMS;
type KeysOfEach<T> = T extends unknown ? keyof T : never;
type NestedEnumValues<N extends string> = KeysOfEach<Enums[Extract<EnumName, `${N}.${Nested<EnumName, N>}`>]>;

/** An enum: its values as constants, and their names. */
export type ProtoEnum<E extends EnumName> = Enums[E] & {
  /** The name of a number. ValueError if it has none. */
  Name(number: number): string;
  /** The number of a name. ValueError if there is none. */
  Value(name: string): number;
  keys(): string[];
  values(): number[];
  items(): [string, number][];
};

export type ProtoClass<N extends MessageName> = {
  new (fields?: MessageInit<N> | null): Proto<N>;
  (fields?: MessageInit<N> | null): Proto<N>;
  readonly prototype: Proto<N>;
  /** Reads a serialized message. Throws `DecodeError`. */
  FromString(bytes: Uint8Array): Proto<N>;
} & {readonly [K in NestedEnumValues<N>]: number} & {
  readonly [K in Nested<EnumName, N>]: ProtoEnum<Extract<EnumName, `${N}.${K}`>>;
} & {readonly [K in Nested<MessageName, N>]: ProtoClass<Extract<MessageName, `${N}.${K}`>>};

type AnyProtoClass = new (fields: unknown) => ProtoMessage;

const class_of: (name: string) => AnyProtoClass = memoize((name) => make_class(message_type(name)));

function make(name: string, fields: unknown): ProtoMessage {
  return new (class_of(name))(fields);
}

function make_class(type: MessageType): AnyProtoClass {
  const schema = {type, make};
  class Plain extends ProtoMessage {
    static {
      Plain.define_fields(Plain.prototype, type);
    }
    constructor(fields: unknown) {
      super();
      this.initialize(fields);
      // A misspelt field is an error, not a property.
      Object.preventExtensions(this);
    }
    static FromString(bytes: Uint8Array): ProtoMessage {
      const message = new Plain(null);
      message.ParseFromString(bytes);
      return message;
    }
    protected override schema(): typeof schema {
      return schema;
    }
  }
  const own_name = type.name.slice(type.name.lastIndexOf('.') + 1);
  Object.defineProperty(Plain, 'name', {value: own_name, configurable: true});
  define_members(Plain, type.name);
  const callable = new Proxy(Plain, {apply: (target, _, [fields]: unknown[]) => new target(fields)});
  Object.defineProperty(Plain.prototype, 'constructor', {
    value: callable,
    configurable: true,
    writable: true,
  });
  return callable;
}

/** The names of `table` that are directly in `parent`, each with and without it. */
function nested_names(table: object, parent: string): [string, string][] {
  const prefix = `${parent}.`;
  return Object.keys(table).flatMap((name): [string, string][] => {
    const own = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    return own === '' || own.includes('.') ? [] : [[name, own]];
  });
}

function define_members(target: object, parent: string): void {
  for (const [name, own] of nested_names(ENUMS, parent)) {
    const made = make_enum(name as EnumName);
    Object.defineProperty(target, own, {value: made});
    for (const [key, value] of Object.entries(ENUMS[name as EnumName]))
      Object.defineProperty(target, key, {value});
  }
  for (const [name, own] of nested_names(MESSAGES, parent)) {
    Object.defineProperty(target, own, {get: () => class_of(name)});
  }
}

function make_enum(name: EnumName): object {
  const values: Readonly<Record<string, number>> = ENUMS[name];
  return Object.freeze({
    ...values,
    Name(number: number): string {
      const found = Object.keys(values).find((key) => values[key] === number);
      if (found === undefined) throw new ValueError(`Enum ${name} has no name defined for value ${number}`);
      return found;
    },
    Value(key: string): number {
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      if (value === undefined) throw new ValueError(`Enum ${name} has no value defined for name '${key}'`);
      return value;
    },
    keys: () => Object.keys(values),
    values: () => Object.values(values),
    items: () => Object.entries(values),
  });
}

/** The class of a message. */
export function proto_class<N extends MessageName>(name: N): ProtoClass<N> {
  const made: object = class_of(name);
  return made as ProtoClass<N>;
}

/** An enum that is in no message. */
export function proto_enum<E extends EnumName>(name: E): ProtoEnum<E> {
  return make_enum(name) as ProtoEnum<E>;
}

/** A message object, or a plain object of some of its fields, as the plain object that the library works on. */
export function to_message<N extends MessageName>(name: N, value: MessageInit<N> | ProtoMessage): Message<N> {
  const object = value instanceof ProtoMessage ? value : make(name, value);
  return decode_message(name, encode_message(name, object));
}

/** The message object of a plain object. */
export function to_proto<N extends MessageName>(name: N, message: Message<N>): Proto<N> {
  const object: object = make(name, message);
  return object as Proto<N>;
}
