/**
 * Op definitions as OpDef messages and back: what files say of the ops that their graph uses. Shape functions
 * and what there is more to an op are no part of the message.
 */
import type {AttrValue, ListValue} from '../formats/graph_def.ts';
import type {Message} from '../formats/schemas.ts';
import {as_dtype} from '../types/dtypes.ts';
import {decode_attribute, default_attribute, encode_attribute, list_element_type} from './attributes.ts';
import {find_table_op} from './op_table.ts';
import type {ArgumentDefinition, AttributeDefinition, AttributeType, OpDefinition} from './op_definition.ts';

type OpDef = Message<'OpDef'>;
type ArgDef = OpDef['input_arg'][number];
type AttrDef = OpDef['attr'][number];

const EMPTY_LIST: ListValue = {s: [], i: [], f: [], b: [], type: [], shape: [], tensor: [], func: []};

function argument_proto(argument: ArgumentDefinition): ArgDef {
  return {
    name: argument.name,
    description: '',
    type: argument.type?.as_datatype_enum ?? 0,
    type_attr: argument.type_attr ?? '',
    number_attr: argument.number_attr ?? '',
    type_list_attr: argument.type_list_attr ?? '',
    is_ref: argument.is_ref ?? false,
  };
}

/** A list attribute's value has all its fields, as a file's has. */
function full(value: AttrValue): AttrValue {
  return value.list === undefined ? value : {list: {...EMPTY_LIST, ...value.list}};
}

function attribute_proto(attr: AttributeDefinition): AttrDef {
  const {name, type, allowed, minimum} = attr;
  const default_value = default_attribute(attr);
  const element = list_element_type(type) ?? type;
  return {
    name,
    type,
    description: '',
    has_minimum: minimum !== undefined,
    minimum: minimum ?? 0,
    ...(default_value === undefined ? {} : {default_value: full(default_value)}),
    ...(allowed === undefined
      ? {}
      : {allowed_values: full(encode_attribute(`list(${element})` as AttributeType, allowed))}),
  };
}

/** From which version of graphs on an op is refused; the table knows it of all ops. */
function deprecation_of({name}: OpDefinition): Pick<OpDef, 'deprecation'> {
  const deprecation = find_table_op(name)?.deprecation ?? null;
  return deprecation === null ? {} : {deprecation};
}

/** The OpDef of a definition, without texts for people. */
export function op_def_proto(definition: OpDefinition): OpDef {
  const {name, inputs, outputs, attrs} = definition;
  return {
    name,
    input_arg: inputs.map(argument_proto),
    output_arg: outputs.map(argument_proto),
    attr: attrs.map(attribute_proto),
    summary: '',
    description: '',
    is_aggregate: definition.is_aggregate,
    is_stateful: definition.is_stateful,
    is_commutative: definition.is_commutative,
    allows_uninitialized_input: definition.allows_uninitialized_input,
    control_output: [],
    ...deprecation_of(definition),
  };
}

function argument_definition(argument: ArgDef): ArgumentDefinition {
  const {name, type, type_attr, number_attr, type_list_attr, is_ref} = argument;
  return {
    name,
    ...(type === 0 ? {} : {type: as_dtype(type)}),
    ...(type_attr === '' ? {} : {type_attr}),
    ...(number_attr === '' ? {} : {number_attr}),
    ...(type_list_attr === '' ? {} : {type_list_attr}),
    ...(is_ref ? {is_ref} : {}),
  };
}

function attribute_definition(attr: AttrDef): AttributeDefinition {
  const {name, type, default_value, allowed_values, has_minimum, minimum} = attr;
  const value = default_value === undefined ? undefined : decode_attribute(default_value);
  const allowed = allowed_values === undefined ? undefined : decode_attribute(allowed_values);
  return {
    name,
    type: type as AttributeType,
    ...(value === undefined ? {} : {default_value: value}),
    ...(allowed === undefined ? {} : {allowed: allowed as NonNullable<AttributeDefinition['allowed']>}),
    ...(has_minimum ? {minimum: Number(minimum)} : {}),
  };
}

/** The definition that a file gives of an op or function; nothing is known of its shapes. */
export function op_definition_from_proto(op: OpDef): OpDefinition {
  return {
    name: op.name,
    inputs: op.input_arg.map(argument_definition),
    outputs: op.output_arg.map(argument_definition),
    attrs: op.attr.map(attribute_definition),
    is_stateful: op.is_stateful,
    is_commutative: op.is_commutative,
    is_aggregate: op.is_aggregate,
    allows_uninitialized_input: op.allows_uninitialized_input,
    shape: null,
  };
}
