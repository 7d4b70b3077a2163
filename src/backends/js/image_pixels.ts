// Sums of pixels as arrays of any float.

import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {encoded_bits} from '../../types/ndarray_storage.ts';
import {half_rounding} from './half.ts';
import type {Round} from './half.ts';
import {rounded} from './patches.ts';

/** Adds to one of the sums as a dtype does that rounds what it is given, and each sum. */
export function add_rounded(sums: Float64Array, at: number, change: number, round: Round): void {
  sums[at] = round(sums[at]! + round(change));
}

/** The numbers as an array of `dtype`, each rounded to it. */
export function encoded_array(dtype: DType, shape: readonly number[], values: Float64Array): NDArray {
  if (half_rounding(dtype) === null) return new NDArray(dtype, shape, rounded(dtype, values));
  return new NDArray(dtype, shape, encoded_bits(dtype, Float32Array.from(values)));
}
