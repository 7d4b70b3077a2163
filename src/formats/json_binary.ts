// Messages from JSON straight to their binary form, as protobuf's streaming converter does it: fields and map entries in
// the order of the text, lists not packed, null as if it were not there. What does not fit is told in its words.

import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire';

import {json_name} from './descriptors.ts';
import {message_type, type Field, type MessageType} from './fields.ts';
import {parse_json, JsonError, read_double, type JsonMember, type JsonTree} from './json_tokens.ts';

export {JsonError};

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const WEB_SAFE = `${STANDARD.slice(0, 62)}-_`;

/** The bytes that a text in either Base64 spells: padded whole or not at all, without bits left over. Null if none. */
function base64_bytes(text: string): Uint8Array | null {
  const digits = text.replace(/=+$/, '');
  const padding = text.length - digits.length;
  if (digits.length % 4 === 1 || (padding > 0 && padding !== (4 - (digits.length % 4)) % 4)) return null;
  const alphabet = /[-_]/.test(digits) ? WEB_SAFE : STANDARD;
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (let i = 0; i < digits.length; i++) {
    const value = alphabet.indexOf(digits.charAt(i));
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
  }
  return (bits & ((1 << held) - 1)) === 0 ? Uint8Array.from(bytes) : null;
}

/** C's `%.15g`, or with two digits more if those are needed. */
function double_text(value: number): string {
  const short = Number(value.toPrecision(15)) === value;
  const digits = short ? value.toPrecision(15) : value.toPrecision(17);
  const [mantissa = '', power] = Number(digits).toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < (short ? 15 : 17)) return String(Number(digits));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** A value as messages show it. */
function shown(value: JsonTree): string {
  if (value.kind === 'string') return `"${value.value}"`;
  if (value.kind === 'number')
    return typeof value.value === 'bigint' ? value.value.toString() : double_text(value.value);
  return value.kind === 'bool' ? String(value.value) : value.kind;
}

const LEAST_INT64 = -(2n ** 63n);
const LEAST_FLOAT32 = 2 ** -126;
const GREATEST_FLOAT32 = (2 - 2 ** -23) * 2 ** 127;

function int64_of(value: JsonTree): bigint | null {
  let integer: bigint | null = null;
  if (value.kind === 'number') {
    const exact = typeof value.value === 'bigint' || Number.isInteger(value.value);
    if (exact) integer = BigInt(value.value);
  } else if (value.kind === 'string' && /^[+-]?\d+$/.test(value.value)) {
    integer = BigInt(value.value.replace('+', ''));
  }
  return integer !== null && integer >= LEAST_INT64 && integer < -LEAST_INT64 ? integer : null;
}

const NAMED_FLOATS: Readonly<Record<string, number>> = {NaN: NaN, Infinity, '-Infinity': -Infinity};

/** An integer rounded once, to a float32. */
function single_of(integer: bigint): number {
  if (BigInt.asIntN(53, integer) === integer) return Math.fround(Number(integer));
  const rest = (integer & 0x7ffn) === 0n ? 0n : 1n;
  return Math.fround(Number((integer >> 11n) | rest) * 0x800);
}

function float_of(value: JsonTree): number | null {
  if (value.kind === 'number' && typeof value.value === 'bigint') return single_of(value.value);
  let number: number | null = null;
  if (value.kind === 'number') number = Number(value.value);
  else if (value.kind === 'string') {
    if (Object.hasOwn(NAMED_FLOATS, value.value)) return NAMED_FLOATS[value.value] ?? null;
    number = read_double(value.value);
  }
  if (number === null || Math.abs(number) > GREATEST_FLOAT32) return null;
  const single = Math.fround(number);
  return Math.abs(single) < LEAST_FLOAT32 ? single / Infinity : single;
}

/** How scalars are written after their tag; says whether the value was one. */
const SCALAR_WRITERS: Readonly<
  Record<
    string,
    {readonly wire: WireType; readonly write: (writer: BinaryWriter, value: JsonTree) => boolean}
  >
> = {
  int64: {wire: WireType.Varint, write: written(int64_of, (writer, value) => writer.int64(value))},
  float: {wire: WireType.Bit32, write: written(float_of, (writer, value) => writer.float(value))},
  bytes: {
    wire: WireType.LengthDelimited,
    write: written(
      (value) => (value.kind === 'string' ? base64_bytes(value.value) : null),
      (writer, value) => writer.bytes(value),
    ),
  },
};

function written<T>(
  read: (value: JsonTree) => T | null,
  write: (writer: BinaryWriter, value: T) => unknown,
): (writer: BinaryWriter, value: JsonTree) => boolean {
  return (writer, value) => {
    const element = read(value);
    if (element !== null) write(writer, element);
    return element !== null;
  };
}

/** `FooBar` and `fooBar` as `foo_bar`. */
function snake_case(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** A member of the object that stands for a map. */
interface MapEntry {
  readonly parent: Field;
  readonly key: string;
  readonly value: JsonTree;
}

class JsonConverter {
  readonly #writer = new BinaryWriter();
  /** Of all that does not fit the last is told. */
  #error: string | null = null;

  convert(type: MessageType, root: JsonTree): Uint8Array {
    if (root.kind === 'object') this.#message(type, root.members, '');
    else this.#bad_name('', '', 'Root element must be a message.');
    if (this.#error !== null) throw new JsonError(this.#error);
    return this.#writer.finish();
  }

  #bad_name(path: string, name: string, message: string): void {
    this.#error = `${path === '' ? '' : `(${path}) `}${name}: ${message}`;
  }

  #bad_value(path: string, value: string, type: string): void {
    this.#error = `${path === '' ? '' : `(${path}): `}invalid value ${value} for type ${type}`;
  }

  #message(type: MessageType, members: readonly JsonMember[], path: string): void {
    const set = new Set<string>();
    for (const [name, value] of members) {
      const field =
        type.by_name.get(name) ?? type.fields.find((candidate) => json_name(candidate.name) === name);
      if (field === undefined) this.#bad_name(path, snake_case(name), 'Cannot find field.');
      else if (value.kind !== 'null') {
        if (field.oneof !== null && set.has(field.oneof)) {
          const text = `oneof field '${field.oneof}' is already set. Cannot set '${name}'`;
          this.#bad_value(path, text, 'oneof');
        } else this.#field(field, value, path);
        if (field.oneof !== null) set.add(field.oneof);
      }
    }
  }

  #field(field: Field, value: JsonTree, parent: string): void {
    const path = parent === '' ? field.name : `${parent}.${field.name}`;
    if (field.entry !== null) this.#map(field, value, parent, path);
    else if (value.kind !== 'list') this.#element(field, value, path);
    else if (field.repeated) this.#list(field, value.items, path);
    else this.#bad_name(parent, field.name, 'Proto field is not repeating, cannot start list.');
  }

  /** The items of a list, and of lists in it, as elements of one field. */
  #list(field: Field, items: readonly JsonTree[], path: string): void {
    items.forEach((item, i) => {
      if (item.kind === 'list') this.#list(field, item.items, path);
      else if (item.kind !== 'null') this.#element(field, item, `${path}[${i}]`);
    });
  }

  #element(field: Field, value: JsonTree, path: string): void {
    if (field.kind === 'message') {
      if (value.kind !== 'object') {
        this.#bad_value(path, shown(value), `type.googleapis.com/tensorflow.${field.type}`);
        return;
      }
      this.#writer.tag(field.number, WireType.LengthDelimited).fork();
      this.#message(message_type(field.type), value.members, path);
      this.#writer.join();
      return;
    }
    const scalar = SCALAR_WRITERS[field.type];
    if (scalar === undefined) throw new Error(`Fields of type ${field.type} are not read from JSON here.`);
    this.#writer.tag(field.number, scalar.wire);
    if (value.kind === 'object' || !scalar.write(this.#writer, value))
      this.#bad_value(path, shown(value), `TYPE_${field.type.toUpperCase()}`);
  }

  #map(field: Field, value: JsonTree, parent: string, path: string): void {
    if (value.kind === 'list') {
      this.#bad_value(parent, `Cannot bind a list to map for field '${field.name}'.`, 'Map');
      return;
    }
    if (value.kind !== 'object') {
      const entry = (field.entry as MessageType).name;
      this.#bad_value(path, shown(value), `type.googleapis.com/tensorflow.${entry}`);
      return;
    }
    const keys = new Set<string>();
    let index = -1;
    for (const [key, item] of value.members) {
      if (keys.has(key)) {
        this.#bad_name(`${path}[${index}]`, key, `Repeated map key: '${key}' is already set.`);
        continue;
      }
      keys.add(key);
      index++;
      this.#entry({parent: field, key, value: item}, `${path}[${index}].value`);
    }
  }

  /** The entry of a map; a key without a value where that is null. */
  #entry({parent, key, value}: MapEntry, path: string): void {
    this.#writer.tag(parent.number, WireType.LengthDelimited).fork();
    this.#writer.tag(1, WireType.LengthDelimited).string(key);
    if (value.kind === 'list')
      this.#bad_value(path, `Cannot have repeated items ('${key}') within a map.`, 'Map');
    else if (value.kind !== 'null')
      this.#element({...parent, entry: null, repeated: false, number: 2}, value, path);
    this.#writer.join();
  }
}

/** The binary form of a message of 64-bit integers, floats and bytes that JSON spells. Throws `JsonError`. */
export function json_to_binary(name: string, json: Uint8Array): Uint8Array {
  return new JsonConverter().convert(message_type(name), parse_json(json));
}
