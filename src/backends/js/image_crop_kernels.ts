// Boxes cut out of images, with both ways back. Steps are of single floats.

import {OUT_OF_RANGE} from '../../errors.ts';
import {float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {attribute, input, integers, number_data, output_dtype, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {half_rounding} from './half.ts';
import {rounded_half_up, single_floats} from './image_sizes.ts';
import {Corners, mix, spread} from './image_corners.ts';
import {add_change, encoded_array, float_sums} from './image_pixels.ts';

const {fround} = Math;

/** Refuses boxes that are not four numbers each, and numbers of images that are not one a box. */
function check_boxes(boxes: NDArray, owners: NDArray): number {
  if (boxes.size === 0 && owners.size === 0) return 0;
  if (boxes.shape.length !== 2) throw invalid_argument(`boxes must be 2-D${shape_text(boxes.shape)}`);
  if (boxes.shape[1] !== 4) throw invalid_argument('boxes must have 4 columns');
  if (owners.shape.length !== 1) throw invalid_argument(`box_index must be 1-D${shape_text(owners.shape)}`);
  if (owners.size !== boxes.shape[0]) throw invalid_argument('box_index has incompatible shape');
  return owners.size;
}

/** The image of each box. Refuses numbers of images that are none. */
function owners_of(owners: NDArray, batch: number): number[] {
  const items = integers(owners);
  if (!items.every((item) => item >= 0 && item < batch))
    throw new KernelError(OUT_OF_RANGE, 'box_index has values outside [0, batch_size)');
  return items;
}

function check_image(image: NDArray): void {
  if (image.shape.length !== 4) throw invalid_argument(`input image must be 4-D${shape_text(image.shape)}`);
  if (!(image.shape[1]! > 0 && image.shape[2]! > 0))
    throw invalid_argument('image dimensions must be positive');
}

function check_grads(grads: NDArray): void {
  if (grads.shape.length !== 4) throw invalid_argument(`grads image must be 4-D${shape_text(grads.shape)}`);
  if (!(grads.shape[1]! > 0 && grads.shape[2]! > 0))
    throw invalid_argument('grads dimensions must be positive');
}

/** Where `count` pixels of a box from `first` to `last` lie along an axis of `size`; -1 outside. */
function places(first: number, last: number, size: number, count: number, by_ratio = false): Float32Array {
  const long = fround(last - first);
  const scale = by_ratio
    ? fround(long * fround((size - 1) / (count - 1)))
    : fround(fround(long * (size - 1)) / (count - 1));
  const start = fround(first * (size - 1));
  return Float32Array.from({length: count}, (_, index) => {
    const at =
      count > 1 ? fround(start + fround(index * scale)) : fround(0.5 * fround(first + last) * (size - 1));
    if (Number.isNaN(at)) throw invalid_argument('Boxes contains at least one element that is not finite');
    return at < 0 || at > size - 1 ? -1 : at;
  });
}

/** The places of the pixels of box `index`: rows and columns. */
function box_places(
  boxes: NDArray,
  index: number,
  [height, width]: readonly [number, number],
  [rows, columns]: readonly [number, number],
  by_ratio = false,
): [Float32Array, Float32Array] {
  const [y1 = 0, x1 = 0, y2 = 0, x2 = 0] = number_data(boxes).subarray(4 * index, 4 * index + 4);
  return [places(y1, y2, height, rows, by_ratio), places(x1, x2, width, columns, by_ratio)];
}

/** The first channel of the pixel nearest to a place. */
function nearest_pixel(image_row: number, width: number, channels: number, y: number, x: number): number {
  return ((image_row + rounded_half_up(y)) * width + rounded_half_up(x)) * channels;
}

function check_crop_size(crop_size: NDArray): [number, number] {
  if (crop_size.shape.length !== 1)
    throw invalid_argument(`crop_size must be 1-D${shape_text(crop_size.shape)}`);
  if (crop_size.size !== 2)
    throw invalid_argument(`crop_size must have two elements${shape_text(crop_size.shape)}`);
  const [height = 0, width = 0] = integers(crop_size);
  if (height <= 0 || width <= 0) throw invalid_argument('crop dimensions must be positive');
  return [height, width];
}

const crop_and_resize: JsKernel = (inputs, attrs) => {
  const [image, boxes] = [input(inputs, 0), input(inputs, 1)];
  check_image(image);
  const count = check_boxes(boxes, input(inputs, 2));
  const crop = check_crop_size(input(inputs, 3));
  const [batch = 0, height = 0, width = 0, channels = 0] = image.shape;
  const owners = owners_of(input(inputs, 2), batch);
  const is_bilinear = attribute(attrs, 'method', 'bilinear') === 'bilinear';
  const source = single_floats(image);
  const result = zeros(float32, [count, ...crop, channels]);
  const target = result.data as Float32Array;
  target.fill(attribute(attrs, 'extrapolation_value', 0));
  const corners = new Corners();
  let to = 0;
  for (let box = 0; box < count; box++) {
    const [rows, columns] = box_places(boxes, box, [height, width], crop);
    const start = owners[box]! * height;
    for (let pixel = 0; pixel < crop[0] * crop[1]; pixel++) {
      const y = rows[Math.floor(pixel / crop[1])]!;
      const x = columns[pixel % crop[1]]!;
      if (y >= 0 && x >= 0) {
        if (is_bilinear) {
          corners.move(start, width, channels, y, x);
          mix(source, corners, channels, target, to);
        } else {
          const from = nearest_pixel(start, width, channels, y, x);
          for (let channel = 0; channel < channels; channel++) target[to + channel] = source[from + channel]!;
        }
      }
      to += channels;
    }
  }
  return result;
};

/** The size of the image. Refuses one that is none, or has other channels than `grads`. */
function check_image_size(image_size: NDArray, grads: NDArray): number[] {
  if (image_size.shape.length !== 1)
    throw invalid_argument(`image_size must be 1-D${shape_text(image_size.shape)}`);
  if (image_size.size !== 4)
    throw invalid_argument(`image_size must have 4 elements${shape_text(image_size.shape)}`);
  const sizes = integers(image_size);
  if (!(sizes[1]! > 0 && sizes[2]! > 0)) throw invalid_argument('image dimensions must be positive');
  if (grads.shape[3] !== sizes[3]) throw invalid_argument('image_size and grads are incompatible');
  return sizes;
}

const crop_and_resize_grad_image: JsKernel = (inputs, attrs, context) => {
  const [grads, boxes] = [input(inputs, 0), input(inputs, 1)];
  check_grads(grads);
  const count = check_boxes(boxes, input(inputs, 2));
  if (grads.shape[0] !== count) throw invalid_argument('boxes and grads have incompatible shape');
  const sizes = check_image_size(input(inputs, 3), grads);
  const [batch = 0, height = 0, width = 0, channels = 0] = sizes;
  const owners = owners_of(input(inputs, 2), batch);
  const is_bilinear = attribute(attrs, 'method', 'bilinear') === 'bilinear';
  const dtype = output_dtype(context);
  const round = half_rounding(dtype);
  const sums = float_sums(dtype, batch * height * width * channels);
  const dy = grads.data as Float32Array;
  const corners = new Corners();
  const crop = [grads.shape[1]!, grads.shape[2]!] as const;
  let from = 0;
  for (let box = 0; box < count; box++) {
    const [rows, columns] = box_places(boxes, box, [height, width], crop);
    const start = owners[box]! * height;
    for (const y of rows)
      for (const x of columns) {
        const is_inside = y >= 0 && x >= 0;
        if (is_inside && is_bilinear) {
          corners.move(start, width, channels, y, x);
          spread(dy, from, corners, channels, sums, round);
        } else if (is_inside) {
          const at = nearest_pixel(start, width, channels, y, x);
          for (let channel = 0; channel < channels; channel++)
            add_change(sums, at + channel, dy[from + channel]!, round);
        }
        from += channels;
      }
  }
  return encoded_array(dtype, sizes, sums);
};

/** Adds what one end of a box along an axis has of a slope. */
function add_ends(
  target: Float32Array,
  at: number,
  slope: number,
  size: number,
  count: number,
  index: number,
): void {
  if (count > 1) {
    const ratio = fround(index * fround((size - 1) / (count - 1)));
    target[at]! += fround(slope * fround(size - 1 - ratio));
    target[at + 2]! += fround(slope * ratio);
  } else {
    target[at]! += slope * 0.5 * (size - 1);
    target[at + 2]! += slope * 0.5 * (size - 1);
  }
}

/** How the mixed channel changes with the place, as y and x. */
function slopes(source: Float32Array, corners: Corners, channel: number, slope: number): [number, number] {
  const {across, down} = corners;
  const top_left = source[corners.top_left + channel]!;
  const top_right = source[corners.top_right + channel]!;
  const bottom_left = source[corners.bottom_left + channel]!;
  const bottom_right = source[corners.bottom_right + channel]!;
  const by_y =
    fround(fround(1 - across) * fround(bottom_left - top_left)) +
    fround(across * fround(bottom_right - top_right));
  const by_x =
    fround(fround(1 - down) * fround(top_right - top_left)) +
    fround(down * fround(bottom_right - bottom_left));
  return [fround(fround(by_y) * slope), fround(fround(by_x) * slope)];
}

const crop_and_resize_grad_boxes: JsKernel = (inputs) => {
  const [grads, image, boxes] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  check_grads(grads);
  check_image(image);
  const [batch = 0, height = 0, width = 0, channels = 0] = image.shape;
  if (grads.shape[3] !== channels) throw invalid_argument('image, grads depth differ');
  const count = check_boxes(boxes, input(inputs, 3));
  if (grads.shape[0] !== count) throw invalid_argument('boxes and grads have incompatible shape');
  const owners = owners_of(input(inputs, 3), batch);
  const [source, dy] = [single_floats(image), grads.data as Float32Array];
  const result = zeros(float32, [count, 4]);
  const target = result.data as Float32Array;
  const corners = new Corners();
  const crop = [grads.shape[1]!, grads.shape[2]!] as const;
  for (let box = 0; box < count; box++) {
    const [rows, columns] = box_places(boxes, box, [height, width], crop, true);
    for (let pixel = 0; pixel < crop[0] * crop[1]; pixel++) {
      const [row, column] = [Math.floor(pixel / crop[1]), pixel % crop[1]];
      const [y, x] = [rows[row]!, columns[column]!];
      if (y < 0 || x < 0) continue;
      corners.move(owners[box]! * height, width, channels, y, x);
      const from = (box * crop[0] * crop[1] + pixel) * channels;
      for (let channel = 0; channel < channels; channel++) {
        const [by_y, by_x] = slopes(source, corners, channel, dy[from + channel]!);
        add_ends(target, 4 * box, by_y, height, crop[0], row);
        add_ends(target, 4 * box + 1, by_x, width, crop[1], column);
      }
    }
  }
  return result;
};

export const IMAGE_CROP_KERNELS: JsKernels = {
  CropAndResize: crop_and_resize,
  CropAndResizeGradBoxes: crop_and_resize_grad_boxes,
  CropAndResizeGradImage: crop_and_resize_grad_image,
};
