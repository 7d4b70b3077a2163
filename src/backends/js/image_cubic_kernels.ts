// Images resized by cubic curves, with the way back, and by means of areas. Steps are of single floats.

import {float32} from '../../types/dtypes.ts';
import {attribute, input, number_data, output_dtype, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {rounding_to} from './half.ts';
import {bound, checked_original, checked_resizing, old_place, single_floats} from './image_sizes.ts';
import type {Resizing} from './image_sizes.ts';

const {fround} = Math;

/** Between two pixels, weights are known at so many places. */
const STEPS = 1024;
/** Below this the weights are taken for zero, and not brought to a sum of one. */
const LEAST_SUM = 1000 * 1.1754943508222875e-38;

/** Weights of the near and of the far pixels, by the distance in steps. */
interface Weights {
  readonly near: Float32Array;
  readonly far: Float32Array;
}

function cubic_weights(a: number): Weights {
  const [near, far] = [new Float32Array(STEPS + 1), new Float32Array(STEPS + 1)];
  for (let step = 0; step <= STEPS; step++) {
    const x = step / STEPS;
    near[step] = ((a + 2) * x - (a + 3)) * x * x + 1;
    const y = x + 1;
    far[step] = ((a * y - 5 * a) * y + 8 * a) * y - 4 * a;
  }
  return {near, far};
}
/** With centers of pixels at a half: Keys's curve; else one that is steeper. */
const KEYS = cubic_weights(-0.5);
const STEEP = cubic_weights(-0.75);

/** The nearest integer; halves to the even one. */
function nearest_even(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** For each new pixel along an axis, four old ones with their weights. */
interface Curve {
  readonly at: Int32Array;
  readonly weights: Float32Array;
}

function curve(size: number, new_size: number, scale: number, is_half: boolean): Curve {
  const at = new Int32Array(4 * new_size);
  const weights = new Float32Array(4 * new_size);
  const {near, far} = is_half ? KEYS : STEEP;
  for (let index = 0; index < new_size; index++) {
    const place = old_place(index, scale, is_half);
    const below = Math.floor(place);
    const step = nearest_even(fround(place - below) * STEPS);
    const own = weights.subarray(4 * index, 4 * index + 4);
    own.set([far[step]!, near[step]!, near[STEPS - step]!, far[STEPS - step]!]);
    for (let which = 0; which < 4; which++) {
      const wanted = below - 1 + which;
      const inside = bound(wanted, size);
      at[4 * index + which] = inside;
      if (is_half && inside !== wanted) own[which] = 0;
    }
    if (is_half) normalize(own);
  }
  return {at, weights};
}

/** Brings weights to a sum of one. */
function normalize(weights: Float32Array): void {
  const sum = fround(fround(fround(weights[0]! + weights[1]!) + weights[2]!) + weights[3]!);
  if (Math.abs(sum) < LEAST_SUM) return;
  const factor = fround(1 / sum);
  for (let which = 0; which < 4; which++) weights[which] = weights[which]! * factor;
}

function curves(sizes: Resizing, is_half: boolean): [rows: Curve, columns: Curve] {
  return [
    curve(sizes.height, sizes.new_height, sizes.height_scale, is_half),
    curve(sizes.width, sizes.new_width, sizes.width_scale, is_half),
  ];
}

/** A row of the old image as high as new row `y`, into `line`. */
function mixed_row(
  source: Float32Array,
  image_row: number,
  items: number,
  rows: Curve,
  y: number,
  line: Float32Array,
): void {
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = rows.weights.subarray(4 * y, 4 * y + 4);
  const start = (which: number): number => (image_row + rows.at[4 * y + which]!) * items;
  const [s0, s1, s2, s3] = [start(0), start(1), start(2), start(3)];
  for (let item = 0; item < items; item++) {
    const first = fround(fround(source[s0 + item]! * w0) + fround(source[s1 + item]! * w1));
    line[item] = fround(first + fround(source[s2 + item]! * w2)) + fround(source[s3 + item]! * w3);
  }
}

const resize_bicubic: JsKernel = (inputs, attrs) => {
  const images = input(inputs, 0);
  const sizes = checked_resizing(images, input(inputs, 1), attrs);
  const {batch, height, width, channels, new_height, new_width} = sizes;
  const [rows, columns] = curves(sizes, attribute(attrs, 'half_pixel_centers', false));
  const source = single_floats(images);
  const line = new Float32Array(width * channels);
  const result = zeros(float32, [batch, new_height, new_width, channels]);
  const target = number_data(result);
  let to = 0;
  for (let image = 0; image < batch; image++)
    for (let y = 0; y < new_height; y++) {
      mixed_row(source, image * height, width * channels, rows, y, line);
      for (let x = 0; x < new_width; x++)
        for (let channel = 0; channel < channels; channel++) {
          let sum = 0;
          for (let which = 4 * x; which < 4 * x + 4; which++) {
            const item = fround(line[columns.at[which]! * channels + channel]! * columns.weights[which]!);
            sum = which === 4 * x ? item : fround(sum + item);
          }
          target[to++] = sum;
        }
    }
  return result;
};

const resize_bicubic_grad: JsKernel = (inputs, attrs, context) => {
  const grads = input(inputs, 0);
  const sizes = checked_original(grads, input(inputs, 1), attrs);
  const {batch, height, width, channels, new_height, new_width} = sizes;
  const [rows, columns] = curves(sizes, attribute(attrs, 'half_pixel_centers', false));
  const dtype = output_dtype(context);
  const round = rounding_to(dtype);
  const result = zeros(dtype, [batch, height, width, channels]);
  const [target, dy] = [number_data(result), number_data(grads)];
  for (let pixel = 0; pixel < batch * new_height * new_width; pixel++) {
    const x = pixel % new_width;
    const y = Math.floor(pixel / new_width) % new_height;
    const image = Math.floor(pixel / new_width / new_height) * height;
    for (let channel = 0; channel < channels; channel++) {
      const slope = dy[pixel * channels + channel] as number;
      for (let down = 4 * y; down < 4 * y + 4; down++) {
        const row = (image + rows.at[down]!) * width;
        const part = round(slope * rows.weights[down]!);
        for (let across = 4 * x; across < 4 * x + 4; across++)
          target[(row + columns.at[across]!) * channels + channel]! += round(part * columns.weights[across]!);
      }
    }
  }
  return result;
};

/** For each new pixel along an axis: the first old one that it covers, and how much it covers of each. */
interface Cover {
  readonly start: number;
  readonly shares: readonly number[];
}

function covers(new_size: number, scale: number): Cover[] {
  return Array.from({length: new_size}, (_, index) => {
    const [from, to] = [fround(index * scale), fround((index + 1) * scale)];
    const start = Math.floor(from);
    const shares = [];
    for (let at = start; at < Math.ceil(to); at++) {
      const is_last = at + 1 > to;
      if (at < from) shares.push(is_last ? scale : fround(at + 1 - from));
      else shares.push(is_last ? fround(to - at) : 1);
    }
    return {start, shares};
  });
}

const resize_area: JsKernel = (inputs, attrs) => {
  const images = input(inputs, 0);
  const sizes = checked_resizing(images, input(inputs, 1), attrs);
  const {batch, height, width, channels, new_height, new_width} = sizes;
  const [rows, columns] = [covers(new_height, sizes.height_scale), covers(new_width, sizes.width_scale)];
  const scale = fround(1 / fround(sizes.height_scale * sizes.width_scale));
  const source = single_floats(images);
  const result = zeros(float32, [batch, new_height, new_width, channels]);
  const target = number_data(result);
  let to = 0;
  for (let image = 0; image < batch; image++)
    for (const row of rows)
      for (const column of columns)
        for (let channel = 0; channel < channels; channel++) {
          let sum = 0;
          for (let y = 0; y < row.shares.length; y++) {
            const start = (image * height + bound(row.start + y, height)) * width;
            let line = 0;
            for (let x = 0; x < column.shares.length; x++) {
              const item = source[(start + bound(column.start + x, width)) * channels + channel]!;
              line = fround(line + fround(item * column.shares[x]!));
            }
            sum = fround(sum + fround(line * row.shares[y]!));
          }
          target[to++] = sum * scale;
        }
  return result;
};

export const IMAGE_CUBIC_KERNELS: JsKernels = {
  ResizeArea: resize_area,
  ResizeBicubic: resize_bicubic,
  ResizeBicubicGrad: resize_bicubic_grad,
};
