// Changing neighbouring items of an array by those of another: set, add, multiply, keep the larger, ... Every change is
// rounded to the dtype at once, because items may be changed more than once.

import type {NDArray} from '../../types/ndarray.ts';
import {unimplemented} from '../kernel_error.ts';
import {arithmetic_of, number_data} from './arrays.ts';
import type {BigintData, NumberData} from './arrays.ts';
import {add, divide, multiply, subtract} from './complex.ts';
import type {Complex} from './complex.ts';
import type {Round} from './half.ts';
import {rounding_to} from './half.ts';
import {copy_items} from './moves.ts';

/** What becomes of one item; floats and small integers are numbers. */
export interface ItemUpdate {
  readonly float: (before: number, update: number) => number;
  readonly int: (before: number, update: number) => number;
  readonly bigint: (before: bigint, update: bigint) => bigint;
  readonly complex?: (before: Complex, update: Complex) => Complex;
  readonly bool?: (before: number, update: number) => number;
}

const {max, min, trunc} = Math;

export const ADD: ItemUpdate = {
  float: (before, update) => before + update,
  int: (before, update) => before + update,
  bigint: (before, update) => before + update,
  complex: add,
  bool: (before, update) => before | update,
};
export const SUBTRACT: ItemUpdate = {
  float: (before, update) => before - update,
  int: (before, update) => before - update,
  bigint: (before, update) => before - update,
  complex: subtract,
  bool: (before, update) => (before === update ? 0 : 1),
};
export const MULTIPLY: ItemUpdate = {
  float: (before, update) => before * update,
  int: Math.imul,
  bigint: (before, update) => before * update,
  complex: multiply,
};
export const DIVIDE: ItemUpdate = {
  float: (before, update) => before / update,
  int: (before, update) => trunc(before / update),
  bigint: (before, update) => before / update,
  complex: divide,
};
export const LARGER: ItemUpdate = {
  float: max,
  int: max,
  bigint: (before, update) => (before > update ? before : update),
};
export const SMALLER: ItemUpdate = {
  float: min,
  int: min,
  bigint: (before, update) => (before < update ? before : update),
};

/** Where the items are: `count` of the target from `to` on, by those of the updates from `from` on, or by one alone. */
export interface Items {
  readonly to: number;
  readonly from: number;
  readonly count: number;
  readonly step: 0 | 1;
}

type Change = (items: Items) => void;

function change_numbers(
  target: NumberData,
  updates: NumberData,
  rule: (before: number, update: number) => number,
  r: Round,
): Change {
  return ({to, from, count, step}) => {
    for (let k = 0; k < count; k++)
      target[to + k] = r(rule(target[to + k] as number, updates[from + k * step] as number));
  };
}

function change_bigints(
  target: BigintData,
  updates: BigintData,
  rule: (before: bigint, update: bigint) => bigint,
): Change {
  return ({to, from, count, step}) => {
    for (let k = 0; k < count; k++)
      target[to + k] = rule(target[to + k] as bigint, updates[from + k * step] as bigint);
  };
}

function change_complex(
  target: NumberData,
  updates: NumberData,
  rule: (before: Complex, update: Complex) => Complex,
): Change {
  const at = (data: NumberData, index: number): Complex => [
    data[2 * index] as number,
    data[2 * index + 1] as number,
  ];
  return ({to, from, count, step}) => {
    for (let k = 0; k < count; k++) {
      const [real, imaginary] = rule(at(target, to + k), at(updates, from + k * step));
      target[2 * (to + k)] = real;
      target[2 * (to + k) + 1] = imaginary;
    }
  };
}

/** Puts items in the place of others; of any dtype. */
function replace_items(target: NDArray, updates: NDArray): Change {
  const parts = target.dtype.is_complex ? 2 : 1;
  return ({to, from, count, step}) => {
    if (step === 1) copy_items(updates.data, from * parts, target.data, to * parts, count * parts);
    else
      for (let k = 0; k < count; k++)
        copy_items(updates.data, from * parts, target.data, (to + k) * parts, parts);
  };
}

const keep: Round = (value) => value;

/**
 * What changes items of `target` in place by those of `updates`; `null` replaces them. 16-bit floats come decoded;
 * `rounded` is the dtype whose numbers they are.
 */
export function change_of(
  target: NDArray,
  updates: NDArray,
  update: ItemUpdate | null,
  rounded: NDArray['dtype'],
): Change {
  if (update === null) return replace_items(target, updates);
  const kind = arithmetic_of(target.dtype);
  const [to, from] = [number_data(target), number_data(updates)];
  if (kind === 'float') return change_numbers(to, from, update.float, rounding_to(rounded));
  if (kind === 'int') return change_numbers(to, from, update.int, keep);
  if (kind === 'bigint')
    return change_bigints(target.data as BigintData, updates.data as BigintData, update.bigint);
  if (kind === 'complex' && update.complex) return change_complex(to, from, update.complex);
  if (kind === 'bool' && update.bool) return change_numbers(to, from, update.bool, keep);
  throw unimplemented(`There is no such update of ${target.dtype.name}`);
}
