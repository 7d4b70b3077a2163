// Elements chosen with broadcasting, and elements moved round along axes: every dtype.

import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count, row_major_strides, storage_parts} from '../../types/ndarray_storage.ts';
import {broadcast_sizes} from '../../util/broadcast.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, integers, number_data, positive_axis, shape_text} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {broadcast_strides, for_each_row} from './broadcast.ts';
import {copied, copy_items} from './moves.ts';

const select_broadcast: JsKernel = (inputs) => {
  const [condition, then, otherwise] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const values_shape = broadcast_sizes(then.shape, otherwise.shape);
  const shape = values_shape === null ? null : broadcast_sizes(condition.shape, values_shape);
  if (shape === null) {
    const [first, second, third] = [condition, then, otherwise].map((array) => shape_text(array.shape));
    throw invalid_argument(`condition ${first}, then ${second}, and else ${third} must be broadcastable`);
  }
  const parts = storage_parts(then.dtype);
  const data = allocate(then.dtype, element_count(shape));
  const truths = number_data(condition);
  const [to, yes, no] = [data as AnyItems, then.data as AnyItems, otherwise.data as AnyItems];
  const strides = [condition, then, otherwise].map((array) => broadcast_strides(array.shape, shape));
  const [step, yes_step, no_step] = strides.map((own) => own.at(-1) ?? 0) as [number, number, number];
  const length = shape.at(-1) ?? 1;
  for_each_row(shape, strides, (row, offsets) => {
    const [start, yes_start, no_start] = offsets as [number, number, number];
    for (let column = 0; column < length; column++) {
      const is_true = truths[start + column * step] !== 0;
      const from = is_true ? yes : no;
      const source = (is_true ? yes_start + column * yes_step : no_start + column * no_step) * parts;
      const target = (row * length + column) * parts;
      for (let part = 0; part < parts; part++) to[target + part] = from[source + part];
    }
  });
  return new NDArray(then.dtype, shape, data);
};

/** How far each axis is turned, from 0 up to its size. */
function turns_of(x: NDArray, shift: NDArray, axis: NDArray): number[] {
  const rank = x.shape.length;
  if (rank === 0) throw invalid_argument('input must be 1-D or higher');
  for (const [name, {shape}] of [['shift', shift] as const, ['axis', axis] as const]) {
    if (shape.length <= 1) continue;
    throw invalid_argument(`${name} must be a scalar or a 1-D vector. Found: ${shape_text(shape)}`);
  }
  if (shift.size !== axis.size || shift.shape.length !== axis.shape.length) {
    throw invalid_argument('shift and axis must have the same size');
  }
  const turns = x.shape.map(() => 0);
  const shifts = integers(shift);
  integers(axis).forEach((given, index) => {
    const place = positive_axis(given, rank);
    if (place < 0 || place >= rank) throw invalid_argument(`axis ${place} is out of range`);
    const size = Math.max(1, x.shape[place] ?? 1);
    turns[place] = ((((turns[place] ?? 0) + (shifts[index] ?? 0)) % size) + size) % size;
  });
  return turns;
}

const roll: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const turns = turns_of(x, input(inputs, 1), input(inputs, 2));
  let result = x;
  turns.forEach((turn, axis) => {
    if (turn !== 0) result = turned(result, axis, turn);
  });
  return result === x ? copied(x) : result;
};

/** Two blocks of each run along `axis` change places. */
function turned(x: NDArray, axis: number, turn: number): NDArray {
  const items = (row_major_strides(x.shape)[axis] ?? 1) * storage_parts(x.dtype);
  const size = x.shape[axis] ?? 1;
  const data = allocate(x.dtype, x.size);
  const run = items * size;
  const head = items * turn;
  for (let start = 0; start < data.length; start += run) {
    copy_items(x.data, start, data, start + head, run - head);
    copy_items(x.data, start + run - head, data, start, head);
  }
  return new NDArray(x.dtype, x.shape, data);
}

export const ROLL_KERNELS: JsKernels = {SelectV2: select_broadcast, Roll: roll};
