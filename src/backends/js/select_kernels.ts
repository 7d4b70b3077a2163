// The n-th element of each row, the largest along a dimension, falling sequences; axes and sizes by data format.

import type {Attributes} from '../../compile/program.ts';
import {int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, decoded_data, encoded_bits} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  array_of_integers,
  attribute,
  count_between,
  input,
  int_attribute,
  integer,
  integers,
  number_data,
  output_dtype,
  positive_axis,
  shape_text,
  zeros,
} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {half_rounding, with_halves} from './half.ts';
import {rounded} from './patches.ts';

/** Smaller first; numbers and bigints alike. */
function by_size(x: number, y: number): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

const nth_element: JsKernel = with_halves((inputs, attrs) => {
  const [values, place] = [input(inputs, 0), input(inputs, 1)];
  if (place.shape.length !== 0)
    throw invalid_argument(`N must be scalar, got shape ${shape_text(place.shape)}`);
  const n = integer(place);
  if (n < 0) throw invalid_argument(`Need n >= 0, got ${n}`);
  if (values.shape.length === 0) throw invalid_argument('Input must be >= 1-D, got shape []');
  const size = values.shape.at(-1) ?? 0;
  if (size <= n) throw invalid_argument('Input must have at least n+1 columns');
  const wanted = attribute(attrs, 'reverse', false) ? size - n - 1 : n;
  const result = zeros(values.dtype, values.shape.slice(0, -1));
  const target = result.data as AnyItems;
  for (let row = 0; row < result.size; row++) {
    const items = (values.data as Float64Array).slice(row * size, (row + 1) * size).sort(by_size);
    target[row] = items[wanted];
  }
  return result;
});

const approx_top_k: JsKernel = with_halves((inputs, attrs) => {
  const x = input(inputs, 0);
  const k = int_attribute(attrs, 'k');
  const axis = positive_axis(int_attribute(attrs, 'reduction_dimension', -1), x.shape.length);
  const sign = attribute(attrs, 'is_max_k', true) ? -1 : 1;
  const size = x.shape[axis] ?? 0;
  const step = count_between(x.shape, axis + 1, x.shape.length);
  const outer = count_between(x.shape, 0, axis);
  const shape = x.shape.map((each, index) => (index === axis ? k : each));
  const [values, places] = [zeros(x.dtype, shape), zeros(int32, shape)];
  const [source, target, indices] = [number_data(x), number_data(values), number_data(places)];
  for (let block = 0; block < outer; block++) {
    for (let lane = 0; lane < step; lane++) {
      const at = (index: number): number => source[(block * size + index) * step + lane] as number;
      const order = Array.from({length: size}, (_, index) => index);
      order.sort((one, other) => sign * by_size(at(one), at(other)) || one - other);
      for (let rank = 0; rank < k; rank++) {
        const index = order[rank] as number;
        const to = (block * k + rank) * step + lane;
        target[to] = at(index);
        indices[to] = index;
      }
    }
  }
  return [values, places];
});

/** Neighbours that rise are made equal, pool by pool, until all falls. Sums are rounded to the result's dtype. */
const isotonic_regression: JsKernel = (inputs, _attrs, context) => {
  const x = input(inputs, 0);
  const source = decoded_data(x);
  const dtype = output_dtype(context);
  const round = half_rounding(dtype) ?? (dtype.name === 'float32' ? Math.fround : (value: number) => value);
  const size = x.shape.at(-1) ?? 0;
  const values = new Float64Array(x.size);
  const segments = zeros(int32, x.shape);
  for (let start = 0; start < x.size; start += size) {
    const sums: number[] = [];
    const counts: number[] = [];
    for (let index = 0; index < size; index++) {
      sums.push(Number(source[start + index]));
      counts.push(1);
      while (sums.length > 1 && is_rising(sums, counts, round)) {
        const [sum, count] = [sums.pop() as number, counts.pop() as number];
        sums[sums.length - 1] = round((sums.at(-1) as number) + sum);
        counts[counts.length - 1] = (counts.at(-1) as number) + count;
      }
    }
    let place = start;
    sums.forEach((sum, segment) => {
      const count = counts[segment] as number;
      for (let index = 0; index < count; index++, place++) {
        values[place] = sum / count;
        (segments.data as Int32Array)[place] = segment;
      }
    });
  }
  const is_half = half_rounding(dtype) !== null;
  const data = is_half ? encoded_bits(dtype, values) : rounded(dtype, values);
  return [new NDArray(dtype, x.shape, data), segments];
};

/** Whether the last pool's mean is above that of the one before. */
function is_rising(
  sums: readonly number[],
  counts: readonly number[],
  round: (value: number) => number,
): boolean {
  const last = sums.length - 1;
  const [before, after] = [sums[last - 1] as number, sums[last] as number];
  return round(before / (counts[last - 1] as number)) < round(after / (counts[last] as number));
}

/** The two formats. Refuses those that are no order of the same letters. */
function read_formats(attrs: Attributes): readonly [source: string, target: string] {
  const source = attribute<string>(attrs, 'src_format', 'NHWC');
  const target = attribute<string>(attrs, 'dst_format', 'NCHW');
  return [source, target];
}

const dim_map: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const [source, target] = read_formats(attrs);
  for (const [name, format] of [
    ['Source', source],
    ['Destination', target],
  ] as const) {
    if (format.length !== 4)
      throw invalid_argument(
        `${name} format must of length 4, received ${name === 'Source' ? 'src' : 'dst'}_format = ${format}`,
      );
  }
  const places = integers(x).map((axis) => target.indexOf(source[((axis % 4) + 4) % 4] as string));
  return array_of_integers(x.dtype, x.shape, places);
};

const vec_permute: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const [source, target] = read_formats(attrs);
  const rank = x.shape.length;
  if (rank !== 1 && rank !== 2)
    throw invalid_argument(`input must be a vector or 2D tensor, but got shape ${shape_text(x.shape)}`);
  if (rank === 1 && x.size !== 4)
    throw invalid_argument(`1D input must be of size 4, but got shape ${shape_text(x.shape)}`);
  if (rank === 2 && x.shape[0] !== 4)
    throw invalid_argument(
      `First dimension of 2D input must be of size 4, but got shape ${shape_text(x.shape)}`,
    );
  if (rank === 2 && x.shape[1] !== 2)
    throw invalid_argument(
      `Second dimension of 2D input must be of size 2, but got shape ${shape_text(x.shape)}`,
    );
  const width = rank === 2 ? 2 : 1;
  const data = allocate(x.dtype, x.size) as AnyItems;
  Array.from(target).forEach((letter, place) => {
    const from = source.indexOf(letter);
    for (let column = 0; column < width; column++) {
      data[place * width + column] = (x.data as AnyItems)[from * width + column];
    }
  });
  return new NDArray(x.dtype, x.shape, data as NDArray['data']);
};

export const SELECT_KERNELS: JsKernels = {
  NthElement: nth_element,
  ApproxTopK: approx_top_k,
  IsotonicRegression: isotonic_regression,
  DataFormatDimMap: dim_map,
  DataFormatVecPermute: vec_permute,
};
