// Messages whose type is known only at run time: their values, their defaults, the order of their map entries.

import {compare_code_points} from '../util/text.ts';
import {message_type} from './fields.ts';
import type {ElementType, MessageType} from './fields.ts';
import {UNKNOWN_FIELDS} from './schemas.ts';

export interface FieldValues {
  [field: string]: unknown;
  [UNKNOWN_FIELDS]?: Uint8Array;
}

/** Message classes answer here with those of their fields that are set; of a plain object all that it holds are. */
export const SET_FIELDS: unique symbol = Symbol('set fields');

export interface MessageObject {
  [SET_FIELDS](): FieldValues;
}

/** The values of a message's fields, plain object or message class. */
export function field_values(message: object): FieldValues {
  const set_fields: unknown = Reflect.get(message, SET_FIELDS);
  return (typeof set_fields === 'function' ? set_fields.call(message) : message) as FieldValues;
}

/** An empty message: defaults in all fields that are never absent. */
export function default_message(type: MessageType): FieldValues {
  const message: FieldValues = {};
  for (const field of type.fields) {
    if (field.entry !== null) message[field.name] = new Map();
    else if (field.repeated) message[field.name] = [];
    else if (field.kind !== 'message' && field.oneof === null) message[field.name] = default_element(field);
  }
  return message;
}

/** What an unset field of this type reads as; a message is a fresh empty one. */
export function default_element(element: ElementType): unknown {
  if (element.kind === 'message') return default_message(message_type(element.type));
  switch (element.type) {
    case 'string':
      return '';
    case 'bytes':
      return new Uint8Array(0);
    case 'bool':
      return false;
    default:
      return 0;
  }
}

/** Whether a value is its field's default, so that a field without presence is not written. */
export function is_default(value: unknown): boolean {
  if (ArrayBuffer.isView(value)) return value.byteLength === 0;
  return Object.is(value, 0) || value === '' || value === false || value === 0n;
}

/** The order in which map entries are written: texts by their bytes, numbers by size. */
export function compare_keys(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compare_code_points(a, b);
  const [x, y] = [Number(a), Number(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
