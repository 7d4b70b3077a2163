/**
 * How the dtypes, shapes and names of a queue's components are given, checked in TensorFlow's words. Knows no ops.
 */
import {as_dtype, type DType, type DTypeLike} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {as_shape, TensorShape, type ShapeLike} from '../../types/tensor_shape.ts';

/** One dtype, or one for each component. */
export type ComponentTypes = DTypeLike | readonly DTypeLike[];
/** One shape, or one for each component; null for any shapes. */
export type ComponentShapes = ShapeLike | readonly ShapeLike[] | null;
/** A name, or one for each component. */
export type ComponentNames = string | readonly string[] | null;

function is_list<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** The dtypes as a list. */
export function type_list(dtypes: ComponentTypes): DType[] {
  return (is_list(dtypes) ? dtypes : [dtypes]).map((dtype) => as_dtype(dtype));
}

function is_size(value: unknown): value is number | null {
  return value === null || typeof value === 'number';
}

/** The shapes as a list, or null; a list of sizes is one shape. With `unknown_sizes` each must be given as a list. */
export function shape_list(shapes: ComponentShapes, unknown_sizes = false): TensorShape[] | null {
  if (unknown_sizes && (!Array.isArray(shapes) || shapes.length === 0 || shapes.some(is_size)))
    throw new ValueError('When providing partial shapes, a list of shapes must be provided.');
  if (shapes === null) return null;
  if (!Array.isArray(shapes) && !(shapes instanceof TensorShape))
    throw new TypeError('shapes must be a TensorShape or a list or tuple of TensorShapes.');
  const given: readonly unknown[] =
    shapes instanceof TensorShape || shapes.every(is_size) ? [shapes] : shapes;
  const found = given.map((shape) => as_shape(shape as ShapeLike));
  const shown = `[${found.map((shape) => shape.repr()).join(', ')}]`;
  if (!unknown_sizes && found.some((shape) => !shape.is_fully_defined()))
    throw new ValueError(`All shapes must be fully defined: ${shown}`);
  if (found.some((shape) => shape.ndims === null))
    throw new ValueError(`All shapes must have a defined rank: ${shown}`);
  return found;
}

/** The names as a list, or null. */
export function name_list(names: ComponentNames, dtypes: readonly DType[]): readonly string[] | null {
  if (names === null) return null;
  const list = typeof names === 'string' ? [names] : names;
  if (list.length !== dtypes.length)
    throw new ValueError('List of names must have the same length as the list of dtypes');
  return [...list];
}
