// Rows brought together by segment ids: sums, means, products, extremes.

import {NDArray} from '../../types/ndarray.ts';
import {element_count, same_shape} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  count_between,
  input,
  integer,
  integers,
  number_data,
  shape_text,
  zeros,
} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels} from './arrays.ts';
import {add, multiply} from './complex.ts';
import type {Complex} from './complex.ts';
import {complex_at} from './elementwise.ts';
import {with_halves} from './half.ts';
import type {Round} from './half.ts';

/** How an element joins the one before it in its segment. */
interface Fold {
  readonly number: (total: number, item: number) => number;
  readonly int: (total: number, item: number) => number;
  readonly bigint: (total: bigint, item: bigint) => bigint;
  readonly complex?: (total: Complex, item: Complex) => Complex;
  /** What a segment starts from, and stays if nothing is in it. */
  readonly start: (dtype: NDArray['dtype']) => number | bigint;
}

const SUM: Fold = {
  number: (total, item) => total + item,
  int: (total, item) => total + item,
  bigint: (total, item) => total + item,
  complex: add,
  start: () => 0,
};
const PRODUCT: Fold = {
  number: (total, item) => total * item,
  int: Math.imul,
  bigint: (total, item) => total * item,
  complex: multiply,
  start: () => 1,
};
const larger = <T extends number | bigint>(total: T, item: T): T => (item > total ? item : total);
const smaller = <T extends number | bigint>(total: T, item: T): T => (item < total ? item : total);
const MAX: Fold = {number: larger, int: larger, bigint: larger, start: (dtype) => dtype.min};
const MIN: Fold = {number: smaller, int: smaller, bigint: smaller, start: (dtype) => dtype.max};

/** Joins each row of `data` to the row of the result that its id names; a negative id names none. */
function folded_rows(
  data: NDArray,
  ids: readonly number[],
  id_rank: number,
  rows: number,
  fold: Fold,
  round: Round,
): NDArray {
  const inner_shape = data.shape.slice(id_rank);
  const inner = element_count(inner_shape);
  const result = zeros(data.dtype, [rows, ...inner_shape]);
  const kind = arithmetic_of(data.dtype);
  if (kind === 'complex') return folded_complex(result, data, ids, inner, fold);
  if (kind === 'bigint') {
    const [from, to] = [
      data.data as BigintData,
      (result.data as BigintData).fill(BigInt(fold.start(data.dtype))),
    ];
    for_each_item(ids, inner, (target, source) => {
      to[target] = fold.bigint(to[target] as bigint, from[source] as bigint);
    });
    return result;
  }
  const combine = kind === 'int' ? fold.int : fold.number;
  const [from, to] = [number_data(data), number_data(result).fill(Number(fold.start(data.dtype)))];
  for_each_item(ids, inner, (target, source) => {
    to[target] = round(combine(to[target] as number, from[source] as number));
  });
  return result;
}

function for_each_item(
  ids: readonly number[],
  inner: number,
  visit: (target: number, source: number) => void,
): void {
  ids.forEach((id, row) => {
    if (id < 0) return;
    for (let offset = 0; offset < inner; offset++) visit(id * inner + offset, row * inner + offset);
  });
}

function folded_complex(
  result: NDArray,
  data: NDArray,
  ids: readonly number[],
  inner: number,
  {complex = add, start}: Fold,
): NDArray {
  const [from, to] = [number_data(data), number_data(result)];
  for (let place = 0; place < to.length; place += 2) to[place] = Number(start(data.dtype));
  for_each_item(ids, inner, (target, source) => {
    const [real, imaginary] = complex(complex_at(to, target), complex_at(from, source));
    to[2 * target] = real;
    to[2 * target + 1] = imaginary;
  });
  return result;
}

/** The ids of a sorted segment op. InvalidArgument in TensorFlow's words unless they rise. */
function sorted_ids(data: NDArray, segment_ids: NDArray): number[] {
  if (segment_ids.shape.length !== 1) throw invalid_argument('segment_ids should be a vector.');
  const ids = integers(segment_ids);
  if (ids.length !== data.shape[0]) {
    throw invalid_argument('segment_ids should be the same size as dimension 0 of input.');
  }
  if (ids.some((id, index) => index > 0 && id < (ids[index - 1] ?? 0))) {
    throw invalid_argument('segment ids are not increasing');
  }
  const [first = 0, rows] = [ids[0], (ids.at(-1) ?? -1) + 1];
  if (first < 0) {
    throw invalid_argument(
      `Segment id ${first} out of range [0, ${rows}), possibly because 'segment_ids' input is not sorted.`,
    );
  }
  return ids;
}

/** `empty`: what segments hold that nothing is in. */
function sorted_segments(fold: Fold, empty: 0 | 1): JsKernel {
  return with_halves((inputs, _attrs, _context, round) => {
    const data = input(inputs, 0);
    const ids = sorted_ids(data, input(inputs, 1));
    const result = folded_rows(data, ids, 1, (ids.at(-1) ?? -1) + 1, fold, round);
    return with_empty(result, new Set(ids), empty);
  });
}

function with_empty(result: NDArray, used: ReadonlySet<number>, empty: 0 | 1): NDArray {
  const rows = result.shape[0] ?? 0;
  const items = rows === 0 ? 0 : result.data.length / rows;
  const is_complex = arithmetic_of(result.dtype) === 'complex';
  for (let row = 0; row < rows; row++) {
    if (used.has(row)) continue;
    for (let place = row * items; place < (row + 1) * items; place++) {
      const value = is_complex && place % 2 === 1 ? 0 : empty;
      if (arithmetic_of(result.dtype) === 'bigint') (result.data as BigintData)[place] = BigInt(value);
      else number_data(result)[place] = value;
    }
  }
  return result;
}

/** Integers are divided as integers, after their sum has wrapped around. */
const segment_mean: JsKernel = with_halves((inputs, _attrs, _context, round) => {
  const data = input(inputs, 0);
  const ids = sorted_ids(data, input(inputs, 1));
  const result = folded_rows(data, ids, 1, (ids.at(-1) ?? -1) + 1, SUM, round);
  const rows = result.shape[0] ?? 0;
  const items = rows === 0 ? 0 : result.data.length / rows;
  const kind = arithmetic_of(result.dtype);
  for (let row = 0; row < rows; row++) {
    const count = Math.max(1, ids.filter((id) => id === row).length);
    for (let place = row * items; place < (row + 1) * items; place++) {
      if (kind === 'bigint') (result.data as BigintData)[place]! /= BigInt(count);
      else number_data(result)[place] = divided(number_data(result)[place] as number, count, kind === 'int');
    }
  }
  return result;
});

function divided(total: number, count: number, is_integer: boolean): number {
  return is_integer ? Math.trunc(total / count) : total / count;
}

/** Empty segments hold the start that the inputs' own dtype has, also of 16-bit floats. */
function unsorted_segments(fold: Fold): JsKernel {
  return (inputs, attrs, context) => {
    const start = fold.start(input(inputs, 0).dtype);
    return with_halves(unsorted_kernel({...fold, start: () => start}))(inputs, attrs, context);
  };
}

function unsorted_kernel(fold: Fold): Parameters<typeof with_halves>[0] {
  return (inputs, _attrs, _context, round) => {
    const [data, segment_ids] = [input(inputs, 0), input(inputs, 1)];
    const rows = integer(input(inputs, 2));
    const {shape} = segment_ids;
    if (!same_shape(data.shape.slice(0, shape.length), shape)) {
      throw invalid_argument(
        `data.shape = ${shape_text(data.shape)} does not start with segment_ids.shape = ${shape_text(shape)}`,
      );
    }
    if (rows < 0) throw invalid_argument(`Input num_segments == ${rows} must not be negative.`);
    const ids = integers(segment_ids);
    const wrong = ids.findIndex((id) => id >= rows);
    if (wrong >= 0) {
      const places = shape.map(
        (size, axis) => Math.floor(wrong / count_between(shape, axis + 1, shape.length)) % size,
      );
      throw invalid_argument(`segment_ids${shape_text(places)} = ${ids[wrong]} is out of range [0, ${rows})`);
    }
    return folded_rows(data, ids, shape.length, rows, fold, round);
  };
}

export const SEGMENT_KERNELS: JsKernels = {
  SegmentSum: sorted_segments(SUM, 0),
  SegmentMean: segment_mean,
  SegmentProd: sorted_segments(PRODUCT, 1),
  SegmentMax: sorted_segments(MAX, 0),
  SegmentMin: sorted_segments(MIN, 0),
  UnsortedSegmentSum: unsorted_segments(SUM),
  UnsortedSegmentProd: unsorted_segments(PRODUCT),
  UnsortedSegmentMax: unsorted_segments(MAX),
  UnsortedSegmentMin: unsorted_segments(MIN),
};
