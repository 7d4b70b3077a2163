// Every op definition is TensorFlow's OpDef, and has a gradient or none as TensorFlow has it.
import {op_definitions} from '../../src/graph/globals.ts';
import type {ArgumentDefinition, AttributeDefinition, OpDefinition} from '../../src/graph/op_definition.ts';
import '../../src/ops/builders.ts';
import {find_gradient} from '../../src/ops/gradient_registry.ts';
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

interface RecordedOp {
  name: string;
  inputs: RecordedArgument[];
  outputs: RecordedArgument[];
  attrs: {name: string; type: string; default?: unknown; allowed?: string[]; minimum?: number}[];
  is_stateful?: boolean;
  is_commutative?: boolean;
  is_aggregate?: boolean;
  allows_uninitialized_input?: boolean;
  gradient: 'function' | 'not_differentiable' | 'none';
}

const recorded = new Map(
  golden_json<{ops: RecordedOp[]}>('test/oracle/data/opdefs.json').ops.map((op) => [op.name, op]),
);
const definitions = [...op_definitions.value.values()];

function plain_argument(argument: ArgumentDefinition): RecordedArgument {
  const {type, ...rest} = argument;
  return type === undefined ? rest : {...rest, type: type.name};
}

function plain_definition_attribute({
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

function plain_definition(definition: OpDefinition): object {
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

function plain_recorded(op: RecordedOp): object {
  return {
    inputs: op.inputs,
    outputs: op.outputs,
    attrs: op.attrs,
    is_stateful: op.is_stateful ?? false,
    is_commutative: op.is_commutative ?? false,
    is_aggregate: op.is_aggregate ?? false,
    allows_uninitialized_input: op.allows_uninitialized_input ?? false,
  };
}

function gradient_kind(op_type: string): RecordedOp['gradient'] {
  const found = find_gradient(op_type);
  if (found === undefined) return 'none';
  return found === null ? 'not_differentiable' : 'function';
}

test.each(definitions)('$name is defined as in TensorFlow', (definition) => {
  const op = recorded.get(definition.name);
  expect(op).toBeDefined();
  expect(plain_definition(definition)).toEqual(plain_recorded(op as RecordedOp));
});

test.each(definitions)('$name has the kind of gradient that TensorFlow registers', ({name}) => {
  expect([name, gradient_kind(name)]).toEqual([name, recorded.get(name)?.gradient]);
});
