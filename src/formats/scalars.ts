// One scalar or enum value in protobuf's binary form. 64-bit integers are numbers where those are exact.

import type {BinaryReader, BinaryWriter} from '@bufbuild/protobuf/wire';
import {WireType} from '@bufbuild/protobuf/wire';

import type {ElementType} from './fields.ts';
import {exact_integer} from './int64.ts';
import type {Int64} from './schemas.ts';

/** How a single value of this type is laid out. */
export function wire_type(element: ElementType): WireType {
  if (element.kind === 'message') return WireType.LengthDelimited;
  switch (element.type) {
    case 'string':
    case 'bytes':
      return WireType.LengthDelimited;
    case 'float':
    case 'fixed32':
    case 'sfixed32':
      return WireType.Bit32;
    case 'double':
    case 'fixed64':
    case 'sfixed64':
      return WireType.Bit64;
    default:
      return WireType.Varint;
  }
}

function wrong(expected: string, value: unknown): Error {
  return new Error(`expected ${expected}, got ${typeof value === 'string' ? `'${value}'` : String(value)}`);
}

function number_of(value: unknown): number {
  if (typeof value !== 'number') throw wrong('a number', value);
  return value;
}

function int32_of(value: unknown): number {
  return typeof value === 'bigint'
    ? Number(value)
    : typeof value === 'boolean'
      ? Number(value)
      : number_of(value);
}

function int64_of(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isSafeInteger(value)) throw wrong('an integer', value);
  return BigInt(number_of(value));
}

function boolean_of(value: unknown): boolean {
  if (typeof value !== 'boolean') throw wrong('a boolean', value);
  return value;
}

function string_of(value: unknown): string {
  if (typeof value !== 'string') throw wrong('a string', value);
  return value;
}

function bytes_of(value: unknown): Uint8Array {
  if (!ArrayBuffer.isView(value)) throw wrong('bytes', value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** A float32, where a larger number becomes an infinity as in C. */
function float_of(value: unknown): number {
  return Math.fround(typeof value === 'bigint' ? Number(value) : number_of(value));
}

/** Writes one value, without its tag. Throws Error if the value is not of the type. */
export function write_element(writer: BinaryWriter, type: string, value: unknown): void {
  switch (type) {
    case 'string':
      writer.string(string_of(value));
      break;
    case 'bytes':
      writer.bytes(bytes_of(value));
      break;
    case 'bool':
      writer.bool(boolean_of(value));
      break;
    case 'float':
      writer.float(float_of(value));
      break;
    case 'double':
      writer.double(typeof value === 'bigint' ? Number(value) : number_of(value));
      break;
    default:
      write_integer(writer, type, value);
  }
}

function write_integer(writer: BinaryWriter, type: string, value: unknown): void {
  switch (type) {
    case 'int64':
      // A small number has the same bytes as an int32 and needs no bigint.
      if (Number.isInteger(value) && Math.abs(number_of(value)) < 2 ** 31) writer.int32(number_of(value));
      else writer.int64(int64_of(value));
      break;
    case 'uint64':
      writer.uint64(int64_of(value));
      break;
    case 'sint64':
      writer.sint64(int64_of(value));
      break;
    case 'fixed64':
      writer.fixed64(int64_of(value));
      break;
    case 'sfixed64':
      writer.sfixed64(int64_of(value));
      break;
    case 'uint32':
      writer.uint32(int32_of(value));
      break;
    case 'sint32':
      writer.sint32(int32_of(value));
      break;
    case 'fixed32':
      writer.fixed32(int32_of(value));
      break;
    case 'sfixed32':
      writer.sfixed32(int32_of(value));
      break;
    default:
      writer.int32(int32_of(value));
  }
}

/** Reads one value, its tag already read. */
export function read_element(
  reader: BinaryReader,
  type: string,
): string | number | bigint | boolean | Uint8Array {
  switch (type) {
    case 'string':
      return reader.string(true);
    case 'bytes':
      return reader.bytes();
    case 'bool':
      return reader.bool();
    case 'float':
      return reader.float();
    case 'double':
      return reader.double();
    default:
      return read_integer(reader, type);
  }
}

function read_integer(reader: BinaryReader, type: string): Int64 {
  switch (type) {
    case 'int64':
      return exact_integer(reader.int64());
    case 'uint64':
      return exact_integer(reader.uint64());
    case 'sint64':
      return exact_integer(reader.sint64());
    case 'fixed64':
      return exact_integer(reader.fixed64());
    case 'sfixed64':
      return exact_integer(reader.sfixed64());
    case 'uint32':
      return reader.uint32();
    case 'sint32':
      return reader.sint32();
    case 'fixed32':
      return reader.fixed32();
    case 'sfixed32':
      return reader.sfixed32();
    default:
      return reader.int32();
  }
}
