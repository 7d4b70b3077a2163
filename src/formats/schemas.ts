// The schemas of all messages, and the TypeScript types that follow from them. A message's type is a plain
// object with TensorFlow's field names; nothing here runs but the merging of the tables.

import {CONFIG_ENUMS, CONFIG_MESSAGES} from './schemas/config.ts';
import {GRAPH_ENUMS, GRAPH_MESSAGES} from './schemas/graph.ts';
import {META_GRAPH_ENUMS, META_GRAPH_MESSAGES} from './schemas/meta_graph.ts';
import {RECORDS_ENUMS, RECORDS_MESSAGES} from './schemas/records.ts';

/** Fields by message name (within TensorFlow's package), each as `number [repeated] type [oneof name]` or `number map<key, value>`. */
export const MESSAGES = {...GRAPH_MESSAGES, ...META_GRAPH_MESSAGES, ...CONFIG_MESSAGES, ...RECORDS_MESSAGES};

/** Numbers by enum name and value name. */
export const ENUMS = {...GRAPH_ENUMS, ...META_GRAPH_ENUMS, ...CONFIG_ENUMS, ...RECORDS_ENUMS};

/** Where a decoded message keeps the bytes of fields that its schema does not name; they are written back last. */
export const UNKNOWN_FIELDS: unique symbol = Symbol('unknown fields');

export type Schemas = typeof MESSAGES;
export type MessageName = keyof Schemas;
export type EnumName = keyof typeof ENUMS;

/** A 64-bit integer: a number where that is exact, else a bigint. */
export type Int64 = number | bigint;

interface ScalarTypes {
  double: number;
  float: number;
  int32: number;
  uint32: number;
  fixed32: number;
  sfixed32: number;
  sint32: number;
  int64: Int64;
  uint64: Int64;
  fixed64: Int64;
  sfixed64: Int64;
  sint64: Int64;
  bool: boolean;
  string: string;
  bytes: Uint8Array;
}
export type ScalarName = keyof ScalarTypes;

export type Element<T> = T extends ScalarName
  ? ScalarTypes[T]
  : T extends EnumName
    ? number
    : T extends MessageName
      ? Message<T>
      : never;

type FieldValue<Text> = Text extends `${number} repeated ${infer T}`
  ? Element<T>[]
  : Text extends `${number} map<${infer K}, ${infer V}>`
    ? Map<Element<K>, Element<V>>
    : Text extends `${number} ${infer T} oneof ${string}`
      ? Element<T>
      : Text extends `${number} ${infer T}`
        ? Element<T>
        : never;

/** Whether a field may be absent: members of a oneof and single messages; all else has a default. */
type MayBeAbsent<Text> = Text extends `${number} repeated ${string}` | `${number} map<${string}`
  ? false
  : Text extends `${number} ${string} oneof ${string}`
    ? true
    : Text extends `${number} ${infer T}`
      ? T extends MessageName
        ? true
        : false
      : false;

type Absent<S> = {[F in keyof S]: MayBeAbsent<S[F]> extends true ? F : never}[keyof S];

/** A message as a plain object: every field present but single messages and oneof members, which are there if set. */
export type Message<N extends MessageName> = {
  -readonly [F in Exclude<keyof Schemas[N], Absent<Schemas[N]>>]: FieldValue<Schemas[N][F]>;
} & {
  -readonly [F in Absent<Schemas[N]>]?: FieldValue<Schemas[N][F]>;
} & {[UNKNOWN_FIELDS]?: Uint8Array};

type ElementInit<T> = T extends 'bytes'
  ? Uint8Array | string
  : T extends ScalarName
    ? ScalarTypes[T]
    : T extends EnumName
      ? number | keyof (typeof ENUMS)[T]
      : T extends MessageName
        ? MessageInit<T>
        : never;

type MapInit<K, V> = ReadonlyMap<Element<K>, ElementInit<V>> | {readonly [key: string]: ElementInit<V>};

type FieldInit<Text> = Text extends `${number} repeated ${infer T}`
  ? readonly ElementInit<T>[]
  : Text extends `${number} map<${infer K}, ${infer V}>`
    ? MapInit<K, V>
    : Text extends `${number} ${infer T} oneof ${string}`
      ? ElementInit<T>
      : Text extends `${number} ${infer T}`
        ? ElementInit<T>
        : never;

/** What a message can be made from: some of its fields, nested at will; enums also by name, bytes also as text, maps also as records. */
export type MessageInit<N extends MessageName> = {
  readonly [F in keyof Schemas[N]]?: FieldInit<Schemas[N][F]> | null | undefined;
};
