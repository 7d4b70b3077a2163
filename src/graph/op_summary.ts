/**
 * An op definition in one line, as TensorFlow's errors print it (`Op<name=Neg; signature=x:T -> y:T; ...>`),
 * and dtypes in the runtime's spelling. Knows no nodes.
 */
import {enum_value_name} from '../formats/fields.ts';
import {escape_bytes} from '../formats/text_escape.ts';
import {shortest_float32} from '../formats/text_writer.ts';
import {DType} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {brackets} from './shape_inference.ts';
import type {AttributeValue, ScalarAttributeValue} from './attributes.ts';
import {list_element_type} from './attributes.ts';
import type {ArgumentDefinition, AttributeDefinition, OpDefinition} from './op_definition.ts';

const RUNTIME_NAMES: ReadonlyMap<string, string> = new Map([
  ['float16', 'half'],
  ['float32', 'float'],
  ['float64', 'double'],
]);

/** `DataTypeString`: `float`, `half`, `int32_ref`. */
export function runtime_dtype_name(dtype: DType): string {
  const name = RUNTIME_NAMES.get(dtype.base_name) ?? dtype.base_name;
  return dtype.is_ref_dtype ? `${name}_ref` : name;
}

function argument_text(argument: ArgumentDefinition): string {
  const {name, type, type_attr, number_attr, is_ref} = argument;
  const count = number_attr === undefined ? '' : `${number_attr}*`;
  const kind = type === undefined ? (type_attr ?? '') : runtime_dtype_name(type);
  return `${name}:${is_ref ? `Ref(${count}${kind})` : `${count}${kind}`}`;
}

/** `%g` as C writes it: small numbers with an exponent of two digits. */
function float_text(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const short = shortest_float32(Math.fround(value));
  const text = short !== 0 && Math.abs(short) < 1e-4 ? short.toExponential() : String(short);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function string_bytes(value: ScalarAttributeValue): Uint8Array {
  return ArrayBuffer.isView(value) ? value : new TextEncoder().encode(String(value));
}

/** `Tensor::DebugString`: an array by its first three elements. */
function array_text({dtype, shape, data}: NDArray): string {
  const values = Array.from(data as ArrayLike<unknown>, String);
  const shown = values.slice(0, 3).join(' ') + (values.length > 3 ? '...' : '');
  return `Tensor<type: ${runtime_dtype_name(dtype)} shape: [${shape.join(',')}] values: ${shown}>`;
}

function scalar_text(type: string, value: ScalarAttributeValue): string {
  if (type === 'string') return `"${escape_bytes(string_bytes(value))}"`;
  if (value instanceof NDArray) return array_text(value);
  if (type === 'float') return float_text(Number(value));
  if (value instanceof DType) return enum_value_name('DataType', value.as_datatype_enum) ?? '';
  if (value instanceof TensorShape) return brackets(value);
  return String(value);
}

/** A list of fifteen elements or more is shown by its first and last five. */
function list_text(type: string, values: readonly ScalarAttributeValue[]): string {
  const texts = values.map((value) => scalar_text(type, value));
  const shown = texts.length >= 15 ? [...texts.slice(0, 5), '...', ...texts.slice(-5)] : texts;
  return `[${shown.join(', ')}]`;
}

function default_text(attr: AttributeDefinition, value: AttributeValue): string {
  const element = list_element_type(attr.type);
  return element === null
    ? scalar_text(attr.type, value as ScalarAttributeValue)
    : list_text(element, value as readonly ScalarAttributeValue[]);
}

function attribute_text(attr: AttributeDefinition): string {
  const {name, type, default_value, minimum, allowed} = attr;
  const element = list_element_type(type) ?? type;
  return (
    `; attr=${name}:${type}` +
    (default_value === undefined ? '' : `,default=${default_text(attr, default_value)}`) +
    (minimum === undefined ? '' : `,min=${minimum}`) +
    (allowed === undefined ? '' : `,allowed=${list_text(element, allowed)}`)
  );
}

/** `SummarizeOpDef`. */
export function summarize_op(definition: OpDefinition): string {
  const {name, inputs, outputs, attrs} = definition;
  const signature = `${inputs.map(argument_text).join(', ')} -> ${outputs.map(argument_text).join(', ')}`;
  const flags =
    (definition.is_commutative ? '; is_commutative=true' : '') +
    (definition.is_aggregate ? '; is_aggregate=true' : '') +
    (definition.is_stateful ? '; is_stateful=true' : '') +
    (definition.allows_uninitialized_input ? '; allows_uninitialized_input=true' : '');
  return `Op<name=${name}; signature=${signature}${attrs.map(attribute_text).join('')}${flags}>`;
}
