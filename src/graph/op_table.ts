/**
 * What TensorFlow registers of every op type, from a compact generated table that is read when an op is first asked
 * for: definitions of ops that have no statement of their own, and for all ops what later TensorFlows changed. Shape
 * functions are no part of it.
 */
import {message_from_text} from '../formats/text_reader.ts';
import {array_from_tensor_proto} from '../formats/tensor_proto.ts';
import {as_dtype, type DType} from '../types/dtypes.ts';
import {as_shape} from '../types/tensor_shape.ts';
import type {AttributeValue, ScalarAttributeValue} from './attributes.ts';
import {list_element_type} from './attributes.ts';
import {ALLOWED_LISTS, ATTRIBUTES, OPS} from './generated/op_table.ts';
import {op_table} from './globals.ts';
import type {ArgumentDefinition, AttributeDefinition, AttributeType, OpDefinition} from './op_definition.ts';

/** From which GraphDef version an op is refused, and why. */
interface Deprecation {
  readonly version: number;
  readonly explanation: string;
}

/** A definition with what is known of it beside. */
export interface TableOp extends OpDefinition {
  readonly deprecation: Deprecation | null;
  /** Whether TensorFlow 1.15 has a gradient function for it, or says that there is none. */
  readonly gradient: 'function' | 'not_differentiable' | 'none';
  /** Whether only TensorFlow 2.15 knows it. */
  readonly is_later: boolean;
  /** Attributes that 2.15 has and 1.15 has not. */
  readonly later_attrs: readonly AttributeDefinition[];
  /** What 2.15 allows more, by attribute; null means everything. */
  readonly later_allowed: ReadonlyMap<string, AttributeDefinition['allowed'] | null>;
}

const as_json = (text: string): unknown => JSON.parse(text) as unknown;

function sizes(value: unknown): (number | null)[] | null {
  return value === null ? null : (value as number[]).map((size) => (size < 0 ? null : size));
}

function scalar_default(type: string, value: unknown): ScalarAttributeValue {
  if (type === 'type') return as_dtype(value as string);
  if (type === 'shape') return as_shape(sizes(value));
  if (type === 'tensor') return array_from_tensor_proto(message_from_text('TensorProto', value as string));
  return value as ScalarAttributeValue;
}

function default_of(type: AttributeType, text: string): AttributeValue {
  const element = list_element_type(type);
  const value = as_json(text);
  if (element === null) return scalar_default(type, value);
  return (value as unknown[]).map((item) => scalar_default(element, item));
}

/** The first `count` fields of a line, and what is left of it as the last. */
function fields(line: string, count: number): string[] {
  const parts = line.split('|');
  const found = [...parts.slice(0, count), parts.slice(count).join('|')];
  return [...found, ...Array.from({length: count + 1 - found.length}, () => '')];
}

const items = (text: string | undefined): string[] => (text ? text.split(',') : []);

/** Reads the lines of the generated table; what it read stays. */
class OpTable {
  readonly #allowed = ALLOWED_LISTS.split('\n');
  readonly #attributes = ATTRIBUTES.split('\n');
  readonly #lines = new Map(OPS.split('\n').map((line) => [line.split('|', 1)[0] ?? '', line]));
  readonly #read = new Map<string, TableOp>();

  names(): IterableIterator<string> {
    return this.#lines.keys();
  }

  find(name: string): TableOp | null {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    const line = this.#lines.get(name);
    if (line === undefined) return null;
    const definition = this.#definition(line);
    this.#read.set(name, definition);
    return definition;
  }

  #definition(line: string): TableOp {
    const [name = '', inputs, outputs, attrs, flags = '', later, more, deprecation = ''] = fields(line, 7);
    const attributes = items(attrs).map((number) => this.#attribute(number));
    const types = new Map(attributes.map((attr) => [attr.name, attr.type]));
    const [version = ''] = deprecation.split(' ', 1);
    return {
      name,
      inputs: items(inputs).map((text) => argument_of(text, types)),
      outputs: items(outputs).map((text) => argument_of(text, types)),
      attrs: attributes,
      is_stateful: flags.includes('s'),
      is_commutative: flags.includes('c'),
      is_aggregate: flags.includes('a'),
      allows_uninitialized_input: flags.includes('u'),
      shape: null,
      deprecation:
        version === ''
          ? null
          : {version: Number(version), explanation: deprecation.slice(version.length + 1)},
      gradient: flags.includes('f') ? 'function' : flags.includes('n') ? 'not_differentiable' : 'none',
      is_later: flags.includes('l'),
      later_attrs: items(later).map((number) => this.#attribute(number)),
      later_allowed: new Map(items(more).map((text) => this.#more_allowed(text, types))),
    };
  }

  #attribute(number: string): AttributeDefinition {
    const [name = '', kind = '', allowed = '', minimum = '', value = ''] = fields(
      this.#attributes[Number.parseInt(number, 36)] ?? '',
      4,
    );
    const type = kind as AttributeType;
    return {
      name,
      type,
      ...(value === '' ? {} : {default_value: default_of(type, value)}),
      ...(allowed === '' ? {} : {allowed: this.#allowed_list(allowed, type)}),
      ...(minimum === '' ? {} : {minimum: Number(minimum)}),
    };
  }

  #allowed_list(number: string, type: AttributeType): readonly (DType | string)[] {
    const values = as_json(this.#allowed[Number.parseInt(number, 36)] ?? '') as string[];
    return type.includes('type') ? values.map((name) => as_dtype(name)) : values;
  }

  #more_allowed(
    text: string,
    types: ReadonlyMap<string, AttributeType>,
  ): [string, AttributeDefinition['allowed'] | null] {
    const [name = '', number = ''] = text.split('=');
    return [name, number === '' ? null : this.#allowed_list(number, types.get(name) ?? 'type')];
  }
}

/** `x:T`, `x:N*float32`, `x:Ref(T)`, `x:Tin`: what `T` is, its attribute's type tells. */
function argument_of(text: string, types: ReadonlyMap<string, AttributeType>): ArgumentDefinition {
  const [, name = '', reference, number_attr, kind = ''] =
    /^(\w+):(Ref\()?(?:(\w+)\*)?(\w+)/.exec(text) ?? [];
  const type = types.get(kind);
  return {
    name,
    ...(type === undefined
      ? {type: as_dtype(kind)}
      : type === 'list(type)'
        ? {type_list_attr: kind}
        : {type_attr: kind}),
    ...(number_attr === undefined ? {} : {number_attr}),
    ...(reference === undefined ? {} : {is_ref: true}),
  };
}

/** The op of this type among all that TensorFlow knows, or null. */
export function find_table_op(op_type: string): TableOp | null {
  return (op_table.value ??= new OpTable()).find(op_type);
}

/** The types of all ops that TensorFlow knows. */
export function table_op_types(): readonly string[] {
  return [...(op_table.value ??= new OpTable()).names()];
}
