// The 16-bit floats: a kernel of float32 arrays, applied to them by way of float32
// and rounded once at the end, or by the kernel after each of its steps.

import {float32} from '../../types/dtypes.ts';
import type {DType} from '../../types/dtypes.ts';
import {
  bfloat16_bits_from_number,
  float16_bits_from_number,
  number_from_bfloat16_bits,
  number_from_float16_bits,
} from '../../types/float16.ts';
import {NDArray} from '../../types/ndarray.ts';
import {decoded_data, encoded_bits} from '../../types/ndarray_storage.ts';
import type {Attributes} from '../../compile/program.ts';
import type {KernelContext} from '../backend.ts';
import type {JsKernel} from './arrays.ts';

/** Rounds to a dtype, where an intermediate result decides. */
export type Round = (value: number) => number;

const ROUNDINGS: Readonly<Record<string, Round>> = {
  float16: (value) => number_from_float16_bits(float16_bits_from_number(value)),
  bfloat16: (value) => number_from_bfloat16_bits(bfloat16_bits_from_number(value)),
  float32: Math.fround,
  complex64: Math.fround,
};
const exact: Round = (value) => value;

/** How a dtype rounds what is stored in it. */
export function rounding_to(dtype: DType | undefined): Round {
  return dtype === undefined ? exact : (ROUNDINGS[dtype.base_name] ?? exact);
}

/** Whether storage of float32 or float64 does by itself what `round` does. */
export function is_done_by_storage(round: Round): boolean {
  return round === Math.fround || round === exact;
}

/** A kernel that is also told how the dtype of its first input rounds: 16-bit floats round after each step. */
type RoundingKernel = (
  inputs: readonly NDArray[],
  attrs: Attributes,
  context: KernelContext,
  round: Round,
) => ReturnType<JsKernel>;

/** Whether `dtype` is float16 or bfloat16. */
function is_half(dtype: DType): boolean {
  return dtype.size === 2 && dtype.is_floating;
}

/** A 16-bit float array as float32; any other as it is. */
function widened(array: NDArray): NDArray {
  return is_half(array.dtype) ? new NDArray(float32, array.shape, decoded_data(array)) : array;
}

/** Rounds to a 16-bit float; null for every other dtype. */
export function half_rounding(dtype: DType): Round | null {
  return is_half(dtype) ? rounding_to(dtype) : null;
}

function narrowed(array: NDArray, dtype: DType | undefined): NDArray {
  if (dtype === undefined || !is_half(dtype) || array.dtype === dtype) return array;
  return new NDArray(dtype, array.shape, encoded_bits(dtype, array.data as Float32Array));
}

/** Asked before every step, so written for speed. */
function has_half(inputs: readonly NDArray[], {output_dtypes}: KernelContext): boolean {
  for (let index = 0; index < inputs.length; index++)
    if (is_half((inputs[index] as NDArray).dtype)) return true;
  for (let index = 0; index < output_dtypes.length; index++)
    if (is_half(output_dtypes[index] as DType)) return true;
  return false;
}

/** `kernel`, taking 16-bit floats too. */
export function with_halves(kernel: RoundingKernel): JsKernel {
  return (inputs, attrs, context) => {
    const round = rounding_to(inputs[0]?.dtype);
    if (!has_half(inputs, context)) return kernel(inputs, attrs, context, round);
    const wide_context: KernelContext = {
      output_dtypes: context.output_dtypes.map((dtype) => (is_half(dtype) ? float32 : dtype)),
      node: context.node,
      may_overwrite: () => false,
    };
    const outputs = kernel(inputs.map(widened), attrs, wide_context, round);
    return outputs instanceof NDArray
      ? narrowed(outputs, context.output_dtypes[0])
      : outputs.map((output, index) => narrowed(output, context.output_dtypes[index]));
  };
}
