// Kernels in which the order of elements counts: running sums, the largest k, differences of lists.

import {int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  array_of_integers,
  attribute,
  input,
  int_attribute,
  integer,
  number_data,
  output_dtype,
  positive_axis,
  zeros,
} from './arrays.ts';
import type {AnyItems, BigintData, JsKernel, JsKernels, NumberData} from './arrays.ts';
import {add, multiply, ONE} from './complex.ts';
import type {Complex} from './complex.ts';
import {complex_at} from './elementwise.ts';
import {axis_groups, for_each_group} from './groups.ts';
import {with_halves} from './half.ts';
import type {Round} from './half.ts';
import {copy_items} from './moves.ts';

/** How a total of numbers goes on. Told by name, because a loop that calls what it is given gets slow once it was given several. */
type NumberStep = 'sum' | 'product' | 'int product' | 'log sum exp';

function next_total(step: NumberStep, total: number, item: number): number {
  if (step === 'sum') return total + item;
  if (step === 'product') return total * item;
  return step === 'int product' ? Math.imul(total, item) : log_sum_exp(total, item);
}

/** How a running total goes on, by kind of arithmetic. */
interface Running {
  readonly start: number;
  readonly number: NumberStep;
  readonly int: NumberStep;
  readonly bigint: (total: bigint, item: bigint) => bigint;
  readonly complex: (total: Complex, item: Complex) => Complex;
}

const SUM: Running = {
  start: 0,
  number: 'sum',
  int: 'sum',
  bigint: (total, item) => total + item,
  complex: add,
};
const PRODUCT: Running = {
  start: 1,
  number: 'product',
  int: 'int product',
  bigint: (total, item) => BigInt.asIntN(64, total * item),
  complex: multiply,
};

/** The logarithm of the sum of two exponentials, without forming them. */
function log_sum_exp(total: number, item: number): number {
  if (Number.isNaN(item) || Number.isNaN(total)) return NaN;
  const [low, high] = total < item ? [total, item] : [item, total];
  return low === -Infinity || high === Infinity ? high : high + Math.log1p(Math.exp(low - high));
}

/** Goes through a run of places from `start` on. */
type Runner = (start: number, stride: number, count: number) => void;

function runner(x: NDArray, target: NDArray, rules: Running, exclusive: boolean, round: Round): Runner {
  const kind = arithmetic_of(x.dtype);
  if (kind === 'bigint') {
    const [from, to] = [x.data as BigintData, target.data as BigintData];
    return running(
      BigInt(rules.start),
      (place) => from[place] as bigint,
      (place, total) => (to[place] = total),
      rules.bigint,
      exclusive,
    );
  }
  const [from, to] = [number_data(x), number_data(target)];
  if (kind === 'complex') {
    const write = (place: number, [real, imaginary]: Complex): void => {
      to[2 * place] = real;
      to[2 * place + 1] = imaginary;
    };
    const start: Complex = rules.start === 0 ? [0, 0] : ONE;
    return running(start, (place) => complex_at(from, place), write, rules.complex, exclusive);
  }
  const step = kind === 'int' ? rules.int : rules.number;
  return (start, stride, count) => {
    let total = rules.start;
    for (let index = 0, place = start; index < count; index++, place += stride) {
      const before = total;
      total = round(next_total(step, total, from[place] as number));
      to[place] = exclusive ? before : total;
    }
  };
}

function running<T>(
  first: T,
  read: (place: number) => T,
  write: (place: number, total: T) => void,
  combine: (total: T, item: T) => T,
  exclusive: boolean,
): Runner {
  return (start, stride, count) => {
    let total = first;
    for (let index = 0; index < count; index++) {
      const place = start + index * stride;
      const before = total;
      total = combine(total, read(place));
      write(place, exclusive ? before : total);
    }
  };
}

function cumulative(rules: Running): JsKernel {
  return with_halves((inputs, attrs, _context, round) => {
    const x = input(inputs, 0);
    const rank = x.shape.length;
    const given = integer(input(inputs, 1));
    const axis = positive_axis(given, rank);
    if (axis < 0 || axis >= rank) {
      throw invalid_argument(`ScanOp: Expected scan axis in the range [${-rank}, ${rank}), but got ${given}`);
    }
    const result = zeros(x.dtype, x.shape);
    if (x.size === 0) return result;
    const run = runner(x, result, rules, attribute(attrs, 'exclusive', false), round);
    const is_reversed = attribute(attrs, 'reverse', false);
    for_each_group(axis_groups(x.shape, [axis]), (_group, start, stride, count) => {
      if (is_reversed) run(start + (count - 1) * stride, -stride, count);
      else run(start, stride, count);
    });
    return result;
  });
}

/** It starts from the least number that the dtype has, which is not minus infinity. */
const log_sum_exp_kernel: JsKernel = (inputs, attrs, context) => {
  const start = Number(input(inputs, 0).dtype.min);
  return cumulative({...SUM, start, number: 'log sum exp'})(inputs, attrs, context);
};

/** Up to this many of a row are found by putting each item among the best so far, more by sorting the row. */
const FEW = 32;

/** The places, in a row, of its `k` largest items, as `top_k` orders them. */
function largest_places(items: NumberData, start: number, columns: number, k: number): number[] {
  if (k > FEW || k === 0) return sorted_places(items, start, columns).slice(0, k);
  const best = new Array<number>(k).fill(0);
  let count = 0;
  for (let place = 0; place < columns; place++) {
    const item = items[start + place] as number;
    if (item !== item) return sorted_places(items, start, columns).slice(0, k);
    if (count === k && !(item > (items[start + (best[k - 1] as number)] as number))) continue;
    let slot = count < k ? count++ : k - 1;
    for (; slot > 0 && item > (items[start + (best[slot - 1] as number)] as number); slot--)
      best[slot] = best[slot - 1] as number;
    best[slot] = place;
  }
  return best;
}

/** The places of a row's items, larger first, of equals the earlier first. */
function sorted_places(items: NumberData, start: number, columns: number): number[] {
  const order = Array.from({length: columns}, (_, index) => index);
  return order.sort((one, other) => {
    const [left, right] = [items[start + one] as number, items[start + other] as number];
    return left < right ? 1 : left > right ? -1 : one - other;
  });
}

/** The k largest of each row and their places: larger first, of equals the earlier first. */
function top_k(x: NDArray, k: number, sorted: boolean): NDArray[] {
  const columns = x.shape.at(-1);
  if (k < 0) throw invalid_argument(`Need k >= 0, got ${k}`);
  if (columns === undefined) throw invalid_argument('input must be >= 1-D, got shape []');
  if (columns < k) throw invalid_argument(`input must have at least k columns. Had ${columns}, needed ${k}`);
  const items = number_data(x);
  const shape = [...x.shape.slice(0, -1), k];
  const values = new NDArray(x.dtype, shape, allocate(x.dtype, columns === 0 ? 0 : (x.size / columns) * k));
  const places = new Int32Array(values.size);
  const rows = columns === 0 ? 0 : x.size / columns;
  for (let row = 0; row < rows; row++) {
    const best = largest_places(items, row * columns, columns, k);
    if (!sorted) best.sort((one, other) => one - other);
    for (let index = 0; index < k; index++) {
      places[row * k + index] = best[index] as number;
      copy_items(x.data, row * columns + (best[index] as number), values.data, row * k + index, 1);
    }
  }
  return [values, new NDArray(int32, shape, places)];
}

/** A text that is the same for equal elements. */
export function element_key(array: NDArray, index: number): string {
  const item = (array.data as AnyItems)[index];
  return ArrayBuffer.isView(item) ? Array.from(item as Uint8Array).join() : String(item);
}

/** The elements at `places`, as a vector. */
function elements_at(x: NDArray, places: readonly number[]): NDArray {
  const parts = storage_parts(x.dtype);
  const result = zeros(x.dtype, [places.length]);
  places.forEach((place, index) => copy_items(x.data, place * parts, result.data, index * parts, parts));
  return result;
}

const list_diff: JsKernel = (inputs, _attrs, context) => {
  const [x, y] = [input(inputs, 0), input(inputs, 1)];
  for (const [name, {shape}] of [
    ['x', x],
    ['y', y],
  ] as const) {
    if (shape.length !== 1) throw invalid_argument(`${name} should be a 1D vector.`);
  }
  const excluded = new Set(Array.from({length: y.size}, (_, index) => element_key(y, index)));
  const places = Array.from({length: x.size}, (_, index) => index).filter(
    (index) => !excluded.has(element_key(x, index)),
  );
  return [elements_at(x, places), array_of_integers(output_dtype(context, 1), [places.length], places)];
};

export const ORDER_KERNELS: JsKernels = {
  Cumsum: cumulative(SUM),
  Cumprod: cumulative(PRODUCT),
  CumulativeLogsumexp: log_sum_exp_kernel,
  TopK: with_halves((inputs, attrs) =>
    top_k(input(inputs, 0), int_attribute(attrs, 'k'), attribute(attrs, 'sorted', true)),
  ),
  TopKV2: with_halves((inputs, attrs) =>
    top_k(input(inputs, 0), integer(input(inputs, 1)), attribute(attrs, 'sorted', true)),
  ),
  ListDiff: list_diff,
};
