// The form of a row of the bench of op families: one call of an op, and the call of tfjs's kernel that does the same.
import * as tf from 'tf1';

/** An array is fed; a number or a list of them is a constant of the graph (axes, sizes). */
export type RowInput =
  | tf.NDArray
  | readonly tf.NDArray[]
  | number
  | readonly number[]
  | readonly (readonly number[])[];

/** One call, for both. */
export interface FamilyRow {
  readonly family: string;
  readonly op: string;
  /** What is special about the call, where an op has several. */
  readonly what?: string;
  /** In the order of the OpDef. */
  readonly inputs: readonly RowInput[];
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly tfjs: TfjsCall;
}

/** How tfjs is asked for the same. */
export interface TfjsCall {
  readonly kernel: string;
  /** tfjs's names of the inputs, by position; `null`: the first input is a list, and so is tfjs's. */
  readonly names: readonly string[] | null;
  readonly attrs?: object;
  /** What it wants besides: arrays of which only the shape matters to it. */
  readonly more?: Readonly<Record<string, tf.NDArray>>;
}

/** Numbers that look random and are the same in each run. */
function* numbers(): Generator<number> {
  for (let state = 12345; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

function filled<T extends {[index: number]: number; readonly length: number}>(
  data: T,
  value: (draw: number) => number,
): T {
  const draws = numbers();
  for (let i = 0; i < data.length; i++) data[i] = value(draws.next().value as number);
  return data;
}

function size_of(shape: readonly number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}

/** float32 between `low` and `high`. */
export function floats(shape: readonly number[], low = -1, high = 1): tf.NDArray {
  const data = filled(new Float32Array(size_of(shape)), (draw) => low + draw * (high - low));
  return new tf.NDArray('float32', shape, data);
}

/** int32 from `low` to below `high`. */
export function integers(shape: readonly number[], high: number, low = 0): tf.NDArray {
  const data = filled(new Int32Array(size_of(shape)), (draw) => low + Math.floor(draw * (high - low)));
  return new tf.NDArray('int32', shape, data);
}

/** int32 in order, as ids of segments are. */
export function ordered(count: number, high: number): tf.NDArray {
  const data = Int32Array.from({length: count}, (_, i) => Math.floor((i * high) / count));
  return new tf.NDArray('int32', [count], data);
}

/** Half of them true. */
export function booleans(shape: readonly number[]): tf.NDArray {
  return new tf.NDArray(
    'bool',
    shape,
    filled(new Uint8Array(size_of(shape)), (draw) => (draw < 0.5 ? 0 : 1)),
  );
}

/** complex64 with both parts between -1 and 1. */
export function complexes(shape: readonly number[]): tf.NDArray {
  return new tf.NDArray(
    'complex64',
    shape,
    filled(new Float32Array(2 * size_of(shape)), (draw) => 2 * draw - 1),
  );
}

/** A row of an op on one array, whose kernel has no attributes. */
export function unary(family: string, op: string, x: tf.NDArray, kernel = op): FamilyRow {
  return {family, op, inputs: [x], tfjs: {kernel, names: ['x']}};
}

/** A row of an op on two arrays. */
export function binary(
  family: string,
  op: string,
  [a, b]: readonly [tf.NDArray, tf.NDArray],
  kernel = op,
): FamilyRow {
  return {family, op, inputs: [a, b], tfjs: {kernel, names: ['a', 'b']}};
}
