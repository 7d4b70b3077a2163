// How much boxes overlap, and boxes drawn into images.

import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, number_data, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {with_halves} from './half.ts';
import type {Round} from './half.ts';

/** How much of an axis two intervals have in common, whichever way round their ends stand. */
function common_length(boxes: NumberData, one: number, other: number, round: Round): number {
  const [first, second] = [boxes[one]!, boxes[one + 2]!];
  const [third, fourth] = [boxes[other]!, boxes[other + 2]!];
  const start = Math.max(Math.min(first, second), Math.min(third, fourth));
  const end = Math.min(Math.max(first, second), Math.max(third, fourth));
  return Math.max(round(end - start), 0);
}

function area_of(boxes: NumberData, box: number, round: Round): number {
  const at = 4 * box;
  const height = round(Math.abs(boxes[at + 2]! - boxes[at]!));
  return round(height * round(Math.abs(boxes[at + 3]! - boxes[at + 1]!)));
}

/** The common part of two boxes of `boxes` to what both cover. */
export function overlap_of(boxes: NumberData, one: number, other: number, round: Round): number {
  const area = area_of(boxes, one, round);
  const other_area = area_of(boxes, other, round);
  if (area <= 0 || other_area <= 0) return 0;
  const height = common_length(boxes, 4 * one, 4 * other, round);
  const width = common_length(boxes, 4 * one + 1, 4 * other + 1, round);
  const common = round(height * width);
  return round(common / round(round(area + other_area) - common));
}

/** The colours of boxes, one after the other, for images of `channels`. */
const COLORS = [
  [1, 1, 0, 1],
  [0, 0, 1, 1],
  [1, 0, 0, 1],
  [0, 1, 0, 1],
  [0.5, 0, 0.5, 1],
  [0.5, 0.5, 0, 1],
  [0.5, 0, 0, 1],
  [0, 0, 0.5, 1],
  [0, 1, 1, 1],
  [1, 0, 1, 1],
];

function colors_of(inputs: readonly NDArray[], channels: number): readonly (readonly number[])[] {
  const otherwise = channels === 1 ? COLORS.map(() => [1]) : COLORS;
  if (inputs.length < 3) return otherwise;
  const given = input(inputs, 2);
  if (given.shape.length !== 2)
    throw invalid_argument(`colors must be a 2-D matrix${shape_text(given.shape)}`);
  const [count = 0, size = 0] = given.shape;
  if (size < channels)
    throw invalid_argument(
      `colors must have equal or more channels than the image provided: ${shape_text(given.shape)}`,
    );
  if (given.size === 0) return otherwise;
  const items = number_data(given);
  return Array.from({length: count}, (_, at) => Array.from(items.subarray(at * size, at * size + size)));
}

/** First and last pixel of a box along an axis of `size`. */
function edges(boxes: NumberData, at: number, size: number): [number, number] {
  const edge = (from: number): number => Math.trunc(Math.fround(boxes[from]! * (size - 1)));
  return [edge(at), edge(at + 2)];
}

/** An image that boxes are drawn into. */
interface Canvas {
  readonly data: NumberData;
  /** Its first row. */
  readonly start: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

function set_pixel(canvas: Canvas, y: number, x: number, color: readonly number[]): void {
  const at = ((canvas.start + y) * canvas.width + x) * canvas.channels;
  for (let channel = 0; channel < canvas.channels; channel++) canvas.data[at + channel] = color[channel] ?? 0;
}

/** Draws the edges of a box that lie in the image; nothing of one that is turned round or outside. */
function draw(
  canvas: Canvas,
  [top, bottom]: [number, number],
  [left, right]: [number, number],
  color: readonly number[],
): void {
  const {height, width} = canvas;
  if (top > bottom || left > right) return;
  if (top >= height || bottom < 0 || left >= width || right < 0) return;
  const [last_row, last_column] = [Math.min(bottom, height - 1), Math.min(right, width - 1)];
  for (let x = Math.max(left, 0); x <= last_column; x++) {
    if (top >= 0) set_pixel(canvas, top, x, color);
    if (bottom < height) set_pixel(canvas, bottom, x, color);
  }
  for (let y = Math.max(top, 0); y <= last_row; y++) {
    if (left >= 0) set_pixel(canvas, y, left, color);
    if (right < width) set_pixel(canvas, y, right, color);
  }
}

const draw_bounding_boxes: JsKernel = with_halves((inputs) => {
  const [images, boxes] = [input(inputs, 0), input(inputs, 1)];
  if (images.shape.length !== 4) throw invalid_argument('The rank of the images should be 4');
  if (boxes.shape.length !== 3) throw invalid_argument('The rank of the boxes tensor should be 3');
  const [batch = 0, height = 0, width = 0, channels = 0] = images.shape;
  if (boxes.shape[0] !== batch) throw invalid_argument('The batch sizes should be the same');
  if (![1, 3, 4].includes(channels))
    throw invalid_argument('Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA)');
  const colors = colors_of(inputs, channels);
  const data = number_data(images).slice();
  const [corners, count] = [number_data(boxes), boxes.shape[1] ?? 0];
  for (let image = 0; image < batch; image++) {
    const canvas = {data, start: image * height, height, width, channels};
    for (let box = 0; box < count; box++) {
      const at = 4 * (image * count + box);
      const color = colors[box % colors.length] as readonly number[];
      draw(canvas, edges(corners, at, height), edges(corners, at + 1, width), color);
    }
  }
  return new NDArray(images.dtype, images.shape, data);
});

export const IMAGE_BOXES_KERNELS: JsKernels = {
  DrawBoundingBoxes: draw_bounding_boxes,
  DrawBoundingBoxesV2: draw_bounding_boxes,
};
