/**
 * What can become a tensor, as types. The conversion itself is in `convert.ts`.
 */
import type {DType} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {Tensor} from './tensor.ts';

/** An object that stands for a tensor: a variable, indexed slices. */
export interface TensorConvertible {
  /** The tensor that stands for this in a graph. Throws `ValueError` for another dtype. */
  as_tensor(dtype: DType | null, name: string | null, as_ref: boolean): Tensor;
}

export type NestedValue = number | bigint | boolean | string | Uint8Array | readonly NestedValue[];

/** Arguments that TensorFlow converts with `convert_to_tensor`. */
export type TensorLike =
  | Tensor
  | TensorConvertible
  | NDArray
  | NestedValue
  | ArrayBufferView
  | readonly TensorLike[];

/** One entry of the conversion registry; `null` means: not mine. */
export interface ConversionFunction {
  readonly priority: number;
  accepts(value: object): boolean;
  convert(value: object, dtype: DType | null, name: string | null, as_ref: boolean): Tensor | null;
}
