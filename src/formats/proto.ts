// Message objects as Python has them: `tf.NodeDef({name: 'x'})` with typed fields that always read, presence, oneofs,
// `SerializeToString` and its like. One class a message, made from its schema.

import {ValueError} from '../types/python_errors.ts';
import {concatenate_bytes, equal_bytes} from '../util/bytes.ts';
import {decode_message} from './decode.ts';
import {encode_message} from './encode.ts';
import {is_message_name} from './fields.ts';
import type {Field, MessageType} from './fields.ts';
import {SET_FIELDS, default_element, field_values, is_default} from './messages.ts';
import type {FieldValues, MessageObject} from './messages.ts';
import {list_items, map_entries, scalar_value} from './proto_values.ts';
import {UNKNOWN_FIELDS} from './schemas.ts';
import type {MessageName} from './schemas.ts';
import {message_to_text} from './text_writer.ts';

/** Makes a message object by the message's name, of a plain object of its fields or of null. */
export type MakeMessage = (name: string, fields: unknown) => ProtoMessage;

export abstract class ProtoMessage implements MessageObject {
  /** Fields that were set, and lists, maps and messages that were read. */
  readonly #values: FieldValues = {};
  /** Names of messages that only a read brought into being: they count once they hold something. */
  readonly #implicit = new Set<string>();
  #is_present = false;

  /** The schema, and how nested messages are made. */
  protected abstract schema(): {readonly type: MessageType; readonly make: MakeMessage};

  /** Sets the fields of a plain object, or copies another message. */
  protected initialize(fields: unknown): void {
    if (fields === undefined || fields === null) return;
    if (typeof fields !== 'object') throw new TypeError('No positional arguments allowed');
    if (fields instanceof ProtoMessage) {
      this.CopyFrom(fields);
      return;
    }
    const {type} = this.schema();
    for (const [name, value] of Object.entries(fields)) {
      if (!type.by_name.has(name))
        throw new ValueError(`Protocol message ${own_name(type)} has no "${name}" field.`);
      if (value !== undefined && value !== null) this.set_field(name, value);
    }
    const unknown = (fields as FieldValues)[UNKNOWN_FIELDS];
    if (unknown !== undefined) this.#values[UNKNOWN_FIELDS] = unknown;
  }

  /** Gives the messages of a class their fields. */
  protected static define_fields(prototype: ProtoMessage, type: MessageType): void {
    for (const {name} of type.fields) {
      Object.defineProperty(prototype, name, {
        get(this: ProtoMessage): unknown {
          return this.get_field(name);
        },
        set(this: ProtoMessage, value: unknown) {
          this.set_field(name, value);
        },
        enumerable: true,
        configurable: true,
      });
    }
  }

  /** A nested message: one of that class as it is, a plain object made into one. */
  static #nested(make: MakeMessage, name: string, value: unknown): ProtoMessage {
    if (value instanceof ProtoMessage && value.schema().type.name === name) return value;
    return make(name, value);
  }

  /** The value of a field; of an unset one its default, which for lists, maps and messages can be filled. */
  protected get_field(name: string): unknown {
    const value = this.#values[name];
    if (value !== undefined) return value;
    const field = this.#field(name);
    if (field.entry !== null) return (this.#values[name] = new Map());
    if (field.repeated) return (this.#values[name] = []);
    if (field.kind !== 'message') return default_element(field);
    this.#implicit.add(name);
    return (this.#values[name] = this.schema().make(field.type, null));
  }

  /** Sets a field; null clears it. Plain objects become messages. */
  protected set_field(name: string, value: unknown): void {
    const field = this.#field(name);
    if (value === null || value === undefined) {
      this.ClearField(name);
      return;
    }
    const {make} = this.schema();
    const element = (item: unknown) =>
      field.kind === 'message' ? ProtoMessage.#nested(make, field.type, item) : scalar_value(field, item);
    if (field.entry !== null) {
      const {key: key_type} = field.entry;
      const entries = map_entries(value, key_type);
      this.#values[name] = new Map(
        entries.map(([key, item]) => [scalar_value(key_type, key), element(item)]),
      );
      return;
    }
    this.#values[name] = field.repeated ? list_items(value).map(element) : element(value);
    this.#implicit.delete(name);
    this.#clear_siblings(field);
  }

  /** The fields that are set, in the form that the codecs take. */
  [SET_FIELDS](): FieldValues {
    this.#make_items();
    const set: FieldValues = {...this.#values};
    for (const name of this.#implicit) {
      const value = this.#values[name];
      if (!(value instanceof ProtoMessage) || !value.#holds_something()) delete set[name];
      else this.#settle(name, set);
    }
    return set;
  }

  /** What kind of message this is: `GraphDef`, in full `tensorflow.GraphDef`. */
  get DESCRIPTOR(): {readonly name: string; readonly full_name: string} {
    const {type} = this.schema();
    const is_of_protobuf = type.name.startsWith('google.');
    return {name: own_name(type), full_name: is_of_protobuf ? type.name : `tensorflow.${type.name}`};
  }

  /** The binary form; deterministic. */
  SerializeToString(): Uint8Array {
    return encode_message(this.message_name(), this);
  }

  /** The number of bytes of the binary form. */
  ByteSize(): number {
    return this.SerializeToString().length;
  }

  /** Replaces all fields by those of a serialized message, and returns its length. Throws `DecodeError`. */
  ParseFromString(bytes: Uint8Array): number {
    this.Clear();
    return this.MergeFromString(bytes);
  }

  /** Merges a serialized message into this one, and returns its length. Throws `DecodeError`. */
  MergeFromString(bytes: Uint8Array): number {
    this.#merge(decode_message(this.message_name(), bytes));
    return bytes.length;
  }

  /** Lists grow, maps take entries, single fields that are set in `other` replace, messages merge. */
  MergeFrom(other: object): void {
    this.#refuse_other_class('MergeFrom', other);
    this.#merge(field_values(other));
  }

  /** Makes this a copy of `other`, a message of this class or a plain object. */
  CopyFrom(other: object): void {
    this.#refuse_other_class('CopyFrom', other);
    if (other === this) return;
    const message = other instanceof ProtoMessage ? other : this.schema().make(this.message_name(), other);
    this.ParseFromString(message.SerializeToString());
  }

  /** Unsets all fields. */
  Clear(): void {
    for (const name of Object.keys(this.#values)) delete this.#values[name];
    delete this.#values[UNKNOWN_FIELDS];
    this.#implicit.clear();
  }

  /** Unsets a field. ValueError if there is none of this name. */
  ClearField(name: string): void {
    if (!this.schema().type.by_name.has(name))
      throw new ValueError(`Protocol message has no "${name}" field.`);
    delete this.#values[name];
    this.#implicit.delete(name);
  }

  /** Whether a single message, a member of a oneof, or any member of a oneof is set. ValueError of other fields. */
  HasField(name: string): boolean {
    const {type} = this.schema();
    const field = type.by_name.get(name);
    if (field === undefined) {
      if (type.fields.some(({oneof}) => oneof === name)) return this.WhichOneof(name) !== null;
      throw new ValueError(`Protocol message ${own_name(type)} has no field ${name}.`);
    }
    if (field.repeated || field.entry !== null) {
      throw new ValueError(`Protocol message ${own_name(type)} has no singular "${name}" field.`);
    }
    if (field.kind !== 'message' && field.oneof === null) {
      const path = `${own_name(type)}.${name}`;
      throw new ValueError(`Can't test non-optional, non-submessage field "${path}" for presence in proto3.`);
    }
    return this[SET_FIELDS]()[name] !== undefined;
  }

  /** The name of the oneof's field that is set, or null. */
  WhichOneof(oneof: string): string | null {
    const members = this.schema().type.fields.filter((field) => field.oneof === oneof);
    if (members.length === 0) throw new ValueError(`Protocol message has no oneof "${oneof}" field.`);
    const set = this[SET_FIELDS]();
    return members.find(({name}) => set[name] !== undefined)?.name ?? null;
  }

  /** `[name, value]` of every field that is set, in the order of their numbers. */
  ListFields(): [string, unknown][] {
    const set = this[SET_FIELDS]();
    return this.schema()
      .type.fields.filter((field) => is_set(field, set[field.name]))
      .map(({name}) => [name, set[name]]);
  }

  /** Makes an empty nested message count as set. */
  SetInParent(): void {
    this.#is_present = true;
  }

  /** Whether `other` is a message of this class with the same fields (`==` in Python). */
  equals(other: unknown): boolean {
    if (!(other instanceof ProtoMessage) || other.message_name() !== this.message_name()) return false;
    return equal_bytes(this.SerializeToString(), other.SerializeToString());
  }

  /** Text format, as Python's `str(message)`. */
  toString(): string {
    return message_to_text(this.message_name(), this, 'str');
  }

  repr(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** The name that the schemas know this message by. */
  message_name(): MessageName {
    const {name} = this.schema().type;
    if (!is_message_name(name)) throw new Error(`no message ${name}`);
    return name;
  }

  #field(name: string): Field {
    const field = this.schema().type.by_name.get(name);
    if (field === undefined) throw new Error(`no field ${name}`);
    return field;
  }

  /** Plain objects that were put into lists and maps of messages become messages. */
  #make_items(): void {
    const {type, make} = this.schema();
    for (const field of type.fields) {
      const items = this.#values[field.name];
      if (field.kind !== 'message' || items === undefined) continue;
      if (field.entry !== null) {
        const map = items as Map<unknown, unknown>;
        for (const [key, item] of map) map.set(key, ProtoMessage.#nested(make, field.type, item));
      } else if (field.repeated) {
        const list = items as unknown[];
        for (const [i, item] of list.entries()) list[i] = ProtoMessage.#nested(make, field.type, item);
      }
    }
  }

  #holds_something(): boolean {
    return this.#is_present || this.ListFields().length > 0 || this.#values[UNKNOWN_FIELDS] !== undefined;
  }

  /** A message that was read and then filled is set from now on. */
  #settle(name: string, set: FieldValues): void {
    this.#implicit.delete(name);
    this.#clear_siblings(this.#field(name));
    for (const key of Object.keys(set)) if (this.#values[key] === undefined) delete set[key];
  }

  #clear_siblings(field: Field): void {
    if (field.oneof === null) return;
    for (const {name, oneof} of this.schema().type.fields) {
      if (oneof === field.oneof && name !== field.name) this.ClearField(name);
    }
  }

  #merge(other: FieldValues): void {
    for (const field of this.schema().type.fields) {
      const value = other[field.name];
      if (!is_set(field, value)) continue;
      const before = this.get_field(field.name);
      if (field.entry !== null)
        this.set_field(
          field.name,
          new Map([...(before as Map<unknown, unknown>), ...map_entries(value, field.entry.key)]),
        );
      else if (field.repeated) this.set_field(field.name, [...(before as unknown[]), ...list_items(value)]);
      else if (before instanceof ProtoMessage && typeof value === 'object' && value !== null) {
        before.#merge(field_values(value));
        before.SetInParent();
        this[SET_FIELDS]();
      } else this.set_field(field.name, value);
    }
    const unknown = other[UNKNOWN_FIELDS];
    if (unknown !== undefined)
      this.#values[UNKNOWN_FIELDS] = concatenate_bytes([
        this.#values[UNKNOWN_FIELDS] ?? new Uint8Array(0),
        unknown,
      ]);
  }

  #refuse_other_class(method: string, other: object): void {
    if (!(other instanceof ProtoMessage) || other.message_name() === this.message_name()) return;
    const names = `expected tensorflow.${this.message_name()} got tensorflow.${other.message_name()}`;
    throw new TypeError(`Parameter to ${method}() must be instance of same class: ${names}.`);
  }
}

/** The message's name without those it is nested in. */
function own_name(type: MessageType): string {
  return type.name.slice(type.name.lastIndexOf('.') + 1);
}

function is_set(field: Field, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (field.entry !== null) return map_entries(value, field.entry.key).length > 0;
  if (field.repeated) return list_items(value).length > 0;
  return field.kind === 'message' || field.oneof !== null || !is_default(value);
}
