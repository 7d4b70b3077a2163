// Sums over axes of any numeric dtype; floats are summed in doubles and rounded once.

import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import {arithmetic_of, number_data} from './arrays.ts';
import type {BigintData, NumberData} from './arrays.ts';
import {axis_groups, for_each_group} from './groups.ts';
import type {Round} from './half.ts';

/** The sums of `array` over `axes`, in `shape`; `step` rounds each sum on the way where it is given. */
export function sum_axes(
  array: NDArray,
  axes: readonly number[],
  shape: readonly number[],
  step: Round | null = null,
): NDArray {
  const kind = arithmetic_of(array.dtype);
  if (kind === 'bigint') return sum_bigints(array, axes, shape);
  const parts = kind === 'complex' ? 2 : 1;
  const totals = new Float64Array(element_count(shape) * parts);
  if (step === null) add_into(totals, number_data(array), parts, array.shape, axes);
  else add_rounded(totals, number_data(array), array.shape, axes, step);
  const data = allocate(array.dtype, element_count(shape)) as NumberData;
  data.set(totals);
  return new NDArray(array.dtype, shape, data);
}

/** Adds every element to the total of its group. */
function add_into(
  totals: Float64Array,
  data: NumberData,
  parts: number,
  shape: readonly number[],
  axes: readonly number[],
): void {
  const groups = axis_groups(shape, axes);
  for_each_group(groups, (group, start, stride, count) => {
    for (let part = 0; part < parts; part++) {
      let total = totals[group * parts + part] as number;
      let place = start * parts + part;
      const step = stride * parts;
      for (let index = 0; index < count; index++) {
        total += data[place] as number;
        place += step;
      }
      totals[group * parts + part] = total;
    }
  });
}

function add_rounded(
  totals: Float64Array,
  data: NumberData,
  shape: readonly number[],
  axes: readonly number[],
  step: Round,
): void {
  for_each_group(axis_groups(shape, axes), (group, start, stride, count) => {
    let total = totals[group] as number;
    for (let index = 0; index < count; index++)
      total = step(total + (data[start + index * stride] as number));
    totals[group] = total;
  });
}

function sum_bigints(array: NDArray, axes: readonly number[], shape: readonly number[]): NDArray {
  const source = array.data as BigintData;
  const data = allocate(array.dtype, element_count(shape)) as BigintData;
  for_each_group(axis_groups(array.shape, axes), (group, start, stride, count) => {
    let total = data[group] as bigint;
    for (let index = 0; index < count; index++) total += source[start + index * stride] as bigint;
    data[group] = total;
  });
  return new NDArray(array.dtype, shape, data);
}
