// Blocks of space moved into the batch or the depth of arrays, and back.

import type {Attributes} from '../../compile/program.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, row_major_strides} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, int_attribute, integers, reshaped, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {strided_read, strided_write} from './moves.ts';

/** The elements with axes in another order, then in `shape`. */
function rearranged(
  x: NDArray,
  split: readonly number[],
  order: readonly number[],
  shape: readonly number[],
): NDArray {
  const strides = row_major_strides(split);
  const walk = {start: 0, strides: order.map((axis) => strides[axis] ?? 1)};
  const moved = strided_read(
    x,
    order.map((axis) => split[axis] ?? 1),
    walk,
  );
  return reshaped(moved, shape);
}

type Pair = readonly [number, number];

/** The checked margins of each block axis. */
function margins_of(x: NDArray, block: NDArray, margins: NDArray, name: string): Pair[] {
  if (block.shape.length !== 1)
    throw invalid_argument(`block_shape rank should be 1 instead of ${block.shape.length}`);
  const count = block.size;
  if (x.shape.length < 1 + count)
    throw invalid_argument(`input rank should be >= ${1 + count} instead of ${x.shape.length}`);
  if (margins.shape.length !== 2 || margins.shape[0] !== count || margins.shape[1] !== 2)
    throw invalid_argument(`${name} should have shape [${count}, 2] instead of ${shape_text(margins.shape)}`);
  const values = integers(margins);
  return Array.from({length: count}, (_, axis): Pair => [values[2 * axis] ?? 0, values[2 * axis + 1] ?? 0]);
}

/** The block sizes, refused unless their product is positive. */
function blocks_of(block: NDArray): number[] {
  const blocks = integers(block);
  const product = blocks.reduce((whole, size) => whole * size, 1);
  if (product <= 0) throw invalid_argument(`Product of block sizes must be positive, got ${product}`);
  return blocks;
}

/** `x` with zeros around the axes after the first. */
function padded(x: NDArray, paddings: readonly Pair[]): NDArray {
  if (paddings.every(([before, after]) => before === 0 && after === 0)) return x;
  const shape = x.shape.map((size, axis) => {
    const [before, after] = paddings[axis - 1] ?? [0, 0];
    return size + before + after;
  });
  const result = zeros(x.dtype, shape);
  const strides = row_major_strides(shape);
  const start = paddings.reduce((sum, [before], axis) => sum + before * (strides[axis + 1] ?? 1), 0);
  strided_write(result, x, {start, strides});
  return result;
}

function space_to_batch(x: NDArray, block: NDArray, margins: NDArray): NDArray {
  const paddings = margins_of(x, block, margins, 'paddings');
  const blocks = blocks_of(block);
  if (paddings.some((pair) => pair.some((size) => size < 0)))
    throw invalid_argument('Paddings must be non-negative');
  const whole = padded(x, paddings);
  const {shape} = whole;
  blocks.forEach((size, axis) => {
    const padded_size = shape[axis + 1] ?? 0;
    if (padded_size % size === 0) return;
    throw invalid_argument(
      `padded_shape[${axis}]=${padded_size} is not divisible by block_shape[${axis}]=${size}`,
    );
  });
  const count = blocks.length;
  const inner = blocks.map((size, axis) => (shape[axis + 1] ?? 0) / size);
  const rest = shape.slice(1 + count);
  const split = [shape[0] ?? 0, ...blocks.flatMap((size, axis) => [inner[axis] ?? 0, size]), ...rest];
  const order = [
    ...blocks.map((_, axis) => 2 + 2 * axis),
    0,
    ...blocks.map((_, axis) => 1 + 2 * axis),
    ...rest.map((_, axis) => 1 + 2 * count + axis),
  ];
  return rearranged(whole, split, order, [(shape[0] ?? 0) * element_count(blocks), ...inner, ...rest]);
}

function batch_to_space(x: NDArray, block: NDArray, margins: NDArray): NDArray {
  const crops = margins_of(x, block, margins, 'crops');
  const blocks = blocks_of(block);
  const product = element_count(blocks);
  const batch = x.shape[0] ?? 0;
  if (batch % product !== 0) {
    throw invalid_argument(
      `Input batch dimension (${batch}) is not divisible by product of block sizes (${product})`,
    );
  }
  if (crops.some((pair) => pair.some((size) => size < 0)))
    throw invalid_argument('Crops must be non-negative');
  const count = blocks.length;
  const full = blocks.map((size, axis) => size * (x.shape[axis + 1] ?? 0));
  const kept = full.map((size, axis) => size - (crops[axis]?.[0] ?? 0) - (crops[axis]?.[1] ?? 0));
  kept.forEach((size, axis) => {
    if (size < 0) throw invalid_argument(`cropped_shape[${axis}]=${size} must be non-negative`);
  });
  const rest = x.shape.slice(1 + count);
  const split = [...blocks, batch / product, ...x.shape.slice(1)];
  const order = [
    count,
    ...blocks.flatMap((_, axis) => [count + 1 + axis, axis]),
    ...rest.map((_, axis) => 2 * count + 1 + axis),
  ];
  const whole = rearranged(x, split, order, [batch / product, ...full, ...rest]);
  const strides = row_major_strides(whole.shape);
  const start = crops.reduce((sum, [before], axis) => sum + before * (strides[axis + 1] ?? 1), 0);
  return strided_read(whole, [batch / product, ...kept, ...rest], {start, strides});
}

type BlockMove = (x: NDArray, block: NDArray, margins: NDArray) => NDArray;

/** Blocks whose sizes are an input. */
const of_sizes =
  (move: BlockMove): JsKernel =>
  (inputs) =>
    move(input(inputs, 0), input(inputs, 1), input(inputs, 2));

/** Square blocks of images. */
const square =
  (move: BlockMove): JsKernel =>
  (inputs, attrs) => {
    const x = input(inputs, 0);
    if (x.shape.length !== 4) throw invalid_argument(`Input rank should be: 4instead of: ${x.shape.length}`);
    const size = int_attribute(attrs, 'block_size');
    return move(x, NDArray.from([size, size], 'int32'), input(inputs, 1));
  };

/** Refuses what is no batch of images with their depth last; the two ops say it differently. */
function check_images({shape}: NDArray, attrs: Attributes, rank_text: (rank: number) => string): void {
  const format = attribute<string>(attrs, 'data_format', 'NHWC');
  if (format !== 'NHWC') throw invalid_argument(`Only NHWC data_format supported on CPU. Got ${format}`);
  if (shape.length !== 4) throw invalid_argument(rank_text(shape.length));
}

const space_to_depth: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  check_images(x, attrs, (rank) => `Input rank should be 4 instead of ${rank}`);
  const size = int_attribute(attrs, 'block_size');
  const [batch = 0, height = 0, width = 0, depth = 0] = x.shape;
  if (height % size !== 0 || width % size !== 0) {
    throw invalid_argument(
      `Image width ${width} and height ${height} should be divisible by block_size: ${size}`,
    );
  }
  const split = [batch, height / size, size, width / size, size, depth];
  return rearranged(x, split, [0, 1, 3, 2, 4, 5], [batch, height / size, width / size, depth * size * size]);
};

const depth_to_space: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  check_images(x, attrs, (rank) => `Input rank should be: 4 instead of: ${rank}`);
  const size = int_attribute(attrs, 'block_size');
  const [batch = 0, height = 0, width = 0, depth = 0] = x.shape;
  if (depth % (size * size) !== 0)
    throw invalid_argument(`Input depth dimension ${depth} should be divisible by: ${size * size}`);
  const left = depth / (size * size);
  const split = [batch, height, width, size, size, left];
  return rearranged(x, split, [0, 1, 3, 2, 4, 5], [batch, height * size, width * size, left]);
};

export const BLOCK_KERNELS: JsKernels = {
  BatchToSpace: square(batch_to_space),
  BatchToSpaceND: of_sizes(batch_to_space),
  DepthToSpace: depth_to_space,
  SpaceToBatch: square(space_to_batch),
  SpaceToBatchND: of_sizes(space_to_batch),
  SpaceToDepth: space_to_depth,
};
