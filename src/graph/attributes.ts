/**
 * Attributes of operations: the JavaScript value that code works with and the AttrValue that files
 * hold, and the way between them. Knows nothing of op types beyond an attribute's own type.
 */
import {as_dtype, DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {NDArray} from '../types/ndarray.ts';
import type {
  AttrValue,
  ListValue,
  NameAttrList,
  TensorProto,
  TensorShapeProto,
} from '../formats/graph_def.ts';
import {parsed_tensor, spelled_tensor_proto, tensor_proto_from_array} from '../formats/tensor_proto.ts';
import {shape_from_shape_proto, shape_proto_from_shape} from '../formats/shape_proto.ts';
import type {AttributeDefinition, AttributeType, ScalarAttributeType} from './op_definition.ts';

/** A function attribute: its name and attributes of its own. */
export type FunctionAttribute = NameAttrList;
/** One attribute that is no list. `int` is a number where safe, else a bigint. */
export type ScalarAttributeValue =
  | string
  | Uint8Array
  | number
  | bigint
  | boolean
  | DType
  | TensorShape
  | NDArray
  | FunctionAttribute;
export type AttributeValue = ScalarAttributeValue | readonly ScalarAttributeValue[];

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', {fatal: true});

/** Bytes as text where they are UTF-8, else as they are. */
export function text_or_bytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}

function to_bytes(value: ScalarAttributeValue): Uint8Array {
  return typeof value === 'string' ? encoder.encode(value) : (value as Uint8Array);
}

type ListField = 's' | 'i' | 'f' | 'b' | 'type' | 'shape' | 'tensor' | 'func';
const FIELDS: Record<ScalarAttributeType, ListField> = {
  string: 's',
  int: 'i',
  float: 'f',
  bool: 'b',
  type: 'type',
  shape: 'shape',
  tensor: 'tensor',
  func: 'func',
};

/** The element type of a list attribute's type, or `null`. */
export function list_element_type(type: AttributeType): ScalarAttributeType | null {
  return type.startsWith('list(') ? (type.slice(5, -1) as ScalarAttributeType) : null;
}

function encode_scalar(type: ScalarAttributeType, value: ScalarAttributeValue): unknown {
  switch (type) {
    case 'string':
      return to_bytes(value);
    case 'type':
      return (value as DType).as_datatype_enum;
    case 'shape':
      return shape_proto_from_shape(value as TensorShape);
    case 'tensor':
      return tensor_proto_from_array(value as NDArray);
    default:
      return value;
  }
}

/** The AttrValue of an attribute of the given type. */
export function encode_attribute(type: AttributeType, value: AttributeValue): AttrValue {
  const element = list_element_type(type);
  if (element === null) {
    return {
      [FIELDS[type as ScalarAttributeType]]: encode_scalar(
        type as ScalarAttributeType,
        value as ScalarAttributeValue,
      ),
    };
  }
  const items = (value as readonly ScalarAttributeValue[]).map((item) => encode_scalar(element, item));
  return {list: {[FIELDS[element]]: items} as ListValue};
}

/** The AttrValue that an attribute has where none is given; undefined where one must be given. */
export function default_attribute({type, default_value}: AttributeDefinition): AttrValue | undefined {
  if (default_value === undefined) return undefined;
  return default_value instanceof NDArray
    ? {tensor: spelled_tensor_proto(default_value)}
    : encode_attribute(type, default_value);
}

function decode_scalar(field: ListField, value: unknown): ScalarAttributeValue {
  switch (field) {
    case 's':
      return text_or_bytes(value as Uint8Array);
    case 'type':
      return as_dtype(value as number);
    case 'shape':
      return shape_from_shape_proto(value as TensorShapeProto);
    case 'tensor':
      return parsed_tensor(value as TensorProto);
    default:
      return value as ScalarAttributeValue;
  }
}

/** The JavaScript value of an AttrValue; a list is empty or of one field. */
export function decode_attribute(attribute: AttrValue): AttributeValue {
  for (const field of Object.values(FIELDS)) {
    const value = attribute[field];
    if (value !== undefined) return decode_scalar(field, value);
  }
  const list: Partial<ListValue> = attribute.list ?? {};
  for (const field of Object.values(FIELDS)) {
    const items = list[field] as readonly unknown[] | undefined;
    if (items && items.length > 0) return items.map((item) => decode_scalar(field, item));
  }
  return [];
}
