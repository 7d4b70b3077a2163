// New values from few: constants of a shape, ranges, one-hot rows, casts.

import {NDArray} from '../../types/ndarray.ts';

import {bfloat16, float16, float32, float64} from '../../types/dtypes.ts';
import type {DType} from '../../types/dtypes.ts';
import {cast_array} from '../../types/ndarray_cast.ts';
import {storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {
  allocate_numbers,
  arithmetic_of,
  attribute,
  count_between,
  input,
  int_attribute,
  integer,
  integers,
  number_data,
  output_dtype,
  shape_text,
  zeros,
} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {rounding_to} from './half.ts';
import {copied, filled} from './moves.ts';

const cast: JsKernel = (inputs, attrs, context) => {
  const x = input(inputs, 0);
  const dtype = output_dtype(context);
  if (x.dtype === dtype) return copied(x);
  if (arithmetic_of(x.dtype) === 'string' || arithmetic_of(dtype) === 'string') {
    throw unimplemented(`Cast ${x.dtype.name} to ${dtype.name} is not supported`);
  }
  const source = attribute(attrs, 'Truncate', false) ? truncated(x, dtype) : x;
  // To halves doubles go by way of floats.
  const single = dtype === float16 && source.dtype === float64 ? cast_array(source, float32) : source;
  const result = cast_array(single, dtype);
  return new NDArray(dtype, x.shape, result.data);
};

/** Bits that a shorter float keeps of a longer one's fraction. */
const FRACTION_BITS: Readonly<Record<string, number>> = {float16: 10, bfloat16: 7, float32: 23};

/** `x` with the bits cut off that `dtype` has no room for; to bfloat16 TensorFlow cuts off those of float32 only. */
function truncated(x: NDArray, dtype: DType): NDArray {
  const bits = FRACTION_BITS[dtype.base_name];
  if (bits === undefined || (dtype === bfloat16 && x.dtype !== float32)) return x;
  const real = x.dtype.is_complex ? x.astype('float64') : x;
  if (!real.dtype.is_floating || real.dtype.size <= dtype.size) return x;
  const data = Float64Array.from(number_data(real), (item) => {
    if (item === 0 || !Number.isFinite(item)) return item;
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(item))) - bits);
    return Math.trunc(item / unit) * unit;
  });
  return new NDArray('float64', x.shape, data);
}

function checked_shape(array: NDArray, what: string): number[] {
  const sizes = integers(array);
  if (array.shape.length !== 1)
    throw invalid_argument(`${what} must be a vector, got shape ${shape_text(array.shape)}`);
  const negative = sizes.find((size) => size < 0);
  if (negative !== undefined) throw invalid_argument(`Dimension ${negative} must be >= 0`);
  return sizes;
}

const fill: JsKernel = (inputs) => {
  const [dims, value] = [input(inputs, 0), input(inputs, 1)];
  if (value.shape.length !== 0) {
    throw invalid_argument(`value must be a scalar, got shape ${shape_text(value.shape)}`);
  }
  return filled(value, checked_shape(dims, 'dims'));
};

/** The one of a dtype, as a scalar. */
function one(dtype: DType): NDArray {
  return new NDArray(dtype, [], cast_array(new NDArray('int32', [], Int32Array.of(1)), dtype).data);
}

function scalar_item(array: NDArray, name: string): number | bigint {
  if (array.shape.length !== 0) {
    throw invalid_argument(`${name} must be a scalar, not shape ${shape_text(array.shape)}`);
  }
  return array.data[0] as number | bigint;
}

/** Floats are added up step by step in their dtype, as TensorFlow does. */
const range: JsKernel = (inputs) => {
  const {dtype} = input(inputs, 0);
  const start = scalar_item(input(inputs, 0), 'start');
  const limit = scalar_item(input(inputs, 1), 'limit');
  const delta = scalar_item(input(inputs, 2), 'delta');
  if (Number(delta) === 0) throw invalid_argument(`Requires delta != 0: ${delta}`);
  if (delta > 0 && start > limit) {
    throw invalid_argument(`Requires start <= limit when delta > 0: ${start}/${limit}`);
  }
  if (delta < 0 && start < limit) {
    throw invalid_argument(`Requires start >= limit when delta < 0: ${start}/${limit}`);
  }
  if (arithmetic_of(dtype) === 'bigint')
    return bigint_range(dtype, BigInt(start), BigInt(limit), BigInt(delta));
  return number_range(dtype, Number(start), Number(limit), Number(delta));
};

function number_range(dtype: DType, start: number, limit: number, delta: number): NDArray {
  const size = Math.ceil(Math.abs((limit - start) / delta));
  const data = allocate_numbers(dtype, size);
  const is_single = dtype.base_name === 'float32';
  let value = start;
  for (let index = 0; index < size; index++) {
    data[index] = value;
    value = is_single ? Math.fround(value + delta) : value + delta;
  }
  return new NDArray(dtype, [size], data);
}

function bigint_range(dtype: DType, start: bigint, limit: bigint, delta: bigint): NDArray {
  const span = delta > 0n ? limit - start : start - limit;
  const step = delta > 0n ? delta : -delta;
  const size = Number((span + step - 1n) / step);
  const data = BigInt64Array.from({length: size}, (_, index) => start + delta * BigInt(index));
  return new NDArray(dtype, [size], data);
}

const linspace: JsKernel = (inputs) => {
  const [start, stop] = [input(inputs, 0), input(inputs, 1)];
  const count = integer(input(inputs, 2));
  if (count <= 0) throw invalid_argument(`Requires num > 0: ${count}`);
  const round = rounding_to(start.dtype);
  const [first, last] = [Number(scalar_item(start, 'start')), Number(scalar_item(stop, 'stop'))];
  const data = allocate_numbers(start.dtype, count);
  const step = count > 1 ? round(round(last - first) / (count - 1)) : 0;
  for (let index = 0; index < count; index++) data[index] = first + round(step * index);
  if (count > 1) data[count - 1] = last;
  return new NDArray(start.dtype, [count], data);
};

const one_hot: JsKernel = (inputs, attrs) => {
  const [indices, on, off] = [input(inputs, 0), input(inputs, 2), input(inputs, 3)];
  const depth = Number(scalar_item(input(inputs, 1), 'depth'));
  if (depth < 0) throw invalid_argument(`depth must be non-negative, got: ${depth}`);
  const rank = indices.shape.length;
  const given = int_attribute(attrs, 'axis', -1);
  const axis = given === -1 ? rank : given;
  if (axis < 0 || axis > rank) {
    throw invalid_argument(`Expected axis to be -1 or between [0, ${rank + 1}).  But received: ${given}`);
  }
  const result = filled(off, indices.shape.toSpliced(axis, 0, depth));
  const parts = storage_parts(on.dtype);
  const inner = count_between(indices.shape, axis, rank);
  const [target, items] = [result.data as AnyItems, on.data as AnyItems];
  for (let index = 0; index < indices.size; index++) {
    const place = Number(indices.data[index]);
    if (place < 0 || place >= depth) continue;
    const element = (Math.floor(index / inner) * depth + place) * inner + (index % inner);
    for (let part = 0; part < parts; part++) target[element * parts + part] = items[part];
  }
  return result;
};

const bitcast: JsKernel = (inputs, _attrs, context) => {
  const x = input(inputs, 0);
  const dtype = output_dtype(context);
  const source = copied(x).data as Uint8Array;
  const width = dtype.size / x.dtype.size;
  if (width > 1 && x.shape.at(-1) !== width) {
    throw invalid_argument(`Cannot bitcast from ${x.dtype.as_datatype_enum} to ${dtype.as_datatype_enum}`);
  }
  const shape = width === 1 ? x.shape : width > 1 ? x.shape.slice(0, -1) : [...x.shape, 1 / width];
  const result = zeros(dtype, shape);
  const target = result.data as Uint8Array;
  new Uint8Array(target.buffer).set(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  return result;
};

export const FILL_KERNELS: JsKernels = {
  Cast: cast,
  Bitcast: bitcast,
  Fill: fill,
  ZerosLike: (inputs) => zeros(input(inputs, 0).dtype, input(inputs, 0).shape),
  OnesLike: (inputs) => filled(one(input(inputs, 0).dtype), input(inputs, 0).shape),
  Range: range,
  LinSpace: linspace,
  OneHot: one_hot,
};
