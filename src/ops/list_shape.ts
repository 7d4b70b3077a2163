/**
 * Static shapes of the tensor list ops: what each refuses, and what is known of a list's elements through its handle.
 */
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import type {DType} from '../types/dtypes.ts';
import {scalar_shape, TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {merge_prefix, merge_shapes, with_rank, with_rank_at_least} from './shape_functions.ts';

/** DataTypeString. */
function text_of({name}: DType): string {
  return {float32: 'float', float64: 'double', float16: 'half'}[name] ?? name;
}

/** The shape that an input holds; the scalar -1 stands for an unknown one. */
function shape_from(
  {shapes, constant_value, constant_value_as_shape}: ShapeContext,
  index: number,
): TensorShape {
  const {ndims} = shapes[index] as TensorShape;
  if (ndims === null) return unknown_shape();
  if (ndims > 1) throw new ShapeError(`Shape must be at most rank 1 but is rank ${ndims}`);
  if (ndims === 1) return constant_value_as_shape(index);
  const value = constant_value(index);
  if (value !== null && Number(value.data[0]) !== -1)
    throw new ShapeError(
      `Input tensor must be rank 1, or if its rank 0 it must have value -1 (representing an unknown shape).  Saw value: ${value.data[0]}`,
    );
  return unknown_shape();
}

/** The shape of the elements of input 0; `null` if nothing is known. Refuses a list of another dtype, in the words given. */
function element_of(
  {handle_data, attr}: ShapeContext,
  refused: (list: string, op: string) => string,
): TensorShape | null {
  const data = handle_data(0);
  const [element] = data ?? [];
  if (element === undefined || data?.length !== 1) return null;
  const dtype = attr<DType>('element_dtype');
  if (element.dtype !== dtype) throw new ShapeError(refused(text_of(element.dtype), text_of(dtype)));
  return element.shape;
}

const expected = (list: string, op: string): string =>
  `Expected list with element dtype ${op} but got list with element dtype ${list}`;
const wrong_read = (list: string, op: string): string =>
  `Trying to read from list with wrong element dtype. List has type ${list} but expected type ${op}`;
const wrong_pop = (list: string, op: string): string =>
  `Trying to read from list with wrong element dtype. List has type ${list} but trying to push element with type ${op}`;
const wrong_push = (list: string, op: string): string =>
  `Trying to push to list with wrong element dtype. List has type ${list} but trying to push element with type ${op}`;

/** States the elements of the list that output 0 is. */
function is_list(context: ShapeContext, shape: TensorShape): void {
  context.set_handle_data(0, [{shape, dtype: context.attr<DType>('element_dtype')}]);
}

/** A new list of elements whose shape input `index` holds. */
export const made =
  (index: number): ShapeFunction =>
  (context) => {
    is_list(context, shape_from(context, index));
    return [scalar_shape()];
  };

export const pushed: ShapeFunction = (context) => {
  is_list(context, element_of(context, wrong_push) ?? unknown_shape());
  return [scalar_shape()];
};

export const pushed_batch: ShapeFunction = (context) => {
  const handles = with_rank(context.shapes[0] as TensorShape, 1);
  const values = with_rank_at_least(context.shapes[1] as TensorShape, 1);
  const merged = merge_prefix(values, handles);
  is_list(context, element_of(context, wrong_push) ?? unknown_shape());
  return [merged.ndims === null ? handles : merged.slice(0, 1)];
};

export const popped: ShapeFunction = (context) => {
  const element = element_of(context, wrong_pop);
  if (element !== null) is_list(context, element);
  return [scalar_shape(), element ?? unknown_shape()];
};

export const stacked: ShapeFunction = (context) => {
  const element = element_of(context, wrong_read) ?? unknown_shape();
  const count = context.attr<number>('num_elements');
  const shape = merge_shapes(element, shape_from(context, 1));
  return [new TensorShape([count === -1 ? null : count]).concatenate(shape)];
};

/** Elements one after the other; their shape is also told by `told`. */
const concatenated = (context: ShapeContext, told: TensorShape): TensorShape[] => {
  const element = element_of(context, wrong_read);
  const shape = element === null ? told : merge_shapes(told, element);
  const lengths = new TensorShape([null]);
  return [shape.ndims === null ? unknown_shape() : lengths.concatenate(shape.slice(1)), lengths];
};

export const concatenated_old: ShapeFunction = (context) =>
  concatenated(context, context.attr<TensorShape>('element_shape'));
export const concatenated_new: ShapeFunction = (context) => concatenated(context, shape_from(context, 1));

export const split: ShapeFunction = (context) => {
  const tensor = with_rank_at_least(context.shapes[0] as TensorShape, 1);
  with_rank(context.shapes[2] as TensorShape, 1);
  const rest = tensor.ndims === null ? unknown_shape() : new TensorShape([null]).concatenate(tensor.slice(1));
  const element = shape_from(context, 1);
  merge_shapes(rest, element);
  is_list(context, element);
  return [scalar_shape()];
};

export const from_tensor: ShapeFunction = (context) => {
  const tensor = context.shapes[0] as TensorShape;
  const element = shape_from(context, 1);
  merge_shapes(tensor.ndims === null ? unknown_shape() : tensor.slice(1), element);
  is_list(context, element);
  return [scalar_shape()];
};

export const element_shape: ShapeFunction = ({handle_data}) => {
  const data = handle_data(0);
  return [new TensorShape([data?.length === 1 ? (data[0]?.shape.ndims ?? null) : null])];
};

export const got: ShapeFunction = (context) => {
  const element = element_of(context, expected) ?? unknown_shape();
  return [merge_shapes(element, shape_from(context, 2))];
};

export const gathered: ShapeFunction = (context) => {
  const element = element_of(context, expected) ?? unknown_shape();
  const shape = merge_shapes(element, shape_from(context, 2));
  return [(context.shapes[1] as TensorShape).concatenate(shape)];
};

export const resized: ShapeFunction = (context) => {
  with_rank(context.shapes[1] as TensorShape, 0);
  const data = context.handle_data(0);
  if (data?.length === 1) context.set_handle_data(0, data);
  return [scalar_shape()];
};

export const set: ShapeFunction = (context) => {
  const data = context.handle_data(0);
  const [element] = data ?? [];
  if (element !== undefined && data?.length === 1) {
    merge_shapes(context.shapes[2] as TensorShape, element.shape);
    context.set_handle_data(0, [element]);
  } else is_list(context, unknown_shape());
  return [scalar_shape()];
};

export const scattered_into: ShapeFunction = (context) => {
  with_rank_at_least(context.shapes[1] as TensorShape, 1);
  with_rank(context.shapes[2] as TensorShape, 1);
  is_list(context, element_of(context, expected) ?? unknown_shape());
  return [scalar_shape()];
};

export const joined: ShapeFunction = (context) => {
  const shape = merge_shapes(context.shapes[0] as TensorShape, context.shapes[1] as TensorShape);
  const dtype = context.attr<DType>('element_dtype');
  const sides = [context.handle_data(0)?.[0], context.handle_data(1)?.[0]];
  const elements = ['a', 'b'].map((side, i) => {
    const element = sides[i] ?? sides[1 - i];
    if (element !== undefined && element.dtype !== dtype)
      throw new ShapeError(
        `input_${side}.type != element_dtype: ${text_of(element.dtype)} vs. ${text_of(dtype)}`,
      );
    return element?.shape ?? unknown_shape();
  }) as [TensorShape, TensorShape];
  is_list(context, merge_shapes(...elements));
  return [shape];
};
