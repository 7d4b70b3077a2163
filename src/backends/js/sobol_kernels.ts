// Points of the Sobol sequence: evenly spread, each dimension by the direction numbers of its polynomial.

import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {allocate_numbers, input, integer, output_dtype} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {SOBOL_NUMBERS} from './generated/sobol_numbers.ts';

/** How many dimensions TensorFlow has numbers for, and how many are here: all would take a megabyte. */
const ALL_DIMENSIONS = 21200;
const DIMENSIONS = 1111;
const BITS = 32;
const LARGEST = 2 ** 31 - 1;

/** The directions of one dimension, each as 32 bits behind the point. */
function directions_of(dimension: number, rows: readonly string[]): Uint32Array {
  const directions = new Uint32Array(BITS);
  if (dimension === 0) return directions.map((_, index) => 2 ** (BITS - 1 - index));
  const [polynomial = 0, ...first] = (rows[dimension - 1] ?? '').split(' ').map((text) => parseInt(text, 36));
  const degree = first.length;
  for (let index = 0; index < BITS; index++) {
    if (index < degree) {
      directions[index] = (first[index] as number) * 2 ** (BITS - 1 - index);
      continue;
    }
    const earlier = directions[index - degree] as number;
    let direction = earlier ^ (earlier >>> degree);
    for (let place = 1; place < degree; place++) {
      if (((polynomial >> (degree - 1 - place)) & 1) === 1) direction ^= directions[index - place] as number;
    }
    directions[index] = direction;
  }
  return directions;
}

/** The place of the rightmost zero bit. */
function rightmost_zero(number: number): number {
  let place = 0;
  for (let rest = number; rest % 2 === 1; rest = (rest - 1) / 2) place++;
  return place;
}

/** The coordinate of point `index`, counted from 0 at the origin. */
function coordinate(index: number, directions: Uint32Array): number {
  let bits = 0;
  const code = (index ^ (index >>> 1)) >>> 0;
  for (let place = 0; place < BITS; place++)
    if (((code >>> place) & 1) === 1) bits ^= directions[place] as number;
  return bits;
}

function check_sample(dimensions: number, count: number, skip: number): void {
  if (dimensions < 1) throw invalid_argument('dim must be at least one');
  if (dimensions > ALL_DIMENSIONS) throw invalid_argument(`dim must be at most ${ALL_DIMENSIONS}`);
  if (count < 1) throw invalid_argument('num_results must be at least one');
  if (skip < 0) throw invalid_argument('skip must be non-negative');
  if (dimensions > DIMENSIONS) {
    throw unimplemented(
      `Sobol points have at most ${DIMENSIONS} dimensions here: draw uniform numbers instead`,
    );
  }
  if (count >= LARGEST - skip) throw invalid_argument(`num_results+skip must be less than ${LARGEST}`);
}

const sobol_sample: JsKernel = (inputs, _attrs, context) => {
  const [dimensions, count, skip] = [
    integer(input(inputs, 0)),
    integer(input(inputs, 1)),
    integer(input(inputs, 2)),
  ];
  check_sample(dimensions, count, skip);
  const rows = SOBOL_NUMBERS.split('\n');
  const dtype = output_dtype(context);
  const data = allocate_numbers(dtype, dimensions * count);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const directions = directions_of(dimension, rows);
    let bits = coordinate(skip + 1, directions);
    for (let index = 0; index < count; index++) {
      if (index > 0) bits ^= directions[rightmost_zero(skip + index)] as number;
      data[index * dimensions + dimension] = (bits >>> 0) / 2 ** BITS;
    }
  }
  return new NDArray(dtype, [count, dimensions], data);
};

export const SOBOL_KERNELS: JsKernels = {SobolSample: sobol_sample};
