// Images whose pixels are taken from where a projection says.

import type {Attributes} from '../../compile/program.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  attribute,
  float_data,
  input,
  integers,
  number_data,
  shape_text,
  zeros,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';
import {rounded_half_up} from './image_sizes.ts';

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

/** Reads the image that starts at pixel `start`, one channel of it. */
type Read = (y: number, x: number) => number;

/** The mean of the four pixels around a place. */
function mixed(read: Read, y: number, x: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)];
  const [bottom, right] = [fround(top + 1), fround(left + 1)];
  const [back, across] = [fround(right - x), fround(x - left)];
  const row = (at: number): number =>
    fround(fround(back * read(at, left)) + fround(across * read(at, right)));
  return fround(fround(fround(bottom - y) * row(top)) + fround(fround(y - top) * row(bottom)));
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

/** Where a pixel of the result comes from, as [y, x]; null at infinity. */
function source_of(t: Float32Array, x: number, y: number): readonly [number, number] | null {
  const line = (a: number, b: number): number => fround(fround(t[a]! * x) + fround(t[b]! * y));
  const depth = fround(line(6, 7) + 1);
  if (depth === 0) return null;
  return [fround(fround(line(3, 4) + t[5]!) / depth), fround(fround(line(0, 1) + t[2]!) / depth)];
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

const project: JsKernel = with_halves((inputs, attrs) => {
  const [images, transforms] = [input(inputs, 0), input(inputs, 1)];
  const bilinear = is_bilinear(attrs);
  const mode = attribute<string>(attrs, 'fill_mode', 'CONSTANT');
  const moved = Object.hasOwn(FILLS, mode) ? FILLS[mode] : undefined;
  if (moved === undefined)
    throw invalid_argument(`Invalid mode ${mode}. Supported types: REFLECT, WRAP, CONSTANT, NEAREST`);
  const sizes = checked_sizes(images, transforms);
  const {batch, height, width, channels} = sizes;
  const [new_height, new_width] = output_size(inputs, sizes);
  const result = zeros(images.dtype, [batch, new_height, new_width, channels]);
  const given_fill = fill_of(inputs);
  const fill = images.dtype.is_integer ? Math.trunc(given_fill) : given_fill;
  const is_big = arithmetic_of(images.dtype) === 'bigint';
  const source = is_big ? (images.data as BigInt64Array) : float_data(images);
  const target = result.data as Float32Array;
  const put = is_big
    ? (at: number, value: number): void => {
        (result.data as BigInt64Array)[at] = BigInt(Math.trunc(value));
      }
    : (at: number, value: number): void => {
        target[at] = value;
      };
  const parameters = number_data(transforms) as Float32Array;
  for (let image = 0, to = 0; image < batch; image++) {
    const own = transforms.shape[0] === 1 ? parameters : parameters.subarray(8 * image, 8 * image + 8);
    for (let pixel = 0; pixel < new_height * new_width; pixel++) {
      const place = source_of(own, pixel % new_width, Math.floor(pixel / new_width));
      for (let channel = 0; channel < channels; channel++, to++) {
        if (place === null) {
          put(to, fill);
          continue;
        }
        const read: Read = (y, x) => {
          if (!(y >= 0 && y < height && x >= 0 && x < width)) return fill;
          return Number(source[((image * height + y) * width + x) * channels + channel]);
        };
        const [y, x] = [moved(place[0], height), moved(place[1], width)];
        put(
          to,
          bilinear
            ? mixed((row, column) => fround(read(row, column)), y, x)
            : read(rounded_half_up(y), rounded_half_up(x)),
        );
      }
    }
  }
  return result;
});

export const IMAGE_PROJECTION_KERNELS: JsKernels = {
  ImageProjectiveTransform: project,
  ImageProjectiveTransformV2: project,
  ImageProjectiveTransformV3: project,
};
