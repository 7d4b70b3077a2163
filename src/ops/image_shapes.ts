/**
 * Static shapes that ops of images share: images of a size that an input holds.
 */
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {with_rank} from './shape_functions.ts';

type Size = number | null;

/** Refuses another size than `wanted` along `axis`, where it is known. */
export function check_size(shape: TensorShape, axis: number, wanted: number): void {
  const size = shape[axis] ?? null;
  if (size !== null && size !== wanted) throw new ShapeError(`Dimension must be ${wanted} but is ${size}`);
}

/** Images with the height and the width that the vector at input `index` holds. */
export function sized_images(
  {shapes, constant_value}: ShapeContext,
  index: number,
  batch: Size,
  channels: Size,
): TensorShape {
  check_size(with_rank(shapes[index] as TensorShape, 1), 0, 2);
  const value = constant_value(index);
  const sizes = value === null ? [null, null] : Array.from(value.data as ArrayLike<number>);
  const [height, width] = sizes.map((size) => (size === null || size < 0 ? null : size));
  return new TensorShape([batch, height ?? null, width ?? null, channels]);
}

/** The size that the scalar input at `index` holds. */
export function scalar_size({constant_value}: ShapeContext, index: number): Size {
  const value = constant_value(index);
  if (value === null) return null;
  const size = Number(value.data[0]);
  if (size < 0)
    throw new ShapeError(
      `Dimension size, given by scalar input ${index}, must be non-negative but is ${size}`,
    );
  return size;
}
