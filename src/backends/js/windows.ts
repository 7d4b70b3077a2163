// How windows slide over images and volumes: where each starts and how many there are, along three axes (an image is
// a volume of depth one). TensorFlow's words where none fits. Knows no op.

import {invalid_argument} from '../kernel_error.ts';

/** Numbers along the three axes of space: depth, height, width. */
export type Triple = readonly [number, number, number];

/** Windows over arrays [batch, depth, height, width, channels]. */
export interface Windows {
  readonly batch: number;
  readonly input: Triple;
  readonly window: Triple;
  readonly stride: Triple;
  readonly dilation: Triple;
  /** Places before the first of the image where the first window starts. */
  readonly before: Triple;
  readonly output: Triple;
}

/** How a window slides along one axis. */
export interface Sliding {
  readonly size: number;
  readonly window: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: string;
  readonly explicit: readonly [before: number, after: number];
}

/** How many windows fit along an axis, and how far before it the first starts. */
export function slide(sliding: Sliding): {readonly output: number; readonly before: number} {
  const {size, window, stride, dilation, padding, explicit} = sliding;
  const extent = (window - 1) * dilation + 1;
  if (padding === 'SAME') {
    const output = Math.floor((size + stride - 1) / stride);
    const needed = Math.max(0, (output - 1) * stride + extent - size);
    return {output, before: Math.floor(needed / 2)};
  }
  const [before, after] = padding === 'EXPLICIT' ? explicit : [0, 0];
  const output = Math.trunc((size + before + after - extent + stride) / stride);
  if (output < 0) {
    throw invalid_argument(
      `Computed output size would be negative: ${output} [input_size: ${size}, effective_filter_size: ${extent}, stride: ${stride}]`,
    );
  }
  return {output, before};
}

/** Two or three numbers of space as three. */
function as_triple(numbers: readonly number[], missing: number): Triple {
  const [depth = missing, height = missing, width = missing] =
    numbers.length === 2 ? [missing, ...numbers] : numbers;
  return [depth, height, width];
}

/** The windows of each axis together. */
export function windows_of(batch: number, axes: readonly Sliding[]): Windows {
  const slides = axes.map(slide);
  return {
    batch,
    input: as_triple(
      axes.map(({size}) => size),
      1,
    ),
    window: as_triple(
      axes.map(({window}) => window),
      1,
    ),
    stride: as_triple(
      axes.map(({stride}) => stride),
      1,
    ),
    dilation: as_triple(
      axes.map(({dilation}) => dilation),
      1,
    ),
    before: as_triple(
      slides.map(({before}) => before),
      0,
    ),
    output: as_triple(
      slides.map(({output}) => output),
      1,
    ),
  };
}

/** The sizes of space of the windows' results: two for images, three for volumes. */
export function output_sizes({output}: Windows, rank: number): readonly number[] {
  return output.slice(5 - rank);
}

/** The number of windows. */
export function window_count({batch, output}: Windows): number {
  return batch * output[0] * output[1] * output[2];
}

/** The number of places of a window. */
export function window_size({window}: Windows): number {
  return window[0] * window[1] * window[2];
}
