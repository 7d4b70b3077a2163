// Images whose pixels are taken from where a projection says.

import type {Attributes} from '../../compile/program.ts';
import {float32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, integers, number_data, shape_text, zeros} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {rounded_half_up, single_floats} from './image_sizes.ts';

const {fround} = Math;

/** A place of an image's axis brought into it, by TensorFlow's name of what stands outside. */
const FILLS: Readonly<Record<string, (place: number, size: number) => number>> = {
  CONSTANT: (place) => place,
  NEAREST: (place, size) => Math.min(Math.max(place, 0), size - 1),
  REFLECT: (place, size) => within(reflected(place, size), size),
  WRAP: (place, size) => within(wrapped(place, size), size),
};

function within(place: number, size: number): number {
  return Math.min(Math.max(place, 0), size - 1);
}

function reflected(place: number, size: number): number {
  if (place >= 0 && place <= size - 1) return place;
  if (size <= 1) return 0;
  const both = 2 * size;
  if (place < 0) {
    const near = fround(fround(both * Math.trunc(fround(-place / both))) + place);
    return near < -size ? fround(near + both) : fround(-near - 1);
  }
  const near = fround(place - fround(both * Math.trunc(fround(place / both))));
  return near >= size ? fround(fround(both - near) - 1) : near;
}

function wrapped(place: number, size: number): number {
  if (place >= 0 && place <= size - 1) return place;
  if (size <= 1) return 0;
  const last = size - 1;
  if (place < 0) return fround(place + fround(size * (Math.trunc(fround(-place / last)) + 1)));
  return fround(place - fround(size * Math.trunc(fround(place / last))));
}

interface Sizes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The height and width of the result. */
function output_size(inputs: readonly NDArray[], {height, width}: Sizes): readonly [number, number] {
  if (inputs.length < 3) return [height, width];
  const size = input(inputs, 2);
  if (size.shape.length !== 1)
    throw invalid_argument(`output shape must be 1-dimensional${shape_text(size.shape)}`);
  if (size.size !== 2) throw invalid_argument(`output shape must have two elements${shape_text(size.shape)}`);
  const [new_height = 0, new_width = 0] = integers(size);
  if (!(new_height > 0 && new_width > 0)) throw invalid_argument('output dimensions must be positive');
  return [new_height, new_width];
}

function checked_sizes(images: NDArray, transforms: NDArray): Sizes {
  if (images.shape.length !== 4) throw invalid_argument('Input images must have rank 4');
  const [batch = 0, height = 0, width = 0, channels = 0] = images.shape;
  const [rows, columns] = transforms.shape;
  if (transforms.shape.length !== 2 || (rows !== batch && rows !== 1) || columns !== 8)
    throw invalid_argument('Input transform should be num_images x 8 or 1 x 8');
  return {batch, height, width, channels};
}

/** Writes where a pixel of the result comes from, as [y, x]. Whether it comes from anywhere: not from infinity. */
function find_source(t: Float32Array, x: number, y: number, place: Float32Array): boolean {
  const depth = fround(fround(fround(t[6]! * x) + fround(t[7]! * y)) + 1);
  if (depth === 0) return false;
  place[0] = fround(fround(fround(t[3]! * x) + fround(t[4]! * y)) + t[5]!) / depth;
  place[1] = fround(fround(fround(t[0]! * x) + fround(t[1]! * y)) + t[2]!) / depth;
  return true;
}

function fill_of(inputs: readonly NDArray[]): number {
  if (inputs.length < 4) return 0;
  const fill = input(inputs, 3);
  if (fill.shape.length !== 0) throw invalid_argument(`fill_value must be a scalar${shape_text(fill.shape)}`);
  return number_data(fill)[0]!;
}

/** How the attribute names say that pixels are read: from the nearest, or mixed. */
function is_bilinear(attrs: Attributes): boolean {
  const name = attribute<string>(attrs, 'interpolation', '');
  if (name !== 'NEAREST' && name !== 'BILINEAR')
    throw invalid_argument(`Invalid interpolation ${name}. Supported types: NEAREST, BILINEAR`);
  return name === 'BILINEAR';
}

/** What is done with a place of the images for the channels from `to` on; without a place they are filled. */
interface Painter {
  fill(to: number): void;
  paint(image: number, y: number, x: number, to: number): void;
}

/** The first channel of a pixel; -1 outside of the images. */
function pixel_at({height, width, channels}: Sizes, image: number, y: number, x: number): number {
  if (!(y >= 0 && y < height && x >= 0 && x < width)) return -1;
  return ((image * height + y) * width + x) * channels;
}

/** Takes the nearest pixel as it is stored. */
function nearest_painter(source: AnyItems, target: AnyItems, sizes: Sizes, fill: unknown): Painter {
  const {channels} = sizes;
  const fill_pixel = (to: number): void => {
    for (let channel = 0; channel < channels; channel++) target[to + channel] = fill;
  };
  const paint = (image: number, y: number, x: number, to: number): void => {
    const from = pixel_at(sizes, image, rounded_half_up(y), rounded_half_up(x));
    if (from < 0) fill_pixel(to);
    else for (let channel = 0; channel < channels; channel++) target[to + channel] = source[from + channel];
  };
  return {fill: fill_pixel, paint};
}

/** Takes a mean of the four pixels around. */
function mixing_painter(source: Float32Array, target: Float32Array, sizes: Sizes, fill: number): Painter {
  const {channels} = sizes;
  const at = (from: number, channel: number): number => (from < 0 ? fill : source[from + channel]!);
  const paint = (image: number, y: number, x: number, to: number): void => {
    const [top, left] = [Math.floor(y), Math.floor(x)];
    const [bottom, right] = [fround(top + 1), fround(left + 1)];
    const [up, down, back, across] = [
      fround(bottom - y),
      fround(y - top),
      fround(right - x),
      fround(x - left),
    ];
    const top_left = pixel_at(sizes, image, top, left);
    const top_right = pixel_at(sizes, image, top, right);
    const bottom_left = pixel_at(sizes, image, bottom, left);
    const bottom_right = pixel_at(sizes, image, bottom, right);
    for (let channel = 0; channel < channels; channel++) {
      const above = fround(fround(back * at(top_left, channel)) + fround(across * at(top_right, channel)));
      const below = fround(
        fround(back * at(bottom_left, channel)) + fround(across * at(bottom_right, channel)),
      );
      target[to + channel] = fround(up * above) + fround(down * below);
    }
  };
  return {fill: (to) => target.fill(fill, to, to + channels), paint};
}

/** Paints each pixel of the result from where its image's projection says. */
function paint_all(
  transforms: NDArray,
  {batch, height, width, channels}: Sizes,
  [new_height, new_width]: readonly [number, number],
  moved: (place: number, size: number) => number,
  painter: Painter,
): void {
  const parameters = number_data(transforms) as Float32Array;
  const place = new Float32Array(2);
  for (let image = 0, to = 0; image < batch; image++) {
    const first = transforms.shape[0] === 1 ? 0 : 8 * image;
    const own = parameters.subarray(first, first + 8);
    for (let row = 0; row < new_height; row++)
      for (let column = 0; column < new_width; column++, to += channels) {
        if (find_source(own, column, row, place))
          painter.paint(image, moved(place[0]!, height), moved(place[1]!, width), to);
        else painter.fill(to);
      }
  }
}

const project: JsKernel = (inputs, attrs) => {
  const [images, transforms] = [input(inputs, 0), input(inputs, 1)];
  const {dtype} = images;
  const bilinear = is_bilinear(attrs);
  const mode = attribute<string>(attrs, 'fill_mode', 'CONSTANT');
  const moved = Object.hasOwn(FILLS, mode) ? FILLS[mode] : undefined;
  if (moved === undefined)
    throw invalid_argument(`Invalid mode ${mode}. Supported types: REFLECT, WRAP, CONSTANT, NEAREST`);
  const sizes = checked_sizes(images, transforms);
  const new_sizes = output_size(inputs, sizes);
  const shape = [sizes.batch, ...new_sizes, sizes.channels];
  const given_fill = fill_of(inputs);
  const fill = dtype.is_integer ? Math.trunc(given_fill) : given_fill;
  if (!bilinear) {
    const result = zeros(dtype, shape);
    const [stored_fill] = new NDArray(float32, [], Float32Array.of(fill)).astype(dtype).data;
    const painter = nearest_painter(images.data, result.data, sizes, stored_fill);
    paint_all(transforms, sizes, new_sizes, moved, painter);
    return result;
  }
  const floats = zeros(float32, shape);
  const target = floats.data as Float32Array;
  paint_all(transforms, sizes, new_sizes, moved, mixing_painter(single_floats(images), target, sizes, fill));
  return dtype === float32 ? floats : floats.astype(dtype);
};

export const IMAGE_PROJECTION_KERNELS: JsKernels = {
  ImageProjectiveTransform: project,
  ImageProjectiveTransformV2: project,
  ImageProjectiveTransformV3: project,
};
