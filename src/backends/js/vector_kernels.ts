// Cross products, packed comparisons, folds of slices, beams of a search.

import {bfloat16, uint8} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count, same_shape} from '../../types/ndarray_storage.ts';
import {FAILED_PRECONDITION} from '../../errors.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {arithmetic_of, count_between, input, integer, integers, number_data, shape_text} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';
import type {Round} from './half.ts';

/** `a b - c d` of two numbers each, for each kind of arithmetic. */
function cross_numbers(a: NDArray, b: NDArray, round: Round): NDArray {
  const [left, right] = [number_data(a), number_data(b)];
  const data = allocate(a.dtype, a.size) as Float32Array;
  const product =
    arithmetic_of(a.dtype) === 'int' ? Math.imul : (x: number, y: number): number => round(x * y);
  for (let start = 0; start < data.length; start += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const [next, last] = [start + ((axis + 1) % 3), start + ((axis + 2) % 3)];
      const first = product(left[next] as number, right[last] as number);
      data[start + axis] = first - product(left[last] as number, right[next] as number);
    }
  }
  return new NDArray(a.dtype, a.shape, data);
}

function cross_bigints(a: NDArray, b: NDArray): NDArray {
  const [left, right] = [a.data as BigintData, b.data as BigintData];
  const data = allocate(a.dtype, a.size) as BigintData;
  for (let start = 0; start < data.length; start += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const [next, last] = [start + ((axis + 1) % 3), start + ((axis + 2) % 3)];
      const first = (left[next] as bigint) * (right[last] as bigint);
      data[start + axis] = first - (left[last] as bigint) * (right[next] as bigint);
    }
  }
  return new NDArray(a.dtype, a.shape, data);
}

const cross: JsKernel = with_halves((inputs, _attrs, _context, round) => {
  const [a, b] = [input(inputs, 0), input(inputs, 1)];
  if (!same_shape(a.shape, b.shape)) {
    throw invalid_argument(
      `Both inputs must be of same shape: ${shape_text(a.shape)} vs. ${shape_text(b.shape)}`,
    );
  }
  if (a.shape.length === 0) throw invalid_argument('Input must be at least 1D');
  if (a.shape.at(-1) !== 3)
    throw new KernelError(FAILED_PRECONDITION, 'Cross-products are only defined for 3-element vectors.');
  return arithmetic_of(a.dtype) === 'bigint' ? cross_bigints(a, b) : cross_numbers(a, b, round);
});

/** Of truths there is no threshold: they are packed as they are. */
const compare_and_bitpack: JsKernel = with_halves((inputs) => {
  const [x, threshold] = [input(inputs, 0), input(inputs, 1)];
  if (threshold.shape.length !== 0) {
    throw invalid_argument(`Compare must be a scalar, but saw shape: ${shape_text(threshold.shape)}`);
  }
  if (x.shape.length === 0) throw invalid_argument('Input should be at least a vector, but saw a scalar.');
  const size = x.shape.at(-1) ?? 0;
  if (size % 8 !== 0) {
    throw invalid_argument(
      `Inner dimension of input should be divisible by 8, but saw shape: ${shape_text(x.shape)}`,
    );
  }
  const items: ArrayLike<number | bigint> = number_data(x);
  const limit = arithmetic_of(x.dtype) === 'bool' ? 0 : (threshold.data[0] as number | bigint);
  const packed = new Uint8Array(x.size / 8);
  for (let index = 0; index < items.length; index++) {
    if ((items[index] as number) > limit) packed[index >> 3]! |= 0x80 >> (index & 7);
  }
  return new NDArray(uint8, [...x.shape.slice(0, -1), size / 8], packed);
});

/** One beam, followed from its last step back through its parents. */
function follow_beam(
  [steps, parents, beams]: readonly [Int32Array, Int32Array, Int32Array],
  [batch, beam, length, end]: readonly [number, number, number, number],
  [batches, width]: readonly [number, number],
): void {
  const at = (time: number, place: number): number => (time * batches + batch) * width + place;
  let place = beam;
  for (let time = length - 1; time >= 0; time--) {
    if (place < 0 || place >= width) {
      throw invalid_argument(
        `Saw invalid parent id ${place} at (batch, time, beam) == (${batch}, ${time}, ${beam})`,
      );
    }
    beams[at(time, beam)] = steps[at(time, place)] as number;
    place = parents[at(time, place)] as number;
  }
  let is_finished = false;
  for (let time = 0; time < length; time++) {
    if (is_finished) beams[at(time, beam)] = end;
    else is_finished = beams[at(time, beam)] === end;
  }
}

function check_beams(step_ids: NDArray, parent_ids: NDArray, lengths: NDArray): void {
  if (!same_shape(step_ids.shape, parent_ids.shape)) {
    throw invalid_argument(
      `step_ids.shape must match parent_ids.shape.  but shapes are: ${shape_text(step_ids.shape)} and ${shape_text(parent_ids.shape)}`,
    );
  }
  if (step_ids.shape[1] !== lengths.shape[0]) {
    throw invalid_argument(
      'batch size dimensions step_ids.shape[1] and max_sequence_lengths.shape[0] must match.  but shapes are: ' +
        `${shape_text(step_ids.shape)} and ${shape_text(lengths.shape)}`,
    );
  }
}

const gather_tree: JsKernel = (inputs) => {
  const [step_ids, parent_ids, lengths] = [input(inputs, 0), input(inputs, 1), integers(input(inputs, 2))];
  const end = integer(input(inputs, 3));
  check_beams(step_ids, parent_ids, input(inputs, 2));
  const [times = 0, batches = 0, width = 0] = step_ids.shape;
  const beams = new Int32Array(element_count(step_ids.shape)).fill(end);
  const arrays = [step_ids.data as Int32Array, parent_ids.data as Int32Array, beams] as const;
  for (let batch = 0; batch < batches; batch++) {
    const length = Math.min(times, lengths[batch] ?? 0);
    for (let beam = 0; beam < width; beam++)
      follow_beam(arrays, [batch, beam, length, end], [batches, width]);
  }
  return new NDArray(step_ids.dtype, step_ids.shape, beams);
};

/** Start and end of each slice: pairs, or each from one number to the next. */
function slices_of(indices: NDArray): [start: number, end: number][] {
  const places = integers(indices);
  if (indices.shape.length === 2 && indices.shape[1] !== 1) {
    return Array.from({length: indices.shape[0] ?? 0}, (_, row) => [
      places[2 * row] as number,
      places[2 * row + 1] as number,
    ]);
  }
  return places.slice(1).map((end, index) => [places[index] as number, end]);
}

/** What each slice is folded from, and with what. */
export interface SliceFold {
  readonly start: (array: NDArray) => number | bigint;
  readonly number: (total: number, item: number) => number;
  readonly int: (total: number, item: number) => number;
  readonly bigint: (total: bigint, item: bigint) => bigint;
}

/** Of complex arrays a fold by pairs. */
type ComplexFold = (data: Float32Array, target: number, item: readonly [number, number]) => void;

const add_complex: ComplexFold = (data, target, [real, imaginary]) => {
  data[target]! += real;
  data[target + 1]! += imaginary;
};
const multiply_complex: ComplexFold = (data, target, [real, imaginary]) => {
  const [a, b] = [data[target] as number, data[target + 1] as number];
  data[target] = a * real - b * imaginary;
  data[target + 1] = a * imaginary + b * real;
};

function reduce_slices(fold: SliceFold, complex: ComplexFold): JsKernel {
  return (inputs, attrs, context) => {
    const start = fold.start(input(inputs, 0)) as number;
    const folded = with_halves((own, _attrs, _context, round) =>
      reduced_slices(own, start, fold, complex, round),
    );
    return folded(inputs, attrs, context);
  };
}

function reduced_slices(
  inputs: readonly NDArray[],
  start: number,
  fold: SliceFold,
  complex: ComplexFold,
  round: Round,
): NDArray {
  const x = input(inputs, 0);
  const axis = integer(input(inputs, 2));
  const slices = slices_of(input(inputs, 1));
  const size = x.shape[axis] ?? 1;
  const inner = count_between(x.shape, axis + 1, x.shape.length);
  const outer = count_between(x.shape, 0, axis);
  const shape = x.shape.with(axis, slices.length);
  const kind = arithmetic_of(x.dtype);
  const data = allocate(x.dtype, element_count(shape)) as Float32Array;
  const source = x.data as Float32Array;
  const combine = (
    kind === 'bigint' ? fold.bigint : kind === 'int' ? fold.int : fold.number
  ) as SliceFold['number'];
  if (kind !== 'complex') data.fill(start);
  else for (let place = 0; place < data.length; place += 2) data[place] = start;
  for (let block = 0; block < outer; block++) {
    slices.forEach(([from, to], slice) => {
      for (let place = from; place < Math.min(to, size); place++) {
        for (let item = 0; item < inner; item++) {
          const target = (block * slices.length + slice) * inner + item;
          const at = (block * size + place) * inner + item;
          if (kind === 'complex')
            complex(data, 2 * target, [source[2 * at] as number, source[2 * at + 1] as number]);
          else data[target] = round(combine(data[target] as number, source[at] as number));
        }
      }
    });
  }
  return new NDArray(x.dtype, shape, data);
}

const larger = <T extends number | bigint>(total: T, item: T): T => (total < item ? item : total);
const smaller = <T extends number | bigint>(total: T, item: T): T => (item < total ? item : total);
/** What an empty slice has for an extreme: an infinity of floats, but of bfloat16 TensorFlow knows none. */
const extreme = (sign: 1 | -1) => {
  return ({dtype}: NDArray): number | bigint => {
    if (dtype === bfloat16) return 0;
    if (dtype.is_floating) return sign * Infinity;
    return sign === 1 ? dtype.max : dtype.min;
  };
};
const in_kind = (value: number) => (array: NDArray) =>
  arithmetic_of(array.dtype) === 'bigint' ? BigInt(value) : value;

export const VECTOR_KERNELS: JsKernels = {
  Cross: cross,
  CompareAndBitpack: compare_and_bitpack,
  GatherTree: gather_tree,
  ReduceSliceSum: reduce_slices(
    {start: in_kind(0), number: (x, y) => x + y, int: (x, y) => x + y, bigint: (x, y) => x + y},
    add_complex,
  ),
  ReduceSliceProd: reduce_slices(
    {start: in_kind(1), number: (x, y) => x * y, int: Math.imul, bigint: (x, y) => x * y},
    multiply_complex,
  ),
  ReduceSliceMax: reduce_slices(
    {start: extreme(-1), number: larger, int: larger, bigint: larger},
    add_complex,
  ),
  ReduceSliceMin: reduce_slices(
    {start: extreme(1), number: smaller, int: smaller, bigint: smaller},
    add_complex,
  ),
};
