/**
 * How calls say sizes, steps and paddings of windows, brought into the form that the ops take.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {Tensor} from '../../graph/tensor.ts';
import {ValueError} from '../../types/python_errors.ts';
import {as_shape, type TensorShape} from '../../types/tensor_shape.ts';

/** One number for all axes of space, one for each, or one for every axis. */
export type Sequence = number | readonly number[];

/** A tensor, or what has a shape before it is converted. */
export type Shaped = TensorLike & {readonly shape: TensorShape | readonly number[]};

/** The static shape of an argument. */
export function shape_of(value: Shaped): TensorShape {
  return value instanceof Tensor ? value.shape : as_shape(value.shape);
}

/** A number for every axis: batch, space and channels (`channel_index` 1: channels second). Throws `ValueError`. */
export function get_sequence(
  value: Sequence | null,
  n: number,
  channel_index: number,
  name: string,
): readonly number[] {
  const given = value === null ? [1] : typeof value === 'number' ? [value] : value;
  if (given.length === n + 2) return given;
  if (given.length !== 1 && given.length !== n)
    throw new ValueError(`${name} should be of length 1, ${n} or ${n + 2} but was ${given.length}`);
  const space = given.length === n ? given : new Array<number>(n).fill(given[0] as number);
  return channel_index === 1 ? [1, 1, ...space] : [1, ...space, 1];
}

/** The channels' axis of a data format. */
export function channel_index_of(data_format: string | null, n: number): number {
  return data_format?.startsWith('NC') === true ? 1 : n + 1;
}

/** A kind of padding, or how much on both sides of each of four axes. */
export type Padding = string | readonly (readonly number[])[];

/** The attributes that a padding becomes. Throws `ValueError`. */
export function convert_padding(given: Padding | null): {
  readonly padding: string;
  readonly explicit_paddings: readonly number[];
} {
  if (given === 'EXPLICIT') {
    throw new ValueError(
      '"EXPLICIT" is not a valid value for the padding parameter. To use explicit padding, the padding parameter must be a list.',
    );
  }
  if (given === null || typeof given === 'string') return {padding: given as string, explicit_paddings: []};
  given.forEach((pair, index) => {
    const rule = 'When padding is a list, each element of padding must be a list/tuple of size 2.';
    if (!Array.isArray(pair))
      throw new ValueError(`${rule} Element with index ${index} of padding is not a list/tuple`);
    if (pair.length !== 2)
      throw new ValueError(`${rule} Element with index ${index} of padding has size ${pair.length}`);
  });
  if (given.length !== 4) {
    throw new ValueError(
      `When padding is a list, it must be of size 4. Got padding of size: ${given.length}`,
    );
  }
  return {padding: 'EXPLICIT', explicit_paddings: given.flat()};
}

/** The number of axes of space, which must be one to three. Throws `ValueError`. */
export function check_space(rank: number, what = 'Input tensor must be of rank'): number {
  const n = rank - 2;
  if (n < 1 || n > 3) throw new ValueError(`${what} 3, 4 or 5 but was ${rank}.`);
  return n;
}

/** Refuses steps and rates that are too few, not positive, or both more than one. */
export function check_rates(n: number, strides: readonly number[], rates: readonly number[]): void {
  if (rates.length !== n) throw new ValueError(`len(dilation_rate)=${rates.length} but should be ${n}`);
  if (rates.some((rate) => rate < 1)) throw new ValueError('all values of dilation_rate must be positive');
  if (strides.length !== n) throw new ValueError(`len(strides)=${strides.length} but should be ${n}`);
  if (strides.some((stride) => stride < 1)) throw new ValueError('all values of strides must be positive');
  if (strides.some((stride) => stride > 1) && rates.some((rate) => rate > 1))
    throw new ValueError('strides > 1 not supported in conjunction with dilation_rate > 1');
}
