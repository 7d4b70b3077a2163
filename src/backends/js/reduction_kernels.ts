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

interface Fold {
  readonly number: (total: number, item: number) => number;
  readonly bigint?: (total: bigint, item: bigint) => bigint;
  /** What a group without elements gives, and every group starts from. */
  readonly start: (x: NDArray) => number | bigint;
}

function folded(x: NDArray, {axes, shape}: ReducedAxes, fold: Fold, step: Round | null = null): NDArray {
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
    const is_wrapping = arithmetic_of(x.dtype) === 'int';
    for_each_group(groups, (group, start, stride, count) => {
      let total = totals[group] as number;
      for (let index = 0; index < count; index++) {
        total = fold.number(total, source[start + index * stride] as number);
        if (is_wrapping) total |= 0;
        else if (step !== null) total = step(total);
      }
      totals[group] = total;
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
  number: (total, item) => (item > total ? item : total),
  bigint: (total, item) => (item > total ? item : total),
  start: (x) => extreme(x, false),
};
const MIN: Fold = {
  number: (total, item) => (item < total ? item : total),
  bigint: (total, item) => (item < total ? item : total),
  start: (x) => extreme(x, true),
};
const ALL: Fold = {number: (total, item) => total && item, start: () => 1};
const ANY: Fold = {number: (total, item) => total || item, start: () => 0};
const PRODUCT: Fold = {
  number: (total, item) => total * item,
  bigint: (total, item) => total * item,
  start: (x) => (arithmetic_of(x.dtype) === 'bigint' ? 1n : 1),
};
const INT_PRODUCT: Fold = {number: Math.imul, start: () => 1};

function product(x: NDArray, axes: ReducedAxes, step: Round | null): NDArray {
  const kind = arithmetic_of(x.dtype);
  if (kind === 'complex') return complex_product(x, axes);
  return folded(x, axes, kind === 'int' ? INT_PRODUCT : PRODUCT, step);
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

/** ArgMax and ArgMin: the first of those along one axis that beat all others; NaN never does. */
function arg_extreme(
  beats: (item: number | bigint, best: number | bigint) => boolean,
  worst: number,
): JsKernel {
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
    const items: ArrayLike<unknown> = x.data;
    if (places.length === 0) return array_of_integers(output_dtype(context), shape, places);
    for_each_group(axis_groups(x.shape, [axis]), (group, start, stride, count) => {
      let best = 0;
      let best_item: number | bigint = worst;
      for (let index = 0; index < count; index++) {
        const item = items[start + index * stride] as number | bigint;
        if (!beats(item, best_item)) continue;
        best = index;
        best_item = item;
      }
      places[group] = best;
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
  ArgMax: arg_extreme((item, best) => item > best, -Infinity),
  ArgMin: arg_extreme((item, best) => item < best, Infinity),
};
