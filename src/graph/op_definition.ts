/**
 * What is known of an op type: its arguments, attributes and shape function, and the registry of all
 * types. The same facts as TensorFlow's OpDef. Knows nothing of graphs built from them.
 */
import {NotFoundError} from '../errors.ts';
import type {DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {AttributeValue} from './attributes.ts';
import {op_definitions} from './globals.ts';
import {find_table_op} from './op_table.ts';

/** The type of an attribute, as an OpDef spells it; lists are `list(...)`. */
export type AttributeType = `list(${ScalarAttributeType})` | ScalarAttributeType;
export type ScalarAttributeType = 'string' | 'int' | 'float' | 'bool' | 'type' | 'shape' | 'tensor' | 'func';

/** An input or output: a fixed dtype, a type attribute, or a list by number or by a list of types. */
export interface ArgumentDefinition {
  readonly name: string;
  readonly type?: DType;
  readonly type_attr?: string;
  readonly number_attr?: string;
  readonly type_list_attr?: string;
  readonly is_ref?: boolean;
}

export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
  readonly default_value?: AttributeValue;
  /** Allowed dtypes or strings. */
  readonly allowed?: readonly (DType | string)[];
  readonly minimum?: number;
}

/** A tensor behind a handle, as far as it is known. */
export interface HandleComponent {
  readonly shape: TensorShape;
  readonly dtype: DType;
}
/** What stands behind a `resource` or `variant` tensor: its tensors in order. */
export type HandleData = readonly HandleComponent[];

/** What a shape function sees: static shapes and, where they are constant, values of the inputs. */
export interface ShapeContext {
  /** Shape of each input, flat, in order. */
  readonly shapes: readonly TensorShape[];
  /** Attribute by name, as a JavaScript value. */
  attr<T extends AttributeValue>(name: string): T;
  /** The shape of a tensor attribute, whose elements are not looked at. */
  tensor_shape(name: string): TensorShape;
  /** Value of the flat input at `index` if it is constant. */
  constant_value(index: number): NDArray | null;
  /** The shape that the flat input at `index` holds as a vector, as far as it is known. */
  constant_value_as_shape(index: number): TensorShape;
  /** What stands behind the flat input at `index`, or null where nothing is known of it. */
  handle_data(index: number): HandleData | null;
  /** States what stands behind the output at `index`. */
  set_handle_data(index: number, data: HandleData): void;
  readonly output_count: number;
}

/** Shapes of all outputs, flat, from what is known of the inputs. Throws `ShapeError`. */
export type ShapeFunction = (context: ShapeContext) => readonly TensorShape[];

export interface OpDefinition {
  readonly name: string;
  readonly inputs: readonly ArgumentDefinition[];
  readonly outputs: readonly ArgumentDefinition[];
  readonly attrs: readonly AttributeDefinition[];
  readonly is_stateful: boolean;
  readonly is_commutative: boolean;
  readonly is_aggregate: boolean;
  readonly allows_uninitialized_input: boolean;
  readonly shape: ShapeFunction | null;
}

/** A shape function's refusal; the graph adds op, name and input shapes to its text. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

/** Makes an op type known. The same name again is an error. */
export function register_op_definition(definition: OpDefinition): void {
  const registry = op_definitions.value;
  if (registry.has(definition.name)) throw new Error(`Op type ${definition.name} is defined twice.`);
  registry.set(definition.name, definition);
}

/** The definition of an op type, or `null`: the statement's, else what TensorFlow registers. */
export function find_op_definition(op_type: string): OpDefinition | null {
  return op_definitions.value.get(op_type) ?? find_table_op(op_type);
}

/** TensorFlow's error for an op type that is not there. */
export function op_not_registered(op_type: string): NotFoundError {
  return new NotFoundError(
    null,
    null,
    `Op type not registered '${op_type}' in binary running on localhost. Make sure the Op and Kernel are registered in the binary running in this process. Note that if you are loading a saved graph which used ops from tf.contrib, accessing (e.g.) \`tf.contrib.resampler\` should be done before importing the graph, as contrib ops are lazily registered when the module is first accessed.`,
  );
}
