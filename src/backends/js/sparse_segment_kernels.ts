// Sums and means of chosen rows with the same segment id, and their gradients with respect to the rows.

import {NDArray} from '../../types/ndarray.ts';
import {count_between} from './arrays.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  array_of_integers,
  input,
  integer,
  integers,
  number_data,
  shape_text,
  zeros,
} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels} from './arrays.ts';
import {copy_items} from './moves.ts';
import {add_numbers} from './sum_kernels.ts';
import {is_done_by_storage, with_halves} from './half.ts';
import type {Round} from './half.ts';

/** What a segment of so many rows is divided by. */
type Divisor = (count: number) => number;

const SUM: Divisor = () => 1;
const MEAN: Divisor = (count) => count;
const SQRT_N: Divisor = Math.sqrt;

function checked_ids(indices: NDArray, segment_ids: NDArray): [indices: number[], ids: number[]] {
  for (const [name, array] of [['indices', indices] as const, ['segment_ids', segment_ids] as const]) {
    if (array.shape.length !== 1) throw invalid_argument(`${name} should be a vector.`);
  }
  if (indices.size !== segment_ids.size) {
    throw invalid_argument('segment_ids and indices should have same size.');
  }
  return [integers(indices), integers(segment_ids)];
}

/** The number of rows of the result, from input 3 or from the last id. */
function row_count(inputs: readonly NDArray[], ids: readonly number[]): number {
  const needed = (ids.at(-1) ?? -1) + 1;
  const given = inputs[3];
  if (given === undefined) {
    if (needed < 0 || (needed === 0 && ids.length > 0)) throw invalid_argument('segment ids must be >= 0');
    return needed;
  }
  if (given.shape.length !== 0) {
    throw invalid_argument(`num_segments should be a scalar, not shape ${shape_text(given.shape)}`);
  }
  const rows = integer(given);
  if (rows < 0) throw invalid_argument('segment ids must be >= 0');
  if (rows < needed) throw invalid_argument('segment ids must be < num_segments');
  return rows;
}

function check_places(indices: readonly number[], ids: readonly number[], limit: number, rows: number): void {
  ids.forEach((id, index) => {
    const next = ids[index + 1] ?? id;
    if (next < id) throw invalid_argument('segment ids are not increasing');
    if (id < 0 || id >= rows) {
      throw invalid_argument(
        `Segment id ${id} out of range [0, ${rows}), possibly because 'segment_ids' input is not sorted.`,
      );
    }
    const place = indices[index] as number;
    if (place < 0 || place >= limit) {
      throw invalid_argument(`Bad: indices[${index}] == ${place} out of range [0, ${limit})`);
    }
  });
}

/** Adds row `source` of `data`, times `scale`, to row `target` of `result`. */
function row_adder(
  result: NDArray,
  data: NDArray,
  items: number,
  round: Round,
): (target: number, source: number, scale: number) => void {
  if (arithmetic_of(data.dtype) === 'bigint') {
    const [to, from] = [result.data as BigintData, data.data as BigintData];
    return (target, source) => {
      for (let item = 0; item < items; item++)
        to[target * items + item]! += from[source * items + item] as bigint;
    };
  }
  const [to, from] = [number_data(result), number_data(data)];
  const is_plain = is_done_by_storage(round);
  return (target, source, scale) => {
    if (is_plain && scale === 1) {
      add_numbers(to, target * items, from, source * items, items);
      return;
    }
    for (let item = 0; item < items; item++) {
      const value = from[source * items + item] as number;
      const place = target * items + item;
      to[place] = round((to[place] as number) + (scale === 1 ? value : round(value * scale)));
    }
  };
}

function segment_sizes(ids: readonly number[], rows: number): number[] {
  const sizes = new Array<number>(rows).fill(0);
  for (const id of ids) sizes[id] = (sizes[id] ?? 0) + 1;
  return sizes;
}

/** Up to this many rows TensorFlow multiplies by the inverse of their divisor. */
const INVERTED_UP_TO = 9;

function scale_rows(
  result: NDArray,
  sizes: readonly number[],
  divisor: Divisor,
  items: number,
  round: Round,
): void {
  if (divisor === SUM) return;
  const data = number_data(result);
  sizes.forEach((size, row) => {
    if (size <= 1) return;
    const by = round(divisor(size));
    const inverse = round(1 / by);
    for (let place = row * items; place < (row + 1) * items; place++) {
      const total = data[place] as number;
      data[place] = size <= INVERTED_UP_TO ? total * inverse : total / by;
    }
  });
}

/** How many rows TensorFlow adds up before it adds them to those before. */
const GROUP = 8;

/** Adds the chosen rows of each segment in TensorFlow's order: the odd ones first, then eight at a time. */
function add_in_groups(
  result: NDArray,
  indices: readonly number[],
  sizes: readonly number[],
  data: NDArray,
  round: Round,
): void {
  const items = count_between(data.shape, 1, data.shape.length);
  const add = row_adder(result, data, items, round);
  const group = zeros(data.dtype, [items]);
  const nothing = zeros(data.dtype, [items]);
  const add_to_group = row_adder(group, data, items, round);
  const add_group = row_adder(result, group, items, round);
  let next = 0;
  sizes.forEach((size, row) => {
    const end = next + size;
    const odd = next + (size <= 1 ? size : size % GROUP <= 1 ? GROUP + (size % GROUP) : size % GROUP);
    for (; next < Math.min(odd, end); next++) add(row, indices[next] as number, 1);
    while (next < end) {
      copy_items(nothing.data, 0, group.data, 0, items);
      for (let count = 0; count < GROUP; count++) add_to_group(0, indices[next++] as number, 1);
      add_group(row, 0, 1);
    }
  });
}

function sparse_segments(divisor: Divisor): JsKernel {
  return with_halves((inputs, _attrs, _context, round) => {
    const data = input(inputs, 0);
    const [indices, ids] = checked_ids(input(inputs, 1), input(inputs, 2));
    const rows = row_count(inputs, ids);
    check_places(indices, ids, data.shape[0] ?? 0, rows);
    const result = zeros(data.dtype, [rows, ...data.shape.slice(1)]);
    const items = count_between(data.shape, 1, data.shape.length);
    const sizes = segment_sizes(ids, rows);
    add_in_groups(result, indices, sizes, data, round);
    scale_rows(result, sizes, divisor, items, round);
    return result;
  });
}

/** By what the gradient of each segment is multiplied. */
/** The number of rows of a gradient's result. */
function gradient_rows(inputs: readonly NDArray[], name: string): number {
  const rows = input(inputs, 3);
  if (rows.shape.length !== 0) throw invalid_argument(`${name} should be a scalar.`);
  return integer(rows);
}

function scales_of(ids: readonly number[], grad: NDArray, divisor: Divisor, round: Round): number[] {
  const segments = grad.shape[0] ?? 0;
  if ((ids.at(-1) ?? -1) >= segments) throw invalid_argument('Invalid number of segments');
  for (const id of ids) {
    if (id < 0 || id >= segments) {
      throw invalid_argument(`Segment id ${id} out of range [0, ${segments}).`);
    }
  }
  return segment_sizes(ids, segments).map((size) => round(1 / divisor(Math.max(size, 1))));
}

function segment_gradient(divisor: Divisor): JsKernel {
  return with_halves((inputs, _attrs, _context, round) => {
    const grad = input(inputs, 0);
    const [indices, ids] = checked_ids(input(inputs, 1), input(inputs, 2));
    const rows = gradient_rows(inputs, 'output_dim0');
    const result = zeros(grad.dtype, [rows, ...grad.shape.slice(1)]);
    if (rows === 0 || indices.length === 0) return result;
    const scales = scales_of(ids, grad, divisor, round);
    const add = row_adder(result, grad, count_between(grad.shape, 1, grad.shape.length), round);
    indices.forEach((place, index) => {
      if (place < 0 || place >= rows) throw invalid_argument(`Index ${place} out of range [0, ${rows}).`);
      const id = ids[index] as number;
      add(place, id, scales[id] as number);
    });
    return result;
  });
}

/** The rows of the gradient that any index names, and their places in rising order. */
function sparse_gradient(divisor: Divisor): JsKernel {
  return with_halves((inputs, _attrs, _context, round) => {
    const [grad, given] = [input(inputs, 0), input(inputs, 1)];
    const [indices, ids] = checked_ids(given, input(inputs, 2));
    const limit = gradient_rows(inputs, 'dense_output_dim0');
    const places = [...new Set(indices)].sort((one, other) => one - other);
    const row_of = new Map(places.map((place, row) => [place, row]));
    const result = zeros(grad.dtype, [places.length, ...grad.shape.slice(1)]);
    const scales = scales_of(ids, grad, divisor, round);
    const add = row_adder(result, grad, count_between(grad.shape, 1, grad.shape.length), round);
    indices.forEach((place, index) => {
      if (place < 0 || place >= limit) throw invalid_argument(`Index ${place} out of range [0, ${limit}).`);
      const id = ids[index] as number;
      add(row_of.get(place) as number, id, scales[id] as number);
    });
    return [result, array_of_integers(given.dtype, [places.length], places)];
  });
}

export const SPARSE_SEGMENT_KERNELS: JsKernels = {
  SparseSegmentSum: sparse_segments(SUM),
  SparseSegmentMean: sparse_segments(MEAN),
  SparseSegmentSqrtN: sparse_segments(SQRT_N),
  SparseSegmentSumWithNumSegments: sparse_segments(SUM),
  SparseSegmentMeanWithNumSegments: sparse_segments(MEAN),
  SparseSegmentSqrtNWithNumSegments: sparse_segments(SQRT_N),
  SparseSegmentSumGrad: segment_gradient(SUM),
  SparseSegmentMeanGrad: segment_gradient(MEAN),
  SparseSegmentSqrtNGrad: segment_gradient(SQRT_N),
  SparseSegmentSumGradV2: sparse_gradient(SUM),
  SparseSegmentMeanGradV2: sparse_gradient(MEAN),
  SparseSegmentSqrtNGradV2: sparse_gradient(SQRT_N),
};
