/**
 * The shapes that the variables of a loop keep: what is asked for, and what is refused. Builds no nodes.
 */
import {static_shape_of} from '../graph/constant_value.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Tensor} from '../graph/tensor.ts';
import {python_repr} from '../types/python_repr.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {SparseTensor} from './sparse_tensor.ts';

/** Whether `specific` says at least what `general` says. */
function is_less_or_equal(specific: TensorShape, general: TensorShape): boolean {
  if (general.sizes === null) return true;
  if (specific.sizes === null || specific.ndims !== general.ndims) return false;
  const {sizes} = specific;
  return general.sizes.every((size, i) => size === null || size === sizes[i]);
}

function rows(count: TensorShape, dense: TensorShape): TensorShape {
  return count.concatenate(dense.ndims === null ? dense : dense.slice(1));
}

/** What is known of slices: how many, and the shape of the whole. */
function slices_invariants(slices: IndexedSlices, given: TensorShape | null): TensorShape[] {
  const {values, indices, dense_shape} = slices;
  const shape = given ?? values.shape;
  const count =
    shape.ndims === null
      ? unknown_shape(1)
      : given === null
        ? indices.shape.merge_with(shape.slice(0, 1))
        : shape.slice(0, 1);
  let dense = rows(new TensorShape([null]), shape);
  if (given === null && dense_shape !== null) dense = dense.merge_with(static_shape_of(dense_shape));
  const parts = [rows(count, dense), count];
  return dense_shape === null ? parts : [...parts, new TensorShape([dense.ndims])];
}

/** Sparse tensors keep their rank, which `given` tells as the length of their dense shape. */
function sparse_invariants({shape}: SparseTensor, given: TensorShape | null): TensorShape[] {
  if (given !== null && given.ndims !== null && given.ndims !== 1)
    throw new ValueError('Expected a shape with 1 dimension');
  const rank = given === null ? shape.ndims : given.at(0);
  return [new TensorShape([null, rank]), new TensorShape([null]), new TensorShape([rank])];
}

/** `_get_shape_invariant`: the shapes that the tensors of a variable keep; those it has where none are `given`. */
export function shape_invariants_of(variable: unknown, given: unknown): TensorShape[] {
  if (given !== null && !(given instanceof TensorShape)) {
    if (variable instanceof IndexedSlices || variable instanceof SparseTensor) {
      throw new TypeError(`Expected shape to be a TypeSpec or TensorShape, got ${python_repr(given)}`);
    }
    throw new ValueError('`shapes` must be a (possibly nested) list of shapes.');
  }
  if (variable instanceof IndexedSlices) return slices_invariants(variable, given);
  if (variable instanceof SparseTensor) return sparse_invariants(variable, given);
  return [given ?? (variable as Tensor).shape];
}

/** `_SetShapeInvariants`: gives what enters its shape. Throws `ValueError` where it comes with a wider one. */
export function set_shape_invariants(
  inputs: readonly Tensor[],
  enters: readonly Tensor[],
  shapes: readonly TensorShape[],
): void {
  enters.forEach((entered, i) => {
    const [input, shape] = [inputs[i] as Tensor, shapes[i] as TensorShape];
    if (!is_less_or_equal(input.shape, shape)) {
      throw new ValueError(
        `The shape invariant specified for ${input.name} is not compatible with the initial shape of the loop variable. It enters the loop with shape ${String(input.shape)}, but the specified shape invariant is ${String(shape)}.`,
      );
    }
    entered.set_shape(shape);
  });
}

/** `_EnforceShapeInvariant`: refuses a next value that is wider than the loop's variable. */
export function enforce_shape_invariant(merged: Tensor, next: Tensor): void {
  if (is_less_or_equal(next.shape, merged.shape)) return;
  const input = merged.op.inputs[0]?.op.inputs[0] as Tensor;
  throw new ValueError(
    `Input tensor '${input.name}' enters the loop with shape ${String(input.shape)}, but has shape ${String(next.shape)} after one iteration. To allow the shape to vary across iterations, use the \`shape_invariants\` argument of tf.while_loop to specify a less-specific shape.`,
  );
}
