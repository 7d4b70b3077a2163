/**
 * Static shapes of the tensor array ops: what each refuses, and what is known of the elements through the
 * array's handle. Knows nothing of how the arrays are used.
 */
import {type HandleComponent, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {scalar_shape, TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {DType} from '../types/dtypes.ts';
import {merge_prefix, merge_shapes, with_rank, with_two_elements} from './shape_functions.ts';

const HANDLE = new TensorShape([2]);

/** Checks of inputs in order: `{0: 'handle', 3: 'scalar'}`. */
type Checks = readonly (readonly [index: number, is: 'handle' | 'scalar' | 'vector'])[];

function check({shapes}: ShapeContext, checks: Checks): void {
  for (const [index, is] of checks) {
    const shape = shapes[index] as TensorShape;
    if (is === 'handle') with_two_elements(shape);
    else with_rank(shape, is === 'scalar' ? 0 : 1);
  }
}

/** A shape function that checks its inputs and knows its outputs. */
function checked(checks: Checks, ...outputs: readonly TensorShape[]): ShapeFunction {
  return (context) => {
    check(context, checks);
    return outputs;
  };
}

function element_of({handle_data}: ShapeContext): HandleComponent | null {
  return handle_data(0)?.[0] ?? null;
}

/** A new array: its handle tells the elements' shape where all have one. */
export const created: ShapeFunction = (context) => {
  check(context, [[0, 'scalar']]);
  const shape = context.attr<TensorShape>('element_shape');
  if (shape.is_fully_defined() || context.attr<boolean>('identical_element_shapes')) {
    context.set_handle_data(0, [{shape, dtype: context.attr<DType>('dtype')}]);
  }
  return [HANDLE, scalar_shape()];
};
export const created_handle = checked([[0, 'scalar']], HANDLE);

/** The array of gradients: its elements are shaped as those of the array itself. */
export const gradient_array: ShapeFunction = (context) => {
  check(context, [[0, 'handle']]);
  const element = element_of(context);
  if (element !== null) context.set_handle_data(0, [element]);
  return [HANDLE, scalar_shape()];
};
export const gradient_handle = checked([[0, 'handle']], HANDLE);

/** An array of gradients whose elements have some sizes before those of the array's elements. */
export const prefixed_gradient_array: ShapeFunction = (context) => {
  check(context, [[0, 'handle']]);
  const element = element_of(context);
  if (element !== null) {
    const count = (context.shapes[2] as TensorShape).sizes?.[0] ?? null;
    const shape = count === null ? unknown_shape() : unknown_shape(count).concatenate(element.shape);
    context.set_handle_data(0, [{shape, dtype: element.dtype}]);
  }
  return [HANDLE, scalar_shape()];
};

/** One element is written. */
export const written: ShapeFunction = (context) => {
  check(context, [
    [0, 'handle'],
    [1, 'scalar'],
    [3, 'scalar'],
  ]);
  const element = element_of(context);
  if (element !== null) merge_shapes(element.shape, context.shapes[2] as TensorShape);
  return [scalar_shape()];
};

/** One element is read. */
export const read: ShapeFunction = (context) => {
  check(context, [
    [0, 'handle'],
    [1, 'scalar'],
    [2, 'scalar'],
  ]);
  return [element_of(context)?.shape ?? unknown_shape()];
};

/** Elements are read into one tensor. */
export const gathered: ShapeFunction = (context) => {
  check(context, [
    [1, 'vector'],
    [0, 'handle'],
    [2, 'scalar'],
  ]);
  const shape = element_of(context)?.shape ?? context.attr<TensorShape>('element_shape');
  return [with_rank(context.shapes[1] as TensorShape, 1).concatenate(shape)];
};

/** Rows of a tensor become elements. */
export const scattered: ShapeFunction = (context) => {
  check(context, [
    [1, 'vector'],
    [3, 'scalar'],
    [0, 'handle'],
  ]);
  const [, indices, value] = context.shapes as [TensorShape, TensorShape, TensorShape];
  const rows = merge_prefix(value, with_rank(indices, 1));
  const element = element_of(context);
  if (element !== null && rows.ndims !== null) merge_shapes(element.shape, rows.slice(1));
  return [scalar_shape()];
};

export const gathered_unseen = checked(
  [
    [0, 'handle'],
    [1, 'vector'],
    [2, 'scalar'],
  ],
  unknown_shape(),
);
export const scattered_unseen = checked(
  [
    [0, 'handle'],
    [1, 'vector'],
    [3, 'scalar'],
  ],
  scalar_shape(),
);

/** Elements are put one after the other, and their lengths. */
export const concatenated = checked(
  [
    [0, 'handle'],
    [1, 'scalar'],
  ],
  unknown_shape(),
  new TensorShape([null]),
);

/** A tensor is cut into elements. */
export const split = checked(
  [
    [0, 'handle'],
    [2, 'vector'],
    [3, 'scalar'],
  ],
  scalar_shape(),
);

export const sized = checked([[0, 'handle']], scalar_shape());
export const closed = checked([[0, 'handle']]);
