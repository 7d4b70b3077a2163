/**
 * Checks of attribute values that callers give, in TensorFlow's words, and their normal form.
 */
import {as_dtype, DType, type DTypeLike} from '../types/dtypes.ts';
import {as_shape, type ShapeLike} from '../types/tensor_shape.ts';
import {NDArray} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {list_element_type, type AttributeValue, type ScalarAttributeValue} from './attributes.ts';
import {python_repr} from '../types/python_repr.ts';
import type {AttributeDefinition, ScalarAttributeType} from './op_definition.ts';

/** Refuses a dtype that is not among those allowed. */
export function check_type_constraint(dtype: DType, attr: AttributeDefinition, parameter: string): void {
  if (attr.allowed === undefined || attr.allowed.includes(dtype)) return;
  const allowed = attr.allowed.map((item) => (item as DType).name).join(', ');
  throw new TypeError(
    `Value passed to parameter '${parameter}' has DataType ${dtype.name} not in list of allowed values: ${allowed}`,
  );
}

function refuse(expected: string, attr: AttributeDefinition, value: unknown): never {
  throw new TypeError(`Expected ${expected} for argument '${attr.name}' not ${python_repr(value)}.`);
}

function string_value(op_name: string, attr: AttributeDefinition, value: unknown): ScalarAttributeValue {
  if (typeof value !== 'string' && !ArrayBuffer.isView(value)) refuse('string', attr, value);
  if (attr.allowed !== undefined && !attr.allowed.includes(value as string)) {
    const allowed = `"${attr.allowed.join('", "')}"`;
    throw new ValueError(
      `Attr '${attr.name}' of '${op_name}' Op passed string '${value as string}' not in: ${allowed}.`,
    );
  }
  return value as string;
}

function int_value(attr: AttributeDefinition, value: unknown): number | bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'number' || Number.isNaN(value)) refuse('int', attr, value);
  return Math.trunc(value);
}

function type_value(attr: AttributeDefinition, value: unknown): DType {
  let dtype: DType;
  try {
    dtype = as_dtype(value as DTypeLike).base_dtype;
  } catch {
    refuse('DataType', attr, value);
  }
  check_type_constraint(dtype, attr, attr.name);
  return dtype;
}

function shape_value(attr: AttributeDefinition, value: unknown): ScalarAttributeValue {
  try {
    return as_shape(value as ShapeLike);
  } catch (error) {
    const text = `Error converting ${attr.name} to a TensorShape: ${(error as Error).message}`;
    throw error instanceof ValueError ? new ValueError(text) : new TypeError(text);
  }
}

function scalar_value(
  op_name: string,
  attr: AttributeDefinition,
  type: ScalarAttributeType,
  value: unknown,
): ScalarAttributeValue {
  switch (type) {
    case 'string':
      return string_value(op_name, attr, value);
    case 'int':
      return int_value(attr, value);
    case 'float':
      if (typeof value !== 'number' && typeof value !== 'bigint') refuse('float', attr, value);
      return Number(value);
    case 'bool':
      if (typeof value !== 'boolean') refuse('bool', attr, value);
      return value;
    case 'type':
      return type_value(attr, value);
    case 'shape':
      return shape_value(attr, value);
    case 'tensor':
      if (value instanceof NDArray) return value;
      throw new TypeError(
        `Don't know how to convert ${python_repr(value)} to a TensorProto for argument '${attr.name}'`,
      );
    case 'func':
      return typeof value === 'string' ? {name: value, attr: new Map()} : (value as ScalarAttributeValue);
  }
}

/** The normal form of a value given for an attribute. Throws `TypeError`, `ValueError`. */
export function attribute_value(op_name: string, attr: AttributeDefinition, value: unknown): AttributeValue {
  const element = list_element_type(attr.type);
  if (element !== null) {
    if (!Array.isArray(value)) throw new TypeError(`Expected list for attr ${attr.name}`);
    if (attr.minimum !== undefined && value.length < attr.minimum) {
      throw new ValueError(
        `Attr '${attr.name}' of '${op_name}' Op passed list of length ${value.length} less than minimum ${attr.minimum}.`,
      );
    }
    return value.map((item) => scalar_value(op_name, attr, element, item));
  }
  const scalar = scalar_value(op_name, attr, attr.type as ScalarAttributeType, value);
  if (attr.type === 'int' && attr.minimum !== undefined && Number(scalar) < attr.minimum) {
    throw new ValueError(
      `Attr '${attr.name}' of '${op_name}' Op passed ${String(scalar)} less than minimum ${attr.minimum}.`,
    );
  }
  return scalar;
}
