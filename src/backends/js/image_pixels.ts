// Sums of pixels as arrays of any float.

import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {encoded_bits} from '../../types/ndarray_storage.ts';
import {half_rounding} from './half.ts';
import type {Round} from './half.ts';
import {rounded} from './patches.ts';

/** Sums of pixels that storage rounds as `dtype` does; those of 16-bit floats have to be rounded before. */
export function float_sums(dtype: DType, count: number): Float32Array | Float64Array {
  return dtype.size === 4 ? new Float32Array(count) : new Float64Array(count);
}

/** Adds to one of the sums of `float_sums`; `round` is that of a 16-bit float, and then rounds what is added too. */
export function add_change(
  sums: Float32Array | Float64Array,
  at: number,
  change: number,
  round: Round | null,
): void {
  if (round === null) sums[at] = sums[at]! + change;
  else sums[at] = round(sums[at]! + round(change));
}

/** The numbers as an array of `dtype`, each rounded to it. */
export function encoded_array(
  dtype: DType,
  shape: readonly number[],
  values: Float32Array | Float64Array,
): NDArray {
  if (half_rounding(dtype) === null) return new NDArray(dtype, shape, rounded(dtype, values));
  return new NDArray(dtype, shape, encoded_bits(dtype, Float32Array.from(values)));
}
