/**
 * What numpy's RandomState does beyond single numbers: arrays of a size, choices and permutations of arrays. Knows one generator,
 * not whose it is.
 */
import {float64, int64} from '../../types/dtypes.ts';
import {ndarray_from, NDArray} from '../../types/ndarray.ts';
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import {ValueError} from '../../types/python_errors.ts';
import {broadcast_sizes} from '../../util/broadcast.ts';
import type {RandomIntegerType, RandomState, Shuffled} from '../../util/mersenne_twister.ts';

type Population = NDArray | readonly unknown[];

/** A list as numpy reads it: whole numbers are int64, others float64. */
function as_array(x: Population): NDArray {
  if (x instanceof NDArray) return x;
  const leaves = x.flat(Infinity);
  if (leaves.some((item) => typeof item !== 'number')) return ndarray_from(x as readonly number[]);
  return ndarray_from(
    x as readonly number[],
    leaves.every(Number.isInteger) && leaves.length > 0 ? int64 : float64,
  );
}

/** A size of numpy: a number, a tuple, or none for one number. */
export type Size = number | readonly number[] | null;
/** A parameter of a distribution: a number, or an array that is broadcast. */
export type Parameter = number | NDArray | readonly unknown[];
/** What a draw gives: a number where there is no size. */
export type Drawn = number | NDArray;

function shape_of(size: Size): readonly number[] | null {
  return typeof size === 'number' ? [size] : size;
}

/** Numbers drawn one after the other in the shape of `size`, float64. */
export function drawn_floats(size: Size, draw: () => number): Drawn {
  const shape = shape_of(size);
  if (shape === null) return draw();
  return new NDArray(float64, shape, Float64Array.from({length: element_count(shape)}, draw));
}

/** An array of safe integers. */
function integer_array(
  values: readonly number[],
  shape: readonly number[],
  dtype: RandomIntegerType,
): NDArray {
  return new NDArray(float64, shape, Float64Array.from(values)).astype(dtype);
}

export function drawn_integers(
  generator: RandomState,
  low: number,
  high: number | null,
  size: Size,
  dtype: RandomIntegerType,
): Drawn {
  const shape = shape_of(size);
  if (shape === null) return generator.randint(low, high, 1, dtype)[0] as number;
  return integer_array(generator.randint(low, high, element_count(shape), dtype), shape, dtype);
}

/** The place in an array of `shape` of element `index` of the `whole` that it is broadcast to. */
function broadcast_place(index: number, whole: readonly number[], shape: readonly number[]): number {
  let left = index;
  let place = 0;
  let stride = 1;
  for (let axis = 1; axis <= whole.length; axis++) {
    const size = whole[whole.length - axis] as number;
    const own = shape[shape.length - axis] ?? 1;
    if (own !== 1) place += (left % size) * stride;
    stride *= own;
    left = Math.floor(left / size);
  }
  return place;
}

/** Numbers of a distribution with two parameters, which are broadcast against each other and to `size`. */
export function drawn_with(
  first: Parameter,
  second: Parameter,
  size: Size,
  draw: (first: number, second: number) => number,
): Drawn {
  if (typeof first === 'number' && typeof second === 'number')
    return drawn_floats(size, () => draw(first, second));
  const [one, other] = [first, second].map((value) => ndarray_from(value as number, float64)) as [
    NDArray,
    NDArray,
  ];
  const common = broadcast_sizes(one.shape, other.shape);
  const shape = shape_of(size) ?? common;
  if (common === null || shape === null || broadcast_sizes(common, shape)?.join() !== shape.join())
    throw new ValueError('shape mismatch: objects cannot be broadcast to a single shape');
  const numbers = Float64Array.from({length: element_count(shape)}, (_, index) =>
    draw(
      Number(one.data[broadcast_place(index, shape, one.shape)]),
      Number(other.data[broadcast_place(index, shape, other.shape)]),
    ),
  );
  return new NDArray(float64, shape, numbers);
}

/** The rows of an array at the given places. */
function rows_at(array: NDArray, places: ArrayLike<number>): NDArray {
  const width = array.size / (array.shape[0] ?? 1);
  const data = allocate(array.dtype, places.length * width) as unknown[] & typeof array.data;
  for (let row = 0; row < places.length; row++) {
    for (let k = 0; k < width; k++)
      data[row * width + k] = array.data[(places[row] as number) * width + k] as never;
  }
  return new NDArray(array.dtype, [places.length, ...array.shape.slice(1)], data);
}

export function permuted(generator: RandomState, x: number | Population): NDArray {
  if (typeof x === 'number') {
    const order = generator.permutation(x);
    return new NDArray(int64, [x], BigInt64Array.from(order, BigInt));
  }
  const array = as_array(x);
  return rows_at(array, generator.permutation(array.shape[0] ?? 0));
}

/** Permutes a list, a typed array or the rows of an NDArray in place. */
export function shuffle_in_place(generator: RandomState, x: NDArray | Shuffled<unknown>): void {
  if (!(x instanceof NDArray)) {
    generator.shuffle(x);
    return;
  }
  const shuffled = rows_at(x, generator.permutation(x.shape[0] ?? 0));
  for (let k = 0; k < x.size; k++) (x.data as unknown[])[k] = shuffled.data[k];
}

/** Sums of the probabilities up to each place, of which the last is 1. */
function cumulative(p: Float64Array): Float64Array {
  let total = 0;
  const sums = p.map((value) => (total += value));
  return sums.map((value) => value / total);
}

/** The first place whose sum is greater. */
function place_in(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Different places by their probabilities: those drawn twice are drawn again without the ones that are taken. */
function weighted_without_replacement(
  generator: RandomState,
  count: number,
  weights: Float64Array,
): number[] {
  const left = Float64Array.from(weights);
  const found: number[] = [];
  while (found.length < count) {
    const draws = Array.from({length: count - found.length}, () => generator.random_sample());
    for (const place of found) left[place] = 0;
    const sums = cumulative(left);
    found.push(...new Set(draws.map((draw) => place_in(sums, draw))));
  }
  return found;
}

/** The checked probabilities of `choice`, in numpy's words where they are none. */
function checked_weights(p: Parameter, population: number): Float64Array {
  const weights = Float64Array.from(ndarray_from(p as number, float64).data as Float64Array);
  if (weights.length !== population) throw new ValueError("'a' and 'p' must have same size");
  if (weights.some((weight) => weight < 0)) throw new ValueError('probabilities are not non-negative');
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(total - 1) > 1.5e-8) throw new ValueError('probabilities do not sum to 1');
  return weights;
}

function chosen_places(
  generator: RandomState,
  population: number,
  count: number,
  replace: boolean,
  p: Parameter | null,
): number[] {
  const weights = p === null ? null : checked_weights(p, population);
  if (replace) {
    if (weights === null) return generator.randint(0, population, count);
    const sums = cumulative(weights);
    return Array.from({length: count}, () => place_in(sums, generator.random_sample()));
  }
  if (count > population)
    throw new ValueError("Cannot take a larger sample than population when 'replace=False'");
  if (weights === null) return Array.from(generator.permutation(population).subarray(0, count));
  if (weights.filter((weight) => weight > 0).length < count)
    throw new ValueError('Fewer non-zero entries in p than size');
  return weighted_without_replacement(generator, count, weights);
}

/** `choice`: elements of `a`, or integers below it. */
export function chosen(
  generator: RandomState,
  a: number | Population,
  size: Size,
  replace: boolean,
  p: Parameter | null,
): unknown {
  const array = typeof a === 'number' ? null : as_array(a);
  if (array !== null && array.shape.length !== 1) throw new ValueError('a must be 1-dimensional');
  const population = typeof a === 'number' ? a : (array?.size ?? 0);
  const shape = shape_of(size);
  const count = shape === null ? 1 : element_count(shape);
  if (population <= 0 && count > 0) {
    throw new ValueError(
      typeof a === 'number'
        ? 'a must be greater than 0 unless no samples are taken'
        : "'a' cannot be empty unless no samples are taken",
    );
  }
  const places = chosen_places(generator, population, count, replace, p);
  const items = array === null ? integer_array(places, [count], 'int64') : rows_at(array, places);
  return shape === null ? items.getitem(0).item() : items.reshape(shape);
}
