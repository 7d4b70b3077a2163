// The attributes of a node as the recording scripts write them.
import {DType} from '../../src/types/dtypes.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {TensorShape} from '../../src/types/tensor_shape.ts';
import type {ArgumentDefinition, AttributeDefinition} from '../../src/graph/op_definition.ts';
import type {Operation} from '../../src/graph/operation.ts';
import {plain_items} from '../support/tables.ts';

/** An attribute's value as JSON: a dtype by name, a shape as a list with -1 for what is unknown, or null. */
export function plain_attribute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain_attribute);
  if (value instanceof DType) return value.name;
  if (value instanceof TensorShape)
    return value.ndims === null ? null : value.as_list().map((size) => size ?? -1);
  return typeof value === 'bigint' ? Number(value) : value;
}

function told_by(argument: ArgumentDefinition): (string | undefined)[] {
  return [argument.type_attr, argument.number_attr, argument.type_list_attr];
}

function is_default(op: Operation, {name, default_value}: AttributeDefinition): boolean {
  if (default_value === undefined) return false;
  return (
    JSON.stringify(plain_attribute(op.get_attr(name))) === JSON.stringify(plain_attribute(default_value))
  );
}

/** The attributes that differ from their defaults and that the inputs do not tell; of a constant its value. */
export function plain_attributes(op: Operation): Record<string, unknown> {
  if (op.type === 'Const') {
    return {dtype: op.outputs[0]?.dtype.name, value: plain_items(op.get_attr<NDArray>('value'))};
  }
  const told = new Set(op.op_def?.inputs.flatMap(told_by));
  const shown = (op.op_def?.attrs ?? []).filter((attr) => !told.has(attr.name) && !is_default(op, attr));
  return Object.fromEntries(shown.map(({name}) => [name, plain_attribute(op.get_attr(name))]));
}
