// Images resized by the nearest pixels and by lines between pixels, with the ways back. Steps are of single floats.

import {float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {storage_parts} from '../../types/ndarray_storage.ts';
import {attribute, input, number_data, output_dtype, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {rounding_to, with_halves} from './half.ts';
import {
  checked_old_size,
  checked_original,
  checked_resizing,
  old_place,
  rounded_half_up,
  single_floats,
} from './image_sizes.ts';
import type {Resizing} from './image_sizes.ts';
import {add_rounded, encoded_array} from './image_pixels.ts';
import {copy_items} from './moves.ts';

const {fround} = Math;

/** The two pixels about each new place along an axis, and how near the second is. */
interface Between {
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  readonly share: Float32Array;
}

function places_between(size: number, new_size: number, scale: number, is_half: boolean): Between {
  const lower = new Int32Array(new_size);
  const upper = new Int32Array(new_size);
  const share = new Float32Array(new_size);
  for (let index = 0; index < new_size; index++) {
    const place = old_place(index, scale, is_half);
    const below = Math.floor(place);
    lower[index] = Math.max(below, 0);
    upper[index] = Math.min(Math.ceil(place), size - 1);
    share[index] = place - below;
  }
  return {lower, upper, share};
}

function axes_between(sizes: Resizing, is_half: boolean): [rows: Between, columns: Between] {
  return [
    places_between(sizes.height, sizes.new_height, sizes.height_scale, is_half),
    places_between(sizes.width, sizes.new_width, sizes.width_scale, is_half),
  ];
}

function new_shape({batch, new_height, new_width, channels}: Resizing): number[] {
  return [batch, new_height, new_width, channels];
}

function old_shape({batch, height, width, channels}: Resizing): number[] {
  return [batch, height, width, channels];
}

const resize_bilinear: JsKernel = (inputs, attrs) => {
  const images = input(inputs, 0);
  const sizes = checked_resizing(images, input(inputs, 1), attrs);
  const {batch, height, width, channels, new_height, new_width} = sizes;
  const source = single_floats(images);
  if (height === new_height && width === new_width) return new NDArray(float32, images.shape, source.slice());
  const [rows, columns] = axes_between(sizes, attribute(attrs, 'half_pixel_centers', false));
  const result = zeros(float32, new_shape(sizes));
  const target = number_data(result);
  let to = 0;
  for (let image = 0; image < batch; image++)
    for (let y = 0; y < new_height; y++) {
      const top = (image * height + rows.lower[y]!) * width;
      const bottom = (image * height + rows.upper[y]!) * width;
      const down = rows.share[y]!;
      for (let x = 0; x < new_width; x++) {
        const [left, right, across] = [columns.lower[x]!, columns.upper[x]!, columns.share[x]!];
        for (let channel = 0; channel < channels; channel++) {
          const top_left = source[(top + left) * channels + channel]!;
          const top_right = source[(top + right) * channels + channel]!;
          const bottom_left = source[(bottom + left) * channels + channel]!;
          const bottom_right = source[(bottom + right) * channels + channel]!;
          const above = fround(top_left + fround(fround(top_right - top_left) * across));
          const below = fround(bottom_left + fround(fround(bottom_right - bottom_left) * across));
          target[to++] = above + fround(fround(below - above) * down);
        }
      }
    }
  return result;
};

const resize_bilinear_grad: JsKernel = (inputs, attrs, context) => {
  const [grads, original] = [input(inputs, 0), input(inputs, 1)];
  const sizes = checked_original(grads, original, attrs);
  const {batch, height, width, channels, new_height, new_width} = sizes;
  const [rows, columns] = axes_between(sizes, attribute(attrs, 'half_pixel_centers', false));
  const dtype = output_dtype(context);
  const round = rounding_to(dtype);
  const sums = new Float64Array(batch * height * width * channels);
  const dy = number_data(grads);
  let from = 0;
  for (let image = 0; image < batch; image++)
    for (let y = 0; y < new_height; y++) {
      const top = (image * height + rows.lower[y]!) * width;
      const bottom = (image * height + rows.upper[y]!) * width;
      const down = rows.share[y]!;
      const up = fround(1 - down);
      for (let x = 0; x < new_width; x++) {
        const [left, right, across] = [columns.lower[x]!, columns.upper[x]!, columns.share[x]!];
        const back = fround(1 - across);
        for (let channel = 0; channel < channels; channel++) {
          const slope = dy[from++] as number;
          const [above, below] = [fround(slope * up), fround(slope * down)];
          add_rounded(sums, (top + left) * channels + channel, fround(above * back), round);
          add_rounded(sums, (top + right) * channels + channel, fround(above * across), round);
          add_rounded(sums, (bottom + left) * channels + channel, fround(below * back), round);
          add_rounded(sums, (bottom + right) * channels + channel, fround(below * across), round);
        }
      }
    }
  return encoded_array(dtype, old_shape(sizes), sums);
};

/** The nearest old pixel of each new one along an axis. */
function nearest(
  size: number,
  new_size: number,
  scale: number,
  is_half: boolean,
  is_aligned: boolean,
): Int32Array {
  return Int32Array.from({length: new_size}, (_, index) => {
    const place = is_half ? fround(fround(index + 0.5) * scale) : fround(index * scale);
    const at = is_aligned ? rounded_half_up(place) : Math.floor(place);
    return Math.max(0, Math.min(at, size - 1));
  });
}

function nearest_axes(sizes: Resizing, is_half: boolean, is_aligned: boolean): [Int32Array, Int32Array] {
  return [
    nearest(sizes.height, sizes.new_height, sizes.height_scale, is_half, is_aligned),
    nearest(sizes.width, sizes.new_width, sizes.width_scale, is_half, is_aligned),
  ];
}

const resize_nearest: JsKernel = (inputs, attrs) => {
  const images = input(inputs, 0);
  const sizes = checked_resizing(images, input(inputs, 1), attrs);
  const {batch, height, width, channels, new_height, new_width} = sizes;
  const [rows, columns] = nearest_axes(
    sizes,
    attribute(attrs, 'half_pixel_centers', false),
    attribute(attrs, 'align_corners', false),
  );
  const result = zeros(images.dtype, new_shape(sizes));
  const items = channels * storage_parts(images.dtype);
  let to = 0;
  for (let image = 0; image < batch; image++)
    for (let y = 0; y < new_height; y++)
      for (let x = 0; x < new_width; x++) {
        const from = (image * height + rows[y]!) * width + columns[x]!;
        copy_items(images.data, from * items, result.data, to, items);
        to += items;
      }
  return result;
};

const resize_nearest_grad: JsKernel = with_halves((inputs, attrs, context, round) => {
  const grads = input(inputs, 0);
  const sizes = checked_old_size(grads, input(inputs, 1), attrs);
  const {batch, height, width, channels, new_height, new_width} = sizes;
  const [rows, columns] = nearest_axes(
    sizes,
    attribute(attrs, 'half_pixel_centers', false),
    attribute(attrs, 'align_corners', false),
  );
  const result = zeros(output_dtype(context), old_shape(sizes));
  const [target, dy] = [number_data(result), number_data(grads)];
  let from = 0;
  for (let image = 0; image < batch; image++)
    for (let y = 0; y < new_height; y++)
      for (let x = 0; x < new_width; x++) {
        const to = ((image * height + rows[y]!) * width + columns[x]!) * channels;
        for (let channel = 0; channel < channels; channel++)
          target[to + channel] = round(target[to + channel]! + (dy[from++] as number));
      }
  return result;
});

export const IMAGE_RESIZE_KERNELS: JsKernels = {
  ResizeBilinear: resize_bilinear,
  ResizeBilinearGrad: resize_bilinear_grad,
  ResizeNearestNeighbor: resize_nearest,
  ResizeNearestNeighborGrad: resize_nearest_grad,
};
