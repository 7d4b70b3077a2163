// Nodes and their attributes as the recording scripts write them.
import type {NameAttrList} from '../../src/formats/graph_def.ts';
import {DType} from '../../src/types/dtypes.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {TensorShape} from '../../src/types/tensor_shape.ts';
import type {AttributeValue} from '../../src/graph/attributes.ts';
import type {ArgumentDefinition, AttributeDefinition, OpDefinition} from '../../src/graph/op_definition.ts';
import type {Operation} from '../../src/graph/operation.ts';
import {plain_items} from '../support/tables.ts';

/** An attribute's value as JSON: a dtype by name, a shape as a list with -1 for what is unknown, or null. */
export function plain_attribute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain_attribute);
  if (value instanceof DType) return value.name;
  if (value instanceof NDArray) return value.toArray();
  if (value instanceof TensorShape)
    return value.ndims === null ? null : value.as_list().map((size) => size ?? -1);
  if (is_function(value)) {
    const attr = [...value.attr].map(([name, {b, i, f}]) => [name, b ?? f ?? Number(i)] as const);
    return {name: value.name, attr: Object.fromEntries(attr)};
  }
  return typeof value === 'bigint' ? Number(value) : value;
}

function is_function(value: unknown): value is NameAttrList {
  return typeof value === 'object' && value !== null && 'attr' in value && value.attr instanceof Map;
}

function told_by(argument: ArgumentDefinition): (string | undefined)[] {
  return [argument.type_attr, argument.number_attr, argument.type_list_attr];
}

/** As a NodeDef holds it: floats in single precision. */
function held_attribute({type}: AttributeDefinition, value: unknown): unknown {
  const plain = plain_attribute(value);
  const hold = (item: unknown): unknown => (typeof item === 'number' ? Math.fround(item) : item);
  if (!type.includes('float')) return plain;
  return Array.isArray(plain) ? plain.map(hold) : hold(plain);
}

/** A node of a graph, or of the body of a function. */
interface Described {
  readonly type: string;
  readonly op_def: OpDefinition | null;
  get_attr(name: string): AttributeValue;
}

function is_default(op: Described, attr: AttributeDefinition): boolean {
  const {name, default_value} = attr;
  if (default_value === undefined) return false;
  const [own, usual] = [op.get_attr(name), default_value].map((value) => held_attribute(attr, value));
  return JSON.stringify(own) === JSON.stringify(usual);
}

/** The attributes that differ from their defaults and that the inputs do not tell; of a constant its value. */
export function plain_attributes(op: Described): Record<string, unknown> {
  if (op.type === 'Const') {
    return {
      dtype: plain_attribute(op.get_attr('dtype')),
      value: plain_items(op.get_attr('value') as NDArray),
    };
  }
  const told = new Set(op.op_def?.inputs.flatMap(told_by));
  const shown = (op.op_def?.attrs ?? []).filter((attr) => !told.has(attr.name) && !is_default(op, attr));
  return Object.fromEntries(shown.map((attr) => [attr.name, held_attribute(attr, op.get_attr(attr.name))]));
}

export type DescribedNode = [name: string, type: string, inputs: string[], attrs: Record<string, unknown>];

/** A node with its inputs as a GraphDef spells them, control inputs last. */
export function described_node(op: Operation): DescribedNode {
  const inputs = op.inputs.map((input) => (input.value_index === 0 ? input.op.name : input.name));
  const controls = op.control_inputs.map(({name}) => `^${name}`).sort();
  return [op.name, op.type, [...inputs, ...controls], plain_attributes(op)];
}
