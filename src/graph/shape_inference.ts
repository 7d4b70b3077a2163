/**
 * Output dtypes and static shapes of a node from its definition, attributes and inputs. Calls the shape
 * function of the op type; knows none itself.
 */
import {ValueError} from '../types/python_errors.ts';
import {as_dtype, type DType} from '../types/dtypes.ts';
import {type TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {AttrValue, TensorShapeProto} from '../formats/graph_def.ts';
import {shape_from_shape_proto} from '../formats/shape_proto.ts';
import {decode_attribute, type AttributeValue} from './attributes.ts';
import {constant_value_as_shape, folded_value} from './constant_value.ts';
import {
  ShapeError,
  type ArgumentDefinition,
  type HandleData,
  type OpDefinition,
  type ShapeContext,
} from './op_definition.ts';
import {shape_problem} from './shape_limits.ts';
import type {Tensor} from './tensor.ts';

/** No node has more tensors in one argument than this. */
const MAX_TENSORS = 2 ** 20;

function tensor_count(attrs: ReadonlyMap<string, AttrValue>, number_attr: string): number {
  const count = attrs.get(number_attr)?.i ?? 0;
  if (count >= -(2 ** 31) && count < 2 ** 31 && count <= MAX_TENSORS) return Number(count);
  throw new ValueError(
    count > MAX_TENSORS && count < 2 ** 31
      ? `Attr ${number_attr} has value ${count}: no node has more than ${MAX_TENSORS} tensors`
      : `Attr ${number_attr} has value ${count} out of range for an int32`,
  );
}

function argument_types(argument: ArgumentDefinition, attrs: ReadonlyMap<string, AttrValue>): DType[] {
  const {type, type_attr, number_attr, type_list_attr, is_ref} = argument;
  if (type_list_attr !== undefined) {
    const types = (attrs.get(type_list_attr)?.list?.type ?? []) as readonly number[];
    return types.map((number) => as_dtype(number));
  }
  const count = number_attr === undefined ? 1 : tensor_count(attrs, number_attr);
  const base = type ?? as_dtype(attrs.get(type_attr as string)?.type as number);
  const dtype = is_ref ? base.as_ref : base;
  if (number_attr === undefined) return [dtype];
  return Array.from({length: count}, () => dtype);
}

/** Dtypes of all outputs (or inputs), flat. */
export function flat_types(
  argument_definitions: readonly ArgumentDefinition[],
  attrs: ReadonlyMap<string, AttrValue>,
): DType[] {
  if (argument_definitions.length === 1)
    return argument_types(argument_definitions[0] as ArgumentDefinition, attrs);
  return argument_definitions.flatMap((argument) => argument_types(argument, attrs));
}

/** A context that remembers which values were asked for, because refusals show them. */
interface RecordingContext extends ShapeContext {
  readonly values_used: Map<number, NDArray | null>;
  readonly shapes_used: Map<number, TensorShape>;
  readonly outputs_handle_data: Map<number, HandleData>;
}

/** What is known of a new node's outputs. */
interface InferredOutputs {
  readonly shapes: readonly TensorShape[];
  /** What stands behind those that are handles, by index. */
  readonly handle_data: ReadonlyMap<number, HandleData>;
}
const NO_HANDLES: ReadonlyMap<number, HandleData> = new Map();

function check_shape(shape: TensorShapeProto, is_whole: boolean): void {
  const problem = shape_problem(shape, is_whole);
  if (problem !== null) throw new ShapeError(problem);
}

/** The context that a shape function gets for a node that is about to be made. */
function shape_context(
  inputs: readonly Tensor[],
  attrs: ReadonlyMap<string, AttrValue>,
  output_count: number,
): RecordingContext {
  const values_used = new Map<number, NDArray | null>();
  const shapes_used = new Map<number, TensorShape>();
  const outputs_handle_data = new Map<number, HandleData>();
  return {
    values_used,
    shapes_used,
    outputs_handle_data,
    shapes: inputs.map((input) => input.shape),
    output_count,
    attr<T extends AttributeValue>(name: string): T {
      const value = attrs.get(name) as AttrValue;
      for (const shape of value.shape ? [value.shape] : (value.list?.shape ?? [])) check_shape(shape, false);
      return decode_attribute(value) as T;
    },
    tensor_shape(name: string): TensorShape {
      const shape = attrs.get(name)?.tensor?.tensor_shape ?? {dim: [], unknown_rank: false};
      check_shape(shape, true);
      return shape_from_shape_proto({...shape, unknown_rank: false});
    },
    constant_value(index: number): NDArray | null {
      const value = folded_value(inputs[index] as Tensor);
      values_used.set(index, value);
      return value;
    },
    constant_value_as_shape(index: number): TensorShape {
      const shape = constant_value_as_shape(inputs[index] as Tensor);
      shapes_used.set(index, shape);
      return shape;
    },
    handle_data: (index) => (inputs[index] as Tensor).handle_data,
    set_handle_data(index, data) {
      outputs_handle_data.set(index, data);
    },
  };
}

/** TensorFlow's words for a node whose input shapes do not fit. */
function refusal(
  error: ShapeError,
  name: string,
  definition: OpDefinition,
  inputs: readonly Tensor[],
  context: RecordingContext,
): ValueError {
  const shapes = inputs.map(({shape}) => (shape.ndims === null ? '?' : brackets(shape))).join(', ');
  const computed = listed(context.values_used, (value) => (value === null ? null : angle_text(value)));
  const is_told = [...context.shapes_used.values()].some(is_known_in_part);
  const partial = listed(context.shapes_used, (shape) =>
    is_told && shape.ndims !== null ? brackets(shape) : null,
  );
  const tail =
    (computed === '' ? '' : ` and with computed input tensors: ${computed}`) +
    (partial === '' ? '' : ` and with input tensors computed as partial shapes: ${partial}`);
  return new ValueError(
    `${error.message} for '${name}' (op: '${definition.name}') with input shapes: ${shapes}${tail}.`,
  );
}

/** Whether anything but the rank is known: without that the runtime refuses before it looks for values. */
function is_known_in_part(shape: TensorShape): boolean {
  return shape.ndims !== null && (shape.ndims === 0 || shape.as_list().some((size) => size !== null));
}

/** `input[1] = <2>, input[3] = <0 1>` of the inputs that `text` has something to say of. */
function listed<T>(used: ReadonlyMap<number, T>, text: (item: T) => string | null): string {
  return [...used]
    .map(([i, item]) => [i, text(item)] as const)
    .filter(([, item]) => item !== null)
    .sort(([i], [j]) => i - j)
    .map(([i, item]) => `input[${i}] = ${item}`)
    .join(', ');
}

/** The elements of a value; of none there is nothing to say, however many rows they would stand in. */
function angle_text(value: NDArray): string {
  if (value.size === 0) return '<>';
  const items = value.toArray();
  const text = (item: unknown): string =>
    Array.isArray(item) ? `[${item.map(text).join(' ')}]` : String(item);
  return value.shape.length === 0 ? `<${text(items)}>` : `<${text(items).slice(1, -1)}>`;
}

/** A shape as the runtime prints it: `[?,2]`, `<unknown>`. */
export function brackets(shape: TensorShape): string {
  if (shape.ndims === null) return '<unknown>';
  return `[${shape
    .as_list()
    .map((size) => size ?? '?')
    .join(',')}]`;
}

/** Static shapes of all outputs, and what stands behind handles. Throws `ValueError` in TensorFlow's words. */
export function infer_shapes(
  definition: OpDefinition | null,
  name: string,
  inputs: readonly Tensor[],
  attrs: ReadonlyMap<string, AttrValue>,
  output_count: number,
): InferredOutputs {
  if (!definition?.shape) {
    return {shapes: Array.from({length: output_count}, () => unknown_shape()), handle_data: NO_HANDLES};
  }
  const context = shape_context(inputs, attrs, output_count);
  try {
    return {shapes: definition.shape(context), handle_data: context.outputs_handle_data};
  } catch (error) {
    if (error instanceof ShapeError) throw refusal(error, name, definition, inputs, context);
    throw error;
  }
}
