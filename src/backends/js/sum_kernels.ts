// Sums of several arrays, sums at given places, and values kept within bounds.

import {bfloat16} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, same_shape, storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {arithmetic_of, count_between, input, integers, number_data, shape_text, zeros} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels, NumberData} from './arrays.ts';
import {rounding_to, with_halves} from './half.ts';
import {copy_items} from './moves.ts';

const to_bfloat16 = rounding_to(bfloat16);

/** The sum of arrays of one shape. */
const add_n: JsKernel = with_halves((inputs, _attrs, _context, round) => {
  const first = input(inputs, 0);
  inputs.forEach(({shape}, index) => {
    if (same_shape(shape, first.shape)) return;
    throw invalid_argument(
      'Inputs to operation node of type AddN must have the same size and shape.  ' +
        `Input 0: ${shape_text(first.shape)} != input ${index}: ${shape_text(shape)}`,
    );
  });
  const result = new NDArray(first.dtype, first.shape, first.data.slice());
  for (const other of inputs.slice(1)) {
    add_items(result, 0, other, 0, other.data.length);
    if (round === to_bfloat16)
      number_data(result).forEach((item, index, data) => (data[index] = round(item)));
  }
  return result;
});

/** Adds `count` storage items of `source` to those of `target`; texts and truths replace. */
function add_items(
  target: NDArray,
  target_start: number,
  source: NDArray,
  source_start: number,
  count: number,
): void {
  const kind = arithmetic_of(target.dtype);
  if (kind === 'string' || kind === 'bool') {
    copy_items(source.data, source_start, target.data, target_start, count);
  } else if (kind === 'bigint') {
    const [to, from] = [target.data as BigintData, source.data as BigintData];
    for (let index = 0; index < count; index++) {
      to[target_start + index] =
        (to[target_start + index] as bigint) + (from[source_start + index] as bigint);
    }
  } else {
    add_numbers(number_data(target), target_start, number_data(source), source_start, count);
  }
}

/** Adds `count` numbers to as many others. */
export function add_numbers(
  target: NumberData,
  target_start: number,
  source: NumberData,
  source_start: number,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    const place = target_start + index;
    target[place] = (target[place] as number) + (source[source_start + index] as number);
  }
}

function check_updates(indices: NDArray, updates: NDArray, shape: readonly number[]): void {
  const depth = indices.shape.at(-1) ?? 1;
  const outer = indices.shape.slice(0, -1);
  if (!same_shape(updates.shape.slice(0, outer.length), outer)) {
    throw invalid_argument(
      `The outer ${outer.length} dimensions of indices.shape=${shape_text(indices.shape)} must match the outer ` +
        `${outer.length} dimensions of updates.shape=${shape_text(updates.shape)}`,
    );
  }
  const inner = shape.slice(depth);
  if (!same_shape(updates.shape.slice(outer.length), inner)) {
    throw invalid_argument(
      `The inner ${inner.length} dimensions of output.shape=${shape_text(shape)} must match the inner ` +
        `${inner.length} dimensions of updates.shape=${shape_text(updates.shape)}`,
    );
  }
}

/** Zeros with the updates added at their places. */
const scatter_nd: JsKernel = with_halves((inputs) => {
  const [indices, updates] = [input(inputs, 0), input(inputs, 1)];
  const shape = integers(input(inputs, 2));
  const depth = indices.shape.at(-1) ?? 1;
  check_updates(indices, updates, shape);
  const result = zeros(updates.dtype, shape);
  const items = count_between(shape, depth, shape.length) * storage_parts(updates.dtype);
  const places = integers(indices);
  const outer = indices.shape.slice(0, -1);
  for (let row = 0; row < element_count(outer); row++) {
    const index = places.slice(row * depth, (row + 1) * depth);
    if (index.some((place, axis) => place < 0 || place >= (shape[axis] ?? 0))) {
      const at = outer.map(
        (size, axis) => Math.floor(row / count_between(outer, axis + 1, outer.length)) % size,
      );
      throw invalid_argument(
        `indices${shape_text(at)} = [${index.join(', ')}] does not index into shape ${shape_text(shape)}`,
      );
    }
    const element = index.reduce((sum, place, axis) => sum * (shape[axis] ?? 1) + place, 0);
    add_items(result, element * items, updates, row * items, items);
  }
  return result;
});

const clip_by_value: JsKernel = with_halves((inputs) => {
  const [x, low, high] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  for (const bound of [low, high]) {
    if (bound.size === 1 || same_shape(bound.shape, x.shape)) continue;
    throw invalid_argument(
      'clip_value_min and clip_value_max must be either of the same shape as input, or a scalar. ' +
        `input shape: ${shape_text(x.shape)}clip_value_min shape: ${shape_text(low.shape)}` +
        `clip_value_max shape: ${shape_text(high.shape)}`,
    );
  }
  const result = new NDArray(x.dtype, x.shape, x.data.slice());
  // Numbers and bigints are compared and moved alike.
  const [data, lows, highs] = [number_data(result), number_data(low), number_data(high)];
  for (let index = 0; index < data.length; index++) {
    const least = lows[low.size === 1 ? 0 : index] as number;
    const most = highs[high.size === 1 ? 0 : index] as number;
    const item = data[index] as number;
    const upper = item > most ? most : item;
    data[index] = upper < least ? least : upper;
  }
  return result;
});

export const SUM_KERNELS: JsKernels = {
  AddN: add_n,
  AccumulateNV2: add_n,
  ScatterNd: scatter_nd,
  ClipByValue: clip_by_value,
};
