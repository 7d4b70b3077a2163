// Reading inputs and making outputs: what every family of kernels needs of arrays. Knows no op.

import type {DType, DTypeName} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {NDArrayData} from '../../types/ndarray.ts';
import {allocate, decoded_data, element_count} from '../../types/ndarray_storage.ts';
import type {NumericData} from '../../types/ndarray_storage.ts';
import type {AttributeValue} from '../../graph/attributes.ts';
import type {Attributes} from '../../compile/program.ts';
import type {Kernel, KernelContext} from '../backend.ts';
import {invalid_argument} from '../kernel_error.ts';

/** A kernel of this backend. */
export type JsKernel = Kernel<NDArray>;
/** Part of the table of kernels. */
export type JsKernels = Readonly<Record<string, JsKernel>>;

/** Storage whose elements are numbers. */
export type NumberData = Exclude<NumericData, BigInt64Array | BigUint64Array>;
export type BigintData = BigInt64Array | BigUint64Array;
/** Elements that loops move without looking at them. */
export type AnyItems = Record<number, unknown> & {readonly length: number};

/** How the arithmetic of a dtype is done. */
export type Arithmetic = 'float' | 'half' | 'int' | 'bigint' | 'complex' | 'bool' | 'string';

const ARITHMETIC: Readonly<Record<DTypeName, Arithmetic>> = {
  float16: 'half',
  bfloat16: 'half',
  float32: 'float',
  float64: 'float',
  int8: 'int',
  int16: 'int',
  int32: 'int',
  int64: 'bigint',
  uint8: 'int',
  uint16: 'int',
  uint32: 'int',
  uint64: 'bigint',
  bool: 'bool',
  string: 'string',
  complex64: 'complex',
  complex128: 'complex',
  qint8: 'int',
  quint8: 'int',
  qint16: 'int',
  quint16: 'int',
  qint32: 'int',
  resource: 'string',
  variant: 'string',
};

export function arithmetic_of(dtype: DType): Arithmetic {
  return ARITHMETIC[dtype.base_name];
}

/** The input at `index`; kernels are called with as many as their op has. */
export function input(inputs: readonly NDArray[], index: number): NDArray {
  const value = inputs[index];
  if (value === undefined) throw invalid_argument(`Expected more than ${index} inputs`);
  return value;
}

/** The dtype of output `index`. */
export function output_dtype(context: KernelContext, index = 0): DType {
  const dtype = context.output_dtypes[index];
  if (dtype === undefined) throw invalid_argument(`Expected more than ${index} outputs`);
  return dtype;
}

/** Attribute `name`, or `otherwise` where the step has none. */
export function attribute<T extends AttributeValue>(attrs: Attributes, name: string, otherwise: T): T {
  const value = attrs[name];
  return value === undefined ? otherwise : (value as T);
}

/** An integer attribute. */
export function int_attribute(attrs: Attributes, name: string, otherwise = 0): number {
  return Number(attribute<number | bigint>(attrs, name, otherwise));
}

/** The elements, of a dtype whose arithmetic is of plain numbers: float, int or bool. */
export function number_data(array: NDArray): NumberData {
  return array.data as NumberData;
}

/** The elements as floats; those of 16-bit floats decoded. */
export function float_data(array: NDArray): NumberData {
  return decoded_data(array) as NumberData;
}

/** The elements of an integer array as numbers (indices, axes, shapes). */
export function integers(array: NDArray): number[] {
  const items: number[] = new Array<number>(array.size);
  for (let index = 0; index < array.size; index++) items[index] = Number(array.data[index]);
  return items;
}

/** The first element of an integer array. */
export function integer(array: NDArray): number {
  return Number(array.data[0]);
}

/** Zeros of `dtype` and `shape`. */
export function zeros(dtype: DType, shape: readonly number[]): NDArray {
  return new NDArray(dtype, shape, allocate(dtype, element_count(shape), shape));
}

/** Zeroed storage of a dtype whose elements are numbers. */
export function allocate_numbers(dtype: DType, count: number): NumberData {
  return allocate(dtype, count) as NumberData;
}

/** An int32 or int64 array (as `dtype` says) of safe integers. */
export function array_of_integers(
  dtype: DType,
  shape: readonly number[],
  values: readonly number[],
): NDArray {
  const data = allocate(dtype, values.length);
  if (arithmetic_of(dtype) === 'bigint') {
    for (let index = 0; index < values.length; index++) {
      (data as BigInt64Array)[index] = BigInt(values[index] ?? 0);
    }
  } else {
    for (let index = 0; index < values.length; index++) (data as Int32Array)[index] = values[index] ?? 0;
  }
  return new NDArray(dtype, shape, data);
}

/** The same elements in another shape, without a copy. */
export function reshaped(array: NDArray, shape: readonly number[]): NDArray {
  return new NDArray(array.dtype, shape, array.data);
}

/** Storage for a result like `array`: its own, where the step may overwrite input `index`. */
export function storage_like(array: NDArray, index: number, context: KernelContext): NDArrayData {
  return context.may_overwrite(index) ? array.data : allocate(array.dtype, array.size);
}

/** `axis` counted from the front. */
export function positive_axis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** A shape as TensorFlow's messages have it: `[2,3]`. */
export function shape_text(shape: readonly number[]): string {
  return `[${shape.join(',')}]`;
}

/** The number of elements of `shape` from axis `start` up to `end`. */
export function count_between(shape: readonly number[], start: number, end: number): number {
  let count = 1;
  for (let axis = start; axis < end; axis++) count *= shape[axis] ?? 1;
  return count;
}
