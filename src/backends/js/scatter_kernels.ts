// Updates of some rows of a variable: its next value from the one before, indices and rows.

import {NDArray} from '../../types/ndarray.ts';
import {same_shape, storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {arithmetic_of, count_between, input, integers, number_data, shape_text} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';
import {copy_items} from './moves.ts';

/** What becomes of one item, by numbers and by bigints. */
interface Update {
  readonly number: (before: number, update: number) => number;
  readonly bigint: (before: bigint, update: bigint) => bigint;
}

function check_shapes(variable: NDArray, indices: NDArray, updates: NDArray): void {
  const wanted = [...indices.shape, ...variable.shape.slice(1)];
  if (updates.shape.length === 0 || same_shape(updates.shape, wanted)) return;
  throw invalid_argument(
    'Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = [], ' +
      `got updates.shape ${shape_text(updates.shape)}, indices.shape ${shape_text(indices.shape)}, ` +
      `params.shape ${shape_text(variable.shape)}`,
  );
}

/** The row that each index names. */
function rows_of(variable: NDArray, indices: NDArray): number[] {
  const count = variable.shape[0] ?? 0;
  const rows = integers(indices);
  rows.forEach((row, at) => {
    if (row >= 0 && row < count) return;
    const place = indices.shape.map(
      (size, axis) => Math.floor(at / count_between(indices.shape, axis + 1, indices.shape.length)) % size,
    );
    throw invalid_argument(`indices[${place.join(',')}] = ${row} is not in [0, ${count})`);
  });
  return rows;
}

function update_row(
  target: NDArray,
  start: number,
  updates: NDArray,
  from: number,
  items: number,
  update: Update,
): void {
  const step = updates.shape.length === 0 ? 0 : 1;
  if (arithmetic_of(target.dtype) === 'bigint') {
    const [to, values] = [target.data as BigintData, updates.data as BigintData];
    for (let k = 0; k < items; k++) {
      to[start + k] = update.bigint(to[start + k] as bigint, values[from + k * step] as bigint);
    }
    return;
  }
  const [to, values] = [number_data(target), number_data(updates)];
  for (let k = 0; k < items; k++) {
    to[start + k] = update.number(to[start + k] as number, values[from + k * step] as number);
  }
}

function scatter(update: Update | null): JsKernel {
  return with_halves((inputs) => {
    const [variable, indices, updates] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    check_shapes(variable, indices, updates);
    const items = count_between(variable.shape, 1, variable.shape.length) * storage_parts(variable.dtype);
    const result = new NDArray(variable.dtype, variable.shape, variable.data.slice());
    const is_scalar = updates.shape.length === 0;
    rows_of(variable, indices).forEach((row, at) => {
      const from = is_scalar ? 0 : at * items;
      if (update !== null) update_row(result, row * items, updates, from, items, update);
      else if (is_scalar)
        for (let k = 0; k < items; k++) copy_items(updates.data, 0, result.data, row * items + k, 1);
      else copy_items(updates.data, from, result.data, row * items, items);
    });
    return result;
  });
}

export const SCATTER_KERNELS: JsKernels = {
  ScatterUpdate: scatter(null),
  ScatterAdd: scatter({
    number: (before, update) => before + update,
    bigint: (before, update) => before + update,
  }),
  ScatterSub: scatter({
    number: (before, update) => before - update,
    bigint: (before, update) => before - update,
  }),
};
