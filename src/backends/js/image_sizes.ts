// What all kernels that resize images share: sizes with their checks, places in the old image, pixels as single floats.

import {NDArray} from '../../types/ndarray.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {arithmetic_of, attribute, float_data, integers, shape_text} from './arrays.ts';

/** Sizes of images before and after, and how much of the old size a pixel of the new one is. */
export interface Resizing {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly new_height: number;
  readonly new_width: number;
  readonly height_scale: number;
  readonly width_scale: number;
}

/** The size of a new pixel in old ones. */
function resize_scale(size: number, new_size: number, align_corners: boolean): number {
  return Math.fround(align_corners && new_size > 1 ? (size - 1) / (new_size - 1) : size / new_size);
}

function resizing(
  [batch = 0, height = 0, width = 0, channels = 0]: readonly number[],
  [new_height = 0, new_width = 0]: readonly number[],
  align_corners: boolean,
): Resizing {
  return {
    batch,
    height,
    width,
    channels,
    new_height,
    new_width,
    height_scale: resize_scale(height, new_height, align_corners),
    width_scale: resize_scale(width, new_width, align_corners),
  };
}

function check_centers(attrs: Attributes): void {
  if (attribute(attrs, 'half_pixel_centers', false) && attribute(attrs, 'align_corners', false))
    throw invalid_argument('If half_pixel_centers is True, align_corners must be False.');
}

/** The wanted height and width. Refuses what is no vector of two. */
function new_sizes(size: NDArray): number[] {
  if (size.shape.length !== 1)
    throw invalid_argument(`shape_t must be 1-dimensional${shape_text(size.shape)}`);
  if (size.size !== 2) throw invalid_argument(`shape_t must have two elements${shape_text(size.shape)}`);
  return integers(size);
}

/** The sizes of `images` brought to `size`. Refuses what cannot be resized. */
export function checked_resizing(images: NDArray, size: NDArray, attrs: Attributes): Resizing {
  check_centers(attrs);
  if (images.shape.length !== 4)
    throw invalid_argument(`input must be 4-dimensional${shape_text(images.shape)}`);
  const sizes = new_sizes(size);
  if (!sizes.every((each) => each > 0)) throw invalid_argument('output dimensions must be positive');
  const [, height = 0, width = 0, channels = 0] = images.shape;
  if (channels === 0) throw invalid_argument('image must have at least one channel');
  if (height === 0 || width === 0) throw invalid_argument('input image must be of non-zero size');
  return resizing(images.shape, sizes, attribute(attrs, 'align_corners', false));
}

/** The sizes with which `original` became what `grads` is the gradient of. */
export function checked_original(grads: NDArray, original: NDArray, attrs: Attributes): Resizing {
  check_centers(attrs);
  if (grads.shape.length !== 4)
    throw invalid_argument(`input_grad must be 4-dimensional${shape_text(grads.shape)}`);
  if (original.shape.length !== 4)
    throw invalid_argument(`original_image must be 4-dimensional${shape_text(original.shape)}`);
  const [batch = 0, height = 0, width = 0, channels = 0] = grads.shape;
  const [, old_height = 0, old_width = 0] = original.shape;
  if (height === 0 || width === 0) throw invalid_argument('resized dimensions must be positive');
  if (old_height === 0 || old_width === 0) throw invalid_argument('original dimensions must be positive');
  const align_corners = attribute(attrs, 'align_corners', false);
  return resizing([batch, old_height, old_width, channels], [height, width], align_corners);
}

/** The sizes of images that were `size` large before they were resized to those of `grads`. */
export function checked_old_size(grads: NDArray, size: NDArray, attrs: Attributes): Resizing {
  if (grads.shape.length !== 4)
    throw invalid_argument(`input must be 4-dimensional${shape_text(grads.shape)}`);
  const old = new_sizes(size);
  if (!old.every((each) => each > 0)) throw invalid_argument("shape_t's elements must be positive");
  const [batch = 0, height = 0, width = 0, channels = 0] = grads.shape;
  const align_corners = attribute(attrs, 'align_corners', false);
  return resizing([batch, old[0] ?? 0, old[1] ?? 0, channels], [height, width], align_corners);
}

/** Where new pixel `index` lies in the old image. */
export function old_place(index: number, scale: number, is_half: boolean): number {
  if (!is_half) return Math.fround(index * scale);
  return Math.fround(Math.fround(Math.fround(index + 0.5) * scale) - 0.5);
}

/** `index` moved into an axis of `size`. */
export function bound(index: number, size: number): number {
  return Math.min(size - 1, Math.max(0, index));
}

/** All pixels as single floats. */
export function single_floats(images: NDArray): Float32Array {
  if (images.data instanceof Float32Array) return images.data;
  if (arithmetic_of(images.dtype) === 'bigint')
    return Float32Array.from(images.data as BigInt64Array, Number);
  return Float32Array.from(float_data(images));
}

/** A number as C's `roundf` rounds it: halves away from zero. */
export function rounded_half_up(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}
