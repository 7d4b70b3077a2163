// What different elements there are, how often, and where values stand in what is sorted.

import {NDArray} from '../../types/ndarray.ts';
import {row_major_strides} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  array_of_integers,
  count_between,
  float_data,
  input,
  integer,
  integers,
  output_dtype,
  shape_text,
  zeros,
  type JsKernel,
  type JsKernels,
} from './arrays.ts';
import {lower_bound, upper_bound, type Bound, type Sortable} from './bounds.ts';
import {copy_items} from './moves.ts';
import {element_key} from './order_kernels.ts';
import type {KernelContext} from '../backend.ts';

/** The different slices in order of appearance: the first place of each, which one every slice is, and how often each comes. */
interface Different {
  readonly firsts: number[];
  readonly numbers: readonly number[];
  readonly counts: number[];
}

function different<K>(count: number, key_of: (index: number) => K): Different {
  const known = new Map<K, number>();
  const [firsts, counts]: [number[], number[]] = [[], []];
  const numbers = new Array<number>(count).fill(0);
  for (let index = 0; index < count; index++) {
    const key = key_of(index);
    const number = known.get(key) ?? firsts.length;
    if (number === firsts.length) {
      known.set(key, number);
      firsts.push(index);
      counts.push(0);
    }
    counts[number] = (counts[number] as number) + 1;
    numbers[index] = number;
  }
  return {firsts, numbers, counts};
}

function outputs(y: NDArray, {numbers, counts}: Different, context: KernelContext): NDArray[] {
  const found = [y, array_of_integers(output_dtype(context, 1), [numbers.length], numbers)];
  if (context.output_dtypes.length > 2)
    found.push(array_of_integers(output_dtype(context, 2), [counts.length], counts));
  return found;
}

/** NaN is no element that there is already. */
function key_of(x: NDArray, index: number): string {
  const key = element_key(x, index);
  return key === 'NaN' ? `NaN ${index}` : key;
}

/** Slices along `axis` of an array taken as [outer, size, inner]. */
function unique_slices(x: NDArray, axis: number, context: KernelContext): NDArray[] {
  const {shape} = x;
  const outer = count_between(shape, 0, axis);
  const size = shape[axis] ?? 1;
  const inner = count_between(shape, axis + 1, shape.length);
  const slices = different<unknown>(size, (index) => {
    const item = x.data[index];
    // A map takes numbers for equal as TensorFlow does, but for NaN.
    if (outer * inner === 1 && ((typeof item === 'number' && item === item) || typeof item === 'bigint'))
      return item;
    const keys: string[] = [];
    for (let row = 0; row < outer; row++) {
      for (let column = 0; column < inner; column++)
        keys.push(key_of(x, (row * size + index) * inner + column));
    }
    return keys.join('|');
  });
  const y = zeros(x.dtype, shape.with(axis, slices.firsts.length));
  slices.firsts.forEach((first, number) => {
    for (let row = 0; row < outer; row++) {
      const place = (row * slices.firsts.length + number) * inner;
      copy_items(x.data, (row * size + first) * inner, y.data, place, inner);
    }
  });
  return outputs(y, slices, context);
}

const unique: JsKernel = (inputs, _attrs, context) => {
  const x = input(inputs, 0);
  if (x.shape.length !== 1) throw invalid_argument('unique expects a 1D vector.');
  return unique_slices(x, 0, context);
};

/** Along an axis that an input tells; none of a vector. */
const unique_along: JsKernel = (inputs, _attrs, context) => {
  const [x, axes] = [input(inputs, 0), input(inputs, 1)];
  if (axes.shape.length > 1) throw invalid_argument('axis expects a 1D vector.');
  if (axes.size === 0) {
    if (x.shape.length !== 1) throw invalid_argument('unique expects a 1D vector.');
    return unique_slices(x, 0, context);
  }
  if (axes.size > 1) throw invalid_argument('axis does not support input tensors larger than 1 elements');
  const rank = x.shape.length;
  const axis = integer(axes) < 0 ? integer(axes) + rank : integer(axes);
  if (axis < 0 || axis >= rank) throw invalid_argument(`axis has to be between [0, ${rank})`);
  return unique_slices(x, axis, context);
};

function bounds(bound: Bound): JsKernel {
  return (inputs, _attrs, context) => {
    const [sorted, values] = [input(inputs, 0), input(inputs, 1)];
    const [rows, size] = [values.shape[0] ?? 0, sorted.shape[1] ?? 0];
    if (sorted.shape[0] !== rows) {
      throw invalid_argument(`Leading dim_size of both tensors must match.`);
    }
    const [items, wanted] = [float_data(sorted) as Sortable, float_data(values) as Sortable];
    const columns = values.shape[1] ?? 0;
    const places = new Array<number>(rows * columns);
    for (let index = 0; index < places.length; index++) {
      const row = Math.floor(index / columns);
      places[index] = bound(items, row * size, size, wanted[index] as number);
    }
    return array_of_integers(output_dtype(context), values.shape, places);
  };
}

const unravel_index: JsKernel = (inputs) => {
  const [indices, dims] = [input(inputs, 0), input(inputs, 1)];
  if (indices.shape.length > 1)
    throw invalid_argument(
      'The indices can only be scalar or vector, got "' + shape_text(indices.shape) + '"',
    );
  if (dims.shape.length !== 1)
    throw invalid_argument(`The indices can only be 1-D, got "${shape_text(dims.shape)}"`);
  const sizes = integers(dims);
  const strides = row_major_strides(sizes);
  const flat = integers(indices);
  const values = sizes.flatMap((size, axis) =>
    flat.map((index) => Math.trunc(index / (strides[axis] ?? 1)) % size),
  );
  return array_of_integers(indices.dtype, [sizes.length, ...indices.shape], values);
};

export const UNIQUE_KERNELS: JsKernels = {
  LowerBound: bounds(lower_bound),
  Unique: unique,
  UniqueV2: unique_along,
  UniqueWithCounts: unique,
  UniqueWithCountsV2: unique_along,
  UnravelIndex: unravel_index,
  UpperBound: bounds(upper_bound),
};
