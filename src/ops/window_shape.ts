/**
 * Static shapes of what slides windows over images: convolutions and pools. Where the sizes of an image
 * stand by data format, how many windows fit, and TensorFlow's refusals. Knows no op.
 */
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {with_rank} from './shape_functions.ts';

export type Size = number | null;

/** Where batch, space and channels stand in a shape of `rank`. */
export interface FormatAxes {
  readonly batch: number;
  readonly channel: number;
  readonly space: readonly number[];
}

/** The axes of a data format: channels last (`NHWC`, `NDHWC`) or second (`NCHW`, `NCDHW`, `NCHW_VECT_C`). */
export function format_axes(data_format: string, rank: number): FormatAxes {
  const is_first = data_format.startsWith('NC') || data_format === 'CHANNELS_FIRST';
  const space = Array.from({length: rank - 2}, (_, index) => index + (is_first ? 2 : 1));
  return {batch: 0, channel: is_first ? 1 : rank - 1, space};
}

/** How a window slides along one axis. */
export interface Sliding {
  readonly window: Size;
  readonly stride: number;
  readonly dilation?: number;
  readonly padding: string;
  /** Zeros on both sides, of the padding `EXPLICIT`. */
  readonly explicit?: readonly [before: number, after: number];
}

/** One size less another. Throws `ShapeError` where that is negative. */
function subtract_size(x: Size, y: Size): Size {
  if (x === null || y === null) return null;
  if (x < y) throw new ShapeError(`Negative dimension size caused by subtracting ${y} from ${x}`);
  return x - y;
}

/** The product of sizes that may be unknown; of a zero it is known. */
export function multiply_sizes(x: Size, y: Size): Size {
  if (x === 0 || y === 0) return 0;
  return x === null || y === null ? null : x * y;
}

/** How many windows fit along an axis of `size`. Throws `ShapeError`. */
export function windowed_size(size: Size, sliding: Sliding): Size {
  const {window, stride, dilation = 1, padding, explicit = [0, 0]} = sliding;
  if (stride <= 0) throw new ShapeError(`Stride must be > 0, but got ${stride}`);
  if (dilation < 1) throw new ShapeError(`Dilation rate must be >= 1, but got ${dilation}`);
  if (padding === 'SAME') return size === null ? null : Math.floor((size + stride - 1) / stride);
  const [before, after] = padding === 'EXPLICIT' ? explicit : [0, 0];
  const padded = size === null ? null : size + before + after;
  const extent = window === null || dilation === 1 ? window : (window - 1) * dilation + 1;
  const rest = subtract_size(padded, extent);
  return rest === null ? null : Math.floor((rest + stride) / stride);
}

/** `rank` sizes with those of the axes put in their places. */
export function shape_by_format(
  axes: FormatAxes,
  batch: Size,
  space: readonly Size[],
  channels: Size,
): TensorShape {
  const sizes: Size[] = new Array<Size>(space.length + 2).fill(null);
  sizes[axes.batch] = batch;
  sizes[axes.channel] = channels;
  axes.space.forEach((axis, index) => (sizes[axis] = space[index] ?? null));
  return new TensorShape(sizes);
}

/** The numbers of an attribute that has one for each axis. */
export function axis_numbers(context: ShapeContext, name: string): readonly number[] {
  return context.attr<readonly number[]>(name).map(Number);
}

/** TensorFlow's checks of explicit paddings; gives those of each axis of `space`. */
export function explicit_paddings(
  padding: string,
  pairs: readonly number[],
  {batch, channel, space}: FormatAxes,
): readonly (readonly [number, number])[] {
  if (padding !== 'EXPLICIT') {
    if (pairs.length > 0)
      throw new ShapeError(
        'explicit_paddings attribute must be empty if the padding attribute is not EXPLICIT',
      );
    return space.map(() => [0, 0]);
  }
  const rank = space.length + 2;
  if (pairs.length !== 2 * rank)
    throw new ShapeError(
      `explicit_paddings attribute must contain ${2 * rank} values, but got: ${pairs.length}`,
    );
  const negative = pairs.find((size) => size < 0);
  if (negative !== undefined) throw new ShapeError(`All elements of explicit_paddings must be nonnegative`);
  const pair = (axis: number): [number, number] => [pairs[2 * axis] ?? 0, pairs[2 * axis + 1] ?? 0];
  if ([batch, channel].some((axis) => pair(axis).some((size) => size !== 0)))
    throw new ShapeError('Nonzero explicit padding in the batch or depth dimensions is not supported');
  return space.map(pair);
}

/** Refuses channels of the input that are no multiple of those of the filter. */
export function check_channels(channels: Size, taken: Size, given: Size): void {
  if (channels === null || taken === null) return;
  if (taken === 0 ? channels !== 0 : channels % taken !== 0) {
    throw new ShapeError(
      `Depth of input (${channels}) is not a multiple of input depth of filter (${taken})`,
    );
  }
  const groups = taken === 0 ? 1 : channels / taken;
  if (given !== null && given % groups !== 0) {
    throw new ShapeError(`Depth of output (${given}) is not a multiple of the number of groups (${groups})`);
  }
}

/** The shape that a tensor of sizes holds, or one of this rank. */
export function shape_of_sizes(index: number, rank: number): ShapeFunction {
  return ({constant_value_as_shape}) => [with_rank(constant_value_as_shape(index), rank)];
}
