/**
 * Static shapes of what is put together and taken apart.
 */
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import type {NDArray} from '../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {numbers_of} from './folding.ts';
import {merge_all, merge_shapes, with_rank, with_rank_at_least} from './shape_functions.ts';

type Size = number | null;

function sum(x: Size, y: Size): Size {
  return x === null || y === null ? null : x + y;
}

interface Parts {
  readonly before: TensorShape;
  readonly middle: Size;
  readonly after: TensorShape;
}

function parts_at(shape: TensorShape, axis: number): Parts {
  const least = axis < 0 ? -axis : axis + 1;
  with_rank_at_least(shape, least);
  if (shape.ndims === null)
    return {
      before: unknown_shape(),
      middle: null,
      after: axis === -1 ? new TensorShape([]) : unknown_shape(),
    };
  const place = axis < 0 ? axis + shape.ndims : axis;
  return {before: shape.slice(0, place), middle: shape[place] ?? null, after: shape.slice(place + 1)};
}

/** The rank that all tensors have, null if none is known. */
function common_rank(values: readonly TensorShape[]): Size {
  let rank: Size = null;
  for (const value of values) {
    rank ??= value.ndims;
    if (rank === null) continue;
    with_rank(value, rank);
    if (rank === 0) throw new ShapeError("Can't concatenate scalars (use tf.stack instead)");
  }
  return rank;
}

/** Of tensors and, at `axis_place`, the axis; that is last unless told otherwise. */
export function concat_shape(
  {shapes, constant_value}: Pick<ShapeContext, 'shapes' | 'constant_value'>,
  axis_place = shapes.length - 1,
): TensorShape[] {
  const values = shapes.toSpliced(axis_place, 1);
  with_rank(shapes[axis_place] as TensorShape, 0);
  const rank = common_rank(values);
  const axis = constant_value(axis_place);
  if (axis === null) return [unknown_shape(rank)];
  const place = Number(axis.item());
  const {before, middle, after} = values
    .map((shape) => parts_at(shape, place))
    .reduceRight((all, part) => ({
      before: merge_shapes(part.before, all.before),
      middle: sum(all.middle, part.middle),
      after: merge_shapes(part.after, all.after),
    }));
  return [before.concatenate([middle]).concatenate(after)];
}

function checked_axis(axis: number, rank: number): number {
  if (axis < -rank || axis >= rank)
    throw new ShapeError(`Invalid axis: ${axis}; must be in [${-rank},${rank})`);
  return axis < 0 ? axis + rank : axis;
}

export function pack_shape({shapes, attr}: ShapeContext): TensorShape[] {
  const merged = merge_all(shapes);
  if (merged.ndims === null) return [merged];
  const sizes = merged.as_list();
  sizes.splice(checked_axis(attr('axis'), merged.ndims + 1), 0, shapes.length);
  return [new TensorShape(sizes)];
}

export function unpack_shape({shapes: [value], attr, output_count}: ShapeContext): TensorShape[] {
  const shape = value as TensorShape;
  const repeat = (row: TensorShape): TensorShape[] => new Array<TensorShape>(output_count).fill(row);
  if (shape.ndims === null) return repeat(unknown_shape());
  const axis = checked_axis(attr('axis'), shape.ndims);
  const size = shape[axis] ?? null;
  if (size !== null && size !== output_count) {
    throw new ShapeError(`Dimension must be ${output_count} but is ${size}`);
  }
  const sizes = shape.as_list();
  sizes.splice(axis, 1);
  return repeat(new TensorShape(sizes));
}

/** The axis that a scalar holds; null where it is not known. */
function scalar_axis(value: NDArray | null, rank: Size): Size {
  if (value === null) return null;
  const axis = Number(value.item());
  if (rank === null) return axis < 0 ? null : axis;
  if (axis < -rank || axis >= rank) {
    throw new ShapeError(
      `Dimension size, given by scalar input ${axis} must be in range [-${rank}, ${rank})`,
    );
  }
  return axis < 0 ? axis + rank : axis;
}

function with_size(shape: TensorShape, axis: number, size: Size): TensorShape {
  const sizes = shape.as_list();
  sizes[axis] = size;
  return new TensorShape(sizes);
}

export function split_shape({shapes, constant_value, output_count}: ShapeContext): TensorShape[] {
  const shape = shapes[1] as TensorShape;
  const axis = scalar_axis(constant_value(0), shape.ndims);
  const repeat = (part: TensorShape): TensorShape[] => new Array<TensorShape>(output_count).fill(part);
  if (axis === null || shape.ndims === null) return repeat(unknown_shape(shape.ndims));
  const size = shape[axis] ?? null;
  if (size !== null && size % output_count !== 0) {
    throw new ShapeError(
      `Dimension size must be evenly divisible by ${output_count} but is ${size}\n\tNumber of ways to split should evenly divide the split dimension`,
    );
  }
  return repeat(with_size(shape, axis, size === null ? null : size / output_count));
}

/** The sizes of all parts, of which one may be -1. Throws `ShapeError` where they do not make up the whole. */
function part_sizes(splits: readonly number[], total: Size): Size[] {
  const sum_of_known = splits.reduce((sum_so_far, size) => (size < 0 ? sum_so_far : sum_so_far + size), 0);
  const is_complete = splits.every((size) => size >= 0);
  if (total !== null && (is_complete ? sum_of_known !== total : sum_of_known > total)) {
    throw new ShapeError(`can't split axis of size ${total} into pieces of size [${splits.join(',')}]`);
  }
  return splits.map((size) => (size >= 0 ? size : total === null ? null : total - sum_of_known));
}

export function split_v_shape({shapes, constant_value, output_count}: ShapeContext): TensorShape[] {
  const shape = shapes[0] as TensorShape;
  const axis = scalar_axis(constant_value(2), shape.ndims);
  const splits = constant_value(1);
  if (axis === null || shape.ndims === null)
    return new Array<TensorShape>(output_count).fill(unknown_shape(shape.ndims));
  const total = shape[axis] ?? null;
  if (splits === null)
    return new Array<TensorShape>(output_count).fill(
      with_size(shape, axis, output_count === 1 ? total : null),
    );
  return part_sizes(numbers_of(splits), total).map((size) => with_size(shape, axis, size));
}
