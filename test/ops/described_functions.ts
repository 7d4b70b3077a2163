// Functions of a graph's library as the recording scripts write them: numbers in their names count what a process has made.
import type {FunctionDef, NodeDef} from '../../src/formats/graph_def.ts';
import {decode_attribute, type AttributeValue} from '../../src/graph/attributes.ts';
import {find_op_definition} from '../../src/graph/op_definition.ts';
import type {Operation} from '../../src/graph/operation.ts';
import {as_dtype} from '../../src/types/dtypes.ts';
import {plain_attribute, plain_attributes, type DescribedNode} from './plain_attributes.ts';

export interface DescribedFunction {
  readonly name: string;
  readonly inputs: readonly (readonly [name: string, dtype: string])[];
  readonly outputs: readonly (readonly [name: string, dtype: string])[];
  readonly nodes: readonly DescribedNode[];
  readonly ret: readonly string[];
  readonly control_ret: readonly string[];
}

function plain_name(name: string): string {
  return name.replace(/\d+/g, 'N');
}

function plain_function(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain_function);
  if (typeof value !== 'object' || value === null || !('name' in value && 'attr' in value)) return value;
  return {...value, name: plain_name(String(value.name))};
}

/** A node, the functions that it calls by plain names. */
export function plain_node([name, type, inputs, attrs]: DescribedNode): DescribedNode {
  const plain = Object.entries(attrs).map(([key, value]) => [key, plain_function(value)] as const);
  return [name, type, inputs, Object.fromEntries(plain)];
}

function body_node({name, op, input, attr}: NodeDef): DescribedNode {
  const get_attr = (key: string): AttributeValue =>
    decode_attribute(attr.get(key) as Parameters<typeof decode_attribute>[0]);
  const described = {type: op, op_def: find_op_definition(op), get_attr};
  const control = input.filter((each) => each.startsWith('^'));
  const values = input.filter((each) => !each.startsWith('^'));
  return plain_node([name, op, [...values, ...control.sort()], plain_attributes(described)]);
}

export function described_function({signature, node_def, ret, control_ret}: FunctionDef): DescribedFunction {
  const described = ({name, type}: {name: string; type: number}): readonly [string, string] => [
    name,
    as_dtype(type).name,
  ];
  return {
    name: plain_name(signature?.name ?? ''),
    inputs: signature?.input_arg.map(described) ?? [],
    outputs: signature?.output_arg.map(described) ?? [],
    nodes: node_def.map(body_node),
    ret: signature?.output_arg.map(({name}) => ret.get(name) ?? '') ?? [],
    control_ret: signature?.control_output.map((name) => control_ret.get(name) ?? '') ?? [],
  };
}

/** An operation that calls functions by attributes: which, and what it takes and gives. */
export function described_caller(op: Operation): unknown {
  const called = (op.op_def?.attrs ?? []).filter(({type}) => type === 'func' || type === 'list(func)');
  if (called.length === 0) return null;
  const functions = called.map(
    ({name}) => [name, plain_function(plain_attribute(op.get_attr(name)))] as const,
  );
  const inputs = op.inputs.map(({name}) => name);
  return [op.name, op.type, inputs, Object.fromEntries(functions), op.outputs.map(({dtype}) => dtype.name)];
}
