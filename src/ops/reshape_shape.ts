/**
 * The static shape of a reshaped tensor, with what one unknown size tells of the other.
 */
import {ShapeError} from '../graph/op_definition.ts';
import {brackets} from '../graph/shape_inference.ts';
import {TensorShape} from '../types/tensor_shape.ts';

/** The product of the known sizes and the place of the only unknown one; null if there are more. */
interface Elements {
  readonly known: number;
  readonly unknown_at: number | null;
}

function elements_of(sizes: readonly (number | null)[]): Elements | null {
  // A size of zero makes the product known, whatever the others are.
  if (sizes.includes(0)) return {known: 0, unknown_at: null};
  let known = 1;
  let unknown_at: number | null = null;
  for (const [i, size] of sizes.entries()) {
    if (size !== null) known *= size;
    else if (unknown_at !== null) return null;
    else unknown_at = i;
  }
  return {known, unknown_at};
}

function divided(count: number, divisor: number): number {
  if (count % divisor !== 0) {
    throw new ShapeError(`Dimension size must be evenly divisible by ${divisor} but is ${count}`);
  }
  return count / divisor;
}

/** The shape of `input` reshaped to `wanted`, as far as either is known. Throws `ShapeError`. */
export function reshaped(input: TensorShape, wanted: TensorShape): TensorShape {
  if (wanted.ndims === null || input.ndims === null) return wanted;
  const sizes = wanted.as_list();
  const from = elements_of(input.as_list());
  const to = elements_of(sizes);
  if (from === null || to === null) return wanted;
  if (from.unknown_at === null && to.unknown_at === null) {
    if (from.known !== to.known) {
      throw new ShapeError(
        `Cannot reshape a tensor with ${from.known} elements to shape ${brackets(wanted)} (${to.known} elements)`,
      );
    }
  } else if (from.unknown_at === null && to.unknown_at !== null && to.known > 0) {
    sizes[to.unknown_at] = divided(from.known, to.known);
  } else if (from.unknown_at !== null && to.unknown_at === null && from.known !== 0) {
    divided(to.known, from.known);
  }
  return new TensorShape(sizes);
}
