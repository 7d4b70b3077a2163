// Sum, Mean, Max, ...: reductions over axes, and the places of extremes.

import {bfloat16} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  array_of_integers,
  attribute,
  input,
  integer,
  integers,
  number_data,
  output_dtype,
  positive_axis,
} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels, NumberData} from './arrays.ts';
import {axis_groups, for_each_group} from './groups.ts';
import {rounding_to, with_halves} from './half.ts';
import type {Round} from './half.ts';
import {copied} from './moves.ts';
import {sum_axes} from './sums.ts';
import {multiply} from './complex.ts';
import {complex_at} from './elementwise.ts';

interface ReducedAxes {
  /** Axes that go, each once, counted from the front. */
  readonly axes: readonly number[];
  /** The shape of the result. */
  readonly shape: readonly number[];
  /** Elements in each group. */
  readonly count: number;
}

/** What a reduction's second input says. InvalidArgument in TensorFlow's words for an axis that is not there. */
function reduced_axes(x: NDArray, indices: NDArray, keep_dims: boolean): ReducedAxes {
  const rank = x.shape.length;
  const axes = integers(indices).map((axis) => {
    if (axis < -rank || axis >= rank) {
      throw invalid_argument(`Invalid reduction dimension (${axis} for input with ${rank} dimension(s)`);
    }
    return positive_axis(axis, rank);
  });
  const shape = keep_dims
    ? x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : x.shape.filter((_, axis) => !axes.includes(axis));
  const count = [...new Set(axes)].reduce((product, axis) => product * (x.shape[axis] ?? 1), 1);
  return {axes, shape, count};
}

/** `step`: how each sum or product on the way is rounded; null where only the result is. */
type Reducer = (x: NDArray, axes: ReducedAxes, step: Round | null) => NDArray;

const to_bfloat16 = rounding_to(bfloat16);

function reduction(reduce: Reducer): JsKernel {
  return with_halves((inputs, attrs, _context, round) => {
    const x = input(inputs, 0);
    const keep_dims = attribute(attrs, 'keep_dims', false);
    const axes = reduced_axes(x, input(inputs, 1), keep_dims);
    return axes.axes.length === 0 ? copied(x) : reduce(x, axes, round === to_bfloat16 ? round : null);
  });
}

function sum(x: NDArray, {axes, shape}: ReducedAxes, step: Round | null): NDArray {
  return sum_axes(x, axes, shape, step);
}

/** Integers are divided as integers, after their sum has wrapped around. Of nothing at all floats have no mean. */
function mean(x: NDArray, {axes, shape, count}: ReducedAxes, step: Round | null): NDArray {
  const total = sum_axes(x, axes, shape, step);
  const kind = arithmetic_of(x.dtype);
  if (kind === 'bigint') {
    const data = total.data as BigintData;
    if (count > 0) data.forEach((item, index) => (data[index] = item / BigInt(count)));
    return total;
  }
  const data = number_data(total);
  if (count === 0 && (kind === 'complex' || step !== null)) return total;
  for (let index = 0; index < data.length; index++) {
    const quotient = (data[index] as number) / count;
    data[index] = kind === 'int' ? Math.trunc(quotient) : quotient;
  }
  return total;
}

/** What `total` becomes with `count` items from `start` on in steps of `stride`. */
type FoldRun = (total: number, items: NumberData, start: number, stride: number, count: number) => number;

/** A function a run, not an element: a loop that calls what it is given gets slow once it was given several. */
interface Fold {
  readonly run: FoldRun;
  readonly bigint?: (total: bigint, item: bigint) => bigint;
  /** What a group without elements gives, and every group starts from. */
  readonly start: (x: NDArray) => number | bigint;
}

function folded(x: NDArray, {axes, shape}: ReducedAxes, fold: Fold): NDArray {
  const groups = axis_groups(x.shape, axes);
  const data = allocate(x.dtype, element_count(shape));
  if (arithmetic_of(x.dtype) === 'bigint' && fold.bigint !== undefined) {
    const {bigint: combine} = fold;
    const [source, target] = [x.data as BigintData, (data as BigintData).fill(fold.start(x) as bigint)];
    for_each_group(groups, (group, start, stride, count) => {
      let total = target[group] as bigint;
      for (let index = 0; index < count; index++) {
        total = BigInt.asIntN(64, combine(total, source[start + index * stride] as bigint));
      }
      target[group] = total;
    });
  } else {
    const totals = new Float64Array(element_count(shape)).fill(Number(fold.start(x)));
    const source = number_data(x);
    for_each_group(groups, (group, start, stride, count) => {
      totals[group] = fold.run(totals[group] as number, source, start, stride, count);
    });
    (data as NumberData).set(totals);
  }
  return new NDArray(x.dtype, shape, data);
}

/** The smallest (or largest) value of a dtype: infinities of floats. */
function extreme(x: NDArray, is_largest: boolean): number | bigint {
  if (x.dtype.is_floating) return is_largest ? Infinity : -Infinity;
  return is_largest ? x.dtype.max : x.dtype.min;
}

const MAX: Fold = {
  run: (total, items, start, stride, count) => {
    let most = total;
    for (let index = 0, place = start; index < count; index++, place += stride) {
      const item = items[place] as number;
      if (item > most) most = item;
    }
    return most;
  },
  bigint: (total, item) => (item > total ? item : total),
  start: (x) => extreme(x, false),
};
const MIN: Fold = {
  run: (total, items, start, stride, count) => {
    let least = total;
    for (let index = 0, place = start; index < count; index++, place += stride) {
      const item = items[place] as number;
      if (item < least) least = item;
    }
    return least;
  },
  bigint: (total, item) => (item < total ? item : total),
  start: (x) => extreme(x, true),
};

/** Whether a run has an item that is (or is not) zero. */
function has(
  items: NumberData,
  is_zero: boolean,
  [start, stride, count]: readonly [number, number, number],
): boolean {
  for (let index = 0, place = start; index < count; index++, place += stride)
    if ((items[place] === 0) === is_zero) return true;
  return false;
}

const ALL: Fold = {
  run: (total, items, start, stride, count) =>
    total !== 0 && !has(items, true, [start, stride, count]) ? 1 : 0,
  start: () => 1,
};
const ANY: Fold = {
  run: (total, items, start, stride, count) =>
    total !== 0 || has(items, false, [start, stride, count]) ? 1 : 0,
  start: () => 0,
};

function product_run(total: number, items: NumberData, start: number, stride: number, count: number): number {
  let product_so_far = total;
  for (let index = 0; index < count; index++) product_so_far *= items[start + index * stride] as number;
  return product_so_far;
}

function int_product_run(
  total: number,
  items: NumberData,
  start: number,
  stride: number,
  count: number,
): number {
  let product_so_far = total;
  for (let index = 0; index < count; index++)
    product_so_far = Math.imul(product_so_far, items[start + index * stride] as number);
  return product_so_far;
}

/** The product of which each one on the way is rounded. */
function rounded_product(step: Round): FoldRun {
  return (total, items, start, stride, count) => {
    let product_so_far = total;
    for (let index = 0; index < count; index++)
      product_so_far = step(product_so_far * (items[start + index * stride] as number));
    return product_so_far;
  };
}

const PRODUCT: Fold = {
  run: product_run,
  bigint: (total, item) => total * item,
  start: (x) => (arithmetic_of(x.dtype) === 'bigint' ? 1n : 1),
};

function product(x: NDArray, axes: ReducedAxes, step: Round | null): NDArray {
  const kind = arithmetic_of(x.dtype);
  if (kind === 'complex') return complex_product(x, axes);
  const run = kind === 'int' ? int_product_run : step === null ? product_run : rounded_product(step);
  return folded(x, axes, {...PRODUCT, run});
}

function complex_product(x: NDArray, {axes, shape}: ReducedAxes): NDArray {
  const source = number_data(x);
  const data = allocate(x.dtype, element_count(shape)) as NumberData;
  for (let place = 0; place < data.length; place += 2) data[place] = 1;
  for_each_group(axis_groups(x.shape, axes), (group, start, stride, count) => {
    for (let index = 0; index < count; index++) {
      const [real, imaginary] = multiply(complex_at(data, group), complex_at(source, start + index * stride));
      data[2 * group] = real;
      data[2 * group + 1] = imaginary;
    }
  });
  return new NDArray(x.dtype, shape, data);
}

type Comparable = ArrayLike<number | bigint>;
/** The index, in a run, of the first item that no other beats; NaN never does. */
type Winner = (items: Comparable, start: number, stride: number, count: number) => number;

function first_largest(items: Comparable, start: number, stride: number, count: number): number {
  let best = 0;
  let most: number | bigint = -Infinity;
  for (let index = 0; index < count; index++) {
    const item = items[start + index * stride] as number | bigint;
    if (item > most) [best, most] = [index, item];
  }
  return best;
}

function first_smallest(items: Comparable, start: number, stride: number, count: number): number {
  let best = 0;
  let least: number | bigint = Infinity;
  for (let index = 0; index < count; index++) {
    const item = items[start + index * stride] as number | bigint;
    if (item < least) [best, least] = [index, item];
  }
  return best;
}

/** ArgMax and ArgMin along one axis. */
function arg_extreme(winner: Winner): JsKernel {
  return with_halves((inputs, _attrs, context) => {
    const x = input(inputs, 0);
    const rank = x.shape.length;
    const given = integer(input(inputs, 1));
    const axis = positive_axis(given, rank);
    if (axis < 0 || axis >= rank) {
      throw invalid_argument(`Expected dimension in the range [${-rank}, ${rank}), but got ${given}`);
    }
    if (x.shape[axis] === 0) {
      throw invalid_argument(`Reduction axis ${given} is empty in shape [${x.shape.join(',')}]`);
    }
    const shape = x.shape.filter((_, index) => index !== axis);
    const places = new Array<number>(element_count(shape)).fill(0);
    if (places.length === 0) return array_of_integers(output_dtype(context), shape, places);
    const items = x.data as Comparable;
    for_each_group(axis_groups(x.shape, [axis]), (group, start, stride, count) => {
      places[group] = winner(items, start, stride, count);
    });
    return array_of_integers(output_dtype(context), shape, places);
  });
}

/** The root of the sum of squared magnitudes; of integers cut off. */
function euclidean_norm(x: NDArray, {axes, shape}: ReducedAxes): NDArray {
  const kind = arithmetic_of(x.dtype);
  const totals = new Float64Array(element_count(shape));
  const parts = kind === 'complex' ? 2 : 1;
  for_each_group(axis_groups(x.shape, axes), (group, start, stride, count) => {
    for (let index = 0; index < count; index++) {
      for (let part = 0; part < parts; part++) {
        totals[group] =
          (totals[group] as number) + Number(x.data[(start + index * stride) * parts + part]) ** 2;
      }
    }
  });
  const result = new NDArray(x.dtype, shape, allocate(x.dtype, totals.length));
  totals.forEach((total, group) => {
    const root = Math.sqrt(total);
    if (kind === 'bigint') (result.data as BigintData)[group] = BigInt(Math.trunc(root));
    else number_data(result)[group * parts] = root;
  });
  return result;
}

export const REDUCTION_KERNELS: JsKernels = {
  EuclideanNorm: reduction(euclidean_norm),
  Sum: reduction(sum),
  Mean: reduction(mean),
  Prod: reduction(product),
  Max: reduction((x, axes) => folded(x, axes, MAX)),
  Min: reduction((x, axes) => folded(x, axes, MIN)),
  All: reduction((x, axes) => folded(x, axes, ALL)),
  Any: reduction((x, axes) => folded(x, axes, ANY)),
  ArgMax: arg_extreme(first_largest),
  ArgMin: arg_extreme(first_smallest),
};
