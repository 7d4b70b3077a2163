// Op definitions and the recorded OpDefs in one plain form. Compares nothing.
import {message_from_text} from '../../src/formats/text_reader.ts';
import {array_from_tensor_proto} from '../../src/formats/tensor_proto.ts';
import type {ArgumentDefinition, AttributeDefinition, OpDefinition} from '../../src/graph/op_definition.ts';
import {DType} from '../../src/types/dtypes.ts';
import {golden_json} from '../support/goldens.ts';
import {plain_attribute} from './plain_attributes.ts';

interface RecordedArgument {
  name: string;
  type?: string;
  type_attr?: string;
  number_attr?: string;
  type_list_attr?: string;
  is_ref?: boolean;
}

interface RecordedAttribute {
  name: string;
  type: string;
  default?: unknown;
  allowed?: string[];
  minimum?: number;
}

export interface RecordedOp {
  name: string;
  inputs: RecordedArgument[];
  outputs: RecordedArgument[];
  attrs: RecordedAttribute[];
  is_stateful?: boolean;
  is_commutative?: boolean;
  is_aggregate?: boolean;
  allows_uninitialized_input?: boolean;
  since?: string;
  deprecated?: {version: number; explanation: string};
  later_attrs?: RecordedAttribute[];
  /** By attribute; `any` means everything. */
  later_allowed?: Record<string, string[] | 'any'>;
  gradient: 'function' | 'not_differentiable' | 'none';
}

/** Every op of TensorFlow's list by type. */
export const recorded_ops = new Map(
  golden_json<{ops: RecordedOp[]}>('test/oracle/data/opdefs.json').ops.map((op) => [op.name, op]),
);

function plain_argument(argument: ArgumentDefinition): RecordedArgument {
  const {type, ...rest} = argument;
  return type === undefined ? rest : {...rest, type: type.name};
}

export function plain_definition_attribute({
  name,
  type,
  default_value,
  allowed,
  minimum,
}: AttributeDefinition): object {
  return {
    name,
    type,
    ...(default_value === undefined ? {} : {default: plain_attribute(default_value)}),
    ...(allowed === undefined
      ? {}
      : {allowed: allowed.map((item) => (item instanceof DType ? item.name : item))}),
    ...(minimum === undefined ? {} : {minimum}),
  };
}

export function plain_definition(definition: OpDefinition): object {
  return {
    inputs: definition.inputs.map(plain_argument),
    outputs: definition.outputs.map(plain_argument),
    attrs: definition.attrs.map(plain_definition_attribute),
    is_stateful: definition.is_stateful,
    is_commutative: definition.is_commutative,
    is_aggregate: definition.is_aggregate,
    allows_uninitialized_input: definition.allows_uninitialized_input,
  };
}

/** A tensor is recorded as the text of its message. */
function plain_recorded_attribute(attr: RecordedAttribute): object {
  if (attr.type !== 'tensor' || attr.default === undefined) return attr;
  const proto = message_from_text('TensorProto', attr.default as string);
  return {...attr, default: array_from_tensor_proto(proto).toArray()};
}

export function plain_recorded(op: RecordedOp): object {
  return {
    inputs: op.inputs,
    outputs: op.outputs,
    attrs: op.attrs.map(plain_recorded_attribute),
    is_stateful: op.is_stateful ?? false,
    is_commutative: op.is_commutative ?? false,
    is_aggregate: op.is_aggregate ?? false,
    allows_uninitialized_input: op.allows_uninitialized_input ?? false,
  };
}
