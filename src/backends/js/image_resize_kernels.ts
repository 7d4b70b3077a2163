// Images resized by the nearest pixels and by lines between pixels, with the ways back. Steps are of single floats.

import {float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {storage_parts} from '../../types/ndarray_storage.ts';
import {attribute, input, number_data, output_dtype, zeros} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {half_rounding, with_halves} from './half.ts';
import {
  checked_old_size,
  checked_original,
  checked_resizing,
  old_place,
  rounded_half_up,
  single_floats,
} from './image_sizes.ts';
import type {Resizing} from './image_sizes.ts';
import {Corners, spread} from './image_corners.ts';
import {encoded_array, float_sums} from './image_pixels.ts';

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

/** One line of an image in its new width, of the pixels of the old one from `start` on. */
function mix_line(
  source: Float32Array,
  start: number,
  columns: Between,
  channels: number,
  line: Float32Array,
): void {
  let to = 0;
  for (let x = 0; x < columns.share.length; x++) {
    const left = (start + columns.lower[x]!) * channels;
    const right = (start + columns.upper[x]!) * channels;
    const across = columns.share[x]!;
    for (let channel = 0; channel < channels; channel++) {
      const first = source[left + channel]!;
      line[to++] = first + fround(fround(source[right + channel]! - first) * across);
    }
  }
}

const resize_bilinear: JsKernel = (inputs, attrs) => {
  const images = input(inputs, 0);
  const sizes = checked_resizing(images, input(inputs, 1), attrs);
  const {batch, height, width, channels, new_height, new_width} = sizes;
  const source = single_floats(images);
  if (height === new_height && width === new_width) return new NDArray(float32, images.shape, source.slice());
  const [rows, columns] = axes_between(sizes, attribute(attrs, 'half_pixel_centers', false));
  const result = zeros(float32, new_shape(sizes));
  const target = result.data as Float32Array;
  // The lines of two old rows, of which the lower one is often the upper one of the next.
  let [above, below] = [new Float32Array(new_width * channels), new Float32Array(new_width * channels)];
  let [above_row, below_row] = [-1, -1];
  let to = 0;
  for (let image = 0; image < batch; image++)
    for (let y = 0; y < new_height; y++) {
      const [top, bottom] = [image * height + rows.lower[y]!, image * height + rows.upper[y]!];
      if (top === below_row) [above, below, above_row, below_row] = [below, above, below_row, above_row];
      if (top !== above_row) mix_line(source, top * width, columns, channels, above);
      if (bottom !== below_row) mix_line(source, bottom * width, columns, channels, below);
      [above_row, below_row] = [top, bottom];
      const down = rows.share[y]!;
      for (let index = 0; index < above.length; index++) {
        const item = above[index]!;
        target[to++] = item + fround(fround(below[index]! - item) * down);
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
  const round = half_rounding(dtype);
  const sums = float_sums(dtype, batch * height * width * channels);
  const dy = number_data(grads);
  const corners = new Corners();
  let from = 0;
  for (let image = 0; image < batch; image++)
    for (let y = 0; y < new_height; y++) {
      const top = (image * height + rows.lower[y]!) * width;
      const bottom = (image * height + rows.upper[y]!) * width;
      corners.down = rows.share[y]!;
      for (let x = 0; x < new_width; x++) {
        const [left, right] = [columns.lower[x]!, columns.upper[x]!];
        corners.across = columns.share[x]!;
        corners.top_left = (top + left) * channels;
        corners.top_right = (top + right) * channels;
        corners.bottom_left = (bottom + left) * channels;
        corners.bottom_right = (bottom + right) * channels;
        spread(dy, from, corners, channels, sums, round);
        from += channels;
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
  const [source, target] = [images.data as AnyItems, result.data as AnyItems];
  let to = 0;
  for (let image = 0; image < batch; image++)
    for (let y = 0; y < new_height; y++)
      for (let x = 0; x < new_width; x++) {
        const from = ((image * height + rows[y]!) * width + columns[x]!) * items;
        for (let item = 0; item < items; item++) target[to++] = source[from + item];
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
