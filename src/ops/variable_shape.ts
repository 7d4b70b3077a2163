/**
 * Static shapes of ops that read or change a variable: what is known of its value, and the checks that several of
 * them share. A variable comes as a reference, which has the shape of its value, or as a handle.
 */
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {brackets} from '../graph/shape_inference.ts';
import type {DType} from '../types/dtypes.ts';
import {type TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {merge_shapes, with_rank, with_rank_at_least} from './shape_functions.ts';

/** How a variable comes to an op. */
export type VariableKind = 'reference' | 'handle';

/** The shape of the value of the variable at input `index`. */
export function value_shape(context: ShapeContext, kind: VariableKind, index = 0): TensorShape {
  if (kind === 'reference') return context.shapes[index] as TensorShape;
  return context.handle_data(index)?.[0]?.shape ?? unknown_shape();
}

/** Names of dtypes as the runtime prints them, where they are others. */
const RUNTIME_NAMES: Readonly<Record<string, string>> = {
  float16: 'half',
  float32: 'float',
  float64: 'double',
};

/** The shape behind the handle at input 0, whose dtype must be the attribute `dtype`. */
export function checked_value_shape(context: ShapeContext): TensorShape {
  const [known] = context.handle_data(0) ?? [];
  if (known === undefined) return unknown_shape();
  const dtype = context.attr<DType>('dtype');
  if (known.dtype.base_dtype !== dtype) {
    const [expected, got] = [known.dtype, dtype].map(({name}) => RUNTIME_NAMES[name] ?? name);
    throw new ShapeError(`Trying to read variable with wrong dtype. Expected ${expected} got ${got}`);
  }
  return known.shape;
}

/** What an update gives back: the reference with the shape of its value, or nothing. */
export function given_back(kind: VariableKind, shape: TensorShape): TensorShape[] {
  return kind === 'reference' ? [shape] : [];
}

/** A gradient must have the shape of the variable; with indices, which say of which rows it is, that of so many rows. */
export function merge_gradient(
  variable: TensorShape,
  gradient: TensorShape,
  indices: TensorShape | null,
): TensorShape {
  if (indices === null) return merge_shapes(variable, gradient);
  const rows = with_rank(indices, 1);
  if (gradient.ndims === null) return variable;
  const known = with_rank_at_least(gradient, 1);
  merge_shapes(rows, known.slice(0, 1));
  return merge_shapes(variable, unknown_shape(1).concatenate(known.slice(1)));
}

/** Rows of updates must be as the indices and the variable say. */
export function scatter_shape(kind: VariableKind): ShapeFunction {
  return (context) => {
    const [, indices, updates] = context.shapes as [TensorShape, TensorShape, TensorShape];
    const variable = value_shape(context, kind);
    if (variable.ndims === 0) throw new ShapeError('Shape must be at least rank 1 but is rank 0');
    if (updates.ndims !== 0 && variable.ndims !== null) {
      merge_shapes(updates, indices.concatenate(variable.as_list().slice(1)));
    }
    return given_back(kind, variable);
  };
}

function has_elements(shape: TensorShape): boolean {
  const count = shape.num_elements();
  return count === null || count > 0;
}

/** Items of updates must be as the indices and the variable say, which refusals call `name`. */
export function scatter_nd_shape(kind: VariableKind, name = 'input'): ShapeFunction {
  return (context) => {
    const variable = value_shape(context, kind);
    const indices = with_rank_at_least(context.shapes[1] as TensorShape, 1);
    const updates = with_rank_at_least(context.shapes[2] as TensorShape, 1);
    if (variable.num_elements() === 0 && (has_elements(indices) || has_elements(updates)))
      throw new ShapeError('Indices and updates specified for empty output shape');
    if (indices.ndims !== null && updates.ndims !== null) {
      const outer = indices.ndims - 1;
      fits(indices.slice(0, outer), updates.slice(0, outer), (text) => {
        return `The outer ${outer} dimensions of indices.shape=${brackets(indices)} must match the outer ${outer} dimensions of updates.shape=${brackets(updates)}: ${text}`;
      });
      const depth = indices.at(-1);
      if (variable.ndims !== null && depth !== null) {
        const inner = variable.slice(depth);
        fits(inner, updates.slice(outer), (text) => {
          return `The inner ${inner.ndims} dimensions of ${name}.shape=${brackets(variable)} must match the inner ${updates.slice(outer).ndims} dimensions of updates.shape=${brackets(updates)}: ${text}`;
        });
      }
    }
    return given_back(kind, variable);
  };
}

function fits(x: TensorShape, y: TensorShape, words: (text: string) => string): void {
  try {
    merge_shapes(x, y);
  } catch (error) {
    throw error instanceof ShapeError ? new ShapeError(words(error.message)) : error;
  }
}
