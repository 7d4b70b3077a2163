/**
 * Blocks of space moved into the batch or the depth, and back.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32, int64} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {numbers_of} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {merge_shapes, with_rank, with_rank_at_least} from './shape_functions.ts';

type Size = number | null;
type DataFormat = 'NHWC' | 'NCHW' | 'NCHW_VECT_C';

/** What is known of blocks and of the margins around them. */
interface Blocks {
  readonly sizes: readonly number[] | null;
  readonly margins: readonly number[] | null;
}

const times = (size: Size, factor: number): Size => (size === null ? null : size * factor);

/** A size divided without rest. */
export function divided(size: Size, divisor: number): Size {
  if (size !== null && size % divisor !== 0)
    throw new ShapeError(`Dimension size must be evenly divisible by ${divisor} but is ${size}`);
  return size === null ? null : size / divisor;
}

/** Checks what blocks move, and gives the axes that they are on. */
function check_blocks(input: TensorShape, block: TensorShape, margins: TensorShape): number | null {
  if (block.ndims !== null && block.ndims !== 1) throw new ShapeError('block_shape must have rank 1.');
  const count = block.ndims === null ? null : (block[0] ?? null);
  if (count === null) return null;
  with_rank_at_least(input, count + 1);
  merge_shapes(margins, new TensorShape([count, 2]));
  return count;
}

function checked_margins({margins}: Blocks, name: string): readonly number[] | null {
  if (margins?.some((size) => size < 0)) throw new ShapeError(`${name} must be non-negative`);
  return margins;
}

/** The batch after or before `sizes` were put into it. */
function block_batch(batch: Size, {sizes}: Blocks, into: boolean): Size {
  if (sizes === null) return null;
  return sizes.reduce<Size>((left, size) => {
    if (size < 1) throw new ShapeError('block_shape must be positive');
    return into ? times(left, size) : divided(left, size);
  }, batch);
}

function moved_shape(input: TensorShape, count: number | null, blocks: Blocks, into: boolean): TensorShape[] {
  if (count === null || input.ndims === null) return [unknown_shape()];
  const margins = checked_margins(blocks, into ? 'paddings' : 'crops');
  const sizes = input.as_list().map((size, axis): Size => {
    if (axis === 0) return block_batch(size, blocks, into);
    if (axis > count) return size;
    const block = blocks.sizes?.[axis - 1];
    if (block === undefined || margins === null || size === null) return null;
    const around = (margins[2 * axis - 2] as number) + (margins[2 * axis - 1] as number);
    if (into) return divided(size + around, block);
    const whole = size * block;
    if (around > whole)
      throw new ShapeError(`Negative dimension size caused by subtracting ${around} from ${whole}`);
    return whole - around;
  });
  return [new TensorShape(sizes)];
}

function constants(value: NDArray | null): readonly number[] | null {
  return value === null ? null : numbers_of(value);
}

/** Blocks of sizes that are an input. */
const nd_shape =
  (into: boolean) =>
  ({shapes, constant_value}: ShapeContext): TensorShape[] => {
    const [input, block, margins] = shapes as [TensorShape, TensorShape, TensorShape];
    const count = check_blocks(input, block, margins);
    const blocks = {sizes: constants(constant_value(1)), margins: constants(constant_value(2))};
    return moved_shape(input, count, blocks, into);
  };

/** Square blocks of images. */
const square_shape =
  (into: boolean) =>
  ({shapes, attr, constant_value}: ShapeContext): TensorShape[] => {
    const input = with_rank(shapes[0] as TensorShape, 4);
    check_blocks(input, new TensorShape([2]), shapes[1] as TensorShape);
    const size = attr<number>('block_size');
    const blocks = {sizes: [size, size], margins: constants(constant_value(1))};
    return moved_shape(input, 2, blocks, into);
  };

/** Blocks of space put into the batch. */
export const SpaceToBatchND = define_op('SpaceToBatchND', {
  inputs: {input: 'T', block_shape: 'Tblock_shape', paddings: 'Tpaddings'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tblock_shape: type(INDICES, int32), Tpaddings: type(INDICES, int32)},
  shape: nd_shape(true),
});
gradient(SpaceToBatchND, (tf, op, dy) => [
  tf.batch_to_space_nd(dy, op.inputs[1] as Tensor, op.inputs[2] as Tensor),
  null,
  null,
]);

/** The way back. */
export const BatchToSpaceND = define_op('BatchToSpaceND', {
  inputs: {input: 'T', block_shape: 'Tblock_shape', crops: 'Tcrops'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tblock_shape: type(INDICES, int32), Tcrops: type(INDICES, int32)},
  shape: nd_shape(false),
});
gradient(BatchToSpaceND, (tf, op, dy) => [
  tf.space_to_batch_nd(dy, op.inputs[1] as Tensor, op.inputs[2] as Tensor),
  null,
  null,
]);

/** Square blocks of images put into the batch. */
export const SpaceToBatch = define_op('SpaceToBatch', {
  inputs: {input: 'T', paddings: 'Tpaddings'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tpaddings: type(INDICES, int32), block_size: int(undefined, {minimum: 2})},
  shape: square_shape(true),
});
gradient(SpaceToBatch, (tf, op, dy) => [
  tf.batch_to_space(dy, op.inputs[1] as Tensor, op.get_attr<number>('block_size')),
  null,
]);

/** The way back. */
export const BatchToSpace = define_op('BatchToSpace', {
  inputs: {input: 'T', crops: 'Tidx'},
  outputs: {output: 'T'},
  attrs: {T: type(), block_size: int(undefined, {minimum: 2}), Tidx: type(INDICES, int32)},
  shape: square_shape(false),
});
gradient(BatchToSpace, (tf, op, dy) => [
  tf.space_to_batch(dy, op.inputs[1] as Tensor, op.get_attr<number>('block_size')),
  null,
]);

const FORMATS = ['NHWC', 'NCHW', 'NCHW_VECT_C'];
const depth_attrs = {
  T: type(),
  block_size: int(undefined, {minimum: 2}),
  data_format: string('NHWC', FORMATS),
};

/** Where height, width and depth of images stand. */
function image_axes(format: string): readonly [number, number, number] {
  return format === 'NHWC' ? [1, 2, 3] : [2, 3, 1];
}

/** The shape of images with other heights, widths and depths. */
const image_shape =
  (height_width: (size: Size, block: number) => Size, depth: (size: Size, block: number) => Size) =>
  ({shapes, attr}: ShapeContext): TensorShape[] => {
    const format = attr<string>('data_format');
    const images = with_rank(shapes[0] as TensorShape, format === 'NCHW_VECT_C' ? 5 : 4);
    const sizes = [...images.as_list()];
    const block = attr<number>('block_size');
    const [rows, columns, channels] = image_axes(format);
    sizes[rows] = height_width(sizes[rows] ?? null, block);
    sizes[columns] = height_width(sizes[columns] ?? null, block);
    sizes[channels] = depth(sizes[channels] ?? null, block);
    return [new TensorShape(sizes)];
  };

function refuse_vectors(op_type: string, format: string): void {
  if (format !== 'NCHW_VECT_C') return;
  throw new ValueError(
    `Cannot compute ${op_type} gradient with NCHW_VECT_C. NCHW_VECT_C requires qint8 data type.`,
  );
}

/** Blocks of images put into the depth. */
export const SpaceToDepth = define_op('SpaceToDepth', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: depth_attrs,
  shape: image_shape(divided, (size, block) => times(size, block * block)),
});
gradient(SpaceToDepth, (tf, op, dy) => {
  const data_format = op.get_attr<DataFormat>('data_format');
  refuse_vectors('SpaceToDepth', data_format);
  return [tf.depth_to_space(dy, op.get_attr<number>('block_size'), {data_format})];
});

/** The way back. */
export const DepthToSpace = define_op('DepthToSpace', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: depth_attrs,
  shape: image_shape(times, (size, block) => divided(size, block * block)),
});
gradient(DepthToSpace, (tf, op, dy) => {
  const data_format = op.get_attr<DataFormat>('data_format');
  refuse_vectors('DepthToSpace', data_format);
  return [tf.space_to_depth(dy, op.get_attr<number>('block_size'), {data_format})];
});

/** `tf.space_to_batch_nd`: blocks of the sizes `block_shape` of the padded axes after the first, put into the batch. */
export const space_to_batch_nd = signature(
  ['input', 'block_shape', 'paddings', 'name'],
  function space_to_batch_nd(
    input: TensorLike,
    block_shape: TensorLike,
    paddings: TensorLike,
    name: string | null = null,
  ): Tensor {
    const inputs = {input, block_shape: integers(block_shape), paddings: integers(paddings)};
    return apply(SpaceToBatchND, inputs, {}, name).output;
  },
  {integer_parameters: ['block_shape', 'paddings']},
);

/** `tf.batch_to_space_nd`: blocks in the batch put back into space, which is then cropped. */
export const batch_to_space_nd = signature(
  ['input', 'block_shape', 'crops', 'name'],
  function batch_to_space_nd(
    input: TensorLike,
    block_shape: TensorLike,
    crops: TensorLike,
    name: string | null = null,
  ): Tensor {
    const inputs = {input, block_shape: integers(block_shape), crops: integers(crops)};
    return apply(BatchToSpaceND, inputs, {}, name).output;
  },
  {integer_parameters: ['block_shape', 'crops']},
);

/** `block_size` under either of its names, twice. */
function square_block(block_size: number | null, block_shape: number | null): NDArray {
  if (block_size !== null && block_shape !== null)
    throw new ValueError("Cannot specify both 'block_size' and 'block_shape'");
  return NDArray.from([block_size ?? block_shape, block_size ?? block_shape] as number[], int64);
}

function with_rank_of_images(images: Tensor): Tensor {
  images.set_shape(images.shape.with_rank(4));
  return images;
}

/** `tf.space_to_batch`: square blocks of padded images put into the batch. */
export const space_to_batch = signature(
  ['input', 'paddings', 'block_size', 'name', 'block_shape'],
  function space_to_batch(
    input: TensorLike,
    paddings: TensorLike,
    block_size: number | null = null,
    name: string | null = null,
    block_shape: number | null = null,
  ): Tensor {
    return with_rank_of_images(
      space_to_batch_nd(input, square_block(block_size, block_shape), paddings, name),
    );
  },
  {integer_parameters: ['paddings']},
);

/** `tf.batch_to_space`: square blocks in the batch put back into images, which are then cropped. */
export const batch_to_space = signature(
  ['input', 'crops', 'block_size', 'name', 'block_shape'],
  function batch_to_space(
    input: TensorLike,
    crops: TensorLike,
    block_size: number | null,
    name: string | null = null,
    block_shape: number | null = null,
  ): Tensor {
    return with_rank_of_images(batch_to_space_nd(input, square_block(block_size, block_shape), crops, name));
  },
  {integer_parameters: ['crops']},
);

/** `tf.space_to_depth`: square blocks of images put into the depth. */
export const space_to_depth = signature(
  ['input', 'block_size', 'name', 'data_format'],
  function space_to_depth(
    input: TensorLike,
    block_size: number,
    name: string | null = null,
    data_format: DataFormat = 'NHWC',
  ): Tensor {
    return apply(SpaceToDepth, {input}, {block_size, data_format}, name).output;
  },
);

/** `tf.depth_to_space`: depth put back into square blocks of images. */
export const depth_to_space = signature(
  ['input', 'block_size', 'name', 'data_format'],
  function depth_to_space(
    input: TensorLike,
    block_size: number,
    name: string | null = null,
    data_format: DataFormat = 'NHWC',
  ): Tensor {
    return apply(DepthToSpace, {input}, {block_size, data_format}, name).output;
  },
);
