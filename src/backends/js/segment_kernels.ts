// Sums of many arrays and of segments of one; clipping.

import {NDArray} from '../../types/ndarray.ts';
import {
  arithmetic_of,
  count_between,
  input,
  integer,
  integers,
  number_data,
  same_shape,
  shape_text,
  zeros,
} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels} from './arrays.ts';
import {invalid_argument} from '../kernel_error.ts';
import {with_halves} from './half.ts';

/** The sum of arrays of one shape. */
const add_n: JsKernel = with_halves((inputs) => {
  const first = input(inputs, 0);
  inputs.forEach(({shape}, index) => {
    if (same_shape(shape, first.shape)) return;
    throw invalid_argument(
      'Inputs to operation node of type AddN must have the same size and shape.  ' +
        `Input 0: ${shape_text(first.shape)} != input ${index}: ${shape_text(shape)}`,
    );
  });
  const result = new NDArray(first.dtype, first.shape, first.data.slice());
  for (const other of inputs.slice(1)) add_into(result, other, 0, 0, other.size);
  return result;
});

/** Adds `count` elements of `source` to those of `target`. */
function add_into(
  target: NDArray,
  source: NDArray,
  target_start: number,
  source_start: number,
  count: number,
): void {
  if (arithmetic_of(target.dtype) === 'bigint') {
    const [to, from] = [target.data as BigintData, source.data as BigintData];
    for (let index = 0; index < count; index++) {
      to[target_start + index] =
        (to[target_start + index] as bigint) + (from[source_start + index] as bigint);
    }
    return;
  }
  const parts = arithmetic_of(target.dtype) === 'complex' ? 2 : 1;
  const [to, from] = [number_data(target), number_data(source)];
  for (let index = 0; index < count * parts; index++) {
    const place = target_start * parts + index;
    to[place] = (to[place] as number) + (from[source_start * parts + index] as number);
  }
}

/** The rows of `data` added to the rows of the result that `ids` name; a negative id adds nowhere. */
function summed_rows(data: NDArray, ids: NDArray, rows: number): NDArray {
  const inner_shape = data.shape.slice(ids.shape.length);
  const inner = count_between(inner_shape, 0, inner_shape.length);
  const result = zeros(data.dtype, [rows, ...inner_shape]);
  integers(ids).forEach((id, row) => {
    if (id >= 0) add_into(result, data, id * inner, row * inner, inner);
  });
  return result;
}

const segment_sum: JsKernel = with_halves((inputs) => {
  const [data, segment_ids] = [input(inputs, 0), input(inputs, 1)];
  if (segment_ids.shape.length !== 1) throw invalid_argument('segment_ids should be a vector.');
  const ids = integers(segment_ids);
  if (ids.length !== data.shape[0]) {
    throw invalid_argument('segment_ids should be the same size as dimension 0 of input.');
  }
  if (ids.some((id, index) => index > 0 && id < (ids[index - 1] ?? 0))) {
    throw invalid_argument('segment ids are not increasing');
  }
  if ((ids[0] ?? 0) < 0) throw invalid_argument('segment ids must be >= 0');
  return summed_rows(data, segment_ids, (ids.at(-1) ?? -1) + 1);
});

const unsorted_segment_sum: JsKernel = with_halves((inputs) => {
  const [data, segment_ids] = [input(inputs, 0), input(inputs, 1)];
  const rows = integer(input(inputs, 2));
  if (!same_shape(data.shape.slice(0, segment_ids.shape.length), segment_ids.shape)) {
    throw invalid_argument(
      `data.shape = ${shape_text(data.shape)} does not start with segment_ids.shape = ${shape_text(segment_ids.shape)}`,
    );
  }
  if (rows < 0) throw invalid_argument(`Input num_segments == ${rows} must not be negative.`);
  const ids = integers(segment_ids);
  const wrong = ids.findIndex((id) => id >= rows);
  if (wrong >= 0) {
    const {shape} = segment_ids;
    const places = shape.map(
      (size, axis) => Math.floor(wrong / count_between(shape, axis + 1, shape.length)) % size,
    );
    throw invalid_argument(`segment_ids${shape_text(places)} = ${ids[wrong]} is out of range [0, ${rows})`);
  }
  return summed_rows(data, segment_ids, rows);
});

const clip_by_value: JsKernel = with_halves((inputs) => {
  const [x, low, high] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  for (const bound of [low, high]) {
    if (bound.size !== 1 && !same_shape(bound.shape, x.shape)) {
      throw invalid_argument(
        'clip_value_min and clip_value_max must be either of the same shape as input, or a scalar. ' +
          `input shape: ${shape_text(x.shape)}clip_value_min shape: ${shape_text(low.shape)}clip_value_max shape: ${shape_text(high.shape)}`,
      );
    }
  }
  const result = new NDArray(x.dtype, x.shape, x.data.slice());
  const [data, lows, highs] = [number_data(result), number_data(low), number_data(high)];
  for (let index = 0; index < data.length; index++) {
    const least = lows[low.size === 1 ? 0 : index] as number;
    const most = highs[high.size === 1 ? 0 : index] as number;
    const item = data[index] as number;
    data[index] = item < least ? least : item > most ? most : item;
  }
  return result;
});

export const SEGMENT_KERNELS: JsKernels = {
  AddN: add_n,
  AccumulateNV2: add_n,
  SegmentSum: segment_sum,
  UnsortedSegmentSum: unsorted_segment_sum,
  ClipByValue: clip_by_value,
};
