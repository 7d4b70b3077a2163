/** Images of any numbers brought to 8 bits, as summaries show them. Knows no ops. */
import {rounding_to} from '../../backends/js/half.ts';
import type {DType} from '../../types/dtypes.ts';
import {decoded_data} from '../../types/ndarray_storage.ts';
import type {NDArray} from '../../types/ndarray.ts';

/** Images whose largest number is smaller than this are all dark. */
const ZERO_THRESHOLD = Math.fround(1e-6);

/** The numbers of a pixel, and whether all of them are finite. */
function is_finite_pixel(values: ArrayLike<number>, at: number, depth: number): boolean {
  for (let i = at; i < at + depth; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** The least and the greatest number of finite pixels, as float32. */
function range_of(values: ArrayLike<number>, depth: number): readonly [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at += depth) {
    if (!is_finite_pixel(values, at, depth)) continue;
    for (let i = at; i < at + depth; i++) {
      const value = Math.fround(values[i] as number);
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  return [least, greatest];
}

/** What numbers are multiplied with, and what is added then: from 0 to 255, or with negative numbers around 128. */
function transform_of(values: ArrayLike<number>, depth: number): readonly [number, number] {
  const [least, greatest] = range_of(values, depth);
  const is_signed = least < 0;
  const largest = is_signed ? Math.max(Math.abs(least), Math.abs(greatest)) : greatest;
  const scale = largest < ZERO_THRESHOLD ? 0 : Math.fround((is_signed ? 127 : 255) / largest);
  return [scale, is_signed ? 128 : 0];
}

/** Image `index` of a batch in 8 bits. Pixels that are not finite get `bad_color`. */
export function image_pixels(batch: NDArray, index: number, bad_color: Uint8Array): Uint8Array {
  const [, height = 0, width = 0, depth = 0] = batch.shape;
  const size = height * width * depth;
  const {dtype} = batch;
  if (dtype.base_name === 'uint8') return (batch.data as Uint8Array).slice(index * size, (index + 1) * size);
  const values = (decoded_data(batch) as Float64Array).subarray(index * size, (index + 1) * size);
  return scaled_pixels(dtype, values, depth, bad_color);
}

function scaled_pixels(dtype: DType, values: Float64Array, depth: number, bad_color: Uint8Array): Uint8Array {
  const round = rounding_to(dtype);
  const [plain_scale, offset] = transform_of(values, depth);
  const scale = round(plain_scale);
  const pixels = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at += depth) {
    const is_finite = is_finite_pixel(values, at, depth);
    for (let i = 0; i < depth; i++) {
      const value = round(round((values[at + i] as number) * scale) + offset);
      pixels[at + i] = is_finite ? Math.trunc(value) : (bad_color[i] as number);
    }
  }
  return pixels;
}
