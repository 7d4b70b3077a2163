// What TensorFlow's CPU kernels of convolutions refuse, in its order and words.

import type {Attributes} from '../../compile/program.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {attribute, shape_text} from './arrays.ts';
import {slide} from './windows.ts';
import type {Sliding} from './windows.ts';

/** The attributes of a convolution, one number for each axis. */
export interface Convolution {
  readonly rank: number;
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: string;
  readonly explicit_paddings: readonly number[];
  readonly channels_first: boolean;
}

function numbers(attrs: Attributes, name: string, otherwise: readonly number[]): readonly number[] {
  return attribute<readonly number[]>(attrs, name, otherwise).map(Number);
}

const ones = (rank: number): number[] => new Array<number>(rank).fill(1);

/** Reads the attributes of a convolution of `rank`. */
export function read_convolution(attrs: Attributes, rank: number): Convolution {
  return {
    rank,
    strides: numbers(attrs, 'strides', ones(rank)),
    dilations: numbers(attrs, 'dilations', ones(rank)),
    padding: attribute<string>(attrs, 'padding', 'VALID'),
    explicit_paddings: numbers(attrs, 'explicit_paddings', []),
    channels_first: attribute<string>(attrs, 'data_format', 'NHWC').startsWith('NC'),
  };
}

/** The words that differ between kernels for strides and dilations. */
export interface Words {
  readonly strides: string;
  readonly dilations: string;
  /** Of strides that are not positive; null where the windows say so. */
  readonly positive?: string;
}

/** Refuses strides and dilations that are too few, or other than one for batches and channels. */
export function check_sliding(convolution: Convolution, words: Words): void {
  const {rank, strides, dilations, channels_first} = convolution;
  const channel = channels_first ? 1 : rank - 1;
  if (dilations.length !== rank)
    throw invalid_argument(`${words.dilations} field must specify ${rank} dimensions`);
  if (strides.length !== rank)
    throw invalid_argument(`${words.strides} field must specify ${rank} dimensions`);
  if (strides[0] !== 1 || strides[channel] !== 1) {
    throw invalid_argument(
      'Current implementation does not yet support strides in the batch and depth dimensions.',
    );
  }
  if (words.positive !== undefined && strides.some((stride) => stride <= 0))
    throw invalid_argument(words.positive);
  if (dilations[0] !== 1 || dilations[channel] !== 1) {
    throw invalid_argument(
      'Current implementation does not yet support dilations in the batch and depth dimensions.',
    );
  }
}

/** The axes of space, in order. */
function space_axes({rank, channels_first}: Convolution): readonly number[] {
  return Array.from({length: rank - 2}, (_, index) => index + (channels_first ? 2 : 1));
}

/** How windows slide along each axis of space. */
export function slidings(
  convolution: Convolution,
  input: readonly number[],
  filter: readonly number[],
): readonly Sliding[] {
  const {strides, dilations, padding, explicit_paddings} = convolution;
  return space_axes(convolution).map((axis, index) => {
    const stride = strides[axis] as number;
    if (stride <= 0) throw invalid_argument(`Stride must be > 0, but got ${stride}`);
    return {
      size: input[axis] ?? 0,
      window: filter[index] ?? 0,
      stride,
      dilation: dilations[axis] as number,
      padding,
      explicit: [explicit_paddings[2 * axis] ?? 0, explicit_paddings[2 * axis + 1] ?? 0],
    };
  });
}

/** Refuses arrays of another rank than the convolution's. */
function check_rank(shape: readonly number[], rank: number, text: string): void {
  if (shape.length !== rank) throw invalid_argument(text);
}

/** Refuses what is not the layout of TensorFlow's CPU kernels. */
export function check_layout({channels_first}: Convolution, text: string, is_gap: boolean): void {
  if (channels_first) throw is_gap ? unimplemented(text) : invalid_argument(text);
}

/** The shapes of an image, a filter and the gradient of their convolution. */
export interface BackShapes {
  readonly input: readonly number[];
  readonly filter: readonly number[];
  readonly change: readonly number[];
}

/** Refuses shapes of which the last is not that of the result of the first two. */
export function check_back_shapes(label: string, convolution: Convolution, shapes: BackShapes): void {
  const {rank, channels_first} = convolution;
  const {input, filter, change} = shapes;
  const channel = channels_first ? 1 : rank - 1;
  check_rank(input, rank, `${label}: input must be ${rank}-dimensional`);
  check_rank(filter, rank, `${label}: filter must be ${rank}-dimensional`);
  check_rank(change, rank, `${label}: out_backprop must be ${rank}-dimensional`);
  if (input[0] !== change[0]) {
    throw invalid_argument(
      `${label}: input and out_backprop must have the same batch sizeinput batch: ${input[0]}outbackprop batch: ${change[0]} batch_dim: 0`,
    );
  }
  if ((input[channel] ?? 0) % (filter[rank - 2] ?? 1) !== 0)
    throw invalid_argument(`${label}: input depth must be evenly divisible by filter depth`);
  if (filter[rank - 1] !== change[channel])
    throw invalid_argument(`${label}: filter and out_backprop must have the same out_depth`);
  const axes = space_axes(convolution);
  slidings(convolution, input, filter).forEach((sliding, index) => {
    const {output} = slide(sliding);
    const actual = change[axes[index] as number];
    if (actual === output) return;
    throw invalid_argument(
      `${label}: Size of out_backprop doesn't match computed: actual = ${actual}, computed = ${output} ` +
        `spatial_dim: ${axes[index]} input: ${sliding.size} filter: ${sliding.window} output: ${actual} ` +
        `stride: ${sliding.stride} dilation: ${sliding.dilation}`,
    );
  });
}

/** Refuses an image and a filter that do not go together; `sizes_shown` is how messages show shapes. */
export function check_operands(input: NDArray, filter: NDArray, rank: number): void {
  const shown = (array: NDArray): string => (rank === 4 ? shape_text(array.shape) : '');
  const colon = rank === 4 ? ': ' : '';
  check_rank(input.shape, rank, `input must be ${rank}-dimensional${shown(input)}`);
  check_rank(filter.shape, rank, `filter must be ${rank}-dimensional${colon}${shown(filter)}`);
}
