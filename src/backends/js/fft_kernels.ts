// Fourier transforms over the last one to three axes, of complex arrays and of real ones.

import {complex128, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, row_major_strides} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, integers, output_dtype, shape_text, zeros, type JsKernel, type JsKernels} from './arrays.ts';
import {fourier_transform} from './fft.ts';
import {strided_read, strided_write} from './moves.ts';

/** Complex numbers in doubles, real and imaginary parts apart. */
interface Spectrum {
  readonly shape: readonly number[];
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function spectrum_of(x: NDArray): Spectrum {
  const {size, shape, data} = x;
  const [re, im] = [new Float64Array(size), new Float64Array(size)];
  const items = data as Float32Array | Float64Array;
  for (let k = 0; k < size; k++) {
    re[k] = x.dtype.is_complex ? items[2 * k]! : items[k]!;
    im[k] = x.dtype.is_complex ? items[2 * k + 1]! : 0;
  }
  return {shape, re, im};
}

function array_of_spectrum({shape, re, im}: Spectrum, dtype: DType): NDArray {
  const result = zeros(dtype, shape);
  const data = result.data as Float32Array | Float64Array;
  for (let k = 0; k < re.length; k++) {
    if (!dtype.is_complex) data[k] = re[k]!;
    else {
      data[2 * k] = re[k]!;
      data[2 * k + 1] = im[k]!;
    }
  }
  return result;
}

/** Transforms in place along an axis; backwards with the scale that makes it the inverse. */
function transform_axis({shape, re, im}: Spectrum, axis: number, is_inverse: boolean): void {
  const size = shape[axis] ?? 1;
  const stride = row_major_strides(shape)[axis] ?? 1;
  const transform = fourier_transform(size);
  const [row_re, row_im] = [new Float64Array(size), new Float64Array(size)];
  const [sign, scale] = is_inverse ? [-1, 1 / size] : [1, 1];
  for (let outer = 0; outer < re.length; outer += stride * size) {
    for (let inner = 0; inner < stride; inner++) {
      const start = outer + inner;
      for (let k = 0; k < size; k++) {
        row_re[k] = re[start + k * stride]!;
        row_im[k] = sign * im[start + k * stride]!;
      }
      transform(row_re, row_im);
      for (let k = 0; k < size; k++) {
        re[start + k * stride] = row_re[k]! * scale;
        im[start + k * stride] = sign * row_im[k]! * scale;
      }
    }
  }
}

/** The last `rank` axes of `shape`. */
function last_axes(shape: readonly number[], rank: number): number[] {
  return Array.from({length: rank}, (_, k) => shape.length - rank + k);
}

function check_rank(x: NDArray, rank: number): void {
  if (x.shape.length < rank)
    throw invalid_argument(`Input must have rank of at least ${rank} but got: ${shape_text(x.shape)}`);
}

const complex_transform =
  (rank: number, is_inverse: boolean): JsKernel =>
  (inputs) => {
    const x = input(inputs, 0);
    check_rank(x, rank);
    const spectrum = spectrum_of(x);
    if (x.size > 0) for (const axis of last_axes(x.shape, rank)) transform_axis(spectrum, axis, is_inverse);
    return array_of_spectrum(spectrum, x.dtype);
  };

/** The lengths of a transform of real numbers. */
function checked_lengths(lengths: NDArray, rank: number): number[] {
  if (lengths.shape.length !== 1 || lengths.size !== rank)
    throw invalid_argument(`fft_length must have shape [${rank}]`);
  return integers(lengths);
}

/** `x` cut to `sizes` along its last axes, refused where it has less. */
function cut(x: NDArray, sizes: readonly number[]): NDArray {
  const start = x.shape.length - sizes.length;
  if (x.size > 0) {
    sizes.forEach((size, k) => {
      const own = x.shape[start + k] ?? 0;
      if (own < size) {
        throw invalid_argument(
          `Input dimension ${start + k} must have length of at least ${size} but got: ${own}`,
        );
      }
    });
  }
  const shape = [...x.shape.slice(0, start), ...sizes];
  return strided_read(x, shape, {start: 0, strides: row_major_strides(x.shape)});
}

const half_length = (size: number): number => Math.floor(size / 2) + 1;

const real_to_complex =
  (rank: number): JsKernel =>
  (inputs, _attrs, context) => {
    const x = input(inputs, 0);
    check_rank(x, rank);
    const lengths = checked_lengths(input(inputs, 1), rank);
    const last = lengths.at(-1) as number;
    const outer = x.shape.slice(0, -rank);
    const dtype = output_dtype(context);
    const half_shape = [...outer, ...lengths.slice(0, -1), last === 0 ? 0 : half_length(last)];
    if (element_count(half_shape) === 0 || x.size === 0) return zeros(dtype, half_shape);
    const spectrum = spectrum_of(cut(x, lengths));
    for (const axis of last_axes(spectrum.shape, rank)) transform_axis(spectrum, axis, false);
    const whole = array_of_spectrum(spectrum, dtype);
    return strided_read(whole, half_shape, {start: 0, strides: row_major_strides(whole.shape)});
  };

/** Rows with the half that is not stored: the conjugates of the other, backwards. */
function with_other_half(half: NDArray, last: number): Spectrum {
  const shape = [...half.shape.slice(0, -1), last];
  const whole = zeros(half.dtype, shape);
  const kept = Math.min(half.shape.at(-1) ?? 0, last);
  const part = strided_read(half, [...half.shape.slice(0, -1), kept], {
    start: 0,
    strides: row_major_strides(half.shape),
  });
  strided_write(whole, part, {start: 0, strides: row_major_strides(shape)});
  const spectrum = spectrum_of(whole);
  for (let place = 0; place < spectrum.re.length; place++) {
    const column = place % last;
    if (column < kept) continue;
    const mirror = place - column + ((last - column) % last);
    spectrum.re[place] = spectrum.re[mirror]!;
    spectrum.im[place] = -spectrum.im[mirror]!;
  }
  return spectrum;
}

const complex_to_real =
  (rank: number): JsKernel =>
  (inputs, _attrs, context) => {
    const x = input(inputs, 0);
    check_rank(x, rank);
    const lengths = checked_lengths(input(inputs, 1), rank);
    const last = lengths.at(-1) as number;
    const dtype = output_dtype(context);
    const shape = [...x.shape.slice(0, -rank), ...lengths];
    if (element_count(shape) === 0 || x.size === 0) return zeros(dtype, shape);
    const half = cut(x, [...lengths.slice(0, -1), half_length(last)]);
    // Backwards over the outer axes first: the half that is left out is told by the last axis alone then.
    const outer = spectrum_of(half);
    for (const axis of last_axes(half.shape, rank).slice(0, -1)) transform_axis(outer, axis, true);
    const whole = with_other_half(array_of_spectrum(outer, complex128), last);
    transform_axis(whole, shape.length - 1, true);
    return array_of_spectrum(whole, dtype);
  };

export const FFT_KERNELS: JsKernels = {
  FFT: complex_transform(1, false),
  FFT2D: complex_transform(2, false),
  FFT3D: complex_transform(3, false),
  IFFT: complex_transform(1, true),
  IFFT2D: complex_transform(2, true),
  IFFT3D: complex_transform(3, true),
  IRFFT: complex_to_real(1),
  IRFFT2D: complex_to_real(2),
  IRFFT3D: complex_to_real(3),
  RFFT: real_to_complex(1),
  RFFT2D: real_to_complex(2),
  RFFT3D: real_to_complex(3),
};
