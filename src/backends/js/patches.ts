// Convolutions as matrix products: the patches under the windows are the rows of a matrix. A run of windows at a
// time, so that the patches stay in the cache. Knows windows and matrices; knows no op.

import {allocate, is_storage_of} from '../../types/ndarray_storage.ts';
import type {DType} from '../../types/dtypes.ts';
import type {AnyItems, NumberData} from './arrays.ts';
import {multiply_floats, multiply_ints} from './matmul.ts';
import {window_count, window_size} from './windows.ts';
import type {Windows} from './windows.ts';

/** Numbers of all patches that are made at a time. */
const RUN = 1 << 16;
/** Rows of the product's tiles: a run has a multiple of it. */
const TILE = 4;

type Multiply = typeof multiply_floats;

function multiply_of(dtype: DType): Multiply {
  return dtype.is_integer ? multiply_ints : multiply_floats;
}

/** Calls `visit` with runs of windows. */
function for_each_run(windows: Windows, depth: number, visit: (first: number, count: number) => void): void {
  const total = window_count(windows);
  const rows = Math.max(TILE, Math.floor(RUN / Math.max(1, depth) / TILE) * TILE);
  for (let first = 0; first < total; first += rows) visit(first, Math.min(rows, total - first));
}

/** For each place of the windows `first`.. that stands in the image: its row, its place of the patch, its place of the image. */
function for_each_place(
  {input, window, stride, dilation, before, output}: Windows,
  first: number,
  count: number,
  visit: (row: number, cell: number, place: number) => void,
): void {
  const [in_depth, in_height, in_width] = input;
  const [depth, height, width] = window;
  const [out_depth, out_height, out_width] = output;
  for (let row = 0; row < count; row++) {
    let rest = first + row;
    const x = (rest % out_width) * stride[2] - before[2];
    rest = Math.floor(rest / out_width);
    const y = (rest % out_height) * stride[1] - before[1];
    rest = Math.floor(rest / out_height);
    const z = (rest % out_depth) * stride[0] - before[0];
    const image = Math.floor(rest / out_depth) * in_depth;
    for (let dz = 0, cell = 0; dz < depth; dz++) {
      const in_z = z + dz * dilation[0];
      if (in_z < 0 || in_z >= in_depth) {
        cell += height * width;
        continue;
      }
      for (let dy = 0; dy < height; dy++) {
        const in_y = y + dy * dilation[1];
        if (in_y < 0 || in_y >= in_height) {
          cell += width;
          continue;
        }
        const line = ((image + in_z) * in_height + in_y) * in_width;
        for (let dx = 0; dx < width; dx++, cell++) {
          const in_x = x + dx * dilation[2];
          if (in_x >= 0 && in_x < in_width) visit(row, cell, line + in_x);
        }
      }
    }
  }
}

/** The patches of a run of windows, a row each; zeros outside the image. */
function gather(
  data: NumberData,
  patches: NumberData,
  windows: Windows,
  channels: number,
  first: number,
  count: number,
): void {
  const depth = window_size(windows) * channels;
  patches.fill(0, 0, count * depth);
  for_each_place(windows, first, count, (row, cell, place) => {
    const target = row * depth + cell * channels;
    const source = place * channels;
    for (let channel = 0; channel < channels; channel++) {
      patches[target + channel] = data[source + channel] as number;
    }
  });
}

/** All patches, a row each, into zeros. */
export function copy_patches(items: AnyItems, patches: AnyItems, windows: Windows, channels: number): void {
  const depth = window_size(windows) * channels;
  for_each_place(windows, 0, window_count(windows), (row, cell, place) => {
    const target = row * depth + cell * channels;
    const source = place * channels;
    for (let channel = 0; channel < channels; channel++) patches[target + channel] = items[source + channel];
  });
}

/** result [windows, results] = patches times filter [window, channels, results]. */
export function convolve(
  dtype: DType,
  image: NumberData,
  filter: NumberData,
  windows: Windows,
  channels: number,
  results: number,
): NumberData {
  const depth = window_size(windows) * channels;
  const result = allocate(dtype, window_count(windows) * results) as NumberData;
  const multiply = multiply_of(dtype);
  const right = {start: 0, row_step: results, column_step: 1};
  const patches = allocate(dtype, Math.min(window_count(windows), run_rows(depth)) * depth) as NumberData;
  for_each_run(windows, depth, (first, count) => {
    gather(image, patches, windows, channels, first, count);
    const left = {start: 0, row_step: depth, column_step: 1};
    multiply(patches, filter, result, {
      m: count,
      k: depth,
      n: results,
      left,
      right,
      result: first * results,
    });
  });
  return result;
}

function run_rows(depth: number): number {
  return Math.max(TILE, Math.floor(RUN / Math.max(1, depth) / TILE) * TILE);
}

/** The gradient by the image: patches of gradients, added up where they overlap. */
export function convolve_back_to_image(
  dtype: DType,
  filter: NumberData,
  change: NumberData,
  windows: Windows,
  channels: number,
  results: number,
): NumberData {
  const depth = window_size(windows) * channels;
  const [in_depth, in_height, in_width] = windows.input;
  const sums = new Float64Array(windows.batch * in_depth * in_height * in_width * channels);
  const patches = new Float64Array(Math.min(window_count(windows), run_rows(depth)) * depth);
  const right = {start: 0, row_step: 1, column_step: results};
  for_each_run(windows, depth, (first, count) => {
    const left = {start: first * results, row_step: results, column_step: 1};
    multiply_floats(change, filter, patches, {m: count, k: results, n: depth, left, right, result: 0});
    for_each_place(windows, first, count, (row, cell, place) => {
      const source = row * depth + cell * channels;
      const target = place * channels;
      for (let channel = 0; channel < channels; channel++) {
        sums[target + channel] = (sums[target + channel] as number) + (patches[source + channel] as number);
      }
    });
  });
  return rounded(dtype, sums);
}

/** The gradient by the filter: patches, transposed, times the gradients. */
export function convolve_back_to_filter(
  dtype: DType,
  image: NumberData,
  change: NumberData,
  windows: Windows,
  channels: number,
  results: number,
): NumberData {
  const depth = window_size(windows) * channels;
  const sums = new Float64Array(depth * results);
  const part = new Float64Array(depth * results);
  const patches = new Float64Array(Math.min(window_count(windows), run_rows(depth)) * depth);
  const left = {start: 0, row_step: 1, column_step: depth};
  for_each_run(windows, depth, (first, count) => {
    gather(image, patches, windows, channels, first, count);
    const right = {start: first * results, row_step: results, column_step: 1};
    multiply_floats(patches, change, part, {m: depth, k: count, n: results, left, right, result: 0});
    for (let index = 0; index < sums.length; index++) {
      sums[index] = (sums[index] as number) + (part[index] as number);
    }
  });
  return rounded(dtype, sums);
}

/** Sums in the storage of a dtype, which they may already be. */
export function rounded(dtype: DType, sums: Float32Array | Float64Array): NumberData {
  const items: NumberData = sums;
  if (is_storage_of(dtype, items)) return items;
  const data = allocate(dtype, sums.length) as NumberData;
  data.set(sums);
  return data;
}
